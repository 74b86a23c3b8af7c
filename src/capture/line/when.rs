//! Days met in a text: taken only where they are surely days.
//!
//! `may`, `sun`, `sat`, `second`, `3 days` and `10:30` are more often words than days; a phrase counts where its form
//! leaves no doubt, or where a little word before it says that a day follows. A day that belongs to what is told rather
//! than to the telling stays text: `slides for friday`, `moved from 3 nov to 5 nov`.

use std::ops::Range;

use super::phrase::{self, Phrase};
use super::shown;
use super::words::Words;
use crate::capture::day;
use crate::domain::Day;

/// Which way a day lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Gone by, or today: `on fri` is the last one.
    Past,
    /// Today or to come: `by fri` is the next one.
    Coming,
}

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    /// The day that is meant.
    pub day: Option<Met>,
    /// Days that cannot be meant, by the places of their words: what is the matter.
    pub doubts: Vec<(Range<usize>, String)>,
}

/// A day that was met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Met {
    /// The places of its words.
    pub places: Range<usize>,
    /// The day.
    pub day: Day,
    /// Whether the words say more than the day, as `this morning` does, and stay in the text.
    pub stays: bool,
}

/// A phrase that has the form of a day.
struct Candidate {
    places: Range<usize>,
    phrase: Phrase,
    /// None where the calendar has no such day.
    day: Option<Day>,
    /// Whether it counts by itself: some count only where they begin or end a clause.
    counts: bool,
}

/// Words before a day that make it a part of what is told.
const TOLD: [&str; 33] = [
    "for", "to", "until", "till", "by", "before", "from", "of", "about", "since", "due", "every", "each", "per",
    "than", "after", "between", "through", "and", "or", "the", "a", "an", "his", "their", "our", "my", "your", "its",
    "black", "good", "casual", "late",
];

/// Words before a figure that make it a number of something: `room 3`.
const NUMBERED: [&str; 13] =
    ["room", "page", "no", "number", "version", "chapter", "item", "line", "gate", "floor", "unit", "part", "track"];

/// The day among these words that is meant, if one is. At most one is: in a touch what is said of now (`yesterday`) before
/// the calendar, then the first; in what is to come what stands behind `by`, then the last.
pub fn find(words: &Words, places: Range<usize>, way: Way, today: Day) -> Found {
    let all = candidates(words, &places, way, today);
    let ranges = |at: usize| joined(words, &all, at) || at > 0 && joined(words, &all, at - 1);
    let meant =
        |at: usize, one: &Candidate| one.counts && (one.phrase.led || !is_told(words, &places, one)) && !ranges(at);
    let mut found = Found::default();
    let mut eligible: Vec<(usize, Met)> = Vec::new();
    for (at, one) in all.iter().enumerate().filter(|(at, one)| meant(*at, one)) {
        let Some(day) = one.day else {
            let beside = one.phrase.text.split_once(' ').is_some_and(|(first, _)| phrase::is_weekday(first));
            let why = if beside { "falls on another weekday" } else { "is no day of the calendar" };
            found.doubts.push((one.places.clone(), format!("that date {why}")));
            continue;
        };
        match way {
            Way::Past if day > today => {
                found
                    .doubts
                    .push((one.places.clone(), format!("{} is still to come; a touch has happened", shown(day))));
            }
            Way::Coming if day < today => {
                if one.phrase.led {
                    found.doubts.push((one.places.clone(), format!("{} is gone by", shown(day))));
                }
            }
            _ => {
                // `today` in the middle of a text is mostly a part of it.
                let inner = one.phrase.now && day == today && !is_edge(words, &places, &one.places);
                let stays = one.phrase.stays || way == Way::Past && inner;
                eligible.push((at, Met { places: one.places.clone(), day, stays }));
            }
        }
    }
    let rank = |at: usize| all.get(at).map(|one| (one.phrase.now, one.phrase.led));
    found.day = match way {
        Way::Past => eligible.into_iter().min_by_key(|(at, _)| (rank(*at).is_none_or(|(now, _)| !now), *at)),
        Way::Coming => eligible.into_iter().max_by_key(|(at, _)| (rank(*at).is_some_and(|(_, led)| led), *at)),
    }
    .map(|(_, met)| met);
    // Once a day is meant, others are part of what is told.
    if found.day.is_some() {
        found.doubts.retain(|(places, _)| all.iter().any(|one| one.places == *places && one.day.is_none()));
    }
    found
}

