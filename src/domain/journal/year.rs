//! How much there is on each day of a year.

use super::super::Day;
use super::super::period::{Period, monday};

/// The weeks of a year: as many as it takes for the same day of the last year to be among them.
pub const WEEKS: u16 = 53;

/// How many entries there are on each day of the 53 weeks that end with this one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Year {
    first: Day,
    counts: Vec<u32>,
}

impl Year {
    /// The counts of these days, which may stand in any order; what lies outside of the year is not counted.
    pub fn of(days: impl IntoIterator<Item = Day>, today: Day) -> Self {
        let first = monday(today).plus(-7 * (i64::from(WEEKS) - 1));
        let mut counts = vec![0; usize::from(WEEKS) * 7];
        for day in days {
            let at = usize::try_from(day.days_since(first)).ok();
            if let Some(count) = at.and_then(|at| counts.get_mut(at)) {
                *count += 1;
            }
        }
        Self { first, counts }
    }

    /// Its first and its last day, a Monday and a Sunday.
    pub fn period(&self) -> Period {
        Period { from: self.first, to: self.first.plus(i64::from(WEEKS) * 7 - 1) }
    }

    /// Every day with its count, oldest first.
    pub fn days(&self) -> impl Iterator<Item = (Day, u32)> {
        (0..).zip(&self.counts).map(|(at, count)| (self.first.plus(at), *count))
    }

    /// The day of a week (0 is the oldest) on a day of it (0 is Monday), and its count.
    pub fn at(&self, week: u16, weekday: u16) -> Option<(Day, u32)> {
        let at = usize::from(week) * 7 + usize::from(weekday);
        let count = self.counts.get(at).filter(|_| weekday < 7)?;
        Some((self.first.plus(i64::from(week) * 7 + i64::from(weekday)), *count))
    }

    /// All of them together.
    pub fn total(&self) -> u32 {
        self.counts.iter().sum()
    }

    /// On how many days there is anything.
    pub fn active(&self) -> usize {
        self.counts.iter().filter(|count| **count > 0).count()
    }

    /// The day with the most, the latest of them; none where there is nothing.
    pub fn most(&self) -> Option<(Day, u32)> {
        self.days().filter(|(_, count)| *count > 0).max_by_key(|(day, count)| (*count, *day))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn the_year_ends_with_the_week_of_today() {
        let days = ["2026-11-23", "2026-11-23", "2025-11-24", "2025-11-23", "2026-11-30"].map(day);
        let year = Year::of(days, day("2026-11-25"));
        assert_eq!(year.period(), Period { from: day("2025-11-24"), to: day("2026-11-29") });
        assert_eq!((year.total(), year.active(), year.most()), (3, 2, Some((day("2026-11-23"), 2))));
        assert_eq!(year.at(0, 0), Some((day("2025-11-24"), 1)));
        assert_eq!(year.at(52, 0), Some((day("2026-11-23"), 2)));
        assert_eq!((year.at(53, 0), year.at(0, 7)), (None, None));
        assert_eq!(Year::of([], day("2026-11-25")).most(), None);
    }

    #[test]
    fn the_ends_of_time_are_days_like_any_other() {
        for today in [Day::FIRST, Day::LAST] {
            assert!(Year::of([today], today).total() >= 1);
        }
    }
}
