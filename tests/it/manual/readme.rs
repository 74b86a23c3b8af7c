//! What the README shows is what happens: its sessions are typed again, its commands carried out, its recipes tried.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::examples::{lived_in, typed};
use super::has;
use crate::cli::Home;

fn path() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")
}

/// The blocks of one kind, in their order.
fn blocks(readme: &str, kind: &str) -> Vec<String> {
    let begin = format!("\n```{kind}\n");
    let blocks = readme.split(begin.as_str()).skip(1);
    blocks.map(|block| block.split_once("```").unwrap().0.to_owned()).collect()
}

/// A block as it is when its commands are typed now.
fn typed_again(home: &Home, block: &str) -> String {
    let commands = block.lines().filter_map(|line| line.strip_prefix("$ "));
    let again = commands.map(|command| {
        let answer = typed(home, &format!("{{ {command}\n}} 2>&1"));
        format!("$ {command}\n{}", answer.out)
    });
    again.collect()
}

/// The sessions are one story, told in several places: each goes on where the one before has ended.
#[test]
fn the_sessions_go_as_they_are_written_down() {
    if !has("bash") || !has("jq") {
        return;
    }
    let home = Home::new();
    let mut readme = fs::read_to_string(path()).unwrap();
    let sessions = blocks(&readme, "console");
    assert!(sessions.len() >= 2 && sessions.iter().all(|session| session.starts_with("$ touchbase ")));
    let mut stale = Vec::new();
    for session in sessions {
        let again = typed_again(&home, &session);
        if again != session {
            readme = readme.replacen(&session, &again, 1);
            stale.push(format!("{session}\nis now\n{again}"));
        }
    }
    if std::env::var_os("TOUCHBASE_BLESS").is_some_and(|value| value == "1") {
        fs::write(path(), readme).unwrap();
    } else {
        assert!(stale.is_empty(), "{}\nTOUCHBASE_BLESS=1 writes it anew; read what it wrote", stale.join("\n"));
    }
}

#[test]
fn every_command_that_is_shown_can_be_typed() {
    if !has("bash") || !has("jq") {
        return;
    }
    let readme = fs::read_to_string(path()).unwrap();
    let home = lived_in();
    let blocks = blocks(&readme, "sh");
    let lines = blocks.iter().flat_map(|block| block.lines()).filter(|line| line.starts_with("touchbase"));
    let mut count = 0;
    for line in lines {
        let answer = typed(&home, line);
        assert_eq!(answer.code, 0, "{line}\n{}{}", answer.out, answer.err);
        count += 1;
    }
    assert!(count > 15, "{count} commands: the blocks are read wrongly");
}

/// The line of the README that begins so, without its beginning and the quotes around the rest.
fn recipe(readme: &str, begins: &str) -> String {
    let line = readme.lines().map(str::trim_start).find_map(|line| line.strip_prefix(begins));
    let line = line.unwrap_or_else(|| panic!("the README has no line that begins with {begins}"));
    line.trim().trim_end_matches(',').trim_matches('"').to_owned()
}

#[test]
fn the_recipes_for_prompts_and_bars_say_what_is_due() {
    if !has("bash") {
        return;
    }
    let readme = fs::read_to_string(path()).unwrap();
    let home = lived_in();
    let due = typed(&home, "touchbase status").out.split(' ').next().unwrap().to_owned();
    let starship = recipe(&readme, "command = ");
    assert_eq!(typed(&home, &starship).out, format!("{due} due\n"));
    // waybar takes an object whose texts it knows by these names; the block is part of its config.
    let block = blocks(&readme, "json").into_iter().find(|block| block.contains("custom/touchbase")).unwrap();
    let waybar: Value = serde_json::from_str(&format!("{{{block}}}")).unwrap();
    let exec = waybar["custom/touchbase"]["exec"].as_str().unwrap();
    assert_eq!(waybar["custom/touchbase"]["return-type"], "json");
    let answer = typed(&home, exec);
    let said: Value = serde_json::from_str(&answer.out).unwrap();
    assert!(answer.out.lines().count() == 1 && said["text"].as_str().unwrap().starts_with(&due));
    assert!(said["tooltip"].is_string() && ["due", "overdue"].contains(&said["class"].as_str().unwrap()));
}

#[test]
fn the_recipes_for_the_morning_print_the_list_where_no_desktop_is() {
    if !has("bash") {
        return;
    }
    let readme = fs::read_to_string(path()).unwrap();
    let home = lived_in();
    let list = typed(&home, "touchbase due").out;
    let service = recipe(&readme, "ExecStart=");
    let cron = readme.lines().find(|line| line.starts_with("30 8 * * 1-5 ")).unwrap();
    let command = cron.splitn(6, ' ').nth(5).unwrap();
    // Installed where cargo puts it.
    fs::create_dir_all(home.path(".cargo/bin")).unwrap();
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_touchbase"), home.path(".cargo/bin/touchbase")).unwrap();
    for line in [service.replace("%h", home.path("").to_str().unwrap()), command.to_owned()] {
        let answer = typed(&home, &line);
        assert_eq!((answer.out.as_str(), answer.code), (list.as_str(), 0), "{line}: {}", answer.err);
    }
    // systemd itself reads the two units, where it is.
    if std::process::Command::new("systemd-analyze").arg("--version").output().is_err() {
        return;
    }
    let units = blocks(&readme, "ini");
    for (name, unit) in ["touchbase.service", "touchbase.timer"].iter().zip(&units) {
        fs::write(home.path(name), unit.replace("%h/.cargo/bin/touchbase", env!("CARGO_BIN_EXE_touchbase"))).unwrap();
    }
    let mut verify = std::process::Command::new("systemd-analyze");
    verify.env("SYSTEMD_UNIT_PATH", format!("{}:", home.path("").display()));
    let output = verify.args(["verify", "--user", "--man=no"]).arg(home.path("touchbase.timer")).output().unwrap();
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(!err.contains("touchbase.timer:") && !err.contains("touchbase.service:"), "{err}");
}
