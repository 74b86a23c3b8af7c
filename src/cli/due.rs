//! `touchbase due`: who to reach out to today, and why.

use serde_json::{Value, json};

use super::answer::Answer;
use super::args::Due;
use super::open::Open;
use super::output::{self, Output, Shape};
use super::table::Table;
use super::{person, words};
use crate::domain::agenda::{self, Agenda, Entry};
use crate::domain::reason::{Reason, near};
use crate::domain::shown::Shown;
use crate::domain::{Day, Plan};
use crate::edge::desktop;
use crate::error::Told;

/// Lists the agenda of the day, the most important first, each with the reasons; or what is promised, by day.
pub fn run(open: &Open, args: &Due, size: usize, output: &mut Output) -> Result<(), Told> {
    let plan = open.records();
    if args.promised {
        return promised(plan, open.today, output);
    }
    let whole = Agenda::of(plan, open.today, None, usize::MAX);
    if output.is_json() {
        let records = whole.entries.iter().enumerate().map(|(at, entry)| record(plan, entry, open.today, at < size));
        return output.answer(Answer::Agenda, records.collect());
    }
    if whole.is_empty() {
        // A timer that has nothing to tell is quiet.
        return if args.notify { Ok(()) } else { output.sentence(&nobody(plan, open.today)) };
    }
    if args.notify && told_by_desktop(&whole, open.today) {
        return Ok(());
    }
    let size = if args.all { whole.entries.len() } else { size };
    let listed: Vec<&Entry> = whole.entries.iter().take(size).collect();
    if args.why {
        explained(&listed, open.today, output)?;
    } else {
        let row = |entry: &&Entry| vec![entry.who.name.clone(), reasons(entry, open.today).join("; ")];
        output.table(&Table::of(listed.iter().map(row)).head(["who", "why"]))?;
    }
    let waiting = whole.entries.len() - listed.len();
    if waiting > 0 {
        output.beside(&format!("{waiting} more can wait; --all lists them."));
    }
    Ok(())
}

/// How many people a notification names.
const NAMED: usize = 4;

/// Whether the desktop has told who is due. Where it has not, the list is printed as ever: a timer's output is read, too.
fn told_by_desktop(agenda: &Agenda, today: Day) -> bool {
    let count = agenda.entries.len();
    let people = if count == 1 { "1 person".to_owned() } else { format!("{count} people") };
    let first =
        |entry: &Entry| entry.reasons.first().map_or(String::new(), |reason| format!(": {}", reason.words(today)));
    let line = |entry: &Entry| Shown::line(&format!("{}{}", entry.who.name, first(entry))).to_string();
    let mut lines: Vec<String> = agenda.entries.iter().take(NAMED).map(line).collect();
    if count > NAMED {
        lines.push(format!("and {} more", count - NAMED));
    }
    match desktop::notify(&format!("{people} to reach out to"), &lines) {
        Ok(()) => true,
        Err(why) => {
            output::aside(&format!("note: no notification: {why}"));
            false
        }
    }
}

fn reasons(entry: &Entry, today: Day) -> Vec<String> {
    entry.reasons.iter().map(|reason| reason.words(today)).collect()
}

/// Everybody with every reason and what it weighs; as rows, a reason a line.
fn explained(entries: &[&Entry], today: Day, output: &mut Output) -> Result<(), Told> {
    if output.shape() == Shape::Plain {
        let rows = entries.iter().flat_map(|entry| {
            let row = |reason: &Reason| vec![entry.who.name.clone(), reason.weight().to_string(), reason.words(today)];
            entry.reasons.iter().map(row)
        });
        return output.table(&Table::of(rows));
    }
    entries.iter().try_for_each(|entry| {
        output.heading(&format!("{:>5}  {}", entry.weight, entry.who.name))?;
        let mut reasons = entry.reasons.iter();
        reasons.try_for_each(|reason| output.line(&format!("{:>5}    {}", reason.weight(), reason.words(today))))
    })
}

/// The person, and why they are on the agenda.
fn record(plan: &Plan, entry: &Entry, today: Day, fits: bool) -> Value {
    let mut record = person::record(plan, &entry.who, today);
    if let Some(fields) = record.as_object_mut() {
        let why = entry.reasons.iter().map(|reason| {
            let mut why = serde_json::to_value(reason).unwrap_or_default();
            if let Some(fields) = why.as_object_mut() {
                fields.insert("weight".into(), json!(reason.weight()));
                fields.insert("words".into(), json!(reason.words(today)));
            }
            why
        });
        fields.insert("why".into(), why.collect());
        fields.insert("reasons".into(), json!(reasons(entry, today)));
        fields.insert("weight".into(), json!(entry.weight));
        fields.insert("today".into(), json!(fits));
    }
    record
}

/// What is said on a free day.
fn nobody(plan: &Plan, today: Day) -> String {
    let next = agenda::next(plan, today).and_then(|(day, who)| Some((day, plan.stakeholders.get(&who)?)));
    let next = next.map_or(String::new(), |(day, who)| format!(" The next is {}, {}.", who.name, near(day, today)));
    format!("Nobody is due today.{next}")
}

/// Every open promise, the first due first.
fn promised(plan: &Plan, today: Day, output: &mut Output) -> Result<(), Told> {
    let promises = agenda::promises(plan);
    if output.is_json() {
        let record = |promise: &agenda::Promise| {
            json!({
                "touch": promise.touch.id,
                "with": promise.touch.with,
                "on": promise.touch.on,
                "text": promise.text(),
                "by": promise.dated.then_some(promise.due),
                "due": promise.due,
                "late": promise.due < today,
            })
        };
        return output.answer(Answer::Promises, promises.iter().map(record).collect());
    }
    if promises.is_empty() {
        return output.sentence("No promise is open.");
    }
    let row = |promise: &agenda::Promise| {
        let when = if promise.due < today { "late" } else { "" };
        let by = if promise.dated { near(promise.due, today) } else { "some day".to_owned() };
        vec![by, when.to_owned(), words::names(plan, &promise.touch.with), promise.text().to_owned()]
    };
    output.table(&Table::of(promises.iter().map(row)).head(["by", "", "who", "what"]))
}
