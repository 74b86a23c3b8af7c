//! Without the key, or with another one: nothing is shown, nothing changes, and the answer is 4.

use super::{Home, SECRET};
use std::fs;

/// Every verb that reads or changes a plan.
const VERBS: [&[&str]; 19] = [
    &["add", "X"],
    &["log", "canaryname", "x"],
    &["idea", "canaryname", "x"],
    &["give", "x"],
    &["proof", "list"],
    &["reflect", "x"],
    &["list"],
    &["show", "canaryname"],
    &["due"],
    &["snooze", "canaryname", "2w"],
    &["find", "x"],
    &["stats"],
    &["holes"],
    &["goal", "show"],
    &["review", "--accessible"],
    &["edit"],
    &["undo"],
    &["restore"],
    &["doctor"],
];

fn told(output: &std::process::Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn without_a_key_every_verb_says_so_and_changes_nothing() {
    let home = Home::locked();
    let before: Vec<_> = home.files().into_iter().map(|path| (fs::read(&path).unwrap(), path)).collect();
    for words in VERBS {
        let output = home.run(words);
        assert_eq!(output.status.code(), Some(4), "{words:?}: {}", told(&output));
        assert!(output.stdout.is_empty(), "{words:?}");
        let told = told(&output);
        assert!(told.starts_with("error: could not open the plan: it is locked\n"), "{words:?}: {told}");
        assert!(told.contains("hint: name the key with --identity, or give the passphrase"), "{words:?}: {told}");
    }
    for words in [&["unlock"][..], &["lock"]] {
        assert_eq!(home.run(words).status.code(), Some(4), "{words:?}");
    }
    let after: Vec<_> = home.files().into_iter().map(|path| (fs::read(&path).unwrap(), path)).collect();
    assert!(before == after, "nothing has changed");
}

#[test]
fn status_and_path_ask_for_nothing() {
    let home = Home::new();
    home.does(&["status"]);
    home.opens(&["lock"]);
    assert_eq!(home.does(&["status"]), "locked\n");
    assert_eq!(home.does(&["status", "--format", "{due} {next}"]), "locked\n");
    let json: serde_json::Value = serde_json::from_str(&home.does(&["status", "--json"])).unwrap();
    assert_eq!((&json["data"]["locked"], &json["text"]), (&true.into(), &"locked".into()));
    assert!(home.does(&["path"]).ends_with("touchbase.ron\n"));
    // A command that would give the passphrase is not run for a prompt.
    let mut command = home.command(env!("CARGO_BIN_EXE_touchbase"));
    let ran = home.path().join("ran");
    let output = command.arg("status").env("TOUCHBASE_PASSPHRASE_COMMAND", format!("touch {}", ran.display())).output();
    assert!(output.unwrap().status.success() && !ran.exists());
}

#[test]
fn a_wrong_passphrase_costs_the_try() {
    let home = Home::locked();
    let before = home.bytes();
    for (secret, why) in [
        ("sesame", "wrong passphrase"),
        (&SECRET.to_uppercase(), "wrong passphrase"),
        (&format!(" {SECRET}"), "wrong passphrase"),
        ("", "it is locked"),
        (&"x".repeat(100_000), "wrong passphrase"),
    ] {
        let output = home.run_with(secret, &["log", "canaryname", "lost?"]);
        assert_eq!(output.status.code(), Some(4));
        assert!(told(&output).starts_with(&format!("error: could not open the plan: {why}\n")), "{}", told(&output));
    }
    assert_eq!(home.bytes(), before);
    // The line end behind a passphrase is no part of it.
    let output = home.run_with(&format!("{SECRET}\n"), &["list"]);
    assert!(output.status.success(), "{}", told(&output));
    let output = home.run_with("\u{0}\u{0}", &["list"]);
    assert_eq!(output.status.code(), Some(4));
}

#[test]
fn a_command_gives_the_passphrase_and_one_that_fails_is_named() {
    let home = Home::locked();
    let with = |line: &str| {
        let mut command = home.command(env!("CARGO_BIN_EXE_touchbase"));
        command.arg("list").env("TOUCHBASE_PASSPHRASE_COMMAND", line).output().unwrap()
    };
    let output = with(&format!("printf '%s\\n' '{SECRET}'"));
    assert!(output.status.success(), "{}", told(&output));
    let output = with("false");
    assert_eq!(output.status.code(), Some(4));
    assert!(told(&output).contains("no passphrase came from TOUCHBASE_PASSPHRASE_COMMAND: false failed"));
    assert_eq!(with("true").status.code(), Some(4));
    // It is words, not a line for a shell.
    assert_eq!(with("printf x; touch shelled").status.code(), Some(4));
    assert!(!home.path().join("shelled").exists());
}

#[test]
fn a_file_that_asks_for_absurd_work_is_refused() {
    let home = Home::locked();
    let key = fs::read(home.key()).unwrap();
    let at = key.windows(7).position(|piece| piece == b"scrypt ").unwrap();
    let end = at + key[at..].iter().position(|byte| *byte == b'\n').unwrap();
    let line = String::from_utf8(key[at..end].to_vec()).unwrap();
    let salt = line.split(' ').nth(1).unwrap();
    for work in [21, 22, 40, 63] {
        let mut crafted = key[..at].to_vec();
        crafted.extend_from_slice(format!("scrypt {salt} {work}").as_bytes());
        crafted.extend_from_slice(&key[end..]);
        fs::write(home.key(), crafted).unwrap();
        let output = home.run_with(SECRET, &["list"]);
        assert_eq!(output.status.code(), Some(4));
        let wanted =
            format!("error: could not open the plan: the file asks for more work (2^{work}) than is allowed (2^20)\n");
        assert!(told(&output).starts_with(&wanted), "{}", told(&output));
    }
}

#[test]
fn a_damaged_file_is_never_taken_for_another_plan() {
    let home = Home::locked();
    let whole = home.bytes();
    let (mut damaged, mut rounds) = (0, 0);
    for at in (0..whole.len()).step_by(23) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x10;
        fs::write(home.plan(), &bytes).unwrap();
        let output = home.run_with(SECRET, &["log", "canaryname", "onto nothing"]);
        assert!(matches!(output.status.code(), Some(3 | 4)), "{at}: {:?} {}", output.status, told(&output));
        damaged += usize::from(told(&output).contains("damaged after byte"));
        assert_eq!(home.bytes(), bytes, "{at}: it was written over");
        rounds += 1;
    }
    assert!(damaged > rounds / 3, "{damaged} of {rounds} are told as damaged");
    // The key is the right one, and what is broken lies behind the beginning: no other key would help.
    let mut bytes = whole.clone();
    *bytes.last_mut().unwrap() ^= 1;
    fs::write(home.plan(), &bytes).unwrap();
    let output = home.run_with(SECRET, &["list"]);
    assert!(output.status.code() == Some(3) && told(&output).contains("damaged after byte"), "{}", told(&output));
    let output = home.run_with("another", &["list"]);
    assert!(output.status.code() == Some(4) && told(&output).contains("wrong passphrase"), "{}", told(&output));
    for end in (0..whole.len()).step_by(37) {
        fs::write(home.plan(), &whole[..end]).unwrap();
        let output = home.run_with(SECRET, &["log", "canaryname", "onto nothing"]);
        assert!(matches!(output.status.code(), Some(3 | 4)), "cut at {end}: {}", told(&output));
        assert_eq!(home.bytes(), &whole[..end]);
    }
    // And with a backup it is mended.
    let mut bytes = whole.clone();
    *bytes.last_mut().unwrap() ^= 1;
    fs::write(home.plan(), &bytes).unwrap();
    let told_where = told(&home.run_with(SECRET, &["list"]));
    let newest = home.own().join("backups/previous.ron");
    assert!(told_where.contains(&format!("the newest good backup is {}", newest.display())), "{told_where}");
    let listed = home.run_with(SECRET, &["restore"]);
    assert!(String::from_utf8_lossy(&listed.stdout).contains("before the last save"), "{}", told(&listed));
    home.opens(&["restore", "1"]);
    assert!(home.opens(&["list"]).contains("Canaryname"));
}

