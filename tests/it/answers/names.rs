//! One rule for names, in every verb that takes one.

use std::fs;

use super::rich;

#[test]
fn every_verb_that_takes_a_name_takes_it_by_the_same_rule() {
    let home = rich();
    home.run(&["-q", "goal", "add", "Self-serve reports"]).says("");
    let before = fs::read(home.plan()).unwrap();
    let people: [&[&str]; 7] = [
        &["log", "NAME", "hello"],
        &["log", "ada", "hello", "--with", "NAME"],
        &["idea", "NAME", "hello"],
        &["give", "NAME"],
        &["snooze", "NAME", "2w"],
        &["show", "NAME"],
        &["proof", "list", "--for", "NAME"],
    ];
    let goals: [&[&str]; 7] = [
        &["goal", "show", "NAME"],
        &["goal", "step", "NAME", "next"],
        &["goal", "done", "NAME"],
        &["goal", "close", "NAME"],
        &["idea", "ada", "hello", "--goal", "NAME"],
        &["holes", "--goal", "NAME"],
        &["report", "--goal", "NAME"],
    ];
    let with = |args: &[&str], name: &str| -> Vec<String> {
        args.iter().map(|word| if *word == "NAME" { name.to_owned() } else { (*word).to_owned() }).collect()
    };
    let run = |args: &[&str], name: &str, dry: &[&str]| {
        let args = with(args, name);
        home.run(&args.iter().map(String::as_str).chain(dry.iter().copied()).collect::<Vec<_>>())
    };
    for args in people {
        run(args, "grace", &[]).fails(
            1,
            &["grace could be Grace Hopper (grace-hopper), Grace Kelly (grace-kelly)", "hint: nothing was changed"],
        );
        run(args, "zebedee", &[]).fails(1, &["nobody is called zebedee", "hint: "]);
        run(args, "hoppre", &[]).fails(1, &["hint: did you mean Grace Hopper (grace-hopper)?"]);
        for name in ["grace-hopper", "GRACE HOPPER", "the admiral", "hop", "grace hop", "gracehopr"] {
            let answer = run(args, name, &["--dry-run"]);
            assert_eq!((answer.err.as_str(), answer.code), ("", 0), "{args:?} {name}");
        }
    }
    for args in goals {
        let both = "self could be Self-serve data (self-serve-data), Self-serve reports (self-serve-reports)";
        run(args, "self", &[]).fails(1, &[both, "hint: nothing was changed"]);
        run(args, "moon", &[]).fails(1, &["no goal is called moon", "hint: touchbase goal show"]);
        run(args, "self-serve dtaa", &[]).fails(1, &["did you mean Self-serve data (self-serve-data)"]);
        for name in ["self-serve-data", "SELF-SERVE DATA", "data", "dat"] {
            let answer = run(args, name, &["--dry-run"]);
            assert_eq!((answer.err.as_str(), answer.code), ("", 0), "{args:?} {name}");
        }
    }
    assert_eq!(fs::read(home.plan()).unwrap(), before, "nothing was changed");
}

#[test]
fn whoever_is_new_is_added_where_that_is_asked_for() {
    let home = rich();
    let count = home.records().stakeholders.len();
    home.run(&["log", "--new", "Zoe Sand, CFO @Risk #fair", "met at the fair", "--with", "Ada Lovelace"])
        .says("Added Zoe Sand, Executive (zoe-sand).\nLogged for Zoe Sand, Ada Lovelace, 23 Nov 2026.\n");
    // A name is taken as it stands: this is neither Grace Hopper nor Grace Kelly, though it begins like both.
    home.run(&["idea", "--new", "Grace", "say hello"]).says("Added Grace (grace).\nNoted an idea for Grace.\n");
    home.run(&["log", "--new", "zoe sand", "again"]).says("Logged for Zoe Sand, 23 Nov 2026.\n");
    let records = home.records();
    assert_eq!(records.stakeholders.len(), count + 2);
    let zoe = home.json(&["show", "zoe", "--json"]);
    assert_eq!((zoe["org"].as_str(), zoe["tags"][0].as_str()), (Some("Risk"), Some("fair")));
    assert_eq!(zoe["touches"].as_array().unwrap().len(), 2);
    // It was one change, and is taken back as one.
    home.run(&["undo"]).says("Undid: log touch with Zoe Sand\n");
    home.run(&["undo"]).says("Undid: add an idea for Grace\n");
    assert!(!home.records().stakeholders.iter().any(|who| who.name == "Grace"));
    home.run(&["log", "--new", "Nobody, CFO", "x", "--on", "someday"]).fails(2, &["not a day"]);
    assert_eq!(home.records().stakeholders.len(), count + 1);
}
