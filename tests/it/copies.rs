//! What sync tools leave beside a plan that was changed on two machines: it is told, kept until it is merged, and loses
//! nothing.

use crate::pty::{Exit, Pty, Setup};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The names that the tools give, for a plan called `touchbase.ron`.
const NAMES: [&str; 9] = [
    "touchbase.sync-conflict-20261123-101112-ABCDEFG.ron",
    "touchbase (Grace's conflicted copy 2026-11-23).ron",
    "touchbase (conflicted copy 2026-11-23 101112).ron",
    "touchbase_conflict-20261123-101112.ron",
    "touchbase (Case Conflict).ron",
    "touchbase-DESKTOP-1A2B3C.ron",
    "touchbase 2.ron",
    "touchbase (1).ron",
    "touchbase.ron.sync-conflict-20261123-101112-ABCDEFG",
];

struct Home(tempfile::TempDir);

impl Home {
    /// A plan with two people and a touch, and a backup from before it parted from the other machine's.
    fn new() -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        home.does(&["add", "Ada Lovelace", "--org=Finance"]);
        home.does(&["add", "Grace Hopper", "--org=Platforms"]);
        home.does(&["log", "ada", "before they parted"]);
        home
    }

    fn folder(&self) -> PathBuf {
        self.0.path().join(".config/touchbase")
    }

    fn plan(&self) -> PathBuf {
        self.folder().join("touchbase.ron")
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_touchbase"));
        command.env_clear().env("HOME", self.0.path()).env("TOUCHBASE_TODAY", "2026-11-23").current_dir(self.0.path());
        command
    }

    fn run(&self, words: &[&str]) -> Output {
        self.command().args(words).output().unwrap()
    }

    fn does(&self, words: &[&str]) -> String {
        let output = self.run(words);
        let (out, told) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "{words:?}: {out}{told}");
        format!("{out}{told}")
    }

    fn screens(&self) -> Setup {
        Setup::touchbase().home(self.0.path()).env("TOUCHBASE_TODAY", "2026-11-23").size(140, 30)
    }

    /// The other machine: what it does to the plan as it is now ends up under another name, and ours is as before.
    fn elsewhere(&self, name: &str, does: &[&[&str]]) -> PathBuf {
        let here = fs::read(self.plan()).unwrap();
        let other = self.0.path().join("other.ron");
        fs::write(&other, &here).unwrap();
        for words in does {
            let mut words = words.to_vec();
            words.extend(["--plan", "other.ron"]);
            self.does(&words);
        }
        let copy = self.folder().join(name);
        fs::rename(other, &copy).unwrap();
        copy
    }
}

fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

#[test]
fn each_tool_s_copy_is_told_kept_until_it_is_merged_and_then_put_aside() {
    for name in NAMES {
        let home = Home::new();
        let copy = home.elsewhere(name, &[&["log", "grace", "on the other machine"], &["add", "Alan Turing"]]);
        home.does(&["log", "ada", "on this machine"]);
        let said = home.does(&["list"]);
        let told = format!(
            "note: a sync tool left another version of the plan beside it ({name}); touchbase merge takes it in"
        );
        assert!(said.contains(&told), "{name}: {said}");
        let doctor = home.run(&["doctor"]);
        let found = String::from_utf8_lossy(&doctor.stdout).into_owned();
        assert!(doctor.status.code() == Some(1) && found.contains("a sync tool left another version"), "{found}");

        let before = fs::read(home.plan()).unwrap();
        let would = home.does(&["merge", "--dry-run"]);
        assert!(would.contains("Would take in ") && would.contains(": 1 stakeholder, 1 touch more."), "{would}");
        assert!(fs::read(home.plan()).unwrap() == before && exists(&copy));

        let bytes = fs::read(&copy).unwrap();
        let said = home.does(&["merge"]);
        assert!(said.contains("Took in ") && said.contains(": 1 stakeholder, 1 touch more."), "{name}: {said}");
        assert!(!exists(&copy), "{name}");
        let kept = home.0.path().join(".local/state/touchbase/backups/other-version.ron");
        assert_eq!(fs::read(kept).unwrap(), bytes, "{name}");
        let found = home.does(&["find", "machine"]);
        assert!(found.contains("on the other machine") && found.contains("on this machine"), "{name}: {found}");
        assert_eq!(home.does(&["doctor"]), "Everything fits.\n");
        assert_eq!(home.does(&["merge"]), "There is no other version beside the plan.\n");
        assert!(home.does(&["undo"]).starts_with("Undid: merge another version"));
        assert!(!home.does(&["list"]).contains("Alan Turing"));
    }
}

