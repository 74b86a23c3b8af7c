//! The whole command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::{giving, lock, manual, merge, upkeep};
use crate::config::colour::Wish;

/// A relationship planner: what is my goal, who can help me, how can I contribute?
#[derive(Debug, Parser)]
#[command(name = "touchbase", version, disable_help_subcommand = false, args_conflicts_with_subcommands = false)]
pub struct Cli {
    /// What is asked of touchbase itself
    #[command(flatten)]
    pub flags: Flags,
    /// What to do
    #[command(subcommand)]
    pub verb: Option<Verb>,
}

// What is asked of touchbase itself, whatever the verb. Without a verb the screens open.
#[derive(Args, Debug)]
#[expect(missing_docs, reason = "clap would tell it as what the program is")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct Flags {
    /// The plan to use instead of the one in the config directory
    #[arg(long, value_name = "FILE", global = true)]
    pub plan: Option<PathBuf>,
    /// Look around in a sample that keeps nothing, and leave your plan alone
    #[arg(long, conflicts_with = "plan", global = true)]
    pub demo: bool,
    /// The config to use instead of config.ron in the config directory
    #[arg(long, value_name = "FILE", global = true)]
    pub config: Option<PathBuf>,
    /// The private key of age or ssh that opens a locked plan
    #[arg(long, value_name = "FILE", global = true)]
    pub identity: Option<PathBuf>,
    /// Read the passphrase of a locked plan from this open descriptor
    #[arg(long, value_name = "NUMBER", value_hint = clap::ValueHint::Other, global = true)]
    pub passphrase_fd: Option<u32>,
    /// Open the screens with names and texts covered
    #[arg(long)]
    pub mask: bool,
    /// When to use colours
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = Colour::Auto, global = true)]
    pub color: Colour,
    /// Print the answer as JSON, or these fields of its records alone; touchbase schema says what is in it
    #[arg(long, value_name = "FIELDS", value_hint = clap::ValueHint::Other, num_args = 0..=1, require_equals = true)]
    #[arg(default_missing_value = "", global = true, conflicts_with_all = ["jsonl", "plain"])]
    pub json: Option<String>,
    /// Print one JSON record a line
    #[arg(long, global = true, conflicts_with = "plain")]
    pub jsonl: bool,
    /// Print one record a line, with tabs between its cells
    #[arg(long, global = true)]
    pub plain: bool,
    /// Say what would be done, and change nothing
    #[arg(short = 'n', long, global = true)]
    pub dry_run: bool,
    /// Never ask anything
    #[arg(long, global = true)]
    pub no_input: bool,
    /// Say nothing when it worked
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Say what was read and saved, and where
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless the environment says otherwise: `NO_COLOR`, `CLICOLOR_FORCE`, `TERM=dumb`, `CLICOLOR`, in this order
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl From<Colour> for Wish {
    fn from(colour: Colour) -> Self {
        match colour {
            Colour::Auto => Self::Auto,
            Colour::Always => Self::Always,
            Colour::Never => Self::Never,
        }
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Add a stakeholder
    Add(Add),
    /// Log a touch: you were in touch with somebody
    Log(Log),
    /// Write down an idea for contributing to somebody
    Idea(Idea),
    /// Mark an idea as given, and log the touch
    Give(giving::Give),
    /// Record who already has it in place, and list what may be told to whom
    Proof(giving::Proof),
    /// Who to reach out to today, and why
    Due(Due),
    /// Let somebody rest until a day
    Snooze(Snooze),
    /// Where in the network nobody is, and whom to ask
    Holes(Holes),
    /// List the stakeholders
    List(List),
    /// Show one stakeholder with ideas and touches
    Show(Show),
    /// Make a page to hand on: goal, coverage, grid, progress, next steps
    Report(super::report::Report),
    /// Set a goal
    Goal(Goal),
    /// Write a line about yourself into the journal
    Reflect(Reflect),
    /// Find words in everything the plan holds
    Find(Find),
    /// What was done, week by week, and how much there is
    Stats(Stats),
    /// Print where the plan is
    Path(Path),
    /// Print the JSON Schema of what --json prints
    Schema,
    /// Print a config to begin with, or check yours
    Config(ConfigArgs),
    /// Go through the people of today, line by line
    Review(upkeep::Review),
    /// One short line for a prompt or a status bar
    Status(upkeep::Status),
    /// Join another version of the plan, such as a sync tool leaves, with it
    Merge(merge::Merge),
    /// Lock the plan with a passphrase or a key, so that nobody else can read it
    Lock(lock::Lock),
    /// Make a locked plan a plain file again
    Unlock(lock::Unlock),
    /// Open the plan, or one record, in your editor
    Edit(upkeep::Edit),
    /// Take back the last change a touchbase command made
    Undo(upkeep::Undo),
    /// Do again what was taken back last
    Redo,
    /// List the backups, or restore one
    Restore(upkeep::Restore),
    /// Check the plan and everything around it
    Doctor(upkeep::Doctor),
    /// Let your shell complete verbs, names, goals and tags
    Completions(manual::Completions),
    /// Print a page of the manual
    Man(manual::Man),
}

/// A stakeholder.
#[derive(Debug, Args)]
pub struct Add {
    /// The name, and what else one line can say; `-` reads one line each from standard input
    #[arg(required = true, value_name = "LINE")]
    pub name: Vec<String>,
    /// What their card says; the seniority is read from it
    #[arg(long, default_value = "", hide_default_value = true)]
    pub title: String,
    /// The organisation, division or team
    #[arg(long, default_value = "", hide_default_value = true)]
    pub org: String,
    /// A rung of the plan's ladder
    #[arg(long, value_name = "RUNG")]
    pub seniority: Option<String>,
    /// How often to be in touch: 3w, monthly, 21
    #[arg(long, value_name = "SPAN")]
    pub cadence: Option<String>,
    /// How far the relationship has come
    #[arg(long, value_name = "WORD")]
    pub closeness: Option<String>,
    /// A word to find them by; may be given more than once
    #[arg(long = "tag", value_name = "TAG")]
    pub tags: Vec<String>,
    /// What they care about, in their words
    #[arg(long, value_name = "WORDS", default_value = "", hide_default_value = true)]
    pub cares_about: String,
    /// Another name they go by; may be given more than once
    #[arg(long, value_name = "NAME")]
    pub aka: Vec<String>,
    /// Their e-mail address
    #[arg(long, value_name = "ADDRESS")]
    pub email: Option<String>,
}

/// A touch.
#[derive(Debug, Args)]
pub struct Log {
    /// Who it was with; `-` alone reads lines from standard input that say who themselves
    pub name: String,
    /// What you said and did, in one line; `-` reads one line each from standard input
    #[arg(value_name = "LINE")]
    pub words: Vec<String>,
    /// The day: yesterday, last fri, 19 nov
    #[arg(long, value_name = "DAY")]
    pub on: Option<String>,
    /// How: email, phone, video, in-person, chat, event …
    #[arg(long, value_name = "CHANNEL")]
    pub via: Option<String>,
    /// What you gave: attention, appreciation, recognition, insight …
    #[arg(long, value_name = "GIFT")]
    pub gift: Option<String>,
    /// Who else was there; may be given more than once
    #[arg(long, value_name = "NAME")]
    pub with: Vec<String>,
    /// Take the name as it stands, and add whoever is not in the plan yet
    #[arg(long)]
    pub new: bool,
    /// The idea this gave: its id, the beginning of it, or words from it
    #[arg(long, value_name = "IDEA")]
    pub idea: Option<String>,
    /// How they took it: silent, cool, neutral, warm
    #[arg(long, value_name = "WORD")]
    pub response: Option<String>,
    /// What you promised
    #[arg(long, value_name = "WORDS")]
    pub follow_up: Option<String>,
    /// The day you promised it by
    #[arg(long, value_name = "DAY")]
    pub by: Option<String>,
}

/// An idea.
#[derive(Debug, Args)]
pub struct Idea {
    /// Who it is for; `-` alone reads lines from standard input that say who themselves
    pub name: String,
    /// What could be given, in one line; `-` reads one line each from standard input
    #[arg(value_name = "LINE")]
    pub words: Vec<String>,
    /// Take the name as it stands, and add whoever is not in the plan yet
    #[arg(long)]
    pub new: bool,
    /// What kind of gift it is
    #[arg(long, value_name = "GIFT")]
    pub gift: Option<String>,
    /// What is in it for them
    #[arg(long, value_name = "WORDS", default_value = "", hide_default_value = true)]
    pub for_them: String,
    /// The day it should be given by
    #[arg(long, value_name = "DAY")]
    pub by: Option<String>,
    /// The goal it serves: a part of its title, or its id
    #[arg(long, value_name = "GOAL")]
    pub goal: Option<String>,
    /// Your effort in minutes
    #[arg(long, value_name = "MINUTES")]
    pub effort: Option<u32>,
}

/// Who is due.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct Due {
    /// Say of each reason what it weighs
    #[arg(long)]
    pub why: bool,
    /// List those who can wait for another day, too
    #[arg(long)]
    pub all: bool,
    /// List what you promised, by day, instead
    #[arg(long, conflicts_with_all = ["why", "all"])]
    pub promised: bool,
    /// Tell it by a desktop notification; print it where there is no desktop, and nothing where nobody is due
    #[arg(long, conflicts_with_all = ["why", "promised", "json", "jsonl"])]
    pub notify: bool,
}

