//! Everybody in a plan as they stand on one day, in order: what every list begins with.
//!
//! Made once for a plan, a day and an order. It then follows the plan, person by person; a filter only looks through it,
//! letter by letter as it is typed.

use std::cell::OnceCell;
use std::cmp::{Ordering, Reverse};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::find::{Known, Parts};
use super::query::{Picker, Query, Row, Sort};
use super::{Basis, Day, GoalId, Plan, Stakeholder, StakeholderId, Standing, Warmth};

/// Everybody in a plan as they stand on one day, in order.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    people: Vec<Row>,
    places: HashMap<StakeholderId, usize, RandomState>,
    /// The places of those with a stake in each goal, in order. Made when a goal is asked for.
    with_stakes: OnceCell<HashMap<GoalId, Vec<usize>, RandomState>>,
    /// Made when words are looked for.
    texts: OnceCell<Texts>,
    /// None where it was made of nothing.
    basis: Option<Basis<Sort>>,
}

impl Roster {
    /// Everybody in this plan, the archived too. Every order is total: what is equal goes by name, then by id.
    pub fn of(plan: &Plan, today: Day, sort: Sort) -> Self {
        let mut people: Vec<_> = plan.stakeholders.iter().map(|who| Row::of(plan, who, today)).collect();
        // The figures are worked out once for each; texts are looked at only where they are equal.
        people.sort_by_cached_key(|one| Place::of(plan, sort, one));
        let places = people.iter().enumerate().map(|(place, one)| (one.who.id.clone(), place)).collect();
        let basis = Some(Basis::new(plan, today, sort));
        Self { people, places, basis, ..Self::default() }
    }

    /// Follows the plan to where it stands now, on this day and in this order.
    pub fn follow(&mut self, plan: &Plan, today: Day, sort: Sort) {
        let Some(few) = Basis::new(plan, today, sort).follow(&mut self.basis) else {
            *self = Self::of(plan, today, sort);
            return;
        };
        for who in few {
            self.take_out(&who);
            if let Some(who) = plan.stakeholder(&who) {
                self.put_in(plan, Row::of(plan, who, today), sort);
            }
        }
    }

    /// Everybody behind somebody who goes stands one further in front.
    fn take_out(&mut self, who: &StakeholderId) {
        let Some(place) = self.places.remove(who) else { return };
        self.people.remove(place);
        let close = |other: &mut usize| *other -= usize::from(*other > place);
        self.places.values_mut().for_each(close);
        for places in self.with_stakes.get_mut().into_iter().flat_map(HashMap::values_mut) {
            places.retain(|other| *other != place);
            places.iter_mut().for_each(close);
        }
        if let Some(texts) = self.texts.get_mut() {
            texts.of_each.remove(place);
        }
    }

    /// Everybody behind somebody who comes stands one further behind.
    fn put_in(&mut self, plan: &Plan, row: Row, sort: Sort) {
        let at = Place::of(plan, sort, &row);
        let place = self.people.partition_point(|other| Place::of(plan, sort, other) < at);
        let open = |other: &mut usize| *other += usize::from(*other >= place);
        self.places.values_mut().for_each(open);
        if let Some(with_stakes) = self.with_stakes.get_mut() {
            with_stakes.values_mut().flatten().for_each(open);
            for goal in row.who.stakes.keys() {
                let places = with_stakes.entry(goal.clone()).or_default();
                places.insert(places.partition_point(|other| *other < place), place);
            }
        }
        if let Some(mut texts) = self.texts.take().filter(|texts| !texts.is_littered()) {
            texts.add(plan, &row.who, place);
            self.texts = texts.into();
        }
        self.places.insert(row.who.id.clone(), place);
        self.people.insert(place, row);
    }

    /// Whether what words are looked for in is ready.
    pub fn is_prepared(&self) -> bool {
        self.texts.get().is_some()
    }

    /// Makes it ready, which takes longer than a letter may.
    pub fn prepare(&self, plan: &Plan) {
        self.texts(plan);
    }

    fn texts(&self, plan: &Plan) -> &Texts {
        self.texts.get_or_init(|| Texts::new(plan, &self.people))
    }

    /// The places of those whom a query asks for, counted from 0, in order. Who is archived is left out unless asked for.
    /// The order stays as it is, whatever the query says about it.
    pub fn places(&self, plan: &Plan, query: &Query) -> Vec<usize> {
        match &query.within {
            Some(goal) => self.picked(plan, query, self.with_stake(goal).iter().copied()),
            None => self.picked(plan, query, 0..self.people.len()),
        }
    }

