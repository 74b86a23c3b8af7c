//! The plan, or one record, in the user's own editor: scripts stand in for it.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use super::{all_private, files, state};
use crate::cli::{Answer, Home};
use crate::pty::{Exit, Pty, Setup, Signal};

/// A script that is called as an editor is: the file is `$file`.
fn script(home: &Home, body: &str) -> String {
    let path = home.path("an editor");
    fs::write(&path, format!("#!/bin/sh\nfor file; do :; done\n{body}\n")).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).unwrap();
    format!("'{}' --wait", path.display())
}

/// `touchbase edit` without a terminal.
fn edit(home: &Home, args: &[&str], body: &str) -> Answer {
    let mut command = home.command();
    command
        .arg("edit")
        .args(args)
        .env("PATH", "/usr/bin:/bin")
        .env("VISUAL", script(home, body))
        .env("EDITOR", "false");
    Answer::of(&command.output().unwrap())
}

/// `touchbase edit` with a person at a terminal.
fn at_terminal(home: &Home, args: &[&str], body: &str) -> Pty {
    let mut setup =
        Setup::touchbase().home(home.path("")).env("TOUCHBASE_TODAY", "2026-11-23").size(120, 40).arg("edit");
    for arg in args {
        setup = setup.arg(arg);
    }
    Pty::start(setup.env("VISUAL", script(home, body)))
}

/// Nothing of what an editor had is left.
#[track_caller]
fn swept(home: &Home) {
    let left: Vec<_> =
        files(&state(home)).into_iter().filter(|file| file.to_string_lossy().contains("/editor/")).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn the_plan_is_edited_checked_and_taken() {
    let home = Home::with_people();
    let body = r#"[ "$1" = --wait ] || exit 9
case "$file" in *.ron) ;; *) exit 8;; esac
stat -c '%a' "$file" "$(dirname "$file")" > "$HOME/modes"
cp "$file" "$HOME/seen"
sed -i 's/Legal/Law/' "$file"; touch "$(dirname "$file")/.touchbase.ron.swp""#;
    let before = fs::read_to_string(home.plan()).unwrap();
    edit(&home, &[], body).says("Changed the plan: 1 stakeholder changed.\n");
    assert_eq!(fs::read_to_string(home.path("seen")).unwrap(), before, "it is the file as it is");
    assert_eq!(fs::read_to_string(home.path("modes")).unwrap(), "600\n700\n");
    assert_eq!(fs::read_to_string(home.plan()).unwrap(), before.replace("Legal", "Law"));
    swept(&home);
    all_private(&home);
    home.run(&["undo"]).says("Undid: edit the plan\n");
    assert_eq!(fs::read_to_string(home.plan()).unwrap(), before);
    edit(&home, &[], "true").says("Nothing was changed.\n");
    edit(&home, &[], r#": > "$file""#).says("Nothing was changed.\n");
    assert_eq!(fs::read_to_string(home.plan()).unwrap(), before);
}

