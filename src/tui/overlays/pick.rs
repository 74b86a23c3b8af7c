//! A list to pick one line from.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::super::model::Model;
use super::super::widgets::wrap;
use super::super::{screens, text};
use super::panel;
use crate::domain::{ConflictId, Key, StakeholderId, TouchId, Word as _, standing};

/// What the journal can be narrowed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// Who was there.
    With,
    /// What was given.
    Gift,
    /// How it happened.
    Via,
    /// When it was.
    When,
}

/// What a line of a list stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choosable {
    /// Add a goal.
    NewGoal,
    /// Add a stakeholder.
    NewStakeholder,
    /// Add an idea.
    NewIdea,
    /// Log a touch.
    NewTouch,
    /// Write a reflection.
    NewReflection,
    /// Record a proof.
    NewProof,
    /// Read or change a record, or remove it.
    Record(Key),
    /// Look at a value that lost in a merge.
    Conflict(ConflictId),
    /// Keep the value that stayed.
    KeepValue(ConflictId),
    /// Open what the editor left once more.
    EditAgain,
    /// Leave a text as it was before the editor.
    LeaveText,
    /// Take the value that lost.
    TakeLost(ConflictId),
    /// This is who was meant by a name in the capture line.
    Meant(String, StakeholderId),
    /// A promise, by its touch, and whether its day is over.
    Promise(TouchId, bool),
    /// Let those who can wait rest over the next days.
    Spread,
    /// Look at everybody as they are.
    AsTheyAre,
    /// List only what these filter words ask for.
    Filter(String),
    /// List what the journal can be narrowed to.
    Narrow(Facet),
    /// Go to somebody on the Plan screen.
    Person(StakeholderId),
}

/// A list to pick one line from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pick {
    /// The heading.
    pub title: String,
    /// The lines and what they stand for.
    pub lines: Vec<(String, Choosable)>,
    /// The chosen line, from 0.
    pub at: usize,
}

impl Pick {
    /// A list with its first line chosen.
    pub fn new(title: impl Into<String>, lines: Vec<(String, Choosable)>) -> Self {
        Self { title: title.into(), lines, at: 0 }
    }
}

/// Columns and rows of the box.
pub fn size(pick: &Pick, area: Rect) -> (u16, u16) {
    let widest = pick.lines.iter().map(|(line, _)| wrap::width(line)).max().unwrap_or(0);
    let width = u16::try_from(widest + 9).unwrap_or(u16::MAX).clamp(44, 90);
    (width, u16::try_from(pick.lines.len() + 2).unwrap_or(u16::MAX).min(area.height))
}

/// The line of the list on a row of the screen.
pub fn line_at(pick: &Pick, area: Rect, row: u16) -> Option<usize> {
    let inner = super::inside(size(pick, area), area);
    let at = row.checked_sub(inner.y).filter(|at| *at < inner.height)?;
    screens::visible(pick.lines.len(), pick.at, usize::from(inner.height)).nth(usize::from(at))
}

/// A line as it may be shown: covered where it tells of the plan.
fn shown<'a>(model: &Model, line: &'a str, what: &Choosable) -> Cow<'a, str> {
    match what {
        Choosable::Record(_) | Choosable::Conflict(_) | Choosable::Promise(..) => model.prose(line),
        Choosable::Person(who) => Cow::Owned(person(model, who)),
        Choosable::Filter(words) if words.starts_with("tag:") || words.starts_with("with:") => model.prose(line),
        _ => Cow::Borrowed(line),
    }
}

/// A line that goes to somebody: name, seniority, organisation, and how warm contact is.
pub fn person(model: &Model, id: &StakeholderId) -> String {
    let Some(who) = model.plan().stakeholders.get(id) else { return model.name(id.as_str()).into_owned() };
    let warmth = standing(model.plan(), who, model.today).warmth;
    let parts = [model.name(&who.name).into_owned(), who.seniority.clone(), model.name(&who.org).into_owned()];
    let said = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("  ");
    format!("{} {said}  {}", model.look.warmth_glyph(warmth), warmth.meaning())
}

/// Draws the list.
pub fn draw(model: &Model, pick: &Pick, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let inner = panel(model, &pick.title, size(pick, area), area, buffer);
    for (row, at) in screens::visible(pick.lines.len(), pick.at, usize::from(inner.height)).enumerate() {
        let (Some((line, what)), Ok(row)) = (pick.lines.get(at), u16::try_from(row)) else { continue };
        let number = if at < 9 { format!("{} ", at + 1) } else { "  ".to_owned() };
        let place = Rect { y: inner.y + row, height: 1, ..inner };
        let spans = vec![
            Span::styled(number, model.look.accent()),
            Span::styled(
                text::fit(&shown(model, line, what), usize::from(inner.width).saturating_sub(2)),
                if matches!(what, Choosable::Promise(_, true)) { model.look.alarm() } else { Style::new() },
            ),
        ];
        buffer.set_line(place.x, place.y, &Line::from(spans), place.width);
        if at == pick.at {
            buffer.set_style(place, model.look.chosen());
        }
    }
    None
}
