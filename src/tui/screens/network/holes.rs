//! What is missing, the heaviest first, each with what to do next.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::Line;

use super::super::super::model::Model;
use super::super::super::network::Survey;
use super::super::super::text;
use super::super::Listing;
use super::Spot;
use crate::domain::coverage::Telling;
use crate::keys::Command;

/// The heading.
pub fn title(survey: &Survey) -> String {
    match survey.holes.len() {
        0 => "Holes".to_owned(),
        count => format!("Holes {count}  the heaviest first"),
    }
}

/// Draws the list.
pub fn draw(model: &Model, survey: &Survey, area: Rect, buffer: &mut Buffer) {
    let listing = listing(model, survey, usize::from(area.width));
    super::super::draw_lines(&listing.lines, first(model, &listing, area), area, buffer);
}

fn first(model: &Model, listing: &Listing, area: Rect) -> usize {
    listing.first(model.network.is_on_holes(), area.height)
}

fn listing(model: &Model, survey: &Survey, width: usize) -> Listing {
    let look = model.look;
    if survey.holes.is_empty() {
        return Listing::plain(none(model, survey, width));
    }
    let name = |text: &str| model.name(text).into_owned();
    let telling = Telling { plan: model.plan(), goal: survey.coverage.goal.as_ref(), name: &name };
    let (mut lines, mut starts, mut chosen) = (Vec::new(), Vec::new(), 0);
    for (number, hole) in survey.holes.iter().enumerate() {
        starts.push(lines.len());
        let here = model.network.is_on_holes() && number == model.network.hole;
        if here {
            chosen = lines.len();
        }
        let (body, next) = if here { (look.chosen(), look.chosen()) } else { (look.strong(), Style::new()) };
        let weight = format!("{:>3} ", hole.weight);
        let style = if hole.weight >= 60 { look.alarm() } else { look.quiet() };
        lines.extend(text::hanging(&weight, &telling.what(hole), width, style, body));
        lines.extend(text::hanging(look.glyph("  → ", "  > "), &telling.next(hole), width, look.accent(), next));
    }
    Listing { lines, starts, chosen }
}

/// What is said where nothing is missing.
fn none(model: &Model, survey: &Survey, width: usize) -> Vec<Line<'static>> {
    let closed = survey.coverage.goal.as_ref().and_then(|goal| model.plan().goals.get(goal));
    if closed.is_some_and(|goal| goal.closed.is_some()) {
        return text::wrapped("This goal is closed.", width).into_iter().map(Line::raw).collect();
    }
    let told = if survey.coverage.people.is_empty() {
        "Nobody has a stake in this goal yet."
    } else {
        "No holes: somebody senior is in touch in every organisation that matters, and nowhere does all hang on one person."
    };
    super::super::empty(model, told, Command::Add, "adds somebody", width)
}

/// The hole under a cell of the terminal.
pub fn hole_at(model: &Model, survey: &Survey, area: Rect, cell: Position) -> Option<Spot> {
    let listing = listing(model, survey, usize::from(area.width));
    let line = first(model, &listing, area) + usize::from(cell.y - area.y);
    let inside = line < listing.lines.len();
    listing.starts.iter().rposition(|start| *start <= line).filter(|_| inside).map(Spot::Hole)
}
