//! Another key for a locked plan, in one step.

use super::{Home, SECRET, all_around, files_below, said};
use crate::pty::{Exit, Pty, Setup};
use crate::trust::places_in;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;
use std::sync::Arc;
use touchbase::domain::{Edit, Id, Stakeholder};
use touchbase::storage::seal::identity::KeyFile;
use touchbase::storage::seal::{Key, SecretString, is_sealed};
use touchbase::storage::store::Store;

pub const NEW: &str = "another one, anders";

/// Runs the program, or what stands in front of it, with the old passphrase on descriptor 3 and the new one on 4.
pub fn run(home: &Home, before: &str, words: &str) -> Output {
    fs::write(home.path().join("old.txt"), SECRET).unwrap();
    fs::write(home.path().join("new.txt"), NEW).unwrap();
    let line = format!("{before} {} {words} 3<old.txt 4<new.txt", env!("CARGO_BIN_EXE_touchbase"));
    home.command("/bin/sh").args(["-c", &line]).output().unwrap()
}

fn again(home: &Home, words: &str) -> String {
    said(&run(home, "", &format!("lock --again {words}")), &[words])
}

/// A key of age's own, in a file; answers its public half.
fn own_key(home: &Home, name: &str) -> String {
    let made = home.command("age-keygen").args(["-o", name]).output().expect("age is not installed");
    assert!(made.status.success());
    let text = fs::read_to_string(home.path().join(name)).unwrap();
    text.lines().find_map(|line| line.strip_prefix("# public key: ")).unwrap().to_owned()
}

fn opened_key(path: &Path, secret: Option<&str>) -> Key {
    KeyFile::read(path).unwrap().open(secret.map(SecretString::from)).unwrap()
}

/// The files, other than key files, that a key opens; and how many there are that are sealed.
fn opened_by(home: &Path, key: &Key) -> (Vec<PathBuf>, usize) {
    let is_key = |path: &PathBuf| path.extension().is_some_and(|end| end == "key");
    let sealed: Vec<PathBuf> =
        files_below(home).into_iter().filter(|path| !is_key(path) && is_sealed(&fs::read(path).unwrap())).collect();
    let count = sealed.len();
    (sealed.into_iter().filter(|path| key.open(&fs::read(path).unwrap()).is_ok()).collect(), count)
}

/// The key in this old key file opens nothing in a home.
pub fn opens_nothing(home: &Path, file: &[u8], fate: &str) {
    let kept = tempfile::NamedTempFile::new().unwrap();
    fs::write(kept.path(), file).unwrap();
    let (opened, sealed) = opened_by(home, &opened_key(kept.path(), Some(SECRET)));
    assert!(opened.is_empty() && sealed > 0, "{fate}: {opened:?}");
}

#[test]
fn with_a_new_passphrase_the_old_one_opens_nothing_that_is_there() {
    let home = Home::new();
    all_around(&home);
    let plain = home.bytes();
    home.opens(&["lock"]);
    let said = again(&home, "--passphrase-fd 3 --new-passphrase-fd 4");
    assert!(said.starts_with("Locked the plan with another key, and 8 files beside it.\n"), "{said}");
    assert!(said.contains("The new passphrase opens ") && said.contains("former-keys/plan-1.key now"), "{said}");
    let refused = home.run_with(SECRET, &["list"]);
    assert_eq!(refused.status.code(), Some(4), "{}", String::from_utf8_lossy(&refused.stderr));
    let old = opened_key(&home.own().join("former-keys/plan-1.key"), Some(SECRET));
    let (opened, sealed) = opened_by(home.path(), &old);
    assert!(opened.is_empty() && sealed >= 7, "{opened:?} of {sealed}");
    let new = opened_key(&home.key(), Some(NEW));
    assert_eq!(opened_by(home.path(), &new).0.len(), sealed);
    assert_eq!(home.with_canaries(), Vec::<PathBuf>::new(), "it is in plain");
    assert_eq!(fs::read(home.key()).unwrap(), fs::read(home.own().join("plan.key")).unwrap());
    let does = |words: &[&str]| super::said(&home.run_with(NEW, words), words);
    assert!(does(&["undo"]).starts_with("Undid: log touch"));
    assert!(does(&["redo"]).contains("log touch"));
    assert!(does(&["restore"]).contains("before the last save"));
    does(&["unlock"]);
    assert_eq!(String::from_utf8(home.bytes()), String::from_utf8(plain));
    assert!(fs::read_to_string(home.own().join("drafts/draft-one.json")).unwrap().contains("canarydraft"));
}

#[test]
fn from_a_passphrase_to_a_key_of_ones_own_and_back() {
    let home = Home::locked();
    own_key(&home, "mine.txt");
    let said = again(&home, "--passphrase-fd 3 --new-identity mine.txt");
    assert!(said.contains("The key file before is ") && !said.contains("The new passphrase"), "{said}");
    assert!(!home.key().exists() && !home.own().join("plan.key").exists());
    assert!(home.does(&["list", "--identity", "mine.txt"]).contains("Canaryname"));
    let old = opened_key(&home.own().join("former-keys/plan-1.key"), Some(SECRET));
    assert!(opened_by(home.path(), &old).0.is_empty());

    again(&home, "--identity mine.txt --new-passphrase-fd 4");
    assert!(super::said(&home.run_with(NEW, &["list"]), &["list"]).contains("Canaryname"));
    let mine = opened_key(&home.path().join("mine.txt"), None);
    let (opened, sealed) = opened_by(home.path(), &mine);
    assert!(opened.is_empty() && sealed >= 3, "{opened:?} of {sealed}");
}