#[test]
fn other_files_of_a_similar_name_are_left_alone() {
    let home = Home::new();
    let before = fs::read(home.plan()).unwrap();
    for (name, text) in [
        ("touchbase 2.ron", &b"(format: 1, stakeholders: [(id: \"ada-lovelace\", name: \"Ada Lovelace\")])"[..]),
        ("touchbase (1).ron", b"not a plan"),
        ("touchbase-Work.ron", b"(format: 1)"),
        ("touchbase-work.ron", &before),
        ("touchbase.ron.bak", &before),
        ("notes (conflicted copy).ron", &before),
    ] {
        fs::write(home.folder().join(name), text).unwrap();
    }
    fs::create_dir(home.folder().join("touchbase (conflicted copy).ron")).unwrap();
    assert!(!home.does(&["list"]).contains("sync tool"));
    assert_eq!(home.does(&["merge"]), "There is no other version beside the plan.\n");
}

#[test]
fn where_both_changed_the_same_both_values_are_kept_and_the_code_says_so() {
    let home = Home::new();
    let text = fs::read_to_string(home.plan()).unwrap();
    let copy = home.folder().join(NAMES[0]);
    fs::write(&copy, text.replace("org: \"Finance\"", "org: \"Risk\"")).unwrap();
    fs::write(home.plan(), text.replace("org: \"Finance\"", "org: \"Treasury\"")).unwrap();
    let output = home.run(&["merge", "--dry-run"]);
    assert_eq!(output.status.code(), Some(5));
    let output = home.run(&["merge"]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(5) && said.contains("changed in two places"), "{said}");
    let text = fs::read_to_string(home.plan()).unwrap();
    assert!(text.contains("Treasury") && text.contains("Risk"), "{text}");
    assert!(!exists(&copy), "it is in the plan, and with the backups");
}

#[test]
fn what_was_removed_here_stays_removed_and_nothing_is_removed_for_being_missing_there() {
    let home = Home::new();
    home.does(&["log", "grace", "a second"]);
    // The day's backup of when they parted.
    let backup = home.0.path().join(".local/state/touchbase/backups/day-2026-11-22.ron");
    fs::copy(home.plan(), backup).unwrap();
    let copy = home.elsewhere(NAMES[1], &[&["log", "grace", "there"]]);
    home.does(&["undo"]);
    home.does(&["add", "Only Here"]);
    let said = home.does(&["merge"]);
    assert!(said.contains(": 1 touch more."), "{said}");
    let found = home.does(&["find", "second"]);
    assert!(!found.contains("a second"), "{found}");
    assert!(home.does(&["list"]).contains("Only Here") && home.does(&["find", "there"]).contains("there"));
    assert!(!exists(&copy));
}

#[test]
fn a_version_that_cannot_be_read_stays_where_it_is_and_a_named_file_too() {
    let home = Home::new();
    let copy = home.folder().join(NAMES[0]);
    fs::write(&copy, "(format: 1, goals: [").unwrap();
    let output = home.run(&["merge"]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(1) && told.contains("this version cannot be read: line 1"), "{told}");
    assert!(exists(&copy));
    fs::remove_file(&copy).unwrap();

    let named = home.elsewhere("elsewhere.ron", &[&["add", "Alan Turing"]]);
    let said = home.does(&["merge", named.to_str().unwrap()]);
    assert!(said.contains("1 stakeholder more") && exists(&named), "{said}");
    assert!(home.does(&["merge", named.to_str().unwrap()]).starts_with("There is nothing new in "));
}

#[test]
fn the_screens_tell_of_it_at_the_start_and_while_they_are_open() {
    let home = Home::new();
    let mut pty = Pty::start(home.screens());
    pty.wait_for("Ada Lovelace");
    home.elsewhere(NAMES[0], &[&["add", "Alan Turing"]]);
    pty.wait_for("& shows what it brings");
    pty.wait_for("1 to merge");
    home.does(&["merge"]);
    pty.wait_for("Alan Turing");
    pty.wait_gone("to merge");
    pty.keys("q");
    assert_eq!(pty.exit(), Exit::Code(0));
    home.elsewhere(NAMES[1], &[&["add", "Barbara Liskov"]]);
    let mut pty = Pty::start(home.screens());
    pty.wait_for("& shows what it brings");
    pty.keys("q");
    assert_eq!(pty.exit(), Exit::Code(0));
}

#[test]
fn on_the_screens_it_is_looked_at_taken_in_and_put_away_and_one_key_takes_it_back() {
    let home = Home::new();
    let copy = home.elsewhere(NAMES[0], &[&["log", "grace", "on the other machine"], &["add", "Alan Turing"]]);
    let bytes = fs::read(&copy).unwrap();
    let mut pty = Pty::start(home.screens());
    pty.wait_for("1 to merge");
    pty.keys("&");
    pty.wait_for("It brings: 1 stakeholder, 1 touch more.");
    pty.wait_for("Grace Hopper: on the other machine");
    assert!(exists(&copy) && !home.does(&["list"]).contains("Alan Turing"), "looking changes nothing");
    pty.keys("\r");
    pty.wait_for("it is with the backups now");
    assert!(!exists(&copy) && home.does(&["list"]).contains("Alan Turing"));
    let kept = home.0.path().join(".local/state/touchbase/backups/other-version.ron");
    assert_eq!(fs::read(kept).unwrap(), bytes);
    pty.keys("u");
    pty.wait_for("Undid: merge another version");
    pty.keys("q");
    assert_eq!(pty.exit(), Exit::Code(0));
    assert!(!home.does(&["list"]).contains("Alan Turing"));
}

