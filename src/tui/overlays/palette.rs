//! The palette: any command by name, with its key beside it, and why it cannot be had now where it cannot.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use super::super::able::why_not;
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

impl Default for Palette {
    fn default() -> Self {
        Self { field: Field::line("").placeholder("a command, a word for it, or its key"), at: 0 }
    }
}

impl Palette {
    /// The commands that fit what is typed.
    pub fn found(&self, model: &Model) -> Vec<Command> {
        search(&self.field.value(), model.at.contexts(), &model.keymap)
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
        let (Some(command), Ok(row)) = (found.get(number), u16::try_from(row)) else { continue };
        let place = Rect { y: list.y + row, height: 1, ..list };
        buffer.set_line(place.x, place.y, &line(model, *command, usize::from(place.width)), place.width);
        if number == at {
            buffer.set_style(place, look.chosen());
        }
    }
    let (words, style) = match found.get(at) {
        None => ("No command is called that; Esc leads back.".to_owned(), look.quiet()),
        Some(command) => match why_not(model, *command) {
            Some(why) => (why, look.alarm()),
            None => (command.entry().help.to_owned(), look.quiet()),
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
fn line(model: &Model, command: Command, width: usize) -> Line<'static> {
    let look = model.look;
    let entry = command.entry();
    let keys: Vec<String> =
        model.at.contexts().iter().flat_map(|place| model.keymap.keys_for(command, *place)).collect();
    let mut keys = keys.into_iter().take(2).collect::<Vec<_>>().join(" or ");
    keys = format!("  {}", text::fit(&keys, width / 3));
    let off = why_not(model, command).is_some();
    let style = if off { Style::new().add_modifier(Modifier::DIM) } else { Style::new() };
    let room = width.saturating_sub(NAMES + wrap::width(&keys));
    let help = if room > 20 { text::pad(entry.help, room) } else { " ".repeat(room) };
    Line::from(vec![
        Span::styled(text::pad(entry.id, NAMES), if off { style } else { look.strong() }),
        Span::styled(help, look.quiet()),
        Span::styled(keys, if off { style } else { look.accent() }),
    ])
}
