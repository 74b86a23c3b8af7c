use std::collections::BTreeSet;

use proptest::prelude::*;

use super::back::dangling;
use super::*;
use crate::domain::arbitrary::{edits, records, sound, sound_records};
use crate::domain::length::LONGEST;
use crate::domain::{
    Channel, Closeness, Day, Goal, GoalId, Ladder, Plan, Reflection, ReflectionId, Stake, Stakeholder, StakeholderId,
    Stance, Step, Touch, TouchId, removal,
};

/// Three plans of which two grew from one.
fn grown() -> impl Strategy<Value = (Records, Records, Records)> {
    (records(), edits(), edits()).prop_map(|(base, ours, theirs)| {
        let (mut left, mut right) = (base.clone(), base.clone());
        for edit in ours {
            left.apply(edit);
        }
        for edit in theirs {
            right.apply(edit);
        }
        (base, left, right)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_same_change_on_both_sides_is_that_change((base, ours, _) in grown()) {
        prop_assert_eq!(&merge(&base, &ours, &ours).records, &ours);
        prop_assert_eq!(&merge(&base, &base, &ours).records, &ours);
        prop_assert_eq!(&merge(&base, &ours, &base).records, &ours);
    }

    #[test]
    fn there_are_no_sides((base, ours, theirs) in grown()) {
        prop_assert_eq!(merge(&base, &ours, &theirs).records, merge(&base, &theirs, &ours).records);
    }

    #[test]
    fn nothing_added_is_lost((base, ours, theirs) in grown()) {
        let merged = merge(&base, &ours, &theirs).records;
        for side in [&ours, &theirs] {
            for edit in diff(&base, side) {
                let Edit::Put(record) = edit else { continue };
                let kept = merged.get(&record.key());
                prop_assert!(kept.is_some(), "{} is gone", record.key());
                if let (Record::Touch(touch), Some(Record::Touch(kept))) = (&record, &kept) {
                    prop_assert!(kept.note.contains(&touch.note) || base.get(&record.key()).is_some());
                }
            }
        }
    }

    #[test]
    fn what_leads_somewhere_on_every_side_still_does(base in sound_records(), ours in edits(), theirs in edits()) {
        let grow = |edits: Vec<Edit>| {
            let mut plan = Plan::new(base.clone());
            for edit in edits {
                let steps = match edit {
                    Edit::Remove(key) => removal(&plan, &key),
                    put @ Edit::Put(_) => vec![put],
                };
                for edit in steps {
                    plan.apply(edit);
                }
            }
            sound(plan.records())
        };
        let (ours, theirs) = (grow(ours), grow(theirs));
        let merged = merge(&base, &ours, &theirs).records;
        let dangling: Vec<_> = dangling(&merged).collect();
        prop_assert!(dangling.is_empty(), "{dangling:?}");
    }

    #[test]
    fn removing_leaves_nothing_dangling(base in sound_records()) {
        let mut plan = Plan::new(base.clone());
        let people = base.stakeholders.ids().cloned().map(Key::Stakeholder);
        for key in people.chain(base.goals.ids().cloned().map(Key::Goal)).chain(base.ideas.ids().cloned().map(Key::Idea)) {
            for edit in removal(&plan, &key) {
                plan.apply(edit);
            }
            prop_assert_eq!(dangling(plan.records()).next(), None);
        }
    }
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn grace() -> Stakeholder {
    Stakeholder::named(StakeholderId::new("grace"), "Grace")
}

/// Merges three versions of Grace.
fn merged(base: &Stakeholder, ours: &Stakeholder, theirs: &Stakeholder) -> (Stakeholder, Vec<Conflict>) {
    let records = |who: &Stakeholder| {
        let mut records = Records::default();
        records.apply(Edit::put(who.clone()));
        records
    };
    let merged = merge(&records(base), &records(ours), &records(theirs)).records;
    let who = merged.stakeholders.get(&base.id).unwrap().as_ref().clone();
    (who, merged.conflicts.iter().map(|conflict| conflict.as_ref().clone()).collect())
}

#[test]
fn two_fields_changed_in_two_places_are_both_there() {
    let ours = Stakeholder { title: "VP".into(), ..grace() };
    let theirs = Stakeholder { org: "Platforms".into(), ..grace() };
    let (who, conflicts) = merged(&grace(), &ours, &theirs);
    assert_eq!((who.title.as_str(), who.org.as_str(), conflicts.len()), ("VP", "Platforms", 0));
}

#[test]
fn one_field_changed_in_two_places_is_a_conflict_that_can_be_settled_either_way() {
    let ours = Stakeholder { title: "VP Engineering".into(), cadence: Some(7), ..grace() };
    let theirs = Stakeholder { title: "CTO".into(), cadence: Some(30), ..grace() };
    let (who, conflicts) = merged(&grace(), &ours, &theirs);
    assert_eq!((who.title.as_str(), who.cadence), ("VP Engineering", Some(30)));
    let told: Vec<_> = conflicts.iter().map(|lost| (lost.field.as_str(), lost.lost.as_str())).collect();
    assert!(told.contains(&("title", "\"CTO\"")) && told.contains(&("cadence", "7")), "{told:?}");

    let mut plan = Plan::default();
    plan.apply(Edit::put(who));
    let title = conflicts.iter().find(|lost| lost.field == "title").unwrap();
    plan.apply(Edit::put(title.clone()));
    let edits = take_lost(plan.records(), title).unwrap();
    for edit in edits {
        plan.apply(edit);
    }
    assert_eq!(plan.stakeholders.get(&StakeholderId::new("grace")).unwrap().title, "CTO");
    assert!(plan.conflicts.is_empty());
}

#[test]
fn stakes_are_merged_field_by_field() {
    let goal = GoalId::new("data");
    let with = |stake: Stake| Stakeholder { stakes: [(goal.clone(), stake)].into_iter().collect(), ..grace() };
    let base = with(Stake { stance: Some(Stance::Neutral), ..Stake::default() });
    let ours = with(Stake { stance: Some(Stance::Supportive), ..Stake::default() });
    let theirs = with(Stake { stance: Some(Stance::Neutral), influence: Some(5), ..Stake::default() });
    let (who, conflicts) = merged(&base, &ours, &theirs);
    let stake = &who.stakes[&goal];
    assert_eq!((stake.stance, stake.influence, conflicts.len()), (Some(Stance::Supportive), Some(5), 0));
}

#[test]
fn lists_take_what_was_added_and_leave_what_was_taken_out() {
    let tags = |tags: &[&str]| Stakeholder { tags: tags.iter().map(ToString::to_string).collect(), ..grace() };
    let (who, conflicts) = merged(&tags(&["a", "b", "c"]), &tags(&["a", "c", "x"]), &tags(&["a", "b", "y"]));
    assert_eq!(who.tags, ["a", "x", "y"]);
    assert!(conflicts.is_empty());
    let reach = |place: &str| Stakeholder { handles: vec![(Channel::Email, place.into())], ..grace() };
    assert_eq!(merged(&grace(), &reach("a@x"), &reach("b@x")).0.handles.len(), 2);
}

#[test]
fn both_notes_are_kept() {
    let notes = |notes: &str| Stakeholder { notes: notes.into(), ..grace() };
    assert_eq!(merged(&notes(""), &notes("likes tea"), &notes("met in Oslo")).0.notes, "likes tea\nmet in Oslo");
    assert_eq!(merged(&notes("a"), &notes("a and b"), &notes("so a and b")).0.notes, "so a and b");
}

#[test]
fn steps_are_known_by_their_text() {
    let step = |text: &str, done: Option<Day>| Step { text: text.into(), by: None, done };
    let goal = |steps: Vec<Step>| Goal { steps, ..Goal::new(GoalId::new("data"), "Data") };
    let records = |goal: Goal| {
        let mut records = Records::default();
        records.apply(Edit::put(goal));
        records
    };
    let base = records(goal(vec![step("pilot", None), step("sponsor", None)]));
    let ours = records(goal(vec![step("pilot", Some(day("2026-10-02"))), step("sponsor", None)]));
    let theirs = records(goal(vec![step("pilot", None), step("sponsor", None), step("roll out", None)]));
    let merged = merge(&base, &ours, &theirs);
    let steps = &merged.records.goals.get(&GoalId::new("data")).unwrap().steps;
    assert_eq!(steps.len(), 3);
    assert_eq!(steps[0].done, Some(day("2026-10-02")));
    assert!(merged.conflicts.is_empty());
}

#[test]
fn what_was_edited_stays_although_it_was_removed_elsewhere() {
    let mut base = Records::default();
    base.apply(Edit::put(grace()));
    let mut ours = base.clone();
    ours.apply(Edit::Remove(Key::Stakeholder(StakeholderId::new("grace"))));
    let mut theirs = base.clone();
    theirs.apply(Edit::put(Stakeholder { title: "VP".into(), ..grace() }));
    let merged = merge(&base, &ours, &theirs);
    assert_eq!(merged.records.stakeholders.len(), 1);
    assert_eq!(merged.notices.len(), 1);
}

#[test]
fn somebody_removed_here_and_met_there_comes_back() {
    let mut base = Records::default();
    base.apply(Edit::put(grace()));
    let mut ours = base.clone();
    ours.apply(Edit::Remove(Key::Stakeholder(StakeholderId::new("grace"))));
    let mut theirs = base.clone();
    theirs.apply(Edit::put(Touch {
        note: "lunch".into(),
        ..Touch::new(TouchId::new("1"), day("2026-11-23"), vec![StakeholderId::new("grace")])
    }));
    let merged = merge(&base, &ours, &theirs).records;
    assert_eq!((merged.stakeholders.len(), merged.touches.len()), (1, 1));
}

#[test]
fn the_text_of_a_reflection_is_long() {
    let records = |text: &str| {
        let mut records = Records::default();
        let id = ReflectionId::new("1");
        records.apply(Edit::put(Reflection { id, on: day("2026-11-23"), feeling: None, text: text.into() }));
        records
    };
    let merged = merge(&records("x"), &records("calm"), &records("tired")).records;
    assert_eq!(merged.reflections.iter().next().unwrap().text, "calm\ntired");
}

fn step(text: &str) -> Step {
    Step { text: text.into(), by: None, done: None }
}

/// Merges what two sides made of one record, both ways round.
fn both<T: Clone + Into<Record>>(base: &T, ours: &T, theirs: &T) -> (Record, Merged) {
    let [base, ours, theirs] = [base, ours, theirs].map(|record| {
        let mut records = Records::default();
        records.apply(Edit::put(record.clone()));
        records
    });
    let merged = merge(&base, &ours, &theirs);
    assert_eq!(merged.records, merge(&base, &theirs, &ours).records);
    let record = merged.records.all().find(|record| !matches!(record, Record::Ladder(_) | Record::Conflict(_)));
    (record.unwrap_or(Record::Ladder(Arc::clone(&merged.records.ladder))), merged)
}

fn goal(steps: &[Step]) -> Goal {
    Goal { steps: steps.to_vec(), ..Goal::new(GoalId::new("data"), "Data") }
}

fn touch(with: &[&str]) -> Touch {
    let with: Vec<_> = with.iter().map(|who| StakeholderId::new(*who)).collect();
    let (id, on, note) = (TouchId::new("1"), day("2026-11-23"), String::new());
    Touch { note, ..Touch::new(id, on, with) }
}

fn ladder(rungs: &[&str]) -> Ladder {
    Ladder { rungs: rungs.iter().copied().map(String::from).collect() }
}

#[test]
fn of_two_days_the_later_and_of_two_words_the_last_by_its_letters_stays() {
    let ours = Stakeholder { snoozed: Some(day("2026-12-01")), closeness: Closeness::Regular, ..grace() };
    let theirs = Stakeholder { snoozed: Some(day("2026-09-30")), closeness: Closeness::Collaborated, ..grace() };
    let (who, conflicts) = merged(&grace(), &ours, &theirs);
    assert_eq!(who, ours);
    let lost: BTreeSet<&str> = conflicts.iter().map(|conflict| conflict.lost.as_str()).collect();
    assert_eq!(lost, ["\"2026-09-30\"", "\"Collaborated\""].into());
}

#[test]
fn a_field_cleared_here_and_changed_there_stays_changed() {
    let base = Stakeholder { cadence: Some(21), ..grace() };
    let theirs = Stakeholder { cadence: Some(14), ..grace() };
    assert_eq!(merged(&base, &grace(), &theirs), (theirs, Vec::new()));
}

#[test]
fn what_both_only_wrote_below_is_there_once() {
    let notes = |notes: &str| Stakeholder { notes: notes.into(), ..grace() };
    let (who, _) = merged(&notes("met"), &notes("met\nlikes tea"), &notes("met\nasked about costs"));
    assert_eq!(who.notes, "met\nasked about costs\nlikes tea");
}

#[test]
fn what_one_side_added_stands_where_it_was_put() {
    let steps = |texts: &[&str]| goal(&texts.iter().map(|text| step(text)).collect::<Vec<_>>());
    let (ours, theirs) = (steps(&["a", "a2", "b"]), steps(&["a", "b", "c"]));
    assert_eq!(both(&steps(&["a", "b"]), &ours, &theirs).0, steps(&["a", "a2", "b", "c"]).into());
}

#[test]
fn a_new_order_on_one_side_is_taken() {
    let steps = |texts: &[&str]| goal(&texts.iter().map(|text| step(text)).collect::<Vec<_>>());
    let (ours, theirs) = (steps(&["c", "a", "b"]), steps(&["a", "b", "b2", "c"]));
    assert_eq!(both(&steps(&["a", "b", "c"]), &ours, &theirs).0, steps(&["c", "a", "b", "b2"]).into());
}

#[test]
fn steps_of_one_text_stay_apart() {
    let steps = |texts: &[&str]| goal(&texts.iter().map(|text| step(text)).collect::<Vec<_>>());
    let base = steps(&["call", "call", "call (2)"]);
    let (ours, theirs) = (steps(&["call", "call", "call (2)", "ask"]), steps(&["plan", "call", "call", "call (2)"]));
    assert_eq!(both(&base, &ours, &theirs).0, steps(&["plan", "call", "call", "call (2)", "ask"]).into());
}

#[test]
fn a_rung_added_below_another_never_ends_on_top() {
    let base = ladder(&["Peer", "VP", "Board"]);
    let (ours, theirs) = (ladder(&["Peer", "VP", "SVP", "Board"]), ladder(&["Peer", "Head", "VP", "Board"]));
    assert_eq!(both(&base, &ours, &theirs).0, ladder(&["Peer", "Head", "VP", "SVP", "Board"]).into());
}

#[test]
fn a_rung_removed_here_and_stood_on_there_is_back_in_its_place() {
    let records = |ladder: Ladder| {
        let mut records = Records::default();
        records.apply(Edit::put(ladder));
        records
    };
    let base = records(ladder(&["Peer", "VP", "Board"]));
    let ours = records(ladder(&["Peer", "Board"]));
    let mut theirs = base.clone();
    theirs.apply(Edit::put(Stakeholder { seniority: "VP".into(), ..grace() }));
    assert_eq!(merge(&base, &ours, &theirs).records, theirs);
}

#[test]
fn a_touch_is_never_left_with_nobody() {
    let base = touch(&["ada", "grace"]);
    assert_eq!(both(&base, &touch(&["ada"]), &touch(&["grace"])).0, base.into());
}

#[test]
fn a_conflict_dismissed_here_is_gone() {
    let with = |cadence| Stakeholder { cadence: Some(cadence), ..grace() };
    let (_, merged) = both(&grace(), &with(9), &with(14));
    let base = merged.records;
    let mut ours = base.clone();
    ours.apply(Edit::Remove(Key::Conflict(merged.conflicts[0].clone())));
    let mut theirs = base.clone();
    theirs.apply(Edit::put(goal(&[])));
    assert!(merge(&base, &ours, &theirs).records.conflicts.is_empty());
}

#[test]
fn a_lost_value_inside_a_step_with_dots_in_its_text_is_found() {
    let done = |on: &str| goal(&[Step { done: Some(day(on)), ..step("v1.0 out") }]);
    let (kept, merged) = both(&goal(&[step("v1.0 out")]), &done("2026-01-01"), &done("2026-02-02"));
    assert_eq!(kept, done("2026-02-02").into());
    let mut records = merged.records;
    let conflict = records.conflicts.get(&merged.conflicts[0]).unwrap().as_ref().clone();
    assert_eq!(conflict.field, "steps.v1.0 out.done");
    assert_eq!(take_lost(&records, &conflict).unwrap()[0], Edit::put(done("2026-01-01")));
    // Without the step there is no place for it, and it is not lost for good.
    records.apply(Edit::put(goal(&[])));
    assert_eq!(take_lost(&records, &conflict), None);
}

#[test]
fn texts_that_are_too_long_together_are_kept_one_here_and_one_as_a_conflict() {
    let noted = |notes: String| {
        let mut records = Records::default();
        records.apply(Edit::put(Stakeholder { notes, ..Stakeholder::named(StakeholderId::new("ada"), "Ada") }));
        records
    };
    let (ours, theirs) = ("a\n".repeat(LONGEST / 4 + 1), "b\n".repeat(LONGEST / 4 + 1));
    let merged = merge(&noted(String::new()), &noted(ours.clone()), &noted(theirs.clone()));
    let ada = merged.records.stakeholders.get(&StakeholderId::new("ada")).unwrap();
    assert_eq!((&ada.notes, merged.conflicts.len()), (&theirs, 1));
    let conflict = merged.records.conflicts.iter().next().unwrap();
    let taken = take_lost(&merged.records, conflict).unwrap();
    assert!(matches!(&taken[0], Edit::Put(Record::Stakeholder(ada)) if ada.notes == ours));
    let [half, other] = ["a".repeat(LONGEST / 2), "b".repeat(LONGEST / 2 - 1)];
    let merged = merge(&noted(String::new()), &noted(half), &noted(other));
    assert_eq!((merged.conflicts.len(), merged.records.stakeholders.iter().next().unwrap().notes.len()), (0, LONGEST));
}
