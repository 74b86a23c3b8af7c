//! The stakeholder pane: who matters, how senior, when last in touch, and how warm that is.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

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
        let drawn = row_line(model, row, &matched, columns, number == at);
        ink::set_line(buffer, here.x, here.y, &drawn, here.width);
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

fn row_line(model: &Model, row: &Row, matched: &[u32], columns: Columns, chosen: bool) -> Line<'static> {
    let look = model.look;
    let who = &row.who;
    let standing = row.standing;
    let marked_row = model.screen.marks.contains(&who.id);
    let mark = match (marked_row, chosen) {
        (true, _) => look.glyph("◆", "#"),
        (false, true) => look.glyph("▌", ">"),
        (false, false) => " ",
    };
    let name = cell(&model.name(&who.name), columns.name);
    let mut spans = vec![Span::styled(mark, if marked_row { look.accent() } else { Style::new() })];
    spans.extend(marked(&name, matched, look.accent()));
    if columns.seniority > 0 {
        spans.push(Span::raw(cell(&who.seniority, columns.seniority)));
    }
    if columns.org > 0 {
        spans.push(Span::raw(cell(&model.name(&who.org), columns.org)));
    }
    let last = standing.last.map_or_else(|| "never".to_owned(), |last| text::ago(model.today.days_since(last)));
    spans.push(Span::raw(format!("{last:>width$}", width = columns.last)));
    if row.owed {
        let word = if columns.warmth > 2 { " promise" } else { "" };
        let owed = format!(" {}{word}", look.glyph("»", ">"));
        spans.push(Span::styled(text::pad(&owed, columns.warmth), look.alarm()));
        return Line::from(spans);
    }
    let glyph = look.warmth_glyph(standing.warmth);
    // Whoever was never touched has that word in the column before.
    let word = if standing.last.is_none() && standing.warmth == Warmth::Never { "" } else { standing.warmth.word() };
    let word = word.to_lowercase();
    let warmth = if columns.warmth > 2 { format!(" {glyph} {word}") } else { format!(" {glyph}") };
    spans.push(Span::styled(text::pad(&warmth, columns.warmth), look.warmth(standing.warmth)));
    Line::from(spans)
}

/// A column with a gap behind it.
fn cell(content: &str, width: usize) -> String {
    let mut cell = text::fit(content, width.saturating_sub(1));
    cell.extend(std::iter::repeat_n(' ', width.saturating_sub(wrap::width(&cell)).max(1)));
    cell
}

/// A name with the letters that a filter matched in another style. `matched` counts letters of the name.
fn marked(name: &str, matched: &[u32], style: Style) -> Vec<Span<'static>> {
    if matched.is_empty() {
        return vec![Span::raw(name.to_owned())];
    }
    name.chars()
        .enumerate()
        .map(|(at, letter)| {
            let hit = u32::try_from(at).is_ok_and(|at| matched.binary_search(&at).is_ok());
            Span::styled(letter.to_string(), if hit { style } else { Style::new() })
        })
        .collect()
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