#[test]
fn killed_before_the_merge_is_saved_the_version_is_where_it_was() {
    let home = Home::new();
    let copy = home.elsewhere(NAMES[0], &[&["add", "Alan Turing"]]);
    let (before, bytes) = (fs::read(home.plan()).unwrap(), fs::read(&copy).unwrap());
    let mut pty = Pty::start(home.screens());
    pty.wait_for("1 to merge");
    // Somebody else is at the plan, so that the save waits.
    let folder = fs::File::open(home.folder()).unwrap();
    folder.lock().unwrap();
    pty.keys("&");
    pty.wait_for("It brings: 1 stakeholder more.");
    pty.keys("\r");
    pty.wait_for("Took in ");
    pty.wait_for("saving");
    pty.signal(rustix::process::Signal::KILL);
    pty.exit();
    drop(folder);
    assert!(fs::read(&copy).unwrap() == bytes && fs::read(home.plan()).unwrap() == before);
    let mut pty = Pty::start(home.screens());
    pty.wait_for("1 to merge");
    pty.keys("&");
    pty.wait_for("It brings: 1 stakeholder more.");
    pty.keys("\r");
    pty.wait_for("it is with the backups now");
    pty.keys("q");
    assert_eq!(pty.exit(), Exit::Code(0));
    assert!(home.does(&["list"]).contains("Alan Turing") && !exists(&copy));
}

#[test]
fn a_program_is_told_what_came_in_and_what_clashes() {
    let home = Home::new();
    home.does(&["log", "ada", "here"]);
    let text = fs::read_to_string(home.plan()).unwrap();
    let copy = home.elsewhere(NAMES[0], &[&["add", "Alan Turing"]]);
    let there = fs::read_to_string(&copy).unwrap();
    fs::write(&copy, there.replace("org: \"Finance\"", "org: \"Risk\"")).unwrap();
    fs::write(home.plan(), text.replace("org: \"Finance\"", "org: \"Treasury\"")).unwrap();
    let json = |words: &[&str]| {
        let output = home.run(words);
        assert_eq!(output.status.code(), Some(5), "{words:?}");
        crate::schema::data(&String::from_utf8(output.stdout).unwrap())
    };
    let would = json(&["merge", "--dry-run", "--json"]);
    assert!(would[0]["kept"].is_null() && exists(&copy));
    let done = json(&["merge", "--json"]);
    let one = &done[0];
    let clash = &one["clashes"][0];
    let said = [&clash["id"], &clash["field"], &clash["here"], &clash["there"]];
    assert_eq!(said, ["ada-lovelace", "org", "Treasury", "Risk"]);
    let came = one["more"].as_array().unwrap();
    assert!(came.contains(&serde_json::json!({ "kind": "stakeholder", "id": "alan-turing" })), "{came:?}");
    assert!(one["kept"].as_str().unwrap().ends_with("other-version.ron") && !exists(&copy));
    let output = home.run(&["merge", "--json"]);
    let none = crate::schema::data(&String::from_utf8(output.stdout).unwrap());
    assert_eq!(none, serde_json::json!([]));
}

#[test]
fn a_copy_beside_a_locked_plan_is_locked_with_it_and_merged_with_the_key() {
    let home = Home::new();
    home.elsewhere(NAMES[0], &[&["log", "ada", "a canary elsewhere"]]);
    let with_key = |words: &str| {
        let line = format!("printf sesame | {} {words} --passphrase-fd 0", env!("CARGO_BIN_EXE_touchbase"));
        let mut command = Command::new("/bin/sh");
        command
            .env_clear()
            .env("HOME", home.0.path())
            .env("TOUCHBASE_TODAY", "2026-11-23")
            .env("TOUCHBASE_TEST_WORK", "4");
        let output = command.args(["-c", &line]).output().unwrap();
        assert!(output.status.success(), "{words}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    with_key("lock");
    assert!(!String::from_utf8_lossy(&fs::read(home.folder().join(NAMES[0])).unwrap()).contains("canary"));
    assert!(with_key("merge").contains("1 touch more"));
    let kept = home.0.path().join(".local/state/touchbase/backups/other-version.ron");
    assert!(fs::read(kept).unwrap().starts_with(b"age-encryption.org/"));
    assert!(with_key("find canary").contains("a canary elsewhere"));
}
