//! What is true of every plan, whatever is done to it. The laws of one part alone stand beside it.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;

use super::arbitrary::{after, after_with_care, day, edits, records, sound_records};
use super::diff::diff;
use super::history::History;
use super::merge::{merge, take_lost};
use super::*;

/// Three plans: what two sides began from, and what each made of it.
fn three() -> impl Strategy<Value = (Records, Records, Records)> {
    (records(), edits(), edits()).prop_map(|(base, ours, theirs)| {
        let (ours, theirs) = (after(&base, ours), after(&base, theirs));
        (base, ours, theirs)
    })
}

/// What does not fit together, apart from days still to come and texts left out.
fn loose_ends(records: &Records) -> BTreeSet<Key> {
    let findings = records.check(Day::LAST).into_iter();
    let loose = |finding: &Finding| finding.what.contains("not there") || finding.what.contains("does not have");
    findings.filter(loose).map(|finding| finding.key).collect()
}

/// The texts of which a merge keeps both versions.
fn long_texts(record: &Record) -> Vec<String> {
    match record {
        Record::Goal(goal) => vec![goal.why.clone()],
        Record::Stakeholder(who) => {
            who.stakes.values().map(|stake| stake.why.clone()).chain([who.notes.clone()]).collect()
        }
        Record::Touch(touch) => vec![touch.note.clone()],
        Record::Reflection(reflection) => vec![reflection.text.clone()],
        _ => Vec::new(),
    }
}

/// The same edit without the moves of anybody.
fn unmoved(edit: Edit) -> Edit {
    let Edit::Put(Record::Stakeholder(who)) = edit else { return edit };
    let mut who = who.as_ref().clone();
    who.moves.clear();
    who.stakes.iter_mut().for_each(|(_, stake)| stake.moves.clear());
    Edit::put(who)
}

fn few(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(few(96))]

    #[test]
    fn removing_leaves_no_loose_end_and_undo_brings_all_back(start in sound_records(), which in any::<prop::sample::Index>()) {
        let keys: Vec<Key> = start.all().map(|record| record.key()).collect();
        let key = which.get(&keys);
        let mut plan = Plan::new(start.clone());
        let mut history = History::default();
        let edits = removal(&plan, key);
        history.commit(&mut plan, "remove", None, edits);
        if *key != Key::Ladder {
            prop_assert!(loose_ends(&plan).is_subset(&loose_ends(&start)));
        }
        prop_assert!(plan.conflicts.iter().all(|conflict| conflict.about != *key));
        history.undo(&mut plan);
        prop_assert_eq!(plan.records(), &start);
        prop_assert!(plan.index_is_fresh());
    }

    #[test]
    fn every_line_written_on_either_side_is_kept((base, ours, theirs) in three()) {
        let merged = merge(&base, &ours, &theirs).records;
        for side in [&ours, &theirs] {
            for edit in diff(&base, side) {
                let Edit::Put(record) = edit else { continue };
                let kept = merged.get(&record.key());
                prop_assert!(kept.is_some(), "{} is gone", record.key());
                let kept = kept.map(|kept| long_texts(&kept).join("\n")).unwrap_or_default();
                let old = base.get(&record.key()).map(|old| long_texts(&old)).unwrap_or_default();
                for text in long_texts(&record).iter().filter(|text| !old.contains(text)) {
                    prop_assert!(text.split('\n').all(|line| kept.contains(line)), "{text:?} is not in {kept:?}");
                }
            }
        }
    }

    #[test]
    fn merging_makes_no_loose_end(base in sound_records(), ours in edits(), theirs in edits()) {
        let (ours, theirs) = (after_with_care(&base, ours), after_with_care(&base, theirs));
        let before: BTreeSet<Key> = [&base, &ours, &theirs].into_iter().flat_map(loose_ends).collect();
        let after = loose_ends(&merge(&base, &ours, &theirs).records);
        prop_assert!(after.is_subset(&before), "{after:?}");
    }

    #[test]
    fn each_lost_value_can_be_taken(base in sound_records(), ours in edits(), theirs in edits()) {
        let (ours, theirs) = (after(&base, ours), after(&base, theirs));
        let merged = merge(&base, &ours, &theirs);
        for id in &merged.conflicts {
            let conflict = merged.records.conflicts.get(id).unwrap();
            let edits = take_lost(&merged.records, conflict);
            prop_assert!(edits.is_some(), "{:?}", conflict);
            let taken = after(&merged.records, edits.unwrap_or_default());
            prop_assert!(!taken.conflicts.contains(id));
            prop_assert_ne!(taken.get(&conflict.about), merged.records.get(&conflict.about));
        }
    }

    #[test]
    fn noting_moves_changes_nothing_else((start, put) in (records(), edits()), today in day()) {
        let plan = Plan::new(start);
        let mut noted = put.clone();
        moves::note(&plan, &mut noted, today);
        let still = |edits: &[Edit]| -> Vec<Edit> { edits.iter().cloned().map(unmoved).collect() };
        prop_assert_eq!(still(&noted), still(&put));
        let again = noted.clone();
        moves::note(&plan, &mut noted, today);
        prop_assert_eq!(noted, again);
    }

    #[test]
    fn undoing_after_a_merge_takes_nothing_that_came_from_elsewhere(
        start in sound_records(), ours in edits(), theirs in edits(),
    ) {
        let elsewhere = after_with_care(&start, theirs);
        let mut plan = Plan::new(start.clone());
        let mut history = History::default();
        let ours = after_with_care(&start, ours);
        let edits = diff(&start, &ours);
        history.commit(&mut plan, "ours", None, edits);
        let merged = merge(&start, plan.records(), &elsewhere).records;
        for edit in diff(plan.records(), &merged) {
            plan.apply(edit);
        }
        history.undo(&mut plan);
        for edit in diff(&start, &elsewhere) {
            let there = plan.get(&edit.key()).is_some();
            let ours_too = ours.get(&edit.key()).is_some() || matches!(edit, Edit::Remove(_));
            prop_assert!(there || ours_too, "{} came from elsewhere", edit.key());
        }
        history.redo(&mut plan);
        prop_assert_eq!(plan.records(), &merged);
    }
}

proptest! {
    #![proptest_config(few(2))]

    #[test]
    fn two_thousand_steps_of_any_kind_are_taken_back_to_the_letter(start in records(), edits in vec(edits(), 40)) {
        let mut plan = Plan::new(start.clone());
        let mut history = History::default();
        for edit in edits.into_iter().flatten().cycle().take(2000) {
            history.commit(&mut plan, "step", None, vec![edit]);
        }
        let end = plan.records().clone();
        for _ in 0..2 {
            while history.undo(&mut plan).is_some() {}
            prop_assert_eq!(plan.records(), &start);
            while history.redo(&mut plan).is_some() {}
            prop_assert_eq!(plan.records(), &end);
        }
    }
}
