//! `^z` in a shell with job control, and back with `fg`, in a terminal that has another size by then.

use super::bench::{Room, SMALL, log, wait_saved};
use crate::pty::{Exit, Pty, Setup, Signal};

/// The screens, started from a shell with job control.
fn in_a_shell(room: &Room) -> Pty {
    let mut pty = Pty::start(room.around(Setup::program("/bin/sh").arg("-i").env("PS1", "shell> ")));
    pty.wait_for("shell>");
    pty.keys(&format!("{}<Enter>", env!("CARGO_BIN_EXE_touchbase")));
    pty.wait_for("Stakeholders 2");
    pty
}

/// Types half of a touch.
fn half(pty: &mut Pty) {
    pty.keys("t");
    pty.wait_for("In touch with");
    pty.keys("half ");
    pty.wait_for("half");
}

/// Ends the line, the screens and the shell.
fn and_whole(pty: &mut Pty) {
    pty.keys("and whole<Enter>");
    pty.wait_for("Done: log touch");
    wait_saved(pty);
    pty.keys("q");
    pty.wait_until("the shell has the terminal again", Pty::given_back);
    pty.keys("exit<Enter>");
    assert_eq!(pty.exit(), Exit::Code(0));
}

#[test]
fn suspending_and_coming_back_to_another_size_loses_nothing() {
    let room = Room::with(SMALL);
    let mut pty = in_a_shell(&room);
    log(&mut pty, "before");
    half(&mut pty);
    let mut takes = 1;
    for (columns, rows) in [(70, 20), (110, 35)] {
        pty.keys("<C-z>");
        pty.wait_until("the shell has the terminal", |pty| !pty.terminal().alternate_screen() && pty.is_cooked());
        pty.wait_for("Stopped");
        assert!(pty.given_back(), "a mode stayed on");
        pty.resize(columns, rows);
        // Another program writes meanwhile.
        room.replace(&room.text().replace("Ada Lovelace", &format!("Ada of {columns}")));
        pty.keys("fg<Enter>");
        pty.wait_for("In touch with");
        pty.wait_until("the picture fills the new size", |pty| {
            pty.screen().lines().count() == usize::from(rows) && pty.screen().contains("1 Plan")
        });
        assert!(pty.terminal().alternate_screen() && !pty.is_cooked());
        takes += 1;
        assert_eq!(pty.sent("\x1b[?1049h"), takes, "the terminal is taken once");
    }
    pty.wait_for("Ada of 70");
    and_whole(&mut pty);
    assert_eq!(pty.sent("\x1b[?1049h"), takes);
    assert_eq!(room.notes(), ["before", "half and whole"]);
}

/// The one child of a process.
fn child_of(process: &std::path::Path) -> Option<rustix::process::Pid> {
    let id = process.file_name()?.to_str()?;
    let children = std::fs::read_to_string(process.join("task").join(id).join("children")).ok()?;
    rustix::process::Pid::from_raw(children.split_whitespace().next()?.parse().ok()?)
}

#[test]
fn stopped_from_outside_it_gives_the_terminal_back_first_and_comes_back_from_the_background() {
    let room = Room::with(SMALL);
    let mut pty = in_a_shell(&room);
    half(&mut pty);
    let program = child_of(&pty.proc()).expect("the shell has a child");
    rustix::process::kill_process(program, Signal::TSTP).unwrap();
    pty.wait_until("every mode is off before it stops", Pty::given_back);
    pty.wait_for("Stopped");
    // In the background it may not draw: it stays stopped, or stops again, and the shell goes on.
    pty.keys("bg<Enter>");
    pty.keys("echo on$((1+1))ly<Enter>");
    pty.wait_for("on2ly");
    assert!(pty.given_back(), "it drew over the shell");
    pty.keys("fg<Enter>");
    pty.wait_for("In touch with");
    pty.wait_until("the picture is whole", |pty| pty.screen().contains("1 Plan") && !pty.screen().contains("on2ly"));
    and_whole(&mut pty);
    assert_eq!(room.notes(), ["half and whole"]);
}

#[test]
fn without_a_shell_to_return_from_it_stays() {
    let room = Room::with(SMALL);
    let mut pty = room.open();
    pty.keys("<C-z>");
    pty.wait_for("There is no shell to go back to");
    super::bench::quit(pty);
}
