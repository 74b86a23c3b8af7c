//! The command line of the verbs that look after the plan.

use clap::Args;

/// What stands under `undo --help`.
pub const UNDO: &str = "\
Takes back the last change that a touchbase command made, and says what it was; once more takes back the one before. What \
was changed elsewhere since, on the screens or in an editor, stays. touchbase redo does it again.

  touchbase undo
  touchbase undo --list";

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
