//! The mouse as a terminal reports it: clicks, the wheel, a border drawn elsewhere, and letting it go.

use vt100::MouseProtocolMode;

use super::bench::{Room, quit};
use crate::pty::Pty;

/// A report as terminals send it, for the cell on which these words begin.
fn report(pty: &mut Pty, button: u8, words: &str, end: char) {
    // The picture comes in pieces.
    pty.wait_for(words);
    let screen = pty.screen();
    let (row, line) = screen.lines().enumerate().find(|(_, line)| line.contains(words)).expect(words);
    let column = line.split(words).next().unwrap().chars().count();
    pty.bytes(format!("\x1b[<{button};{};{}{end}", column + 1, row + 1).as_bytes());
}

#[test]
fn clicks_and_the_wheel_do_what_keys_do_and_the_mouse_is_given_back() {
    let room = Room::demo();
    let mut pty = room.open();
    pty.wait_for("Grace Hopper");
    pty.wait_until("the mouse is asked for", |pty| {
        pty.terminal().mouse_protocol_mode() == MouseProtocolMode::ButtonMotion
    });
    report(&mut pty, 0, "Grace Hopper         VP", 'M');
    report(&mut pty, 0, "Grace Hopper         VP", 'm');
    pty.wait_for("Ideas for Grace Hopper");
    report(&mut pty, 65, "Grace Hopper         VP", 'M');
    pty.wait_for("Ideas for Helen Castellano");
    for _ in 0..2 {
        report(&mut pty, 0, "Grace Hopper         VP", 'M');
        report(&mut pty, 0, "Grace Hopper         VP", 'm');
    }
    pty.wait_for("cares about");
    pty.keys("<Esc>");
    pty.wait_gone("cadence");
    pty.keys(":toggle-mouse<Enter>");
    pty.wait_until("the mouse is let go", |pty| pty.terminal().mouse_protocol_mode() == MouseProtocolMode::None);
    pty.keys(":toggle-mouse<Enter>");
    pty.wait_until("the mouse is back", |pty| pty.terminal().mouse_protocol_mode() != MouseProtocolMode::None);
    quit(pty);
}
