//! Today's review queue: who is on it, why, and in what order.
//!
//! # Who is on it
//!
//! Whoever has a reason that [calls](Reason::calls): the cadence has run out, a first contact is due, a promise or an idea
//! has its day, a sponsor or decider has gone quiet, a birthday is near. The other reasons never bring somebody here by
//! themselves; they say why this one comes before that one. Who rests is not on it before their day, who is archived
//! never.
//!
//! # In what order
//!
//! By the sum of the [weights](Reason::weight) of the reasons, the highest first; where sums are equal by seniority, by the
//! share of the cadence that has passed, by name and by id, so that the order is total and does not depend on how the
//! records stand. The weights are in points, and 100 of them are one due contact:
//!
//! | reason | points | why so many |
//! | --- | --- | --- |
//! | a promise | 400, and 10 for each day it is late, to 500 | a word kept is what trust is made of |
//! | a birthday | 250 on the day, 30 fewer for each day before | it cannot be made up for later |
//! | an idea with a day | 200, 30 fewer for each day before | it is thought out, giving it is easy |
//! | never in touch | 150, and 10 for each day past the due day, to 250 | a first step is put off most easily |
//! | silence | a tenth of the thousandths of the cadence that have passed, to 300 | 100 on the due day, 200 a whole cadence later: measured in their own rhythm, not in raw days |
//! | sponsor or decider gone quiet | 120 | without them there is no goal |
//! | a hole in the coverage that they fill | the weight of the hole, to 100 | senior people are where a good network is empty |
//! | stance wanted above stance now, and stalled | 40, and 10 for each step between | this is the work the goal is made of |
//!
//! A goal that is shown decides which stakes count; without one, every goal that is not closed does.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::iter::once_with;
use std::sync::Arc;

use super::calls::Calls;
use super::coverage::{Hole, Telling, holes};
use super::reason::{Part, Reason};
use super::{Day, GoalId, Plan, Role, Stake, Stakeholder, StakeholderId, Standing, Touch, Warmth, standing};

/// How many people a day's agenda has unless the user says otherwise.
pub const SIZE: usize = 7;

/// Days before its day at which an idea begins to call: giving takes some time.
const AHEAD: i64 = 4;
/// Days before a birthday at which it begins to call.
const BIRTHDAY: i64 = 3;
/// Days after which a promise without a day counts as due.
const SOMETIME: i64 = 7;
/// Days without a touch after which a stance counts as stalled.
const STALLED: i64 = 30;
/// How much of the cadence passes, in thousandths, until a sponsor or decider counts as quiet: the last quarter before the
/// due day.
const QUIET: i64 = 750;

/// Somebody on the agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Who.
    pub who: Arc<Stakeholder>,
    /// How they stand today.
    pub standing: Standing,
    /// Why, the heaviest first.
    pub reasons: Vec<Reason>,
    /// The sum of the weights of the reasons, in points.
    pub weight: i64,
}

/// The review queue of one day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agenda {
    /// Whom to look at today, the most important first.
    pub entries: Vec<Entry>,
    /// How many more have a reason and do not fit into this day.
    pub waiting: usize,
}

impl Agenda {
    /// The agenda of a day. `goal` is the goal shown, `size` how many people fit into a day.
    pub fn of(plan: &Plan, today: Day, goal: Option<&GoalId>, size: usize) -> Self {
        Self::without(plan, today, goal, size, &[])
    }

    /// The agenda of a day without those who were looked at already.
    pub fn without(plan: &Plan, today: Day, goal: Option<&GoalId>, size: usize, seen: &[StakeholderId]) -> Self {
        Calls::of(plan, today, goal).agenda(plan, size, seen)
    }

    /// Whether anything calls for this person.
    pub fn calls(plan: &Plan, today: Day, goal: Option<&GoalId>, who: &StakeholderId) -> bool {
        let holes = OnceCell::new();
        let view = View::of(plan, today, goal, &holes);
        plan.stakeholder(who).is_some_and(|who| view.calls(who, &standing(plan, who, today)))
    }

    /// How many have a reason, those who do not fit into the day among them.
    pub fn len(&self) -> usize {
        self.entries.len() + self.waiting
    }

