//! The locked plan: nothing in plain stays beside it, nothing opens it but its key, and nothing is lost on the way there,
//! while it is locked, or on the way back.
//!
//! `turned` locks and unlocks, `again` takes another key, `refused` has no key or a wrong one, `typed` sits at a terminal, `idle` has left it, `tool` is the standard
//! age(1), `stopped` is killed in the middle. Guesses cost little work here, so that the tests do; one test holds what
//! they cost in earnest.

pub mod again;
mod idle;
mod refused;
mod stopped;
mod tool;
mod turned;
mod typed;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// What opens the plans of these tests.
pub const SECRET: &str = "sesame, öffne dich";
/// Words that stand in a plan and must not be found anywhere once it is locked.
pub const CANARIES: [&str; 5] = ["Canaryname", "canarynote", "canaryorg", "canarydraft", "canaryaside"];

/// A home with a plan of one person and two touches, made by the program itself.
pub struct Home {
    dir: tempfile::TempDir,
}

impl Home {
    pub fn new() -> Self {
        let dir = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
        let home = Self { dir };
        home.does(&["add", "Canaryname Hopper", "--org=canaryorg"]);
        home.does(&["log", "canaryname", "the canarynote of May"]);
        home.does(&["log", "canaryname", "another canarynote"]);
        home
    }

    /// The same, locked with [`SECRET`].
    pub fn locked() -> Self {
        let home = Self::new();
        home.opens(&["lock"]);
        home
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    pub fn plan(&self) -> PathBuf {
        self.path().join(".config/touchbase/touchbase.ron")
    }

    pub fn key(&self) -> PathBuf {
        self.path().join(".config/touchbase/touchbase.ron.key")
    }

    pub fn own(&self) -> PathBuf {
        self.path().join(".local/state/touchbase")
    }

    pub fn bytes(&self) -> Vec<u8> {
        fs::read(self.plan()).unwrap()
    }

    /// A program with nothing of our own environment but the path.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("HOME", self.path())
            .env("TOUCHBASE_TODAY", "2026-11-23")
            .env("TOUCHBASE_TEST_WORK", "4");
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default()).current_dir(self.path());
        command
    }

    /// The program without a key and without a terminal.
    pub fn run(&self, words: &[&str]) -> Output {
        self.command(env!("CARGO_BIN_EXE_touchbase")).args(words).stdin(Stdio::null()).output().unwrap()
    }

    /// The same with a passphrase.
    pub fn run_with(&self, secret: &str, words: &[&str]) -> Output {
        let mut command = self.command(env!("CARGO_BIN_EXE_touchbase"));
        command.args(words).args(["--passphrase-fd", "0"]).stdin(Stdio::piped());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // A program that needs no passphrase may be gone before it is handed over.
        let _ = child.stdin.take().unwrap().write_all(secret.as_bytes());
        child.wait_with_output().unwrap()
    }

    /// What the program answers without a key; it has to succeed.
    pub fn does(&self, words: &[&str]) -> String {
        said(&self.run(words), words)
    }

    /// What the program answers with the passphrase; it has to succeed.
    pub fn opens(&self, words: &[&str]) -> String {
        said(&self.run_with(SECRET, words), words)
    }

    /// Every file below the home.
    pub fn files(&self) -> Vec<PathBuf> {
        files_below(self.path())
    }

    /// Every file that holds one of the canaries, in its name or its text.
    pub fn with_canaries(&self) -> Vec<PathBuf> {
        with_canaries(self.files())
    }
}

/// Puts one of everything beside the plan that can lie there: what could not be saved, a draft, an edit that was kept, a
/// file that was not understood, the answers of the status line.
pub fn all_around(home: &Home) {
    let own = home.own();
    for (name, text) in [
        ("unsaved-touchbase.ron", "(format: 1, goals: [(id: \"canaryaside\", title: \"x\")])"),
        ("not-understood-touchbase.ron", "(format: 1, canaryaside"),
        ("drafts/draft-one.json", "{\"canarydraft\": 1}"),
        ("drafts/draft-two.json.unread", "canarydraft"),
        ("edit/plan.json", "{\"text\":\"canarydraft\",\"from\":\"\"}"),
        ("cache/status.json", "{\"next\":\"Canaryname\"}"),
        ("editor/left/text.md", "canarydraft"),
        ("backups/.touchbase-abc.tmp", "canarynote"),
    ] {
        let path = own.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

pub fn said(output: &Output, words: &[&str]) -> String {
    let (out, told) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{words:?}: {out}{told}");
    format!("{out}{told}")
}

/// Every file below a folder.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_path_buf()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { found.push(path) }
        }
    }
    found.sort();
    found
}

/// Those of the files that hold one of the canaries, in their name or their text.
pub fn with_canaries(files: Vec<PathBuf>) -> Vec<PathBuf> {
    let holds = |path: &PathBuf| {
        let mut text = path.display().to_string().into_bytes();
        text.extend(fs::read(path).unwrap_or_default());
        CANARIES
            .iter()
            .any(|canary| text.windows(canary.len()).any(|piece| piece.eq_ignore_ascii_case(canary.as_bytes())))
    };
    files.into_iter().filter(holds).collect()
}
