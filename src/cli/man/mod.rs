//! `touchbase man`: the pages of the manual, made from the command line's own tree, the texts under it and the key table.
//!
//! Begin with `page`. `parts` has what only the page of touchbase itself says: keys, files, variables, exit codes.

mod parts;

use std::fmt::Write as _;
use std::path::Path;

use clap::{Command, CommandFactory as _};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::args::Cli;
use super::help::{self, Help};
use super::manual;
use super::output::{self, Output};
use crate::edge::pager;
use crate::error::{Exit, Told};
use crate::storage::pages;

pub use parts::VARIABLES;

/// Prints a page, or writes all of them into a folder.
///
/// # Errors
///
/// A verb that is not there, and where nothing can be written.
pub fn run(args: &manual::Man, output: &mut Output) -> Result<(), Told> {
    if let Some(folder) = &args.out {
        let pages = files();
        return write(folder, &pages, "pages", output);
    }
    let verb = args.verb.join(" ");
    let root = root();
    let command = find(&root, &args.verb).ok_or_else(|| unknown(&verb))?;
    let page = page(command, &verb);
    // At a terminal somebody wants to read it, not to see how it is made.
    if output::at_terminal() && pager::man(&name(&verb), &page) { Ok(()) } else { output.text(&page) }
}

/// Writes files into a folder and says so; a dry run says what it would write.
pub(super) fn write(folder: &Path, files: &[(String, String)], what: &str, output: &mut Output) -> Result<(), Told> {
    let (count, folder_name) = (files.len(), folder.display());
    if output.is_dry_run() {
        return output.line(&format!("Would write {count} {what} into {folder_name}."));
    }
    pages::write(folder, files)?;
    output.done(&format!("Wrote {count} {what} into {folder_name}."))
}

/// All pages, as files by their names.
pub fn files() -> Vec<(String, String)> {
    let root = root();
    let known = help::TEXTS.iter().filter_map(|help| {
        let words: Vec<String> = help.verb.split_whitespace().map(str::to_owned).collect();
        let command = find(&root, &words)?;
        Some((name(help.verb), page(command, help.verb)))
    });
    known.collect()
}

/// The command line with its help, each verb knowing what it is called.
fn root() -> Command {
    let mut root = help::dressed(Cli::command(), false).disable_help_subcommand(true);
    root.build();
    root
}

fn find<'a>(root: &'a Command, words: &[String]) -> Option<&'a Command> {
    words.iter().try_fold(root, |command, word| command.find_subcommand(word))
}

fn unknown(verb: &str) -> Told {
    let verbs = help::TEXTS.iter().map(|help| help.verb).filter(|known| !known.is_empty());
    let near =
        verbs.map(|known| (strsim::normalized_damerau_levenshtein(known, verb), known)).filter(|(near, _)| *near > 0.5);
    let hint = match near.max_by(|left, right| left.0.total_cmp(&right.0)) {
        Some((_, known)) => format!("did you mean touchbase man {known}?"),
        None => "touchbase --help lists all commands".to_owned(),
    };
    Told::new(Exit::Usage, format!("there is no command {verb}")).hint(hint)
}

/// The file of a page: `touchbase-goal-add.1`.
fn name(verb: &str) -> String {
    let words: Vec<&str> = std::iter::once("touchbase").chain(verb.split_whitespace()).collect();
    format!("{}.1", words.join("-"))
}

/// The page about a verb.
fn page(command: &Command, verb: &str) -> String {
    let man = Man::new(command.clone()).manual("touchbase");
    let mut page = Page::default();
    page.part(|text| man.render_title(text));
    page.part(|text| man.render_name_section(text));
    page.own("SYNOPSIS", |roff| synopsis(roff, command));
    if let Some(help) = Help::of(verb) {
        page.own("DESCRIPTION", |roff| paragraphs(roff, help.more));
        page.own("EXAMPLES", |roff| help.examples.iter().for_each(|line| as_it_is(roff, line)));
    }
    if command.has_subcommands() {
        page.own("COMMANDS", |roff| commands(roff, command, verb));
    }
    page.part(|text| man.render_options_section(text));
    if verb.is_empty() {
        page.own("KEYS", parts::keys);
        page.own("FILES", parts::files);
        page.own("ENVIRONMENT", parts::variables);
    }
    page.own("EXIT STATUS", |roff| parts::exits(roff, verb));
    page.own("SEE ALSO", |roff| see_also(roff, command, verb));
    page.text
}

/// A page as it grows. Each part comes with the same beginning, which is needed once.
#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    fn part(&mut self, render: impl FnOnce(&mut dyn std::io::Write) -> std::io::Result<()>) {
        let mut part = Vec::new();
        // Writing into memory cannot fail.
        let _ = render(&mut part);
        let part = String::from_utf8_lossy(&part);
        let beginning = Roff::new().render();
        let part = if self.text.is_empty() { &part } else { part.strip_prefix(&beginning).unwrap_or(&part) };
        for line in part.lines() {
            for letter in line.trim_end().chars() {
                // Every troff reads ASCII; the rest goes by its number.
                if letter.is_ascii() {
                    self.text.push(letter);
                } else {
                    // Writing to a String cannot fail.
                    let _ = write!(self.text, "\\[u{:04X}]", u32::from(letter));
                }
            }
            self.text.push('\n');
        }
    }

    fn own(&mut self, heading: &str, fill: impl FnOnce(&mut Roff)) {
        let mut roff = Roff::new();
        roff.control("SH", [heading]);
        fill(&mut roff);
        self.part(|text| roff.to_writer(text));
    }
}

/// How it is typed.
fn synopsis(roff: &mut Roff, command: &Command) {
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:");
    for (at, line) in usage.lines().map(str::trim).filter(|line| !line.is_empty()).enumerate() {
        if at > 0 {
            roff.control("br", []);
        }
        roff.text([bold(line)]);
    }
}

/// The verbs below, with their pages.
fn commands(roff: &mut Roff, command: &Command, verb: &str) {
    for inner in command.get_subcommands() {
        let page = name(&[verb, inner.get_name()].join(" "));
        roff.control("TP", []).text([bold(page.trim_end_matches(".1")), roman("(1)")]);
        roff.text([roman(inner.get_about().map_or(String::new(), ToString::to_string))]);
    }
}

/// Text in paragraphs; lines that are set in stay as they are.
fn paragraphs(roff: &mut Roff, text: &str) {
    for (at, paragraph) in text.split("\n\n").enumerate() {
        if at > 0 {
            roff.control("PP", []);
        }
        for line in paragraph.lines() {
            if line.starts_with("  ") {
                as_it_is(roff, line.trim());
            } else {
                roff.text([roman(line)]);
            }
        }
    }
}

/// A line that is not to be filled up with the next.
fn as_it_is(roff: &mut Roff, line: &str) {
    roff.control("RS", ["4"]).control("nf", []).text([roman(line)]).control("fi", []).control("RE", []);
}

fn see_also(roff: &mut Roff, command: &Command, verb: &str) {
    let above = verb.rsplit_once(' ').map_or("", |(above, _)| above);
    let mut others: Vec<String> =
        command.get_subcommands().map(|inner| name(&[verb, inner.get_name()].join(" "))).collect();
    if !verb.is_empty() {
        others.insert(0, name(above));
    }
    for (at, other) in others.iter().enumerate() {
        let comma = if at + 1 < others.len() { "," } else { "" };
        let other = other.trim_end_matches(".1");
        roff.text([bold(other), roman(format!("(1){comma}"))]);
    }
}
