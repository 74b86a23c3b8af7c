//! A day in words: `yesterday`, `last fri`, `in 2 weeks`, `19 nov`, `end of month`, `2026-11-23`.
//!
//! The words are read by the `interim` crate; this file puts into its words the few it does not know, and decides which
//! of two days is meant when a year or a week is left out: [`past`] takes the last one, [`coming`] the next.

use chrono::{DateTime, Datelike, Months, NaiveTime, Utc, Weekday};
use interim::{Dialect, parse_date_string};

use super::NotUnderstood;
use crate::domain::Day;

/// A day gone by, or today: `fri` is the last Friday. A day that can only be one to come is given as it is, so that the
/// caller can say so.
///
/// # Errors
///
/// Words that name no day.
pub fn past(words: &str, today: Day) -> Result<Day, NotUnderstood> {
    read(words, today, false).ok_or_else(|| NotUnderstood::new("that is not a day", "yesterday, last fri or 19 nov"))
}

/// A day to come: `fri` is the next Friday, `30 apr` the coming one.
///
/// # Errors
///
/// Words that name no day.
pub fn coming(words: &str, today: Day) -> Result<Day, NotUnderstood> {
    read(words, today, true).ok_or_else(|| NotUnderstood::new("that is not a day", "tomorrow, fri or in 2 weeks"))
}

fn read(words: &str, today: Day, coming: bool) -> Option<Day> {
    let words = tidy(words);
    if let Ok(day) = words.parse() {
        return Some(day);
    }
    if let Some(day) = own(&words, today) {
        return Some(day);
    }
    if let Some(weekday) = words.strip_prefix("last ").and_then(weekday) {
        return Some(by_weekday(weekday, today.plus(-1), false));
    }
    if let Some(weekday) = weekday(&words) {
        return Some(by_weekday(weekday, today, coming));
    }
    // A weekday before a date has to be the one the date has: neither is believed before the other.
    if let Some((first, rest)) = words.split_once(' ')
        && let Some(named) = weekday(first.trim_end_matches(','))
        && rest.starts_with(|letter: char| letter.is_ascii_digit() || names_a_month(rest))
    {
        return read(rest, today, coming).filter(|day| day.date().weekday() == named);
    }
    // Six digits are more days than there are; the library would count on.
    let digits = |word: &str| word.chars().filter(char::is_ascii_digit).count();
    if words.split_whitespace().any(|word| digits(word) > 5 && !word.contains(['-', '/'])) {
        return None;
    }
    let noon =
        DateTime::<Utc>::from_naive_utc_and_offset(today.date().and_time(NaiveTime::from_hms_opt(12, 0, 0)?), Utc);
    let day = Day::from_date(parse_date_string(&words, noon, Dialect::Uk).ok()?.date_naive())?;
    Some(if names_a_date_without_year(&words) { in_the_year_meant(day, today, coming) } else { day })
}

/// Lower case, single blanks, without the little words in front, in the library's words.
fn tidy(words: &str) -> String {
    let lower = words.trim().trim_matches(['.', ',']).to_lowercase();
    let mut parts: Vec<String> = lower.split_whitespace().map(str::to_owned).collect();
    while parts.len() > 1
        && matches!(parts.first().map(String::as_str), Some("on" | "by" | "in" | "at" | "until" | "till" | "the"))
    {
        parts.remove(0);
    }
    if let Some(first) = parts.first_mut().filter(|first| matches!(first.as_str(), "a" | "an" | "one")) {
        "1".clone_into(first);
    }
    let numbers = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    if let Some(first) = parts.first_mut()
        && let Some(number) = numbers.iter().position(|word| word == first)
    {
        *first = (number + 2).to_string();
    }
    let text = parts.join(" ");
    match text.strip_suffix(" from now").or_else(|| text.strip_suffix(" from today")) {
        Some(span) => span.to_owned(),
        None => unfold(&text),
    }
}

/// `3w` as `3 weeks`: a number with the first letter of what it counts.
fn unfold(text: &str) -> String {
    let (span, rest) = match text.split_once(' ') {
        Some((span, "ago")) => (span, " ago"),
        None => (text, ""),
        Some(_) => return text.to_owned(),
    };
    let counted = [("d", "days"), ("w", "weeks"), ("wk", "weeks"), ("mo", "months"), ("m", "months"), ("y", "years")];
    for (letter, word) in counted {
        if let Some(number) = span.strip_suffix(letter).filter(|number| number.parse::<u16>().is_ok()) {
            return format!("{number} {word}{rest}");
        }
    }
    text.to_owned()
}

