//! What is asked on the Review screen.
//!
//! A card is left behind by an action that settles it: whoever was on it no longer has a reason. [`before`] and [`acted`]
//! stand round every change to see that. How far the day has come is noted in the plan, apart from what undo takes back.

use std::collections::BTreeSet;

use super::super::forms::Form;
use super::super::model::Model;
use super::super::msg::Effect;
use super::super::overlays::{Choosable, Overlay, Pick};
use super::super::review_state::{Last, Picked};
use super::super::screen::Screen;
use super::super::text;
use super::{Now, screen};
use crate::domain::agenda::Agenda;
use crate::domain::rest::{after_a_thought, spread};
use crate::domain::review::last_before;
use crate::domain::{Edit, Idea, IdeaId, Key, Plan, Record, Review, Stakeholder, StakeholderId, Touch, TouchId};
use crate::keys::Command;

/// Days without a review after which somebody is welcomed back: more than a weekend.
const AWAY: i64 = 4;

/// Carries out a command of the Review screen.
pub fn run(model: &mut Model, command: Command, now: &mut Now<'_>) -> Vec<Effect> {
    match command {
        Command::Back => return screen::show(model, Screen::Plan),
        Command::NextCard => return next(model),
        Command::PreviousCard => previous(model),
        Command::MoveDown => step(model, 1),
        Command::MoveUp => step(model, -1),
        Command::MoveTop => step(model, isize::MIN),
        Command::MoveBottom => step(model, isize::MAX),
        Command::SnoozeDay | Command::SnoozeWeek | Command::SnoozeMonth => {
            model.review.last = Some(Last::Command(command));
            return screen::snooze(model, command);
        }
        Command::ThoughtOf => return thought_of(model),
        Command::RepeatLast => return again(model, now),
        Command::KeepPromise => {
            model.review.last = Some(Last::Command(command));
            return screen::keep_promise(model);
        }
        Command::Edit => {
            if let Some(form) = model.who().map(|who| Form::stakeholder(who, model.setting())) {
                screen::open_form(model, form);
            }
        }
        Command::AddReflection => {
            let form = Form::felt(model.review.feeling, model.setting());
            screen::open_form(model, form);
        }
        Command::FeelBetter => feel(model, 1),
        Command::FeelWorse => feel(model, -1),
        Command::MoreCards => more(model),
        Command::Spread => return spread_out(model),
        other => {
            screen::open(model, other);
        }
    }
    Vec::new()
}

/// The review begins, or goes on where it was left today.
pub fn enter(model: &mut Model) -> Vec<Effect> {
    model.refresh_review();
    if model.review.card.is_none() {
        go_to(model, model.next_card());
    }
    welcome(model);
    // A day on which nobody calls is gone through as soon as it is opened.
    let quiet = model.review.left() == 0 && !model.plan().stakeholders.is_empty();
    if quiet { note(model, |review| review.ended = true) } else { Vec::new() }
}

/// Shows a card, or the end.
fn go_to(model: &mut Model, card: Option<StakeholderId>) {
    model.review.card = card;
    model.review.picked = None;
    model.settle_card();
}

/// After some days away: says so, and offers to spread what piled up.
fn welcome(model: &mut Model) {
    let review = &model.review;
    if review.welcomed.is_some() || !review.seen.is_empty() || model.read_only.is_some() {
        return;
    }
    let away = last_before(model.plan(), model.today).is_some_and(|day| model.today.days_since(day) > AWAY);
    model.review.welcomed = Some(model.today);
    if !away {
        return;
    }
    let moved = spread(model.plan(), model.today, model.screen.goal.as_ref(), model.review.size).len();
    if moved > 0 {
        let days = moved.div_ceil(model.review.size);
        let over = if days == 1 { "the next day".to_owned() } else { format!("the next {days} days") };
        let lines = vec![
            (format!("spread {moved} of them over {over}"), Choosable::Spread),
            ("look at them as they are".to_owned(), Choosable::AsTheyAre),
        ];
        let count = model.review.agenda.len();
        model.overlays.push(Overlay::Pick(Pick::new(format!("Welcome back. {count} people have a reason"), lines)));
    }
}

/// Notes in the plan how far the day has come.
fn note(model: &mut Model, change: impl FnOnce(&mut Review)) -> Vec<Effect> {
    if model.read_only.is_some() {
        return Vec::new();
    }
    let before = Review::on(model.plan(), model.today);
    let mut review = before.clone();
    change(&mut review);
    if review == before {
        return Vec::new();
    }
    model.session.note(vec![Edit::put(review)]);
    model.refresh();
    super::save(model)
}

