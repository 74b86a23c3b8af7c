//! Taking back, and doing again.

use std::collections::{BTreeMap, HashSet, VecDeque};

use serde::{Deserialize, Serialize};

use super::merge::{self, references};
use super::{Edit, Key, Plan, Record, Records};

/// Steps kept; the oldest go first.
const KEPT: usize = 10_000;

/// One record before and after a step; `None` where there was none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Change {
    key: Key,
    before: Option<Record>,
    after: Option<Record>,
}

/// One gesture of the user: everything that one undo takes back.
///
/// It can be written down and taken back in a later run, see [`take_back`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    label: String,
    place: Option<Key>,
    changes: Vec<Change>,
}

impl Step {
    /// What the gesture was called.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// How much of this step is taken back by the step that [`take_back`] made of it.
    pub fn taken_back_by(&self, back: &Self) -> Extent {
        let after = |key: &Key| back.changes.iter().find(|change| change.key == *key);
        if back.changes.iter().all(|change| change.before == change.after) {
            Extent::Nothing
        } else if self.changes.iter().all(|own| after(&own.key).is_some_and(|change| change.after == own.before)) {
            Extent::Whole
        } else {
            Extent::Part
        }
    }
}

/// How much of a step could be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Everything is as it was before the step.
    Whole,
    /// Something was changed elsewhere since and stays.
    Part,
    /// Nothing of it was left.
    Nothing,
}

/// Takes back a step of an earlier run, and hands out the step that takes this back in turn. Anything may have come from
/// elsewhere since, and stays as it is.
pub fn take_back(plan: &mut Plan, step: Step) -> (Done, Step) {
    History { met: true, ..History::default() }.carry_back(plan, step)
}

/// What was taken back or done again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    /// What the gesture was called.
    pub label: String,
    /// The record to show.
    pub place: Option<Key>,
}

/// The gestures of a session, to be taken back one by one, and done again.
#[derive(Clone, Debug, Default)]
pub struct History {
    past: VecDeque<Step>,
    future: Vec<Step>,
    /// The plan as the last move left it: where the next move finds another one, something came from outside.
    left: Option<Records>,
    /// Whether anything came from outside so far.
    met: bool,
}

impl History {
    /// Carries out the edits of one gesture as one step. Says whether anything changed: where nothing did, there is no
    /// step. What had been taken back before can no longer be done again.
    pub fn commit(&mut self, plan: &mut Plan, label: impl Into<String>, place: Option<Key>, edits: Vec<Edit>) -> bool {
        self.look(plan);
        let mut before: BTreeMap<Key, Option<Record>> = BTreeMap::new();
        for edit in edits {
            let key = edit.key();
            let old = plan.get(&key);
            plan.apply(edit);
            before.entry(key).or_insert(old);
        }
        self.left = Some(plan.records().clone());
        let changes: Vec<Change> = before
            .into_iter()
            .map(|(key, before)| Change { after: plan.get(&key), key, before })
            .filter(|change| change.before != change.after)
            .collect();
        if changes.is_empty() {
            return false;
        }
        self.future.clear();
        if self.past.len() == KEPT {
            self.past.pop_front();
        }
        self.past.push_back(Step { label: label.into(), place, changes });
        true
    }

    /// Carries out edits that are no gesture: there is nothing to take back, and what was taken back can still be done
    /// again.
    pub fn note(&mut self, plan: &mut Plan, edits: Vec<Edit>) {
        self.look(plan);
        for edit in edits {
            plan.apply(edit);
        }
        self.left = Some(plan.records().clone());
    }

    /// The step that the next undo takes back; none where there is nothing.
    pub fn last(&self) -> Option<&Step> {
        self.past.back()
    }

    /// What the next undo takes back; none where there is nothing.
    pub fn next_undo(&self) -> Option<&str> {
        self.past.back().map(|step| step.label.as_str())
    }

    /// The record that the next undo is about.
    pub fn next_undo_place(&self) -> Option<&Key> {
        self.past.back().and_then(|step| step.place.as_ref())
    }

