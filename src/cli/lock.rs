//! `touchbase lock` and `touchbase unlock`: the plan as an age file, and back.

use std::path::PathBuf;

use clap::Args;

use super::args::Cli;
use super::key;
use super::output::{self, Output};
use crate::edge::passphrase::{self, SecretString};
use crate::error::{Exit, Told};
use crate::storage::fault::Fault;
use crate::storage::paths::Places;
use crate::storage::seal::again::{self, NewFile};
use crate::storage::seal::identity::{self, KeyFile};
use crate::storage::seal::turn::{self, Turned};
use crate::storage::seal::{Key, SealError};

/// A key that opens the plan.
#[derive(Debug, Args)]
pub struct Lock {
    /// Lock a locked plan with another key: a new passphrase, or what is named here
    #[arg(long)]
    pub again: bool,
    /// The private key of age or ssh that opens the plan from now on
    #[arg(long, value_name = "FILE", requires = "again")]
    pub new_identity: Option<PathBuf>,
    /// Read the passphrase from now on from this open descriptor
    #[arg(long, value_name = "NUMBER", value_hint = clap::ValueHint::Other, requires = "again")]
    pub new_passphrase_fd: Option<u32>,
    /// A public key of age or ssh that can open the plan, too; may be given more than once
    #[arg(short, long = "recipient", value_name = "KEY")]
    pub recipients: Vec<String>,
    /// A file with such keys, one a line
    #[arg(short = 'R', long, value_name = "FILE")]
    pub recipients_file: Option<PathBuf>,
}

/// Back.
#[derive(Debug, Args)]
pub struct Unlock {}

/// Locks the plan.
///
/// # Errors
///
/// There is no key, or the plan cannot be locked; it is as it was then.
pub fn lock(cli: &Cli, places: &Places, args: &Lock, output: &mut Output) -> Result<(), Told> {
    if places.seal.is_plan_sealed() {
        key::fetch(cli, places)?;
        if args.again {
            return again(cli, places, args, output);
        }
        let done = turn::finish(places);
        done.notices.iter().for_each(|notice| output::aside(&format!("note: {notice}")));
        let more = if done.beside == 0 { String::new() } else { format!(" Locked now: {}.", files(done.beside)) };
        output.done(&format!("The plan is locked already.{more}"))?;
        let hint = "to lock it with another key, or for others: touchbase lock --again";
        return if args.is_empty() {
            Ok(())
        } else {
            Err(Told::new(Exit::Failed, "who can open it stays as it is").hint(hint))
        };
    }
    if args.again {
        return Err(Told::new(Exit::Failed, "the plan is not locked yet").hint("touchbase lock locks it"));
    }
    let done = match key::identity(cli) {
        Some(path) => turn::lock(places, own_key(cli, places, &path, args)?, None)?,
        None if !args.is_empty() => {
            let told = Told::new(Exit::Locked, "which of these keys is yours? It is tried before anything is locked");
            return Err(told.hint("name the file with your private key: --identity FILE"));
        }
        None => {
            passphrase::keep_memory_private();
            let hint = "type one at a terminal, or give it with --passphrase-fd; --identity takes your own key";
            let passphrase = new_passphrase(&|question| key::given(cli, question, true), hint)?;
            let (key, file) = identity::make(&passphrase).map_err(|why| could_not(places, why))?;
            turn::lock(places, key, Some(&file))?
        }
    };
    say(&done, output)
}

/// Gives a locked plan, which is open by now, another key.
fn again(cli: &Cli, places: &Places, args: &Lock, output: &mut Output) -> Result<(), Told> {
    let no = |why| could_not(places, why);
    let others = args.others()?;
    let next = |question: &str| match args.new_passphrase_fd {
        Some(number) => key::from_descriptor(number),
        None => Ok(key::typed(cli, question)),
    };
    let done = if let Some(path) = &args.new_identity {
        let file = KeyFile::read(path)?;
        let passphrase = if file.wants_passphrase() { next("Passphrase of the new key: ")?.0 } else { None };
        let key = file.open(passphrase).and_then(|key| key.and_for(&others)).map_err(no)?;
        again::again(places, key, NewFile::None)?
    } else if !args.is_empty() && args.new_passphrase_fd.is_none() {
        // The key stays the one it is; who else can open the plan is other.
        let key = places.seal.key().ok_or(SealError::Locked).and_then(|key| key.alone());
        again::again(places, key.and_then(|key| key.and_for(&others)).map_err(no)?, NewFile::Stays)?
    } else {
        let hint = "type one at a terminal, or give it with --new-passphrase-fd; --new-identity takes your own key";
        let passphrase = new_passphrase(&next, hint)?;
        let (key, file) = identity::make(&passphrase).map_err(no)?;
        again::again(places, key.and_for(&others).map_err(no)?, NewFile::Is(&file))?
    };
    done.notices.iter().for_each(|notice| output::aside(&format!("note: {notice}")));
    output.done(&format!("Locked the plan with another key, and {}.", files(done.beside)))?;
    if let Some(key) = &done.key {
        output.done(&format!("The new passphrase opens {}; the plan needs both.", key.display()))?;
    }
    if let Some(former) = &done.former {
        output.done(&format!(
            "The key file before is {} now, for copies that are still locked with it.",
            former.display()
        ))?;
    }
    output.done("Copies elsewhere still open with the key before: version control, snapshots, other machines.")
}

