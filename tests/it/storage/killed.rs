//! Real processes: killed in the middle of it, and many at the same time.

use super::bench::{Room, proof, today, with};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use touchbase::domain::Records;
use touchbase::storage::paths::{Folders, Places};
use touchbase::storage::read;
use touchbase::storage::store::Store;

const ROOM: &str = "TOUCHBASE_TEST_ROOM";
const NUMBERS: &str = "TOUCHBASE_TEST_NUMBERS";

/// Another process that adds proofs with these numbers, one save each, and says so on a line after each save.
fn child(room: &Room, from: usize, to: usize) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "storage::killed::works_as_a_child", "--ignored", "--nocapture"])
        .env(ROOM, room.path(""))
        .env(NUMBERS, format!("{from} {to}"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
#[ignore = "only as a child of the tests below"]
fn works_as_a_child() {
    let (Some(room), Ok(numbers)) = (std::env::var_os(ROOM).map(PathBuf::from), std::env::var(NUMBERS)) else { return };
    let (from, to) = numbers.split_once(' ').unwrap();
    let folders = Folders { config: room.join("config/touchbase"), state: room.join("state/touchbase") };
    let places = Places::choose(Some(&room.join("plan.ron")), None, Some(folders)).unwrap();
    let (mut store, mut records, _) = Store::open(&places, today()).unwrap();
    for number in from.parse::<usize>().unwrap()..to.parse().unwrap() {
        records = store.agree(&with(&records, proof(number))).unwrap().records;
        writeln!(std::io::stdout(), "\nsaved {number}").unwrap();
    }
}

fn on_disk(room: &Room) -> Records {
    read::read(&std::fs::read(room.plan()).unwrap()).unwrap_or_else(|mistake| panic!("{mistake:?}")).loaded.records
}

#[test]
fn a_run_killed_at_any_moment_leaves_a_whole_file_with_all_that_was_told() {
    let room = Room::new();
    let mut first = 0;
    for round in 0..25 {
        let mut running = child(&room, first, 9_999);
        let lines = BufReader::new(running.stdout.take().unwrap()).lines().map_while(Result::ok);
        let mut told = lines.filter_map(|line| line.strip_prefix("saved ")?.parse::<usize>().ok());
        // No waiting: the kill comes whenever it comes, somewhere in the saves that follow.
        let last = told.by_ref().take(1 + round % 7).last().unwrap();
        running.kill().unwrap();
        running.wait().unwrap();
        let there = on_disk(&room).proofs.len();
        assert!(there > last, "round {round}: saved {last}, {there} there");
        first = there;
    }
    let (mut store, records, _) = room.open();
    assert!(store.agree(&with(&records, proof(first))).unwrap().wrote, "no lock is left");
    let temporary = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "tmp");
    assert!(!room.files().iter().any(temporary), "no leftover is left");
}

#[test]
fn several_processes_at_once_lose_nothing() {
    let room = Room::new();
    let children: Vec<Child> = (0..5).map(|number| child(&room, number * 100, number * 100 + 12)).collect();
    for child in children {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success());
    }
    assert_eq!(on_disk(&room).proofs.len(), 60);
}
