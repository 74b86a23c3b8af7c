//! At a terminal: the question comes before anything else, once, and what is typed is seen by nobody.

use super::{Home, SECRET};
use crate::pty::{Exit, Pty, Setup, Signal};
use std::fs;

pub fn setup(home: &Home) -> Setup {
    Setup::touchbase()
        .home(home.path())
        .env("TOUCHBASE_TODAY", "2026-11-23")
        .env("TOUCHBASE_TEST_WORK", "4")
        .size(100, 30)
}

/// Types the passphrase at the question.
pub fn type_secret(pty: &mut Pty, question: &str, secret: &str) {
    pty.wait_for(question);
    pty.wait_until("nothing is echoed", |pty| !pty.is_cooked());
    pty.bytes(format!("{secret}\r").as_bytes());
}

pub fn never_shown(pty: &Pty) {
    let raw = String::from_utf8_lossy(pty.raw()).into_owned();
    assert!(!raw.contains(SECRET) && !raw.contains("sesame"), "the passphrase was shown");
}

#[test]
fn the_screens_ask_first_and_save_without_asking_again() {
    let home = Home::locked();
    let mut pty = Pty::start(setup(&home));
    pty.wait_for("Passphrase:");
    assert!(!pty.screen().contains("Plan"), "before the screens");
    type_secret(&mut pty, "Passphrase:", SECRET);
    pty.wait_for("Canaryname Hopper");
    pty.keys("t");
    pty.wait_for("In touch with");
    pty.keys("typed on the screens canarydraft");
    pty.wait_for("canarydraft");
    // The draft is on the disk, and locked.
    let drafts = home.own().join("drafts");
    pty.wait_until("the draft is there", |_| {
        super::files_below(&drafts).iter().any(|path| path.extension().is_some_and(|end| end == "json"))
    });
    assert_eq!(home.with_canaries(), Vec::<std::path::PathBuf>::new());
    // No core, no look into the memory.
    let limits = fs::read_to_string(pty.proc().join("limits")).unwrap();
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
    assert_eq!(core.split_whitespace().skip(4).take(2).collect::<Vec<_>>(), ["0", "0"]);
    pty.keys("<Enter>");
    pty.wait_for("Done: log touch");
    pty.keys("q");
    assert_eq!(pty.exit(), Exit::Code(0));
    assert!(pty.given_back());
    never_shown(&pty);
    assert!(home.opens(&["find", "canarydraft"]).contains("typed on the screens"));
    assert_eq!(home.with_canaries(), Vec::<std::path::PathBuf>::new());
}

#[test]
fn a_draft_of_a_killed_run_comes_back_behind_the_question() {
    let home = Home::locked();
    let mut pty = Pty::start(setup(&home));
    type_secret(&mut pty, "Passphrase:", SECRET);
    pty.wait_for("Canaryname Hopper");
    pty.keys("t");
    pty.wait_for("In touch with");
    pty.keys("half a canarydraft");
    pty.wait_for("half a canarydraft");
    let drafts = home.own().join("drafts");
    pty.wait_until("the draft is there", |_| {
        let long = |path: &std::path::PathBuf| fs::metadata(path).is_ok_and(|known| known.len() > 200);
        super::files_below(&drafts).iter().any(|path| path.extension().is_some_and(|end| end == "json") && long(path))
    });
    pty.signal(Signal::KILL);
    assert_eq!(pty.exit(), Exit::Signal("Killed".to_owned()));
    assert_eq!(home.with_canaries(), Vec::<std::path::PathBuf>::new());
    let mut pty = Pty::start(setup(&home));
    type_secret(&mut pty, "Passphrase:", SECRET);
    pty.wait_for("What you were writing is back");
}

#[test]
fn three_tries_and_then_four() {
    let home = Home::locked();
    let mut pty = Pty::start(setup(&home).arg("list"));
    type_secret(&mut pty, "Passphrase:", "sesame");
    pty.wait_for("That is not the passphrase; once more.");
    pty.wait_until("it asks again", |pty| pty.screen().matches("Passphrase:").count() == 2);
    type_secret(&mut pty, "Passphrase:", SECRET);
    pty.wait_for("Canaryname Hopper");
    assert_eq!(pty.exit(), Exit::Code(0));
    never_shown(&pty);
    let mut pty = Pty::start(setup(&home).arg("list"));
    for round in 1..=3 {
        pty.wait_until("it asks again", |pty| pty.screen().matches("Passphrase:").count() == round);
        type_secret(&mut pty, "Passphrase:", "sesame");
    }
    pty.wait_for("error: could not open the plan: wrong passphrase");
    assert_eq!(pty.exit(), Exit::Code(4));
    assert!(pty.is_cooked());
}

