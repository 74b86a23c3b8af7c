//! Single system calls of a save that fail or are the last the program makes: strace(1) sees to it, on the real program.

use super::trace::strace;
use super::{Home, NEW, leftovers, notes};
use std::process::Output;

/// Logs a touch while the n-th call of a kind meets its fate; none where there is no n-th call.
fn injected(home: &Home, call: &str, fate: &str, number: usize) -> Option<Output> {
    let out = tempfile::NamedTempFile::new().unwrap();
    let (trace, inject) = (format!("trace={call}"), format!("inject={call}:{fate}:when={number}"));
    let mut command = home.command("strace");
    strace(&mut command, out.path(), &["-e", &trace, "-e", &inject], env!("CARGO_BIN_EXE_touchbase"));
    let output = command.args(["log", "grace", NEW]).output().expect("strace is not installed");
    let traced = std::fs::read_to_string(out.path()).unwrap();
    let met = traced.contains("(INJECTED)") || traced.contains("killed by SIGKILL");
    met.then_some(output)
}

/// The plan is as it was, or has the note; it has it when that was told; the next command works and sweeps.
fn holds(home: &Home, output: &Output, fate: &str) -> bool {
    let there = notes(&home.records(), NEW);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(there <= 1, "{fate}");
    if output.status.success() {
        assert_eq!(there, 1, "{fate}: told as saved");
    }
    assert_eq!(notes(&home.records(), "The first note"), 1, "{fate}");
    assert!(!told.contains("panicked"), "{fate}: {told}");
    assert!(home.run(&["log", "ada", "Later"]).status.success(), "{fate}: the next command");
    assert_eq!(notes(&home.records(), "Later"), 1, "{fate}");
    assert!(leftovers(home.path()).is_empty(), "{fate}: a leftover stays");
    there == 1
}

#[test]
fn killed_at_any_call_that_changes_the_disk() {
    let mut rounds = 0;
    for call in ["openat", "write", "fsync", "rename,renameat,renameat2", "unlink,unlinkat", "fchmod", "flock", "close"]
    {
        for number in 1.. {
            let home = Home::new();
            let Some(output) = injected(&home, call, "signal=KILL", number) else { break };
            assert!(!output.status.success());
            holds(&home, &output, &format!("killed at {call} {number}"));
            rounds += 1;
        }
    }
    crate::figure(&format!("killed at a call that changes the disk: {rounds} calls, 0 lost"));
    assert!(rounds >= 40, "only {rounds} calls were met");
}

#[test]
fn each_call_of_a_save_fails_in_turn() {
    let (mut failed, mut rounds) = (0, 0);
    for call in ["fsync", "write", "rename,renameat,renameat2", "fchmod", "flock"] {
        for error in ["EIO", "ENOSPC", "EDQUOT", "EINTR"] {
            for number in 1.. {
                let home = Home::new();
                let Some(output) = injected(&home, call, &format!("error={error}"), number) else { break };
                let fate = format!("{call} {number} fails with {error}");
                let told = String::from_utf8_lossy(&output.stderr).into_owned();
                if !output.status.success() {
                    failed += 1;
                    assert!(told.contains("error: "), "{fate}: {told}");
                    assert!(matches!(output.status.code(), Some(1 | 3)), "{fate}: {:?} {told}", output.status);
                }
                holds(&home, &output, &fate);
                rounds += 1;
            }
        }
    }
    crate::figure(&format!("calls of a save that failed: {rounds}, of which {failed} were told, 0 lost"));
    assert!(rounds >= 20 && failed >= 8, "{failed} of {rounds} failed");
}

#[test]
fn a_sync_that_failed_is_told_and_the_file_is_whole() {
    let home = Home::new();
    let before = std::fs::read(home.plan()).unwrap();
    let mut met = 0;
    for number in 1..8 {
        let Some(output) = injected(&home, "fsync", "error=EIO", number) else { break };
        met += 1;
        if output.status.code() == Some(3) {
            let told = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(told.contains("could not save the plan"), "{told}");
            assert!(std::fs::read(home.plan()).unwrap() == before || told.contains("not confirmed"), "{told}");
            return;
        }
        let home_now = std::fs::read(home.plan()).unwrap();
        std::fs::write(home.plan(), &before).unwrap();
        assert_ne!(home_now, before, "a backup that cannot be made stops no save");
    }
    panic!("none of {met} syncs was the plan's");
}
