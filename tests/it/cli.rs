//! The command line as scripts see it: stdout, stderr and status together, against the real binary.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;
use touchbase::domain::Records;
use touchbase::domain::shown::is_hidden;
use touchbase::storage::read::read;

/// A private home, and the day every test lives on.
pub struct Home {
    folder: TempDir,
}

/// What a command answered.
pub struct Answer {
    pub out: String,
    pub err: String,
    pub code: i32,
}

impl Answer {
    pub fn of(output: &Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Self { out: text(&output.stdout), err: text(&output.stderr), code: output.status.code().unwrap_or(-1) }
    }

    #[track_caller]
    pub fn says(&self, out: &str) -> &Self {
        assert_eq!((self.out.as_str(), self.err.as_str(), self.code), (out, "", 0));
        self
    }

    /// The data of an answer in JSON, which is as the schema has it.
    #[track_caller]
    pub fn data(&self) -> Value {
        crate::schema::data(&self.out)
    }

    /// Says something on stderr that is no error, and nothing on stdout.
    #[track_caller]
    pub fn says_aside(&self, err: &str) -> &Self {
        assert_eq!((self.out.as_str(), self.err.as_str(), self.code), ("", err, 0));
        self
    }

    #[track_caller]
    pub fn fails(&self, code: i32, words: &[&str]) -> &Self {
        assert_eq!((self.out.as_str(), self.code), ("", code), "{}", self.err);
        for word in words {
            assert!(self.err.contains(word), "{word} is not in {}", self.err);
        }
        assert!(self.err.starts_with("error: "), "{}", self.err);
        self
    }
}

impl Home {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A home in which Grace Hopper, Grace Kelly and Ada Lovelace are.
    pub fn with_people() -> Self {
        let home = Home::new();
        let grace = ["add", "Grace Hopper", "--title", "VP Engineering", "--org", "Platforms", "--aka", "the Admiral"];
        home.run(&grace).says("Added Grace Hopper, VP (grace-hopper).\n");
        home.run(&["add", "Grace", "Kelly", "--org", "Legal"]).says("Added Grace Kelly (grace-kelly).\n");
        home.run(&["-q", "add", "Ada Lovelace", "--title", "Head of Data"]).says("");
        home
    }

    pub fn command(&self) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("touchbase"));
        command.env_clear().env("HOME", self.folder.path()).env("TOUCHBASE_TODAY", "2026-11-23");
        command.current_dir(self.folder.path()).stdin(Stdio::null());
        command
    }

    pub fn run(&self, args: &[&str]) -> Answer {
        Answer::of(&self.command().args(args).output().unwrap())
    }

    pub fn with_input(&self, args: &[&str], input: &str) -> Answer {
        let mut command = self.command();
        command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        Answer::of(&child.wait_with_output().unwrap())
    }

    /// The data of an answer, which is as the schema has it.
    #[track_caller]
    pub fn json(&self, args: &[&str]) -> Value {
        let answer = self.run(args);
        assert_eq!((answer.err.as_str(), answer.code), ("", 0));
        answer.data()
    }

    /// A place in this home.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn plan(&self) -> PathBuf {
        PathBuf::from(self.run(&["path"]).out.trim_end())
    }

    pub fn records(&self) -> Records {
        read(&fs::read(self.plan()).unwrap()).unwrap().loaded.records
    }
}

#[test]
fn a_stakeholder_is_added_with_everything_said_of_them() {
    let home = Home::with_people();
    let args = [
        "add",
        "Nora",
        "--seniority",
        "director",
        "--cadence",
        "3w",
        "--closeness",
        "exchanged",
        "--tag",
        "#pilot",
        "--cares-about",
        "fewer meetings",
        "--email",
        "nora@example.com",
        "--json",
    ];
    let nora = &home.json(&args)[0];
    assert_eq!(nora["seniority"], "Director");
    assert_eq!((nora["cadence"].as_i64(), nora["closeness"].as_str()), (Some(21), Some("Exchanged")));
    assert_eq!((nora["tags"][0].as_str(), nora["handles"][0][1].as_str()), (Some("pilot"), Some("nora@example.com")));
    assert_eq!((nora["added"].as_str(), nora["warmth"].as_str()), (Some("2026-11-23"), Some("Never")));
    home.run(&["add", "Nora"]).says("Added Nora (nora-2).\n");
    home.run(&["add", "X", "--seniority", "Duke"]).fails(2, &["Duke", "hint: the rungs are Peer, Manager"]);
    home.run(&["add", "X", "--cadence", "often"]).fails(2, &["--cadence", "3w"]);
    home.run(&["add", "  "]).fails(2, &["needs a name"]);
}

