//! The three questions of the first run, and what becomes of the answers.

use super::bench::{Room, quit, wait_saved};
use crate::pty::Signal;

/// ULIDs differ from run to run; this stands for any of them.
fn masked(text: &str) -> String {
    let is_id =
        |part: &str| part.len() == 26 && part.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
    text.split('"').map(|part| if is_id(part) { "ULID" } else { part }).collect::<Vec<_>>().join("\"")
}

#[test]
fn three_answers_become_a_plan_that_is_there_again() {
    let room = Room::empty();
    let mut pty = room.open();
    pty.wait_for("What is my goal?");
    pty.keys("Self-serve data in every division<Enter>");
    pty.keys("Grace Hopper (VP Engineering), Ada Lovelace, Zoë O'Neill<Enter>");
    pty.keys("Thank her release team<Enter>");
    pty.wait_for("Press ? for the keys");
    wait_saved(&mut pty);
    quit(pty);
    insta::assert_snapshot!(masked(&room.text()), @r##"
    #![enable(implicit_some)]
    (
        format: 1,
        ladder: ["Peer", "Manager", "Director", "VP", "Executive", "Board"],
        goals: [
            (id: "self-serve-data-in-every-division", title: "Self-serve data in every division"),
        ],
        stakeholders: [
            (id: "ada-lovelace", name: "Ada Lovelace", stakes: {"self-serve-data-in-every-division": ()}, added: "2026-11-23"),
            (id: "grace-hopper", name: "Grace Hopper", title: "VP Engineering", seniority: "VP", stakes: {"self-serve-data-in-every-division": ()}, added: "2026-11-23"),
            (id: "zoe-o-neill", name: "Zoë O'Neill", stakes: {"self-serve-data-in-every-division": ()}, added: "2026-11-23"),
        ],
        ideas: [
            (id: "ULID", to: ["grace-hopper"], goal: "self-serve-data-in-every-division", text: "Thank her release team"),
        ],
    )
    "##);
    assert!(room.beside().is_empty());
    let mut pty = room.open();
    for shown in ["Self-serve data in every division", "Grace Hopper", "Ada Lovelace", "Zoë O'Neill", "Stakeholders 3"]
    {
        pty.wait_for(shown);
    }
    pty.keys("/grace<Enter>");
    pty.wait_for("Thank her release team");
    quit(pty);
}

#[test]
fn skipping_leaves_no_file() {
    let room = Room::empty();
    for keys in ["<Esc>", "<Enter><Enter><Enter>"] {
        let mut pty = room.open();
        pty.wait_for("What is my goal?");
        pty.keys(keys);
        pty.wait_for("An empty plan");
        quit(pty);
        assert!(!room.plan().exists() && room.beside().is_empty() && room.own_files().is_empty());
    }
}

#[test]
fn skipping_keeps_what_was_answered() {
    let room = Room::empty();
    let mut pty = room.open();
    pty.keys("A goal of my own<Enter><Esc>");
    pty.wait_for("Press ? for the keys");
    wait_saved(&mut pty);
    quit(pty);
    assert!(room.text().contains("A goal of my own"));
}

#[test]
fn answers_survive_an_end_from_outside() {
    let room = Room::empty();
    let mut pty = room.open();
    pty.keys("A goal of my own<Enter>Grace Hopper, Ada");
    pty.wait_for("Grace Hopper, Ada");
    pty.signal(Signal::TERM);
    assert_eq!(pty.exit(), crate::pty::Exit::Code(143));
    assert!(!room.plan().exists());
    let mut pty = room.open();
    pty.wait_for("What you were writing is back");
    pty.keys(" King<Enter><Enter>");
    pty.wait_for("Press ? for the keys");
    wait_saved(&mut pty);
    quit(pty);
    assert!(room.text().contains("A goal of my own") && room.text().contains("Ada King"));
    assert_eq!(room.drafts(), [""; 0]);
}
