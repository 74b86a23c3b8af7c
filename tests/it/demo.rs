//! The demo: everything can be looked at and tried, and nothing is read, kept or left behind.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::pty::{Exit, Pty, Setup, Signal};

/// A plan that the demo must neither read nor touch: it cannot even be understood.
const BROKEN: &str = "not a plan at all";

/// What a command answered: stdout, stderr, and the exit code.
fn run(home: &Path, args: &[&str]) -> (String, String, i32) {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("touchbase"));
    command.env_clear().env("HOME", home).env("TOUCHBASE_TODAY", "2028-02-29").stdin(Stdio::null());
    let output = command.args(args).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&output.stdout), text(&output.stderr), output.status.code().unwrap_or(-1))
}

/// Everything in a folder and below.
fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        found.push(path.display().to_string());
        if path.is_dir() {
            found.extend(files(&path));
        }
    }
    found
}

#[test]
fn verbs_that_look_look_at_the_sample() {
    let home = tempfile::tempdir().unwrap();
    let (out, err, code) = run(home.path(), &["list", "--demo", "seniority:executive+"]);
    assert_eq!((err.as_str(), code), ("", 0));
    assert!(out.contains("Ingrid Solberg") && !out.contains("Ada Lovelace"), "{out}");
    let (out, err, code) = run(home.path(), &["--demo", "show", "priya"]);
    assert_eq!((err.as_str(), code), ("", 0));
    // Its year ends on the day it is.
    assert!(out.contains("2028-02-29") && !out.contains("2026-11-23"), "{out}");
    let (out, err, code) = run(home.path(), &["--demo", "holes", "--goal", "self"]);
    assert_eq!((err.as_str(), code), ("", 0));
    assert!(out.contains("not in touch with anybody at Director or above in Research"), "{out}");
    let (out, err, code) = run(home.path(), &["due", "--demo", "--json"]);
    assert_eq!((err.as_str(), code), ("", 0));
    assert!(crate::schema::data(&out).as_array().unwrap().len() > 5);
    assert_eq!(files(home.path()), [""; 0]);
}

#[test]
fn verbs_that_write_or_ask_for_the_file_are_refused() {
    let home = tempfile::tempdir().unwrap();
    let verbs: [&[&str]; 7] = [
        &["add", "Ada"],
        &["log", "ada", "hello"],
        &["idea", "ada", "thank her"],
        &["goal", "add", "x"],
        &["snooze", "ada", "2w"],
        &["path"],
        &["doctor"],
    ];
    for verb in verbs {
        let (out, err, code) = run(home.path(), &[&["--demo"], verb].concat());
        assert_eq!((out.as_str(), code), ("", 2), "{verb:?}");
        assert!(err.starts_with("error: the demo ") && err.contains("hint: "), "{err}");
    }
    for args in [["--demo", "--plan", "x", "list"], ["list", "--plan", "x", "--demo"]] {
        assert_eq!(run(home.path(), &args).2, 2);
    }
    assert_eq!(files(home.path()), [""; 0]);
}

#[test]
fn the_plan_of_the_user_is_not_even_read() {
    let home = tempfile::tempdir().unwrap();
    let plan = home.path().join("plan.ron");
    fs::write(&plan, BROKEN).unwrap();
    let binary = assert_cmd::cargo::cargo_bin!("touchbase");
    let output =
        Command::new(binary).args(["--demo", "list"]).env("HOME", home.path()).env("TOUCHBASE_PLAN", &plan).output();
    assert!(output.unwrap().status.success());
    // Without a home at all there is still a demo.
    assert!(Command::new(binary).args(["--demo", "due"]).env_clear().output().unwrap().status.success());
    assert_eq!(fs::read_to_string(plan).unwrap(), BROKEN);
}

/// The demo on the screens, with its first picture drawn.
fn open(home: &Path) -> Pty {
    let setup = Setup::touchbase().arg("--demo").env("TOUCHBASE_TODAY", "2026-11-23").home(home).size(120, 40);
    let mut pty = Pty::start(setup);
    pty.wait_for("DEMO");
    pty
}

