//! What is typed into the capture line.

use super::super::forms::Setting;
use super::super::model::Model;
use super::super::msg::Effect;
use super::super::overlays::{Capture, Choosable, Overlay, Pick};
use super::{Now, form};
use crate::capture::line::Kind;
use crate::domain::StakeholderId;
use crate::keys::Command;

/// Opens an empty line about whoever is meant.
pub fn open(model: &mut Model, kind: Kind) {
    open_with(model, kind, "");
}

/// Opens a line in which the end is given; the cursor stands before it.
pub fn open_with(model: &mut Model, kind: Kind, given: &str) {
    let selected = if kind == Kind::Stakeholder { Vec::new() } else { model.meant() };
    let mut capture = Capture::new(kind, selected, model.goal_of_new(), model.setting());
    capture.give(given, model.setting());
    model.dropped = None;
    model.overlays.push(Overlay::Capture(Box::new(capture)));
}

/// Carries out a command of the capture line.
pub fn run(model: &mut Model, command: Command, now: &mut Now<'_>) -> Vec<Effect> {
    match command {
        Command::SaveForm => return keep(model, now),
        Command::CompleteWord => complete(model, true),
        Command::CompleteBack => complete(model, false),
        Command::AllFields => all_fields(model),
        Command::CancelForm => {
            let empty = matches!(model.overlays.last(), Some(Overlay::Capture(capture)) if !capture.is_begun());
            if empty {
                model.overlays.pop();
            } else {
                model.overlays.push(Overlay::Unsaved);
            }
        }
        _ => {}
    }
    Vec::new()
}

/// Reads the line anew, if one is open.
pub fn judge(model: &mut Model) {
    with_line(model, Capture::judge);
}

fn complete(model: &mut Model, forward: bool) {
    let done = with_line(model, |capture, setting| capture.complete(forward, setting));
    if done == Some(false) {
        model.say("Nothing to complete here: @, #, + or a name that was begun.");
    }
}

/// Does something with the open line; the plan is there to be looked at.
fn with_line<T>(model: &mut Model, change: impl FnOnce(&mut Capture, Setting<'_>) -> T) -> Option<T> {
    // The line and the plan are both in the model: take the line out for as long as it changes.
    let Some(Overlay::Capture(mut capture)) = model.overlays.pop_if(|top| matches!(top, Overlay::Capture(_))) else {
        return None;
    };
    let done = change(&mut capture, model.setting());
    model.overlays.push(Overlay::Capture(capture));
    Some(done)
}

/// Goes on in the form, with everything that was understood so far.
fn all_fields(model: &mut Model) {
    if !is_whole(model) {
        return;
    }
    if let Some(Overlay::Capture(capture)) = model.overlays.pop_if(|top| matches!(top, Overlay::Capture(_))) {
        let mut form = capture.form(model.setting());
        form.begun = capture.is_begun();
        super::screen::open_form(model, form);
    }
}

/// Whether all of the line could be read; says where it is too long, and leaves it as it is.
fn is_whole(model: &mut Model) -> bool {
    match with_line(model, Capture::read_whole) {
        Some(Err(found)) => {
            super::too_long(model, &found);
            false
        }
        _ => true,
    }
}

/// Keeps what the line comes to; asks who is meant where several people could be, and says what is missing.
pub fn keep(model: &mut Model, now: &mut Now<'_>) -> Vec<Effect> {
    model.overlays.pop_if(|top| matches!(top, Overlay::Unsaved));
    if !is_whole(model) {
        return Vec::new();
    }
    let Some(Overlay::Capture(capture)) = model.overlays.last() else { return Vec::new() };
    if let Some((word, who)) = capture.several() {
        let lines = who.into_iter().map(|id| (described(model, &id), Choosable::Meant(word.clone(), id))).collect();
        model.overlays.push(Overlay::Pick(Pick::new(format!("Which {word}?"), lines)));
        return Vec::new();
    }
    if let Some(missing) = capture.missing() {
        let missing = missing.to_owned();
        model.say(missing);
        return Vec::new();
    }
    let form = capture.form(model.setting());
    model.overlays.pop();
    model.overlays.push(Overlay::form(form));
    form::run(model, Command::SaveForm, now)
}

/// Takes the answer to who is meant by a name, and keeps the line if nothing else is in doubt.
pub fn meant(model: &mut Model, word: String, who: StakeholderId, now: &mut Now<'_>) -> Vec<Effect> {
    with_line(model, |capture, setting| {
        capture.chosen.push((word, who));
        capture.judge(setting);
    });
    keep(model, now)
}

/// Somebody in a list of people of the same name.
fn described(model: &Model, id: &StakeholderId) -> String {
    let Some(who) = model.plan().stakeholders.get(id) else { return id.to_string() };
    let parts = [model.name(&who.name), model.prose(&who.title), model.name(&who.org)];
    parts.iter().filter(|part| !part.is_empty()).map(AsRef::as_ref).collect::<Vec<&str>>().join("  ")
}
