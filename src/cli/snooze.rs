//! `touchbase snooze`: somebody rests until a day.

use super::answer::Answer;
use super::args::Snooze;
use super::open::Open;
use super::output::Output;
use super::{person, words};
use crate::capture::{cadence, day};
use crate::domain::{Day, Edit, Key};
use crate::error::{Exit, Told};
use crate::storage::paths::Places;

/// Lets somebody rest, or wakes them.
pub fn run(places: &Places, args: &Snooze, output: &mut Output) -> Result<(), Told> {
    let mut open = Open::plan(places, output)?;
    let id = words::person(&args.name, open.records())?;
    let Some(who) = open.records().stakeholders.get(&id) else { return Ok(()) };
    let mut who = who.as_ref().clone();
    who.snoozed = if args.wake { None } else { Some(until(&args.span.join(" "), open.today)?) };
    let (name, snoozed) = (who.name.clone(), who.snoozed);
    let label = if args.wake { format!("wake {name}") } else { format!("snooze {name}") };
    open.change(&label, Key::Stakeholder(id.clone()), vec![Edit::put(who)])?;
    if output.is_json() {
        let who = open.records().stakeholders.get(&id);
        let record = who.map(|who| person::record(open.records(), who, open.today));
        return output.answer(Answer::Stakeholder, record.unwrap_or_default());
    }
    match snoozed {
        Some(until) => output.changed(&format!("{name} rests until {}.", until.date().format("%a %-d %b %Y"))),
        None => output.changed(&format!("{name} is back.")),
    }
}

/// The day that words mean: a span from today, or a day.
fn until(typed: &str, today: Day) -> Result<Day, Told> {
    let words = typed.trim().trim_start_matches("until ").trim();
    let span = cadence::days(words.trim_start_matches("for ").trim_start_matches("a "));
    let until = match span {
        Ok(days) => Ok(today.plus(i64::from(days))),
        Err(_) => day::coming(words, today),
    };
    let not = || Told::new(Exit::Usage, format!("{typed} is no span and no day")).hint("like 3d, 2w, month, or fri");
    until.ok().filter(|until| *until > today).ok_or_else(not)
}
