//! The masked view: names as initials, texts as bars, so that a plan about people can lie open on a desk or a shared
//! screen. Everything stays usable; nothing in the plan changes.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation as _;

use super::model::Model;
use super::widgets::wrap;
use crate::domain::reason::{Part, Reason};

/// How much is covered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mask {
    /// Nothing.
    #[default]
    Off,
    /// Everything but the field that is being written in.
    On,
    /// That field as well, until the next key: nobody is at the keyboard.
    Away,
}

impl Model {
    /// A name of a person or an organisation as it may be shown.
    pub fn name<'a>(&self, name: &'a str) -> Cow<'a, str> {
        if self.mask == Mask::Off { Cow::Borrowed(name) } else { Cow::Owned(initials(name)) }
    }

    /// Any other text a person wrote as it may be shown.
    pub fn prose<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if self.mask == Mask::Off { Cow::Borrowed(text) } else { Cow::Owned(bars(text, self.look.glyph("▒", "#"))) }
    }

    /// The words for a reason as they may be shown.
    pub fn reason(&self, reason: &Reason) -> String {
        let shown = |part| match part {
            Part::Ours(text) => text,
            Part::Prose(text) => self.prose(&text).into_owned(),
            Part::Name(text) => self.name(&text).into_owned(),
        };
        reason.parts(self.today).into_iter().map(shown).collect()
    }

    /// One sentence, or a shorter one that names nobody.
    pub fn told(&self, full: impl Into<String>, covered: &str) -> String {
        if self.mask == Mask::Off { full.into() } else { covered.to_owned() }
    }
}

/// The first letter of each word, with a dot behind it.
fn initials(name: &str) -> String {
    let first =
        |word: &str| word.graphemes(true).find(|letter| letter.chars().any(char::is_alphanumeric)).map(str::to_owned);
    name.split_whitespace().filter_map(first).flat_map(|letter| [letter, ".".to_owned()]).collect()
}

/// The same text with every letter covered: as wide as it was, broken where it was.
fn bars(text: &str, bar: &str) -> String {
    text.graphemes(true)
        .map(|letter| if letter.trim().is_empty() { letter.to_owned() } else { bar.repeat(wrap::width(letter)) })
        .collect()
}

#[cfg(test)]
#[path = "mask_tests.rs"]
mod canaries;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_initials_and_texts_bars_of_the_same_width() {
        let cases = [
            ("Grace Hopper", "G.H."),
            ("李小龙", "李."),
            ("\"the\" Éva  van der Berg", "t.É.v.d.B."),
            ("", ""),
            ("- ,", ""),
        ];
        for (name, wanted) in cases {
            assert_eq!(initials(name), wanted);
        }
        assert_eq!(bars("send 3 numbers\n田中", "#"), "#### # #######\n####");
    }
}
