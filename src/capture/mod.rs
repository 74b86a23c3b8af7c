//! Words a person types, understood: days, rhythms, titles, names.
//!
//! Pure: text and the plan come in, a value or a reason comes out. What is not understood is never guessed and never
//! dropped. [`asked`] reads a line that asks for entries of the journal. Begin with [`mod@line`], which reads a whole line, or with [`day`], which everything dated goes through.

pub mod asked;
pub mod cadence;
pub mod day;
pub mod line;
pub mod names;
pub mod period;
pub mod seniority;

/// Words that were not understood, and how they might be put.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}; like {like}")]
pub struct NotUnderstood {
    what: String,
    like: &'static str,
}

impl NotUnderstood {
    fn new(what: impl Into<String>, like: &'static str) -> Self {
        Self { what: what.into(), like }
    }

    /// What was not understood.
    pub fn what(&self) -> &str {
        &self.what
    }

    /// How it could be said.
    pub fn like(&self) -> &'static str {
        self.like
    }
}
