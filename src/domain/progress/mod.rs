//! How it goes over time: the figures behind the charts of the Progress screen and the report.
//!
//! Derived, never stored. Begin with [`Progress::of`]; [`weeks()`] counts what was given and asked, [`Level`] says where
//! everybody stood at the end of a week, [`Moved`] what moved. The rules stand with the figures they are for.

mod level;
mod weeks;

#[cfg(test)]
mod tests;

use super::stats::{Tally, total};
use super::{Closeness, Day, Goal, GoalId, Move, Plan, ReflectionId, StakeholderId, Stance, Step, review};

pub use super::stats::Week;
pub use level::Level;
pub use weeks::{Balance, weeks};

/// How many weeks are looked back on.
pub const WEEKS: u32 = 26;

/// How it goes over time, for one goal or for all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The goal; none for all of them.
    pub goal: Option<GoalId>,
    /// The day.
    pub today: Day,
    /// The steps of the goal in their order; those of every open goal, where it is all of them.
    pub steps: Vec<StepOf>,
    /// What moved, newest first: the closeness of everybody, with a goal of those with a stake in it, and their stance.
    pub moves: Vec<Moved>,
    /// The last [`WEEKS`] weeks, oldest first, as far as they count for the goal; the last is the current one.
    pub weeks: Vec<Week>,
    /// Where everybody stood at the end of each of these weeks, as of `today` for the last.
    pub levels: Vec<Level>,
    /// What was given to each person in these weeks and asked of them.
    pub balances: Vec<Balance>,
    /// How it felt, oldest first. The journal is about myself, so this is the same for every goal.
    pub feelings: Vec<Felt>,
    /// What was kept up.
    pub streak: Streak,
}

/// A step of a goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepOf {
    /// The goal.
    pub goal: GoalId,
    /// The step.
    pub step: Step,
    /// For a step that is done, the days since the step done before it. For an open one with a day, the days left until
    /// then, negative when it has passed.
    pub days: Option<i64>,
}

/// Something that moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The day it was noticed.
    pub on: Day,
    /// Whose it is.
    pub who: StakeholderId,
    /// What moved.
    pub what: What,
}

/// What moved, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// How far the relationship has come.
    Closeness(Move<Closeness>),
    /// Where somebody stands towards a goal.
    Stance(GoalId, Move<Stance>),
}

impl What {
    /// Whether it went up, down, or neither.
    pub fn direction(&self) -> Option<bool> {
        match self {
            Self::Closeness(one) => one.direction(),
            Self::Stance(_, one) => one.direction(),
        }
    }
}

/// How it felt on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Felt {
    /// The day.
    pub on: Day,
    /// From -2 to 2.
    pub feeling: i8,
    /// The reflection that says so.
    pub reflection: ReflectionId,
}

/// What was kept up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Streak {
    /// Days reviewed in a row, see [`review::streak`].
    pub days: u32,
    /// Weeks in a row with a contribution. A week that is still running breaks nothing.
    pub weeks: u32,
}

impl Progress {
    /// How it goes for this goal, or for all of them.
    pub fn of(plan: &Plan, goal: Option<&GoalId>, today: Day) -> Self {
        let (weeks, balances) = weeks(plan, goal, today, WEEKS);
        let levels = Level::on(plan, goal, weeks.iter().map(|week| week.monday.plus(6).min(today)));
        let streak = Streak { days: review::streak(plan, today), weeks: in_a_row(&weeks) };
        Self {
            goal: goal.cloned(),
            today,
            steps: steps(plan, goal, today),
            moves: moved(plan, goal),
            weeks,
            levels,
            balances,
            feelings: feelings(plan),
            streak,
        }
    }

    /// All the weeks together.
    pub fn total(&self) -> Tally {
        total(&self.weeks)
    }
}

/// Weeks in a row with a contribution, up to the current one.
fn in_a_row(weeks: &[Week]) -> u32 {
    let gave = |week: &&Week| week.tally.contributions() > 0;
    let this = usize::from(weeks.last().is_some_and(|week| gave(&week)));
    let before = weeks.iter().rev().skip(1).take_while(gave).count();
    u32::try_from(this + before).unwrap_or(u32::MAX)
}

fn steps(plan: &Plan, goal: Option<&GoalId>, today: Day) -> Vec<StepOf> {
    let wanted = |each: &&std::sync::Arc<Goal>| goal.map_or(each.closed.is_none(), |goal| each.id == *goal);
    plan.goals.iter().filter(wanted).flat_map(|goal| steps_of(goal, today)).collect()
}

fn steps_of(goal: &Goal, today: Day) -> Vec<StepOf> {
    let of = |step: &Step| {
        let days = match (step.done, step.by) {
            (Some(done), _) => {
                let before = goal.steps.iter().filter_map(|other| other.done).filter(|other| *other < done).max();
                before.map(|before| done.days_since(before))
            }
            (None, by) => by.map(|by| by.days_since(today)),
        };
        StepOf { goal: goal.id.clone(), step: step.clone(), days }
    };
    goal.steps.iter().map(of).collect()
}

fn moved(plan: &Plan, goal: Option<&GoalId>) -> Vec<Moved> {
    let mut moves: Vec<Moved> = Vec::new();
    for who in plan.stakeholders.iter().filter(|who| goal.is_none_or(|goal| who.stakes.contains_key(goal))) {
        let closeness = who.moves.iter().map(|one| (one.on, What::Closeness(one.clone())));
        let stakes = who.stakes.iter().filter(|(of, _)| goal.is_none_or(|goal| *of == goal));
        let stances = stakes
            .flat_map(|(of, stake)| stake.moves.iter().map(move |one| (one.on, What::Stance(of.clone(), one.clone()))));
        moves.extend(closeness.chain(stances).map(|(on, what)| Moved { on, who: who.id.clone(), what }));
    }
    // Stable: what moved on one day stays by person.
    moves.sort_by_key(|one| std::cmp::Reverse(one.on));
    moves
}

fn feelings(plan: &Plan) -> Vec<Felt> {
    let felt = plan.reflections.iter().filter_map(|reflection| {
        let feeling = reflection.feeling?.clamp(-2, 2);
        Some(Felt { on: reflection.on, feeling, reflection: reflection.id.clone() })
    });
    let mut felt: Vec<Felt> = felt.collect();
    felt.sort_by_key(|felt| felt.on);
    felt
}
