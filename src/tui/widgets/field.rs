//! A field to write in, of one line or of several: readline's keys, pastes, letters of any width.

use super::wrap;
use crate::keys::{Chord, Key};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui_textarea::{CursorMove, Input, Key as AreaKey, TextArea};
use unicode_segmentation::UnicodeSegmentation as _;

/// How many characters a field holds unless told otherwise: far more than anybody writes, and little enough to draw.
pub const LIMIT: usize = 100_000;

/// How a field looks.
#[derive(Clone, Copy, Debug, Default)]
pub struct FieldLook {
    /// What was written.
    pub text: Style,
    /// The words that stand there while it is empty.
    pub placeholder: Style,
    /// Whether it has the focus: then the part with the cursor is shown, otherwise the beginning.
    pub focused: bool,
}

/// A text and the place in it where typing goes.
#[derive(Clone, Debug)]
pub struct Field {
    area: TextArea<'static>,
    several_lines: bool,
    placeholder: String,
    limit: usize,
}

impl Field {
    /// A field of one line, with the cursor at the end. Line ends in the text become spaces.
    pub fn line(text: &str) -> Self {
        Self::new(text, false)
    }

    /// A field of several lines, with the cursor at the end.
    pub fn text(text: &str) -> Self {
        Self::new(text, true)
    }

    fn new(text: &str, several_lines: bool) -> Self {
        let mut field = Self { area: TextArea::default(), several_lines, placeholder: String::new(), limit: LIMIT };
        field.set(text);
        field
    }

    /// The same field with words that stand there while it is empty.
    #[must_use]
    pub fn placeholder(mut self, words: impl Into<String>) -> Self {
        self.placeholder = words.into();
        self
    }

    /// The same field holding so many characters at most; what it holds already stays.
    #[must_use]
    pub fn limit(mut self, characters: usize) -> Self {
        self.limit = characters;
        self
    }

    /// Puts another text in the place of what is there, cursor at the end.
    pub fn set(&mut self, text: &str) {
        // A text that was kept is shown and kept as it is, but for its line ends.
        let lines = text.split('\n').map(|line| line.trim_end_matches('\r'));
        self.area = if self.several_lines {
            TextArea::new(lines.map(str::to_owned).collect())
        } else {
            TextArea::new(vec![lines.collect::<Vec<_>>().join(" ")])
        };
        self.area.move_cursor(CursorMove::Bottom);
        self.area.move_cursor(CursorMove::End);
    }

    /// Where typing goes: the line, and the character in it, both from 0.
    pub fn cursor(&self) -> (usize, usize) {
        let cursor = self.area.cursor();
        (cursor.0, cursor.1)
    }

    /// Puts the cursor there, or as near as the text and its widget allow.
    pub fn go_to(&mut self, (line, character): (usize, usize)) {
        let near = |place: usize| u16::try_from(place).unwrap_or(u16::MAX);
        self.area.move_cursor(CursorMove::Jump(near(line), near(character)));
        let row = self.area.cursor().0;
        if self.area.lines().get(row).is_some_and(|line| line.chars().count() <= character) {
            self.area.move_cursor(CursorMove::End);
        }
    }

    /// Puts another text in the place of what is there, with the cursor behind so many bytes of its first line.
    pub fn put(&mut self, text: &str, bytes: usize) {
        self.set(text);
        self.go_to((0, text.get(..bytes).unwrap_or(text).chars().count()));
    }

    /// How many bytes of its line stand before the cursor.
    pub fn bytes_before(&self) -> usize {
        self.halves().0.len()
    }

