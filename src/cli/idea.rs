//! `touchbase idea`: something that could be given.

use super::args::Idea as IdeaArgs;
use super::open::Open;
use super::output::Output;
use super::words;
use crate::domain::{Edit, GoalId, Idea, IdeaId, Key, Plan};
use crate::edge;
use crate::error::{Exit, Told};
use crate::storage::paths::Places;

/// Writes an idea down.
pub fn run(places: &Places, args: &IdeaArgs, output: &mut Output) -> Result<(), Told> {
    let mut open = Open::plan(places)?;
    let plan = open.records();
    let who = words::person(&args.name, plan)?;
    let name = plan.stakeholders.get(&who).map_or_else(String::new, |who| who.name.clone());
    let idea = Idea {
        id: IdeaId::new(edge::new_id()),
        to: vec![who],
        goal: args.goal.as_deref().map(|wanted| goal(wanted, plan)).transpose()?,
        gift: words::word("--gift", args.gift.as_deref())?,
        text: args.words.join(" ").trim().to_owned(),
        for_them: args.for_them.clone(),
        effort: args.effort,
        by: words::coming("--by", args.by.as_deref(), open.today)?,
    };
    if idea.text.is_empty() {
        return Err(Told::new(Exit::Usage, "an idea needs some words"));
    }
    let value = serde_json::to_value(&idea).unwrap_or_default();
    let place = Key::Idea(idea.id.clone());
    open.change(&format!("add an idea for {name}"), place, vec![Edit::put(idea)])?;
    if args.json { output.json(&value) } else { output.done(&format!("Noted an idea for {name}.")) }
}

/// The goal an id, or the beginning of one or of a title, means.
fn goal(wanted: &str, plan: &Plan) -> Result<GoalId, Told> {
    let lower = wanted.to_lowercase();
    let fits: Vec<_> = plan
        .goals
        .iter()
        .filter(|goal| goal.id.as_str().starts_with(&lower) || goal.title.to_lowercase().starts_with(&lower))
        .collect();
    let exact = fits.iter().find(|goal| goal.id.as_str() == lower);
    match (exact, fits.as_slice()) {
        (Some(goal), _) | (None, [goal]) => Ok(goal.id.clone()),
        (None, []) => Err(Told::new(Exit::Failed, format!("no goal begins with {wanted}"))),
        (None, several) => {
            let ids: Vec<&str> = several.iter().map(|goal| goal.id.as_str()).collect();
            Err(Told::new(Exit::Failed, format!("{wanted} could be {}", ids.join(", "))).hint("nothing was changed"))
        }
    }
}
