//! The one printer: what a verb answers goes to stdout, everything else to stderr.
//!
//! An answer has one of four shapes: words and columns for a person, rows with tabs for a script ([`Shape::Plain`]), or JSON
//! for a program, as one object or a record a line. A closed pipe is nobody's mistake: whoever read us has had enough.

use std::io::{self, IsTerminal as _, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::Value;

use super::answer::Answer;
use super::args::Cli;
use super::fields;
use super::table::Table;
use crate::config::colour;
use crate::domain::shown::{self, Shown};
use crate::error::{Exit, Told};

/// Whether somebody sees what is said beside the answers, and can be asked something.
pub fn is_watched() -> bool {
    io::stderr().is_terminal()
}

/// How an answer looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// For a person: columns, headings, sentences.
    Words,
    /// One record a line, its cells with tabs between them.
    Plain,
    /// One JSON object.
    Json,
    /// One JSON record a line.
    Lines,
}

/// Where answers go, and how they look there.
#[expect(clippy::struct_excessive_bools, reason = "each is a wish of its own")]
pub struct Output {
    shape: Shape,
    /// The fields that are wanted of each record; all of them where none are named.
    fields: Vec<String>,
    quiet: bool,
    verbose: bool,
    dry_run: bool,
    colour: bool,
    terminal: bool,
    /// Whoever read us has gone; nothing more needs to be said.
    closed: bool,
}

impl Output {
    /// A printer as the command line asks for it.
    pub fn new(cli: &Cli) -> Self {
        let shape = match (cli.flags.json.is_some(), cli.flags.jsonl, cli.flags.plain) {
            (true, ..) => Shape::Json,
            (_, true, _) => Shape::Lines,
            (.., true) => Shape::Plain,
            _ => Shape::Words,
        };
        let terminal = io::stdout().is_terminal();
        let colour = paints(cli.flags.color.into());
        NO_INPUT.store(cli.flags.no_input, Ordering::Relaxed);
        let (quiet, verbose, dry_run) = (cli.flags.quiet, cli.flags.verbose, cli.flags.dry_run);
        let fields = fields::read(cli.flags.json.as_deref().unwrap_or_default());
        Self { shape, fields, quiet, verbose, dry_run, colour, terminal, closed: false }
    }

    /// How the answer is to look.
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// Whether a program wants the answer.
    pub fn is_json(&self) -> bool {
        matches!(self.shape, Shape::Json | Shape::Lines)
    }

    /// The fields that are wanted of each record; all of them where none are named.
    pub fn fields(&self) -> &[String] {
        &self.fields
    }

    /// Whether nothing is to be changed.
    pub fn is_dry_run(&self) -> bool {
        self.dry_run
    }

    /// Whether somebody wants to know what was read and saved.
    pub fn is_verbose(&self) -> bool {
        self.verbose
    }

    /// One line of an answer, with text from the plan in it made safe to show.
    ///
    /// # Errors
    ///
    /// Where stdout takes nothing more, unless its reader has simply gone.
    pub fn line(&mut self, text: &str) -> Result<(), Told> {
        let shown = Shown::line(text);
        self.write(&format!("{}\n", shown.as_str()))
    }

    /// A question: the cursor stays behind it at a terminal, a pipe gets a line.
    ///
    /// # Errors
    ///
    /// As [`Output::line`].
    pub fn ask(&mut self, text: &str) -> Result<(), Told> {
        let end = if self.terminal { " " } else { "\n" };
        let shown = Shown::line(text);
        self.write(&format!("{}{end}", shown.as_str()))
    }

    /// A heading for a person, bold where there are colours.
    ///
    /// # Errors
    ///
    /// As [`Output::line`].
    pub fn heading(&mut self, text: &str) -> Result<(), Told> {
        match self.shape {
            Shape::Words => self.painted(BOLD, Shown::line(text).as_str()),
            _ => Ok(()),
        }
    }

    /// Rows in columns; a person at a terminal sees what the columns are, and nothing wider than the terminal.
    ///
    /// # Errors
    ///
    /// As [`Output::line`].
    pub fn table(&mut self, table: &Table) -> Result<(), Told> {
        if self.shape == Shape::Plain {
            return table.plain().iter().try_for_each(|line| self.write(&format!("{line}\n")));
        }
        let with_head = self.terminal && !table.head.is_empty() && !table.rows.is_empty();
        for (at, line) in table.aligned(with_head, self.width()).iter().enumerate() {
            if at == 0 && with_head { self.painted(DIM, line)? } else { self.write(&format!("{line}\n"))? }
        }
        Ok(())
    }

    /// One of several tables of an answer: a person gets its title and a blank line before it. Nothing where it is empty.
    ///
    /// # Errors
    ///
    /// As [`Output::line`].
    pub fn part(&mut self, table: &Table) -> Result<(), Told> {
        if table.rows.is_empty() {
            return Ok(());
        }
        if self.shape == Shape::Words {
            self.write("\n")?;
            if !table.title.is_empty() {
                self.heading(table.title)?;
            }
        }
        self.table(table)
    }

