//! A drawn screen as an SVG picture, for pages that show what the program looks like.
//!
//! Cells are 9 by 19 pixels. Whoever looks at the picture has a monospaced font that nobody knows, so no place depends on
//! it: every run of letters says where it begins and how long it is, and borders, bars and warmth glyphs are not letters
//! at all but shapes, which meet at the edges of their cells. Pictures come in a dark and a light [`Palette`].
//! Begin with [`svg`].

mod palette;
mod shape;

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Position;
use ratatui::style::Modifier;

use super::widgets::wrap;
pub use palette::{DARK, LIGHT, Palette, Rgb};
use shape::{Pen, Shapes};

/// Pixels of a cell.
const WIDTH: u16 = 9;
const HEIGHT: u16 = 19;
/// From the top of a row to the foot of its letters, and to the line under them.
const FOOT: u16 = 14;
const UNDER: u16 = 16;
/// Around the cells: at the sides and below, and above, where the window has its three buttons.
const SIDE: u16 = 14;
const TOP: u16 = 34;

/// How letters look.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Ink {
    colour: Rgb,
    bold: bool,
    italic: bool,
}

/// Letters of one look beside each other.
struct Run {
    x: u16,
    row: u16,
    cells: u16,
    ink: Ink,
    kind: Kind,
    text: String,
}

/// Which letters may stand in one run.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Letters that every monospaced font has in the same width.
    Plain,
    /// Letters that are read from right to left, joined and turned round by whoever shows them.
    RightToLeft,
    /// Letters that may come from another font, of whatever width: each stands alone in the middle of its cells.
    Alone,
}

/// The picture of a buffer, with a cursor where there is one. `title` is what a screen reader calls it.
pub fn svg(title: &str, buffer: &Buffer, cursor: Option<Position>, palette: &Palette) -> String {
    let mut shapes = Shapes::default();
    let mut runs: Vec<Run> = Vec::new();
    grounds(buffer, palette, &mut shapes);
    for (row, cells) in rows(buffer) {
        let mut column = 0;
        while let Some(cell) = cells.get(usize::from(column)) {
            let wide = u16::try_from(wrap::width(cell.symbol())).unwrap_or(1).max(1);
            let (x, y, ink) = (column * WIDTH, row * HEIGHT, ink(cell, palette));
            if cell.modifier.contains(Modifier::UNDERLINED) {
                shapes.underline(ink.colour, y + UNDER, x, x + wide * WIDTH);
            }
            // A shade lets its ground through.
            let shade = matches!(cell.symbol(), "░" | "▒" | "▓");
            let colour = if shade { ink.colour.dimmed(ground(cell, palette)) } else { ink.colour };
            if !shapes.symbol(cell.symbol(), colour, (x, y)) {
                write(&mut runs, cell.symbol(), (column, row), wide, ink);
            }
            column += wide;
        }
    }
    if let Some(cursor) = cursor {
        let (x, y) = (cursor.x * WIDTH, cursor.y * HEIGHT);
        shapes.rectangle(Pen::Fill, palette.cursor, [x, y, x + 2, y + HEIGHT]);
    }
    page(title, buffer, palette, shapes, &runs)
}

fn rows(buffer: &Buffer) -> impl Iterator<Item = (u16, &[Cell])> {
    (0..buffer.area.height).zip(buffer.content.chunks(usize::from(buffer.area.width).max(1)))
}

/// Painted backgrounds, a rectangle for neighbours of one colour.
fn grounds(buffer: &Buffer, palette: &Palette, shapes: &mut Shapes) {
    for (row, cells) in rows(buffer) {
        let mut column = 0;
        for group in cells.chunk_by(|left, right| ground(left, palette) == ground(right, palette)) {
            let width = u16::try_from(group.len()).unwrap_or_default();
            let colour = group.first().map(|cell| ground(cell, palette));
            if let Some(colour) = colour.filter(|colour| *colour != palette.background) {
                let (x, y) = (column * WIDTH, row * HEIGHT);
                shapes.rectangle(Pen::Ground, colour, [x, y, x + width * WIDTH, y + HEIGHT]);
            }
            column += width;
        }
    }
}

fn ground(cell: &Cell, palette: &Palette) -> Rgb {
    if cell.modifier.contains(Modifier::REVERSED) {
        palette.of(cell.fg, palette.foreground)
    } else {
        palette.of(cell.bg, palette.background)
    }
}