    /// The record that the next redo is about.
    pub fn next_redo_place(&self) -> Option<&Key> {
        self.future.last().and_then(|step| step.place.as_ref())
    }

    /// What the next redo does again; none where there is nothing.
    pub fn next_redo(&self) -> Option<&str> {
        self.future.last().map(|step| step.label.as_str())
    }

    /// Takes the last gesture back. What came from elsewhere since stays as it is.
    pub fn undo(&mut self, plan: &mut Plan) -> Option<Done> {
        let step = self.past.pop_back()?;
        let (done, inverse) = self.carry_back(plan, step);
        self.future.push(inverse);
        Some(done)
    }

    /// Carries the gesture taken back last out again.
    pub fn redo(&mut self, plan: &mut Plan) -> Option<Done> {
        let step = self.future.pop()?;
        let (done, inverse) = self.carry_back(plan, step);
        self.past.push_back(inverse);
        Some(done)
    }

    /// Sees whether the plan is the one that the last move left.
    fn look(&mut self, plan: &Plan) {
        self.met |= self.left.take().is_some_and(|left| !left.is_same(plan.records()));
    }

    /// Takes a step back, and makes the step that takes this back in turn: redo is the same move as undo.
    fn carry_back(&mut self, plan: &mut Plan, step: Step) -> (Done, Step) {
        self.look(plan);
        let mut targets: BTreeMap<Key, Option<Record>> =
            step.changes.iter().map(|change| (change.key.clone(), target(plan.get(&change.key), change))).collect();
        if self.met {
            keep_what_is_needed(plan, &mut targets);
        }
        let mut changes = Vec::with_capacity(targets.len());
        for (key, target) in targets {
            let now = plan.get(&key);
            plan.apply(target.clone().map_or_else(|| Edit::Remove(key.clone()), Edit::Put));
            changes.push(Change { key, before: now, after: target });
        }
        self.left = Some(plan.records().clone());
        let done = Done { label: step.label.clone(), place: step.place.clone() };
        (done, Step { changes, ..step })
    }
}

/// What a record becomes when a change to it is taken back.
fn target(now: Option<Record>, change: &Change) -> Option<Record> {
    if now == change.after {
        return change.before.clone();
    }
    match (now, &change.before, &change.after) {
        (Some(now), Some(before), Some(after)) => Some(merge::take_back(after, &now, before)),
        // Added by the step and edited elsewhere since, removed by it and there again, or removed elsewhere: nothing in it
        // is the step's own any more.
        (now, ..) => now,
    }
}

