//! Every error has one shape: what is wrong, and what to do about it. All of them that a command line can bring about stand
//! in one snapshot, to be read as a whole.

use std::fmt::Write as _;
use std::fs;

use super::examples::{lived_in, typed};
use super::has;

/// Lines that cannot be carried out, and why in a word.
const LINES: [&str; 47] = [
    "touchbase nosuch",
    "touchbase log",
    "touchbase log --nosuch",
    "touchbase add",
    "touchbase add ' '",
    "touchbase add X --seniority duke",
    "touchbase add X --cadence often",
    "touchbase add X --closeness far",
    "touchbase add - < /dev/null",
    "touchbase log nobody-knows hello",
    "touchbase log s hello",
    "touchbase log grace hello --gift gold",
    "touchbase log grace hello --via pigeon",
    "touchbase log grace hello --response loud",
    "touchbase log grace hello --on someday",
    "touchbase log grace hello --on tomorrow",
    "touchbase log grace hello --idea nosuch",
    "touchbase log grace hello --follow-up x --by someday",
    "touchbase log - < ideas.txt",
    "touchbase idea grace",
    "touchbase idea grace x --goal nosuch",
    "touchbase give grace nosuch",
    "touchbase give grace",
    "touchbase proof add --org '' x",
    "touchbase proof list --for nobody",
    "touchbase snooze grace",
    "touchbase snooze grace soonish",
    "touchbase holes --goal nosuch",
    "touchbase list --sort size",
    "touchbase list warmth:tepid",
    "touchbase show nobody",
    "touchbase report --chart nosuch",
    "touchbase report --out plan/nosuch/report.html",
    "touchbase goal show s",
    "touchbase goal add X --by someday",
    "touchbase goal step self-serve ''",
    "touchbase goal done self-serve 99",
    "touchbase reflect",
    "touchbase reflect x --feeling 7",
    "touchbase find gift:gold",
    "touchbase stats some day",
    "touchbase config --config /nowhere/config.ron --check",
    "touchbase status --format '{nosuch}'",
    "touchbase restore 99",
    "touchbase man nosuch",
    "touchbase --plan /nowhere/plan.ron log grace x",
    "touchbase --plan broken.ron list",
];

/// Errors that leave nothing to be done but what they say.
const NO_HINT: [&str; 0] = [];

#[test]
fn every_error_says_what_is_wrong_and_what_to_do() {
    if !has("bash") {
        return;
    }
    let home = lived_in();
    fs::write(home.path("broken.ron"), "(format: 1, goals: [").unwrap();
    let before = home.records();
    let (mut page, mut bare) = (String::new(), Vec::new());
    for line in LINES {
        let answer = typed(&home, line);
        let is_error = answer.code > 0 && answer.out.is_empty() && answer.err.starts_with("error: ");
        if !is_error {
            bare.push(format!("{line}\nended with {}: {}{}", answer.code, answer.out, answer.err));
        } else if !answer.err.contains("\nhint: ") && !NO_HINT.contains(&line) {
            bare.push(format!("{line}\n{}", answer.err));
        }
        let err = answer.err.replace(&home.path("").display().to_string(), "~/");
        writeln!(page, "$ {line}\n{}[{}]\n", err, answer.code).unwrap();
    }
    assert!(bare.is_empty(), "say what to do about these:\n{}", bare.join("\n"));
    assert_eq!(home.records(), before, "a failure changed something");
    insta::assert_snapshot!("errors", page);
}
