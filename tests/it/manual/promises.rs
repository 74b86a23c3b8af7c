//! What scripts rely on: verbs, flags, answers, the numbers of formats. Nothing of it goes unnoticed.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use clap::{Command, CommandFactory as _};
use touchbase::cli::answer::{Answer, SCHEMA};
use touchbase::cli::args::Cli;
use touchbase::storage::format::CURRENT;

/// Everything that is promised, a line each.
fn promises() -> BTreeSet<String> {
    let mut lines = BTreeSet::from([format!("format {CURRENT}"), format!("schema {SCHEMA}")]);
    lines.extend(Answer::ALL.map(|answer| format!("answer {}", answer.name())));
    verbs(&Cli::command(), "touchbase", &mut lines);
    lines
}

fn verbs(command: &Command, path: &str, lines: &mut BTreeSet<String>) {
    lines.insert(path.to_owned());
    for argument in command.get_arguments() {
        let value = if argument.get_action().takes_values() { " VALUE" } else { "" };
        let name = match argument.get_long() {
            Some(long) => format!("--{long}{value}"),
            None => format!("<{}>", argument.get_id()),
        };
        // What takes a value or none is promised both ways.
        let alone = argument.get_num_args().is_some_and(|count| count.min_values() == 0);
        if let (true, Some(long)) = (alone, argument.get_long()) {
            lines.extend([format!("{path} --{long}"), format!("{path} --{long}=VALUE")]);
        } else {
            lines.insert(format!("{path} {name}"));
        }
    }
    for verb in command.get_subcommands() {
        verbs(verb, &format!("{path} {}", verb.get_name()), lines);
    }
}

/// The list of the last release, in the repository.
#[test]
fn nothing_that_was_promised_is_gone() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (now, file) = (promises(), root.join("tests/fixtures/promises.txt"));
    let bless = std::env::var_os("TOUCHBASE_BLESS").is_some_and(|value| value == "1");
    let before: BTreeSet<String> = fs::read_to_string(&file).unwrap_or_default().lines().map(str::to_owned).collect();
    let changelog = fs::read_to_string(root.join("CHANGELOG.md")).unwrap();
    let unreleased = changelog.split("\n## ").nth(1).unwrap();
    let gone: Vec<&String> = before.difference(&now).collect();
    // The last word is what people type: the flag, the verb, the number.
    let told = |line: &str| {
        let word = line.split(' ').rfind(|word| *word != "VALUE").unwrap_or_default();
        unreleased.split("\n### Removed").nth(1).is_some_and(|removed| removed.contains(&format!("`{word}`")))
    };
    let quiet: Vec<_> = gone.iter().filter(|line| !told(line)).collect();
    assert!(
        quiet.is_empty(),
        "{quiet:?}: a script may rely on it; if it has to go, say so under Removed in CHANGELOG.md"
    );
    if bless {
        fs::write(&file, now.iter().fold(String::new(), |text, line| text + line + "\n")).unwrap();
    } else {
        assert!(
            before == now,
            "tests/fixtures/promises.txt is out of date: TOUCHBASE_BLESS=1 cargo test --test it promises"
        );
    }
}

#[test]
fn the_changelog_is_kept_for_people() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let changelog = fs::read_to_string(root.join("CHANGELOG.md")).unwrap();
    let mut sections = changelog.split("\n## ").skip(1);
    let unreleased = sections.next().unwrap();
    assert!(unreleased.starts_with("[Unreleased]"));
    for heading in changelog.lines().filter_map(|line| line.strip_prefix("### ")) {
        let known = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"];
        assert!(known.contains(&heading), "{heading} is no heading of a changelog");
    }
    for section in sections {
        let title = section.lines().next().unwrap();
        let (version, day) = title.split_once(" - ").unwrap_or_else(|| panic!("{title} wants a version and a day"));
        assert!(version.starts_with('[') && day.parse::<touchbase::domain::Day>().is_ok(), "{title}");
    }
    assert!(unreleased.lines().filter(|line| line.starts_with("- ")).count() > 0, "nothing is said of what is new");
}
