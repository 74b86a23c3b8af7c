//! The journal as scripts see it: `reflect`, `find`, `stats`.

use super::cli::Home;

/// A plan with Grace, three touches, an idea and two reflections.
fn home() -> Home {
    let home = Home::new();
    home.run(&["add", "Grace Hopper, VP Engineering @Platforms #pilot"]);
    home.run(&["add", "Bob Peer ^Peer"]);
    home.run(&["log", "grace", "sent the Q3 numbers +insight via email yesterday"]);
    home.run(&["log", "grace", "asked about the release +question on 5 oct"]);
    home.run(&["log", "bob", "coffee on 16 nov"]);
    home.run(&["idea", "grace", "thank her for the numbers +appreciation"]);
    home.run(&["reflect", "Easier", "than", "I", "thought", "--feeling", "1"]);
    home.run(&["reflect", "Too many meetings", "--feeling", "hard", "--on", "last fri"]);
    home
}

#[test]
fn a_reflection_is_kept_with_its_day_and_feeling() {
    let home = Home::new();
    home.run(&["reflect", "felt", "easy"]).says("Kept in the journal.\n");
    let answer = home.run(&["reflect", "hm", "--feeling", "-1", "--on", "yesterday"]);
    answer.says("Kept in the journal for 2026-11-22, -1 heavy.\n");
    let last = home.json(&["reflect", "--feeling", "easy", "--json"]);
    assert_eq!((last["feeling"].as_i64(), last["on"].as_str()), (Some(2), Some("2026-11-23")));
    let whole = home.with_input(&["reflect", "-", "--json"], "first line\n\nsecond line\n");
    let whole = whole.data();
    assert_eq!(whole["text"], "first line\n\nsecond line");
}

#[test]
fn a_reflection_that_cannot_be_taken_changes_nothing() {
    let home = Home::new();
    for (args, what) in [
        (&["reflect"][..], "nothing to keep"),
        (&["reflect", " "], "nothing to keep"),
        (&["reflect", "x", "--feeling", "9"], "-2 hard, -1 heavy, 0 even, +1 light, +2 easy"),
        (&["reflect", "x", "--on", "tomorrow"], "still to come"),
        (&["reflect", "x", "--on", "someday"], "not a day"),
    ] {
        let answer = home.run(args);
        assert!(answer.code == 2 && answer.err.contains(what), "{args:?}: {}", answer.err);
    }
    assert!(home.with_input(&["reflect", "-"], "\n").err.contains("nothing to keep"));
    assert!(!home.run(&["find", "x"]).out.contains('x'));
}

#[test]
fn words_are_found_and_said_where() {
    let home = home();
    home.run(&["find", "numbers"]).says(
        "idea   -           Grace Hopper  thank her for the numbers\n\
         touch  2026-11-22  Grace Hopper  sent the Q3 numbers\n",
    );
    home.run(&["find", "pilot"]).says("stakeholder  VP  Grace Hopper  #pilot\n");
    home.run(&["find", "meetings"]).says("reflection  2026-11-20  -2 hard  Too many meetings\n");
    let found = home.json(&["find", "grhop", "--json"]);
    let kinds: Vec<&str> = found.as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["stakeholder", "idea", "touch", "touch"]);
    let none = home.run(&["find", "nowhere"]);
    assert_eq!((none.out.as_str(), none.err.as_str(), none.code), ("", "Nothing fits.\n", 0));
}

#[test]
fn filter_words_narrow_it_to_the_journal() {
    let home = home();
    let found = |args: &[&str]| {
        let args: Vec<&str> = ["find"].iter().chain(args).chain(&["--json"]).copied().collect();
        home.json(&args).as_array().unwrap().len()
    };
    for (args, wanted) in [
        (&["with:grace"][..], 2),
        (&["with:Grace Hopper"], 2),
        (&["gift:insight"], 1),
        (&["last", "month"], 1),
        (&["since:nov", "kind:touch"], 2),
        (&["since:16", "nov"], 4),
        (&["feeling:-1-"], 1),
        (&["numbers", "since:last month"], 1),
    ] {
        assert_eq!(found(args), wanted, "{args:?}");
    }
    for doubt in ["with:nobody", "gift:gold", "since:someday"] {
        let answer = home.run(&["find", doubt]);
        assert!(answer.code == 2 && answer.out.is_empty(), "{doubt}: {}", answer.err);
    }
}

#[test]
fn figures_by_week_with_what_was_given_and_asked() {
    let home = home();
    let stats = home.json(&["stats", "--json"]);
    let total = &stats["total"];
    for (name, wanted) in [("touches", 3), ("senior", 2), ("given", 1), ("asked", 1), ("reflections", 2)] {
        assert_eq!(total[name].as_i64(), Some(wanted), "{name}");
    }
    assert_eq!(total["feeling"].as_f64(), Some(-0.5));
    assert_eq!(total["gifts"], serde_json::json!({"Insight": 1, "Question": 1}));
    let weeks = stats["weeks"].as_array().unwrap();
    assert_eq!((weeks.len(), weeks[11]["monday"].as_str()), (12, Some("2026-11-23")));
    assert_eq!((weeks[10]["touches"].as_i64(), weeks[10]["feeling"].as_f64()), (Some(2), Some(-2.0)));
    assert_eq!(stats["today"]["stakeholders"], 2);
    let october = home.json(&["stats", "oct", "--json"]);
    assert_eq!((october["from"].as_str(), october["total"]["touches"].as_i64()), (Some("2026-10-01"), Some(1)));
    let answer = home.run(&["stats"]);
    for line in ["with Director and above  2, 67 % of them", "2026-11-16  2        1       1      0      -2.0     ##"] {
        assert!(answer.out.lines().any(|shown| shown == line), "{line} is not in\n{}", answer.out);
    }
    assert!(answer.out.starts_with("2026-09-07 to 2026-11-23\n") && answer.err.is_empty());
    assert_eq!(home.run(&["stats", "someday"]).code, 2);
    assert_eq!(home.run(&["stats", "2030"]).code, 2);
    // Nothing at all is no reason to stumble.
    assert_eq!(Home::new().run(&["stats"]).code, 0);
}
