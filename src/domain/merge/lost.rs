//! Putting back a value that could not stay.

use serde_json::Value;

use super::{list, parts, whole_of};
use crate::domain::{Conflict, Edit, Key, Records};

/// The edits that put the value that lost in its place after all, and settle the conflict. `None` when the record, or the
/// place in it, has gone, or the value no longer fits there.
pub fn take_lost(records: &Records, conflict: &Conflict) -> Option<Vec<Edit>> {
    let record = records.get(&conflict.about)?;
    let mut whole = parts(&record);
    let lost: Value = serde_json::from_str(&conflict.lost).ok()?;
    if !set(&mut whole, &conflict.field, &lost) {
        return None;
    }
    let taken = whole_of(&record, whole.clone())?;
    // A field that the record does not know would be dropped on the way, and the value be lost for good.
    let fits = parts(&taken) == whole && taken.key() == conflict.about;
    fits.then(|| vec![Edit::Put(taken), Edit::Remove(Key::Conflict(conflict.id.clone()))])
}

/// Puts a value where the dotted field points. Names may hold dots themselves, so each name that fits is tried.
fn set(place: &mut Value, field: &str, lost: &Value) -> bool {
    let into = |(name, inner): (&String, &mut Value)| {
        if field == name {
            *inner = lost.clone();
            return true;
        }
        let rest = field.strip_prefix(name.as_str()).and_then(|rest| rest.strip_prefix('.'));
        rest.is_some_and(|rest| set(inner, rest, lost))
    };
    match place {
        Value::Object(fields) => {
            if fields.iter_mut().any(into) {
                return true;
            }
            // Cleared since.
            let absent = !field.contains('.');
            if absent {
                fields.insert(field.to_owned(), lost.clone());
            }
            absent
        }
        Value::Array(elements) => {
            let names = list::names(elements);
            names.iter().zip(elements).any(into)
        }
        _ => false,
    }
}
