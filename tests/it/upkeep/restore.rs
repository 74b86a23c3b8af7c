//! Backups are listed with what is other in them, and restored.

use std::fs;
use std::path::PathBuf;

use super::{all_private, state};
use crate::cli::Home;

/// A home with three saves behind it: the backups are the plan before the last save, and as the day found it.
fn home() -> Home {
    let home = Home::with_people();
    home.run(&["log", "ada", "sent the numbers"]);
    home
}

fn backups(home: &Home) -> PathBuf {
    state(home).join("backups")
}

/// The words of a listed backup, without the moment it was written.
fn listed(home: &Home) -> Vec<(String, String)> {
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let list = home.json(&["restore", "--json"]);
    list.as_array().unwrap().iter().map(|one| (text(&one["what"]), text(&one["difference"]))).collect()
}

fn number_of(home: &Home, what: &str) -> String {
    (listed(home).iter().position(|(which, _)| which == what).unwrap() + 1).to_string()
}

#[test]
fn each_backup_is_listed_with_what_is_other_in_it() {
    let home = home();
    let all = listed(&home);
    let has = |what: &str, difference: &str| all.contains(&(what.to_owned(), difference.to_owned()));
    assert!(has("before the last save", "1 touch fewer"), "{all:?}");
    assert!(has("as that day found it", "2 stakeholders, 1 touch fewer"), "{all:?}");
    let text = home.run(&["restore"]);
    assert!(text.out.starts_with("1  ") && text.out.contains("before the last save  1 touch fewer"), "{}", text.out);
    let nothing = Home::new().run(&["restore"]);
    assert_eq!((nothing.out.as_str(), nothing.code), ("", 0));
    assert!(nothing.err.starts_with("There is no backup yet"), "{}", nothing.err);
}

#[test]
fn every_good_one_is_restored_and_that_is_taken_back() {
    for what in ["before the last save", "as that day found it"] {
        let home = home();
        let (before, number) = (home.records(), number_of(&home, what));
        let wanted: usize = if what == "before the last save" { 3 } else { 1 };
        let dry = home.run(&["restore", &number, "--dry-run"]);
        assert!(dry.out.starts_with("Would restore the plan of ") && dry.code == 0, "{}", dry.out);
        assert_eq!(home.records(), before);
        let done = home.run(&["restore", &number]);
        assert!(
            done.out.starts_with("Restored the plan of ") && done.out.contains("fewer."),
            "{}{}",
            done.out,
            done.err
        );
        assert_eq!((home.records().stakeholders.len(), home.records().touches.len()), (wanted, 0));
        let undone = home.run(&["undo"]);
        assert!(undone.out.starts_with("Undid: restore the plan of "), "{}", undone.out);
        assert_eq!(home.records(), before);
        all_private(&home);
    }
}

#[test]
fn a_day_a_name_and_a_file_name_one_too() {
    let home = home();
    for which in ["2026-11-23", "day-2026-11-23", "previous"] {
        let answer = home.run(&["restore", which, "-n"]);
        assert_eq!((answer.code, answer.err.as_str()), (0, ""), "{which}");
    }
    let file = backups(&home).join("previous.ron").display().to_string();
    assert_eq!(home.run(&["restore", &file]).code, 0);
    // Any other plan will do.
    fs::write(home.path("other.ron"), "(format: 1, goals: [(id: \"data\", title: \"Data\")])").unwrap();
    let other = home.run(&["restore", "other.ron"]);
    assert!(other.out.contains("3 stakeholders fewer; 1 goal more"), "{}{}", other.out, other.err);
    home.run(&["restore", "none.ron"]).fails(1, &["no backup is called none.ron"]);
}

#[test]
fn a_corrupt_one_is_named_and_another_offered() {
    let home = home();
    let before = home.records();
    fs::write(backups(&home).join("previous.ron"), "(format: 1,\n stakeholders: [(id: \"a\", nmae: \"A\")])").unwrap();
    let broken = number_of(&home, "before the last save");
    let good = number_of(&home, "as that day found it");
    let listed = listed(&home);
    assert!(
        listed.iter().any(|(_, difference)| difference.starts_with("cannot be read: line 2: expected")),
        "{listed:?}"
    );
    let hint = format!("hint: the newest that can be read is {good}");
    home.run(&["restore", &broken]).fails(1, &["this backup cannot be read: line 2", "previous.ron", &hint]);
    home.run(&["restore", "17"]).fails(1, &["no backup is called 17"]);
    assert_eq!(home.records(), before);
}

#[test]
fn a_broken_plan_is_replaced_and_kept() {
    let home = home();
    let broken = "(format: 1, stakeholders: [";
    fs::write(home.plan(), broken).unwrap();
    let told = home.run(&["restore"]);
    assert!(
        told.err.contains("cannot be understood") && told.out.contains("3 stakeholders"),
        "{}{}",
        told.out,
        told.err
    );
    let done = home.run(&["restore", "previous"]);
    assert!(done.out.contains("The file as it was is /"), "{}{}", done.out, done.err);
    assert_eq!(home.records().stakeholders.len(), 3);
    assert_eq!(fs::read_to_string(state(&home).join("not-understood-touchbase.ron")).unwrap(), broken);
    all_private(&home);
}

#[test]
fn a_plan_that_is_gone_comes_back() {
    let home = home();
    let before = home.records();
    fs::remove_file(home.plan()).unwrap();
    let done = home.run(&["restore", "previous"]);
    assert!(done.out.contains("3 stakeholders more"), "{}{}", done.out, done.err);
    assert_eq!(home.records().stakeholders, before.stakeholders);
}

#[test]
fn no_empty_plan_is_begun_over_a_known_one() {
    let home = home();
    let plan = home.plan();
    let (folder, away) = (plan.parent().unwrap().to_owned(), home.path("away"));
    fs::rename(&folder, &away).unwrap();
    // The folder is gone; it comes back empty.
    for _ in 0..2 {
        for words in [&["add", "Bob"][..], &["list"], &["log", "ada", "x"], &["edit"], &["status"], &["doctor"]] {
            let answer = home.run(words);
            assert_eq!(answer.code, 3, "{words:?}: {}{}", answer.out, answer.err);
            let said = format!("{}{}", answer.out, answer.err);
            assert!(said.contains("the plan that was here is gone") && said.contains("touchbase restore 1"), "{said}");
            assert!(!plan.exists(), "{words:?}");
        }
        fs::create_dir_all(&folder).unwrap();
    }
    fs::remove_dir(&folder).unwrap();
    fs::rename(&away, &folder).unwrap();
    assert!(home.run(&["list"]).out.contains("Ada"));
    // Or a backup takes its place; or the backups go, too, and something new begins.
    fs::remove_file(&plan).unwrap();
    assert_eq!(home.run(&["restore", "1"]).code, 0);
    assert!(home.run(&["list"]).out.contains("Ada"));
    fs::remove_file(&plan).unwrap();
    fs::rename(state(&home).join("backups"), home.path("old-backups")).unwrap();
    assert_eq!(home.run(&["add", "Bob"]).code, 0);
    assert_eq!(home.records().stakeholders.len(), 1);
}
