//! Texts that are longer than a text may be, at every place of the screens where one can come in: kept there, and said.

use super::bench::Bench;
use super::forms::{Form, HOLDS};
use super::msg::{Effect, Msg, Written};
use super::overlays::Overlay;
use crate::domain::length::LONGEST;
use crate::domain::{Records, StakeholderId};

const SAID: &str = "has 1.1 MB, at most 1 MB fit";

fn long() -> String {
    "x".repeat(LONGEST + 1)
}

fn bench() -> Bench {
    let mut bench = Bench::sample();
    bench.model.screen.who = Some(StakeholderId::new("grace-hopper"));
    bench.model.refresh();
    bench
}

fn form(bench: &Bench) -> &Form {
    bench.model.form().expect("no form is open")
}

#[test]
fn the_capture_line_keeps_it_until_it_is_shorter() {
    let mut bench = bench();
    let before = bench.plan().records().clone();
    bench.keys("i");
    bench.send(Msg::Paste(long()));
    // Neither Enter nor the way into the form loses a letter.
    for key in ["<Enter>", "<^o>", "<Enter>"] {
        bench.keys(key);
        assert!(bench.said().contains(SAID), "{}", bench.said());
        let Some(Overlay::Capture(line)) = bench.model.overlays.last() else { panic!("the line is gone") };
        assert_eq!(line.field.value(), long());
    }
    assert_eq!(*bench.plan().records(), before);
    bench.keys("<Backspace><Enter>");
    let idea = bench.plan().ideas.iter().find(|idea| idea.text.len() == LONGEST);
    assert!(idea.is_some(), "{}", bench.said());
}

#[test]
fn a_form_keeps_it_and_says_so_at_the_field() {
    let mut bench = bench();
    let before = bench.plan().records().clone();
    bench.keys("t<^o>");
    bench.send(Msg::Paste(long()));
    bench.keys("<Enter>");
    assert!(bench.screen().contains("at most 1 MB fit"), "{}", bench.screen());
    assert_eq!(form(&bench).text("note"), long());
    assert_eq!(*bench.plan().records(), before);
    bench.keys("<Backspace><Enter>");
    assert!(bench.plan().touches.iter().any(|touch| touch.note.len() == LONGEST), "{}", bench.said());
}

#[test]
fn what_no_field_holds_is_left_where_it_was_copied() {
    let mut bench = bench();
    bench.keys("ihello");
    bench.send(Msg::Paste("x".repeat(HOLDS)));
    assert!(bench.said().contains("nothing of it was taken"), "{}", bench.said());
    let Some(Overlay::Capture(line)) = bench.model.overlays.last() else { panic!("the line is gone") };
    assert_eq!(line.field.value(), "hello");
}

#[test]
fn the_editor_is_offered_again() {
    let mut bench = bench();
    let before = bench.plan().records().clone();
    bench.keys("o");
    bench.send(Msg::Written(Written::Text(long())));
    assert!(bench.screen().contains(SAID), "{}", bench.screen());
    assert!(!bench.effects.contains(&Effect::DropEditor), "the text is still there");
    bench.keys("1");
    assert!(bench.effects.contains(&Effect::EditAgain));
    bench.send(Msg::Written(Written::Text("short".to_owned())));
    assert_ne!(*bench.plan().records(), before);
    // An editor that failed leaves it in the form.
    bench.keys("o");
    bench.send(Msg::Written(Written::Failed { why: "it failed".to_owned(), text: Some(long()) }));
    assert_eq!(form(&bench).text("notes"), long());
}

#[test]
fn the_questions_of_the_first_run_keep_it() {
    let mut bench = Bench::new(Records::default());
    bench.model.overlays.push(Overlay::welcome());
    bench.keys("A goal<Enter>");
    bench.send(Msg::Paste(long()));
    bench.keys("<Enter><Enter>");
    assert!(bench.said().contains(SAID), "{}", bench.said());
    let Some(Overlay::Welcome(welcome)) = bench.model.overlays.last() else { panic!("the questions are gone") };
    assert_eq!((welcome.at, welcome.answers().people), (1, long()));
    assert!(bench.plan().records().goals.is_empty());
}
