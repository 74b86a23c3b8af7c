//! What is asked on the Progress screen, and over the figures of a chart.

use super::super::forms::Form;
use super::super::model::Model;
use ratatui::layout::Rect;

use super::super::clipboard;
use super::super::msg::{Effect, MouseKind};
use super::super::overlays::{Figures, Overlay, TellsOf, copied, rows};
use super::super::progress::{Chart, places};
use super::super::screen::Screen;
use super::{Now, screen};
use crate::keys::Command;

/// Carries out a command of the Progress screen.
pub fn run(model: &mut Model, command: Command, _now: &mut Now<'_>) -> Vec<Effect> {
    let at = model.progress.at;
    match command {
        Command::Back => return screen::show(model, Screen::Plan),
        Command::MoveDown => model.progress.at = at.step(1),
        Command::MoveUp => model.progress.at = at.step(-1),
        Command::HalfPageDown => model.progress.at = at.step(2),
        Command::HalfPageUp => model.progress.at = at.step(-2),
        Command::MoveTop => model.progress.at = Chart::Steps,
        Command::MoveBottom => model.progress.at = Chart::Streak,
        Command::NextPane => model.progress.at = at.turn(true),
        Command::PreviousPane => model.progress.at = at.turn(false),
        Command::Edit if at == Chart::Steps => edit_goal(model),
        Command::ShowFigures | Command::Edit => show_figures(model),
        other => {
            screen::open(model, other);
        }
    }
    Vec::new()
}

/// What is done with the mouse on the Progress screen: a click chooses a chart, a second one shows its figures.
pub fn mouse(model: &mut Model, kind: MouseKind, area: Rect, cell: (u16, u16), now: &mut Now<'_>) -> Vec<Effect> {
    model.notice = None;
    match kind {
        MouseKind::WheelUp => return run(model, Command::MoveUp, now),
        MouseKind::WheelDown => return run(model, Command::MoveDown, now),
        _ => {}
    }
    let under = places(area, model.progress.at).into_iter().find(|(_, place)| place.contains(cell.into()));
    if let Some((chart, _)) = under {
        model.progress.at = chart;
        if kind == MouseKind::Double {
            show_figures(model);
        }
    }
    Vec::new()
}

fn show_figures(model: &mut Model) {
    let chart = model.progress.at;
    let first = rows(model, chart).iter().position(|row| !row.heading).unwrap_or(0);
    model.overlays.push(Overlay::Figures(Figures { chart, at: first }));
}

/// Opens the goal whose steps are shown; of all goals, the figures, to choose one.
fn edit_goal(model: &mut Model) {
    let id = model.screen.goal.clone();
    match id.and_then(|id| model.plan().goals.get(&id)).map(|goal| Form::goal(goal)) {
        Some(form) => screen::open_form(model, form),
        None => show_figures(model),
    }
}

/// Carries out a command over the figures of a chart.
pub fn figures(model: &mut Model, command: Command, now: &mut Now<'_>) -> Vec<Effect> {
    let Some(Overlay::Figures(shown)) = model.overlays.last() else { return Vec::new() };
    let (shown, rows) = (*shown, rows(model, shown.chart));
    let last = rows.len().saturating_sub(1);
    let half = screen::half_page(model).unsigned_abs();
    let at = shown.at.min(last);
    if let Some(to) = screen::moved(command, at, last, half) {
        if let Some(Overlay::Figures(figures)) = model.overlays.last_mut() {
            figures.at = to;
        }
        return Vec::new();
    }
    match command {
        Command::Edit | Command::Choose => {
            open(model, rows.get(at).and_then(|row| row.of.clone()));
        }
        Command::Copy => return copy(model, &copied(&rows)),
        Command::Undo | Command::Redo => return screen::run(model, command, now),
        _ => drop(model.overlays.pop()),
    }
    Vec::new()
}

/// Opens what a line of figures tells of.
fn open(model: &mut Model, of: Option<TellsOf>) {
    let plan = model.plan();
    let form = match of {
        None => return model.say("This line is a figure; there is nothing behind it to open."),
        Some(TellsOf::Goal(id)) => plan.goals.get(&id).map(|goal| Form::goal(goal)),
        Some(TellsOf::Stakeholder(id)) => plan.stakeholders.get(&id).map(|who| Form::stakeholder(who, model.setting())),
        Some(TellsOf::Reflection(id)) => plan.reflections.get(&id).map(|reflection| Form::reflection(reflection)),
        Some(TellsOf::Moves(id, goal)) => {
            let goal = goal.and_then(|id| plan.goals.get(&id));
            plan.stakeholders.get(&id).map(|who| Form::moves(who, goal.map(AsRef::as_ref)))
        }
    };
    match (form, model.read_only.clone()) {
        (_, Some(why)) => model.warn(why),
        (Some(form), None) => screen::open_form(model, form),
        (None, None) => model.say("It is gone."),
    }
}

fn copy(model: &mut Model, figures: &str) -> Vec<Effect> {
    let Some(text) = clipboard::clean(figures) else {
        model.warn("Not copied: there are more figures than terminals take.");
        return Vec::new();
    };
    model.say("Copied the figures.");
    vec![Effect::Copy(text)]
}
