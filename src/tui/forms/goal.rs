//! The form for a goal.

use super::{Field, Form, Gesture, Rule, Setting, Subject, reading};
use crate::domain::{Edit, Goal, GoalId, Key, Step};

/// A goal yet to be added.
pub fn blank() -> Goal {
    Goal::new(super::unset(), "")
}

/// The form for this goal.
pub fn form(goal: &Goal) -> Form {
    let new = goal.id.as_str().is_empty();
    let steps = goal.steps.iter().map(|step| step.text.clone()).collect::<Vec<_>>().join("\n");
    let mut fields = vec![
        Field::line("goal", &goal.title, Rule::Required("say in a few words what you want to reach"))
            .note("an outcome, in a few words"),
        Field::text_area("why", &goal.why, Rule::Free).note("so that …"),
        Field::line("by", &show(goal.by), Rule::Coming).note("a day in words: 30 apr, in 12 weeks"),
        Field::text_area("steps", &steps, Rule::Free).note("one a line"),
        Field::text_area("organisations", &goal.orgs.join("\n"), Rule::Free)
            .note("those that matter to it, one a line"),
    ];
    if !new {
        fields.push(Field::yes_no("closed", goal.closed.is_some()).note("reached, or let go"));
    }
    Form::new(if new { "New goal" } else { "Goal" }, Subject::Goal(goal.clone()), fields)
}

/// A day as a form shows it.
pub fn show(day: Option<crate::domain::Day>) -> String {
    day.map_or(String::new(), |day| day.to_string())
}

/// What the form comes to.
pub fn gesture(form: &Form, opened: &Goal, setting: Setting<'_>) -> Gesture {
    let mut goal = setting.plan.goals.get(&opened.id).map_or_else(|| opened.clone(), |goal| goal.as_ref().clone());
    for field in form.to_set() {
        let text = field.text();
        match field.name {
            "goal" => goal.title = text,
            "why" => goal.why = text,
            "by" => goal.by = reading::read_day(Rule::Coming, &text, setting).unwrap_or_default(),
            "organisations" => goal.orgs = lines(&text),
            "steps" => goal.steps = steps(&text, &goal.steps),
            "closed" => goal.closed = (text == "yes").then_some(setting.today),
            _ => {}
        }
    }
    let new = form.is_new();
    if new {
        goal.id = GoalId::from_name(&goal.title, |id| setting.plan.goals.contains(id));
    }
    let label = format!("{} goal {}", if new { "add" } else { "edit" }, goal.title);
    Gesture { label, place: Key::Goal(goal.id.clone()), edits: vec![Edit::put(goal)] }
}

/// What stands on each line, blank ones apart.
fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// The steps one a line. A step whose text is there already keeps its days; with as many lines as there were steps, a
/// reworded one keeps them too.
fn steps(text: &str, before: &[Step]) -> Vec<Step> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let same_count = lines.len() == before.len();
    lines
        .iter()
        .enumerate()
        .map(|(number, line)| {
            let known = before.iter().find(|step| step.text == *line);
            let known =
                known.or_else(|| before.get(number).filter(|step| same_count && !lines.contains(&step.text.as_str())));
            Step {
                text: (*line).to_owned(),
                by: known.and_then(|step| step.by),
                done: known.and_then(|step| step.done),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_keep_their_days_when_others_come_and_when_they_are_reworded() {
        let done = crate::domain::Day::new(2026, 10, 2);
        let before =
            vec![Step { text: "Pilot".into(), by: None, done }, Step { text: "Sponsor".into(), by: None, done: None }];
        let more = steps("Ask around\nPilot\n\n Sponsor ", &before);
        assert_eq!(
            more.iter().map(|step| (step.text.as_str(), step.done)).collect::<Vec<_>>(),
            [("Ask around", None), ("Pilot", done), ("Sponsor", None)]
        );
        let reworded = steps("Pilot with Finance\nSponsor", &before);
        assert_eq!(reworded[0].done, done);
    }
}
