//! Days on which the agenda was gone through.

use chrono::{Datelike as _, Weekday};
use serde::{Deserialize, Serialize};

use super::{Day, Id, Identified, Plan, ReviewId, StakeholderId};

/// How far the review of one day has come. One a day: its id is the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// The day, as it is written: `2026-11-24`.
    pub id: ReviewId,
    /// Whom I went past that day, in order. Somebody removed since may still be named here; nothing comes of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seen: Vec<StakeholderId>,
    /// Whether I came to the end.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub ended: bool,
}

impl Identified for Review {
    fn id(&self) -> &Id<Self> {
        &self.id
    }
}

impl Review {
    /// The id of the review of a day.
    pub fn id_of(day: Day) -> ReviewId {
        ReviewId::new(day.to_string())
    }

    /// A review of which nothing is done yet.
    pub fn new(day: Day) -> Self {
        Self { id: Self::id_of(day), seen: Vec::new(), ended: false }
    }

    /// The review of a day as it stands in the plan, or one of which nothing is done yet.
    pub fn on(plan: &Plan, day: Day) -> Self {
        plan.reviews.get(&Self::id_of(day)).map_or_else(|| Self::new(day), |review| review.as_ref().clone())
    }

    /// The day it is of; none where the id is no day.
    pub fn day(&self) -> Option<Day> {
        self.id.as_str().parse().ok()
    }

    /// Whether anything was done: a day like this is a day reviewed.
    pub fn counts(&self) -> bool {
        self.ended || !self.seen.is_empty()
    }
}

/// How many days were reviewed in a row, up to today. A day that is still running breaks nothing, and neither does a
/// Saturday or a Sunday without a review; one with a review counts.
pub fn streak(plan: &Plan, today: Day) -> u32 {
    let mut days = 0;
    let mut day = today;
    loop {
        if Review::on(plan, day).counts() {
            days += 1;
        } else if day != today && !matches!(day.date().weekday(), Weekday::Sat | Weekday::Sun) {
            return days;
        }
        if day == Day::FIRST {
            return days;
        }
        day = day.plus(-1);
    }
}

/// What was done on a day, as far as the plan tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Done {
    /// Touches of that day.
    pub touches: usize,
    /// Those of them that give an idea.
    pub given: usize,
    /// Promises kept.
    pub kept: usize,
}

impl Done {
    /// What was done on a day.
    pub fn on(plan: &Plan, day: Day) -> Self {
        let mut done = Self::default();
        for touch in plan.touches.iter() {
            if touch.on == day {
                done.touches += 1;
                done.given += usize::from(touch.idea.is_some());
            }
            done.kept += usize::from(touch.follow_up.as_ref().is_some_and(|promise| promise.done == Some(day)));
        }
        done
    }
}

/// The last day before `today` that was reviewed.
pub fn last_before(plan: &Plan, today: Day) -> Option<Day> {
    // Days as they are written sort as they come.
    let reviewed = plan.reviews.iter().rev().filter(|review| review.counts());
    reviewed.filter_map(|review| review.day()).find(|day| *day < today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Edit;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn reviewed(days: &[&str]) -> Plan {
        let mut plan = Plan::default();
        for on in days {
            plan.apply(Edit::put(Review { ended: true, ..Review::new(day(on)) }));
        }
        plan
    }

    #[test]
    fn days_in_a_row_are_counted_and_a_weekend_is_free() {
        // 2026-11-23 is a Monday.
        let cases: [(&[&str], u32); 8] = [
            (&[], 0),
            (&["2026-11-23"], 1),
            (&["2026-11-20"], 1),
            (&["2026-11-19", "2026-11-20", "2026-11-23"], 3),
            (&["2026-11-20", "2026-11-22", "2026-11-23"], 3),
            (&["2026-11-18", "2026-11-20"], 1),
            (&["2026-11-19"], 0),
            (&["2026-11-21"], 1),
        ];
        for (days, wanted) in cases {
            assert_eq!(streak(&reviewed(days), day("2026-11-23")), wanted, "{days:?}");
        }
        assert_eq!(streak(&reviewed(&["0001-01-01"]), Day::FIRST), 1);
    }

    #[test]
    fn a_review_that_was_only_opened_does_not_count() {
        let mut plan = reviewed(&["2026-11-19"]);
        plan.apply(Edit::put(Review::new(day("2026-11-20"))));
        let begun = Review { seen: vec![StakeholderId::new("ada")], ..Review::new(day("2026-11-23")) };
        plan.apply(Edit::put(begun));
        assert_eq!(streak(&plan, day("2026-11-23")), 1);
        assert_eq!(last_before(&plan, day("2026-11-23")), Some(day("2026-11-19")));
        assert_eq!(last_before(&plan, day("2026-11-19")), None);
    }
}
