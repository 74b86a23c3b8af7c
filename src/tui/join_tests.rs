//! Another version of the plan at the bench: told, looked at, taken in, put away, taken back.

use std::path::PathBuf;
use std::sync::Arc;

use super::bench::{Bench, today};
use super::mask::Mask;
use super::model::Save;
use super::msg::{Effect, Msg, Versions};
use super::overlays::Overlay;
use super::update::{Now, update};
use crate::domain::merge::{Joined, LABEL};
use crate::domain::{Edit, Records, Stakeholder, StakeholderId, Touch, TouchId};
use crate::error::{Exit, Told};
use crate::keys::Chord;

const NAME: &str = "touchbase.sync-conflict-20261123-101112-ABCDEFG.ron";

fn copy() -> PathBuf {
    PathBuf::from("/home/grace/.config/touchbase").join(NAME)
}

/// Another machine's version: somebody new, a touch with Grace, another title for her, and another organisation for Tom.
fn theirs(ours: &Records) -> Records {
    let mut theirs = ours.clone();
    let of = |records: &Records, id: &str| records.stakeholders.get(&StakeholderId::new(id)).unwrap().as_ref().clone();
    theirs.apply(Edit::put(Stakeholder::named(StakeholderId::new("radia-perlman"), "Radia Perlman")));
    let mut touch = Touch::new(TouchId::new("zzzz"), today().plus(-2), vec![StakeholderId::new("grace-hopper")]);
    touch.note = "the numbers, on the train".into();
    theirs.apply(Edit::put(touch));
    let tom = Stakeholder { org: "Elsewhere".into(), ..of(&theirs, "tom-becker") };
    theirs.apply(Edit::put(tom));
    let grace = Stakeholder { title: "CTO".into(), ..of(&theirs, "grace-hopper") };
    theirs.apply(Edit::put(grace));
    theirs
}

/// The sample in which Tom moved, too, and the version beside it, told and asked for.
fn asked() -> (Bench, Joined) {
    let mut bench = Bench::sample();
    let before = bench.plan().records().clone();
    let tom = bench.plan().stakeholders.get(&StakeholderId::new("tom-becker")).unwrap();
    let tom = Stakeholder { org: "Nowhere".into(), ..tom.as_ref().clone() };
    bench.model.session.commit("edit", None, vec![Edit::put(tom)], today()).unwrap();
    let ours = bench.plan().records().clone();
    bench.model.session.agree(&ours, &ours);
    bench.model.refresh();
    let joined = Joined::of(&ours, theirs(&before), &[before]);
    bench.send(Msg::Beside(vec![NAME.to_owned()]));
    bench.keys("&");
    (bench, joined)
}

fn shown() -> (Bench, Joined) {
    let (mut bench, joined) = asked();
    assert_eq!(bench.effects.pop(), Some(Effect::ReadVersions(joined.ours.clone())));
    bench.send(Msg::Versions(read(&joined)));
    (bench, joined)
}

fn read(joined: &Joined) -> Versions {
    Versions { readable: vec![(copy(), Arc::new(joined.clone()))], unread: Vec::new() }
}

/// One key, with a disk that does not answer.
fn press(bench: &mut Bench, key: &str) -> Vec<Effect> {
    let chord: Chord = key.parse().unwrap();
    update(&mut bench.model, Msg::Key(chord), &mut Now { new_id: &mut || "NEW".to_owned() })
}

fn agree(bench: &mut Bench) -> Vec<Effect> {
    let sent = bench.plan().records().clone();
    let msg = Msg::Agreed { agreed: sent.clone(), sent, notices: Vec::new(), outside: false };
    update(&mut bench.model, msg, &mut Now { new_id: &mut || "NEW".to_owned() })
}

#[test]
fn what_lies_beside_the_plan_is_told_with_the_key_and_stays_in_the_header() {
    let mut bench = Bench::sample();
    assert_eq!(press(&mut bench, "&"), []);
    assert_eq!(bench.said(), "No other version lies beside the plan.");
    bench.send(Msg::Beside(vec![NAME.to_owned()]));
    assert!(bench.said().starts_with("Another version of the plan lies beside it; & shows what it brings ("));
    bench.keys("j");
    assert!(bench.screen().contains("1 to merge"), "{}", bench.screen());
    bench.send(Msg::Beside(vec![NAME.to_owned()]));
    assert_eq!(bench.said(), "", "told once");
    bench.send(Msg::Beside(Vec::new()));
    assert!(!bench.screen().contains("to merge"));
}

#[test]
fn the_preview_says_what_comes_in_what_changes_and_what_clashes() {
    for size in [(120, 36), (80, 24)] {
        let (mut bench, _) = shown();
        bench.model.size = size;
        let screen = bench.screen();
        for line in [
            NAME,
            "It brings: 1 stakeholder, 1 touch more; 1 stakeholder changed.",
            "+ stakeholder  Radia Perlman",
            "+ touch        Sat 21 Nov  Grace Hopper: the numbers, on the train",
            "~ stakeholder  Grace Hopper: title",
            "Changed in both: both values are kept, and ! settles them.",
            "  Tom Becker, organisation: Nowhere here, Elsewhere there",
            "Enter take it in",
        ] {
            assert!(screen.contains(line), "{line} at {size:?}\n{screen}");
        }
        let before = bench.plan().records().clone();
        bench.keys("<Esc>");
        assert!(bench.model.overlays.is_empty() && *bench.plan().records() == before && bench.effects.is_empty());
    }
}

