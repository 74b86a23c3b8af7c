//! The stakeholder pane: who matters, how senior, when last in touch, and how warm that is.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::Line;

use super::super::mask::Mask;
use super::super::model::Model;
use super::super::text;
use super::super::widgets::{ink, wrap};
use crate::domain::query::Row;
use crate::domain::{Warmth, Word};
use crate::keys::Command;

/// Widths of the columns in cells; 0 where a column gave way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Columns {
    name: usize,
    seniority: usize,
    org: usize,
    last: usize,
    warmth: usize,
}

impl Columns {
    /// The columns that fit: on the way down the organisation gives way first, then the seniority, then the word for
    /// the warmth; name and last contact stay.
    fn of(width: usize) -> Self {
        let (seniority, org, last, warmth) = match width {
            62.. => (11, (width / 4).clamp(12, 24), 6, 10),
            56..62 => (11, 12, 6, 10),
            40..56 => (11, 0, 6, 10),
            28..40 => (0, 0, 6, 10),
            _ => (0, 0, 6, 2),
        };
        let name = width.saturating_sub(seniority + org + last + warmth + 1);
        Self { name, seniority, org, last, warmth }
    }
}

/// Draws the visible rows, and nothing for the others.
pub fn draw(model: &Model, area: Rect, buffer: &mut Buffer, focused: bool) {
    let screen = &model.screen;
    if screen.rows.is_empty() {
        let width = usize::from(area.width);
        let lines = if screen.total == 0 {
            super::empty(model, "Who can help you, or stand in the way?", Command::Add, "adds a stakeholder", width)
        } else {
            nobody(model, width)
        };
        super::draw_lines(&lines, 0, area, buffer);
        return;
    }
    let columns = Columns::of(usize::from(area.width));
    let at = screen.position().unwrap_or(0);
    let window = super::visible(screen.rows.len(), at, usize::from(area.height));
    // Initials have other letters than the ones that matched.
    let mut marker = (model.mask == Mask::Off && !screen.find.is_empty()).then(|| screen.query.marker());
    for (line, number) in window.enumerate() {
        let (Some(row), Ok(offset)) = (screen.row(number), u16::try_from(line)) else { continue };
        let here = Rect { y: area.y + offset, height: 1, ..area };
        let matched = marker.as_mut().map(|marker| marker.in_name(&row.who.name)).unwrap_or_default();
        draw_row(model, row, &matched, columns, number == at, here, buffer);
        if number == at {
            let style = if focused { model.look.chosen() } else { Style::new().add_modifier(Modifier::BOLD) };
            // The name alone: the rest keeps its colours, and each key sends that much less over a slow line.
            let name = u16::try_from(columns.name).unwrap_or(here.width).min(here.width);
            buffer.set_style(Rect { width: name, ..here }, style);
        }
    }
}

/// What the list says when it leaves everybody out.
fn nobody(model: &Model, width: usize) -> Vec<Line<'static>> {
    if model.screen.find.is_empty() {
        return super::empty(
            model,
            "Nobody has a stake in this goal yet.",
            Command::NextGoal,
            "goes on to everybody; there S notes a stake",
            width,
        );
    }
    super::empty(model, "Nobody fits the filter.", Command::Back, "clears it", width)
}

/// As many blanks as fill the last column.
const BLANK: &str = "          ";

/// Draws one row. What stands in it goes into the buffer as it is, for many are drawn with each key.
fn draw_row(
    model: &Model,
    row: &Row,
    matched: &[u32],
    columns: Columns,
    chosen: bool,
    area: Rect,
    buffer: &mut Buffer,
) {
    let look = model.look;
    let who = &row.who;
    let standing = row.standing;
    let mut x = area.x;
    let mut put = |text: &str, style: Style, columns: usize| {
        let end = ink::set_text(buffer, x, area.y, text, style, area.right().saturating_sub(x));
        x = end.max(x.saturating_add(u16::try_from(columns).unwrap_or(u16::MAX)));
    };
    let marked_row = model.screen.marks.contains(&who.id);
    let mark = match (marked_row, chosen) {
        (true, _) => look.glyph("◆", "#"),
        (false, true) => look.glyph("▌", ">"),
        (false, false) => " ",
    };
    put(mark, if marked_row { look.accent() } else { Style::new() }, 1);
    // There is a gap behind each column.
    let name = model.name(&who.name);
    let name = text::fitting(&name, columns.name.saturating_sub(1));
    if matched.is_empty() {
        put(&name, Style::new(), columns.name);
    } else {
        for (letter, style) in marked(&name, matched, look.accent()) {
            put(letter, style, 0);
        }
        put("", Style::new(), columns.name.saturating_sub(wrap::width(&name)));
    }
    if columns.seniority > 0 {
        put(&text::fitting(&who.seniority, columns.seniority - 1), Style::new(), columns.seniority);
    }
    if columns.org > 0 {
        put(&text::fitting(&model.name(&who.org), columns.org - 1), Style::new(), columns.org);
    }
    let last = standing.last.map_or_else(|| "never".to_owned(), |last| text::ago(model.today.days_since(last)));
    put("", Style::new(), columns.last.saturating_sub(last.len()));
    put(&last, Style::new(), 0);
    let (glyph, word, style) = if row.owed {
        (look.glyph("»", ">"), Cow::Borrowed("promise"), look.alarm())
    } else {
        // Whoever was never touched has that word in the column before.
        let told = standing.last.is_none() && standing.warmth == Warmth::Never;
        let word = if told { String::new() } else { standing.warmth.word().to_lowercase() };
        (look.warmth_glyph(standing.warmth), Cow::Owned(word), look.warmth(standing.warmth))
    };
    let word = if columns.warmth > 2 { word } else { Cow::Borrowed("") };
    for part in [" ", glyph, " ", &word, BLANK] {
        put(part, style, 0);
    }
}

/// The letters of a name, those that a filter matched in another style. `matched` counts letters of the name.
fn marked<'a>(name: &'a str, matched: &'a [u32], style: Style) -> impl Iterator<Item = (&'a str, Style)> {
    name.split_inclusive(|_| true).enumerate().map(move |(at, letter)| {
        let hit = u32::try_from(at).is_ok_and(|at| matched.binary_search(&at).is_ok());
        (letter, if hit { style } else { Style::new() })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fill_the_width_and_give_way_in_order() {
        let mut before = Columns::of(200);
        for width in (14..200).rev() {
            let columns = Columns::of(width);
            let sum = columns.name + columns.seniority + columns.org + columns.last + columns.warmth + 1;
            assert_eq!(sum, width);
            assert!(columns.org <= before.org && columns.seniority <= before.seniority, "{width}");
            before = columns;
        }
    }
}
