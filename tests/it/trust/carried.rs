//! What the plan's file carries besides its bytes, over saves of the real program: setfattr(1) and setfacl(1) put it
//! there, and a disk that does not take it again is made by strace(1).

use super::Home;
use super::trace::strace;
use std::os::unix::fs::MetadataExt as _;
use std::process::Output;

fn tool(home: &Home, words: &[&str]) -> String {
    let mut command = home.command(words[0]);
    let output = command.args(&words[1..]).arg(home.plan()).output().expect("attr and acl are not installed");
    assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn carrying() -> Home {
    let home = Home::new();
    tool(&home, &["setfattr", "-n", "user.label", "-v", "red"]);
    tool(&home, &["setfacl", "-m", "u:65534:r"]);
    home
}

fn acl(home: &Home) -> String {
    tool(home, &["getfacl", "-n", "-p"])
}

/// The program on a disk that takes no attributes.
fn refused(home: &Home, words: &[&str]) -> Output {
    let out = tempfile::NamedTempFile::new().unwrap();
    let mut command = home.command("strace");
    let calls = ["-e", "trace=fsetxattr", "-e", "inject=fsetxattr:error=EOPNOTSUPP"];
    strace(&mut command, out.path(), &calls, env!("CARGO_BIN_EXE_touchbase"));
    let output = command.args(words).output().expect("strace is not installed");
    assert!(std::fs::read_to_string(out.path()).unwrap().contains("(INJECTED)"), "nothing was refused");
    output
}

#[test]
fn an_access_list_and_attributes_survive_and_nobody_else_may_look() {
    let home = carrying();
    let before = acl(&home);
    assert!(before.contains("user:65534:r--"), "{before}");
    for words in [["log", "ada", "One"], ["log", "ada", "Two"]] {
        let output = home.run(&words);
        assert!(output.status.success() && output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(acl(&home), before);
    assert!(tool(&home, &["getfattr", "--only-values", "-n", "user.label"]).starts_with("red"));
    let doctor = home.run(&["doctor"]);
    let said = String::from_utf8_lossy(&doctor.stdout) + String::from_utf8_lossy(&doctor.stderr);
    assert!(!said.contains("loses") && !said.contains("may look into it"), "{said}");
    // What the mode grants besides is taken away, and what somebody was granted by name stays.
    tool(&home, &["setfacl", "-m", "g::rw,o::r,m::rw"]);
    let doctor = home.run(&["doctor"]);
    assert!(String::from_utf8_lossy(&doctor.stdout).contains("may look into it"), "the doctor finds a loose list");
    assert!(home.run(&["log", "ada", "Three"]).status.success());
    let after = acl(&home);
    for wanted in ["user:65534:r--", "group::---", "other::---"] {
        assert!(after.contains(wanted), "{wanted} is missing: {after}");
    }
    // Copies are for their owner alone.
    for backup in std::fs::read_dir(home.path().join(".local/state/touchbase/backups")).unwrap() {
        assert_eq!(backup.unwrap().metadata().unwrap().mode() & 0o777, 0o600);
    }
}

#[test]
fn what_a_disk_does_not_take_again_is_told_once_and_by_the_doctor() {
    let home = carrying();
    let said = "the plan's file loses `user.label`, its access list at a save";
    let doctor = refused(&home, &["doctor"]);
    assert!(String::from_utf8_lossy(&doctor.stdout).contains(said), "{}", String::from_utf8_lossy(&doctor.stdout));
    assert_eq!(doctor.status.code(), Some(1));
    let output = refused(&home, &["log", "ada", "One"]);
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && told.contains(&format!("note: {said}")), "{told}");
    assert_eq!(told.matches("note: ").count(), 1, "{told}");
    assert_eq!(std::fs::metadata(home.plan()).unwrap().mode() & 0o777, 0o600);
    let output = home.run(&["log", "ada", "Two"]);
    assert!(output.status.success() && output.stderr.is_empty(), "there is nothing left to lose");
}
