//! What stands on a card: who it is, why now, what was promised, what could be given, what they care about, the last touches.

use std::borrow::Cow;

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::super::super::model::Model;
use super::super::super::review_state::Picked;
use super::super::super::text;
use super::super::about;
use super::fit::{Section, labelled};
use crate::domain::agenda::Promise;
use crate::domain::{Day, Idea, Stakeholder, Warmth, Word, standing};
use crate::keys::Command;

/// How many touches are shown.
const TOUCHES: usize = 3;

/// Columns of the labels in so many columns; none where there is no room for them.
fn label(width: usize) -> usize {
    match width {
        56.. => 13,
        32..56 => 10,
        _ => 0,
    }
}

/// A label in its short and its long form.
type Label = (&'static str, &'static str);

fn block(model: &Model, (short, long): Label, width: usize, lines: Vec<Line<'static>>) -> Vec<Line<'static>> {
    let cells = label(width);
    labelled(if cells > 10 { long } else { short }, cells, model.look.quiet(), lines)
}

/// A whole card, one section below the other.
pub fn sections(model: &Model, width: usize) -> Vec<Section> {
    let mut all = left(model, width);
    all.extend(right(model, width));
    all
}

/// What there is to do: the left half where there are two.
pub fn left(model: &Model, width: usize) -> Vec<Section> {
    let Some(who) = model.who() else { return Vec::new() };
    vec![
        Section { weight: 5, ..Section::head(head(model, who, width)) },
        Section::new(9, why(model, who, width)),
        promised(model, width),
        ideas(model, width),
        Section::new(3, prompts(model, width)),
    ]
}

/// What to know: the right half where there are two.
pub fn right(model: &Model, width: usize) -> Vec<Section> {
    let Some(who) = model.who() else { return Vec::new() };
    vec![
        Section::new(6, cares(model, who, width)),
        Section::new(2, stake(model, who, width)).close(),
        Section::new(4, touches(model, width)),
        Section::new(1, notes(model, who, width)),
    ]
}

/// Who it is.
fn head(model: &Model, who: &Stakeholder, width: usize) -> Vec<Line<'static>> {
    let look = model.look;
    let title = if who.title.is_empty() { Cow::Borrowed(who.seniority.as_str()) } else { model.prose(&who.title) };
    let parts = [title, model.name(&who.org)];
    let parts: Vec<&str> = parts.iter().filter(|part| !part.is_empty()).map(AsRef::as_ref).collect();
    let mut lines = Vec::new();
    if !parts.is_empty() {
        lines.push(Line::styled(text::fit(&parts.join(" · "), width), look.strong()));
    }
    let now = standing(model.plan(), who, model.today);
    let mut warm = vec![Span::styled(
        format!("{} {}", look.warmth_glyph(now.warmth), now.warmth.spoken()),
        look.warmth(now.warmth),
    )];
    if let Some(until) = who.snoozed.filter(|_| now.warmth == Warmth::Snoozed) {
        warm.push(Span::styled(format!(" until {}", text::day(until, model.today)), look.quiet()));
    }
    warm.push(Span::styled("   ", Style::new()));
    warm.extend(about::closeness(model, who));
    lines.push(Line::from(warm));
    lines
}

/// The reasons, or why there are none any more.
fn why(model: &Model, who: &Stakeholder, width: usize) -> Vec<Line<'static>> {
    let look = model.look;
    let room = width.saturating_sub(label(width));
    let Some(entry) = model.review.entry() else {
        let told = if model.review.seen.contains(&who.id) { "looked at today" } else { "nothing calls any more" };
        let told = format!("{} {told}", look.glyph("✓", "x"));
        return block(model, ("why", "why now"), width, vec![Line::styled(text::fit(&told, room), look.good())]);
    };
    let lines = entry.reasons.iter().enumerate().flat_map(|(number, reason)| {
        let style = match (reason.is_late(), number) {
            (true, _) => look.alarm(),
            (false, 0) => look.strong(),
            (false, _) => Style::new(),
        };
        text::hanging("", &model.reason(reason), room, style, style)
    });
    block(model, ("why", "why now"), width, lines.collect())
}

/// The promises that are open.
fn promised(model: &Model, width: usize) -> Section {
    let (mut lines, mut keep) = (Vec::new(), 0);
    for promise in model.card_promises() {
        if model.review.picked == Some(Picked::Promise(promise.touch.id.clone())) {
            keep = lines.len();
        }
        lines.extend(promise_lines(model, &promise, width.saturating_sub(label(width))));
    }
    let weight = if matches!(model.review.picked, Some(Picked::Promise(_))) { 8 } else { 3 };
    Section { keep, ..Section::new(weight, block(model, ("promised", "promised"), width, lines)) }
}

