//! A name that looks like somebody's and is another, at the bench.

use super::bench::Bench;
use super::mask::Mask;
use crate::domain::StakeholderId;

/// `Grace Hopper` with a Cyrillic `a`.
const LIKE: &str = "Gr\u{430}ce Hopper";

#[test]
fn it_is_said_while_it_is_typed_and_after_and_stops_nothing() {
    let mut bench = Bench::sample();
    let people = bench.plan().stakeholders.len();
    bench.keys("aGr");
    assert!(!bench.screen().contains("looks like"));
    bench.keys("\u{430}ce Hopper, VP Engineering");
    assert!(bench.screen().contains("looks like Grace Hopper: the same person?"), "{}", bench.screen());
    bench.keys("<Enter>");
    assert_eq!(bench.plan().stakeholders.len(), people + 1);
    let said = bench.said();
    assert!(said.ends_with("It looks like Grace Hopper: the same person?") && said.starts_with("Done: add"), "{said}");
    assert!(bench.plan().stakeholders.iter().any(|who| who.name == LIKE && who.title == "VP Engineering"));
    bench.keys("u");
    assert_eq!(bench.plan().stakeholders.len(), people);
}

#[test]
fn the_form_says_it_too_and_only_of_somebody_new() {
    let mut bench = Bench::sample();
    bench.keys(&format!("a{LIKE}<^o>"));
    assert!(bench.screen().contains("looks like Grace Hopper: the same person?"), "{}", bench.screen());
    let mut bench = Bench::sample();
    bench.model.screen.who = Some(StakeholderId::new("grace-hopper"));
    bench.model.refresh();
    bench.keys("e");
    assert!(!bench.screen().contains("looks like"), "{}", bench.screen());
    bench.keys("<Esc>aGrace Hopper");
    assert!(!bench.screen().contains("looks like"), "the very name is no look-alike");
}

#[test]
fn whom_it_looks_like_is_covered() {
    let mut bench = Bench::sample();
    bench.model.mask = Mask::On;
    bench.keys(&format!("a{LIKE}"));
    assert!(bench.screen().contains("looks like G.H.: the same person?"), "{}", bench.screen());
    bench.keys("<^o>");
    let screen = bench.screen();
    assert!(screen.contains("looks like somebody who is in the plan: the same person?"), "{screen}");
    bench.keys("<Enter>");
    assert!(!bench.said().contains("Grace"), "{}", bench.said());
}
