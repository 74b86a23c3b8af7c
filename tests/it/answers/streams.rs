//! Streams and how things end: exit codes, closed pipes, quiet and verbose, dry runs, and what is never done.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use super::rich;
use super::shapes::{CHANGES, LOOKS, WITHOUT, with};
use crate::cli::{Answer, Home};
use crate::upkeep::files;

/// Every file below a home: what it holds, and what would betray that it was written anew.
fn everything(home: &Home) -> BTreeMap<PathBuf, (Vec<u8>, u64, i64, i64, u32)> {
    let known = |path: PathBuf| {
        let of = fs::metadata(&path).unwrap();
        (path.clone(), (fs::read(path).unwrap(), of.ino(), of.mtime(), of.mtime_nsec(), of.permissions().mode()))
    };
    files(&home.path("")).into_iter().map(known).collect()
}

#[test]
fn a_dry_run_says_what_would_be_done_and_changes_no_byte() {
    let home = rich();
    // Something for the doctor: a rung in other letters, and a file that others may read.
    let text = fs::read_to_string(home.plan()).unwrap();
    fs::write(home.plan(), text.replace("seniority: \"VP\"", "seniority: \"vp\"")).unwrap();
    fs::set_permissions(home.plan(), fs::Permissions::from_mode(0o644)).unwrap();
    home.run(&["undo"]);
    home.run(&["status"]);
    let before = everything(&home);
    for (args, said) in [
        (&["restore", "1"][..], "Would restore the plan of "),
        (&["undo"], "Would undo: "),
        (&["redo"], "Would do again: snooze Grace Kelly"),
        (&["doctor", "--fix"], "Would put right: "),
        (&["goal", "close", "self"], "Dry run, nothing is kept: Closed: Self-serve data."),
        (&["goal", "done", "self", "1"], "Dry run, nothing is kept: Done: Pilot."),
        (&["add", "Nora Sand"], "Dry run, nothing is kept: Added Nora Sand"),
        (&["log", "hopper", "hello"], "Dry run, nothing is kept: Logged for Grace Hopper"),
        (&["give", "hopper"], "Dry run, nothing is kept: Given to Grace Hopper"),
        (&["snooze", "hopper", "2w"], "Dry run, nothing is kept: Grace Hopper rests until"),
        (&["report", "--out", "report.html"], "Would write to report.html."),
    ] {
        for flag in ["--dry-run", "-n"] {
            let answer = home.run(&with(args, &[flag]));
            assert!(answer.out.starts_with(said), "{args:?}: {}", answer.out);
        }
        if args[0] != "report" {
            let answer = home.run(&with(args, &["-n", "--json"]));
            let whole: serde_json::Value = serde_json::from_str(&answer.out).unwrap();
            assert_eq!(whole["dry_run"], true, "{args:?}");
            answer.data();
        }
    }
    let lines = home.with_input(&["log", "-", "-n"], "lunch with @ada\nnobody at all\n");
    assert!(lines.out.starts_with("Dry run") && lines.err.contains("line 2"), "{} {}", lines.out, lines.err);
    for args in [["edit", "-n"], ["review", "-n"]] {
        home.run(&args).fails(2, &["is a dialogue", "hint: "]);
    }
    assert_eq!(everything(&home), before);
}

#[test]
fn a_closed_pipe_is_silent_for_every_verb() {
    let home = rich();
    let help: [&[&str]; 2] = [&["--help"], &["help", "log"]];
    let all = LOOKS.iter().chain(&CHANGES).map(|(_, args)| *args).chain(WITHOUT).chain(help);
    for args in all.filter(|args| !["edit", "lock", "review"].contains(&args[0])) {
        // A reader that is gone before a word is said.
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let answer = Answer::of(&home.command().args(args).stdout(writer).output().unwrap());
        assert_eq!((answer.err.as_str(), answer.code), ("", 0), "{args:?}");
    }
}

#[test]
fn verbose_says_what_was_read_and_saved_and_where() {
    let home = rich();
    let plan = home.plan().display().to_string();
    let logged = home.run(&["log", "ada", "hello", "-v"]);
    assert_eq!(logged.out, "Logged for Ada Lovelace, 23 Nov 2026.\n");
    let lines: Vec<&str> = logged.err.lines().collect();
    assert!(lines[0].starts_with(&format!("read {plan}: 4 stakeholders, ")), "{}", logged.err);
    assert_eq!(lines[1..], [format!("saved {plan}")]);
    let looked = home.run(&["due", "--verbose"]);
    assert!(looked.err.starts_with("read ") && !looked.err.contains("saved"), "{}", looked.err);
    let dry = home.run(&["log", "ada", "hello", "-v", "-n"]);
    assert!(!dry.err.contains("saved"), "{}", dry.err);
    home.run(&["list", "-q", "-v"]).fails(2, &["--quiet", "--verbose"]);
}

