//! The form that changes several stakeholders alike: what is left open stays as it is with each of them.

use super::{Field, Form, Gesture, Rule, Setting, Subject, reading};
use crate::domain::{Closeness, Edit, Key, Stakeholder, StakeholderId};

/// The form for these stakeholders.
pub fn form(who: Vec<StakeholderId>, setting: Setting<'_>) -> Form {
    let goals: Vec<String> = setting.plan.goals.iter().map(|goal| goal.title.clone()).collect();
    let mut fields = vec![
        Field::line("add tags", "", Rule::Free).note("separated by commas"),
        Field::line("drop tags", "", Rule::Free).note("separated by commas"),
        Field::line("organisation", "", Rule::Free).note("left open, it stays as it is"),
        Field::choice("seniority", setting.plan.ladder.rungs.clone(), "").note("left open, it stays as it is"),
        Field::word::<Closeness>("closeness", None).note("left open, it stays as it is"),
        Field::line("cadence", "", Rule::Cadence).note("how often: 3w, monthly, 21"),
        Field::line("rests until", "", Rule::Coming).note("a day in words: fri, in 2 weeks"),
    ];
    if !goals.is_empty() {
        fields.push(Field::choice("part of", goals, "").note("a goal they can help with"));
    }
    fields
        .push(Field::choice("archived", vec!["yes".to_owned(), "no".to_owned()], "").note("kept, and not asked about"));
    Form::new(format!("Change {} stakeholders", who.len()), Subject::Several(who), fields)
}

/// What the form comes to.
pub fn gesture(form: &Form, who: &[StakeholderId], setting: Setting<'_>) -> Gesture {
    let records = who.iter().filter_map(|id| setting.plan.stakeholders.get(id));
    let edits: Vec<Edit> = records
        .map(|who| {
            let mut who = who.as_ref().clone();
            form.to_set().for_each(|field| set(&mut who, field, setting));
            Edit::put(who)
        })
        .collect();
    let place = who.first().cloned().map_or(Key::Ladder, Key::Stakeholder);
    Gesture { label: format!("change {} stakeholders", edits.len()), place, edits }
}

fn set(who: &mut Stakeholder, field: &Field, setting: Setting<'_>) {
    let text = field.text();
    match field.name {
        "add tags" => {
            let new: Vec<String> = reading::list(&text).into_iter().filter(|tag| !who.tags.contains(tag)).collect();
            who.tags.extend(new);
        }
        "drop tags" => {
            let gone = reading::list(&text);
            who.tags.retain(|tag| !gone.contains(tag));
        }
        "organisation" => who.org = text,
        "seniority" => who.seniority = text,
        "closeness" => who.closeness = field.value().unwrap_or(who.closeness),
        "cadence" => who.cadence = reading::read_cadence(&text).unwrap_or_default(),
        "rests until" => who.snoozed = reading::read_day(Rule::Coming, &text, setting).unwrap_or_default(),
        "part of" => {
            let goal = setting.plan.goals.iter().find(|goal| goal.title == text);
            goal.map(|goal| who.stakes.entry(goal.id.clone()).or_default());
        }
        "archived" => who.archived = text == "yes",
        _ => {}
    }
}
