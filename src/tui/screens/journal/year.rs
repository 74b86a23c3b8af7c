//! A year at a glance: a cell for each day, the darker the more there was on it.

use chrono::Datelike as _;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::super::super::model::Model;
use super::super::super::text;
use super::super::super::widgets::{frame, ink};
use crate::domain::Day;
use crate::domain::journal::{Entry, WEEKS};

/// The rows it takes: a border, the months, seven days, and what the cells mean.
pub const HEIGHT: u16 = 11;

/// The columns before the first week.
const DAYS: u16 = 5;

/// The fewest columns and rows of a body that has room for it and for a list under it.
const FEWEST: (u16, u16) = (100, 26);

/// From how many entries on a day has each of the cells, and what it means.
const LEVELS: [(u32, &str, &str, &str); 5] = [
    (0, "·", ".", "none"),
    (1, "░", ":", "1"),
    (2, "▒", "+", "2"),
    (3, "▓", "*", "3 or 4"),
    (5, "█", "#", "5 and more"),
];

/// Whether a body has room for it.
pub fn fits(body: Rect) -> bool {
    body.width >= FEWEST.0 && body.height >= FEWEST.1
}

/// Where the cells stand: the first one, and how many columns a week has.
struct Grid {
    x: u16,
    y: u16,
    step: u16,
}

fn grid(area: Rect) -> Grid {
    let inner = frame::inside(area);
    let room = inner.width.saturating_sub(DAYS + 1);
    let step = if room >= WEEKS * 2 { 2 } else { 1 };
    Grid { x: inner.x + 1 + DAYS, y: inner.y + 1, step }
}

/// The day at a cell of the screen.
pub fn day_at(model: &Model, area: Rect, column: u16, row: u16) -> Option<Day> {
    let grid = grid(area);
    let (week, weekday) = (column.checked_sub(grid.x)? / grid.step, row.checked_sub(grid.y)?);
    model.journal.year.at(week, weekday).map(|(day, _)| day)
}

/// Draws the year.
pub fn draw(model: &Model, area: Rect, buffer: &mut Buffer) {
    let look = model.look;
    super::super::framed(look, false, &told(model), area, buffer);
    let grid = grid(area);
    let (left, right) = (area.x + 2, area.right().saturating_sub(1));
    for (row, name) in (grid.y..).zip(["Mon", "", "Wed", "", "Fri", "", "Sun"]) {
        ink::set_line(buffer, left, row, &Line::styled(name, look.quiet()), DAYS);
    }
    let chosen = model.journal.entry().map(Entry::on);
    let mut month = None;
    for week in 0..WEEKS {
        let x = grid.x + week * grid.step;
        for weekday in 0..7 {
            let Some((day, count)) = model.journal.year.at(week, weekday) else { continue };
            if day > model.today && count == 0 {
                continue;
            }
            let (glyph, style) = match cell(model, count) {
                _ if Some(day) == chosen => (look.glyph("◆", "@"), look.strong()),
                cell => cell,
            };
            ink::set_line(buffer, x, grid.y + weekday, &Line::styled(glyph, style), 1);
            // A month is named over the first week that begins in it.
            let this = day.date().month();
            if weekday == 0 && month != Some(this) {
                let name = day.date().format("%b").to_string();
                let room = right.saturating_sub(x);
                // The first one may be cut by the next: then the next is named alone.
                let first_days = week > 0 || day.date().day() <= 14;
                if room >= 3 && first_days {
                    ink::set_line(buffer, x, grid.y - 1, &Line::styled(name, look.quiet()), room);
                }
                month = Some(this);
            }
        }
    }
    legend(model, left, grid.y + 7, right.saturating_sub(left), buffer);
}

/// What the cells mean.
fn legend(model: &Model, x: u16, y: u16, width: u16, buffer: &mut Buffer) {
    let mut spans = Vec::new();
    for (least, _, _, words) in LEVELS {
        let (glyph, style) = cell(model, least);
        spans.push(Span::styled(glyph, style));
        spans.push(Span::styled(format!(" {words}   "), model.look.quiet()));
    }
    spans.push(Span::styled(model.look.glyph("◆", "@"), model.look.strong()));
    spans.push(Span::styled(" the chosen day", model.look.quiet()));
    ink::set_line(buffer, x, y, &Line::from(spans), width);
}

/// The figures in words.
fn told(model: &Model) -> String {
    let year = &model.journal.year;
    let from = text::day(year.period().from, model.today);
    let Some((day, most)) = year.most() else { return format!("Since {from}: nothing") };
    let (total, active) = (year.total(), year.active());
    let entries = if total == 1 { "entry" } else { "entries" };
    let days = if active == 1 { "day" } else { "days" };
    format!("Since {from}: {total} {entries} on {active} {days}, most on {}: {most}", text::day(day, model.today))
}

/// The cell of a day with so many entries.
fn cell(model: &Model, count: u32) -> (&'static str, Style) {
    let level = LEVELS.iter().rev().find(|(least, ..)| count >= *least).unwrap_or(&LEVELS[0]);
    let style = if level.0 == 0 { model.look.quiet() } else { model.look.accent() };
    (model.look.glyph(level.1, level.2), style)
}
