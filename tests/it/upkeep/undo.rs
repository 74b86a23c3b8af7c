//! What a command did is taken back by another process.

use std::fs;
use std::process::Stdio;

use super::{all_private, files, state};
use crate::cli::{Answer, Home};

#[test]
fn the_last_change_is_taken_back_in_a_later_process_and_said() {
    let home = Home::with_people();
    let before = home.records();
    home.run(&["log", "ada", "sent the numbers", "--on", "yesterday"]);
    let after = home.records();
    home.run(&["undo", "--dry-run"]).says("Would undo: log touch with Ada Lovelace\n");
    assert_eq!(home.records(), after);
    home.run(&["undo"]).says("Undid: log touch with Ada Lovelace\n");
    assert_eq!(home.records(), before);
    home.run(&["redo", "-n"]).says("Would do again: log touch with Ada Lovelace\n");
    home.run(&["redo"]).says("Did again: log touch with Ada Lovelace\n");
    assert_eq!(home.records(), after);
    all_private(&home);
}

#[test]
fn changes_are_taken_back_one_after_the_other_to_the_first() {
    let home = Home::with_people();
    home.run(&["undo", "--list"]).says("today  add Ada Lovelace\ntoday  add Grace Kelly\ntoday  add Grace Hopper\n");
    assert_eq!(home.json(&["undo", "--list", "--json"])[2]["what"], "add Grace Hopper");
    assert_eq!(home.json(&["undo", "--json"])["what"], "add Ada Lovelace");
    home.run(&["undo"]).says("Undid: add Grace Kelly\n");
    home.run(&["-q", "undo"]).says("");
    assert!(home.records().is_empty());
    home.run(&["undo"]).fails(1, &["no change to take back", "hint: "]);
    home.run(&["redo"]).says("Did again: add Grace Hopper\n");
    home.run(&["add", "Nora"]);
    home.run(&["redo"]).fails(1, &["no change to do again"]);
    home.run(&["undo"]).says("Undid: add Nora\n");
    assert_eq!(home.records().stakeholders.len(), 1);
}

#[test]
fn many_lines_are_one_change() {
    let home = Home::with_people();
    home.with_input(&["log", "ada", "-"], "one\ntwo\nthree\n");
    home.run(&["undo"]).says("Undid: log 3 touches\n");
    assert!(home.records().touches.is_empty());
}

#[test]
fn what_was_changed_elsewhere_since_stays() {
    let home = Home::with_people();
    home.run(&["log", "ada", "sent the numbers"]);
    let text = fs::read_to_string(home.plan()).unwrap();
    // Somebody edits the file: another word on the touch, and another person.
    fs::write(home.plan(), text.replace("sent the numbers", "sent all numbers").replace("Legal", "Law")).unwrap();
    home.run(&["undo"]).fails(1, &["nothing is left of this change: log touch with Ada Lovelace", "hint: "]);
    let records = home.records();
    assert_eq!(records.touches.iter().next().unwrap().note, "sent all numbers");
    assert!(records.stakeholders.iter().any(|who| who.org == "Law"));
    // It is no longer in the way.
    home.run(&["undo"]).fails(1, &["nothing is left of this change: add Ada Lovelace"]);
    home.run(&["undo"]).fails(1, &["nothing is left of this change: add Grace Kelly"]);
    home.run(&["undo"]).says("Undid: add Grace Hopper\n");
}

#[test]
fn each_plan_has_changes_of_its_own_and_a_torn_list_is_no_trouble() {
    let home = Home::with_people();
    home.run(&["--plan", "other.ron", "add", "Nora"]);
    home.run(&["--plan", "other.ron", "undo"]).says("Undid: add Nora\n");
    fs::write(state(&home).join("undo/steps.jsonl"), b"\xff\xfe{").unwrap();
    home.run(&["undo"]).fails(1, &["no change to take back"]);
    home.run(&["log", "ada"]).says("Logged for Ada Lovelace, 23 Nov 2026.\n");
    home.run(&["undo"]).says("Undid: log touch with Ada Lovelace\n");
}

#[test]
fn a_change_is_kept_even_where_nothing_can_be_noted_about_it() {
    let home = Home::with_people();
    let folder = state(&home).join("undo");
    fs::remove_dir_all(&folder).unwrap();
    fs::write(&folder, "in the way").unwrap();
    let answer = home.run(&["log", "ada"]);
    assert_eq!((answer.out.as_str(), answer.code), ("Logged for Ada Lovelace, 23 Nov 2026.\n", 0));
    assert!(answer.err.starts_with("note: touchbase undo will not know of this change: "), "{}", answer.err);
    assert_eq!(home.records().touches.len(), 1);
}

/// Twenty processes, each with fifty touches: most of them in one save, the last four in one each.
#[test]
fn twenty_at_once_lose_nothing_and_leave_nothing() {
    let home = Home::with_people();
    let binary = assert_cmd::cargo::cargo_bin!("touchbase").display().to_string();
    let spawn = |process: usize| {
        let script = format!(
            "seq -f 'note {process}-%g' 1 46 | '{binary}' -q log ada - || exit\n\
             for n in 47 48 49 50; do '{binary}' -q log ada \"note {process}-$n\" || exit; done"
        );
        let mut shell = std::process::Command::new("sh");
        shell.args(["-c", &script]).env_clear().env("PATH", "/usr/bin:/bin").env("HOME", home.path(""));
        shell.env("TOUCHBASE_TODAY", "2026-11-23").stdout(Stdio::piped()).stderr(Stdio::piped());
        shell.spawn().unwrap()
    };
    let children: Vec<_> = (0..20).map(spawn).collect();
    for child in children {
        Answer::of(&child.wait_with_output().unwrap()).says("");
    }
    let mut notes: Vec<String> = home.records().touches.iter().map(|touch| touch.note.clone()).collect();
    notes.sort();
    let mut wanted: Vec<String> =
        (0..20).flat_map(|process| (1..=50).map(move |n| format!("note {process}-{n}"))).collect();
    wanted.sort();
    assert_eq!(notes, wanted);
    assert_eq!(files(&home.path(".config/touchbase")), [home.plan()]);
    assert!(files(&state(&home)).iter().all(|file| file.extension().is_none_or(|end| end != "tmp")));
    // Every one of them can be taken back, as far as the list goes.
    let listed = home.json(&["undo", "--list", "--json"]).as_array().unwrap().len();
    assert_eq!(listed, 100);
}
