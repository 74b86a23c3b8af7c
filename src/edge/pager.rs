//! Showing a page of the manual at a terminal.

use std::fs;
use std::process::Command;

/// Shows a page with `man`, and says whether that went well. The page is handed over as a file: not every `man` reads one
/// from standard input.
pub fn man(name: &str, page: &str) -> bool {
    let Ok(folder) = tempfile::tempdir() else { return false };
    let path = folder.path().join(name);
    if fs::write(&path, page).is_err() {
        return false;
    }
    Command::new("man").arg(&path).status().is_ok_and(|ended| ended.success())
}