    /// Those of these places whom a query asks for.
    fn picked(&self, plan: &Plan, query: &Query, among: impl Iterator<Item = usize>) -> Vec<usize> {
        let mut picker = Picker::new(plan, query);
        let people = among.filter_map(|place| Some((place, self.people.get(place)?)));
        if query.words.is_empty() {
            return people.filter(|(_, one)| picker.takes(one, None)).map(|(place, _)| place).collect();
        }
        let texts = self.texts(plan);
        people.filter(|(place, one)| picker.takes(one, texts.of(*place))).map(|(place, _)| place).collect()
    }

    /// The places of those with a stake in a goal, in order.
    fn with_stake(&self, goal: &GoalId) -> &[usize] {
        let made = self.with_stakes.get_or_init(|| {
            let mut places: HashMap<GoalId, Vec<usize>, RandomState> = HashMap::default();
            for (place, one) in self.people.iter().enumerate() {
                for goal in one.who.stakes.keys() {
                    places.entry(goal.clone()).or_default().push(place);
                }
            }
            places
        });
        made.get(goal).map_or(&[], Vec::as_slice)
    }

    /// Those with a stake in a goal, with how they stand.
    pub fn people_of(&self, goal: &GoalId) -> impl Iterator<Item = (&Arc<Stakeholder>, Standing)> {
        self.with_stake(goal).iter().filter_map(|place| self.people.get(*place)).map(|one| (&one.who, one.standing))
    }

    /// Who is at this place, with how they stand.
    pub fn get(&self, place: usize) -> Option<&Row> {
        self.people.get(place)
    }

    /// The place of this stakeholder.
    pub fn place(&self, who: &StakeholderId) -> Option<usize> {
        self.places.get(who).copied()
    }

    /// Everybody, with how they stand.
    pub fn people(&self) -> impl Iterator<Item = (&Arc<Stakeholder>, Standing)> {
        self.people.iter().map(|one| (&one.who, one.standing))
    }
}

/// What a filter looks through, one behind the other in one text: a letter that is typed goes through it from its
/// beginning to its end, and not from record to record all over the memory.
#[derive(Clone, Debug, Default)]
struct Texts {
    text: String,
    /// How long it was when it was made. Whoever changes is added behind, and what was there of them stays unread.
    made: usize,
    of_each: Vec<Span>,
}

/// Where in the text it is for one of them.
#[derive(Clone, Debug)]
struct Span {
    name: Range<usize>,
    short: Range<usize>,
    long: Range<usize>,
}

impl Texts {
    fn new(plan: &Plan, people: &[Row]) -> Self {
        // A long text that grows is carried from place to place.
        let length = people.iter().filter_map(|one| plan.known(&one.who.id)).map(Known::len).sum();
        let of_each = Vec::with_capacity(people.len());
        let mut texts = Self { text: String::with_capacity(length), made: length, of_each };
        for (place, one) in people.iter().enumerate() {
            texts.add(plan, &one.who, place);
        }
        texts
    }

    /// Adds what is looked through for whoever stands at this place from now on.
    fn add(&mut self, plan: &Plan, who: &Stakeholder, place: usize) {
        let mut put = |part: &str| {
            let start = self.text.len();
            self.text.push_str(part);
            start..self.text.len()
        };
        let known = plan.known(&who.id).map_or(Parts { name: "", short: "", long: "" }, Known::parts);
        let (name, short, long) = (put(known.name), put(known.short), put(known.long));
        self.of_each.insert(place, Span { name, short, long });
    }

    /// Whether as much of it is unread as is read.
    fn is_littered(&self) -> bool {
        self.text.len() > 2 * self.made
    }

    fn of(&self, place: usize) -> Option<Parts<'_>> {
        let span = self.of_each.get(place)?;
        let part = |range: &Range<usize>| self.text.get(range.clone());
        Some(Parts { name: part(&span.name)?, short: part(&span.short)?, long: part(&span.long)? })
    }
}

/// Where somebody stands in an order: first by figures, then by the organisation where it counts, the name and the id,
/// which no two share.
struct Place {
    rank: (bool, Reverse<i64>),
    sort: Sort,
    who: Arc<Stakeholder>,
}

impl Place {
    fn of(plan: &Plan, sort: Sort, row: &Row) -> Self {
        Self { rank: rank(plan, sort, &row.who, &row.standing), sort, who: Arc::clone(&row.who) }
    }
}

impl Ord for Place {
    fn cmp(&self, other: &Self) -> Ordering {
        let (one, two) = (&self.who, &other.who);
        let by_org = self.sort == Sort::Organisation;
        let org = || if by_org { alphabetical(&one.org, &two.org) } else { Ordering::Equal };
        let name = || alphabetical(&one.name, &two.name);
        self.rank.cmp(&other.rank).then_with(org).then_with(name).then_with(|| one.id.cmp(&two.id))
    }
}

