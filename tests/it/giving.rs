//! Giving on the command line: an idea that was given, and proofs with whom they may be told to.

use crate::cli::Home;

/// People, and three ideas for Grace Hopper.
fn home() -> Home {
    let home = Home::with_people();
    for idea in ["thank her release team +recognition", "thank her for the review", "a map of the reports ~30m"] {
        home.run(&["-q", "idea", "hopper", idea]).says("");
    }
    home
}

#[test]
fn an_idea_is_given_by_words_from_it() {
    let home = home();
    home.run(&["give", "hopper", "thank", "team"]).says("Given to Grace Hopper, 23 Nov 2026: thank her release team\n");
    let records = home.records();
    let touch = records.touches.iter().next().unwrap();
    let idea = records.ideas.iter().find(|idea| idea.text.contains("team")).unwrap();
    assert_eq!(
        (touch.idea.as_deref(), touch.gift, touch.note.as_str()),
        (Some(&idea.id), idea.gift, "thank her release team")
    );
    assert_eq!(touch.with, idea.to);
    home.run(&["give", "hopper", "team"]).fails(1, &["no open idea for them is team", "a map of the reports"]);
}

#[test]
fn what_several_ideas_fit_is_listed_and_nothing_changes() {
    let home = home();
    home.run(&["give", "hopper", "thank her"])
        .fails(1, &["thank her could be", "the review", "release team", "nothing was"]);
    home.run(&["give", "hopper"]).fails(1, &["the idea could be", "a map of the reports"]);
    home.run(&["give", "ada"]).fails(1, &["there is no open idea for Ada Lovelace", "touchbase idea"]);
    home.run(&["give", "grace", "map"]).fails(1, &["grace-hopper", "grace-kelly"]);
    home.run(&["give", "hopper", "map", "--on", "tomorrow"]).fails(2, &["--on"]);
    assert!(home.records().touches.is_empty());
}

#[test]
fn everything_about_a_gift_can_be_said_and_the_only_idea_needs_no_words() {
    let home = home();
    home.run(&["-q", "idea", "ada", "lend her the book = she reads on trains"]).says("");
    let args =
        ["give", "ada", "--on", "last fri", "--via", "in-person", "--response", "warm", "--note", "over tea", "--json"];
    let touch = home.json(&args);
    assert_eq!((touch["on"].as_str(), touch["via"].as_str()), (Some("2026-11-20"), Some("InPerson")));
    assert_eq!((touch["note"].as_str(), touch["response"].as_str()), (Some("over tea"), Some("Warm")));
    assert_eq!(
        home.records().ideas.iter().find(|idea| idea.text == "lend her the book").unwrap().for_them,
        "she reads on trains"
    );
    home.run(&["undo"]);
    assert!(home.records().touches.is_empty(), "one gift, one step back");
}

#[test]
fn proofs_are_recorded_and_told_to_those_elsewhere() {
    let home = Home::with_people();
    home.run(&["proof", "list"]).says_aside("No proofs yet; touchbase proof add records one.\n");
    let finance =
        ["proof", "add", "--org", "Finance", "--seniority", "director", "--quotable", "self-serve", "reporting"];
    home.run(&[&finance[..], &["--result", "3 days to 20 minutes"]].concat())
        .says("Recorded. To others: Finance has self-serve reporting in place: 3 days to 20 minutes.\n");
    let record = home.json(&["proof", "add", "--org", "Platforms", "a", "glossary", "--json"]);
    assert_eq!(record["told"], "another division has a glossary in place");
    home.run(&["proof", "list"])
        .says("Finance    Director  quotable  self-serve reporting  3 days to 20 minutes\nPlatforms  -         -         a glossary            -\n");
    home.run(&["proof", "list", "--for", "hopper"])
        .says("Finance has self-serve reporting in place: 3 days to 20 minutes\n");
    home.run(&["proof", "list", "--for", "kelly"]).says("another division has a glossary in place\n");
    assert_eq!(home.json(&["proof", "list", "--for", "hopper", "--json"])[0]["seniority"], "Director");
    home.run(&["proof", "list", "--for", "ada"])
        .says_aside("No proof from elsewhere that may be told to Ada Lovelace.\n");
    home.run(&["proof", "add", "--org", "Legal", "--seniority", "duke", "x"])
        .fails(2, &["duke is no rung", "Director"]);
    home.run(&["proof", "add", "--org", " ", "x"]).fails(2, &["a proof needs"]);
    home.run(&["proof", "add", "x"]).fails(2, &["--org"]);
    assert_eq!(home.records().proofs.len(), 2);
}

#[test]
fn the_demo_shows_its_proofs_and_keeps_nothing() {
    let home = Home::new();
    assert!(home.run(&["--demo", "proof", "list", "--for", "robert"]).out.contains("Harbour Mutual has"));
    home.run(&["--demo", "give", "grace"]).fails(2, &["the demo keeps nothing"]);
}
