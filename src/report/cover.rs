//! Covering names, so that a report can be handed on.

use std::collections::HashMap;

use crate::domain::shown::Shown;
use crate::domain::{Plan, Stakeholder, StakeholderId};

/// How names and texts may stand in the report. Everything that comes out is safe to show.
///
/// Covered, somebody is `Person 3`, by the order of the ids, and so wherever one of their names stands in a text: the whole
/// name, another one they go by, or a word of one that is written like a name. Names of organisations stay: without them a
/// coverage says nothing.
pub struct Cover {
    redact: bool,
    numbers: HashMap<StakeholderId, usize>,
    /// The names and parts of names with the number of whose they are, by their first letter, the longest first.
    names: HashMap<char, Vec<(String, usize)>>,
}

impl Cover {
    /// What this plan asks for.
    pub fn of(plan: &Plan, redact: bool) -> Self {
        let mut cover = Self { redact, numbers: HashMap::new(), names: HashMap::new() };
        if !redact {
            return cover;
        }
        for (number, who) in (1..).zip(plan.stakeholders.iter()) {
            cover.numbers.insert(who.id.clone(), number);
            for name in who.names() {
                let name = Shown::line(name).to_string();
                let words = name.split(|letter: char| !is_part(letter)).filter(|word| is_name(word));
                for known in words.chain([name.trim()]) {
                    if let Some(first) = known.chars().next() {
                        cover.names.entry(first).or_default().push((known.to_owned(), number));
                    }
                }
            }
        }
        for names in cover.names.values_mut() {
            // Stable: of two with one name the first counts.
            names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        }
        cover
    }

    /// The name of somebody.
    pub fn name(&self, who: &Stakeholder) -> String {
        match self.numbers.get(&who.id) {
            Some(number) => format!("Person {number}"),
            None => Shown::line(&who.name).to_string(),
        }
    }

    /// A text that may have names of people in it.
    pub fn text(&self, text: &str) -> String {
        let shown = Shown::line(text).to_string();
        if self.names.is_empty() {
            return shown;
        }
        let mut out = String::with_capacity(shown.len());
        let mut rest = shown.as_str();
        let mut before = None;
        while let Some(letter) = rest.chars().next() {
            let after = rest.get(letter.len_utf8()..).unwrap_or_default();
            if let Some((name, number)) = self.begins(before, letter, rest) {
                out.push_str("Person ");
                out.push_str(&number.to_string());
                rest = rest.get(name.len()..).unwrap_or_default();
                before = name.chars().next_back();
            } else {
                out.push(letter);
                (rest, before) = (after, Some(letter));
            }
        }
        out
    }

    /// The longest name this text begins with, as a word of its own.
    fn begins(&self, before: Option<char>, first: char, text: &str) -> Option<&(String, usize)> {
        self.names.get(&first)?.iter().find(|(name, _)| {
            let after = text.strip_prefix(name.as_str()).map(|after| after.chars().next());
            let last = name.chars().next_back();
            after.is_some_and(|after| !joins(before, Some(first)) && !joins(last, after))
        })
    }

    /// A note, which is left out where names are covered.
    pub fn note(&self, text: &str) -> String {
        if self.redact { String::new() } else { Shown::line(text).to_string() }
    }
}

/// Whether a letter is a part of a word of a name.
fn is_part(letter: char) -> bool {
    letter.is_alphanumeric() || "-'’.".contains(letter)
}

/// Whether a word of a name is written like a name by itself: "the" of "the Admiral" is not.
fn is_name(word: &str) -> bool {
    word.chars().count() > 1 && word.chars().next().is_some_and(|first| first.is_alphabetic() && !first.is_lowercase())
}

/// Whether two letters stand in one word. Scripts that put no blanks between words begin one anywhere.
fn joins(one: Option<char>, other: Option<char>) -> bool {
    let joined = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric() && letter < '\u{2e80}');
    joined(one) && joined(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Edit;

    fn plan() -> Plan {
        let mut plan = Plan::default();
        for (name, aka) in [("Ada Lovelace", ""), ("Grace Hopper", "the Admiral"), ("田中 美咲", "Misaki")] {
            let mut who = Stakeholder::named(StakeholderId::from_name(name, |_| false), name);
            who.aka.extend((!aka.is_empty()).then(|| aka.to_owned()));
            plan.apply(Edit::put(who));
        }
        plan
    }

    #[test]
    fn names_are_covered_wherever_they_stand() {
        let plan = plan();
        let cover = Cover::of(&plan, true);
        let numbers: Vec<String> = plan.stakeholders.iter().map(|who| cover.name(who)).collect();
        assert_eq!(numbers, ["Person 1", "Person 2", "Person 3"]);
        for (text, covered) in [
            ("Ask Grace Hopper, then Ada.", "Ask Person 2, then Person 1."),
            ("the Admiral's word", "Person 2's word"),
            ("an Admiral", "an Person 2"),
            ("Finance agrees", "Finance agrees"),
            ("with grace, and Adam", "with grace, and Adam"),
            ("美咲さん, 田中 美咲", "Person 3さん, Person 3"),
        ] {
            assert_eq!(cover.text(text), covered);
        }
        assert_eq!(cover.note("likes tea"), "");
    }

    #[test]
    fn uncovered_only_what_acts_is_taken_out() {
        let plan = plan();
        let cover = Cover::of(&plan, false);
        assert_eq!(cover.text("Ask Grace\u{202e}\u{1b}[2J"), cover.note("Ask Grace\u{202e}\u{1b}[2J"));
        assert!(!cover.text("\u{1b}\u{202e}").contains(['\u{1b}', '\u{202e}']));
        assert_eq!(cover.name(plan.stakeholders.iter().next().unwrap()), "Ada Lovelace");
    }
}
