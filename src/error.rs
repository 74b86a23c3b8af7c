//! What a user is told when something goes wrong: what, where, and what to do about it.
//!
//! Every room has its own typed errors; at the edge they all become a [`Told`], so that every message has one shape.

use std::fmt;

/// How the process ends. The numbers are part of the promise made to scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// The thing asked for could not be done (1).
    Failed,
    /// The words on the command line were not understood (2).
    Usage,
    /// The plan could not be read, or a change could not be saved (3).
    Plan,
    /// The plan is locked, and there is no key for it (4).
    Locked,
    /// Stopped so that a person can decide (5).
    Decision,
    /// Ended by a signal: 128 plus its number.
    Signal(i32),
}

impl Exit {
    /// The number handed to the operating system.
    pub fn code(self) -> u8 {
        match self {
            Self::Failed => 1,
            Self::Usage => 2,
            Self::Plan => 3,
            Self::Locked => 4,
            Self::Decision => 5,
            Self::Signal(number) => u8::try_from(128 + number).unwrap_or(255),
        }
    }
}

/// One message in the shape every message has: `error:` what, the place, `hint:` what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What could not be done and why, in plain words, without names or notes from the plan.
    pub what: String,
    /// Where: a file, with line and column where there are any.
    pub at: Option<String>,
    /// The next thing to type or press.
    pub hint: Option<String>,
    /// How the process should end if nothing else can be done.
    pub exit: Exit,
}

impl Told {
    /// A message with nothing but its text.
    pub fn new(exit: Exit, what: impl Into<String>) -> Self {
        Self { what: what.into(), at: None, hint: None, exit }
    }

    /// The same message with its place.
    #[must_use]
    pub fn at(mut self, place: impl Into<String>) -> Self {
        self.at = Some(place.into());
        self
    }

    /// The same message with what to do next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}", self.what)?;
        if let Some(place) = &self.at {
            write!(f, "\n  at {place}")?;
        }
        if let Some(hint) = &self.hint {
            write!(f, "\nhint: {hint}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Told {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_has_one_shape() {
        let told = Told::new(Exit::Plan, "the plan could not be read").at("plan.ron:3:7").hint("run touchbase doctor");
        assert_eq!(
            told.to_string(),
            "error: the plan could not be read\n  at plan.ron:3:7\nhint: run touchbase doctor"
        );
    }

    #[test]
    fn exit_codes_are_as_promised() {
        let codes = [Exit::Failed, Exit::Usage, Exit::Plan, Exit::Locked, Exit::Decision, Exit::Signal(15)];
        assert_eq!(codes.map(Exit::code), [1, 2, 3, 4, 5, 143]);
    }
}
