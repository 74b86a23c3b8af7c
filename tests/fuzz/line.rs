//! Hands the bytes to the target of this name.
#![no_main]

#[allow(dead_code, reason = "each program uses one of them")]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::line(bytes));
