//! The form for what a stakeholder is to a goal.

use super::{Field, Form, Gesture, Rule, Setting, Subject};
use crate::domain::{Edit, Goal, GoalId, Key, Stakeholder};

/// The form for what this stakeholder is to this goal.
pub fn form(who: &Stakeholder, goal: &Goal) -> Form {
    let stake = who.stakes.get(&goal.id).cloned().unwrap_or_default();
    let figures = || (1..=5).map(|figure: u8| figure.to_string()).collect::<Vec<_>>();
    let figure = |value: Option<u8>| value.map_or(String::new(), |value| value.to_string());
    let fields = vec![
        Field::word("role", stake.role).note("the part they play"),
        Field::word("stance", stake.stance).note("where they stand now"),
        Field::word("wanted", stake.wanted).note("where you would like them to stand"),
        Field::choice("influence", figures(), &figure(stake.influence)).note("how much they can move, 1 to 5"),
        Field::choice("interest", figures(), &figure(stake.interest)).note("how much it concerns them, 1 to 5"),
        Field::text_area("why", &stake.why, Rule::Free).note("why they matter here"),
        Field::yes_no("part of it", true).note("without a yes they are taken out of this goal"),
    ];
    let title = format!("{} in: {}", who.name, goal.title);
    Form::new(title, Subject::Stake(Box::new(who.clone()), goal.id.clone()), fields)
}

/// What the form comes to.
pub fn gesture(form: &Form, opened: &Stakeholder, goal: &GoalId, setting: Setting<'_>) -> Gesture {
    let current = setting.plan.stakeholders.get(&opened.id);
    let mut who = current.map_or_else(|| opened.clone(), |who| who.as_ref().clone());
    let mut stake = who.stakes.get(goal).cloned().unwrap_or_default();
    let mut part = true;
    for field in form.to_set() {
        match field.name {
            "part of it" => part = field.text() == "yes",
            "role" => stake.role = field.value(),
            "stance" => stake.stance = field.value(),
            "wanted" => stake.wanted = field.value(),
            "influence" => stake.influence = field.text().parse().ok(),
            "interest" => stake.interest = field.text().parse().ok(),
            "why" => stake.why = field.text(),
            _ => {}
        }
    }
    // A stake of which nothing is known yet still says that they are part of it.
    if part {
        who.stakes.insert(goal.clone(), stake);
    } else {
        who.stakes.remove(goal);
    }
    let label = format!("note the stake of {}", who.name);
    Gesture { label, place: Key::Stakeholder(who.id.clone()), edits: vec![Edit::put(who)] }
}
