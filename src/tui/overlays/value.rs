//! Who would value this? The people for whom something is a gift, and why.

use std::collections::BTreeSet;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::super::mask::Mask;
use super::super::model::Model;
use super::super::widgets::field::Field;
use super::super::{screens, text};
use super::{field_look, panel};
use crate::domain::value::{Matter, Valued, who_values};
use crate::domain::{GoalId, Idea, IdeaId, Proof, ProofId, StakeholderId};

/// Columns of the box, and of the names in it.
const WIDTH: u16 = 96;
const NAMES: usize = 24;

/// What could be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum About {
    /// An idea for somebody.
    Idea(IdeaId),
    /// A proof.
    Proof(ProofId),
    /// Anything, in words.
    Words,
}

/// The people for whom something is a gift.
#[derive(Clone, Debug)]
pub struct Value {
    /// What it is.
    pub about: About,
    /// Its words.
    pub field: Field,
    /// Whether the words are being typed.
    pub typing: bool,
    /// For whom, the best first.
    pub found: Vec<Valued>,
    /// The chosen one, from 0.
    pub at: usize,
    /// Those who are marked.
    pub marks: BTreeSet<StakeholderId>,
}

impl Value {
    /// The people for whom this is a gift; without words of its own these are typed first.
    pub fn new(about: About, words: &str, model: &Model) -> Self {
        let field = Field::line(words).placeholder("what do you have to give? a result, a contact, an hour");
        let typing = about == About::Words;
        let mut value = Self { about, field, typing, found: Vec::new(), at: 0, marks: BTreeSet::new() };
        value.judge(model);
        value
    }

    /// Finds out anew for whom it is a gift: after the words changed, or the plan.
    pub fn judge(&mut self, model: &Model) {
        let plan = model.plan();
        let goal: Option<GoalId> = match &self.about {
            About::Idea(id) => plan.ideas.get(id).and_then(|idea| idea.goal.clone()).or_else(|| model.goal_of_new()),
            _ => model.goal_of_new(),
        };
        let words = self.field.value();
        let matter = match &self.about {
            About::Idea(id) => plan.ideas.get(id).map(|idea| Matter::Idea(idea)),
            About::Proof(id) => plan.proofs.get(id).map(|proof| Matter::Proof(proof)),
            About::Words => None,
        };
        self.found = who_values(plan, matter.unwrap_or(Matter::Words(&words)), goal.as_ref(), model.today);
        self.at = self.at.min(self.found.len().saturating_sub(1));
        self.marks.retain(|who| self.found.iter().any(|one| one.who.id == *who));
    }

    /// Types into the words; what was an idea or a proof becomes anything, in other words.
    pub fn typed(&mut self, change: impl FnOnce(&mut Field)) {
        let before = self.field.value();
        change(&mut self.field);
        if self.field.value() != before {
            self.about = About::Words;
        }
    }

    /// Those whom a command is about, in the order shown: the marked, or else the chosen one.
    pub fn meant(&self) -> Vec<StakeholderId> {
        let marked = self.found.iter().map(|one| &one.who.id).filter(|who| self.marks.contains(*who));
        let marked: Vec<StakeholderId> = marked.cloned().collect();
        let chosen = || self.found.get(self.at).map(|one| one.who.id.clone()).into_iter().collect();
        if marked.is_empty() { chosen() } else { marked }
    }

    /// The idea it is, if it is one.
    pub fn idea<'a>(&self, model: &'a Model) -> Option<&'a Idea> {
        let About::Idea(id) = &self.about else { return None };
        model.plan().ideas.get(id).map(AsRef::as_ref)
    }

    /// The proof it is, if it is one.
    pub fn proof<'a>(&self, model: &'a Model) -> Option<&'a Proof> {
        let About::Proof(id) = &self.about else { return None };
        model.plan().proofs.get(id).map(AsRef::as_ref)
    }
}

