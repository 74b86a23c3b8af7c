//! The screens: one picture each, made from the model and nothing else.
//!
//! A pane is a file under the noun it shows. Nothing here changes anything; begin with [`draw`].

mod about;
mod goal;
mod ideas;
mod journal;
pub mod network;
mod progress;
mod review;
mod stakeholders;

pub use progress::{bars::share, counted, feeling::signed, moves::ends, title as chart_title};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

pub use journal::{
    day_at as journal_day_at, entry_at as journal_entry_at, reading, reading_title, shown as journal_shown,
};

use super::layout::{Pane, Regions};
use super::model::Model;
use super::screen::Screen;
use super::style::Look;
use super::text;
use super::widgets::frame;
use super::widgets::ink;
use super::widgets::window::Window;
use crate::domain::{StakeholderId, Word};
use crate::keys::Command;

/// Draws the screen that is shown.
pub fn draw(model: &Model, regions: &Regions, buffer: &mut Buffer) {
    let body = regions.body();
    match model.at {
        Screen::Plan => draw_plan(model, regions, buffer),
        Screen::Review => review::draw(model, body, buffer),
        Screen::Journal => journal::draw(model, body, buffer),
        Screen::Network => network::draw(model, body, buffer),
        Screen::Progress => progress::draw(model, body, buffer),
    }
}

/// Draws the Plan screen: the goal, the stakeholders, ideas for the chosen one, and what is known of them.
fn draw_plan(model: &Model, regions: &Regions, buffer: &mut Buffer) {
    if let Some(strip) = regions.strip {
        ink::set_line(
            buffer,
            strip.x + 1,
            strip.y,
            &goal::strip(model, usize::from(strip.width.saturating_sub(2))),
            strip.width.saturating_sub(1),
        );
    }
    for (pane, area) in &regions.panes {
        draw_pane(model, *pane, *area, buffer);
    }
}

/// Draws the border of a pane with its heading, and hands back the room inside.
fn framed(look: Look, focused: bool, title: &str, area: Rect, buffer: &mut Buffer) -> Rect {
    frame::draw(area, look.border_set(focused), look.border(focused), buffer);
    let room = usize::from(area.width.saturating_sub(4));
    frame::head(area, &Line::styled(format!(" {} ", text::fit(title, room)), heading(look, focused)), buffer);
    frame::room(area)
}

/// How the heading of a pane is written.
fn heading(look: Look, focused: bool) -> Style {
    if focused { look.border(true) } else { Style::new().remove_modifier(Modifier::DIM) }
}

fn draw_pane(model: &Model, pane: Pane, area: Rect, buffer: &mut Buffer) {
    let focused = model.screen.focus == pane && model.overlays.is_empty();
    let inner = framed(model.look, focused, &title(model, pane), area, buffer);
    match listing(model, pane, inner.width, inner.height, focused) {
        Some(listing) => draw_lines(&listing.lines, listing.first(focused, inner.height), inner, buffer),
        None => stakeholders::draw(model, inner, buffer, focused),
    }
}

/// What a pane lists, line by line.
pub struct Listing {
    /// The lines.
    lines: Vec<Line<'static>>,
    /// The line on which each item begins.
    starts: Vec<usize>,
    /// The line on which the chosen item begins.
    chosen: usize,
}

impl Listing {
    /// Lines without items.
    fn plain(lines: Vec<Line<'static>>) -> Self {
        Self { lines, starts: Vec::new(), chosen: 0 }
    }

    /// The first line shown in so many rows: the chosen one stands in the middle while the pane has the focus.
    fn first(&self, focused: bool, height: u16) -> usize {
        let first = if focused { self.chosen.saturating_sub(usize::from(height) / 2) } else { 0 };
        first.min(self.lines.len().saturating_sub(usize::from(height)))
    }
}

/// What a pane of this size lists; none for the stakeholders, of whom only the visible ones are ever built.
fn listing(model: &Model, pane: Pane, width: u16, height: u16, focused: bool) -> Option<Listing> {
    let (width, height) = (usize::from(width), usize::from(height));
    match pane {
        Pane::Goal => Some(goal::listing(model, width, focused)),
        Pane::Ideas => Some(ideas::listing(model, width, focused)),
        Pane::About => Some(about::listing(model, width, height, focused)),
        Pane::Stakeholders => None,
    }
}

