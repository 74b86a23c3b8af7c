//! The texts: for each verb the examples, and what there is to know about it. The tree itself is in `args`, `giving`,
//! `upkeep` and `manual`.

use super::Help;

/// How the process can end, for the end of every long help.
pub const EXITS: &str = "\
Exit codes: 0 done, 1 could not be done, 2 not understood, 3 the plan could not be read or saved, 4 the plan is locked and there is no key, \
5 stopped for a decision, 129 130 143 ended by a signal.";

/// The verbs that are used most, as the short help of touchbase itself lists them.
pub const MOST_USED: [&str; 9] = ["add", "log", "idea", "give", "due", "list", "show", "find", "undo"];

/// Every verb, in the order of the tree; touchbase itself has the empty name.
pub const TEXTS: [Help; 38] = [
    Help {
        verb: "",
        examples: &[
            "touchbase --demo",
            "touchbase add 'Grace Hopper, VP Engineering @Platforms ~3w'",
            "touchbase log grace 'sent the numbers +insight via email yesterday'",
            "touchbase due",
        ],
        more: "\
Without a command touchbase opens its screens, and keeps what you do there as you do it. Everything is in one file that \
you can read: touchbase path says where. Commands work while the screens are open, and touchbase undo takes back what one did.

A person or a goal is named by the id, the whole name or another name; else by the beginning of any part of it that only \
one has; else by letters in their order that fit one name far better than the next. What several fit is listed, and nothing \
is changed.

touchbase help log tells about a \
command, touchbase man log is its page in the manual, and touchbase completions lets your shell complete names.",
    },
    Help {
        verb: "add",
        examples: &[
            "touchbase add 'Grace Hopper, VP Engineering @Platforms ~3w #pilot'",
            "touchbase add 'Grace Hopper' --title 'VP Engineering' --org Platforms --cadence 3w",
            "touchbase add - < people.txt",
        ],
        more: "\
One line says it all: the name, behind a comma or in brackets the title, @organisation (@\"in quotes\" if it is new and \
text follows), ~how often, #tag, ^seniority, \"another name\", an e-mail address. Flags win over the words. Put single \
quotes around the line, so that the shell leaves it alone.

With - every line is one stakeholder. A line that cannot be taken is named by its number and the exit code is 1; the \
others are kept.",
    },
    Help {
        verb: "log",
        examples: &[
            "touchbase log grace 'sent the Q3 comparison +insight via email yesterday !numbers by fri'",
            "touchbase log grace 'sent the Q3 comparison' --on yesterday --via email --gift insight",
            "touchbase log --new 'Zoe Sand, CFO @Risk' 'met at the fair'",
            "touchbase log grace - < notes.txt",
            "touchbase log - < touches.txt",
        ],
        more: "\
One line says it all: what you did, a day, via channel, +gift, with whom else (with ada, or @ada), and behind a ! what \
you promised and by when. What is not understood stays text; a backslash keeps a sign text. Flags win over the words. Put \
single quotes around the line, so that the shell leaves it alone.

With - every line is one touch; where no name stands before it, each line says who, as in @grace. A line that cannot be taken is named \
by its number and the exit code is 1; the others are kept.",
    },
    Help {
        verb: "idea",
        examples: &[
            "touchbase idea grace 'thank her release team +recognition by fri ~15m'",
            "touchbase idea grace 'thank her release team' --gift recognition --by fri --effort 15",
            "touchbase idea grace - < ideas.txt",
        ],
        more: "\
One line says it all: what you could do, +gift, by a day, ~15m for your effort, @ada for whom else, and behind a = what is \
in it for them. What is not understood stays text; a backslash keeps a sign text. Flags win over the words. Put single \
quotes around the line, so that the shell leaves it alone.

With - every line is one idea; where no name stands before it, each line says who, as in @grace. A line that cannot be taken is named \
by its number and the exit code is 1; the others are kept.",
    },
    Help {
        verb: "give",
        examples: &[
            "touchbase give grace 'thank her'",
            "touchbase give grace thank team --via in-person --response warm --note 'she read it out'",
        ],
        more: "\
Marks an idea as given and logs the touch. Which idea: words from it, its id, or the beginning of one; without any, the \
only open idea there is. What several fit is listed, and nothing is changed.",
    },
    Help {
        verb: "proof",
        examples: &[
            "touchbase proof add --org Finance --result '3 days to 20 minutes' self-serve reporting",
            "touchbase proof list --for grace",
        ],
        more: "\
A proof is told only to people of other organisations, on the rung of those who have it in place or above; by name only \
where it is quotable, else as another division.",
    },
    Help {
        verb: "proof add",
        examples: &[
            "touchbase proof add --org Finance --result '3 days to 20 minutes' self-serve reporting",
            "touchbase proof add --org Finance --seniority director --quotable self-serve reporting",
        ],
        more: "Leave --quotable out where they have not said that you may name them.",
    },
    Help {
        verb: "proof list",
        examples: &["touchbase proof list", "touchbase proof list --for grace"],
        more: "\
With --for the list has only what may be told to this person, in the words in which it may be told, the best first.",
    },
    Help {
        verb: "due",
        examples: &["touchbase due", "touchbase due --why", "touchbase due --promised"],
        more: "\
Overdue is measured against each person's own rhythm. Promises, ideas with a day and the people a goal hangs on weigh in; \
--why says of each reason how much.

With --notify the desktop tells it. Where there is no desktop the list is printed, and where nobody is due nothing is said: \
it is made for a timer.",
    },
    Help {
        verb: "snooze",
        examples: &["touchbase snooze grace 2w", "touchbase snooze grace until 7 jan", "touchbase snooze grace --wake"],
        more: "Whoever rests is on no list of the day until the day has come. --wake ends it.",
    },
    Help {
        verb: "holes",
        examples: &["touchbase holes", "touchbase holes --goal self-serve"],
        more: "\
The heaviest come first, each with its weight (1 to 100), what is missing, and a next step. Looked at are the people with a \
stake in the goal and the organisations that matter to it: those it names (goal add --org), or else those of its people. \
In touch is whoever was touched within twice their cadence.",
    },
    Help {
        verb: "list",
        examples: &[
            "touchbase list",
            "touchbase list seniority:director+ warmth:overdue --sort seniority",
            "touchbase list tag:pilot org:finance",
            "touchbase list --json=name,warmth",
        ],
        more: "\
Words are looked for loosely. Filter words narrow it:

  seniority:director+ warmth:overdue         a rung and above, how warm contact is
  goal:self-serve stance:neutral             a stake in a goal, and where they stand
  closeness:3+ tag:pilot org:finance         how far it has come, a tag, an organisation
  archived:yes                               those put aside

A filter word takes several values (tag:pilot,board), quotes (org:\"risk and legal\"), and a minus before it turns it round \
(behind --).",
    },
    Help {
        verb: "show",
        examples: &["touchbase show grace"],
        more: "What is known about somebody, the open ideas for them, and the last touches.",
    },
    Help {
        verb: "report",
        examples: &[
            "touchbase report --out report.html",
            "touchbase report --goal self-serve --redact --out report.html",
            "touchbase report --format md",
            "touchbase report --chart gifts --out gifts.svg",
        ],
        more: "\
One page that stands by itself: the goal, the coverage with its holes, the grid, the progress, the next steps. It follows \
the reader's dark or light, prints well, and needs no script and nothing from the network. With --redact people are \
called Person 1, Person 2, also where their names stand in other words, and notes are left out; organisations stay.",
    },
    Help {
        verb: "goal",
        examples: &[
            "touchbase goal add 'Self-serve data' --by '30 apr' --step 'Pilot with Finance'",
            "touchbase goal show self-serve",
            "touchbase goal done self-serve",
        ],
        more: "A goal is an outcome wanted by a day, with why it matters and the steps towards it.",
    },
    Help {
        verb: "goal show",
        examples: &["touchbase goal show", "touchbase goal show self-serve"],
        more: "Without a name all goals are listed.",
    },
    Help {
        verb: "goal add",
        examples: &[
            "touchbase goal add 'Self-serve data' --by '30 apr' --step 'Pilot with Finance'",
            "touchbase goal add 'A mentor in every team' --why 'nobody learns alone' --org Finance --org Risk",
        ],
        more: "The organisations are those in which somebody has to be won; touchbase holes says where nobody is.",
    },
    Help {
        verb: "goal step",
        examples: &["touchbase goal step self-serve 'Budget agreed' --by '18 dec'"],
        more: "The step is put behind those there are.",
    },
    Help {
        verb: "goal done",
        examples: &["touchbase goal done self-serve", "touchbase goal done self-serve pilot --on yesterday"],
        more: "Without a step it is the next open one. --open marks a step as open again.",
    },
    Help {
        verb: "goal close",
        examples: &["touchbase goal close self-serve", "touchbase goal close self-serve --on 'last fri'"],
        more: "A closed goal asks for nothing more; its history stays. --reopen opens it again.",
    },
    Help {
        verb: "reflect",
        examples: &[
            "touchbase reflect 'Talked about her weekends, not my project' --feeling 1",
            "touchbase reflect 'Too many meetings' --feeling heavy --on yesterday",
            "touchbase reflect - < evening.txt",
        ],
        more: "\
What did you notice about yourself? The feeling is a figure or a word: -2 hard, -1 heavy, 0 even, 1 light, 2 easy. With - \
the whole of standard input is one text.",
    },
    Help {
        verb: "find",
        examples: &[
            "touchbase find numbers",
            "touchbase find '\"release weekends\"'",
            "touchbase find grace gift:attention last month",
        ],
        more: "\
Looks through stakeholders, goals, ideas, the journal and proofs, and says what each one is, when or where, and who it is \
about. Names match loosely; in longer texts a word has to stand as it is. Quotes keep words together.

These narrow it, and then the journal alone is looked through; a minus before one turns it round (behind --):

  with:grace org:platforms goal:self-serve      who was there
  gift:insight,proof via:email response:warm    what was given, and how
  kind:reflection kind:promise feeling:-1-      what it is, how it felt
  since:oct until:yesterday in:2026-10          when

last month, this year or last 30 days stand for a time by themselves.",
    },
    Help {
        verb: "stats",
        examples: &["touchbase stats", "touchbase stats this year", "touchbase stats last 30 days"],
        more: "\
The last twelve weeks, or any time by name. A touch whose gift is a question asked for something; one with any other gift \
gave.",
    },
    Help {
        verb: "path",
        examples: &["touchbase path", "touchbase path --all"],
        more: "\
The plan is where --plan says, else the variable TOUCHBASE_PLAN, else touchbase.ron in your config directory. --all prints \
the config, the backups and the state as well, and which rule chose the plan.",
    },
    Help {
        verb: "schema",
        examples: &["touchbase schema", "touchbase schema > touchbase.schema.json"],
        more: "\
Every --json is one object: the number of the schema, the name of the answer, and its data, a record or a list of them. With \
--json=name,warmth each record has these fields alone; one that is not known is refused, with a list of those there are. With \
--jsonl the records come alone, one a line. The number goes up when a field goes or means something else; new fields may \
come without.",
    },
    Help {
        verb: "config",
        examples: &[
            "touchbase config --print > \"$(dirname \"$(touchbase path)\")/config.ron\"",
            "touchbase config --check",
        ],
        more: "\
touchbase reads its config and never writes it. What is not understood in it is named by line and column, with the nearest \
word it knows, and the rest goes on; --check names it and ends with 1.",
    },
    Help {
        verb: "review",
        examples: &["touchbase review --accessible", "printf '7\\n7\\n' | touchbase review --accessible"],
        more: "\
The daily review as a dialogue of lines with numbered answers: for screen readers, simple terminals and slow links. Nothing \
is drawn over. The place is kept for the day, as on the Review screen. With ACCESSIBLE=1 touchbase without a command begins \
here, too.",
    },
    Help {
        verb: "status",
        examples: &["touchbase status", "touchbase status --format '{due}/{overdue}' --only-due"],
        more: "\
One short line for a prompt or a status bar. The format takes:

  {due} {overdue}   who has a reason today, and who is long past their own rhythm
  {open}            who of them is left in today's review
  {promised}        promises whose day has come
  {next} {why}      the first of them by name, and the first reason
  {people} {streak} everybody, and days reviewed in a row
  {{ }}             a brace

While the file and the day are the same, the plan is not read again. {next} and {why} show a name: leave them out where \
others look at your screen.",
    },
    Help {
        verb: "edit",
        examples: &[
            "touchbase edit",
            "touchbase edit grace",
            "touchbase edit self-serve-data",
            "EDITOR='code --wait' touchbase edit",
        ],
        more: "\
Opens the file, or one record of it, in $VISUAL, else in $EDITOR, and takes in what comes back. It is checked first: what is \
wrong is marked in it as a comment, and the editor is offered again. What others change meanwhile is merged with it. A file \
that cannot be understood is opened at its mistake. An empty text changes nothing; touchbase undo takes it all back.",
    },
    Help {
        verb: "undo",
        examples: &["touchbase undo", "touchbase undo --dry-run", "touchbase undo --list"],
        more: "\
Takes back the last change that a touchbase command made, and says what it was; once more takes back the one before. What \
was changed elsewhere since, on the screens or in an editor, stays. touchbase redo does it again.",
    },
    Help {
        verb: "redo",
        examples: &["touchbase redo", "touchbase redo --dry-run"],
        more: "Does again what touchbase undo took back last, and says what it was.",
    },
    Help {
        verb: "restore",
        examples: &["touchbase restore", "touchbase restore 2 --dry-run", "touchbase restore 2026-11-20"],
        more: "\
Lists the backups, the newest first, each with what would be other than now. A number, a day or a file restores one; \
touchbase undo takes that back. A file that cannot be understood is kept when a backup takes its place.",
    },
    Help {
        verb: "merge",
        examples: &[
            "touchbase merge",
            "touchbase merge --dry-run",
            "touchbase merge --dry-run --json",
            "touchbase merge --markers",
        ],
        more: "\
When a plan was changed on two machines at once, a sync tool leaves one of the versions beside it, as touchbase (conflicted \
copy).ron or the like. All of these, or the file that is named, are joined with the plan, field by field: what was added on \
either side is there, what was removed here stays removed unless it was edited there, and where both changed the same field \
both values are kept (! lists them on the screens). The backups tell what both grew from. A version that was taken in is put \
with the backups; any other file stays where it is. touchbase undo takes it back. On the \
screens & shows what a version would bring, and takes it in.

Where git has merged the plan and left lines such as <<<<<<< HEAD in it, touchbase merge --markers takes both sides from \
between the markers, joins them in the same way, and keeps the file with the markers. With git config merge.conflictStyle \
diff3 the markers also say what both grew from, and less is left to settle.

Exit codes: 0 done, 3 a side cannot be understood, 5 done and there are values to settle.",
    },
    Help {
        verb: "lock",
        examples: &["touchbase lock --passphrase-fd 3 3< passphrase.txt", "touchbase lock --again --passphrase-fd 3 --new-passphrase-fd 4 3< passphrase.txt 4< new.txt"],
        more: "\
Turns the plan into an age file, with its backups, drafts and undo steps. From then on every start asks for the passphrase, \
once; it lies nowhere, and a forgotten one cannot be found again. With --identity ~/.ssh/id_ed25519, or a key of age, it is \
your own key that opens the plan, and --recipient lets others in as well. Whoever has no terminal gives --passphrase-fd, or a \
command that prints the passphrase in TOUCHBASE_PASSPHRASE_COMMAND; TOUCHBASE_IDENTITY names a key.

The standard tool opens it, too. touchbase.ron.key is the file that lock makes beside the plan:

  age -d -i touchbase.ron.key touchbase.ron

--again locks a locked plan with another key in one step: it asks for the present one once, then for a new passphrase, or takes \
--new-identity FILE. With --recipient alone the key stays yours, and whoever is not named no longer opens the plan. Leave other \
touchbases first. If it is stopped in the middle, the key you are asked for opens everything, and doing it once more finishes it.

What was copied elsewhere before, such as version control, snapshots and other machines, stays as it was.",
    },
    Help {
        verb: "unlock",
        examples: &["touchbase unlock"],
        more: "\
Turns the plan back into a file that anybody can read who may read the file, with its backups, drafts and undo steps. Screens \
that are open go on in plain.",
    },
    Help {
        verb: "doctor",
        examples: &["touchbase doctor", "touchbase doctor --fix", "touchbase doctor --report"],
        more: "\
Looks at the file, what refers to what, who may read it, leftovers, backups, the config and the terminal, and changes \
nothing. --fix puts right what needs no decision, after a backup; touchbase undo takes back what it changed in the plan. \
--report prints what may go into a bug report: no names, no texts, no paths.

Exit codes: 0 all is well, 1 something does not fit, 3 the plan cannot be read.",
    },
    Help {
        verb: "completions",
        examples: &[
            "source <(touchbase completions bash)",
            "touchbase completions zsh > _touchbase",
            "touchbase completions --out completions",
        ],
        more: "\
The script makes your shell ask touchbase what could be typed next: verbs, flags, and from your plan people, goals, tags \
and organisations. Put the first example into ~/.bashrc. In zsh, put the second file into a folder of $fpath. In fish, write \
to ~/.config/fish/completions/touchbase.fish; in PowerShell, add the script to $PROFILE.

It only reads, asks nothing, and says nothing where the plan cannot be read.",
    },
    Help {
        verb: "man",
        examples: &["touchbase man", "touchbase man log", "touchbase man --out man"],
        more: "\
At a terminal the page is shown by man, where there is one; elsewhere it is printed as it is. The page of touchbase itself \
lists the keys of the screens, the files and the variables. --out writes a page for each verb.",
    },
];
