//! What happened, by day: touches and reflections as one timeline, newest first.
//!
//! A [`Timeline`] puts everything into its order once and then follows each change; [`Asked`] says which entries are
//! asked for, and looks through the timeline letter by letter as it is typed. [`Year`] counts by day.

mod asked;
mod year;

use std::cell::{Cell, OnceCell};
use std::cmp::{Ordering, Reverse};
use std::sync::Arc;

pub use asked::{Asked, Condition, Kind, Test};
pub use year::{WEEKS, Year};

use super::diff::{MANY, changes};
use super::find::folded;
use super::{Day, Key, Plan, Reflection, StakeholderId, Table, Touch};

/// One entry of the journal, cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A contact.
    Touch(Arc<Touch>),
    /// A line about myself.
    Reflection(Arc<Reflection>),
}

impl Entry {
    /// The day it is about.
    pub fn on(&self) -> Day {
        match self {
            Self::Touch(touch) => touch.on,
            Self::Reflection(reflection) => reflection.on,
        }
    }

    /// The key of the record.
    pub fn key(&self) -> Key {
        match self {
            Self::Touch(touch) => Key::Touch(touch.id.clone()),
            Self::Reflection(reflection) => Key::Reflection(reflection.id.clone()),
        }
    }

    /// Whether it is the entry of this record.
    pub fn is(&self, key: &Key) -> bool {
        match (self, key) {
            (Self::Touch(touch), Key::Touch(id)) => touch.id == *id,
            (Self::Reflection(reflection), Key::Reflection(id)) => reflection.id == *id,
            _ => false,
        }
    }

    /// What was written: the note of a touch, the text of a reflection.
    pub fn text(&self) -> &str {
        match self {
            Self::Touch(touch) => &touch.note,
            Self::Reflection(reflection) => &reflection.text,
        }
    }

    /// What was promised on it; empty where nothing was.
    pub fn promised(&self) -> &str {
        match self {
            Self::Touch(touch) => touch.follow_up.as_ref().map_or("", |promise| &promise.text),
            Self::Reflection(_) => "",
        }
    }

    /// Who was there; nobody at a reflection.
    pub fn with(&self) -> &[StakeholderId] {
        match self {
            Self::Touch(touch) => &touch.with,
            Self::Reflection(_) => &[],
        }
    }

    /// Where it stands: the newest day first; of one day what was written last first, as the ids say.
    fn place(&self) -> (Reverse<Day>, Reverse<&[u8]>, u8) {
        match self {
            Self::Touch(touch) => (Reverse(touch.on), Reverse(touch.id.as_bytes()), 0),
            Self::Reflection(reflection) => (Reverse(reflection.on), Reverse(reflection.id.as_bytes()), 1),
        }
    }
}

/// An entry in its place.
#[derive(Clone, Debug)]
struct Row {
    entry: Entry,
    folded: OnceCell<Box<str>>,
}

impl Row {
    fn of(entry: Entry) -> Self {
        Self { entry, folded: OnceCell::new() }
    }

    /// What was written and promised, in small letters without accents; made when it is asked for.
    fn folded(&self) -> &str {
        self.folded.get_or_init(|| {
            let texts = [self.entry.text(), self.entry.promised()];
            // Most texts are of plain letters; the others are folded one by one.
            if texts.iter().any(|text| !text.is_ascii()) {
                return folded(texts).into_boxed_str();
            }
            let mut text = texts.join("\n");
            text.make_ascii_lowercase();
            text.into_boxed_str()
        })
    }
}

/// Every touch and reflection of a plan in its place, newest first.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    rows: Vec<Row>,
    /// As many of them, from the first on, are ready to be looked through.
    ready: Cell<usize>,
    touches: Table<Touch>,
    reflections: Table<Reflection>,
}

/// As many entries are made ready at once as take no longer than a picture.
const PIECE: usize = 1000;

impl Timeline {
    /// The timeline of a plan.
    pub fn of(plan: &Plan) -> Self {
        // Ids grow with time: from the last one on most entries are in their places already.
        let touches = plan.touches.iter().rev().cloned().map(Entry::Touch);
        let reflections = plan.reflections.iter().rev().cloned().map(Entry::Reflection);
        // Days beside the entries: nearly always they decide, and no record has to be looked at.
        let mut entries: Vec<(Day, Entry)> = touches.chain(reflections).map(|entry| (entry.on(), entry)).collect();
        entries.sort_by(|(day, one), (other, two)| other.cmp(day).then_with(|| order(one, two)));
        Self {
            rows: entries.into_iter().map(|(_, entry)| Row::of(entry)).collect(),
            ready: Cell::default(),
            touches: plan.touches.clone(),
            reflections: plan.reflections.clone(),
        }
    }

