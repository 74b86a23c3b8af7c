//! What changed from one set of records to another.

use std::sync::Arc;

use super::{Edit, Id, Identified, Key, Record, Records, Table};

/// More than this at once are not worth being followed one by one: working it out anew takes as long.
pub(super) const MANY: usize = 100;

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

fn table<T: Identified + PartialEq>(
    from: &Table<T>,
    to: &Table<T>,
    key: impl Fn(Id<T>) -> Key,
    record: impl Fn(Arc<T>) -> Record,
    edits: &mut Vec<Edit>,
) {
    changes(from, to, |id, old, new| match (old, new) {
        (_, None) => edits.push(Edit::Remove(key(id.clone()))),
        (Some(old), Some(new)) if old == new => {}
        (_, Some(new)) => edits.push(Edit::Put(record(Arc::clone(new)))),
    });
}

/// Walks over both tables at once and tells of every record that is not the very same in both: what it was, and what it
/// is. Both tables stand in the order of the ids, so that nothing is looked up.
pub(super) fn changes<'a, T: Identified>(
    from: &'a Table<T>,
    to: &'a Table<T>,
    mut tell: impl FnMut(&'a Id<T>, Option<&'a Arc<T>>, Option<&'a Arc<T>>),
) {
    let (olds, news) = from.apart(to);
    let (mut olds, mut news) = (olds.peekable(), news.peekable());
    loop {
        match (olds.peek(), news.peek()) {
            (Some(old), Some(new)) if Arc::ptr_eq(old, new) => {
                olds.next();
                news.next();
            }
            (Some(old), Some(new)) if old.id() == new.id() => {
                tell(old.id(), Some(old), Some(new));
                olds.next();
                news.next();
            }
            (Some(old), new) if new.is_none_or(|new| old.id() < new.id()) => {
                tell(old.id(), Some(old), None);
                olds.next();
            }
            (_, Some(new)) => {
                tell(new.id(), None, Some(new));
                news.next();
            }
            _ => return,
        }
    }
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
