//! Prompts for somebody: what could be given, in words to begin with, and why each is there.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::super::model::Model;
use super::super::{screens, text};
use super::panel;
use crate::domain::suggest::{OFFERED, Suggestion, offered, suggest};
use crate::domain::{StakeholderId, Word as _};

/// Columns of the box, and of the gifts in it.
const WIDTH: u16 = 96;
const GIFTS: usize = 14;

/// Prompts for somebody. Which ones follows from the plan and the day.
#[derive(Clone, Debug)]
pub struct Prompts {
    /// For whom.
    pub who: StakeholderId,
    /// The chosen one, from 0.
    pub at: usize,
    /// Whether all that fit are shown, and not only the first.
    pub all: bool,
}

impl Prompts {
    /// The first prompts for somebody.
    pub fn new(who: StakeholderId) -> Self {
        Self { who, at: 0, all: false }
    }

    /// The prompts that are shown, and how many fit in all.
    pub fn shown(&self, model: &Model) -> (Vec<Suggestion>, usize) {
        let mut fitting = model.prompts_for(&self.who);
        let count = fitting.len();
        if !self.all {
            fitting.truncate(OFFERED);
        }
        (fitting, count)
    }
}

impl Model {
    /// The prompts that fit somebody today, the best first.
    pub fn prompts_for(&self, who: &StakeholderId) -> Vec<Suggestion> {
        let Some(who) = self.plan().stakeholder(who) else { return Vec::new() };
        suggest(self.plan(), who, self.goal_with(who).as_ref(), &self.deck(), self.today)
    }

    /// How many of them there are to begin with.
    pub fn prompts_offered(&self, who: &StakeholderId) -> usize {
        let Some(who) = self.plan().stakeholder(who) else { return 0 };
        offered(self.plan(), who, self.goal_with(who).as_ref(), &self.deck(), self.today)
    }
}

/// Columns and rows of the box: no more than the prompts take.
pub fn size(model: &Model, prompts: &Prompts, area: Rect) -> (u16, u16) {
    let width = WIDTH.min(area.width);
    let inner = super::inside((width, area.height), area);
    let (list, _) = prompts.shown(model);
    let (lines, ..) = laid_out(model, prompts, &list, inner);
    // The border, a blank row and the one under it.
    (width, u16::try_from(lines.len() + 4).unwrap_or(u16::MAX).clamp(6, area.height.max(6)).min(area.height))
}

/// The room for the prompts, and the row under them.
fn rooms(inner: Rect) -> (Rect, Rect) {
    let under = Rect { y: inner.bottom().saturating_sub(1), height: inner.height.min(1), ..inner };
    (Rect { height: inner.height.saturating_sub(1), ..inner }, under)
}

/// The prompts line by line, the line on which each begins, and the first line that is shown.
fn laid_out(
    model: &Model,
    prompts: &Prompts,
    list: &[Suggestion],
    room: Rect,
) -> (Vec<Line<'static>>, Vec<usize>, usize) {
    let look = model.look;
    let width = usize::from(room.width);
    let gifts = if width >= 60 { GIFTS } else { 0 };
    let at = prompts.at.min(list.len().saturating_sub(1));
    let (mut lines, mut starts, mut end) = (Vec::new(), Vec::new(), 0);
    for (number, one) in list.iter().enumerate() {
        starts.push(lines.len());
        let here = number == at;
        let gift = if gifts > 0 { text::pad(one.gift.word(), gifts) } else { format!("{}: ", one.gift.word()) };
        let effort = format!("{:>3} min  ", one.effort);
        let style = if here { look.chosen() } else { Style::new() };
        let head = format!("{gift}{effort}");
        let words = model.prose(&one.text);
        lines.extend(text::hanging(&head, &words, width, look.accent(), style));
        if here {
            let lead = " ".repeat(gifts + 9);
            // The rule names nobody, and neither does what it is good for.
            for told in [format!("for them: {}", one.why), format!("why here: {}", one.reason())] {
                lines.extend(text::hanging(&lead, &told, width, Style::new(), look.quiet()));
            }
            end = lines.len();
        }
    }
    let start = starts.get(at).copied().unwrap_or(0);
    let first = end.saturating_sub(usize::from(room.height)).min(start);
    (lines, starts, first)
}

/// The prompt on a row of the screen.
pub fn line_at(model: &Model, prompts: &Prompts, area: Rect, row: u16) -> Option<usize> {
    let (room, _) = rooms(super::inside(size(model, prompts, area), area));
    let at = row.checked_sub(room.y).filter(|at| *at < room.height)?;
    let (list, _) = prompts.shown(model);
    let (lines, starts, first) = laid_out(model, prompts, &list, room);
    let line = first + usize::from(at);
    (line < lines.len()).then(|| starts.iter().rposition(|start| *start <= line)).flatten()
}

/// Draws the prompts.
pub fn draw(model: &Model, prompts: &Prompts, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let look = model.look;
    let who = model.plan().stakeholders.get(&prompts.who);
    let name = who.map(|who| model.name(&who.name)).unwrap_or_default();
    let inner = panel(model, &format!("Prompts for {name}"), size(model, prompts, area), area, buffer);
    let (room, under) = rooms(inner);
    let (list, count) = prompts.shown(model);
    if list.is_empty() {
        screens::draw_lines(&[Line::styled("No prompt fits here.", look.quiet())], 0, room, buffer);
        return None;
    }
    let (lines, _, first) = laid_out(model, prompts, &list, room);
    screens::draw_lines(&lines, first, room, buffer);
    let mut told = vec![Span::styled(format!("{} of {count} that fit", list.len()), look.quiet())];
    if let Some(who) = who.filter(|who| !who.cares_about.is_empty()) {
        told.push(Span::styled("   cares about: ", look.quiet()));
        let left = usize::from(under.width).saturating_sub(36);
        told.push(Span::raw(text::fit(&model.prose(&who.cares_about), left)));
    }
    buffer.set_line(under.x, under.y, &Line::from(told), under.width);
    None
}
