//! Moves: how stance and closeness changed over time.
//!
//! A move stands beside what moved: the moves of closeness with the stakeholder, those of stance with the stake. So they
//! go where it goes, and no move can point at a goal that is not there. [`note`] is the one place that writes them down;
//! every change made here goes through it on its way into the history, and undo, redo and merge treat them like any other
//! field.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Day, Edit, Plan, Record, Stakeholder};

/// One change of a stance or a closeness, on the day it was noticed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move<T> {
    /// The day.
    pub on: Day,
    /// Where it stood; absent when that was not known.
    #[serde(default = "unknown", skip_serializing_if = "Option::is_none")]
    pub from: Option<T>,
    /// Where it stands since; absent when that is no longer known.
    #[serde(default = "unknown", skip_serializing_if = "Option::is_none")]
    pub to: Option<T>,
}

/// Without it serde would ask that `T` has a default.
fn unknown<T>() -> Option<T> {
    None
}

impl<T: Copy + Ord> Move<T> {
    /// Whether it went up, down, or neither: what was not known, or no longer is, has no direction.
    pub fn direction(&self) -> Option<bool> {
        let (from, to) = (self.from?, self.to?);
        (from != to).then_some(to > from)
    }
}

/// Writes down in these edits, about to be made on `today`, what moves through them.
///
/// - A move is noted when a stakeholder who is there has another closeness afterwards, or in a goal in which they have a
///   stake another stance. Who is new has not moved, and neither has a stake that is new.
/// - Several changes on one day are one move, from where the day began; back where it began is no move.
/// - Where an edit changes the moves themselves, they stay as it says.
pub fn note(plan: &Plan, edits: &mut [Edit], today: Day) {
    for edit in edits {
        let Edit::Put(Record::Stakeholder(after)) = edit else { continue };
        if let Some(before) = plan.stakeholders.get(&after.id).filter(|before| has_moved(before, after)) {
            moved(before, Arc::make_mut(after), today);
        }
    }
}

/// Whether there is anything to note, found out without copying anybody.
fn has_moved(before: &Stakeholder, after: &Stakeholder) -> bool {
    let stance = after.stakes.iter().any(|(goal, now)| {
        before.stakes.get(goal).is_some_and(|then| then.stance != now.stance && then.moves == now.moves)
    });
    stance || (before.closeness != after.closeness && before.moves == after.moves)
}

fn moved(before: &Stakeholder, after: &mut Stakeholder, today: Day) {
    if before.moves == after.moves {
        add(&mut after.moves, Some(before.closeness), Some(after.closeness), today);
    }
    for (goal, now) in &mut after.stakes {
        if let Some(then) = before.stakes.get(goal).filter(|then| then.moves == now.moves) {
            add(&mut now.moves, then.stance, now.stance, today);
        }
    }
}

/// Where something stood at the end of a day: where the first move after it began, or where it stands now.
pub fn stood<T: Copy>(moves: &[Move<T>], now: Option<T>, day: Day) -> Option<T> {
    // Of several on one day the first in the list counts.
    moves.iter().filter(|one| one.on > day).min_by_key(|one| one.on).map_or(now, |one| one.from)
}

