//! The capture line: one line of text, shown back as it is understood.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};

use super::super::forms::{Form, HOLDS, Setting};
use super::super::mask::Mask;
use super::super::model::Model;
use super::super::text;
use super::super::widgets::field::{Field, LIMIT};
use super::super::widgets::wrap;
use super::{field_look, panel};
use crate::capture::line::complete::{Completion, complete};
use crate::capture::line::{self, Captured, Chip, Doubt, Kind, Part, What};
use crate::domain::alike::alike;
use crate::domain::length::TooLong;
use crate::domain::{GoalId, Idea, StakeholderId, outsizes};

/// Columns of the box, and rows for what was understood.
const WIDTH: u16 = 90;
const CHIPS: u16 = 2;

/// One line on its way to becoming a record.
#[derive(Debug)]
pub struct Capture {
    /// What it is to become.
    pub kind: Kind,
    /// What is typed.
    pub field: Field,
    /// What stood in it at the beginning.
    given: String,
    /// Whom it is about where it names nobody else.
    pub selected: Vec<StakeholderId>,
    /// The goal it serves.
    pub goal: Option<GoalId>,
    /// Who is meant by names that several people have.
    pub chosen: Vec<(String, StakeholderId)>,
    /// What the line comes to.
    pub captured: Captured,
    /// Somebody who is in the plan and whose name only looks like the new one.
    like: Option<StakeholderId>,
    /// Whether that is what the line says by now.
    is_read: bool,
    /// What `Tab` offers at the cursor, and which of them stands there now.
    offered: Vec<Completion>,
    put: Option<usize>,
}

impl Capture {
    /// An empty line.
    pub fn new(kind: Kind, selected: Vec<StakeholderId>, goal: Option<GoalId>, setting: Setting<'_>) -> Self {
        let field = Field::line("").placeholder(match kind {
            Kind::Stakeholder => "Grace Hopper, VP Engineering @Platforms ~3w #pilot",
            Kind::Touch => "what you said and did; Enter alone says: in touch today",
            Kind::Idea => "thank her release team in the all-hands +recognition by fri",
        });
        let field = field.limit(HOLDS);
        let known = line::Setting {
            plan: setting.plan,
            today: setting.today,
            selected: &selected,
            goal: goal.as_ref(),
            chosen: &[],
        };
        let captured = line::read(kind, "", &known);
        let (given, chosen) = (String::new(), Vec::new());
        let (like, is_read, offered) = (None, true, Vec::new());
        Self { kind, field, given, selected, goal, chosen, captured, like, is_read, offered, put: None }
    }

    /// Puts an end into the line before anything is typed; the cursor stands before it.
    pub fn give(&mut self, end: &str, setting: Setting<'_>) {
        end.clone_into(&mut self.given);
        self.field.put(end, 0);
        self.judge(setting);
    }

    /// Whether anything was typed that would be lost.
    pub fn is_begun(&self) -> bool {
        let typed = self.field.value();
        !typed.trim().is_empty() && typed != self.given
    }

    /// Reads the line anew. One that is longer than a person types is read once it is kept: until then it can be
    /// scrolled and made shorter without waiting.
    pub fn judge(&mut self, setting: Setting<'_>) {
        self.is_read = self.field.value().len() <= LIMIT;
        if self.is_read {
            self.read(setting);
        } else {
            self.captured = line::read(self.kind, "", &self.known(setting));
            (self.like, self.offered, self.put) = (None, Vec::new(), None);
        }
    }

    /// Reads what was left to be read, so that everything typed is understood.
    ///
    /// # Errors
    ///
    /// The line is longer than a text may be.
    pub fn read_whole(&mut self, setting: Setting<'_>) -> Result<(), TooLong> {
        if let Some(found) = TooLong::found_in(&self.field.value()) {
            return Err(found);
        }
        if !std::mem::replace(&mut self.is_read, true) {
            self.read(setting);
        }
        Ok(())
    }

    fn read(&mut self, setting: Setting<'_>) {
        let text = self.field.value();
        let known = self.known(setting);
        let (captured, offered) =
            (line::read(self.kind, &text, &known), complete(self.kind, &text, self.field.bytes_before(), &known));
        self.like = match &captured.what {
            What::Stakeholder(who) => alike(setting.plan.records(), &who.name).map(|who| who.id.clone()),
            _ => None,
        };
        (self.captured, self.offered, self.put) = (captured, offered, None);
    }

    fn known<'a>(&'a self, setting: Setting<'a>) -> line::Setting<'a> {
        line::Setting {
            plan: setting.plan,
            today: setting.today,
            selected: &self.selected,
            goal: self.goal.as_ref(),
            chosen: &self.chosen,
        }
    }

