//! Killed at any moment, again and again: whatever the header had called saved is in the file.

use super::bench::{Dice, Room, SMALL, header, is_saved};
use crate::pty::{Exit, Pty, Signal};
use std::collections::BTreeSet;
use std::io::Write as _;
use std::time::{Duration, Instant};

/// How often the program is started and killed.
const ROUNDS: usize = 200;
/// What is said when there was something half typed.
const BACK: &str = "What you were writing is back";

/// The notes that the screen shows as saved: listed under the stakeholder, no form open, and the header says so.
fn shown_as_saved(pty: &Pty, notes: &[String], told: &mut BTreeSet<String>) {
    let screen = pty.screen();
    if is_saved(pty) && !screen.contains("In touch with") {
        told.extend(notes.iter().filter(|note| screen.contains(note.as_str())).cloned());
    }
}

/// Takes in what was drawn, piece by piece, and remembers what it tells.
fn look(pty: &mut Pty, notes: &[String], told: &mut BTreeSet<String>) {
    while pty.look() {
        shown_as_saved(pty, notes, told);
    }
}

fn type_in(pty: &mut Pty, keys: &[u8], notes: &[String], told: &mut BTreeSet<String>) {
    for key in keys {
        pty.bytes(&[*key]);
        look(pty, notes, told);
    }
}

/// Waits for the first picture. What was half typed when the last one was killed is let go; true where there was some.
fn begin(pty: &mut Pty) -> bool {
    // The footer is drawn last.
    let told = |pty: &Pty| ["? help", BACK].iter().any(|words| pty.screen().contains(words));
    pty.wait_until("the first picture is there", |pty| header(pty).contains("saved") && told(pty));
    if !pty.screen().contains(BACK) {
        return false;
    }
    pty.keys("<Esc>");
    pty.wait_for("Keep what you typed?");
    pty.keys("d");
    pty.wait_for("Dropped");
    true
}

#[test]
fn kill_nine() {
    let room = Room::with(SMALL);
    let mut dice = Dice::new(20_261_123);
    let (mut told, mut swept, mut early, mut offered) = (BTreeSet::new(), 0, 0, 0);
    let mut typed = 0;
    for round in 0..ROUNDS {
        let mut pty = Pty::start(room.setup().size(100, 30));
        // Now and then the kill comes while the program starts.
        let starting = dice.roll(10) == 0;
        if !starting {
            offered += usize::from(begin(&mut pty));
        }
        assert!(
            round == 0 || pty.screen().is_empty() || room.beside().is_empty(),
            "leftovers stay: {:?}",
            room.beside()
        );
        let count = 1 + dice.roll(4);
        let notes: Vec<String> = (0..count).map(|at| format!("note {:05} ends", typed + at)).collect();
        typed += count;
        // Some touches are waited for; the kill comes somewhere in the typing of the next one, or a moment after it.
        let waited = if starting { 0 } else { dice.roll(count + 1) };
        for note in notes.iter().take(waited) {
            type_in(&mut pty, format!("t{note}\r").as_bytes(), &notes, &mut told);
            pty.wait_until("the note is told as saved", |pty| {
                let mut seen = BTreeSet::new();
                shown_as_saved(pty, std::slice::from_ref(note), &mut seen);
                !seen.is_empty()
            });
            shown_as_saved(&pty, &notes, &mut told);
        }
        let rest: Vec<String> = notes.iter().skip(waited).map(|note| format!("t{note}\r")).collect();
        let rest = rest.concat();
        // What is typed before the program has the terminal is echoed by the terminal itself, and may stand on the screen
        // without the program having seen it: such a round only shows that nothing earlier is lost.
        let mut echoed = BTreeSet::new();
        let told_now = if starting { &mut echoed } else { &mut told };
        let upto = if dice.roll(3) == 0 { dice.roll(rest.len() + 1) } else { rest.len() };
        type_in(&mut pty, &rest.as_bytes()[..upto], &notes, told_now);
        let until = Instant::now() + Duration::from_micros(u64::try_from(dice.roll(25_000)).unwrap());
        while Instant::now() < until {
            look(&mut pty, &notes, told_now);
        }
        pty.signal(Signal::KILL);
        assert_eq!(pty.exit(), Exit::Signal("Killed".to_owned()));
        shown_as_saved(&pty, &notes, told_now);
        early += usize::from(!notes.iter().any(|note| told.contains(note)));
        // What is typed while the program starts may become one note of several lines: the terminal makes line ends of
        // Enter until the program takes it.
        let there = room.notes().join("\n");
        let lost: Vec<_> = told.iter().filter(|note| !there.contains(note.as_str())).collect();
        assert!(lost.is_empty(), "round {round}: lost {lost:?}");
        swept += room.beside().len();
    }
    // A start offers one draft, and several of the last rounds may have left one.
    loop {
        let before = room.drafts().len();
        let mut pty = Pty::start(room.setup().size(100, 30));
        begin(&mut pty);
        super::bench::quit(pty);
        let drafts = room.drafts();
        assert!(drafts.is_empty() || drafts.len() < before, "{drafts:?}");
        if drafts.is_empty() {
            break;
        }
    }
    assert!(room.beside().is_empty(), "leftovers stay: {:?}", room.beside());
    let there = room.notes().len();
    let mut out = std::io::stdout();
    writeln!(
        out,
        "kill -9: {ROUNDS} rounds, {typed} touches begun, {} told as saved, {there} in the file, 0 lost, \
         {swept} leftovers swept, {early} rounds killed before anything was told, {offered} drafts offered",
        told.len()
    )
    .unwrap();
    assert!(told.len() > ROUNDS / 2, "the kills come too early to mean anything: {}", told.len());
}