#[test]
fn every_exit_code_means_what_it_says() {
    let home = rich();
    assert_eq!(home.run(&["list"]).code, 0);
    home.run(&["show", "zebedee"]).fails(1, &["hint: "]);
    home.run(&["lsit"]).fails(2, &["hint: did you mean list?"]);
    home.run(&["list", "--srot"]).fails(2, &["hint: did you mean --sort?"]);
    let text = fs::read_to_string(home.plan()).unwrap();
    fs::write(home.plan(), "(").unwrap();
    home.run(&["list"]).fails(3, &["touchbase.ron:1:", "hint: "]);
    fs::write(home.plan(), text.replace("format: 1", "format: 99")).unwrap();
    let newer = home.run(&["log", "ada", "hello"]);
    assert!(newer.code == 3 && newer.err.contains("\nerror: could not save the plan"), "{}", newer.err);
    fs::write(home.plan(), &text).unwrap();
    assert_eq!(home.run(&["doctor"]).code, 0);
}

#[test]
fn nobody_is_asked_anything_without_a_terminal() {
    let home = rich();
    // The only verbs with a question say what to type instead, and how.
    let script = home.path("editor.sh");
    fs::write(&script, "#!/bin/sh\necho '(' > \"$1\"\n").unwrap();
    fs::set_permissions(&script, fs::Permissions::from_mode(0o700)).unwrap();
    let mut command = home.command();
    let answer = Answer::of(&command.arg("edit").env("EDITOR", script).env("PATH", "/usr/bin:/bin").output().unwrap());
    answer.fails(1, &["hint: ", "--draft"]);
}

#[test]
fn the_config_is_never_written_and_the_network_never_asked() {
    let home = rich();
    let config = home.plan().with_file_name("config.ron");
    fs::write(&config, "(review_size: 5)\n").unwrap();
    fs::set_permissions(&config, fs::Permissions::from_mode(0o400)).unwrap();
    let of = || {
        (fs::read(&config).unwrap(), fs::metadata(&config).unwrap().mtime_nsec(), fs::metadata(&config).unwrap().ino())
    };
    let before = of();
    let traced = Command::new("strace").arg("-V").output().is_ok_and(|output| output.status.success());
    let binary = assert_cmd::cargo::cargo_bin!("touchbase").display().to_string();
    let trace = home.path("trace");
    for (_, args) in LOOKS.iter().chain(&CHANGES) {
        let mut command = Command::new(if traced { "strace" } else { binary.as_str() });
        if traced {
            command.args(["-f", "-qq", "-e", "trace=socket", "-o"]).arg(&trace).arg(&binary);
        }
        command.args(*args).env_clear().env("PATH", "/usr/bin:/bin").env("HOME", home.path(""));
        command.env("TOUCHBASE_TODAY", "2026-11-23").stdin(Stdio::null());
        let answer = Answer::of(&command.output().unwrap());
        assert_eq!((answer.err.as_str(), answer.code), ("", 0), "{args:?}");
        let sockets = fs::read_to_string(&trace).unwrap_or_default();
        assert!(!sockets.contains("AF_INET"), "{args:?}: {sockets}");
    }
    assert_eq!(of(), before);
}

#[test]
fn flags_stand_anywhere_and_a_dash_is_a_stream() {
    let home = rich();
    let list = home.run(&["list", "--sort", "name", "--plain"]).out;
    for args in [
        &["--plain", "list", "--sort", "name"][..],
        &["list", "--plain", "--sort=name"],
        &["--color=never", "list", "--sort", "name", "--plain"],
    ] {
        assert_eq!(home.run(args).out, list, "{args:?}");
    }
    assert_eq!(home.run(&["report", "--format", "md", "--out", "-"]).out, home.run(&["report", "--format", "md"]).out);
    assert!(!home.path("-").exists());
    home.with_input(&["log", "-"], "lunch with @ada\n").says("Logged for Ada Lovelace, 23 Nov 2026.\n");
}

#[test]
fn errors_are_painted_only_where_that_is_wanted() {
    let home = rich();
    let painted = |args: &[&str], variables: &[(&str, &str)]| {
        Answer::of(&home.command().args(args).envs(variables.iter().copied()).output().unwrap()).err.contains('\u{1b}')
    };
    for args in [&["show", "zebedee"][..], &["lsit"]] {
        assert!(!painted(args, &[]), "{args:?}");
        assert!(painted(args, &[("CLICOLOR_FORCE", "1")]), "{args:?}");
        assert!(!painted(args, &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "0")]), "{args:?}");
        assert!(painted(&with(args, &["--color=always"]), &[("NO_COLOR", "1")]), "{args:?}");
        assert!(!painted(&with(args, &["--color=never"]), &[("CLICOLOR_FORCE", "1")]), "{args:?}");
    }
}
