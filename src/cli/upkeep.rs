//! The command line of the verbs that look after the plan.

use clap::Args;

/// Taking back.
#[derive(Debug, Args)]
pub struct Undo {
    /// List the changes that can be taken back, the newest first
    #[arg(long)]
    pub list: bool,
}

/// A text for the editor.
#[derive(Debug, Args)]
pub struct Edit {
    /// A name, a goal, or the id of any record; the whole plan without it
    #[arg(value_name = "NAME")]
    pub what: Vec<String>,
    /// Go on with what was kept as a draft
    #[arg(long)]
    pub draft: bool,
    /// Take it even if much is gone
    #[arg(long)]
    pub accept_removals: bool,
}

/// A line for a status bar.
#[derive(Debug, Args)]
pub struct Status {
    /// What the line says, such as '{due} due'
    #[arg(short, long, value_name = "WORDS", conflicts_with_all = ["json", "jsonl"])]
    pub format: Option<String>,
    /// Say nothing when nobody is due
    #[arg(long)]
    pub only_due: bool,
}

/// Backups.
#[derive(Debug, Args)]
pub struct Restore {
    /// Which one: its number, its day, or a file
    pub which: Option<String>,
}

/// What does not fit.
#[derive(Debug, Args)]
pub struct Doctor {
    /// Put right what needs no decision
    #[arg(long)]
    pub fix: bool,
    /// Print what may be shown to anybody
    #[arg(long, conflicts_with_all = ["fix", "json", "jsonl"])]
    pub report: bool,
}

/// The daily review.
#[derive(Debug, Args)]
pub struct Review {
    /// As a dialogue of lines; this is how it is done here in any case
    #[arg(long)]
    pub accessible: bool,
}
