//! One key with its modifiers, and the one notation for it: on screen, in the reference and, later, in the config.

use std::fmt;
use std::str::FromStr;

use smallvec::SmallVec;

/// A key as far as touchbase tells them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are the keys")]
pub enum Key {
    Char(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Backspace,
    Delete,
    Insert,
    Home,
    End,
    PageUp,
    PageDown,
    Up,
    Down,
    Left,
    Right,
    F(u8),
}

/// The keys that are written by name. `S-Tab` is the one spelling of [`Key::BackTab`].
const NAMES: &[(Key, &str)] = &[
    (Key::Char(' '), "Space"),
    (Key::Enter, "Enter"),
    (Key::Esc, "Esc"),
    (Key::Tab, "Tab"),
    (Key::BackTab, "S-Tab"),
    (Key::Backspace, "Backspace"),
    (Key::Delete, "Delete"),
    (Key::Insert, "Insert"),
    (Key::Home, "Home"),
    (Key::End, "End"),
    (Key::PageUp, "PageUp"),
    (Key::PageDown, "PageDown"),
    (Key::Up, "Up"),
    (Key::Down, "Down"),
    (Key::Left, "Left"),
    (Key::Right, "Right"),
];

/// A key pressed together with modifiers, in one normal form, so that equal presses compare equal.
///
/// Shift is part of a character (`G`, not shift and `g`), `^` letters are lower case, and shift with Tab is
/// [`Key::BackTab`]. Make one through [`Chord::new`] or the short forms to keep it so.
///
/// Written `j`, `G`, `Space`, `Enter`, `F1`, `^d` (control), `A-x` (alt), `S-Left` (shift), `A-S-^Left`; read in the
/// same way, and `C-d` besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Chord {
    /// The key itself.
    pub key: Key,
    /// Held with control.
    pub ctrl: bool,
    /// Held with alt (option, meta).
    pub alt: bool,
    /// Held with shift; never set for characters.
    pub shift: bool,
}

impl Chord {
    /// A press in normal form.
    pub fn new(key: Key, ctrl: bool, alt: bool, shift: bool) -> Self {
        match key {
            Key::Char(c) => Self { key: Key::Char(folded(c, ctrl, shift)), ctrl, alt, shift: false },
            Key::Tab if shift => Self { key: Key::BackTab, ctrl, alt, shift: false },
            Key::BackTab => Self { key, ctrl, alt, shift: false },
            _ => Self { key, ctrl, alt, shift },
        }
    }

    /// A key without modifiers.
    pub fn plain(key: Key) -> Self {
        Self::new(key, false, false, false)
    }

    /// A character without modifiers.
    pub fn char(c: char) -> Self {
        Self::plain(Key::Char(c))
    }

    /// A character with control.
    pub fn ctrl(c: char) -> Self {
        Self::new(Key::Char(c), true, false, false)
    }

    /// A letter with alt may as well be Esc and the letter, read at once: the letter, then.
    pub fn behind_esc(self) -> Option<Self> {
        let letter = matches!(self.key, Key::Char(_)) && self.alt && !self.ctrl;
        letter.then_some(Self { alt: false, ..self })
    }

    /// The character this press types, if it types one.
    pub fn typed(self) -> Option<char> {
        match self.key {
            Key::Char(c) if !self.ctrl && !self.alt && !c.is_control() => Some(c),
            _ => None,
        }
    }
}

/// The character in the form in which presses are compared.
fn folded(c: char, ctrl: bool, shift: bool) -> char {
    if ctrl {
        // Terminals send the same byte for control with `d` and `D`.
        return c.to_ascii_lowercase();
    }
    let mut upper = c.to_uppercase();
    match (shift, upper.next(), upper.next()) {
        (true, Some(one), None) => one,
        _ => c,
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.alt { "A-" } else { "" })?;
        f.write_str(if self.shift { "S-" } else { "" })?;
        f.write_str(if self.ctrl { "^" } else { "" })?;
        if let Some((_, name)) = NAMES.iter().find(|(key, _)| *key == self.key) {
            return f.write_str(name);
        }
        match self.key {
            // A space or a control character would be lost between two others.
            Key::Char(c) if c.is_whitespace() || c.is_control() => write!(f, "U+{:04X}", u32::from(c)),
            Key::Char(c) => write!(f, "{c}"),
            Key::F(number) => write!(f, "F{number}"),
            _ => Ok(()),
        }
    }
}

/// The text is no key that touchbase knows.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a key; keys look like j, G, ^d, A-x, S-Tab, Enter, Space or F1")]
pub struct UnknownKey(pub String);

