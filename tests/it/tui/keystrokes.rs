//! How many keys the things of every day take, typed and counted; the words themselves cost nothing.

use super::bench::{Room, choose, quit, wait_saved};
use crate::pty::Pty;
use touchbase::domain::{Day, Records};

/// What is pressed for something: keys that count, and words that do not.
enum Press {
    Key(&'static str),
    Words(&'static str),
}
use Press::{Key, Words};

/// Presses, counts, and answers what the file holds then.
fn pressed(who: &str, presses: &[Press], budget: usize, said: &str) -> Records {
    let room = Room::demo();
    let mut pty: Pty = room.open();
    choose(&mut pty, who);
    for press in presses {
        let (Key(typed) | Words(typed)) = press;
        pty.keys(typed);
    }
    let counted = presses.iter().filter(|press| matches!(press, Key(_))).count();
    assert!(counted <= budget, "{counted} keys");
    pty.wait_for(said);
    wait_saved(&mut pty);
    quit(pty);
    room.records()
}

fn today() -> Day {
    super::bench::TODAY.parse().unwrap()
}

#[test]
fn logging_a_touch_today_takes_two() {
    let records = pressed("Grace Hopper", &[Key("t"), Words("Sent the numbers"), Key("<Enter>")], 2, "Done: log touch");
    let touch = records.touches.iter().find(|touch| touch.note == "Sent the numbers").unwrap();
    assert_eq!((touch.on, touch.with[0].as_str()), (today(), "grace-hopper"));
    let records = pressed("Grace Hopper", &[Key("t"), Key("<Enter>")], 2, "Done: log touch");
    assert!(records.touches.iter().any(|touch| touch.on == today() && touch.note.is_empty()), "no word is needed");
}

#[test]
fn giving_an_idea_and_noting_it_takes_two() {
    let records = pressed("Ingrid Solberg", &[Key("x"), Key("<Enter>")], 2, "Done: give an idea to Ingrid Solberg");
    let idea = records.ideas.iter().find(|idea| idea.text.starts_with("The answer to what a report costs us")).unwrap();
    let touch = records.touches.iter().find(|touch| touch.idea.as_deref() == Some(&idea.id)).unwrap();
    assert_eq!((touch.on, touch.gift, &touch.note), (today(), idea.gift, &idea.text));
    assert_eq!(touch.with, idea.to);
}

#[test]
fn snoozing_a_week_takes_two() {
    let records = pressed("Grace Hopper", &[Key("z"), Key("w")], 2, "rests until");
    let who = records.stakeholders.iter().find(|who| who.id.as_str() == "grace-hopper").unwrap();
    assert_eq!(who.snoozed, Some(today().plus(7)));
}

#[test]
fn adding_a_stakeholder_takes_two() {
    let records = pressed("Grace Hopper", &[Key("a"), Words("Mary Jackson"), Key("<Enter>")], 2, "Done: ");
    let who = records.stakeholders.iter().find(|who| who.name == "Mary Jackson").unwrap();
    assert_eq!((who.id.as_str(), who.added), ("mary-jackson", Some(today())));
}

#[test]
fn adding_an_idea_takes_two() {
    let records = pressed("Grace Hopper", &[Key("i"), Words("Thank her team"), Key("<Enter>")], 2, "Done: add an idea");
    let idea = records.ideas.iter().find(|idea| idea.text == "Thank her team").unwrap();
    assert_eq!(idea.to[0].as_str(), "grace-hopper");
}

#[test]
fn undoing_takes_one() {
    let room = Room::demo();
    let before = room.records();
    let mut pty = room.open();
    for (keys, said, undone) in [
        ("tA note to be taken back<Enter>", "Done: log touch", "log touch"),
        ("zw", "rests until", "snooze"),
        ("d", "Removed", "remove"),
        ("iAn idea to be taken back<Enter>", "Done: add an idea", "add an idea"),
    ] {
        pty.keys(keys);
        pty.wait_for(said);
        wait_saved(&mut pty);
        pty.keys("u");
        pty.wait_for(&format!("Undid: {undone}"));
        wait_saved(&mut pty);
        assert_eq!(room.records(), before, "{keys}");
    }
    pty.keys("<C-r>");
    pty.wait_for("Did again: add an idea");
    wait_saved(&mut pty);
    assert!(room.text().contains("An idea to be taken back"));
    quit(pty);
}
