//! There and back.

use super::{Home, SECRET, all_around};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::time::{Duration, SystemTime};

fn age_of(path: &Path) -> SystemTime {
    fs::metadata(path).unwrap().modified().unwrap()
}

#[test]
fn nothing_in_plain_stays_and_everything_comes_back_as_it_was() {
    let home = Home::new();
    all_around(&home);
    let plain = home.bytes();
    let backup = home.own().join("backups/previous.ron");
    let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
    fs::File::options().write(true).open(&backup).unwrap().set_modified(old).unwrap();
    let kept = fs::read(&backup).unwrap();

    let said = home.opens(&["lock"]);
    assert!(said.starts_with("Locked the plan, and 8 files beside it.\n"), "{said}");
    assert!(said.contains("touchbase.ron.key; the plan needs both"), "{said}");
    assert_eq!(home.with_canaries(), Vec::<std::path::PathBuf>::new(), "it is in plain");
    assert!(home.bytes().starts_with(b"age-encryption.org/v1\n"));
    assert_eq!(age_of(&backup), old, "a backup is as old as it was");
    for path in home.files() {
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o077, 0, "{}", path.display());
    }

    let said = home.opens(&["unlock"]);
    assert!(said.starts_with("Unlocked the plan, and 8 files beside it.\n"), "{said}");
    assert_eq!(home.bytes(), plain);
    assert_eq!((fs::read(&backup).unwrap(), age_of(&backup)), (kept, old));
    assert!(fs::read_to_string(home.own().join("drafts/draft-one.json")).unwrap().contains("canarydraft"));
    assert!(!home.key().exists() && home.own().join("former-keys/plan-1.key").exists());
    assert!(home.does(&["list"]).contains("Canaryname"), "no key is needed");
    assert_eq!(home.does(&["unlock"]), "The plan is not locked.\n");
}

#[test]
fn a_locked_plan_is_used_like_any_other() {
    let home = Home::locked();
    assert!(home.opens(&["list"]).contains("Canaryname Hopper"));
    home.opens(&["log", "canaryname", "a third canarynote"]);
    assert!(home.opens(&["show", "canaryname"]).contains("a third canarynote"));
    assert!(home.opens(&["undo"]).starts_with("Undid: log touch"));
    assert!(!home.opens(&["show", "canaryname"]).contains("a third canarynote"));
    assert!(home.opens(&["restore"]).contains("before the last save"));
    assert!(home.opens(&["restore", "1"]).starts_with("Restored"));
    assert!(home.opens(&["find", "canarynote"]).contains("a third canarynote"), "the backup before undo came back");
    assert_eq!(home.opens(&["doctor"]), "Everything fits.\n");
    assert!(home.opens(&["status"]).contains("due"), "a status line that is given the key says what it says");
    let said = home.opens(&["report", "--out", "page.md"]);
    assert!(said.contains("note: this page is not locked; the plan is"), "{said}");
    fs::remove_file(home.path().join("page.md")).unwrap();
    assert_eq!(home.with_canaries(), Vec::<std::path::PathBuf>::new(), "it is in plain");
}

#[test]
fn the_editor_s_text_is_in_memory_and_what_was_not_taken_is_kept_locked() {
    let home = Home::locked();
    let runtime = home.path().join("runtime");
    fs::create_dir(&runtime).unwrap();
    fs::set_permissions(&runtime, fs::Permissions::from_mode(0o700)).unwrap();
    let script = home.path().join("editor");
    // It shows where its text is, and leaves one that is not understood.
    fs::write(&script, "#!/bin/sh\necho \"$1\" > seen\nprintf 'canarydraft (' > \"$1\"\n").unwrap();
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
    let edit = |home: &Home| {
        let mut command = home.command("/bin/sh");
        command.env("XDG_RUNTIME_DIR", &runtime).env("EDITOR", &script);
        let line = format!(
            "printf '%s' '{SECRET}' | {} edit --passphrase-fd 3 3<&0 </dev/null",
            env!("CARGO_BIN_EXE_touchbase")
        );
        command.args(["-c", &line]).output().unwrap()
    };
    let output = edit(&home);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success(), "{told}");
    let seen = fs::read_to_string(home.path().join("seen")).unwrap_or_else(|_| panic!("{told}"));
    assert!(Path::new(seen.trim()).starts_with(&runtime), "{seen}");
    assert!(!Path::new(seen.trim()).exists());
    fs::remove_file(&script).unwrap();
    let kept: Vec<_> = super::files_below(&home.own().join("edit"));
    assert_eq!(kept.len(), 1, "what was written is kept: {told}");
    assert_eq!(home.with_canaries(), Vec::<std::path::PathBuf>::new());
}