/// Logs a touch with whoever is chosen.
fn log(pty: &mut Pty, note: &str) {
    pty.keys("t");
    pty.wait_for("In touch with");
    pty.keys(&format!("{note}<Enter>"));
    pty.wait_gone("In touch with");
    pty.wait_for(note);
}

/// Asks for the command by its name.
fn keep(pty: &mut Pty) {
    pty.keys(":keep-demo");
    pty.wait_for("Keeps the demo");
    pty.keys("<Enter>");
}

const GONE: &str = "That was the demo";

#[test]
fn what_is_changed_in_the_demo_is_kept_nowhere() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = open(home.path());
    log(&mut pty, "a note of my own");
    // Asking for a save does not lead to one, and the header never says that anything is saved.
    pty.keys("<C-s>");
    pty.wait_for("The demo keeps nothing");
    let header = pty.screen().lines().next().unwrap_or_default().to_owned();
    assert!(header.contains("DEMO") && !header.contains("save"), "{header}");
    assert!(pty.look_of("DEMO").bold);
    pty.keys("q");
    assert_eq!(pty.exit(), Exit::Code(0));
    assert!(pty.given_back() && pty.screen().contains(GONE), "{}", pty.screen());
    assert_eq!(files(home.path()), [""; 0]);
}

#[test]
fn a_demo_that_was_only_looked_at_says_nothing_more() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = open(home.path());
    log(&mut pty, "a note of my own");
    pty.keys("u");
    pty.wait_gone("a note of my own");
    pty.keys("q");
    assert_eq!(pty.exit(), Exit::Code(0));
    assert!(!pty.screen().contains(GONE), "{}", pty.screen());
    let mut pty = open(home.path());
    log(&mut pty, "a note of my own");
    pty.keys("thalf written");
    pty.wait_for("half written");
    pty.signal(Signal::TERM);
    assert_eq!(pty.exit(), Exit::Code(143));
    assert!(pty.given_back());
    assert_eq!(files(home.path()), [""; 0]);
}

#[test]
fn the_demo_becomes_a_plan_where_there_is_none() {
    let home = tempfile::tempdir().unwrap();
    let mut pty = open(home.path());
    log(&mut pty, "before");
    keep(&mut pty);
    pty.wait_for("The demo is your plan now");
    pty.wait_gone("DEMO");
    log(&mut pty, "behind");
    pty.wait_until("the header says saved", |pty| {
        pty.screen().lines().next().is_some_and(|row| row.contains(" saved "))
    });
    pty.keys("q");
    assert_eq!(pty.exit(), Exit::Code(0));
    assert!(!pty.screen().contains(GONE), "{}", pty.screen());
    let plan = run(home.path(), &["path"]).0;
    let text = fs::read_to_string(plan.trim_end()).unwrap();
    for kept in ["before", "behind", "ada-lovelace"] {
        assert!(text.contains(&format!("\"{kept}\"")), "{kept}");
    }
    // Where there is a plan, the demo stays a demo, and no plan is ever one.
    let mut pty = open(home.path());
    log(&mut pty, "not kept");
    keep(&mut pty);
    pty.wait_for("The demo stays a demo: you have a plan already.");
    pty.keys("q");
    assert_eq!(pty.exit(), Exit::Code(0));
    assert_eq!(fs::read_to_string(plan.trim_end()).unwrap(), text);
    let mut pty = Pty::start(Setup::touchbase().home(home.path()).env("TOUCHBASE_TODAY", "2026-11-23"));
    pty.wait_for("saved");
    keep(&mut pty);
    pty.wait_for("This is your own plan");
    pty.keys("q");
    assert_eq!(pty.exit(), Exit::Code(0));
    assert_eq!(fs::read_to_string(plan.trim_end()).unwrap(), text);
}