/// Goes past the card that is shown.
fn next(model: &mut Model) -> Vec<Effect> {
    let Some(card) = model.review.card.clone() else { return Vec::new() };
    if model.review.entry().is_none() || model.read_only.is_some() {
        let at = model.review.position();
        let card = model.review.queue().nth(at + 1).cloned();
        go_to(model, card);
        return Vec::new();
    }
    pass(model, &card)
}

/// Notes that somebody was looked at, and shows the next card; the review has ended where there is none.
fn pass(model: &mut Model, card: &StakeholderId) -> Vec<Effect> {
    // No card holds its place while it is found out who is left.
    go_to(model, None);
    let mut effects = note(model, |review| {
        if !review.seen.contains(card) {
            review.seen.push(card.clone());
        }
    });
    if model.review.left() == 0 {
        effects.extend(note(model, |review| review.ended = true));
    }
    go_to(model, model.next_card());
    effects
}

/// Goes back to the card before.
fn previous(model: &mut Model) {
    let before = model.review.position().checked_sub(1);
    match before.and_then(|at| model.review.queue().nth(at)).cloned() {
        Some(card) => go_to(model, Some(card)),
        None => model.say("This is the first one."),
    }
}

/// Chooses another promise or idea on the card.
fn step(model: &mut Model, by: isize) {
    let all = model.pickable();
    let at = all.iter().position(|picked| Some(picked) == model.review.picked.as_ref());
    let at = at.unwrap_or(0).saturating_add_signed(by).min(all.len().saturating_sub(1));
    model.review.picked = all.into_iter().nth(at);
    model.settle_card();
}

/// Notes that I thought of somebody: they come back a few days later.
fn thought_of(model: &mut Model) -> Vec<Effect> {
    let Some(who) = model.who().cloned() else { return Vec::new() };
    model.review.last = Some(Last::Command(Command::ThoughtOf));
    let until = after_a_thought(model.plan(), &who, model.today);
    let said = format!("Thought of {}, who is back {}.", model.name(&who.name), text::day(until, model.today));
    let label = format!("think of {}", who.name);
    let edit = Edit::put(Stakeholder { snoozed: Some(until), ..who.as_ref().clone() });
    super::commit(model, label, Some(Key::Stakeholder(who.id.clone())), vec![edit], said)
}

/// Does what was done last for whoever is on the card.
fn again(model: &mut Model, now: &mut Now<'_>) -> Vec<Effect> {
    let Some(last) = model.review.last.clone() else { return Vec::new() };
    let Some(who) = model.who().cloned() else { return Vec::new() };
    match last {
        Last::Command(Command::GiveIdea) => {
            if let Some(idea) = model.idea_to_give().cloned() {
                return give(model, &idea, now);
            }
            model.say("No idea is waiting here; i writes one down.");
            Vec::new()
        }
        Last::Command(Command::KeepPromise) if !matches!(model.review.picked, Some(Picked::Promise(_))) => {
            model.say("Nothing was promised here.");
            Vec::new()
        }
        Last::Command(command) => run(model, command, now),
        Last::Touch(like) => {
            let id = TouchId::new((now.new_id)());
            let touch = Touch { id, on: model.today, with: vec![who.id.clone()].into(), follow_up: None, ..*like };
            log(model, format!("log touch with {}", who.name), touch)
        }
    }
}

/// Gives an idea as it is written.
fn give(model: &mut Model, idea: &Idea, now: &mut Now<'_>) -> Vec<Effect> {
    let touch = Touch::giving(TouchId::new((now.new_id)()), model.today, idea);
    let names = idea.to.iter().filter_map(|id| model.plan().stakeholders.get(id)).map(|who| who.name.clone());
    let label = format!("give an idea to {}", names.collect::<Vec<_>>().join(", "));
    log(model, label, touch)
}

fn log(model: &mut Model, label: String, touch: Touch) -> Vec<Effect> {
    let said = model.told(format!("Done: {label}"), "Done.");
    super::commit(model, label, Some(Key::Touch(touch.id.clone())), vec![Edit::put(touch)], said)
}

fn feel(model: &mut Model, by: i8) {
    model.review.feeling = Some(model.review.feeling.map_or(0, |feeling| (feeling + by).clamp(-2, 2)));
}

/// Goes on with those who could have waited.
fn more(model: &mut Model) {
    model.review.more += 1;
    model.refresh_review();
    go_to(model, model.next_card());
}