    /// Whether nobody has a reason.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The next day after `today` on which somebody calls as things stand, and who that is; of several on one day the one whose
/// id comes first.
pub fn next(plan: &Plan, today: Day) -> Option<(Day, StakeholderId)> {
    let holes = OnceCell::new();
    let view = View::of(plan, today, None, &holes);
    let active = plan.stakeholders.iter().filter(|who| !who.archived);
    active.map(|who| (view.next(who), who.id.clone())).min()
}

/// Why somebody stands where they stand, whether or not anything calls: for an explanation. The heaviest first.
pub fn reasons(plan: &Plan, today: Day, goal: Option<&GoalId>, who: &Stakeholder) -> Vec<Reason> {
    View::of(plan, today, goal, &OnceCell::new()).reasons(who, &standing(plan, who, today))
}

/// A promise that is open, and the touch it was made on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// The touch.
    pub touch: Arc<Touch>,
    /// The day it is due: the day it was promised by, or else a week after it was made.
    pub due: Day,
    /// Whether it was promised by a day.
    pub dated: bool,
}

impl Promise {
    fn of(touch: &Arc<Touch>) -> Option<Self> {
        let promise = touch.follow_up.as_ref().filter(|promise| promise.done.is_none())?;
        let due = promise.by.unwrap_or_else(|| touch.on.plus(SOMETIME));
        Some(Self { touch: Arc::clone(touch), due, dated: promise.by.is_some() })
    }

    /// What was promised; empty where only a day was said.
    pub fn text(&self) -> &str {
        self.touch.follow_up.as_ref().map_or("", |promise| promise.text.as_str())
    }
}

/// The open promises to one person, the first due first.
pub fn promises_to(plan: &Plan, who: &StakeholderId) -> Vec<Promise> {
    let mut promises: Vec<Promise> = plan.open_promises_to(who).filter_map(Promise::of).collect();
    promises.sort_by_key(|promise| (promise.due, promise.touch.id.clone()));
    promises
}

/// Whether something was promised to one person whose day has come. It is asked of everybody on a screen.
pub fn owes(plan: &Plan, who: &StakeholderId, today: Day) -> bool {
    plan.open_promises_to(who).filter_map(Promise::of).any(|promise| promise.due <= today)
}

/// Every open promise, the first due first.
pub fn promises(plan: &Plan) -> Vec<Promise> {
    let mut promises: Vec<Promise> = plan.open_promises().filter_map(Promise::of).collect();
    promises.sort_by_key(|promise| (promise.due, promise.touch.id.clone()));
    promises
}

/// The next birthday from `today` on; 29 February falls on the 28th in other years.
pub fn next_birthday(born: Day, today: Day) -> Option<Day> {
    use chrono::Datelike as _;
    let (month, number) = (born.date().month(), born.date().day());
    let in_year = |year| Day::new(year, month, number).or_else(|| Day::new(year, month, 28));
    let year = today.date().year();
    in_year(year).filter(|day| *day >= today).or_else(|| in_year(year + 1))
}

/// The holes in the coverage, the heaviest first, and the heaviest that each person fills.
#[derive(Clone, Debug)]
pub(super) struct Holes {
    holes: Vec<Hole>,
    filled: HashMap<StakeholderId, usize>,
}

impl Holes {
    fn of(view: &View<'_>) -> Self {
        let holes = holes(view.plan, view.goal, view.today);
        let mut filled = HashMap::new();
        for (number, hole) in holes.iter().enumerate() {
            for who in &hole.who {
                filled.entry(who.clone()).or_insert(number);
            }
        }
        Self { holes, filled }
    }

    fn filled_by(&self, who: &StakeholderId) -> Option<&Hole> {
        self.holes.get(*self.filled.get(who)?)
    }
}

/// What stands around a name on its way into a [`Part`]: a character that no text has a use for.
const MARK: char = '\u{1}';

/// Words in pieces, names between [`MARK`]s among them.
fn parts(words: &str) -> Vec<Part> {
    let pieces = words.split(MARK).map(str::to_owned).enumerate();
    let part = |(number, text)| if number % 2 == 0 { Part::Ours(text) } else { Part::Name(text) };
    pieces.filter(|(_, text)| !text.is_empty()).map(part).collect()
}

