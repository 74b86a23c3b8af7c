//! What is asked of a plan all the time, kept up to date edit by edit.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::find::Known;
use super::{Day, Idea, IdeaId, Record, Records, Stakeholder, StakeholderId, Touch};

/// What belongs to each person, and touches by the idea they gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Index {
    people: HashMap<StakeholderId, Person, RandomState>,
    given: HashMap<IdeaId, Vec<Arc<Touch>>, RandomState>,
}

/// What belongs to one person, each list in its order. Touches and ideas may name somebody who is not in the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Person {
    /// The person, and what is known of them, made ready to be looked through.
    who: Option<(Arc<Stakeholder>, Known)>,
    /// The day of the last touch: beside the touches, which need not be looked at for it.
    last: Option<Day>,
    touches: Vec<Arc<Touch>>,
    /// The touches with an open promise.
    promised: Vec<Arc<Touch>>,
    /// The ideas, each with the day it was first given.
    ideas: Vec<(Arc<Idea>, Option<Day>)>,
}

impl Person {
    /// Notes the day of the last touch, which may be another one now.
    fn settle(&mut self) {
        self.last = self.touches.last().map(|touch| touch.on);
    }
}

impl Index {
    /// The index of all these records.
    pub(super) fn of(records: &Records) -> Self {
        let mut index = Self::default();
        index.people.reserve(records.stakeholders.len());
        for who in records.stakeholders.iter() {
            let person = Person { who: Some((Arc::clone(who), Known::of(who))), ..Person::default() };
            index.people.insert(who.id.clone(), person);
        }
        // A list that grows leaves small holes in the memory, through which every later piece of work would have to walk.
        let mut counts: HashMap<&StakeholderId, usize, RandomState> = HashMap::default();
        for who in records.touches.iter().flat_map(|touch| &touch.with) {
            *counts.entry(who).or_default() += 1;
        }
        for (who, count) in counts {
            at(&mut index.people, who, |person| person.touches.reserve_exact(count));
        }
        // All first, then the order: a list that is kept in order at each step costs more.
        for touch in records.touches.iter() {
            for who in &touch.with {
                at(&mut index.people, who, |person| {
                    person.touches.push(Arc::clone(touch));
                    if is_promised(touch) {
                        person.promised.push(Arc::clone(touch));
                    }
                });
            }
            if let Some(idea) = &touch.idea {
                at(&mut index.given, idea, |touches| touches.push(Arc::clone(touch)));
            }
        }
        index.given.values_mut().for_each(in_order);
        for idea in records.ideas.iter() {
            let given = index.given_on(&idea.id);
            for who in &idea.to {
                at(&mut index.people, who, |person| person.ideas.push((Arc::clone(idea), given)));
            }
        }
        for person in index.people.values_mut() {
            in_order(&mut person.touches);
            in_order(&mut person.promised);
            person.settle();
            person.ideas.dedup_by(|(one, _), (two, _)| Arc::ptr_eq(one, two));
        }
        index
    }

    /// Takes a record in, which is among these by now.
    pub(super) fn learn(&mut self, record: &Record, records: &Records) {
        match record {
            Record::Touch(touch) => {
                for who in &touch.with {
                    at(&mut self.people, who, |person| {
                        insert(&mut person.touches, touch, by_day);
                        person.settle();
                        if is_promised(touch) {
                            insert(&mut person.promised, touch, by_day);
                        }
                    });
                }
                if let Some(idea) = &touch.idea {
                    at(&mut self.given, idea, |touches| insert(touches, touch, by_day));
                    self.mark(idea, records);
                }
            }
            Record::Idea(idea) => {
                let given = self.given_on(&idea.id);
                for who in &idea.to {
                    at(&mut self.people, who, |person| {
                        if let Err(place) = place_of(&person.ideas, &idea.id) {
                            person.ideas.insert(place, (Arc::clone(idea), given));
                        }
                    });
                }
            }
            Record::Stakeholder(who) => {
                at(&mut self.people, &who.id, |person| person.who = Some((Arc::clone(who), Known::of(who))));
            }
            _ => {}
        }
    }

    /// Lets a record go, which is among these still.
    pub(super) fn forget(&mut self, record: &Record, records: &Records) {
        match record {
            Record::Touch(touch) => {
                for who in &touch.with {
                    self.change(who, |person| {
                        remove(&mut person.touches, touch, by_day);
                        person.settle();
                        remove(&mut person.promised, touch, by_day);
                    });
                }
                if let Some((idea, list)) = touch.idea.as_ref().and_then(|idea| Some((idea, self.given.get_mut(idea)?)))
                {
                    remove(list, touch, by_day);
                    if list.is_empty() {
                        self.given.remove(idea);
                    }
                    self.mark(idea, records);
                }
            }
            Record::Idea(idea) => {
                for who in &idea.to {
                    self.change(who, |person| {
                        if let Ok(place) = place_of(&person.ideas, &idea.id) {
                            person.ideas.remove(place);
                        }
                    });
                }
            }
            Record::Stakeholder(who) => self.change(&who.id, |person| person.who = None),
            _ => {}
        }
    }

