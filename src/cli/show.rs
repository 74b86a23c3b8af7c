//! `touchbase show`: one stakeholder with ideas and touches.

use serde_json::json;

use super::answer::Answer;
use super::args::Show;
use super::open::Open;
use super::output::{Output, Shape};
use super::table::Table;
use super::{person, words};
use crate::domain::{Idea, Plan, Stakeholder, Touch, Word, standing};
use crate::error::Told;

/// How many touches a person gets to see.
const TOUCHES: usize = 10;

/// Shows one stakeholder.
pub fn run(open: &Open, args: &Show, output: &mut Output) -> Result<(), Told> {
    let plan = open.records();
    let id = words::person(&args.name.join(" "), plan)?;
    let Some(who) = plan.stakeholders.get(&id) else { return Ok(()) };
    if output.is_json() {
        let mut record = person::record(plan, who, open.today);
        if let Some(fields) = record.as_object_mut() {
            fields.insert("ideas".into(), json!(plan.ideas_for(&id).collect::<Vec<_>>()));
            fields.insert("touches".into(), json!(plan.touches_with(&id).collect::<Vec<_>>()));
        }
        return output.answer(Answer::Stakeholder, record);
    }
    output.heading(&who.name)?;
    let now = standing(plan, who, open.today);
    let mut facts = facts(plan, who);
    facts.push(vec!["last contact".into(), format!("{}, {}", person::last(now, open.today), now.warmth.spoken())]);
    facts.push(vec!["due".into(), format!("{}, every {} days", now.due, now.cadence)]);
    output.table(&Table::of(facts).part("fact", "").whole())?;
    let ideas = plan.open_ideas_for(&id).map(|idea| idea_row(idea));
    output.part(&Table::of(ideas).part("idea", "Ideas").whole())?;
    // A person wants the last ones; whatever reads rows or JSON gets all of them.
    let listed = if output.shape() == Shape::Words { TOUCHES } else { usize::MAX };
    let touches = plan.touches_with(&id).take(listed).map(|touch| touch_row(touch));
    output.part(&Table::of(touches).part("touch", "Touches").whole())
}

fn facts(plan: &Plan, who: &Stakeholder) -> Vec<Vec<String>> {
    let mut facts = vec![vec!["id".to_owned(), who.id.to_string()]];
    let mut fact = |name: &str, value: &str| {
        if !value.is_empty() {
            facts.push(vec![name.to_owned(), value.to_owned()]);
        }
    };
    fact("title", &who.title);
    fact("organisation", &who.org);
    fact("seniority", &who.seniority);
    fact("closeness", who.closeness.word());
    fact("cares about", &who.cares_about);
    for (goal, stake) in &who.stakes {
        let title = plan.goals.get(goal).map_or_else(|| goal.to_string(), |goal| goal.title.clone());
        let words = [stake.role.map(Word::word), stake.stance.map(Word::word)];
        let words: Vec<&str> = words.into_iter().flatten().collect();
        fact("stake", &format!("{title}: {}", words.join(", ")));
    }
    fact("tags", &who.tags.join(", "));
    fact("notes", &who.notes);
    facts
}

fn idea_row(idea: &Idea) -> Vec<String> {
    let by = idea.by.map_or_else(|| "-".to_owned(), |by| by.to_string());
    vec![by, idea.gift.map_or_else(|| "-".to_owned(), Word::spoken), idea.text.clone()]
}

fn touch_row(touch: &Touch) -> Vec<String> {
    vec![touch.on.to_string(), touch.via.map_or_else(|| "-".to_owned(), Word::spoken), touch.note.clone()]
}