/// Every phrase that has the form of a day, the longest at each place.
fn candidates(words: &Words, places: &Range<usize>, way: Way, today: Day) -> Vec<Candidate> {
    let mut all = Vec::new();
    let mut at = places.start;
    while at < places.end {
        let longest = places.end.min(at + phrase::LONGEST);
        let found = (at + 1..=longest).rev().find_map(|end| candidate(words, places, at..end, way, today));
        at = found.as_ref().map_or(at + 1, |one| one.places.end);
        all.extend(found);
    }
    all
}

fn candidate(words: &Words, all: &Range<usize>, places: Range<usize>, way: Way, today: Day) -> Option<Candidate> {
    let first = words.get(places.start).filter(|word| !word.literal)?;
    if !phrase::may_begin(&first.bare()) {
        return None;
    }
    let mut typed = Vec::new();
    for at in places.clone() {
        let word = words.get(at).filter(|word| !word.literal)?;
        // No phrase goes on behind the end of a clause, but `nov. 19` and `fri, 20 nov` do.
        let ends = word.text.ends_with([';', ':', '?', '!'])
            || word.text.ends_with(',') && at > places.start && !phrase::is_weekday(&word.bare());
        if ends && at + 1 < places.end {
            return None;
        }
        typed.push(word.text.trim_start_matches('!').trim_end_matches(['.', ',', ';', ':', '?', '!']));
    }
    let phrase = phrase::read(&typed, way)?;
    let counts = !phrase.edge || is_edge(words, all, &places);
    let read = if way == Way::Past { day::past(&phrase.text, today) } else { day::coming(&phrase.text, today) };
    Some(Candidate { places, phrase, day: read.ok(), counts })
}

/// Whether a phrase begins or ends the text or a clause of it.
fn is_edge(words: &Words, all: &Range<usize>, places: &Range<usize>) -> bool {
    let ends = |at: usize| words.get(at).is_none_or(|word| word.ends_clause() || word.text.ends_with(['?', '!']));
    places.start == all.start
        || ends(places.start - 1)
        || places.end >= all.end
        || ends(places.end - 1)
        || words.get(places.end).is_none()
}

/// Whether the word before a day makes it a part of what is told.
fn is_told(words: &Words, all: &Range<usize>, one: &Candidate) -> bool {
    let before = one.places.start.checked_sub(1).filter(|before| *before >= all.start);
    let Some(word) = before.and_then(|before| words.get(before)).filter(|word| !word.ends_clause()) else {
        return false;
    };
    let bare = word.bare();
    let bare = bare.trim_start_matches('!');
    TOLD.contains(&bare) || words.get(one.places.start).is_some_and(begins_with_a_figure) && NUMBERED.contains(&bare)
}

/// Whether a little word joins a day to the next one: `monday to friday`, `3 or 4 nov`.
fn joined(words: &Words, all: &[Candidate], at: usize) -> bool {
    let (Some(one), Some(next)) = (all.get(at), all.get(at + 1)) else { return false };
    let between = words.get(one.places.end).map(super::words::Word::bare);
    let joins = ["to", "till", "until", "through", "and", "or", "-", "–", "—", "/", "&"];
    next.places.start == one.places.end + 1 && between.is_some_and(|word| joins.contains(&word.as_str()))
}

fn begins_with_a_figure(word: &super::words::Word) -> bool {
    word.text.starts_with(|letter: char| letter.is_ascii_digit())
}
