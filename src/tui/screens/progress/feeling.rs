//! How it felt over time, and what the last reflection says.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::super::model::Model;
use super::super::super::text;
use super::super::super::widgets::chart;
use crate::domain::Day;
use crate::domain::progress::Progress;

/// The lowest and the highest feeling.
const RANGE: (f64, f64) = (-2.0, 2.0);
/// Columns of the figures at the side.
const SIDE: u16 = 3;

/// Draws a point for each reflection with a feeling.
pub fn draw(model: &Model, progress: &Progress, area: Rect, buffer: &mut Buffer) {
    let Some(last) = progress.feelings.last() else {
        super::said("A reflection with a feeling shows here; n writes one.", area, buffer);
        return;
    };
    let words = model.plan().reflections.get(&last.reflection).map_or("", |reflection| reflection.text.as_str());
    let told = format!("{}  {}  {}", text::day(last.on, model.today), signed(last.feeling), model.prose(words));
    let rest = super::said(&told, area, buffer);
    if rest.height < 3 || rest.width < 12 {
        return;
    }
    let dated = rest.height > 5;
    let field = Rect { x: rest.x + SIDE, width: rest.width - SIDE, height: rest.height - u16::from(dated), ..rest };
    let look = model.look;
    let middle = field.y + (field.height - 1) / 2;
    for (row, figure) in [(field.y, "+2"), (middle, " 0"), (field.bottom() - 1, "-2")] {
        buffer.set_stringn(rest.x, row, figure, usize::from(SIDE), look.quiet());
    }
    let first = progress.weeks.first().map_or(progress.today, |week| week.monday);
    let wide = days(first, progress.today).max(1.0);
    let points: Vec<(f64, f64)> = progress
        .feelings
        .iter()
        .filter(|felt| felt.on >= first && felt.on <= progress.today)
        .map(|felt| (days(first, felt.on), f64::from(felt.feeling)))
        .collect();
    chart::points(buffer, field, &points, (wide, RANGE.0, RANGE.1), look.accent(), look.unicode);
    for column in field.x..field.right() {
        if let Some(cell) = buffer.cell_mut((column, middle)).filter(|cell| cell.symbol() == " ") {
            cell.set_symbol(look.glyph("┄", "-")).set_style(look.quiet());
        }
    }
    if dated {
        let row = rest.bottom() - 1;
        buffer.set_stringn(field.x, row, first.date().format("%-d %b").to_string(), 8, look.quiet());
        buffer.set_stringn(field.right() - 5, row, "today", 5, look.quiet());
    }
}

/// A feeling with its sign; none where it is neither.
pub fn signed(feeling: i8) -> String {
    if feeling == 0 { "0".to_owned() } else { format!("{feeling:+}") }
}

fn days(from: Day, to: Day) -> f64 {
    // The charts show half a year.
    f64::from(i32::try_from(to.days_since(from)).unwrap_or(i32::MAX))
}