#[test]
fn a_touch_is_logged_in_words() {
    let home = Home::with_people();
    let args = [
        "log",
        "admiral",
        "sent",
        "the comparison",
        "--on",
        "yesterday",
        "--via",
        "email",
        "--gift",
        "insight",
        "--with",
        "ada",
        "--follow-up",
        "send the numbers",
        "--by",
        "fri",
        "--response",
        "warm",
    ];
    home.run(&args).says("Logged for Grace Hopper, Ada Lovelace, 22 Nov 2026.\n");
    let records = home.records();
    let touch = records.touches.iter().next().unwrap();
    assert_eq!((touch.note.as_str(), touch.on.to_string().as_str()), ("sent the comparison", "2026-11-22"));
    assert_eq!(touch.with.len(), 2);
    let promise = touch.follow_up.as_ref().unwrap();
    assert_eq!((promise.text.as_str(), promise.by.unwrap().to_string().as_str()), ("send the numbers", "2026-11-27"));
    assert_eq!(home.json(&["log", "ada", "--json"])[0]["on"], "2026-11-23");
    home.with_input(&["log", "ada", "-"], "one\n\n two \n").says("Logged 2 touches for Ada Lovelace, 23 Nov 2026.\n");
    assert_eq!(home.records().touches.len(), 4);
}

#[test]
fn what_is_not_clear_changes_nothing() {
    let home = Home::with_people();
    let before = fs::read(home.plan()).unwrap();
    home.run(&["log", "grace", "hello"]).fails(1, &["grace-hopper", "grace-kelly", "hint: nothing was changed"]);
    home.run(&["log", "zebedee", "hello"]).fails(1, &["nobody is called zebedee", "touchbase add"]);
    home.run(&["log", "adda", "hello"]).fails(1, &["did you mean Ada Lovelace (ada-lovelace)?"]);
    home.run(&["log", "ada", "x", "--gift", "insite"]).fails(2, &["did you mean insight", "attention"]);
    home.run(&["log", "ada", "x", "--on", "tomorrow"]).fails(2, &["2026-11-24 is still to come", "touchbase idea"]);
    home.run(&["log", "ada", "x", "--on", "someday"]).fails(2, &["that is not a day", "say it like yesterday"]);
    home.run(&["log", "ada", "x", "--by", "fri"]).fails(2, &["--follow-up"]);
    home.run(&["log", "ada", "x", "--idea", "nothing"]).fails(1, &["no open idea"]);
    home.run(&["idea", "ada", "x", "--goal", "nothing"]).fails(1, &["no goal is called nothing"]);
    home.run(&["list", "warmth:boiling"]).fails(2, &["boiling", "overdue"]);
    home.run(&["list", "--sort", "height"]).fails(2, &["--sort", "seniority"]);
    home.run(&["nonsense"]).fails(2, &["nonsense"]);
    assert_eq!(fs::read(home.plan()).unwrap(), before);
}

#[test]
fn an_idea_is_noted_for_a_goal_and_given() {
    let home = Home::with_people();
    let goal =
        ["goal", "add", "Self-serve data", "--by", "30 apr", "--step", "Pilot", "--step", "Sponsor", "--org", "Risk"];
    home.run(&goal).says("Added the goal Self-serve data (self-serve-data).\n");
    let idea = [
        "idea",
        "hopper",
        "thank",
        "her team",
        "--gift",
        "recognition",
        "--by",
        "fri",
        "--goal",
        "self",
        "--for-them",
        "shows it paid off",
        "--effort",
        "10",
    ];
    home.run(&idea).says("Noted an idea for Grace Hopper.\n");
    home.run(&["log", "hopper", "did it", "--idea", "thank"]).says("Logged for Grace Hopper, 23 Nov 2026.\n");
    let records = home.records();
    let (idea, touch) = (records.ideas.iter().next().unwrap(), records.touches.iter().next().unwrap());
    assert_eq!(touch.idea.as_deref(), Some(&idea.id));
    assert_eq!(touch.gift, idea.gift);
    let goal = records.goals.iter().next().unwrap();
    assert_eq!((goal.steps.len(), goal.orgs.as_slice()), (2, ["Risk".to_owned()].as_slice()));
}

