//! The locked screen: after a while without a key a locked plan is locked again, and nothing of it is shown until somebody
//! gives the passphrase. What is typed here is held by the runtime alone, never by the model, and never shown.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;
use ratatui::widgets::{Clear, Widget};
use zeroize::Zeroizing;

use super::model::Model;
use super::{screens, text};
use crate::keys::{Chord, Key};

/// The longest passphrase that is taken.
const LONGEST: usize = 1024;

/// What happens while nobody touches a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idle {
    /// Names and texts are covered.
    Cover,
    /// The plan is locked.
    Lock,
    /// The terminal has not said how bright it is.
    Unanswered,
}

/// What stands on the locked screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gate {
    /// After how many minutes it was locked.
    after: u32,
    /// What came of the last try.
    pub told: String,
}

impl Gate {
    /// Locked after so many minutes.
    pub fn new(after: u32) -> Self {
        Self { after, told: String::new() }
    }
}

/// What a key at the locked screen asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Nothing yet.
    More,
    /// To be let in.
    Enter,
    /// To leave the program.
    Leave,
    /// To go back to the shell for a while.
    Suspend,
}

/// What was typed of a passphrase, wiped when it is let go.
#[derive(Default)]
pub struct Typed(Zeroizing<String>);

impl Typed {
    /// Takes a key, edited as at the prompt before the program starts.
    pub fn key(&mut self, chord: Chord) -> Asked {
        match chord {
            _ if chord == Chord::ctrl('c') || chord == Chord::ctrl('d') => return Asked::Leave,
            _ if chord == Chord::ctrl('z') => return Asked::Suspend,
            _ if chord == Chord::ctrl('u') || chord == Chord::plain(Key::Esc) => self.0.clear(),
            _ if chord == Chord::plain(Key::Backspace) || chord == Chord::ctrl('h') => drop(self.0.pop()),
            _ if chord == Chord::plain(Key::Enter) || chord == Chord::ctrl('j') => return Asked::Enter,
            _ => {
                if let Some(letter) = chord.typed() {
                    self.push(letter);
                }
            }
        }
        Asked::More
    }

    /// Takes pasted text; line ends in it do not count.
    pub fn paste(&mut self, text: &str) {
        text.chars().filter(|letter| !letter.is_control()).for_each(|letter| self.push(letter));
    }

    fn push(&mut self, letter: char) {
        // It never moves to another place in memory: what it leaves behind there would not be wiped.
        if self.0.capacity() == 0 {
            self.0.reserve_exact(LONGEST);
        }
        if self.0.len() + letter.len_utf8() <= LONGEST {
            self.0.push(letter);
        }
    }

    /// Hands it out, and begins anew.
    pub fn take(&mut self) -> Zeroizing<String> {
        std::mem::take(&mut self.0)
    }
}

/// Draws the locked screen, and says where the cursor belongs.
pub fn draw(model: &Model, gate: &Gate, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    Clear.render(area, buffer);
    let look = model.look;
    let minutes = if gate.after == 1 { "a minute".to_owned() } else { format!("{} minutes", gate.after) };
    let width = usize::from(area.width.saturating_sub(2)).min(60);
    let mut lines = vec![Line::styled("touchbase", look.accent()), Line::raw("")];
    let said = [
        (format!("Locked after {minutes} without a key."), look.strong()),
        ("What you were writing is still there. ^c leaves.".to_owned(), look.quiet()),
        (gate.told.clone(), look.alarm()),
    ];
    for (told, style) in said.iter().filter(|(told, _)| !told.is_empty()) {
        lines.extend(text::wrapped(told, width).into_iter().map(|line| Line::styled(line, *style)));
    }
    let asked = "Passphrase: ";
    // The question stays in sight, however small the terminal is.
    let room = usize::from(area.height.saturating_sub(1));
    let first = lines.len().saturating_sub(room);
    let inner = Rect { x: area.x + 1.min(area.width), width: area.width.saturating_sub(1), ..area };
    screens::draw_lines(&lines, first, Rect { height: area.height.saturating_sub(1), ..inner }, buffer);
    let row = area.y + u16::try_from(lines.len() - first).unwrap_or(0).min(area.height.saturating_sub(1));
    screens::draw_lines(&[Line::raw(asked)], 0, Rect { y: row, height: 1.min(area.height), ..inner }, buffer);
    Some(Position { x: inner.x + u16::try_from(asked.len()).unwrap_or(0), y: row })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passphrase_is_edited_pasted_and_handed_out_once() {
        let mut typed = Typed::default();
        let press = |typed: &mut Typed, keys: &[&str]| -> Vec<Asked> {
            keys.iter().map(|key| typed.key(key.parse().unwrap())).collect()
        };
        press(&mut typed, &["w", "r", "^u", "o", "p", "é", "x", "Backspace"]);
        typed.paste("n, ses\name\u{1b}\n");
        assert_eq!(press(&mut typed, &["Tab", "Up", "F1"]), [Asked::More; 3]);
        assert_eq!(press(&mut typed, &["Enter", "^c", "^z"]), [Asked::Enter, Asked::Leave, Asked::Suspend]);
        assert_eq!(*typed.take(), "opén, sesame");
        assert!(typed.take().is_empty());
        typed.paste(&"x".repeat(5000));
        let long = typed.take();
        assert_eq!((long.len(), long.capacity()), (LONGEST, LONGEST));
    }
}
