//! What terminals send for the same key, and what the program takes it for. Typed into the find line, where the place
//! of the next letter tells which key it was. What means nothing leaves no letters behind, with the exceptions listed.

use super::bench::{Room, SMALL, log, quit};
use crate::pty::Pty;

/// Who sends it, the bytes, what is pressed before, and what stands in the line after `ab cd`, the key and `XZ`.
type Row = (&'static str, &'static str, &'static str, &'static str);

const HOME: &str = "XZab cd";
const NOTHING: &str = "ab cdXZ";

/// The keys that move: from the end of the line, or from its start after `^a`.
const ROWS: &[Row] = &[
    ("xterm, iTerm2, GNOME, Konsole, Alacritty, kitty, foot, WezTerm, Ghostty: Home", "\x1b[H", "", HOME),
    ("application mode of xterm and VTE: Home", "\x1bOH", "", HOME),
    ("linux console, screen, tmux, PuTTY: Home", "\x1b[1~", "", HOME),
    ("rxvt, urxvt: Home", "\x1b[7~", "", HOME),
    ("kitty protocol: Home", "\x1b[1;1H", "", HOME),
    ("xterm and kin: End", "\x1b[F", "<C-a>", NOTHING),
    ("application mode: End", "\x1bOF", "<C-a>", NOTHING),
    ("linux console, screen, tmux, PuTTY: End", "\x1b[4~", "<C-a>", NOTHING),
    ("rxvt, urxvt: End", "\x1b[8~", "<C-a>", NOTHING),
    ("everybody: Left", "\x1b[D", "", "ab cXZd"),
    ("application mode: Left", "\x1bOD", "", "ab cXZd"),
    ("kitty protocol: Left", "\x1b[1;1D", "", "ab cXZd"),
    ("everybody: Right", "\x1b[C", "<C-a>", "aXZb cd"),
    ("application mode: Right", "\x1bOC", "<C-a>", "aXZb cd"),
    ("everybody: Delete", "\x1b[3~", "<C-a>", "XZb cd"),
    ("DEL: Backspace", "\x7f", "", "ab cXZ"),
    ("control with h: Backspace", "\x08", "", "ab cXZ"),
    ("xterm, VTE, kitty, Alacritty: control with Left", "\x1b[1;5D", "", "ab XZcd"),
    ("xterm, VTE, kitty, Alacritty: control with Right", "\x1b[1;5C", "<C-a>", "ab XZcd"),
    ("everybody: alt with b", "\x1bb", "", "ab XZcd"),
    ("everybody: alt with f", "\x1bf", "<C-a>", "ab XZcd"),
    ("kitty protocol: alt with b", "\x1b[98;3u", "", "ab XZcd"),
    ("xterm modifyOtherKeys: alt with b", "\x1b[27;3;98~", "", NOTHING),
    ("rxvt: control with Left", "\x1bOd", "", NOTHING),
    ("rxvt: control with Right", "\x1bOc", "", NOTHING),
    ("rxvt: shift with Left", "\x1b[d", "", NOTHING),
    ("rxvt: control with Delete", "\x1b[3^", "", NOTHING),
    ("everybody: Page Up", "\x1b[5~", "", NOTHING),
    ("everybody: Page Down", "\x1b[6~", "", NOTHING),
    ("everybody: Insert", "\x1b[2~", "", NOTHING),
    ("everybody: shift with Tab", "\x1b[Z", "", NOTHING),
    ("xterm: F3", "\x1bOR", "", NOTHING),
    ("vt220, rxvt: F3", "\x1b[13~", "", NOTHING),
    ("linux console: F3", "\x1b[[C", "", NOTHING),
    ("xterm: F5", "\x1b[15~", "", NOTHING),
    ("xterm: F12 with shift", "\x1b[24;2~", "", NOTHING),
    ("kitty protocol: Caps Lock", "\x1b[57358u", "", NOTHING),
    ("xterm: alt with Left", "\x1b[1;3D", "", NOTHING),
    ("screen: the answer to a question about the terminal", "\x1b[?1;2c", "", NOTHING),
    ("keypad in application mode: 5", "\x1bOu", "", NOTHING),
    ("old PuTTY: control with Left", "\x1b[5D", "", "ab XZcd"),
    ("rxvt: F13", "\x1b[25~", "", NOTHING),
    ("an end of a paste that was never begun", "\x1b[201~", "", NOTHING),
];

/// What the terminal library takes for something else, pinned so that a newer one that knows better is noticed. Besides
/// these, it takes Delete of st (`ESC [ P`) for F1 unless st is told to be an xterm, and alt with a function key of rxvt
/// (a doubled `ESC`) for Esc and that key.
const MISTAKEN: &[Row] = &[
    ("rxvt: shift with Delete takes the next letter with it", "\x1b[3$", "", "ab cdZ"),
    ("xterm before 2005: control with Left leaves its letter", "\x1bO5D", "", "ab cdDXZ"),
];

/// What stands in the find line.
fn typed(pty: &Pty) -> Option<String> {
    let screen = pty.screen();
    let (_, after) = screen.lines().last()?.split_once("find: ")?;
    Some(after.trim_end().to_owned())
}

#[test]
fn every_terminals_keys_are_understood_and_none_becomes_text() {
    let room = Room::with(SMALL);
    let mut pty = room.open();
    pty.wait_for("? help");
    let mut wrong = Vec::new();
    for (who, bytes, before, wanted) in ROWS.iter().chain(MISTAKEN) {
        pty.keys("/<C-u>ab cd");
        pty.wait_until("the line is begun", |pty| typed(pty).as_deref() == Some("ab cd"));
        pty.keys(before);
        pty.bytes(bytes.as_bytes());
        pty.keys("XZ");
        pty.wait_until(who, |pty| typed(pty).is_some_and(|line| line.contains('Z')));
        let line = typed(&pty).unwrap();
        if line != *wanted {
            wrong.push(format!("{who}: {line:?}, not {wanted:?}"));
        }
        pty.keys("<C-c>");
        pty.wait_for("? help");
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn esc_and_a_letter_are_two_keys_however_they_arrive() {
    let room = Room::with(SMALL);
    let mut pty = room.open();
    log(&mut pty, "so that there is something to show");
    // Together, as over a slow line, and one after the other, once the first has done its work.
    for together in [true, false] {
        for (before, shown, letter, then) in [
            ("?", "Keys: ", "/", "find:"),
            ("/ada", "find: ada", "t", "In touch with"),
            (":", "Commands", "t", "In touch with"),
            ("t", "In touch with", "i", "New idea for"),
        ] {
            pty.keys("1");
            pty.keys(before);
            pty.wait_for(shown);
            if together {
                pty.bytes(format!("\x1b{letter}").as_bytes());
            } else {
                pty.bytes(b"\x1b");
                pty.wait_gone(shown);
                pty.bytes(letter.as_bytes());
            }
            pty.wait_for(then);
            pty.keys("<Esc><Esc><Esc>");
            pty.wait_gone(then);
        }
    }
    pty.keys("1");
    quit(pty);
}