/// The item of a pane on a row of the screen: a stakeholder, an idea, a touch, a step or a goal, counted from 0.
pub fn item_at(model: &Model, pane: Pane, area: Rect, row: u16) -> Option<usize> {
    let (top, height) = (area.y + 1, area.height.saturating_sub(2));
    let at = usize::from(row.checked_sub(top).filter(|at| *at < height)?);
    let focused = model.screen.focus == pane && model.overlays.is_empty();
    let Some(listing) = listing(model, pane, area.width.saturating_sub(4), height, focused) else {
        let (count, chosen) = (model.screen.rows.len(), model.screen.position().unwrap_or(0));
        return visible(count, chosen, usize::from(height)).nth(at);
    };
    let line = listing.first(focused, height) + at;
    (line < listing.lines.len()).then(|| listing.starts.iter().rposition(|start| *start <= line)).flatten()
}

/// The title of a pane.
fn title(model: &Model, pane: Pane) -> String {
    let screen = &model.screen;
    let name = || model.who().map(|who| model.name(&who.name));
    match pane {
        Pane::Goal => {
            let goals = &model.plan().goals;
            let at = screen.goal.as_ref().and_then(|id| goals.ids().position(|other| other == id));
            match at {
                Some(at) if goals.len() > 1 => format!("Goal {} of {}", at + 1, goals.len()),
                None if goals.len() > 1 => format!("All {} goals", goals.len()),
                _ => "Goal".to_owned(),
            }
        }
        Pane::Stakeholders => {
            let count = match (screen.rows.len(), screen.total) {
                (0, 0) => String::new(),
                (shown, total) if shown == total => format!(" {total}"),
                (shown, total) => format!(" {shown} of {total}"),
            };
            let marked = match screen.marks.len() {
                0 => String::new(),
                marked => format!("  {marked} marked"),
            };
            let filter =
                if screen.find.is_empty() { String::new() } else { format!("  find: {}", model.prose(&screen.find)) };
            format!("Stakeholders{count}{marked}  by {}{filter}", screen.query.sort.word())
        }
        Pane::Ideas => name().map_or("Ideas".to_owned(), |name| format!("Ideas for {name}")),
        Pane::About => name().map_or("About".to_owned(), |name| format!("About {name}")),
    }
}

/// The row of the screen on which the chosen stakeholder stands.
pub fn chosen_row(model: &Model, regions: &Regions) -> Option<u16> {
    if model.at != Screen::Plan {
        return None;
    }
    let (_, area) = regions.panes.iter().find(|(pane, _)| *pane == Pane::Stakeholders)?;
    let height = usize::from(area.height.saturating_sub(2));
    let at = model.screen.position()?;
    let row = at - visible(model.screen.rows.len(), at, height).start;
    u16::try_from(row).ok().map(|row| area.y + 1 + row)
}

/// Which rows of a list are shown so that the chosen one is among them.
pub fn visible(count: usize, chosen: usize, height: usize) -> std::ops::Range<usize> {
    let mut window = Window::default();
    window.select(chosen);
    window.visible(count, height)
}

/// Draws lines from one of them on, as far as there is room.
pub fn draw_lines(lines: &[Line<'_>], first: usize, area: Rect, buffer: &mut Buffer) {
    for (row, line) in (area.y..area.bottom()).zip(lines.iter().skip(first)) {
        ink::set_line(buffer, area.x, row, line, area.width);
    }
}

/// What an empty pane says: what belongs there, and the key that puts it there.
fn empty(model: &Model, what: &str, command: Command, does: &str, width: usize) -> Vec<Line<'static>> {
    let look = model.look;
    let mut lines: Vec<Line<'static>> =
        text::wrapped(what, width).into_iter().map(|line| Line::styled(line, look.quiet())).collect();
    if let Some(key) = model.keymap.key_for(command, model.contexts()) {
        lines.push(Line::from(vec![Span::styled(key, look.accent()), Span::styled(format!(" {does}"), Style::new())]));
    }
    lines
}

/// The name of a stakeholder, or the id where the plan has nobody with it.
pub fn name_of(model: &Model, id: &StakeholderId) -> String {
    let who = model.plan().stakeholders.get(id);
    who.map_or_else(|| model.name(id.as_str()).into_owned(), |who| model.name(&who.name).into_owned())
}
