//! The rules for one field.
//!
//! - Only one side changed it: that side's value.
//! - Cleared on one side and changed on the other: the changed value.
//! - Fields inside fields: each by itself.
//! - Lists: what either side added is there, what either side took out is not; an element with a `text` (a step of a
//!   goal) is known by it and merged field by field.
//! - Long texts (`why`, `note`, `notes`, the text of a reflection): both, one after the other, unless one holds the other.
//! - Anything else: the larger value stays (numbers by size, days the later, words by their letters), so that both
//!   sides decide alike; the other one is kept as lost.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde_json::{Map, Value};

/// Where in a record a value stands.
#[derive(Clone, Debug)]
pub(super) struct Field {
    path: String,
    reflection: bool,
}

/// A value that could not stay.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Lost {
    /// Where it stood, with a dot for each step inside.
    pub(super) field: String,
    /// The value.
    pub(super) value: Value,
}

impl Field {
    /// The whole record; `reflection` when it is one, whose text is long.
    pub(super) fn whole(reflection: bool) -> Self {
        Self { path: String::new(), reflection }
    }

    fn inside(&self, name: &str) -> Self {
        let path = if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) };
        Self { path, reflection: self.reflection }
    }

    fn is_long_text(&self) -> bool {
        let name = self.path.rsplit('.').next().unwrap_or_default();
        matches!(name, "why" | "note" | "notes") || (self.reflection && self.path == "text")
    }
}

/// Merges the versions of one field; `None` is a field that is not there.
pub(super) fn merge(
    field: &Field,
    base: Option<&Value>,
    ours: Option<&Value>,
    theirs: Option<&Value>,
    lost: &mut Vec<Lost>,
) -> Option<Value> {
    if ours == theirs || theirs == base {
        return ours.cloned();
    }
    if ours == base {
        return theirs.cloned();
    }
    match (ours, theirs) {
        (Some(one), None) | (None, Some(one)) => Some(one.clone()),
        (Some(Value::Object(ours)), Some(Value::Object(theirs))) => {
            let nothing = Map::new();
            let base = base.and_then(Value::as_object).unwrap_or(&nothing);
            Some(Value::Object(objects(field, base, ours, theirs, lost)))
        }
        (Some(Value::Array(ours)), Some(Value::Array(theirs))) => {
            let base = base.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
            Some(Value::Array(lists(field, base, ours, theirs, lost)))
        }
        (Some(Value::String(ours)), Some(Value::String(theirs))) if field.is_long_text() => {
            Some(Value::String(both_texts(ours, theirs)))
        }
        (Some(ours), Some(theirs)) => {
            let (kept, other) = if order(ours, theirs) == Ordering::Less { (theirs, ours) } else { (ours, theirs) };
            lost.push(Lost { field: field.path.clone(), value: other.clone() });
            Some(kept.clone())
        }
        (None, None) => None,
    }
}

fn objects(
    field: &Field,
    base: &Map<String, Value>,
    ours: &Map<String, Value>,
    theirs: &Map<String, Value>,
    lost: &mut Vec<Lost>,
) -> Map<String, Value> {
    let mut names: Vec<&String> = ours.keys().chain(theirs.keys()).collect();
    names.sort();
    names.dedup();
    names
        .into_iter()
        .filter_map(|name| {
            let value = merge(&field.inside(name), base.get(name), ours.get(name), theirs.get(name), lost)?;
            Some((name.clone(), value))
        })
        .collect()
}

/// What an element of a list is known by: its text if it has one, else all of it; and how often that came before.
type Known = (String, usize);

fn known(list: &[Value]) -> Vec<(Known, &Value)> {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    list.iter()
        .map(|element| {
            let name = match element.get("text") {
                Some(Value::String(text)) => text.clone(),
                _ => element.to_string(),
            };
            let count = seen.entry(name.clone()).or_default();
            *count += 1;
            ((name, *count), element)
        })
        .collect()
}

fn lists(field: &Field, base: &[Value], ours: &[Value], theirs: &[Value], lost: &mut Vec<Lost>) -> Vec<Value> {
    let (base, ours, theirs) = (known(base), known(ours), known(theirs));
    let find = |list: &[(Known, &Value)], wanted: &Known| -> Option<Value> {
        list.iter().find(|(known, _)| known == wanted).map(|(_, element)| (*element).clone())
    };
    let mut merged = Vec::new();
    for (name, before) in &base {
        let (here, there) = (find(&ours, name), find(&theirs, name));
        merged.extend(merge(&field.inside(&name.0), Some(before), here.as_ref(), there.as_ref(), lost));
    }
    let added = |list: &[(Known, &Value)]| -> Vec<Known> {
        let new = list.iter().filter(|(known, _)| find(&base, known).is_none());
        new.map(|(known, _)| known.clone()).collect()
    };
    let (here, there) = (added(&ours), added(&theirs));
    let (first, second) = if here <= there { (here, there) } else { (there, here) };
    let rest: Vec<Known> = second.into_iter().filter(|known| !first.contains(known)).collect();
    for name in first.into_iter().chain(rest) {
        let (here, there) = (find(&ours, &name), find(&theirs, &name));
        merged.extend(merge(&field.inside(&name.0), None, here.as_ref(), there.as_ref(), lost));
    }
    merged
}

/// Both texts, the smaller first, unless one holds the other.
fn both_texts(ours: &str, theirs: &str) -> String {
    if ours.contains(theirs) {
        ours.to_owned()
    } else if theirs.contains(ours) {
        theirs.to_owned()
    } else {
        format!("{}\n{}", ours.min(theirs), ours.max(theirs))
    }
}

/// The order that decides which of two values stays.
fn order(left: &Value, right: &Value) -> Ordering {
    match (left.as_i64(), right.as_i64()) {
        (Some(left), Some(right)) => left.cmp(&right),
        _ => left.to_string().cmp(&right.to_string()),
    }
}
