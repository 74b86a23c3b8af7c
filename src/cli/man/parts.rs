//! What the page of touchbase itself says beyond its verbs.

use clap_mangen::roff::{Roff, bold, italic, roman};

use super::paragraphs;
use crate::keys::reference;

/// The variables that touchbase looks at, and what each does.
pub const VARIABLES: [(&str, &str); 15] = [
    ("TOUCHBASE_PLAN", "The plan to use, where --plan does not name one."),
    ("TOUCHBASE_CONFIG", "The config to use, where --config does not name one."),
    ("TOUCHBASE_IDENTITY", "The private key that opens a locked plan, where --identity does not name one."),
    ("TOUCHBASE_PASSPHRASE_COMMAND", "A command, as words and not as a line for a shell, that prints the passphrase."),
    (
        "TOUCHBASE_ID, TOUCHBASE_NAME, TOUCHBASE_EMAIL, TOUCHBASE_ORG, TOUCHBASE_GOAL",
        "Set for a command of your own, see touchbase config --print: whoever is chosen, and the goal shown.",
    ),
    ("XDG_RUNTIME_DIR", "Where the texts of a locked plan are while your editor has them, if it is yours alone."),
    ("VISUAL, EDITOR", "Your editor, with its arguments; the first that is set."),
    ("NO_COLOR", "No colours, whatever it holds. --color goes before it."),
    ("CLICOLOR_FORCE, CLICOLOR", "Colours also where no terminal is; none, where the second is 0."),
    ("ACCESSIBLE", "Lines instead of screens: touchbase alone begins the review as a dialogue."),
    ("TERM, COLORFGBG", "What the terminal can do, and whether it is dark."),
    ("LC_ALL, LC_CTYPE, LANG", "Whether letters and lines beyond ASCII can be shown."),
    ("XDG_CONFIG_HOME, XDG_STATE_HOME", "Where settings and state are kept on Linux."),
    ("COMPLETE", "Set by the shell when it asks what could be typed next."),
    ("TOUCHBASE_TODAY", "The day it is, for trying things out: 2026-11-23."),
];

/// How the process can end.
const EXITS: [(&str, &str); 6] = [
    ("0", "Done."),
    ("1", "It could not be done."),
    ("2", "The command line was not understood."),
    ("3", "The plan could not be read, or a change was not saved."),
    ("5", "Stopped so that you can decide."),
    ("129, 130, 143", "Ended by a signal."),
];

/// How doctor can end.
const DOCTOR: [(&str, &str); 3] =
    [("0", "All is well."), ("1", "Something does not fit."), ("3", "The plan cannot be read.")];

/// What is kept where.
const FILES: [(&str, &str); 5] = [
    ("~/.config/touchbase/touchbase.ron", "The plan: everything you keep, in one file, safe to edit by hand."),
    ("~/.config/touchbase/config.ron", "Your settings. touchbase reads them and never writes them."),
    ("~/.config/touchbase/deck.ron", "Your own prompts, beside those that come with it."),
    (
        "~/.local/state/touchbase/backups/",
        "The file before the last save, one a day for a week, one before a new format.",
    ),
    ("~/.local/state/touchbase/", "Drafts, what undo needs, counts for the status line, reports of a crash."),
];

/// A list of things and what each is.
fn list<'a>(roff: &mut Roff, things: impl IntoIterator<Item = (&'a str, &'a str)>) {
    for (thing, about) in things {
        roff.control("TP", []).text([bold(thing)]).text([roman(about)]);
    }
}

/// Every key of the screens, from the table that the screens themselves go by.
pub fn keys(roff: &mut Roff) {
    let how = "^d is control with d, S-Tab is shift with tab, g g is g and then g again. On the screens ? shows the keys that \
               work where you are, and : finds any command by its name.";
    paragraphs(roff, how);
    for (title, rows) in reference::groups() {
        roff.control("SS", [title]);
        for row in rows {
            roff.control("TP", []);
            if row.keys.is_empty() {
                roff.text([italic("by its name, under :")]).text([roman(row.help)]);
            } else {
                let keys: Vec<_> = row.keys.iter().flat_map(|keys| [roman("  "), bold(keys)]).skip(1).collect();
                roff.text(keys).text([roman(format!("{} ({})", row.help, row.places))]);
            }
        }
    }
}

/// Where everything is.
pub fn files(roff: &mut Roff) {
    list(roff, FILES);
    paragraphs(
        roff,
        "\n\nOn macOS all of it is in ~/Library/Application Support/touchbase, on Windows in %APPDATA% and %LOCALAPPDATA%. \
         touchbase path --all prints the places here.",
    );
}

/// The variables.
pub fn variables(roff: &mut Roff) {
    list(roff, VARIABLES);
}

/// The exit codes of a verb.
pub fn exits(roff: &mut Roff, verb: &str) {
    if verb == "doctor" { list(roff, DOCTOR) } else { list(roff, EXITS) }
}
