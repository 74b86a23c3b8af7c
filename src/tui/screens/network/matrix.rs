//! Seniority by organisation: how many are there, and how warm the warmest contact is.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::super::super::model::Model;
use super::super::super::network::Survey;
use super::super::super::text;
use super::super::super::widgets::{ink, wrap};
use super::{Spot, trend};
use crate::domain::coverage::{Coverage, Person};
use crate::domain::{Warmth, Word as _};

/// The narrowest and the widest column of an organisation.
const COLUMN: (usize, usize) = (8, 14);

/// Rows the matrix takes with everything that belongs under it but the trend: names, rungs, the chosen cell in words, the
/// legend.
pub fn height(survey: &Survey) -> u16 {
    u16::try_from(survey.coverage.rows.len() + 4).unwrap_or(u16::MAX)
}

/// Where the parts of the matrix stand.
struct Frame {
    /// Columns for the names of the rungs, and for each organisation.
    label: usize,
    column: usize,
    /// The rungs and the organisations that are shown.
    rows: Range<usize>,
    columns: Range<usize>,
    /// Rows under the matrix: for the chosen cell, for the trend, for the legend.
    words: u16,
    trend: u16,
    legend: u16,
}

impl Frame {
    fn of(model: &Model, coverage: &Coverage, area: Rect, with_trend: bool) -> Self {
        let (width, height) = (usize::from(area.width), area.height);
        let widest = coverage.rows.iter().map(|row| wrap::width(rung(&row.name))).max().unwrap_or(0);
        let label = (widest + 1).min(width / 3);
        let count = coverage.columns.len().max(1);
        let room = width.saturating_sub(label).max(1);
        let names =
            coverage.columns.iter().map(|column| wrap::width(&model.name(org(&column.name)))).max().unwrap_or(0);
        // Narrow columns where all of them fit then; where they have to be scrolled anyway, the names can be read.
        let wanted = (names + 3).clamp(COLUMN.0, COLUMN.1).min((room / 3).max(COLUMN.0));
        let column = (if room / count < COLUMN.0 { wanted } else { wanted.min(room / count) }).min(room);
        let rows = coverage.rows.len();
        // What is under the matrix comes only when every rung is shown.
        let mut spare = height.saturating_sub(u16::try_from(rows + 1).unwrap_or(u16::MAX));
        let mut take = |wanted: u16| {
            let taken = if spare >= wanted { wanted } else { 0 };
            spare -= taken;
            taken
        };
        let words = take(1);
        let trend =
            if with_trend { [2, 1].into_iter().map(&mut take).find(|taken| *taken > 0).unwrap_or(0) } else { 0 };
        let legend = take(1);
        // A row between, where there is one left.
        let words = words + u16::from(words > 0 && take(1) > 0);
        let shown = usize::from(height.saturating_sub(1 + words + trend + legend));
        let (row, at) = model.network.cell();
        Self {
            label,
            column,
            rows: super::super::visible(rows, row, shown.min(rows)),
            columns: super::super::visible(coverage.columns.len(), at, (room / column).max(1)),
            words,
            trend,
            legend,
        }
    }

    /// The place of a cell that is shown.
    fn place(&self, area: Rect, row: usize, column: usize) -> Rect {
        let x = self.label + (column - self.columns.start) * self.column;
        let y = 1 + row - self.rows.start;
        let of = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
        let place = Rect {
            x: area.x.saturating_add(of(x)),
            y: area.y.saturating_add(of(y)),
            width: of(self.column.saturating_sub(1)),
            height: 1,
        };
        place.intersection(area)
    }
}

/// The name of a rung.
fn rung(name: &str) -> &str {
    if name.is_empty() { "not known" } else { name }
}

/// The name of an organisation.
fn org(name: &str) -> &str {
    if name.is_empty() { "none" } else { name }
}

