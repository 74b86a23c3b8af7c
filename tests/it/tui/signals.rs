//! Asked to end from outside: the terminal is given back, the exit code says by which signal, and a record that was
//! just being typed is offered by the next start.

use super::bench::{Room, SMALL, log, quit, wait_saved};
use crate::pty::{Exit, Pty, Setup, Signal};

const SIGNALS: [(Signal, u32); 3] = [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)];

#[test]
fn a_signal_ends_the_plain_screen_well() {
    for (signal, code) in SIGNALS {
        let room = Room::with(SMALL);
        let mut pty = room.open();
        log(&mut pty, "before the end");
        pty.signal(signal);
        assert_eq!(pty.exit(), Exit::Code(code));
        assert!(pty.given_back());
        assert_eq!(room.notes(), ["before the end"]);
        assert!(room.beside().is_empty());
    }
}

/// A form with half a note in it.
fn half_typed(room: &Room) -> Pty {
    let mut pty = room.open();
    pty.keys("t");
    pty.wait_for("In touch with");
    pty.keys("half a sen");
    pty.wait_for("half a sen");
    pty
}

/// The next start offers what was half typed, and it can be typed to its end.
fn finish(room: &Room) {
    let mut pty = room.open();
    pty.wait_for("What you were writing is back");
    pty.wait_for("half a sen");
    pty.keys("tence<Enter>");
    pty.wait_for("Done: log touch");
    wait_saved(&mut pty);
    quit(pty);
    assert!(room.notes().contains(&"half a sentence".to_owned()));
    assert_eq!(room.drafts(), [""; 0]);
}

#[test]
fn a_signal_keeps_what_is_half_typed() {
    for (signal, code) in SIGNALS {
        let room = Room::with(SMALL);
        let mut pty = half_typed(&room);
        pty.signal(signal);
        assert_eq!(pty.exit(), Exit::Code(code));
        assert!(pty.given_back());
        assert_eq!(room.text(), SMALL);
        finish(&room);
    }
}

#[test]
fn what_is_half_typed_is_kept_under_help_and_under_the_question_whether_to_keep_it() {
    for (keys, shown) in [("<F1>", "Keys: capture line"), ("<Esc>", "drop")] {
        let room = Room::with(SMALL);
        let mut pty = half_typed(&room);
        pty.keys(keys);
        pty.wait_for(shown);
        pty.signal(Signal::TERM);
        assert_eq!(pty.exit(), Exit::Code(143));
        finish(&room);
    }
}

#[test]
fn a_signal_right_after_the_last_key_loses_nothing() {
    for (signal, code) in SIGNALS {
        let room = Room::with(SMALL);
        let mut pty = room.open();
        pty.keys("tjust now<Enter>");
        pty.wait_for("Done: log touch");
        pty.signal(signal);
        assert_eq!(pty.exit(), Exit::Code(code));
        assert_eq!(room.notes(), ["just now"]);
    }
}

#[test]
fn a_terminal_that_goes_away_loses_nothing() {
    // The signal and the broken line race each other; often enough either wins.
    for _ in 0..10 {
        let room = Room::with(SMALL);
        let mut pty = room.open();
        log(&mut pty, "before the end");
        pty.hang_up();
        assert_eq!(pty.exit(), Exit::Code(129));
        let mut pty = half_typed(&room);
        pty.hang_up();
        assert_eq!(pty.exit(), Exit::Code(129));
        assert_eq!(room.notes(), ["before the end"]);
        assert!(room.beside().is_empty());
        finish(&room);
    }
}

#[test]
fn a_terminal_that_goes_away_unheard_is_noticed_by_the_line_itself() {
    // No signal comes: it is ignored, as under nohup; or the program is in a session of its own and gets none.
    for wrapper in ["exec \"$0\"", "setsid --wait \"$0\"; echo $? > \"$HOME/code\""] {
        let room = Room::with(SMALL);
        let shell = format!("trap '' HUP; {wrapper}");
        let program = env!("CARGO_BIN_EXE_touchbase");
        let mut pty = Pty::start(room.around(Setup::shell(&shell).arg(program)));
        pty.wait_for("Grace Hopper");
        pty.keys("t");
        pty.wait_for("In touch with");
        pty.keys("half a sen");
        pty.wait_for("half a sen");
        room.wait_drafted("half a sen");
        pty.hang_up();
        let end = pty.exit();
        let code = std::fs::read_to_string(room.home().join("code"));
        let ended = code.map_or(end, |code| Exit::Code(code.trim().parse().unwrap()));
        assert_eq!(ended, Exit::Code(129), "{wrapper}");
        assert_eq!(room.text(), SMALL);
        finish(&room);
    }
}

#[test]
fn a_change_half_made_to_a_record_that_was_there_is_left_out_until_it_is_whole() {
    let room = Room::with(SMALL);
    let mut pty = room.open();
    pty.keys("e");
    pty.wait_for("cares about");
    pty.keys(" Half");
    pty.wait_for("Hopper Half");
    pty.signal(Signal::TERM);
    assert_eq!(pty.exit(), Exit::Code(143));
    assert_eq!(room.text(), SMALL);
    let mut pty = room.open();
    pty.wait_for("Hopper Half");
    pty.keys(" Whole<Enter>");
    pty.wait_for("Done: edit Grace Hopper Half Whole");
    wait_saved(&mut pty);
    quit(pty);
}

#[test]
fn a_signal_waits_for_a_save_that_is_held_up() {
    let room = Room::with(SMALL);
    let mut pty = room.open();
    let held = room.hold();
    pty.keys("theld up<Enter>");
    pty.wait_for("Done: log touch");
    pty.wait_for("saving");
    pty.signal(Signal::TERM);
    pty.wait_until("the terminal is given back", Pty::given_back);
    assert_eq!(room.text(), SMALL);
    drop(held);
    assert_eq!(pty.exit(), Exit::Code(143));
    assert_eq!(room.notes(), ["held up"]);
}

#[test]
fn quitting_waits_for_the_save_and_going_on_typing_stays() {
    let room = Room::with(SMALL);
    let mut pty = room.open();
    let held = room.hold();
    pty.keys("theld up<Enter>");
    pty.wait_for("Done: log touch");
    pty.keys("q");
    pty.wait_for("Leaving once everything is saved");
    pty.keys("t");
    pty.wait_for("In touch with");
    pty.keys("one more");
    pty.wait_for("one more");
    drop(held);
    wait_saved(&mut pty);
    pty.keys("<Enter>");
    pty.wait_for("Done: log touch");
    let held = room.hold();
    pty.keys("zw");
    pty.wait_for("rests until");
    pty.keys("q");
    pty.wait_for("Leaving once everything is saved");
    drop(held);
    assert_eq!(pty.exit(), Exit::Code(0));
    assert_eq!(room.notes(), ["held up", "one more"]);
    assert!(room.text().contains("2026-11-30"));
}
