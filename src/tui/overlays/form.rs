//! A form: a label and a field a row, and under them what the field is for or what does not hold.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::super::forms::{Field, Form, Input, Verdict};
use super::super::mask::Mask;
use super::super::model::Model;
use super::super::text;
use super::panel;

/// Columns of the labels.
const LABELS: u16 = 16;
/// Rows of a field of several lines while it has the focus; one row otherwise.
const TALL: u16 = 5;

/// Draws the form, and says where the cursor belongs.
pub fn draw(model: &Model, form: &Form, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let inner = panel(model, &model.told(form.title.as_str(), form.kind()), size(form, area), area, buffer);
    let under = Rect { y: inner.bottom().saturating_sub(1), height: 1.min(inner.height), ..inner };
    let mut cursor = None;
    for (at, place) in places(form, inner) {
        let Some(field) = form.fields.get(at) else { continue };
        let here = draw_field(model, field, at == form.at, place, buffer);
        cursor = cursor.or(here);
    }
    if let Some(field) = form.current() {
        let (told, style) = match &field.verdict {
            Verdict::Problem(_) if field.names_people() && model.mask != Mask::Off => {
                ("it is not clear who is meant", model.look.alarm())
            }
            Verdict::Reads(_) if field.names_people() && model.mask != Mask::Off => ("understood", model.look.good()),
            // What is written is for its writer to read; whom it looks like is covered.
            Verdict::Reads(_) if field.is_new_name() && model.mask != Mask::Off => {
                ("looks like somebody who is in the plan: the same person?", model.look.alarm())
            }
            Verdict::Reads(reading) if field.is_new_name() => (reading.as_str(), model.look.alarm()),
            Verdict::Problem(problem) => (problem.as_str(), model.look.alarm()),
            Verdict::Reads(reading) => (reading.as_str(), model.look.good()),
            Verdict::Quiet => (&*note(model, field), model.look.quiet()),
        };
        let line = Line::styled(text::fit(told, usize::from(under.width)), style);
        buffer.set_line(under.x, under.y, &line, under.width);
    }
    cursor
}

fn heights(form: &Form) -> Vec<u16> {
    form.fields.iter().enumerate().map(|(at, field)| height(field, at == form.at)).collect()
}

/// Columns and rows of the box.
pub fn size(form: &Form, area: Rect) -> (u16, u16) {
    let rows: u16 = heights(form).iter().sum();
    (78.min(area.width), (rows + 4).min(area.height))
}

/// The field on a row of the screen.
pub fn field_at(form: &Form, area: Rect, row: u16) -> Option<usize> {
    let places = places(form, super::inside(size(form, area), area));
    places.into_iter().find(|(_, place)| (place.y..place.bottom()).contains(&row)).map(|(at, _)| at)
}

/// The fields that are shown, and where. What is above scrolls away until the focused one fits.
fn places(form: &Form, inner: Rect) -> Vec<(usize, Rect)> {
    let heights = heights(form);
    let room = inner.height.saturating_sub(if inner.height > 4 { 2 } else { 1 });
    let before: u16 = heights.iter().take(form.at).sum();
    let focused = heights.get(form.at).copied().unwrap_or(1);
    let skip = if focused > room { before } else { (before + focused).saturating_sub(room) };
    let mut places = Vec::new();
    let mut top = 0_u16;
    for (at, height) in heights.into_iter().enumerate() {
        let from = top;
        top += height;
        if from >= skip && from - skip < room {
            places.push((at, Rect { y: inner.y + from - skip, height: height.min(room - (from - skip)), ..inner }));
        }
    }
    places
}

/// What belongs into a field; what of it is made from the plan is covered where the screen is.
fn note<'a>(model: &Model, field: &'a Field) -> Cow<'a, str> {
    match &field.note {
        Cow::Owned(told) => model.prose(told),
        Cow::Borrowed(told) => Cow::Borrowed(told),
    }
}

fn height(field: &Field, focused: bool) -> u16 {
    if focused && matches!(field.input, Input::Text(_)) { TALL } else { 1 }
}

fn draw_field(model: &Model, field: &Field, focused: bool, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let look = model.look;
    let wrong = matches!(field.verdict, Verdict::Problem(_)) && (field.is_changed() || focused);
    let style = if focused { look.accent() } else { look.quiet() };
    let labels = LABELS.min(area.width / 2);
    let label = Line::from(vec![
        Span::styled(if wrong { "! " } else { "  " }, look.alarm()),
        Span::styled(text::pad(field.name, usize::from(labels).saturating_sub(2)), style),
    ]);
    buffer.set_line(area.x, area.y, &label, labels);
    let room = Rect { x: area.x + labels, width: area.width.saturating_sub(labels), ..area };
    match &field.input {
        // What is being written can be read, as long as somebody writes.
        Input::Line(input) | Input::Text(input) if focused && model.mask != Mask::Away => {
            return input.draw(room, buffer, super::field_look(model));
        }
        Input::Line(_) | Input::Text(_) => {
            let shown = field.text();
            let mut lines = shown.lines();
            let first = lines.next().unwrap_or_default();
            let more = if lines.next().is_some() { " …" } else { "" };
            let empty = shown.is_empty();
            let told = if empty { note(model, field).into_owned() } else { format!("{}{more}", model.prose(first)) };
            let style = if empty { look.quiet() } else { Style::new() };
            let told = text::fit(&told, usize::from(room.width));
            buffer.set_line(room.x, room.y, &Line::styled(told, style), room.width);
        }
        Input::Choice(choice) => {
            let word = choice.word().map_or_else(|| look.glyph("–", "-").to_owned(), text::line);
            let word = if field.names_goals() { model.prose(&word).into_owned() } else { word };
            let (left, right) = if focused { (look.glyph("‹ ", "< "), look.glyph(" ›", " >")) } else { ("", "") };
            let style = if focused { look.strong() } else { Style::new() };
            let spans = [(left, look.accent()), (word.as_str(), style), (right, look.accent())];
            let line: Vec<Span<'_>> = spans.into_iter().map(|(part, style)| Span::styled(part, style)).collect();
            buffer.set_line(room.x, room.y, &Line::from(line), room.width);
        }
    }
    None
}