#[test]
fn lists_are_plain_and_stable_when_piped() {
    let home = Home::with_people();
    home.run(&["log", "hopper", "--on", "3 weeks ago"]);
    home.run(&["list", "--sort", "name"]).says(
        "Ada Lovelace  Director  -          never        never\n\
         Grace Hopper  VP        Platforms  21 days ago  fresh\n\
         Grace Kelly   -         Legal      never        never\n",
    );
    home.run(&["list", "seniority:director+", "plat"]).says("Grace Hopper  VP  Platforms  21 days ago  fresh\n");
    home.run(&["list", "--sort", "name", "goal:no such"]).fails(2, &["no such"]);
    let list = home.json(&["list", "--json", "--sort", "seniority"]);
    assert_eq!((list[0]["id"].as_str(), list[0]["last_contact"].as_str()), (Some("grace-hopper"), Some("2026-11-02")));
    let nobody = home.run(&["list", "zzz"]);
    assert_eq!((nobody.out.as_str(), nobody.err.as_str(), nobody.code), ("", "Nobody fits.\n", 0));
}

#[test]
fn due_says_who_and_why() {
    let home = Home::with_people();
    home.run(&["log", "hopper", "--on", "2 oct", "--follow-up", "send the numbers", "--by", "today"]);
    let grace = "Grace Hopper  promised: send the numbers, by today; 52 days, you wanted 30\n";
    let due = home.run(&["due"]);
    assert!(due.out.starts_with(grace), "{}", due.out);
    let why = home.run(&["due", "--why"]);
    let wanted =
        "  573  Grace Hopper\n  400    promised: send the numbers, by today\n  173    52 days, you wanted 30\n";
    assert!(why.out.starts_with(wanted), "{}", why.out);
    let json = home.json(&["due", "--json"]);
    assert_eq!(json[0]["reasons"].as_array().unwrap().len(), 2);
    assert_eq!((json[0]["weight"].as_i64(), json[0]["today"].as_bool()), (Some(573), Some(true)));
    let why = &json[0]["why"];
    assert_eq!((why[0]["kind"].as_str(), why[0]["weight"].as_i64()), (Some("promised"), Some(400)));
    assert_eq!((why[1]["days"].as_i64(), why[1]["cadence"].as_i64()), (Some(52), Some(30)));
    let nobody = Home::new();
    nobody.run(&["due"]).says("Nobody is due today.\n");
    nobody.run(&["add", "Ada"]).says("Added Ada (ada).\n");
    nobody.run(&["log", "ada", "-q"]).says("");
    nobody.run(&["due"]).says("Nobody is due today. The next is Ada, 7 Jan 2027.\n");
}

#[test]
fn a_day_has_a_limit_that_the_config_says() {
    let home = Home::new();
    for number in 1..=9 {
        home.run(&["-q", "add", &format!("Person {number}")]).says("");
    }
    let on =
        |args: &[&str]| Answer::of(&home.command().args(args).env("TOUCHBASE_TODAY", "2026-12-01").output().unwrap());
    let due = on(&["due"]);
    assert_eq!(due.out.lines().count(), 7);
    assert_eq!(due.err, "2 more can wait; --all lists them.\n");
    assert_eq!(on(&["due", "--all"]).out.lines().count(), 9);
    let config = home.plan().with_file_name("config.ron");
    fs::write(config, "(review_size: 3)").unwrap();
    assert_eq!(on(&["due"]).err, "6 more can wait; --all lists them.\n");
    assert_eq!(on(&["due", "-q"]).err, "");
    let all = on(&["due", "--json"]).data();
    let today = all.as_array().unwrap().iter().filter(|entry| entry["today"] == true).count();
    assert_eq!((all.as_array().unwrap().len(), today), (9, 3));
}

