//! Something in a config that was not understood.

use super::place::At;

/// What was not understood, where, and what could stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// What is the matter.
    pub what: String,
    /// What to write instead.
    pub hint: String,
}

impl Mistake {
    /// A mistake at a place.
    pub fn new((line, column): At, what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { line, column, what: what.into(), hint: hint.into() }
    }
}

impl std::fmt::Display for Mistake {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}, column {}: {}; {}", self.line, self.column, self.what, self.hint)
    }
}

/// `did you mean x?`, or all there are.
pub fn nearest<'a>(typed: &str, known: impl Iterator<Item = &'a str> + Clone) -> String {
    let lower = typed.to_lowercase();
    let near = known
        .clone()
        .map(|word| (strsim::jaro_winkler(&lower, &word.to_lowercase()), word))
        .max_by(|left, right| left.0.total_cmp(&right.0));
    match near {
        Some((likeness, word)) if likeness > 0.75 => format!("did you mean {word}?"),
        _ => format!("there are {}", known.collect::<Vec<_>>().join(", ")),
    }
}
