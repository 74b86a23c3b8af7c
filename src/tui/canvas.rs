//! What the terminal shows, and how it comes to show the next picture in as few bytes as that takes.
//!
//! Over a slow line a picture is as fast as it is short. Only what changed is sent; the cursor goes on in steps where that
//! is shorter than naming the place; a style is sent as what is different from the one before. The library's own way sends
//! two to three times as much, and takes longer to find out what changed.

use std::hash::BuildHasher as _;
use std::io::Write as _;
use std::ops::Range;

use foldhash::quality::FixedState;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr as _;

use super::style::SIXTEEN;
use super::widgets::wrap::is_simple;
use crate::domain::shown;

/// As many cells that stay as they are, or fewer, are sent again rather than stepped over.
const BRIDGED: usize = 3;

/// As many blanks are erased and not sent; twice as many where something follows, to which the cursor has to go.
const ERASED: usize = 6;

/// As many rows must have moved to be moved and not sent.
const LEAST: usize = 3;

/// Rows further from each other than this did not move together. Between two that did there may stand the bar of the one
/// that was chosen, and that of the one that is.
const APART: usize = 3;

/// What the terminal shows.
#[derive(Debug, Default)]
pub struct Canvas {
    /// The picture that is drawn.
    picture: Buffer,
    /// What is to be seen of it.
    next: Vec<Seen>,
    /// The same of the one before; empty where everything is blank.
    shown: Vec<Seen>,
    /// What is sent for it.
    bytes: Vec<u8>,
    /// Whether a cursor is shown; none as long as nobody knows, which is so of a terminal that was just taken.
    points: Option<bool>,
}

impl Canvas {
    /// Draws a picture into this area, and says which bytes turn what the terminal shows into it. The picture says where
    /// the cursor belongs, if anywhere.
    pub fn paint(&mut self, area: Rect, draw: impl FnOnce(&mut Buffer) -> Option<Position>) -> &[u8] {
        // The room stays: what is asked for again with each picture is looked for all over the memory.
        let mut bytes = std::mem::take(&mut self.bytes);
        bytes.clear();
        if self.picture.area == area {
            self.picture.reset();
        } else {
            // Whatever a terminal makes of its picture when it gets another size.
            if !self.picture.area.is_empty() {
                bytes.extend(b"\x1b[2J");
            }
            self.picture = Buffer::empty(area);
            self.shown.clear();
        }
        let cursor = draw(&mut self.picture);
        self.next.clear();
        self.next.extend(self.picture.content.iter().map(Seen::of));
        let width = usize::from(area.width).max(1);
        let mut changed = self.changed(width);
        if let Some(scroll) = Scroll::find(&self.shown, &self.next, width, &changed) {
            scroll.send(&mut bytes);
            scroll.apply(&mut self.shown, width);
            changed = self.changed(width);
        }
        let blank = vec![Seen::BLANK; width];
        let mut pen = Pen::new(&mut bytes);
        for y in changed {
            let new = Row { cells: row(&self.picture.content, y, width), seen: row(&self.next, y, width) };
            pen.row(y, self.shown(y, width).unwrap_or(&blank), new);
        }
        pen.rest();
        self.point(cursor, &mut bytes);
        std::mem::swap(&mut self.shown, &mut self.next);
        self.bytes = bytes;
        &self.bytes
    }

    /// The rows in which something changed.
    fn changed(&self, width: usize) -> Vec<usize> {
        let is_blank = |row: &[Seen]| row.iter().all(|cell| *cell == Seen::BLANK);
        let is_new = |(y, new): &(usize, &[Seen])| self.shown(*y, width).map_or(!is_blank(new), |old| old != *new);
        self.next.chunks(width).enumerate().filter(is_new).map(|(y, _)| y).collect()
    }

    /// A row of what is shown; nothing where all of it is blank.
    fn shown(&self, y: usize, width: usize) -> Option<&[Seen]> {
        self.shown.get(y * width..(y + 1) * width)
    }

    /// Puts the cursor where it belongs, or hides it.
    fn point(&mut self, cursor: Option<Position>, bytes: &mut Vec<u8>) {
        if let Some(place) = cursor {
            // It has been all over the picture.
            go(bytes, usize::from(place.y), usize::from(place.x));
        }
        let points = cursor.is_some();
        if self.points != Some(points) {
            bytes.extend(if points { b"\x1b[?25h" } else { b"\x1b[?25l" });
        }
        self.points = Some(points);
    }
}

