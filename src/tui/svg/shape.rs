//! What is drawn rather than written: borders, bars, ticks and the glyphs of warmth. Fonts disagree on all of them.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use super::{HEIGHT, Rgb, WIDTH};

/// What a shape is drawn with. What comes first lies below.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pen {
    /// The ground behind letters.
    Ground,
    /// A line of one pixel.
    Thin,
    /// A line between.
    Middle,
    /// A line of three pixels.
    Thick,
    /// A filled shape.
    Fill,
}

impl Pen {
    /// The attributes of a path drawn with it.
    fn with(self, colour: Rgb) -> String {
        match self {
            Self::Ground | Self::Fill => format!("style=\"fill:{colour}\""),
            Self::Thin => format!("stroke=\"{colour}\""),
            Self::Middle => format!("stroke=\"{colour}\" stroke-width=\"1.3\""),
            Self::Thick => format!("stroke=\"{colour}\" stroke-width=\"3\""),
        }
    }
}

/// A straight line; in the order in which lines that continue each other stand side by side.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Line {
    pen: Pen,
    colour: Rgb,
    /// It goes down rather than to the right.
    down: bool,
    /// The row of pixels it is in, or the column.
    at: u16,
    from: u16,
    to: u16,
}

/// Everything that is drawn.
#[derive(Default)]
pub struct Shapes {
    paths: BTreeMap<(Pen, Rgb), String>,
    lines: Vec<Line>,
}

impl Shapes {
    /// A rectangle, in pixels.
    pub fn rectangle(&mut self, pen: Pen, colour: Rgb, [left, top, right, bottom]: [u16; 4]) {
        self.path(pen, colour, format_args!("M{left} {top}H{right}V{bottom}H{left}z"));
    }

    /// A level line of one pixel.
    pub fn underline(&mut self, colour: Rgb, at: u16, from: u16, to: u16) {
        self.lines.push(Line { pen: Pen::Thin, colour, down: false, at, from, to });
    }

    /// Draws a symbol in the cell with this top left corner; false where it is something to be written.
    pub fn symbol(&mut self, symbol: &str, colour: Rgb, (x, y): (u16, u16)) -> bool {
        let mut letters = symbol.chars();
        let (Some(letter), None) = (letters.next(), letters.next()) else { return false };
        if let Some(arms) = arms(letter) {
            self.border(arms, colour, (x, y));
        } else if let Some([left, top, right, bottom]) = bar(letter) {
            let part = |eighths: u16, whole: u16| (whole * eighths + 4) / 8;
            let (across, down) =
                ([left, right].map(|at| x + part(at, WIDTH)), [top, bottom].map(|at| y + part(at, HEIGHT)));
            self.rectangle(Pen::Fill, colour, [across[0], down[0], across[1], down[1]]);
        } else {
            return self.glyph(letter, colour, (x, y));
        }
        true
    }

    /// The lines of a border, each from the middle of the cell to its edge.
    fn border(&mut self, [up, right, down, left]: [u8; 4], colour: Rgb, (x, y): (u16, u16)) {
        let (middle, level) = (x + WIDTH / 2, y + HEIGHT / 2);
        // Lines begin so far behind the middle that corners are whole.
        let mut arm = |weight: u8, down: bool, at: u16, ahead: bool, edge: u16, centre: u16| {
            let (pen, half) = if weight > 1 { (Pen::Thick, 1) } else { (Pen::Thin, 0) };
            let (from, to) = if ahead { (centre - half, edge) } else { (edge, centre + half + 1) };
            if weight > 0 {
                self.lines.push(Line { pen, colour, down, at, from, to });
            }
        };
        arm(left, false, level, false, x, middle);
        arm(right, false, level, true, x + WIDTH, middle);
        arm(up, true, middle, false, y, level);
        arm(down, true, middle, true, y + HEIGHT, level);
    }