/// Days the library has no words for.
fn own(words: &str, today: Day) -> Option<Day> {
    let date = today.date();
    let to_sunday = i64::from(6 - date.weekday().num_days_from_monday());
    match words {
        "today" | "now" | "tonight" | "this morning" | "this afternoon" | "this evening" => Some(today),
        "tomorrow" | "tmr" => Some(today.plus(1)),
        "yesterday" | "last night" => Some(today.plus(-1)),
        "day after tomorrow" => Some(today.plus(2)),
        "day before yesterday" => Some(today.plus(-2)),
        "end of week" | "end of the week" | "end of this week" => Some(today.plus(to_sunday - 2)),
        "weekend" | "this weekend" => Some(today.plus((to_sunday - 1).max(0))),
        "end of month" | "end of the month" | "end of this month" => {
            let first = date.with_day(1)?.checked_add_months(Months::new(1))?;
            Day::from_date(first).map(|first| first.plus(-1))
        }
        "end of year" | "end of the year" | "end of this year" => Day::new(date.year(), 12, 31),
        _ => None,
    }
}

/// A day of the week by itself: `fri`, `Friday`.
fn weekday(words: &str) -> Option<Weekday> {
    let word = words.strip_prefix("this ").unwrap_or(words);
    (word.len() >= 3).then(|| word.parse().ok()).flatten()
}

/// The last one up to today, or the next one after today.
fn by_weekday(weekday: Weekday, today: Day, coming: bool) -> Day {
    let here = i64::from(today.date().weekday().num_days_from_monday());
    let there = i64::from(weekday.num_days_from_monday());
    if coming { today.plus((there - here - 1).rem_euclid(7) + 1) } else { today.plus(-(here - there).rem_euclid(7)) }
}

pub(super) const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Whether a month is named and a year is not: `19 nov`, `april 1`.
fn names_a_date_without_year(words: &str) -> bool {
    let mut month = false;
    for word in words.split_whitespace() {
        if matches!(word, "last" | "next") || word.parse::<u32>().is_ok_and(|number| number > 31) {
            return false;
        }
        month |= names_a_month(word);
    }
    month
}

/// Whether a text begins with a month.
fn names_a_month(text: &str) -> bool {
    MONTHS.iter().any(|name| text.starts_with(name))
}

