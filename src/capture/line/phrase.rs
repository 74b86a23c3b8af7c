//! The forms that days have in words: which words can mean nothing but a day, and how [`crate::capture::day`] is asked.

use super::when::Way;
use crate::domain::Day;

/// The words of the longest phrase: `on fri the 20th of november 2026`.
pub const LONGEST: usize = 7;

/// A phrase that has the form of a day.
#[expect(clippy::struct_excessive_bools, reason = "each says something of its own")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// The words by which the day is asked for.
    pub text: String,
    /// Whether a little word before it says that a day follows: `on`, `by`.
    pub led: bool,
    /// Whether it counts only where it begins or ends a clause.
    pub edge: bool,
    /// Whether it says when now is rather than a day of the calendar: `yesterday`, `3 days ago`.
    pub now: bool,
    /// Whether it says more than the day: `this morning`.
    pub stays: bool,
}

impl Phrase {
    fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), led: false, edge: false, now: false, stays: false }
    }

    fn now(text: impl Into<String>) -> Self {
        Self { now: true, ..Self::new(text) }
    }

    fn edge(self) -> Self {
        Self { edge: true, ..self }
    }

    fn stays(self) -> Self {
        Self { stays: true, ..self }
    }
}

/// Whether a phrase may begin with this word, in lower case: a look that costs nothing at the many that are none.
pub fn may_begin(word: &str) -> bool {
    let word = word.trim_start_matches('!');
    word.starts_with(|letter: char| letter.is_ascii_digit())
        || is_weekday(word)
        || is_month(word)
        || number(word).is_some()
        || matches!(word, "on" | "by" | "until" | "till" | "before" | "due" | "in" | "the" | "day" | "end")
        || matches!(word, "today" | "tonight" | "yesterday" | "tomorrow" | "this" | "last" | "next")
}

/// Reads words as a day, if they can mean nothing else. They come as they were typed, without the marks around them.
pub fn read(typed: &[&str], way: Way) -> Option<Phrase> {
    let lower: Vec<String> = typed.iter().map(|word| word.to_lowercase()).collect();
    let mut rest: Vec<&str> = lower.iter().map(String::as_str).collect();
    let leads: &[&str] = match way {
        Way::Past => &["on"],
        Way::Coming => &["by", "until", "till", "before", "due", "on"],
    };
    let led = rest.first().is_some_and(|first| leads.contains(first));
    if led {
        rest.remove(0);
    }
    let capital = typed.iter().skip(usize::from(led)).any(|word| is_capital_month(word));
    let phrase = words(&rest, led, way).or_else(|| date(&rest, led || capital))?;
    Some(Phrase { edge: phrase.edge && !led, led, ..phrase })
}

/// Phrases of words rather than dates.
fn words(rest: &[&str], led: bool, way: Way) -> Option<Phrase> {
    let (past, coming) = (way == Way::Past, way == Way::Coming);
    let phrase = match rest {
        ["today"] => Phrase::now("today"),
        ["tonight"] | ["this", "morning" | "afternoon" | "evening"] => Phrase::now("today").stays(),
        ["yesterday"] if past => Phrase::now("yesterday"),
        ["tomorrow"] => Phrase::now("tomorrow"),
        ["yesterday", hours] if past && is_part(hours) => Phrase::now("yesterday").stays(),
        ["tomorrow", hours] if is_part(hours) => Phrase::now("tomorrow").stays(),
        ["last", "night"] if past => Phrase::now("yesterday").stays(),
        ["day", "before", "yesterday"] | ["the", "day", "before", "yesterday"] if past => {
            Phrase::now("day before yesterday")
        }
        ["day", "after", "tomorrow"] | ["the", "day", "after", "tomorrow"] => Phrase::now("day after tomorrow"),
        [count, unit, "ago"] if past && number(count).is_some() && is_unit(unit) => Phrase::now(rest.join(" ")),
        [span, "ago"] if past && is_span(span) => Phrase::now(rest.join(" ")),
        ["in", count, unit] if coming && number(count).is_some() && is_unit(unit) => Phrase::new(rest.join(" ")).edge(),
        ["in", span] if coming && is_span(span) => Phrase::new(rest.join(" ")).edge(),
        [span] if coming && led && is_span(span) => Phrase::new(*span),
        [day] if is_weekday(day) => {
            // These are words as well: they sat in the sun.
            if !led && matches!(*day, "sun" | "sat" | "wed") {
                return None;
            }
            Phrase::new(*day).edge()
        }
        [day, hours] if is_weekday(day) && is_part(hours) && (led || day.len() > 3) => Phrase::new(*day).edge().stays(),
        ["this", day] if coming && is_weekday(day) => Phrase::new(rest.join(" ")),
        ["last", day] if past && is_weekday(day) => Phrase::new(rest.join(" ")),
        ["next", day] if is_weekday(day) => Phrase::new(rest.join(" ")),
        ["last", day, hours] if past && is_weekday(day) && is_part(hours) => Phrase::new(format!("last {day}")).stays(),
        ["last", "week" | "month" | "year"] if past => Phrase::now(rest.join(" ")).edge(),
        ["next", "week" | "month" | "year"] => Phrase::now(rest.join(" ")).edge(),
        ["end" | "the", ..] if coming && led => {
            let bare: Vec<&str> = rest.iter().copied().filter(|word| !matches!(*word, "the" | "this")).collect();
            match bare.as_slice() {
                ["end", "of", "week" | "month" | "year"] => Phrase::new(bare.join(" ")),
                _ => return None,
            }
        }
        _ => return None,
    };
    Some(phrase)
}