/// Columns and rows of the box: no more than the people take.
pub fn size(value: &Value, area: Rect) -> (u16, u16) {
    // The border, the words and what stands under them, the row at the end.
    let rows = value.found.len().max(2).saturating_mul(TALL).saturating_add(6);
    (WIDTH.min(area.width), u16::try_from(rows).unwrap_or(u16::MAX).min(area.height))
}

/// The row of the words, the room for the people, and the row under them.
fn rooms(inner: Rect) -> [Rect; 3] {
    let top = Rect { height: inner.height.min(1), ..inner };
    let list = Rect { y: inner.y + 2.min(inner.height), height: inner.height.saturating_sub(3), ..inner };
    [top, list, Rect { y: inner.bottom().saturating_sub(1), height: inner.height.min(1), ..inner }]
}

/// Rows that one person takes.
const TALL: usize = 2;

/// The people that are shown.
fn visible(value: &Value, list: Rect) -> std::ops::Range<usize> {
    screens::visible(value.found.len(), value.at, usize::from(list.height) / TALL)
}

/// The person on a row of the screen.
pub fn line_at(value: &Value, area: Rect, row: u16) -> Option<usize> {
    let [_, list, _] = rooms(super::inside(size(value, area), area));
    let at = row.checked_sub(list.y).filter(|at| *at < list.height)?;
    visible(value, list).nth(usize::from(at) / TALL)
}

/// Draws what it is and for whom, and says where the cursor belongs.
pub fn draw(model: &Model, value: &Value, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let look = model.look;
    let inner = panel(model, "Who would value this?", size(value, area), area, buffer);
    let [top, list, under] = rooms(inner);
    let cursor = if value.typing && model.mask != Mask::Away {
        value.field.draw(top, buffer, field_look(model))
    } else {
        let words = text::fit(&model.prose(&value.field.value()), usize::from(top.width));
        buffer.set_line(top.x, top.y, &Line::styled(words, look.strong()), top.width);
        None
    };
    for (row, at) in visible(value, list).enumerate() {
        let (Some(one), Ok(row)) = (value.found.get(at), u16::try_from(row * TALL)) else { continue };
        let here = at == value.at && !value.typing;
        let place = Rect { y: list.y + row, height: 1, ..list };
        let [first, second] = lines(model, one, value.marks.contains(&one.who.id), usize::from(list.width));
        buffer.set_line(place.x, place.y, &first, place.width);
        if here {
            buffer.set_style(place, look.chosen());
        }
        if row + 1 < list.height {
            buffer.set_line(place.x, place.y + 1, &second, place.width);
        }
    }
    let told = match (value.found.len(), value.marks.len()) {
        (0, _) if value.field.is_empty() => "Type what you have, and see for whom it would be a gift.".to_owned(),
        (0, _) => "Nobody you know of; say it in other words, or note what people care about.".to_owned(),
        (count, 0) => format!("{count} for whom it may be a gift"),
        (count, marked) => format!("{marked} of {count} marked"),
    };
    buffer.set_line(under.x, under.y, &Line::styled(told, look.quiet()), under.width);
    cursor
}

/// Who somebody is, and under it why it is a gift to them.
fn lines(model: &Model, one: &Valued, marked: bool, width: usize) -> [Line<'static>; 2] {
    let look = model.look;
    let who = &one.who;
    let mark = if marked { look.glyph("● ", "* ") } else { "  " };
    let org = model.name(&who.org);
    let place = [who.seniority.as_str(), &org].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let first = vec![
        Span::styled(mark, look.accent()),
        Span::styled(text::pad(&model.name(&who.name), NAMES), look.strong()),
        Span::styled(text::fit(&place.join("  "), width.saturating_sub(NAMES + 2)), look.quiet()),
    ];
    let reasons: Vec<String> = one
        .reasons
        .iter()
        .map(|reason| {
            let words = reason.words();
            if reason.is_private() { model.prose(&words).into_owned() } else { words }
        })
        .collect();
    let reasons = text::fit(&reasons.join("; "), width.saturating_sub(4));
    [Line::from(first), Line::from(vec![Span::raw("    "), Span::styled(reasons, Style::new())])]
}
