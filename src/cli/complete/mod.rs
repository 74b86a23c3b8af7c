//! What `Tab` offers in a shell: verbs and flags from the command line's own tree, names, goals and tags from the plan.
//!
//! A shell that was given our script asks with `COMPLETE=bash touchbase -- words`; [`answer`] is asked before anything
//! else is. `wants` says what belongs where on the command line, `offer` finds it in the plan, `bash` speaks with
//! bash, which cuts words in its own way. Nothing is written, nobody is asked anything, and without a plan that can be read
//! there is silence: somebody is in the middle of typing.

mod bash;
mod offer;
mod wants;

use std::path::Path;

use clap::CommandFactory as _;
use clap_complete::env::{CompleteEnv, Elvish, EnvCompleter, Fish, Powershell, Shells, Zsh};

use super::args::Cli;
use super::man;
use super::manual::{Completions, Shell};
use super::output::Output;
use crate::edge::broken;
use crate::error::{Exit, Told};
use crate::storage::paths::Places;
use offer::Source;

/// The variable by which a shell asks.
const VARIABLE: &str = "COMPLETE";

/// The name of the program, as it is typed.
const PROGRAM: &str = "touchbase";

/// Every shell that is spoken with.
const SHELLS: Shells<'static> = Shells(&[&bash::Bash, &Elvish, &Fish, &Powershell, &Zsh]);

/// Answers a shell that asks what could be typed next, and says how the process should end; nothing where nobody asked.
pub fn answer() -> Option<u8> {
    let asked = std::env::var_os(VARIABLE)?;
    // Whoever completes a line sees nothing but what could be typed next.
    broken::install(Places::state_of(None), || false);
    let name = Path::new(&asked).file_stem()?.to_str()?;
    // The variable may be there for another program's sake.
    let shell = SHELLS.completer(name)?;
    let words: Vec<_> = std::env::args_os().collect();
    let typed = bash::line().unwrap_or_else(|| {
        words.iter().skip_while(|word| *word != "--").skip(1).map(|word| word.to_string_lossy().into_owned()).collect()
    });
    let source = Source::new(shell.name(), typed);
    let folder = std::env::current_dir().ok();
    let environment = CompleteEnv::with_factory(|| wants::taught(Cli::command(), &source)).shells(SHELLS);
    // A shell that has gone, or a line nothing fits: there is nobody to tell.
    match environment.try_complete(words, folder.as_deref()) {
        Ok(false) => None,
        Ok(true) | Err(_) => Some(0),
    }
}

/// Prints the script for a shell, or writes those of all shells into a folder.
///
/// # Errors
///
/// Where nothing can be written.
pub fn run(args: &Completions, output: &mut Output) -> Result<(), Told> {
    if let Some(folder) = &args.out {
        return man::write(folder, &files(), "scripts", output);
    }
    match args.shell {
        Some(shell) => output.text(&script(shell)),
        None => {
            Err(Told::new(Exit::Usage, "for which shell?").hint("touchbase completions bash, zsh, fish or powershell"))
        }
    }
}

/// The files that hold the scripts, as each shell looks for them.
pub fn files() -> Vec<(String, String)> {
    let name = |shell| match shell {
        Shell::Bash => "touchbase.bash",
        Shell::Zsh => "_touchbase",
        Shell::Fish => "touchbase.fish",
        Shell::Powershell => "touchbase.ps1",
    };
    [Shell::Bash, Shell::Zsh, Shell::Fish, Shell::Powershell]
        .map(|shell| (name(shell).to_owned(), script(shell)))
        .into()
}

/// What a shell has to run once, to ask us from then on.
fn script(shell: Shell) -> String {
    let speaker: &dyn EnvCompleter = match shell {
        Shell::Bash => &bash::Bash,
        Shell::Zsh => &Zsh,
        Shell::Fish => &Fish,
        Shell::Powershell => &Powershell,
    };
    let mut script = Vec::new();
    // Writing into memory cannot fail.
    let _ = speaker.write_registration(VARIABLE, PROGRAM, PROGRAM, PROGRAM, &mut script);
    let script = String::from_utf8_lossy(&script);
    format!("{}\n", script.trim())
}
