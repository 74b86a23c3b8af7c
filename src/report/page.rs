//! What a report tells, gathered once: the templates and charts only set it.

use serde::Serialize;

use super::Asked;
use super::cover::Cover;
use crate::domain::coverage::{Coverage, Hole, Telling};
use crate::domain::progress::{Progress, What};
use crate::domain::{Day, Goal, GoalId, Move, Plan, Stakeholder, Word, stats};

/// Everything a report tells.
#[derive(Debug, Serialize)]
pub struct Page {
    /// Its heading.
    pub title: String,
    /// The day it is of.
    pub day: String,
    /// Whether names are covered.
    pub redacted: bool,
    /// The goals, with their steps.
    pub goals: Vec<GoalTold>,
    /// Seniority by organisation.
    pub coverage: CoverageTold,
    /// What is missing, the heaviest first.
    pub holes: Vec<HoleTold>,
    /// Everybody with an influence and an interest.
    pub grid: Vec<Placed>,
    /// Stance now against stance wanted.
    pub stances: Vec<StanceTold>,
    /// What moved, newest first.
    pub moves: Vec<MoveTold>,
    /// All the weeks together.
    pub total: TotalTold,
    /// How it felt.
    pub feelings: Vec<FeelingTold>,
    /// The grid as figures.
    pub grid_rows: Vec<[String; 3]>,
    /// The weeks as figures.
    pub week_rows: Vec<[String; 6]>,
    /// What to do next.
    pub next: Vec<String>,
    /// The figures behind the charts.
    #[serde(skip)]
    pub progress: Progress,
}

/// A goal.
#[derive(Debug, Serialize)]
pub struct GoalTold {
    title: String,
    why: String,
    when: String,
    done: usize,
    steps: Vec<StepTold>,
}

#[derive(Debug, Serialize)]
struct StepTold {
    text: String,
    done: bool,
    day: String,
    days: String,
}

/// Seniority by organisation.
#[derive(Debug, Serialize)]
pub struct CoverageTold {
    columns: Vec<ColumnTold>,
    rows: Vec<RowTold>,
    senior: String,
    reached: usize,
    orgs: usize,
}

#[derive(Debug, Serialize)]
struct ColumnTold {
    name: String,
    hollow: bool,
}

#[derive(Debug, Serialize)]
struct RowTold {
    name: String,
    cells: Vec<CellTold>,
}

#[derive(Debug, Serialize)]
struct CellTold {
    count: usize,
    warmest: String,
}

/// A hole.
#[derive(Debug, Serialize)]
pub struct HoleTold {
    weight: u8,
    what: String,
    next: String,
}

/// Somebody on the grid.
#[derive(Debug, Serialize)]
pub struct Placed {
    /// Who.
    pub name: String,
    /// How much they can move, 1 to 5.
    pub influence: u8,
    /// How much it concerns them, 1 to 5.
    pub interest: u8,
}

/// Where somebody stands, and where I would like them to.
#[derive(Debug, Serialize)]
pub struct StanceTold {
    name: String,
    seniority: String,
    org: String,
    now: String,
    wanted: String,
}

/// A move.
#[derive(Debug, Serialize)]
pub struct MoveTold {
    day: String,
    name: String,
    what: &'static str,
    from: &'static str,
    to: &'static str,
}

/// Several weeks together.
#[derive(Debug, Serialize)]
pub struct TotalTold {
    weeks: usize,
    contributions: u32,
    senior: u32,
    share: u64,
    given: u32,
    asked: u32,
    weeks_in_a_row: u32,
    days_in_a_row: u32,
}

/// How it felt.
#[derive(Debug, Serialize)]
pub struct FeelingTold {
    day: String,
    feeling: i8,
    text: String,
}

/// How many of the newest moves and next steps are told.
const MOVES: usize = 12;
const NEXT: usize = 8;

impl Page {
    /// What there is to tell of this plan.
    pub fn of(plan: &Plan, asked: &Asked, today: Day) -> Self {
        let cover = Cover::of(plan, asked.redact);
        let goal = asked.goal.as_ref();
        let progress = Progress::of(plan, goal, today);
        let coverage = Coverage::of(plan, goal, today);
        let holes = holes(plan, &coverage, &cover);
        let part =
            |who: &&std::sync::Arc<Stakeholder>| !who.archived && goal.is_none_or(|goal| who.stakes.contains_key(goal));
        let people: Vec<&Stakeholder> = plan.stakeholders.iter().filter(part).map(AsRef::as_ref).collect();
        let grid: Vec<Placed> = people.iter().filter_map(|who| placed(who, goal, &cover)).collect();
        let next = next(plan, goal, &holes, &cover, today);
        let one = goal.and_then(|id| plan.goals.get(id));
        Self {
            title: one.map_or_else(|| "All goals".to_owned(), |goal| cover.text(&goal.title)),
            day: day(today),
            redacted: asked.redact,
            goals: goals(plan, &progress, &cover, today),
            coverage: matrix(plan, &coverage, &cover),
            holes,
            grid_rows: grid
                .iter()
                .map(|one| [one.name.clone(), one.influence.to_string(), one.interest.to_string()])
                .collect(),
            grid,
            stances: stances(&people, goal, &cover),
            moves: moves(plan, &progress, &cover),
            week_rows: progress.weeks.iter().rev().map(week).collect(),
            total: total(&progress),
            feelings: feelings(plan, &progress, &cover),
            next,
            progress,
        }
    }
}

