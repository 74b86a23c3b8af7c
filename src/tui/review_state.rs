//! The Review screen: the queue of the day, the card that is shown, and what is chosen on it.
//!
//! How far the day has come stands in the plan ([`crate::domain::Review`]); here is what a picture needs of it, found out
//! anew whenever the plan or the day changes, and what lasts only as long as the program.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::sync::Arc;

use super::model::Model;
use super::screen::Screen;
use crate::domain::agenda::{Agenda, Entry, Promise, SIZE, next, promises_to};
use crate::domain::calls::Calls;
use crate::domain::review::{Done, streak};
use crate::domain::suggest::Suggestion;
use crate::domain::{Day, GoalId, Idea, IdeaId, Review, StakeholderId, Touch, TouchId};
use crate::keys::Command;

/// How many prompts a card has.
const PROMPTS: usize = 2;

/// What the keys act on inside a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picked {
    /// A promise, by the touch it was made on.
    Promise(TouchId),
    /// An idea that is open.
    Idea(IdeaId),
}

/// What there is to tell at the end of a review.
#[derive(Clone, Debug)]
pub struct End {
    /// What was done today.
    pub done: Done,
    /// Days in a row.
    pub streak: u32,
    /// What tomorrow holds.
    pub tomorrow: Agenda,
    /// Who calls next after today, and when.
    pub next: Option<(Day, StakeholderId)>,
}

/// What was done last, to be done again for somebody else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Last {
    /// A command without words.
    Command(Command),
    /// A touch, with its words.
    Touch(Box<Touch>),
}

/// What is known of the review while the program runs.
#[derive(Clone, Debug)]
pub struct ReviewScreen {
    /// Those still to be looked at today, the most important first.
    pub agenda: Agenda,
    /// Whom something calls for today, for each goal that was shown.
    calls: HashMap<Option<GoalId>, Calls>,
    /// How many cards are left, also while another screen is shown.
    left: usize,
    /// Those looked at today already, in order.
    pub seen: Vec<StakeholderId>,
    /// Whose card is shown; none at the end, and before the review has begun.
    pub card: Option<StakeholderId>,
    /// What is chosen on the card.
    pub picked: Option<Picked>,
    /// Prompts that fit whoever is on the card, the best first.
    pub prompts: Vec<Suggestion>,
    /// How many people a day has.
    pub size: usize,
    /// How many more days' worth the user went on with today.
    pub more: usize,
    /// What was done last.
    pub last: Option<Last>,
    /// How it felt, as far as it was said.
    pub feeling: Option<i8>,
    /// What there is to tell at the end, found out when it is shown.
    end: OnceCell<End>,
    /// The day on which the user was welcomed back.
    pub welcomed: Option<Day>,
    /// The day all this is of.
    day: Option<Day>,
}

impl Default for ReviewScreen {
    fn default() -> Self {
        Self {
            agenda: Agenda::default(),
            calls: HashMap::new(),
            left: 0,
            seen: Vec::new(),
            card: None,
            picked: None,
            prompts: Vec::new(),
            size: SIZE,
            more: 0,
            last: None,
            feeling: None,
            end: OnceCell::new(),
            welcomed: None,
            day: None,
        }
    }
}

impl ReviewScreen {
    /// How many cards are left today.
    pub fn left(&self) -> usize {
        self.left
    }

    /// How many cards the day has, those looked at among them.
    pub fn total(&self) -> usize {
        self.seen.len() + self.left()
    }

    /// Everybody of the day: those looked at in their order, then those who are left.
    pub fn queue(&self) -> impl Iterator<Item = &StakeholderId> {
        self.seen.iter().chain(self.agenda.entries.iter().map(|entry| &entry.who.id))
    }

    /// Where in the day the card stands, from 0; behind the last at the end.
    pub fn position(&self) -> usize {
        let at = self.card.as_ref().and_then(|card| self.queue().position(|who| who == card));
        at.unwrap_or_else(|| self.total())
    }

    /// A card that still asks for something stays in the day, also where it asks for less than before.
    fn hold(&mut self, card: Entry, room: usize) {
        self.agenda.entries.insert(0, card);
        self.agenda.waiting = self.agenda.waiting.saturating_sub(1);
        if self.agenda.entries.len() > room.max(1) {
            self.agenda.entries.pop();
            self.agenda.waiting += 1;
        }
    }

    #[cfg(test)]
    pub(super) fn forget(&mut self) {
        self.calls.clear();
    }

    /// The entry of the card, where its person still has a reason and was not looked at yet.
    pub fn entry(&self) -> Option<&Entry> {
        self.agenda.entries.iter().find(|entry| Some(&entry.who.id) == self.card.as_ref())
    }
}