#[test]
fn whoever_is_not_named_any_more_opens_nothing() {
    let home = Home::new();
    own_key(&home, "mine.txt");
    let (ada, bob) = (own_key(&home, "ada.txt"), own_key(&home, "bob.txt"));
    home.does(&["lock", "--identity", "mine.txt", "--recipient", &ada]);
    assert!(home.does(&["list", "--identity", "ada.txt"]).contains("Canaryname"));
    again(&home, &format!("--identity mine.txt --recipient {bob}"));
    for (name, opens) in [("mine.txt", true), ("bob.txt", true), ("ada.txt", false)] {
        let (opened, sealed) = opened_by(home.path(), &opened_key(&home.path().join(name), None));
        assert_eq!(opened.len(), if opens { sealed } else { 0 }, "{name}");
    }
    // A save keeps it so, whoever saves.
    home.does(&["log", "canaryname", "a canarynote of bob's", "--identity", "bob.txt"]);
    let (opened, _) = opened_by(home.path(), &opened_key(&home.path().join("ada.txt"), None));
    assert_eq!(opened, Vec::<PathBuf>::new());
    // A passphrase stays, too, when it is only others that are let in.
    let home = Home::locked();
    let ada = own_key(&home, "ada.txt");
    again(&home, &format!("--passphrase-fd 3 --recipient {ada}"));
    assert!(home.opens(&["list"]).contains("Canaryname"));
    assert!(home.does(&["list", "--identity", "ada.txt"]).contains("Canaryname"));
}

#[test]
fn at_a_terminal_it_asks_once_for_the_old_one_and_twice_for_the_new_one() {
    let home = Home::locked();
    let setup = Setup::touchbase().home(home.path()).env("TOUCHBASE_TODAY", "2026-11-23").size(100, 30);
    let mut pty = Pty::start(setup.env("TOUCHBASE_TEST_WORK", "4").arg("lock").arg("--again"));
    for (question, secret) in [("Passphrase:", SECRET), ("New passphrase:", NEW), ("Once more:", NEW)] {
        pty.wait_for(question);
        pty.wait_until("nothing is echoed", |pty| !pty.is_cooked());
        pty.bytes(format!("{secret}\r").as_bytes());
    }
    assert_eq!(pty.exit(), Exit::Code(0), "{}", pty.screen());
    let raw = String::from_utf8_lossy(pty.raw()).into_owned();
    assert!(!raw.contains("sesame") && !raw.contains("anders"), "a passphrase was shown");
    assert!(super::said(&home.run_with(NEW, &["list"]), &["list"]).contains("Canaryname"));
}

#[test]
fn what_cannot_be_done_changes_nothing() {
    let home = Home::locked();
    let before: Vec<_> = home.files().iter().map(|path| fs::read(path).unwrap()).collect();
    for (words, code, what) in [
        ("lock --again --new-passphrase-fd 4 --no-input", 4, "it is locked"),
        ("lock --again --passphrase-fd 4 --new-passphrase-fd 3", 4, "wrong passphrase"),
        ("lock --again --passphrase-fd 3 </dev/null", 4, "without a passphrase nothing is locked"),
        ("lock --again --passphrase-fd 3 --new-passphrase-fd 9", 4, "no passphrase came from descriptor 9"),
        ("lock --again --passphrase-fd 3 --recipient nonsense", 4, "this is no public key"),
        ("lock --again --passphrase-fd 3 --new-identity none.txt", 4, "there is no such file"),
        ("lock --passphrase-fd 3 --recipient age1x", 1, "touchbase lock --again"),
        ("lock --new-passphrase-fd 4", 2, "--again"),
    ] {
        let output = run(&home, "", words);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(code), "{words}: {told}");
        assert!(told.contains(what) && told.contains("hint:"), "{words}: {told}");
    }
    for name in ["old.txt", "new.txt"] {
        fs::remove_file(home.path().join(name)).unwrap();
    }
    assert_eq!(home.files().iter().map(|path| fs::read(path).unwrap()).collect::<Vec<_>>(), before);
    let home = Home::new();
    let output = run(&home, "", "lock --again --new-passphrase-fd 4");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("the plan is not locked yet"));
}

#[test]
fn a_plan_with_a_passphrase_of_its_own_is_told_the_way() {
    let home = Home::new();
    let plan = home.plan();
    let mut pty = Pty::start(
        Setup::program("age").arg("-p").arg("-o").arg("locked.ron").arg(plan.to_str().unwrap()).home(home.path()),
    );
    for question in ["Enter passphrase", "Confirm passphrase"] {
        pty.wait_for(question);
        pty.bytes(format!("{SECRET}\r").as_bytes());
    }
    assert_eq!(pty.exit(), Exit::Code(0));
    fs::rename(home.path().join("locked.ron"), &plan).unwrap();
    let before = home.bytes();
    let output = run(&home, "", "lock --again --passphrase-fd 3 --new-passphrase-fd 4");
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && told.contains("unlock it first, then lock it"), "{told}");
    assert_eq!(home.bytes(), before);
}

#[test]
fn whoever_has_it_open_with_the_old_key_writes_nothing_over() {
    let home = Home::locked();
    let places = places_in(home.path());
    places.seal.try_key(opened_key(&home.key(), Some(SECRET))).unwrap();
    let (mut store, mut records, _) = Store::open(&places, Arc::new(crate::trust::today)).unwrap();
    again(&home, "--passphrase-fd 3 --new-passphrase-fd 4");
    let before = home.bytes();
    records.apply(Edit::put(Stakeholder::named(Id::new("ours"), "Ours")));
    let why = store.agree(&records).unwrap_err().told();
    assert!(why.what.contains("this key does not open it"), "{why:?}");
    assert_eq!(home.bytes(), before);
    let other = opened_key(&home.own().join("former-keys/plan-1.key"), Some(SECRET));
    assert!(opened_by(home.path(), &other).0.is_empty());
}
