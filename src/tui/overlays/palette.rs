//! The palette: any command by name, with its key beside it, and why it cannot be had now where it cannot.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use super::super::able::{why_not, why_not_own};
use super::super::model::Model;
use super::super::widgets::field::Field;
use super::super::widgets::wrap;
use super::super::{screens, text};
use super::{field_look, panel};
use crate::keys::Command;
use crate::keys::search::search;

/// Columns of the box, and of the names in it.
const WIDTH: u16 = 80;
const NAMES: usize = 18;
/// Rows of the box at most.
const HEIGHT: u16 = 18;

/// Looking for a command.
#[derive(Clone, Debug)]
pub struct Palette {
    /// What is typed.
    pub field: Field,
    /// The chosen line, from 0.
    pub at: usize,
}

/// A line of the palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// A command of the catalogue.
    Command(Command),
    /// The user's own command of this number.
    Own(usize),
}

impl Found {
    /// Why it can do nothing now; none where it can.
    fn why_not(self, model: &Model) -> Option<String> {
        match self {
            Self::Command(command) => why_not(model, command),
            Self::Own(_) => why_not_own(model).map(str::to_owned),
        }
    }

    /// Its name, and a sentence on it.
    fn words(self, model: &Model) -> (String, String) {
        match self {
            Self::Command(command) => (command.entry().id.to_owned(), command.entry().help.to_owned()),
            Self::Own(number) => {
                model.keymap.own(number).map_or_else(Default::default, |own| (own.title.clone(), own.help()))
            }
        }
    }

    fn keys(self, model: &Model) -> Vec<String> {
        match self {
            Self::Command(command) => {
                model.at.contexts().iter().flat_map(|place| model.keymap.keys_for(command, *place)).collect()
            }
            Self::Own(number) => model.keymap.own(number).map(|own| own.key.to_string()).into_iter().collect(),
        }
    }
}

impl Default for Palette {
    fn default() -> Self {
        Self { field: Field::line("").placeholder("a command, a word for it, or its key"), at: 0 }
    }
}

impl Palette {
    /// The commands that fit what is typed, the user's own before the others.
    pub fn found(&self, model: &Model) -> Vec<Found> {
        let (words, places) = (self.field.value(), model.at.contexts());
        let own = model.keymap.own_found(places, &words).into_iter().map(Found::Own);
        own.chain(search(&words, places, &model.keymap).into_iter().map(Found::Command)).collect()
    }
}

/// Columns and rows of the box.
pub fn size(area: Rect) -> (u16, u16) {
    (WIDTH.min(area.width), HEIGHT.min(area.height))
}

/// The line of the list on a row of the screen.
pub fn line_at(model: &Model, palette: &Palette, area: Rect, row: u16) -> Option<usize> {
    let [_, list, _] = rows(super::inside(size(area), area));
    let found = palette.found(model).len();
    let at = row.checked_sub(list.y).filter(|at| *at < list.height)?;
    screens::visible(found, palette.at.min(found.saturating_sub(1)), usize::from(list.height)).nth(usize::from(at))
}

/// Draws the palette, and says where the cursor belongs.
pub fn draw(model: &Model, palette: &Palette, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let look = model.look;
    let inner = panel(model, "Commands", size(area), area, buffer);
    let found = palette.found(model);
    let [top, list, told] = rows(inner);
    buffer.set_line(top.x, top.y, &Line::styled(": ", look.accent()), top.width);
    let room = Rect { x: top.x + 2.min(top.width), width: top.width.saturating_sub(2), ..top };
    let cursor = palette.field.draw(room, buffer, field_look(model));
    let at = palette.at.min(found.len().saturating_sub(1));
    for (row, number) in screens::visible(found.len(), at, usize::from(list.height)).enumerate() {
        let (Some(found), Ok(row)) = (found.get(number), u16::try_from(row)) else { continue };
        let place = Rect { y: list.y + row, height: 1, ..list };
        buffer.set_line(place.x, place.y, &line(model, *found, usize::from(place.width)), place.width);
        if number == at {
            buffer.set_style(place, look.chosen());
        }
    }
    let (words, style) = match found.get(at) {
        None => ("No command is called that; Esc leads back.".to_owned(), look.quiet()),
        Some(found) => match found.why_not(model) {
            Some(why) => (why, look.alarm()),
            None => (found.words(model).1, look.quiet()),
        },
    };
    buffer.set_line(told.x, told.y, &Line::styled(text::fit(&words, usize::from(told.width)), style), told.width);
    cursor
}

/// The field, the list, and the sentence under it.
fn rows(inner: Rect) -> [Rect; 3] {
    let one = |y: u16| Rect { y: y.min(inner.bottom().saturating_sub(1)), height: 1.min(inner.height), ..inner };
    let list = Rect { y: inner.y + 1.min(inner.height), height: inner.height.saturating_sub(2), ..inner };
    [one(inner.y), list, one(inner.bottom().saturating_sub(1))]
}

/// A command: its name, its sentence, its keys at the right.
fn line(model: &Model, found: Found, width: usize) -> Line<'static> {
    let look = model.look;
    let (name, help) = found.words(model);
    let mut keys = found.keys(model).into_iter().take(2).collect::<Vec<_>>().join(" or ");
    keys = format!("  {}", text::fit(&keys, width / 3));
    let off = found.why_not(model).is_some();
    let style = if off { Style::new().add_modifier(Modifier::DIM) } else { Style::new() };
    let room = width.saturating_sub(NAMES + wrap::width(&keys));
    let help = if room > 20 { text::pad(&help, room) } else { " ".repeat(room) };
    Line::from(vec![
        Span::styled(text::pad(&name, NAMES), if off { style } else { look.strong() }),
        Span::styled(help, look.quiet()),
        Span::styled(keys, if off { style } else { look.accent() }),
    ])
}
