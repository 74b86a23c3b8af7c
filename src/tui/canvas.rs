//! What the terminal shows, and how it comes to show the next picture in as few bytes as that takes.
//!
//! Over a slow line a picture is as fast as it is short. Only what changed is sent; the cursor goes on in steps where that
//! is shorter than naming the place; a style is sent as what is different from the one before. The library's own way sends
//! two to three times as much, and takes longer to find out what changed.

use std::io::Write as _;
use std::ops::Range;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr as _;

use super::style::SIXTEEN;
use super::widgets::wrap::is_simple;

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
    shown: Buffer,
    next: Buffer,
    /// Whether a cursor is shown; none as long as nobody knows, which is so of a terminal that was just taken.
    points: Option<bool>,
}

impl Canvas {
    /// Draws a picture into this area, and says which bytes turn what the terminal shows into it. The picture says where
    /// the cursor belongs, if anywhere.
    pub fn paint(&mut self, area: Rect, picture: impl FnOnce(&mut Buffer) -> Option<Position>) -> Vec<u8> {
        let mut bytes = Vec::new();
        if self.shown.area == area {
            self.next.reset();
        } else {
            // Whatever a terminal makes of its picture when it gets another size.
            if !self.shown.area.is_empty() {
                bytes.extend(b"\x1b[2J");
            }
            self.shown = Buffer::empty(area);
            self.next = Buffer::empty(area);
        }
        let cursor = picture(&mut self.next);
        let width = usize::from(area.width).max(1);
        let mut changed = self.changed(width);
        if let Some(scroll) = Scroll::find(&self.shown, &self.next, width, &changed) {
            scroll.send(&mut bytes);
            scroll.apply(&mut self.shown, width);
            changed = self.changed(width);
        }
        let mut pen = Pen::new(&mut bytes);
        for y in changed {
            pen.row(y, row(&self.shown, y, width), row(&self.next, y, width));
        }
        pen.rest();
        self.point(cursor, &mut bytes);
        std::mem::swap(&mut self.shown, &mut self.next);
        bytes
    }

    /// The rows in which something changed.
    fn changed(&self, width: usize) -> Vec<usize> {
        let height = self.next.content.len() / width;
        (0..height).filter(|y| !is_row(row(&self.shown, *y, width), row(&self.next, *y, width))).collect()
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
    fn find(old: &Buffer, new: &Buffer, width: usize, changed: &[usize]) -> Option<Self> {
        let height = new.content.len() / width;
        let moved = |y: usize, up: bool| {
            let from = if up { Some(y + 1) } else { y.checked_sub(1) };
            from.is_some_and(|from| from < height && is_row(row(old, from, width), row(new, y, width)))
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
    fn apply(self, shown: &mut Buffer, width: usize) {
        let (first, last) = self.rows;
        let Some(cells) = shown.content.get_mut(first * width..(last + 1) * width) else { return };
        let gone = if self.up { 0 } else { cells.len() - width };
        for cell in cells.iter_mut().skip(gone).take(width) {
            cell.reset();
        }
        if self.up { cells.rotate_left(width) } else { cells.rotate_right(width) }
    }
}

/// The cells of a row, counted from 0.
fn row(buffer: &Buffer, y: usize, width: usize) -> &[Cell] {
    buffer.content.get(y * width..(y + 1) * width).unwrap_or_default()
}

/// Whether nothing is to be seen between two rows of cells.
fn is_row(old: &[Cell], new: &[Cell]) -> bool {
    old.iter().zip(new).all(|(old, new)| is_same(old, new))
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
}

impl<'a> Pen<'a> {
    fn new(bytes: &'a mut Vec<u8>) -> Self {
        Self { bytes, at: None, style: Attributes::PLAIN }
    }

    /// Sends what changed in a row.
    fn row(&mut self, y: usize, old: &[Cell], new: &[Cell]) {
        if old.iter().chain(new).any(|cell| columns(cell) != 1) {
            // A letter of two columns hides what stands behind it, and goes in one piece or not at all.
            return self.cells(y, 0..new.len(), new);
        }
        let changed: Vec<usize> =
            (0..).zip(old.iter().zip(new)).filter(|(_, (old, new))| !is_same(old, new)).map(|(x, _)| x).collect();
        let near = |one: &usize, two: &usize| two - one <= BRIDGED + 1 && new.get(*one..*two).is_some_and(is_bridge);
        for piece in changed.chunk_by(near) {
            if let (Some(from), Some(to)) = (piece.first(), piece.last()) {
                self.cells(y, *from..to + 1, new);
            }
        }
    }

    /// Sends these cells of a row.
    fn cells(&mut self, y: usize, places: Range<usize>, row: &[Cell]) {
        let mut x = places.start;
        while let Some(cell) = row.get(x).filter(|_| x < places.end) {
            self.go(y, x);
            let left = row.get(x..places.end).unwrap_or_default();
            let blanks = left.iter().take_while(|cell| is_blank(cell)).count();
            if blanks >= if blanks == left.len() { ERASED } else { ERASED * 2 } {
                self.take_behind(Attributes::PLAIN);
                let _ = write!(self.bytes, "\x1b[{blanks}X");
                x += blanks;
                continue;
            }
            let symbol = cell.symbol();
            if symbol == " " {
                self.take_behind(seen(cell));
            } else {
                self.take(seen(cell));
            }
            self.bytes.extend_from_slice(symbol.as_bytes());
            let ahead = x + columns(cell);
            // Terminals do not agree on how wide some letters are, nor on where the cursor is behind the last column.
            let certain = (symbol.len() == 1 || symbol.chars().nth(1).is_none() && ahead == x + 1) && ahead < row.len();
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
        self.style = style;
    }

    /// Takes on a style as far as it is to be seen where no letter stands.
    fn take_behind(&mut self, style: Attributes) {
        if self.style.behind() != style {
            self.take(style);
        }
    }

    /// Leaves nothing behind in the terminal but the picture.
    fn rest(&mut self) {
        self.take(Attributes::PLAIN);
    }
}

/// What is to be seen of a cell's attributes.
fn seen(cell: &Cell) -> Attributes {
    let all = Attributes::of(cell);
    if cell.symbol() == " " { all.behind() } else { all }
}

/// Whether nothing is to be seen between the two.
fn is_same(old: &Cell, new: &Cell) -> bool {
    old.symbol() == new.symbol() && seen(old) == seen(new)
}

/// Whether what stands behind the first of these cells is sent in as many bytes as there are cells.
fn is_bridge(cells: &[Cell]) -> bool {
    let Some((first, behind)) = cells.split_first() else { return false };
    behind.iter().all(|cell| cell.symbol().len() == 1 && [seen(first), seen(first).behind()].contains(&seen(cell)))
}

/// Whether nothing at all is to be seen in a cell.
fn is_blank(cell: &Cell) -> bool {
    cell.symbol() == " " && seen(cell) == Attributes::PLAIN
}

/// How many columns a cell's letter takes: 1 or 2.
fn columns(cell: &Cell) -> usize {
    match cell.symbol() {
        symbol if is_simple(symbol) => 1,
        symbol => symbol.width().max(1),
    }
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
