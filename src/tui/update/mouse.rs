//! What is done with the mouse. Everything can be done without it, and it can be let go.

use ratatui::layout::Rect;

use super::super::forms::Form;
use super::super::layout::Pane;
use super::super::model::Model;
use super::super::msg::{Effect, Mouse, MouseKind};
use super::super::overlays::{Overlay, Spot, spot};
use super::super::screen::Screen;
use super::super::{screens, view};
use super::{Now, journal, plan, progress};
use crate::keys::chord::parse_sequence;
use crate::keys::{Chord, Command, Context, Key};

/// Rows for one turn of the wheel.
const WHEEL: isize = 3;

/// Takes in what was done with the mouse.
pub fn mouse(model: &mut Model, mouse: Mouse, now: &mut Now<'_>) -> Vec<Effect> {
    model.pending.clear();
    let Some(regions) = model.regions() else { return Vec::new() };
    let Mouse { kind, column, row } = mouse;
    match kind {
        MouseKind::Click | MouseKind::Double if row == regions.footer.y => {
            let hint = view::hint_at(model, regions.footer.width, column);
            return hint.map_or_else(Vec::new, |hint| press(model, &hint.keys, now));
        }
        MouseKind::Click | MouseKind::Double if row == regions.header.y && model.overlays.is_empty() => {
            let screen = view::screen_at(model, regions.header, column);
            let chord = Chord::plain(Key::Enter);
            return screen.map_or_else(Vec::new, |screen| super::run(model, screen.command(), chord, now));
        }
        MouseKind::Release => model.border = None,
        MouseKind::Drag => {
            if let Some(border) = model.border {
                model.screen.shares.shift(border, &regions, column, row);
            }
        }
        _ if !model.overlays.is_empty() => {
            let (width, height) = model.size;
            let over = Rect { y: regions.header.bottom(), height: height.saturating_sub(2), width, x: 0 };
            return over_the_screen(model, kind, spot(model, over, column, row), now);
        }
        _ if model.at == Screen::Network => super::network::mouse(model, mouse),
        MouseKind::WheelUp | MouseKind::WheelDown if model.at == Screen::Review => {
            let command = if kind == MouseKind::WheelUp { Command::MoveUp } else { Command::MoveDown };
            return super::run(model, command, Chord::plain(Key::Down), now);
        }
        MouseKind::Click | MouseKind::Double | MouseKind::WheelUp | MouseKind::WheelDown
            if model.at == Screen::Progress =>
        {
            return progress::mouse(model, kind, regions.body(), (column, row), now);
        }
        MouseKind::Click | MouseKind::Double | MouseKind::WheelUp | MouseKind::WheelDown
            if model.at == Screen::Journal =>
        {
            return journal::mouse(model, kind, regions.body(), (column, row), now);
        }
        // The other screens have no panes.
        _ if model.at != Screen::Plan => {}
        MouseKind::Click | MouseKind::Double => {
            model.notice = None;
            if kind == MouseKind::Click {
                model.border = regions.border_at(column, row);
            }
            let Some((pane, area)) = regions.pane_at(column, row) else { return Vec::new() };
            let item = screens::item_at(model, pane, area, row);
            model.screen.focus_on(pane);
            if let Some(item) = item {
                plan::choose(model, pane, item);
                if kind == MouseKind::Double {
                    return open(model, pane, now);
                }
            }
        }
        MouseKind::WheelUp | MouseKind::WheelDown => {
            if let Some((pane, _)) = regions.pane_at(column, row) {
                plan::step_in(model, pane, if kind == MouseKind::WheelUp { -WHEEL } else { WHEEL });
            }
        }
    }
    Vec::new()
}

/// A double click opens what is under it; a goal out of all of them is shown first.
fn open(model: &mut Model, pane: Pane, now: &mut Now<'_>) -> Vec<Effect> {
    if pane == Pane::Goal && model.lists_goals() {
        if let Some(goal) = model.goal().map(|goal| goal.id.clone()) {
            model.show_goal(&goal);
            model.refresh();
        }
        return Vec::new();
    }
    super::run(model, Command::Edit, Chord::plain(Key::Enter), now)
}

/// What is done with the mouse while something lies over the screen.
fn over_the_screen(model: &mut Model, kind: MouseKind, spot: Spot, now: &mut Now<'_>) -> Vec<Effect> {
    let clicked = matches!(kind, MouseKind::Click | MouseKind::Double);
    match (spot, model.overlays.last_mut()) {
        (Spot::Line(line), Some(Overlay::Pick(pick))) if clicked => pick.at = line,
        (Spot::Line(line), Some(Overlay::Figures(figures))) if clicked => {
            figures.at = line;
            if kind == MouseKind::Click {
                return Vec::new();
            }
        }
        (Spot::Line(line), Some(Overlay::Palette(palette))) if clicked => palette.at = line,
        // What these come to is read before it is taken.
        (Spot::Line(line), Some(Overlay::Prompts(prompts))) if kind == MouseKind::Click => {
            prompts.at = line;
            return Vec::new();
        }
        (Spot::Line(line), Some(Overlay::Value(value))) if clicked => {
            (value.at, value.typing) = (line, false);
            return Vec::new();
        }
        (Spot::Line(_), Some(Overlay::Prompts(_))) if clicked => {
            return super::run(model, Command::TakePrompt, Chord::plain(Key::Enter), now);
        }
        (Spot::Field(field), Some(Overlay::Form(form))) if clicked => {
            let form: &mut Form = form;
            form.at = field;
            return Vec::new();
        }
        // Beside a list one leaves it; a form is never left by accident.
        (Spot::Outside, Some(over)) if clicked && is_list(over) => {
            model.overlays.pop();
            return Vec::new();
        }
        (_, Some(over)) if !clicked && is_list(over) => {
            let command = if kind == MouseKind::WheelUp { Command::MoveUp } else { Command::MoveDown };
            return super::run(model, command, Chord::plain(Key::Down), now);
        }
        _ => return Vec::new(),
    }
    super::run(model, Command::Choose, Chord::plain(Key::Enter), now)
}

/// Whether an overlay is a list that the wheel moves and that a click beside it leaves.
fn is_list(over: &Overlay) -> bool {
    matches!(
        over,
        Overlay::Reading(_)
            | Overlay::Joining(_)
            | Overlay::Figures(_)
            | Overlay::Pick(_)
            | Overlay::Palette(_)
            | Overlay::Help(_)
            | Overlay::Prompts(_)
            | Overlay::Value(_)
    )
}

/// A hint that was clicked: as if its keys were pressed.
fn press(model: &mut Model, keys: &str, now: &mut Now<'_>) -> Vec<Effect> {
    let mut effects = Vec::new();
    for chord in parse_sequence(keys).unwrap_or_default() {
        effects.extend(super::key(model, chord, now));
    }
    effects
}

/// Lets the mouse go, so that it selects text as the terminal has it, or takes it again.
pub fn toggle(model: &mut Model) -> Vec<Effect> {
    model.mouse = !model.mouse;
    let key = model.keymap.key_for(Command::FindCommand, Context::Plan.chain()).unwrap_or_default();
    model.say(if model.mouse {
        "The mouse works here; with shift held it selects text.".to_owned()
    } else {
        format!("The mouse is the terminal's; {key} toggle-mouse takes it again.")
    });
    vec![Effect::Mouse(model.mouse)]
}