impl PartialOrd for Place {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Place {}

/// What comes before any text in an order: what stands last whatever else, and a figure, the highest first.
fn rank(plan: &Plan, sort: Sort, who: &Stakeholder, standing: &Standing) -> (bool, Reverse<i64>) {
    let (last, figure) = match sort {
        Sort::Due => (standing.warmth == Warmth::Snoozed, standing.passed),
        Sort::Seniority => {
            let height = plan.ladder.height(&who.seniority).and_then(|height| i64::try_from(height).ok());
            (height.is_none(), height.unwrap_or(-1))
        }
        Sort::Name => (false, 0),
        Sort::LastContact => (false, standing.last.map_or(i64::MAX, |last| Day::LAST.days_since(last))),
        Sort::Organisation => (who.org.is_empty(), 0),
    };
    (last, Reverse(figure))
}

/// How two texts stand to each other when their case does not count.
fn alphabetical(one: &str, two: &str) -> Ordering {
    one.chars().flat_map(char::to_lowercase).cmp(two.chars().flat_map(char::to_lowercase))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::arbitrary::records;
    use crate::domain::diff::diff;
    use crate::domain::word::Word as _;
    use crate::domain::{Edit, Touch, TouchId};
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn every_order_is_total_and_leaves_nobody_out(records in records(), sort in 0..5_usize) {
            let plan = Plan::new(records);
            let (today, sort) = ("2026-11-23".parse().unwrap(), Sort::ALL[sort]);
            let roster = Roster::of(&plan, today, sort);
            prop_assert_eq!(roster.people.len(), plan.stakeholders.len());
            let lower = |text: &str| text.chars().flat_map(char::to_lowercase).collect::<String>();
            let place = |Row { who, standing, .. }: &Row| {
                let org = if sort == Sort::Organisation { lower(&who.org) } else { String::new() };
                (rank(&plan, sort, who, standing), org, lower(&who.name), who.id.clone())
            };
            for pair in roster.people.windows(2) {
                prop_assert!(place(&pair[0]) < place(&pair[1]));
            }
            for (place, one) in roster.people.iter().enumerate() {
                prop_assert_eq!(roster.place(&one.who.id), Some(place));
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn following_comes_to_the_same_as_making_it_anew(
            start in records(),
            then in prop::collection::vec(records(), 1..4),
            sort in 0..5_usize,
            words in prop::sample::select(vec!["", "a", "grace", "archived:"]),
            at_once in 1..6_usize,
        ) {
            let (mut plan, today, sort) = (Plan::new(start), "2026-11-23".parse().unwrap(), Sort::ALL[sort]);
            let mut roster = Roster::of(&plan, today, sort);
            for records in then {
                let query = Query::parse(words);
                roster.prepare(&plan);
                prop_assert!(plan.goals.ids().all(|goal| roster.with_stake(goal).len() <= plan.stakeholders.len()));
                let edits = diff(plan.records(), &records);
                for edits in edits.chunks(at_once) {
                    edits.iter().cloned().for_each(|edit| drop(plan.apply(edit)));
                    roster.follow(&plan, today, sort);
                    let anew = Roster::of(&plan, today, sort);
                    prop_assert_eq!(&roster.people, &anew.people);
                    prop_assert_eq!(&roster.places, &anew.places);
                    prop_assert_eq!(roster.places(&plan, &query), anew.places(&plan, &query));
                    for goal in plan.goals.ids() {
                        prop_assert_eq!(roster.with_stake(goal), anew.with_stake(goal));
                    }
                }
            }
        }
    }

    #[test]
    fn it_follows_the_day_and_the_order_too() {
        let (today, grace) = ("2026-11-23".parse().unwrap(), StakeholderId::new("grace"));
        let mut plan = Plan::default();
        plan.apply(Edit::put(Stakeholder::named(grace.clone(), "Grace Hopper")));
        let mut roster = Roster::default();
        roster.follow(&plan, today, Sort::Due);
        assert_eq!(roster.get(0).map(|row| row.standing.last), Some(None));
        plan.apply(Edit::put(Touch::new(TouchId::new("1"), today, vec![grace])));
        roster.follow(&plan, today, Sort::Name);
        assert_eq!(roster.get(0).map(|row| (row.standing.last, row.standing.passed)), Some((Some(today), 0)));
        roster.follow(&plan, today.plus(1), Sort::Name);
        assert!(roster.get(0).is_some_and(|row| row.standing.passed > 0));
    }
}
