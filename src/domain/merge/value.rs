//! The rules for one field.
//!
//! - Only one side changed it: that side's value.
//! - Cleared on one side and changed on the other: the changed value.
//! - Fields inside fields: each by itself.
//! - Lists: what either side added is there, what either side took out is not; see `list`.
//! - Long texts (`why`, `note`, `notes`, the text of a reflection): both, one after the other, unless one holds the other;
//!   what both only added lines to stands there once. Where that would be longer than a text may be, as anything else.
//! - Anything else: the larger value stays (numbers by size, days the later, words by their letters), so that both
//!   sides decide alike; the other one is kept as lost.

use std::cmp::Ordering;

use serde_json::{Map, Value};

use super::list;
use crate::domain::length::LONGEST;

/// Where in a record a value stands.
#[derive(Clone, Debug)]
pub(super) struct Field {
    path: String,
    rule: Rule,
}

/// What the record as a whole asks of its fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// Both sides count alike.
    Even,
    /// Both sides count alike, and the field `text` is long.
    Reflection,
    /// Where both changed a field, ours stays: theirs is a step being taken back, and its own value is no longer there.
    OursStays,
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
    /// The whole record.
    pub(super) fn whole(rule: Rule) -> Self {
        Self { path: String::new(), rule }
    }

    /// The field of this name inside this one.
    pub(super) fn inside(&self, name: &str) -> Self {
        let path = if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) };
        Self { path, rule: self.rule }
    }

    /// Whether it is a list that means nothing when empty: whom an idea is for, who was met, the ladder as a whole.
    pub(super) fn is_never_empty(&self) -> bool {
        matches!(self.path.as_str(), "" | "to" | "with")
    }

    fn is_long_text(&self) -> bool {
        let name = self.path.rsplit('.').next().unwrap_or_default();
        matches!(name, "why" | "note" | "notes") || (self.rule == Rule::Reflection && self.path == "text")
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
    let both = match (ours, theirs) {
        (Some(Value::String(ours)), Some(Value::String(theirs)))
            if field.is_long_text() || ours.is_empty() || theirs.is_empty() =>
        {
            let base = base.and_then(Value::as_str).unwrap_or_default();
            Some(both_texts(base, ours, theirs)).filter(|both| both.len() <= LONGEST)
        }
        _ => None,
    };
    match (ours, theirs) {
        (ours, theirs) if field.rule == Rule::OursStays && !both_have_parts(ours, theirs) => ours.cloned(),
        (Some(one), None) | (None, Some(one)) => Some(one.clone()),
        (Some(Value::Object(ours)), Some(Value::Object(theirs))) => {
            let nothing = Map::new();
            let base = base.and_then(Value::as_object).unwrap_or(&nothing);
            Some(Value::Object(objects(field, base, ours, theirs, lost)))
        }
        (Some(Value::Array(ours)), Some(Value::Array(theirs))) => {
            let base = base.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
            Some(Value::Array(list::merge(field, base, ours, theirs, lost)))
        }
        (Some(_), Some(_)) if both.is_some() => both.map(Value::String),
        (Some(ours), Some(theirs)) => {
            let (kept, other) = if order(ours, theirs) == Ordering::Less { (theirs, ours) } else { (ours, theirs) };
            lost.push(Lost { field: field.path.clone(), value: other.clone() });
            Some(kept.clone())
        }
        (None, None) => None,
    }
}

/// Whether both values are merged part by part.
fn both_have_parts(ours: Option<&Value>, theirs: Option<&Value>) -> bool {
    matches!(
        (ours, theirs),
        (Some(Value::Object(_)), Some(Value::Object(_))) | (Some(Value::Array(_)), Some(Value::Array(_)))
    )
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

/// Both texts, the smaller first, unless one holds the other.
fn both_texts(base: &str, ours: &str, theirs: &str) -> String {
    let added = |text: &'_ str| text.strip_prefix(base).filter(|added| added.starts_with('\n')).map(str::to_owned);
    if ours.contains(theirs) {
        ours.to_owned()
    } else if theirs.contains(ours) {
        theirs.to_owned()
    } else if let (Some(ours), Some(theirs)) = (added(ours), added(theirs)) {
        format!("{base}{}{}", ours.as_str().min(&theirs), ours.as_str().max(&theirs))
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
