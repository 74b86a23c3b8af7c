//! What is asked over the people for whom something is a gift.

use super::super::layout::Pane;
use super::super::model::Model;
use super::super::msg::Effect;
use super::super::overlays::{About, Choosable, Overlay, Value};
use super::super::screen::Screen;
use super::Now;
use crate::domain::{Edit, Gift, Idea, IdeaId, Key, StakeholderId, Touch, TouchId};
use crate::keys::Command;

/// Shows for whom the chosen idea is a gift; anywhere else than among the ideas it is asked what there is to give.
pub fn open(model: &mut Model) {
    let chosen = || model.at == Screen::Plan && model.screen.focus == Pane::Ideas;
    let value = match model.idea().filter(|_| chosen()) {
        Some(idea) => Value::new(About::Idea(idea.id.clone()), &idea.text, model),
        None => Value::new(About::Words, "", model),
    };
    model.overlays.push(Overlay::Value(Box::new(value)));
}

/// Shows for whom the record of the chosen line of a list is a gift, where it is a proof.
pub fn open_picked(model: &mut Model) {
    let Some(Overlay::Pick(pick)) = model.overlays.last() else { return };
    let Some((_, Choosable::Record(Key::Proof(id)))) = pick.lines.get(pick.at) else {
        return model.say("Only a proof, an idea or your own words can be asked about.");
    };
    let Some(proof) = model.plan().proofs.get(id) else { return };
    let value = Value::new(About::Proof(id.clone()), &proof.told(model.plan()), model);
    model.overlays.push(Overlay::Value(Box::new(value)));
}

/// Finds out anew for whom it is a gift, if that is shown.
pub fn judge(model: &mut Model) {
    // The people and the plan are both in the model: take the people out for as long as they are judged.
    if let Some(Overlay::Value(mut value)) = model.overlays.pop_if(|top| matches!(top, Overlay::Value(_))) {
        value.judge(model);
        model.overlays.push(Overlay::Value(value));
    }
}

/// Carries out a command over the people for whom something is a gift.
pub fn run(model: &mut Model, command: Command, now: &mut Now<'_>) -> Vec<Effect> {
    let Some(Overlay::Value(value)) = model.overlays.last_mut() else { return Vec::new() };
    let last = value.found.len().saturating_sub(1);
    match command {
        Command::MoveDown => value.at = (value.at + 1).min(last),
        Command::MoveUp => value.at = value.at.saturating_sub(1),
        Command::MoveTop => value.at = 0,
        Command::MoveBottom => value.at = last,
        Command::Find => value.typing = true,
        Command::FindKeep => value.typing = value.found.is_empty(),
        Command::Mark => {
            if let Some(who) = value.found.get(value.at).map(|one| one.who.id.clone()) {
                if !value.marks.remove(&who) {
                    value.marks.insert(who);
                }
                value.at = (value.at + 1).min(last);
            }
        }
        Command::AddForThem => return add(model, now),
        Command::GiveThem => return give(model, now),
        _ => {
            model.overlays.pop();
        }
    }
    Vec::new()
}

/// What there is to give, in words, and of which kind.
fn gift(model: &Model, value: &Value) -> (String, Option<Gift>) {
    let words = value.field.value().trim().to_owned();
    match (value.idea(model), value.proof(model)) {
        (Some(idea), _) => (idea.text.clone(), idea.gift),
        // A clause becomes a sentence.
        (_, Some(_)) => (capital(&words), Some(Gift::Proof)),
        _ => (words, None),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// An idea of its own for each: what is in it for them differs, and each is given by itself.
fn add(model: &mut Model, now: &mut Now<'_>) -> Vec<Effect> {
    let Some(Overlay::Value(value)) = model.overlays.last() else { return Vec::new() };
    let meant = value.meant();
    let (text, gift) = gift(model, value);
    let (goal, effort) = match value.idea(model) {
        Some(idea) => (idea.goal.clone(), idea.effort),
        None => (model.goal_of_new(), None),
    };
    let edits: Vec<Edit> = meant
        .iter()
        .map(|who| {
            let idea = Idea::new(IdeaId::new((now.new_id)()), vec![who.clone()], text.as_str());
            Edit::put(Idea { goal: goal.clone(), gift, effort, ..idea })
        })
        .collect();
    done(model, &meant, edits, "add an idea for", "Noted an idea for")
}

/// A touch of today for each: it was given to each by itself.
fn give(model: &mut Model, now: &mut Now<'_>) -> Vec<Effect> {
    let Some(Overlay::Value(value)) = model.overlays.last() else { return Vec::new() };
    let meant = value.meant();
    let (text, gift) = gift(model, value);
    let edits: Vec<Edit> = meant
        .iter()
        .map(|who| {
            let touch = Touch::new(TouchId::new((now.new_id)()), model.today, vec![who.clone()]);
            Edit::put(Touch { gift, note: text.clone(), ..touch })
        })
        .collect();
    done(model, &meant, edits, "give to", "Logged as given to")
}

/// Makes the change as one gesture and leads back to the screen.
fn done(model: &mut Model, meant: &[StakeholderId], edits: Vec<Edit>, label: &str, said: &str) -> Vec<Effect> {
    let Some(first) = edits.first().map(Edit::key) else { return Vec::new() };
    let name = |id: &StakeholderId| model.plan().stakeholders.get(id).map(|who| who.name.clone()).unwrap_or_default();
    let (who, covered) = match meant {
        [one] => (name(one), model.name(&name(one)).into_owned()),
        several => (format!("{} people", several.len()), format!("{} people", several.len())),
    };
    let said = format!("{said} {covered}. u takes it back.");
    let effects = super::commit(model, format!("{label} {who}"), Some(first.clone()), edits, said);
    if model.read_only.is_none() {
        // Back to the screen: a list the proof was chosen from has done its work.
        model.overlays.pop();
        model.overlays.pop_if(|under| matches!(under, Overlay::Pick(_)));
        super::show(model, Some(&first));
    }
    effects
}
