//! The user's own commands on keys: scripts that tell what reached them.

use super::bench::{Room, SMALL, choose, quit, wait_saved};
use crate::pty::Pty;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;

/// Grace, as the file has her, and under a name that a shell would stumble over.
const GRACE: &str = r#"name: "Grace Hopper", org: "Platforms""#;
const SIGNS: &str =
    r#"name: "Grace $(touch x); \"' `touch x` | touch x", handles: [(Email, "g@a.example")], org: "Plat&forms""#;

/// A home in which C runs a script with this body, D what is not there.
fn room(plan: &str, body: &str) -> Room {
    let room = Room::with(plan);
    let script = room.home().join("a script");
    fs::write(&script, format!("#!/bin/sh\ncd \"$HOME\" || exit 9\n{body}\n")).unwrap();
    fs::set_permissions(&script, fs::Permissions::from_mode(0o700)).unwrap();
    let config = room.home().join(".config/touchbase");
    fs::create_dir_all(&config).unwrap();
    let text = format!(
        "(commands: [\n(key: \"C\", run: \"'{}' '$TOUCHBASE_NAME' two\", title: \"write to them\"),\n\
         (key: \"D\", run: \"no-such-program\", title: \"call them\"),\n])",
        script.display()
    );
    fs::write(config.join("config.ron"), text).unwrap();
    room
}

fn open(room: &Room) -> Pty {
    let mut pty = room.open();
    pty.wait_for("? help");
    pty
}

#[test]
fn what_is_chosen_arrives_as_it_is_and_does_nothing() {
    let body = r#"for name in ID NAME EMAIL ORG GOAL PLAN; do
    eval "value=\$TOUCHBASE_$name"; printf '%s=%s\n' "$name" "$value"
done > told
printf '%s\n' "$@" >> told
test -t 0 && test -t 1 && echo terminal >> told
printf 'a word to you\n'"#;
    let room = room(&SMALL.replace(GRACE, SIGNS), body);
    let mut pty = open(&room);
    choose(&mut pty, "Grace $(touch x)");
    pty.keys("C");
    pty.wait_for("Done: write to them");
    pty.wait_for("Stakeholders 2");
    let told = fs::read_to_string(room.home().join("told")).unwrap();
    let wanted = format!(
        "ID=grace-hopper\nNAME=Grace $(touch x); \"' `touch x` | touch x\nEMAIL=g@a.example\nORG=Plat&forms\n\
         GOAL=Self-serve data\nPLAN={}\n$TOUCHBASE_NAME\ntwo\nterminal\n",
        room.plan().display()
    );
    assert_eq!(told, wanted);
    quit(pty);
    let here = std::env::current_dir().unwrap();
    assert!(![room.home(), &room.folder(), &here].iter().any(|folder| folder.join("x").exists()));
    assert_eq!(room.text(), SMALL.replace(GRACE, SIGNS));
}

#[test]
fn what_goes_wrong_is_said_and_the_screens_go_on() {
    let room = room(SMALL, "exit 3");
    let mut pty = open(&room);
    pty.keys("C");
    pty.wait_for("a script ended with 3.");
    pty.keys("D");
    pty.wait_for("call them: there is no program called no-such-program.");
    pty.keys("j");
    pty.wait_for("Stakeholders 2");
    quit(pty);
    assert_eq!(room.text(), SMALL);
}

#[test]
fn what_it_changes_in_the_plan_is_there_after() {
    let body = r#"sed 's/org: "Platforms"/org: "Elsewhere"/' "$TOUCHBASE_PLAN" > new && mv new "$TOUCHBASE_PLAN""#;
    let room = room(SMALL, body);
    let mut pty = open(&room);
    pty.keys("C");
    pty.wait_for("Elsewhere");
    wait_saved(&mut pty);
    quit(pty);
    assert!(room.text().contains("Elsewhere"));
}

#[test]
fn the_demo_and_the_mask_refuse() {
    let room = room(SMALL, "touch ran");
    for (flag, told) in [
        ("--demo", "The demo runs no commands of your own: it writes nothing."),
        ("--mask", "Names and texts are covered: no command of your own is told them."),
    ] {
        let mut pty = Pty::start(room.setup().arg(flag));
        pty.wait_for("? help");
        pty.keys("C");
        pty.wait_for(told);
        pty.keys("q");
        pty.exit();
    }
    assert!(!room.home().join("ran").exists());
}