/// Lets those who can wait rest over the next days.
pub fn spread_out(model: &mut Model) -> Vec<Effect> {
    let left = model.review.size.saturating_sub(model.review.seen.len()).max(1);
    let edits = spread(model.plan(), model.today, model.screen.goal.as_ref(), left);
    let Some(place) = edits.first().map(Edit::key) else {
        model.say("Nobody has to wait: today holds them all.");
        return Vec::new();
    };
    let count = edits.len();
    let people = if count == 1 { "one person".to_owned() } else { format!("{count} people") };
    let last = edits.iter().filter_map(until).max().unwrap_or(model.today);
    let said = format!("Spread {people} until {}. u takes it back.", text::day(last, model.today));
    super::commit(model, format!("spread {people}"), Some(place), edits, said)
}

fn until(edit: &Edit) -> Option<crate::domain::Day> {
    match edit {
        Edit::Put(Record::Stakeholder(who)) => who.snoozed,
        _ => None,
    }
}

/// What is known of a change before it is made.
pub struct Before {
    /// The card, where it asks for something.
    card: Option<StakeholderId>,
    /// What can be done again for somebody else.
    last: Option<Last>,
    /// A new idea for whoever is on the card.
    idea: Option<IdeaId>,
}

/// How things stand before a change.
pub fn before(model: &Model, edits: &[Edit]) -> Before {
    let mut before = Before { card: None, last: None, idea: None };
    let Some(card) = model.review.card.as_ref().filter(|_| model.at == Screen::Review) else { return before };
    before.card = model.review.entry().map(|_| card.clone());
    for edit in edits {
        match edit {
            Edit::Put(Record::Touch(touch)) if !model.plan().touches.contains(&touch.id) => {
                let like = || Last::Touch(Box::new(touch.as_ref().clone()));
                before.last = touch.idea.as_ref().map(|_| Last::Command(Command::GiveIdea)).or_else(|| Some(like()));
            }
            Edit::Put(Record::Idea(idea)) if idea.to.contains(card) && !model.plan().ideas.contains(&idea.id) => {
                before.idea = Some(idea.id.clone());
            }
            _ => {}
        }
    }
    before
}

/// After a change: a card that no longer asks for anything is left behind, an idea that was just written is chosen.
pub fn acted(model: &mut Model, before: Before) {
    if model.at != Screen::Review {
        return;
    }
    model.review.last = before.last.or_else(|| model.review.last.take());
    if let Some(idea) = before.idea {
        model.review.picked = Some(Picked::Idea(idea));
        model.settle_card();
    }
    let Some(card) = before.card else { return };
    if !Agenda::calls(model.plan(), model.today, model.screen.goal.as_ref(), &card) {
        let said = model.notice.take();
        pass(model, &card);
        model.notice = said.map(|mut said| {
            said.text.push_str(if said.text.ends_with('.') { " u comes back." } else { ". u comes back." });
            said
        });
    }
}

/// Whom a record is about.
pub fn people(plan: &Plan, key: Option<&Key>) -> BTreeSet<StakeholderId> {
    match key {
        Some(Key::Stakeholder(id)) => [id.clone()].into(),
        Some(Key::Idea(id)) => plan.ideas.get(id).into_iter().flat_map(|idea| idea.to.iter().cloned()).collect(),
        Some(Key::Touch(id)) => plan.touches.get(id).into_iter().flat_map(|touch| touch.with.iter().cloned()).collect(),
        _ => BTreeSet::new(),
    }
}

/// Those who are left in the review that is going on.
pub fn left(model: &Model) -> Vec<StakeholderId> {
    let entries = model.review.agenda.entries.iter().filter(|_| model.at == Screen::Review);
    entries.map(|entry| entry.who.id.clone()).collect()
}

/// A change was taken back: whoever it was about is looked at once more.
pub fn came_back(model: &mut Model, about: &BTreeSet<StakeholderId>) {
    if model.at != Screen::Review || about.is_empty() {
        return;
    }
    let seen = model.review.seen.iter().rev().find(|who| about.contains(*who)).cloned();
    note(model, |review| {
        review.seen.retain(|who| !about.contains(who));
        review.ended &= seen.is_none();
    });
    if let Some(card) = seen.or_else(|| left(model).into_iter().find(|who| about.contains(who))) {
        go_to(model, Some(card));
    }
}

/// A change was done again: whoever was `left` before and no longer is has been looked at.
pub fn went_again(model: &mut Model, left: &[StakeholderId]) {
    let calls = |who: &&StakeholderId| Agenda::calls(model.plan(), model.today, model.screen.goal.as_ref(), who);
    let settled: Vec<StakeholderId> = left.iter().filter(|who| !calls(who)).cloned().collect();
    for card in &settled {
        pass(model, card);
    }
}
