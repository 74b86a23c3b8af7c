//! The form for a stakeholder.

use super::{Field, Form, Gesture, Rule, Setting, Subject, reading};
use crate::capture::seniority;
use crate::domain::{Closeness, Edit, Key, Stakeholder, StakeholderId};

/// The form for this stakeholder.
pub fn form(who: &Stakeholder, setting: Setting<'_>) -> Form {
    let new = who.id.as_str().is_empty();
    let introduced = who.introduced_by.clone().map_or(String::new(), |by| super::names(&[by], setting.plan));
    let birthday = super::goal::show(who.birthday);
    let cadence = who.cadence.map_or(String::new(), |days| days.to_string());
    let mut fields = vec![
        Field::line("name", &who.name, if new { Rule::Name("who is it?") } else { Rule::Required("who is it?") }),
        Field::line("title", &who.title, Rule::Title).note("VP Engineering, Head of Legal …"),
        Field::line("organisation", &who.org, Rule::Free).note("company, division or team"),
        Field::choice("seniority", setting.plan.ladder.rungs.clone(), &who.seniority)
            .note("read from the title when left open"),
        Field::line("cares about", &who.cares_about, Rule::Free).note("in their words"),
        Field::word("closeness", Some(who.closeness)).note("how far you have come"),
        Field::word("closer to", who.closer_to).note("how far it should come"),
        Field::line("cadence", &cadence, Rule::Cadence).note("how often: 3w, monthly, 21"),
        Field::line("tags", &who.tags.join(", "), Rule::Free).note("separated by commas"),
        Field::line("also called", &who.aka.join(", "), Rule::Free).note("separated by commas"),
        Field::line("reach", &reading::show_handles(&who.handles), Rule::Handles).note("email a@b.example, phone +1 …"),
        Field::line("introduced by", &introduced, Rule::Person),
        Field::line("birthday", &birthday, Rule::Any).note("19 nov, or 1970-11-19"),
        Field::text_area("notes", &who.notes, Rule::Free),
    ];
    if !new {
        fields.push(
            Field::line("rests until", &super::goal::show(who.snoozed), Rule::Coming).note("snoozed until this day"),
        );
        fields.push(Field::yes_no("archived", who.archived).note("kept, and no longer asked about"));
    }
    let title = if new { "New stakeholder".to_owned() } else { who.name.clone() };
    Form::new(title, Subject::Stakeholder(Box::new(who.clone())), fields)
}

/// What the form comes to.
pub fn gesture(form: &Form, opened: &Stakeholder, setting: Setting<'_>) -> Gesture {
    let current = setting.plan.stakeholders.get(&opened.id);
    let mut who = current.map_or_else(|| opened.clone(), |who| who.as_ref().clone());
    for field in form.to_set() {
        set(&mut who, field, setting);
    }
    if who.seniority.is_empty() {
        seniority::from_title(&who.title, &setting.plan.ladder).unwrap_or_default().clone_into(&mut who.seniority);
    }
    let new = form.is_new();
    if new {
        who.id = StakeholderId::from_name(&who.name, |id| setting.plan.stakeholders.contains(id));
    }
    let label = format!("{} {}", if new { "add" } else { "edit" }, who.name);
    Gesture { label, place: Key::Stakeholder(who.id.clone()), edits: vec![Edit::put(who)] }
}

fn set(who: &mut Stakeholder, field: &Field, setting: Setting<'_>) {
    let text = field.text();
    match field.name {
        "name" => who.name = text,
        "title" => who.title = text,
        "organisation" => who.org = text,
        "seniority" => who.seniority = text,
        "cares about" => who.cares_about = text,
        "closeness" => who.closeness = field.value().unwrap_or(Closeness::Unaware),
        "closer to" => who.closer_to = field.value(),
        "cadence" => who.cadence = reading::read_cadence(&text).unwrap_or_default(),
        "tags" => who.tags = reading::list(&text),
        "also called" => who.aka = reading::list(&text),
        "reach" => who.handles = reading::handles(&text).unwrap_or_default(),
        "introduced by" => who.introduced_by = reading::person(&text, setting).unwrap_or_default(),
        "birthday" => who.birthday = reading::read_day(Rule::Any, &text, setting).unwrap_or_default(),
        "notes" => who.notes = text,
        "rests until" => who.snoozed = reading::read_day(Rule::Coming, &text, setting).unwrap_or_default(),
        "archived" => who.archived = text == "yes",
        _ => {}
    }
}