impl Model {
    /// Finds out anew who is left today: called when the plan or the day changed.
    pub(super) fn refresh_review(&mut self) {
        let plan = self.session.plan();
        let review = &mut self.review;
        if review.day != Some(self.today) {
            // A new day begins anew.
            let (size, last) = (review.size, review.last.take());
            *review = ReviewScreen { size, last, day: Some(self.today), ..ReviewScreen::default() };
        }
        review.seen = Review::on(plan, self.today).seen;
        review.seen.retain(|who| plan.stakeholders.get(who).is_some_and(|who| !who.archived));
        let room = (review.size * (1 + review.more)).saturating_sub(review.seen.len());
        let goal = self.screen.goal.as_ref();
        review.end = OnceCell::new();
        review.calls.retain(|of, _| of.as_ref().is_none_or(|of| plan.goals.contains(of)));
        let calls = review.calls.entry(goal.cloned()).or_default();
        calls.follow(plan, self.today, goal, self.screen.people());
        if self.at != Screen::Review {
            // The header asks for a number alone, and this comes round at every change.
            review.left = calls.count(&review.seen).min(room);
            return;
        }
        let agenda = calls.agenda(plan, room, &review.seen);
        let listed = |who: &&StakeholderId| {
            review.seen.contains(who) || agenda.entries.iter().any(|entry| entry.who.id == **who)
        };
        let held = review.card.as_ref().filter(|card| !listed(card)).and_then(|card| calls.entry(plan, card));
        review.agenda = agenda;
        if let Some(card) = held {
            review.hold(card, room);
        }
        review.left = review.agenda.entries.len();
        self.settle_card();
    }

    /// Keeps the card and what is chosen on it within what there is, and chooses its person for the commands of every
    /// screen.
    pub(super) fn settle_card(&mut self) {
        let gone = |who: &StakeholderId| !self.plan().stakeholders.contains(who);
        if self.review.card.as_ref().is_some_and(gone) {
            self.review.card = self.next_card();
        }
        let Some(card) = self.review.card.clone() else {
            (self.review.picked, self.review.prompts) = (None, Vec::new());
            return;
        };
        self.review.prompts = self.fitting(&card);
        self.screen.who = Some(card);
        let (picked, all) = (self.review.picked.take(), self.pickable());
        self.review.picked = picked.filter(|picked| all.contains(picked)).or_else(|| self.first_picked(&all));
        match &self.review.picked {
            Some(Picked::Promise(touch)) => self.screen.touch = Some(touch.clone()),
            Some(Picked::Idea(idea)) => self.screen.idea = Some(idea.clone()),
            None => {}
        }
    }

    /// What there is to tell at the end of the review.
    pub fn review_end(&self) -> &End {
        let (plan, goal) = (self.plan(), self.screen.goal.as_ref());
        self.review.end.get_or_init(|| End {
            done: Done::on(plan, self.today),
            streak: streak(plan, self.today),
            tomorrow: Agenda::of(plan, self.today.plus(1), goal, self.review.size),
            next: next(plan, self.today),
        })
    }

    /// Whom something calls for today, where the goal is shown that is.
    pub fn calls(&self) -> Option<&Calls> {
        self.review.calls.get(&self.screen.goal)
    }

    /// A few prompts that fit somebody.
    fn fitting(&self, who: &StakeholderId) -> Vec<Suggestion> {
        let mut prompts = self.prompts_for(who);
        prompts.truncate(PROMPTS);
        prompts
    }

    /// The first of those who are left.
    pub fn next_card(&self) -> Option<StakeholderId> {
        self.review.agenda.entries.first().map(|entry| entry.who.id.clone())
    }

    /// The open promises to whoever is on the card, the first due first.
    pub fn card_promises(&self) -> Vec<Promise> {
        self.review.card.as_ref().map_or(Vec::new(), |who| promises_to(self.plan(), who))
    }

    /// The open ideas for whoever is on the card: those with a day first, the nearest before.
    pub fn card_ideas(&self) -> Vec<&Arc<Idea>> {
        let who = self.review.card.iter();
        let mut ideas: Vec<_> = who.flat_map(|who| self.plan().open_ideas_for(who)).collect();
        ideas.sort_by_key(|idea| (idea.by.unwrap_or(Day::LAST), idea.id.clone()));
        ideas
    }

    /// Everything that can be chosen on the card, in order.
    pub fn pickable(&self) -> Vec<Picked> {
        let promises = self.card_promises().into_iter().map(|promise| Picked::Promise(promise.touch.id.clone()));
        promises.chain(self.card_ideas().into_iter().map(|idea| Picked::Idea(idea.id.clone()))).collect()
    }

    /// What is chosen when a card is shown: a promise whose day has come, or else an idea, or else a promise to come.
    fn first_picked(&self, all: &[Picked]) -> Option<Picked> {
        let due = self.card_promises().first().is_some_and(|promise| promise.due <= self.today);
        let idea = all.iter().find(|picked| matches!(picked, Picked::Idea(_)));
        if due { all.first().cloned() } else { idea.or_else(|| all.first()).cloned() }
    }
}