/// A day as a report writes it.
fn day(day: Day) -> String {
    day.date().format("%-d %b %Y").to_string()
}

fn goals(plan: &Plan, progress: &Progress, cover: &Cover, today: Day) -> Vec<GoalTold> {
    let told = |goal: &Goal| {
        let steps = progress.steps.iter().filter(|step| step.goal == goal.id).map(|step| StepTold {
            text: cover.text(&step.step.text),
            done: step.step.done.is_some(),
            day: step.step.done.or(step.step.by).map_or_else(String::new, day),
            days: match (step.step.done, step.days) {
                (Some(_), Some(days)) => format!("took {days} days"),
                (None, Some(days)) if days < 0 => format!("{} days late", -days),
                (None, Some(days)) => format!("{days} days left"),
                (_, None) => String::new(),
            },
        });
        let when = match (goal.closed, goal.by) {
            (Some(closed), _) => format!("closed {}", day(closed)),
            (None, Some(by)) if by < today => format!("by {}, {} days late", day(by), today.days_since(by)),
            (None, Some(by)) => format!("by {}, {} days left", day(by), by.days_since(today)),
            (None, None) => String::new(),
        };
        GoalTold {
            title: cover.text(&goal.title),
            why: cover.note(&goal.why),
            when,
            done: goal.steps_done(),
            steps: steps.collect(),
        }
    };
    let wanted =
        |goal: &&std::sync::Arc<Goal>| progress.goal.as_ref().map_or(goal.closed.is_none(), |id| goal.id == *id);
    plan.goals.iter().filter(wanted).map(|goal| told(goal)).collect()
}

fn matrix(plan: &Plan, coverage: &Coverage, cover: &Cover) -> CoverageTold {
    let columns = coverage.columns.iter().enumerate().map(|(at, column)| ColumnTold {
        name: if column.name.is_empty() { "no organisation".to_owned() } else { cover.text(&column.name) },
        hollow: coverage.is_hollow(at),
    });
    let cell = |row: usize, column: usize| {
        let cell = coverage.cell(row, column);
        CellTold {
            count: cell.map_or(0, |cell| cell.people.len()),
            warmest: cell.and_then(|cell| cell.warmest).map_or_else(String::new, Word::spoken),
        }
    };
    let rows = coverage.rows.iter().enumerate().map(|(row, rung)| RowTold {
        name: if rung.name.is_empty() { "not known".to_owned() } else { cover.text(&rung.name) },
        cells: (0..coverage.columns.len()).map(|column| cell(row, column)).collect(),
    });
    let trend = coverage.trend(plan);
    CoverageTold {
        columns: columns.collect(),
        rows: rows.collect(),
        senior: cover.text(coverage.senior_rung()),
        reached: trend.weeks.last().map_or(0, |week| week.reached),
        orgs: trend.orgs,
    }
}

fn holes(plan: &Plan, coverage: &Coverage, cover: &Cover) -> Vec<HoleTold> {
    let name = |name: &str| cover.text(name);
    let telling = Telling { plan, goal: coverage.goal.as_ref(), name: &name };
    let told = |hole: &Hole| HoleTold {
        weight: hole.weight,
        what: sentence(&cover.text(&telling.what(hole))),
        next: sentence(&cover.text(&telling.next(hole))),
    };
    coverage.holes(plan).iter().map(told).collect()
}

fn placed(who: &Stakeholder, goal: Option<&GoalId>, cover: &Cover) -> Option<Placed> {
    let stakes = || who.stakes.iter().filter(|(id, _)| goal.is_none_or(|goal| goal == *id)).map(|(_, stake)| stake);
    let influence = stakes().filter_map(|stake| stake.influence).max()?.clamp(1, 5);
    let interest = stakes().filter_map(|stake| stake.interest).max()?.clamp(1, 5);
    Some(Placed { name: cover.name(who), influence, interest })
}

