//! The form for a touch.

use super::{Field, Form, Gesture, Rule, Setting, Subject, reading};
use crate::domain::{Edit, FollowUp, Key, Touch};

/// The form for this touch.
pub fn form(touch: &Touch, setting: Setting<'_>) -> Form {
    let new = touch.id.as_str().is_empty();
    let promise = touch.follow_up.as_ref();
    let on = if new && touch.on == setting.today { String::new() } else { touch.on.to_string() };
    let note = Field::text_area("note", &touch.note, Rule::Free).note("what you said and did");
    let mut fields = vec![
        note,
        Field::line("on", &on, Rule::Past).note("today, or a day in words: yesterday, last fri"),
        Field::line("with", &super::names(&touch.with, setting.plan), Rule::People).note("names, separated by commas"),
        Field::word("via", touch.via).note("how it happened"),
        Field::word("gift", touch.gift).note("what you gave"),
        Field::word("response", touch.response).note("how they took it"),
        Field::line("promised", promise.map_or("", |promise| promise.text.as_str()), Rule::Free)
            .note("what you will follow up on"),
        Field::line("promised by", &super::goal::show(promise.and_then(|promise| promise.by)), Rule::Coming)
            .note("a day in words"),
    ];
    if promise.is_some() {
        fields.push(
            Field::yes_no("kept", promise.is_some_and(|promise| promise.done.is_some())).note("the promise is kept"),
        );
    }
    let who = super::names(&touch.with, setting.plan);
    let title = match (new, touch.idea.is_some()) {
        (true, true) => format!("Given to {who}"),
        (true, false) => format!("In touch with {who}"),
        (false, _) => format!("Touch with {who}"),
    };
    Form::new(title, Subject::Touch(touch.clone()), fields)
}

/// What the form comes to.
pub fn gesture(form: &Form, opened: &Touch, setting: Setting<'_>, new_id: &mut dyn FnMut() -> String) -> Gesture {
    let mut touch = setting.plan.touches.get(&opened.id).map_or_else(|| opened.clone(), |touch| touch.as_ref().clone());
    for field in form.to_set() {
        set(&mut touch, field, setting);
    }
    let new = form.is_new();
    touch.id = super::id_or_new(&touch.id, new_id);
    touch.idea = touch.idea.filter(|idea| setting.plan.ideas.contains(idea));
    let who = super::names(&touch.with, setting.plan);
    let label = match (new, touch.idea.is_some()) {
        (true, true) => format!("give an idea to {who}"),
        (true, false) => format!("log touch with {who}"),
        (false, _) => format!("edit touch with {who}"),
    };
    Gesture { label, place: Key::Touch(touch.id.clone()), edits: vec![Edit::put(touch)] }
}

fn set(touch: &mut Touch, field: &Field, setting: Setting<'_>) {
    let text = field.text();
    match field.name {
        "note" => touch.note = text,
        "on" => touch.on = reading::read_day(Rule::Past, &text, setting).ok().flatten().unwrap_or(setting.today),
        "with" => touch.with = reading::people(&text, setting).unwrap_or_default().into(),
        "via" => touch.via = field.value(),
        "gift" => touch.gift = field.value(),
        "response" => touch.response = field.value(),
        "promised" => promise(touch, |promise| promise.text = text),
        "promised by" => {
            let by = reading::read_day(Rule::Coming, &text, setting).unwrap_or_default();
            promise(touch, |promise| promise.by = by);
        }
        "kept" => promise(touch, |promise| promise.done = (text == "yes").then_some(setting.today)),
        _ => {}
    }
}

/// Changes the promise of a touch, which is there as long as it says anything.
fn promise(touch: &mut Touch, change: impl FnOnce(&mut FollowUp)) {
    let mut promise =
        touch.follow_up.take().unwrap_or_else(|| FollowUp { by: None, text: String::new(), done: None }.into());
    change(&mut promise);
    touch.follow_up = (promise.by.is_some() || !promise.text.is_empty()).then_some(promise);
}