    /// An answer for another program: its envelope, indented, or each of its records on a line. What hides or acts is
    /// escaped, so that the same text is safe on a terminal, too.
    ///
    /// # Errors
    ///
    /// As [`Output::line`].
    pub fn answer(&mut self, answer: Answer, data: Value) -> Result<(), Told> {
        match (self.shape, fields::keep(&self.fields, data)) {
            (Shape::Lines, Value::Array(records)) => {
                records.iter().try_for_each(|record| self.write(&format!("{}\n", escaped(&record.to_string()))))
            }
            (Shape::Lines, record) => self.write(&format!("{}\n", escaped(&record.to_string()))),
            (_, data) => {
                let envelope = answer.envelope(data, self.dry_run);
                // Whoever draws a status bar reads line by line.
                let text = if answer == Answer::Status { envelope.to_string() } else { format!("{envelope:#}") };
                self.write(&format!("{}\n", escaped(&text)))
            }
        }
    }

    /// A whole text, made safe to show where it goes to a terminal and left as it is for anything else.
    ///
    /// # Errors
    ///
    /// As [`Output::line`].
    pub fn text(&mut self, text: &str) -> Result<(), Told> {
        if self.terminal { self.write(Shown::block(text).as_str()) } else { self.write(text) }
    }

    /// What was done, unless nobody wants to hear it.
    ///
    /// # Errors
    ///
    /// As [`Output::line`].
    pub fn done(&mut self, text: &str) -> Result<(), Told> {
        match (self.quiet, self.dry_run) {
            (true, _) => Ok(()),
            (false, true) => self.line(&format!("Dry run, nothing is kept: {text}")),
            (false, false) => self.line(text),
        }
    }

    /// What was changed in the plan; a person at a terminal hears the way back, too.
    ///
    /// # Errors
    ///
    /// As [`Output::line`].
    pub fn changed(&mut self, text: &str) -> Result<(), Told> {
        if self.terminal && !self.dry_run {
            self.done(&format!("{text} Undo: touchbase undo"))
        } else {
            self.done(text)
        }
    }

    /// A sentence that is the whole answer, where there are no records: `Nobody is due today.` A script that wants records
    /// gets it on stderr.
    ///
    /// # Errors
    ///
    /// As [`Output::line`].
    pub fn sentence(&mut self, text: &str) -> Result<(), Told> {
        match (self.quiet, self.shape) {
            (true, _) => Ok(()),
            (false, Shape::Words) => self.line(text),
            (false, _) => {
                aside(text);
                Ok(())
            }
        }
    }

    /// Something beside the answer, on stderr, unless nobody wants to hear it.
    pub fn beside(&self, text: &str) {
        if !self.quiet {
            aside(text);
        }
    }

    /// What was read or saved, and where, for those who want to know.
    pub fn aloud(&self, text: &str) {
        if self.verbose {
            aside(text);
        }
    }

    fn width(&self) -> Option<usize> {
        let of = || terminal_size::terminal_size_of(io::stdout());
        self.terminal.then(of).flatten().map(|(width, _)| usize::from(width.0)).filter(|width| *width > 0)
    }

    fn painted(&mut self, paint: &str, line: &str) -> Result<(), Told> {
        if self.colour { self.write(&format!("{paint}{line}{END}\n")) } else { self.write(&format!("{line}\n")) }
    }

    fn write(&mut self, text: &str) -> Result<(), Told> {
        if self.closed {
            return Ok(());
        }
        let mut out = io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(())
            }
            Err(error) => Err(Told::new(Exit::Failed, format!("could not write the output: {error}"))),
            Ok(()) => Ok(()),
        }
    }
}

const BOLD: &str = "\x1b[1m";
const DIM: &str = "\x1b[2m";
const ERROR: &str = "\x1b[1;31m";
const HINT: &str = "\x1b[1;36m";
const END: &str = "\x1b[0m";

/// Whether errors are painted. Errors are told from many places, some of them before there is a printer.
static RED: AtomicBool = AtomicBool::new(false);

/// Whether nobody is to be asked anything.
static NO_INPUT: AtomicBool = AtomicBool::new(false);

/// Whether stdout is painted.
pub fn paints(wish: colour::Wish) -> bool {
    colours(wish, io::stdout().is_terminal())
}

/// Paints what is told of mistakes, where stderr has colours.
pub fn paint_errors(wish: colour::Wish) {
    RED.store(colours(wish, io::stderr().is_terminal()), Ordering::Relaxed);
}

fn colours(wish: colour::Wish, terminal: bool) -> bool {
    let variable = |name: &str| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned());
    colour::wanted(wish, variable, terminal)
}

/// JSON in which everything that hides or acts is escaped.
fn escaped(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for letter in json.chars() {
        if letter == '\n' || !shown::is_hidden(letter) {
            text.push(letter);
        } else {
            text.extend(letter.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
        }
    }
    text
}

/// Whether a person sees the answer as it comes.
pub fn at_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Something to know that is no part of the answer.
pub fn aside(text: &str) {
    // When stderr is closed too there is nobody left to tell.
    let _ = writeln!(io::stderr(), "{}", Shown::line(text));
}

/// Whether there is a person to ask: one who types, sees the question, and did not say `--no-input`.
pub fn can_ask() -> bool {
    !NO_INPUT.load(Ordering::Relaxed) && io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// A question on stderr, with the cursor left behind it.
pub fn prompt(text: &str) {
    let _ = write!(io::stderr(), "{}", Shown::line(text));
}

/// What went wrong, in the shape every message has.
pub fn told(told: &Told) {
    let told = told.to_string();
    let mut text = Shown::block(&told).to_string();
    if RED.load(Ordering::Relaxed) {
        text = text.replacen("error:", &format!("{ERROR}error:{END}"), 1);
        if let Some((before, hint)) = text.rsplit_once("\nhint:") {
            text = format!("{before}\n{HINT}hint:{END}{hint}");
        }
    }
    let _ = writeln!(io::stderr(), "{text}");
}
