//! Writing a plan: the text that stands in the file.
//!
//! Readable, safe to edit by hand and kind to version control: one record a line, in the order of the ids, absent values
//! left out, the same bytes for the same plan on every machine.

use crate::domain::shown;
use crate::domain::{Conflict, Goal, Idea, Identified, Proof, Records, Reflection, Review, Stakeholder, Table, Touch};
use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use ron::value::RawValue;
use serde::ser::{Serialize, Serializer};

/// The format this version writes. Older ones climb up to it, see [`super::migrate`]; newer ones open read-only.
pub const CURRENT: u32 = 1;

/// How a file begins that we wrote.
pub(super) const BEGINNING: &str = "#![enable(implicit_some)]\n(\n";

/// The text of the file that holds these records.
///
/// # Errors
/// A bug, never the plan's content: every plan has a text.
pub fn write(records: &Records) -> Result<String, ron::Error> {
    let file = File {
        format: CURRENT,
        ladder: one_line(&records.ladder)?,
        goals: Rows(&records.goals),
        stakeholders: Rows(&records.stakeholders),
        ideas: Rows(&records.ideas),
        touches: Rows(&records.touches),
        reflections: Rows(&records.reflections),
        proofs: Rows(&records.proofs),
        reviews: Rows(&records.reviews),
        conflicts: Rows(&records.conflicts),
    };
    // Two levels deep, the lists and their records, everything has a line of its own; below that nothing has.
    let mut text = ron::ser::to_string_pretty(&file, style(2).extensions(Extensions::IMPLICIT_SOME))?;
    text.push('\n');
    Ok(readable(&text))
}

/// The text of one record, so many levels deep with a line for each part.
pub(super) fn lines(record: &impl Serialize, depth: usize) -> Result<String, ron::Error> {
    let text = ron::ser::to_string_pretty(record, style(depth).extensions(Extensions::IMPLICIT_SOME))?;
    // What the file says at its top about the notation is understood without being said.
    let text =
        text.split_once('\n').filter(|(first, _)| first.starts_with("#!")).map_or(text.as_str(), |(_, rest)| rest);
    Ok(readable(&format!("{}\n", text.trim_end())))
}

/// The same text with the letters in it that were written as escapes although a person can read them: apostrophes, and
/// the marks that Hindi, Thai or a decomposed é are made of. What hides or acts stays escaped.
fn readable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, escape)) = rest.split_once('\\') {
        out.push_str(before);
        let mut letters = escape.chars();
        match letters.next() {
            Some('\'') => out.push('\''),
            Some('u') => {
                if let Some((letter, after)) = visible(letters.as_str()) {
                    out.push(letter);
                    rest = after;
                    continue;
                }
                out.push_str("\\u");
            }
            Some(other) => out.extend(['\\', other]),
            None => out.push('\\'),
        }
        rest = letters.as_str();
    }
    out.push_str(rest);
    out
}

/// The letter in `{301}` and what stands behind it, if a person can see that letter.
fn visible(braced: &str) -> Option<(char, &str)> {
    let (digits, after) = braced.strip_prefix('{')?.split_once('}')?;
    let letter = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)?;
    (!shown::is_hidden(letter)).then_some((letter, after))
}

fn style(depth: usize) -> PrettyConfig {
    PrettyConfig::new().depth_limit(depth).new_line("\n").indentor("    ").struct_names(false)
}

/// The ladder reads best on one line, although it stands where the long lists stand.
fn one_line(value: &impl Serialize) -> Result<Box<RawValue>, ron::Error> {
    let text = ron::ser::to_string_pretty(value, style(0))?;
    RawValue::from_boxed_ron(text.into_boxed_str()).map_err(|error| error.code)
}

/// The whole file, in the order in which a person reads it.
#[derive(serde::Serialize)]
struct File<'a> {
    format: u32,
    ladder: Box<RawValue>,
    #[serde(skip_serializing_if = "Rows::is_empty")]
    goals: Rows<'a, Goal>,
    #[serde(skip_serializing_if = "Rows::is_empty")]
    stakeholders: Rows<'a, Stakeholder>,
    #[serde(skip_serializing_if = "Rows::is_empty")]
    ideas: Rows<'a, Idea>,
    #[serde(skip_serializing_if = "Rows::is_empty")]
    touches: Rows<'a, Touch>,
    #[serde(skip_serializing_if = "Rows::is_empty")]
    reflections: Rows<'a, Reflection>,
    #[serde(skip_serializing_if = "Rows::is_empty")]
    proofs: Rows<'a, Proof>,
    #[serde(skip_serializing_if = "Rows::is_empty")]
    reviews: Rows<'a, Review>,
    #[serde(skip_serializing_if = "Rows::is_empty")]
    conflicts: Rows<'a, Conflict>,
}

/// A table as a list; the id stands in the record.
struct Rows<'a, T: Identified>(&'a Table<T>);

impl<T: Identified> Rows<'_, T> {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T: Identified + Serialize> Serialize for Rows<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(AsRef::as_ref))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Edit, StakeholderId, arbitrary};
    use crate::storage::read::read;
    use proptest::prelude::*;

    #[test]
    fn what_can_be_read_is_written_as_it_is() {
        let mut records = Records::default();
        let name = "Renée O'Neill e\u{301} नमस्ते \"\\\u{1b}\u{202e}\n\\'";
        records.apply(Edit::put(Stakeholder::named(StakeholderId::new("x"), name)));
        let text = write(&records).unwrap();
        assert!(text.contains("\"Renée O'Neill e\u{301} नमस्ते "), "{text}");
        assert!(text.contains(r#"\"\\\u{1b}\u{202e}\n\\'""#), "{text}");
        assert_eq!(read(text.as_bytes()).unwrap().loaded.records, records);
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back_and_writes_the_same_bytes(records in arbitrary::records()) {
            let text = write(&records).unwrap();
            let read = read(text.as_bytes()).unwrap();
            prop_assert_eq!(&read.loaded.records, &records);
            prop_assert!(read.loaded.findings.is_empty());
            prop_assert_eq!(write(&read.loaded.records).unwrap(), text);
        }

        #[test]
        fn one_record_is_one_line_and_no_control_goes_out_raw(records in arbitrary::records()) {
            let text = write(&records).unwrap();
            prop_assert!(text.ends_with(")\n"));
            prop_assert_eq!(text.lines().filter(|line| line.starts_with("        (")).count(), records.len());
            prop_assert!(!text.chars().any(|letter| letter.is_control() && letter != '\n'));
        }
    }
}
