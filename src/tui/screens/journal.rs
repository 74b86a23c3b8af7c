//! The Journal screen: what happened, by day.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::super::model::Model;

/// Draws the Journal screen into the rows between header and footer.
pub fn draw(model: &Model, area: Rect, buffer: &mut Buffer) {
    super::draw_lines(&[Line::styled("Journal", model.look.quiet())], 0, area, buffer);
}
