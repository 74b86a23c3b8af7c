//! Capture lines as scripts give them: as words, and one a line on standard input.

use std::fs;

use touchbase::domain::length::LONGEST;
use touchbase::domain::{Channel, Gift};

use super::cli::{Answer, Home};

#[test]
fn one_line_adds_a_stakeholder() {
    let home = Home::new();
    home.run(&["add", "Grace Hopper, VP Engineering @Platforms ~3w #pilot"])
        .says("Added Grace Hopper, VP (grace-hopper).\n");
    // The shell may have split it.
    home.run(&["add", "Ada", "Lovelace,", "Head", "of", "Data", "@Finance", "ada@example.com"])
        .says("Added Ada Lovelace, Director (ada-lovelace).\n");
    let records = home.records();
    let [ada, grace] = records.stakeholders.iter().collect::<Vec<_>>()[..] else { panic!("{records:?}") };
    assert_eq!((grace.title.as_str(), grace.org.as_str()), ("VP Engineering", "Platforms"));
    assert_eq!((grace.cadence, grace.tags.as_slice()), (Some(21), &["pilot".to_owned()][..]));
    assert_eq!((ada.title.as_str(), ada.org.as_str()), ("Head of Data", "Finance"));
    assert_eq!(ada.handles, [(Channel::Email, "ada@example.com".to_owned())]);
}

#[test]
fn flags_win_over_words_which_then_stay_text() {
    let home = Home::new();
    let args = ["add", "King, Martin @Legal ~often #a", "--title", "CFO", "--cadence", "monthly", "--tag", "b"];
    home.run(&args).says("Added King, Martin ~often, Executive (king-martin-often).\n");
    let records = home.records();
    let king = records.stakeholders.iter().next().unwrap();
    assert_eq!((king.title.as_str(), king.org.as_str(), king.cadence), ("CFO", "Legal", Some(30)));
    assert_eq!(king.tags, ["a", "b"]);
    home.run(&["log", "king", "moved it to last fri +story via email", "--on", "yesterday", "--gift", "proof"]);
    let records = home.records();
    let touch = records.touches.iter().next().unwrap();
    assert_eq!((touch.note.as_str(), touch.on.to_string().as_str()), ("moved it to last fri +story", "2026-11-22"));
    assert_eq!((touch.gift, touch.via), (Some(Gift::Proof), Some(Channel::Email)));
    home.run(&["log", "king", "x !call by fri", "--by", "30 nov"]);
    let records = home.records();
    let promise = records.touches.iter().next_back().unwrap().follow_up.as_ref().unwrap();
    assert_eq!((promise.text.as_str(), promise.by.unwrap().to_string().as_str()), ("call by fri", "2026-11-30"));
    home.run(&["idea", "king", "thank him by fri +help ~5m", "--gift", "story", "--by", "30 nov", "--effort", "7"]);
    let records = home.records();
    let idea = records.ideas.iter().next().unwrap();
    assert_eq!(
        (idea.text.as_str(), idea.gift, idea.effort),
        ("thank him by fri +help ~5m", Some(Gift::Story), Some(7))
    );
}

#[test]
fn one_line_logs_a_touch_and_notes_an_idea() {
    let home = Home::with_people();
    home.run(&["log", "ada", "sent the Q3 comparison +insight via email yesterday !follow up on numbers by fri"])
        .says("Logged for Ada Lovelace, 22 Nov 2026.\n");
    home.run(&["idea", "ada", "thank her team +recognition by fri ~15m"]).says("Noted an idea for Ada Lovelace.\n");
    let records = home.records();
    let (touch, idea) = (records.touches.iter().next().unwrap(), records.ideas.iter().next().unwrap());
    assert_eq!((touch.note.as_str(), touch.via), ("sent the Q3 comparison", Some(Channel::Email)));
    assert_eq!(touch.follow_up.as_ref().unwrap().by.unwrap().to_string(), "2026-11-27");
    assert_eq!((idea.text.as_str(), idea.effort), ("thank her team", Some(15)));
    assert_eq!((idea.gift, idea.by.unwrap().to_string().as_str()), (Some(Gift::Recognition), "2026-11-27"));
    home.run(&["log", "ada", "lunch with Grace Kelly"]).says("Logged for Ada Lovelace, Grace Kelly, 23 Nov 2026.\n");
}

#[test]
fn what_is_not_understood_is_said_and_stays_text() {
    let home = Home::with_people();
    let answer = home.run(&["log", "ada", "sent it +insite"]);
    assert_eq!((answer.out.as_str(), answer.code), ("Logged for Ada Lovelace, 23 Nov 2026.\n", 0));
    assert!(answer.err.starts_with("note: +insite") && answer.err.contains("did you mean +insight?"), "{}", answer.err);
    assert_eq!(home.records().touches.iter().next().unwrap().note, "sent it +insite");
}

#[test]
fn a_name_of_several_in_the_words_changes_nothing() {
    let home = Home::with_people();
    let before = fs::read(home.plan()).unwrap();
    let both =
        ["Grace could be", "Grace Hopper (grace-hopper)", "Grace Kelly (grace-kelly)", "hint: nothing was changed"];
    home.run(&["log", "ada", "lunch with Grace"]).fails(1, &both);
    home.run(&["idea", "ada", "lunch with Grace"]).fails(1, &both);
    home.with_input(&["log", "-"], "Grace called\n")
        .fails(1, &["1 of 1 lines", "line 1: Grace could be", "nothing was"]);
    home.run(&["log", "-", "words"]).fails(2, &["standard input"]);
    home.run(&["idea", "ada"]).fails(2, &["who and what"]);
    home.run(&["idea", "-", "words"]).fails(2, &["who and what"]);
    for verb in ["add", "log", "idea"] {
        home.with_input(&[verb, "-"], " \n\n").fails(1, &["nothing to read"]);
    }
    assert_eq!(fs::read(home.plan()).unwrap(), before);
}

