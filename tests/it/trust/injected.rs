//! Single system calls of a save that fail or are the last the program makes: strace(1) sees to it, on the real program.

use super::trace::strace;
use super::{Home, NEW, leftovers, notes, places_in, today};
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;
use touchbase::domain::{Edit, Id, Stakeholder};
use touchbase::storage::store::Store;

/// Logs a touch while the n-th call of a kind meets its fate; none where there is no n-th call.
fn injected(home: &Home, call: &str, fate: &str, number: usize) -> Option<Output> {
    let out = tempfile::NamedTempFile::new().unwrap();
    let (trace, inject) = (format!("trace={call}"), format!("inject={call}:{fate}:when={number}"));
    let mut command = home.command("strace");
    strace(&mut command, out.path(), &["-e", &trace, "-e", &inject], env!("CARGO_BIN_EXE_touchbase"));
    let output = command.args(["log", "grace", NEW]).output().expect("strace is not installed");
    let traced = std::fs::read_to_string(out.path()).unwrap();
    let met = traced.contains("(INJECTED)") || traced.contains("killed by SIGKILL");
    met.then_some(output)
}

/// The plan is as it was, or has the note; it has it when that was told; the next command works and sweeps.
fn holds(home: &Home, output: &Output, fate: &str) -> bool {
    let there = notes(&home.records(), NEW);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(there <= 1, "{fate}");
    if output.status.success() {
        assert_eq!(there, 1, "{fate}: told as saved");
    }
    assert_eq!(notes(&home.records(), "The first note"), 1, "{fate}");
    assert!(!told.contains("panicked"), "{fate}: {told}");
    assert!(home.run(&["log", "ada", "Later"]).status.success(), "{fate}: the next command");
    assert_eq!(notes(&home.records(), "Later"), 1, "{fate}");
    assert!(leftovers(home.path()).is_empty(), "{fate}: a leftover stays");
    there == 1
}

#[test]
fn killed_at_any_call_that_changes_the_disk() {
    let mut rounds = 0;
    for call in ["openat", "write", "fsync", "rename,renameat,renameat2", "unlink,unlinkat", "fchmod", "flock", "close"]
    {
        for number in 1.. {
            let home = Home::new();
            let Some(output) = injected(&home, call, "signal=KILL", number) else { break };
            assert!(!output.status.success());
            holds(&home, &output, &format!("killed at {call} {number}"));
            rounds += 1;
        }
    }
    crate::figure(&format!("killed at a call that changes the disk: {rounds} calls, 0 lost"));
    assert!(rounds >= 40, "only {rounds} calls were met");
}

#[test]
fn each_call_of_a_save_fails_in_turn() {
    let (mut failed, mut rounds) = (0, 0);
    for call in ["fsync", "write", "rename,renameat,renameat2", "fchmod", "flock"] {
        for error in ["EIO", "ENOSPC", "EDQUOT", "EINTR", "EAGAIN"] {
            for number in 1.. {
                let home = Home::new();
                let Some(output) = injected(&home, call, &format!("error={error}"), number) else { break };
                let fate = format!("{call} {number} fails with {error}");
                let told = String::from_utf8_lossy(&output.stderr).into_owned();
                if !output.status.success() {
                    failed += 1;
                    assert!(told.contains("error: "), "{fate}: {told}");
                    assert!(matches!(output.status.code(), Some(1 | 3)), "{fate}: {:?} {told}", output.status);
                }
                holds(&home, &output, &fate);
                rounds += 1;
            }
        }
    }
    crate::figure(&format!("calls of a save that failed: {rounds}, of which {failed} were told, 0 lost"));
    assert!(rounds >= 20 && failed >= 8, "{failed} of {rounds} failed");
}

/// Does something under strace, with one kind of call on one path meeting its fate, and hands out the trace.
fn on_path(home: &Home, path: &Path, call: &str, fate: &str, command: &Command) -> (Output, String) {
    let out = tempfile::NamedTempFile::new().unwrap();
    let (trace, inject) = (format!("trace={call}"), format!("inject={call}:{fate}"));
    let mut traced = home.command("strace");
    let path = path.to_str().unwrap();
    strace(
        &mut traced,
        out.path(),
        &["-y", "-P", path, "-e", &trace, "-e", &inject],
        command.get_program().to_str().unwrap(),
    );
    for (name, value) in command.get_envs() {
        traced.env(name, value.unwrap());
    }
    let output = traced.args(command.get_args()).output().expect("strace is not installed");
    let traced = std::fs::read_to_string(out.path()).unwrap();
    assert!(traced.contains("(INJECTED)"), "{call} was not met: {traced}");
    (output, traced)
}

fn log_new() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_touchbase"));
    command.args(["log", "grace", NEW]);
    command
}

