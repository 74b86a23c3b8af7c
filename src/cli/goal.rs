//! `touchbase goal`: an outcome wanted by a day.

use super::args::{Goal as GoalArgs, GoalVerb};
use super::open::Open;
use super::output::Output;
use super::words;
use crate::domain::{Edit, Goal, GoalId, Key, Step};
use crate::error::{Exit, Told};
use crate::storage::paths::Places;

/// Adds a goal.
pub fn run(places: &Places, args: &GoalArgs, output: &mut Output) -> Result<(), Told> {
    let GoalVerb::Add(args) = &args.what;
    let mut open = Open::plan(places)?;
    let title = args.title.join(" ").trim().to_owned();
    if title.is_empty() {
        return Err(Told::new(Exit::Usage, "a goal needs a title"));
    }
    let id = GoalId::from_name(&title, |id| open.records().goals.contains(id));
    let by = words::coming("--by", args.by.as_deref(), open.today)?;
    let steps = args.steps.iter().map(|text| Step { text: text.clone(), by: None, done: None }).collect();
    let orgs = args.orgs.clone();
    let goal = Goal { why: args.why.clone(), by, orgs, steps, ..Goal::new(id.clone(), title.clone()) };
    let value = serde_json::to_value(&goal).unwrap_or_default();
    open.change(&format!("add goal {title}"), Key::Goal(id.clone()), vec![Edit::put(goal)])?;
    if args.json { output.json(&value) } else { output.done(&format!("Added the goal {title} ({id}).")) }
}
