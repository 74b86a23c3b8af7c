//! The about pane: what is known of the chosen stakeholder, what they are to the goal, and the last touches.

use std::borrow::Cow;

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::super::model::Model;
use super::super::{text, told};
use super::Listing;
use crate::domain::{Closeness, Stake, Stakeholder, Touch, Word, standing};
use crate::keys::Command;

/// How many touches are shown at most: the pane scrolls, but nobody scrolls a decade.
const TOUCHES: usize = 200;

/// What is known, then the touches, newest first, as far as they can be seen in so many rows.
pub fn listing(model: &Model, width: usize, height: usize, focused: bool) -> Listing {
    let look = model.look;
    let Some(who) = model.who() else {
        let what = text::fit("Choose somebody to see what you know of them.", width);
        return Listing::plain(vec![Line::styled(what, look.quiet())]);
    };
    let mut lines = facts(model, who, width);
    let (mut starts, mut chosen, mut found) = (Vec::new(), 0, !focused || model.screen.touch.is_none());
    for touch in model.touches().take(TOUCHES) {
        if found && lines.len() >= chosen + height {
            break;
        }
        starts.push(lines.len());
        let here = focused && Some(&touch.id) == model.screen.touch.as_ref();
        if here {
            (chosen, found) = (lines.len(), true);
        }
        lines.extend(touch_lines(model, touch, width, here));
    }
    if starts.is_empty() {
        lines.extend(super::empty(model, "Not in touch yet.", Command::LogTouch, "logs the first touch", width));
    }
    Listing { lines, starts, chosen }
}

fn facts(model: &Model, who: &Stakeholder, width: usize) -> Vec<Line<'static>> {
    let look = model.look;
    let mut lines = Vec::new();
    let title = if who.title.is_empty() { Cow::Borrowed(who.seniority.as_str()) } else { model.prose(&who.title) };
    let first = [title, model.name(&who.org)].into_iter().filter(|part| !part.is_empty());
    let first = first.collect::<Vec<_>>().join(" · ");
    if !first.is_empty() {
        lines.push(Line::raw(text::fit(&first, width)));
    }
    lines.push(Line::from(closeness(model, who)));
    let now = standing(model.plan(), who, model.today);
    let cadence = format!("every {} d, next {}", now.cadence, text::day(now.due, model.today));
    let rest = who.snoozed.filter(|until| *until > model.today);
    let rest = rest.map_or(String::new(), |until| format!(", resting until {}", text::day(until, model.today)));
    lines.push(Line::styled(text::fit(&format!("{cadence}{rest}"), width), look.quiet()));
    if who.archived {
        lines.push(Line::styled("archived", look.quiet()));
    }
    lines.extend(stake_lines(model, who, width));
    let reach: Vec<String> =
        who.handles.iter().map(|(via, at)| format!("{} {}", via.word(), model.prose(at))).collect();
    let known = [
        ("cares about: ", model.prose(&who.cares_about).into_owned()),
        ("also called: ", model.prose(&who.aka.join(", ")).into_owned()),
        ("reach: ", reach.join(", ")),
        ("tags: ", model.prose(&who.tags.join(", ")).into_owned()),
        ("introduced by: ", who.introduced_by.as_ref().map_or(String::new(), |by| super::name_of(model, by))),
        ("notes: ", model.prose(&who.notes).into_owned()),
    ];
    for (label, value) in known.iter().filter(|(_, value)| !value.is_empty()) {
        lines.extend(text::hanging(label, value, width, look.quiet(), Style::new()));
    }
    for conflict in model.plan().conflicts.iter().filter(|conflict| conflict.about.id() == who.id.as_str()) {
        let records = model.plan().records();
        let (field, lost) = (&conflict.field, Some(conflict.lost.as_str()));
        let told = format!("{} was also {}", told::field(model, records, field), told::value(model, records, lost));
        lines.extend(text::hanging(look.glyph("≠ ", "! "), &told, width, look.alarm(), look.alarm()));
    }
    lines
}

/// How far the relationship has come, and how far it should: `Exchanged ●●○○○ → Collaborated`.
pub fn closeness(model: &Model, who: &Stakeholder) -> Vec<Span<'static>> {
    let look = model.look;
    let mut close =
        vec![Span::raw(who.closeness.word()), Span::raw(" "), Span::styled(dots(model, who.closeness), look.accent())];
    if let Some(wanted) = who.closer_to.filter(|wanted| *wanted != who.closeness) {
        close.push(Span::styled(format!(" {} {}", look.glyph("→", "->"), wanted.word()), look.quiet()));
    }
    close
}

