//! The capture line: one line of text becomes a stakeholder, a touch or an idea.
//!
//! ```text
//! Grace Hopper, VP Engineering @Platforms ~3w #pilot
//! sent the Q3 comparison +insight via email yesterday !follow up on numbers by fri
//! thank her release team in the all-hands +recognition by fri
//! ```
//!
//! Begin with [`read`]. It understands what it surely can and shows it as [`Chip`]s; whatever else was typed stays text,
//! word for word, and nothing is dropped. A backslash or quotes before a sign keep it text: `\#1`. `words` splits the
//! line, `when` finds days and `phrase` knows their forms, `who` finds people; the three kinds have a file each, [`complete`] knows what `Tab` offers.

pub mod complete;
mod idea;
mod phrase;
mod stakeholder;
mod touch;
mod when;
mod who;
mod words;

use std::ops::Range;

use crate::domain::{Day, GoalId, Idea, Plan, Stakeholder, StakeholderId, Touch, Word};
use when::{Met, Way};
use words::Words;

/// What a line is to become.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Kind {
    /// A stakeholder.
    Stakeholder,
    /// A touch.
    Touch,
    /// An idea.
    Idea,
}

/// What is known while a line is read.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// The plan as it stands.
    pub plan: &'a Plan,
    /// The day it is.
    pub today: Day,
    /// Who is meant where the line names nobody; whoever it names comes on top.
    pub selected: &'a [StakeholderId],
    /// The goal an idea serves and a new stakeholder is a part of.
    pub goal: Option<&'a GoalId>,
    /// Who is meant by names that several people have: the name as it was typed, and who.
    pub chosen: &'a [(String, StakeholderId)],
}

/// What a line comes to. Its record has an empty id: it is yet to be added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Captured {
    /// The record.
    pub what: What,
    /// What was understood, in the order of the line.
    pub chips: Vec<Chip>,
    /// What was not, or not yet.
    pub doubts: Vec<Doubt>,
}

/// The record of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A stakeholder.
    Stakeholder(Box<Stakeholder>),
    /// A touch.
    Touch(Box<Touch>),
    /// An idea.
    Idea(Box<Idea>),
}

/// Something that was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chip {
    /// What it is.
    pub part: Part,
    /// Where it stands, in bytes of the line.
    pub span: Range<usize>,
    /// How it was understood: `Fri 20 Nov 2026`, `VP`, `every 21 days`.
    pub text: String,
}

/// What a part of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the parts")]
pub enum Part {
    Name,
    Title,
    Organisation,
    Seniority,
    Cadence,
    Tag,
    OtherName,
    Handle,
    Day,
    Channel,
    Gift,
    With,
    FollowUp,
    Due,
    Effort,
    ForThem,
}

/// Something that was not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// A name that several people have: asked for, never guessed.
    Several {
        /// Where it stands, in bytes of the line.
        span: Range<usize>,
        /// The name as it was typed.
        word: String,
        /// Who it could be.
        who: Vec<StakeholderId>,
    },
    /// Words that look as if they were meant for more than text. They stay text.
    NotUnderstood {
        /// Where they stand, in bytes of the line.
        span: Range<usize>,
        /// What is the matter, and how it could be put.
        text: String,
    },
    /// Without this the record cannot be kept.
    Missing {
        /// What to type.
        text: String,
    },
}

impl Captured {
    fn new(what: What) -> Self {
        Self { what, chips: Vec::new(), doubts: Vec::new() }
    }

    /// Whether it can be kept as it is: nothing is missing, and nobody would have to be guessed.
    pub fn holds(&self) -> bool {
        self.doubts.iter().all(|doubt| matches!(doubt, Doubt::NotUnderstood { .. }))
    }

    fn chip(&mut self, part: Part, span: Range<usize>, text: impl Into<String>) {
        self.chips.push(Chip { part, span, text: text.into() });
    }

    fn doubt(&mut self, span: Range<usize>, text: impl Into<String>) {
        self.doubts.push(Doubt::NotUnderstood { span, text: text.into() });
    }
}

/// Reads a line.
pub fn read(kind: Kind, line: &str, setting: &Setting<'_>) -> Captured {
    read_but(kind, line, setting, &[])
}

/// Reads a line of which some parts are known otherwise: the words that would tell them stay text.
pub fn read_but(kind: Kind, line: &str, setting: &Setting<'_>, known: &[Part]) -> Captured {
    let mut captured = match kind {
        Kind::Stakeholder => stakeholder::read(line, setting, known),
        Kind::Touch => touch::read(line, setting, known),
        Kind::Idea => idea::read(line, setting, known),
    };
    captured.chips.sort_by_key(|chip| (chip.span.start, chip.part));
    captured
}

/// Takes the day that is meant: a chip, and out of the text unless its words say more. What cannot be meant is a doubt.
fn day(
    words: &mut Words,
    places: Range<usize>,
    way: Way,
    part: Part,
    today: Day,
    captured: &mut Captured,
) -> Option<Day> {
    let found = when::find(words, places, way, today);
    for (places, why) in found.doubts {
        captured.doubt(words.span(&places), why);
    }
    let Met { places, day, stays } = found.day?;
    let span = if stays { words.span(&places) } else { words.take(places) };
    captured.chip(part, span, shown(day));
    Some(day)
}

/// A day as a chip shows it.
fn shown(day: Day) -> String {
    day.date().format("%a %-d %b %Y").to_string()
}

/// Takes the words `+gift`. A figure after the plus stays text; a gift that is none is a doubt.
fn gift<T: Word>(words: &mut Words, places: Range<usize>, captured: &mut Captured) -> Option<T> {
    let mut found = None;
    for at in places {
        let Some(word) = words.get(at) else { continue };
        let Some(name) = word.after('+').map(|name| name.trim_end_matches(['.', ',', ';']).to_owned()) else {
            continue;
        };
        let span = word.span.clone();
        if !name.starts_with(char::is_alphabetic) {
            continue;
        }
        match one_of::<T>(&name) {
            Some(gift) if found.is_none() => {
                words.take(at..at + 1);
                captured.chip(Part::Gift, span, gift.word());
                found = Some(gift);
            }
            Some(_) => captured.doubt(span, "a gift was named already; this one stays text"),
            None => {
                let nearest = T::nearest(&name)
                    .map_or(String::new(), |near| format!("; did you mean +{}?", near.word().to_lowercase()));
                captured.doubt(span, format!("{name} is no gift{nearest}"));
            }
        }
    }
    found
}

/// The word of a vocabulary, or the only one that begins so.
fn one_of<T: Word>(name: &str) -> Option<T> {
    let lower = name.to_lowercase();
    let mut begun = T::ALL.iter().filter(|known| known.word().to_lowercase().starts_with(&lower));
    let only = begun.next().copied().filter(|_| begun.next().is_none() && lower.chars().count() > 2);
    T::from_word(name).or(only)
}

/// Who it is about: whoever is selected, then whoever the line names.
fn people(
    words: &Words,
    line: &str,
    setting: &Setting<'_>,
    captured: &mut Captured,
    missing: &str,
) -> Vec<StakeholderId> {
    let met = who::met(words, line, setting, captured);
    let mut all = setting.selected.to_vec();
    all.extend(met.into_iter().filter(|who| !setting.selected.contains(who)));
    let asked = captured.doubts.iter().any(|doubt| matches!(doubt, Doubt::Several { .. }));
    if all.is_empty() && !asked {
        captured.doubts.push(Doubt::Missing { text: missing.to_owned() });
    }
    all
}

#[cfg(test)]
mod idea_tests;
#[cfg(test)]
mod stakeholder_tests;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod touch_tests;