/// Adds a move, or takes it into the one of the same day.
fn add<T: Copy + Eq>(moves: &mut Vec<Move<T>>, from: Option<T>, to: Option<T>, today: Day) {
    if from == to {
        return;
    }
    match moves.last_mut().filter(|last| last.on == today && last.to == from) {
        Some(last) if last.from == to => drop(moves.pop()),
        Some(last) => last.to = to,
        None => moves.push(Move { on: today, from, to }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Closeness, GoalId, Stake, StakeholderId, Stance};

    fn day(number: u32) -> Day {
        Day::new(2026, 11, number).unwrap()
    }

    fn goal() -> GoalId {
        GoalId::new("data")
    }

    fn ada() -> StakeholderId {
        StakeholderId::new("ada")
    }

    /// A plan with Ada, connected, and her stake in a goal, of no known stance.
    fn plan() -> Plan {
        let mut plan = Plan::default();
        let mut who = Stakeholder::named(ada(), "Ada");
        who.closeness = Closeness::Connected;
        who.stakes.insert(goal(), Stake::default());
        plan.apply(Edit::put(who));
        plan
    }

    /// Changes Ada on a day.
    fn change(plan: &mut Plan, on: Day, change: impl FnOnce(&mut Stakeholder)) {
        let mut who = plan.stakeholders.get(&ada()).unwrap().as_ref().clone();
        change(&mut who);
        let mut edits = [Edit::put(who)];
        note(plan, &mut edits, on);
        for edit in edits {
            plan.apply(edit);
        }
    }

    fn closeness(plan: &Plan) -> Vec<(Day, Option<Closeness>, Option<Closeness>)> {
        plan.stakeholders.get(&ada()).unwrap().moves.iter().map(|one| (one.on, one.from, one.to)).collect()
    }

    fn stance(plan: &Plan) -> Vec<(Day, Option<Stance>, Option<Stance>)> {
        let who = plan.stakeholders.get(&ada()).unwrap();
        who.stakes[&goal()].moves.iter().map(|one| (one.on, one.from, one.to)).collect()
    }

    #[test]
    fn what_changes_is_noted_with_its_day() {
        use Closeness::{Collaborated, Connected, Exchanged};
        let mut plan = plan();
        change(&mut plan, day(1), |who| who.closeness = Exchanged);
        change(&mut plan, day(2), |who| who.notes = "likes tea".into());
        change(&mut plan, day(3), |who| who.closeness = Collaborated);
        assert_eq!(
            closeness(&plan),
            [(day(1), Some(Connected), Some(Exchanged)), (day(3), Some(Exchanged), Some(Collaborated))]
        );
        change(&mut plan, day(4), |who| who.stakes.get_mut(&goal()).unwrap().stance = Some(Stance::Neutral));
        change(&mut plan, day(5), |who| who.stakes.get_mut(&goal()).unwrap().stance = None);
        assert_eq!(stance(&plan), [(day(4), None, Some(Stance::Neutral)), (day(5), Some(Stance::Neutral), None)]);
    }

    #[test]
    fn one_day_is_one_move_and_there_and_back_is_none() {
        use Closeness::{Collaborated, Connected, Exchanged};
        let mut plan = plan();
        change(&mut plan, day(1), |who| who.closeness = Exchanged);
        change(&mut plan, day(1), |who| who.closeness = Collaborated);
        assert_eq!(closeness(&plan), [(day(1), Some(Connected), Some(Collaborated))]);
        change(&mut plan, day(1), |who| who.closeness = Connected);
        assert_eq!(closeness(&plan), []);
    }

    #[test]
    fn who_is_new_has_not_moved() {
        let mut plan = plan();
        let mut who = Stakeholder::named(StakeholderId::new("alan"), "Alan");
        who.closeness = Closeness::Regular;
        let mut edits = [Edit::put(who.clone())];
        note(&plan, &mut edits, day(1));
        assert_eq!(edits, [Edit::put(who)]);
        change(&mut plan, day(1), |who| {
            who.stakes.insert(GoalId::new("other"), Stake { stance: Some(Stance::Neutral), ..Stake::default() });
        });
        let who = plan.stakeholders.get(&ada()).unwrap();
        assert!(who.stakes.values().all(|stake| stake.moves.is_empty()));
    }

    #[test]
    fn who_writes_the_moves_has_the_last_word() {
        let mut plan = plan();
        change(&mut plan, day(1), |who| who.closeness = Closeness::Exchanged);
        let on = day(1).plus(-30);
        change(&mut plan, day(2), |who| {
            who.closeness = Closeness::Collaborated;
            who.moves[0].on = on;
        });
        assert_eq!(closeness(&plan), [(on, Some(Closeness::Connected), Some(Closeness::Exchanged))]);
    }

    #[test]
    fn where_something_stood_is_told_from_the_moves_since() {
        use Stance::{Neutral, Sceptical, Supportive};
        let moves = [
            Move { on: day(5), from: None, to: Some(Sceptical) },
            Move { on: day(9), from: Some(Sceptical), to: Some(Neutral) },
        ];
        let on = |number| stood(&moves, Some(Supportive), day(number));
        assert_eq!([on(4), on(5), on(8), on(9)], [None, Some(Sceptical), Some(Sceptical), Some(Supportive)]);
    }

    #[test]
    fn a_move_has_a_direction_when_both_ends_are_known() {
        let of = |from, to| Move { on: day(1), from, to }.direction();
        assert_eq!(of(Some(Stance::Sceptical), Some(Stance::Neutral)), Some(true));
        assert_eq!(of(Some(Stance::Neutral), Some(Stance::Sceptical)), Some(false));
        assert_eq!(of(None, Some(Stance::Neutral)), None);
    }
}
