//! Another version of the plan, joined with ours: what would come of it, before anything is done.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Merged, ancestor, list, merge, parts};
use crate::domain::{Changes, Edit, Key, Records, diff::diff};

/// What taking in another version is called where it is undone.
pub const LABEL: &str = "merge another version";

/// Another version of a plan and what it comes to with ours.
#[derive(Clone, Debug)]
pub struct Joined {
    /// Our plan, as it was when this was found out.
    pub ours: Records,
    /// The other version.
    pub theirs: Records,
    /// Both, made one.
    pub merged: Merged,
}

/// One field to which both sides gave a value, each another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// The record.
    pub about: Key,
    /// The field, with a dot for each step inside.
    pub field: String,
    /// Our value as JSON text; none where we have none.
    pub here: Option<String>,
    /// Theirs.
    pub there: Option<String>,
}

impl Joined {
    /// Joins another version with ours. `earlier` versions of ours, the oldest first, tell what both grew from.
    pub fn of(ours: &Records, theirs: Records, earlier: &[Records]) -> Self {
        Self::since(&ancestor(ours, &theirs, earlier), ours, theirs)
    }

    /// The same where it is known what both grew from.
    pub fn since(base: &Records, ours: &Records, theirs: Records) -> Self {
        let merged = merge(base, ours, &theirs);
        Self { ours: ours.clone(), theirs, merged }
    }

    /// What changes in ours, the values that are to be settled among what is more.
    pub fn changes(&self) -> Changes {
        Changes::between(&self.ours, &self.merged.records)
    }

    /// The fields of a record that say something else in ours after it is taken in.
    pub fn fields(&self, key: &Key) -> Vec<String> {
        let of = |records: &Records| records.get(key).map(|record| parts(&record)).unwrap_or_default();
        let (before, after) = (of(&self.ours), of(&self.merged.records));
        let names = [&before, &after].into_iter().filter_map(Value::as_object).flat_map(|fields| fields.keys());
        let names: BTreeSet<&String> = names.filter(|name| before.get(name) != after.get(name)).collect();
        names.into_iter().cloned().collect()
    }

    /// The edits that bring it in; none where it says nothing new.
    pub fn edits(&self) -> Vec<Edit> {
        diff(&self.ours, &self.merged.records)
    }

    /// The values that clash, and are both kept.
    pub fn clashes(&self) -> Vec<Clash> {
        let conflicts = self.merged.conflicts.iter().filter_map(|id| self.merged.records.conflicts.get(id));
        let clashes = conflicts.map(|conflict| {
            let of = |records: &Records| {
                let whole = parts(&records.get(&conflict.about)?);
                at(&whole, &conflict.field).filter(|value| !value.is_null()).map(Value::to_string)
            };
            let (here, there) = (of(&self.ours), of(&self.theirs));
            Clash { about: conflict.about.clone(), field: conflict.field.clone(), here, there }
        });
        clashes.collect()
    }
}

/// The value that the dotted field points to. Names may hold dots themselves, so each name that fits is tried.
fn at<'a>(place: &'a Value, field: &str) -> Option<&'a Value> {
    let into = |name: &str, inner: &'a Value| {
        if field == name {
            return Some(inner);
        }
        at(inner, field.strip_prefix(name)?.strip_prefix('.')?)
    };
    match place {
        Value::Object(fields) => fields.iter().find_map(|(name, inner)| into(name, inner)),
        Value::Array(elements) => {
            list::names(elements).iter().zip(elements).find_map(|(name, inner)| into(name, inner))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Goal, GoalId, Stake, Stakeholder, StakeholderId, Stance, Step, arbitrary};
    use proptest::prelude::*;

    #[test]
    fn values_that_clash_are_told_with_both_sides() {
        let goal = GoalId::new("v1.0");
        let plan = |org: &str, stance, done: &str| {
            let mut records = Records::default();
            let mut ada = Stakeholder::named(StakeholderId::new("ada"), "Ada");
            ada.org = org.into();
            ada.stakes.insert(goal.clone(), Stake { stance, ..Stake::default() });
            records.apply(Edit::put(ada));
            let steps = vec![Step { text: "Pilot".into(), by: None, done: done.parse().ok() }];
            records.apply(Edit::put(Goal { steps, ..Goal::new(goal.clone(), "One") }));
            records
        };
        let ours = plan("Risk", Some(Stance::Neutral), "2026-11-01");
        let theirs = plan("Finance", Some(Stance::Sceptical), "2026-11-02");
        let joined = Joined::of(&ours, theirs, &[plan("", None, "")]);
        let told: Vec<_> = joined
            .clashes()
            .into_iter()
            .map(|clash| (clash.field, clash.here.unwrap_or_default(), clash.there.unwrap_or_default()))
            .collect();
        let has = |field: &str, here: &str, there: &str| {
            let wanted = (field.to_owned(), format!("\"{here}\""), format!("\"{there}\""));
            assert!(told.contains(&wanted), "{wanted:?} in {told:?}");
        };
        has("org", "Risk", "Finance");
        has("stakes.v1.0.stance", "Neutral", "Sceptical");
        has("steps.Pilot.done", "2026-11-01", "2026-11-02");
        assert_eq!(told.len(), 3);
        assert_eq!(joined.changes().words(), "3 conflicts more; 1 goal, 1 stakeholder changed");
    }

    proptest! {
        #[test]
        fn every_conflict_is_a_clash_with_at_least_one_side(ours in arbitrary::records(), theirs in arbitrary::records()) {
            let joined = Joined::of(&ours, theirs, &[]);
            let clashes = joined.clashes();
            prop_assert_eq!(clashes.len(), joined.merged.conflicts.len());
            for clash in clashes {
                prop_assert!(clash.here != clash.there, "{:?}", clash);
            }
            let mut walked = ours;
            joined.edits().into_iter().for_each(|edit| drop(walked.apply(edit)));
            prop_assert_eq!(walked, joined.merged.records);
        }
    }
}
