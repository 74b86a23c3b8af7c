//! Lines of the journal about myself.

use serde::{Deserialize, Serialize};

use super::{Day, Id, Identified, ReflectionId};

/// A dated journal line about myself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reflection {
    /// A ULID.
    pub id: ReflectionId,
    /// The day it is about.
    pub on: Day,
    /// How it felt, -2 to 2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feeling: Option<i8>,
    /// What I noticed; may have several lines.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

impl Identified for Reflection {
    fn id(&self) -> &Id<Self> {
        &self.id
    }
}

/// How a day can feel, from the hardest to the easiest, each with its word.
pub const FEELINGS: [(i8, &str); 5] = [(-2, "hard"), (-1, "heavy"), (0, "even"), (1, "light"), (2, "easy")];

/// A feeling as it is read: its sign and its word, `+1 light`; outside of the scale its sign alone.
pub fn feeling_words(feeling: i8) -> String {
    let word = FEELINGS.iter().find(|(figure, _)| *figure == feeling).map_or("", |(_, word)| word);
    let sign = if feeling == 0 { "0".to_owned() } else { format!("{feeling:+}") };
    format!("{sign} {word}").trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feeling_has_a_sign_and_a_word() {
        assert_eq!([-2, 0, 1, 7].map(feeling_words), ["-2 hard", "0 even", "+1 light", "+7"]);
    }
}
