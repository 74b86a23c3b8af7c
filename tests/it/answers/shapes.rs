//! The four shapes of an answer: for a person, for a script, for a program, and as a stream.

use std::collections::BTreeSet;

use clap::CommandFactory as _;
use serde_json::Value;
use touchbase::cli::answer::Answer;
use touchbase::cli::args::Cli;

use super::rich;

/// Verbs that only look, each with what it answers.
pub const LOOKS: [(&str, &[&str]); 17] = [
    ("stakeholders", &["list", "--sort", "name"]),
    ("stakeholder", &["show", "hopper"]),
    ("agenda", &["due"]),
    ("agenda", &["due", "--why", "--all"]),
    ("promises", &["due", "--promised"]),
    ("goals", &["goal", "show"]),
    ("goal", &["goal", "show", "self"]),
    ("proofs", &["proof", "list"]),
    ("proofs", &["proof", "list", "--for", "hopper"]),
    ("found", &["find", "numbers"]),
    ("stats", &["stats"]),
    ("holes", &["holes"]),
    ("places", &["path", "--all"]),
    ("status", &["status"]),
    ("changes", &["undo", "--list"]),
    ("backups", &["restore"]),
    ("findings", &["doctor"]),
];

/// Verbs that change something, each with what it answers; in an order in which each can.
pub const CHANGES: [(&str, &[&str]); 18] = [
    ("stakeholders", &["add", "Nora Sand, CFO @Risk"]),
    ("touches", &["log", "nora", "hello via phone"]),
    ("ideas", &["idea", "nora", "an introduction +introduction"]),
    ("touch", &["give", "nora", "--response", "cool"]),
    ("reflection", &["reflect", "well", "--feeling", "1"]),
    ("stakeholder", &["snooze", "nora", "3d"]),
    ("stakeholder", &["snooze", "nora", "--wake"]),
    ("goal", &["goal", "add", "Fewer meetings"]),
    ("goal", &["goal", "step", "fewer", "Ask around", "--by", "18 dec"]),
    ("goal", &["goal", "done", "fewer", "1"]),
    ("goal", &["goal", "close", "fewer"]),
    ("proof", &["proof", "add", "--org", "Legal", "a", "glossary"]),
    ("change", &["undo"]),
    ("change", &["redo"]),
    ("restored", &["restore", "1"]),
    ("merged", &["merge"]),
    ("findings", &["doctor", "--fix"]),
    ("mistakes", &["config", "--check"]),
];

/// Verbs that print no records.
pub const WITHOUT: [&[&str]; 9] = [
    &["completions", "bash"],
    &["config", "--print"],
    &["edit"],
    &["lock"],
    &["man"],
    &["report"],
    &["review"],
    &["schema"],
    &["unlock"],
];

pub fn with<'a>(args: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    args.iter().chain(more).copied().collect()
}

#[test]
fn every_json_of_every_verb_is_as_the_schema_has_it() {
    let home = rich();
    let mut seen = BTreeSet::new();
    for (name, args) in LOOKS.iter().chain(&CHANGES) {
        let answer = home.run(&with(args, &["--json"]));
        assert_eq!((answer.err.as_str(), answer.code), ("", 0), "{args:?}");
        let whole: Value = serde_json::from_str(&answer.out).unwrap();
        assert_eq!((&whole["answer"], &whole["schema"], whole.get("dry_run")), (&Value::from(*name), &1.into(), None));
        answer.data();
        seen.insert(*name);
    }
    // Nothing that can be answered was left out, and no verb.
    assert_eq!(seen, Answer::ALL.map(Answer::name).into_iter().collect());
    let all: Vec<&[&str]> = LOOKS.iter().chain(&CHANGES).map(|(_, args)| *args).chain(WITHOUT).collect();
    let verbs = Cli::command();
    let mut tried = 0;
    for verb in verbs.get_subcommands().filter(|verb| verb.get_name() != "help" && !verb.is_hide_set()) {
        let inner: Vec<&str> =
            verb.get_subcommands().map(clap::Command::get_name).filter(|name| *name != "help").collect();
        let paths: Vec<Vec<&str>> = if inner.is_empty() {
            vec![vec![verb.get_name()]]
        } else {
            inner.iter().map(|name| vec![verb.get_name(), *name]).collect()
        };
        for path in paths {
            assert!(all.iter().any(|args| args.starts_with(&path)), "no test asks {path:?} for JSON");
            tried += 1;
        }
    }
    assert!(tried > 25, "{tried}");
}

