//! An entry of the journal, to be read as a whole.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use super::super::model::Model;
use super::super::screens::{self, reading, reading_title};
use super::{inside, panel};
use crate::domain::Key;
use crate::domain::journal::Entry;

/// The most columns of the box: longer lines are hard to read.
const WIDTH: u16 = 84;

/// An entry that is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Its record.
    pub key: Key,
    /// The first line shown, from 0.
    pub first: usize,
}

/// The entry, as long as it is there.
fn entry(model: &Model, reading: &Reading) -> Option<Entry> {
    let plan = model.plan();
    match &reading.key {
        Key::Touch(id) => plan.touches.get(id).cloned().map(Entry::Touch),
        Key::Reflection(id) => plan.reflections.get(id).cloned().map(Entry::Reflection),
        _ => None,
    }
}

fn lines(model: &Model, shown: &Reading, area: Rect) -> Vec<Line<'static>> {
    let width = usize::from(WIDTH.min(area.width).saturating_sub(4));
    let gone = || vec![Line::styled("It is gone; u brings back what was removed here.", model.look.quiet())];
    entry(model, shown).map_or_else(gone, |entry| reading(model, &entry, width))
}

/// Columns and rows of the box.
pub fn size(model: &Model, shown: &Reading, area: Rect) -> (u16, u16) {
    let rows = u16::try_from(lines(model, shown, area).len()).unwrap_or(u16::MAX).saturating_add(2);
    (WIDTH.min(area.width), rows.min(area.height))
}

/// The last line that can be the first one shown.
pub fn last(model: &Model, shown: &Reading, area: Rect) -> usize {
    let lines = lines(model, shown, area).len();
    lines.saturating_sub(usize::from(inside(size(model, shown, area), area).height))
}

/// Draws the entry.
pub fn draw(model: &Model, shown: &Reading, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let lines = lines(model, shown, area);
    let title = entry(model, shown).map_or_else(String::new, |entry| reading_title(model, &entry));
    let inner = panel(model, &title, size(model, shown, area), area, buffer);
    let last = lines.len().saturating_sub(usize::from(inner.height));
    screens::draw_lines(&lines, shown.first.min(last), inner, buffer);
    None
}
