//! The three questions that are ever asked, each because something would be lost.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use super::super::model::{Model, Save};
use super::super::{screens, text};
use super::panel;

/// Leaving a form that has changes.
pub fn unsaved(model: &Model, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let told = ["It is not in the plan yet."];
    ask(model, "Keep what you typed?", &told, area, buffer)
}

/// Quitting although a change could not be saved.
pub fn not_saved(model: &Model, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let mut told = vec!["The last changes are not in the file."];
    if let Save::NotSaved(why) = &model.save {
        told.push(&why.what);
        told.extend(why.at.as_deref());
        told.extend(why.hint.as_deref());
    }
    ask(model, "Not saved", &told, area, buffer)
}

/// Much is missing in the file that somebody else has changed.
pub fn loss(model: &Model, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let Save::NotSaved(why) = &model.save else { return None };
    let mut told = vec![why.what.as_str()];
    told.extend(why.at.as_deref());
    told.push(
        "What is missing there is still here. Keep it, and it is put back; let it go, and it is gone here, too. \
               The backups have it either way.",
    );
    ask(model, "Much is missing in the file", &told, area, buffer)
}

fn ask(model: &Model, title: &str, told: &[&str], area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let width = 66.min(area.width);
    let room = usize::from(width.saturating_sub(4));
    let lines: Vec<Line<'_>> = told.iter().flat_map(|told| text::wrapped(told, room)).map(Line::raw).collect();
    let height = u16::try_from(lines.len() + 2).unwrap_or(u16::MAX).min(area.height);
    let inner = panel(model, title, (width, height), area, buffer);
    screens::draw_lines(&lines, 0, inner, buffer);
    None
}