    /// Puts the next of what fits at the cursor, or the one before; false where nothing fits.
    pub fn complete(&mut self, forward: bool, setting: Setting<'_>) -> bool {
        let count = self.offered.len();
        let at = match (self.put, forward) {
            (None, true) => 0,
            (None, false) => count.saturating_sub(1),
            (Some(at), true) => (at + 1) % count.max(1),
            (Some(at), false) => (at + count.max(1) - 1) % count.max(1),
        };
        let Some(new) = self.offered.get(at).cloned() else { return false };
        let line = self.field.value();
        // What was put before ends at the cursor; what follows stays.
        let before = line.get(..new.replace.start).unwrap_or_default();
        let after = line.get(self.field.bytes_before()..).unwrap_or_default().to_owned();
        let text = format!("{before}{}{}", new.with, after.trim_start());
        self.field.put(&text, before.len() + new.with.len());
        let offered = std::mem::take(&mut self.offered);
        self.judge(setting);
        (self.offered, self.put) = (offered, Some(at));
        true
    }

    /// The form with everything that was understood so far.
    pub fn form(&self, setting: Setting<'_>) -> Form {
        match &self.captured.what {
            What::Stakeholder(who) => Form::stakeholder(who, setting),
            What::Touch(touch) => Form::touch(touch, setting),
            What::Idea(idea) => Form::idea(idea, setting),
        }
    }

    /// The first name that several people have, and who they are.
    pub fn several(&self) -> Option<(String, Vec<StakeholderId>)> {
        self.captured.doubts.iter().find_map(|doubt| match doubt {
            Doubt::Several { word, who, .. } => Some((word.clone(), who.clone())),
            _ => None,
        })
    }

    /// What is missing before it can be kept.
    pub fn missing(&self) -> Option<&str> {
        self.captured.doubts.iter().find_map(|doubt| match doubt {
            Doubt::Missing { text } => Some(text.as_str()),
            _ => None,
        })
    }

    /// The heading.
    fn title(&self, model: &Model) -> String {
        let names: Vec<String> = self
            .selected
            .iter()
            .take(3)
            .filter_map(|id| model.plan().stakeholders.get(id))
            .map(|who| model.name(&who.name).into_owned())
            .collect();
        let more = self.selected.len().saturating_sub(3);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let names = format!("{}{more}", names.join(", "));
        match (self.kind, names.is_empty()) {
            (Kind::Stakeholder, _) => "New stakeholder".to_owned(),
            (Kind::Touch, true) => "In touch".to_owned(),
            (Kind::Touch, false) => format!("In touch with {names}"),
            (Kind::Idea, true) => "New idea".to_owned(),
            (Kind::Idea, false) => format!("New idea for {names}"),
        }
    }
}

/// Draws the line with what was understood, and says where the cursor belongs.
pub fn draw(model: &Model, capture: &Capture, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    // Low, as a command line is: what it is about stays in sight.
    let height = (CHIPS + 4).min(area.height);
    let area = Rect { y: area.bottom() - height, height, ..area };
    let inner = panel(model, &capture.title(model), (WIDTH.min(area.width), height), area, buffer);
    let row = |number: u16| Rect {
        y: (inner.y + number).min(inner.bottom()),
        height: u16::from(number < inner.height),
        ..inner
    };
    let away = model.mask == Mask::Away;
    let cursor = if away {
        let covered = model.prose(&capture.field.value()).into_owned();
        buffer.set_line(inner.x, inner.y, &Line::raw(covered), inner.width);
        None
    } else {
        capture.field.draw(row(0), buffer, field_look(model))
    };
    if !away {
        let chips = chips(model, &capture.captured.chips, usize::from(inner.width));
        for (number, line) in (1..=CHIPS).zip(chips) {
            let place = row(number);
            buffer.set_line(place.x, place.y, &line, place.width * place.height);
        }
    }
    let under = row((CHIPS + 1).min(inner.height.saturating_sub(1)));
    if inner.height > 1 {
        let line = under_line(model, capture, usize::from(under.width));
        buffer.set_line(under.x, under.y, &line, under.width);
    }
    cursor
}

/// What was understood, one chip behind the other, in rows.
fn chips(model: &Model, chips: &[Chip], width: usize) -> Vec<Line<'static>> {
    let look = model.look;
    let mut rows: Vec<Vec<Span<'static>>> = vec![Vec::new()];
    let mut used = 0;
    for chip in chips {
        let (label, value) = worded(model, chip);
        let value = text::fit(&value, width.saturating_sub(wrap::width(label) + 2).min(40));
        let wide = wrap::width(label) + wrap::width(&value) + 2;
        if used + wide > width && used > 0 {
            rows.push(Vec::new());
            used = 0;
        }
        used += wide;
        if let Some(row) = rows.last_mut() {
            row.push(Span::styled(label, look.quiet()));
            row.push(Span::styled(value, look.good()));
            row.push(Span::raw("  "));
        }
    }
    rows.into_iter().map(Line::from).collect()
}

