//! The command line of the verbs that look after the plan.

use clap::Args;

/// Taking back.
#[derive(Debug, Args)]
pub struct Undo {
    /// List the changes that can be taken back, the newest first
    #[arg(long, conflicts_with = "dry_run")]
    pub list: bool,
    /// Say what would be taken back, and change nothing
    #[arg(short = 'n', long)]
    pub dry_run: bool,
    /// Print the answer as JSON
    #[arg(long)]
    pub json: bool,
}

/// Doing again.
#[derive(Debug, Args)]
pub struct Redo {
    /// Say what would be done again, and change nothing
    #[arg(short = 'n', long)]
    pub dry_run: bool,
    /// Print the answer as JSON
    #[arg(long)]
    pub json: bool,
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
    #[arg(short, long, value_name = "WORDS")]
    pub format: Option<String>,
    /// Say nothing when nobody is due
    #[arg(long)]
    pub only_due: bool,
    /// Print the figures as JSON in one line; waybar understands it
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
}

/// Backups.
#[derive(Debug, Args)]
pub struct Restore {
    /// Which one: its number, its day, or a file
    pub which: Option<String>,
    /// Say what would be other, and change nothing
    #[arg(short = 'n', long, requires = "which")]
    pub dry_run: bool,
    /// Print the backups as JSON
    #[arg(long)]
    pub json: bool,
}

/// What does not fit.
#[derive(Debug, Args)]
pub struct Doctor {
    /// Put right what needs no decision
    #[arg(long)]
    pub fix: bool,
    /// Print what may be shown to anybody
    #[arg(long, conflicts_with_all = ["fix", "json"])]
    pub report: bool,
    /// Print the findings as JSON
    #[arg(long)]
    pub json: bool,
}

/// The daily review.
#[derive(Debug, Args)]
pub struct Review {
    /// As a dialogue of lines; this is how it is done here in any case
    #[arg(long)]
    pub accessible: bool,
}
