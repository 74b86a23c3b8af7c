//! The Progress screen: how it goes over time.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::super::model::Model;

/// Draws the Progress screen into the rows between header and footer.
pub fn draw(model: &Model, area: Rect, buffer: &mut Buffer) {
    super::draw_lines(&[Line::styled("Progress", model.look.quiet())], 0, area, buffer);
}
