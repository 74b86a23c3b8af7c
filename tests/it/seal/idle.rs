//! Nobody is there: after a while a locked plan is locked again, with nothing lost and nothing shown. A minute is short here.

use super::typed::{never_shown, setup, type_secret};
use super::{Home, SECRET};
use crate::pty::{Exit, Pty, Signal};
use std::fs;

/// A locked plan that is open, and locks itself after what counts as a minute.
fn opened(home: &Home) -> Pty {
    fs::write(home.path().join(".config/touchbase/config.ron"), "(lock_after: 1)").unwrap();
    let mut pty = Pty::start(setup(home).env("TOUCHBASE_TEST_MINUTE", "4000"));
    type_secret(&mut pty, "Passphrase:", SECRET);
    pty
}

fn locked(pty: &mut Pty) {
    pty.wait_for("Locked after a minute without a key.");
    let screen = pty.screen();
    assert!(!screen.contains("Canary") && !screen.contains("canary") && !screen.contains("Plan"), "{screen}");
}

#[test]
fn it_asks_again_and_everything_is_where_it_was() {
    let home = Home::locked();
    let mut pty = opened(&home);
    pty.wait_for("Canaryname Hopper");
    pty.keys("thalf a canarydraft");
    locked(&mut pty);
    // The draft is on the disk, and locked; another machine goes on meanwhile.
    let drafts = super::files_below(&home.own().join("drafts"));
    assert!(drafts.iter().any(|path| path.extension().is_some_and(|end| end == "json")), "{drafts:?}");
    assert_eq!(home.with_canaries(), Vec::<std::path::PathBuf>::new());
    home.opens(&["add", "Somebody Else"]);
    pty.keys("sesame<Enter>");
    pty.wait_for("That is not the passphrase; once more.");
    assert!(!pty.screen().contains("Somebody"));
    pty.paste(SECRET);
    pty.keys("<Enter>");
    pty.wait_for("half a canarydraft");
    pty.wait_for("Somebody Else");
    pty.keys("<Enter>");
    pty.wait_for("Done: log touch");
    pty.keys("q");
    assert_eq!(pty.exit(), Exit::Code(0));
    never_shown(&pty);
    assert!(home.opens(&["find", "canarydraft"]).contains("half a canarydraft"));
    assert_eq!(home.with_canaries(), Vec::<std::path::PathBuf>::new(), "nothing was written in plain");
}

#[test]
fn it_can_be_left_and_ended_without_the_passphrase() {
    for (end, code) in [(None, Exit::Code(0)), (Some(Signal::TERM), Exit::Code(143))] {
        let home = Home::locked();
        let mut pty = opened(&home);
        pty.wait_for("Canaryname Hopper");
        pty.keys("thalf a canarydraft");
        locked(&mut pty);
        let before = home.bytes();
        match end {
            Some(signal) => pty.signal(signal),
            None => pty.keys("<C-c>"),
        }
        assert_eq!(pty.exit(), code);
        assert!(pty.given_back() && home.bytes() == before);
        let mut pty = Pty::start(setup(&home));
        type_secret(&mut pty, "Passphrase:", SECRET);
        pty.wait_for("What you were writing is back");
    }
}

#[test]
fn a_plan_without_a_passphrase_is_covered_and_says_so() {
    let home = Home::new();
    fs::write(home.path().join(".config/touchbase/config.ron"), "(lock_after: 1)").unwrap();
    let mut pty = Pty::start(setup(&home).env("TOUCHBASE_TEST_MINUTE", "500"));
    pty.wait_for("Covered, not locked: no passphrase guards this plan.");
    assert!(!pty.screen().contains("Canaryname"), "{}", pty.screen());
    pty.keys("*");
    pty.wait_for("Canaryname");
    pty.keys("q");
    assert_eq!(pty.exit(), Exit::Code(0));
}
