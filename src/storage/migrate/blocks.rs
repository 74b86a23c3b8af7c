//! A file of middling length read as it comes from the disk, a block at a time.
//!
//! What a start waits for most is fresh memory, and a file that is read whole takes a page for each of its own. Here a block
//! is read into the place of the one before it, as soon as the records in that were read. As with pieces read side by side,
//! whether the cuts were in the right places comes out in the reading: where records read from the beginning of a piece to
//! its end, its end is between two of them. What stands before, between and behind the long lists is closed, or opened anew
//! with what came before it empty, and read as a plan of its own. Anything that is laid out otherwise than we write it is
//! nothing here; the whole file is read then, which also finds the words for what is wrong.

use std::io::{self, Read};

use memchr::memmem;

use super::lists::Lists;
use super::pieces::{RECORD, anew, closed};
use super::v1::{LONG, Long};
use super::{Loaded, ONE};
use crate::storage::format::{BEGINNING, CURRENT};
use crate::storage::seen::{BLOCK, Sum};
use crate::storage::{length, mistake, scan};

/// What closes a long list.
const END: &str = "\n    ],";

/// A file that was read in blocks.
pub struct Blocks {
    /// What it holds.
    pub loaded: Loaded,
    /// Its length in bytes.
    pub length: usize,
    /// By which its bytes are known again.
    pub sum: Sum,
}

/// Reads a file of the newest format; nothing where it is not laid out as we write it, or cannot be read.
pub fn read(file: impl Read) -> Option<Blocks> {
    read_by(file, BLOCK)
}

/// The same in blocks of so many bytes; the sum is that of the whole only where they are [`BLOCK`].
pub fn read_by(file: impl Read, block: usize) -> Option<Blocks> {
    // Room for a block and what was left of the one before: a place that grows is another place.
    let left = Vec::with_capacity(block * 2);
    let mut source = Source { file, block, left, length: 0, sum: Sum::default() };
    if !source.begins_as_we_write().ok()? {
        return None;
    }
    let mut lists: Option<Lists> = None;
    let mut opened = String::new();
    let mut ahead = LONG.as_slice();
    while let Some((number, start)) = source.goes_on_to(ahead).ok()? {
        let (passed, rest) = ahead.split_at_checked(number + 1)?;
        let list = passed.last()?;
        let between = source.piece(start)?;
        let read = joined(lists.take(), plan(&[&opened, between, &closed(list.name)].concat())?)?;
        source.left.drain(..start);
        records(&mut source, list, lists.insert(read))?;
        opened = anew(list.name);
        ahead = rest;
    }
    // It may be long, and is opened where it lies.
    source.left.splice(..0, opened.into_bytes());
    let lists = joined(lists, plan(source.piece(source.left.len())?)?)?;
    Some(Blocks { loaded: lists.loaded(), length: source.length, sum: source.sum })
}

/// What was read before, if anything was, and what follows.
fn joined(before: Option<Lists>, next: Lists) -> Option<Lists> {
    match before {
        Some(before) => before.followed_by(next),
        None => Some(next),
    }
}

/// Reads what stands around the long lists as a plan.
fn plan(text: &str) -> Option<Lists> {
    let (format, _) = scan::format(text)?;
    (ONE.plan)(text).filter(|_| format == CURRENT)
}

/// The records up to the end of their list.
fn records<R: Read>(source: &mut Source<R>, list: &Long, lists: &mut Lists) -> Option<()> {
    loop {
        let closed = memmem::find(&source.left, END.as_bytes());
        if let Some(at) = closed.or_else(|| memmem::rfind(&source.left, RECORD.as_bytes())) {
            (list.read)(source.piece(at + 1)?, lists)?;
            source.left.drain(..=at);
        }
        if closed.is_some() {
            return Some(());
        }
        if !source.more().ok()? {
            return None;
        }
    }
}

/// A file, and what of it is in the memory.
struct Source<R> {
    file: R,
    /// How much is read at once, in bytes.
    block: usize,
    /// What was read from the disk and is not understood yet.
    left: Vec<u8>,
    length: usize,
    sum: Sum,
}

