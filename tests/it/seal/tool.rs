//! The standard tool, age(1), opens what we lock, and we open what it locks: with a passphrase, with its keys, with keys of
//! ssh.

use super::{Home, SECRET, said};
use crate::pty::{Exit, Pty, Setup};
use std::fs;
use std::path::Path;
use std::process::Output;

/// What a plan says without the lines of whom it is locked for.
fn without_keys(text: &str) -> String {
    text.lines().filter(|line| !line.starts_with("// locked for ")).flat_map(|line| [line, "\n"]).collect()
}

fn tool(home: &Home, words: &[&str]) -> Output {
    home.command(words[0])
        .args(&words[1..])
        .output()
        .unwrap_or_else(|why| panic!("{} is not installed: {why}", words[0]))
}

/// Runs age(1), which asks for a passphrase.
fn asked(home: &Home, words: &[&str], questions: &[&str]) {
    let setup = words.iter().fold(Setup::program("age"), |setup, word| setup.arg(*word));
    let mut pty = Pty::start(setup.home(home.path()).size(200, 30));
    for question in questions {
        pty.wait_for(question);
        pty.bytes(format!("{SECRET}\r").as_bytes());
    }
    assert_eq!(pty.exit(), Exit::Code(0), "{}", pty.screen());
}

#[test]
fn it_opens_a_plan_with_the_key_file_and_the_passphrase() {
    let home = Home::new();
    let before = String::from_utf8(home.bytes()).unwrap();
    home.opens(&["lock"]);
    let (key, plan) = (home.key(), home.plan());
    asked(&home, &["-d", "-o", "out.ron", "-i", key.to_str().unwrap(), plan.to_str().unwrap()], &["Enter passphrase"]);
    let opened = fs::read_to_string(home.path().join("out.ron")).unwrap();
    assert!(opened.starts_with("// locked for age1"), "{opened:.40}");
    assert_eq!(without_keys(&opened), before);
    // A backup, too, and a file it opened is a plan like any other.
    let backup = home.own().join("backups/previous.ron");
    asked(
        &home,
        &["-d", "-o", "old.ron", "-i", key.to_str().unwrap(), backup.to_str().unwrap()],
        &["Enter passphrase"],
    );
    assert!(home.does(&["list", "--plan", "old.ron"]).contains("Canaryname"));
    assert!(home.does(&["list", "--plan", "out.ron"]).contains("Canaryname"));
}

#[test]
fn a_plan_that_it_locked_with_a_passphrase_alone_is_opened_and_saved() {
    let home = Home::new();
    let plan = home.plan();
    let questions = ["Enter passphrase", "Confirm passphrase"];
    asked(&home, &["-p", "-o", "locked.ron", plan.to_str().unwrap()], &questions);
    fs::rename(home.path().join("locked.ron"), &plan).unwrap();
    home.opens(&["log", "canaryname", "written into it"]);
    asked(&home, &["-d", "-o", "out.ron", plan.to_str().unwrap()], &["Enter passphrase"]);
    assert!(fs::read_to_string(home.path().join("out.ron")).unwrap().contains("written into it"));
}

/// Locks a plan for a key and checks that the tool opens it with that, and we too; then the other way round.
fn both_ways(make: &[&str], private: &str, public: impl Fn(&Path) -> String) {
    let home = Home::new();
    let before = String::from_utf8(home.bytes()).unwrap();
    said(&tool(&home, make), make);
    let refused = home.run(&["lock", "--recipient", &public(home.path())]);
    assert_eq!(refused.status.code(), Some(4), "whose key is not tried is not trusted");
    home.does(&["lock", "--identity", private]);
    assert_eq!(home.with_canaries(), Vec::<std::path::PathBuf>::new());
    assert!(!home.key().exists());
    let refused = home.run(&["list"]);
    let told = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(refused.status.code() == Some(4) && told.contains("TOUCHBASE_IDENTITY"), "{told}");
    home.does(&["log", "canaryname", "a third", "--identity", private]);
    let opened = said(&tool(&home, &["age", "-d", "-i", private, home.plan().to_str().unwrap()]), make);
    assert!(without_keys(&opened).contains("a third"));
    // And what the tool locks for this key we open, and keep locked for it.
    fs::write(home.path().join("plain.ron"), &before).unwrap();
    let (plan, to) = (home.plan(), public(home.path()));
    said(&tool(&home, &["age", "-r", &to, "-o", plan.to_str().unwrap(), "plain.ron"]), make);
    home.does(&["log", "canaryname", "a fourth", "--identity", private]);
    let opened = said(&tool(&home, &["age", "-d", "-i", private, plan.to_str().unwrap()]), make);
    assert!(opened.contains("a fourth") && !opened.contains("a third"));
    // In letters, as for a mail, it is the same.
    said(&tool(&home, &["age", "-a", "-r", &to, "-o", plan.to_str().unwrap(), "plain.ron"]), make);
    assert!(home.does(&["list", "--identity", private]).contains("Canaryname"));
    home.does(&["unlock", "--identity", private]);
    assert!(home.does(&["list"]).contains("Canaryname"));
}

