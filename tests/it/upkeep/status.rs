//! One line for a prompt or a status bar, and a notification.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, SystemTime};

use super::{all_private, state};
use crate::cli::{Answer, Home};
use crate::manual::has;
use crate::pty::{Pty, Setup};

/// A home in which Grace Hopper is overdue, Ada due and Grace Kelly rests.
fn home() -> Home {
    let home = Home::with_people();
    home.run(&["log", "hopper", "--on", "2 oct", "--follow-up", "send the numbers", "--by", "today"]);
    home.run(&["log", "ada", "--on", "23 oct"]);
    home.run(&["snooze", "kelly", "2w"]);
    settled(&home);
    home
}

/// Waits until a change of the file would be seen whatever the tick of the disk's clock.
fn settled(home: &Home) {
    let changed = fs::metadata(home.plan()).unwrap().modified().unwrap();
    while SystemTime::now().duration_since(changed).unwrap_or_default() < Duration::from_millis(60) {
        std::thread::yield_now();
    }
}

fn cache(home: &Home) -> std::path::PathBuf {
    state(home).join("cache/status.json")
}

#[test]
fn the_line_says_what_its_format_asks_for() {
    let home = home();
    home.run(&["status"]).says("2 due, 1 overdue\n");
    let format = "{due}/{overdue} {open} {promised} {people} {streak} {next}: {why} {{x}}";
    let promise = "promised: send the numbers, by today";
    home.run(&["status", "--format", format]).says(&format!("2/1 2 1 3 0 Grace Hopper: {promise} {{x}}\n"));
    home.run(&["status", "-f", "{what}"]).fails(2, &["{what} is not known", "{due}, {overdue}"]);
    home.run(&["status", "-f", "{due"]).fails(2, &["a brace stands alone", "{{"]);
    home.run(&["status", "-f", "due}"]).fails(2, &["a brace stands alone"]);
    let json = home.run(&["status", "--json"]);
    assert_eq!(json.out.lines().count(), 1, "waybar reads line by line");
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!((json["text"].as_str(), json["class"].as_str()), (Some("2 due, 1 overdue"), Some("overdue")));
    let free = Home::new();
    free.run(&["status"]).says("nobody due\n");
    free.run(&["status", "--only-due"]).says("");
    home.run(&["status", "--only-due"]).says("2 due, 1 overdue\n");
}

#[test]
fn what_was_worked_out_holds_while_the_file_and_the_day_are_the_same() {
    let home = home();
    home.run(&["status"]).says("2 due, 1 overdue\n");
    all_private(&home);
    // What the cache says is believed: the plan is not read.
    let kept = fs::read_to_string(cache(&home)).unwrap();
    fs::write(cache(&home), kept.replace("\"due\":2", "\"due\":7")).unwrap();
    home.run(&["status"]).says("7 due, 1 overdue\n");
    let tomorrow = Answer::of(&home.command().arg("status").env("TOUCHBASE_TODAY", "2027-06-01").output().unwrap());
    assert!(!tomorrow.out.starts_with('7'), "{}", tomorrow.out);
    home.run(&["status"]).says("2 due, 1 overdue\n");
    // A change is seen at once, whoever makes it.
    fs::write(cache(&home), kept.replace("\"due\":2", "\"due\":7")).unwrap();
    let text = fs::read_to_string(home.plan()).unwrap();
    fs::write(home.plan(), text.replace("2026-10-23", "2026-11-23")).unwrap();
    home.run(&["status"]).says("1 due, 1 overdue\n");
    home.run(&["log", "hopper"]);
    home.run(&["status"]).says("1 due\n");
}

#[test]
fn a_cache_that_is_torn_or_cannot_be_written_costs_nothing_but_time() {
    let home = home();
    home.run(&["status"]);
    fs::write(cache(&home), b"\xff{").unwrap();
    home.run(&["status"]).says("2 due, 1 overdue\n");
    let folder = state(&home).join("cache");
    fs::remove_dir_all(&folder).unwrap();
    fs::write(&folder, "in the way").unwrap();
    home.run(&["status"]).says("2 due, 1 overdue\n");
    fs::write(home.plan(), "(format: 1, goals: [").unwrap();
    home.run(&["status"]).fails(3, &["could not be understood"]);
}

