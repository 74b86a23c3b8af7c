//! Text on its way to a person's eyes.
//!
//! Whatever a file or a person put into a plan may hold characters that do things instead of showing something: escape
//! sequences, overrides of the writing direction, letters without width. The plan keeps them as they are; what is
//! shown goes through here, and only this room can make a [`Shown`].

use std::borrow::Cow;
use std::fmt;

use unicode_segmentation::UnicodeSegmentation as _;

/// What stands in the place of a character that is not shown.
pub const SUBSTITUTE: char = '\u{fffd}';

/// Marks that may stand on one letter; more are left out.
const MARKS: usize = 4;

/// Text that is safe to be shown on a terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown<'a>(Cow<'a, str>);

impl<'a> Shown<'a> {
    /// Text for one line: a line end or tab becomes a blank.
    pub fn line(text: &'a str) -> Self {
        Self::filtered(text, false)
    }

    /// Text that may have several lines: a tab becomes a blank.
    pub fn block(text: &'a str) -> Self {
        Self::filtered(text, true)
    }

    fn filtered(text: &'a str, lines: bool) -> Self {
        if text.chars().all(|character| is_plain(character) || (lines && character == '\n')) {
            return Self(Cow::Borrowed(text));
        }
        let mut shown = String::with_capacity(text.len());
        for letter in text.graphemes(true) {
            push(&mut shown, letter, lines);
        }
        Self(Cow::Owned(shown))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text, borrowed where nothing had to be taken out.
    pub fn into_cow(self) -> Cow<'a, str> {
        self.0
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Whether a text holds nothing that this room would take out.
pub fn is_clean(text: &str) -> bool {
    let plain = text.chars().all(is_plain);
    plain
        || text.graphemes(true).all(|letter| {
            let mut shown = String::new();
            push(&mut shown, letter, false);
            shown == letter
        })
}

/// Adds one letter, as a person sees letters, in the form in which it is shown.
fn push(shown: &mut String, letter: &str, lines: bool) {
    match letter {
        "\n" | "\r\n" if lines => return shown.push('\n'),
        "\n" | "\r\n" | "\t" | "\r" | "\u{2028}" | "\u{2029}" => return shown.push(' '),
        _ => {}
    }
    // Whether a picture stands before, with nothing between that is shown as a substitute: that would part them.
    let mut pictured = false;
    let mut marks = 0;
    for character in letter.chars() {
        // Joiners and variation selectors hold the pieces of one picture together; elsewhere they only hide.
        let joins = is_joiner(character);
        if is_mark(character) {
            marks += 1;
            if marks <= MARKS {
                shown.push(character);
            }
        } else if joins && pictured {
            shown.push(character);
        } else if joins {
            // Without a picture to hold together there is nothing to show and nothing to lose.
        } else if is_hidden(character) {
            shown.push(SUBSTITUTE);
            pictured = false;
        } else {
            shown.push(character);
            pictured |= is_picture(character);
        }
    }
}

/// Whether a character is shown as it is whatever stands beside it: what most text is made of.
fn is_plain(character: char) -> bool {
    matches!(character, ' '..='~') || !(is_hidden(character) || is_mark(character) || is_joiner(character))
}

/// Joiners and variation selectors.
fn is_joiner(character: char) -> bool {
    matches!(character, '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}

/// Marks that stand on the letter before them, from the blocks made for nothing else.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Pictures whose pieces are joined by characters that are hidden elsewhere.
fn is_picture(character: char) -> bool {
    matches!(character, '\u{203c}'..='\u{3299}' | '\u{1f000}'..='\u{1faff}' | '#' | '*' | '0'..='9' | '©' | '®')
}

/// Characters that act on the terminal or hide in a text instead of showing something: controls (C0, DEL, C1), overrides
/// and isolates of the writing direction, letters without width, line separators, tags, private use, and places where
/// Unicode has no character. Source of the list: Unicode Technical Report 36, and CVE-2021-42574.
pub fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{e000}'..='\u{f8ff}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn nothing_hidden_gets_through(text in any::<String>()) {
            for shown in [Shown::line(&text), Shown::block(&text)] {
                let hidden = |letter: char| letter != '\n' && letter != '\u{200d}' && is_hidden(letter);
                prop_assert!(!shown.as_str().chars().any(hidden));
                let again = Shown::block(shown.as_str());
                prop_assert_eq!(again.as_str(), shown.as_str());
            }
            prop_assert!(!Shown::line(&text).as_str().contains('\n'));
            prop_assert!(is_clean(Shown::line(&text).as_str()));
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_shown_the_same_again(text in "[a2\u{600}👀👦🇩क\u{94d}ᄀ\u{1161}\u{301}\u{20d0}\u{20e3}\u{200d}\u{fe0f}\u{e007f}\u{2060}\u{3164}\t\r\n]{0,12}") {
            for shown in [Shown::line(&text), Shown::block(&text)] {
                let again = Shown::block(shown.as_str());
                prop_assert_eq!(again.as_str(), shown.as_str());
            }
            prop_assert!(is_clean(Shown::line(&text).as_str()));
        }
    }

    #[test]
    fn each_character_that_deceives_is_replaced_wherever_it_stands() {
        let ranges = [
            ('\u{0}', '\u{1f}'),
            ('\u{7f}', '\u{9f}'),
            ('\u{ad}', '\u{ad}'),
            ('\u{200b}', '\u{200c}'),
            ('\u{200e}', '\u{200f}'),
            ('\u{2028}', '\u{202e}'),
            ('\u{2060}', '\u{206f}'),
            ('\u{feff}', '\u{feff}'),
            ('\u{e0000}', '\u{e007f}'),
        ];
        for letter in ranges.into_iter().flat_map(|(first, last)| first..=last) {
            for text in
                [format!("a{letter}b"), format!("{letter}"), format!("👩{letter}🚀"), format!("e\u{301}{letter}")]
            {
                for shown in [Shown::line(&text), Shown::block(&text)] {
                    let out = shown.as_str();
                    assert!(!out.contains(letter) || (letter == '\n' && out.contains('\n')), "{text:?}: {out:?}");
                    assert!(out.contains(SUBSTITUTE) || out.contains([' ', '\n']), "{text:?} vanished: {out:?}");
                }
            }
        }
        // A joiner holds pictures together, and is nothing elsewhere.
        assert_eq!(Shown::line("👩\u{200d}🚀").as_str(), "👩\u{200d}🚀");
        assert_eq!(Shown::line("Gr\u{200d}ace").as_str(), "Grace");
    }

    #[test]
    fn people_are_shown_as_they_are_called() {
        for name in
            ["Grace Hopper", "田中 美咲", "Łukasz", "María-José", "عمر", "O’Neill", "e\u{301}", "👩‍🚀", "❤️", "नमस्ते"]
        {
            assert_eq!(Shown::line(name).as_str(), name);
            assert!(is_clean(name), "{name}");
        }
    }

    #[test]
    fn what_acts_instead_of_showing_is_replaced() {
        let cases = [
            ("\u{1b}]0;owned\u{7}", "\u{fffd}]0;owned\u{fffd}"),
            ("\u{1b}[2J", "\u{fffd}[2J"),
            ("\u{9b}2J", "\u{fffd}2J"),
            ("abc\u{202e}fed", "abc\u{fffd}fed"),
            ("Gr\u{200b}ace", "Gr\u{fffd}ace"),
            ("a\tb\nc\r\nd", "a b c d"),
            ("x\u{e0041}y", "x\u{fffd}y"),
            ("a\u{200d}b", "ab"),
            ("2\u{e007f}\u{200d}👀", "2\u{fffd}👀"),
        ];
        for (text, wanted) in cases {
            assert_eq!(Shown::line(text).as_str(), wanted, "{text:?}");
        }
        assert_eq!(Shown::block("a\r\nb\tc").as_str(), "a\nb c");
        let tower = format!("e{}", "\u{301}".repeat(50));
        assert_eq!(Shown::line(&tower).as_str().chars().count(), 5);
    }
}