#[test]
fn taking_it_in_is_one_step_and_its_file_goes_only_when_the_plan_is_saved() {
    let (mut bench, joined) = shown();
    assert_eq!(press(&mut bench, "Enter"), [Effect::Save]);
    assert_eq!(*bench.plan().records(), joined.merged.records);
    assert!(bench.said().starts_with("Took it in; ! lists what to settle (1)"), "{}", bench.said());
    // Nothing is read anew while it is on its way.
    assert_eq!(press(&mut bench, "&"), []);
    assert_eq!(bench.said(), "The version that was taken in is not saved yet.");
    assert_eq!(agree(&mut bench), [Effect::PutAway(copy(), joined.theirs.clone())]);
    bench.send(Msg::PutAway { path: copy(), kept: Ok(None) });
    assert!(bench.model.copies.is_empty() && bench.model.taken.is_none());
    bench.keys("u");
    assert_eq!(bench.said(), format!("Undid: {LABEL}"));
    assert_eq!(*bench.plan().records(), joined.ours);
    bench.keys("<^r>");
    assert_eq!(*bench.plan().records(), joined.merged.records);
}

#[test]
fn a_version_taken_back_before_it_is_saved_stays_where_it_is() {
    let (mut bench, joined) = shown();
    press(&mut bench, "Enter");
    press(&mut bench, "u");
    assert_eq!(agree(&mut bench), []);
    assert!(*bench.plan().records() == joined.ours && bench.model.copies == [NAME]);
}

#[test]
fn a_plan_that_cannot_be_saved_or_waits_for_a_decision_keeps_the_version() {
    let (mut bench, joined) = shown();
    press(&mut bench, "Enter");
    let why = Told::new(Exit::Decision, "12 touches are missing in the file");
    bench.send(Msg::NotSaved(why));
    assert!(matches!(bench.model.overlays.last(), Some(Overlay::Loss)), "the guard holds");
    assert!(bench.model.taken.is_some() && matches!(bench.model.save, Save::NotSaved(_)));
    let effects = press(&mut bench, "k");
    assert!(matches!(effects.as_slice(), [Effect::SaveAs(_)]));
    assert_eq!(agree(&mut bench), [Effect::PutAway(copy(), joined.theirs)]);
}

#[test]
fn quitting_at_once_waits_for_both() {
    let (mut bench, joined) = shown();
    press(&mut bench, "Enter");
    press(&mut bench, "q");
    assert_eq!(agree(&mut bench), [Effect::PutAway(copy(), joined.theirs), Effect::Quit]);
}

#[test]
fn a_plan_that_changed_since_is_joined_anew_before_anything_is_taken() {
    let (mut bench, joined) = shown();
    let sent = bench.plan().records().clone();
    let mut agreed = sent.clone();
    agreed.apply(Edit::put(Stakeholder::named(StakeholderId::new("ken"), "Ken")));
    bench.send(Msg::Agreed { sent, agreed, notices: Vec::new(), outside: true });
    let now = bench.plan().records().clone();
    assert_eq!(press(&mut bench, "Enter"), [Effect::ReadVersions(now.clone())]);
    let joined = Joined::of(&now, joined.theirs, &[]);
    bench.send(Msg::Versions(read(&joined)));
    assert_eq!(press(&mut bench, "Enter"), [Effect::Save]);
    assert!(bench.plan().stakeholders.contains(&StakeholderId::new("ken")));
}

#[test]
fn whoever_went_on_to_something_else_is_not_interrupted() {
    let (mut bench, joined) = asked();
    bench.keys("t");
    bench.send(Msg::Versions(read(&joined)));
    assert!(matches!(bench.model.overlays.as_slice(), [Overlay::Capture(_)]));
}

#[test]
fn several_versions_come_one_after_the_other_and_one_that_cannot_be_read_is_named() {
    let (mut bench, joined) = asked();
    let joined = Arc::new(joined);
    let other = PathBuf::from("/x/touchbase (1).ron");
    let unread = vec![(PathBuf::from("/x/touchbase 2.ron"), "line 1: expected a plan, found nothing".to_owned())];
    let readable = vec![(copy(), Arc::clone(&joined)), (other, joined)];
    bench.send(Msg::Versions(Versions { readable, unread: unread.clone() }));
    let screen = bench.screen();
    assert!(screen.contains("The first of 2; the others come after it."), "{screen}");
    assert!(screen.contains("touchbase 2.ron cannot be read, and stays where it is: line 1"), "{screen}");
    bench.keys("<Esc>");
    bench.send(Msg::Versions(Versions { readable: Vec::new(), unread }));
    assert_eq!(press(&mut bench, "Enter"), [], "there is nothing to take in");
    assert!(bench.model.overlays.is_empty());
}

#[test]
fn a_version_without_news_is_put_away_without_a_save() {
    let (mut bench, joined) = asked();
    let same = Joined::of(&joined.ours, joined.ours.clone(), &[]);
    bench.send(Msg::Versions(read(&same)));
    assert!(bench.screen().contains("It says nothing that is not here"), "{}", bench.screen());
    assert_eq!(press(&mut bench, "Enter"), [Effect::PutAway(copy(), joined.ours)]);
    bench.send(Msg::PutAway { path: copy(), kept: Err("it was changed meanwhile".to_owned()) });
    assert!(bench.said().contains("its file stays where it is: it was changed meanwhile"));
}

#[test]
fn names_and_values_of_it_are_covered_and_a_plan_to_read_only_takes_nothing() {
    let (mut bench, _) = shown();
    bench.model.mask = Mask::On;
    let screen = bench.screen();
    for word in ["Radia", "Grace", "train", "Nowhere", "Elsewhere"] {
        assert!(!screen.contains(word), "{word}\n{screen}");
    }
    assert!(screen.contains("R.P.") && screen.contains("T.B., organisation: "), "{screen}");
    bench.model.read_only = Some("Opened to read only.".to_owned());
    assert_eq!(press(&mut bench, "Enter"), []);
    assert_eq!(bench.said(), "Opened to read only.");
}
