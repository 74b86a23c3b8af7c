//! `touchbase goal` as scripts see it.

use serde_json::{Value, json};

use crate::cli::Home;

fn parsed(text: &str) -> Value {
    crate::schema::data(text)
}

#[test]
fn a_goal_from_its_first_step_to_its_end() {
    let home = Home::with_people();
    home.run(&["goal", "show"]).says("No goal yet; touchbase goal add TITLE sets one.\n");
    home.run(&["-q", "goal", "add", "Self-serve data", "--by", "30 apr", "--why", "less waiting", "--step", "Pilot"]);
    home.run(&["goal", "step", "self", "Sponsor", "agreed", "--by", "18 dec"])
        .says("Added step 2 to Self-serve data: Sponsor agreed.\n");
    home.run(&["goal", "done", "self", "pilot", "--on", "2 oct"]).says("Done: Pilot.\n");
    home.run(&["goal", "show", "self"]).says(
        "\
Self-serve data
id            self-serve-data
wanted        by 2027-04-30, 158 d left
why           less waiting
stakeholders  0

Steps
1  done  2026-10-02             Pilot
2  open  2026-12-18  25 d left  Sponsor agreed
",
    );
    home.run(&["goal", "done", "self"]).says("Done: Sponsor agreed. That was the last step.\n");
    home.run(&["goal", "show"]).says("self-serve-data  by 2027-04-30, 158 d left  2 of 2 steps  Self-serve data\n");
    home.run(&["goal", "close", "self", "--on", "yesterday"]).says("Closed: Self-serve data.\n");
    home.run(&["goal", "show"]).says("self-serve-data  closed 2026-11-22  2 of 2 steps  Self-serve data\n");
    home.run(&["goal", "close", "self", "--reopen"]).says("Open again: Self-serve data.\n");
    home.run(&["goal", "done", "self", "2", "--open"]).says("Open again: Sponsor agreed.\n");
    home.run(&["goal", "close", "self"]).says("Closed: Self-serve data. One step stays open in it.\n");
}

#[test]
fn a_goal_as_json() {
    let home = Home::with_people();
    home.run(&["-q", "goal", "add", "Data", "--by", "30 apr", "--step", "Map"]);
    let stepped = parsed(&home.run(&["goal", "step", "data", "Pilot", "--by", "30 nov", "--json"]).out);
    let done = parsed(&home.run(&["goal", "done", "data", "1", "--json"]).out);
    let steps = json!([
        { "text": "Map", "done": "2026-11-23" },
        { "text": "Pilot", "by": "2026-11-30", "days_left": 7 },
    ]);
    assert_eq!(stepped["steps"][1], steps[1]);
    assert_eq!((&done["steps"], &done["days_left"], &done["stakeholders"]), (&steps, &json!(158), &json!(0)));
    assert_eq!(parsed(&home.run(&["goal", "show", "data", "--json"]).out), done);
    assert_eq!(parsed(&home.run(&["goal", "show", "--json"]).out), json!([done]));
    let closed = parsed(&home.run(&["goal", "close", "data", "--json"]).out);
    assert_eq!(closed["closed"], "2026-11-23");
}

#[test]
fn what_is_not_clear_changes_nothing_and_says_what_to_do() {
    let home = Home::with_people();
    let add = ["-q", "goal", "add", "Data", "--step", "Pilot with Finance", "--step", "Pilot with Risk"];
    home.run(&add);
    home.run(&["goal", "show", "moon"]).fails(1, &["no goal is called moon"]);
    home.run(&["goal", "done", "data", "pilot"]).fails(1, &["pilot could be step 1, 2", "say its number"]);
    home.run(&["goal", "done", "data", "3"]).fails(1, &["has 2 steps, no step 3", "goal show data"]);
    home.run(&["goal", "done", "data", "sponsor"]).fails(1, &["no step of Data says sponsor"]);
    home.run(&["goal", "done", "data", "1", "--on", "tomorrow"]).fails(2, &["still to come"]);
    home.run(&["goal", "step", "data", "Pilot with Risk"]).fails(1, &["has that step already"]);
    home.run(&["-q", "goal", "done", "data", "1"]);
    home.run(&["goal", "done", "data", "1"]).fails(1, &["step 1 was done on 2026-11-23", "--open"]);
    home.run(&["goal", "done", "data", "2", "--open"]).fails(1, &["step 2 is open already"]);
    home.run(&["goal", "close", "data", "--reopen"]).fails(1, &["Data is open already"]);
    home.run(&["-q", "goal", "done", "data"]);
    home.run(&["goal", "done", "data"]).fails(1, &["has no open step"]);
    home.run(&["-q", "goal", "close", "data"]);
    home.run(&["goal", "close", "data"]).fails(1, &["was closed on 2026-11-23", "--reopen"]);
    home.run(&["--demo", "goal", "close", "self"]).fails(2, &["the demo keeps nothing"]);
    let shown = home.run(&["--demo", "goal", "show", "self"]);
    assert!(shown.out.contains("Pilot with Finance") && shown.out.contains("took 141 d"), "{}", shown.out);
}
