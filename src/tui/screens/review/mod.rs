//! The Review screen: today's queue, one person at a time, and the page at its end.
//!
//! `card` says what stands on a card, `end` what stands behind the last one; `fit` brings either into the rows there are.

mod card;
mod end;
mod fit;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::super::model::Model;
use super::super::text;
use super::super::widgets::{ink, wrap};
use fit::Section;

/// From so many columns on a card has two halves.
const TWO_HALVES: u16 = 100;
/// Fewer rows or columns than these have no border.
const BORDER: (u16, u16) = (30, 8);

/// Draws the Review screen into the rows between header and footer.
pub fn draw(model: &Model, area: Rect, buffer: &mut Buffer) {
    let bar = u16::from(area.height >= 6 && model.review.total() > 0);
    if bar > 0 {
        let line = progress(model, usize::from(area.width.saturating_sub(2)));
        ink::set_line(buffer, area.x + 1, area.y, &line, area.width.saturating_sub(1));
    }
    let area = Rect { y: area.y + bar, height: area.height.saturating_sub(bar), ..area };
    let title = match model.review.card.as_ref().and_then(|who| model.plan().stakeholders.get(who)) {
        Some(who) => model.name(&who.name).into_owned(),
        None => end::title(model).to_owned(),
    };
    let inner = frame(model, &title, area, buffer);
    let width = usize::from(inner.width);
    let bare = inner == area;
    let head = bare.then(|| Section::head(vec![Line::styled(text::fit(&title, width), model.look.accent())]));
    if model.review.card.is_none() {
        return sections(head.into_iter().chain(end::sections(model, width)).collect(), inner, buffer);
    }
    if inner.width < TWO_HALVES - 4 {
        return sections(head.into_iter().chain(card::sections(model, width)).collect(), inner, buffer);
    }
    let left = Rect { width: inner.width * 11 / 20, ..inner };
    let right = Rect { x: left.right() + 3, width: inner.width.saturating_sub(left.width + 3), ..inner };
    sections(card::left(model, usize::from(left.width)), left, buffer);
    sections(card::right(model, usize::from(right.width)), right, buffer);
}

fn sections(sections: Vec<Section>, area: Rect, buffer: &mut Buffer) {
    let lines = fit::fit(sections, usize::from(area.height));
    super::draw_lines(&lines, 0, area, buffer);
}

/// The border with the title, where there is room for one; hands back the room inside.
fn frame(model: &Model, title: &str, area: Rect, buffer: &mut Buffer) -> Rect {
    if area.width < BORDER.0 || area.height < BORDER.1 {
        return area;
    }
    super::framed(model.look, model.overlays.is_empty(), title, area, buffer)
}

/// How far the day has come: a bar, and the same in figures.
fn progress(model: &Model, width: usize) -> Line<'static> {
    let (look, review) = (model.look, &model.review);
    let (done, total) = (review.seen.len(), review.total());
    let at = review.position();
    let mut told = if at < total { format!("{} of {total}", at + 1) } else { format!("{done} of {total}") };
    if review.agenda.waiting > 0 {
        let more = format!("{}{} can wait", look.glyph(" · ", ", "), review.agenda.waiting);
        if width > wrap::width(&told) + wrap::width(&more) + 20 {
            told.push_str(&more);
        }
    }
    let cells = width.saturating_sub(wrap::width(&told) + 2);
    let full = cells * done / total.max(1);
    Line::from(vec![
        Span::styled(look.glyph("━", "=").repeat(full), look.accent()),
        Span::styled(look.glyph("─", "-").repeat(cells - full), look.quiet()),
        Span::raw("  "),
        Span::styled(told, look.quiet()),
    ])
}