#[test]
fn a_folder_that_cannot_be_synced_is_worth_no_word_and_one_that_fails_is() {
    for (error, code) in [("EINVAL", 0), ("EIO", 3)] {
        let home = Home::new();
        let folder = home.plan().parent().unwrap().to_owned();
        let (output, _) = on_path(&home, &folder, "fsync", &format!("error={error}"), &log_new());
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(code), "{error}: {told}");
        assert_eq!(told.contains("written, but not confirmed by the disk"), code == 3, "{error}: {told}");
        assert_eq!(told.is_empty(), code == 0, "{error}: {told}");
        assert_eq!(notes(&home.records(), NEW), 1, "{error}: it is there, only not for sure");
    }
}

#[test]
fn a_write_that_only_says_that_it_wrote_is_found_out() {
    let mut met = 0;
    for number in 1..6 {
        let home = Home::new();
        let before = std::fs::read(home.plan()).unwrap();
        // The system says that a byte was written, and wrote none; whoever believes it is short of a byte.
        let Some(output) = injected(&home, "write", "retval=1", number) else { break };
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        if std::fs::read(home.plan()).unwrap() == before {
            assert_eq!(output.status.code(), Some(3), "{told}");
            assert!(told.contains("could not save the plan"), "{told}");
            met += 1;
        }
        holds(&home, &output, &format!("write {number} lies"));
    }
    assert!(met >= 1, "no write was the plan's");
}

const ROOM: &str = "TOUCHBASE_TEST_HOME";

/// Saves, and if that fails saves again, as the screens do.
#[test]
#[ignore = "only as a child of the test below"]
fn saves_twice_as_a_child() {
    let Some(home) = std::env::var_os(ROOM).map(std::path::PathBuf::from) else { return };
    let (mut store, mut records, _) = Store::open(&places_in(&home), Arc::new(today)).unwrap();
    records.apply(Edit::put(Stakeholder::named(Id::new("ours"), "Ours")));
    assert!(store.agree(&records).is_err());
    assert!(store.agree(&records).unwrap().wrote);
}

#[test]
fn after_a_sync_that_failed_everything_is_written_anew_into_a_fresh_file() {
    let home = Home::new();
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "trust::injected::saves_twice_as_a_child", "--ignored"]).env(ROOM, home.path());
    let out = tempfile::NamedTempFile::new().unwrap();
    // The first sync in the plan's folder is that of its new bytes; the backups before it are in another one.
    let mut traced = home.command("strace");
    let calls = ["-y", "-e", "trace=openat,write,fsync,rename", "-e", "inject=fsync:error=EIO:when=3"];
    strace(&mut traced, out.path(), &calls, command.get_program().to_str().unwrap());
    let output = traced.args(command.get_args()).env(ROOM, home.path()).output().expect("strace is not installed");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let trace = std::fs::read_to_string(out.path()).unwrap();
    let folder = format!("{}/.touchbase-", home.plan().parent().unwrap().display());
    let ours: Vec<&str> = trace.lines().filter(|line| line.contains(&folder) || line.contains("(INJECTED)")).collect();
    let failed = ours.iter().position(|line| line.contains("(INJECTED)")).expect("no sync failed");
    assert!(ours[failed].contains(&folder), "the sync that failed is the plan's: {}", ours.join("\n"));
    // The name of a temporary file, and what is done to it.
    let file = |line: &str| {
        let (_, rest) = line.split_once(&folder).unwrap();
        rest.split(['"', '>']).next().unwrap().to_owned()
    };
    let (first, after) = (file(ours[failed]), &ours[failed + 1..]);
    let next_sync = after.iter().position(|line| line.contains("fsync(")).expect("it is synced in the end");
    let second = file(after[next_sync]);
    assert_ne!(first, second, "the same file was synced twice");
    let before_it = &after[..next_sync];
    let made = before_it.iter().any(|line| line.contains("O_EXCL") && file(line) == second);
    let wrote = before_it.iter().filter(|line| line.contains("write(") && file(line) == second);
    let bytes: u64 = wrote.filter_map(|line| line.rsplit_once(" = ")?.1.trim().parse::<u64>().ok()).sum();
    assert!(made, "a fresh file: {}", ours.join("\n"));
    assert_eq!(bytes, std::fs::metadata(home.plan()).unwrap().len(), "and all of it: {}", ours.join("\n"));
    assert!(home.records().stakeholders.iter().any(|who| who.name == "Ours"));
}

#[test]
fn a_sync_that_failed_is_told_and_the_file_is_whole() {
    let home = Home::new();
    let before = std::fs::read(home.plan()).unwrap();
    let mut met = 0;
    for number in 1..8 {
        let Some(output) = injected(&home, "fsync", "error=EIO", number) else { break };
        met += 1;
        if output.status.code() == Some(3) {
            let told = String::from_utf8_lossy(&output.stderr).into_owned();
            assert!(told.contains("could not save the plan"), "{told}");
            assert!(std::fs::read(home.plan()).unwrap() == before || told.contains("not confirmed"), "{told}");
            return;
        }
        let home_now = std::fs::read(home.plan()).unwrap();
        std::fs::write(home.plan(), &before).unwrap();
        assert_ne!(home_now, before, "a backup that cannot be made stops no save");
    }
    panic!("none of {met} syncs was the plan's");
}