#[test]
fn promises_are_listed_by_day() {
    let home = Home::with_people();
    home.run(&["due", "--promised"]).says("No promise is open.\n");
    home.run(&["log", "hopper", "lunch !send the numbers by fri"]);
    home.run(&["log", "ada", "coffee", "--on", "10 nov", "--follow-up", "the draft", "--by", "2026-11-20"]);
    let listed = "20 Nov  late  Ada Lovelace  the draft\nFriday        Grace Hopper  send the numbers\n";
    home.run(&["due", "--promised"]).says(listed);
    let json = home.json(&["due", "--promised", "--json"]);
    assert_eq!((json[0]["by"].as_str(), json[0]["late"].as_bool()), (Some("2026-11-20"), Some(true)));
    assert_eq!((json[1]["with"][0].as_str(), json[1]["late"].as_bool()), (Some("grace-hopper"), Some(false)));
}

#[test]
fn somebody_rests_for_a_span_or_until_a_day() {
    let home = Home::with_people();
    home.run(&["snooze", "hopper", "2w"]).says("Grace Hopper rests until Mon 7 Dec 2026.\n");
    home.run(&["snooze", "hopper", "for", "a", "month"]).says("Grace Hopper rests until Wed 23 Dec 2026.\n");
    home.run(&["snooze", "hopper", "until", "fri"]).says("Grace Hopper rests until Fri 27 Nov 2026.\n");
    assert!(home.json(&["due", "--json"]).as_array().unwrap().iter().all(|entry| entry["id"] != "grace-hopper"));
    home.run(&["snooze", "hopper", "--wake"]).says("Grace Hopper is back.\n");
    assert_eq!(home.json(&["snooze", "ada", "3d", "--json"])["snoozed"], "2026-11-26");
    home.run(&["snooze", "hopper", "whenever"]).fails(2, &["whenever is no span and no day", "hint: like 3d"]);
    home.run(&["snooze", "hopper", "today"]).fails(2, &["today is no span"]);
    home.run(&["snooze", "grace", "2w"]).fails(1, &["grace-hopper", "grace-kelly"]);
}

#[test]
fn one_person_is_shown_whole() {
    let home = Home::with_people();
    home.run(&["idea", "hopper", "thank her", "--by", "fri"]);
    home.run(&["log", "hopper", "had lunch", "--via", "in-person"]);
    let shown = home.run(&["show", "hopper"]);
    for words in ["Grace Hopper\n", "title         VP Engineering\n", "thank her", "2026-11-23  in person  had lunch\n"]
    {
        assert!(shown.out.contains(words), "{words}\n{}", shown.out);
    }
    let json = home.json(&["show", "hopper", "--json"]);
    assert_eq!((json["ideas"].as_array().unwrap().len(), json["touches"].as_array().unwrap().len()), (1, 1));
}

#[test]
fn the_path_can_be_handed_on() {
    let home = Home::with_people();
    let shell = format!("cat \"$({} path)\"", assert_cmd::cargo::cargo_bin!("touchbase").display());
    let mut command = Command::new("sh");
    command.args(["-c", &shell]).env("HOME", home.folder.path());
    let answer = Answer::of(&command.output().unwrap());
    assert!(answer.out.starts_with("#![enable(implicit_some)]\n(\n    format: 1,\n"), "{}", answer.out);
    let all = home.run(&["path", "--all"]).out;
    assert!(all.contains("named by  the config directory") && all.contains("backups"), "{all}");
    let other = home.run(&["--plan", "other.ron", "path", "--json"]);
    assert!(other.out.contains("\"rule\": \"--plan\""), "{}", other.out);
}

#[test]
fn the_doctor_finds_what_does_not_fit() {
    let home = Home::with_people();
    home.run(&["doctor"]).says("Everything fits.\n");
    let plan = home.plan();
    let text = fs::read_to_string(&plan).unwrap();
    fs::write(&plan, text.replace("seniority: \"VP\"", "seniority: \"vp\"")).unwrap();
    let found = home.run(&["doctor"]);
    assert_eq!(found.code, 1);
    assert!(
        found.out.contains("stakeholder grace-hopper: has the seniority vp; the ladder writes it VP"),
        "{}",
        found.out
    );
    assert_eq!(home.run(&["doctor", "--json"]).data().as_array().unwrap().len(), 1);
    fs::write(&plan, text.replace("name: \"Ada Lovelace\"", "nmae: \"Ada Lovelace\"")).unwrap();
    let broken = fs::read(&plan).unwrap();
    let told = home.run(&["doctor"]);
    assert_eq!(told.code, 3);
    assert!(told.err.contains("touchbase.ron:6:") && told.err.contains("name"), "{}", told.err);
    home.run(&["log", "ada", "hello"]).fails(3, &["touchbase.ron:6:"]);
    assert_eq!(fs::read(&plan).unwrap(), broken);
}

