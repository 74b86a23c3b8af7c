//! Killed at any system call that changes the disk while it locks or unlocks: the plan opens with its key or without one,
//! it says what it said, and doing it once more ends where it should.

use super::again::{self, NEW};
use super::{Home, SECRET};
use std::fs;

/// Runs a verb under strace(1) that kills it at the n-th call of a kind; false where there is no n-th call.
fn killed(home: &Home, verb: &str, call: &str, number: usize) -> bool {
    let out = tempfile::NamedTempFile::new().unwrap();
    let line = format!(
        "printf '%s' '{SECRET}' | strace -f -o {} -e trace={call} -e inject={call}:signal=KILL:when={number} {} {verb} --passphrase-fd 0",
        out.path().display(),
        env!("CARGO_BIN_EXE_touchbase"),
    );
    let output = home.command("/bin/sh").args(["-c", &line]).output().unwrap();
    let traced = fs::read_to_string(out.path()).unwrap();
    assert!(!traced.is_empty(), "strace is not installed: {}", String::from_utf8_lossy(&output.stderr));
    traced.contains("killed by SIGKILL")
}

/// The plan is whole, whatever state it is in.
fn is_whole(home: &Home, fate: &str) {
    is_whole_with(home, SECRET, fate);
}

fn is_whole_with(home: &Home, secret: &str, fate: &str) {
    let output = home.run_with(secret, &["find", "canarynote"]);
    let found = String::from_utf8_lossy(&output.stdout).into_owned();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(found.contains("the canarynote of May") && found.contains("another canarynote"), "{fate}: {found}{told}");
    let output = home.run_with(secret, &["restore"]);
    assert!(!String::from_utf8_lossy(&output.stdout).contains("cannot be read"), "{fate}: a backup was lost");
}

#[test]
fn while_it_locks() {
    let mut rounds = 0;
    for call in ["rename,renameat,renameat2", "fsync", "unlink,unlinkat"] {
        for number in 1.. {
            let home = Home::new();
            if !killed(&home, "lock", call, number) {
                break;
            }
            let fate = format!("killed at {call} {number}");
            is_whole(&home, &fate);
            home.opens(&["lock"]);
            assert_eq!(home.with_canaries(), Vec::<std::path::PathBuf>::new(), "{fate}");
            is_whole(&home, &fate);
            rounds += 1;
        }
    }
    crate::figure(&format!("killed while locking: {rounds} calls, 0 lost"));
    assert!(rounds >= 12, "only {rounds} calls were met");
}

#[test]
fn while_it_unlocks() {
    let mut rounds = 0;
    for call in ["rename,renameat,renameat2", "fsync", "unlink,unlinkat"] {
        for number in 1.. {
            let home = Home::locked();
            if !killed(&home, "unlock", call, number) {
                break;
            }
            let fate = format!("killed at {call} {number}");
            is_whole(&home, &fate);
            home.opens(&["unlock"]);
            let list = home.does(&["list"]);
            assert!(list.contains("Canaryname"), "{fate}: {list}");
            assert!(home.does(&["restore"]).contains("before the last save"), "{fate}");
            assert!(!home.key().exists(), "{fate}");
            rounds += 1;
        }
    }
    crate::figure(&format!("killed while unlocking: {rounds} calls, 0 lost"));
    assert!(rounds >= 12, "only {rounds} calls were met");
}

#[test]
fn while_it_locks_with_another_key() {
    let (mut rounds, mut with_new) = (0, 0);
    for call in ["rename,renameat,renameat2", "fsync", "unlink,unlinkat"] {
        for number in 1.. {
            let home = Home::locked();
            let inject = format!("strace -f -o trace -e trace={call} -e inject={call}:signal=KILL:when={number}");
            let output = again::run(&home, &inject, "lock --again --passphrase-fd 3 --new-passphrase-fd 4");
            let traced = fs::read_to_string(home.path().join("trace")).unwrap();
            assert!(!traced.is_empty(), "strace is not installed: {}", String::from_utf8_lossy(&output.stderr));
            if !traced.contains("killed by SIGKILL") {
                break;
            }
            let fate = format!("killed at {call} {number}");
            // One of the two opens everything.
            let is_new = home.run_with(NEW, &["list"]).status.success();
            let secret = if is_new { NEW } else { SECRET };
            with_new += usize::from(is_new);
            is_whole_with(&home, secret, &fate);
            assert_eq!(home.with_canaries(), Vec::<std::path::PathBuf>::new(), "{fate}");
            let old = if is_new { "4" } else { "3" };
            let output =
                again::run(&home, "", &format!("lock --again --passphrase-fd {old} --new-passphrase-fd 5 5<new.txt"));
            super::said(&output, &["lock --again", &fate]);
            is_whole_with(&home, NEW, &fate);
            assert_eq!(home.run_with(SECRET, &["list"]).status.code(), Some(4), "{fate}");
            let doctor = home.run_with(NEW, &["doctor"]);
            assert_eq!(String::from_utf8_lossy(&doctor.stdout), "Everything fits.\n", "{fate}");
            rounds += 1;
        }
    }
    crate::figure(&format!(
        "killed while locking with another key: {rounds} calls, 0 lost, {with_new} with the new key"
    ));
    assert!(rounds >= 30 && with_new >= 5 && with_new < rounds, "{with_new} of {rounds} calls");
}