/// Rows that stand one further up or down than they did: a list that was moved by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Scroll {
    /// The first and the last row of those that move, the one that goes and the one that comes among them.
    rows: (usize, usize),
    up: bool,
}

impl Scroll {
    /// What moved by one, if that is most of what changed around there. One row more goes by, and is sent as any other.
    fn find(old: &[Seen], new: &[Seen], width: usize, changed: &[usize]) -> Option<Self> {
        let height = new.len() / width;
        let moved = |y: usize, up: bool| {
            let from = if up { Some(y + 1) } else { y.checked_sub(1) };
            from.is_some_and(|from| from < height && row(old, from, width) == row(new, y, width))
        };
        [true, false].into_iter().find_map(|up| {
            let all: Vec<usize> = changed.iter().copied().filter(|y| moved(*y, up)).collect();
            // Elsewhere a row may look like the one beside it by chance.
            let together = all.chunk_by(|one, two| two - one <= APART).max_by_key(|rows| rows.len())?;
            let (first, last) = (*together.first()?, *together.last()?);
            let rows = if up { (first, last + 1) } else { (first - 1, last) };
            (together.len() >= LEAST && together.len() * 2 > rows.1 - rows.0).then_some(Self { rows, up })
        })
    }

    /// Only those rows move, as far as any terminal since the VT100 can do that: a line feed at the bottom of them, or its
    /// opposite at their top.
    fn send(self, bytes: &mut Vec<u8>) {
        let (first, last) = self.rows;
        let _ = write!(bytes, "\x1b[{};{}r", first + 1, last + 1);
        go(bytes, if self.up { last } else { first }, 0);
        bytes.extend_from_slice(if self.up { b"\n" } else { b"\x1bM" });
        bytes.extend_from_slice(b"\x1b[r");
    }

    /// The same in what is shown.
    fn apply(self, shown: &mut [Seen], width: usize) {
        let (first, last) = self.rows;
        let Some(moving) = shown.get_mut(first * width..(last + 1) * width) else { return };
        let gone = if self.up { 0 } else { moving.len() - width };
        moving.iter_mut().skip(gone).take(width).for_each(|cell| *cell = Seen::BLANK);
        if self.up { moving.rotate_left(width) } else { moving.rotate_right(width) }
    }
}

/// A row, counted from 0, of what stands row behind row.
fn row<T>(all: &[T], y: usize, width: usize) -> &[T] {
    all.get(y * width..(y + 1) * width).unwrap_or_default()
}

/// A row of the picture, and what is to be seen of it.
#[derive(Clone, Copy)]
struct Row<'a> {
    cells: &'a [Cell],
    seen: &'a [Seen],
}

/// What is to be seen of a cell, in two figures: what is the same to the eye has the same ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Seen {
    /// The bytes of its letter. Of one that has more than eight a hash of 56 bits, below a byte that is in no letter.
    letter: u64,
    /// How it looks, and whether its letter takes two columns.
    look: u64,
}

impl Seen {
    const BLANK: Self = Self { letter: b' ' as u64, look: 0 };
    const WIDE: u64 = 1 << 63;

    fn of(cell: &Cell) -> Self {
        let symbol = symbol(cell);
        let look = seen_of(cell).figure();
        let &[letter] = symbol.as_bytes() else {
            return Self { letter: letter(symbol), look: if columns(symbol) > 1 { look | Self::WIDE } else { look } };
        };
        Self { letter: letter.into(), look }
    }

    /// How it looks, whatever its letter.
    fn style(self) -> u64 {
        self.look & !Self::WIDE
    }

    /// Whether a letter among these takes two columns.
    fn has_wide(row: &[Self]) -> bool {
        // Without a way out the compiler looks at many at once.
        row.iter().fold(0, |all, seen| all | seen.look) & Self::WIDE != 0
    }
}

/// The figure of a letter.
fn letter(symbol: &str) -> u64 {
    let mut bytes = [0; 8];
    if let Some(room) = bytes.get_mut(..symbol.len()) {
        room.copy_from_slice(symbol.as_bytes());
    } else {
        bytes = FixedState::default().hash_one(symbol).to_le_bytes();
        bytes[7] = 0xff;
    }
    u64::from_le_bytes(bytes)
}

/// Names a place to the terminal; rows and columns counted from 0.
fn go(bytes: &mut Vec<u8>, row: usize, column: usize) {
    // A vector takes every byte.
    let _ = if column == 0 {
        write!(bytes, "\x1b[{}H", row + 1)
    } else {
        write!(bytes, "\x1b[{};{}H", row + 1, column + 1)
    };
}

