//! Copying through the terminal: the bytes it is asked with.

use super::bench::{Room, SMALL, choose, quit};
use crate::pty::Pty;

fn open(room: &Room) -> Pty {
    let mut pty = room.open();
    pty.wait_for("? help");
    pty
}

#[test]
fn what_is_chosen_goes_to_the_clipboard() {
    let text = SMALL.replace("org: \"Platforms\"", "org: \"Platforms\", handles: [(Email, \"grace@example.com\")]");
    let room = Room::with(&text);
    let mut pty = open(&room);
    choose(&mut pty, "Grace Hopper");
    pty.keys("y");
    pty.wait_for("Copied the name and the e-mail address.");
    // Grace Hopper <grace@example.com>
    assert_eq!(pty.sent("\x1b]52;c;R3JhY2UgSG9wcGVyIDxncmFjZUBleGFtcGxlLmNvbT4=\x07"), 1);
    choose(&mut pty, "Ada Lovelace");
    pty.keys("y");
    pty.wait_for("Copied the name.");
    assert_eq!(pty.sent("\x1b]52;c;QWRhIExvdmVsYWNl\x07"), 1);
    pty.keys("<Tab>y");
    pty.wait_for("There is nothing to copy here");
    assert_eq!(pty.sent("\x1b]52;"), 2);
    quit(pty);
}

#[test]
fn what_is_copied_does_nothing_where_it_is_pasted() {
    let room = Room::with(&SMALL.replace("Grace Hopper", r"Grace\u{1b}]52;c;AAAA\u{7}\u{202e}"));
    let mut pty = open(&room);
    choose(&mut pty, "Grace");
    pty.keys("y");
    pty.wait_for("Copied the name.");
    assert_eq!(pty.sent("\x1b]52;"), 1);
    assert_eq!(pty.sent("AAAA\x07"), 0);
    quit(pty);
}

#[test]
fn what_is_too_long_is_told() {
    let long = "x".repeat(80_000);
    let room = Room::with(&SMALL.replace("Self-serve data", &long));
    let mut pty = open(&room);
    pty.keys("<S-Tab>y");
    pty.wait_for("Not copied: the goal is longer than the 74994 bytes terminals take");
    assert_eq!(pty.sent("\x1b]52;"), 0);
    quit(pty);
}
