//! A run of days in words: `last month`, `this year`, `last 30 days`, `oct`, `2026-10`, `19 nov`.
//!
//! A week, a month, a quarter or a year by name is that one of the calendar, whole; a count of them ends today. A single
//! day is whatever [`mod@super::day`] reads.

use chrono::{Datelike as _, Months};

use super::NotUnderstood;
use super::day::{self, MONTHS};
use crate::domain::Day;
use crate::domain::period::{Period, monday};

/// A time gone by, or the one we are in: `oct` is the last October.
///
/// # Errors
///
/// Words that name no time.
pub fn past(words: &str, today: Day) -> Result<Period, NotUnderstood> {
    let lower = words.trim().to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let words = words.strip_prefix(&["the"]).unwrap_or(&words);
    let named = named(words, today).or_else(|| day::past(&lower, today).ok().map(Period::day));
    named.ok_or_else(|| NotUnderstood::new("that is not a time", "last month, oct, 2026-10 or last 30 days"))
}

/// A time that these words can only mean: for a line in which they stand among others. `last month` is one, `oct` is
/// as likely a word.
pub fn surely(words: &[&str], today: Day) -> Option<Period> {
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
    match lower.as_slice() {
        [word] => month_in_figures(word).or_else(|| word.parse().ok().map(Period::day)),
        ["this" | "last" | "past", ..] => named(&lower, today),
        _ => None,
    }
}

/// Whether a word can stand in a time: `oct`, `19`, `weeks`, `ago`. The library that reads days passes over words it does
/// not know; what follows a time has to be told apart before.
pub fn belongs(word: &str) -> bool {
    const WORDS: [&str; 13] =
        ["this", "last", "past", "the", "a", "an", "ago", "of", "end", "before", "yesterday", "today", "one"];
    let lower = word.to_lowercase();
    lower.starts_with(|letter: char| letter.is_ascii_digit())
        || WORDS.contains(&lower.as_str())
        || number(&lower).is_some()
        || Unit::of(&lower).is_some()
        || by_name(&lower).is_some()
        || lower.parse::<chrono::Weekday>().is_ok()
}

fn named(words: &[&str], today: Day) -> Option<Period> {
    match words {
        ["this", unit] => Unit::of(unit)?.around(today, 0),
        ["last" | "past", unit] => Unit::of(unit)?.around(today, 1),
        ["last" | "past", count, unit] => Unit::of(unit)?.ending(today, number(count)?),
        [month, year] if year.len() == 4 => month_of(year.parse().ok()?, by_name(month)?),
        [word] => month_in_figures(word)
            .or_else(|| (word.len() == 4).then(|| year(word.parse().ok()?)).flatten())
            .or_else(|| last_month_named(by_name(word)?, today)),
        _ => None,
    }
}

/// What time is counted in.
#[derive(Clone, Copy)]
enum Unit {
    Day,
    Week,
    Month,
    Quarter,
    Year,
}

impl Unit {
    fn of(word: &str) -> Option<Self> {
        Some(match word.strip_suffix('s').unwrap_or(word) {
            "day" => Self::Day,
            "week" => Self::Week,
            "month" => Self::Month,
            "quarter" => Self::Quarter,
            "year" => Self::Year,
            _ => return None,
        })
    }

    /// The one of the calendar in which today lies, or so many before it.
    fn around(self, today: Day, before: u32) -> Option<Period> {
        let date = today.date();
        let (year, month) = (date.year(), date.month());
        let back = |first: Option<Day>, months: u32| {
            let first = first?.date().checked_sub_months(Months::new(before * months)).and_then(Day::from_date)?;
            let next = first.date().checked_add_months(Months::new(months)).and_then(Day::from_date);
            Some(Period { from: first, to: next.map_or(Day::LAST, |next| next.plus(-1)) })
        };
        match self {
            Self::Day => Some(Period::day(today.plus(-i64::from(before)))),
            Self::Week => {
                let from = monday(today).plus(-7 * i64::from(before));
                Some(Period { from, to: from.plus(6) })
            }
            Self::Month => back(Day::new(year, month, 1), 1),
            Self::Quarter => back(Day::new(year, (month - 1) / 3 * 3 + 1, 1), 3),
            Self::Year => back(Day::new(year, 1, 1), 12),
        }
    }

    /// So many of them, up to today.
    fn ending(self, today: Day, count: u32) -> Option<Period> {
        let months = |each: u32| {
            let before = today.date().checked_sub_months(Months::new(count.checked_mul(each)?))?;
            Some(Period { from: Day::from_date(before)?.plus(1), to: today })
        };
        match self {
            Self::Day => Some(Period::ending(today, count)),
            Self::Week => Some(Period::ending(today, count.checked_mul(7)?)),
            Self::Month => months(1),
            Self::Quarter => months(3),
            Self::Year => months(12),
        }
    }
}