#[test]
fn one_record_is_edited_by_name_goal_or_id() {
    let home = Home::with_people();
    home.run(&["goal", "add", "Self-serve data", "--step", "Pilot"]);
    let body = r#"cp "$file" "$HOME/seen"; sed -i 's/^    org: .*/    org: "Risk", cadence: 21,/' "$file""#;
    edit(&home, &["hopper"], body).says("Changed Grace Hopper: 1 stakeholder changed.\n");
    let seen = fs::read_to_string(home.path("seen")).unwrap();
    assert!(seen.starts_with("// touchbase: Grace Hopper. Save and close to take it"), "{seen}");
    assert!(seen.contains("birthday") && seen.contains("\n(\n    id: \"grace-hopper\",\n"), "{seen}");
    let grace = home.json(&["show", "hopper", "--json"]);
    assert_eq!((grace["org"].as_str(), grace["cadence"].as_i64()), (Some("Risk"), Some(21)));
    edit(&home, &["self"], r#"sed -i 's/Pilot/A pilot/' "$file""#).says("Changed Self-serve data: 1 goal changed.\n");
    home.run(&["log", "ada", "sent it"]);
    let id = home.records().touches.iter().next().unwrap().id.to_string();
    let answer = edit(&home, &[&id.to_lowercase()], r#"sed -i 's/sent it/sent all/' "$file""#);
    answer.says(&format!("Changed the touch {id}: 1 touch changed.\n"));
    home.run(&["undo"]).says(&format!("Undid: edit the touch {id}\n"));
    edit(&home, &["grace"], "true").fails(1, &["grace-hopper", "grace-kelly"]);
    edit(&home, &["nobody"], "true").fails(1, &["nobody is called nobody"]);
    swept(&home);
}

#[test]
fn what_cannot_be_taken_is_kept_as_a_draft_where_nobody_can_be_asked() {
    let home = Home::with_people();
    let before = fs::read_to_string(home.plan()).unwrap();
    let answer = edit(&home, &[], r#"sed -i 's/name: "Ada/nmae: "Ada/' "$file""#);
    answer.fails(1, &["the plan is not understood", "`nmae`", "at line 6, column", "touchbase edit --draft"]);
    assert_eq!(fs::read_to_string(home.plan()).unwrap(), before);
    swept(&home);
    all_private(&home);
    // Others go on meanwhile; the draft is about what was done to it.
    home.run(&["log", "ada", "sent the numbers"]);
    let body = r#"cp "$file" "$HOME/seen"; sed -i 's/nmae: "Ada/name: "Augusta/' "$file""#;
    edit(&home, &["--draft"], body).says("Changed the plan: 1 stakeholder changed.\n");
    let seen = fs::read_to_string(home.path("seen")).unwrap();
    let marked = seen.lines().position(|line| line.trim_start().starts_with("// touchbase: column")).unwrap();
    assert!(seen.lines().nth(marked + 1).unwrap().contains("nmae"), "{seen}");
    let records = home.records();
    assert_eq!(records.touches.len(), 1);
    assert!(records.stakeholders.iter().any(|who| who.name == "Augusta Lovelace"));
    edit(&home, &["--draft"], "true").fails(1, &["there is no draft of the plan"]);
}

#[test]
fn what_does_not_fit_or_much_that_goes_waits_for_a_decision() {
    let home = Home::with_people();
    let before = fs::read_to_string(home.plan()).unwrap();
    edit(&home, &["ada"], r#"sed -i 's/^    seniority.*/    seniority: "Duke",/' "$file""#)
        .fails(1, &["this does not fit:", "stakeholder ada-lovelace: has the seniority Duke"]);
    edit(&home, &["hopper"], r#"sed -i 's/grace-hopper/countess/' "$file""#).fails(1, &["another id", "grace-hopper"]);
    let fewer = r#"sed -i '/(id: "/d' "$file""#;
    edit(&home, &[], fewer).fails(5, &["much would be gone: 3 stakeholders", "--accept-removals"]);
    assert_eq!(fs::read_to_string(home.plan()).unwrap(), before);
    let answer = edit(&home, &["--accept-removals"], fewer);
    assert!(answer.err.starts_with("note: there is a draft of an earlier edit"), "{}", answer.err);
    assert_eq!((answer.out.as_str(), answer.code), ("Changed the plan: 3 stakeholders fewer.\n", 0), "{}", answer.err);
    home.run(&["undo"]).says("Undid: edit the plan\n");
    assert_eq!(fs::read_to_string(home.plan()).unwrap(), before);
}

#[test]
fn what_others_change_meanwhile_is_merged() {
    let home = Home::with_people();
    let binary = assert_cmd::cargo::cargo_bin!("touchbase").display().to_string();
    // The editor does not inherit a lock: others save while it is open.
    let body = format!(
        r#"'{binary}' -q log ada 'while it was open' || exit 7
sed -i 's/Platforms/Elsewhere/' "{}"
sed -i 's/Legal/Law/; s/"the Admiral"/"Amazing Grace"/' "$file""#,
        home.plan().display()
    );
    edit(&home, &[], &body).says("Changed the plan: 2 stakeholders changed.\n");
    let records = home.records();
    assert_eq!(records.touches.iter().next().unwrap().note, "while it was open");
    let grace = records.stakeholders.iter().find(|who| who.name == "Grace Hopper").unwrap();
    assert_eq!((grace.org.as_str(), grace.aka[0].as_str()), ("Elsewhere", "Amazing Grace"));
}

#[test]
fn an_editor_that_fails_or_is_missing_is_told() {
    let home = Home::with_people();
    let before = fs::read_to_string(home.plan()).unwrap();
    edit(&home, &[], "exit 3").fails(1, &["the editor ended with an error; nothing was changed", "VISUAL and EDITOR"]);
    let mut command = home.command();
    command.arg("edit").env("VISUAL", "no-such-editor");
    Answer::of(&command.output().unwrap()).fails(1, &["there is no editor called no-such-editor"]);
    edit(&home, &[], r#"sed -i 's/Legal/Law/' "$file"; exit 3"#).fails(1, &["ended with an error", "--draft"]);
    assert_eq!(fs::read_to_string(home.plan()).unwrap(), before);
    swept(&home);
}

#[test]
fn a_broken_file_is_opened_at_its_mistake_and_kept() {
    let home = Home::with_people();
    let broken = fs::read_to_string(home.plan()).unwrap().replace("name: \"Ada", "nmae: \"Ada");
    fs::write(home.plan(), &broken).unwrap();
    let body = r#"cp "$file" "$HOME/seen"; sed -i 's/nmae/name/' "$file""#;
    let answer = edit(&home, &[], body);
    assert!(answer.err.contains("line 6, column"), "{}", answer.err);
    assert!(answer.out.starts_with("The plan can be read again. The file as it was is /"), "{}", answer.out);
    assert!(fs::read_to_string(home.path("seen")).unwrap().contains("// touchbase: column"));
    assert_eq!(home.records().stakeholders.len(), 3);
    let kept = state(&home).join("not-understood-touchbase.ron");
    assert_eq!(fs::read_to_string(kept).unwrap(), broken);
    all_private(&home);
    swept(&home);
}

#[test]
fn at_a_terminal_the_editor_is_offered_again() {
    let home = Home::with_people();
    let body = r#"if grep -q nmae "$file"; then sed -i 's/nmae/name/; s/Lovelace/King/' "$file"
else sed -i 's/name: "Ada/nmae: "Ada/' "$file"; fi"#;
    let mut pty = at_terminal(&home, &["ada"], body);
    pty.wait_for("Ada Lovelace is not understood");
    pty.wait_for("1  back to the editor");
    pty.keys("7<Enter>");
    pty.wait_for("7 is none of them.");
    pty.keys("<Enter>");
    pty.wait_for("Changed Ada Lovelace: 1 stakeholder changed.");
    assert_eq!(pty.exit(), Exit::Code(0));
    let all = r#"sed -i 's/^    seniority.*/    seniority: "Duke",/' "$file""#;
    let mut pty = at_terminal(&home, &["ada"], all);
    pty.wait_for("has the seniority Duke");
    pty.keys("4<Enter>");
    pty.wait_for("Changed Ada King");
    assert_eq!(pty.exit(), Exit::Code(0));
    assert_eq!(home.json(&["show", "ada", "--json"])["seniority"], "Duke");
    swept(&home);
}

#[test]
fn a_draft_is_offered_the_next_time_and_goes_when_it_is_not_wanted() {
    let home = Home::with_people();
    let mut pty = at_terminal(&home, &["ada"], r#"sed -i 's/name: "Ada/nmae: "Augusta/' "$file""#);
    pty.wait_for("What now?");
    pty.keys("2<Enter>");
    pty.wait_for("the draft is kept");
    assert_eq!(pty.exit(), Exit::Code(1));
    let mut pty = at_terminal(&home, &["ada"], r#"sed -i 's/nmae/name/' "$file""#);
    pty.wait_for("There is a draft of an earlier edit.");
    pty.keys("1<Enter>");
    pty.wait_for("Changed Ada Lovelace");
    assert_eq!(pty.exit(), Exit::Code(0));
    assert_eq!(home.json(&["show", "augusta", "--json"])["id"], "ada-lovelace");
    edit(&home, &["augusta"], r#"echo '((' >> "$file""#);
    let mut pty = at_terminal(&home, &["augusta"], "true");
    pty.wait_for("There is a draft");
    pty.keys("2<Enter>");
    pty.wait_for("Nothing was changed.");
    assert_eq!(pty.exit(), Exit::Code(0));
    edit(&home, &["--draft", "augusta"], "true").fails(1, &["there is no draft of Augusta Lovelace"]);
}

#[test]
fn a_signal_keeps_the_draft_and_removes_the_copy() {
    let home = Home::with_people();
    let body = r#"sed -i 's/Lovelace/King/' "$file"; touch "$HOME/open"; sleep 30 & echo $! > "$HOME/sleeper"; wait"#;
    let mut pty = at_terminal(&home, &["ada"], body);
    crate::tui::bench::wait_until("the editor is open", || home.path("sleeper").exists());
    // Control with c is the editor's.
    pty.signal(Signal::INT);
    pty.signal(Signal::TERM);
    assert!(matches!(pty.exit(), Exit::Signal(_)));
    let sleeper = fs::read_to_string(home.path("sleeper")).unwrap();
    let _ = std::process::Command::new("kill").arg(sleeper.trim()).status();
    swept(&home);
    assert!(fs::read_to_string(home.plan()).unwrap().contains("Ada Lovelace"));
    edit(&home, &["--draft", "ada"], "true").says("Changed Ada Lovelace: 1 stakeholder changed.\n");
    assert!(fs::read_to_string(home.plan()).unwrap().contains("Ada King"));
}
