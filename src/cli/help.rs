//! What stands under every `--help`: a word on the verb, then examples. The tree itself is in `args`, `giving` and `upkeep`.

/// What stands under every `--help`.
pub const EXITS: &str = "\
A person or a goal is named by the id, the whole name or another name; else by the beginning of any part of it that only one \
has; else by letters in their order that fit one name far better than the next. What several fit is listed, and nothing is \
changed.

Exit codes: 0 done, 1 could not be done, 2 not understood, 3 the plan could not be read or saved,
5 stopped for a decision, 129 130 143 ended by a signal.
Without a command touchbase opens its screens.";

/// What stands under `add --help`.
pub const ADD: &str = "\
One line says it all: the name, behind a comma or in brackets the title, @organisation (@\"in quotes\" if it is new and \
text follows), ~how often, #tag, ^seniority, \"another name\", an e-mail address. Flags win over the words. Put single \
quotes around the line, so that the shell leaves it alone.

  touchbase add 'Grace Hopper, VP Engineering @Platforms ~3w #pilot'
  touchbase add \"Grace Hopper\" --title \"VP Engineering\" --org Platforms --cadence 3w
  touchbase add - < people.txt

With - every line is one stakeholder. A line that cannot be taken is named by its number and the exit code is 1; the \
others are kept.";

/// What stands under `log --help`.
pub const LOG: &str = "\
One line says it all: what you did, a day, via channel, +gift, with whom else (with ada, or @ada), and behind a ! what \
you promised and by when. What is not understood stays text; a backslash keeps a sign text. Flags win over the words. Put \
single quotes around the line, so that the shell leaves it alone.

  touchbase log grace 'sent the Q3 comparison +insight via email yesterday !follow up by fri'
  touchbase log --new 'Zoe Sand, CFO @Risk' 'met at the fair'
  touchbase log grace \"sent the Q3 comparison\" --on yesterday --via email --gift insight
  touchbase log grace - < notes.txt
  touchbase log - < notes.txt

With - every line is one touch. A line that cannot be taken is named by its number and the exit code is 1; the others \
are kept.";

/// What stands under `idea --help`.
pub const IDEA: &str = "\
One line says it all: what you could do, +gift, by a day, ~15m for your effort, @ada for whom else, and behind a = what is in it for them. What is not \
understood stays text; a backslash keeps a sign text. Flags win over the words. Put single quotes around the line, so that \
the shell leaves it alone.

  touchbase idea grace 'thank her release team +recognition by fri ~15m'
  touchbase idea grace \"thank her release team\" --gift recognition --by fri --effort 15
  touchbase idea grace - < ideas.txt
  touchbase idea - < ideas.txt

With - every line is one idea. A line that cannot be taken is named by its number and the exit code is 1; the others are \
kept.";

/// What stands under `give --help`.
pub const GIVE: &str = "\
Marks an idea as given and logs the touch. Which idea: words from it, its id, or the beginning of one; without any, the only \
open idea there is. What several fit is listed, and nothing is changed.

  touchbase give grace \"thank her\"
  touchbase give grace thank team --via in-person --response warm --note \"she read it out\"";

/// What stands under `proof --help`.
pub const PROOF: &str = "\
A proof is told only to people of other organisations, on the rung of those who have it in place or above; by name only \
where it is quotable, else as another division.

  touchbase proof add --org Finance --seniority director --result \"3 days to 20 minutes\" --quotable self-serve reporting
  touchbase proof list --for grace";

/// What stands under `holes --help`.
pub const HOLES: &str = "\
The heaviest come first, each with its weight (1 to 100), what is missing, and a next step. Looked at are the people with a \
stake in the goal and the organisations that matter to it: those it names (goal add --org), or else those of its people. \
In touch is whoever was touched within twice their cadence.

  touchbase holes --goal self-serve";