#[test]
fn what_a_guess_costs_in_earnest() {
    let home = Home::new();
    let mut command = home.command("/bin/sh");
    let line = format!("printf secret | {} lock --passphrase-fd 0", env!("CARGO_BIN_EXE_touchbase"));
    let output = command.env_remove("TOUCHBASE_TEST_WORK").args(["-c", &line]).output().unwrap();
    assert!(output.status.success(), "{}", told(&output));
    let key = fs::read(home.key()).unwrap();
    let header = String::from_utf8_lossy(&key[..key.len().min(120)]).into_owned();
    let stanza = header.lines().nth(1).unwrap();
    assert!(stanza.starts_with("-> scrypt ") && stanza.ends_with(" 18"), "{stanza}");
}

/// Somebody who presses Tab is asked nothing, and told nothing of the plan.
#[test]
fn a_shell_completes_nothing_from_a_locked_plan_and_asks_nobody() {
    let home = Home::new();
    let complete = |shell: &str, words: &[&str]| {
        let mut command = home.command("/usr/bin/setsid");
        command.args(["--wait", env!("CARGO_BIN_EXE_touchbase"), "--"]).args(words);
        command.env("COMPLETE", shell).env("_CLAP_COMPLETE_INDEX", (words.len() - 1).to_string());
        let line = words.join(" ");
        command.env("_TOUCHBASE_LINE", &line).env("_TOUCHBASE_WORD", words.last().unwrap());
        // Were it asked for, this would answer.
        command.env("TOUCHBASE_PASSPHRASE_COMMAND", "sh -c 'touch asked; printf sesame'");
        let output = command.stdin(std::process::Stdio::null()).output().unwrap();
        assert!(output.stderr.is_empty() && output.status.success(), "{shell} {words:?}: {output:?}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let cases: [&[&str]; 3] =
        [&["touchbase", "log", "cana"], &["touchbase", "show", ""], &["touchbase", "add", "Grace @cana"]];
    for shell in ["bash", "zsh", "fish"] {
        assert!(complete(shell, cases[0]).contains("canaryname"), "{shell} completes from a plain one");
    }
    home.opens(&["lock"]);
    for shell in ["bash", "zsh", "fish"] {
        for words in cases {
            let said = complete(shell, words).to_lowercase();
            assert!(!said.contains("canary"), "{shell} {words:?}: {said}");
        }
        assert!(complete(shell, &["touchbase", "stat"]).contains("stat"), "{shell} completes verbs all the same");
    }
    assert!(!home.path().join("asked").exists());
}

#[test]
fn the_key_is_asked_for_before_the_editor_opens() {
    let home = Home::locked();
    let editor = home.path().join("editor");
    fs::write(&editor, "#!/bin/sh\ntouch \"$HOME/opened\"\n").unwrap();
    fs::set_permissions(&editor, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let edit = |secret: &str| {
        let line = format!(
            "printf '%s' '{secret}' | {} edit --passphrase-fd 3 3<&0 </dev/null",
            env!("CARGO_BIN_EXE_touchbase")
        );
        home.command("/bin/sh").env("EDITOR", &editor).args(["-c", &line]).output().unwrap()
    };
    for secret in ["wrong", ""] {
        assert_eq!(edit(secret).status.code(), Some(4));
        assert!(!home.path().join("opened").exists(), "somebody would have typed for nothing");
    }
    assert!(edit(SECRET).status.success() && home.path().join("opened").exists());
}

#[test]
fn no_flag_takes_a_passphrase() {
    let promises = include_str!("../../fixtures/promises.txt");
    let (mut found, mut flags) = (0, promises.lines().filter(|line| line.contains(" --")));
    assert!(flags.all(|line| {
        let words = ["pass", "secret", "password", "pin"];
        let name = line.rsplit_once("--").unwrap().1;
        let about_one = words.iter().any(|word| name.contains(word));
        found += usize::from(about_one);
        !about_one || name.ends_with("-fd VALUE")
    }));
    assert!(found >= 2, "{found} flags say where one comes from");
}
