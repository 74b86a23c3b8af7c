//! Lines on their way into a buffer.

use ratatui::buffer::Buffer;
use ratatui::style::Style;
use ratatui::text::Line;

use super::wrap;

/// Draws a line as [`Buffer::set_line`] does, in a third of the time.
pub fn set_line(buffer: &mut Buffer, x: u16, y: u16, line: &Line<'_>, width: u16) {
    let end = x.saturating_add(width);
    let mut at = x;
    for span in line {
        at = set_text(buffer, at, y, &span.content, line.style.patch(span.style), end.saturating_sub(at));
    }
}

/// Draws a text in so many columns at most, and says where it ends. Letters that are one cell each, and nearly all are,
/// need no search for clusters.
pub fn set_text(buffer: &mut Buffer, x: u16, y: u16, text: &str, style: Style, width: u16) -> u16 {
    let end = x.saturating_add(width).min(buffer.area.right());
    if !wrap::is_simple(text) {
        return buffer.set_stringn(x, y, text, usize::from(end.saturating_sub(x)), style).0;
    }
    let mut at = x;
    for (column, letter) in (x..end).zip(text.chars()) {
        if let Some(cell) = buffer.cell_mut((column, y)) {
            if letter != ' ' || cell.symbol() != " " {
                cell.set_char(letter);
            }
            cell.set_style(style);
        }
        at = column + 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Stylize as _};
    use ratatui::text::Span;

    proptest! {
        #[test]
        fn a_line_looks_as_the_library_draws_it(
            texts in prop::collection::vec("[ a-zé漢👩\u{200d}e\u{301}]{0,6}", 0..4), x in 0_u16..6, width in 0_u16..20
        ) {
            let spans = texts.iter().enumerate().map(|(number, text)| {
                Span::styled(text, if number % 2 == 0 { Style::new().fg(Color::Cyan) } else { Style::new().bold() })
            });
            let line = spans.collect::<Line<'_>>().dim();
            let area = Rect::new(0, 0, 12, 2);
            let (mut ours, mut theirs) = (Buffer::filled(area, 'x'.into()), Buffer::filled(area, 'x'.into()));
            set_line(&mut ours, x, 1, &line, width);
            theirs.set_line(x, 1, &line, width);
            prop_assert_eq!(ours, theirs);
        }
    }
}