/// What stands under `report --help`.
pub const REPORT: &str = "\
One page that stands by itself: the goal, the coverage with its holes, the grid, the progress, the next steps. It follows \
the reader's dark or light, prints well, and needs no script and nothing from the network. With --redact people are \
called Person 1, Person 2, also where their names stand in other words, and notes are left out; organisations stay.

  touchbase report --out report.html
  touchbase report --goal self-serve --redact --out report.html
  touchbase report --format md
  touchbase report --chart gifts --out gifts.svg";

/// What stands under `reflect --help`.
pub const REFLECT: &str = "\
What did you notice about yourself? The feeling is a figure or a word: -2 hard, -1 heavy, 0 even, 1 light, 2 easy. With - \
the whole of standard input is one text.

  touchbase reflect \"Talked about her weekends, not my project\" --feeling 1
  touchbase reflect \"Too many meetings\" --feeling heavy --on yesterday
  touchbase reflect - < evening.txt";

/// What stands under `find --help`.
pub const FIND: &str = "\
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
pub const STATS: &str = "\
The last twelve weeks, or any time by name. A touch whose gift is a question asked for something; one with any other gift \
gave.

  touchbase stats
  touchbase stats this year
  touchbase stats last 30 days --json";

/// What stands under `review --help`.
pub const REVIEW: &str = "\
The daily review as a dialogue of lines with numbered answers: for screen readers, simple terminals and slow links. Nothing \
is drawn over. The place is kept for the day, as on the Review screen. With ACCESSIBLE=1 touchbase without a command begins \
here, too.

  touchbase review --accessible
  printf '7\\n7\\n' | touchbase review --accessible";

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

/// What stands under `edit --help`.
pub const EDIT: &str = "\
Opens the file, or one record of it, in $VISUAL, else in $EDITOR, and takes in what comes back. It is checked first: what is \
wrong is marked in it as a comment, and the editor is offered again. What others change meanwhile is merged with it. A file \
that cannot be understood is opened at its mistake. An empty text changes nothing; touchbase undo takes it all back.

  touchbase edit
  touchbase edit grace
  touchbase edit self-serve-data
  EDITOR='code --wait' touchbase edit";

/// What stands under `undo --help`.
pub const UNDO: &str = "\
Takes back the last change that a touchbase command made, and says what it was; once more takes back the one before. What \
was changed elsewhere since, on the screens or in an editor, stays. touchbase redo does it again.

  touchbase undo
  touchbase undo --list";

/// What stands under `restore --help`.
pub const RESTORE: &str = "\
Lists the backups, the newest first, each with what would be other than now. A number, a day or a file restores one; \
touchbase undo takes that back. A file that cannot be understood is kept when a backup takes its place.

  touchbase restore
  touchbase restore 2 --dry-run
  touchbase restore 2026-11-20";

/// What stands under `doctor --help`.
pub const DOCTOR: &str = "\
Looks at the file, what refers to what, who may read it, leftovers, backups, the config and the terminal, and changes \
nothing. --fix puts right what needs no decision, after a backup; touchbase undo takes back what it changed in the plan.

Exit codes: 0 all is well, 1 something does not fit, 3 the plan cannot be read.

  touchbase doctor
  touchbase doctor --fix
  touchbase doctor --report   for a bug report: no names, no texts, no paths";

/// What stands under `snooze --help`.
pub const SNOOZE: &str = "Examples: touchbase snooze grace 2w\n          touchbase snooze grace until 7 jan\n          touchbase snooze grace --wake";

/// What stands under `list --help`.
pub const LIST: &str = "Example: touchbase list seniority:director+ warmth:overdue tag:pilot --sort seniority";

/// What stands under `goal --help`.
pub const GOAL: &str = "Example: touchbase goal add \"Self-serve data\" --by \"30 apr\" --step \"Pilot with Finance\"";

/// What stands under `config --help`.
pub const CONFIG: &str = "Example: touchbase config --print > \"$(dirname \"$(touchbase path)\")/config.ron\"";

/// What stands under `goal step --help`.
pub const GOAL_STEP: &str = "Example: touchbase goal step self-serve \"Sponsor agreed\" --by \"18 dec\"";

/// What stands under `goal done --help`.
pub const GOAL_DONE: &str = "Example: touchbase goal done self-serve pilot --on yesterday";