/// What writes the bytes of one picture: where the terminal's cursor stands, and in which style it writes.
struct Pen<'a> {
    bytes: &'a mut Vec<u8>,
    /// None where that is not certain.
    at: Option<(usize, usize)>,
    style: Attributes,
    /// The figures of that style, and of what is to be seen of it where no letter stands.
    figures: (u64, u64),
}

/// How a cell looks, apart from what stands in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Attributes {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Attributes {
    const PLAIN: Self = Self { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

    /// What is to be seen of it where no letter stands.
    fn behind(self) -> Self {
        let acts = Modifier::REVERSED | Modifier::UNDERLINED | Modifier::CROSSED_OUT | Modifier::SLOW_BLINK;
        if self.modifier.intersects(acts) { self } else { Self { bg: self.bg, ..Self::PLAIN } }
    }

    fn of(cell: &Cell) -> Self {
        Self { fg: cell.fg, bg: cell.bg, modifier: cell.modifier }
    }

    /// All of it in the lower 63 bits of one figure; 0 where it is plain.
    fn figure(self) -> u64 {
        /// Which of the colours there are, in 25 bits.
        fn of(colour: Color) -> u64 {
            match colour {
                Color::Reset => 0,
                Color::Rgb(red, green, blue) => 1 << 24 | u64::from(u32::from_be_bytes([0, red, green, blue])),
                Color::Indexed(number) => 1 << 8 | u64::from(number),
                named => (1..).zip(SIXTEEN).find(|(_, other)| *other == named).map_or(0, |(number, _)| number),
            }
        }
        of(self.fg) | of(self.bg) << 25 | u64::from(self.modifier.bits()) << 50
    }
}

impl<'a> Pen<'a> {
    fn new(bytes: &'a mut Vec<u8>) -> Self {
        Self { bytes, at: None, style: Attributes::PLAIN, figures: (0, 0) }
    }

    /// Sends what changed in a row.
    fn row(&mut self, y: usize, old: &[Seen], new: Row<'_>) {
        if Seen::has_wide(old) || Seen::has_wide(new.seen) {
            // A letter of two columns hides what stands behind it, and goes in one piece or not at all.
            return self.cells(y, 0..new.cells.len(), new);
        }
        let near = |one: usize, two: usize| two - one <= BRIDGED + 1 && new.cells.get(one..two).is_some_and(is_bridge);
        let changed = (0..).zip(old.iter().zip(new.seen)).filter(|(_, (old, new))| old != new).map(|(x, _)| x);
        let mut piece = 0..0;
        for x in changed {
            if piece.is_empty() || !near(piece.end - 1, x) {
                self.cells(y, piece, new);
                piece = x..x;
            }
            piece.end = x + 1;
        }
        self.cells(y, piece, new);
    }

    /// Sends these cells of a row.
    fn cells(&mut self, y: usize, places: Range<usize>, row: Row<'_>) {
        let mut x = places.start;
        while let Some((cell, left)) = row.cells.get(x).zip(row.seen.get(x..places.end)) {
            let Some(seen) = left.first() else { break };
            self.go(y, x);
            let blanks = left.iter().take_while(|cell| **cell == Seen::BLANK).count();
            if blanks >= if blanks == left.len() { ERASED } else { ERASED * 2 } {
                if self.figures.1 != 0 {
                    self.take(Attributes::PLAIN);
                }
                let _ = write!(self.bytes, "\x1b[{blanks}X");
                x += blanks;
                continue;
            }
            let symbol = symbol(cell);
            let (front, behind) = self.figures;
            if seen.style() != if symbol == " " { behind } else { front } {
                self.take(seen_of(cell));
            }
            self.bytes.extend_from_slice(symbol.as_bytes());
            let ahead = x + columns(symbol);
            // Terminals do not agree on how wide some letters are, nor on where the cursor is behind the last column.
            let certain =
                (symbol.len() == 1 || symbol.chars().nth(1).is_none() && ahead == x + 1) && ahead < row.cells.len();
            self.at = certain.then_some((y, ahead));
            x = ahead;
        }
    }

    /// Goes to a place.
    fn go(&mut self, y: usize, x: usize) {
        match self.at {
            Some((row, column)) if row == y && column == x => {}
            Some((row, column)) if row == y && column + 1 == x => self.bytes.extend(b"\x1b[C"),
            Some((row, column)) if row == y && column < x => {
                let _ = write!(self.bytes, "\x1b[{}C", x - column);
            }
            // To the beginning of the next row, and on from there.
            Some((row, _)) if row + 1 == y && x < 10 => {
                self.bytes.extend(b"\r\n");
                self.at = Some((y, 0));
                self.go(y, x);
            }
            _ => go(self.bytes, y, x),
        }
        self.at = Some((y, x));
    }

