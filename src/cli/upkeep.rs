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

/// What stands under `edit --help`.
pub const EDIT: &str = "\
Opens the file, or one record of it, in $VISUAL, else in $EDITOR, and takes in what comes back. It is checked first: what is \
wrong is marked in it as a comment, and the editor is offered again. What others change meanwhile is merged with it. A file \
that cannot be understood is opened at its mistake. An empty text changes nothing; touchbase undo takes it all back.

  touchbase edit
  touchbase edit grace
  touchbase edit self-serve-data
  EDITOR='code --wait' touchbase edit";

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