/// A plan as an agenda looks at it.
pub(super) struct View<'a> {
    pub(super) plan: &'a Plan,
    pub(super) today: Day,
    goal: Option<&'a GoalId>,
    /// Found out for everybody when something calls: often nothing does.
    holes: &'a OnceCell<Holes>,
}

impl<'a> View<'a> {
    pub(super) fn of(plan: &'a Plan, today: Day, goal: Option<&'a GoalId>, holes: &'a OnceCell<Holes>) -> Self {
        Self { plan, today, goal, holes }
    }

    /// The stakes that count: those in the goal shown, or else in every goal that is not closed.
    fn stakes(&self, who: &'a Stakeholder) -> impl Iterator<Item = (&'a GoalId, &'a Stake)> {
        let open = |goal: &GoalId| self.plan.goals.get(goal).is_some_and(|goal| goal.closed.is_none());
        who.stakes.iter().filter(move |(goal, _)| self.goal.map_or_else(|| open(goal), |shown| shown == *goal))
    }

    /// The entry of somebody for whom something calls.
    pub(super) fn entry(&self, who: &'a Arc<Stakeholder>, standing: Standing) -> Entry {
        let reasons = self.reasons(who, &standing);
        let weight = reasons.iter().map(Reason::weight).sum();
        Entry { who: Arc::clone(who), standing, reasons, weight }
    }

    /// The weight of that entry, without the words for it: everybody's is asked for, the words of few.
    pub(super) fn weight(&self, who: &'a Stakeholder, now: &Standing) -> i64 {
        let hole = self.hole(who).map_or(0, |hole| i64::from(hole.weight));
        let others = self.calling(who, now).chain(self.stalled(who, now));
        hole + others.map(|reason| reason.weight()).sum::<i64>()
    }

    /// Whether anything brings somebody onto the agenda: each may, and most need no second look.
    pub(super) fn calls(&self, who: &'a Stakeholder, now: &Standing) -> bool {
        let active = !who.archived && now.warmth != Warmth::Snoozed;
        active && (now.passed >= 1000 || self.calling(who, now).next().is_some())
    }

    /// What brings somebody onto the agenda.
    fn calling(&self, who: &'a Stakeholder, now: &Standing) -> impl Iterator<Item = Reason> {
        let rest = once_with(move || self.birthday(who, now)).chain(once_with(move || self.quiet(who, now))).flatten();
        self.silence(now).into_iter().chain(self.promises(who)).chain(self.ideas(who, now)).chain(rest)
    }

    pub(super) fn reasons(&self, who: &'a Stakeholder, now: &Standing) -> Vec<Reason> {
        let mut reasons: Vec<Reason> = self.calling(who, now).collect();
        // What only adds is looked for where something calls.
        if !reasons.is_empty() {
            reasons.extend(self.fills(who));
            reasons.extend(self.stalled(who, now));
        }
        // Stable: reasons of one weight stay in the order above.
        reasons.sort_by_key(|reason| Reverse(reason.weight()));
        reasons
    }

    fn silence(&self, now: &Standing) -> Option<Reason> {
        if now.passed < 1000 {
            return None;
        }
        Some(match now.last {
            Some(last) => {
                Reason::Silence { days: self.today.days_since(last), cadence: now.cadence, passed: now.passed }
            }
            None => Reason::Never { late: self.today.days_since(now.due) },
        })
    }

    fn promises(&self, who: &'a Stakeholder) -> impl Iterator<Item = Reason> {
        let due = |promise: &Promise| promise.due <= self.today;
        self.plan.open_promises_to(&who.id).filter_map(Promise::of).filter(due).map(|promise| Reason::Promised {
            touch: promise.touch.id.clone(),
            text: promise.text().to_owned(),
            by: promise.dated.then_some(promise.due),
            late: self.today.days_since(promise.due),
        })
    }

