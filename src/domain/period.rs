//! A run of days.

use chrono::Datelike as _;

use super::Day;

/// A run of days, its first and its last one included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: Day,
    /// The last day; before the first one there is none.
    pub to: Day,
}

impl Period {
    /// Every day there is.
    pub const ALL: Self = Self { from: Day::FIRST, to: Day::LAST };

    /// One day.
    pub fn day(day: Day) -> Self {
        Self { from: day, to: day }
    }

    /// So many days that end with this one.
    pub fn ending(to: Day, days: u32) -> Self {
        Self { from: to.plus(1 - i64::from(days)), to }
    }

    /// Whether a day lies in it.
    pub fn contains(&self, day: Day) -> bool {
        (self.from..=self.to).contains(&day)
    }
}

/// The Monday of the week in which a day lies.
pub fn monday(day: Day) -> Day {
    day.plus(-i64::from(day.date().weekday().num_days_from_monday()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn both_ends_are_in_it() {
        let week = Period::ending(day("2026-11-29"), 7);
        assert_eq!(week.from, day("2026-11-23"));
        assert!(week.contains(week.from) && week.contains(week.to));
        assert!(!week.contains(day("2026-11-22")) && !week.contains(day("2026-11-30")));
        assert!(Period::ALL.contains(Day::FIRST) && Period::ALL.contains(Day::LAST));
    }

    #[test]
    fn a_week_begins_on_monday() {
        assert_eq!([day("2026-11-23"), day("2026-11-29")].map(monday), [day("2026-11-23"); 2]);
        assert_eq!(monday(day("2026-11-22")), day("2026-11-16"));
        assert_eq!(monday(Day::FIRST), Day::FIRST);
    }
}
