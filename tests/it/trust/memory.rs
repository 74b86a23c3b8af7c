//! Memory that ends in the middle of a save, wherever that is: the real program under a limit (`ulimit -v`), from one
//! that it cannot even start under to one that is enough.

use super::{Home, NEW, leftovers, notes};
use std::os::unix::process::ExitStatusExt as _;
use std::process::Output;

/// How many limits are tried between too little and enough.
const LIMITS: u64 = 120;

/// The program with so many kilobytes of memory.
fn limited(home: &Home, kilobytes: u64, words: &[&str]) -> Output {
    let mut command = home.command("sh");
    command.args([
        "-c",
        &format!("ulimit -c 0; ulimit -v {kilobytes}; exec \"$0\" \"$@\""),
        env!("CARGO_BIN_EXE_touchbase"),
    ]);
    // Otherwise each thread sets 64 MB or more aside for itself, or does not: where the memory ends would be chance.
    command.env("MALLOC_ARENA_MAX", "1").args(words).output().unwrap()
}

/// The smallest limit, to a few kilobytes, under which this succeeds.
fn enough(home: &Home, words: &[&str]) -> u64 {
    let (mut little, mut enough) = (1_000, 4_000_000);
    while enough - little > 64 {
        let limit = u64::midpoint(little, enough);
        if limited(home, limit, words).status.success() { enough = limit } else { little = limit }
    }
    enough
}

#[test]
fn wherever_the_memory_ends_the_file_is_whole() {
    let home = Home::new();
    // Large enough that reading, merging and writing it take more than what the program is made of.
    let lines: Vec<String> = (0..4_000).map(|number| format!("touch number {number}, about this and that")).collect();
    let mut many = home.command("sh");
    many.args(["-c", "exec \"$0\" -q log ada - < lines", env!("CARGO_BIN_EXE_touchbase")]);
    std::fs::write(home.path().join("lines"), lines.join("\n")).unwrap();
    assert!(many.status().unwrap().success());
    let before = std::fs::read(home.plan()).unwrap();
    let log = ["log", "grace", NEW];
    let from = enough(&home, &["--version"]);
    let to = enough(&home, &["log", "grace", "To find out how much is enough"]) * 11 / 10;
    assert!(to > from + LIMITS * 4, "{from} to {to} kilobytes");
    let (mut ended, mut told, mut saved) = (0, 0, 0);
    for number in 0..=LIMITS {
        std::fs::write(home.plan(), &before).unwrap();
        let limit = from + (to - from) * number / LIMITS;
        let output = limited(&home, limit, &log);
        let now = std::fs::read(home.plan()).unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        let there = if now == before { 0 } else { notes(&home.records(), NEW) };
        assert!(now == before || there == 1, "{limit}: half a save: {said}");
        match (output.status.code(), output.status.signal()) {
            (Some(0), _) => {
                assert_eq!(there, 1, "{limit}: told as saved");
                saved += 1;
            }
            (Some(_), _) => {
                assert!(!said.is_empty(), "{limit}: {:?} without a word", output.status);
                told += 1;
            }
            _ => ended += 1,
        }
    }
    assert!(ended + told > 10 && saved > 10, "{ended} ended, {told} told, {saved} saved");
    // Enough memory again: what was left is swept, and every copy can be read.
    assert!(home.run(&["log", "ada", "Later"]).status.success());
    assert_eq!(notes(&home.records(), "Later"), 1);
    assert!(leftovers(home.path()).is_empty(), "{:?}", leftovers(home.path()));
    let doctor = home.run(&["doctor"]);
    assert!(doctor.status.success(), "{}", String::from_utf8_lossy(&doctor.stdout));
    crate::figure(&format!(
        "limits on memory: {}, {ended} ended by it, {told} told, {saved} saved, 0 lost",
        LIMITS + 1
    ));
}