    /// Signs that fonts draw in many sizes, or not at all; false where it is none of them.
    fn glyph(&mut self, letter: char, colour: Rgb, (x, y): (u16, u16)) -> bool {
        let (right, foot) = (x + WIDTH, y + HEIGHT);
        let (middle, level) = (x + WIDTH / 2, y + HEIGHT / 2);
        let (left, top) = (x + 1, level - 3);
        match letter {
            '╭' => self.path(Pen::Thin, colour, format_args!("M{right} {level}.5h-.5q-4 0-4 4V{foot}")),
            '╮' => self.path(Pen::Thin, colour, format_args!("M{x} {level}.5h.5q4 0 4 4V{foot}")),
            '╰' => self.path(Pen::Thin, colour, format_args!("M{right} {level}.5h-.5q-4 0-4-4V{y}")),
            '╯' => self.path(Pen::Thin, colour, format_args!("M{x} {level}.5h.5q4 0 4-4V{y}")),
            '●' => {
                self.path(Pen::Fill, colour, format_args!("M{x}.7 {level}.5a3.8 3.8 0 1 0 7.6 0a3.8 3.8 0 1 0-7.6 0z"));
            }
            '○' => self.ring(colour, left, level),
            '◐' => {
                self.ring(colour, left, level);
                self.path(Pen::Fill, colour, format_args!("M{middle}.5 {}.7a3.8 3.8 0 0 0 0 7.6z", level - 4));
            }
            '◌' => {
                // A ring of four pieces.
                let (right, foot) = (left + 6, level + 3);
                self.path(Pen::Middle, colour, format_args!("M{right}.6 {level}.4a3.1 3.1 0 0 1-2.2 2.2"));
                self.path(Pen::Middle, colour, format_args!("M{middle}.4 {foot}.6a3.1 3.1 0 0 1-2.2-2.2"));
                self.path(Pen::Middle, colour, format_args!("M{left}.4 {level}.6a3.1 3.1 0 0 1 2.2-2.2"));
                self.path(Pen::Middle, colour, format_args!("M{middle}.6 {top}.4a3.1 3.1 0 0 1 2.2 2.2"));
            }
            '✕' => self.path(Pen::Middle, colour, format_args!("M{left}.5 {top}.5l6 6m0-6l-6 6")),
            '✓' => self.path(Pen::Middle, colour, format_args!("M{left}.2 {level}.8l2.3 2.6l4.2-6")),
            '◆' => self.path(Pen::Fill, colour, format_args!("M{middle}.5 {}l4.5 4.5l-4.5 4.5l-4.5-4.5z", level - 4)),
            '▸' => self.path(Pen::Fill, colour, format_args!("M{left}.5 {}.5l6 4l-6 4z", level - 4)),
            _ => return false,
        }
        true
    }

    fn ring(&mut self, colour: Rgb, left: u16, level: u16) {
        self.path(Pen::Middle, colour, format_args!("M{left}.3 {level}.5a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0-6.4 0z"));
    }

    fn path(&mut self, pen: Pen, colour: Rgb, path: fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        let _ = self.paths.entry((pen, colour)).or_default().write_fmt(path);
    }

    /// The paths, a line for each pen and colour. Lines that continue each other have become one.
    pub fn finish(mut self) -> String {
        self.lines.sort_unstable();
        let mut lines: Vec<Line> = Vec::new();
        for line in std::mem::take(&mut self.lines) {
            match lines.last_mut() {
                Some(last) if Line { from: last.from, to: last.to, ..line } == *last && line.from <= last.to => {
                    last.to = last.to.max(line.to);
                }
                _ => lines.push(line),
            }
        }
        for Line { pen, colour, down, at, from, to } in lines {
            if down {
                self.path(pen, colour, format_args!("M{at}.5 {from}V{to}"));
            } else {
                self.path(pen, colour, format_args!("M{from} {at}.5H{to}"));
            }
        }
        let mut all = String::new();
        for ((pen, colour), path) in self.paths {
            let _ = writeln!(all, "<path {} d=\"{path}\"/>", pen.with(colour));
        }
        all
    }
}

/// How thick the lines of a border are that lead up, right, down and left from the middle: 0 none, 1 thin, 2 thick.
fn arms(letter: char) -> Option<[u8; 4]> {
    Some(match letter {
        '─' => [0, 1, 0, 1],
        '│' => [1, 0, 1, 0],
        '┌' => [0, 1, 1, 0],
        '┐' => [0, 0, 1, 1],
        '└' => [1, 1, 0, 0],
        '┘' => [1, 0, 0, 1],
        '├' => [1, 1, 1, 0],
        '┤' => [1, 0, 1, 1],
        '┬' => [0, 1, 1, 1],
        '┴' => [1, 1, 0, 1],
        '┼' => [1, 1, 1, 1],
        '━' => [0, 2, 0, 2],
        '┃' => [2, 0, 2, 0],
        '┏' => [0, 2, 2, 0],
        '┓' => [0, 0, 2, 2],
        '┗' => [2, 2, 0, 0],
        '┛' => [2, 0, 0, 2],
        '┣' => [2, 2, 2, 0],
        '┫' => [2, 0, 2, 2],
        '┳' => [0, 2, 2, 2],
        '┻' => [2, 2, 0, 2],
        '╋' => [2, 2, 2, 2],
        _ => return None,
    })
}

/// The part of its cell that a bar fills, in eighths: from the left, the top, to the right, the bottom.
fn bar(letter: char) -> Option<[u16; 4]> {
    let number = u16::try_from(u32::from(letter)).ok()?;
    Some(match number {
        0x2580 => [0, 0, 8, 4],
        // Rising from below, an eighth more each.
        0x2581..=0x2588 => [0, 0x2588 - number, 8, 8],
        // Shrinking towards the left, an eighth less each.
        0x2589..=0x258f => [0, 0, 0x2590 - number, 8],
        0x2590 => [4, 0, 8, 8],
        // A shade stands for covered words: a band, lower than its row.
        0x2591..=0x2593 => [0, 2, 8, 6],
        _ => return None,
    })
}