/// A record that the step added is not taken away while something from elsewhere refers to it.
fn keep_what_is_needed(plan: &Plan, targets: &mut BTreeMap<Key, Option<Record>>) {
    let referred_to = |key: &Key| matches!(key, Key::Goal(_) | Key::Stakeholder(_) | Key::Idea(_));
    let going = |targets: &BTreeMap<Key, Option<Record>>| -> HashSet<Key> {
        targets.iter().filter(|(key, to)| to.is_none() && referred_to(key)).map(|(key, _)| key.clone()).collect()
    };
    // What is kept refers to others in turn, so this goes on until nothing more is kept.
    loop {
        let gone = going(targets);
        if gone.is_empty() {
            return;
        }
        // The records the step leads elsewhere refer to what they refer to then, not now.
        let mut then = Records::default();
        for record in targets.values().flatten() {
            then.apply(Edit::Put(record.clone()));
        }
        let staying = references(plan.records()).filter(|(from, _)| !targets.contains_key(from));
        let needed: HashSet<Key> =
            staying.chain(references(&then)).map(|(_, to)| to).filter(|to| gone.contains(to)).collect();
        let kept: Vec<(Key, Record)> =
            needed.into_iter().filter_map(|key| plan.get(&key).map(|now| (key, now))).collect();
        if kept.is_empty() {
            return;
        }
        targets.extend(kept.into_iter().map(|(key, now)| (key, Some(now))));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::arbitrary::{edits, records};
    use crate::domain::{Day, Stakeholder, StakeholderId, Touch, TouchId};
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn undoing_everything_leads_to_the_start(start in records(), gestures in prop::collection::vec(edits(), 1..8)) {
            let mut plan = Plan::new(start.clone());
            let mut history = History::default();
            for gesture in gestures {
                history.commit(&mut plan, "a gesture", None, gesture);
                prop_assert!(plan.index_is_fresh());
            }
            let end = plan.records().clone();
            while history.undo(&mut plan).is_some() {}
            prop_assert_eq!(plan.records(), &start);
            prop_assert!(plan.index_is_fresh());
            while history.redo(&mut plan).is_some() {}
            prop_assert_eq!(plan.records(), &end);
            prop_assert!(plan.index_is_fresh());
        }

        #[test]
        fn an_edit_and_its_inverse_are_nothing(start in records(), edits in edits()) {
            let mut plan = Plan::new(start.clone());
            let mut back: Vec<Edit> = edits.into_iter().map(|edit| plan.apply(edit)).collect();
            while let Some(edit) = back.pop() {
                plan.apply(edit);
            }
            prop_assert_eq!(plan.records(), &start);
            prop_assert!(plan.index_is_fresh());
        }
    }

    fn grace() -> Stakeholder {
        Stakeholder::named(StakeholderId::new("grace"), "Grace")
    }

    #[test]
    fn what_is_only_noted_is_no_step_and_stays() {
        let mut plan = Plan::default();
        let mut history = History::default();
        history.commit(&mut plan, "add", None, vec![Edit::put(grace())]);
        let review = crate::domain::Review { ended: true, ..crate::domain::Review::new(Day::FIRST) };
        history.note(&mut plan, vec![Edit::put(review.clone())]);
        assert_eq!(history.undo(&mut plan).map(|done| done.label), Some("add".to_owned()));
        history.note(&mut plan, vec![Edit::put(crate::domain::Review { ended: false, ..review })]);
        assert!(history.redo(&mut plan).is_some() && history.redo(&mut plan).is_none());
        assert_eq!((plan.stakeholders.len(), plan.reviews.len()), (1, 1));
    }

    #[test]
    fn two_thousand_steps_there_and_back() {
        let mut plan = Plan::default();
        let mut history = History::default();
        for number in 0..2000_u32 {
            let mut who = grace();
            who.cadence = Some(number + 1);
            assert!(history.commit(&mut plan, "turn", None, vec![Edit::put(who)]));
        }
        let end = plan.records().clone();
        for _ in 0..3 {
            while history.undo(&mut plan).is_some() {}
            assert!(plan.is_empty());
            while history.redo(&mut plan).is_some() {}
            assert_eq!(*plan.records(), end);
        }
    }

    #[test]
    fn nothing_changed_is_no_step() {
        let mut plan = Plan::default();
        let mut history = History::default();
        assert!(history.commit(&mut plan, "add", None, vec![Edit::put(grace())]));
        assert!(!history.commit(&mut plan, "same", None, vec![Edit::put(grace())]));
        assert_eq!(history.undo(&mut plan).unwrap().label, "add");
        assert_eq!(history.undo(&mut plan), None);
    }

    #[test]
    fn undo_takes_back_its_own_fields_and_leaves_what_came_from_elsewhere() {
        let mut plan = Plan::default();
        let mut history = History::default();
        history.commit(&mut plan, "add", None, vec![Edit::put(grace())]);
        let mut titled = grace();
        titled.title = "VP".into();
        history.commit(&mut plan, "title", None, vec![Edit::put(titled.clone())]);
        titled.org = "Platforms".into();
        plan.apply(Edit::put(titled));
        history.undo(&mut plan);
        let now = plan.stakeholders.get(&StakeholderId::new("grace")).unwrap();
        assert_eq!((now.title.as_str(), now.org.as_str()), ("", "Platforms"));
    }

    #[test]
    fn undo_leaves_a_field_that_was_changed_elsewhere_too() {
        let mut plan = Plan::default();
        let mut history = History::default();
        history.commit(&mut plan, "add", None, vec![Edit::put(grace())]);
        let titled = |title: &str, notes: &str| Stakeholder { title: title.into(), notes: notes.into(), ..grace() };
        history.commit(&mut plan, "title", None, vec![Edit::put(titled("VP", "met"))]);
        plan.apply(Edit::put(titled("CTO", "met in Oslo")));
        history.undo(&mut plan);
        assert_eq!(plan.get(&Key::Stakeholder(grace().id)), Some(titled("CTO", "met in Oslo").into()));
        assert!(plan.conflicts.is_empty());
    }

    #[test]
    fn undo_keeps_somebody_who_was_met_elsewhere_since() {
        let mut plan = Plan::default();
        let mut history = History::default();
        history.commit(&mut plan, "add", None, vec![Edit::put(grace())]);
        let touch = Touch::new(TouchId::new("1"), Day::FIRST, vec![grace().id]);
        plan.apply(Edit::put(touch.clone()));
        assert!(history.undo(&mut plan).is_some());
        assert!(plan.stakeholders.contains(&grace().id));
        plan.apply(Edit::Remove(Key::Touch(touch.id)));
        assert!(history.redo(&mut plan).is_some());
        assert!(history.undo(&mut plan).is_some());
    }

    #[test]
    fn what_was_removed_elsewhere_stays_removed() {
        let mut plan = Plan::default();
        let mut history = History::default();
        history.commit(&mut plan, "add", None, vec![Edit::put(grace())]);
        history.commit(&mut plan, "title", None, vec![Edit::put(Stakeholder { title: "VP".into(), ..grace() })]);
        plan.apply(Edit::Remove(Key::Stakeholder(grace().id)));
        history.undo(&mut plan);
        assert!(plan.is_empty());
    }

    #[test]
    fn a_step_of_an_earlier_run_is_taken_back_and_done_again() {
        let mut plan = Plan::default();
        let mut history = History::default();
        history.commit(&mut plan, "add", None, vec![Edit::put(grace())]);
        let written = serde_json::to_string(history.last().unwrap()).unwrap();
        let step: Step = serde_json::from_str(&written).unwrap();
        let (done, back) = take_back(&mut plan, step.clone());
        assert_eq!((done.label.as_str(), plan.is_empty(), step.taken_back_by(&back)), ("add", true, Extent::Whole));
        let (_, again) = take_back(&mut plan, back.clone());
        assert!(plan.stakeholders.contains(&grace().id));
        assert_eq!(back.taken_back_by(&again), Extent::Whole);
        plan.apply(Edit::put(Stakeholder { title: "VP".into(), ..grace() }));
        let (_, back) = take_back(&mut plan, step.clone());
        assert_eq!(step.taken_back_by(&back), Extent::Nothing, "it was edited elsewhere since");
        let mut both = grace();
        both.org = "Platforms".into();
        both.title = "CTO".into();
        history.commit(&mut plan, "edit", None, vec![Edit::put(both.clone())]);
        let edit = history.last().unwrap().clone();
        both.title = "CEO".into();
        plan.apply(Edit::put(both));
        let (_, back) = take_back(&mut plan, edit.clone());
        assert_eq!(edit.taken_back_by(&back), Extent::Part);
        let now = plan.stakeholders.get(&grace().id).unwrap();
        assert_eq!((now.title.as_str(), now.org.as_str()), ("CEO", ""));
    }

    #[test]
    fn the_oldest_steps_go_first() {
        let mut plan = Plan::default();
        let mut history = History::default();
        for number in 0..=KEPT {
            let who = Stakeholder { notes: number.to_string(), ..grace() };
            history.commit(&mut plan, "note", None, vec![Edit::put(who)]);
        }
        let undone = std::iter::from_fn(|| history.undo(&mut plan)).count();
        assert_eq!(undone, KEPT);
    }
}
