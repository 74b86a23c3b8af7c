//! A minute of anything at all: keys, pastes, clicks, sizes and signals, typed at the real program in no order. It never
//! panics, the file stays sound, and the terminal is given back.
//!
//! Every round is made from one figure, which a failure names; `TOUCHBASE_ROUND=7 cargo test --test it random` plays that
//! round alone.

use super::bench::{Dice, Room};
use crate::pty::{Exit, Pty};
use rustix::process::Signal;
use std::time::{Duration, Instant};
use touchbase::domain::Day;

/// For how long rounds are played.
const SPAN: Duration = Duration::from_secs(60);

/// What is typed in one round, at most.
const ACTIONS: usize = 500;

/// Keys that are more than a letter.
const KEYS: [&str; 33] = [
    "<Enter>",
    "<Enter>",
    "<Enter>",
    "<Esc>",
    "<Esc>",
    "<Tab>",
    "<S-Tab>",
    "<Up>",
    "<Down>",
    "<Left>",
    "<Right>",
    "<Home>",
    "<End>",
    "<PageUp>",
    "<PageDown>",
    "<Backspace>",
    "<Delete>",
    "<F1>",
    "<F2>",
    "<F9>",
    "<C-r>",
    "<C-s>",
    "<C-u>",
    "<C-w>",
    "<C-j>",
    "<C-l>",
    "<C-d>",
    "<C-o>",
    "<C-y>",
    "<C-z>",
    "<A-b>",
    "zw",
    "gg",
];

/// Texts that somebody may have in the clipboard.
const PASTES: [&str; 8] = [
    "Grace Hopper",
    "two\nlines",
    "\u{1b}]0;title\u{7}\u{1b}[2J",
    "\u{202e}evil\u{2069}\u{200b}",
    "👩‍👩‍👧‍👦 田中 e\u{301}\u{301}\u{301}\u{301}",
    "q\nq\nq\n",
    "@Platforms ~3w #pilot ^Director +insight !call by fri",
    "",
];

/// Pieces of what terminals send, some of them cut.
const PIECES: [&[u8]; 8] = [
    b"\x1b[<0;10;10M",
    b"\x1b[<64;30;12M",
    b"\x1b[<32;60;9M",
    b"\x1b[<0;10;10m",
    b"\x1b[",
    b"\x1bO",
    b"\xff\xfe",
    b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
];

fn act(pty: &mut Pty, dice: &mut Dice) {
    match dice.roll(100) {
        0..45 => {
            let letter = char::from(u8::try_from(32 + dice.roll(95)).unwrap());
            // `q` would end most rounds before they begin.
            if letter == '<' || letter == 'q' && dice.roll(20) > 0 {
                pty.keys("é");
            } else {
                pty.keys(&letter.to_string());
            }
        }
        45..80 => pty.keys(KEYS[dice.roll(KEYS.len())]),
        80..87 => pty.paste(PASTES[dice.roll(PASTES.len())]),
        87..93 => pty.bytes(PIECES[dice.roll(PIECES.len())]),
        93..99 => {
            let (columns, rows) = (1 + dice.roll(140), 1 + dice.roll(50));
            pty.resize(u16::try_from(columns).unwrap(), u16::try_from(rows).unwrap());
        }
        _ => pty.signal(Signal::CONT),
    }
    pty.look();
}

fn round(number: u64) {
    let mut dice = Dice::new(number);
    let room = if dice.roll(4) == 0 { Room::empty() } else { Room::demo() };
    let mut pty = Pty::start(room.setup().env("EDITOR", "true").env("VISUAL", "true"));
    pty.wait_until("there is a picture", |pty| pty.screen().contains("touchbase"));
    let actions = dice.roll(ACTIONS);
    for _ in 0..actions {
        if pty.has_ended() {
            break;
        }
        act(&mut pty, &mut dice);
    }
    if !pty.has_ended() {
        pty.signal([Signal::TERM, Signal::HUP][dice.roll(2)]);
    }
    let exit = pty.exit();
    let screen = pty.screen();
    let known = [Exit::Code(0), Exit::Code(129), Exit::Code(130), Exit::Code(143)];
    let told = || {
        let reports = room.own_files().into_iter().filter(|file| file.to_string_lossy().contains("panic"));
        reports.map(|file| std::fs::read_to_string(file).unwrap_or_default()).collect::<String>()
    };
    assert!(known.contains(&exit), "round {number} after {actions} actions: {exit:?}\n{screen}\n{}", told());
    assert!(pty.at_rest(), "round {number} after {actions} actions: the terminal is not as it was\n{screen}");
    assert!(!screen.contains("panicked"), "round {number}\n{screen}");
    if room.plan().exists() {
        let findings = room.records().check(Day::LAST);
        assert!(findings.is_empty(), "round {number}: {findings:?}");
        assert!(room.beside().is_empty(), "round {number}: {:?}", room.beside());
    }
}

#[test]
fn a_minute_of_anything() {
    if let Some(number) = std::env::var("TOUCHBASE_ROUND").ok().and_then(|number| number.parse().ok()) {
        round(number);
        return;
    }
    let end = Instant::now() + SPAN;
    for number in 1.. {
        round(number);
        if Instant::now() > end {
            break;
        }
    }
}
