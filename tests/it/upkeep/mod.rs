//! The verbs that look after the plan, as scripts and people see them.

mod doctor;
mod edit;
mod restore;
mod review;
mod status;
mod undo;

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use crate::cli::Home;

/// What the program keeps for itself in this home.
pub fn state(home: &Home) -> PathBuf {
    home.path(".local/state/touchbase")
}

/// Every file below a folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.path().is_dir() { found.extend(files(&entry.path())) } else { found.push(entry.path()) }
    }
    found.sort();
    found
}

/// Nobody but the owner can look into anything that is kept.
#[track_caller]
pub fn all_private(home: &Home) {
    for file in files(&state(home)).into_iter().chain(files(&home.path(".config"))) {
        let mode = fs::metadata(&file).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{}", file.display());
    }
}
