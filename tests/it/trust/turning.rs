//! A power cut while a plan is locked or unlocked: every state that it could leave, opened with the key and finished.
//!
//! The disk and what a crash makes of it are those of [`replay`](super::replay); the home has one of everything that lies
//! around a plan.

use super::replay::{Files, files, lay, states};
use super::trace::{Op, operations, recording, strace};
use crate::seal::again::{self, NEW};
use crate::seal::{Home, SECRET, all_around, with_canaries};
use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A command on a home in a folder, with a passphrase on its standard input.
fn run(home: &Path, secret: &str, words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_touchbase"));
    command.env_clear().env("HOME", home).env("TOUCHBASE_TODAY", "2026-11-23").env("TOUCHBASE_TEST_WORK", "1");
    command.args(words).args(["--passphrase-fd", "0"]).current_dir(home);
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let _ = child.stdin.take().unwrap().write_all(secret.as_bytes());
    child.wait_with_output().unwrap()
}

fn does(home: &Path, words: &[&str], fate: &str) -> String {
    let output = run(home, SECRET, words);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{fate}: {words:?}: {said}{}", String::from_utf8_lossy(&output.stderr));
    said
}

/// What a command did to the disk of a home, and the disk before.
fn recorded(home: &Home, words: &[&str]) -> (Files, Vec<Op>) {
    let before = files(home.path());
    let out = tempfile::NamedTempFile::new().unwrap();
    let recording = recording();
    let more: Vec<&str> = recording.iter().map(String::as_str).collect();
    let mut command = home.command("strace");
    strace(&mut command, out.path(), &more, env!("CARGO_BIN_EXE_touchbase"));
    command
        .args(words)
        .args(["--passphrase-fd", "0"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().expect("strace is not installed");
    child.stdin.take().unwrap().write_all(SECRET.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    (before, operations(&fs::read_to_string(out.path()).unwrap(), home.path()))
}

/// Lays every state that a crash could leave, each once, and hands it out with whether the verb had told that it is done.
fn each(before: &Files, home: &Path, done: &[Op], mut look: impl FnMut(&Path, bool, &str)) -> usize {
    let (mut count, mut known) = (0, BTreeSet::new());
    for length in (0..=done.len()).rev() {
        let told = length == done.len();
        for state in states(before, done.get(..length).unwrap()) {
            if !known.insert(state.clone()) {
                continue;
            }
            count += 1;
            let room = lay(&state, home);
            let last = length.checked_sub(1).and_then(|last| done.get(last));
            look(
                room.path(),
                told,
                &format!("state {count}, after {length} of {} operations ({last:.200?})", done.len()),
            );
        }
    }
    count
}

/// Everything that has words of the plan in it and is kept, by its place in the home.
fn words_of(home: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let gone = [".local/state/touchbase/cache", ".local/state/touchbase/editor"];
    let found = with_canaries(crate::seal::files_below(home)).into_iter();
    let kept = found.filter(|path| !gone.iter().any(|gone| path.starts_with(home.join(gone))));
    let kept = kept.filter(|path| path.extension().is_none_or(|ending| ending != "tmp"));
    kept.map(|path| (path.strip_prefix(home).unwrap().to_owned(), fs::read(&path).unwrap())).collect()
}

/// Everything is there, whatever state it is in.
fn is_whole(home: &Path, fate: &str) {
    let found = does(home, &["find", "canarynote"], fate);
    has_notes(&found, fate);
}

fn has_notes(found: &str, fate: &str) {
    assert!(found.contains("the canarynote of May") && found.contains("another canarynote"), "{fate}: {found}");
}

fn syncs_less(done: &[Op]) -> Vec<Op> {
    done.iter().filter(|op| !matches!(op, Op::Sync(_))).cloned().collect()
}

#[test]
fn whatever_a_crash_leaves_of_a_locking_opens_and_is_finished_by_locking_again() {
    let home = Home::new();
    all_around(&home);
    let plain = words_of(home.path());
    assert!(plain.len() >= 7, "{plain:?}");
    let (before, done) = recorded(&home, &["lock"]);
    let count = each(&before, home.path(), &done, |room, told, fate| {
        if told {
            assert_eq!(with_canaries(crate::seal::files_below(room)), Vec::<PathBuf>::new(), "{fate}: told as locked");
        }
        is_whole(room, fate);
        does(room, &["lock"], fate);
        assert_eq!(with_canaries(crate::seal::files_below(room)), Vec::<PathBuf>::new(), "{fate}");
        does(room, &["unlock"], fate);
        assert_eq!(words_of(room), plain, "{fate}");
    });
    crate::figure(&format!("crash replay of a locking: {count} states, 0 bad"));
    assert!(count >= 40, "only {count} states");
    // The same without syncing would be caught.
    let mut bad = 0;
    each(&before, home.path(), &syncs_less(&done), |room, told, _| {
        bad += usize::from(told && !run(room, SECRET, &["list"]).status.success());
    });
    assert!(bad > 0, "a locking that never syncs would look good");
}

#[test]
fn whatever_a_crash_leaves_of_an_unlocking_opens_and_is_finished_by_unlocking_again() {
    let home = Home::new();
    all_around(&home);
    let plain = words_of(home.path());
    home.opens(&["lock"]);
    let (before, done) = recorded(&home, &["unlock"]);
    let count = each(&before, home.path(), &done, |room, told, fate| {
        if told {
            let output = run(room, "", &["list"]);
            assert!(output.status.success(), "{fate}: told as unlocked: {}", String::from_utf8_lossy(&output.stderr));
        }
        is_whole(room, fate);
        does(room, &["unlock"], fate);
        assert_eq!(words_of(room), plain, "{fate}");
        assert!(!room.join(".config/touchbase/touchbase.ron.key").exists(), "{fate}");
        assert_eq!(run(room, "", &["list"]).status.code(), Some(0), "{fate}");
    });
    crate::figure(&format!("crash replay of an unlocking: {count} states, 0 bad"));
    assert!(count >= 40, "only {count} states");
}

#[test]
fn whatever_a_crash_leaves_of_a_save_of_a_locked_plan_opens_and_is_in_plain_nowhere() {
    let home = Home::locked();
    let (before, done) = recorded(&home, &["log", "canaryname", "a third canarynote"]);
    let count = each(&before, home.path(), &done, |room, told, fate| {
        assert_eq!(with_canaries(crate::seal::files_below(room)), Vec::<PathBuf>::new(), "{fate}");
        is_whole(room, fate);
        if told {
            assert!(does(room, &["find", "third"], fate).contains("a third canarynote"), "{fate}");
        }
        does(room, &["log", "canaryname", "a fourth canarynote"], fate);
        assert!(does(room, &["find", "fourth"], fate).contains("a fourth canarynote"), "{fate}");
        let backups = does(room, &["restore"], fate);
        assert!(backups.contains("before the last save") && !backups.contains("cannot be read"), "{fate}: {backups}");
    });
    crate::figure(&format!("crash replay of a save of a locked plan: {count} states, 0 bad"));
    assert!(count >= 10, "only {count} states");
}

#[test]
fn whatever_a_crash_leaves_of_locking_with_another_key_is_opened_by_one_of_them() {
    let home = Home::new();
    all_around(&home);
    let plain = words_of(home.path());
    home.opens(&["lock"]);
    let key = home.key();
    // What the words are written into is no part of the home.
    fs::write(home.path().join("old.txt"), SECRET).unwrap();
    fs::write(home.path().join("new.txt"), NEW).unwrap();
    let before = files(home.path());
    let out = tempfile::NamedTempFile::new().unwrap();
    let traced = format!("strace -f -qq -o {} {}", out.path().display(), recording().join(" "));
    let output = again::run(&home, &traced, "lock --again --passphrase-fd 3 --new-passphrase-fd 4");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let done = operations(&fs::read_to_string(out.path()).unwrap(), home.path());
    let (_, old) = before.iter().find(|(path, _)| **path == key).unwrap();
    let mut with_new = 0;
    let count = each(&before, home.path(), &done, |room, told, fate| {
        assert_eq!(with_canaries(crate::seal::files_below(room)), Vec::<PathBuf>::new(), "{fate}");
        let is_new = run(room, NEW, &["list"]).status.success();
        assert!(is_new || !told, "{fate}: told as locked with the new key");
        with_new += usize::from(is_new);
        if told {
            again::opens_nothing(room, old, fate);
        }
        let secret = if is_new { NEW } else { SECRET };
        let output = run(room, secret, &["find", "canarynote"]);
        has_notes(&String::from_utf8_lossy(&output.stdout), fate);
        let output = run(room, secret, &["unlock"]);
        assert!(output.status.success(), "{fate}: {}", String::from_utf8_lossy(&output.stderr));
        assert_eq!(words_of(room), plain, "{fate}");
    });
    crate::figure(&format!(
        "crash replay of locking with another key: {count} states, 0 bad, {with_new} with the new key"
    ));
    assert!(count >= 80 && with_new > 10 && with_new < count, "{with_new} of {count} states");
}
