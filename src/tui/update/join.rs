//! Another version of the plan that a sync tool left beside it: looked at, and taken in.

use std::path::PathBuf;
use std::sync::Arc;

use super::super::able::why_not;
use super::super::model::{Model, Save};
use super::super::msg::{Effect, Versions};
use super::super::overlays::{Joining, Overlay, joining_last, version_name};
use super::screen;
use crate::domain::merge::LABEL;
use crate::keys::{Command, Context};

/// Asks for what lies beside the plan to be read.
pub fn ask(model: &mut Model) -> Vec<Effect> {
    if let Some(why) = why_not(model, Command::MergeCopies) {
        model.say(why);
        return Vec::new();
    }
    model.say("Reading what lies beside the plan.");
    vec![Effect::ReadVersions(model.plan().records().clone())]
}

/// These lie beside the plan now.
pub fn beside(model: &mut Model, names: Vec<String>) {
    let new = names.iter().find(|name| !model.copies.contains(name)).cloned();
    model.copies = names;
    let Some(name) = new.filter(|_| model.notice.as_ref().is_none_or(|notice| !notice.alarm)) else { return };
    let key = model.keymap.key_for(Command::MergeCopies, Context::Screen.chain());
    let key = key.unwrap_or_else(|| ":merge-copies".to_owned());
    model.say(format!("Another version of the plan lies beside it; {key} shows what it brings ({name})."));
}

/// They are read: the first one is shown, unless somebody has gone on to something else.
pub fn read(model: &mut Model, versions: Versions) -> Vec<Effect> {
    let open = model.overlays.pop_if(|top| matches!(top, Overlay::Joining(_)));
    model.notice = None;
    let Versions { readable, unread } = versions;
    if readable.is_empty() && unread.is_empty() {
        model.copies.clear();
        model.say("No other version lies beside the plan.");
        return vec![Effect::Look];
    }
    if model.overlays.is_empty() || open.is_some() {
        let first = 0;
        model.overlays.push(Overlay::Joining(Box::new(Joining { versions: readable, unread, first })));
    }
    Vec::new()
}

/// Carries out what is asked while a version is shown.
pub fn run(model: &mut Model, command: Command) -> Vec<Effect> {
    let area = screen::between(model);
    let Some(Overlay::Joining(shown)) = model.overlays.last() else { return Vec::new() };
    let last = joining_last(model, shown, area);
    let (at, half) = (shown.first.min(last), usize::from(area.height / 2).max(1));
    let to = screen::moved(command, at, last, half);
    match (model.overlays.last_mut(), to) {
        (Some(Overlay::Joining(shown)), Some(to)) => shown.first = to,
        _ if command == Command::TakeVersion => return take(model),
        _ => drop(model.overlays.pop()),
    }
    Vec::new()
}

/// Takes the shown version in, as one change. Its file is put away once the plan with it is saved.
fn take(model: &mut Model) -> Vec<Effect> {
    if let Some(why) = model.read_only.clone() {
        model.warn(why);
        return Vec::new();
    }
    let Some(Overlay::Joining(shown)) = model.overlays.last() else { return Vec::new() };
    let Some((path, joined)) = shown.versions.first().cloned() else {
        model.overlays.pop();
        return Vec::new();
    };
    if *model.plan().records() != joined.ours {
        model.say("The plan has changed meanwhile: this is what the version brings now.");
        return vec![Effect::ReadVersions(model.plan().records().clone())];
    }
    model.overlays.pop();
    let name = version_name(&path);
    let edits = joined.edits();
    model.taken = Some((path, Arc::clone(&joined)));
    if edits.is_empty() {
        // Nothing is to be saved for it.
        return if model.session.is_saved() { put_away(model) } else { Vec::new() };
    }
    let clashes = joined.merged.conflicts.len();
    let settle = model.keymap.key_for(Command::SettleConflicts, Context::Screen.chain()).unwrap_or_default();
    let said = match clashes {
        0 => format!("Took in {name}."),
        clashes => format!("Took it in; {settle} lists what to settle ({clashes}): {name}"),
    };
    super::commit(model, LABEL.to_owned(), None, edits, said)
}

/// What was taken in is on the disk: the version's file has done its work.
pub fn put_away(model: &mut Model) -> Vec<Effect> {
    match model.taken.take() {
        Some((path, joined)) => vec![Effect::PutAway(path, joined.theirs.clone())],
        None => Vec::new(),
    }
}

/// The version was taken back before it was saved: its file stays.
pub fn undone(model: &mut Model, label: &str) {
    if label == LABEL {
        model.taken = None;
    }
}

/// The file of a version was put away, or could not be.
pub fn away(model: &mut Model, path: &std::path::Path, kept: Result<Option<PathBuf>, String>) -> Vec<Effect> {
    let name = version_name(path);
    match kept {
        Ok(_) => {
            model.copies.retain(|other| *other != name);
            let more = model.copies.len();
            let key = model.keymap.key_for(Command::MergeCopies, Context::Screen.chain()).unwrap_or_default();
            if model.notice.as_ref().is_none_or(|notice| !notice.alarm) && model.plan().conflicts.is_empty() {
                model.say(match more {
                    0 => format!("Took in {name}; it is with the backups now."),
                    more => format!("Took in {name}; {key} shows the next of {more}."),
                });
            }
        }
        Err(why) => model.warn(format!("{name} is in the plan, and its file stays where it is: {why}.")),
    }
    vec![Effect::Look]
}

/// Why there is nothing to take in; none where there is.
pub fn why_none(model: &Model) -> Option<&'static str> {
    match (&model.taken, &model.save) {
        _ if model.demo => Some("The demo is on no disk: nothing lies beside it."),
        (Some(_), Save::NotSaved(_) | Save::Saving) => Some("The version that was taken in is not saved yet."),
        _ if model.copies.is_empty() => Some("No other version lies beside the plan."),
        _ => None,
    }
}
