//! A long file read in pieces, side by side.
//!
//! Nearly all of a long file are touches, a line each. What stands before them is closed and read as a plan of its own,
//! what begins with the last of them is opened anew and read as another; the touches between are read one after the
//! other, as many at once as there are processors, where they lie. Whether the cuts were in the right places is not
//! guessed, it comes out in the reading: where a piece reads from its beginning to its end, its end is between two
//! touches, and so the next piece begins there. A text or comment that reaches over a cut is never closed in the first of
//! its pieces, and a record of any other list does not read as a touch. Whenever a piece does not read, the whole is read
//! in one go instead, which also finds the words for what is wrong.

use super::lists::Lists;
use crate::domain::{Ladder, Touch};
use crate::storage::format::BEGINNING;
use std::sync::Arc;
use std::thread;

/// The line with which the touches begin.
const TOUCHES: &str = "\n    touches: [\n";
/// What comes before each of them.
pub const RECORD: &str = "\n        (";
/// What stands in each of their lines, and in no other.
const ONLY_A_TOUCH: &str = ", with: [";
/// The least a piece is worth, in bytes: below that a thread costs more than it saves.
const LEAST: usize = 256 * 1024;
/// More pieces than this are never read at once.
const MOST: usize = 8;

/// The lists of a file, in the order in which they are written.
const LISTS: [&str; 8] = ["goals", "stakeholders", "ideas", "touches", "reflections", "proofs", "reviews", "conflicts"];

/// What opens a piece that begins among the records of this list. All that comes before it in a file stands there already,
/// empty, so that it is a mistake a second time.
pub fn anew(list: &str) -> String {
    let before = LISTS.iter().take_while(|name| **name != list).map(|name| format!("{name}: [], "));
    // As a list of texts the ladder looks the same in both languages.
    format!("(format: 1, ladder: {:?}, {}{list}: [\n", Ladder::default().rungs, before.collect::<String>())
}

/// What closes a piece that ends among the records of this list, with all that comes behind it in a file.
pub fn closed(list: &str) -> String {
    let behind = LISTS.iter().skip_while(|name| **name != list).skip(1).map(|name| format!(", {name}: []"));
    format!("]{})", behind.collect::<String>())
}

/// How the pieces are read: a plan, and touches with a comma behind each.
pub struct Reading {
    /// Reads a text as a plan.
    pub plan: fn(&str) -> Option<Lists>,
    /// Reads a text as touches.
    pub touches: fn(&str) -> Option<Vec<Arc<Touch>>>,
}

/// A text that was cut.
struct Pieces<'a> {
    /// All before the touches, closed.
    before: String,
    /// The touches but the last, a part for each processor.
    touches: Vec<&'a str>,
    /// The last touch and all behind it, opened anew.
    after: String,
}

/// Reads a text of format 1 in as many pieces as there are processors for, if it is long enough and cut easily.
pub fn read(text: &str, reading: &Reading) -> Option<Lists> {
    let worth = MOST.min(text.len() / LEAST);
    if worth < 2 {
        return None;
    }
    let processors = thread::available_parallelism().map_or(1, usize::from);
    side_by_side(&cut(text, processors.min(worth))?, reading)
}

/// Reads each part on a thread of its own, the first and what stands around the touches on this one.
fn side_by_side(pieces: &Pieces<'_>, reading: &Reading) -> Option<Lists> {
    let (first, others) = pieces.touches.split_first()?;
    let touches = reading.touches;
    thread::scope(|scope| {
        let started: Result<Vec<_>, _> =
            others.iter().map(|part| thread::Builder::new().spawn_scoped(scope, || touches(part))).collect();
        let mut lists = (reading.plan)(&pieces.before)?;
        lists.touches.extend(touches(first)?);
        let after = (reading.plan)(&pieces.after)?;
        for other in started.ok()? {
            lists.touches.extend(other.join().ok()??);
        }
        lists.followed_by(after)
    })
}

/// The text in pieces, its touches in so many parts that each processor has about as much to read.
fn cut(text: &str, count: usize) -> Option<Pieces<'_>> {
    // One that begins otherwise may ask for another notation further down.
    if count < 2 || !text.starts_with(BEGINNING) {
        return None;
    }
    let start = text.find(TOUCHES)? + TOUCHES.len();
    let end = text.get(..text.rfind(ONLY_A_TOUCH)?)?.rfind(RECORD)? + 1;
    let all = text.get(start..end)?;
    let mut touches = Vec::new();
    let mut rest = all;
    for number in (1..count).rev() {
        // Whoever reads the first part also reads what stands around the touches.
        let around = if touches.is_empty() { text.len() - all.len() } else { 0 };
        let share = ((rest.len() + around) / (number + 1)).saturating_sub(around);
        let share = (share..rest.len()).find(|at| rest.is_char_boundary(*at))?;
        let (part, other) = rest.split_at_checked(share + rest.get(share..)?.find(RECORD)? + 1)?;
        touches.push(part);
        rest = other;
    }
    touches.push(rest);
    let before = [text.get(..start)?, &closed("touches")].concat();
    let after = [&anew("touches"), text.get(end..)?].concat();
    Some(Pieces { before, touches, after })
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
        side_by_side(&cut(text, count)?, &migrate::ONE).map(Lists::loaded)
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
            assert_eq!(cut.touches.len(), count);
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
        let ladder = format!("ladder: {:?}", Ladder::default().rungs);
        let twice = |field: &str| twice(field).replacen("format: 1", &format!("format: 1, {ladder}"), 1);
        for field in ["goals: [(id: \"h\", title: \"H\")]", "goals: []", "touches: []", "format: 1", &ladder] {
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
