//! Running a command of the user's own.

use std::io;
use std::path::Path;
use std::process::Command;

/// Why a command did not do what it should.
#[derive(Debug, thiserror::Error)]
pub enum OwnError {
    /// There is no such program.
    #[error("there is no program called {0}")]
    Missing(String),
    /// It ended in a way that says that all is not well.
    #[error("{0} ended with {1}")]
    Failed(String, i32),
    /// It did not come to its end.
    #[error("{0} was ended by a signal")]
    Killed(String),
    /// It could not be started or waited for.
    #[error("{0} could not be started: {1}")]
    Io(String, io::Error),
}

/// Runs a program with its arguments and waits until it has ended; it has the terminal meanwhile. What it is to know is in
/// its environment, and which plan this is: no shell reads any of it.
///
/// # Errors
/// There is no such program, or it failed.
pub fn run(words: &[String], environment: &[(&str, String)], plan: &Path) -> Result<(), OwnError> {
    let Some((program, arguments)) = words.split_first() else { return Ok(()) };
    // An environment cannot hold the sign that ends its entries.
    let values = environment.iter().map(|(name, value)| (name, value.replace('\0', "")));
    let called = program.clone();
    match Command::new(program).args(arguments).envs(values).env("TOUCHBASE_PLAN", plan).status() {
        Ok(ended) => match ended.code() {
            Some(0) => Ok(()),
            Some(code) => Err(OwnError::Failed(called, code)),
            None => Err(OwnError::Killed(called)),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(OwnError::Missing(called)),
        Err(error) => Err(OwnError::Io(called, error)),
    }
}
