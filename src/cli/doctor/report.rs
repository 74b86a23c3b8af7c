//! What may be shown to anybody: counts, modes and versions; no name, no text, no path.

use std::collections::BTreeMap;

use super::Found;
use crate::cli::args::Cli;
use crate::cli::open::Open;
use crate::cli::output::Output;
use crate::cli::table::Table;
use crate::domain::contents;
use crate::error::Told;
use crate::storage::disk::Sound;
use crate::storage::paths::{Places, Rule};
use crate::storage::target::Target;
use crate::storage::{backup, trail::Trail};

/// Prints the report; the exit code is that of the findings.
pub fn print(cli: &Cli, places: &Places, output: &mut Output) -> Result<u8, Told> {
    let found = Found::of(cli, places, output);
    let mut rows = vec![
        row("touchbase", format!("{}, {} {}", env!("CARGO_PKG_VERSION"), std::env::consts::OS, std::env::consts::ARCH)),
        row("plan", plan(places)),
        row("holds", holds(places, &found, output)),
        row("backups", backups(places)),
        row("undo", undo(places)),
        row("config", config(&found)),
    ];
    rows.push(row("terminal", terminal()));
    rows.push(row("findings", findings(&found)));
    output.table(&Table::of(rows).whole())?;
    Ok(found.code())
}

fn row(name: &str, value: String) -> Vec<String> {
    vec![name.to_owned(), value]
}

/// The file: which rule chose it, what kind of file it is, how large, who may read it.
fn plan(places: &Places) -> String {
    let rule = match places.rule {
        Rule::Flag => "named by --plan",
        Rule::Variable => "named by TOUCHBASE_PLAN",
        Rule::Default => "in the config directory",
    };
    let kind = match Target::find(&places.plan) {
        Err(_) => "it cannot be reached".to_owned(),
        Ok(target) => match &target.known {
            None => "not there".to_owned(),
            Some(known) => {
                let link = if target.asked.is_symlink() { ", a link" } else { "" };
                let names = if target.has_other_names() { ", with a second name" } else { "" };
                format!("{} kB{}{link}{names}", known.len().div_ceil(1000), mode(known))
            }
        },
    };
    format!("{rule}, {kind}")
}

#[cfg(unix)]
fn mode(known: &std::fs::Metadata) -> String {
    use std::os::unix::fs::PermissionsExt as _;
    format!(", mode {:o}", known.permissions().mode() & 0o777)
}

#[cfg(not(unix))]
fn mode(_known: &std::fs::Metadata) -> String {
    String::new()
}

fn holds(places: &Places, found: &Found, output: &Output) -> String {
    // Why it cannot be read is not said here: it may quote the file.
    if found.inside.is_err() {
        return "cannot be read".to_owned();
    }
    let held = Open::plan_and_notices(places, output).map(|(open, _)| contents(open.records())).unwrap_or_default();
    if held.is_empty() { "nothing yet".to_owned() } else { held }
}

fn backups(places: &Places) -> String {
    let all = backup::list(&places.backups);
    let bad = all.iter().filter(|one| !backup::is_good(&one.path, &places.seal, &Sound)).count();
    match (all.len(), bad) {
        (0, _) => "none".to_owned(),
        (all, 0) => format!("{all}, all can be read"),
        (all, bad) => format!("{all}, {bad} cannot be read"),
    }
}

fn undo(places: &Places) -> String {
    Trail::open(places).map_or("cannot be read".to_owned(), |trail| format!("{} changes", trail.done().count()))
}

fn config(found: &Found) -> String {
    match found.around.iter().filter(|told| told.what.contains("config")).count() {
        0 => "understood, or none".to_owned(),
        count => format!("{count} not understood"),
    }
}

/// What the environment says of the terminal; whatever is no plain word is left out.
fn terminal() -> String {
    let plain = |value: &str| {
        value.len() <= 40 && value.chars().all(|letter| letter.is_ascii_alphanumeric() || "._-".contains(letter))
    };
    let value = |name: &str| {
        let value = std::env::var_os(name)?.to_string_lossy().into_owned();
        Some(format!("{name}={}", if plain(&value) { value.as_str() } else { "(other)" }))
    };
    let set = |name: &str| std::env::var_os(name).map(|_| format!("{name} set"));
    let values = ["TERM", "COLORTERM", "TERM_PROGRAM", "LANG", "LC_ALL"].iter().filter_map(|name| value(name));
    let sets =
        ["NO_COLOR", "CLICOLOR_FORCE", "TMUX", "STY", "SSH_TTY", "ACCESSIBLE"].iter().filter_map(|name| set(name));
    let all: Vec<String> = values.chain(sets).collect();
    if all.is_empty() { "nothing set".to_owned() } else { all.join(", ") }
}

/// How many findings there are about which kind of record: what they say has ids and names in it.
fn findings(found: &Found) -> String {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in found.inside.as_deref().unwrap_or_default() {
        *kinds.entry(finding.key.kind()).or_default() += 1;
    }
    let mut said: Vec<String> = kinds.into_iter().map(|(kind, count)| format!("{count} about a {kind}")).collect();
    if !found.around.is_empty() {
        said.push(format!("{} around it", found.around.len()));
    }
    if said.is_empty() { "none".to_owned() } else { said.join(", ") }
}