fn stances(people: &[&Stakeholder], goal: Option<&GoalId>, cover: &Cover) -> Vec<StanceTold> {
    let mut told = Vec::new();
    for who in people {
        for (_, stake) in who.stakes.iter().filter(|(id, _)| goal.is_none_or(|goal| goal == *id)) {
            let way = match (stake.stance, stake.wanted) {
                (_, None) => continue,
                (None, Some(wanted)) => wanted as usize + 1,
                (Some(now), Some(wanted)) => (wanted as usize).saturating_sub(now as usize),
            };
            let stance = StanceTold {
                name: cover.name(who),
                seniority: cover.text(&who.seniority),
                org: cover.text(&who.org),
                now: stake.stance.map_or("not known", Word::word).to_owned(),
                wanted: stake.wanted.map_or("", Word::word).to_owned(),
            };
            told.push((way, stance));
        }
    }
    told.sort_by_key(|(way, _)| std::cmp::Reverse(*way));
    told.into_iter().map(|(_, stance)| stance).collect()
}

fn moves(plan: &Plan, progress: &Progress, cover: &Cover) -> Vec<MoveTold> {
    fn ends<T: Word>(one: &Move<T>) -> (&'static str, &'static str) {
        let word = |value: Option<T>| value.map_or("not known", Word::word);
        (word(one.from), word(one.to))
    }
    let told = progress.moves.iter().take(MOVES).map(|moved| {
        let (what, (from, to)) = match &moved.what {
            What::Closeness(one) => ("closeness", ends(one)),
            What::Stance(_, one) => ("stance", ends(one)),
        };
        let name = plan.stakeholders.get(&moved.who).map_or_else(String::new, |who| cover.name(who));
        MoveTold { day: day(moved.on), name, what, from, to }
    });
    told.collect()
}

fn week(week: &stats::Week) -> [String; 6] {
    let tally = &week.tally;
    let gifts = tally.gifts().filter(|(_, count)| *count > 0);
    let gifts: Vec<String> = gifts.map(|(gift, count)| format!("{count} {}", gift.spoken())).collect();
    [
        day(week.monday),
        tally.contributions().to_string(),
        gifts.join(", "),
        tally.contributions_senior().to_string(),
        tally.given().to_string(),
        tally.asked().to_string(),
    ]
}

fn total(progress: &Progress) -> TotalTold {
    let all = progress.total();
    let (senior, contributions) = (all.contributions_senior(), all.contributions());
    TotalTold {
        weeks: progress.weeks.len(),
        contributions,
        senior,
        share: share(senior, contributions),
        given: all.given(),
        asked: all.asked(),
        weeks_in_a_row: progress.streak.weeks,
        days_in_a_row: progress.streak.days,
    }
}

/// A part in hundredths of the whole, rounded to the nearest.
pub fn share(part: u32, whole: u32) -> u64 {
    let (part, whole) = (u64::from(part), u64::from(whole));
    (part * 200 + whole).checked_div(whole * 2).unwrap_or(0)
}

fn feelings(plan: &Plan, progress: &Progress, cover: &Cover) -> Vec<FeelingTold> {
    let told = progress.feelings.iter().rev().take(MOVES).map(|felt| {
        let text = plan.reflections.get(&felt.reflection).map_or_else(String::new, |line| cover.note(&line.text));
        FeelingTold { day: day(felt.on), feeling: felt.feeling, text }
    });
    told.collect()
}

/// What to do next: the next open step of each goal, what fills the heaviest holes, and the ideas that are due soonest.
fn next(plan: &Plan, goal: Option<&GoalId>, holes: &[HoleTold], cover: &Cover, today: Day) -> Vec<String> {
    let open = plan.goals.iter().filter(|each| goal.map_or(each.closed.is_none(), |goal| each.id == *goal));
    let steps = open.filter_map(|goal| goal.next_step()).map(|step| {
        let by = step.by.map_or_else(String::new, |by| format!(", by {}", day(by)));
        format!("{}{by}", cover.text(&step.text))
    });
    let fill = holes.iter().filter(|hole| !hole.next.is_empty()).take(3).map(|hole| hole.next.clone());
    let mut ideas: Vec<_> = plan
        .ideas
        .iter()
        .filter(|idea| !plan.is_given(&idea.id) && goal.is_none_or(|goal| idea.goal.as_ref() == Some(goal)))
        .filter_map(|idea| idea.by.map(|by| (by, idea)))
        .collect();
    ideas.sort_by_key(|(by, idea)| (*by, idea.id.clone()));
    let ideas = ideas.into_iter().map(|(by, idea)| {
        let who: Vec<String> =
            idea.to.iter().filter_map(|who| plan.stakeholders.get(who)).map(|who| cover.name(who)).collect();
        let gift = idea.gift.map_or("Idea", Word::word);
        let note = cover.note(&idea.text);
        let what = if note.is_empty() { String::new() } else { format!(": {note}") };
        let late = if by < today { "since" } else { "by" };
        format!("{gift} for {}, {late} {}{what}", who.join(", "), day(by))
    });
    steps.chain(fill).chain(ideas).take(NEXT).collect()
}

/// The same words with a capital at the beginning.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
