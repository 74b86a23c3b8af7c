//! `touchbase config`: a config to begin with, or what is wrong with the one there is.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::answer::Answer;
use super::args::{Cli, ConfigArgs};
use super::output::Output;
use crate::config::place::At;
use crate::config::{self, Config, Mistake, deck, sample};
use crate::domain::deck::Deck;
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
    let mut config = match std::fs::read_to_string(&path) {
        Ok(text) => config::read(&text),
        Err(why) if !named && why.kind() == ErrorKind::NotFound => Config::default(),
        Err(why) => {
            return Err(Told::new(Exit::Failed, format!("the config cannot be read: {why}"))
                .at(path.display().to_string())
                .hint("touchbase config --print prints one to begin with"));
        }
    };
    (config.deck, config.deck_mistakes) = match std::fs::read_to_string(deck_beside(&path)) {
        Ok(text) => deck::read(&text),
        Err(why) if why.kind() == ErrorKind::NotFound => (Deck::default(), Vec::new()),
        Err(why) => {
            let what = format!("the deck cannot be read: {why}");
            (Deck::default(), vec![Mistake::new((1, 1), what, "the built-in prompts go on")])
        }
    };
    Ok(config)
}

/// The user's own deck of prompts: in the folder of the config.
fn deck_beside(config: &Path) -> PathBuf {
    config.with_file_name(config::DECK)
}

fn place(cli: &Cli) -> Option<(PathBuf, bool)> {
    config_file(cli.flags.config.as_deref())
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
    if !args.check {
        output.line(&place(cli).map_or_else(String::new, |(path, _)| path.display().to_string()))?;
        return Ok(0);
    }
    let told = mistakes(cli)?;
    if output.is_json() {
        let record = |(place, what): &(String, String)| json!({ "at": place, "what": what });
        output.answer(Answer::Mistakes, told.iter().map(record).collect())?;
        return Ok(u8::from(!told.is_empty()));
    }
    for (place, what) in &told {
        output.line(&format!("{place}: {what}"))?;
    }
    Ok(u8::from(!told.is_empty()))
}

/// What in the config and in the deck beside it is not understood: the file with line and column, and why.
///
/// # Errors
///
/// A config that was named and cannot be read.
pub fn mistakes(cli: &Cli) -> Result<Vec<(String, String)>, Told> {
    let config = read(cli)?;
    let place = place(cli).map(|(path, _)| path).unwrap_or_default();
    let worded = |mistakes: &[Mistake]| -> Vec<(At, String)> {
        mistakes
            .iter()
            .map(|mistake| ((mistake.line, mistake.column), format!("{}; {}", mistake.what, mistake.hint)))
            .collect()
    };
    let mut of_config = worded(&config.mistakes);
    of_config.extend(Keymap::of(&config.keys, &config.commands).1);
    of_config.sort();
    let of_deck = worded(&config.deck_mistakes);
    let at = |file: &Path, told: Vec<(At, String)>| {
        let file = file.display().to_string();
        told.into_iter().map(move |((line, column), what)| (format!("{file}:{line}:{column}"), what))
    };
    Ok(at(&place, of_config).chain(at(&deck_beside(&place), of_deck)).collect())
}