#[test]
fn ten_at_once_lose_nothing_and_leave_nothing() {
    let home = Home::with_people();
    let spawn = |number: usize| {
        let mut command = home.command();
        command.args(["-q", "log", "ada", &format!("note {number}")]).stdout(Stdio::null()).stderr(Stdio::piped());
        command.spawn().unwrap()
    };
    let children: Vec<_> = (0..10).map(spawn).collect();
    for child in children {
        Answer::of(&child.wait_with_output().unwrap()).says("");
    }
    let mut notes: Vec<String> = home.records().touches.iter().map(|touch| touch.note.clone()).collect();
    notes.sort();
    assert_eq!(notes, (0..10).map(|number| format!("note {number}")).collect::<Vec<_>>());
    let left: Vec<_> =
        fs::read_dir(home.plan().parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["touchbase.ron"]);
}

#[test]
fn hostile_text_is_never_printed_raw() {
    let home = Home::new();
    let name = "Eve\u{1b}]0;owned\u{7}\u{202e}\u{9b}2J";
    home.run(&["add", name, "--org", "\u{1b}[2J", "--title", "a\nb\tc"]);
    home.run(&["log", "eve", "note \u{1b}[31m"]);
    home.run(&["idea", "eve", "idea \u{200b}"]);
    assert_eq!(home.records().stakeholders.iter().next().unwrap().name, name);
    assert_eq!(home.json(&["show", "eve", "--json"])["name"], name);
    for args in [&["list"][..], &["show", "eve"], &["due"], &["show", "eve", "--json"], &["log", "nobody\u{1b}[2J"]] {
        let answer = home.run(args);
        for text in [&answer.out, &answer.err] {
            let acts = |letter: char| letter != '\n' && is_hidden(letter);
            assert_eq!(text.chars().find(|letter| acts(*letter)), None, "{args:?}: {text:?}");
        }
    }
}

/// Every field of a plan holds one of each family of sequences; every verb that says something of it is asked, in every shape,
/// and for what it does not find.
#[test]
fn no_verb_prints_anything_that_acts() {
    let home = Home::new();
    fs::create_dir_all(home.plan().parent().unwrap()).unwrap();
    fs::write(home.plan(), crate::tui::hostile::plan()).unwrap();
    let hostile = "nobody\u{1b}]0;owned\u{7}\u{9b}31337m\u{202e}";
    let mut asked = 0;
    for words in [
        &["list"][..],
        &["list", "--sort=name", "org"],
        &["show", "grace"],
        &["due"],
        &["due", "--why"],
        &["due", "--promised"],
        &["find", "note"],
        &["find", "felt"],
        &["stats"],
        &["holes"],
        &["goal", "show"],
        &["goal", "show", "goal"],
        &["proof", "list"],
        &["proof", "list", "--for", "grace"],
        &["status"],
        &["status", "--format", "{next} {why}"],
        &["doctor"],
        &["doctor", "--report"],
        &["report", "--out", "-"],
        &["log", "grace", hostile],
        &["idea", "grace", hostile],
        &["give", "an idea"],
        &["reflect", hostile],
        &["snooze", "grace", "2w"],
        &["goal", "step", "goal", hostile],
        &["undo", "--list"],
        &["undo"],
        &["restore"],
        &["show", hostile],
        &["log", hostile, "x"],
        &["goal", "show", hostile],
        &["restore", hostile],
        &["list", "--plan", hostile],
        &["edit", hostile],
        &[hostile],
        &["path", "--all"],
    ] {
        for shape in [&[][..], &["--json"], &["--jsonl"], &["--plain"], &["--color=always"]] {
            let answer = home.run(&[words, shape].concat());
            // Our own colours are ours.
            let painted = if shape == ["--color=always"] { "\u{1b}[" } else { "" };
            for text in [&answer.out, &answer.err] {
                let text = text.replace(painted, "");
                let acts = |letter: char| !matches!(letter, '\n' | '\t') && is_hidden(letter);
                assert_eq!(text.chars().find(|letter| acts(*letter)), None, "{words:?} {shape:?}: {text:?}");
                assert!(!answer.out.contains("\u{1b}[31337"), "{words:?} {shape:?}");
            }
            asked += usize::from(answer.code == 0);
        }
    }
    assert!(asked >= 90, "only {asked} of these came to an answer");
}

