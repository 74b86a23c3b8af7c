//! What touchbase tells about itself: completions, help, manual pages, and the examples in the README.

mod completing;
mod errors;
mod examples;
mod pages;
mod promises;
mod readme;

use std::process::Command;

/// Whether a tool is there; in CI it has to be.
pub fn has(tool: &str) -> bool {
    let found = Command::new(tool).arg("--version").output().is_ok();
    assert!(found || std::env::var_os("CI").is_none(), "there is no {tool}; .ci/run installs it");
    found
}