/// Draws the matrix, and under it what there is room for.
pub fn draw(model: &Model, survey: &Survey, area: Rect, with_trend: bool, buffer: &mut Buffer) {
    let coverage = &survey.coverage;
    let frame = Frame::of(model, coverage, area, with_trend);
    head(model, coverage, &frame, area, buffer);
    for row in frame.rows.clone() {
        let y = frame.place(area, row, frame.columns.start).y;
        let style = if is_senior(coverage, row) { model.look.strong() } else { Style::new() };
        let name = coverage.rows.get(row).map_or("", |row| rung(&row.name));
        let label = Line::styled(text::fit(name, frame.label.saturating_sub(1)), style);
        ink::set_line(buffer, area.x, y, &label, area.width);
        for column in frame.columns.clone() {
            cell(model, coverage, (row, column), frame.place(area, row, column), buffer);
        }
    }
    let [words, trend, legend] = under(&frame, area);
    if !words.is_empty() {
        let line = in_words(model, coverage, usize::from(words.width));
        ink::set_line(buffer, words.x, words.bottom() - 1, &line, words.width);
    }
    trend::short(model, survey, trend, buffer);
    if !legend.is_empty() {
        let line = self::legend(model, usize::from(legend.width));
        ink::set_line(buffer, legend.x, legend.y, &line, legend.width);
    }
}

/// What stands under the matrix: the chosen cell in words, the trend, the legend; empty where there is no room.
fn under(frame: &Frame, area: Rect) -> [Rect; 3] {
    let of = |height: u16, below: u16| Rect { y: area.bottom().saturating_sub(below + height), height, ..area };
    [of(frame.words, frame.trend + frame.legend), of(frame.trend, frame.legend), of(frame.legend, 0)]
}

/// The names of the organisations; before them how many more there are on both sides.
fn head(model: &Model, coverage: &Coverage, frame: &Frame, area: Rect, buffer: &mut Buffer) {
    let look = model.look;
    let (before, after) = (frame.columns.start, coverage.columns.len() - frame.columns.end);
    if before + after > 0 {
        let side = |count: usize, text: String| if count > 0 { text } else { String::new() };
        let left = side(before, format!("{}{before}", look.glyph("‹", "<")));
        let right = side(after, format!("{after}{}", look.glyph("›", ">")));
        let told = text::fit(&format!("{left} {right}"), frame.label);
        ink::set_line(buffer, area.x, area.y, &Line::styled(told, look.accent()), area.width);
    }
    for column in frame.columns.clone() {
        let Some(shown) = coverage.columns.get(column) else { continue };
        let place = Rect { y: area.y, ..frame.place(area, frame.rows.start, column) };
        let style = match (shown.matters, coverage.is_hollow(column)) {
            (_, true) => look.alarm(),
            (true, false) => look.strong(),
            (false, false) => look.quiet(),
        };
        let name = text::fit(&model.name(org(&shown.name)), usize::from(place.width).saturating_sub(1));
        ink::set_line(buffer, place.x + 1, place.y, &Line::styled(name, style), place.width.saturating_sub(1));
    }
}

fn is_senior(coverage: &Coverage, row: usize) -> bool {
    coverage.rows.get(row).is_some_and(|row| row.height.is_some() && row.height >= coverage.senior)
}

