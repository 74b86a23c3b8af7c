//! What changed from one set of records to another.

use std::sync::Arc;

use super::{Edit, Id, Key, Record, Records, Table};

/// The edits that lead from one set of records to another: applied to `from` in their order they give `to`.
///
/// What both share, a table or a record, is passed over without being looked at.
pub fn diff(from: &Records, to: &Records) -> Vec<Edit> {
    let mut edits = Vec::new();
    if from.ladder != to.ladder {
        edits.push(Edit::Put(Record::Ladder(Arc::clone(&to.ladder))));
    }
    table(&from.goals, &to.goals, Key::Goal, Record::Goal, &mut edits);
    table(&from.stakeholders, &to.stakeholders, Key::Stakeholder, Record::Stakeholder, &mut edits);
    table(&from.ideas, &to.ideas, Key::Idea, Record::Idea, &mut edits);
    table(&from.touches, &to.touches, Key::Touch, Record::Touch, &mut edits);
    table(&from.reflections, &to.reflections, Key::Reflection, Record::Reflection, &mut edits);
    table(&from.proofs, &to.proofs, Key::Proof, Record::Proof, &mut edits);
    table(&from.reviews, &to.reviews, Key::Review, Record::Review, &mut edits);
    table(&from.conflicts, &to.conflicts, Key::Conflict, Record::Conflict, &mut edits);
    edits
}

fn table<T: PartialEq>(
    from: &Table<T>,
    to: &Table<T>,
    key: impl Fn(Id<T>) -> Key,
    record: impl Fn(Arc<T>) -> Record,
    edits: &mut Vec<Edit>,
) {
    if from.is_same(to) {
        return;
    }
    for (id, old) in from.entries() {
        match to.get(id) {
            None => edits.push(Edit::Remove(key(id.clone()))),
            Some(new) if !Arc::ptr_eq(old, new) && old != new => edits.push(Edit::Put(record(Arc::clone(new)))),
            Some(_) => {}
        }
    }
    let added = to.entries().filter(|(id, _)| !from.contains(id));
    edits.extend(added.map(|(_, new)| Edit::Put(record(Arc::clone(new)))));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::arbitrary::records;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn a_difference_leads_there(from in records(), to in records()) {
            let mut walked = from.clone();
            for edit in diff(&from, &to) {
                walked.apply(edit);
            }
            prop_assert_eq!(&walked, &to);
            prop_assert!(diff(&to, &to).is_empty());
        }
    }
}
