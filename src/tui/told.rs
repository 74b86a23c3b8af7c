//! Records, fields and values, as a person calls them: for lists of what a merge brings and of what it could not decide.

use serde_json::Value;

use super::model::Model;
use super::text;
use crate::domain::{Day, Key, Records, StakeholderId};

/// What a record is called: names and other texts apart, since they are covered in different ways.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The people it is about, or the organisation.
    pub names: Vec<String>,
    /// What it says.
    pub prose: String,
    /// The day it is of.
    pub on: Option<Day>,
}

impl Told {
    /// The record with this key, as these records have it.
    pub fn of(records: &Records, key: &Key) -> Self {
        let people = |ids: &[StakeholderId]| ids.iter().map(|id| name(records, id.as_str())).collect();
        let found = match key {
            Key::Ladder | Key::Conflict(_) => None,
            Key::Goal(id) => records.goals.get(id).map(|goal| Self { prose: goal.title.clone(), ..Self::default() }),
            Key::Stakeholder(id) => {
                records.stakeholders.get(id).map(|who| Self { names: vec![who.name.clone()], ..Self::default() })
            }
            Key::Idea(id) => {
                records.ideas.get(id).map(|idea| Self { names: people(&idea.to), prose: idea.text.clone(), on: None })
            }
            Key::Touch(id) => records.touches.get(id).map(|touch| Self {
                names: people(&touch.with),
                prose: touch.note.clone(),
                on: Some(touch.on),
            }),
            Key::Reflection(id) => records.reflections.get(id).map(|reflection| Self {
                names: Vec::new(),
                prose: reflection.text.clone(),
                on: Some(reflection.on),
            }),
            Key::Proof(id) => records.proofs.get(id).map(|proof| Self {
                names: vec![proof.org.clone()],
                prose: proof.what.clone(),
                on: None,
            }),
            Key::Review(id) => Some(Self { prose: String::new(), on: id.as_str().parse().ok(), ..Self::default() }),
        };
        found.unwrap_or_else(|| Self { prose: key.id().to_owned(), ..Self::default() })
    }

    /// One line of it, as it may be shown.
    pub fn line(&self, model: &Model) -> String {
        let on = self.on.map(|on| text::day(on, model.today));
        let names: Vec<_> = self.names.iter().map(|name| model.name(name)).collect();
        let before = on.into_iter().chain((!names.is_empty()).then(|| names.join(", "))).collect::<Vec<_>>().join("  ");
        let prose = model.prose(&self.prose);
        match (before.is_empty(), prose.is_empty()) {
            (true, _) => prose.into_owned(),
            (_, true) => before,
            _ => format!("{before}: {prose}"),
        }
    }
}

/// The name behind an id, or the id where nobody has it.
fn name(records: &Records, id: &str) -> String {
    let who = records.stakeholders.get(&StakeholderId::new(id));
    who.map_or_else(|| id.to_owned(), |who| who.name.clone())
}

/// What a field of a record is called: `stance in Self-serve data` for `stakes.self-serve-data.stance`.
pub fn field(model: &Model, records: &Records, dotted: &str) -> String {
    let rest = |list: &str| dotted.strip_prefix(list).and_then(|rest| rest.strip_prefix('.'));
    if let Some(rest) = rest("stakes") {
        let goal = records.goals.iter().find(|goal| rest.strip_prefix(goal.id.as_str()).is_some_and(begins));
        if let Some(goal) = goal {
            let what = rest.strip_prefix(goal.id.as_str()).and_then(|rest| rest.strip_prefix('.'));
            return format!("{} in {}", what.map_or("stake".to_owned(), word), model.prose(&goal.title));
        }
    }
    if let Some((text, what)) = rest("steps").and_then(|rest| rest.rsplit_once('.')) {
        return format!("{} of the step {}", word(what), model.prose(text));
    }
    match dotted.split_once('.') {
        Some((list, inside)) => format!("{} {}", word(list), word(inside)),
        None => word(dotted),
    }
}

fn begins(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with('.')
}

/// A field of the file, in words.
fn word(field: &str) -> String {
    let known = match field {
        "aka" => "other names",
        "org" | "orgs" => "organisation",
        "cares_about" => "what they care about",
        "closer_to" => "closeness wanted",
        "introduced_by" => "who introduced them",
        "to" => "for whom",
        "for_them" => "what is in it for them",
        "by" => "due day",
        "on" => "day",
        "with" => "who was there",
        "via" => "channel",
        "follow_up" => "promise",
        "what" => "what it is",
        other => return other.replace(['_', '.'], " "),
    };
    known.to_owned()
}

/// A value kept as JSON, as a person reads it; ids of people are their names.
pub fn value(model: &Model, records: &Records, json: Option<&str>) -> String {
    let Some(value) = json.and_then(|json| serde_json::from_str::<Value>(json).ok()) else {
        return "nothing".to_owned();
    };
    match &value {
        Value::String(id) if records.stakeholders.contains(&StakeholderId::new(id.as_str())) => {
            model.name(&name(records, id)).into_owned()
        }
        Value::Array(ids) if !ids.is_empty() => {
            let one = |id: &Value| self::value(model, records, Some(&id.to_string()));
            ids.iter().map(one).collect::<Vec<_>>().join(", ")
        }
        value => model.prose(&plain(value)).into_owned(),
    }
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) if text.is_empty() => "nothing".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(values) if values.is_empty() => "nothing".to_owned(),
        Value::Array(values) => values.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => {
            let said = fields.iter().filter(|(_, value)| !value.is_null());
            said.map(|(name, value)| format!("{} {}", word(name), plain(value))).collect::<Vec<_>>().join(", ")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::bench::Bench;
    use crate::tui::mask::Mask;

    #[test]
    fn fields_and_values_are_words() {
        let mut bench = Bench::sample();
        let records = bench.plan().records().clone();
        let goal = records.goals.iter().next().unwrap();
        let model = &bench.model;
        let stance = field(model, &records, &format!("stakes.{}.stance", goal.id));
        assert_eq!(stance, format!("stance in {}", goal.title));
        assert_eq!(field(model, &records, "stakes.gone.stance"), "stakes gone stance");
        assert_eq!(field(model, &records, "steps.Ask. And wait.done"), "done of the step Ask. And wait");
        assert_eq!(field(model, &records, "cares_about"), "what they care about");
        for (json, words) in [
            (None, "nothing"),
            (Some("null"), "nothing"),
            (Some("\"\""), "nothing"),
            (Some("[]"), "nothing"),
            (Some("21"), "21"),
            (Some("true"), "yes"),
            (Some("\"grace-hopper\""), "Grace Hopper"),
            (Some("[\"grace-hopper\",\"alan-turing\"]"), "Grace Hopper, Alan Turing"),
            (Some("[[\"Email\",\"g@example.com\"]]"), "Email, g@example.com"),
            (Some("{\"text\":\"send\",\"by\":null,\"done\":\"2026-11-23\"}"), "done 2026-11-23, text send"),
        ] {
            assert_eq!(value(model, &records, json), words, "{json:?}");
        }
        bench.model.mask = Mask::On;
        let covered = value(&bench.model, &records, Some("[\"grace-hopper\",\"somebody\"]"));
        assert_eq!(covered, "G.H., ▒▒▒▒▒▒▒▒");
    }
}