    /// Follows the plan to where it stands now, and says whether anything had changed.
    pub fn follow(&mut self, plan: &Plan) -> bool {
        let (mut gone, mut new) = (Vec::new(), Vec::new());
        let (touches, reflections) = (plan.touches.clone(), plan.reflections.clone());
        changes(&self.touches, &touches, |_, before, after| {
            gone.extend(before.cloned().map(Entry::Touch));
            new.extend(after.cloned().map(Entry::Touch));
        });
        changes(&self.reflections, &reflections, |_, before, after| {
            gone.extend(before.cloned().map(Entry::Reflection));
            new.extend(after.cloned().map(Entry::Reflection));
        });
        if gone.len() + new.len() > MANY {
            *self = Self::of(plan);
            return true;
        }
        for entry in &gone {
            if let Ok(at) = self.place(entry) {
                self.rows.remove(at);
            }
        }
        let changed = !(gone.is_empty() && new.is_empty());
        for entry in new {
            if let Err(at) = self.place(&entry) {
                self.rows.insert(at, Row::of(entry));
            }
        }
        (self.touches, self.reflections) = (touches, reflections);
        if changed {
            self.ready.set(0);
        }
        changed
    }

    /// Whether what words are looked for in is ready.
    pub fn is_prepared(&self) -> bool {
        self.ready.get() == self.rows.len()
    }

    /// Makes it ready for some of the entries.
    pub fn prepare(&self) {
        let rows = self.rows.iter().enumerate().skip(self.ready.get());
        let mut left = rows.filter(|(_, row)| row.folded.get().is_none());
        for (_, row) in left.by_ref().take(PIECE) {
            row.folded();
        }
        self.ready.set(left.next().map_or(self.rows.len(), |(at, _)| at));
    }

    fn place(&self, entry: &Entry) -> Result<usize, usize> {
        self.rows.binary_search_by(|row| order(&row.entry, entry))
    }

    /// The place of a record; none where it is no entry.
    pub fn place_of(&self, key: &Key) -> Option<usize> {
        let entry = match key {
            Key::Touch(id) => self.touches.get(id).cloned().map(Entry::Touch),
            Key::Reflection(id) => self.reflections.get(id).cloned().map(Entry::Reflection),
            _ => None,
        };
        entry.and_then(|entry| self.place(&entry).ok())
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The entry at a place, counted from 0.
    pub fn get(&self, place: usize) -> Option<&Entry> {
        self.rows.get(place).map(|row| &row.entry)
    }

    /// The entries, newest first.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.rows.iter().map(|row| &row.entry)
    }

    /// The places of the entries that are asked for, in their order.
    pub fn places(&self, plan: &Plan, asked: &Asked) -> Vec<usize> {
        self.places_among(0..self.rows.len(), plan, asked)
    }

    /// Those of these places whose entries are asked for, in their order.
    pub fn places_among(&self, among: impl IntoIterator<Item = usize>, plan: &Plan, asked: &Asked) -> Vec<usize> {
        if asked.is_everything() {
            return among.into_iter().collect();
        }
        let mut sieve = asked::Sieve::new(plan, asked);
        let takes = |place: &usize| self.rows.get(*place).is_some_and(|row| sieve.takes(&row.entry, || row.folded()));
        among.into_iter().filter(takes).collect()
    }
}

