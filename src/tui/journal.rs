//! What is chosen on the Journal screen, and which entries it lists.

use std::ops::Range;

use super::widgets::window::Window;
use crate::capture::asked;
use crate::domain::journal::{Asked, Entry, Timeline, WEEKS, Year};
use crate::domain::{Day, Key, Plan};

/// The Journal screen.
#[derive(Debug)]
pub struct JournalScreen {
    /// Everything that happened, in its order.
    timeline: Timeline,
    /// The places of the timeline that are listed.
    places: Vec<usize>,
    /// The record of the chosen entry.
    chosen: Option<Key>,
    /// Where it stands in the list, and which part of the list is on screen.
    window: Window,
    /// The day of which it is; none before it was first shown.
    today: Option<Day>,
    /// What the filter asks for.
    pub asked: Asked,
    /// The words of the filter while and after they are typed.
    pub find: String,
    /// How much of what is listed there is on each day of a year.
    pub year: Year,
}

impl Default for JournalScreen {
    fn default() -> Self {
        Self {
            timeline: Timeline::default(),
            places: Vec::new(),
            chosen: None,
            window: Window::default(),
            today: None,
            asked: Asked::default(),
            find: String::new(),
            year: Year::of([], Day::FIRST),
        }
    }
}

impl JournalScreen {
    /// Follows the plan and the day, and keeps what is chosen, and where it is on screen, where it can.
    pub fn refresh(&mut self, plan: &Plan, today: Day) {
        let asked = asked::read(&self.find, today);
        // What a filter says about people hangs on more than the entries.
        let same = self.today.replace(today) == Some(today) && asked == self.asked && asked.is_everything();
        if self.timeline.follow(plan) || !same {
            self.narrow(asked, None, plan, today);
        }
    }

    #[cfg(test)]
    pub(super) fn forget(&mut self) {
        (self.timeline, self.today) = (Timeline::default(), None);
    }

    /// Whether what words are looked for in is ready.
    pub fn is_prepared(&self) -> bool {
        self.timeline.is_prepared()
    }

    /// Makes some of it ready.
    pub fn prepare(&self) {
        self.timeline.prepare();
    }

    /// Takes other words as the filter.
    pub fn filter(&mut self, find: String, plan: &Plan, today: Day) {
        self.find = find;
        let asked = asked::read(&self.find, today);
        // Letter by letter less is left to be looked through.
        let among = asked.narrows(&self.asked).then(|| std::mem::take(&mut self.places));
        self.narrow(asked, among, plan, today);
    }

    /// Finds out anew what is listed, among these places or all of them.
    fn narrow(&mut self, asked: Asked, among: Option<Vec<usize>>, plan: &Plan, today: Day) {
        let before = self.selected();
        self.places = match among {
            Some(among) => self.timeline.places_among(among, plan, &asked),
            None => self.timeline.places(plan, &asked),
        };
        self.asked = asked;
        let days = self.entries().map(Entry::on);
        // Newest first: behind the year there is nothing more to count.
        let earliest = today.plus(-7 * i64::from(WEEKS));
        self.year = Year::of(days.take_while(|day| *day >= earliest), today);
        let there = self.chosen.as_ref().and_then(|key| self.timeline.place_of(key));
        match there.map(|place| self.places.binary_search(&place)) {
            Some(Ok(after)) => {
                let moved = isize::try_from(after).unwrap_or(0) - isize::try_from(self.selected()).unwrap_or(0);
                self.window.shift(moved);
            }
            // It is not listed any more: the next one before it in time is.
            Some(Err(near)) => self.choose(near),
            None => self.choose(before),
        }
    }

    /// Where the window has its selection, whether or not the list reaches so far.
    fn selected(&self) -> usize {
        self.window.selected(usize::MAX).unwrap_or(0)
    }

    /// Where a record stands in the list.
    fn place_of(&self, key: &Key) -> Option<usize> {
        self.timeline.place_of(key).and_then(|place| self.places.binary_search(&place).ok())
    }

    /// How many entries are listed.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether none are.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// How many entries there are in all.
    pub fn total(&self) -> usize {
        self.timeline.len()
    }

    /// The entry at a place of the list, counted from 0.
    pub fn get(&self, at: usize) -> Option<&Entry> {
        self.places.get(at).and_then(|place| self.timeline.get(*place))
    }

    /// The entries that are listed, newest first.
    fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.places.iter().filter_map(|place| self.timeline.get(*place))
    }

    /// Where in the list the chosen entry stands, from 0.
    pub fn position(&self) -> Option<usize> {
        self.window.selected(self.len())
    }

    /// The chosen entry.
    pub fn entry(&self) -> Option<&Entry> {
        self.position().and_then(|at| self.get(at))
    }

    /// Chooses the entry at a place of the list, or the last one.
    pub fn choose(&mut self, at: usize) {
        self.window.select(at.min(self.len().saturating_sub(1)));
        self.chosen = self.entry().map(Entry::key);
    }

    /// Moves the choice by so many places, stopping at the ends.
    pub fn step(&mut self, by: isize) {
        self.choose(self.position().unwrap_or(0).saturating_add_signed(by));
    }

    /// Chooses the entry of a record; false where it is not listed.
    pub fn show(&mut self, key: &Key) -> bool {
        let place = self.place_of(key);
        if let Some(at) = place {
            self.choose(at);
        }
        place.is_some()
    }

    /// Goes to the first entry of the next earlier stretch of time, or, later, to the first one of this stretch and then of
    /// the one after it. `stretch` names the time in which a day lies.
    pub fn jump<T: PartialEq>(&mut self, earlier: bool, stretch: impl Fn(Day) -> T) {
        let Some(at) = self.position() else { return };
        let of = |at: usize| self.get(at).map(|entry| stretch(entry.on()));
        let begins = |at: &usize| *at == 0 || of(*at) != of(*at - 1);
        let found = if earlier { (at + 1..self.len()).find(begins) } else { (0..at).rev().find(begins) };
        // The last stretch has no other behind it: its end is as far as one can go.
        let end = if earlier { self.len() } else { 0 };
        self.choose(found.unwrap_or(end));
    }

    /// Chooses the newest entry of a day, or else of the nearest day before it.
    pub fn go_to(&mut self, day: Day) {
        let at = self.places.partition_point(|place| self.timeline.get(*place).is_some_and(|entry| entry.on() > day));
        self.choose(at);
    }

    /// The part of the list that is on screen, for entries of these heights in so many rows.
    pub fn visible(&self, height: usize, tall: impl Fn(usize) -> usize) -> Range<usize> {
        self.window.visible_tall(self.len(), height, tall)
    }

    /// Remembers which part is on screen.
    pub fn settle(&mut self, shown: Range<usize>) {
        self.window.settle(shown);
    }
}
