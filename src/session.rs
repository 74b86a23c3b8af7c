//! The open plan, its undo history, and what the disk last agreed to. The only writer of a plan.
//!
//! Screens and verbs say what they want as edits; a session carries them out, remembers how to take them back, and
//! knows whether the disk has them yet. It never touches the disk itself: whoever does hands back what was agreed.

use crate::domain::diff::diff;
use crate::domain::history::{self, Done, History, Step};
use crate::domain::length::TooLong;
use crate::domain::merge::merge;
use crate::domain::{Day, Edit, Key, Plan, Records, moves};

/// An open plan.
#[derive(Debug, Default)]
pub struct Session {
    plan: Plan,
    history: History,
    agreed: Records,
}

impl Session {
    /// A session over records that are on the disk as they are here.
    pub fn new(records: Records) -> Self {
        Self { agreed: records.clone(), plan: Plan::new(records), history: History::default() }
    }

    /// The plan as it stands.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Carries out one gesture: all its edits, one label, one undo. Says whether anything changed.
    ///
    /// `place` is the record to show after an undo or redo. Moves of stance and closeness are noted as of `today`.
    ///
    /// # Errors
    ///
    /// A text in them is longer than a text may be. Nothing was changed then.
    pub fn commit(
        &mut self,
        label: impl Into<String>,
        place: Option<Key>,
        mut edits: Vec<Edit>,
        today: Day,
    ) -> Result<bool, TooLong> {
        if let Some(found) = edits.iter().find_map(Edit::too_long) {
            return Err(found);
        }
        moves::note(&self.plan, &mut edits, today);
        Ok(self.history.commit(&mut self.plan, label, place, edits))
    }

    /// The same for a plan as it was at another time: nothing moves by it, so no move is noted.
    pub fn commit_as_it_was(&mut self, label: impl Into<String>, edits: Vec<Edit>) -> bool {
        self.history.commit(&mut self.plan, label, None, edits)
    }

    /// Carries out edits that are no gesture, such as how far a review has come: undo passes over them.
    pub fn note(&mut self, edits: Vec<Edit>) {
        self.history.note(&mut self.plan, edits);
    }

    /// The last gesture, to be written down for a later run; none where nothing was changed.
    pub fn last_step(&self) -> Option<&Step> {
        self.history.last()
    }

    /// Takes back a gesture of an earlier run, and hands out the one that takes this back in turn. It is no gesture of this
    /// session.
    pub fn take_back(&mut self, step: Step) -> (Done, Step) {
        history::take_back(&mut self.plan, step)
    }

    /// What the next undo takes back; none where there is nothing.
    pub fn next_undo(&self) -> Option<&str> {
        self.history.next_undo()
    }

    /// The record that the next undo is about.
    pub fn next_undo_place(&self) -> Option<&Key> {
        self.history.next_undo_place()
    }

    /// The record that the next redo is about.
    pub fn next_redo_place(&self) -> Option<&Key> {
        self.history.next_redo_place()
    }

    /// What the next redo does again; none where there is nothing.
    pub fn next_redo(&self) -> Option<&str> {
        self.history.next_redo()
    }

    /// Takes the last gesture back and says what it was.
    pub fn undo(&mut self) -> Option<Done> {
        self.history.undo(&mut self.plan)
    }

    /// Carries the last gesture taken back out again and says what it was.
    pub fn redo(&mut self) -> Option<Done> {
        self.history.redo(&mut self.plan)
    }

    /// Whether the disk has everything that is here.
    pub fn is_saved(&self) -> bool {
        self.plan.records().is_same(&self.agreed) || *self.plan.records() == self.agreed
    }

    /// The disk was handed `sent` and holds `agreed` now: what others wrote meanwhile comes in, and whatever was
    /// changed here after `sent` stays on top. Returns the plain words for what the merge had to decide.
    pub fn agree(&mut self, sent: &Records, agreed: &Records) -> Vec<String> {
        let here = self.plan.records();
        let (goal, notices) = if here.is_same(sent) {
            (agreed.clone(), Vec::new())
        } else if agreed == sent {
            (here.clone(), Vec::new())
        } else {
            let merged = merge(sent, here, agreed);
            (merged.records, merged.notices)
        };
        let same = goal == *agreed;
        for edit in diff(here, &goal) {
            self.plan.apply(edit);
        }
        // Sharing the snapshot makes the next comparison a matter of pointers.
        self.agreed = if same { self.plan.records().clone() } else { agreed.clone() };
        notices
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::length::LONGEST;
    use crate::domain::{Closeness, Stakeholder, StakeholderId};

    #[test]
    fn a_move_is_noted_with_the_gesture_and_undone_with_it() {
        let today = Day::new(2026, 11, 23).unwrap_or(Day::FIRST);
        let ada = Stakeholder::named(StakeholderId::new("ada"), "Ada");
        let mut session = Session::default();
        session.commit("add Ada", None, vec![Edit::put(ada.clone())], today).unwrap();
        let start = session.plan().records().clone();
        let closer = Stakeholder { closeness: Closeness::Connected, ..ada.clone() };
        session.commit("edit Ada", None, vec![Edit::put(closer)], today.plus(1)).unwrap();
        let now = session.plan().records().clone();
        let moves = now.stakeholders.get(&ada.id).map(|who| who.moves.clone()).unwrap_or_default();
        assert_eq!(moves.iter().map(|one| one.on).collect::<Vec<_>>(), [today.plus(1)]);
        session.undo();
        assert_eq!(*session.plan().records(), start);
        session.redo();
        assert_eq!(*session.plan().records(), now);
    }

    #[test]
    fn a_text_that_is_too_long_changes_nothing() {
        let mut session = Session::default();
        let notes = "x".repeat(LONGEST + 1);
        let ada = Stakeholder { notes, ..Stakeholder::named(StakeholderId::new("ada"), "Ada") };
        let refused = session.commit("add Ada", None, vec![Edit::put(ada)], Day::FIRST).unwrap_err();
        assert_eq!(refused.field, "notes");
        assert!(session.plan().stakeholders.is_empty() && session.next_undo().is_none());
    }
}
