//! A day of the calendar, without hours or zones.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use chrono::{Datelike, NaiveDate, TimeDelta};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::textual::from_text;

/// A day from year 1 to year 9999, written `2026-11-23`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NaiveDate);

/// The text is not a day of the calendar.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a day; a day is written like 2026-11-23")]
pub struct NotADay(pub String);

impl Day {
    /// The first day there is.
    pub const FIRST: Self = Self(match NaiveDate::from_ymd_opt(1, 1, 1) {
        Some(date) => date,
        None => NaiveDate::MIN,
    });
    /// The last day there is.
    pub const LAST: Self = Self(match NaiveDate::from_ymd_opt(9999, 12, 31) {
        Some(date) => date,
        None => NaiveDate::MAX,
    });

    /// The day with these numbers, if the calendar has it.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).and_then(Self::from_date)
    }

    /// The same day of a date library's date, if it lies in years 1 to 9999.
    pub fn from_date(date: NaiveDate) -> Option<Self> {
        (1..=9999).contains(&date.year()).then_some(Self(date))
    }

    /// The day as the date library knows it.
    pub fn date(self) -> NaiveDate {
        self.0
    }

    /// The day this many days later (earlier when negative), stopping at the first and last day there is.
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        let end = if days < 0 { Self::FIRST } else { Self::LAST };
        TimeDelta::try_days(days)
            .and_then(|delta| self.0.checked_add_signed(delta))
            .and_then(Self::from_date)
            .unwrap_or(end)
    }

    /// How many days lie between `earlier` and this day; negative when `earlier` is later.
    pub fn days_since(self, earlier: Self) -> i64 {
        (self.0 - earlier.0).num_days()
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day()))
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Day {
    type Err = NotADay;

    /// Reads exactly what [`Display`](fmt::Display) writes: ten characters, digits and hyphens.
    fn from_str(text: &str) -> Result<Self, NotADay> {
        let bytes = text.as_bytes();
        let digit = |number: u32, byte: &u8| Some(number * 10 + char::from(*byte).to_digit(10)?);
        let number = |place: Range<usize>| bytes.get(place)?.iter().try_fold(0, digit);
        let shaped = bytes.len() == 10 && [4, 7].iter().all(|at| bytes.get(*at) == Some(&b'-'));
        let day = || Self::new(number(0..4)?.cast_signed(), number(5..7)?, number(8..10)?);
        shaped.then(day).flatten().ok_or_else(|| NotADay(text.to_owned()))
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, str::parse)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn prints_what_it_reads() {
        for text in ["2026-11-23", "2024-02-29", "0001-01-01", "9999-12-31"] {
            assert_eq!(day(text).to_string(), text);
        }
    }

    #[test]
    fn refuses_what_the_calendar_does_not_have() {
        let wrong =
            ["2026-02-29", "2026-13-01", "2026-1-1", "0000-01-01", "10000-01-01", "23.11.2026", "", "-026-11-23"];
        for text in wrong {
            assert!(text.parse::<Day>().is_err(), "{text}");
        }
    }

    #[test]
    fn arithmetic_stops_at_the_ends() {
        assert_eq!(day("2024-02-28").plus(2), day("2024-03-01"));
        assert_eq!(day("2026-11-23").plus(i64::MAX), Day::LAST);
        assert_eq!(day("2026-11-23").plus(i64::MIN), Day::FIRST);
        assert_eq!(day("2026-03-30").days_since(day("2026-03-27")), 3);
        assert_eq!(Day::LAST.days_since(Day::FIRST), 3_652_058);
    }
}
