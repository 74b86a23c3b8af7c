//! Help: every key that works here, by group, from the catalogue.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::super::model::Model;
use super::super::{screens, text};
use super::{hint_line, panel};
use crate::keys::{Context, Group};

/// Draws help from one of its lines on.
pub fn draw(model: &Model, context: Context, first: usize, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let lines = lines(model, context);
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2);
    let title = format!("Keys: {}", context.title());
    let size = (78.min(area.width), rows.min(area.height));
    let inner = panel(model, &title, &hint_line(model, Context::Help), size, area, buffer);
    let first = first.min(lines.len().saturating_sub(usize::from(inner.height)));
    screens::draw_lines(&lines, first, inner, buffer);
    None
}

/// The lines of help for a context.
pub fn lines(model: &Model, context: Context) -> Vec<Line<'static>> {
    let look = model.look;
    let here = model.keymap.here(context.chain());
    let mut lines = Vec::new();
    for group in Group::ALL {
        let mut heading = Some(Line::styled(group.title(), look.strong()));
        for (command, keys) in here.iter().filter(|(command, _)| command.entry().group == group) {
            lines.extend(heading.take());
            lines.push(Line::from(vec![
                Span::styled(format!("  {}", text::pad(&keys.join(" "), 17)), look.accent()),
                Span::styled(command.entry().help, Style::new()),
            ]));
        }
    }
    lines
}
