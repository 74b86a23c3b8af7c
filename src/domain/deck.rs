//! The deck of prompts: contributions in words to begin with, each with whom it suits.
//!
//! What a prompt is and whom it can be offered to stands here; which of those come first, and why, in
//! [`super::suggest`]. The deck itself is read outside of the domain.

use std::fmt::Write as _;
use std::ops::Add;
use std::sync::Arc;

use serde::Deserialize;

use super::word::Word;
use super::{Closeness, Gift, Stance};

/// Prompts, the built-in ones and a user's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deck {
    /// The prompts in their order.
    pub prompts: Arc<[Prompt]>,
}

impl Add for &Deck {
    type Output = Deck;

    /// Both, one behind the other.
    fn add(self, other: Self) -> Deck {
        Deck { prompts: self.prompts.iter().chain(other.prompts.iter()).cloned().collect() }
    }
}

/// A contribution in words to begin with.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename = "prompt")]
pub struct Prompt {
    /// What kind of contribution it is.
    pub gift: Gift,
    /// How far a relationship has come to make it natural, from and to.
    #[serde(default = "any")]
    pub closeness: (Closeness, Closeness),
    /// For people of which seniority.
    #[serde(default)]
    pub seniority: Level,
    /// The stances towards the goal it is made for; empty for any, and for none at all.
    #[serde(default)]
    pub stance: Vec<Stance>,
    /// My effort in minutes.
    pub effort: u32,
    /// What could be done, with blanks such as `{name}` in it.
    pub text: String,
    /// What it does for them, in one line.
    pub why: String,
}

fn any() -> (Closeness, Closeness) {
    (Closeness::Unaware, Closeness::Trusted)
}

/// For people of which seniority a prompt is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
pub enum Level {
    /// Anybody, also where the seniority is not known.
    #[default]
    Anyone,
    /// Peers, and whoever is below the senior rungs.
    Peers,
    /// The senior rungs ([`super::Ladder::is_senior`]).
    Senior,
}

impl Level {
    /// Whether somebody who is senior or not, as far as known, is meant.
    pub fn fits(self, senior: Option<bool>) -> bool {
        match self {
            Self::Anyone => true,
            Self::Peers => senior == Some(false),
            Self::Senior => senior == Some(true),
        }
    }
}

/// Something that is filled into the text of a prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Blank {
    /// What they are called.
    Name,
    /// Their organisation.
    Org,
    /// What they care about, in their words.
    CaresAbout,
    /// The title of the goal.
    Goal,
    /// A proof that may be told to them, as a clause.
    Proof,
}

impl Word for Blank {
    const ALL: &'static [Self] = &[Self::Name, Self::Org, Self::CaresAbout, Self::Goal, Self::Proof];

    fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Org => "org",
            Self::CaresAbout => "cares_about",
            Self::Goal => "goal",
            Self::Proof => "proof",
        }
    }

    fn meaning(self) -> &'static str {
        match self {
            Self::Name => "what they are called",
            Self::Org => "their organisation",
            Self::CaresAbout => "what they care about, in their words",
            Self::Goal => "the title of the goal",
            Self::Proof => "a proof that may be told to them",
        }
    }
}

/// A piece of the text of a prompt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// These words.
    Words(&'a str),
    /// Something to fill in.
    Blank(Blank),
    /// Braces around something that is no blank; it stays as it is.
    Unknown(&'a str),
}

/// The text of a prompt in pieces.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, (inside, after))) =
        rest.split_once('{').and_then(|(before, behind)| Some((before, behind.split_once('}')?)))
    {
        pieces.push(Piece::Words(before));
        let blank = Blank::ALL.iter().find(|blank| blank.word() == inside);
        pieces.push(blank.map_or(Piece::Unknown(inside), |blank| Piece::Blank(*blank)));
        rest = after;
    }
    pieces.push(Piece::Words(rest));
    pieces
}

impl Prompt {
    /// Whether the text has this blank.
    pub fn has(&self, blank: Blank) -> bool {
        pieces(&self.text).contains(&Piece::Blank(blank))
    }

    /// The text with its blanks filled in; none where one of them is empty. `value` says what stands in a blank.
    pub fn filled<'a>(&self, value: impl Fn(Blank) -> &'a str) -> Option<String> {
        let mut filled = String::with_capacity(self.text.len() + 32);
        for piece in pieces(&self.text) {
            match piece {
                Piece::Words(words) => filled.push_str(words),
                // Writing to a String cannot fail.
                Piece::Unknown(inside) => drop(write!(filled, "{{{inside}}}")),
                Piece::Blank(blank) => {
                    let value = value(blank).trim();
                    if value.is_empty() {
                        return None;
                    }
                    filled.push_str(value);
                }
            }
        }
        Some(filled)
    }

    /// Whether it suits a closeness, a seniority as far as known, and a stance where there is one.
    pub fn suits(&self, closeness: Closeness, senior: Option<bool>, stance: Option<Stance>) -> bool {
        let (from, to) = self.closeness;
        (from..=to).contains(&closeness)
            && self.seniority.fits(senior)
            && (self.stance.is_empty() || stance.is_some_and(|stance| self.stance.contains(&stance)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prompt(text: &str) -> Prompt {
        let (closeness, seniority, stance) = (any(), Level::Anyone, Vec::new());
        Prompt { gift: Gift::Help, closeness, seniority, stance, effort: 5, text: text.into(), why: String::new() }
    }

    #[test]
    fn blanks_are_filled_and_an_empty_one_is_none() {
        let value = |blank| if blank == Blank::Name { " Grace " } else { "" };
        assert_eq!(prompt("Ask {name} {twice}, {name}: {").filled(value).unwrap(), "Ask Grace {twice}, Grace: {");
        assert_eq!(prompt("Ask {name} of {org}").filled(value), None);
        assert!(prompt("{org}").has(Blank::Org) && !prompt("{Org} org").has(Blank::Org));
    }

    #[test]
    fn a_prompt_suits_whom_it_is_made_for() {
        let mut one = prompt("");
        one.closeness = (Closeness::Connected, Closeness::Exchanged);
        assert!(one.suits(Closeness::Connected, None, None) && one.suits(Closeness::Exchanged, Some(true), None));
        assert!(!one.suits(Closeness::Unaware, None, None) && !one.suits(Closeness::Collaborated, None, None));
        (one.seniority, one.stance) = (Level::Senior, vec![Stance::Sceptical]);
        assert!(one.suits(Closeness::Connected, Some(true), Some(Stance::Sceptical)));
        for (senior, stance) in
            [(None, Some(Stance::Sceptical)), (Some(false), Some(Stance::Sceptical)), (Some(true), None)]
        {
            assert!(!one.suits(Closeness::Connected, senior, stance));
        }
    }
}
