//! Three-way merge: two plans that grew from one, made one again.
//!
//! Works field by field and knows no sides: `merge(base, a, b)` and `merge(base, b, a)` give the same records, on every
//! machine, whatever its clock says. Nothing added on either side is lost. `value` holds the rules for one field, `list`
//! those for a list; `lost` puts a value back that could not stay; `back` brings records back that are still needed;
//! `ancestor` guesses what two plans grew from, `joined` tells what a version that turned up would change.

mod ancestor;
mod back;
mod joined;
mod list;
mod lost;
mod value;

use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::diff::diff;
use super::{Conflict, ConflictId, Edit, Key, Record, Records};

pub use ancestor::ancestor;
pub(super) use back::references;
pub use joined::{Clash, Joined, LABEL};
pub use lost::take_lost;

/// Two plans made one.
#[derive(Clone, Debug)]
pub struct Merged {
    /// The records, with a [`Conflict`] for each value that could not stay.
    pub records: Records,
    /// The conflicts that are new.
    pub conflicts: Vec<ConflictId>,
    /// What had to be decided, in plain words.
    pub notices: Vec<String>,
}

/// Two versions of one record made one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergedRecord {
    /// The record.
    pub record: Record,
    /// The values that could not stay.
    pub conflicts: Vec<Conflict>,
}

/// Merges what was done on two sides since `base`.
///
/// A record that only one side changed is taken from there. One that both changed is merged field by field
/// ([`merge_record`]). One that was removed on one side and edited on the other stays, edited. One that was removed but
/// is referred to by what the other side added or edited comes back as it was.
pub fn merge(base: &Records, ours: &Records, theirs: &Records) -> Merged {
    let mut merged = Merged { records: ours.clone(), conflicts: Vec::new(), notices: Vec::new() };
    for edit in diff(base, theirs) {
        let key = edit.key();
        let (before, here) = (base.get(&key), ours.get(&key));
        match edit {
            // Only they changed it, or only they have it.
            edit if here == before => {
                merged.records.apply(edit);
            }
            Edit::Put(there) => {
                if let Some(here) = here {
                    merged.take(merge_record(before.as_ref(), &here, &there), &here);
                } else {
                    merged.notices.push(edited_stays(&key));
                    merged.records.apply(Edit::Put(there));
                }
            }
            Edit::Remove(_) => {
                if here.is_some() {
                    merged.notices.push(edited_stays(&key));
                }
            }
        }
    }
    back::bring_back(&mut merged, base, [ours, theirs]);
    if !merged.conflicts.is_empty() {
        let count = merged.conflicts.len();
        let values = if count == 1 { "One value was" } else { "Some values were" };
        merged.notices.insert(0, format!("{values} changed in two places; ! lists what to settle ({count})."));
    }
    merged
}

impl Merged {
    /// Takes a record merged from both sides.
    fn take(&mut self, merged: MergedRecord, here: &Record) {
        if merged.record != *here {
            self.records.apply(Edit::Put(merged.record));
        }
        for conflict in merged.conflicts {
            self.conflicts.push(conflict.id.clone());
            self.records.apply(Edit::put(conflict));
        }
    }
}

fn edited_stays(key: &Key) -> String {
    format!("A {} that was removed in one place stays, because it was edited in another.", key.kind())
}

/// Merges two versions of one record, field by field, by the rules in `value`.
///
/// Every field of a record takes part by itself, a new one too: the record is taken apart into its fields and put
/// together again the way it is written to the file.
pub fn merge_record(base: Option<&Record>, ours: &Record, theirs: &Record) -> MergedRecord {
    let rule = if matches!(ours, Record::Reflection(_)) { value::Rule::Reflection } else { value::Rule::Even };
    merge_by(rule, base, ours, theirs)
}

/// Takes a step back from a record that was changed elsewhere since: of the fields in which `step` and `before` differ,
/// those that nobody else changed are as before.
pub(super) fn take_back(step: &Record, now: &Record, before: &Record) -> Record {
    merge_by(value::Rule::OursStays, Some(step), now, before).record
}

fn merge_by(rule: value::Rule, base: Option<&Record>, ours: &Record, theirs: &Record) -> MergedRecord {
    if ours == theirs {
        return MergedRecord { record: ours.clone(), conflicts: Vec::new() };
    }
    let key = ours.key();
    let base = base.map(parts);
    let (here, there) = (parts(ours), parts(theirs));
    let mut lost = Vec::new();
    let whole = value::merge(&value::Field::whole(rule), base.as_ref(), Some(&here), Some(&there), &mut lost);
    let record = whole.and_then(|whole| whole_of(ours, whole));
    // Fields merge into fields of the same type, so there is always a record; if there were none, the same one of the
    // two would be taken on every machine.
    let (left, right) = (here.to_string(), there.to_string());
    let larger = || if left >= right { ours.clone() } else { theirs.clone() };
    let conflicts = lost.into_iter().map(|lost| conflict(&key, lost)).collect();
    MergedRecord { record: record.unwrap_or_else(larger), conflicts }
}

fn conflict(about: &Key, lost: value::Lost) -> Conflict {
    let text = lost.value.to_string();
    let id = ConflictId::new(format!("{:016x}", fnv(&format!("{about}\n{}\n{text}", lost.field))));
    Conflict { id, about: about.clone(), field: lost.field, lost: text }
}

/// 64-bit FNV-1a (<https://datatracker.ietf.org/doc/draft-eastlake-fnv/>): the same on every machine.
fn fnv(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// A record taken apart into its fields.
pub(super) fn parts(record: &Record) -> Value {
    fn of<T: Serialize>(record: &Arc<T>) -> Value {
        serde_json::to_value(record.as_ref()).unwrap_or_default()
    }
    match record {
        Record::Ladder(record) => of(record),
        Record::Goal(record) => of(record),
        Record::Stakeholder(record) => of(record),
        Record::Idea(record) => of(record),
        Record::Touch(record) => of(record),
        Record::Reflection(record) => of(record),
        Record::Proof(record) => of(record),
        Record::Review(record) => of(record),
        Record::Conflict(record) => of(record),
    }
}

/// A record of the same kind put together from its fields.
fn whole_of(like: &Record, parts: Value) -> Option<Record> {
    fn of<T: DeserializeOwned>(parts: Value, record: impl Fn(Arc<T>) -> Record) -> Option<Record> {
        serde_json::from_value(parts).ok().map(|whole| record(Arc::new(whole)))
    }
    match like {
        Record::Ladder(_) => of(parts, Record::Ladder),
        Record::Goal(_) => of(parts, Record::Goal),
        Record::Stakeholder(_) => of(parts, Record::Stakeholder),
        Record::Idea(_) => of(parts, Record::Idea),
        Record::Touch(_) => of(parts, Record::Touch),
        Record::Reflection(_) => of(parts, Record::Reflection),
        Record::Proof(_) => of(parts, Record::Proof),
        Record::Review(_) => of(parts, Record::Review),
        Record::Conflict(_) => of(parts, Record::Conflict),
    }
}

#[cfg(test)]
mod tests;
