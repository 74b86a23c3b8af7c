//! Everybody in a plan as they stand on one day, in order: what every list begins with.
//!
//! Made once for a plan, a day and an order; a filter then only looks through it, letter by letter as it is typed.

use std::cmp::{Ordering, Reverse};
use std::sync::Arc;

use super::find::Known;
use super::query::{Picker, Query, Row, Sort};
use super::{Day, Plan, Stakeholder, Standing, Warmth, standing};

/// One of them, with what a filter looks through at hand.
#[derive(Clone, Debug)]
struct Person {
    who: Arc<Stakeholder>,
    standing: Standing,
    known: Option<Arc<Known>>,
}

/// Everybody in a plan as they stand on one day, in order.
#[derive(Clone, Debug, Default)]
pub struct Roster {
    people: Vec<Person>,
}

impl Roster {
    /// Everybody in this plan, the archived too. Every order is total: what is equal goes by name, then by id.
    pub fn of(plan: &Plan, today: Day, sort: Sort) -> Self {
        let stand = |who: &Arc<Stakeholder>| Person {
            who: Arc::clone(who),
            standing: standing(plan, who, today),
            known: plan.known(&who.id).cloned(),
        };
        let mut people: Vec<_> = plan.stakeholders.iter().map(stand).collect();
        // The figures are worked out once for each; texts are looked at only where they are equal.
        people.sort_by_cached_key(|one| Place {
            rank: rank(plan, sort, &one.who, &one.standing),
            sort,
            who: Arc::clone(&one.who),
        });
        Self { people }
    }

    /// Those whom a query asks for. Who is archived is left out unless asked for. The order stays as it is, whatever the
    /// query says about it.
    pub fn rows(&self, plan: &Plan, query: &Query) -> Vec<Row> {
        let mut picker = Picker::new(plan, query);
        self.people.iter().filter_map(|one| picker.row(&one.who, &one.standing, one.known.as_deref())).collect()
    }

    /// Everybody, with how they stand.
    pub fn people(&self) -> impl Iterator<Item = (&Arc<Stakeholder>, Standing)> {
        self.people.iter().map(|one| (&one.who, one.standing))
    }
}

/// Where somebody stands in an order: first by figures, then by the organisation where it counts, the name and the id,
/// which no two share.
struct Place {
    rank: (bool, Reverse<i64>),
    sort: Sort,
    who: Arc<Stakeholder>,
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
    use crate::domain::word::Word as _;
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
            let place = |Person { who, standing, .. }: &Person| {
                let org = if sort == Sort::Organisation { lower(&who.org) } else { String::new() };
                (rank(&plan, sort, who, standing), org, lower(&who.name), who.id.clone())
            };
            for pair in roster.people.windows(2) {
                prop_assert!(place(&pair[0]) < place(&pair[1]));
            }
        }
    }
}