/// A chip in words: what it is, and what was understood.
fn worded(model: &Model, chip: &Chip) -> (&'static str, String) {
    let told = chip.text.clone();
    let covered = || model.prose(&chip.text).into_owned();
    match chip.part {
        Part::Name => ("", model.name(&chip.text).into_owned()),
        Part::Title | Part::Tag => ("", covered()),
        Part::Organisation => ("at ", model.name(&chip.text).into_owned()),
        Part::Seniority => ("reads as ", told),
        Part::Cadence | Part::Effort => ("", told),
        Part::OtherName => ("also ", model.name(&chip.text).into_owned()),
        Part::Handle => ("reach ", covered()),
        Part::Day => ("on ", told),
        Part::Due => ("by ", told),
        Part::Channel => ("via ", told),
        Part::Gift => ("gift ", told),
        Part::With => ("with ", model.name(&chip.text).into_owned()),
        Part::FollowUp => ("promised ", covered()),
        Part::ForThem => ("for them ", covered()),
    }
}

/// The row below: what is in doubt, what Tab offers, or which signs there are.
fn under_line(model: &Model, capture: &Capture, width: usize) -> Line<'static> {
    let look = model.look;
    let doubt = capture.captured.doubts.iter().find_map(|doubt| match doubt {
        Doubt::Several { word, who, .. } => {
            Some(format!("{} people are called {}; Enter asks which one", who.len(), model.name(word)))
        }
        Doubt::NotUnderstood { text, .. } => Some(format!("{text}; it stays text")),
        Doubt::Missing { .. } => None,
    });
    let unread = || (!capture.is_read).then(|| "a long line; Enter reads it".to_owned());
    if let Some(doubt) = doubt.or_else(unread).filter(|_| model.mask != Mask::Away) {
        return Line::styled(text::fit(&doubt, width), look.alarm());
    }
    let like = capture.like.as_ref().and_then(|id| model.plan().stakeholders.get(id));
    if let Some(like) = like.filter(|_| model.mask != Mask::Away) {
        let told = format!("looks like {}: the same person?", model.name(&like.name));
        return Line::styled(text::fit(&told, width), look.alarm());
    }
    if !capture.offered.is_empty() {
        let mut spans = vec![Span::styled("Tab ", look.accent())];
        for (number, one) in capture.offered.iter().enumerate() {
            let style = if capture.put == Some(number) { look.strong() } else { look.quiet() };
            spans.push(Span::styled(text::line(&model.prose(one.with.trim())), style));
            spans.push(Span::raw("  "));
        }
        return Line::from(spans);
    }
    let signs = match capture.kind {
        Kind::Stakeholder => "name, title  @organisation  ~how often  #tag  ^seniority  \"other name\"",
        Kind::Touch => "+gift  via channel  a day  @who else  !what you promised by when",
        Kind::Idea => "+gift  by a day  ~minutes  @who else  = what is in it for them",
    };
    if let What::Idea(idea) = &capture.captured.what
        && let Some(thought) = thought(model, idea, width)
    {
        return thought;
    }
    Line::styled(text::fit(signs, width), look.quiet())
}

/// What is worth a thought while an idea is written: whether it is large, and what is in it for them, with what they care
/// about in view. Nobody has to answer.
fn thought(model: &Model, idea: &Idea, width: usize) -> Option<Line<'static>> {
    let look = model.look;
    let people: Vec<_> = idea.to.iter().filter_map(|id| model.plan().stakeholders.get(id)).collect();
    if idea.text.is_empty() || people.is_empty() {
        return None;
    }
    if people.iter().any(|who| outsizes(idea.gift, idea.effort, who.closeness)) {
        let told = "large for how well you know each other; something smaller first?";
        return Some(Line::styled(text::fit(told, width), look.quiet()));
    }
    if !idea.for_them.is_empty() {
        return None;
    }
    let [who] = people.as_slice() else {
        return Some(Line::styled(text::fit("what is in it for them? say it behind a =", width), look.quiet()));
    };
    let asked = format!("what is in it for {}? say it behind a =", model.name(who.called()));
    let mut spans = vec![Span::styled(text::fit(&asked, width), look.quiet())];
    let left = width.saturating_sub(wrap::width(&asked));
    if !who.cares_about.is_empty() && left > 24 {
        spans.push(Span::styled("  cares about ", look.quiet()));
        spans.push(Span::raw(text::fit(&model.prose(&who.cares_about), left - 14)));
    }
    Some(Line::from(spans))
}
