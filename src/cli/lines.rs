//! Capture lines on the command line: the words of a verb are one, and `-` reads one a line from standard input.
//!
//! A line that leaves something open is not taken and says why. Of several lines from standard input the others are kept
//! all the same: whoever pipes fifty notes in wants forty-nine of them in the plan and the number of the fiftieth.

use std::io;

use super::open::{Open, too_long};
use super::{input, output, words};
use crate::capture::line::{Captured, Doubt};
use crate::domain::alike::among_new;
use crate::domain::length::TooLong;
use crate::domain::{Edit, Plan, Record, Stakeholder};
use crate::error::{Exit, Told};

/// What there is to read.
pub enum Lines {
    /// The words of the command line.
    Words(String),
    /// The lines of standard input that say something, each with its number from 1.
    Input(Vec<(usize, Result<String, TooLong>)>),
}

impl Lines {
    /// The words as one line, or with `-` for words what comes from standard input.
    ///
    /// # Errors
    ///
    /// Where standard input cannot be read, or says nothing.
    pub fn of(words: &[String]) -> Result<Self, Told> {
        if words != ["-"] {
            return Ok(Self::Words(words.join(" ").trim().to_owned()));
        }
        let mut from = io::stdin().lock();
        let lines: io::Result<Vec<_>> = std::iter::from_fn(|| input::line(&mut from).transpose()).collect();
        let lines = lines.map_err(|why| Told::new(Exit::Failed, format!("could not read standard input: {why}")))?;
        let numbered = lines.into_iter().enumerate();
        let trimmed = numbered.map(|(at, line)| (at + 1, line.map(|line| line.trim().to_owned())));
        let said: Vec<_> = trimmed.filter(|(_, line)| *line != Ok(String::new())).collect();
        if said.is_empty() {
            return Err(Told::new(Exit::Failed, "there was nothing to read").hint("give one line for each"));
        }
        Ok(Self::Input(said))
    }
}

/// What became of the lines.
pub struct Taken {
    /// The new records, in the order of the lines.
    pub records: Vec<Record>,
    /// How many lines there were.
    lines: usize,
    /// The lines that were not taken, each with the reason.
    refused: Vec<String>,
}

impl Taken {
    /// Whether not every line was taken; said once the others are kept.
    ///
    /// # Errors
    ///
    /// Lines that were not taken.
    pub fn whole(&self) -> Result<(), Told> {
        if self.refused.is_empty() {
            return Ok(());
        }
        let (refused, lines) = (self.refused.len(), self.lines);
        let kept = if refused == lines { "nothing was changed" } else { "the others were kept" };
        Err(Told::new(Exit::Failed, format!("{refused} of {lines} lines not taken\n{}", self.refused.join("\n")))
            .hint(format!("{kept}; put these right and give them again")))
    }
}

/// Reads the lines into records and saves them as one change, behind the `new` people they are about. Each line is read in the plan that holds the ones before it.
///
/// # Errors
///
/// The words of the command line where they cannot be taken, and a plan that cannot be saved. Lines of standard input
/// that cannot be taken are in the answer.
pub fn take(
    open: &mut Open,
    lines: Lines,
    new: &[Stakeholder],
    label: impl FnOnce(&Plan, &[Record]) -> String,
    mut read: impl FnMut(&str, &Plan) -> Result<(Captured, Record), Told>,
) -> Result<Taken, Told> {
    let mut plan = open.records().clone();
    let new = || new.iter().cloned();
    new().for_each(|who| drop(plan.apply(Edit::put(who))));
    let mut taken = Taken { records: Vec::new(), lines: 1, refused: Vec::new() };
    let mut one = |line: &str, place: &str| -> Result<Record, Told> {
        let (captured, record) = read(line, &plan)?;
        settled(&captured, &plan)?;
        let record = fitting(record)?;
        for note in notes(&captured, line) {
            output::aside(&format!("note: {place}{note}"));
        }
        plan.apply(Edit::Put(record.clone()));
        Ok(record)
    };
    match lines {
        Lines::Words(line) => taken.records.push(one(&line, "")?),
        Lines::Input(lines) => {
            taken.lines = lines.len();
            for (number, line) in lines {
                let line = line.map_err(|found| too_long(&found));
                match line.and_then(|line| one(&line, &format!("line {number}: "))) {
                    Ok(record) => taken.records.push(record),
                    Err(told) => taken.refused.push(format!("  line {number}: {}", told.what)),
                }
            }
        }
    }
    if let Some(place) = taken.records.last().map(Record::key) {
        let edits = new().map(Edit::put).chain(taken.records.iter().cloned().map(Edit::Put)).collect();
        open.change(&label(&plan, &taken.records), place, edits)?;
        let added: Vec<Record> = new().map(Record::from).chain(taken.records.iter().cloned()).collect();
        for (who, like) in among_new(open.records().records(), added.iter()) {
            let (who, like) = (format!("{} ({})", who.name, who.id), format!("{} ({})", like.name, like.id));
            output::aside(&format!("note: {who} looks like {like}: the same person?"));
        }
    }
    Ok(taken)
}

/// The record, if none of its texts is too long.
fn fitting(record: Record) -> Result<Record, Told> {
    let put = Edit::Put(record.clone());
    put.too_long().map_or(Ok(record), |found| Err(too_long(&found)))
}

/// Whether a line leaves nothing open.
///
/// # Errors
///
/// Something missing, or a name that several people have; they are listed.
pub fn settled(captured: &Captured, plan: &Plan) -> Result<(), Told> {
    for doubt in &captured.doubts {
        match doubt {
            Doubt::Several { word, who, .. } => {
                return Err(words::several(word, &words::listed(who, plan))
                    .hint("nothing was changed; write the whole name, or @ and the id in brackets"));
            }
            Doubt::Missing { text } => return Err(Told::new(Exit::Usage, text.clone())),
            Doubt::NotUnderstood { .. } => {}
        }
    }
    Ok(())
}

/// What was not understood and stays text.
fn notes(captured: &Captured, line: &str) -> Vec<String> {
    let doubts = captured.doubts.iter().filter_map(|doubt| match doubt {
        Doubt::NotUnderstood { span, text } => {
            Some(format!("{}: {text}; it stays text", line.get(span.clone()).unwrap_or_default()))
        }
        Doubt::Several { .. } | Doubt::Missing { .. } => None,
    });
    doubts.collect()
}
