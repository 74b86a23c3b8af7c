//! Questions and answers, a line each: nothing is drawn over, so that a screen reader, a dumb terminal or a pipe follows.

use std::io;

use crate::cli::input;
use crate::cli::output::Output;
use crate::domain::length::SHORTEN;
use crate::error::Told;

/// What was answered.
pub enum Answer {
    /// The number of a choice.
    Number(usize),
    /// Nothing: just a line end.
    Nothing,
    /// There is nobody any more who answers.
    Gone,
}

/// A dialogue.
pub struct Talk<'a> {
    output: &'a mut Output,
}

impl<'a> Talk<'a> {
    /// A dialogue over standard input and output.
    pub fn new(output: &'a mut Output) -> Self {
        Self { output }
    }

    /// Says a line.
    ///
    /// # Errors
    ///
    /// Where nothing more can be written.
    pub fn say(&mut self, text: &str) -> Result<(), Told> {
        self.output.line(text)
    }

    /// Asks for a line of text; none where nobody answers any more.
    ///
    /// # Errors
    ///
    /// Where nothing more can be written.
    pub fn line(&mut self, question: &str) -> Result<Option<String>, Told> {
        loop {
            self.output.ask(question)?;
            let read = input::line(&mut io::stdin().lock());
            match read {
                Ok(None) | Err(_) => return Ok(None),
                Ok(Some(Ok(line))) => return Ok(Some(line.trim().to_owned())),
                Ok(Some(Err(found))) => self.say(&format!("{found}: {SHORTEN}."))?,
            }
        }
    }

    /// Asks for one of these choices, each with its number, until one of them is answered.
    ///
    /// # Errors
    ///
    /// Where nothing more can be written.
    pub fn choose(&mut self, question: &str, choices: &[(usize, String)]) -> Result<Answer, Told> {
        self.say(question)?;
        for (number, words) in choices {
            self.say(&format!("{number}: {words}"))?;
        }
        loop {
            let Some(line) = self.line("Number:")? else { return Ok(Answer::Gone) };
            match line.parse::<usize>() {
                _ if line.is_empty() => return Ok(Answer::Nothing),
                Ok(number) if choices.iter().any(|(known, _)| *known == number) => return Ok(Answer::Number(number)),
                _ => self.say(&format!("{line} is none of these numbers."))?,
            }
        }
    }
}
