//! `touchbase due`: who to reach out to today, and why.

use serde_json::{Value, json};

use super::args::Due;
use super::open::Open;
use super::output::{self, Output};
use super::{person, words};
use crate::domain::agenda::{self, Agenda, Entry};
use crate::domain::reason::near;
use crate::domain::shown::Shown;
use crate::domain::{Day, Plan};
use crate::edge::desktop;
use crate::error::Told;

/// Lists the agenda of the day, the most important first, each with the reasons; or what is promised, by day.
pub fn run(open: &Open, args: &Due, size: usize, output: &mut Output) -> Result<(), Told> {
    let plan = open.records();
    if args.promised {
        return promised(plan, open.today, args.json, output);
    }
    let whole = Agenda::of(plan, open.today, None, usize::MAX);
    if args.json {
        let records = whole.entries.iter().enumerate().map(|(at, entry)| record(plan, entry, open.today, at < size));
        return output.json(&Value::Array(records.collect()));
    }
    if whole.is_empty() {
        // A timer that has nothing to tell is quiet.
        return if args.notify { Ok(()) } else { output.done(&nobody(plan, open.today)) };
    }
    if args.notify && told_by_desktop(&whole, open.today) {
        return Ok(());
    }
    let size = if args.all { whole.entries.len() } else { size };
    let listed: Vec<&Entry> = whole.entries.iter().take(size).collect();
    if args.why {
        listed.iter().try_for_each(|entry| explained(entry, open.today, output))?;
    } else {
        let row = |entry: &&Entry| vec![entry.who.name.clone(), reasons(entry, open.today).join("; ")];
        output.table(&listed.iter().map(row).collect::<Vec<_>>())?;
    }
    match whole.entries.len() - listed.len() {
        0 => Ok(()),
        waiting => output.done(&format!("{waiting} more can wait; --all lists them.")),
    }
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

/// One person with every reason and what it weighs.
fn explained(entry: &Entry, today: Day, output: &mut Output) -> Result<(), Told> {
    output.heading(&format!("{:>5}  {}", entry.weight, entry.who.name))?;
    entry
        .reasons
        .iter()
        .try_for_each(|reason| output.line(&format!("{:>5}    {}", reason.weight(), reason.words(today))))
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
fn promised(plan: &Plan, today: Day, as_json: bool, output: &mut Output) -> Result<(), Told> {
    let promises = agenda::promises(plan);
    if as_json {
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
        return output.json(&promises.iter().map(record).collect());
    }
    if promises.is_empty() {
        return output.done("No promise is open.");
    }
    let row = |promise: &agenda::Promise| {
        let when = if promise.due < today { "late" } else { "" };
        let by = if promise.dated { near(promise.due, today) } else { "some day".to_owned() };
        vec![by, when.to_owned(), words::names(plan, &promise.touch.with), promise.text().to_owned()]
    };
    output.table(&promises.iter().map(row).collect::<Vec<_>>())
}
