//! The whole command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::giving;
use super::lock;
use super::merge;
use super::upkeep;

/// What stands under every `--help`.
const EXITS: &str = "\
Exit codes: 0 done, 1 could not be done, 2 not understood, 3 the plan could not be read or saved,
4 the plan is locked and there is no key, 5 stopped for a decision, 129 130 143 ended by a signal.
Without a command touchbase opens its screens.";

/// What stands under `add --help`.
const ADD: &str = "\
One line says it all: the name, behind a comma or in brackets the title, @organisation (@\"in quotes\" if it is new and \
text follows), ~how often, #tag, ^seniority, \"another name\", an e-mail address. Flags win over the words. Put single \
quotes around the line, so that the shell leaves it alone.

  touchbase add 'Grace Hopper, VP Engineering @Platforms ~3w #pilot'
  touchbase add \"Grace Hopper\" --title \"VP Engineering\" --org Platforms --cadence 3w
  touchbase add - < people.txt

With - every line is one stakeholder. A line that cannot be taken is named by its number and the exit code is 1; the \
others are kept.";

/// What stands under `log --help`.
const LOG: &str = "\
One line says it all: what you did, a day, via channel, +gift, with whom else (with ada, or @ada), and behind a ! what \
you promised and by when. What is not understood stays text; a backslash keeps a sign text. Flags win over the words. Put \
single quotes around the line, so that the shell leaves it alone.

  touchbase log grace 'sent the Q3 comparison +insight via email yesterday !follow up by fri'
  touchbase log grace \"sent the Q3 comparison\" --on yesterday --via email --gift insight
  touchbase log grace - < notes.txt
  touchbase log - < notes.txt

With - every line is one touch. A line that cannot be taken is named by its number and the exit code is 1; the others \
are kept.";

/// What stands under `idea --help`.
const IDEA: &str = "\
One line says it all: what you could do, +gift, by a day, ~15m for your effort, @ada for whom else, and behind a = what is in it for them. What is not \
understood stays text; a backslash keeps a sign text. Flags win over the words. Put single quotes around the line, so that \
the shell leaves it alone.

  touchbase idea grace 'thank her release team +recognition by fri ~15m'
  touchbase idea grace \"thank her release team\" --gift recognition --by fri --effort 15
  touchbase idea grace - < ideas.txt
  touchbase idea - < ideas.txt

With - every line is one idea. A line that cannot be taken is named by its number and the exit code is 1; the others are \
kept.";

/// What stands under `holes --help`.
const HOLES: &str = "\
The heaviest come first, each with its weight (1 to 100), what is missing, and a next step. Looked at are the people with a \
stake in the goal and the organisations that matter to it: those it names (goal add --org), or else those of its people. \
In touch is whoever was touched within twice their cadence.

  touchbase holes --goal self-serve";

/// What stands under `reflect --help`.
const REFLECT: &str = "\
What did you notice about yourself? The feeling is a figure or a word: -2 hard, -1 heavy, 0 even, 1 light, 2 easy. With - \
the whole of standard input is one text.

  touchbase reflect \"Talked about her weekends, not my project\" --feeling 1
  touchbase reflect \"Too many meetings\" --feeling heavy --on yesterday
  touchbase reflect - < evening.txt";

/// What stands under `find --help`.
const FIND: &str = "\
Looks through stakeholders, goals, ideas, the journal and proofs, and says what each one is, when or where, and who it is \
about. Names match loosely; in longer texts a word has to stand as it is. Quotes keep words together.

  touchbase find numbers
  touchbase find '\"release weekends\"'
  touchbase find grace gift:insight last month

These narrow it, and then the journal alone is looked through; a minus before one turns it round (behind --):

  with:grace org:platforms goal:self-serve      who was there
  gift:insight,proof via:email response:warm    what was given, and how
  kind:reflection kind:promise feeling:-1-      what it is, how it felt
  since:oct until:yesterday in:2026-10          when

last month, this year or last 30 days stand for a time by themselves.";

/// What stands under `stats --help`.
const STATS: &str = "\
The last twelve weeks, or any time by name. A touch whose gift is a question asked for something; one with any other gift \
gave.

  touchbase stats
  touchbase stats this year
  touchbase stats last 30 days --json";

