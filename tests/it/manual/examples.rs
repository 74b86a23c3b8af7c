//! Every example of help and manual is carried out, as it stands there.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Stdio};

use touchbase::cli::help::TEXTS;

use crate::cli::{Answer, Home};

/// What the examples read: people, touches, ideas, an evening.
const INPUTS: [(&str, &str); 7] = [
    ("passphrase.txt", "sesame\n"),
    ("new.txt", "another\n"),
    ("people.txt", "Nora Berg, VP Sales @Markets ~4w\nSam Ito @Research\n"),
    ("notes.txt", "sent the numbers +insight via email\nlunch yesterday\n"),
    ("touches.txt", "@grace sent the numbers +insight via email\n@ada lunch yesterday\n"),
    ("ideas.txt", "thank her release team +recognition by fri\n"),
    ("evening.txt", "It felt easy.\n"),
];

/// A home in which the sample is somebody's own plan, used for three days, with something to undo and to do again.
pub fn lived_in() -> Home {
    let home = Home::new();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/demo.ron");
    let plan = home.plan();
    fs::create_dir_all(plan.parent().unwrap()).unwrap();
    fs::copy(sample, &plan).unwrap();
    fs::set_permissions(&plan, fs::Permissions::from_mode(0o600)).unwrap();
    for day in ["2026-11-19", "2026-11-20", "2026-11-21", "2026-11-23"] {
        let args = ["-q", "reflect", "A line of the day"];
        assert!(home.command().env("TOUCHBASE_TODAY", day).args(args).status().unwrap().success());
    }
    home.run(&["-q", "undo"]).says("");
    for (name, text) in INPUTS {
        fs::write(home.path(name), text).unwrap();
    }
    // An editor that changes nothing.
    let code = home.path("bin/code");
    fs::create_dir_all(home.path("bin")).unwrap();
    fs::write(&code, "#!/bin/sh\nexit 0\n").unwrap();
    fs::set_permissions(&code, fs::Permissions::from_mode(0o700)).unwrap();
    home
}

/// Another home with the same in it.
fn copied(home: &Home) -> Home {
    let copy = Home::new();
    let all = home.path(".");
    assert!(Command::new("cp").arg("-a").arg(all).arg(copy.path("")).status().unwrap().success());
    copy
}

/// Types a line into a shell.
pub fn typed(home: &Home, line: &str) -> Answer {
    let program = Path::new(env!("CARGO_BIN_EXE_touchbase")).parent().unwrap();
    let path = format!("{}:{}:/usr/bin:/bin", home.path("bin").display(), program.display());
    let mut command = Command::new("bash");
    command.env_clear().env("PATH", path).env("HOME", home.path("")).env("TOUCHBASE_TODAY", "2026-11-23");
    command.env("EDITOR", "code").env("LANG", "C.UTF-8").current_dir(home.path(""));
    Answer::of(&command.arg("-c").arg(line).stdin(Stdio::null()).output().unwrap())
}

#[test]
fn every_example_does_what_it_says() {
    if !super::has("bash") {
        return;
    }
    let first = lived_in();
    let before = first.records();
    let mut wrong = Vec::new();
    for help in &TEXTS {
        for line in help.examples {
            // The screens want a terminal; that they open is another test's affair.
            if *line == "touchbase --demo" {
                continue;
            }
            let home = copied(&first);
            if line.contains("--again") {
                assert_eq!(typed(&home, "touchbase lock --passphrase-fd 3 3< passphrase.txt").code, 0);
            }
            let answer = typed(&home, line);
            let changes = matches!(
                help.verb,
                "add" | "log" | "idea" | "give" | "goal add" | "goal step" | "goal done" | "reflect" | "snooze"
            );
            let idle = changes && home.records() == before && !line.contains("--wake");
            if answer.code != 0 || idle {
                wrong.push(format!("{line}\n  ended with {}: {}{}", answer.code, answer.out, answer.err));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
