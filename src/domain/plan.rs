//! Everything the user keeps.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

use super::find::Known;
use super::index::Index;
use super::{
    Conflict, Day, Edit, Goal, Idea, IdeaId, Key, Ladder, Proof, Record, Reflection, Review, Stakeholder,
    StakeholderId, Table, Touch, TouchId,
};

/// The records of a plan, exactly what the file holds. Cheap to clone: a clone is a snapshot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Records {
    /// The ladder of seniority.
    pub ladder: Arc<Ladder>,
    /// The goals.
    pub goals: Table<Goal>,
    /// The stakeholders.
    pub stakeholders: Table<Stakeholder>,
    /// The ideas.
    pub ideas: Table<Idea>,
    /// The touches.
    pub touches: Table<Touch>,
    /// The reflections.
    pub reflections: Table<Reflection>,
    /// The proofs.
    pub proofs: Table<Proof>,
    /// How far the review of each day has come.
    pub reviews: Table<Review>,
    /// Values that lost in a merge and wait for a person to look at them.
    pub conflicts: Table<Conflict>,
}

impl Records {
    /// The record with this key. The ladder is always there.
    pub fn get(&self, key: &Key) -> Option<Record> {
        match key {
            Key::Ladder => Some(Record::Ladder(Arc::clone(&self.ladder))),
            Key::Goal(id) => self.goals.get(id).cloned().map(Record::Goal),
            Key::Stakeholder(id) => self.stakeholders.get(id).cloned().map(Record::Stakeholder),
            Key::Idea(id) => self.ideas.get(id).cloned().map(Record::Idea),
            Key::Touch(id) => self.touches.get(id).cloned().map(Record::Touch),
            Key::Reflection(id) => self.reflections.get(id).cloned().map(Record::Reflection),
            Key::Proof(id) => self.proofs.get(id).cloned().map(Record::Proof),
            Key::Review(id) => self.reviews.get(id).cloned().map(Record::Review),
            Key::Conflict(id) => self.conflicts.get(id).cloned().map(Record::Conflict),
        }
    }

    /// Whether nothing was ever put into the plan. The ladder does not count: there always is one.
    pub fn is_empty(&self) -> bool {
        self.goals.is_empty()
            && self.stakeholders.is_empty()
            && self.ideas.is_empty()
            && self.touches.is_empty()
            && self.reflections.is_empty()
            && self.proofs.is_empty()
            && self.reviews.is_empty()
            && self.conflicts.is_empty()
    }

    /// How many records there are, without the ladder.
    pub fn len(&self) -> usize {
        self.goals.len()
            + self.stakeholders.len()
            + self.ideas.len()
            + self.touches.len()
            + self.reflections.len()
            + self.proofs.len()
            + self.reviews.len()
            + self.conflicts.len()
    }

    /// Every record, the ladder first, then table by table in the order of the ids.
    pub fn all(&self) -> impl Iterator<Item = Record> {
        std::iter::once(Record::Ladder(Arc::clone(&self.ladder)))
            .chain(self.goals.iter().cloned().map(Record::Goal))
            .chain(self.stakeholders.iter().cloned().map(Record::Stakeholder))
            .chain(self.ideas.iter().cloned().map(Record::Idea))
            .chain(self.touches.iter().cloned().map(Record::Touch))
            .chain(self.reflections.iter().cloned().map(Record::Reflection))
            .chain(self.proofs.iter().cloned().map(Record::Proof))
            .chain(self.reviews.iter().cloned().map(Record::Review))
            .chain(self.conflicts.iter().cloned().map(Record::Conflict))
    }

    /// Whether both are one snapshot, found out without looking at a single record.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.ladder, &other.ladder)
            && self.goals.is_same(&other.goals)
            && self.stakeholders.is_same(&other.stakeholders)
            && self.ideas.is_same(&other.ideas)
            && self.touches.is_same(&other.touches)
            && self.reflections.is_same(&other.reflections)
            && self.proofs.is_same(&other.proofs)
            && self.reviews.is_same(&other.reviews)
            && self.conflicts.is_same(&other.conflicts)
    }

    /// Puts a record and hands back the one it replaced.
    pub(super) fn put(&mut self, record: Record) -> Option<Record> {
        match record {
            Record::Ladder(new) => Some(Record::Ladder(std::mem::replace(&mut self.ladder, new))),
            Record::Goal(new) => self.goals.put(new).map(Record::Goal),
            Record::Stakeholder(new) => self.stakeholders.put(new).map(Record::Stakeholder),
            Record::Idea(new) => self.ideas.put(new).map(Record::Idea),
            Record::Touch(new) => self.touches.put(new).map(Record::Touch),
            Record::Reflection(new) => self.reflections.put(new).map(Record::Reflection),
            Record::Proof(new) => self.proofs.put(new).map(Record::Proof),
            Record::Review(new) => self.reviews.put(new).map(Record::Review),
            Record::Conflict(new) => self.conflicts.put(new).map(Record::Conflict),
        }
    }

    /// Takes a record out and hands it back. Taking the ladder out leaves the default one.
    pub(super) fn remove(&mut self, key: &Key) -> Option<Record> {
        match key {
            Key::Ladder => Some(Record::Ladder(std::mem::take(&mut self.ladder))),
            Key::Goal(id) => self.goals.remove(id).map(Record::Goal),
            Key::Stakeholder(id) => self.stakeholders.remove(id).map(Record::Stakeholder),
            Key::Idea(id) => self.ideas.remove(id).map(Record::Idea),
            Key::Touch(id) => self.touches.remove(id).map(Record::Touch),
            Key::Reflection(id) => self.reflections.remove(id).map(Record::Reflection),
            Key::Proof(id) => self.proofs.remove(id).map(Record::Proof),
            Key::Review(id) => self.reviews.remove(id).map(Record::Review),
            Key::Conflict(id) => self.conflicts.remove(id).map(Record::Conflict),
        }
    }

    /// Carries out one edit and hands back the edit that takes it back.
    pub fn apply(&mut self, edit: Edit) -> Edit {
        match edit {
            Edit::Put(record) => {
                let key = record.key();
                self.put(record).map_or(Edit::Remove(key), Edit::Put)
            }
            Edit::Remove(key) => self.remove(&key).map_or(Edit::Remove(key), Edit::Put),
        }
    }
}

