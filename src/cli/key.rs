//! The key of a locked plan: from where it was named, or asked for, once a run.

use std::path::PathBuf;

use super::args::Cli;
use super::output;
use crate::edge::passphrase::{self, SecretString};
use crate::error::{Exit, Told};
use crate::storage::paths::Places;
use crate::storage::seal::identity::{Kept, KeyFile};
use crate::storage::seal::{Key, SealError, turn};

/// The variable that names the file with the key.
pub const IDENTITY: &str = "TOUCHBASE_IDENTITY";
/// The variable that names a command that prints the passphrase.
pub const COMMAND: &str = passphrase::COMMAND;
/// How often a person may type it.
const TRIES: usize = 3;

/// Puts the key into the plan's seal, where the plan is locked. Whoever sits at a terminal is asked for the passphrase.
///
/// # Errors
///
/// There is no key, or it is another one.
pub fn fetch(cli: &Cli, places: &Places) -> Result<(), Told> {
    if !places.seal.is_plan_sealed() && !turn::should_be_locked(places) {
        return Ok(());
    }
    take(cli, places, true)
}

/// The same without asking anybody or starting anything: only with what was named and needs no answer. False where the
/// plan stays locked.
pub fn fetch_quietly(cli: &Cli, places: &Places) -> bool {
    let said = cli.flags.passphrase_fd.is_some() || identity(cli).is_some();
    !places.seal.is_plan_sealed() || (said && take(cli, places, false).is_ok())
}

fn take(cli: &Cli, places: &Places, may_ask: bool) -> Result<(), Told> {
    passphrase::keep_memory_private();
    let file = file(cli, places)?;
    let wants = file.as_ref().is_none_or(KeyFile::wants_passphrase);
    let told = |why: SealError| places.seal.fault(why).told("could not open the plan");
    if !wants {
        let key = file.as_ref().map_or(Err(SealError::Locked), |file| file.open(None)).map_err(told)?;
        return places.seal.try_key(key).map_err(told);
    }
    let mut left = TRIES;
    loop {
        let (given, typed) = given(cli, "Passphrase: ", may_ask)?;
        let given = given.ok_or_else(|| told(SealError::Locked))?;
        let key = match &file {
            Some(file) => file.open(Some(given)),
            None => Ok(Key::of_passphrase(given)),
        };
        match key.and_then(|key| places.seal.try_key(key)) {
            Err(SealError::WrongPassphrase) if typed && left > 1 => {
                left -= 1;
                output::aside("That is not the passphrase; once more.");
            }
            ended => return ended.map_err(told),
        }
    }
}

/// The file with the key: the one that was named, else the one beside the plan, else our copy of that. None for a plan
/// that a passphrase opens without one.
fn file(cli: &Cli, places: &Places) -> Result<Option<KeyFile>, Told> {
    match KeyFile::find(places, identity(cli).as_deref())? {
        Kept::There(file) => return Ok(Some(file)),
        Kept::Nowhere => return Ok(None),
        Kept::Copy(file) => {
            output::aside(&format!(
                "note: the key file beside the plan is gone; its copy is {}, and belongs to {}",
                file.path().display(),
                KeyFile::beside(&places.plan).display()
            ));
            return Ok(Some(file));
        }
        Kept::Missing => {}
    }
    if !places.seal.is_plan_sealed() {
        return Err(Told::new(
            Exit::Locked,
            "could not open the plan: it was locked on this machine, and is in plain now",
        )
        .at(places.plan.display().to_string())
        .hint("touchbase unlock if that was you, on another machine; else take a backup from where it came"));
    }
    Err(Told::new(Exit::Locked, "could not open the plan: it is locked for a key")
        .at(places.plan.display().to_string())
        .hint(format!("name the file with the private key: --identity FILE, or {IDENTITY}")))
}

/// Whether there is a key to be had at all.
pub fn is_near(cli: &Cli, places: &Places) -> bool {
    identity(cli).is_some() || KeyFile::beside(&places.plan).exists() || turn::key_copy(places).exists()
}

/// The file that was named.
pub fn identity(cli: &Cli) -> Option<PathBuf> {
    let variable = std::env::var_os(IDENTITY).filter(|value| !value.is_empty()).map(PathBuf::from);
    cli.flags.identity.clone().or(variable)
}

/// The passphrase, and whether somebody typed it.
///
/// # Errors
///
/// It was to come from somewhere, and did not.
pub fn given(cli: &Cli, question: &str, may_ask: bool) -> Result<(Option<SecretString>, bool), Told> {
    if let Some(number) = cli.flags.passphrase_fd {
        return from_descriptor(number);
    }
    if !may_ask {
        return Ok((None, false));
    }
    if let Some(command) = passphrase::command() {
        return passphrase::from_command(&command).map(|given| (given, false)).map_err(|why| {
            Told::new(Exit::Locked, format!("no passphrase came from {COMMAND}: {why}"))
                .hint("it is a command with its words, and prints the passphrase")
        });
    }
    Ok(typed(cli, question))
}

/// The passphrase that comes from an open descriptor.
///
/// # Errors
///
/// There is no such descriptor.
pub fn from_descriptor(number: u32) -> Result<(Option<SecretString>, bool), Told> {
    passphrase::from_descriptor(number).map(|given| (given, false)).map_err(|why| {
        Told::new(Exit::Locked, format!("no passphrase came from descriptor {number}: {why}"))
            .hint(format!("open it for touchbase, such as with {number}< passphrase.txt in a shell"))
    })
}

/// The passphrase that somebody types, where somebody is there.
pub fn typed(cli: &Cli, question: &str) -> (Option<SecretString>, bool) {
    if cli.flags.no_input || !output::is_watched() {
        return (None, false);
    }
    // Without a terminal there is nobody to ask.
    (passphrase::ask(question).ok().flatten(), true)
}
