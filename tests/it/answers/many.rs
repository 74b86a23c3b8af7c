//! Many lines in one process are one save.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use super::rich;
use crate::cli::Answer;

const LINES: usize = 1_000;

#[test]
fn a_thousand_lines_are_one_save_and_one_undo() {
    let home = rich();
    let before = home.records();
    let lines = (1..=LINES).fold(String::new(), |mut all, number| {
        let who = ["@ada", "with Grace Hopper", "@tom and Ada Lovelace"][number % 3];
        let _ = writeln!(all, "lunch {number} {who} yesterday +insight !send {number} by fri");
        all
    });
    let trace = home.path("trace");
    let traced = Command::new("strace").arg("-V").output().is_ok_and(|output| output.status.success());
    let binary = assert_cmd::cargo::cargo_bin!("touchbase");
    let mut command = if traced {
        let mut command = Command::new("strace");
        command.args(["-f", "-qq", "-e", "trace=rename,renameat,renameat2,fsync", "-o"]).arg(&trace).arg(binary);
        command
    } else {
        Command::new(binary)
    };
    command.args(["log", "-"]).env_clear().env("PATH", "/usr/bin:/bin").env("HOME", home.path(""));
    command.env("TOUCHBASE_TODAY", "2026-11-23").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    Answer::of(&child.wait_with_output().unwrap()).says("Logged 1000 touches.\n");
    assert_eq!(home.records().touches.len(), before.touches.len() + LINES);
    if traced {
        let calls = fs::read_to_string(&trace).unwrap();
        let saves = calls.lines().filter(|call| call.contains("rename") && call.contains("touchbase.ron\")")).count();
        assert_eq!(saves, 1, "{calls}");
    }
    home.run(&["undo"]).says("Undid: log 1000 touches\n");
    assert_eq!(home.records(), before);
}