#[test]
fn a_closed_pipe_is_no_error_and_a_full_device_is() {
    let home = Home::with_people();
    let binary = assert_cmd::cargo::cargo_bin!("touchbase").display().to_string();
    let shell = |line: &str| {
        let mut command = Command::new("bash");
        command.args(["-c", line]).env("HOME", home.folder.path()).env("TOUCHBASE_TODAY", "2026-11-23");
        Answer::of(&command.output().unwrap())
    };
    let closed = shell(&format!("set -o pipefail; {binary} list --json | head -c 1 >/dev/null"));
    assert_eq!((closed.err.as_str(), closed.code), ("", 0));
    if PathBuf::from("/dev/full").exists() {
        let full = shell(&format!("{binary} list >/dev/full"));
        assert_eq!(full.code, 1);
        assert!(full.err.starts_with("error: could not write the output"), "{}", full.err);
    }
}

#[test]
fn without_a_terminal_and_a_verb_there_is_help() {
    let answer = Home::new().run(&[]);
    assert_eq!((answer.out.as_str(), answer.code), ("", 2));
    assert!(answer.err.lines().count() <= 10 && answer.err.contains("touchbase --help"), "{}", answer.err);
}

#[test]
fn the_day_can_be_fixed_and_a_wrong_one_is_said() {
    let home = Home::with_people();
    let answer = Answer::of(&home.command().arg("due").env("TOUCHBASE_TODAY", "today").output().unwrap());
    answer.fails(2, &["TOUCHBASE_TODAY", "2026-11-23"]);
}