    /// The text, lines separated by `\n`.
    pub fn value(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Whether nothing is written.
    pub fn is_empty(&self) -> bool {
        self.area.is_empty()
    }

    /// Whether it may have several lines.
    pub fn has_several_lines(&self) -> bool {
        self.several_lines
    }

    /// Whether a press with alt is one of readline's keys, so that it means something here.
    pub fn knows(chord: Chord) -> bool {
        edits(chord).is_some()
    }

    /// Takes a press: a character, or one of readline's keys. True when the text changed.
    ///
    /// `^a ^e` ends of the line, `^b ^f A-b A-f` a letter or word back and on, `^h ^d` delete a letter, `^w A-d` a
    /// word, `^u ^k` to the ends of the line, `^y` puts back what was deleted last, `^_` undoes.
    pub fn input(&mut self, chord: Chord) -> bool {
        let plain = !chord.ctrl && !chord.alt;
        match chord.key {
            Key::Enter => self.several_lines && self.insert("\n"),
            Key::Char(c) if plain => self.insert(c.encode_utf8(&mut [0; 4])),
            Key::Backspace if plain => self.delete_letter_before(),
            Key::Delete if plain => self.delete_letter_after(),
            Key::Left if plain => self.step(CursorMove::Back, self.letter_before()),
            Key::Right if plain => self.step(CursorMove::Forward, self.letter_after()),
            Key::Char('h') if chord.ctrl => self.delete_letter_before(),
            Key::Char('d') if chord.ctrl => self.delete_letter_after(),
            Key::Char('b') if chord.ctrl => self.step(CursorMove::Back, self.letter_before()),
            Key::Char('f') if chord.ctrl => self.step(CursorMove::Forward, self.letter_after()),
            Key::Char('u') if chord.ctrl => self.area.delete_line_by_head(),
            Key::Char('k') if chord.ctrl => self.area.delete_line_by_end(),
            Key::Char('y') if chord.ctrl => self.insert(&self.area.yank_text()),
            // Terminals send control with `_` as control with 7.
            Key::Char('_' | '7') if chord.ctrl => self.area.undo(),
            _ => edits(chord).is_some_and(|input| self.area.input(input)),
        }
    }

    /// Takes a paste as text, whatever is in it: line ends become spaces in a field of one line, tabs become a space,
    /// other control characters are left out. False when there was no room for all of it; then nothing of it is taken,
    /// since a text without its end is worse than one that is still where it was copied.
    pub fn paste(&mut self, text: &str) -> bool {
        let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
        let clean: String = text.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
        clean.is_empty() || self.insert(&clean)
    }

    /// Whether a text is short enough for this field.
    pub fn can_hold(&self, text: &str) -> bool {
        text.chars().nth(self.limit).is_none()
    }

    /// How many more characters there is room for.
    fn room(&self) -> usize {
        let lines = self.area.lines();
        let held: usize = lines.iter().map(|line| line.chars().count()).sum::<usize>() + lines.len() - 1;
        self.limit.saturating_sub(held)
    }

    /// Writes at the cursor, if there is room.
    fn insert(&mut self, text: &str) -> bool {
        if text.is_empty() || text.chars().count() > self.room() {
            return false;
        }
        if self.several_lines { self.area.insert_str(text) } else { self.area.insert_str(text.replace('\n', " ")) }
    }

    /// The line with the cursor, cut there.
    fn halves(&self) -> (&str, &str) {
        let cursor = self.area.cursor();
        let line = self.area.lines().get(cursor.0).map_or("", String::as_str);
        let at = line.char_indices().nth(cursor.1).map_or(line.len(), |(at, _)| at);
        line.split_at_checked(at).unwrap_or((line, ""))
    }

    /// How many characters the letter before the cursor has; one stands for the line end before it.
    fn letter_before(&self) -> usize {
        self.halves().0.graphemes(true).next_back().map_or(1, |letter| letter.chars().count())
    }

    /// How many characters the letter after the cursor has; one stands for the line end after it.
    fn letter_after(&self) -> usize {
        self.halves().1.graphemes(true).next().map_or(1, |letter| letter.chars().count())
    }

    fn step(&mut self, to: CursorMove, characters: usize) -> bool {
        for _ in 0..characters {
            self.area.move_cursor(to);
        }
        false
    }

    fn delete_letter_before(&mut self) -> bool {
        (0..self.letter_before()).fold(false, |changed, _| self.area.delete_char() || changed)
    }

    fn delete_letter_after(&mut self) -> bool {
        (0..self.letter_after()).fold(false, |changed, _| self.area.delete_next_char() || changed)
    }

    /// How many rows the text takes in an area this wide; at least one.
    pub fn height(&self, cells: u16) -> usize {
        if self.several_lines { self.broken(cells).0.len() } else { 1 }
    }

    /// Draws the text, and says where the cursor is if it has the focus.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, look: FieldLook) -> Option<Position> {
        if area.is_empty() {
            return None;
        }
        let cells = usize::from(area.width);
        if self.is_empty() {
            let words = wrap::truncate(&self.placeholder, cells).into_owned();
            buffer.set_stringn(area.x, area.y, words, cells, look.placeholder);
            return look.focused.then_some(area.as_position());
        }
        if self.several_lines { self.draw_text(area, buffer, look) } else { self.draw_line(area, buffer, look) }
    }

