//! The keys that may follow the one that was pressed, with what each would do.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Clear, Widget};

use super::super::model::Model;
use super::super::text;
use super::super::widgets::{frame, wrap};
use crate::keys::Command;

/// Draws the box in the lower right corner, or in the upper one where it would hide `row`: the row that is acted on.
pub fn draw(model: &Model, row: Option<u16>, area: Rect, buffer: &mut Buffer) {
    let look = model.look;
    let hints = model.keymap.next_keys(model.contexts(), &model.pending);
    let lines: Vec<Line<'_>> = hints
        .iter()
        .map(|hint| {
            let keys = Span::styled(text::pad(&hint.keys, 5), look.accent());
            let mut title = hint.title.to_owned();
            if let Some(day) = back_on(model, hint.command) {
                title = format!("{}{day}", wrap::pad(&title, 12));
            }
            Line::from(vec![keys, Span::styled(title, Style::new())])
        })
        .collect();
    let widest = lines.iter().map(Line::width).max().unwrap_or(0);
    let width = u16::try_from(widest + 4).unwrap_or(u16::MAX).min(area.width);
    let height = u16::try_from(lines.len() + 2).unwrap_or(u16::MAX).min(area.height);
    let low = area.bottom() - height;
    let hides = row.is_some_and(|row| row >= low);
    let place = Rect { x: area.right() - width, y: if hides { area.y } else { low }, width, height };
    Clear.render(place, buffer);
    frame::draw(place, look.border_set(true), look.border(true), buffer);
    let inner = frame::inside(place);
    let inner = Rect { x: inner.x + 1.min(inner.width), width: inner.width.saturating_sub(1), ..inner };
    super::super::screens::draw_lines(&lines, 0, inner, buffer);
}

/// The day on which a snooze would end.
fn back_on(model: &Model, command: Command) -> Option<String> {
    super::super::update::snooze_days(command).map(|days| text::day(model.today.plus(days), model.today))
}
