//! The plan is edited by another program while it is open here: both changes live, and nothing that was not understood
//! is written over.

use super::bench::{Room, SMALL, header, is_saved, log, quit, wait_saved, wait_until};
use crate::pty::{Exit, Pty};
use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};

/// The three ways in which programs write files.
type Way = fn(&Room, &str);
const WAYS: [(&str, Way); 3] = [
    ("a new file takes its name", Room::replace),
    ("written in place", |room, text| fs::write(room.plan(), text).unwrap()),
    ("deleted and made again", |room, text| {
        fs::remove_file(room.plan()).unwrap();
        fs::write(room.plan(), text).unwrap();
    }),
];

/// Ada of the small plan is called so from now on.
fn ada_is(text: &str, name: &str) -> String {
    let at = text.find("name: \"Ada").unwrap();
    let (before, rest) = text.split_at(at + 7);
    let (_, after) = rest.split_once('"').unwrap();
    format!("{before}{name}\"{}", after.strip_prefix('"').unwrap_or(after))
}

#[test]
fn an_outside_change_is_shown_without_a_key() {
    let room = Room::with(SMALL);
    let mut pty = room.open();
    for round in 0..3 {
        for (number, (_, write)) in WAYS.into_iter().enumerate() {
            let name = format!("Ada {round}.{number}");
            write(&room, &ada_is(&room.text(), &name));
            pty.wait_for(&name);
            wait_saved(&mut pty);
        }
    }
    quit(pty);
}

#[test]
fn our_change_and_theirs_both_survive() {
    for (way, write) in WAYS {
        let room = Room::with(SMALL);
        let mut pty = room.open();
        log(&mut pty, "before");
        // Theirs comes while a form is open here.
        pty.keys("t");
        pty.wait_for("In touch with");
        pty.keys("meanwhile");
        pty.wait_for("meanwhile");
        let theirs =
            room.text().replace("org: \"Platforms\"", "org: \"Elsewhere\"").replace("Ada Lovelace", "Ada King");
        write(&room, &theirs);
        pty.wait_for("Ada King");
        pty.keys("<Enter>");
        pty.wait_gone("In touch with");
        wait_saved(&mut pty);
        // And again without waiting for anything: whichever is first.
        pty.keys("tat once<Enter>");
        write(&room, &room.text().replace("Ada King", "Ada Byron"));
        pty.wait_for("Ada Byron");
        pty.wait_for("at once");
        pty.wait_until("all is saved", |pty| is_saved(pty) && !pty.screen().contains("In touch with"));
        let text = room.text();
        assert!(text.contains("Ada Byron") && text.contains("Elsewhere"), "{way}\n{text}");
        let notes = room.notes();
        // A writer that read before our last save and wrote after it takes that touch away from the file, not from us.
        assert!(["before", "meanwhile"].iter().all(|note| notes.iter().any(|there| there == note)), "{way}: {notes:?}");
        quit(pty);
        assert!(room.beside().is_empty());
    }
}

/// Breaks the file behind the program's back.
fn broken(room: &Room) -> String {
    let text = room.text().replace("Ada Lovelace\"", "Ada Lovelace").replace("org: \"Platforms\"", "org: \"Theirs\"");
    room.replace(&text);
    text
}

fn wait_not_saved(pty: &mut Pty) {
    pty.wait_until("the header says not saved", |pty| header(pty).contains("not saved"));
}

/// Where the broken small plan stops making sense, as the status line has to say.
const PLACE: &str = "plan.ron:9";