/// A relationship planner: what is my goal, who can help me, how can I contribute?
#[derive(Debug, Parser)]
#[command(name = "touchbase", version, after_help = EXITS, disable_help_subcommand = false, args_conflicts_with_subcommands = false)]
pub struct Cli {
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
    #[arg(long, value_name = "NUMBER", global = true)]
    pub passphrase_fd: Option<u32>,
    /// Open the screens with names and texts covered
    #[arg(long)]
    pub mask: bool,
    /// When to use colours
    #[arg(long, value_name = "WHEN", value_enum, default_value_t = Colour::Auto, global = true)]
    pub color: Colour,
    /// Say nothing when it worked
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// What to do
    #[command(subcommand)]
    pub verb: Option<Verb>,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Add a stakeholder
    #[command(
        after_help = ADD
    )]
    Add(Add),
    /// Log a touch: you were in touch with somebody
    #[command(
        after_help = LOG
    )]
    Log(Log),
    /// Write down an idea for contributing to somebody
    #[command(after_help = IDEA)]
    Idea(Idea),
    /// Mark an idea as given, and log the touch
    #[command(after_help = giving::GIVE)]
    Give(giving::Give),
    /// Record who already has it in place, and list what may be told to whom
    #[command(after_help = giving::PROOF)]
    Proof(giving::Proof),
    /// Who to reach out to today, and why
    Due(Due),
    /// Let somebody rest until a day
    #[command(
        after_help = "Examples: touchbase snooze grace 2w\n          touchbase snooze grace until 7 jan\n          touchbase snooze grace --wake"
    )]
    Snooze(Snooze),
    /// Where in the network nobody is, and whom to ask
    #[command(after_help = HOLES)]
    Holes(Holes),
    /// List the stakeholders
    #[command(after_help = "Example: touchbase list seniority:director+ warmth:overdue tag:pilot --sort seniority")]
    List(List),
    /// Show one stakeholder with ideas and touches
    Show(Show),
    /// Make a page to hand on: goal, coverage, grid, progress, next steps
    #[command(after_help = super::report::HELP)]
    Report(super::report::Report),
    /// Set a goal
    #[command(
        after_help = "Example: touchbase goal add \"Self-serve data\" --by \"30 apr\" --step \"Pilot with Finance\""
    )]
    Goal(Goal),
    /// Write a line about yourself into the journal
    #[command(after_help = REFLECT)]
    Reflect(Reflect),
    /// Find words in everything the plan holds
    #[command(after_help = FIND)]
    Find(Find),
    /// What was done, week by week, and how much there is
    #[command(after_help = STATS)]
    Stats(Stats),
    /// Print where the plan is
    Path(Path),
    /// Print a config to begin with, or check yours
    #[command(after_help = "Example: touchbase config --print > \"$(dirname \"$(touchbase path)\")/config.ron\"")]
    Config(ConfigArgs),
    /// Go through the people of today, line by line
    #[command(after_help = upkeep::REVIEW)]
    Review(upkeep::Review),
    /// One short line for a prompt or a status bar
    #[command(after_help = upkeep::STATUS)]
    Status(upkeep::Status),
    /// Join another version of the plan, such as a sync tool leaves, with it
    #[command(after_help = merge::MERGE)]
    Merge(merge::Merge),
    /// Lock the plan with a passphrase or a key, so that nobody else can read it
    #[command(after_help = lock::LOCK)]
    Lock(lock::Lock),
    /// Make a locked plan a plain file again
    #[command(after_help = lock::UNLOCK)]
    Unlock(lock::Unlock),
    /// Open the plan, or one record, in your editor
    #[command(after_help = upkeep::EDIT)]
    Edit(upkeep::Edit),
    /// Take back the last change a touchbase command made
    #[command(after_help = upkeep::UNDO)]
    Undo(upkeep::Undo),
    /// Do again what was taken back last
    Redo(upkeep::Redo),
    /// List the backups, or restore one
    #[command(after_help = upkeep::RESTORE)]
    Restore(upkeep::Restore),
    /// Check the plan and everything around it
    #[command(after_help = upkeep::DOCTOR)]
    Doctor(upkeep::Doctor),
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
    /// Print the record as JSON
    #[arg(long)]
    pub json: bool,
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
    /// Print the record as JSON
    #[arg(long)]
    pub json: bool,
}

