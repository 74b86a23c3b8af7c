//! What is missing in one plan of another, and whether that is so much that a person should look at it.

use super::{Key, Records};

/// Records that one plan has and another lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// Which records, in the order of the plan.
    pub keys: Vec<Key>,
    /// How many records there were.
    pub of: usize,
}

/// The fewest records that may go without a question, however small the plan.
const FEW: usize = 10;
/// The share of a plan that may go without a question: one in so many.
const SHARE: usize = 5;
/// From how many records on a plan that is emptied altogether is worth a question.
const EMPTIED: usize = 3;

impl Loss {
    /// What of `before` is missing in `after`. The ladder is always there.
    pub fn between(before: &Records, after: &Records) -> Self {
        if before.is_same(after) {
            return Self { keys: Vec::new(), of: before.len() };
        }
        let there = |key: &Key| matches!(key, Key::Ladder) || after.get(key).is_some();
        let keys = before.all().map(|record| record.key()).filter(|key| !there(key)).collect();
        Self { keys, of: before.len() }
    }

    /// Whether it is more than somebody removes in passing: more than ten records and more than a fifth of the plan, or
    /// all of it. An emptied or cut file, or the wrong one, is that; a person who tidies up seldom is.
    pub fn is_large(&self) -> bool {
        let lost = self.keys.len();
        lost > FEW.max(self.of / SHARE) || (lost == self.of && lost >= EMPTIED)
    }

    /// How many of each kind, in words: `12 touches, 3 stakeholders`. Conflicts are not counted: they go as they are
    /// settled.
    pub fn words(&self) -> String {
        kinds(&self.keys)
    }
}

/// How many of each kind there are, the most first: `12 touches, 3 stakeholders`.
pub(super) fn kinds<'a>(keys: impl IntoIterator<Item = &'a Key>) -> String {
    let mut kinds: Vec<(&str, usize)> = Vec::new();
    for key in keys {
        match kinds.iter_mut().find(|(kind, _)| *kind == key.kind()) {
            Some((_, count)) => *count += 1,
            None => kinds.push((key.kind(), 1)),
        }
    }
    kinds.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let words: Vec<String> = kinds.into_iter().map(|(kind, count)| counted(count, kind)).collect();
    words.join(", ")
}

/// A count with its noun: `1 touch`, `3 touches`.
fn counted(count: usize, kind: &str) -> String {
    match (count, kind) {
        (1, kind) => format!("1 {kind}"),
        (count, "touch") => format!("{count} touches"),
        (count, kind) => format!("{count} {kind}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Edit, Stakeholder, StakeholderId, Touch, TouchId};

    /// A plan of so many stakeholders and touches.
    fn plan(people: usize, touches: usize) -> Records {
        let mut records = Records::default();
        for number in 0..people {
            records.apply(Edit::put(Stakeholder::named(StakeholderId::new(format!("p{number}")), "Someone")));
        }
        for number in 0..touches {
            let on = "2026-11-01".parse().unwrap();
            records.apply(Edit::put(Touch::new(TouchId::new(format!("t{number:05}")), on, Vec::new())));
        }
        records
    }

    #[test]
    fn what_is_missing_is_counted_and_named() {
        let loss = Loss::between(&plan(3, 12), &plan(2, 1));
        assert_eq!((loss.keys.len(), loss.of, loss.words().as_str()), (12, 15, "11 touches, 1 stakeholder"));
        assert_eq!(Loss::between(&plan(3, 12), &plan(3, 12)).words(), "");
        assert!(Loss::between(&plan(1, 0), &plan(3, 12)).keys.is_empty(), "what is new is no loss");
    }

    #[test]
    fn tidying_up_is_no_large_loss_an_emptied_or_cut_file_is() {
        let large = |before: (usize, usize), after: (usize, usize)| {
            Loss::between(&plan(before.0, before.1), &plan(after.0, after.1)).is_large()
        };
        assert!(!large((4, 6), (3, 1)), "ten at the most");
        assert!(large((4, 9), (1, 1)));
        assert!(!large((40, 160), (20, 140)), "a fifth at the most");
        assert!(large((40, 160), (20, 139)));
        assert!(large((1, 2), (0, 0)) && !large((1, 1), (0, 0)), "an emptied plan, unless it had hardly begun");
    }
}
