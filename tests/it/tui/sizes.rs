//! Terminals of any size, sizes that change all the time, and pastes that are far too long.

use super::bench::{Dice, Room, SMALL, quit, wait_saved};
use crate::pty::{Exit, Pty, Setup};

#[test]
fn a_storm_of_sizes_loses_no_key() {
    let room = Room::demo();
    let mut pty = room.open();
    let mut dice = Dice::new(7);
    super::bench::choose(&mut pty, "Grace Hopper");
    pty.keys("t");
    pty.wait_for("In touch with");
    let mut note = String::new();
    let corners = [(1, 1), (300, 1), (1, 100), (300, 100), (20, 5), (19, 5), (20, 4), (60, 16), (59, 15), (100, 16)];
    for number in 0..150 {
        let (columns, rows) = corners.get(number).copied().unwrap_or_else(|| {
            (u16::try_from(1 + dice.roll(300)).unwrap(), u16::try_from(1 + dice.roll(100)).unwrap())
        });
        pty.resize(columns, rows);
        let letter = char::from(b'a' + u8::try_from(number % 26).unwrap());
        note.push(letter);
        pty.keys(&letter.to_string());
    }
    pty.resize(120, 40);
    pty.wait_for("In touch with");
    // The form is as it was: the last letters are there.
    pty.wait_for(&note[140..]);
    pty.keys("<Enter>");
    pty.wait_for("Done: log touch with Grace Hopper");
    wait_saved(&mut pty);
    // What is chosen stays chosen.
    pty.keys("<Tab>");
    for (columns, rows) in corners {
        pty.resize(columns, rows);
    }
    pty.resize(120, 40);
    pty.wait_for("About Grace Hopper");
    pty.wait_for("▌Grace Hopper");
    quit(pty);
    assert!(room.notes().contains(&note));
}

#[test]
fn every_size_is_drawn() {
    let room = Room::demo();
    let mut pty = room.open();
    for (columns, rows) in [(1, 1), (19, 40), (80, 4), (300, 1)] {
        pty.resize(columns, rows);
        pty.keys("<C-l>");
        if columns > 8 {
            pty.wait_for("touchbase needs");
        }
    }
    for (columns, rows) in [(20, 5), (60, 16), (80, 24), (100, 16), (300, 100)] {
        pty.resize(columns, rows);
        pty.wait_for("Plan");
        pty.wait_for("Stakeholders ");
    }
    quit(pty);
}

/// Everything that would do something if it were taken for keys.
const KEYS: &str = "q\ndd\tu\nzw\nx\n/find\x03\x1a\x1b[A\x1b[201";

#[test]
fn a_paste_full_of_keys_is_text() {
    let room = Room::with(SMALL);
    let mut pty = room.open();
    // Where no field is, it does nothing.
    pty.paste(KEYS);
    pty.wait_for("Pasted text has no place here");
    assert_eq!(room.text(), SMALL);
    // A field of one line has no line ends.
    pty.keys("i");
    pty.wait_for("New idea for");
    pty.paste(KEYS);
    pty.wait_for("q dd u zw x /find");
    pty.keys("<Enter>");
    pty.wait_for("Done: add an idea");
    wait_saved(&mut pty);
    // A field of several lines keeps them.
    pty.keys("t");
    pty.wait_for("In touch with");
    pty.keys("<C-o>");
    pty.wait_for("response");
    pty.paste(KEYS);
    pty.wait_for("dd u");
    pty.keys("<Enter>");
    pty.wait_for("Done: log touch");
    wait_saved(&mut pty);
    // The find line.
    pty.keys("/");
    pty.paste("ada\nq");
    pty.wait_for("find: ada q");
    pty.keys("<Esc>");
    quit(pty);
    let records = room.records();
    assert_eq!(records.ideas.iter().next().unwrap().text, "q dd u zw x /find[A[201");
    assert_eq!(room.notes(), ["q\ndd u\nzw\nx\n/find[A[201"]);
}

#[test]
fn what_comes_after_an_end_that_was_pasted_is_one_undo_away_like_any_key() {
    // A terminal should take the escape out of what it pastes; one that does not ends the paste early.
    let room = Room::with(SMALL);
    let mut pty = room.open();
    pty.keys("t");
    pty.wait_for("In touch with");
    pty.paste("before\x1b[201~after\x1b[31337m");
    pty.wait_for("beforeafter");
    pty.keys("<Enter>");
    pty.wait_for("Done: log touch");
    wait_saved(&mut pty);
    // And one without brackets at all: lines into the capture line are what they would be if they were typed.
    pty.keys("t");
    pty.wait_for("In touch with");
    pty.bytes(b"one\rzw\rdx\r");
    pty.wait_until("it came to an end", |pty| !pty.screen().contains("In touch with"));
    pty.keys("<Esc><Esc><Esc><C-l>");
    wait_saved(&mut pty);
    let start = touchbase::storage::read::read(SMALL.as_bytes()).unwrap().loaded.records;
    for _ in 0..20 {
        if room.records() == start {
            break;
        }
        let before = room.text();
        pty.keys("u");
        crate::tui::bench::wait_until("it is taken back", || room.text() != before);
    }
    quit(pty);
    assert_eq!(room.records(), start, "every effect is taken back");
}

#[test]
fn a_paste_of_more_than_a_megabyte_is_kept_in_the_line_until_it_is_shorter() {
    let room = Room::with(SMALL);
    let mut pty = room.open();
    pty.keys("i");
    pty.wait_for("New idea for");
    pty.paste(&"q d\n".repeat(300_000));
    pty.wait_for("q d q d");
    pty.keys("<Enter>");
    pty.wait_for("1.2 MB, at most 1 MB fit");
    assert_eq!(room.text(), SMALL);
    // The rest of the line goes, from where the cursor is put.
    pty.keys("<Home>a few words <C-k><Enter>");
    pty.wait_for("Done: add an idea");
    wait_saved(&mut pty);
    quit(pty);
    assert_eq!(room.records().ideas.iter().next().unwrap().text, "a few words");
    let mut pty = room.open();
    pty.wait_for("Grace Hopper");
    quit(pty);
}

#[test]
fn without_a_terminal_that_can_draw_it_says_so_plainly() {
    let room = Room::with(SMALL);
    let mut pty = Pty::start(room.setup().env("TERM", "dumb"));
    assert_eq!(pty.exit(), Exit::Code(1));
    assert!(pty.screen().contains("TERM=dumb") && pty.screen().contains("hint: "), "{}", pty.screen());
    assert_eq!(pty.sent("\x1b"), 0);
    for redirect in ["</dev/null", ">out", "<&-"] {
        let command = format!("\"$0\" {redirect}; echo \"exit $?\"");
        let setup = Setup::shell(&command).arg(env!("CARGO_BIN_EXE_touchbase"));
        let mut pty = Pty::start(room.around(setup));
        pty.wait_for("exit 2");
        assert!(pty.screen().contains("error: touchbase needs a terminal"), "{redirect}\n{}", pty.screen());
        // Colours at most: the terminal stays as it is.
        assert_eq!((pty.sent("\x1b[?"), pty.given_back()), (0, true));
    }
    assert_eq!(room.text(), SMALL);
    assert!(room.beside().is_empty() && room.own_files().is_empty());
}