/// What somebody is to the goal shown, in one line; empty where that is nothing.
pub fn stake(model: &Model, who: &Stakeholder) -> String {
    let stake = model.goal().and_then(|goal| who.stakes.get(&goal.id));
    stake.map_or(String::new(), |stake| stake_words(stake, model.look.glyph("→", "->")))
}

fn stake_lines(model: &Model, who: &Stakeholder, width: usize) -> Vec<Line<'static>> {
    let look = model.look;
    let Some(goal) = model.goal() else { return Vec::new() };
    let Some(stake) = who.stakes.get(&goal.id) else { return Vec::new() };
    let mut lines = Vec::new();
    let told = stake_words(stake, look.glyph("→", "->"));
    if !told.is_empty() {
        lines.extend(text::hanging("stake: ", &told, width, look.quiet(), look.strong()));
    }
    if !stake.why.is_empty() {
        lines.extend(text::hanging("why: ", &model.prose(&stake.why), width, look.quiet(), Style::new()));
    }
    lines
}

/// A stake in one line: `Sponsor · Neutral → Championing · influence 5 · interest 3`.
fn stake_words(stake: &Stake, arrow: &str) -> String {
    let stance = match (stake.stance, stake.wanted) {
        (Some(now), Some(wanted)) if now != wanted => Some(format!("{} {arrow} {}", now.word(), wanted.word())),
        (Some(now), _) => Some(now.word().to_owned()),
        (None, Some(wanted)) => Some(format!("{arrow} {}", wanted.word())),
        (None, None) => None,
    };
    let parts = [
        stake.role.map(|role| role.word().to_owned()),
        stance,
        stake.influence.map(|figure| format!("influence {figure}")),
        stake.interest.map(|figure| format!("interest {figure}")),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn dots(model: &Model, closeness: Closeness) -> String {
    let (full, hollow) = (model.look.glyph("●", "*"), model.look.glyph("○", "."));
    let step = closeness.step();
    format!("{}{}", full.repeat(step), hollow.repeat(5 - step.min(5)))
}

fn touch_lines(model: &Model, touch: &Touch, width: usize, chosen: bool) -> Vec<Line<'static>> {
    let mut lines = told(model, touch, width, chosen);
    let look = model.look;
    if let Some(promise) = &touch.follow_up {
        let when = match (promise.done, promise.by) {
            (Some(done), _) => format!(" (kept {})", text::day(done, model.today)),
            (None, Some(by)) => format!(" ({})", text::due(by, model.today)),
            (None, None) => String::new(),
        };
        let open = promise.done.is_none();
        let style = if open && promise.by.is_some_and(|by| by <= model.today) { look.alarm() } else { look.quiet() };
        let lead = format!("{}promised: ", " ".repeat(12));
        lines.extend(text::hanging(&lead, &format!("{}{when}", model.prose(&promise.text)), width, style, style));
    }
    lines
}

/// One touch: the day, how, what was given, what was said.
pub fn said(model: &Model, touch: &Touch, width: usize) -> Vec<Line<'static>> {
    told(model, touch, width, false)
}

fn told(model: &Model, touch: &Touch, width: usize, chosen: bool) -> Vec<Line<'static>> {
    let look = model.look;
    let via = touch.via.map_or_else(String::new, Word::spoken);
    let head = format!("{:<11} ", text::day(touch.on, model.today));
    let mut body = Vec::new();
    if !via.is_empty() {
        body.push(via);
    }
    if let Some(gift) = touch.gift {
        body.push(gift.spoken());
    }
    if touch.with.len() > 1 {
        let others = touch.with.len() - 1;
        body.push(format!("with {others} other{}", if others == 1 { "" } else { "s" }));
    }
    let lead = if body.is_empty() { String::new() } else { format!("{}  ", body.join(" · ")) };
    let style = if chosen { look.chosen() } else { Style::new() };
    let silent = touch.note.is_empty() && lead.is_empty();
    let note = if silent { Cow::Borrowed("in touch") } else { model.prose(&touch.note) };
    text::hanging(&head, &format!("{lead}{note}"), width, look.quiet(), style)
}
