//! What `Tab` puts at the cursor: names, organisations, tags, gifts, channels, rungs.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Kind, Setting};
use crate::domain::{Channel, Gift, Word};

/// Something that could stand at the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What it takes the place of, in bytes of the line.
    pub replace: Range<usize>,
    /// What is put there.
    pub with: String,
}

/// How many are offered at the most.
const OFFERED: usize = 9;

/// What could stand at the cursor, most used first; nothing where nothing was begun. `cursor` is in bytes of the line.
pub fn complete(kind: Kind, line: &str, cursor: usize, setting: &Setting<'_>) -> Vec<Completion> {
    let Some(before) = line.get(..cursor) else { return Vec::new() };
    let start = before
        .rfind(char::is_whitespace)
        .map_or(0, |at| at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
    let word = before.get(start..).unwrap_or_default();
    let previous =
        before.get(..start).unwrap_or_default().split_whitespace().next_back().unwrap_or_default().to_lowercase();
    let (sign, begun) = match word.chars().next() {
        Some(sign @ ('@' | '#' | '+' | '^')) => (Some(sign), word.get(1..).unwrap_or_default()),
        _ => (None, word),
    };
    let lower = begun.to_lowercase();
    let words: Vec<String> = match (sign, kind) {
        (Some('@'), Kind::Stakeholder) => organisations(&lower, setting),
        (Some('@'), _) => names(&lower, setting),
        (Some('#'), Kind::Stakeholder) => tags(&lower, setting),
        (Some('+'), Kind::Touch | Kind::Idea) => spoken::<Gift>(&lower),
        (Some('^'), Kind::Stakeholder) => {
            let rungs = setting.plan.ladder.rungs.iter().rev();
            rungs.filter(|rung| rung.to_lowercase().starts_with(&lower)).cloned().collect()
        }
        (None, Kind::Touch) if previous == "via" => spoken::<Channel>(&lower),
        (None, Kind::Touch | Kind::Idea) => {
            let listed = matches!(previous.as_str(), "with" | "and" | "&") || previous.ends_with(',');
            let capital = begun.starts_with(|letter: char| letter.is_uppercase() || !letter.is_ascii());
            let asked = !lower.is_empty() && (listed || capital);
            if asked { names(&lower, setting) } else { Vec::new() }
        }
        _ => Vec::new(),
    };
    let sign = sign.map_or(String::new(), String::from);
    let quoted = |text: String| {
        // A sign reaches to the next blank; behind it, several words want quotes.
        if !sign.is_empty() && text.contains(char::is_whitespace) {
            format!("{sign}\"{text}\" ")
        } else {
            format!("{sign}{text} ")
        }
    };
    let offered = words.into_iter().take(OFFERED);
    offered.map(|text| Completion { replace: start..cursor, with: quoted(text) }).collect()
}

/// The words of a vocabulary that begin so, as they are typed.
fn spoken<T: Word>(begun: &str) -> Vec<String> {
    let all = T::ALL.iter().map(|value| value.word().to_lowercase());
    all.filter(|word| word.starts_with(begun)).collect()
}

/// The texts that begin so, or of which a word does, most used first.
fn ranked<'a>(texts: impl Iterator<Item = &'a str>, begun: &str) -> Vec<String> {
    let mut counts: BTreeMap<(bool, &str), usize> = BTreeMap::new();
    for text in texts {
        let first = begins(text, begun);
        if !text.is_empty() && (first || text.split_whitespace().any(|word| begins(word, begun))) {
            *counts.entry((first, text)).or_default() += 1;
        }
    }
    let mut fitting: Vec<(bool, usize, &str)> =
        counts.into_iter().map(|((first, text), count)| (first, count, text)).collect();
    fitting.sort_by(|left, right| (right.0, right.1).cmp(&(left.0, left.1)).then_with(|| left.2.cmp(right.2)));
    fitting.into_iter().map(|(.., text)| text.to_owned()).collect()
}

/// Whether a text begins so, whatever its case. It is asked of every name there is: nothing is copied.
fn begins(text: &str, begun: &str) -> bool {
    let mut letters = text.chars().flat_map(char::to_lowercase);
    begun.chars().all(|letter| letters.next() == Some(letter))
}

fn organisations(begun: &str, setting: &Setting<'_>) -> Vec<String> {
    ranked(setting.plan.stakeholders.iter().map(|who| who.org.as_str()), begun)
}

fn tags(begun: &str, setting: &Setting<'_>) -> Vec<String> {
    ranked(setting.plan.stakeholders.iter().flat_map(|who| who.tags.iter().map(String::as_str)), begun)
}

fn names(begun: &str, setting: &Setting<'_>) -> Vec<String> {
    let people = setting.plan.stakeholders.iter().filter(|who| !who.archived);
    ranked(people.flat_map(|who| who.names()), begun)
}
