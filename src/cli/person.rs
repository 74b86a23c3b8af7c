//! A stakeholder as verbs print one: a row of a list, or a record for another program.

use serde_json::{Value, json};

use crate::domain::{Day, Plan, Stakeholder, Standing, Word, standing};

/// The record, and what follows from it: last contact, warmth, due day.
pub fn record(plan: &Plan, who: &Stakeholder, today: Day) -> Value {
    let now = standing(plan, who, today);
    let mut value = serde_json::to_value(who).unwrap_or_default();
    if let Some(fields) = value.as_object_mut() {
        fields.insert("last_contact".into(), json!(now.last));
        fields.insert("warmth".into(), json!(now.warmth.word()));
        fields.insert("due".into(), json!(now.due));
        fields.insert("every".into(), json!(now.cadence));
    }
    value
}

/// What is said of somebody new.
pub fn added(who: &Stakeholder) -> String {
    let seniority = if who.seniority.is_empty() { String::new() } else { format!(", {}", who.seniority) };
    format!("Added {}{seniority} ({}).", who.name, who.id)
}

/// What the cells of a row are.
pub const HEAD: [&str; 5] = ["name", "seniority", "organisation", "last contact", "warmth"];

/// Name, seniority, organisation, last contact, warmth.
pub fn row(who: &Stakeholder, now: Standing, today: Day) -> Vec<String> {
    let dash = |text: &str| if text.is_empty() { "-".to_owned() } else { text.to_owned() };
    vec![who.name.clone(), dash(&who.seniority), dash(&who.org), last(now, today), now.warmth.word().to_lowercase()]
}

/// How long ago the last contact was.
pub fn last(now: Standing, today: Day) -> String {
    match now.last.map(|last| today.days_since(last)) {
        None => "never".to_owned(),
        Some(0) => "today".to_owned(),
        Some(1) => "yesterday".to_owned(),
        Some(days) => format!("{days} days ago"),
    }
}
