//! A long file read in pieces, side by side.
//!
//! Nearly all of a long file are touches, a line each. It is cut between two of those lines, and each piece is made a
//! plan of its own: one that was cut off at its end is closed there, one that was cut off at its beginning is opened
//! anew. Whether the cuts were in the right places is not guessed, it comes out in the reading: where a piece reads from
//! its beginning to its end as a plan whose last list is open, its end is between two records, and so the next piece
//! begins there. A text or comment that reaches over a cut is never closed in the first of its pieces, and a record of
//! any other list does not read as a touch. Whenever a piece does not read, the whole is read in one go instead, which
//! also finds the words for what is wrong.

use super::lists::Lists;
use std::borrow::Cow;
use std::thread;

/// How a file of ours begins. One that begins otherwise may ask for another notation further down.
const BEGINNING: &str = "#![enable(implicit_some)]\n(\n";
/// The line with which the touches begin.
const TOUCHES: &str = "\n    touches: [\n";
/// What comes before each of them.
const RECORD: &str = "\n        (";
/// What stands in each of their lines, and in no other.
const ONLY_A_TOUCH: &str = ", with: [";
/// The least a piece is worth, in bytes: below that a thread costs more than it saves.
const LEAST: usize = 256 * 1024;
/// More pieces than this are never read at once.
const MOST: usize = 8;

/// Reads a text of format 1 in as many pieces as there are processors for, if it is long enough and cut easily.
pub fn read(text: &str, one: impl Fn(&str) -> Option<Lists> + Sync) -> Option<Lists> {
    let processors = thread::available_parallelism().map_or(1, usize::from);
    side_by_side(&cut(text, processors.min(MOST).min(text.len() / LEAST))?, one)
}

/// Reads each piece on a thread of its own, the first on this one.
fn side_by_side(pieces: &[Cow<'_, str>], one: impl Fn(&str) -> Option<Lists> + Sync) -> Option<Lists> {
    let (first, others) = pieces.split_first()?;
    thread::scope(|scope| {
        let read = |piece: &Cow<'_, str>| one(piece);
        let started: Result<Vec<_>, _> =
            others.iter().map(|piece| thread::Builder::new().spawn_scoped(scope, move || read(piece))).collect();
        let mut lists = read(first)?;
        for other in started.ok()? {
            lists = lists.followed_by(other.join().ok()??)?;
        }
        Some(lists)
    })
}

/// The text in so many pieces of about the same length, each a plan of its own.
fn cut(text: &str, count: usize) -> Option<Vec<Cow<'_, str>>> {
    if count < 2 || !text.starts_with(BEGINNING) {
        return None;
    }
    let touches = text.find(TOUCHES)? + TOUCHES.len();
    let mut cuts = Vec::new();
    for number in 1..count {
        let about = (text.len() / count * number).max(touches).max(cuts.last().copied().unwrap_or(0));
        let about = (about..text.len()).find(|at| text.is_char_boundary(*at))?;
        let Some(found) = text.get(about..)?.find(RECORD) else { break };
        let start = about + found + 1;
        // Behind the touches there is no need of a cut.
        if !text.get(start..)?.lines().next().is_some_and(|line| line.contains(ONLY_A_TOUCH)) {
            break;
        }
        cuts.push(start);
    }
    let starts = std::iter::once(0).chain(cuts.iter().copied());
    let ends = cuts.iter().copied().chain([text.len()]);
    let pieces = starts.zip(ends).map(|(start, end)| {
        let opened = if start > 0 { "(format: 1, touches: [\n" } else { "" };
        let closed = if end < text.len() { "])" } else { "" };
        Some(Cow::Owned([opened, text.get(start..end)?, closed].concat()))
    });
    pieces.collect::<Option<Vec<_>>>().filter(|pieces| pieces.len() > 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::arbitrary::records;
    use crate::storage::format;
    use crate::storage::migrate::{self, Loaded};
    use proptest::prelude::*;

    fn whole(text: &str) -> Loaded {
        migrate::read(text, 1).unwrap()
    }

    fn pieces(text: &str, count: usize) -> Option<Loaded> {
        side_by_side(&cut(text, count)?, migrate::one).map(Lists::loaded)
    }

    fn file(touches: &str) -> String {
        format!(
            "{BEGINNING}    format: 1,\n    goals: [\n        (id: \"g\", title: \"G\"),\n    ],{TOUCHES}{touches}    ],\n)\n"
        )
    }

    fn touch(id: u8, rest: &str) -> String {
        format!("        (id: \"{id}\", on: \"2026-11-23\", with: [\"a\"]{rest}),\n")
    }

    proptest! {
        #[test]
        fn pieces_read_as_the_whole(records in records(), count in 2..6_usize) {
            let text = format::write(&records).unwrap();
            if let Some(loaded) = pieces(&text, count) {
                prop_assert_eq!(loaded.records, whole(&text).records);
            }
        }
    }

    #[test]
    fn what_we_write_is_cut() {
        let text = file(&(10..40).map(|id| touch(id, "")).collect::<String>());
        for count in 2..6 {
            let cut = cut(&text, count).unwrap();
            assert_eq!(cut.len(), count);
            let loaded = pieces(&text, count).unwrap();
            assert_eq!(loaded.records, whole(&text).records);
            assert_eq!(loaded.records.touches.len(), 30);
        }
    }

    #[test]
    fn what_reaches_over_a_cut_is_read_in_one_go() {
        let many = |id: u8| (id..id + 20).map(|id| touch(id, "")).collect::<String>();
        let over = |open: &str, close: &str| many(10) + open + &many(40) + close + &many(70);
        let text = over("/*\n", "*/\n");
        assert!(cut(&file(&text), 2).is_some() && pieces(&file(&text), 2).is_none());
        assert_eq!(whole(&file(&text)).records.touches.len(), 40);
        let (plain, raw) = (many(40).replace('"', "\\\""), many(40));
        for note in [format!("\"\n{plain}\""), format!("r#\"\n{raw}\"#")] {
            let text = many(10) + &touch(30, &format!(", note: {note}")) + &many(70);
            assert!(cut(&file(&text), 2).is_some() && pieces(&file(&text), 2).is_none(), "{note}");
            assert_eq!(whole(&file(&text)).records.touches.len(), 41);
        }
    }

    #[test]
    fn what_stands_twice_is_a_mistake_in_pieces_too() {
        let many = |id: u8| (id..id + 20).map(|id| touch(id, "")).collect::<String>();
        let twice = |field: &str| file(&(many(10) + &many(40))).replace("\n)\n", &format!("\n    {field},\n)\n"));
        for field in ["goals: [(id: \"h\", title: \"H\")]", "touches: []", "format: 1"] {
            assert!(cut(&twice(field), 2).is_some() && pieces(&twice(field), 2).is_none(), "{field}");
            assert!(migrate::read(&twice(field), 1).is_err(), "{field}");
        }
        let of_one_id = file(&(many(10) + &many(10)));
        assert_eq!(pieces(&of_one_id, 2).unwrap().findings.len(), 20);
    }

    #[test]
    fn a_piece_that_is_wrong_leaves_the_words_to_the_whole() {
        let many = |id: u8| (id..id + 20).map(|id| touch(id, "")).collect::<String>();
        let text = file(&(many(10) + &touch(30, ", nothing: 1") + &many(40)));
        assert!(pieces(&text, 2).is_none() && migrate::read(&text, 1).is_err());
        assert!(pieces(&file(&many(10)).replace("implicit_some", "unwrap_newtypes"), 2).is_none());
    }
}