/// Somebody who rests.
#[derive(Debug, Args)]
pub struct Snooze {
    /// Who
    pub name: String,
    /// For how long, or until which day: 3d, 2w, month, fri
    #[arg(required_unless_present = "wake", value_name = "SPAN")]
    pub span: Vec<String>,
    /// Wake them instead
    #[arg(long, conflicts_with = "span")]
    pub wake: bool,
}

/// What is missing.
#[derive(Debug, Args)]
pub struct Holes {
    /// The goal to look at: a part of its title, or its id; without it, all of them
    #[arg(long, value_name = "GOAL")]
    pub goal: Option<String>,
}

/// The stakeholders.
#[derive(Debug, Args)]
pub struct List {
    /// Words to find, and filter words like `seniority:director+`
    pub words: Vec<String>,
    /// The order: due, seniority, name, last-contact, organisation
    #[arg(long, value_name = "ORDER")]
    pub sort: Option<String>,
}

/// One stakeholder.
#[derive(Debug, Args)]
pub struct Show {
    /// Who
    #[arg(required = true)]
    pub name: Vec<String>,
}

/// A goal.
#[derive(Debug, Args)]
pub struct Goal {
    /// What to do with it
    #[command(subcommand)]
    pub what: GoalVerb,
}

/// What to do with a goal.
#[derive(Debug, Subcommand)]
pub enum GoalVerb {
    /// Show a goal, or all of them
    Show(GoalShow),
    /// Add a goal
    Add(GoalAdd),
    /// Add a step to a goal
    Step(GoalStep),
    /// Mark a step of a goal as done
    Done(GoalDone),
    /// Close a goal, reached or let go
    Close(GoalClose),
}