#[test]
fn a_program_gets_the_fields_it_names() {
    let home = rich();
    let picked = home.run(&["list", "--sort", "name", "--json=name,warmth"]);
    let whole: Value = serde_json::from_str(&picked.out).unwrap();
    let expected: Vec<Value> = home.json(&["list", "--sort", "name", "--json"]).as_array().unwrap().clone();
    let expected: Vec<Value> =
        expected.iter().map(|who| serde_json::json!({ "name": who["name"], "warmth": who["warmth"] })).collect();
    assert_eq!((&whole["data"], &whole["answer"]), (&Value::from(expected), &"stakeholders".into()));
    // A field nobody has is refused before anything is changed, and each field there is can be asked for.
    let before = home.run(&["undo", "--list"]).out;
    for (name, args) in LOOKS.iter().chain(&CHANGES) {
        let refused = home.run(&with(args, &["--json=naem"]));
        refused.fails(2, &[&format!("error: {name} have no field that is called naem"), "hint: there are "]);
        if LOOKS.iter().any(|(_, look)| look == args) {
            let data = home.json(&with(args, &["--json"]));
            let first = data.as_array().map_or(Some(&data), |records| records.first()).and_then(Value::as_object);
            let fields: Vec<&str> = first.into_iter().flat_map(|record| record.keys().map(String::as_str)).collect();
            let all = home.run(&with(args, &[&format!("--json={}", fields.join(","))]));
            let all: Value = serde_json::from_str(&all.out).unwrap();
            assert_eq!(
                all["data"].as_array().map_or(Some(&all["data"]), |records| records.first()),
                first.map(|_| data.as_array().map_or(&data, |records| &records[0])),
                "{args:?}"
            );
        }
    }
    assert_eq!(home.run(&["undo", "--list"]).out, before);
}

#[test]
fn what_prints_no_records_says_so() {
    let home = rich();
    for args in WITHOUT {
        home.run(&with(args, &["--json"])).fails(2, &["prints no records", "hint: list, show"]);
    }
    home.run(&["status", "--format", "{due}", "--json"]).fails(2, &["--json"]);
    home.run(&["list", "--json", "--plain"]).fails(2, &["--plain"]);
}

#[test]
fn a_stream_has_the_records_of_the_answer_one_a_line() {
    let home = rich();
    for (name, args) in LOOKS {
        let data = home.json(&with(args, &["--json"]));
        let records = data.as_array().cloned().unwrap_or_else(|| vec![data.clone()]);
        let stream = home.run(&with(args, &["--jsonl"]));
        let lines: Vec<Value> = stream.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!((lines, stream.err.as_str(), stream.code), (records, "", 0), "{name}");
    }
    // Where there is nothing, nothing comes.
    assert_eq!(home.run(&["list", "zebedee", "--jsonl"]).out, "");
    assert_eq!(home.json(&["list", "zebedee", "--json"]), serde_json::json!([]));
}

#[test]
fn plain_is_one_record_a_line_with_tabs_and_nothing_else_on_stdout() {
    let home = rich();
    home.run(&["list", "--sort", "name", "--plain"]).says(
        "Ada Lovelace\tDirector\t-\t82 days ago\tcold\n\
         Grace Hopper\tVP\tPlatforms\t21 days ago\tfresh\n\
         Grace Kelly\t-\tLegal\tnever\tsnoozed\n\
         Tom Becker\tPeer\tFinance\t21 days ago\toverdue\n",
    );
    let mut parts = BTreeSet::new();
    for (name, args) in LOOKS.iter().filter(|(_, args)| !["path", "status"].contains(&args[0])) {
        let plain = home.run(&with(args, &["--plain", "--color", "always"]));
        assert!(
            !plain.out.contains('\u{1b}') && !plain.out.contains("\n\n") && plain.code == 0,
            "{args:?}: {}",
            plain.out
        );
        // Records of one kind have the same cells.
        for line in plain.out.lines() {
            let cells: Vec<&str> = line.split('\t').collect();
            parts.insert((
                *args,
                if ["stakeholder", "goal", "stats"].contains(name) { cells[0].to_owned() } else { String::new() },
                cells.len(),
            ));
        }
    }
    let kinds: BTreeSet<_> = parts.iter().map(|(args, kind, _)| (*args, kind.clone())).collect();
    assert_eq!(parts.len(), kinds.len(), "{parts:#?}");
    let nobody = home.run(&["due", "--plain", "--promised"]);
    assert_eq!(nobody.out.lines().count(), 2, "{}", nobody.out);
    let nothing = home.run(&["find", "zebedee", "--plain"]);
    assert_eq!((nothing.out.as_str(), nothing.err.as_str(), nothing.code), ("", "Nothing fits.\n", 0));
}

#[test]
fn the_data_is_on_stdout_and_the_rest_on_stderr() {
    let home = rich();
    for (_, args) in LOOKS {
        let answer = home.run(args);
        assert!(!answer.out.is_empty() || args == ["doctor"], "{args:?}");
        assert_eq!((answer.err.as_str(), answer.code), ("", 0), "{args:?}");
        let all = home.run(&with(args, &["-v"]));
        assert_eq!(all.out, answer.out, "{args:?}: -v is on stderr alone");
    }
    for (_, args) in CHANGES {
        let quiet = home.run(&with(args, &["-q"]));
        assert_eq!((quiet.out.as_str(), quiet.err.as_str(), quiet.code), ("", "", 0), "{args:?}");
    }
}

#[test]
fn the_schema_is_printed_as_it_is_committed() {
    let home = rich();
    let printed = home.run(&["schema"]);
    assert_eq!(serde_json::from_str::<Value>(&printed.out).unwrap(), crate::schema::committed());
}
