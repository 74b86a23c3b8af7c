//! What is asked of a plan all the time, kept up to date edit by edit.

use std::collections::{BTreeSet, HashMap};

use super::{Day, IdeaId, Record, Records, StakeholderId, TouchId};

/// Touches and ideas by person, and touches by the idea they gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Index {
    touches: HashMap<StakeholderId, BTreeSet<(Day, TouchId)>>,
    ideas: HashMap<StakeholderId, BTreeSet<IdeaId>>,
    given: HashMap<IdeaId, BTreeSet<TouchId>>,
}

impl Index {
    /// The index of all these records.
    pub(super) fn of(records: &Records) -> Self {
        let mut index = Self::default();
        records.touches.iter().cloned().map(Record::Touch).for_each(|record| index.learn(&record));
        records.ideas.iter().cloned().map(Record::Idea).for_each(|record| index.learn(&record));
        index
    }

    /// Takes a record in.
    pub(super) fn learn(&mut self, record: &Record) {
        match record {
            Record::Touch(touch) => {
                for who in &touch.with {
                    self.touches.entry(who.clone()).or_default().insert((touch.on, touch.id.clone()));
                }
                if let Some(idea) = &touch.idea {
                    self.given.entry(idea.clone()).or_default().insert(touch.id.clone());
                }
            }
            Record::Idea(idea) => {
                for who in &idea.to {
                    self.ideas.entry(who.clone()).or_default().insert(idea.id.clone());
                }
            }
            _ => {}
        }
    }

    /// Lets a record go.
    pub(super) fn forget(&mut self, record: &Record) {
        match record {
            Record::Touch(touch) => {
                for who in &touch.with {
                    drop_from(&mut self.touches, who, &(touch.on, touch.id.clone()));
                }
                if let Some(idea) = &touch.idea {
                    drop_from(&mut self.given, idea, &touch.id);
                }
            }
            Record::Idea(idea) => {
                for who in &idea.to {
                    drop_from(&mut self.ideas, who, &idea.id);
                }
            }
            _ => {}
        }
    }

    /// The touches with this person, oldest first.
    pub(super) fn touches_with(&self, who: &StakeholderId) -> impl DoubleEndedIterator<Item = &(Day, TouchId)> {
        self.touches.get(who).into_iter().flatten()
    }

    /// The ideas for this person in the order of their ids.
    pub(super) fn ideas_for(&self, who: &StakeholderId) -> impl DoubleEndedIterator<Item = &IdeaId> {
        self.ideas.get(who).into_iter().flatten()
    }

    /// The touches that refer to this idea.
    pub(super) fn given_by(&self, idea: &IdeaId) -> impl DoubleEndedIterator<Item = &TouchId> {
        self.given.get(idea).into_iter().flatten()
    }
}

/// Takes one value out of the set under a key, and the set with it when it was the last.
fn drop_from<K: std::hash::Hash + Eq, V: Ord>(map: &mut HashMap<K, BTreeSet<V>>, key: &K, value: &V) {
    if let Some(set) = map.get_mut(key) {
        set.remove(value);
        if set.is_empty() {
            map.remove(key);
        }
    }
}