#[test]
fn the_question_can_be_left() {
    let home = Home::locked();
    for key in ["\u{3}", "\u{4}", "\r"] {
        let mut pty = Pty::start(setup(&home).arg("list"));
        pty.wait_for("Passphrase:");
        pty.wait_until("nothing is echoed", |pty| !pty.is_cooked());
        pty.bytes(key.as_bytes());
        pty.wait_for("error: could not open the plan: it is locked");
        assert_eq!(pty.exit(), Exit::Code(4));
        assert!(pty.is_cooked(), "the terminal is as it was");
    }
}

#[test]
fn a_new_passphrase_is_typed_twice() {
    let home = Home::new();
    let plain = home.bytes();
    let mut pty = Pty::start(setup(&home).arg("lock"));
    type_secret(&mut pty, "New passphrase:", SECRET);
    type_secret(&mut pty, "Once more:", "sesame");
    pty.wait_for("error: the two are not the same; nothing was locked");
    assert_eq!(pty.exit(), Exit::Code(4));
    assert!(home.bytes() == plain && !home.key().exists());
    let mut pty = Pty::start(setup(&home).arg("lock"));
    type_secret(&mut pty, "New passphrase:", SECRET);
    type_secret(&mut pty, "Once more:", SECRET);
    pty.wait_for("Locked the plan");
    assert_eq!(pty.exit(), Exit::Code(0));
    never_shown(&pty);
    assert!(home.opens(&["list"]).contains("Canaryname"));
}

#[test]
fn a_plan_that_is_locked_while_the_screens_are_open_gets_nothing_in_plain() {
    let home = Home::new();
    let mut pty = Pty::start(setup(&home));
    pty.wait_for("Canaryname Hopper");
    home.opens(&["lock"]);
    let locked = home.bytes();
    pty.keys("t");
    pty.wait_for("In touch with");
    pty.keys("typed too late canarydraft");
    pty.wait_for("too late canarydraft");
    pty.keys("<Enter>");
    pty.wait_for("not saved");
    assert_eq!((home.with_canaries(), home.bytes()), (Vec::new(), locked));
    // Unlocked again, it is saved by itself.
    home.opens(&["unlock"]);
    pty.wait_until("it is saved", |_| String::from_utf8_lossy(&home.bytes()).contains("typed too late"));
    pty.keys("q");
    assert_eq!(pty.exit(), Exit::Code(0));
}

#[test]
fn a_plan_that_is_unlocked_while_the_screens_are_open_is_plain_from_then_on() {
    let home = Home::locked();
    let mut pty = Pty::start(setup(&home));
    type_secret(&mut pty, "Passphrase:", SECRET);
    pty.wait_for("Canaryname Hopper");
    home.opens(&["unlock"]);
    pty.wait_for("the plan was unlocked meanwhile");
    pty.keys("t");
    pty.wait_for("In touch with");
    pty.keys("in plain again<Enter>");
    pty.wait_for("Done: log touch");
    pty.keys("q");
    assert_eq!(pty.exit(), Exit::Code(0));
    assert!(home.does(&["find", "plain"]).contains("in plain again"), "no key is needed");
}

#[test]
fn two_who_have_the_key_write_side_by_side() {
    let home = Home::locked();
    let mut pty = Pty::start(setup(&home));
    type_secret(&mut pty, "Passphrase:", SECRET);
    pty.wait_for("Canaryname Hopper");
    home.opens(&["add", "Ada Lovelace"]);
    pty.wait_for("Ada Lovelace");
    pty.keys("t");
    pty.wait_for("In touch with");
    pty.keys("from the screens<Enter>");
    pty.wait_for("Done: log touch");
    pty.wait_for("saved");
    home.opens(&["log", "ada", "from a script"]);
    pty.keys("q");
    assert_eq!(pty.exit(), Exit::Code(0));
    let found = home.opens(&["find", "from"]);
    assert!(found.contains("from the screens") && found.contains("from a script"), "{found}");
    assert_eq!(home.with_canaries(), Vec::<std::path::PathBuf>::new());
}
