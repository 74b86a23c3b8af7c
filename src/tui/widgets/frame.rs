//! A border around an area, with a heading in its top line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::symbols::border;
use ratatui::text::Line;

use super::ink;

/// The room inside a border.
pub fn inside(area: Rect) -> Rect {
    let (left, top) = (area.width.min(1), area.height.min(1));
    Rect {
        x: area.x + left,
        y: area.y + top,
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(2),
    }
}

/// The same with a column free on both sides.
pub fn room(area: Rect) -> Rect {
    let inner = inside(area);
    Rect { x: inner.x + u16::from(inner.width > 2), width: inner.width.saturating_sub(2), ..inner }
}

/// Draws a border of these lines.
pub fn draw(area: Rect, lines: border::Set<'_>, style: Style, buffer: &mut Buffer) {
    let area = area.intersection(buffer.area);
    if area.is_empty() {
        return;
    }
    let (left, right, top, bottom) = (area.left(), area.right() - 1, area.top(), area.bottom() - 1);
    let mut put = |x: u16, y: u16, symbol: &str| {
        if let Some(cell) = buffer.cell_mut((x, y)) {
            cell.set_symbol(symbol).set_style(style);
        }
    };
    for x in left..=right {
        put(x, top, lines.horizontal_top);
        put(x, bottom, lines.horizontal_bottom);
    }
    for y in top..=bottom {
        put(left, y, lines.vertical_left);
        put(right, y, lines.vertical_right);
    }
    put(right, bottom, lines.bottom_right);
    put(right, top, lines.top_right);
    put(left, bottom, lines.bottom_left);
    put(left, top, lines.top_left);
}

/// Draws a heading into the top line of a border, as much of it as there is room for.
pub fn head(area: Rect, heading: &Line<'_>, buffer: &mut Buffer) {
    ink::set_line(buffer, inside(area).x, area.y, heading, area.width.saturating_sub(2));
}

/// Draws a few words into the bottom line of a border, at its right.
pub fn foot(area: Rect, words: &Line<'_>, buffer: &mut Buffer) {
    let inner = inside(area);
    let width = u16::try_from(words.width()).unwrap_or(u16::MAX).min(inner.width);
    ink::set_line(buffer, inner.right() - width, area.bottom().saturating_sub(1), words, width);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ratatui::widgets::{Block, Widget as _};

    proptest! {
        #[test]
        fn a_border_looks_as_the_library_draws_it(x in 0_u16..4, y in 0_u16..4, width in 0_u16..12, height in 0_u16..6, title in "[ a-zé]{0,12}", lower in "[a-z]{0,12}") {
            let area = Rect { x, y, width, height };
            let all = Rect::new(0, 0, 20, 12);
            let (mut ours, mut theirs) = (Buffer::filled(all, 'x'.into()), Buffer::filled(all, 'x'.into()));
            let style = Style::new().bold();
            let (title, lower) = (Line::styled(title, Style::new().italic()), Line::styled(lower, style));
            draw(area, border::ROUNDED, style, &mut ours);
            head(area, &title, &mut ours);
            foot(area, &lower, &mut ours);
            let block = Block::bordered().border_set(border::ROUNDED).border_style(style).title(title).title_bottom(lower.clone().right_aligned());
            prop_assert_eq!(inside(area), block.inner(area));
            block.render(area, &mut theirs);
            // Words at the right are cut before; in a line without room the library's go over its corners.
            prop_assume!(width > 1 && height > 1 && lower.width() <= usize::from(width - 2));
            prop_assert_eq!(ours, theirs);
        }
    }
}