fn first_line(path: &Path) -> String {
    fs::read_to_string(path).unwrap().lines().next().unwrap().trim().to_owned()
}

#[test]
fn with_a_key_of_its_own() {
    both_ways(&["age-keygen", "-o", "key.txt"], "key.txt", |home| {
        let text = fs::read_to_string(home.join("key.txt")).unwrap();
        text.lines().find_map(|line| line.strip_prefix("# public key: ")).unwrap().to_owned()
    });
}

#[test]
fn with_keys_of_ssh() {
    for kind in ["ed25519", "rsa"] {
        let make = ["ssh-keygen", "-q", "-t", kind, "-N", "", "-f", "id"];
        both_ways(&make, "id", |home| first_line(&home.join("id.pub")));
    }
}

#[test]
fn with_a_key_of_ssh_behind_a_passphrase() {
    let home = Home::new();
    said(&tool(&home, &["ssh-keygen", "-q", "-t", "ed25519", "-N", SECRET, "-f", "id"]), &["ssh-keygen"]);
    assert_eq!(home.run(&["lock", "--identity", "id"]).status.code(), Some(4));
    home.opens(&["lock", "--identity", "id"]);
    home.opens(&["log", "canaryname", "a third", "--identity", "id"]);
    assert_eq!(home.run_with("wrong", &["list", "--identity", "id"]).status.code(), Some(4));
    assert!(home.opens(&["find", "third", "--identity", "id"]).contains("a third"));
}

#[test]
fn a_plan_for_two_stays_a_plan_for_two() {
    let home = Home::new();
    for name in ["mine.txt", "theirs.txt"] {
        said(&tool(&home, &["age-keygen", "-o", name]), &["age-keygen"]);
    }
    let theirs = fs::read_to_string(home.path().join("theirs.txt")).unwrap();
    let theirs = theirs.lines().find_map(|line| line.strip_prefix("# public key: ")).unwrap();
    home.does(&["lock", "--identity", "mine.txt", "--recipient", theirs]);
    home.does(&["log", "canaryname", "by me", "--identity", "mine.txt"]);
    home.does(&["log", "canaryname", "by them", "--identity", "theirs.txt"]);
    home.does(&["log", "canaryname", "by me again", "--identity", "mine.txt"]);
    for name in ["mine.txt", "theirs.txt"] {
        assert!(home.does(&["find", "again", "--identity", name]).contains("by me again"), "{name}");
    }
    let refused = home.run(&["lock", "--identity", "mine.txt", "--recipient", "age1nonsense"]);
    assert!(!refused.status.success());
}

#[test]
fn what_is_no_key_is_named() {
    let home = Home::new();
    fs::write(home.path().join("notes"), "just words\n").unwrap();
    fs::write(home.path().join("empty"), "").unwrap();
    for (file, why) in [
        ("notes", "this is no private key of age or ssh"),
        ("empty", "there is no key in this file"),
        ("missing", "there is no such file"),
        (".", "it is a folder, not an ordinary file"),
    ] {
        let output = home.run(&["lock", "--identity", file]);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(
            output.status.code() == Some(4) && told.contains(why) && !told.contains("just words"),
            "{file}: {told}"
        );
    }
    said(&tool(&home, &["age-keygen", "-o", "key.txt"]), &["age-keygen"]);
    for (key, why) in [("age1nonsense", "this is no public key"), ("ssh-dss AAAA x", "this is no public key")] {
        let output = home.run(&["lock", "--identity", "key.txt", "--recipient", key]);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.code() == Some(4) && told.contains(why), "{key}: {told}");
    }
    assert!(home.does(&["list"]).contains("Canaryname"), "nothing was locked");
}
