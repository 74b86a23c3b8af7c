//! The goal pane: what is wanted, by when, why, and the steps towards it.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::super::model::Model;
use super::super::text;
use super::super::widgets::wrap;
use super::Listing;
use crate::domain::{Day, Goal};
use crate::keys::Command;

/// The goal and its steps, or all goals.
pub fn listing(model: &Model, width: usize, focused: bool) -> Listing {
    let look = model.look;
    if model.lists_goals() {
        return all(model, width, focused);
    }
    let Some(goal) = model.goal() else {
        let what = "What do you want to reach, and by when?";
        return Listing::plain(super::empty(model, what, Command::Add, "sets a goal", width));
    };
    let mut lines: Vec<Line<'static>> = text::wrapped(&model.prose(&goal.title), width)
        .into_iter()
        .map(|line| Line::styled(line, look.strong()))
        .collect();
    let facts = facts(model, goal);
    if !facts.is_empty() {
        lines.push(Line::styled(text::fit(&facts, width), look.quiet()));
    }
    let lead = if goal.why.to_lowercase().starts_with("so that") { "" } else { "so that " };
    if !goal.why.is_empty() && focused {
        lines.extend(text::hanging(lead, &model.prose(&goal.why), width, look.quiet(), Style::new()));
    } else if !goal.why.is_empty() {
        lines.push(Line::raw(text::fit(&format!("{lead}{}", model.prose(&goal.why)), width)));
    }
    if !model.screen.hollow.is_empty() {
        lines.push(Line::styled(text::fit(&hole(model), width), look.alarm()));
    }
    let next = goal.steps.iter().position(|step| step.done.is_none());
    let (mut starts, mut chosen) = (Vec::new(), 0);
    for (number, step) in goal.steps.iter().enumerate() {
        starts.push(lines.len());
        // Without the focus there is little room: what is done has been counted above.
        if !focused && step.done.is_some() && next.is_some() {
            continue;
        }
        let (glyph, style) = match step.done {
            Some(_) => (look.glyph("✓ ", "x "), look.good()),
            None if next == Some(number) => (look.glyph("◐ ", "> "), look.strong()),
            None => (look.glyph("○ ", "- "), look.quiet()),
        };
        let here = focused && number == model.screen.step;
        if here {
            chosen = lines.len();
        }
        let body = if here { look.chosen() } else { Style::new() };
        let tail = tail(step.done, step.by, model.today);
        lines.extend(text::hanging(glyph, &format!("{}{tail}", model.prose(&step.text)), width, style, body));
    }
    if goal.steps.is_empty() {
        lines.extend(super::empty(model, "No steps yet.", Command::Edit, "adds some", width));
    }
    Listing { lines, starts, chosen }
}

/// All goals, each with its day and how far it has come.
fn all(model: &Model, width: usize, focused: bool) -> Listing {
    let look = model.look;
    let (mut lines, mut starts, mut chosen) = (Vec::new(), Vec::new(), 0);
    for (number, goal) in model.plan().goals.iter().enumerate() {
        starts.push(lines.len());
        let here = number == model.screen.over;
        if here {
            chosen = lines.len();
        }
        let (glyph, style) = match (goal.closed.is_some(), here) {
            (true, _) => (look.glyph("✓ ", "x "), look.good()),
            (false, true) => (look.glyph("▸ ", "> "), look.strong()),
            (false, false) => (look.glyph("○ ", "- "), look.quiet()),
        };
        let body = match (here, focused) {
            (true, true) => look.chosen(),
            (true, false) => look.strong(),
            (false, _) => Style::new(),
        };
        lines.extend(text::hanging(glyph, &model.prose(&goal.title), width, style, body));
        let facts = facts(model, goal);
        if !facts.is_empty() {
            lines.push(Line::styled(text::fit(&format!("  {facts}"), width), look.quiet()));
        }
    }
    Listing { lines, starts, chosen }
}

/// The goal in one row, for a terminal with no room for its pane.
pub fn strip(model: &Model, width: usize) -> Line<'static> {
    if model.lists_goals() {
        let told = format!("All {} goals; ] shows one of them", model.plan().goals.len());
        return Line::styled(text::fit(&told, width), model.look.strong());
    }
    match model.goal() {
        Some(goal) => {
            let facts = facts(model, goal);
            let room = width.saturating_sub(wrap::width(&facts) + 2);
            if room < 20 {
                return Line::styled(text::fit(&model.prose(&goal.title), width), model.look.strong());
            }
            let title = text::fit(&model.prose(&goal.title), room);
            Line::from(vec![
                Span::styled(title, model.look.strong()),
                Span::styled(format!("  {facts}"), model.look.quiet()),
            ])
        }
        None => Line::styled(text::fit("No goal yet: Tab to the goal, then a sets one.", width), model.look.quiet()),
    }
}

/// Where nobody senior is in touch, in a few words: "hole in Risk, Legal: nobody in touch at Director or above".
fn hole(model: &Model) -> String {
    let ladder = &model.plan().ladder;
    let senior = ladder.senior().and_then(|height| ladder.rungs.get(height)).map_or("", String::as_str);
    let orgs: Vec<_> = model.screen.hollow.iter().map(|org| model.name(org)).collect();
    format!("hole in {}: nobody in touch at {senior} or above", orgs.join(", "))
}

/// The day and the steps of a goal in a few words.
fn facts(model: &Model, goal: &Goal) -> String {
    let mut facts = Vec::new();
    if let Some(closed) = goal.closed {
        facts.push(format!("closed {}", text::day(closed, model.today)));
    } else if let Some(by) = goal.by {
        let left = by.days_since(model.today);
        let span = if left < 0 { format!("{} late", text::ago(-left)) } else { format!("{left} d left") };
        facts.push(format!("by {}, {span}", text::day(by, model.today)));
    }
    if !goal.steps.is_empty() {
        facts.push(format!("{} of {} steps", goal.steps_done(), goal.steps.len()));
    }
    facts.join(model.look.glyph(" · ", ", "))
}

/// What there is to say behind a step.
fn tail(done: Option<Day>, by: Option<Day>, today: Day) -> String {
    match (done, by) {
        (Some(done), _) => format!("  {}", text::day(done, today)),
        (None, Some(by)) => format!("  {}", text::due(by, today)),
        (None, None) => String::new(),
    }
}
