//! The house tests: one binary, so that it links once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::string_slice, missing_docs, reason = "tests")]
#[cfg(target_os = "linux")]
mod answers;
mod architecture;
mod broken;
#[cfg(unix)]
mod capture;
#[cfg(unix)]
mod cli;
mod config;
#[cfg(target_os = "linux")]
mod copies;
#[cfg(target_os = "linux")]
mod demo;
mod fuzzed;
mod generated;
#[cfg(unix)]
mod giving;
mod goal;
mod journal;
#[cfg(target_os = "linux")]
mod manual;
#[cfg(target_os = "linux")]
mod marked;
mod pictures;
#[cfg(target_os = "linux")]
mod private;
#[cfg(target_os = "linux")]
mod pty;
#[cfg(unix)]
mod report;
mod schema;
#[cfg(target_os = "linux")]
mod seal;
mod sinks;
mod storage;
mod supply;
#[cfg(target_os = "linux")]
mod terminal;
#[cfg(target_os = "linux")]
mod trust;
#[cfg(target_os = "linux")]
mod tui;
#[cfg(target_os = "linux")]
mod upkeep;

/// Says what a test counted, for the table in `tests/README.md`: to be seen with `--nocapture`.
#[cfg(target_os = "linux")]
fn figure(text: &str) {
    use std::io::Write as _;
    let _ = writeln!(std::io::stdout(), "{text}");
}