/// A count in figures or in a word, from 1 on.
fn number(word: &str) -> Option<u32> {
    let words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let spelt = words.iter().position(|one| *one == word).and_then(|at| u32::try_from(at + 1).ok());
    spelt.or_else(|| word.parse().ok()).filter(|count| (1..=9999).contains(count))
}

/// `2026-10`.
fn month_in_figures(word: &str) -> Option<Period> {
    let (year, month) = word.split_once('-').filter(|(year, month)| year.len() == 4 && month.len() == 2)?;
    month_of(year.parse().ok()?, month.parse().ok()?)
}

/// A month by its name or the beginning of it, from 1 on.
fn by_name(word: &str) -> Option<u32> {
    const WHOLE: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let begun = |name: &&str| word.len() >= MONTHS[0].len() && name.starts_with(word);
    WHOLE.iter().position(begun).and_then(|at| u32::try_from(at + 1).ok())
}

fn last_month_named(month: u32, today: Day) -> Option<Period> {
    let year = today.date().year();
    month_of(if month > today.date().month() { year - 1 } else { year }, month)
}

fn month_of(year: i32, month: u32) -> Option<Period> {
    Unit::Month.around(Day::new(year, month, 1)?, 0)
}

fn year(year: i32) -> Option<Period> {
    Some(Period { from: Day::new(year, 1, 1)?, to: Day::new(year, 12, 31)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Monday.
    const TODAY: &str = "2026-11-23";

    fn read(words: &str) -> Option<(String, String)> {
        let period = past(words, TODAY.parse().unwrap()).ok()?;
        Some((period.from.to_string(), period.to.to_string()))
    }

    #[test]
    fn times_by_name_are_whole_and_counts_end_today() {
        for (words, from, to) in [
            ("this week", "2026-11-23", "2026-11-29"),
            ("last week", "2026-11-16", "2026-11-22"),
            ("this month", "2026-11-01", "2026-11-30"),
            ("Last Month", "2026-10-01", "2026-10-31"),
            ("the last month", "2026-10-01", "2026-10-31"),
            ("this quarter", "2026-10-01", "2026-12-31"),
            ("last quarter", "2026-07-01", "2026-09-30"),
            ("this year", "2026-01-01", "2026-12-31"),
            ("last year", "2025-01-01", "2025-12-31"),
            ("last 30 days", "2026-10-25", "2026-11-23"),
            ("past two weeks", "2026-11-10", "2026-11-23"),
            ("last 3 months", "2026-08-24", "2026-11-23"),
            ("last 1 year", "2025-11-24", "2026-11-23"),
            ("oct", "2026-10-01", "2026-10-31"),
            ("november", "2026-11-01", "2026-11-30"),
            ("dec", "2025-12-01", "2025-12-31"),
            ("Sept", "2026-09-01", "2026-09-30"),
            ("feb 2024", "2024-02-01", "2024-02-29"),
            ("2026-10", "2026-10-01", "2026-10-31"),
            ("2025", "2025-01-01", "2025-12-31"),
            ("2026-11-19", "2026-11-19", "2026-11-19"),
            ("yesterday", "2026-11-22", "2026-11-22"),
            ("19 nov", "2026-11-19", "2026-11-19"),
            ("3 weeks ago", "2026-11-02", "2026-11-02"),
            ("fri", "2026-11-20", "2026-11-20"),
        ] {
            assert_eq!(read(words), Some((from.to_owned(), to.to_owned())), "{words}");
        }
        for words in ["", "soon", "last", "2026-13", "oc", "five bananas", "0000"] {
            assert_eq!(read(words), None, "{words}");
        }
    }

    #[test]
    fn among_other_words_only_what_can_mean_nothing_else() {
        let today = TODAY.parse().unwrap();
        for words in [&["last", "month"][..], &["2026-10"], &["2026-10-03"], &["last", "30", "days"], &["This", "year"]]
        {
            assert!(surely(words, today).is_some(), "{words:?}");
        }
        for words in [&["oct"][..], &["2026"], &["yesterday"], &["fri"], &["19", "nov"], &["last", "time"], &[]] {
            assert_eq!(surely(words, today), None, "{words:?}");
        }
    }

    proptest! {
        #[test]
        fn no_words_break_it_and_a_time_has_its_first_day_first(words in "(last |this )?[a-z0-9 -]{0,16}", days in -3_000_000..3_000_000_i64) {
            let today = TODAY.parse::<Day>().unwrap().plus(days);
            if let Ok(period) = past(&words, today) {
                prop_assert!(period.from <= period.to);
            }
        }
    }
}