#[test]
fn editors_that_are_known_are_kept_from_leaving_traces_and_a_history_is_told_once() {
    let home = Home::locked();
    let bin = home.path().join("bin");
    fs::create_dir(&bin).unwrap();
    for name in ["vim", "nano", "emacs", "code"] {
        fs::write(bin.join(name), "#!/bin/sh\nprintf '%s\\n' \"$@\" > seen\n").unwrap();
        fs::set_permissions(bin.join(name), fs::Permissions::from_mode(0o755)).unwrap();
    }
    let edit = |home: &Home, editor: &str, key: bool| {
        let mut command = home.command("/bin/sh");
        let path = format!("{}:{}", bin.display(), std::env::var("PATH").unwrap());
        command.env("PATH", path).env("EDITOR", editor);
        let (program, secret) = (env!("CARGO_BIN_EXE_touchbase"), SECRET);
        let with = if key { "--passphrase-fd 3" } else { "" };
        let line = format!("printf '%s' '{secret}' | {program} edit {with} 3<&0 </dev/null");
        let output = command.args(["-c", &line]).output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{editor}: {told}");
        let seen = fs::read_to_string(home.path().join("seen")).unwrap();
        (seen.lines().map(str::to_owned).collect::<Vec<_>>(), told)
    };
    let cases: [(&str, &[&str]); 4] = [
        ("vim -u NORC", &["-u", "NORC", "-n", "-i", "NONE", "--cmd", "set noundofile nobackup nowritebackup"]),
        ("nano", &["--ignorercfiles"]),
        ("emacs -nw", &["-nw", "--eval"]),
        ("code --wait", &["--wait"]),
    ];
    for (editor, options) in cases {
        let (seen, told) = edit(&home, editor, true);
        assert!(seen.starts_with(&options.iter().map(|&option| option.to_owned()).collect::<Vec<_>>()), "{seen:?}");
        assert!(seen.last().unwrap().ends_with("touchbase.ron"), "{seen:?}");
        assert_eq!(told.contains("VS Code keeps a history"), editor.starts_with("code"), "{told}");
    }
    let (_, told) = edit(&home, "code --wait", true);
    assert!(!told.contains("history"), "it is told once: {told}");
    let plain = Home::new();
    let (seen, told) = edit(&plain, "vim", false);
    assert!(seen.len() == 1 && told.is_empty(), "a plain plan is nobody's secret: {seen:?} {told}");
}

#[test]
fn what_was_left_in_plain_is_named_and_locking_again_finishes_it() {
    let home = Home::new();
    let plain = home.bytes();
    home.opens(&["lock"]);
    let left = home.own().join("backups/day-2026-11-20.ron");
    fs::write(&left, plain).unwrap();
    fs::set_permissions(&left, fs::Permissions::from_mode(0o600)).unwrap();
    let found = home.run_with(SECRET, &["doctor"]);
    let found = String::from_utf8_lossy(&found.stdout).into_owned();
    assert!(found.contains("this is not locked, although the plan is") && found.contains("touchbase lock"), "{found}");
    assert_eq!(home.opens(&["lock"]), "The plan is locked already. Locked now: 1 file beside it.\n");
    assert_eq!(home.with_canaries(), Vec::<std::path::PathBuf>::new());
    assert_eq!(home.opens(&["doctor"]), "Everything fits.\n");
}

#[test]
fn a_plan_that_somebody_put_there_in_plain_is_locked_again() {
    let home = Home::new();
    let plain = home.bytes();
    home.opens(&["lock"]);
    fs::write(home.plan(), &plain).unwrap();
    let refused = home.run(&["log", "canaryname", "x"]);
    assert_eq!(refused.status.code(), Some(4), "the key file is there, so the key is asked for");
    let said = home.opens(&["log", "canaryname", "x"]);
    assert!(said.contains("in plain although its key is here; the next save locks it"), "{said}");
    assert_eq!(home.with_canaries(), Vec::<std::path::PathBuf>::new());
}

#[test]
fn a_plan_locked_for_a_key_of_ones_own_is_missed_as_well_and_a_machine_learns_of_an_unlocking() {
    let home = Home::new();
    let plain = home.bytes();
    let made = home.command("age-keygen").args(["-o", "key.txt"]).output().expect("age is not installed");
    assert!(made.status.success());
    home.does(&["lock", "--identity", "key.txt"]);
    fs::write(home.plan(), &plain).unwrap();
    // Somebody put a plain file there, or another machine unlocked it: nothing is written into it unasked.
    let refused = home.run(&["log", "canaryname", "x"]);
    let told = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(
        refused.status.code() == Some(4) && told.contains("it was locked on this machine, and is in plain now"),
        "{told}"
    );
    assert_eq!(home.bytes(), plain);
    home.does(&["log", "canaryname", "x", "--identity", "key.txt"]);
    assert!(home.bytes().starts_with(b"age-encryption.org/"), "with the key it is locked again");
    fs::write(home.plan(), &plain).unwrap();
    assert!(home.does(&["unlock"]).starts_with("The plan is in plain already; this machine knows it now."));
    home.does(&["add", "Ada"]);
}

#[test]
fn a_lost_key_file_has_a_copy() {
    let home = Home::locked();
    fs::remove_file(home.key()).unwrap();
    let said = home.opens(&["list"]);
    assert!(said.contains("note: the key file beside the plan is gone; its copy is ") && said.contains("Canaryname"));
}

#[test]
fn a_plan_is_locked_again_with_another_key() {
    let home = Home::locked();
    home.opens(&["unlock"]);
    said(&home, "another");
    assert_eq!(home.run_with(SECRET, &["list"]).status.code(), Some(4));
    assert!(super::said(&home.run_with("another", &["list"]), &["list"]).contains("Canaryname"));
    assert!(super::said(&home.run_with("another", &["restore"]), &["restore"]).contains("before the last save"));
}

fn said(home: &Home, secret: &str) {
    super::said(&home.run_with(secret, &["lock"]), &["lock"]);
}

#[test]
fn without_a_plan_or_with_a_broken_one_nothing_is_locked() {
    let home = Home::new();
    fs::write(home.plan(), "(format: 1, goals: [").unwrap();
    let refused = home.run_with(SECRET, &["lock"]);
    assert_eq!(refused.status.code(), Some(3));
    assert_eq!(home.bytes(), b"(format: 1, goals: [");
    fs::remove_file(home.plan()).unwrap();
    let refused = home.run_with(SECRET, &["lock"]);
    let told = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(refused.status.code() == Some(1) && told.contains("there is no plan to lock yet"), "{told}");
    assert!(!home.key().exists());
}