#[test]
fn colours_are_a_matter_of_taste() {
    let home = Home::with_people();
    let with = |args: &[&str], variables: &[(&str, &str)]| {
        let output = home.command().args(args).envs(variables.iter().copied()).output().unwrap();
        Answer::of(&output).out.contains('\u{1b}')
    };
    assert!(!with(&["show", "ada"], &[]));
    assert!(with(&["show", "ada", "--color", "always"], &[("NO_COLOR", "1")]));
    assert!(with(&["show", "ada"], &[("CLICOLOR_FORCE", "1")]));
    assert!(!with(&["show", "ada"], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
}

#[test]
fn holes_say_where_nobody_is_and_whom_to_ask_until_somebody_is_there() {
    let home = Home::new();
    home.run(&["holes"]).says("Nobody yet; touchbase add NAME adds somebody.\n");
    home.run(&["-q", "goal", "add", "Self-serve data", "--org", "Finance"]).says("");
    home.run(&["-q", "add", "Tom Becker, Analyst @Finance ^Peer", "--closeness", "trusted"]).says("");
    home.run(&["-q", "log", "tom", "lunch", "--on", "yesterday"]).says("");
    home.run(&["holes"]).says(
        "100  everybody you are in touch with is below Director
     ask Tom Becker, who knows Finance, to introduce you to a Director or above there
 80  nobody who decides: Self-serve data
     find out who says yes or no, and note their role
 75  no sponsor: Self-serve data
     find out who gains most from it, and note their role
 56  nobody at Director or above in Finance
     ask Tom Becker, who knows Finance, to introduce you to a Director or above there
 20  Finance hangs on one person, Tom Becker
     ask Tom Becker whom else you should know there
In touch at Director or above in 0 of 1 organisation; 11 weeks ago in 0.
",
    );
    home.run(&["-q", "add", "Julia Marsh, VP Finance @Finance"]).says("");
    let holes = home.json(&["holes", "--json"]);
    assert_eq!(holes["holes"][0]["lack"], "only_peers");
    assert_eq!(holes["holes"][0]["next"], "ask Tom Becker, who knows Finance, to introduce you to Julia Marsh, VP");
    assert_eq!(holes["holes"][0]["who"][0], "julia-marsh");
    home.run(&["-q", "log", "julia", "hello"]).says("");
    let holes = home.json(&["holes", "--json"]);
    let lacks: Vec<&str> =
        holes["holes"].as_array().unwrap().iter().map(|hole| hole["lack"].as_str().unwrap()).collect();
    assert_eq!(lacks, ["no_decider", "no_sponsor"]);
    assert_eq!((&holes["weeks"][10]["reached"], &holes["weeks"][11]["reached"]), (&0.into(), &1.into()));
    assert_eq!(
        (holes["cells"][0]["seniority"].as_str(), holes["cells"][0]["warmest"].as_str()),
        (Some("VP"), Some("Fresh"))
    );
    home.run(&["holes", "--goal", "moon"]).fails(1, &["moon"]);
    home.run(&["-q", "holes", "--goal", "self"]).says(
        " 80  nobody who decides
     find out who says yes or no, and note their role
 75  no sponsor
     find out who gains most from it, and note their role
 55  nobody at Director or above in Finance
     bring in Julia Marsh, VP in Finance, who has no stake in this goal yet
",
    );
}

#[test]
fn a_name_that_looks_like_another_is_told() {
    let home = Home::with_people();
    let like = "Gr\u{430}ce Hopper";
    let answer = home.run(&["add", like]);
    assert_eq!((answer.out.as_str(), answer.code), (format!("Added {like} (grace-hopper-2).\n").as_str(), 0));
    let told = format!("note: {like} (grace-hopper-2) looks like Grace Hopper (grace-hopper): the same person?\n");
    assert_eq!(answer.err, told);
    let answer = home.run(&["log", "--new", "Ada Love1ace", "met her"]);
    assert!(answer.code == 0 && answer.err.contains("looks like Ada Lovelace (ada-lovelace)"), "{}", answer.err);
    let answer = home.run(&["add", "Grace Hopper"]);
    assert!(!answer.err.contains("looks like Grace Hopper (grace-hopper)"), "the very name: {}", answer.err);
    let doctor = home.run(&["doctor"]);
    assert_eq!(doctor.code, 0, "worth knowing, and no fault");
    assert!(doctor.err.contains(&format!("note: {like} (grace-hopper-2) looks like Grace Hopper (grace-hopper)")));
    assert!(doctor.err.contains("note: Ada Lovelace (ada-lovelace) looks like Ada Love1ace (ada-love1ace)"));
    assert!(!home.run(&["doctor", "--report"]).out.contains("looks like"));
}

#[test]
fn arguments_and_names_that_are_no_text_end_in_a_reason() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let home = Home::with_people();
    let odd = OsStr::from_bytes(b"no\xfftext");
    for words in [&["add"][..], &["log", "ada"], &["list"], &["find"], &["show"], &["goal", "add"], &["config"], &[]] {
        let mut command = home.command();
        let answer = Answer::of(&command.args(words).arg(odd).output().unwrap());
        assert_eq!(answer.code, 2, "{words:?}: {}", answer.err);
        assert!(answer.err.starts_with("error: ") && answer.err.contains("hint: "), "{words:?}: {}", answer.err);
        assert!(!answer.err.contains("panicked"), "{}", answer.err);
    }
    // A path is bytes, whatever they are.
    let path = home.folder.path().join(odd);
    let plan = |words: &[&str]| Answer::of(&home.command().args(words).arg("--plan").arg(&path).output().unwrap());
    assert_eq!(plan(&["add", "Ada"]).code, 0);
    assert!(path.exists() && plan(&["list"]).out.contains("Ada"));
    let answer = Answer::of(&home.command().args(["list"]).env("TOUCHBASE_PLAN", &path).output().unwrap());
    assert!(answer.out.contains("Ada"), "{}", answer.err);
    std::fs::create_dir(home.folder.path().join(OsStr::from_bytes(b"a\xfe"))).unwrap();
    let missing = home.folder.path().join(OsStr::from_bytes(b"a\xfe/b/plan.ron"));
    let answer = Answer::of(&home.command().args(["list", "--plan"]).arg(missing).output().unwrap());
    assert_eq!(answer.code, 3);
    assert!(answer.err.contains("the folder is not there"), "{}", answer.err);
}