/// One cell: how many are there, and a glyph for each, the warmest first; a hole has a glyph of its own.
fn cell(model: &Model, coverage: &Coverage, (row, column): (usize, usize), place: Rect, buffer: &mut Buffer) {
    let look = model.look;
    let here = !model.network.is_on_holes() && model.network.cell() == (row, column);
    let Some(shown) = coverage.cell(row, column) else { return };
    let room = usize::from(place.width).saturating_sub(2);
    let hole = is_senior(coverage, row) && coverage.is_hollow(column);
    let mut spans = match shown.people.len() {
        0 if hole => vec![Span::styled(look.glyph(" ◇", " ?"), look.alarm())],
        0 => vec![Span::styled(look.glyph(" ·", " ."), look.quiet())],
        count => {
            let count = format!("{count:>2} ");
            let glyphs = room.saturating_sub(count.len());
            let warmth = coverage.people_in(row, column).map(|person| person.standing.warmth).take(glyphs);
            let glyphs = warmth.map(|warmth| Span::styled(look.warmth_glyph(warmth), look.warmth(warmth)));
            let style = if is_senior(coverage, row) { look.strong() } else { Style::new() };
            std::iter::once(Span::styled(count, style)).chain(glyphs).collect()
        }
    };
    let used: usize = spans.iter().map(Span::width).sum();
    spans.push(Span::raw(" ".repeat(room.saturating_sub(used))));
    let (open, close) = if here { ("[", "]") } else { (" ", " ") };
    spans.insert(0, Span::raw(open));
    spans.push(Span::raw(close));
    ink::set_line(buffer, place.x, place.y, &Line::from(spans), place.width);
    if here {
        buffer.set_style(place, look.chosen());
    }
}

/// The chosen cell in words: who is there, the warmest first.
fn in_words(model: &Model, coverage: &Coverage, width: usize) -> Line<'static> {
    let (row, column) = model.network.cell();
    let place = cell_name(model, coverage, row, column);
    let who =
        |person: &Person| format!("{} {}", model.name(&person.who.name), person.standing.warmth.word().to_lowercase());
    let mut people: Vec<String> = coverage.people_in(row, column).take(4).map(who).collect();
    let count = coverage.cell(row, column).map_or(0, |cell| cell.people.len());
    if people.is_empty() {
        let nobody = if is_senior(coverage, row) && coverage.is_hollow(column) {
            "nobody, and nobody else senior there"
        } else {
            "nobody"
        };
        people.push(nobody.to_owned());
    }
    let more = if count > people.len() { format!(", {} more", count - people.len()) } else { String::new() };
    Line::from(vec![
        Span::styled(text::fit(&format!("{place}: "), width), model.look.quiet()),
        Span::raw(text::fit(&format!("{}{more}", people.join(", ")), width.saturating_sub(wrap::width(&place) + 2))),
    ])
}

/// The name of a cell: "VP in Research".
fn cell_name(model: &Model, coverage: &Coverage, row: usize, column: usize) -> String {
    let rung = coverage.rows.get(row).map_or("", |row| rung(&row.name));
    match coverage.columns.get(column).map(|column| column.name.as_str()) {
        Some("") | None => format!("{rung}, no organisation"),
        Some(org) => format!("{rung} in {}", model.name(org)),
    }
}

/// What the glyphs say, as far as there is room.
fn legend(model: &Model, width: usize) -> Line<'static> {
    let look = model.look;
    let mut spans = vec![Span::styled(look.glyph("◇", "?"), look.alarm()), Span::styled(" hole", look.quiet())];
    let mut used = 6;
    for warmth in Warmth::ALL {
        let word = format!(" {}", warmth.word().to_lowercase());
        used += wrap::width(&word) + 3;
        if used > width {
            break;
        }
        spans.push(Span::raw("  "));
        spans.push(Span::styled(look.warmth_glyph(*warmth), look.warmth(*warmth)));
        spans.push(Span::styled(word, look.quiet()));
    }
    Line::from(spans)
}

/// The cell of the matrix under a cell of the terminal.
pub fn cell_at(model: &Model, survey: &Survey, area: Rect, with_trend: bool, cell: Position) -> Option<Spot> {
    let frame = Frame::of(model, &survey.coverage, area, with_trend);
    let (x, y) = (usize::from(cell.x - area.x), usize::from(cell.y - area.y));
    let row = frame.rows.clone().nth(y.checked_sub(1)?)?;
    // A click on the name of a rung stays in the column.
    let column = match x.checked_sub(frame.label) {
        Some(x) => frame.columns.clone().nth(x / frame.column.max(1))?,
        None => model.network.cell().1,
    };
    Some(Spot::Cell(row, column))
}
