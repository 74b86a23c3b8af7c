//! The form for an idea.

use std::borrow::Cow;

use super::{Field, Form, Gesture, Rule, Setting, Subject, reading};
use crate::domain::{Edit, Idea, Key, Plan};

/// The form for this idea.
pub fn form(idea: &Idea, setting: Setting<'_>) -> Form {
    let new = idea.id.as_str().is_empty();
    let goals: Vec<String> = setting.plan.goals.iter().map(|goal| goal.title.clone()).collect();
    let goal =
        idea.goal.as_ref().and_then(|id| setting.plan.goals.get(id)).map_or(String::new(), |goal| goal.title.clone());
    let effort = idea.effort.map_or(String::new(), |minutes| minutes.to_string());
    let mut fields = vec![
        Field::line("idea", &idea.text, Rule::Required("what could you give?"))
            .note("a thank-you, a story, a number they need …"),
        Field::word("gift", idea.gift).note("what kind it is"),
        Field::line("for them", &idea.for_them, Rule::Free).note(in_it(idea, setting.plan)),
        Field::line("to", &super::names(&idea.to, setting.plan), Rule::People).note("names, separated by commas"),
        Field::line("by", &super::goal::show(idea.by), Rule::Coming).note("a day in words: fri, in 2 weeks"),
        Field::line("effort", &effort, Rule::Minutes).note("your effort in minutes"),
    ];
    if !goals.is_empty() {
        fields.push(Field::choice("goal", goals, &goal).note("the goal it serves"));
    }
    let title = match (new, idea.to.is_empty()) {
        (true, false) => format!("New idea for {}", super::names(&idea.to, setting.plan)),
        (true, true) => "New idea".to_owned(),
        (false, _) => "Idea".to_owned(),
    };
    Form::new(title, Subject::Idea(idea.clone()), fields)
}

/// Asks what is in it for them, with what they care about in view.
fn in_it(idea: &Idea, plan: &Plan) -> Cow<'static, str> {
    match idea.to.as_slice() {
        [one] => plan.stakeholders.get(one).map_or(Cow::Borrowed("what is in it for them?"), |who| {
            let cares = who.cares_about.trim();
            let cares = if cares.is_empty() { String::new() } else { format!(" cares about: {cares}") };
            Cow::Owned(format!("what is in it for {}?{cares}", who.called()))
        }),
        _ => Cow::Borrowed("what is in it for them?"),
    }
}

/// The form for an idea that asks first what is in it for them.
pub fn reframe(idea: &Idea, setting: Setting<'_>) -> Form {
    let mut form = form(idea, setting);
    form.at = form.fields.iter().position(|field| field.name == "for them").unwrap_or_default();
    form
}

/// What the form comes to.
pub fn gesture(form: &Form, opened: &Idea, setting: Setting<'_>, new_id: &mut dyn FnMut() -> String) -> Gesture {
    let mut idea = setting.plan.ideas.get(&opened.id).map_or_else(|| opened.clone(), |idea| idea.as_ref().clone());
    for field in form.to_set() {
        let text = field.text();
        match field.name {
            "idea" => idea.text = text,
            "gift" => idea.gift = field.value(),
            "for them" => idea.for_them = text,
            "to" => idea.to = reading::people(&text, setting).unwrap_or_default().into(),
            "by" => idea.by = reading::read_day(Rule::Coming, &text, setting).unwrap_or_default(),
            "effort" => idea.effort = reading::read_minutes(&text).unwrap_or_default(),
            "goal" => {
                idea.goal = setting.plan.goals.iter().find(|goal| goal.title == text).map(|goal| goal.id.clone());
            }
            _ => {}
        }
    }
    let verb = if form.is_new() { "add" } else { "edit" };
    idea.id = super::id_or_new(&idea.id, new_id);
    let label = format!("{verb} an idea for {}", super::names(&idea.to, setting.plan));
    Gesture { label, place: Key::Idea(idea.id.clone()), edits: vec![Edit::put(idea)] }
}