/// A goal to show.
#[derive(Debug, Args)]
pub struct GoalShow {
    /// Which goal: a part of its title, or its id; all of them when none is named
    pub goal: Option<String>,
}

/// A step to add to a goal.
#[derive(Debug, Args)]
pub struct GoalStep {
    /// Which goal: a part of its title, or its id
    pub goal: String,
    /// What is to happen
    #[arg(required = true, value_name = "WORDS")]
    pub text: Vec<String>,
    /// The day it is wanted by
    #[arg(long, value_name = "DAY")]
    pub by: Option<String>,
}

/// A step to mark.
#[derive(Debug, Args)]
pub struct GoalDone {
    /// Which goal: a part of its title, or its id
    pub goal: String,
    /// Which step: its number from 1, or words from it; the next open one when none is named
    #[arg(value_name = "STEP")]
    pub step: Vec<String>,
    /// The day it was done: yesterday, last fri, 19 nov
    #[arg(long, value_name = "DAY")]
    pub on: Option<String>,
    /// Mark it as open again
    #[arg(long, conflicts_with = "on", requires = "step")]
    pub open: bool,
}

/// A goal to close.
#[derive(Debug, Args)]
pub struct GoalClose {
    /// Which goal: a part of its title, or its id
    pub goal: String,
    /// The day it was closed: yesterday, last fri, 19 nov
    #[arg(long, value_name = "DAY")]
    pub on: Option<String>,
    /// Open it again
    #[arg(long, conflicts_with = "on")]
    pub reopen: bool,
}

/// A goal to add.
#[derive(Debug, Args)]
pub struct GoalAdd {
    /// The outcome in a few words
    #[arg(required = true)]
    pub title: Vec<String>,
    /// Why it matters
    #[arg(long, value_name = "WORDS", default_value = "", hide_default_value = true)]
    pub why: String,
    /// The day it is wanted by
    #[arg(long, value_name = "DAY")]
    pub by: Option<String>,
    /// An organisation that matters to it; may be given more than once
    #[arg(long = "org", value_name = "NAME")]
    pub orgs: Vec<String>,
    /// A step towards it; may be given more than once
    #[arg(long = "step", value_name = "WORDS")]
    pub steps: Vec<String>,
}

/// A reflection.
#[derive(Debug, Args)]
pub struct Reflect {
    /// What you noticed; `-` reads it from standard input
    #[arg(value_name = "TEXT")]
    pub words: Vec<String>,
    /// How it felt, from -2, hard, to 2, easy
    #[arg(long, value_name = "FEELING", allow_hyphen_values = true)]
    pub feeling: Option<String>,
    /// The day: yesterday, last fri, 19 nov
    #[arg(long, value_name = "DAY")]
    pub on: Option<String>,
}

/// What is looked for.
#[derive(Debug, Args)]
pub struct Find {
    /// Words to find, and filter words like `gift:insight`
    #[arg(required = true, value_name = "WORDS")]
    pub words: Vec<String>,
}

/// The figures.
#[derive(Debug, Args)]
pub struct Stats {
    /// The time to look at: this year, last month, oct, last 30 days
    #[arg(value_name = "TIME")]
    pub time: Vec<String>,
}

/// Where everything is.
#[derive(Debug, Args)]
pub struct Path {
    /// Print every place and which rule chose the plan
    #[arg(long)]
    pub all: bool,
}

/// The settings.
#[derive(Debug, Args)]
pub struct ConfigArgs {
    /// Print every setting with its default and a word on it
    #[arg(long)]
    pub print: bool,
    /// Say what in the config is not understood, by line
    #[arg(long, conflicts_with = "print")]
    pub check: bool,
}
