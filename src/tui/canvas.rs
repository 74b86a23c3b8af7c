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

/// As many cells that stay as they are, or fewer, are sent again rather than stepped over.
const BRIDGED: usize = 3;

/// As many rows must have moved to be moved and not sent.
const LEAST: usize = 3;

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
            let (first, last) = (*all.first()?, *all.last()?);
            let rows = if up { (first, last + 1) } else { (first - 1, last) };
            (all.len() >= LEAST && all.len() * 2 > rows.1 - rows.0).then_some(Self { rows, up })
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
    style: Look,
}

/// How a cell looks, apart from what stands in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Look {
    fg: Color,
    bg: Color,
    modifier: Modifier,
}

impl Look {
    const PLAIN: Self = Self { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

    fn of(cell: &Cell) -> Self {
        Self { fg: cell.fg, bg: cell.bg, modifier: cell.modifier }
    }
}

impl<'a> Pen<'a> {
    fn new(bytes: &'a mut Vec<u8>) -> Self {
        Self { bytes, at: None, style: Look::PLAIN }
    }

    /// Sends what changed in a row.
    fn row(&mut self, y: usize, old: &[Cell], new: &[Cell]) {
        let Some(first) = old.iter().zip(new).position(|(old, new)| !is_same(old, new)) else { return };
        if old.iter().chain(new).any(|cell| columns(cell) != 1) {
            // A letter of two columns hides what stands behind it, and goes in one piece or not at all.
            return self.cells(y, 0..new.len(), new);
        }
        let changed = |x: &usize| old.get(*x).zip(new.get(*x)).is_some_and(|(old, new)| !is_same(old, new));
        let mut rest = first;
        while let Some(from) = (rest..new.len()).find(changed) {
            let mut to = from + 1;
            while let Some(next) = (to..new.len().min(to + BRIDGED + 1)).find(changed)
                && new.get(to - 1..next).is_some_and(is_bridge)
            {
                to = next + 1;
            }
            self.cells(y, from..to, new);
            rest = to;
        }
    }

    /// Sends these cells of a row.
    fn cells(&mut self, y: usize, places: Range<usize>, row: &[Cell]) {
        let mut x = places.start;
        while let Some(cell) = row.get(x).filter(|_| x < places.end) {
            self.go(y, x);
            self.take(Look::of(cell));
            let symbol = cell.symbol();
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
            _ => go(self.bytes, y, x),
        }
        self.at = Some((y, x));
    }

    /// Takes on a style.
    fn take(&mut self, style: Look) {
        if style == self.style {
            return;
        }
        let (mut anew, mut changed) = (Vec::new(), Vec::new());
        between(Look::PLAIN, style, &mut anew);
        between(self.style, style, &mut changed);
        if anew.len() + usize::from(!anew.is_empty()) < changed.len() {
            // An empty first figure takes everything back.
            anew.insert(0, String::new());
            changed = anew;
        }
        self.bytes.extend(b"\x1b[");
        self.bytes.extend_from_slice(changed.join(";").as_bytes());
        self.bytes.push(b'm');
        self.style = style;
    }

    /// Leaves nothing behind in the terminal but the picture.
    fn rest(&mut self) {
        self.take(Look::PLAIN);
    }
}

/// Whether nothing is to be seen between the two.
fn is_same(old: &Cell, new: &Cell) -> bool {
    old.symbol() == new.symbol() && Look::of(old) == Look::of(new)
}

/// Whether what stands behind the first of these cells is sent in as many bytes as there are cells.
fn is_bridge(cells: &[Cell]) -> bool {
    let Some((first, behind)) = cells.split_first() else { return false };
    behind.iter().all(|cell| cell.symbol().len() == 1 && Look::of(cell) == Look::of(first))
}

/// How many columns a cell's letter takes: 1 or 2.
fn columns(cell: &Cell) -> usize {
    match cell.symbol() {
        symbol if symbol.len() == 1 => 1,
        symbol => symbol.width().max(1),
    }
}

/// The figures of the terminal standard ECMA-48 (SGR) that lead from one style to another.
fn between(old: Look, new: Look, figures: &mut Vec<String>) {
    const MODIFIERS: [(Modifier, &str, &str); 8] = [
        (Modifier::BOLD, "1", "22"),
        (Modifier::DIM, "2", "22"),
        (Modifier::ITALIC, "3", "23"),
        (Modifier::UNDERLINED, "4", "24"),
        (Modifier::SLOW_BLINK, "5", "25"),
        (Modifier::REVERSED, "7", "27"),
        (Modifier::HIDDEN, "8", "28"),
        (Modifier::CROSSED_OUT, "9", "29"),
    ];
    let weight = Modifier::BOLD | Modifier::DIM;
    let mut there = old.modifier;
    for (modifier, _, off) in MODIFIERS {
        if there.contains(modifier) && !new.modifier.contains(modifier) {
            figures.push(off.to_owned());
            // Bold and dim go together.
            there.remove(if weight.contains(modifier) { weight } else { modifier });
        }
    }
    for (modifier, on, _) in MODIFIERS {
        if new.modifier.contains(modifier) && !there.contains(modifier) {
            figures.push(on.to_owned());
        }
    }
    if new.fg != old.fg {
        figures.push(colour(new.fg, 30));
    }
    if new.bg != old.bg {
        figures.push(colour(new.bg, 40));
    }
}

/// The figure of a colour, where those of this ground begin with this number: 30 in front, 40 behind.
fn colour(colour: Color, ground: u16) -> String {
    match colour {
        Color::Reset => (ground + 9).to_string(),
        Color::Indexed(number) => format!("{};5;{number}", ground + 8),
        Color::Rgb(red, green, blue) => format!("{};2;{red};{green};{blue}", ground + 8),
        named => {
            let number =
                NAMED.iter().position(|other| *other == named).and_then(|at| u16::try_from(at).ok()).unwrap_or(9);
            // The second eight of the sixteen stand 60 further on.
            (ground + if number < 8 { number } else { number - 8 + 60 }).to_string()
        }
    }
}

/// The sixteen colours of a terminal in their order.
const NAMED: [Color; 16] = [
    Color::Black,
    Color::Red,
    Color::Green,
    Color::Yellow,
    Color::Blue,
    Color::Magenta,
    Color::Cyan,
    Color::Gray,
    Color::DarkGray,
    Color::LightRed,
    Color::LightGreen,
    Color::LightYellow,
    Color::LightBlue,
    Color::LightMagenta,
    Color::LightCyan,
    Color::White,
];

#[cfg(test)]
#[path = "canvas_tests.rs"]
mod tests;
