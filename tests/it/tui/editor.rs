//! The user's own editor on any text: scripts stand in for it.

use super::bench::{Room, SMALL, choose, quit, wait_saved};
use crate::pty::{Pty, Signal};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;

/// A script that is called as an editor is: the file comes last.
fn script(room: &Room, body: &str) -> PathBuf {
    let path = room.home().join("an editor");
    fs::write(&path, format!("#!/bin/sh\nfor file; do :; done\n{body}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).unwrap();
    path
}

/// The program with this script as the editor, named in a variable with quotes and an argument.
fn open(room: &Room, body: &str) -> Pty {
    let editor = format!("'{}' --wait", script(room, body).display());
    let mut pty = Pty::start(room.setup().env("VISUAL", editor).env("EDITOR", "false"));
    pty.wait_for("? help");
    pty
}

/// Nothing of what an editor had is left.
fn swept(room: &Room) -> bool {
    room.own_files().iter().all(|path| !path.to_string_lossy().contains("/editor/"))
}

#[test]
fn the_text_of_what_is_chosen_is_one_gesture() {
    let room = Room::with(SMALL);
    let body = r#"[ "$1" = --wait ] || exit 9
case "$file" in *.md) ;; *) exit 8;; esac
stat -c '%a' "$file" "$(dirname "$file")" > "$HOME/modes"
printf 'met at the conference\r\n\nlikes *short* notes\n' > "$file"
touch "$(dirname "$file")/.text.md.swp""#;
    let mut pty = open(&room, body);
    choose(&mut pty, "Grace Hopper");
    pty.keys("o");
    pty.wait_for("Done: edit Grace Hopper");
    wait_saved(&mut pty);
    let grace =
        |room: &Room| room.records().stakeholders.iter().find(|who| who.name == "Grace Hopper").unwrap().notes.clone();
    assert_eq!(grace(&room), "met at the conference\n\nlikes *short* notes");
    assert_eq!(fs::read_to_string(room.home().join("modes")).unwrap(), "600\n700\n");
    assert!(swept(&room));
    pty.keys("u");
    pty.wait_for("Undid: edit Grace Hopper");
    wait_saved(&mut pty);
    assert_eq!(grace(&room), "");
    quit(pty);
}

#[test]
fn the_field_of_a_form_is_changed_and_the_form_stays() {
    let room = Room::with(SMALL);
    let mut pty = open(&room, r#"echo "and more" >> "$file""#);
    pty.keys("t");
    pty.wait_for("In touch with");
    pty.keys("some words<C-o>");
    pty.wait_for("response");
    pty.keys("<C-o>");
    pty.wait_for("The text is in the form");
    pty.keys("<Enter>");
    pty.wait_for("Done: log touch");
    wait_saved(&mut pty);
    assert_eq!(room.notes(), ["some words\nand more"]);
    assert!(swept(&room));
    quit(pty);
}

#[test]
fn an_editor_that_changes_nothing_changes_nothing() {
    let room = Room::with(SMALL);
    let mut pty = open(&room, "true");
    pty.keys("o");
    pty.wait_for("The text is as it was");
    pty.wait_for("Stakeholders 2");
    quit(pty);
    assert_eq!(room.text(), SMALL);
}

#[test]
fn an_editor_that_fails_is_told_and_its_text_kept() {
    let room = Room::with(SMALL);
    let mut pty = open(&room, "exit 3");
    pty.keys("o");
    pty.wait_for("The editor ended with an error; nothing was changed");
    quit(pty);
    let mut pty = open(&room, r#"echo "half a thought" > "$file"; exit 3"#);
    pty.keys("o");
    pty.wait_for("The editor ended with an error; its text is in the form, and not saved yet");
    pty.wait_for("half a thought");
    assert_eq!(room.text(), SMALL);
    pty.keys("<Enter>");
    pty.wait_for("Done: edit");
    wait_saved(&mut pty);
    quit(pty);
    assert!(room.text().contains("half a thought"));
}

#[test]
fn an_editor_that_is_not_there_is_told() {
    let room = Room::with(SMALL);
    for (value, told) in [
        ("no-such-editor -w", "There is no editor called no-such-editor"),
        ("vi 'half", "VISUAL has a quote that does not end"),
    ] {
        let mut pty = Pty::start(room.setup().env("VISUAL", value));
        pty.wait_for("? help");
        pty.keys("t");
        pty.wait_for("In touch with");
        pty.keys("typed before<C-o>");
        pty.wait_for("response");
        pty.keys("<C-o>");
        pty.wait_for(told);
        pty.wait_for("typed before");
        pty.keys("<Esc>");
        pty.wait_for("drop");
        pty.keys("d");
        quit(pty);
    }
    assert_eq!(room.text(), SMALL);
}

#[test]
fn what_is_no_text_goes_back_to_the_editor() {
    let room = Room::with(SMALL);
    let body = r#"if [ -e "$HOME/second" ]; then printf 'a text at last' > "$file"; else touch "$HOME/second"; printf '\377\376' > "$file"; fi"#;
    let mut pty = open(&room, body);
    pty.keys("o");
    pty.wait_for("The text is not UTF-8");
    pty.keys("<Enter>");
    pty.wait_for("Done: edit");
    wait_saved(&mut pty);
    assert!(room.text().contains("a text at last") && swept(&room));
    fs::remove_file(room.home().join("second")).unwrap();
    pty.keys("o");
    pty.wait_for("The text is not UTF-8");
    pty.keys("2");
    pty.wait_for("Nothing was changed");
    quit(pty);
    assert!(room.text().contains("a text at last") && swept(&room));
}

#[test]
fn what_changes_outside_while_the_editor_is_open_is_merged() {
    let room = Room::with(SMALL);
    let body = r#"mkfifo "$HOME/go"; touch "$HOME/open"; cat "$HOME/go"; echo "took an hour" > "$file""#;
    let mut pty = open(&room, body);
    choose(&mut pty, "Grace Hopper");
    pty.keys("o");
    super::bench::wait_until("the editor is open", || room.home().join("open").exists());
    // The editor does not inherit our lock: others save meanwhile.
    drop(room.hold());
    room.replace(&SMALL.replace("org: \"Platforms\"", "org: \"Elsewhere\""));
    // Control with c is the editor's.
    pty.signal(Signal::INT);
    fs::write(room.home().join("go"), "").unwrap();
    pty.wait_for("Elsewhere");
    wait_saved(&mut pty);
    super::bench::wait_until("both changes are in the file", || {
        room.text().contains("took an hour") && room.text().contains("Elsewhere")
    });
    wait_saved(&mut pty);
    quit(pty);
}

#[test]
fn what_a_killed_program_left_is_removed() {
    let room = Room::with(SMALL);
    let mut pty = open(&room, r#"mkfifo "$HOME/go"; touch "$HOME/open"; cat "$HOME/go""#);
    pty.keys("o");
    super::bench::wait_until("the editor is open", || room.home().join("open").exists());
    // The script goes with the terminal.
    pty.signal(Signal::KILL);
    pty.exit();
    assert!(!swept(&room));
    quit(room.open());
    assert!(swept(&room));
}