/// A day of the calendar: `2026-11-19`, `19.11.2026`, `19 nov`, `nov 19 2026`, `fri the 20th of november`. `sure`: something
/// says that a month is meant where its name is a word as well.
fn date(rest: &[&str], sure: bool) -> Option<Phrase> {
    let (weekday, rest) = match rest {
        [first, rest @ ..] if is_weekday(first) && !rest.is_empty() => (Some(*first), rest),
        all => (None, all),
    };
    let plain: Vec<&str> = rest.iter().copied().filter(|word| !matches!(*word, "the" | "of")).collect();
    let text = match plain.as_slice() {
        [one] if rest.len() == 1 => numeric(one)?,
        [one, other, year @ ..] if year.len() < 2 && year.iter().all(|year| is_year(year)) => {
            let (figure, month) = if is_month(other) { (one, other) } else { (other, one) };
            let sure = sure || plain.len() < rest.len() || !year.is_empty() || weekday.is_some();
            let word = matches!(*month, "may" | "march" | "mar") && !sure && figure.len() < 3;
            if !is_month(month) || word {
                return None;
            }
            let year = year.first().map_or(String::new(), |year| format!(" {year}"));
            format!("{} {month}{year}", day_of_month(figure)?)
        }
        _ => return None,
    };
    let text = weekday.map_or(text.clone(), |weekday| format!("{weekday} {text}"));
    Some(Phrase::new(text))
}

/// A date in figures with its year, the day first or ISO, as ISO; none that the calendar does not have.
fn numeric(word: &str) -> Option<String> {
    if word.len() == 10 && word.parse::<Day>().is_ok() {
        return Some(word.to_owned());
    }
    let sign = if word.contains('/') { '/' } else { '.' };
    let parts: Vec<&str> = word.split(sign).collect();
    let [day, month, year] = parts.as_slice() else { return None };
    let figure = |text: &str| text.parse::<u32>().ok().filter(|_| text.len() <= 2);
    let year = year.parse::<i32>().ok().filter(|_| year.len() == 4)?;
    Day::new(year, figure(month)?, figure(day)?).map(|day| day.to_string())
}

/// `19`, `19th`: a day of a month, as a figure.
fn day_of_month(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let ending = word.strip_prefix(digits)?;
    let day = digits.parse::<u32>().ok().filter(|day| (1..=31).contains(day) && digits.len() < 3)?;
    matches!(ending, "" | "st" | "nd" | "rd" | "th").then_some(day)
}

/// `fri`, `friday`.
pub fn is_weekday(word: &str) -> bool {
    word.len() >= 3 && word.parse::<chrono::Weekday>().is_ok()
}

fn is_month(word: &str) -> bool {
    word == "sept" || word.len() >= 3 && word.parse::<chrono::Month>().is_ok()
}

/// Whether a word as it was typed is a month with a capital.
fn is_capital_month(typed: &str) -> bool {
    typed.starts_with(char::is_uppercase) && is_month(&typed.to_lowercase())
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse::<u32>().is_ok_and(|year| (1900..2200).contains(&year))
}

/// A part of a day.
fn is_part(word: &str) -> bool {
    matches!(word, "morning" | "afternoon" | "evening" | "night" | "noon" | "lunchtime")
}

fn is_unit(word: &str) -> bool {
    matches!(word.strip_suffix('s').unwrap_or(word), "day" | "week" | "month" | "year")
}

/// `3w`: a figure with the first letter of what it counts.
fn is_span(word: &str) -> bool {
    let unit = word.trim_start_matches(|letter: char| letter.is_ascii_digit());
    unit.len() < word.len() && word.len() - unit.len() < 5 && matches!(unit, "d" | "w" | "wk" | "m" | "mo" | "y")
}

/// A small number, in figures or as a word.
fn number(word: &str) -> Option<u32> {
    let words = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    match word {
        "a" | "an" | "one" => Some(1),
        _ if word.len() < 5 && word.parse::<u32>().is_ok() => word.parse().ok(),
        _ => words.iter().zip(2..).find(|(name, _)| **name == word).map(|(_, number)| number),
    }
}