fn ink(cell: &Cell, palette: &Palette) -> Ink {
    let (ground, modifier) = (ground(cell, palette), cell.modifier);
    let mut colour = if modifier.contains(Modifier::REVERSED) {
        palette.of(cell.bg, palette.background)
    } else {
        palette.of(cell.fg, palette.foreground)
    };
    if modifier.contains(Modifier::HIDDEN) {
        colour = ground;
    } else if modifier.contains(Modifier::DIM) {
        colour = colour.dimmed(ground);
    }
    Ink { colour, bold: modifier.contains(Modifier::BOLD), italic: modifier.contains(Modifier::ITALIC) }
}

/// Adds a letter to the run it belongs to, or begins another. A single blank may stand inside a run; more end it.
fn write(runs: &mut Vec<Run>, symbol: &str, (column, row): (u16, u16), cells: u16, ink: Ink) {
    if symbol.trim().is_empty() {
        return;
    }
    let kind = kind(symbol, cells);
    if let Some(run) = runs.last_mut()
        && (run.row, run.ink, run.kind) == (row, ink, kind)
        && kind != Kind::Alone
        && column <= run.x + run.cells + 1
    {
        if column > run.x + run.cells {
            run.text.push(' ');
        }
        run.text.push_str(symbol);
        run.cells = column + cells - run.x;
        return;
    }
    runs.push(Run { x: column, row, cells, ink, kind, text: symbol.to_owned() });
}

fn kind(symbol: &str, cells: u16) -> Kind {
    match symbol.chars().next() {
        Some('\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}') => Kind::RightToLeft,
        // Arrows, signs and pictures, and whatever takes two cells.
        Some('\u{2190}'..='\u{2bff}' | '\u{fffd}') => Kind::Alone,
        _ if cells > 1 => Kind::Alone,
        _ => Kind::Plain,
    }
}

/// The whole page: a window with three buttons, what is painted, drawn and written in it.
fn page(title: &str, buffer: &Buffer, palette: &Palette, shapes: Shapes, runs: &[Run]) -> String {
    let (width, height) = (buffer.area.width * WIDTH + 2 * SIDE, buffer.area.height * HEIGHT + TOP + SIDE);
    let mut inks: Vec<Ink> = Vec::new();
    let mut text = String::new();
    for run in runs {
        let number = inks.iter().position(|ink| *ink == run.ink).unwrap_or_else(|| {
            inks.push(run.ink);
            inks.len() - 1
        });
        text.push_str(&letters(run, number));
    }
    let mut page = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         role=\"img\">\n<title>{}</title>\n<style>\ntext{{font:15px ui-monospace,'SF Mono',Menlo,Consolas,'DejaVu Sans Mono',\
         'Liberation Mono',monospace}}\n.m{{text-anchor:middle}}\npath{{fill:none}}\n",
        escaped(title)
    );
    for (number, ink) in inks.iter().enumerate() {
        let bold = if ink.bold { ";font-weight:bold" } else { "" };
        let italic = if ink.italic { ";font-style:italic" } else { "" };
        let _ = writeln!(page, ".i{number}{{fill:{}{bold}{italic}}}", ink.colour);
    }
    let (inner, frame) = (palette.background, palette.frame);
    let _ = write!(
        page,
        "</style>\n<rect x=\".5\" y=\".5\" width=\"{}\" height=\"{}\" rx=\"10\" fill=\"{inner}\" stroke=\"{frame}\"/>\n\
         <path d=\"M20 17h0M38 17h0M56 17h0\" stroke=\"{frame}\" stroke-width=\"11\" style=\"stroke-linecap:round\"/>\n\
         <g transform=\"translate({SIDE} {TOP})\">\n",
        width - 1,
        height - 1,
    );
    page + &shapes.finish() + &text + "</g>\n</svg>\n"
}

/// A run as text with its place and its length.
fn letters(run: &Run, number: usize) -> String {
    let (x, y, long) = (run.x * WIDTH, run.row * HEIGHT + FOOT, run.cells * WIDTH);
    let text = escaped(&run.text);
    match run.kind {
        Kind::Alone => format!(
            "<text x=\"{}\" y=\"{y}\" class=\"i{number} m\">{text}</text>\n",
            f32::from(x) + f32::from(long) / 2.0
        ),
        _ if run.cells == 1 => format!("<text x=\"{x}\" y=\"{y}\" class=\"i{number}\">{text}</text>\n"),
        _ => format!(
            "<text x=\"{x}\" y=\"{y}\" class=\"i{number}\" textLength=\"{long}\" lengthAdjust=\"spacingAndGlyphs\">{text}</text>\n"
        ),
    }
}

/// Text as XML has it.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
#[path = "svg_tests.rs"]
mod tests;
