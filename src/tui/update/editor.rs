//! Texts on their way to the user's editor, and back.

use super::super::forms::{Form, Input};
use super::super::layout::Pane;
use super::super::model::Model;
use super::super::msg::{Effect, Written};
use super::super::overlays::{Choosable, Overlay, Pick};
use super::{Now, form, plan, screen};
use crate::domain::length::TooLong;

/// Opens the text of what is chosen in the focused pane: its form, with the focus on that text, handed on at once.
pub fn open_chosen(model: &mut Model) -> Vec<Effect> {
    let pane = model.screen.focus;
    let name = match pane {
        Pane::Goal => "why",
        Pane::Stakeholders => "notes",
        Pane::Ideas => "idea",
        Pane::About => "note",
    };
    let form = plan::edit(model, pane);
    form.map_or_else(Vec::new, |form| open_text(model, form, name))
}

/// Opens one text of a form: the form is put over the screen, and the text handed on at once.
pub fn open_text(model: &mut Model, mut form: Form, name: &str) -> Vec<Effect> {
    form.at = form.fields.iter().position(|field| field.name == name).unwrap_or_default();
    form.direct = true;
    screen::open_form(model, form);
    open_field(model)
}

/// Opens the text of the field with the focus.
pub fn open_field(model: &Model) -> Vec<Effect> {
    let field = model.form().and_then(Form::current);
    let text = field.filter(|field| !matches!(field.input, Input::Choice(_)));
    text.map(|field| Effect::OpenEditor(field.typed())).into_iter().collect()
}

/// The editor has ended.
pub fn written(model: &mut Model, written: Written, now: &mut Now<'_>) -> Vec<Effect> {
    match written {
        Written::Text(text) if TooLong::found_in(&text).is_none() => {
            let mut effects = vec![Effect::DropEditor];
            match (put(model, &text), is_direct(model)) {
                (true, true) => {
                    stay(model);
                    effects.extend(form::keep(model, now));
                }
                (true, false) => model.say("The text is in the form."),
                (false, _) => {
                    close_direct(model);
                    model.say("The text is as it was.");
                }
            }
            effects
        }
        Written::Text(text) => {
            let why = TooLong::found_in(&text).map_or_else(String::new, |found| found.to_string());
            again(model, &why)
        }
        Written::Unreadable(why) => again(model, &why),
        Written::Failed { why, text } => {
            let changed = text.filter(|text| fits(model, text)).is_some_and(|text| put(model, &text));
            if changed {
                stay(model);
                model.warn(format!("{}; its text is in the form, and not saved yet.", sentence(&why)));
            } else {
                close_direct(model);
                model.warn(format!("{}; nothing was changed.", sentence(&why)));
            }
            vec![Effect::DropEditor]
        }
    }
}

/// What came back cannot be taken: it is still there, and the editor is offered once more.
fn again(model: &mut Model, why: &str) -> Vec<Effect> {
    let lines = vec![
        ("back to the editor".to_owned(), Choosable::EditAgain),
        ("leave the text as it was".to_owned(), Choosable::LeaveText),
    ];
    model.overlays.push(Overlay::Pick(Pick::new(sentence(why), lines)));
    Vec::new()
}

/// Leaves the text as it was before the editor.
pub fn leave(model: &mut Model) -> Vec<Effect> {
    close_direct(model);
    model.say("Nothing was changed.");
    vec![Effect::DropEditor]
}

/// Puts the text into the field it came from; false where it says what the field said.
fn put(model: &mut Model, text: &str) -> bool {
    let Some(Overlay::Form(form)) = model.overlays.last_mut() else { return false };
    let Some(field) = form.current_mut() else { return false };
    if field.text() == text.trim() {
        return false;
    }
    field.put(text);
    form::judge(model);
    true
}

fn fits(model: &Model, text: &str) -> bool {
    let field = model.form().and_then(Form::current);
    field.is_none_or(|field| match &field.input {
        Input::Line(field) | Input::Text(field) => field.can_hold(text),
        Input::Choice(_) => true,
    })
}

fn is_direct(model: &Model) -> bool {
    model.form().is_some_and(|form| form.direct)
}

/// A form that was opened for the editor alone is a form like any other from now on.
fn stay(model: &mut Model) {
    if let Some(Overlay::Form(form)) = model.overlays.last_mut() {
        form.direct = false;
    }
}

fn close_direct(model: &mut Model) {
    if is_direct(model) {
        model.overlays.pop();
    }
}

fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
