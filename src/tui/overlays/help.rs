//! Help: every key that works here, by group, from the catalogue.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::Line;

use super::super::model::Model;
use super::super::{screens, text};
use super::panel;
use crate::keys::{Context, Group};

/// Columns of the box, and of the keys in it.
const WIDTH: u16 = 80;
const KEYS: usize = 17;

/// Draws help from one of its lines on.
pub fn draw(model: &Model, context: Context, first: usize, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let lines = lines(model, context, usize::from(WIDTH.min(area.width).saturating_sub(4)));
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2);
    let title = format!("Keys: {}", context.title());
    let size = (WIDTH.min(area.width), rows.min(area.height));
    let inner = panel(model, &title, size, area, buffer);
    let first = first.min(lines.len().saturating_sub(usize::from(inner.height)));
    screens::draw_lines(&lines, first, inner, buffer);
    None
}

/// The lines of help for a context, in this many columns.
pub fn lines(model: &Model, context: Context, width: usize) -> Vec<Line<'static>> {
    let look = model.look;
    let here = model.keymap.here(context.chain());
    let mut lines = Vec::new();
    for group in Group::ALL {
        let mut heading = Some(Line::styled(group.title(), look.strong()));
        for (command, keys) in here.iter().filter(|(command, _)| command.entry().group == group) {
            lines.extend(heading.take());
            let keys = format!("  {}", text::pad(&keys.join(" "), KEYS));
            lines.extend(text::hanging(&keys, command.entry().help, width, look.accent(), Style::new()));
        }
    }
    lines
}
