//! The command line of the verbs that tell about touchbase itself.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// A shell that completes words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Shell {
    /// bash
    Bash,
    /// zsh
    Zsh,
    /// fish
    Fish,
    /// PowerShell
    Powershell,
}

/// Completions.
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    #[arg(required_unless_present = "out")]
    pub shell: Option<Shell>,
    /// Write the scripts of all shells into this folder instead
    #[arg(long, value_name = "FOLDER", conflicts_with = "shell")]
    pub out: Option<PathBuf>,
}

/// A page of the manual.
#[derive(Debug, Args)]
pub struct Man {
    /// The verb it is about, such as `log` or `goal add`; touchbase itself without one
    #[arg(value_name = "VERB")]
    pub verb: Vec<String>,
    /// Write all pages into this folder instead
    #[arg(long, value_name = "FOLDER", conflicts_with = "verb")]
    pub out: Option<PathBuf>,
}
