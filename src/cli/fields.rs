//! `--json=FIELDS`: the fields of each record that a program wants, and no others.

use std::collections::BTreeSet;

use serde_json::Value;

use super::answer::Answer;
use super::args::{GoalVerb, Verb};
use super::giving::ProofVerb;
use super::schema;
use crate::error::{Exit, Told};

/// The names between the commas.
pub fn read(written: &str) -> Vec<String> {
    written.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

/// Whether the answer of a verb has these fields: asked before anything is done.
///
/// # Errors
///
/// A field that no record of the answer may have; the hint names those there are.
pub fn check(verb: &Verb, wanted: &[String]) -> Result<(), Told> {
    let Some(answer) = answer_of(verb) else { return Ok(()) };
    let known = known(answer);
    match wanted.iter().find(|field| !known.contains(*field)) {
        Some(field) => {
            let there_are = known.into_iter().collect::<Vec<_>>().join(", ");
            Err(Told::new(Exit::Usage, format!("{} have no field that is called {field}", answer.name()))
                .hint(format!("there are {there_are}")))
        }
        None => Ok(()),
    }
}

/// The data with these fields alone; as it is where none are named.
pub fn keep(wanted: &[String], mut data: Value) -> Value {
    let records = match &mut data {
        _ if wanted.is_empty() => return data,
        Value::Array(records) => records.as_mut_slice(),
        record => std::slice::from_mut(record),
    };
    for record in records.iter_mut().filter_map(Value::as_object_mut) {
        record.retain(|name, _| wanted.contains(name));
    }
    data
}

/// Every field a record of an answer may have.
fn known(answer: Answer) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    collect(&schema::data(answer), &schema::definitions(), &mut found);
    found
}

/// The fields a piece of the schema names, and those of the pieces it is made of; not the fields of fields.
fn collect(piece: &Value, definitions: &Value, found: &mut BTreeSet<String>) {
    if let Some(fields) = piece.get("properties").and_then(Value::as_object) {
        found.extend(fields.keys().cloned());
    }
    let name = piece.get("$ref").and_then(Value::as_str).and_then(|to| to.strip_prefix("#/$defs/"));
    let named = name.and_then(|name| definitions.get(name));
    let several = ["allOf", "oneOf", "anyOf"].into_iter().filter_map(|name| piece.get(name)?.as_array()).flatten();
    for part in several.chain(piece.get("items")).chain(named) {
        collect(part, definitions, found);
    }
}

/// What a verb answers with; none where it prints no records.
fn answer_of(verb: &Verb) -> Option<Answer> {
    Some(match verb {
        Verb::Add(_) | Verb::List(_) => Answer::Stakeholders,
        Verb::Show(_) | Verb::Snooze(_) => Answer::Stakeholder,
        Verb::Due(args) if args.promised => Answer::Promises,
        Verb::Due(_) => Answer::Agenda,
        Verb::Log(_) => Answer::Touches,
        Verb::Give(_) => Answer::Touch,
        Verb::Idea(_) => Answer::Ideas,
        Verb::Goal(args) => match &args.what {
            GoalVerb::Show(show) if show.goal.is_none() => Answer::Goals,
            _ => Answer::Goal,
        },
        Verb::Proof(args) => match &args.what {
            ProofVerb::Add(_) => Answer::Proof,
            ProofVerb::List(_) => Answer::Proofs,
        },
        Verb::Reflect(_) => Answer::Reflection,
        Verb::Find(_) => Answer::Found,
        Verb::Stats(_) => Answer::Stats,
        Verb::Holes(_) => Answer::Holes,
        Verb::Path(_) => Answer::Places,
        Verb::Status(_) => Answer::Status,
        Verb::Undo(args) if args.list => Answer::Changes,
        Verb::Undo(_) | Verb::Redo => Answer::Change,
        Verb::Restore(args) if args.which.is_none() => Answer::Backups,
        Verb::Restore(_) => Answer::Restored,
        Verb::Merge(_) => Answer::Merged,
        Verb::Doctor(_) => Answer::Findings,
        Verb::Config(_) => Answer::Mistakes,
        Verb::Completions(_)
        | Verb::Edit(_)
        | Verb::Lock(_)
        | Verb::Man(_)
        | Verb::Report(_)
        | Verb::Review(_)
        | Verb::Schema
        | Verb::Unlock(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn records_keep_the_fields_that_are_named() {
        let data = json!([{ "id": "1", "name": "Ada", "org": "" }, { "id": "2" }]);
        assert_eq!(keep(&read("name, org,"), data.clone()), json!([{ "name": "Ada", "org": "" }, {}]));
        assert_eq!(keep(&read("id"), json!({ "id": 1, "name": "Ada" })), json!({ "id": 1 }));
        assert_eq!(keep(&read(""), data.clone()), data);
    }

    #[test]
    fn every_answer_has_fields_and_they_are_those_of_its_records_alone() {
        for answer in Answer::ALL {
            assert!(!known(answer).is_empty(), "{}", answer.name());
        }
        let of = |answer| known(answer).into_iter().collect::<Vec<_>>().join(" ");
        assert_eq!(of(Answer::Mistakes), "at what");
        assert!(known(Answer::Found).contains("kind") && known(Answer::Agenda).contains("weight"));
    }
}
