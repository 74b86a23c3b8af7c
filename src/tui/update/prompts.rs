//! What is asked over the prompts for somebody.

use super::super::clipboard;
use super::super::forms::Form;
use super::super::model::Model;
use super::super::msg::Effect;
use super::super::overlays::{Overlay, Prompts};
use super::screen;
use crate::domain::{Idea, IdeaId};
use crate::keys::Command;

/// Shows the prompts for whoever is chosen.
pub fn open(model: &mut Model) {
    if let Some(who) = model.who().map(|who| who.id.clone()) {
        model.overlays.push(Overlay::Prompts(Box::new(Prompts::new(who))));
    }
}

/// Carries out a command over the prompts.
pub fn run(model: &mut Model, command: Command) -> Vec<Effect> {
    let Some(Overlay::Prompts(prompts)) = model.overlays.last() else { return Vec::new() };
    let (list, _) = prompts.shown(model);
    let end = list.len().saturating_sub(1);
    let at = prompts.at.min(end);
    match command {
        Command::MoveDown => go(model, (at + 1).min(end)),
        Command::MoveUp => go(model, at.saturating_sub(1)),
        Command::MoveTop => go(model, 0),
        Command::MoveBottom => go(model, end),
        Command::MorePrompts => {
            if let Some(Overlay::Prompts(prompts)) = model.overlays.last_mut() {
                prompts.all = !prompts.all;
            }
        }
        Command::Copy => {
            return match list.get(at).and_then(|one| clipboard::clean(&one.text)) {
                Some(text) => {
                    model.say("Copied the prompt.");
                    vec![Effect::Copy(text)]
                }
                None => Vec::new(),
            };
        }
        Command::TakePrompt => take(model, at),
        _ => {
            model.overlays.pop();
        }
    }
    Vec::new()
}

fn go(model: &mut Model, at: usize) {
    if let Some(Overlay::Prompts(prompts)) = model.overlays.last_mut() {
        prompts.at = at;
    }
}

/// The chosen prompt becomes an idea that is not kept yet: its words are somebody else's until they are changed.
fn take(model: &mut Model, at: usize) {
    let Some(Overlay::Prompts(prompts)) = model.overlays.last() else { return };
    let who = prompts.who.clone();
    let Some(one) = prompts.shown(model).0.into_iter().nth(at) else { return };
    if let Some(why) = model.read_only.clone() {
        model.warn(why);
        return;
    }
    let goal = model.plan().stakeholders.get(&who).and_then(|who| model.goal_with(who));
    let idea = Idea::new(IdeaId::new(""), vec![who], one.text);
    let idea = Idea { goal, gift: Some(one.gift), effort: Some(one.effort), ..idea };
    let mut form = Form::idea(&idea, model.setting());
    form.begun = true;
    model.overlays.pop();
    screen::open_form(model, form);
}
