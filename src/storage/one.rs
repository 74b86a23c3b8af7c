//! One record as a text of its own, for an editor: each field on a line, absent ones left out.

use super::format::CURRENT;
use super::migrate;
use super::mistake::Mistake;
use super::read;
use super::scan::Place;
use crate::domain::{Key, Record};
use ron::error::Error;

/// The text of one record.
///
/// # Errors
/// A bug, never the record's content.
pub fn write(record: &Record) -> Result<String, ron::Error> {
    // The steps of a goal are the point of it, so each has a line, too.
    match record {
        Record::Ladder(record) => super::format::lines(record, 1),
        Record::Goal(record) => super::format::lines(record, 2),
        Record::Stakeholder(record) => super::format::lines(record, 1),
        Record::Idea(record) => super::format::lines(record, 1),
        Record::Touch(record) => super::format::lines(record, 1),
        Record::Reflection(record) => super::format::lines(record, 1),
        Record::Proof(record) => super::format::lines(record, 1),
        Record::Review(record) => super::format::lines(record, 1),
        Record::Conflict(record) => super::format::lines(record, 1),
    }
}

/// The record that a text holds; it must still be the one with this key.
///
/// # Errors
/// The first place that could not be understood, or a text that is about something else.
pub fn read(key: &Key, text: &str) -> Result<Record, Mistake> {
    let whole = framed(key, text);
    // The frame is the first line, and the last one.
    let last = text.lines().count().max(1);
    let read = read::read(whole.as_bytes()).map_err(|mistake| {
        let line = mistake.line.saturating_sub(1).clamp(1, last);
        Mistake { line, ..mistake }
    })?;
    let records = read.loaded.records;
    let wrong = |found: String, hint: &str| {
        Mistake::new(Place { line: 1, column: 1 }, format!("one {}", key.kind()), found, hint)
    };
    match (records.get(key), records.len()) {
        (Some(record), 1) => Ok(record),
        (None, 1) => {
            let hint = format!("write `id: \"{}\"`; others refer to it", key.id());
            Err(wrong("another id".to_owned(), &hint))
        }
        (_, 0) => Err(wrong("nothing".to_owned(), "put the record back, or leave the file empty to change nothing")),
        (_, several) => Err(wrong(format!("{several} records"), "keep one; touchbase edit opens all of them")),
    }
}

/// The fields that a record of this kind may have, in the order of the file.
pub fn fields(key: &Key) -> &'static [&'static str] {
    match migrate::read(&framed(key, "(no_such_field: 0)"), CURRENT).map_err(|error| error.code) {
        Err(Error::NoSuchStructField { expected, .. }) => expected,
        _ => &[],
    }
}

fn framed(key: &Key, text: &str) -> String {
    let list = match key {
        Key::Ladder | Key::Goal(_) => "goals",
        Key::Stakeholder(_) => "stakeholders",
        Key::Idea(_) => "ideas",
        Key::Touch(_) => "touches",
        Key::Reflection(_) => "reflections",
        Key::Proof(_) => "proofs",
        Key::Review(_) => "reviews",
        Key::Conflict(_) => "conflicts",
    };
    format!("(format: {CURRENT}, {list}: [\n{text}\n])")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Stakeholder, StakeholderId, arbitrary};
    use proptest::prelude::*;

    fn grace() -> Key {
        Key::Stakeholder(StakeholderId::new("grace-hopper"))
    }

    #[test]
    fn each_field_has_a_line() {
        let who =
            Stakeholder { tags: vec!["a".into(), "b".into()], ..Stakeholder::named(StakeholderId::new("x"), "X") };
        let wanted = "(\n    id: \"x\",\n    name: \"X\",\n    closeness: Unaware,\n    tags: [\"a\", \"b\"],\n)\n";
        let text = write(&who.into()).unwrap();
        assert!(text == wanted || text == wanted.replace("    closeness: Unaware,\n", ""), "{text}");
    }

    #[test]
    fn a_mistake_is_at_its_line_in_the_text() {
        let text = "// a note\n(\n    id: \"grace-hopper\",\n    nmae: \"Grace\",\n)";
        let mistake = read(&grace(), text).unwrap_err();
        assert_eq!((mistake.line, mistake.column, mistake.found.as_str()), (4, 5, "`nmae`"));
        let open = read(&grace(), "(\n    id: \"grace-hopper\",\n    name: \"Grace").unwrap_err();
        assert!((1..=3).contains(&open.line), "{open:?}");
    }

    #[test]
    fn it_stays_one_record_with_its_id() {
        let cases = [
            ("(id: \"other\", name: \"X\")", "another id"),
            ("(id: \"grace-hopper\", name: \"X\"), (id: \"b\", name: \"B\")", "2 records"),
            ("// nothing", "nothing"),
            ("], goals: [(id: \"g\", title: \"a goal\")", "another id"),
        ];
        for (text, found) in cases {
            assert_eq!(read(&grace(), text).unwrap_err().found, found, "{text}");
        }
        assert!(read(&grace(), "(id: \"grace-hopper\", name: \"X\"),").is_ok(), "a comma behind it is no trouble");
    }

    #[test]
    fn the_fields_are_known() {
        let fields = fields(&grace());
        assert!(fields.starts_with(&["id", "name", "title"]) && fields.contains(&"cares_about"), "{fields:?}");
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(records in arbitrary::records()) {
            for record in records.all().skip(1) {
                prop_assert_eq!(read(&record.key(), &write(&record).unwrap()).unwrap(), record);
            }
        }
    }
}
