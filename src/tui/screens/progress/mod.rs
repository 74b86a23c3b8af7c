//! The Progress screen: how it goes over time, a chart to a pane.
//!
//! Every chart begins with a line that says in words what it shows, so that the smallest pane still tells it. Begin with
//! [`draw`]; the figures behind each chart are listed by `overlays/figures.rs`.

pub(super) mod bars;
pub(super) mod feeling;
mod gifts;
pub(super) mod moves;
mod steps;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::super::model::Model;
use super::super::progress::{Chart, places};
use super::super::text;
use super::super::widgets::ink;
use crate::domain::progress::Progress;

/// Draws the Progress screen into the rows between header and footer.
pub fn draw(model: &Model, area: Rect, buffer: &mut Buffer) {
    let Some(progress) = &model.progress.figures else { return };
    let places = places(area, model.progress.at);
    let paged = places.len() < Chart::ALL.len();
    for (chart, place) in places {
        let inner = pane(model, chart, paged, place, buffer);
        match chart {
            Chart::Steps => steps::draw(model, progress, inner, buffer),
            Chart::Moves => moves::draw(model, progress, inner, buffer),
            Chart::Gifts => gifts::draw(model, progress, inner, buffer),
            Chart::Senior => bars::senior(model, progress, inner, buffer),
            Chart::Balance => bars::balance(model, progress, inner, buffer),
            Chart::Feeling => feeling::draw(model, progress, inner, buffer),
            Chart::Streak => bars::streak(model, progress, inner, buffer),
        }
    }
}

/// The pane of a chart; hands back the room inside.
fn pane(model: &Model, chart: Chart, paged: bool, place: Rect, buffer: &mut Buffer) -> Rect {
    let focused = model.progress.at == chart && model.overlays.is_empty();
    let number = if paged { format!("  {} of {}", chart.place() + 1, Chart::ALL.len()) } else { String::new() };
    super::framed(model.look, focused, &format!("{}{number}", title(model, chart)), place, buffer)
}

/// The heading of a chart; that of the steps names the goal.
pub fn title(model: &Model, chart: Chart) -> String {
    let goal = model.screen.goal.as_ref().and_then(|id| model.plan().goals.get(id));
    match (chart, goal) {
        (Chart::Steps, Some(goal)) => format!("Steps: {}", model.prose(&goal.title)),
        (Chart::Steps, None) => "Steps of all goals".to_owned(),
        (Chart::Senior, _) => {
            senior(model).map_or_else(|| chart.title().to_owned(), |rung| format!("To {rung} and above"))
        }
        _ => chart.title().to_owned(),
    }
}

/// The rung where seniority begins.
fn senior(model: &Model) -> Option<&str> {
    let ladder = &model.plan().ladder;
    ladder.senior().and_then(|height| ladder.rungs.get(height)).map(String::as_str)
}

/// Draws a line of words at the top and hands back the rows below it.
fn said(words: &str, area: Rect, buffer: &mut Buffer) -> Rect {
    ink::set_line(buffer, area.x, area.y, &Line::raw(text::fit(words, usize::from(area.width))), area.width);
    below(area, 1)
}

/// The area without its first rows.
fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}

/// The last weeks for which there is room, at so many columns a week.
fn shown_weeks(progress: &Progress, columns: u16, wide: u16) -> usize {
    usize::from(columns / wide.max(1)).min(progress.weeks.len())
}

/// A count with its noun: `1 touch`, `2 touches`.
pub fn counted(count: u32, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
}