#[test]
fn standard_input_is_one_line_for_each_and_every_other_one_is_kept() {
    let home = Home::new();
    let people = "Grace Hopper, VP @Platforms\n\nGrace Kelly (Counsel) @Legal ~often\n@Legal\nAda Lovelace #pilot\r\n";
    let answer = home.with_input(&["add", "-"], people);
    assert_eq!(
        answer.out,
        "Added Grace Hopper, VP (grace-hopper).\nAdded Grace Kelly, Peer (grace-kelly).\nAdded Ada Lovelace (ada-lovelace).\n"
    );
    assert_eq!(answer.code, 1);
    for words in
        ["note: line 3: ~often", "error: 1 of 4 lines not taken", "  line 4: a stakeholder needs a name", "kept"]
    {
        assert!(answer.err.contains(words), "{words} is not in {}", answer.err);
    }
    let touches =
        "Ada Lovelace called yesterday\nGrace called\nlunch with the Admiral\nKelly sent the terms via email\n";
    let answer = home.with_input(&["log", "-"], touches);
    assert_eq!((answer.out.as_str(), answer.code), ("Logged 2 touches.\n", 1));
    assert!(answer.err.contains("2 of 4 lines") && answer.err.contains("line 2: Grace could be"), "{}", answer.err);
    assert!(answer.err.contains("line 3: Who was it with?"), "{}", answer.err);
    home.with_input(&["idea", "ada", "-"], "thank her\nshow her the numbers by fri\n")
        .says("Noted 2 ideas for Ada Lovelace.\n");
    home.with_input(&["idea", "-"], "thank Ada\n").says("Noted an idea for Ada Lovelace.\n");
    let records = home.records();
    assert_eq!((records.stakeholders.len(), records.touches.len(), records.ideas.len()), (3, 2, 3));
}

#[test]
fn many_lines_of_one_name_get_ids_of_their_own_and_json_is_a_list() {
    let home = Home::new();
    let answer = home.with_input(&["add", "-", "--json"], "Nora, CFO\nNora\n");
    let added = answer.data();
    assert_eq!((added[0]["id"].as_str(), added[1]["id"].as_str()), (Some("nora"), Some("nora-2")));
    let ideas = home.with_input(&["idea", "nora-2", "-", "--json"], "thank her\n");
    let ideas = ideas.data();
    assert_eq!(ideas[0]["text"], "thank her");
}

#[test]
fn help_shows_the_form_of_a_line() {
    let home = Home::new();
    for verb in ["add", "log", "idea"] {
        let help = home.run(&[verb, "--help"]).out;
        let flowing = help.split_whitespace().collect::<Vec<_>>().join(" ");
        for words in ["With - every line is one", "named by its number", "the exit code is 1; the others are kept"] {
            assert!(flowing.contains(words), "{words} is not in {help}");
        }
    }
}

#[test]
fn a_text_that_is_too_long_is_refused_at_every_door_and_the_rest_is_kept() {
    let home = Home::with_people();
    let before = fs::read(home.plan()).unwrap();
    let long = "x".repeat(LONGEST + 1);
    // Words come in arguments, of which the system takes a hundred kilobytes or so each.
    let word = "y".repeat(100_000);
    let many: Vec<&str> = ["log", "ada"].into_iter().chain(std::iter::repeat_n(word.as_str(), 11)).collect();
    home.run(&many)
        .fails(1, &["the text of `note` has 1.1 MB, at most 1 MB fit", "hint: nothing was changed; shorten"]);
    home.with_input(&["reflect", "-"], &long)
        .fails(1, &["the text has 1.1 MB, at most 1 MB fit", "nothing was changed"]);
    assert_eq!(fs::read(home.plan()).unwrap(), before);
    let lines = format!("called her\n{long}\nmet her\n");
    let answer = home.with_input(&["log", "ada", "-"], &lines);
    assert_eq!(answer.code, 1);
    for wanted in ["1 of 3 lines not taken", "line 2: the text has 1.1 MB, at most 1 MB fit", "the others were kept"] {
        assert!(answer.err.contains(wanted), "{}", answer.err);
    }
    let mut notes: Vec<String> = home.records().touches.iter().map(|touch| touch.note.clone()).collect();
    notes.sort();
    assert_eq!(notes, ["called her", "met her"]);
    // A line that fits, and says the same as what it becomes.
    let full = "z".repeat(LONGEST);
    home.with_input(&["-q", "reflect", "-"], &full).says("");
    assert_eq!(home.records().reflections.iter().next().unwrap().text, full);
    // What an editor makes too long stays as a draft.
    let script = home.path("editor");
    let body = "long=$(head -c 1100000 /dev/zero | tr '\\0' e)\nprintf '(id: \"ada-lovelace\", name: \"Ada\", notes: \"%s\")' \"$long\" > \"$1\"\n";
    fs::write(&script, body).unwrap();
    let before = fs::read(home.plan()).unwrap();
    let mut command = home.command();
    command.args(["edit", "ada"]).env("PATH", "/usr/bin:/bin").env("EDITOR", format!("sh '{}'", script.display()));
    let answer = Answer::of(&command.output().unwrap());
    answer.fails(
        1,
        &["expected at most 1 MB in the text of `notes`, found 1.1 MB", "touchbase edit --draft goes on with it"],
    );
    assert_eq!(fs::read(home.plan()).unwrap(), before);
}
