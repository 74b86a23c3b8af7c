//! What stands in a file as a text and is something else: read where it stands, without a copy of the text.

use std::fmt::{self, Display};

use serde::Deserializer;
use serde::de::{Error, Visitor};

/// Reads a text, and makes of it what it stands for.
///
/// # Errors
/// It is no text, or `read` does not take it.
pub(super) fn from_text<'de, D: Deserializer<'de>, T, Why: Display>(
    deserializer: D,
    read: impl Fn(&str) -> Result<T, Why>,
) -> Result<T, D::Error> {
    deserializer.deserialize_str(Text(read))
}

struct Text<F>(F);

impl<T, Why: Display, F: Fn(&str) -> Result<T, Why>> Visitor<'_> for Text<F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        (self.0)(text).map_err(E::custom)
    }
}
