//! `touchbase due`: who to reach out to today, and why.

use serde_json::{Value, json};

use super::args::Due;
use super::open::Open;
use super::output::Output;
use super::person;
use crate::domain::query::{Query, Row, rows};
use crate::domain::{Day, Plan, Standing, Touch, Warmth};
use crate::error::Told;

/// Lists who is due, the most overdue in their own cadence first, each with the reasons.
pub fn run(open: &Open, args: &Due, output: &mut Output) -> Result<(), Told> {
    let plan = open.records();
    let due: Vec<(Row, Vec<String>)> = rows(plan, open.today, &Query::default())
        .into_iter()
        .map(|row| {
            let reasons = reasons(plan, &row, open.today);
            (row, reasons)
        })
        .filter(|(_, reasons)| !reasons.is_empty())
        .collect();
    if args.json {
        let records = due.iter().map(|(row, reasons)| {
            let mut record = person::record(plan, &row.who, open.today);
            if let Some(fields) = record.as_object_mut() {
                fields.insert("reasons".into(), json!(reasons));
            }
            record
        });
        return output.json(&Value::Array(records.collect()));
    }
    if due.is_empty() {
        let next = rows(plan, open.today, &Query::default()).iter().map(|row| row.standing.due).min();
        let next = next.map_or(String::new(), |day| format!(" The next is due on {day}."));
        return output.done(&format!("Nobody is due today.{next}"));
    }
    let table: Vec<_> = due.iter().map(|(row, reasons)| vec![row.who.name.clone(), reasons.join("; ")]).collect();
    output.table(&table)
}

/// Why somebody is due: the silence, what was promised, ideas whose day has come. Who rests is not asked about.
fn reasons(plan: &Plan, row: &Row, today: Day) -> Vec<String> {
    if row.standing.warmth == Warmth::Snoozed {
        return Vec::new();
    }
    let mut reasons = Vec::new();
    if row.standing.is_due() {
        reasons.push(silence(row.standing, today));
    }
    for touch in plan.touches_with(&row.who.id) {
        reasons.extend(promise(touch, today));
    }
    for idea in plan.open_ideas_for(&row.who.id) {
        if let Some(by) = idea.by.filter(|by| *by <= today) {
            reasons.push(format!("idea due {}: {}", when(by, today), idea.text));
        }
    }
    reasons
}

fn silence(now: Standing, today: Day) -> String {
    match now.last {
        Some(last) => format!("{} days, you wanted {}", today.days_since(last), now.cadence),
        None => "not in touch yet".to_owned(),
    }
}

fn promise(touch: &Touch, today: Day) -> Option<String> {
    let promise = touch.follow_up.as_ref().filter(|promise| promise.done.is_none())?;
    let by = promise.by.filter(|by| *by <= today)?;
    Some(format!("promised by {}: {}", when(by, today), promise.text))
}

fn when(day: Day, today: Day) -> String {
    if day == today { "today".to_owned() } else { day.to_string() }
}
