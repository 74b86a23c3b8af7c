//! A plan moved in time: everything in it happened, and will happen, so many days later.

use std::sync::Arc;

use super::{Day, Record, Records, Review};

/// The days after which the calendar repeats itself: 400 years.
const CYCLE: i64 = 146_097;

impl Records {
    /// The same records with every day so many days later, or earlier when negative. At the first and the last day
    /// there is, days stop. A birthday moves through its year and keeps the year, for that is how old somebody is.
    /// Texts stay as they are, and so does what lost in a merge.
    #[must_use]
    pub fn shifted(&self, days: i64) -> Self {
        let mut shifted = Self::default();
        for record in self.all() {
            shifted.put(moved(record, days));
        }
        shifted
    }
}

fn moved(mut record: Record, days: i64) -> Record {
    let later = |day: &mut Day| *day = day.plus(days);
    match &mut record {
        Record::Goal(goal) => {
            let goal = Arc::make_mut(goal);
            goal.by.iter_mut().chain(&mut goal.closed).for_each(later);
            goal.steps.iter_mut().flat_map(|step| step.by.iter_mut().chain(&mut step.done)).for_each(later);
        }
        Record::Stakeholder(who) => {
            let who = Arc::make_mut(who);
            who.added.iter_mut().chain(&mut who.snoozed).for_each(later);
            who.moves.iter_mut().map(|one| &mut one.on).for_each(later);
            who.stakes.iter_mut().flat_map(|(_, stake)| &mut stake.moves).map(|one| &mut one.on).for_each(later);
            who.birthday = who.birthday.map(|day| in_its_year(day, days));
        }
        Record::Idea(idea) => Arc::make_mut(idea).by.iter_mut().for_each(later),
        Record::Touch(touch) => {
            let touch = Arc::make_mut(touch);
            later(&mut touch.on);
            let promise = touch.follow_up.iter_mut();
            promise.flat_map(|promise| promise.by.iter_mut().chain(&mut promise.done)).for_each(later);
        }
        Record::Reflection(reflection) => later(&mut Arc::make_mut(reflection).on),
        Record::Review(review) => {
            let review = Arc::make_mut(review);
            if let Some(day) = review.day() {
                review.id = Review::id_of(day.plus(days));
            }
        }
        Record::Ladder(_) | Record::Proof(_) | Record::Conflict(_) => {}
    }
    record
}

/// A day of the year moved through the calendar, in the year it has. 29 February falls on the 28th in other years.
fn in_its_year(day: Day, days: i64) -> Day {
    use chrono::Datelike as _;
    let (year, month, number) = (day.date().year(), day.date().month(), day.date().day());
    // The year 2000 has every day there is, and a whole cycle of the calendar fits behind it.
    let moved = Day::new(2000, month, number).map_or(day, |day| day.plus(days.rem_euclid(CYCLE)));
    let (month, number) = (moved.date().month(), moved.date().day());
    Day::new(year, month, number).or_else(|| Day::new(year, month, 28)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::arbitrary::records;
    use super::super::{Edit, Key, Stakeholder, StakeholderId};
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_birthday_keeps_its_year() {
        let cases = [
            ("0001-12-10", 7, "0001-12-17"),
            ("1970-12-31", 1, "1970-01-01"),
            ("1971-02-28", 1, "1971-02-28"),
            ("1972-02-28", 1, "1972-02-29"),
            ("0001-01-01", -1, "0001-12-31"),
            ("1980-06-01", CYCLE, "1980-06-01"),
            ("1980-06-01", -CYCLE * 5, "1980-06-01"),
        ];
        for (from, days, to) in cases {
            assert_eq!(in_its_year(day(from), days), day(to), "{from} {days}");
        }
    }

    #[test]
    fn days_stop_at_the_ends() {
        let mut plan = Records::default();
        let who = Stakeholder::named(StakeholderId::new("ada"), "Ada");
        plan.apply(Edit::put(Stakeholder { added: Some(day("2026-11-23")), ..who }));
        let added = |plan: &Records| plan.stakeholders.iter().next().and_then(|who| who.added);
        assert_eq!(added(&plan.shifted(2)), Some(day("2026-11-25")));
        assert_eq!(added(&plan.shifted(i64::MAX)), Some(Day::LAST));
        assert_eq!(added(&plan.shifted(i64::MIN)), Some(Day::FIRST));
    }

    proptest! {
        /// Nothing is lost or added, and no time at all changes nothing.
        #[test]
        fn every_record_stays(plan in records(), days in -4_000_000..4_000_000_i64) {
            prop_assert_eq!(&plan.shifted(0), &plan);
            let shifted = plan.shifted(days);
            // A review is called by its day.
            let keys = |plan: &Records| {
                let keys = plan.all().map(|record| record.key());
                keys.filter(|key| !matches!(key, Key::Review(_))).collect::<Vec<_>>()
            };
            prop_assert_eq!(keys(&plan), keys(&shifted));
            prop_assert_eq!(&plan.proofs, &shifted.proofs);
        }
    }
}
