//! `touchbase config`: a config to begin with, or what is wrong with the one there is.

use std::path::PathBuf;

use super::args::{Cli, ConfigArgs};
use super::output::Output;
use crate::config::{self, Config, sample};
use crate::error::{Exit, Told};
use crate::keys::Keymap;
use crate::storage::paths::config_file;

/// The config that holds: the one that was named, or the one in the config directory, if it is there.
///
/// # Errors
///
/// A config that was named and cannot be read.
pub fn read(cli: &Cli) -> Result<Config, Told> {
    let Some((path, named)) = place(cli) else { return Ok(Config::default()) };
    match std::fs::read_to_string(&path) {
        Ok(text) => Ok(config::read(&text)),
        Err(why) if !named && why.kind() == std::io::ErrorKind::NotFound => Ok(Config::default()),
        Err(why) => Err(Told::new(Exit::Failed, format!("the config cannot be read: {why}"))
            .at(path.display().to_string())
            .hint("touchbase config --print prints one to begin with")),
    }
}

fn place(cli: &Cli) -> Option<(PathBuf, bool)> {
    config_file(cli.config.as_deref())
}

/// Prints the sample, or checks the config; 1 where something is not understood.
///
/// # Errors
///
/// A config that was named and cannot be read.
pub fn run(cli: &Cli, args: &ConfigArgs, output: &mut Output) -> Result<u8, Told> {
    if args.print {
        sample::text().lines().try_for_each(|line| output.line(line))?;
        return Ok(0);
    }
    let config = read(cli)?;
    let path = place(cli).map_or_else(String::new, |(path, _)| path.display().to_string());
    if !args.check {
        output.line(&path)?;
        return Ok(0);
    }
    let mut told: Vec<(usize, String)> =
        config.mistakes.iter().map(|mistake| (mistake.line, format!("{}; {}", mistake.what, mistake.hint))).collect();
    told.extend(Keymap::patched(&config.keys).1);
    told.sort();
    for (line, what) in &told {
        output.line(&format!("{path}:{line}: {what}"))?;
    }
    Ok(u8::from(!told.is_empty()))
}
