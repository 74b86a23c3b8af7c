//! One file, many hands: other touchbases, editors, links, and people who move things.

use super::bench::{Room, day, person, proof, sample, today, with, without};
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::thread;
use touchbase::domain::{Id, Key, Records, Stakeholder};
use touchbase::storage::disk::{Disk, Sound, Step};
use touchbase::storage::inspect::inspect;
use touchbase::storage::save_error::SaveError;
use touchbase::storage::store::{Store, Wish};
use touchbase::storage::{backup, format, read};

fn text(records: &Records) -> String {
    format::write(records).unwrap()
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn nothing_is_made_before_the_first_change() {
    let room = Room::new();
    let places = room.places_of(None);
    let (mut store, records, notices) = Store::open(&places, today()).unwrap();
    assert!(records.is_empty() && notices.is_empty());
    assert!(!store.agree(&records).unwrap().wrote);
    assert!(room.files().is_empty());
    let ours = with(&records, person("Ada"));
    assert!(store.agree(&ours).unwrap().wrote);
    assert_eq!(fs::read_to_string(&places.plan).unwrap(), text(&ours));
    assert_eq!(mode(&places.plan), 0o600);
    assert_eq!(mode(places.plan.parent().unwrap()), 0o700);
}

#[test]
fn every_file_and_folder_is_for_its_owner_alone() {
    let room = Room::new();
    room.write("// a comment\n(format: 1)");
    fs::set_permissions(room.plan(), fs::Permissions::from_mode(0o666)).unwrap();
    let (mut store, records, _) = room.open();
    store.agree(&with(&records, person("Ada"))).unwrap();
    store.put_aside(&records).unwrap();
    let files = room.files();
    assert_eq!(files.len(), 5, "the plan, three backups, the version put aside: {files:?}");
    for file in files {
        assert_eq!(mode(&file), 0o600, "{file:?}");
    }
    for folder in [&room.places().own, &room.places().backups, &room.places().state] {
        assert_eq!(mode(folder), 0o700, "{folder:?}");
    }
}

#[test]
fn a_file_that_says_the_same_is_not_written() {
    let room = Room::new();
    let by_hand = "// mine\n(format: 1, stakeholders: [(name: \"Ada\", id: \"ada\")])";
    room.write(by_hand);
    let (mut store, records, _) = room.open();
    assert!(!store.agree(&records).unwrap().wrote);
    room.write(by_hand.replace("mine", "still mine"));
    let agreed = store.agree(&records).unwrap();
    assert!(!agreed.wrote && !agreed.changed_outside);
    assert_eq!(room.read(), by_hand.replace("mine", "still mine"));
}

#[test]
fn comments_are_counted_and_the_file_with_them_is_kept() {
    let room = Room::new();
    let by_hand =
        "// one // still one\n(format: 1, /* two */ proofs: [(id: \"a\", org: \"// no\", what: \"/* no */\")])";
    room.write(by_hand);
    let (mut store, records, notices) = room.open();
    assert!(notices.is_empty());
    let agreed = store.agree(&with(&records, person("Ada"))).unwrap();
    let kept = room.places().backups.join("with-comments.ron");
    let notice = format!("2 comments will not survive; the file as it was is kept as {}", kept.display());
    assert_eq!(agreed.notices, [notice]);
    assert_eq!(fs::read_to_string(kept).unwrap(), by_hand);
    assert!(store.agree(&with(&agreed.records, person("Grace"))).unwrap().notices.is_empty(), "said once");
}

#[test]
fn the_file_before_and_the_file_of_the_day_are_kept() {
    let room = Room::new();
    let folder = room.places().backups;
    let (mut store, mut records, _) = room.open();
    let mut texts = Vec::new();
    for number in 0..3 {
        records = store.agree(&with(&records, proof(number))).unwrap().records;
        texts.push(text(&records));
    }
    assert_eq!(fs::read_to_string(folder.join("previous.ron")).unwrap(), texts[1]);
    assert_eq!(fs::read_to_string(folder.join("day-2026-11-23.ron")).unwrap(), texts[0]);
    assert_eq!(backup::list(&folder).len(), 2);
    assert!(backup::list(&folder).iter().any(|backup| backup.day == Some(day("2026-11-23"))));
}

#[test]
fn a_backup_that_cannot_be_made_stops_no_save() {
    let room = Room::new();
    room.write("(format: 1)");
    fs::create_dir_all(room.path("state")).unwrap();
    fs::write(room.path("state/touchbase"), "a file where a folder should be").unwrap();
    let (mut store, records, _) = room.open();
    let agreed = store.agree(&with(&records, person("Ada"))).unwrap();
    assert!(agreed.wrote && agreed.notices[0].starts_with("the backup could not be made"), "{:?}", agreed.notices);
}

#[test]
fn a_hand_edit_and_our_change_both_survive() {
    let room = Room::new();
    room.write(text(&sample()));
    let (mut store, records, _) = room.open();
    let ours = with(&records, person("Our Friend"));
    room.write(text(&without(&with(&records, person("Their Friend")), Key::Stakeholder(Id::new("zoe-angstrom")))));
    let agreed = store.agree(&ours).unwrap();
    assert!(agreed.changed_outside && agreed.wrote);
    let who: Vec<_> = agreed.records.stakeholders.ids().map(Id::as_str).collect();
    assert_eq!(who, ["ada-lovelace", "grace-hopper", "our-friend", "their-friend"]);
    assert_eq!(room.read(), text(&agreed.records));
}

/// Another program that takes no lock and writes the plan when the n-th step on the plan itself begins.
struct Editor {
    plan: PathBuf,
    left: AtomicI64,
    way: fn(&Path, &str),
    text: String,
}

impl Disk for Editor {
    fn step(&self, _step: Step, _path: &Path) -> io::Result<()> {
        if self.left.fetch_sub(1, Ordering::SeqCst) == 0 {
            (self.way)(&self.plan, &self.text);
        }
        Ok(())
    }
}

#[test]
fn an_edit_in_the_middle_of_a_save_survives_it() {
    let ways: [fn(&Path, &str); 3] = [
        |plan, text| fs::write(plan, text).unwrap(),
        |plan, text| {
            fs::write(plan.with_extension("new"), text).unwrap();
            fs::rename(plan.with_extension("new"), plan).unwrap();
        },
        |plan, text| {
            fs::remove_file(plan).unwrap();
            fs::write(plan, text).unwrap();
        },
    ];
    let theirs = with(&sample(), person("Theirs"));
    for way in ways {
        for at in 0.. {
            let room = Room::new();
            room.write(text(&sample()));
            let (plan, left) = (room.plan(), AtomicI64::new(i64::MAX));
            let disk = Arc::new(Editor { plan, left, way, text: text(&theirs) });
            let (mut store, records, _) = room.open_on(disk.clone());
            disk.left.store(at, Ordering::SeqCst);
            let ours = with(&records, person("Ours"));
            let agreed = store.agree(&ours).unwrap();
            if disk.left.load(Ordering::SeqCst) >= 0 {
                break;
            }
            // What was written after the rename is found at the next look.
            let agreed = store.agree(&agreed.records).unwrap();
            let names: Vec<&str> = agreed.records.stakeholders.ids().map(Id::as_str).collect();
            // An edit from before our save, written after it, takes ours out of the file: that is what it says.
            let ours_gone = text(&agreed.records) == text(&theirs);
            assert!(names.contains(&"theirs") && (names.contains(&"ours") || ours_gone), "step {at}: {names:?}");
            assert_eq!(room.read(), text(&agreed.records), "step {at}");
        }
    }
}

#[test]
fn many_at_once_lose_nothing_and_leave_nothing() {
    let room = Room::new();
    thread::scope(|scope| {
        for hand in 0..6 {
            let room = &room;
            scope.spawn(move || {
                let (mut store, mut records, _) = room.open();
                for number in 0..8 {
                    records = store.agree(&with(&records, proof(hand * 100 + number))).unwrap().records;
                }
            });
        }
    });
    let records = read::read(room.read().as_bytes()).unwrap().loaded.records;
    assert_eq!(records.proofs.len(), 48);
    let hidden = |path: &std::path::PathBuf| path.file_name().unwrap().to_str().unwrap().starts_with('.');
    assert!(!room.files().iter().any(hidden), "no lock and no temporary file is left");
}

#[test]
fn a_plan_that_vanished_is_not_begun_anew_unasked() {
    let room = Room::new();
    room.write(text(&sample()));
    let (mut store, records, _) = room.open();
    fs::remove_file(room.plan()).unwrap();
    for ours in [records.clone(), with(&records, person("Ada"))] {
        let error = store.agree(&ours).unwrap_err();
        assert!(matches!(error, SaveError::Gone { .. }), "{error}");
        assert!(error.told().what.contains("the plan that was here is gone"));
        assert!(!room.plan().exists());
    }
    assert!(store.agree_as(&records, Wish::WriteAnew).unwrap().wrote);
    assert_eq!(room.read(), text(&sample()));
    assert!(!store.agree(&records).unwrap().wrote);
}

#[test]
fn a_plan_that_came_back_is_joined_not_overwritten() {
    let room = Room::new();
    let (mut store, records, _) = room.open();
    let ours = store.agree(&with(&records, person("Ours"))).unwrap().records;
    room.write(text(&with(&ours, person("Theirs"))));
    let agreed = store.agree_as(&ours, Wish::WriteAnew).unwrap();
    assert_eq!(agreed.records.stakeholders.len(), 2);
}

/// A plan with so many people beside the sample.
fn crowd(count: usize) -> Records {
    (0..count).fold(sample(), |records, number| with(&records, person(&format!("Person {number}"))))
}

#[test]
fn much_missing_in_the_file_stops_until_somebody_decides() {
    for way in ["emptied", "much smaller", "another plan"] {
        let theirs = match way {
            "emptied" => Records::default(),
            "much smaller" => crowd(2),
            _ => with(&Records::default(), person("Somebody Else")),
        };
        for wish in [Wish::KeepRemoved, Wish::TakeRemovals] {
            let room = Room::new();
            room.write(text(&crowd(40)));
            let (mut store, records, _) = room.open();
            room.write(text(&theirs));
            let ours = with(&records, person("Ours"));
            for handed in [&records, &ours] {
                let error = store.agree(handed).unwrap_err();
                assert!(matches!(error, SaveError::Removals { .. }), "{way}: {error}");
                let told = error.told();
                assert_eq!(told.exit.code(), 5);
                assert!(told.what.contains("stakeholders"), "{told}");
                assert_eq!(room.read(), text(&theirs), "{way}: nothing is written until then");
            }
            let agreed = store.agree_as(&ours, wish).unwrap().records;
            let kept = agreed.stakeholders.iter().filter(|who| who.name.starts_with("Person")).count();
            let left = if way == "much smaller" { 2 } else { 0 };
            assert_eq!(kept, if wish == Wish::KeepRemoved { 40 } else { left }, "{way} {wish:?}");
            assert!(
                agreed.stakeholders.iter().any(|who| who.name == "Ours"),
                "what is unsaved here is no removal there"
            );
            assert!(way != "another plan" || agreed.stakeholders.iter().any(|who| who.name == "Somebody Else"));
            assert_eq!(room.read(), text(&agreed));
            assert!(!store.agree(&agreed).unwrap().wrote, "{way}: asked once");
        }
    }
}

#[test]
fn a_few_removals_by_somebody_else_are_taken_in_silently() {
    let room = Room::new();
    room.write(text(&crowd(40)));
    let (mut store, records, _) = room.open();
    room.write(text(&crowd(32)));
    assert_eq!(store.agree(&records).unwrap().records.stakeholders.len(), records.stakeholders.len() - 8);
}

#[test]
fn a_broken_outside_edit_keeps_both_versions() {
    let room = Room::new();
    room.write(text(&sample()));
    let (mut store, records, _) = room.open();
    let broken = text(&sample()).replace("closeness", "closness");
    room.write(&broken);
    let error = store.agree(&records).unwrap_err();
    assert!(matches!(error, SaveError::NotUnderstood { aside: None, .. }), "nothing of ours is unsaved: {error}");
    let ours = with(&records, person("Ada"));
    let told = store.agree(&ours).unwrap_err().told();
    let aside = room.places().own.join("unsaved-plan.ron");
    assert!(told.hint.as_ref().unwrap().contains(&aside.display().to_string()), "{told}");
    assert!(told.what.starts_with("the plan was changed outside") && told.what.contains("closness"), "{told}");
    assert!(told.at.as_ref().unwrap().contains("plan.ron:11:"), "{told}");
    assert_eq!(room.read(), broken);
    assert_eq!(fs::read_to_string(&aside).unwrap(), text(&ours));
    assert_eq!(mode(&aside), 0o600);
    let (_, _, notices) = {
        room.write(text(&sample()));
        room.open()
    };
    assert!(notices[0].contains("unsaved-plan.ron"), "another run mentions it: {notices:?}");
    assert!(store.agree(&ours).unwrap().wrote);
    assert!(!aside.exists(), "once it is saved the copy goes");
    assert_eq!(room.read(), text(&ours));
}

#[test]
fn a_read_only_plan_is_told_at_the_start_and_kept() {
    let room = Room::new();
    room.write(text(&sample()));
    fs::set_permissions(room.plan(), fs::Permissions::from_mode(0o400)).unwrap();
    let (mut store, records, notices) = room.open();
    assert!(notices[0].contains("read-only") && store.read_only().is_some(), "{notices:?}");
    assert!(!store.agree(&records).unwrap().wrote);
    let told = store.agree(&with(&records, person("Ada"))).unwrap_err().told();
    assert!(told.what.contains("read-only"), "{told}");
    assert_eq!(room.read(), text(&sample()));
}

#[test]
fn a_missing_folder_is_made_only_for_the_default_plan() {
    let room = Room::new();
    let named = room.places_of(Some(&room.path("nowhere/plan.ron")));
    let told = Store::open(&named, today()).err().unwrap();
    assert!(told.what.contains("the folder is not there"), "{told}");
    let (mut store, records, _) = room.open();
    let ours = store.agree(&with(&records, person("Ada"))).unwrap().records;
    let gone = room.path("");
    fs::rename(&gone, gone.with_file_name("moved-away")).unwrap();
    let told = store.agree(&with(&ours, person("Grace"))).unwrap_err().told();
    assert!(told.what.contains("the folder is not there"), "{told}");
    assert!(!gone.exists());
    fs::rename(gone.with_file_name("moved-away"), &gone).unwrap();
}

#[test]
fn a_linked_plan_stays_a_link() {
    let room = Room::new();
    fs::create_dir(room.path("dotfiles")).unwrap();
    fs::write(room.path("dotfiles/mine.ron"), text(&sample())).unwrap();
    symlink("dotfiles/mine.ron", room.plan()).unwrap();
    let (mut store, records, _) = room.open();
    let ours = with(&records, person("Ada"));
    store.agree(&ours).unwrap();
    assert!(fs::symlink_metadata(room.plan()).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(room.path("dotfiles/mine.ron")).unwrap(), text(&ours));
}

#[test]
fn a_link_to_another_disk_is_followed_and_the_new_file_is_made_there() {
    // The room is in memory; the other folder is where temporary files are, which is another disk wherever that is so.
    let (room, other) = (Room::new(), tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap());
    let (real, folder) = (other.path().join("mine.ron"), other.path().join("notes.txt"));
    fs::write(&real, text(&sample())).unwrap();
    fs::write(&folder, "mine").unwrap();
    symlink(&real, room.plan()).unwrap();
    let (mut store, records, _) = room.open();
    let ours = with(&records, person("Ada"));
    store.agree(&ours).unwrap();
    assert!(fs::symlink_metadata(room.plan()).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(&real).unwrap(), text(&ours));
    assert_eq!(fs::read_dir(other.path()).unwrap().count(), 2, "nothing is left there");
}

#[test]
fn what_was_planted_where_temporary_files_are_made_is_left_alone() {
    let room = Room::new();
    room.write(text(&sample()));
    let victim = room.path("victim");
    fs::write(&victim, "precious").unwrap();
    for name in ["0", "1", "abcdefghijkl", "AAAAAAAAAAAA"] {
        symlink(&victim, room.path(&format!(".touchbase-{name}.tmp"))).unwrap();
    }
    fs::create_dir(room.path(".touchbase-folder.tmp")).unwrap();
    fs::write(room.path(".touchbase-folder.tmp/file"), "precious, too").unwrap();
    let (mut store, records, _) = room.open();
    for name in ["Ada", "Grace", "Mary"] {
        store.agree(&with(&records, person(name))).unwrap();
    }
    assert_eq!(fs::read_to_string(&victim).unwrap(), "precious");
    assert_eq!(fs::read_to_string(room.path(".touchbase-folder.tmp/file")).unwrap(), "precious, too");
    assert!(fs::symlink_metadata(room.path(".touchbase-0.tmp")).unwrap().is_symlink());
    assert!(room.read().contains("Mary"));
}

#[test]
fn links_in_a_circle_and_odd_files_are_refused_with_a_reason() {
    let room = Room::new();
    symlink("plan.ron", room.plan()).unwrap();
    let told = room.refused();
    assert_eq!(told.what, "could not open the plan: the link leads in a circle");
    fs::remove_file(room.plan()).unwrap();
    fs::create_dir(room.plan()).unwrap();
    assert!(room.refused().what.contains("it is a folder"));
}

#[test]
fn a_second_name_of_the_file_is_mentioned_once() {
    let room = Room::new();
    room.write(text(&sample()));
    fs::hard_link(room.plan(), room.path("other.ron")).unwrap();
    let (mut store, records, _) = room.open();
    let agreed = store.agree(&with(&records, person("Ada"))).unwrap();
    assert!(agreed.notices[0].contains("another name"), "{:?}", agreed.notices);
    assert!(store.agree(&with(&agreed.records, person("Grace"))).unwrap().notices.is_empty());
}

#[test]
fn the_leftovers_of_a_killed_run_go_at_the_next_start() {
    let room = Room::new();
    room.write(text(&sample()));
    let backups = room.places().backups;
    fs::create_dir_all(&backups).unwrap();
    fs::write(room.path(".touchbase-killed.tmp"), "half").unwrap();
    fs::write(backups.join(".touchbase-killed.tmp"), "half").unwrap();
    room.open();
    assert_eq!(room.files(), [room.plan()]);
}

#[test]
fn what_one_sees_of_the_other_is_theirs_not_a_removal() {
    let room = Room::new();
    let (mut one, records, _) = room.open();
    let (mut two, _, _) = room.open();
    one.agree(&with(&records, person("One"))).unwrap();
    let agreed = two.agree(&with(&records, person("Two"))).unwrap();
    assert!(agreed.changed_outside && agreed.records.stakeholders.len() == 2);
    let known = one.base().clone();
    let seen = one.agree(&known).unwrap();
    assert!(seen.changed_outside && !seen.wrote && seen.records == agreed.records);
    let ours = with(&seen.records, Stakeholder { archived: true, ..person("Two") });
    assert!(one.agree(&ours).unwrap().wrote);
}

#[test]
fn looking_the_disk_over_finds_what_is_loose_and_changes_nothing() {
    let room = Room::new();
    assert!(inspect(&room.places(), &Sound).is_empty(), "no plan, no findings");
    let (mut store, records, _) = room.open();
    let records = store.agree(&with(&records, person("Ada"))).unwrap().records;
    store.agree(&with(&records, person("Grace"))).unwrap();
    assert_eq!(inspect(&room.places(), &Sound), [], "all is well");
    store.put_aside(&records).unwrap();
    fs::set_permissions(room.plan(), fs::Permissions::from_mode(0o644)).unwrap();
    fs::write(room.path(".touchbase-killed.tmp"), "half").unwrap();
    fs::write(room.places().backups.join("day-2026-01-01.ron"), "(format: 1").unwrap();
    fs::hard_link(room.plan(), room.path("other.ron")).unwrap();
    let before = room.files();
    let said = inspect(&room.places(), &Sound).iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    fs::set_permissions(room.path(""), fs::Permissions::from_mode(0o777)).unwrap();
    let said =
        format!("{said}\n{}", inspect(&room.places(), &Sound).iter().map(ToString::to_string).collect::<String>());
    for word in [
        "chmod go-w",
        "mode 644",
        "chmod 600",
        "1 temporary file",
        "day-2026-01-01.ron",
        "second name",
        "unsaved-plan.ron",
    ] {
        assert!(said.contains(word), "{word} is missing:\n{said}");
    }
    assert_eq!(room.files(), before);
    room.write("(format: 1, gaols: [])");
    let said = inspect(&room.places(), &Sound).iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert!(said.contains("plan.ron:1:13") && said.contains("did you mean `goals`?"), "{said}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Three hands add and remove, now and then agreeing with the file. In the end all of them hold what was added and
    /// not removed, whatever the order.
    #[test]
    fn whatever_the_order_all_come_to_the_same(steps in vec((0..3_usize, any::<bool>(), any::<bool>()), 1..24)) {
        let room = Room::new();
        let mut hands: Vec<(Store, Records)> = (0..3).map(|_| room.open()).map(|(store, here, _)| (store, here)).collect();
        // Here all may go: it is what the others wanted.
        let mut expected = BTreeSet::new();
        for (number, (hand, removes, agrees)) in steps.into_iter().enumerate() {
            let (store, here) = &mut hands[hand];
            let first = here.proofs.ids().next().cloned();
            if let Some(id) = first.filter(|_| removes) {
                expected.remove(id.as_str());
                *here = without(here, Key::Proof(id));
            } else {
                expected.insert(format!("p{number:04}"));
                *here = with(here, proof(number));
            }
            if agrees {
                *here = store.agree_as(here, Wish::TakeRemovals).unwrap().records;
            }
        }
        for _ in 0..2 {
            for (store, here) in &mut hands {
                *here = store.agree_as(here, Wish::TakeRemovals).unwrap().records;
            }
        }
        for (_, here) in &hands {
            prop_assert!(here.proofs.ids().map(Id::as_str).eq(expected.iter().map(String::as_str)));
            prop_assert!(here.conflicts.is_empty());
            prop_assert_eq!(&text(here), &std::fs::read_to_string(room.plan()).unwrap_or_else(|_| text(here)));
        }
    }
}
