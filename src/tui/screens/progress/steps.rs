//! The steps of the goal, each with its day and how long it took or has left.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::super::super::model::Model;
use super::super::super::text;
use super::super::super::widgets::{chart, ink, wrap};
use crate::domain::progress::{Progress, StepOf};

/// Draws the steps: how many are done, then as many as there is room for, the next open one among them.
pub fn draw(model: &Model, progress: &Progress, area: Rect, buffer: &mut Buffer) {
    let steps = &progress.steps;
    if steps.is_empty() {
        let what = if model.plan().goals.is_empty() { "There is no goal yet." } else { "No steps yet; e adds some." };
        super::said(what, area, buffer);
        return;
    }
    let done = steps.iter().filter(|step| step.step.done.is_some()).count();
    let mut told = format!("{done} of {} done", steps.len());
    if let Some(left) = model.screen.goal.as_ref().and_then(|id| left(model, id)) {
        told.push_str(model.look.glyph(" · ", ", "));
        told.push_str(&left);
    }
    let rest = super::said(&told, area, buffer);
    let said = u16::try_from(wrap::width(&told) + 2).unwrap_or(u16::MAX);
    if area.width > said + 8 {
        let bar = Rect { x: area.x + said, width: area.width - said, height: 1, ..area };
        let styles = (model.look.good(), model.look.quiet());
        chart::gauge(buffer, bar, (done, steps.len()), styles, model.look.unicode);
    }
    let next = steps.iter().position(|step| step.step.done.is_none());
    let rows = super::super::visible(steps.len(), next.unwrap_or(steps.len() - 1), usize::from(rest.height));
    for (row, at) in (rest.y..rest.bottom()).zip(rows) {
        if let Some(step) = steps.get(at) {
            let line = line(model, step, next == Some(at), usize::from(rest.width));
            ink::set_line(buffer, rest.x, row, &line, rest.width);
        }
    }
}

/// How long a goal has left.
fn left(model: &Model, id: &crate::domain::GoalId) -> Option<String> {
    let goal = model.plan().goals.get(id)?;
    if let Some(closed) = goal.closed {
        return Some(format!("closed {}", text::day(closed, model.today)));
    }
    let left = goal.by?.days_since(model.today);
    Some(if left < 0 { format!("{} late", text::ago(-left)) } else { format!("{left} d left") })
}

fn line(model: &Model, step: &StepOf, next: bool, width: usize) -> Line<'static> {
    let look = model.look;
    let (glyph, style) = match step.step.done {
        Some(_) => (look.glyph("✓ ", "x "), look.good()),
        None if next => (look.glyph("◐ ", "> "), look.strong()),
        None => (look.glyph("○ ", "- "), look.quiet()),
    };
    let tail = tail(model, step);
    let room = width.saturating_sub(wrap::width(&tail) + 4);
    if room < 8 {
        return Line::from(vec![
            Span::styled(glyph, style),
            Span::raw(text::fit(&model.prose(&step.step.text), width.saturating_sub(2))),
        ]);
    }
    Line::from(vec![
        Span::styled(glyph, style),
        Span::styled(text::pad(&model.prose(&step.step.text), room), if next { look.strong() } else { Style::new() }),
        Span::styled(format!("  {tail}"), look.quiet()),
    ])
}

/// The day of a step and how many days it took, or has left.
pub fn tail(model: &Model, step: &StepOf) -> String {
    match (step.step.done, step.step.by, step.days) {
        (Some(done), _, Some(took)) => format!("{}, took {took} d", text::day(done, model.today)),
        (Some(done), _, None) => text::day(done, model.today),
        (None, Some(by), Some(left)) if left < 0 => {
            format!("{}, {} late", text::day(by, model.today), text::ago(-left))
        }
        (None, Some(by), Some(left)) => format!("{}, {left} d left", text::day(by, model.today)),
        _ => String::new(),
    }
}