#[test]
fn the_line_stands_in_the_status_bar_of_tmux() {
    if !has("tmux") {
        return;
    }
    let home = home();
    // The recipe of the README, with the program where it is here.
    let readme = include_str!("../../../README.md");
    let recipe = readme.lines().find(|line| line.starts_with("set -g status-right")).unwrap();
    let binary = assert_cmd::cargo::cargo_bin!("touchbase").display().to_string();
    fs::write(home.path("tmux.conf"), format!("{}\n", recipe.replace("touchbase", &binary))).unwrap();
    let socket = home.path("socket");
    let setup = Setup::program("tmux").home(home.path("")).env("TOUCHBASE_TODAY", "2026-11-23").env("LANG", "C.UTF-8");
    let setup = setup.env("TERM", "xterm-256color").env("SHELL", "/bin/sh").size(100, 10);
    let mut pty = Pty::start(
        setup.arg("-S").arg(&socket).arg("-f").arg(home.path("tmux.conf")).arg("new-session").arg("sleep 600"),
    );
    pty.wait_for("2 due, 1 overdue");
    assert!(pty.screen().lines().last().unwrap().contains("2 due, 1 overdue"), "{}", pty.screen());
    Command::new("tmux").arg("-S").arg(&socket).arg("kill-server").status().unwrap();
}

#[test]
fn without_a_desktop_the_list_is_printed_and_a_free_day_is_quiet() {
    let home = home();
    let list = home.run(&["due"]).out;
    let answer = home.run(&["due", "--notify"]);
    assert_eq!((answer.out.as_str(), answer.code), (list.as_str(), 0));
    assert!(answer.err.starts_with("note: no notification: "), "{}", answer.err);
    Home::new().run(&["due", "--notify"]).says("");
}

/// A bus of our own, and its address; none where the machine has no such program, which in CI is a failure.
fn bus() -> Option<(Child, String)> {
    if !has("dbus-daemon") {
        return None;
    }
    let mut command = Command::new("dbus-daemon");
    command.args(["--session", "--nofork", "--print-address"]).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut bus = command.spawn().unwrap();
    let mut address = String::new();
    BufReader::new(bus.stdout.take().unwrap()).read_line(&mut address).unwrap();
    Some((bus, address.trim().to_owned()))
}

/// A name and a promise full of what acts on a terminal: what is asked of the desktop has none of it.
#[test]
fn what_acts_is_taken_out_of_what_a_desktop_shows() {
    let Some((bus, address)) = bus() else { return };
    let home = Home::new();
    home.run(&["add", "Eve\u{1b}]0;owned\u{7}\u{202e}\u{9b}2J"]);
    home.run(&["log", "eve", "said \u{1b}[31337m", "!promised \u{1b}]52;c;eA==\u{7} by today"]);
    let mut command = Command::new("dbus-monitor");
    command.args(["--address", &address]).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut monitor = command.spawn().expect("dbus-monitor comes with dbus-daemon");
    let mut lines = BufReader::new(monitor.stdout.take().unwrap()).lines();
    // It says that it has a name on the bus, and listens from then on.
    lines.next().unwrap().unwrap();
    let mut command = home.command();
    let answer =
        Answer::of(&command.args(["due", "--notify"]).env("DBUS_SESSION_BUS_ADDRESS", &address).output().unwrap());
    assert_eq!(answer.code, 0, "{}", answer.err);
    let mut seen = String::new();
    for line in lines.map_while(Result::ok) {
        seen.push_str(&line);
        seen.push('\n');
        if seen.contains("reach out to") && line.contains("array [") {
            break;
        }
    }
    for mut child in [monitor, bus] {
        child.kill().unwrap();
        child.wait().unwrap();
    }
    assert!(seen.contains("Eve") && seen.contains("promised"), "{seen}");
    let acts = |letter: char| letter != '\n' && touchbase::domain::shown::is_hidden(letter);
    assert_eq!(seen.chars().find(|letter| acts(*letter)), None, "{seen:?}");
}

/// A bus of our own with nobody on it who shows notifications: what is asked for is seen, and the list is printed.
#[test]
fn a_desktop_is_asked_over_its_bus() {
    let home = home();
    let Some((mut bus, address)) = bus() else { return };
    let mut command = home.command();
    let answer = command.args(["due", "--notify"]).env("DBUS_SESSION_BUS_ADDRESS", &address).output();
    bus.kill().unwrap();
    bus.wait().unwrap();
    let answer = Answer::of(&answer.unwrap());
    assert_eq!((answer.out.contains("Grace Hopper"), answer.code), (true, 0), "{}", answer.err);
    assert!(answer.err.contains("org.freedesktop.Notifications"), "{}", answer.err);
}
