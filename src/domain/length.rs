//! How long a text of a plan may be: the one rule, for every door through which a text comes in.

use std::fmt;

use serde_json::Value;

use super::merge::parts;
use super::{Edit, Record};

/// The most bytes a text may have: 1 MB, about two hundred thousand words.
pub const LONGEST: usize = 1024 * 1024;

/// What somebody does who has a longer one.
pub const SHORTEN: &str = "shorten it, or keep it in a file of its own and name that file here";

/// A text that is longer than [`LONGEST`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TooLong {
    /// The field it is in, as the file calls it; empty where it is in none yet.
    pub field: String,
    /// How many bytes it has.
    pub bytes: usize,
}

impl TooLong {
    /// A text that is in no field yet, if it is too long.
    pub fn found_in(text: &str) -> Option<Self> {
        (text.len() > LONGEST).then(|| Self { field: String::new(), bytes: text.len() })
    }
}

impl fmt::Display for TooLong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = if self.field.is_empty() { "the text".to_owned() } else { format!("the text of `{}`", self.field) };
        write!(f, "{text} has {}, at most {} fit", size(self.bytes), size(LONGEST))
    }
}

impl std::error::Error for TooLong {}

/// A number of bytes in words, rounded up, so that one byte too many never looks like none.
pub fn size(bytes: usize) -> String {
    let tenths = (bytes.saturating_mul(10)).div_ceil(1024 * 1024);
    if tenths.is_multiple_of(10) {
        format!("{} MB", tenths / 10)
    } else {
        format!("{}.{} MB", tenths / 10, tenths % 10)
    }
}

impl Edit {
    /// The first text in the record it puts that is longer than a text may be.
    pub fn too_long(&self) -> Option<TooLong> {
        match self {
            // What lost in a merge is kept as it was, in a notation that is longer than itself.
            Self::Put(Record::Conflict(_)) | Self::Remove(_) => None,
            Self::Put(record) => longer("", &parts(record)),
        }
    }
}

fn longer(name: &str, value: &Value) -> Option<TooLong> {
    match value {
        Value::String(text) => TooLong::found_in(text).map(|found| TooLong { field: name.to_owned(), ..found }),
        Value::Array(elements) => elements.iter().find_map(|element| longer(name, element)),
        Value::Object(fields) => fields.iter().find_map(|(name, field)| longer(name, field)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Conflict, ConflictId, Day, FollowUp, Key, Touch, TouchId};

    fn touch(note: usize, promise: usize) -> Edit {
        let mut touch = Touch::new(TouchId::new("t"), Day::FIRST, Vec::new());
        touch.note = "x".repeat(note);
        touch.follow_up = Some(FollowUp { by: None, text: "ä".repeat(promise), done: None }.into());
        Edit::put(touch)
    }

    #[test]
    fn a_text_may_have_a_megabyte_and_not_a_byte_more() {
        assert_eq!(touch(LONGEST, LONGEST / 2).too_long(), None);
        let told = |edit: Edit| edit.too_long().map(|found| found.to_string());
        assert_eq!(told(touch(LONGEST + 1, 0)).unwrap(), "the text of `note` has 1.1 MB, at most 1 MB fit");
        assert_eq!(told(touch(0, LONGEST)).unwrap(), "the text of `text` has 2 MB, at most 1 MB fit");
        assert_eq!(TooLong::found_in("short"), None);
    }

    #[test]
    fn a_value_that_lost_is_kept_however_long_its_notation_is() {
        let lost = "x".repeat(LONGEST * 2);
        let conflict = Conflict { id: ConflictId::new("c"), about: Key::Ladder, field: "why".into(), lost };
        assert_eq!(Edit::put(conflict).too_long(), None);
        assert_eq!(Edit::Remove(Key::Ladder).too_long(), None);
    }
}
