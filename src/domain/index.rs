//! What is asked of a plan all the time, kept up to date edit by edit.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use super::find::Known;
use super::{Idea, IdeaId, Record, Records, StakeholderId, Touch};

/// Touches and ideas by person, touches by the idea they gave, touches with an open promise, each list in its order; and
/// what is known of each person, made ready to be looked through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Index {
    touches: HashMap<StakeholderId, Vec<Arc<Touch>>>,
    ideas: HashMap<StakeholderId, Vec<Arc<Idea>>>,
    given: HashMap<IdeaId, Vec<Arc<Touch>>>,
    promised: HashMap<StakeholderId, Vec<Arc<Touch>>>,
    known: HashMap<StakeholderId, Known>,
}

impl Index {
    /// The index of all these records.
    pub(super) fn of(records: &Records) -> Self {
        let mut index = Self::default();
        // All first, then the order: a list that is kept in order at each step costs more.
        for touch in records.touches.iter() {
            for who in &touch.with {
                push(&mut index.touches, who, touch);
                if is_promised(touch) {
                    push(&mut index.promised, who, touch);
                }
            }
            if let Some(idea) = &touch.idea {
                push(&mut index.given, idea, touch);
            }
        }
        for idea in records.ideas.iter() {
            for who in &idea.to {
                push(&mut index.ideas, who, idea);
            }
        }
        for who in records.stakeholders.iter() {
            index.known.insert(who.id.clone(), Known::of(who));
        }
        for list in index.touches.values_mut().chain(index.given.values_mut()).chain(index.promised.values_mut()) {
            // They come in the order of their ids, which stays that of a day.
            list.sort_by_key(|touch| touch.on);
            list.dedup_by(|one, two| Arc::ptr_eq(one, two));
        }
        for list in index.ideas.values_mut() {
            list.dedup_by(|one, two| Arc::ptr_eq(one, two));
        }
        index
    }

    /// Takes a record in.
    pub(super) fn learn(&mut self, record: &Record) {
        match record {
            Record::Touch(touch) => {
                for who in &touch.with {
                    insert(self.touches.entry(who.clone()).or_default(), touch, by_day);
                    if is_promised(touch) {
                        insert(self.promised.entry(who.clone()).or_default(), touch, by_day);
                    }
                }
                if let Some(idea) = &touch.idea {
                    insert(self.given.entry(idea.clone()).or_default(), touch, by_day);
                }
            }
            Record::Idea(idea) => {
                for who in &idea.to {
                    insert(self.ideas.entry(who.clone()).or_default(), idea, by_id);
                }
            }
            Record::Stakeholder(who) => drop(self.known.insert(who.id.clone(), Known::of(who))),
            _ => {}
        }
    }

    /// Lets a record go.
    pub(super) fn forget(&mut self, record: &Record) {
        match record {
            Record::Touch(touch) => {
                for who in &touch.with {
                    remove(&mut self.touches, who, touch, by_day);
                    if is_promised(touch) {
                        remove(&mut self.promised, who, touch, by_day);
                    }
                }
                if let Some(idea) = &touch.idea {
                    remove(&mut self.given, idea, touch, by_day);
                }
            }
            Record::Idea(idea) => {
                for who in &idea.to {
                    remove(&mut self.ideas, who, idea, by_id);
                }
            }
            Record::Stakeholder(who) => drop(self.known.remove(&who.id)),
            _ => {}
        }
    }

    /// The touches with this person, oldest first.
    pub(super) fn touches_with(&self, who: &StakeholderId) -> &[Arc<Touch>] {
        self.touches.get(who).map_or(&[], Vec::as_slice)
    }

    /// The ideas for this person in the order of their ids.
    pub(super) fn ideas_for(&self, who: &StakeholderId) -> &[Arc<Idea>] {
        self.ideas.get(who).map_or(&[], Vec::as_slice)
    }

    /// The touches that refer to this idea, oldest first.
    pub(super) fn given_by(&self, idea: &IdeaId) -> &[Arc<Touch>] {
        self.given.get(idea).map_or(&[], Vec::as_slice)
    }

    /// The touches with this person on which something was promised that is not done yet, oldest first.
    pub(super) fn promised_to(&self, who: &StakeholderId) -> &[Arc<Touch>] {
        self.promised.get(who).map_or(&[], Vec::as_slice)
    }

    /// Every touch on which something was promised that is not done yet, once for each person it was with, in no order.
    pub(super) fn promised(&self) -> impl Iterator<Item = &Arc<Touch>> {
        self.promised.values().flatten()
    }

    /// What is known of this person, made ready to be looked through.
    pub(super) fn known(&self, who: &StakeholderId) -> Option<&Known> {
        self.known.get(who)
    }
}

/// Whether something was promised that is not done yet.
fn is_promised(touch: &Touch) -> bool {
    touch.follow_up.as_ref().is_some_and(|promise| promise.done.is_none())
}

fn by_day(one: &Arc<Touch>, two: &Arc<Touch>) -> Ordering {
    (one.on, &one.id).cmp(&(two.on, &two.id))
}

fn by_id(one: &Arc<Idea>, two: &Arc<Idea>) -> Ordering {
    one.id.cmp(&two.id)
}

/// Puts a record at the end of the list under a key. Most keys are there already, and are not made twice.
fn push<K: Clone + Eq + Hash, T>(lists: &mut HashMap<K, Vec<Arc<T>>>, key: &K, record: &Arc<T>) {
    match lists.get_mut(key) {
        Some(list) => list.push(Arc::clone(record)),
        None => drop(lists.insert(key.clone(), vec![Arc::clone(record)])),
    }
}

/// Puts a record into its place in a list, once.
fn insert<T>(list: &mut Vec<Arc<T>>, record: &Arc<T>, order: fn(&Arc<T>, &Arc<T>) -> Ordering) {
    if let Err(place) = list.binary_search_by(|other| order(other, record)) {
        list.insert(place, Arc::clone(record));
    }
}

/// Takes one record out of the list under a key, and the list with it when it was the last.
fn remove<K: std::hash::Hash + Eq, T>(
    map: &mut HashMap<K, Vec<Arc<T>>>,
    key: &K,
    record: &Arc<T>,
    order: fn(&Arc<T>, &Arc<T>) -> Ordering,
) {
    let Some(list) = map.get_mut(key) else { return };
    if let Ok(place) = list.binary_search_by(|other| order(other, record)) {
        list.remove(place);
    }
    if list.is_empty() {
        map.remove(key);
    }
}