/// The same day of the year, in the last year or the next one where that is meant.
fn in_the_year_meant(day: Day, today: Day, coming: bool) -> Day {
    let year = if coming { 12 } else { -12_i32 };
    let off = if coming { day < today } else { day > today };
    let moved = if year > 0 {
        day.date().checked_add_months(Months::new(12))
    } else {
        day.date().checked_sub_months(Months::new(12))
    };
    if off { moved.and_then(Day::from_date).unwrap_or(day) } else { day }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Monday.
    const TODAY: &str = "2026-11-23";

    fn check(read: impl Fn(&str, Day) -> Result<Day, NotUnderstood>, cases: &[(&str, &str)]) {
        let today = TODAY.parse().unwrap();
        for (words, wanted) in cases {
            let day = read(words, today).map(|day| day.to_string());
            assert_eq!(day.as_deref().ok(), Some(*wanted), "{words}: {day:?}");
        }
    }

    #[test]
    fn a_touch_was_in_the_past() {
        check(
            past,
            &[
                ("today", "2026-11-23"),
                ("Today", "2026-11-23"),
                ("now", "2026-11-23"),
                ("this morning", "2026-11-23"),
                ("yesterday", "2026-11-22"),
                ("last night", "2026-11-22"),
                ("day before yesterday", "2026-11-21"),
                ("the day before yesterday", "2026-11-21"),
                ("fri", "2026-11-20"),
                ("on Friday", "2026-11-20"),
                ("sunday", "2026-11-22"),
                ("mon", "2026-11-23"),
                ("tue", "2026-11-17"),
                ("last fri", "2026-11-20"),
                ("last monday", "2026-11-16"),
                ("3 days ago", "2026-11-20"),
                ("a week ago", "2026-11-16"),
                ("one week ago", "2026-11-16"),
                ("two weeks ago", "2026-11-09"),
                ("3 weeks ago", "2026-11-02"),
                ("3w ago", "2026-11-02"),
                ("10d ago", "2026-11-13"),
                ("a month ago", "2026-10-23"),
                ("2 months ago", "2026-09-23"),
                ("a year ago", "2025-11-23"),
                ("last week", "2026-11-16"),
                ("last month", "2026-10-23"),
                ("19 nov", "2026-11-19"),
                ("nov 19", "2026-11-19"),
                ("19 November", "2026-11-19"),
                ("24 nov", "2025-11-24"),
                ("24 dec", "2025-12-24"),
                ("1 jan", "2026-01-01"),
                ("19 nov 2024", "2024-11-19"),
                ("29 feb 2024", "2024-02-29"),
                ("thu 19 nov", "2026-11-19"),
                ("Thursday, 19 November", "2026-11-19"),
                ("sat nov 21", "2026-11-21"),
                ("tue 2025-11-04", "2025-11-04"),
                ("2026-11-01", "2026-11-01"),
                ("1999-12-31", "1999-12-31"),
                ("0001-01-01", "0001-01-01"),
                (" yesterday. ", "2026-11-22"),
            ],
        );
    }

    #[test]
    fn what_is_due_is_to_come() {
        check(
            coming,
            &[
                ("today", "2026-11-23"),
                ("tomorrow", "2026-11-24"),
                ("day after tomorrow", "2026-11-25"),
                ("fri", "2026-11-27"),
                ("by fri", "2026-11-27"),
                ("this friday", "2026-11-27"),
                ("mon", "2026-11-30"),
                ("tuesday", "2026-11-24"),
                ("sun", "2026-11-29"),
                ("end of week", "2026-11-27"),
                ("weekend", "2026-11-28"),
                ("end of month", "2026-11-30"),
                ("end of the month", "2026-11-30"),
                ("end of year", "2026-12-31"),
                ("in 2 weeks", "2026-12-07"),
                ("2 weeks", "2026-12-07"),
                ("in a week", "2026-11-30"),
                ("in three days", "2026-11-26"),
                ("3w", "2026-12-14"),
                ("10d", "2026-12-03"),
                ("2m", "2027-01-23"),
                ("1y", "2027-11-23"),
                ("in a month", "2026-12-23"),
                ("in 12 weeks", "2027-02-15"),
                ("two weeks from now", "2026-12-07"),
                ("next week", "2026-11-30"),
                ("next month", "2026-12-23"),
                ("30 apr", "2027-04-30"),
                ("apr 30", "2027-04-30"),
                ("30 april", "2027-04-30"),
                ("23 nov", "2026-11-23"),
                ("22 nov", "2027-11-22"),
                ("24 dec", "2026-12-24"),
                ("30 apr 2027", "2027-04-30"),
                ("30 apr 2030", "2030-04-30"),
                ("fri 27 nov", "2026-11-27"),
                ("by fri 30 apr", "2027-04-30"),
                ("2027-04-30", "2027-04-30"),
                ("9999-12-31", "9999-12-31"),
            ],
        );
    }

    #[test]
    fn what_names_no_day_is_not_guessed() {
        let today = TODAY.parse().unwrap();
        let words = [
            "",
            " ",
            "thu 19 nov 2025",
            "tuesday, 26 nov",
            "soon",
            "someday",
            "32 nov",
            "2026-02-30",
            "99999999999 days",
            "the 45th",
            "x",
            "fr",
            "5 bananas",
            "昨日",
        ];
        for words in words {
            assert!(past(words, today).is_err(), "{words}: {:?}", past(words, today));
            assert!(coming(words, today).is_err(), "{words}: {:?}", coming(words, today));
        }
        // In the year that is meant each of these is another weekday.
        assert!(past("fri 27 nov", today).is_err() && coming("thu 27 nov", today).is_err());
    }

    #[test]
    fn leap_days_and_the_ends_of_time() {
        let leap = "2024-02-29".parse().unwrap();
        assert_eq!(coming("1y", leap).unwrap().to_string(), "2025-02-28");
        assert_eq!(coming("end of month", leap).unwrap(), leap);
        for today in [Day::FIRST, Day::LAST] {
            for words in
                ["yesterday", "tomorrow", "mon", "3w", "3 weeks ago", "end of month", "1 jan", "31 dec", "9999 years"]
            {
                let _ = (past(words, today), coming(words, today));
            }
        }
    }

    proptest! {
        #[test]
        fn no_words_break_it(words in "[a-z0-9 ./:-]{0,24}", days in -3_000_000..3_000_000_i64) {
            let today = TODAY.parse::<Day>().unwrap().plus(days);
            let _ = (past(&words, today), coming(&words, today));
        }
    }
}
