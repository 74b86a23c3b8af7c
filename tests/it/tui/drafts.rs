//! What is half typed when the program is killed is there again at the next start, at the cursor.

use super::bench::{Room, SMALL, choose, quit, wait_saved};
use crate::pty::{Exit, Pty, Signal};
use std::fs;
use std::os::unix::fs::MetadataExt as _;

const BACK: &str = "What you were writing is back";

/// Waits until the cursor stands between these words.
fn wait_between(pty: &mut Pty, before: &str, after: &str) {
    pty.wait_for(&format!("{before}{after}"));
    pty.wait_until(&format!("the cursor stands before {after:?}"), |pty| {
        let screen = pty.terminal();
        let ((row, column), (_, columns)) = (screen.cursor_position(), screen.size());
        let left = screen.contents_between(row, 0, row, column);
        left.trim_end().ends_with(before.trim_end())
            && screen.contents_between(row, column, row, columns.get()).starts_with(after)
    });
}

/// Waits for the draft with the words typed last, kills the program, starts it again, and sees the same with the cursor
/// in the same place.
fn killed_and_back(room: &Room, mut pty: Pty, before: &str, after: &str) -> Pty {
    wait_between(&mut pty, before, after);
    room.wait_drafted(&format!("{before}{after}"));
    pty.signal(Signal::KILL);
    assert_eq!(pty.exit(), Exit::Signal("Killed".to_owned()));
    let screen = pty.screen();
    let mut pty = room.open();
    pty.wait_for(BACK);
    wait_between(&mut pty, before, after);
    // The panes below may show other hints while a form is typed into; the form itself is in the middle.
    let body = |screen: &str| -> Vec<String> {
        screen.lines().skip(12).take(16).map(|line| line.trim_end().to_owned()).collect()
    };
    assert_eq!(body(&pty.screen()), body(&screen));
    pty
}

#[test]
fn a_new_touch_is_there_again_with_the_cursor_and_enter_saves_it() {
    let room = Room::with(SMALL);
    let mut pty = room.open();
    pty.keys("t");
    pty.wait_for("In touch with");
    pty.keys("showed her numbers<Left><Left><Left><A-b>the ");
    let mut pty = killed_and_back(&room, pty, "the ", "numbers");
    // And once more: what came back is as safe as before.
    pty.keys("new ");
    let mut pty = killed_and_back(&room, pty, "new ", "numbers");
    pty.keys("<Enter>");
    pty.wait_for("Done: log touch");
    wait_saved(&mut pty);
    quit(pty);
    assert_eq!(room.notes(), ["showed her the new numbers"]);
    assert_eq!(room.drafts(), [""; 0]);
}

#[test]
fn a_change_to_somebody_is_there_again() {
    let room = Room::with(SMALL);
    let mut pty = room.open();
    choose(&mut pty, "Grace Hopper");
    pty.keys("e");
    pty.wait_for("cares about");
    pty.keys("<Tab>Rear Admiral<Tab><Tab><Tab>fewerweekends<A-b><Right><Right><Right><Right><Right> ");
    let mut pty = killed_and_back(&room, pty, "fewer ", "weekends");
    assert_eq!(room.text(), SMALL);
    pty.keys("<Enter>");
    pty.wait_for("Done: edit Grace Hopper");
    wait_saved(&mut pty);
    quit(pty);
    assert!(room.text().contains("Rear Admiral") && room.text().contains("fewer weekends"));
    assert_eq!(room.drafts(), [""; 0]);
}

#[test]
fn the_first_questions_are_there_again() {
    let room = Room::empty();
    let mut pty = room.open();
    pty.keys("A goal of my own<Enter>Grace, Aa<Left>d");
    let mut pty = killed_and_back(&room, pty, "Grace, Ad", "a");
    pty.keys("<Enter><Enter>");
    pty.wait_for("Press ? for the keys");
    wait_saved(&mut pty);
    quit(pty);
    assert!(room.text().contains("A goal of my own"));
    assert_eq!(room.drafts(), [""; 0]);
}

#[test]
fn a_draft_is_private_and_goes_when_it_is_dropped() {
    let room = Room::with(SMALL);
    let mut pty = room.open();
    pty.keys("t");
    pty.wait_for("In touch with");
    pty.keys("between us");
    room.wait_drafted("between us");
    let [file] = room.own_files().try_into().unwrap();
    assert_eq!(fs::metadata(&file).unwrap().mode() & 0o777, 0o600);
    assert_eq!(fs::metadata(file.parent().unwrap()).unwrap().mode() & 0o777, 0o700);
    pty.keys("<Esc>");
    pty.wait_for("drop");
    pty.keys("d");
    pty.wait_for("Dropped. u brings it back");
    super::bench::wait_until("the draft is gone", || room.drafts().is_empty());
    pty.keys("u");
    pty.wait_for("between us");
    room.wait_drafted("between us");
    pty.keys("<Esc>");
    pty.wait_for("drop");
    pty.keys("d");
    quit(pty);
    assert!(room.own_files().is_empty());
    assert_eq!(room.text(), SMALL);
}

#[test]
fn what_another_one_is_writing_is_left_alone() {
    let room = Room::with(SMALL);
    let (mut one, mut two) = (room.open(), room.open());
    for (pty, words) in [(&mut one, "from one"), (&mut two, "from two")] {
        pty.keys("t");
        pty.wait_for("In touch with");
        pty.keys(words);
        room.wait_drafted(words);
    }
    let three = room.open();
    assert!(!three.screen().contains(BACK));
    quit(three);
    for mut pty in [one, two] {
        pty.signal(Signal::KILL);
        pty.exit();
    }
    let mut four = room.open();
    four.wait_for("More of it waits for the next start");
    four.wait_for("from two");
    // The other one is free for whoever comes next.
    let mut five = room.open();
    five.wait_for("from one");
    for mut pty in [four, five] {
        pty.keys("<Enter>");
        pty.wait_gone("In touch with");
        wait_saved(&mut pty);
        quit(pty);
    }
    assert_eq!(room.notes(), ["from one", "from two"]);
    assert_eq!(room.drafts(), [""; 0]);
}

#[test]
fn a_plan_has_drafts_of_its_own() {
    let room = Room::with(SMALL);
    let mut pty = room.open();
    pty.keys("t");
    pty.wait_for("In touch with");
    pty.keys("for this plan");
    room.wait_drafted("for this plan");
    pty.signal(Signal::KILL);
    pty.exit();
    let other = room.folder().join("other.ron");
    fs::write(&other, SMALL).unwrap();
    let mut pty = Pty::start(room.setup().arg("--plan").arg(&other));
    pty.wait_for("Stakeholders 2");
    assert!(!pty.screen().contains(BACK));
    quit(pty);
    let mut pty = room.open();
    pty.wait_for("for this plan");
}

#[test]
fn a_form_that_is_kept_while_the_plan_cannot_be_saved_is_there_again() {
    let room = Room::with(SMALL);
    let mut pty = room.open();
    let held = room.hold();
    pty.keys("tnot on the disk<Enter>");
    pty.wait_for("Done: log touch");
    room.wait_drafted("not on the disk");
    pty.signal(Signal::KILL);
    pty.exit();
    drop(held);
    assert_eq!(room.text(), SMALL);
    let mut pty = room.open();
    pty.wait_for(BACK);
    pty.keys("<Enter>");
    pty.wait_for("Done: log touch");
    wait_saved(&mut pty);
    quit(pty);
    assert_eq!(room.notes(), ["not on the disk"]);
}