impl<R: Read> Source<R> {
    /// Reads the next block; false at the end.
    fn more(&mut self) -> io::Result<bool> {
        let start = self.left.len();
        self.left.reserve_exact(self.block);
        self.left.resize(start + self.block, 0);
        let mut end = start;
        while let Some(room) = self.left.get_mut(end..).filter(|room| !room.is_empty()) {
            match self.file.read(room) {
                Ok(0) => break,
                Ok(count) => end += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        self.left.truncate(end);
        self.length += end - start;
        if let Some(read) = self.left.get(start..).filter(|read| !read.is_empty()) {
            self.sum.add(read);
        }
        Ok(end > start)
    }

    /// Whether the file begins as we write it; reads as much of it as that takes.
    fn begins_as_we_write(&mut self) -> io::Result<bool> {
        while self.left.len() < BEGINNING.len() && self.more()? {}
        Ok(self.left.starts_with(BEGINNING.as_bytes()))
    }

    /// Reads on to the first of these lists: which it is, and where its records begin. Nothing where the file ends before.
    fn goes_on_to(&mut self, ahead: &[Long]) -> io::Result<Option<(usize, usize)>> {
        let begins: Vec<String> = ahead.iter().map(|list| format!("\n    {}: [\n", list.name)).collect();
        let longest = begins.iter().map(String::len).max().unwrap_or(0);
        let mut from = 0;
        loop {
            let unseen = self.left.get(from..).unwrap_or_default();
            let at = |line: &String| memmem::find(unseen, line.as_bytes()).map(|at| from + at + line.len());
            let found = begins.iter().map(at).enumerate().filter_map(|(number, at)| Some((at?, number))).min();
            if let Some((start, number)) = found {
                return Ok(Some((number, start)));
            }
            from = self.left.len().saturating_sub(longest);
            if !self.more()? {
                return Ok(None);
            }
        }
    }

    /// The text of the first so many bytes, if it could be one of ours.
    fn piece(&self, end: usize) -> Option<&str> {
        let text = std::str::from_utf8(self.left.get(..end)?).ok()?;
        (mistake::nul(text).is_none() && length::check(text).is_ok()).then_some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::arbitrary::records;
    use crate::storage::format;
    use crate::storage::read as whole;
    use crate::storage::seen;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn blocks_read_as_the_whole(records in records(), block in 1..600_usize) {
            let text = format::write(&records).unwrap();
            let read = read_by(text.as_bytes(), block);
            let read = read.expect("it is laid out as we write it");
            prop_assert_eq!(read.loaded.records, records);
            prop_assert_eq!(read.length, text.len());
        }

        #[test]
        fn nothing_is_understood_that_the_whole_says_otherwise(
            records in records(),
            block in 1..600_usize,
            places in prop::collection::vec((any::<prop::sample::Index>(), 0..DAMAGE.len(), 0..3_usize), 1..4),
        ) {
            let mut text = format::write(&records).unwrap().into_bytes();
            for (place, piece, gone) in places {
                let at = place.index(text.len());
                text.splice(at..(at + gone).min(text.len()), DAMAGE[piece].iter().copied());
            }
            if let Some(read) = read_by(text.as_slice(), block) {
                let whole = whole::read(&text).map(|whole| (whole.format, whole.loaded.records, whole.loaded.findings));
                prop_assert_eq!(whole, Ok((CURRENT, read.loaded.records, read.loaded.findings)));
            }
        }
    }

    /// What somebody might write into a plan, or break it with.
    const DAMAGE: [&[u8]; 21] = [
        b"",
        b"\n",
        b"\0",
        b"\xff",
        b"\xef\xbb\xbf",
        b"\"",
        b"/*",
        b"*/",
        b"// x\n",
        b"(",
        b"),",
        b"\n    ],",
        b"\n    touches: [\n",
        b"\n    stakeholders: [\n",
        b"\n    ideas: [\n",
        b"\n    ideas: [\n    ],",
        b"\n    goals: [],",
        b"\n    proofs: [],",
        b"\n        (",
        b"format: 2,",
        b"r#\"",
    ];

    #[test]
    fn the_sum_is_that_of_the_whole() {
        let touch = |id: u32| format!("        (id: \"{id:06}\", on: \"2026-11-23\", with: [\"a\"], note: \"é\"),\n");
        let touches: String = (0..4000).map(touch).collect();
        let text = format!("{BEGINNING}    format: 1,\n    touches: [\n{touches}    ],\n)\n");
        assert!(text.len() > 3 * BLOCK);
        let read = read(text.as_bytes()).unwrap();
        assert_eq!(read.sum, seen::sum(text.as_bytes()));
        assert_eq!((read.length, read.loaded.records.touches.len()), (text.len(), 4000));
    }

    #[test]
    fn what_is_none_of_ours_is_left_to_the_whole() {
        let touch = "        (id: \"1\", on: \"2026-11-23\", with: [\"a\"]),\n";
        let file =
            |format: u32, touch: &str| format!("{BEGINNING}    format: {format},\n    touches: [\n{touch}    ],\n)\n");
        assert!(read(file(1, touch).as_bytes()).is_some());
        for text in [
            String::new(),
            "(format: 1)".to_owned(),
            file(2, touch),
            format!("\u{feff}{}", file(1, touch)),
            file(1, touch).replace("    ],\n)\n", ""),
            file(1, &touch.replace("with", "whom")),
            format!("{}// more\0", file(1, touch)),
        ] {
            assert!(read(text.as_bytes()).is_none(), "{text}");
        }
    }
}