impl Lock {
    fn is_empty(&self) -> bool {
        self.recipients.is_empty() && self.recipients_file.is_none()
    }

    /// The keys that are named, on the line and in a file.
    fn others(&self) -> Result<Vec<String>, Told> {
        let mut others = self.recipients.clone();
        if let Some(list) = &self.recipients_file {
            let text = std::fs::read_to_string(list).map_err(|why| {
                Told::new(Exit::Failed, format!("could not read the keys: {why}")).at(list.display().to_string())
            })?;
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
            others.extend(lines.map(str::to_owned));
        }
        Ok(others)
    }
}

fn could_not(places: &Places, why: SealError) -> Told {
    Fault::Sealed { path: places.plan.clone(), why }.told("could not lock the plan")
}

/// The key that was named, locking for itself and for those that were named besides.
fn own_key(cli: &Cli, places: &Places, path: &std::path::Path, args: &Lock) -> Result<Key, Told> {
    passphrase::keep_memory_private();
    let file = KeyFile::read(path)?;
    let passphrase = if file.wants_passphrase() { key::given(cli, "Passphrase of the key: ", true)?.0 } else { None };
    let key = file.open(passphrase).map_err(|why| could_not(places, why))?;
    key.and_for(&args.others()?).map_err(|why| could_not(places, why))
}

/// What is asked of somebody, and whether it was typed.
type Ask<'a> = dyn Fn(&str) -> Result<(Option<SecretString>, bool), Told> + 'a;

/// A passphrase nobody had before, typed twice where it is typed.
fn new_passphrase(ask: &Ask<'_>, hint: &str) -> Result<SecretString, Told> {
    let none = |what: &str| Told::new(Exit::Locked, what).hint(hint);
    let (given, typed) = ask("New passphrase: ")?;
    let given = given.ok_or_else(|| none("without a passphrase nothing is locked"))?;
    if typed {
        let again = ask("Once more: ")?.0;
        if !again.is_some_and(|again| passphrase::same(&given, &again)) {
            return Err(none("the two are not the same; nothing was locked"));
        }
    }
    Ok(given)
}

fn files(count: usize) -> String {
    if count == 1 { "1 file beside it".to_owned() } else { format!("{count} files beside it") }
}

fn say(done: &Turned, output: &mut Output) -> Result<(), Told> {
    done.notices.iter().for_each(|notice| output::aside(&format!("note: {notice}")));
    output.done(&format!("Locked the plan, and {}.", files(done.beside)))?;
    if let Some(key) = &done.key {
        output.done(&format!("The passphrase opens {}; the plan needs both.", key.display()))?;
    }
    output.done("What was copied elsewhere before stays as it was: version control, snapshots, other machines.")
}

/// Unlocks the plan.
///
/// # Errors
///
/// There is no key, or the plan cannot be unlocked; it is as it was then.
pub fn unlock(cli: &Cli, places: &Places, output: &mut Output) -> Result<(), Told> {
    if !places.seal.is_plan_sealed() && !turn::should_be_locked(places) {
        return output.done("The plan is not locked.");
    }
    match key::fetch(cli, places) {
        // In plain, and no key far or near: it was unlocked elsewhere, and now it is here, too.
        Err(_) if !places.seal.is_plan_sealed() && !key::is_near(cli, places) => {
            turn::forget(places);
            return output
                .done("The plan is in plain already; this machine knows it now. What is locked beside it stays so.");
        }
        fetched => fetched?,
    }
    let done = turn::unlock(places)?;
    done.notices.iter().for_each(|notice| output::aside(&format!("note: {notice}")));
    output.done(&format!("Unlocked the plan, and {}.", files(done.beside)))?;
    match &done.key {
        Some(key) => output.done(&format!("Its key file is {} now, for copies that are still locked.", key.display())),
        None => Ok(()),
    }
}