fn promise_lines(model: &Model, promise: &Promise, width: usize) -> Vec<Line<'static>> {
    let look = model.look;
    let here = model.review.picked == Some(Picked::Promise(promise.touch.id.clone()));
    let when = if promise.dated { text::due(promise.due, model.today) } else { "some day".to_owned() };
    let what =
        if promise.text().is_empty() { Cow::Borrowed("to come back to them") } else { model.prose(promise.text()) };
    let style = match (here, promise.due.days_since(model.today)) {
        (true, _) => look.chosen(),
        (false, ..0) => look.alarm(),
        (false, _) => Style::new(),
    };
    text::hanging(mark(model, here), &format!("{what}  {when}"), width, look.accent(), style)
}

/// The ideas that are open.
fn ideas(model: &Model, width: usize) -> Section {
    let (mut lines, mut keep) = (Vec::new(), 0);
    let room = width.saturating_sub(label(width));
    for idea in model.card_ideas() {
        if model.review.picked == Some(Picked::Idea(idea.id.clone())) {
            keep = lines.len();
        }
        lines.extend(idea_lines(model, idea, room));
    }
    if lines.is_empty() {
        let key = model.keymap.key_for(Command::NewIdea, model.contexts()).unwrap_or_default();
        let told = text::fit(&format!("none yet; {key} writes one down"), room);
        lines.push(Line::styled(told, model.look.quiet()));
    }
    let weight = if matches!(model.review.picked, Some(Picked::Idea(_))) { 8 } else { 3 };
    Section { keep, ..Section::new(weight, block(model, ("ideas", "ideas"), width, lines)) }
}

fn idea_lines(model: &Model, idea: &Idea, width: usize) -> Vec<Line<'static>> {
    let look = model.look;
    let here = model.review.picked == Some(Picked::Idea(idea.id.clone()));
    let gift = if width >= 44 { text::pad(idea.gift.map_or("", Word::word), 14) } else { String::new() };
    let by = |by: Day| format!("  {}", text::due(by, model.today));
    let body = format!("{}{}", model.prose(&idea.text), idea.by.map_or(String::new(), by));
    let style = if here { look.chosen() } else { Style::new() };
    let mut lines = text::hanging(&format!("{}{gift}", mark(model, here)), &body, width, look.accent(), style);
    if here && !idea.for_them.is_empty() {
        let lead = " ".repeat(2 + gift.len());
        let for_them = format!("for them: {}", model.prose(&idea.for_them));
        lines.extend(text::hanging(&lead, &for_them, width, Style::new(), look.quiet()));
    }
    lines
}

/// Prompts that fit them, to make an idea of.
fn prompts(model: &Model, width: usize) -> Vec<Line<'static>> {
    let look = model.look;
    let room = width.saturating_sub(label(width));
    let lines = model.review.prompts.iter().flat_map(|prompt| {
        let gift = if room >= 44 { text::pad(prompt.gift.word(), 14) } else { String::new() };
        let told = format!("{}  {} min", model.prose(&prompt.text), prompt.effort);
        text::hanging(&format!("+ {gift}"), &told, room, look.quiet(), look.quiet())
    });
    block(model, ("prompts", "prompts"), width, lines.collect())
}

/// What stands before something that can be chosen.
fn mark(model: &Model, here: bool) -> &'static str {
    if here { model.look.glyph("▌ ", "> ") } else { model.look.glyph("○ ", "- ") }
}

/// What they care about.
fn cares(model: &Model, who: &Stakeholder, width: usize) -> Vec<Line<'static>> {
    let room = width.saturating_sub(label(width));
    let lines = if who.cares_about.is_empty() {
        let key = model.keymap.key_for(Command::Edit, model.contexts()).unwrap_or_default();
        let told = text::fit(&format!("not known yet; {key} notes it"), room);
        vec![Line::styled(told, model.look.quiet())]
    } else {
        text::hanging("", &model.prose(&who.cares_about), room, Style::new(), Style::new())
    };
    block(model, ("cares", "cares about"), width, lines)
}

/// What they are to the goal.
fn stake(model: &Model, who: &Stakeholder, width: usize) -> Vec<Line<'static>> {
    let room = width.saturating_sub(label(width));
    let words = about::stake(model, who);
    if words.is_empty() {
        return Vec::new();
    }
    let lines = text::hanging("", &words, room, Style::new(), Style::new());
    block(model, ("stake", "stake"), width, lines)
}

/// The last touches.
fn touches(model: &Model, width: usize) -> Vec<Line<'static>> {
    let room = width.saturating_sub(label(width));
    let last = model.touches().take(TOUCHES);
    let mut lines: Vec<Line<'static>> = last.flat_map(|touch| about::said(model, touch, room)).collect();
    if lines.is_empty() {
        lines.push(Line::styled(text::fit("not in touch yet", room), model.look.quiet()));
    }
    block(model, ("last", "last touches"), width, lines)
}

fn notes(model: &Model, who: &Stakeholder, width: usize) -> Vec<Line<'static>> {
    if who.notes.is_empty() {
        return Vec::new();
    }
    let room = width.saturating_sub(label(width));
    let lines = text::hanging("", &model.prose(&who.notes), room, Style::new(), Style::new());
    block(model, ("notes", "notes"), width, lines)
}
