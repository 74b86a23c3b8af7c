//! A command that breaks: shown by a small program of our own that is one of the tests here, started again by itself.

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use touchbase::cli;

/// The words the small program is given instead of a command line.
const WORDS: &str = "TOUCHBASE_BROKEN";

/// Not a test but the program the tests start: it carries out a command, and breaks behind it.
#[test]
fn probe() {
    let Some(words) = env::var_os(WORDS) else { return };
    let words: Vec<_> = words.to_string_lossy().split(' ').map(Into::into).collect();
    let cli = cli::usage::read(&words).unwrap();
    cli::run(&cli, cli.verb.as_ref().unwrap());
    panic!("Grace Hopper's secret");
}

/// What is said on stderr when a command breaks.
fn broken(home: &Path, words: &str) -> String {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["broken::probe", "--exact", "--nocapture"]).env_clear().env("HOME", home).env(WORDS, words);
    let output = command.env("RUST_BACKTRACE", "0").output().unwrap();
    assert_eq!(output.status.code(), Some(101));
    String::from_utf8(output.stderr).unwrap()
}

fn reports(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => reports(&path, found),
            false if path.to_string_lossy().contains("panic-") => found.push(path),
            false => {}
        }
    }
}

#[test]
fn a_command_that_breaks_leaves_a_report_without_personal_text_and_names_it() {
    let home = tempfile::tempdir().unwrap();
    let plan = home.path().join("Grace.ron");
    for words in ["touchbase path".to_owned(), format!("touchbase path --plan {}", plan.display())] {
        let told = broken(home.path(), &words);
        let mut found = Vec::new();
        reports(home.path(), &mut found);
        assert_eq!(found.len(), 1, "{found:?}");
        let path = found[0].display().to_string();
        assert!(told.starts_with("error: something went wrong inside touchbase"), "{told}");
        assert!(told.contains(&format!("\nhint: a report without personal text is at {path}; ")), "{told}");
        assert!(told.contains("touchbase doctor --report") && !told.contains("secret"), "{told}");
        let report = fs::read_to_string(&path).unwrap();
        assert!(report.contains("broken.rs") && report.contains("in thread"), "{report}");
        assert!(!report.contains("secret") && !report.contains("Grace"), "{report}");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        fs::remove_file(&path).unwrap();
    }
}

#[test]
fn without_a_place_for_the_report_it_is_said_all_the_same() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join(".local"), "").unwrap();
    let told = broken(home.path(), "touchbase path");
    assert!(told.contains("hint: no report could be written; please send what touchbase doctor --report"), "{told}");
    assert!(!told.contains("secret"), "{told}");
}