#[test]
fn a_broken_edit_is_told_and_kept_and_both_changes_are_there_once_it_is_mended() {
    let room = Room::with(SMALL);
    let mut pty = room.open();
    log(&mut pty, "before");
    let theirs = broken(&room);
    wait_not_saved(&mut pty);
    pty.keys("tours<Enter>");
    pty.wait_for("Done: log touch");
    wait_not_saved(&mut pty);
    // Any key takes the notice away and shows the state.
    pty.keys("<Esc>");
    pty.wait_for("not saved: ");
    pty.wait_for(PLACE);
    let aside = || room.own_files().into_iter().find(|path| path.to_string_lossy().contains("unsaved"));
    wait_until("our version is put aside", || aside().is_some());
    assert!(fs::read_to_string(aside().unwrap()).unwrap().contains("ours"));
    assert_eq!(fs::metadata(aside().unwrap()).unwrap().mode() & 0o777, 0o600);
    assert_eq!(room.text(), theirs);
    // Quitting asks; staying changes nothing.
    pty.keys("q");
    pty.wait_for("leave");
    pty.keys("<Esc>");
    assert_eq!(room.text(), theirs);
    room.replace(&theirs.replace("Ada Lovelace", "Ada Lovelace\""));
    wait_saved(&mut pty);
    pty.wait_for("Theirs");
    assert_eq!(room.notes(), ["before", "ours"]);
    assert!(room.text().contains("Theirs"));
    assert_eq!(aside(), None);
    quit(pty);
}

#[test]
fn leaving_with_a_broken_file_says_where_and_keeps_our_version() {
    let room = Room::with(SMALL);
    let mut pty = room.open();
    let theirs = broken(&room);
    wait_not_saved(&mut pty);
    pty.keys("tours<Enter>");
    pty.wait_for("Done: log touch");
    wait_not_saved(&mut pty);
    pty.signal(crate::pty::Signal::TERM);
    assert_eq!(pty.exit(), Exit::Code(3));
    assert!(pty.given_back());
    let screen = pty.screen();
    assert!(screen.contains("changed outside") && screen.contains(PLACE), "{screen}");
    assert_eq!(room.text(), theirs);
    let aside = room.own_files().into_iter().find(|path| path.to_string_lossy().contains("unsaved")).unwrap();
    assert!(fs::read_to_string(&aside).unwrap().contains("ours"));
    // The next start stops at the broken file, and after it is mended tells where our version is.
    let mut pty = Pty::start(room.setup());
    assert_eq!(pty.exit(), Exit::Code(3));
    assert!(pty.screen().contains(PLACE), "{}", pty.screen());
    room.replace(SMALL);
    let mut pty = room.open();
    pty.wait_for("earlier run");
    // What was written then is offered besides.
    pty.keys("<Esc>");
    pty.wait_for("drop");
    pty.keys("d");
    pty.wait_for("Dropped");
    quit(pty);
    assert!(aside.exists());
}

#[test]
fn a_plan_that_is_deleted_is_written_again_only_when_told_to() {
    let room = Room::with(SMALL);
    let mut pty = room.open();
    fs::remove_file(room.plan()).unwrap();
    wait_not_saved(&mut pty);
    // Asked to leave while the save is under way: the question comes when it has failed.
    let held = room.hold();
    pty.keys("tours<Enter>");
    pty.wait_for("Done: log touch");
    pty.keys("q");
    pty.wait_for("Leaving once everything is saved");
    drop(held);
    pty.wait_for("leave");
    assert!(!room.plan().exists());
    pty.keys("r");
    assert_eq!(pty.exit(), Exit::Code(0));
    assert_eq!(room.notes(), ["ours"]);
}

#[test]
fn a_plan_that_cannot_be_written_is_looked_at_and_left_alone() {
    let guarded = Room::with(SMALL);
    fs::set_permissions(guarded.plan(), fs::Permissions::from_mode(0o400)).unwrap();
    let newer = Room::with(&SMALL.replace("format: 1", "format: 99"));
    for room in [guarded, newer] {
        let before = room.text();
        let mut pty = Pty::start(room.setup());
        pty.wait_for("read-only   ");
        for keys in ["t", "a", "zw", "d", "x", "i", "S", "e"] {
            pty.keys("?");
            pty.wait_for("Keys: ");
            pty.keys("<Esc>");
            pty.wait_gone("Keys: ");
            pty.keys(keys);
            pty.wait_for("Opened to read only");
        }
        pty.keys("u/grace<Enter><Esc>");
        quit(pty);
        assert_eq!(room.text(), before);
        assert!(room.beside().is_empty());
    }
}
