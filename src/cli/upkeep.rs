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

/// What stands under `status --help`.
pub const STATUS: &str = "\
One short line for a prompt or a status bar. The format takes:

  {due} {overdue}   who has a reason today, and who is long past their own rhythm
  {open}            who of them is left in today's review
  {promised}        promises whose day has come
  {next} {why}      the first of them by name, and the first reason
  {people} {streak} everybody, and days reviewed in a row
  {{ }}             a brace

While the file and the day are the same, the plan is not read again. {next} and {why} show a name: leave them out where \
others look at your screen.

  touchbase status
  touchbase status --format '{due}/{overdue}' --only-due";

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

/// What stands under `restore --help`.
pub const RESTORE: &str = "\
Lists the backups, the newest first, each with what would be other than now. A number, a day or a file restores one; \
touchbase undo takes that back. A file that cannot be understood is kept when a backup takes its place.

  touchbase restore
  touchbase restore 2 --dry-run
  touchbase restore 2026-11-20";

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

/// What stands under `doctor --help`.
pub const DOCTOR: &str = "\
Looks at the file, what refers to what, who may read it, leftovers, backups, the config and the terminal, and changes \
nothing. --fix puts right what needs no decision, after a backup; touchbase undo takes back what it changed in the plan.

Exit codes: 0 all is well, 1 something does not fit, 3 the plan cannot be read.

  touchbase doctor
  touchbase doctor --fix
  touchbase doctor --report   for a bug report: no names, no texts, no paths";

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

/// What stands under `review --help`.
pub const REVIEW: &str = "\
The daily review as a dialogue of lines with numbered answers: for screen readers, simple terminals and slow links. Nothing \
is drawn over. The place is kept for the day, as on the Review screen. With ACCESSIBLE=1 touchbase without a command begins \
here, too.

  touchbase review --accessible
  printf '7\\n7\\n' | touchbase review --accessible";

/// The daily review.
#[derive(Debug, Args)]
pub struct Review {
    /// As a dialogue of lines; this is how it is done here in any case
    #[arg(long)]
    pub accessible: bool,
}
