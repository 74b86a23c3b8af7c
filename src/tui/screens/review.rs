//! The Review screen: today's queue.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::super::model::Model;

/// Draws the Review screen into the rows between header and footer.
pub fn draw(model: &Model, area: Rect, buffer: &mut Buffer) {
    super::draw_lines(&[Line::styled("Review", model.look.quiet())], 0, area, buffer);
}
