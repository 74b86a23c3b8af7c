//! What a terminal answers when it is asked for its background, told apart from what a person types.
//!
//! The answer is `ESC ] 11 ; rgb : RRRR / GGGG / BBBB` and `ESC \` or `^g` (xterm's control sequences, OSC 11). crossterm has
//! no word for it and hands it on as keys: alt with `]`, the letters one by one, alt with `\`. [`Filter`] takes exactly
//! these out, and hands on everything else as it came.

use crate::keys::{Chord, Key};

/// How bright the ground of the terminal is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Bright letters are readable on it.
    Dark,
    /// Dark letters are readable on it.
    Light,
}

/// What came of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sorted {
    /// These are keys that were pressed.
    Keys(Vec<Chord>),
    /// The terminal answered.
    Answer(Ground),
}

/// Holds back what may be an answer until it is clear.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    held: Vec<Chord>,
}

/// What every answer begins with, behind alt with `]`.
const BEGINNING: &str = "11;rgb:";
/// Letters of the longest answer behind that: three parts of four figures.
const FIGURES: usize = 14;
/// Keys held over a pause at the least: nobody types alt with `]` and then `11`.
const SURE: usize = 3;

impl Filter {
    /// Takes a key in.
    pub fn take(&mut self, chord: Chord) -> Sorted {
        let alt = |letter: char| Chord::new(Key::Char(letter), false, true, false);
        if self.held.is_empty() {
            if chord == alt(']') {
                self.held.push(chord);
                return Sorted::Keys(Vec::new());
            }
            return Sorted::Keys(vec![chord]);
        }
        let text: String = self.held.iter().skip(1).filter_map(|held| held.typed()).collect();
        if chord == alt('\\') || chord == Chord::ctrl('g') {
            let ground = text.strip_prefix(BEGINNING).and_then(ground);
            return match ground {
                Some(ground) => {
                    self.held.clear();
                    Sorted::Answer(ground)
                }
                None => self.let_go(chord),
            };
        }
        let fits = chord.typed().is_some_and(|letter| {
            let at = text.chars().count();
            match BEGINNING.chars().nth(at) {
                Some(wanted) => letter == wanted,
                None => at < BEGINNING.len() + FIGURES && (letter.is_ascii_hexdigit() || letter == '/'),
            }
        });
        if fits {
            self.held.push(chord);
            return Sorted::Keys(Vec::new());
        }
        self.let_go(chord)
    }

    /// Nothing more comes for now: a beginning that somebody may have typed is handed on.
    pub fn pause(&mut self) -> Vec<Chord> {
        if self.held.len() < SURE { std::mem::take(&mut self.held) } else { Vec::new() }
    }

    fn let_go(&mut self, chord: Chord) -> Sorted {
        let mut keys = std::mem::take(&mut self.held);
        // It may begin anew.
        match self.take(chord) {
            Sorted::Keys(more) => keys.extend(more),
            Sorted::Answer(_) => {}
        }
        Sorted::Keys(keys)
    }
}

/// How bright `RRRR/GGGG/BBBB` is; parts have one to four figures.
fn ground(figures: &str) -> Option<Ground> {
    let mut parts = figures.split('/').map(|part| {
        let most = 16_u32.checked_pow(u32::try_from(part.len()).ok()?)?.checked_sub(1).filter(|most| *most > 0)?;
        Some(f64::from(u32::from_str_radix(part, 16).ok()?) / f64::from(most))
    });
    let (red, green, blue) = (parts.next()??, parts.next()??, parts.next()??);
    if parts.next().is_some() {
        return None;
    }
    // How bright the parts look, by the weights of Rec. 709, without the curve: half way is what counts.
    let bright = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    Some(if bright > 0.5 { Ground::Light } else { Ground::Dark })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Keys as crossterm makes them of bytes: `\x1b` before a letter is alt.
    fn keys(text: &str) -> Vec<Chord> {
        let mut alt = false;
        let mut keys = Vec::new();
        for letter in text.chars() {
            match letter {
                '\u{1b}' => alt = true,
                '\u{7}' => keys.push(Chord::ctrl('g')),
                letter => keys.push(Chord::new(Key::Char(letter), false, std::mem::take(&mut alt), false)),
            }
        }
        keys
    }

    /// What is handed on, and what was answered.
    fn sorted(filter: &mut Filter, text: &str) -> (Vec<Chord>, Vec<Ground>) {
        let (mut typed, mut answers) = (Vec::new(), Vec::new());
        for chord in keys(text) {
            match filter.take(chord) {
                Sorted::Keys(keys) => typed.extend(keys),
                Sorted::Answer(ground) => answers.push(ground),
            }
        }
        (typed, answers)
    }

    #[test]
    fn an_answer_is_taken_out_and_everything_else_handed_on() {
        for (text, typed, answers) in [
            ("\u{1b}]11;rgb:ffff/ffff/ffff\u{1b}\\", "", vec![Ground::Light]),
            ("\u{1b}]11;rgb:1e1e/1e1e/2e2e\u{7}", "", vec![Ground::Dark]),
            ("\u{1b}]11;rgb:f/f/e\u{7}", "", vec![Ground::Light]),
            ("ab\u{1b}]11;rgb:0000/0000/0000\u{1b}\\cd", "abcd", vec![Ground::Dark]),
            ("\u{1b}]11;rgb:zz", "\u{1b}]11;rgb:zz", vec![]),
            ("\u{1b}]11;rgb:12/34\u{1b}\\", "\u{1b}]11;rgb:12/34\u{1b}\\", vec![]),
            ("\u{1b}]\u{1b}]11;rgb:ff/ff/ff\u{7}x", "\u{1b}]x", vec![Ground::Light]),
            ("\u{1b}]x", "\u{1b}]x", vec![]),
            ("\u{7}", "\u{7}", vec![]),
        ] {
            assert_eq!(sorted(&mut Filter::default(), text), (keys(typed), answers), "{text:?}");
        }
    }

    #[test]
    fn an_answer_in_two_pieces_is_one_and_a_key_alone_is_a_key() {
        let mut filter = Filter::default();
        assert_eq!(sorted(&mut filter, "\u{1b}]11;rg"), (vec![], vec![]));
        assert_eq!(filter.pause(), []);
        assert_eq!(sorted(&mut filter, "b:ff/ff/ff\u{7}"), (vec![], vec![Ground::Light]));
        sorted(&mut filter, "\u{1b}]");
        assert_eq!(filter.pause(), keys("\u{1b}]"));
        assert_eq!(sorted(&mut filter, "1"), (keys("1"), vec![]));
    }

    proptest! {
        #[test]
        fn no_key_is_lost_or_moved(text in "(\u{1b}\\]|1|;|rgb:|ff/|[a-z]|\u{7}|\u{1b}\\\\){0,24}") {
            let mut filter = Filter::default();
            let (mut typed, answers) = sorted(&mut filter, &text);
            typed.extend(std::mem::take(&mut filter.held));
            if answers.is_empty() {
                prop_assert_eq!(typed, keys(&text));
            }
        }
    }
}
