//! What does not fit is found, put right on request, and told without a name.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use super::{all_private, state};
use crate::cli::{Answer, Home};

/// The doctor in a terminal that has nothing to be noted.
fn doctor(home: &Home, args: &[&str]) -> Answer {
    let mut command = home.command();
    command.arg("doctor").args(args).env("TERM", "xterm-256color").env("LANG", "C.UTF-8");
    Answer::of(&command.output().unwrap())
}

fn change(home: &Home, from: &str, to: &str) {
    let text = fs::read_to_string(home.plan()).unwrap();
    assert!(text.contains(from), "{text}");
    fs::write(home.plan(), text.replace(from, to)).unwrap();
}

fn chmod(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn what_needs_no_decision_is_put_right_after_a_backup_and_taken_back() {
    let home = Home::with_people();
    home.run(&["log", "ada", "sent it", "--with", "hopper"]);
    change(&home, "seniority: \"VP\"", "seniority: \"vp\", cadence: 0");
    change(&home, "with: [\"ada-lovelace\", \"grace-hopper\"]", "with: [\"ada-lovelace\", \"nobody\"]");
    let before = fs::read(home.plan()).unwrap();
    assert_eq!(doctor(&home, &[]).code, 1);
    let fixed = doctor(&home, &["--fix"]);
    assert_eq!(fixed.code, 0, "{}{}", fixed.out, fixed.err);
    for line in [
        "Put right: stakeholder grace-hopper has the seniority VP, as the ladder writes it\n",
        "is no longer with people who are not there\n",
        "before-fix.ron.\n",
        "Everything fits.\n",
    ] {
        assert!(fixed.out.contains(line), "{line}\n{}", fixed.out);
    }
    assert_eq!(fs::read(state(&home).join("backups/before-fix.ron")).unwrap(), before);
    doctor(&home, &[]).says("Everything fits.\n");
    all_private(&home);
    home.run(&["undo"]).says("Undid: put 2 records right\n");
    let found = doctor(&home, &[]);
    assert!(found.out.contains("the ladder writes it VP") && found.code == 1, "{}", found.out);
}

#[test]
fn what_a_person_must_decide_stays_and_is_said() {
    let home = Home::with_people();
    change(&home, "seniority: \"VP\"", "seniority: \"Duke\"");
    let before = fs::read(home.plan()).unwrap();
    let fixed = doctor(&home, &["--fix"]);
    assert_eq!(fixed.code, 1);
    assert!(fixed.out.starts_with("stakeholder grace-hopper: has the seniority Duke, which"), "{}", fixed.out);
    assert_eq!(fs::read(home.plan()).unwrap(), before);
    assert!(!state(&home).join("backups/before-fix.ron").exists(), "nothing was to be kept");
}

#[test]
fn files_are_closed_and_leftovers_removed() {
    let home = Home::with_people();
    let list = state(&home).join("undo/steps.jsonl");
    chmod(&home.plan(), 0o644);
    chmod(&list, 0o640);
    chmod(&state(&home).join("backups"), 0o755);
    let left = home.plan().with_file_name(".touchbase-abcdefghijkl.tmp");
    fs::write(&left, "half").unwrap();
    chmod(&left, 0o600);
    let found = doctor(&home, &["--json"]);
    let json = found.data();
    let severities: Vec<_> = json.as_array().unwrap().iter().map(|one| one["severity"].as_str().unwrap()).collect();
    assert!(severities.len() >= 3 && severities.iter().all(|one| *one == "finding"), "{}", found.out);
    let fixed = doctor(&home, &["--fix"]);
    assert_eq!(fixed.code, 0, "{}{}", fixed.out, fixed.err);
    assert_eq!(fixed.out.matches("only you can look into ").count(), 3, "{}", fixed.out);
    all_private(&home);
    assert!(!left.exists());
}

#[test]
fn severity_is_in_the_exit_code() {
    let home = Home::with_people();
    // What is worth knowing is no fault.
    let mut command = home.command();
    command.arg("doctor").env("TERM", "dumb").env("LANG", "C");
    let noted = Answer::of(&command.output().unwrap());
    assert_eq!((noted.out.as_str(), noted.code), ("Everything fits.\n", 0));
    assert!(noted.err.starts_with("note: TERM=dumb") && noted.err.contains("not UTF-8"), "{}", noted.err);
    fs::write(home.path(".config/touchbase/config.ron"), "(theme: \"none such\")").unwrap();
    chmod(&home.path(".config/touchbase/config.ron"), 0o600);
    let found = doctor(&home, &[]);
    assert_eq!(found.code, 1, "{}", found.out);
    assert!(
        found.out.starts_with("the config is not understood: ") && found.out.contains("config.ron:1"),
        "{}",
        found.out
    );
    change(&home, "name: \"Ada", "nmae: \"Ada");
    let broken = doctor(&home, &["--json"]);
    assert_eq!(broken.code, 3);
    let json = broken.data();
    assert_eq!(json[0]["severity"], "broken");
    assert_eq!(json.as_array().unwrap().len(), 2, "{}", broken.out);
    let told = doctor(&home, &["--fix"]);
    assert_eq!(told.code, 3);
    assert_eq!(told.err.matches("nmae").count(), 1, "{}", told.err);
}

#[test]
fn a_report_may_be_shown_to_anybody() {
    let home = Home::with_people();
    home.run(&["goal", "add", "Secret plan"]);
    home.run(&["log", "hopper", "private words", "--follow-up", "a promise"]);
    change(&home, "seniority: \"VP\"", "seniority: \"Duke\"");
    let mut command = home.command();
    command.args(["doctor", "--report"]).env("TERM", "xterm-256color").env("LANG", "/home/me").env("TMUX", "/tmp/me");
    let report = Answer::of(&command.output().unwrap());
    assert_eq!((report.err.as_str(), report.code), ("", 1));
    for word in [
        "Grace",
        "grace",
        "Hopper",
        "Legal",
        "Platforms",
        "Secret",
        "secret",
        "private",
        "promise",
        "Duke",
        "/home",
        "/tmp",
        "/me",
    ] {
        assert!(!report.out.contains(word), "{word} is in\n{}", report.out);
    }
    assert!(!report.out.contains(&*home.path("").to_string_lossy()));
    for words in [
        "3 stakeholders",
        "1 goal",
        "1 touch",
        "TERM=xterm-256color",
        "LANG=(other)",
        "TMUX set",
        "mode 600",
        "1 about a stakeholder",
        "all can be read",
    ] {
        assert!(report.out.contains(words), "{words} is not in\n{}", report.out);
    }
    fs::write(home.plan(), "(format: 1, goals: [(id: \"x\", secret: 1)])").unwrap();
    let report = home.run(&["doctor", "--report"]);
    assert!(
        !report.out.contains("secret") && report.err.is_empty() && report.code == 3,
        "{}{}",
        report.out,
        report.err
    );
}
