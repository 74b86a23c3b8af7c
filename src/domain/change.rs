//! How one plan differs from another, in words.

use super::diff::diff;
use super::loss::kinds;
use super::{Edit, Key, Records};

/// What is other in one plan than in another, by key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Records that only the second has.
    pub more: Vec<Key>,
    /// Records that only the first has.
    pub fewer: Vec<Key>,
    /// Records that both have, and that say something else.
    pub changed: Vec<Key>,
}

impl Changes {
    /// What is other in `after` than in `before`.
    pub fn between(before: &Records, after: &Records) -> Self {
        let mut changes = Self::default();
        for edit in diff(before, after) {
            match edit {
                Edit::Remove(key) => changes.fewer.push(key),
                Edit::Put(record) => {
                    let key = record.key();
                    let list = if before.get(&key).is_some() { &mut changes.changed } else { &mut changes.more };
                    list.push(key);
                }
            }
        }
        changes
    }

    /// Whether both say the same.
    pub fn is_empty(&self) -> bool {
        self.more.is_empty() && self.fewer.is_empty() && self.changed.is_empty()
    }

    /// In words: `3 touches, 1 stakeholder fewer; 1 goal changed`. Empty where both say the same.
    pub fn words(&self) -> String {
        let parts = [(&self.fewer, "fewer"), (&self.more, "more"), (&self.changed, "changed")];
        let said = parts.iter().filter(|(keys, _)| !keys.is_empty());
        said.map(|(keys, word)| format!("{} {word}", kinds(*keys))).collect::<Vec<_>>().join("; ")
    }
}

/// What there is, in words: `200 touches, 31 stakeholders`. Empty where there is nothing.
pub fn contents(records: &Records) -> String {
    let keys: Vec<Key> = records.all().skip(1).map(|record| record.key()).collect();
    kinds(&keys)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Goal, GoalId, Stakeholder, StakeholderId, Touch, TouchId};

    fn plan(people: &[(&str, &str)], touches: u32) -> Records {
        let mut records = Records::default();
        for (id, name) in people {
            records.apply(Edit::put(Stakeholder::named(StakeholderId::new(*id), *name)));
        }
        for number in 0..touches {
            let on = "2026-11-01".parse().unwrap();
            records.apply(Edit::put(Touch::new(TouchId::new(number.to_string()), on, Vec::new())));
        }
        records
    }

    #[test]
    fn a_difference_is_said_in_words() {
        let now = plan(&[("ada", "Ada"), ("grace", "Grace")], 5);
        let mut other = plan(&[("ada", "Ada Lovelace")], 2);
        let words = |before: &Records, after: &Records| Changes::between(before, after).words();
        assert_eq!(words(&now, &other), "3 touches, 1 stakeholder fewer; 1 stakeholder changed");
        assert_eq!(words(&other, &now), "3 touches, 1 stakeholder more; 1 stakeholder changed");
        assert_eq!(words(&now, &now), "");
        assert!(Changes::between(&now, &now).is_empty());
        other.apply(Edit::put(Goal::new(GoalId::new("g"), "A goal")));
        let mut ladder = other.ladder.as_ref().clone();
        ladder.rungs.pop();
        other.apply(Edit::put(ladder));
        let said = "3 touches, 1 stakeholder fewer; 1 goal more; 1 ladder, 1 stakeholder changed";
        assert_eq!(words(&now, &other), said);
    }
}
