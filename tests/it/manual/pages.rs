//! Help and the pages of the manual, as people read them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use touchbase::cli::{help, man};
use touchbase::keys::CATALOGUE;

use super::has;
use crate::cli::{Answer, Home};
use crate::pty::{Exit, Pty, Setup};
use crate::upkeep::files;

/// A page as `man` shows it.
fn shown(home: &Home, page: &str) -> String {
    fs::write(home.path("page.1"), page).unwrap();
    let mut command = Command::new("man");
    command.env("MANWIDTH", "100").env("LC_ALL", "C.UTF-8").env("MANROFFOPT", "-ww").env("GROFF_NO_SGR", "1");
    let output = command.arg("--warnings=w").arg("-l").arg(home.path("page.1")).output().unwrap();
    let answer = Answer::of(&output);
    assert_eq!((answer.err.as_str(), answer.code), ("", 0), "{page}");
    // Bold is a letter over itself.
    let mut text = String::new();
    for letter in answer.out.chars() {
        if letter == '\u{8}' {
            text.pop();
        } else {
            text.push(letter);
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_verb_has_a_page_that_man_shows_without_a_complaint() {
    let home = Home::new();
    let pages = man::files();
    assert_eq!(pages.len(), help::TEXTS.len());
    let there = has("man");
    for (name, page) in &pages {
        assert!(page.is_ascii(), "{name}");
        let verb = name.trim_end_matches(".1").replace('-', " ");
        if !there {
            continue;
        }
        let shown = shown(&home, page);
        let typed = help::TEXTS.iter().find(|help| ["touchbase ", help.verb].concat().trim() == verb).unwrap();
        for part in ["NAME", "SYNOPSIS", "DESCRIPTION", "EXAMPLES", "OPTIONS", "EXIT STATUS", "SEE ALSO"] {
            assert!(shown.contains(part), "{name}: no {part}\n{shown}");
        }
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        for example in typed.examples {
            assert!(shown.contains(&plain(example)), "{name}: {example}\n{shown}");
        }
    }
}

#[test]
fn the_page_of_touchbase_has_the_keys_the_files_the_variables_and_the_exit_codes() {
    let (_, page) = man::files().into_iter().find(|(name, _)| name == "touchbase.1").unwrap();
    let plain = |text: &str| text.replace('\\', "").replace("fB", "").replace("fR", "").replace("[u", "");
    let text = plain(&page);
    for command in CATALOGUE {
        let sentence: String = command.help.chars().filter(char::is_ascii).collect();
        let end = sentence.split('`').next().unwrap().split('\'').next().unwrap();
        assert!(text.contains(end), "{end}");
    }
    for code in ["0", "1", "2", "3", "5", "129, 130, 143"] {
        assert!(page.contains(&format!("\n.TP\n\\fB{code}\\fR\n")), "{code}");
    }
    for file in ["touchbase.ron", "config.ron", "deck.ron", "backups"] {
        assert!(text.contains(file), "{file}");
    }
}

/// Every variable that the source asks for is told about.
#[test]
fn no_variable_is_kept_quiet() {
    let told: Vec<&str> = man::VARIABLES.iter().flat_map(|(names, _)| names.split(", ")).collect();
    let mut asked = BTreeSet::new();
    for file in files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let text = fs::read_to_string(&file).unwrap_or_default();
        // What a bug report names, what our own script hands over, and headings are no settings.
        if file.extension().is_none_or(|end| end != "rs")
            || file.ends_with("doctor/report.rs")
            || file.ends_with("complete/bash.rs")
            || file.ends_with("man/mod.rs")
        {
            continue;
        }
        let code = text.split("#[cfg(test)]").next().unwrap();
        for line in code.lines().filter(|line| !line.contains("value_name")) {
            let strings = line.split('"').skip(1).step_by(2);
            asked.extend(strings.filter(|word| is_variable(word)).map(str::to_owned));
        }
    }
    let others = [
        "CARGO_PKG_REPOSITORY",
        "CARGO_PKG_VERSION",
        "DEMO",
        "CAFE",
        "FINANCE",
        "INSIGHT",
        "PILOT",
        "NAME",
        "NONE",
        "HOME",
        "PATH",
        "TOUCHBASE_TEST_MINUTE",
        "TOUCHBASE_TEST_WORK",
    ];
    let quiet: Vec<_> =
        asked.iter().filter(|name| !told.contains(&name.as_str()) && !others.contains(&name.as_str())).collect();
    assert!(quiet.is_empty(), "say in cli/man/parts.rs what {quiet:?} does, or here that it is no variable");
    for name in ["TOUCHBASE_PLAN", "NO_COLOR", "EDITOR"] {
        assert!(asked.contains(name), "{name} is not found any more: this test reads the source wrongly");
    }
}

fn is_variable(word: &str) -> bool {
    word.len() > 3 && word.chars().all(|letter| letter.is_ascii_uppercase() || letter == '_') && !word.starts_with('_')
}

#[test]
fn a_page_is_printed_for_a_verb_of_one_word_or_two() {
    let home = Home::new();
    let answer = home.run(&["man", "goal", "add"]);
    assert!(answer.code == 0 && answer.out.contains(".TH touchbase-goal-add 1") && answer.err.is_empty());
    assert!(home.run(&["man"]).out.contains(".SH KEYS"));
    home.run(&["man", "lgo"]).fails(2, &["no command lgo", "did you mean touchbase man log"]);
    home.run(&["man", "xyz"]).fails(2, &["touchbase --help"]);
    home.run(&["man", "-n", "--out", "pages"]).says(&format!("Would write {} pages into pages.\n", help::TEXTS.len()));
    assert!(!home.path("pages").exists());
    home.run(&["man", "log", "--json"]).fails(2, &["no records"]);
    home.run(&["man", "--out", "pages"]).says(&format!("Wrote {} pages into pages.\n", help::TEXTS.len()));
    assert_eq!(fs::read_to_string(home.path("pages/touchbase-log.1")).unwrap(), home.run(&["man", "log"]).out);
    home.run(&["completions", "--out", "pages/c"]).says("Wrote 4 scripts into pages/c.\n");
    assert_eq!(fs::read_to_string(home.path("pages/c/_touchbase")).unwrap(), home.run(&["completions", "zsh"]).out);
    home.run(&["man", "--out", "pages/c/_touchbase"]).fails(1, &["could not write", "pages/c/_touchbase"]);
    // Neither needs a plan, nor looks at one.
    assert_eq!(home.run(&["--plan", "/nowhere/x.ron", "completions", "fish"]).code, 0);
    assert!(!home.path(".config").exists() && !home.path(".local").exists());
}

#[test]
fn at_a_terminal_man_shows_the_page() {
    if !has("man") {
        return;
    }
    let setup = Setup::touchbase().size(90, 200).arg("man").arg("snooze").env("PAGER", "cat").env("MANPAGER", "cat");
    let mut pty = Pty::start(setup);
    pty.wait_for("Let somebody rest until a day");
    assert_eq!(pty.exit(), Exit::Code(0));
    assert!(!pty.screen().contains(".SH"), "{}", pty.screen());
}

#[test]
fn help_is_short_or_long_wherever_it_is_asked_for() {
    let home = Home::new();
    let short = home.run(&["log", "-h"]);
    let long = home.run(&["log", "--help"]);
    assert!(long.out.len() > short.out.len() && long.out.contains("Options everywhere:"));
    assert_eq!(home.run(&["log", "grace", "-h"]).out, short.out);
    assert_eq!(home.run(&["--plan", "x", "log", "grace", "--help"]).out, long.out);
    assert_eq!(home.run(&["help", "log"]).out, long.out);
    assert_eq!(home.run(&["help", "goal", "add"]).out, home.run(&["goal", "add", "--help"]).out);
    let bare = home.run(&["goal"]);
    assert!(bare.err.contains("touchbase goal add 'Self-serve data'"), "a verb that wants another word: {}", bare.err);
    let front = home.run(&["-h"]);
    assert!(
        front.out.lines().count() <= 24 && front.out.find("touchbase add").unwrap() < front.out.find("Usage:").unwrap()
    );
    assert!(home.run(&["--help"]).out.contains("completions"));
    insta::assert_snapshot!("front", front.out);
    insta::assert_snapshot!("log_short", short.out);
    insta::assert_snapshot!("log_long", long.out);
}
