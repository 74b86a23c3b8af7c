//! Taking back, and doing again.

use std::collections::VecDeque;

use super::merge::merge_record;
use super::{Edit, Key, Plan, Record};

/// Steps kept; the oldest go first.
const KEPT: usize = 10_000;

/// One record before and after a step; `None` where there was none.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Change {
    key: Key,
    before: Option<Record>,
    after: Option<Record>,
}

/// One gesture of the user: everything that one undo takes back.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    label: String,
    place: Option<Key>,
    changes: Vec<Change>,
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
}

impl History {
    /// Carries out the edits of one gesture as one step. Says whether anything changed: where nothing did, there is no
    /// step. What had been taken back before can no longer be done again.
    pub fn commit(&mut self, plan: &mut Plan, label: impl Into<String>, place: Option<Key>, edits: Vec<Edit>) -> bool {
        let mut changes: Vec<Change> = Vec::new();
        for edit in edits {
            let key = edit.key();
            let before = plan.get(&key);
            plan.apply(edit);
            let after = plan.get(&key);
            match changes.iter_mut().find(|change| change.key == key) {
                Some(change) => change.after = after,
                None => changes.push(Change { key, before, after }),
            }
        }
        changes.retain(|change| change.before != change.after);
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

    /// Takes the last gesture back.
    pub fn undo(&mut self, plan: &mut Plan) -> Option<Done> {
        let step = self.past.pop_back()?;
        for change in step.changes.iter().rev() {
            carry(plan, &change.key, change.after.as_ref(), change.before.as_ref());
        }
        let done = Done { label: step.label.clone(), place: step.place.clone() };
        self.future.push(step);
        Some(done)
    }

    /// Carries the gesture taken back last out again.
    pub fn redo(&mut self, plan: &mut Plan) -> Option<Done> {
        let step = self.future.pop()?;
        for change in &step.changes {
            carry(plan, &change.key, change.before.as_ref(), change.after.as_ref());
        }
        let done = Done { label: step.label.clone(), place: step.place.clone() };
        self.past.push_back(step);
        Some(done)
    }
}

/// Leads a record from one state to another. Where it is in neither because somebody else changed it meanwhile, only
/// what differs between the two states is carried over; what came from elsewhere stays.
fn carry(plan: &mut Plan, key: &Key, from: Option<&Record>, to: Option<&Record>) {
    let here = plan.get(key);
    let target = match (&here, from, to) {
        (here, from, to) if here.as_ref() == from => to.cloned(),
        (Some(here), Some(from), Some(to)) => Some(merge_record(Some(from), here, to).record),
        // Added by the step and edited elsewhere since, or removed by it and there again: it stays as it is.
        (Some(_), _, None) | (Some(_), None, _) => here.clone(),
        (None, _, to) => to.cloned(),
    };
    plan.apply(target.map_or_else(|| Edit::Remove(key.clone()), Edit::Put));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::arbitrary::{edits, records};
    use crate::domain::{Stakeholder, StakeholderId};
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
}
