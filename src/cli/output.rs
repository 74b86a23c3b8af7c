//! The one printer: what a verb answers goes to stdout, everything else to stderr.

use std::io::{self, IsTerminal as _, Write as _};

use serde_json::Value;
use unicode_width::UnicodeWidthStr as _;

use super::args::Colour;
use crate::domain::shown::{self, Shown};
use crate::error::{Exit, Told};

/// Whether somebody sees what is said beside the answers, and can be asked something.
pub fn is_watched() -> bool {
    io::stderr().is_terminal()
}

/// Where answers go, and how they look there.
pub struct Output {
    quiet: bool,
    colour: bool,
    /// Whoever read us has gone; nothing more needs to be said.
    closed: bool,
}

impl Output {
    /// A printer. Colours by the flag, else `NO_COLOR`, else `CLICOLOR_FORCE`, else on a terminal.
    pub fn new(colour: Colour, quiet: bool) -> Self {
        let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
        let colour = match colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto if set("NO_COLOR") => false,
            Colour::Auto => set("CLICOLOR_FORCE") || io::stdout().is_terminal(),
        };
        Self { quiet, colour, closed: false }
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
        let end = if io::stdout().is_terminal() { " " } else { "\n" };
        let shown = Shown::line(text);
        self.write(&format!("{}{end}", shown.as_str()))
    }

    /// A heading, bold where there are colours.
    ///
    /// # Errors
    ///
    /// As [`Output::line`].
    pub fn heading(&mut self, text: &str) -> Result<(), Told> {
        let shown = Shown::line(text);
        if self.colour { self.write(&format!("\x1b[1m{}\x1b[0m\n", shown.as_str())) } else { self.line(text) }
    }

    /// Rows in columns two spaces apart, as wide as their widest cell. The last column is not padded.
    ///
    /// # Errors
    ///
    /// As [`Output::line`].
    pub fn table(&mut self, rows: &[Vec<String>]) -> Result<(), Told> {
        let rows: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(|cell| Shown::line(cell).to_string()).collect()).collect();
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max();
        let widths: Vec<usize> = (0..columns).map(|column| width(column).unwrap_or(0)).collect();
        for row in &rows {
            let mut text = String::new();
            for (cell, width) in row.iter().zip(&widths) {
                text.push_str(cell);
                text.push_str(&" ".repeat(width.saturating_sub(cell.width()) + 2));
            }
            self.write(&format!("{}\n", text.trim_end()))?;
        }
        Ok(())
    }

    /// Records for another program: JSON, indented, with a line end. What hides or acts is escaped, so that the same text
    /// is safe on a terminal, too.
    ///
    /// # Errors
    ///
    /// As [`Output::line`].
    pub fn json(&mut self, value: &Value) -> Result<(), Told> {
        let mut text = String::new();
        for letter in format!("{value:#}").chars() {
            if letter == '\n' || !shown::is_hidden(letter) {
                text.push(letter);
            } else {
                text.extend(letter.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
            }
        }
        self.write(&format!("{text}\n"))
    }

    /// A whole text, made safe to show where it goes to a terminal and left as it is for anything else.
    ///
    /// # Errors
    ///
    /// As [`Output::line`].
    pub fn text(&mut self, text: &str) -> Result<(), Told> {
        if io::stdout().is_terminal() { self.write(Shown::block(text).as_str()) } else { self.write(text) }
    }

    /// What was done, unless nobody wants to hear it.
    ///
    /// # Errors
    ///
    /// As [`Output::line`].
    pub fn done(&mut self, text: &str) -> Result<(), Told> {
        if self.quiet { Ok(()) } else { self.line(text) }
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

/// Something to know that is no part of the answer.
pub fn aside(text: &str) {
    // When stderr is closed too there is nobody left to tell.
    let _ = writeln!(io::stderr(), "{}", Shown::line(text));
}

/// Whether there is a person to ask: one who types, and sees the question.
pub fn can_ask() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// A question on stderr, with the cursor left behind it.
pub fn prompt(text: &str) {
    let _ = write!(io::stderr(), "{}", Shown::line(text));
}

/// What went wrong, in the shape every message has.
pub fn told(told: &Told) {
    let _ = writeln!(io::stderr(), "{}", Shown::block(&told.to_string()));
}
