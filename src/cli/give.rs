//! `touchbase give`: an idea was given.

use serde_json::json;

use super::answer::Answer;
use super::giving::Give;
use super::open::Open;
use super::output::Output;
use super::words;
use crate::domain::{Edit, Key, Touch, TouchId};
use crate::edge;
use crate::error::Told;
use crate::storage::paths::Places;

/// Marks an idea as given: logs the touch that gave it, with everybody it was for.
pub fn run(places: &Places, args: &Give, output: &mut Output) -> Result<(), Told> {
    let mut open = Open::plan(places, output)?;
    let plan = open.records();
    let who = words::person(&args.name, plan)?;
    let id = words::idea(&args.idea.join(" "), plan, std::slice::from_ref(&who))?;
    let Some(idea) = plan.ideas.get(&id) else { return Ok(()) };
    let via = words::word("--via", args.via.as_deref())?;
    let response = words::word("--response", args.response.as_deref())?;
    let on = words::past("--on", args.on.as_deref(), open.today)?;
    let mut touch = Touch { via, response, ..Touch::giving(TouchId::new(edge::new_id()), on, idea) };
    if let Some(note) = &args.note {
        touch.note.clone_from(note);
    }
    let (names, text) = (words::names(plan, &touch.with), idea.text.clone());
    let label = format!("give an idea to {names}");
    open.change(&label, Key::Touch(touch.id.clone()), vec![Edit::put(touch.clone())])?;
    if output.is_json() {
        return output.answer(Answer::Touch, json!(touch));
    }
    output.changed(&format!("Given to {names}, {}: {text}", touch.on.date().format("%-d %b %Y")))
}