/// An idea.
#[derive(Debug, Args)]
pub struct Idea {
    /// Who it is for; `-` alone reads lines from standard input that say who themselves
    pub name: String,
    /// What could be given, in one line; `-` reads one line each from standard input
    #[arg(value_name = "LINE")]
    pub words: Vec<String>,
    /// What kind of gift it is
    #[arg(long, value_name = "GIFT")]
    pub gift: Option<String>,
    /// What is in it for them
    #[arg(long, value_name = "WORDS", default_value = "", hide_default_value = true)]
    pub for_them: String,
    /// The day it should be given by
    #[arg(long, value_name = "DAY")]
    pub by: Option<String>,
    /// The goal it serves: its id or the beginning of it
    #[arg(long, value_name = "GOAL")]
    pub goal: Option<String>,
    /// Your effort in minutes
    #[arg(long, value_name = "MINUTES")]
    pub effort: Option<u32>,
    /// Print the record as JSON
    #[arg(long)]
    pub json: bool,
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
    #[arg(long, conflicts_with_all = ["why", "promised", "json"])]
    pub notify: bool,
    /// Print the records as JSON, those who can wait among them
    #[arg(long)]
    pub json: bool,
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
    /// Print the record as JSON
    #[arg(long)]
    pub json: bool,
}

/// What is missing.
#[derive(Debug, Args)]
pub struct Holes {
    /// The goal to look at: its id or the beginning of it; without it, all of them
    #[arg(long, value_name = "GOAL")]
    pub goal: Option<String>,
    /// Print the holes, the cells and the last weeks as JSON
    #[arg(long)]
    pub json: bool,
}

/// The stakeholders.
#[derive(Debug, Args)]
pub struct List {
    /// Words to find, and filter words like `seniority:director+`
    pub words: Vec<String>,
    /// The order: due, seniority, name, last-contact, organisation
    #[arg(long, value_name = "ORDER")]
    pub sort: Option<String>,
    /// Print the records as JSON
    #[arg(long)]
    pub json: bool,
}

/// One stakeholder.
#[derive(Debug, Args)]
pub struct Show {
    /// Who
    #[arg(required = true)]
    pub name: Vec<String>,
    /// Print the records as JSON
    #[arg(long)]
    pub json: bool,
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
    #[command(after_help = "Example: touchbase goal step self-serve \"Sponsor agreed\" --by \"18 dec\"")]
    Step(GoalStep),
    /// Mark a step of a goal as done
    #[command(after_help = "Example: touchbase goal done self-serve pilot --on yesterday")]
    Done(GoalDone),
    /// Close a goal, reached or let go
    Close(GoalClose),
}

/// A goal to show.
#[derive(Debug, Args)]
pub struct GoalShow {
    /// Which goal: its id or the beginning of it, or of its title; all of them when none is named
    pub goal: Option<String>,
    /// Print the record as JSON, or all of them as a list
    #[arg(long)]
    pub json: bool,
}

/// A step to add to a goal.
#[derive(Debug, Args)]
pub struct GoalStep {
    /// Which goal: its id or the beginning of it, or of its title
    pub goal: String,
    /// What is to happen
    #[arg(required = true, value_name = "WORDS")]
    pub text: Vec<String>,
    /// The day it is wanted by
    #[arg(long, value_name = "DAY")]
    pub by: Option<String>,
    /// Print the goal as JSON
    #[arg(long)]
    pub json: bool,
}

/// A step to mark.
#[derive(Debug, Args)]
pub struct GoalDone {
    /// Which goal: its id or the beginning of it, or of its title
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
    /// Print the goal as JSON
    #[arg(long)]
    pub json: bool,
}

/// A goal to close.
#[derive(Debug, Args)]
pub struct GoalClose {
    /// Which goal: its id or the beginning of it, or of its title
    pub goal: String,
    /// The day it was closed: yesterday, last fri, 19 nov
    #[arg(long, value_name = "DAY")]
    pub on: Option<String>,
    /// Open it again
    #[arg(long, conflicts_with = "on")]
    pub reopen: bool,
    /// Print the goal as JSON
    #[arg(long)]
    pub json: bool,
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
    /// Print the record as JSON
    #[arg(long)]
    pub json: bool,
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
    /// Print the record as JSON
    #[arg(long)]
    pub json: bool,
}

/// What is looked for.
#[derive(Debug, Args)]
pub struct Find {
    /// Words to find, and filter words like `gift:insight`
    #[arg(required = true, value_name = "WORDS")]
    pub words: Vec<String>,
    /// Print the records as JSON, each with its kind
    #[arg(long)]
    pub json: bool,
}

/// The figures.
#[derive(Debug, Args)]
pub struct Stats {
    /// The time to look at: this year, last month, oct, last 30 days
    #[arg(value_name = "TIME")]
    pub time: Vec<String>,
    /// Print the figures as JSON
    #[arg(long)]
    pub json: bool,
}

/// Where everything is.
#[derive(Debug, Args)]
pub struct Path {
    /// Print every place and which rule chose the plan
    #[arg(long)]
    pub all: bool,
    /// Print the places as JSON
    #[arg(long)]
    pub json: bool,
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
