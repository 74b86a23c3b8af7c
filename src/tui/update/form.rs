//! What is typed and asked while a form is open.

use super::super::forms::{Field, Form, Setting, Subject};
use super::super::model::Model;
use super::super::msg::Effect;
use super::super::overlays::Overlay;
use super::Now;
use crate::domain::alike::alike;
use crate::domain::{Edit, Record};
use crate::keys::{Chord, Command, Context, Key};

/// Carries out a command of a form, or of the question whether to keep what it says.
pub fn run(model: &mut Model, command: Command, now: &mut Now<'_>) -> Vec<Effect> {
    match command {
        Command::EditText => return super::editor::open_field(model),
        Command::SaveForm => return keep(model, now),
        Command::CancelForm => cancel(model),
        Command::DropChanges => {
            model.overlays.pop();
            if let Some(dropped) = model.overlays.pop() {
                model.dropped = Some(dropped);
                model.say("Dropped. u brings it back.");
            }
        }
        Command::Back => {
            model.overlays.pop();
        }
        Command::NextField => with_form(model, |form| form.step(true)),
        Command::PreviousField => with_form(model, |form| form.step(false)),
        Command::NextChoice => change_field(model, |field| field.turn(true)),
        Command::PreviousChoice => change_field(model, |field| field.turn(false)),
        Command::NewLine => change_field(model, |field| field.key(Chord::plain(Key::Enter))),
        _ => {}
    }
    Vec::new()
}

/// Takes the next word on offer that begins with this letter.
pub fn jump(model: &mut Model, letter: char) {
    change_field(model, |field| field.jump(letter));
}

fn change_field(model: &mut Model, change: impl FnOnce(&mut Field)) {
    with_form(model, |form| form.current_mut().map(change));
    judge(model);
}

/// Judges the fields of the open form anew.
pub fn judge(model: &mut Model) {
    // The form and the plan are both in the model: take the form out for as long as it is judged.
    if let Some(Overlay::Form(mut form)) = model.overlays.pop_if(|overlay| matches!(overlay, Overlay::Form(_))) {
        form.judge(Setting { plan: model.session.plan(), today: model.today });
        model.overlays.push(Overlay::Form(form));
    }
}

fn with_form<T>(model: &mut Model, change: impl FnOnce(&mut Form) -> T) {
    if let Some(Overlay::Form(form)) = model.overlays.last_mut() {
        change(form);
    }
}

/// Leaves the form; asks only if something would be lost.
fn cancel(model: &mut Model) {
    if model.form().is_some_and(Form::is_changed) {
        model.overlays.push(Overlay::Unsaved);
    } else {
        model.overlays.pop();
    }
}

/// Whether an edit puts an idea of which nobody said what is in it for them.
fn wants_reframing(edit: &Edit) -> bool {
    matches!(edit, Edit::Put(Record::Idea(idea)) if idea.for_them.is_empty())
}

/// Whom somebody new looks like who is in the plan, as they may be named.
fn like(model: &Model, form: &Form) -> Option<String> {
    let new = form.is_new() && matches!(form.subject, Subject::Stakeholder(_));
    let like = new.then(|| alike(model.plan().records(), &form.text("name"))).flatten()?;
    Some(model.name(&like.name).into_owned())
}

/// Keeps what the form says, as one change.
pub fn keep(model: &mut Model, now: &mut Now<'_>) -> Vec<Effect> {
    model.overlays.pop_if(|overlay| matches!(overlay, Overlay::Unsaved));
    if matches!(model.overlays.last(), Some(Overlay::Capture(_))) {
        return super::capture::keep(model, now);
    }
    let Some(Overlay::Form(mut form)) = model.overlays.pop() else { return Vec::new() };
    if form.subject == Subject::Path {
        let path = form.text("path");
        if path.is_empty() {
            model.overlays.push(Overlay::Form(form));
            return Vec::new();
        }
        return vec![Effect::SaveElsewhere(path)];
    }
    let setting = Setting { plan: model.session.plan(), today: model.today };
    match form.gesture(setting, now.new_id) {
        Ok(gesture) => {
            let mut said = model.told(format!("Done: {}", gesture.label), "Done.");
            if form.is_new() && gesture.edits.iter().any(wants_reframing) {
                let key = model.keymap.key_for(Command::Reframe, Context::Ideas.chain());
                let asked = key.map(|key| format!(". {key} says what is in it for them."));
                said.truncate(said.trim_end_matches('.').len());
                said.push_str(asked.as_deref().unwrap_or("."));
            }
            if let Some(like) = like(model, &form) {
                said =
                    format!("{} It looks like {like}: the same person?", said.trim_end_matches('.').to_owned() + ".");
            }
            let place = gesture.place.clone();
            let effects = super::commit(model, gesture.label, Some(place.clone()), gesture.edits, said);
            model.screen.marks.clear();
            super::show(model, Some(&place));
            effects
        }
        Err(wrong) => {
            form.at = wrong;
            model.overlays.push(Overlay::Form(form));
            Vec::new()
        }
    }
}