/// Everything the user keeps: the records, and an index of what is asked of them all the time.
///
/// The index is derived and never stored. It follows each edit, so that no question costs a walk over all touches.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    records: Records,
    index: Index,
}

impl Plan {
    /// A plan over these records.
    pub fn new(records: Records) -> Self {
        let index = Index::of(&records);
        Self { records, index }
    }

    /// The records as they stand.
    pub fn records(&self) -> &Records {
        &self.records
    }

    /// Carries out one edit and hands back the edit that takes it back.
    pub fn apply(&mut self, edit: Edit) -> Edit {
        let key = edit.key();
        if let Some(old) = self.records.get(&key) {
            self.index.forget(&old, &self.records);
        }
        let inverse = self.records.apply(edit);
        if let Some(new) = self.records.get(&key) {
            self.index.learn(&new, &self.records);
        }
        inverse
    }

    /// The person with this id, as the table of stakeholders has them and faster than it finds them.
    pub fn stakeholder(&self, who: &StakeholderId) -> Option<&Arc<Stakeholder>> {
        self.index.who(who)
    }

    /// The latest day this person was touched. A back-dated touch never pulls it back.
    pub fn last_contact(&self, who: &StakeholderId) -> Option<Day> {
        self.index.last_contact(who)
    }

    /// The touches with this person, newest first; those of one day in reverse order of their ids.
    pub fn touches_with(&self, who: &StakeholderId) -> impl Iterator<Item = &Arc<Touch>> {
        self.index.touches_with(who).iter().rev()
    }

    /// The ideas for this person, oldest first, given ones too.
    pub fn ideas_for(&self, who: &StakeholderId) -> impl Iterator<Item = &Arc<Idea>> {
        self.ideas_with_given(who).map(|(idea, _)| idea)
    }

    /// The same, each with the day it was first given.
    pub fn ideas_with_given(&self, who: &StakeholderId) -> impl Iterator<Item = (&Arc<Idea>, Option<Day>)> {
        self.index.ideas_for(who).iter().map(|(idea, given)| (idea, *given))
    }

    /// The ideas for this person that were not given yet, oldest first.
    pub fn open_ideas_for(&self, who: &StakeholderId) -> impl Iterator<Item = &Arc<Idea>> {
        self.ideas_with_given(who).filter(|(_, given)| given.is_none()).map(|(idea, _)| idea)
    }

    /// Whether a touch refers to this idea.
    pub fn is_given(&self, idea: &IdeaId) -> bool {
        !self.index.given_by(idea).is_empty()
    }

    /// The day this idea was first given.
    pub fn given_on(&self, idea: &IdeaId) -> Option<Day> {
        self.index.given_on(idea)
    }

    /// The touches that refer to this idea.
    pub fn touches_giving(&self, idea: &IdeaId) -> impl Iterator<Item = &TouchId> {
        self.index.given_by(idea).iter().map(|touch| &touch.id)
    }

    /// The touches with this person on which something was promised that is not done yet, oldest first.
    pub fn open_promises_to(&self, who: &StakeholderId) -> impl Iterator<Item = &Arc<Touch>> {
        self.index.promised_to(who).iter()
    }

    /// Every touch on which something was promised that is not done yet, in the order of the ids.
    pub fn open_promises(&self) -> impl Iterator<Item = &Arc<Touch>> {
        let promised: BTreeMap<_, _> = self.index.promised().map(|touch| (&touch.id, touch)).collect();
        promised.into_values()
    }

    /// What is known of this person, made ready to be looked through.
    pub(super) fn known(&self, who: &StakeholderId) -> Option<&Known> {
        self.index.known(who)
    }

    /// The index, rebuilt from nothing: what [`Plan::apply`] must keep equal to the living one.
    #[cfg(test)]
    pub(super) fn index_is_fresh(&self) -> bool {
        self.index == Index::of(&self.records)
    }
}

impl Deref for Plan {
    type Target = Records;

    fn deref(&self) -> &Records {
        &self.records
    }
}