    fn draw_line(&self, area: Rect, buffer: &mut Buffer, look: FieldLook) -> Option<Position> {
        let cells = usize::from(area.width);
        if !look.focused {
            let line = self.area.lines().first().map_or("", String::as_str);
            buffer.set_stringn(area.x, area.y, wrap::truncate(line, cells), cells, look.text);
            return None;
        }
        // As much before the cursor as fits, with one cell for the cursor itself.
        let (before, after) = self.halves();
        let mut used = wrap::width(before);
        let mut shown = wrap::letters(before).skip_while(|(_, width)| {
            let skip = used + 1 > cells;
            used -= if skip { *width } else { 0 };
            skip
        });
        let mut text: String = shown.by_ref().map(|(letter, _)| letter).collect();
        let column = wrap::width(&text);
        text.extend(wrap::letters(after).map(|(letter, _)| letter));
        buffer.set_stringn(area.x, area.y, text, cells, look.text);
        Some(Position::new(area.x + fitted(column, area.width), area.y))
    }

    fn draw_text(&self, area: Rect, buffer: &mut Buffer, look: FieldLook) -> Option<Position> {
        let (rows, cursor_row, cursor_column) = self.broken(area.width);
        let height = usize::from(area.height);
        let top = if look.focused { (cursor_row + 1).saturating_sub(height) } else { 0 };
        for (y, row) in (area.y..area.bottom()).zip(rows.iter().skip(top)) {
            let text: String = wrap::letters(row).map(|(letter, _)| letter).collect();
            buffer.set_stringn(area.x, y, text, usize::from(area.width), look.text);
        }
        let y = area.y + fitted(cursor_row - top.min(cursor_row), area.height);
        look.focused.then(|| Position::new(area.x + fitted(cursor_column, area.width), y))
    }

    /// The text in rows, with the row and the cell of the cursor. The last cell of a row is left to the cursor.
    fn broken(&self, cells: u16) -> (Vec<&str>, usize, usize) {
        let cursor = self.area.cursor();
        let (before, _) = self.halves();
        let (mut rows, mut row, mut from) = (Vec::new(), 0, 0);
        for (number, line) in self.area.lines().iter().enumerate() {
            let mut start = 0;
            for part in wrap::rows(line, usize::from(cells.max(2) - 1)) {
                // The last row of the line that begins at or before the cursor has it.
                if number == cursor.0 && start <= before.len() {
                    (row, from) = (rows.len(), start);
                }
                start += part.len();
                rows.push(part);
            }
        }
        (rows, row, wrap::width(before.get(from..).unwrap_or_default()))
    }
}

/// A count of cells inside an area.
fn fitted(cells: usize, within: u16) -> u16 {
    u16::try_from(cells).unwrap_or(u16::MAX).min(within.saturating_sub(1))
}

/// The editing keys that the text area knows by itself; none for those with a meaning of their own there that nobody
/// asked for here, such as marking text.
fn edits(chord: Chord) -> Option<Input> {
    let key = match chord.key {
        Key::Char(c @ ('a' | 'e' | 'n' | 'p' | 'w')) if chord.ctrl => AreaKey::Char(c),
        Key::Char(c @ ('b' | 'f' | 'd')) if chord.alt => AreaKey::Char(c),
        Key::Backspace => AreaKey::Backspace,
        Key::Delete => AreaKey::Delete,
        Key::Home => AreaKey::Home,
        Key::End => AreaKey::End,
        Key::Up => AreaKey::Up,
        Key::Down => AreaKey::Down,
        Key::Left => AreaKey::Left,
        Key::Right => AreaKey::Right,
        _ => return None,
    };
    Some(Input { key, ctrl: chord.ctrl, alt: chord.alt, shift: false })
}

#[cfg(test)]
#[path = "field_tests.rs"]
mod tests;
