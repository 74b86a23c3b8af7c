//! What two plans grew from, where nobody wrote it down: guessed from earlier versions of one of them.
//!
//! Record by record, since a backup is seldom as old as the day on which the two parted. The guess errs on the side of
//! keeping: what only we have stays, because the other side may never have had it; what only they have and we once had,
//! word for word, we removed on purpose.

use serde_json::Value;

use super::parts;
use crate::domain::{Edit, Key, Record, Records};

/// The common ancestor of two plans, as far as `earlier` versions of ours tell, the oldest first.
pub fn ancestor(ours: &Records, theirs: &Records, earlier: &[Records]) -> Records {
    let mut base = Records::default();
    for there in theirs.all() {
        let key = there.key();
        let here = ours.get(&key);
        let version = if here.as_ref() == Some(&there) { here } else { nearest(&key, here.as_ref(), &there, earlier) };
        match version {
            Some(record) => drop(base.apply(Edit::Put(record))),
            None => drop(base.apply(Edit::Remove(key))),
        }
    }
    base
}

/// The earlier version of a record from which the way to both is the shortest; of several the oldest, which is where they
/// parted.
fn nearest(key: &Key, here: Option<&Record>, there: &Record, earlier: &[Records]) -> Option<Record> {
    let (ours, theirs) = (here.map(parts), parts(there));
    let way = |version: &Record| {
        let from = parts(version);
        ours.as_ref().map_or(0, |ours| fields_apart(&from, ours)) + fields_apart(&from, &theirs)
    };
    earlier.iter().filter_map(|plan| plan.get(key)).min_by_key(way)
}

/// In how many fields two versions of a record differ.
fn fields_apart(one: &Value, other: &Value) -> usize {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            let fewer = one.iter().filter(|(name, value)| other.get(*name) != Some(*value)).count();
            fewer + other.keys().filter(|name| !one.contains_key(*name)).count()
        }
        _ => usize::from(one != other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::arbitrary;
    use crate::domain::merge::merge;
    use crate::domain::{Stakeholder, StakeholderId};
    use proptest::prelude::*;

    fn plan(people: &[(&str, &str, &str)]) -> Records {
        let mut records = Records::default();
        for (id, title, org) in people {
            let mut who = Stakeholder::named(StakeholderId::new(*id), *id);
            (who.title, who.org) = ((*title).into(), (*org).into());
            records.apply(Edit::put(who));
        }
        records
    }

    fn joined(ours: &Records, theirs: &Records, earlier: &[Records]) -> (Records, usize) {
        let merged = merge(&ancestor(ours, theirs, earlier), ours, theirs);
        (merged.records, merged.conflicts.len())
    }

    #[test]
    fn a_backup_from_before_they_parted_leaves_nothing_to_settle() {
        let before = plan(&[("ada", "", ""), ("grace", "", "")]);
        let ours = plan(&[("ada", "VP", ""), ("grace", "", "")]);
        let theirs = plan(&[("ada", "", "Finance"), ("grace", "", ""), ("alan", "", "")]);
        let wanted = plan(&[("ada", "VP", "Finance"), ("grace", "", ""), ("alan", "", "")]);
        assert_eq!(joined(&ours, &theirs, &[before]), (wanted, 0));
    }

    #[test]
    fn a_backup_from_after_they_parted_takes_nothing_back() {
        let parted = plan(&[("ada", "", "")]);
        let later = plan(&[("ada", "VP", ""), ("grace", "", "")]);
        let theirs = plan(&[("ada", "", "Finance")]);
        let wanted = plan(&[("ada", "VP", "Finance"), ("grace", "", "")]);
        assert_eq!(joined(&later, &theirs, &[parted, later.clone()]), (wanted, 0));
    }

    #[test]
    fn what_we_removed_stays_removed_unless_it_was_edited_there() {
        let before = plan(&[("ada", "", ""), ("grace", "", "")]);
        let ours = plan(&[]);
        let theirs = plan(&[("ada", "", ""), ("grace", "VP", "")]);
        assert_eq!(joined(&ours, &theirs, &[before]).0, plan(&[("grace", "VP", "")]));
        assert_eq!(joined(&ours, &theirs, &[]).0, theirs, "without a backup everything is new");
    }

    #[test]
    fn without_a_backup_both_values_are_kept() {
        let (ours, theirs) = (plan(&[("ada", "VP", "")]), plan(&[("ada", "CFO", "")]));
        let (records, conflicts) = joined(&ours, &theirs, &[]);
        assert_eq!((conflicts, records.conflicts.len()), (1, 1));
    }

    proptest! {
        #[test]
        fn nothing_that_only_one_has_is_lost(ours in arbitrary::records(), theirs in arbitrary::records(), old in arbitrary::records()) {
            let (records, _) = joined(&ours, &theirs, std::slice::from_ref(&old));
            for record in ours.all() {
                prop_assert!(records.get(&record.key()).is_some());
            }
            for record in theirs.all().filter(|record| old.get(&record.key()).as_ref() != Some(record)) {
                prop_assert!(records.get(&record.key()).is_some());
            }
            prop_assert_eq!(joined(&ours, &ours, &[old]), (ours.clone(), 0));
        }
    }
}