impl FromStr for Chord {
    type Err = UnknownKey;

    fn from_str(text: &str) -> Result<Self, UnknownKey> {
        let (mut ctrl, mut alt, mut shift) = (false, false, false);
        let mut rest = text;
        loop {
            // The whole rest may be a key whose name begins like a modifier: `^`, `S-Tab`.
            if let Some(key) = key_named(rest) {
                return Ok(Self::new(key, ctrl, alt, shift));
            }
            rest = if let Some(after) = rest.strip_prefix('^').or_else(|| rest.strip_prefix("C-")) {
                ctrl = true;
                after
            } else if let Some(after) = rest.strip_prefix("A-") {
                alt = true;
                after
            } else if let Some(after) = rest.strip_prefix("S-") {
                shift = true;
                after
            } else {
                return Err(UnknownKey(text.to_owned()));
            };
        }
    }
}

/// The key written so, without modifiers.
fn key_named(text: &str) -> Option<Key> {
    if let Some((key, _)) = NAMES.iter().find(|(_, name)| *name == text) {
        return Some(*key);
    }
    let mut chars = text.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return (!c.is_whitespace() && !c.is_control()).then_some(Key::Char(c));
    }
    if let Some(hex) = text.strip_prefix("U+") {
        return u32::from_str_radix(hex, 16).ok().and_then(char::from_u32).map(Key::Char);
    }
    let number = text.strip_prefix('F')?;
    let digits = number.chars().all(|c| c.is_ascii_digit()) && !number.starts_with('0');
    digits.then(|| number.parse().ok().map(Key::F)).flatten()
}

/// Presses one after another. Few commands take more than two, and there are hundreds.
pub type Sequence = SmallVec<[Chord; 2]>;

/// Reads presses one after another: `g g`, `z w`.
///
/// # Errors
/// The first part that is not a key.
pub fn parse_sequence(text: &str) -> Result<Sequence, UnknownKey> {
    text.split_whitespace().map(str::parse).collect()
}

/// Writes presses one after another, as [`parse_sequence`] reads them.
pub fn show_sequence(chords: &[Chord]) -> String {
    chords.iter().map(Chord::to_string).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_key() -> impl Strategy<Value = Key> {
        prop_oneof![
            3 => any::<char>().prop_map(Key::Char),
            3 => proptest::char::range(' ', '~').prop_map(Key::Char),
            2 => proptest::sample::select(NAMES).prop_map(|(key, _)| key),
            1 => (1..=u8::MAX).prop_map(Key::F),
        ]
    }

    proptest! {
        #[test]
        fn every_chord_prints_and_parses_back(
            keys in proptest::collection::vec((any_key(), any::<[bool; 3]>()), 1..4)
        ) {
            let chords: Vec<_> = keys.iter().map(|(key, [c, a, s])| Chord::new(*key, *c, *a, *s)).collect();
            let text = show_sequence(&chords);
            prop_assert_eq!(parse_sequence(&text), Ok(chords.into()), "{}", text);
        }

        #[test]
        fn no_text_makes_parsing_panic(text in ".*") {
            let _ = parse_sequence(&text);
        }
    }

    #[test]
    fn the_notation_is_this() {
        let shown = |text: &str| text.parse::<Chord>().map(|chord| chord.to_string()).unwrap();
        let cases = [
            ("^d", "^d"),
            ("C-d", "^d"),
            ("^D", "^d"),
            ("^", "^"),
            ("^^", "^^"),
            ("-", "-"),
            ("A--", "A--"),
            ("S-g", "G"),
            ("S-Tab", "S-Tab"),
            ("A-S-^Left", "A-S-^Left"),
            ("Space", "Space"),
            ("F", "F"),
            ("F12", "F12"),
        ];
        for (text, wanted) in cases {
            assert_eq!(shown(text), wanted, "{text}");
        }
        assert_eq!("S-Tab".parse(), Ok(Chord::plain(Key::BackTab)));
    }

    #[test]
    fn what_is_no_key_is_named() {
        for text in ["", "gg", "A-", "Up-Down", "F0", "F999", "U+D800"] {
            assert_eq!(text.parse::<Chord>(), Err(UnknownKey(text.to_owned())));
        }
    }

    #[test]
    fn only_plain_characters_type_something() {
        assert_eq!(Chord::char('é').typed(), Some('é'));
        assert_eq!(Chord::ctrl('e').typed(), None);
        assert_eq!(Chord::plain(Key::Enter).typed(), None);
    }
}