    /// Notes the day an idea was first given with everybody it is for.
    fn mark(&mut self, idea: &IdeaId, records: &Records) {
        let given = self.given_on(idea);
        for who in records.ideas.get(idea).iter().flat_map(|idea| &idea.to) {
            let theirs = self.people.get_mut(who).map(|person| &mut person.ideas);
            let at = theirs.and_then(|ideas| place_of(ideas, idea).ok().and_then(|place| ideas.get_mut(place)));
            if let Some((_, day)) = at {
                *day = given;
            }
        }
    }

    /// Changes what belongs to a person, and lets the person go when that is nothing any more.
    fn change(&mut self, who: &StakeholderId, change: impl FnOnce(&mut Person)) {
        let Some(person) = self.people.get_mut(who) else { return };
        change(person);
        if *person == Person::default() {
            self.people.remove(who);
        }
    }

    /// The person with this id.
    pub(super) fn who(&self, who: &StakeholderId) -> Option<&Arc<Stakeholder>> {
        self.people.get(who)?.who.as_ref().map(|(who, _)| who)
    }

    /// The latest day this person was touched.
    pub(super) fn last_contact(&self, who: &StakeholderId) -> Option<Day> {
        self.people.get(who)?.last
    }

    /// The touches with this person, oldest first.
    pub(super) fn touches_with(&self, who: &StakeholderId) -> &[Arc<Touch>] {
        self.people.get(who).map_or(&[], |person| &person.touches)
    }

    /// The ideas for this person in the order of their ids, each with the day it was first given.
    pub(super) fn ideas_for(&self, who: &StakeholderId) -> &[(Arc<Idea>, Option<Day>)] {
        self.people.get(who).map_or(&[], |person| &person.ideas)
    }

    /// The day this idea was first given.
    pub(super) fn given_on(&self, idea: &IdeaId) -> Option<Day> {
        self.given_by(idea).first().map(|touch| touch.on)
    }

    /// The touches that refer to this idea, oldest first.
    pub(super) fn given_by(&self, idea: &IdeaId) -> &[Arc<Touch>] {
        self.given.get(idea).map_or(&[], Vec::as_slice)
    }

    /// The touches with this person on which something was promised that is not done yet, oldest first.
    pub(super) fn promised_to(&self, who: &StakeholderId) -> &[Arc<Touch>] {
        self.people.get(who).map_or(&[], |person| &person.promised)
    }

    /// Every touch on which something was promised that is not done yet, once for each person it was with, in no order.
    pub(super) fn promised(&self) -> impl Iterator<Item = &Arc<Touch>> {
        self.people.values().flat_map(|person| &person.promised)
    }

    /// What is known of this person, made ready to be looked through.
    pub(super) fn known(&self, who: &StakeholderId) -> Option<&Known> {
        self.people.get(who)?.who.as_ref().map(|(_, known)| known)
    }
}

/// Changes what is under a key, which is empty where the key is new. Most keys are there already, and are not made twice.
fn at<K: Clone + Eq + Hash, T: Default>(map: &mut HashMap<K, T, RandomState>, key: &K, change: impl FnOnce(&mut T)) {
    match map.get_mut(key) {
        Some(found) => change(found),
        None => change(map.entry(key.clone()).or_default()),
    }
}

/// Puts touches that come in the order of their ids into that of their days, each once.
fn in_order(touches: &mut Vec<Arc<Touch>>) {
    touches.sort_by_key(|touch| touch.on);
    touches.dedup_by(|one, two| Arc::ptr_eq(one, two));
}

/// Whether something was promised that is not done yet.
fn is_promised(touch: &Touch) -> bool {
    touch.follow_up.as_ref().is_some_and(|promise| promise.done.is_none())
}

fn by_day(one: &Arc<Touch>, two: &Arc<Touch>) -> Ordering {
    (one.on, &one.id).cmp(&(two.on, &two.id))
}

/// Where an idea is among those for somebody, or where it belongs.
fn place_of(ideas: &[(Arc<Idea>, Option<Day>)], idea: &IdeaId) -> Result<usize, usize> {
    ideas.binary_search_by(|(other, _)| other.id.cmp(idea))
}

/// Puts a record into its place in a list, once.
fn insert<T>(list: &mut Vec<Arc<T>>, record: &Arc<T>, order: fn(&Arc<T>, &Arc<T>) -> Ordering) {
    if let Err(place) = list.binary_search_by(|other| order(other, record)) {
        list.insert(place, Arc::clone(record));
    }
}

/// Takes one record out of a list.
fn remove<T>(list: &mut Vec<Arc<T>>, record: &Arc<T>, order: fn(&Arc<T>, &Arc<T>) -> Ordering) {
    if let Ok(place) = list.binary_search_by(|other| order(other, record)) {
        list.remove(place);
    }
}
