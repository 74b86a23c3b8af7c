//! Days met in a text: taken only where they are surely days.
//!
//! `may`, `sun`, `sat`, `second`, `3 days` and `10:30` are more often words than days; a phrase counts where its form
//! leaves no doubt, or where a little word before it says that a day follows.

use std::ops::Range;

use super::words::Words;
use crate::capture::day;
use crate::domain::Day;

/// Which way a day lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Gone by, or today: `on fri` is the last one.
    Past,
    /// To come: `by fri` is the next one.
    Coming,
}

/// The words of the longest day phrase: `the day before yesterday`, `on the 19 november 2025`.
const LONGEST: usize = 5;

/// The last day phrase among these words that is not taken yet: where it stands, and the day.
pub fn find(words: &Words, places: Range<usize>, way: Way, today: Day) -> Option<(Range<usize>, Day)> {
    let ends = (places.start + 1..=places.end).rev();
    ends.into_iter().find_map(|end| phrase(words, places.start..end, places.end, way, today))
}

/// The longest day phrase that ends where these places end; the text goes on to `to`.
fn phrase(words: &Words, places: Range<usize>, to: usize, way: Way, today: Day) -> Option<(Range<usize>, Day)> {
    let end = places.end;
    (places.start.max(end.saturating_sub(LONGEST))..end).find_map(|start| {
        let phrase: Option<Vec<String>> =
            (start..end).map(|at| words.get(at).filter(|word| !word.literal).map(super::words::Word::bare)).collect();
        let phrase = phrase?;
        // No phrase goes on behind the end of a clause.
        let broken = (start..end.saturating_sub(1))
            .any(|at| words.get(at).is_some_and(|word| word.ends_clause() && !word.text.ends_with('.')));
        let edge = start == places.start || end == to || words.get(end).is_none();
        if broken || !is_surely_a_day(&phrase, way, edge) {
            return None;
        }
        let text = plain(&phrase);
        let read = if way == Way::Past { day::past(&text, today) } else { day::coming(&text, today) };
        read.ok().map(|day| (start..end, day))
    })
}

/// A phrase without the little words before a day and the endings of figures: `on the 19th of november` is `19 november`.
fn plain(phrase: &[String]) -> String {
    let lead = ["on", "by", "until", "till", "before", "due"];
    let words = phrase.iter().map(String::as_str).enumerate().filter(|(at, word)| *at > 0 || !lead.contains(word));
    let words: Vec<&str> = words.map(|(_, word)| word).collect();
    if !is_date(&words) {
        return words.join(" ");
    }
    let figure = |word: &str| word.starts_with(|letter: char| letter.is_ascii_digit());
    let words = words.into_iter().filter(|word| !matches!(*word, "the" | "of"));
    let bare = words.map(|word| if figure(word) { word.trim_end_matches(char::is_alphabetic) } else { word });
    bare.collect::<Vec<_>>().join(" ")
}

/// Whether words can mean nothing but a day. `edge`: they begin or end the text.
fn is_surely_a_day(phrase: &[String], way: Way, edge: bool) -> bool {
    let mut rest: Vec<&str> = phrase.iter().map(String::as_str).collect();
    let leads: &[&str] = match way {
        Way::Past => &["on"],
        Way::Coming => &["by", "until", "till", "before", "due", "on"],
    };
    let led = rest.first().is_some_and(|first| leads.contains(first));
    if led {
        rest.remove(0);
    }
    let spans = rest.first() == Some(&"in") && way == Way::Coming;
    if spans {
        rest.remove(0);
    }
    match rest.as_slice() {
        [] => false,
        ["today" | "yesterday" | "tomorrow"] => !spans,
        ["day", "before", "yesterday"]
        | ["the", "day", "before", "yesterday"]
        | ["this", "morning" | "afternoon" | "evening"]
        | ["last", "night"] => way == Way::Past,
        ["day", "after", "tomorrow"] | ["the", "day", "after", "tomorrow"] => way == Way::Coming,
        [.., "ago"] => way == Way::Past && rest.len() > 1,
        [one] if is_iso(one) => true,
        [one] if is_weekday(one) => {
            led || edge && one.len() > 3 || edge && matches!(*one, "mon" | "tue" | "thu" | "fri")
        }
        ["last" | "this" | "next", one] if is_weekday(one) => true,
        ["last", "week" | "month" | "year"] => way == Way::Past && (led || edge),
        ["next", "week" | "month" | "year"] => way == Way::Coming && (led || edge),
        ["end", "of", ..] | ["the", "end", "of", ..] => way == Way::Coming && led,
        [_, "days" | "day" | "weeks" | "week" | "months" | "month" | "d" | "w"] => spans,
        [one] if spans || led => {
            let unit = one.trim_start_matches(|letter: char| letter.is_ascii_digit());
            unit.len() < one.len() && matches!(unit, "d" | "w" | "wk" | "m" | "mo" | "y") && way == Way::Coming
        }
        _ => is_date(&rest),
    }
}

/// `2026-11-23`.
fn is_iso(word: &str) -> bool {
    word.len() == 10 && word.parse::<Day>().is_ok()
}

/// `fri`, `Friday`.
fn is_weekday(word: &str) -> bool {
    word.len() >= 3 && word.parse::<chrono::Weekday>().is_ok()
}

/// A day of a month, with or without its weekday and year: `19 nov`, `nov 19`, `fri 20 nov 2026`, `19th of november`.
fn is_date(rest: &[&str]) -> bool {
    let rest: Vec<&str> = rest.iter().copied().filter(|word| !matches!(*word, "the" | "of")).collect();
    let rest = match rest.as_slice() {
        [first, rest @ ..] if is_weekday(first) => rest,
        all => all,
    };
    let is_day = |word: &str| {
        let digits = word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
        digits.parse::<u32>().is_ok_and(|day| (1..=31).contains(&day))
            && matches!(word.strip_prefix(digits), Some("" | "st" | "nd" | "rd" | "th"))
    };
    let is_year = |word: &str| word.len() == 4 && word.parse::<u32>().is_ok();
    let both = |one: &str, other: &str| is_day(one) && is_month(other) || is_month(one) && is_day(other);
    match rest {
        [one, other] => both(one, other),
        [one, other, year] => both(one, other) && is_year(year),
        _ => false,
    }
}

fn is_month(word: &str) -> bool {
    word.len() >= 3 && word.parse::<chrono::Month>().is_ok()
}
