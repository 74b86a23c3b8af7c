//! What a save survives: every system call of it failing or killed, every state a crash could leave, a full disk.
//!
//! `trace` runs the program under strace, `replay` rebuilds what a crash could leave from such a trace, `injected` makes
//! single calls fail, `full` has a disk without room,
//! `carried` looks at what goes with a file, `memory` gives it too little. A tool that is missing fails the tests: none of them is skipped.

mod carried;
mod full;
mod injected;
mod memory;
mod replay;
mod trace;
mod turning;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use touchbase::domain::{Day, Records};
use touchbase::storage::paths::{Folders, Places};
use touchbase::storage::read;

/// A home in memory, with a plan of two people and one touch in it.
pub struct Home {
    dir: tempfile::TempDir,
}

pub const NEW: &str = "A note that was told as saved";

impl Home {
    pub fn new() -> Self {
        let dir = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
        let home = Self { dir };
        for words in [["add", "Ada Lovelace", "--org=Finance"], ["add", "Grace Hopper", "--org=Platforms"]] {
            assert!(home.run(&words).status.success());
        }
        assert!(home.run(&["log", "ada", "The first note"]).status.success());
        home
    }

    pub fn path(&self) -> &Path {
        self.dir.path()
    }

    pub fn plan(&self) -> PathBuf {
        plan_in(self.path())
    }

    /// The program, or whatever runs it, with nothing of our own environment but the path.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env_clear().env("HOME", self.path()).env("TOUCHBASE_TODAY", "2026-11-23");
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default()).current_dir(self.path());
        command
    }

    pub fn run(&self, words: &[&str]) -> Output {
        self.command(env!("CARGO_BIN_EXE_touchbase")).args(words).output().unwrap()
    }

    pub fn records(&self) -> Records {
        records_in(self.path())
    }
}

pub fn plan_in(home: &Path) -> PathBuf {
    home.join(".config/touchbase/touchbase.ron")
}

/// Where a home keeps everything.
pub fn places_in(home: &Path) -> Places {
    let folders = Folders { config: home.join(".config/touchbase"), state: home.join(".local/state/touchbase") };
    Places::choose(None, None, Some(folders)).unwrap()
}

pub fn records_in(home: &Path) -> Records {
    let bytes = std::fs::read(plan_in(home)).unwrap();
    read::read(&bytes).unwrap_or_else(|mistake| panic!("{mistake:?}")).loaded.records
}

/// How many touches say this.
pub fn notes(records: &Records, note: &str) -> usize {
    records.touches.iter().filter(|touch| touch.note == note).count()
}

pub fn today() -> Day {
    "2026-11-23".parse().unwrap()
}

/// Our own temporary files below a folder.
pub fn leftovers(home: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![home.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "tmp") {
                found.push(path);
            }
        }
    }
    found
}
