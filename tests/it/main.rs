//! The house tests: one binary, so that it links once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::string_slice, missing_docs, reason = "tests")]
#[cfg(target_os = "linux")]
mod answers;
mod architecture;
#[cfg(unix)]
mod capture;
#[cfg(unix)]
mod cli;
mod config;
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
mod pictures;
#[cfg(target_os = "linux")]
mod pty;
#[cfg(unix)]
mod report;
mod schema;
mod storage;
#[cfg(target_os = "linux")]
mod terminal;
#[cfg(target_os = "linux")]
mod trust;
#[cfg(target_os = "linux")]
mod tui;
#[cfg(target_os = "linux")]
mod upkeep;