    /// Takes on a style.
    fn take(&mut self, style: Attributes) {
        if style == self.style {
            return;
        }
        let (anew, changed) = (between(Attributes::PLAIN, style), between(self.style, style));
        self.bytes.extend(b"\x1b[");
        // An empty first figure takes everything back.
        let mut first = changed.len() <= anew.len();
        let figures = if first { changed } else { anew };
        for figure in figures {
            let _ = if first { write!(self.bytes, "{figure}") } else { write!(self.bytes, ";{figure}") };
            first = false;
        }
        self.bytes.push(b'm');
        (self.style, self.figures) = (style, (style.figure(), style.behind().figure()));
    }

    /// Leaves nothing behind in the terminal but the picture.
    fn rest(&mut self) {
        self.take(Attributes::PLAIN);
    }
}

/// What is to be seen of a cell's attributes.
fn seen_of(cell: &Cell) -> Attributes {
    let all = Attributes::of(cell);
    if cell.symbol() == " " { all.behind() } else { all }
}

/// Whether what stands behind the first of these cells is sent in as many bytes as there are cells.
fn is_bridge(cells: &[Cell]) -> bool {
    let Some((first, behind)) = cells.split_first() else { return false };
    behind
        .iter()
        .all(|cell| cell.symbol().len() == 1 && [seen_of(first), seen_of(first).behind()].contains(&seen_of(cell)))
}

/// What is sent for a cell. It is the last look at it: whatever got past the filter does not reach the terminal.
fn symbol(cell: &Cell) -> &str {
    let symbol = cell.symbol();
    match symbol.as_bytes() {
        [] | [b' '..=b'~'] => symbol,
        [_, _, ..] if shown::is_clean(symbol) && !symbol.chars().any(char::is_control) => symbol,
        _ => "\u{fffd}",
    }
}

/// How many columns a letter takes: 1 or 2.
fn columns(symbol: &str) -> usize {
    if is_simple(symbol) { 1 } else { symbol.width().max(1) }
}

/// The figures of the terminal standard ECMA-48 (SGR) that lead from one style to another.
fn between(old: Attributes, new: Attributes) -> Vec<u16> {
    const MODIFIERS: [(Modifier, u16, u16); 8] = [
        (Modifier::BOLD, 1, 22),
        (Modifier::DIM, 2, 22),
        (Modifier::ITALIC, 3, 23),
        (Modifier::UNDERLINED, 4, 24),
        (Modifier::SLOW_BLINK, 5, 25),
        (Modifier::REVERSED, 7, 27),
        (Modifier::HIDDEN, 8, 28),
        (Modifier::CROSSED_OUT, 9, 29),
    ];
    let weight = Modifier::BOLD | Modifier::DIM;
    let (mut figures, mut there) = (Vec::new(), old.modifier);
    for (modifier, _, off) in MODIFIERS {
        if there.contains(modifier) && !new.modifier.contains(modifier) {
            figures.push(off);
            // Bold and dim go together.
            there.remove(if weight.contains(modifier) { weight } else { modifier });
        }
    }
    figures.extend(
        MODIFIERS.iter().filter(|(modifier, ..)| (new.modifier - there).contains(*modifier)).map(|(_, on, _)| on),
    );
    if new.fg != old.fg {
        colour(new.fg, 30, &mut figures);
    }
    if new.bg != old.bg {
        colour(new.bg, 40, &mut figures);
    }
    figures
}

/// The figures of a colour, where those of this ground begin with this number: 30 in front, 40 behind.
fn colour(colour: Color, ground: u16, figures: &mut Vec<u16>) {
    match colour {
        Color::Reset => figures.push(ground + 9),
        Color::Indexed(number) => figures.extend([ground + 8, 5, number.into()]),
        Color::Rgb(red, green, blue) => figures.extend([ground + 8, 2, red.into(), green.into(), blue.into()]),
        named => {
            let all = (0..8).chain(60..68);
            // The second eight of the sixteen stand 60 further on.
            figures.extend(all.zip(SIXTEEN).find(|(_, other)| *other == named).map(|(number, _)| ground + number));
        }
    }
}

#[cfg(test)]
#[path = "canvas_tests.rs"]
mod tests;