    fn ideas(&self, who: &'a Stakeholder, now: &Standing) -> impl Iterator<Item = Reason> {
        // Whoever was in touch today can wait for the day of an idea, but not past it.
        let ahead = if now.last.is_some_and(|last| last >= self.today) { 0 } else { AHEAD };
        self.plan.open_ideas_for(&who.id).filter_map(move |idea| {
            let by = idea.by.filter(|by| by.days_since(self.today) <= ahead)?;
            let left = by.days_since(self.today).max(0);
            Some(Reason::IdeaDue { idea: idea.id.clone(), text: idea.text.clone(), by, ahead: left })
        })
    }

    fn birthday(&self, who: &Stakeholder, now: &Standing) -> Option<Reason> {
        let on = next_birthday(who.birthday?, self.today)?;
        let ahead = on.days_since(self.today);
        let greeted = now.last.is_some_and(|last| last >= self.today);
        (ahead <= BIRTHDAY && !greeted).then_some(Reason::Birthday { on, ahead })
    }

    fn quiet(&self, who: &'a Stakeholder, now: &Standing) -> Option<Reason> {
        // Whoever was never met is asked about on the day for the first contact, not before.
        if now.passed < if now.last.is_some() { QUIET } else { 1000 } {
            return None;
        }
        let decides = |role: &Role| matches!(role, Role::Sponsor | Role::Decider);
        let role = self.stakes(who).filter_map(|(_, stake)| stake.role).find(decides)?;
        // Where the silence is told anyway, once is enough.
        let days = now.last.filter(|_| now.passed < 1000).map(|last| self.today.days_since(last));
        Some(Reason::Quiet { role, days })
    }

    /// The heaviest hole in the coverage that they fill.
    fn hole(&self, who: &Stakeholder) -> Option<&Hole> {
        self.holes.get_or_init(|| Holes::of(self)).filled_by(&who.id)
    }

    fn fills(&self, who: &Stakeholder) -> Option<Reason> {
        let hole = self.hole(who)?;
        // Names are marked, so that whoever shows the words can cover them.
        let telling = Telling { plan: self.plan, goal: self.goal, name: &|name| format!("{MARK}{name}{MARK}") };
        let words = telling.why(hole, &who.id)?;
        Some(Reason::Fills { weight: hole.weight, parts: parts(&words) })
    }

    /// The stake that lies furthest from where it should be, where nothing has been done about it lately.
    fn stalled(&self, who: &'a Stakeholder, now: &Standing) -> Option<Reason> {
        if now.last.is_some_and(|last| self.today.days_since(last) < STALLED) {
            return None;
        }
        let apart = self.stakes(who).filter_map(|(_, stake)| Some((stake.stance?, stake.wanted?)));
        let furthest =
            apart.filter(|(now, wanted)| wanted > now).max_by_key(|(now, wanted)| *wanted as i64 - *now as i64);
        furthest.map(|(now, wanted)| Reason::Stance { now, wanted })
    }

    /// The first day after today on which somebody calls as things stand.
    fn next(&self, who: &'a Stakeholder) -> Day {
        let now = standing(self.plan, who, self.today);
        let mut days = vec![now.due];
        let decides = self.stakes(who).any(|(_, stake)| matches!(stake.role, Some(Role::Sponsor | Role::Decider)));
        if decides && now.last.is_some() {
            // The last quarter begins on the first day on which 750 thousandths have passed.
            days.push(now.due.plus(-(i64::from(now.cadence) * (1000 - QUIET) / 1000)));
        }
        days.extend(self.plan.open_promises_to(&who.id).filter_map(Promise::of).map(|promise| promise.due));
        days.extend(self.plan.open_ideas_for(&who.id).filter_map(|idea| idea.by).map(|by| by.plus(-AHEAD)));
        let from = self.today.plus(1).max(who.snoozed.unwrap_or(Day::FIRST));
        // A birthday that falls into a rest has passed by its end.
        let born = who.birthday.and_then(|born| next_birthday(born, from));
        days.extend(born.map(|on| on.plus(-BIRTHDAY)));
        days.into_iter().min().unwrap_or(now.due).max(from)
    }
}

#[cfg(test)]
#[path = "agenda_tests.rs"]
mod tests;
