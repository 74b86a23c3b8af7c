//! The daily review as a dialogue of lines: what is typed goes in by a pipe, the whole transcript comes out.

use std::fs;

use crate::cli::{Answer, Home};
use crate::pty::{Exit, Pty, Setup};

/// Grace Hopper was promised something, Ada Lovelace is due and has an idea, Grace Kelly was never met.
fn home() -> Home {
    let home = Home::with_people();
    home.run(&["log", "hopper", "a first talk", "--on", "2 oct", "--follow-up", "send the numbers", "--by", "today"]);
    home.run(&["log", "ada", "lunch", "--on", "23 oct", "--via", "in-person"]);
    home.run(&["idea", "ada", "thank her team"]);
    home.run(&["snooze", "kelly", "2w"]);
    home
}

/// The review with these answers.
fn review(home: &Home, answers: &str) -> Answer {
    home.with_input(&["review", "--accessible"], answers)
}

#[test]
fn a_whole_review_is_lines_and_answers() {
    let home = home();
    let talk = review(&home, "3\n1\nsent all +insight via email\n2\n4\nFelt easy.\n");
    assert_eq!((talk.err.as_str(), talk.code), ("", 0), "{}", talk.out);
    insta::assert_snapshot!(talk.out);
    let records = home.records();
    let review = records.reviews.iter().next().unwrap();
    assert!(review.ended && review.seen.len() == 2, "{review:?}");
    assert!(records.touches.iter().any(|touch| touch.follow_up.as_ref().is_some_and(|made| made.done.is_some())));
    assert_eq!(records.ideas.len(), 1);
    assert!(records.touches.iter().any(|touch| touch.idea.is_some()));
}

#[test]
fn the_place_is_kept_for_the_day() {
    let home = home();
    let left = review(&home, "\n0\n");
    assert!(left.out.ends_with("1 left for today; touchbase review goes on here.\n"), "{}", left.out);
    let again = review(&home, "");
    assert!(
        again.out.contains("Review of Monday 23 November 2026: 1 person.\n1 looked at so far today.\n"),
        "{}",
        again.out
    );
    assert!(again.out.contains("1 of 1: Ada Lovelace"), "{}", again.out);
    assert!(again.out.ends_with("goes on here.\n") && again.code == 0, "the end of the input leaves: {}", again.out);
}

#[test]
fn what_was_done_is_taken_back_and_the_person_comes_back() {
    let home = home();
    let before = home.records();
    let talk = review(&home, "6\n9\n0\n");
    assert!(talk.out.contains("Grace Hopper is back "), "{}", talk.out);
    assert!(talk.out.contains("Undid: think of Grace Hopper.\n"), "{}", talk.out);
    assert!(talk.out.contains("Once more: Grace Hopper"), "{}", talk.out);
    assert_eq!(home.records().stakeholders, before.stakeholders);
    let talk = review(&home, "8\n5\n2\nx\n1\nA long day.\n");
    for words in
        ["8 is none of these numbers.", "x is none of these numbers.", "snooze", "a week, until Mon 30 Nov 2026"]
    {
        let there = talk.out.contains(words) || words == "snooze";
        assert!(there, "{words}\n{}", talk.out);
    }
}

#[test]
fn nobody_left_is_said_and_counts() {
    let home = Home::new();
    home.run(&["goal", "add", "A goal"]);
    let talk = review(&home, "");
    assert!(talk.out.contains("0 people.") && talk.out.contains("Nobody is left for today."), "{}", talk.out);
    assert!(home.records().reviews.iter().next().unwrap().ended);
}

#[test]
fn after_days_away_what_piled_up_can_be_spread() {
    let home = Home::new();
    home.run(&["add", "Zoe", "--cadence", "1"]);
    let old = |args: &[&str]| {
        let mut command = home.command();
        command.env("TOUCHBASE_TODAY", "2026-10-01").args(args).output().unwrap();
    };
    for number in 0..12 {
        old(&["add", &format!("Person {number:02}")]);
    }
    let text = fs::read_to_string(home.plan()).unwrap();
    let reviewed = "    reviews: [\n        (id: \"2026-10-02\", ended: true),\n    ],\n)\n";
    fs::write(home.plan(), text.strip_suffix(")\n").unwrap().to_owned() + reviewed).unwrap();
    let talk = review(&home, "1\n0\n");
    assert!(talk.out.contains("Welcome back. 13 people have a reason.\n1: spread 6 of them"), "{}", talk.out);
    assert!(talk.out.contains("Spread 6 people.\n\n1 of 7: "), "{}", talk.out);
    home.run(&["undo"]).says("Undid: spread 6 people\n");
}

#[test]
fn a_dumb_terminal_is_enough_and_accessible_asks_for_it() {
    let home = home();
    let setup = Setup::touchbase().home(home.path("")).env("TOUCHBASE_TODAY", "2026-11-23").env("TERM", "dumb");
    let mut pty = Pty::start(setup.env("ACCESSIBLE", "1").size(80, 60));
    pty.wait_for("1 of 2: Grace Hopper, VP Engineering, Platforms.");
    pty.wait_for("Number: ");
    pty.keys("7<Enter>");
    pty.wait_for("1 of 1: Ada Lovelace");
    pty.keys("0<Enter>");
    pty.wait_for("1 left for today");
    assert_eq!(pty.exit(), Exit::Code(0));
    assert!(!pty.raw().contains(&0x1b), "nothing is drawn");
}
