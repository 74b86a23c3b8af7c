//! Why somebody stands where they do in the review: every reason with what it weighs.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::super::model::Model;
use super::super::{screens, text};
use super::panel;
use crate::domain::calls::Calls;
use crate::domain::reason::{Reason, near};
use crate::domain::{Plan, Stakeholder, StakeholderId, Warmth, standing};

/// Columns of the box at the most.
const WIDTH: u16 = 72;
/// Columns of the points.
const POINTS: usize = 7;

/// Draws the explanation.
pub fn draw(model: &Model, who: &StakeholderId, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let who = model.plan().stakeholders.get(who)?;
    let width = WIDTH.min(area.width);
    let lines = lines(model, who, usize::from(width.saturating_sub(4)));
    let height = u16::try_from(lines.len() + 2).unwrap_or(u16::MAX).min(area.height);
    let inner = panel(model, &format!("Why {}", model.name(&who.name)), (width, height), area, buffer);
    screens::draw_lines(&lines, 0, inner, buffer);
    None
}

fn lines(model: &Model, who: &Stakeholder, width: usize) -> Vec<Line<'static>> {
    let (look, today) = (model.look, model.today);
    let Some(calls) = model.calls() else { return Vec::new() };
    let reasons = calls.reasons(model.plan(), who);
    let mut lines = Vec::new();
    for reason in &reasons {
        let points = format!("{:>width$}  ", reason.weight(), width = POINTS - 2);
        lines.extend(text::hanging(&points, &model.reason(reason), width, look.accent(), Style::new()));
    }
    let now = standing(model.plan(), who, today);
    let is_called = reasons.iter().any(Reason::calls);
    let told = if who.archived {
        "Archived: nothing brings them into a review.".to_owned()
    } else if now.warmth == Warmth::Snoozed {
        let until = who.snoozed.map_or(String::new(), |until| format!(" until {}", near(until, today)));
        format!("They rest{until}, and are in no review before.")
    } else if is_called {
        let sum: i64 = reasons.iter().map(Reason::weight).sum();
        let place = place(calls, model.plan(), &who.id);
        lines.push(Line::from(vec![
            Span::styled(format!("{sum:>width$}  ", width = POINTS - 2), look.strong()),
            Span::styled(place, look.strong()),
        ]));
        format!("In touch every {} days; a due contact weighs 100.", now.cadence)
    } else {
        format!("Nothing calls now: in touch every {} days, next {}.", now.cadence, near(now.due, today))
    };
    if !lines.is_empty() {
        lines.push(Line::raw(""));
    }
    lines.extend(text::wrapped(&told, width).into_iter().map(|line| Line::styled(line, look.quiet())));
    lines
}

/// Where somebody stands among all who have a reason today.
fn place(calls: &Calls, plan: &Plan, who: &StakeholderId) -> String {
    let at = calls.place(plan, who);
    at.map_or(String::new(), |at| format!("in all: number {} of {} with a reason", at + 1, calls.count(&[])))
}
