//! Every state that a crash in the middle of a save could leave, rebuilt from what the save did to the disk, and opened.
//!
//! The rules of the crash: what was synced is there. A name that was made, changed or removed since its folder was synced
//! is there or not, in the order in which it happened. Bytes that were written since their file was synced are there, or
//! half there, or not, or there as zeros.

use super::trace::{Op, operations, recording, strace};
use super::{Home, NEW, notes, places_in, plan_in, today};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::Arc;
use touchbase::domain::{Edit, Id, Records, Stakeholder};
use touchbase::storage::store::Store;

/// What becomes of bytes that were never synced.
#[derive(Clone, Copy, Debug)]
enum Unsynced {
    There,
    Half,
    Zeros,
    Gone,
}

/// The files below a home: where, and what they hold.
pub type Files = BTreeMap<PathBuf, Vec<u8>>;

pub fn files(home: &Path) -> Files {
    let mut found = Files::new();
    let mut folders = vec![home.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(path.clone(), fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// A file's bytes, and how many of them are synced.
#[derive(Clone)]
struct Data {
    bytes: Vec<u8>,
    synced: usize,
}

/// The states that a crash after these operations could leave.
pub fn states(before: &Files, done: &[Op]) -> BTreeSet<Files> {
    let unsure: Vec<usize> = done
        .iter()
        .enumerate()
        .filter(|(at, op)| match op {
            Op::Create(path) | Op::Remove(path) | Op::Rename(_, path) => !is_sure(done, *at, path),
            _ => false,
        })
        .map(|(at, _)| at)
        .collect();
    let mut states = BTreeSet::new();
    for known in 0..=unsure.len() {
        let forgotten = unsure.get(known..).unwrap_or_default();
        for unsynced in [Unsynced::There, Unsynced::Half, Unsynced::Zeros, Unsynced::Gone] {
            states.insert(state(before, done, forgotten, unsynced));
        }
    }
    states
}

/// Whether the disk has what became of a name at this point: its folder was synced since, or is gone for sure itself.
fn is_sure(done: &[Op], at: usize, path: &Path) -> bool {
    let folder = path.parent().unwrap();
    done.iter().enumerate().skip(at).any(|(later, op)| match op {
        Op::Sync(synced) => synced == folder,
        Op::RemoveFolder(gone) => gone == folder && is_sure(done, later, gone),
        _ => false,
    })
}

fn state(before: &Files, done: &[Op], forgotten: &[usize], unsynced: Unsynced) -> Files {
    let mut data: Vec<Data> = Vec::new();
    let mut names: BTreeMap<PathBuf, usize> = BTreeMap::new();
    for (path, bytes) in before {
        names.insert(path.clone(), data.len());
        data.push(Data { bytes: bytes.clone(), synced: bytes.len() });
    }
    // The names as the running program saw them, to know which bytes belong to which file.
    let mut seen = names.clone();
    for (at, op) in done.iter().enumerate() {
        let kept = !forgotten.contains(&at);
        match op {
            Op::Create(path) => {
                seen.insert(path.clone(), data.len());
                if kept {
                    names.insert(path.clone(), data.len());
                }
                data.push(Data { bytes: Vec::new(), synced: 0 });
            }
            Op::Write(path, bytes) => {
                if let Some(file) = seen.get(path).and_then(|file| data.get_mut(*file)) {
                    file.bytes.extend(bytes);
                }
            }
            Op::Sync(path) => {
                if let Some(file) = seen.get(path).and_then(|file| data.get_mut(*file)) {
                    file.synced = file.bytes.len();
                }
            }
            Op::Rename(from, to) => {
                if let Some(file) = seen.remove(from) {
                    seen.insert(to.clone(), file);
                    if kept {
                        names.remove(from);
                        names.insert(to.clone(), file);
                    }
                }
            }
            Op::Remove(path) => {
                seen.remove(path);
                if kept {
                    names.remove(path);
                }
            }
            Op::Folder(_) | Op::RemoveFolder(_) => {}
        }
    }
    let left = |file: &Data| {
        let (sure, rest) = file.bytes.split_at(file.synced);
        let mut bytes = sure.to_vec();
        match unsynced {
            Unsynced::There => bytes.extend(rest),
            Unsynced::Half => bytes.extend(rest.iter().take(rest.len() / 2)),
            Unsynced::Zeros => bytes.extend(rest.iter().map(|_| 0)),
            Unsynced::Gone => {}
        }
        bytes
    };
    names.into_iter().map(|(path, file)| (path, left(&data[file]))).collect()
}

/// Puts a state into a new home.
pub fn lay(files: &Files, old_home: &Path) -> tempfile::TempDir {
    let home = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
    fs::create_dir_all(plan_in(home.path()).parent().unwrap()).unwrap();
    for (path, bytes) in files {
        let path = home.path().join(path.strip_prefix(old_home).unwrap());
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    home
}

/// What opening a state came to: the records, if it opened. A later save must work and leave no temporary file.
fn opened(home: &Path) -> Option<Records> {
    let (mut store, records, _) = Store::open(&places_in(home), Arc::new(today)).ok()?;
    let mut more = records.clone();
    more.apply(Edit::put(Stakeholder::named(Id::new("later"), "Later")));
    assert!(store.agree(&more).unwrap().wrote);
    assert!(super::leftovers(home).is_empty(), "a leftover of the crash stays");
    Some(records)
}

/// Opens every state of a save, and answers how many there were and how many of them were neither the plan before nor the
/// plan after. `sure` is whether the new one must be there once everything is done.
fn tried(before: &Files, home: &Path, done: &[Op], old: &Records, new: &Records) -> (usize, usize) {
    let (mut count, mut bad) = (0, 0);
    let mut known: BTreeSet<Files> = BTreeSet::new();
    for length in 0..=done.len() {
        let told = length == done.len();
        for files in states(before, done.get(..length).unwrap()) {
            if !told && !known.insert(files.clone()) {
                continue;
            }
            count += 1;
            let room = lay(&files, home);
            let there = opened(room.path());
            let good = there.is_some_and(|there| there == *new || (there == *old && !told));
            bad += usize::from(!good);
        }
    }
    (count, bad)
}

/// The disk before a command, what it did, and the plan before and after.
struct Recorded {
    home: Home,
    before: Files,
    done: Vec<Op>,
    old: Records,
    new: Records,
}

/// Does something with a plan, and writes down what that did to the disk.
fn recorded(words: &[&str]) -> Recorded {
    let home = Home::new();
    let (before, old) = (files(home.path()), home.records());
    let out = tempfile::NamedTempFile::new().unwrap();
    let recording = recording();
    let more: Vec<&str> = recording.iter().map(String::as_str).collect();
    let mut command = home.command("strace");
    strace(&mut command, out.path(), &more, env!("CARGO_BIN_EXE_touchbase"));
    let output = command.args(words).output().expect("strace is not installed");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let done = operations(&fs::read_to_string(out.path()).unwrap(), home.path());
    let new = home.records();
    assert_ne!(old, new);
    Recorded { home, before, done, old, new }
}

#[test]
fn whatever_a_crash_leaves_of_a_save_is_the_plan_before_or_after() {
    let Recorded { home, before, done, old, new } = recorded(&["log", "grace", NEW]);
    assert_eq!((notes(&old, NEW), notes(&new, NEW)), (0, 1));
    let renames = done.iter().filter(|op| matches!(op, Op::Rename(..))).count();
    let syncs = done.iter().filter(|op| matches!(op, Op::Sync(_))).count();
    assert!(renames >= 2 && syncs >= 4, "the trace shows the save: {done:?}");
    let (count, bad) = tried(&before, home.path(), &done, &old, &new);
    assert!(count >= 10, "only {count} states");
    crate::figure(&format!("crash replay: {count} states, {bad} bad"));
    assert_eq!(bad, 0, "of {count} states");
    // The same without syncing would be caught.
    let unsynced: Vec<Op> = done.iter().filter(|op| !matches!(op, Op::Sync(_))).cloned().collect();
    let (count, bad) = tried(&before, home.path(), &unsynced, &old, &new);
    assert!(bad > 0, "a save that never syncs would look good in all {count} states");
}

/// The first save of all: folders are made, too, each for its owner alone from its first moment (the trace looks at it).
#[test]
fn whatever_a_crash_leaves_of_the_first_save_is_nothing_or_the_plan() {
    let dir = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
    let out = tempfile::NamedTempFile::new().unwrap();
    let recording = recording();
    let more: Vec<&str> = recording.iter().map(String::as_str).collect();
    let mut command = std::process::Command::new("strace");
    strace(&mut command, out.path(), &more, env!("CARGO_BIN_EXE_touchbase"));
    command.env_clear().env("HOME", dir.path()).env("TOUCHBASE_TODAY", "2026-11-23").args(["add", "Grace Hopper"]);
    assert!(command.output().expect("strace is not installed").status.success());
    let done = operations(&fs::read_to_string(out.path()).unwrap(), dir.path());
    assert!(done.iter().filter(|op| matches!(op, Op::Folder(_))).count() >= 4, "{done:?}");
    let new = super::records_in(dir.path());
    let (count, bad) = tried(&Files::new(), dir.path(), &done, &Records::default(), &new);
    crate::figure(&format!("crash replay of the first save: {count} states, {bad} bad"));
    assert!(count >= 4, "only {count} states");
    assert_eq!(bad, 0, "of {count} states");
}

#[test]
fn whatever_a_crash_leaves_of_a_restore_is_the_plan_before_or_after() {
    let Recorded { home, before, done, old, new } = recorded(&["restore", "1"]);
    let (count, bad) = tried(&before, home.path(), &done, &old, &new);
    crate::figure(&format!("crash replay of a restore: {count} states, {bad} bad"));
    assert!(count >= 10, "only {count} states");
    assert_eq!(bad, 0, "of {count} states");
}

const ROOM: &str = "TOUCHBASE_TEST_HOME";

/// Opens the plan, says so, waits for a line, and saves: meanwhile somebody else has changed the file.
#[test]
#[ignore = "only as a child of the test below"]
fn merges_as_a_child() {
    let Some(home) = std::env::var_os(ROOM).map(PathBuf::from) else { return };
    let (mut store, mut records, _) = Store::open(&places_in(&home), Arc::new(today)).unwrap();
    writeln!(std::io::stdout(), "\nopen").unwrap();
    std::io::stdin().read_line(&mut String::new()).unwrap();
    records.apply(Edit::put(Stakeholder::named(Id::new("ours"), "Ours")));
    assert!(store.agree(&records).unwrap().changed_outside);
}

#[test]
fn whatever_a_crash_leaves_of_a_merge_is_theirs_or_both() {
    let home = Home::new();
    let out = tempfile::NamedTempFile::new().unwrap();
    let recording = recording();
    let more: Vec<&str> = recording.iter().map(String::as_str).collect();
    let mut command = home.command("strace");
    let this = std::env::current_exe().unwrap();
    strace(&mut command, out.path(), &more, this.to_str().unwrap());
    let mut child = command
        .args(["--exact", "trust::replay::merges_as_a_child", "--ignored", "--nocapture"])
        .env(ROOM, home.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("strace is not installed");
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    assert!(lines.any(|line| line == "open"));
    assert!(home.run(&["add", "Theirs"]).status.success());
    let (before, theirs) = (files(home.path()), home.records());
    child.stdin.take().unwrap().write_all(b"\n").unwrap();
    let _rest: Vec<String> = lines.collect();
    assert!(child.wait().unwrap().success());
    let done = operations(&fs::read_to_string(out.path()).unwrap(), home.path());
    let both = home.records();
    assert_eq!(both.stakeholders.len(), theirs.stakeholders.len() + 1);
    let (count, bad) = tried(&before, home.path(), &done, &theirs, &both);
    assert!(count >= 10, "only {count} states");
    crate::figure(&format!("crash replay: {count} states, {bad} bad"));
    assert_eq!(bad, 0, "of {count} states");
}
