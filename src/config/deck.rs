//! The deck of prompts: the built-in one, and a user's own beside the config, read one prompt at a time.
//!
//! What is not understood of an own deck is a [`Mistake`] with its line and column; the prompts that are go on, and so does the
//! built-in deck.

use std::sync::LazyLock;

use ron::error::{Error, SpannedError};
use ron::extensions::Extensions;
use ron::value::RawValue;

use super::Mistake;
use super::mistake::nearest;
use super::place::{Place, at as place_of};
use crate::domain::Word as _;
use crate::domain::deck::{Blank, Deck, Piece, Prompt, pieces};

/// The text of the deck touchbase comes with.
const TEXT: &str = include_str!("../../assets/deck.ron");

/// The deck touchbase comes with: in one go, as a test finds no mistake in it.
static BUILT_IN: LazyLock<Deck> = LazyLock::new(|| {
    options().from_str(TEXT).map_or_else(|_| read(TEXT).0, |prompts: Vec<Prompt>| Deck { prompts: prompts.into() })
});

/// The deck touchbase comes with.
pub fn built_in() -> Deck {
    BUILT_IN.clone()
}

/// The prompts of a deck file, and what of it was not understood.
pub fn read(text: &str) -> (Deck, Vec<Mistake>) {
    let options = options();
    let written: Vec<&RawValue> = match options.from_str(text) {
        Ok(written) => written,
        Err(_) if text.trim().is_empty() => Vec::new(),
        Err(error) => {
            let what = format!("this is not understood: {}", error.code);
            let hint = "nothing of it is used until it is; a deck is a list of prompts between [ and ]";
            return (Deck::default(), vec![Mistake::new((error.span.start.line, error.span.start.col), what, hint)]);
        }
    };
    let (mut prompts, mut mistakes) = (Vec::new(), Vec::new());
    let mut from = 0;
    for raw in written {
        // What was read stands in the text word for word, each behind the one before.
        let raw = raw.get_ron().trim();
        let at = text.get(from..).and_then(|rest| rest.find(raw)).map_or(from, |at| from + at);
        from = at + raw.len();
        let (line, column) = place_of(text, at);
        // A place inside of the prompt, as one of the whole text.
        let within = |(down, across)| (line + down - 1, if down == 1 { column + across - 1 } else { across });
        match options.from_str::<Prompt>(raw) {
            Ok(prompt) => {
                let faults = faults(&prompt);
                if faults.is_empty() {
                    prompts.push(prompt);
                }
                mistakes.extend(faults.into_iter().map(|(field, what, hint)| {
                    let mut place = Place::new(raw);
                    place.go_to(field);
                    Mistake::new(within(place.of_value()), what, hint)
                }));
            }
            Err(error) => {
                let (what, hint) = told(&error);
                mistakes.push(Mistake::new(within((error.span.start.line, error.span.start.col)), what, hint));
            }
        }
    }
    mistakes.sort_by_key(|mistake| (mistake.line, mistake.column));
    (Deck { prompts: prompts.into() }, mistakes)
}

fn options() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// What the reading library had to say about a prompt, in words for a person: what, and what to write instead.
fn told(error: &SpannedError) -> (String, String) {
    let known = |expected: &'static [&'static str], found: &str| nearest(found, expected.iter().copied());
    match &error.code {
        Error::NoSuchStructField { expected, found, .. } => {
            (format!("nothing is called {found}"), known(expected, found))
        }
        Error::NoSuchEnumVariant { expected, found, .. } => {
            (format!("no word here is {found}"), known(expected, found))
        }
        Error::MissingStructField { field, .. } => {
            (format!("{field} is missing"), format!("add {field}: to the prompt"))
        }
        Error::DuplicateStructField { field, .. } => (format!("{field} is set twice"), "leave one out".to_owned()),
        other => (format!("this is not understood: {other}"), "the prompt is not used until it is".to_owned()),
    }
}

/// What does not hold of a prompt that was understood: which field, what, and what to write instead.
fn faults(prompt: &Prompt) -> Vec<(&'static str, String, String)> {
    let mut faults = Vec::new();
    let mut fault = |field, what: String, hint: &str| faults.push((field, what, hint.to_owned()));
    for (name, text) in [("text", &prompt.text), ("why", &prompt.why)] {
        if text.trim().is_empty() {
            fault(name, format!("{name} is empty"), "it takes one sentence");
        }
    }
    for piece in pieces(&prompt.text) {
        if let Piece::Unknown(inside) = piece {
            let hint = nearest(inside, Blank::ALL.iter().map(|blank| blank.word()));
            fault("text", format!("nothing is filled into {{{inside}}}"), &hint);
        }
    }
    if prompt.closeness.0 > prompt.closeness.1 {
        fault("closeness", "closeness goes from the higher to the lower".to_owned(), "like (Unaware, Exchanged)");
    }
    if !(1..=1440).contains(&prompt.effort) {
        fault("effort", format!("effort is set to {}", prompt.effort), "it takes minutes from 1 to 1440");
    }
    faults
}

#[cfg(test)]
#[path = "deck_tests.rs"]
mod tests;