fn order(one: &Entry, two: &Entry) -> Ordering {
    one.place().cmp(&two.place())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::arbitrary::{edits, records};
    use crate::domain::period::Period;
    use crate::domain::query::Span;
    use crate::domain::{Channel, Gift, Response, Word};
    use proptest::prelude::*;
    use proptest::sample::select;

    fn condition() -> impl Strategy<Value = Condition> {
        let test = prop_oneof![
            select(vec!["who-1", "plain", "", "美"]).prop_map(|text| Test::With(text.to_owned())),
            select(vec!["", "田", "a"]).prop_map(|text| Test::Org(text.to_owned())),
            select(vec!["goal-1", "x"]).prop_map(|text| Test::Goal(text.to_owned())),
            select(Gift::ALL).prop_map(Test::Gift),
            select(Channel::ALL).prop_map(Test::Via),
            select(Response::ALL).prop_map(Test::Response),
            select(Kind::ALL).prop_map(Test::Kind),
            (-2..=2_i8).prop_map(|feeling| Test::Feeling(feeling, Span::AtLeast)),
            crate::domain::arbitrary::day().prop_map(|from| Test::In(Period { from, to: from.plus(200) })),
        ];
        (prop::collection::vec(test, 1..3), any::<bool>()).prop_map(|(any, wanted)| Condition { any, wanted })
    }

    fn asked() -> impl Strategy<Value = Asked> {
        let words = prop::collection::vec(select(vec!["plain", "o", "words", "é", "two", "zzz", "美咲"]), 0..3);
        (words, prop::collection::vec(condition(), 0..3)).prop_map(|(words, conditions)| Asked {
            words: words.into_iter().map(str::to_owned).collect(),
            conditions,
            problems: Vec::new(),
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(96) })]

        #[test]
        fn every_touch_and_reflection_stands_there_once_and_the_newest_first(records in records()) {
            let plan = Plan::new(records);
            let timeline = Timeline::of(&plan);
            let mut keys: Vec<Key> = timeline.entries().map(Entry::key).collect();
            for (one, two) in timeline.entries().zip(timeline.entries().skip(1)) {
                prop_assert!(one.on() >= two.on());
                prop_assert_eq!(order(one, two), Ordering::Less);
            }
            keys.sort();
            let touches = plan.touches.ids().cloned().map(Key::Touch);
            for (place, entry) in timeline.entries().enumerate() {
                prop_assert_eq!(timeline.place_of(&entry.key()), Some(place));
            }
            let mut wanted: Vec<Key> = touches.chain(plan.reflections.ids().cloned().map(Key::Reflection)).collect();
            wanted.sort();
            prop_assert_eq!(keys, wanted);
        }

        #[test]
        fn following_a_plan_comes_to_the_same_as_beginning_anew(records in records(), steps in prop::collection::vec(edits(), 0..4)) {
            let mut plan = Plan::new(records);
            let mut timeline = Timeline::of(&plan);
            prop_assert!(!timeline.follow(&plan));
            for edits in steps {
                for edit in edits {
                    plan.apply(edit);
                }
                timeline.follow(&plan);
                while !timeline.is_prepared() {
                    timeline.prepare();
                }
                prop_assert!(timeline.rows.iter().all(|row| row.folded.get().is_some()));
                let anew = Timeline::of(&plan);
                prop_assert!(timeline.entries().eq(anew.entries()));
                prop_assert!(timeline.rows.iter().map(Row::folded).eq(anew.rows.iter().map(Row::folded)));
            }
        }

        #[test]
        fn what_is_asked_for_is_a_part_in_the_same_order(records in records(), asked in asked()) {
            let plan = Plan::new(records);
            let timeline = Timeline::of(&plan);
            let places = timeline.places(&plan, &asked);
            prop_assert!(places.windows(2).all(|pair| pair[0] < pair[1]));
            prop_assert!(places.last().is_none_or(|last| *last < timeline.len()));
            // Looking through what less asks for comes to the same.
            let words = asked.words.iter().map(|word| word.chars().take(1).collect());
            let less = Asked { words: words.collect(), ..asked.clone() };
            prop_assert!(asked.narrows(&less));
            prop_assert_eq!(timeline.places_among(timeline.places(&plan, &less), &plan, &asked), places.clone());
            // Each word and each condition by itself takes at least what all of them take together.
            for word in &asked.words {
                let alone = timeline.places(&plan, &Asked { words: vec![word.clone()], ..Asked::default() });
                prop_assert!(places.iter().all(|place| alone.contains(place)));
            }
            for condition in &asked.conditions {
                let one = |wanted| Asked {
                    conditions: vec![Condition { wanted, ..condition.clone() }], ..Asked::default()
                };
                let alone = timeline.places(&plan, &one(condition.wanted));
                prop_assert!(places.iter().all(|place| alone.contains(place)));
                // Turned round it takes all the others and none of these.
                let others = timeline.places(&plan, &one(!condition.wanted));
                prop_assert_eq!(alone.len() + others.len(), timeline.len());
                prop_assert!(alone.iter().all(|place| !others.contains(place)));
            }
        }

        #[test]
        fn a_day_of_the_year_counts_what_stands_on_it(records in records()) {
            let timeline = Timeline::of(&Plan::new(records));
            let today = "2026-11-23".parse().unwrap();
            let year = Year::of(timeline.entries().map(Entry::on), today);
            let period = year.period();
            let inside = timeline.entries().filter(|entry| period.contains(entry.on())).count();
            prop_assert_eq!(usize::try_from(year.total()).unwrap(), inside);
            for (day, count) in year.days() {
                let there = timeline.entries().filter(|entry| entry.on() == day).count();
                prop_assert_eq!(usize::try_from(count).unwrap(), there);
            }
        }
    }
}
