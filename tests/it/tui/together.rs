//! Several programs at the same plan at the same time.

use super::bench::{Room, SMALL, TODAY, choose, quit, wait_saved};
use std::process::{Child, Command, Stdio};

#[test]
fn two_screens_lose_nothing_of_each_other() {
    let room = Room::with(SMALL);
    let (mut one, mut two) = (room.open(), room.open());
    choose(&mut two, "Ada Lovelace");
    let mut expected = Vec::new();
    for number in 0..6 {
        for (hand, pty) in [("one", &mut one), ("two", &mut two)] {
            let note = format!("{hand} {number}");
            pty.keys(&format!("t{note}<Enter>"));
            expected.push(note);
        }
    }
    for pty in [&mut one, &mut two] {
        pty.wait_for("5");
        pty.wait_gone("In touch with");
        wait_saved(pty);
    }
    quit(one);
    quit(two);
    expected.sort();
    assert_eq!(room.notes(), expected);
    assert!(room.beside().is_empty());
}

/// A `touchbase log` at the same plan, not waited for.
fn logging(room: &Room, note: &str) -> Child {
    Command::new(env!("CARGO_BIN_EXE_touchbase"))
        .args(["log", "ada", note])
        .env_clear()
        .env("HOME", room.home())
        .env("TOUCHBASE_PLAN", room.plan())
        .env("TOUCHBASE_TODAY", TODAY)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

#[test]
fn two_screens_and_ten_commands_at_once_lose_nothing() {
    let room = Room::with(SMALL);
    let (mut one, mut two) = (room.open(), room.open());
    choose(&mut two, "Ada Lovelace");
    let mut expected = Vec::new();
    let mut commands = Vec::new();
    for number in 0..10 {
        let note = format!("command {number}");
        commands.push(logging(&room, &note));
        expected.push(note);
        // The screens go on meanwhile.
        for (hand, pty) in [("one", &mut one), ("two", &mut two)].into_iter().filter(|_| number % 2 == 0) {
            let note = format!("{hand} {number}");
            pty.keys(&format!("t{note}<Enter>"));
            expected.push(note);
        }
    }
    for command in commands {
        let answer = command.wait_with_output().unwrap();
        assert!(answer.status.success(), "{}", String::from_utf8_lossy(&answer.stderr));
    }
    for (hand, pty) in [("one", &mut one), ("two", &mut two)] {
        pty.wait_gone("In touch with");
        pty.wait_for(&format!("{hand} 8"));
        wait_saved(pty);
    }
    // What the commands wrote shows up by itself.
    for number in 0..10 {
        two.wait_for(&format!("command {number}"));
    }
    quit(one);
    quit(two);
    expected.sort();
    assert_eq!(room.notes(), expected);
    assert!(room.beside().is_empty(), "{:?}", room.beside());
}
