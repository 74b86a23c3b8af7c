//! A file read as it comes from the disk, a block at a time, on as many processors as it is worth.
//!
//! What a start waits for most is fresh memory, and a file that is read whole takes a page for each of its own. Here a block
//! is read into the place of the one before it, as soon as the records in that were read. A long file is read in several
//! stretches side by side, each in blocks of its own.
//!
//! Whether the cuts were in the right places is not guessed, it comes out in the reading: where records read from the
//! beginning of a piece to its end, its end is between two of them. A text or comment that reaches over a cut is never
//! closed in the first of its pieces, and a record of one list does not read as one of another. What stands before, between
//! and behind the long lists is closed, or opened anew with what came before it empty, and read as a plan of its own.
//! Anything that is laid out otherwise than we write it is nothing here; the whole file is read then, which also finds the
//! words for what is wrong.

use std::fs;
use std::io::{self, ErrorKind};
use std::thread;

use memchr::memmem;

use super::lists::Lists;
use super::v1::{LONG, Long};
use super::{Loaded, one};
use crate::domain::Ladder;
use crate::storage::format::{BEGINNING, CURRENT};
use crate::storage::seen::{BLOCK, Sum};
use crate::storage::{length, mistake, scan};

/// What closes a long list.
const END: &str = "\n    ],";
/// What comes before each of its records.
const RECORD: &str = "\n        (";
/// The least a stretch is worth, in bytes: below that a thread costs more than it saves.
const LEAST: usize = 512 * 1024;
/// More stretches than this are never read at once.
const MOST: usize = 8;

/// The lists of a file, in the order in which they are written.
const LISTS: [&str; 8] = ["goals", "stakeholders", "ideas", "touches", "reflections", "proofs", "reviews", "conflicts"];

/// What opens a piece that begins among the records of this list. All that comes before it in a file stands there already,
/// empty, so that it is a mistake a second time.
fn anew(list: &str) -> String {
    let before = LISTS.iter().take_while(|name| **name != list).map(|name| format!("{name}: [], "));
    // As a list of texts the ladder looks the same in both languages.
    format!("(format: 1, ladder: {:?}, {}{list}: [\n", Ladder::default().rungs, before.collect::<String>())
}

/// What closes a piece that ends among the records of this list, with all that comes behind it in a file.
fn closed(list: &str) -> String {
    let behind = LISTS.iter().skip_while(|name| **name != list).skip(1).map(|name| format!(", {name}: []"));
    format!("]{})", behind.collect::<String>())
}

/// What can be read at several places at once.
pub trait At: Sync {
    /// Reads what is at this place, counted in bytes from 0, as much of it as there is and as fits; how much that was.
    ///
    /// # Errors
    /// Whatever the disk says.
    fn read_at(&self, room: &mut [u8], at: u64) -> io::Result<usize>;
}

impl At for fs::File {
    #[cfg(unix)]
    fn read_at(&self, room: &mut [u8], at: u64) -> io::Result<usize> {
        std::os::unix::fs::FileExt::read_at(self, room, at)
    }

    #[cfg(windows)]
    fn read_at(&self, room: &mut [u8], at: u64) -> io::Result<usize> {
        std::os::windows::fs::FileExt::seek_read(self, room, at)
    }

    #[cfg(not(any(unix, windows)))]
    fn read_at(&self, _: &mut [u8], _: u64) -> io::Result<usize> {
        Err(ErrorKind::Unsupported.into())
    }
}

impl At for [u8] {
    fn read_at(&self, mut room: &mut [u8], at: u64) -> io::Result<usize> {
        let left = usize::try_from(at).ok().and_then(|at| self.get(at..)).unwrap_or_default();
        io::Write::write(&mut room, left)
    }
}

/// A file that was read in blocks.
pub struct Blocks {
    /// What it holds.
    pub loaded: Loaded,
    /// Its length in bytes.
    pub length: usize,
    /// By which its bytes are known again.
    pub sum: Sum,
}

/// How many stretches a file of so many bytes is worth on this machine.
pub fn stretches(length: usize) -> usize {
    match MOST.min(length / LEAST) {
        0 | 1 => 1,
        worth => thread::available_parallelism().map_or(1, usize::from).min(worth),
    }
}

/// Reads a file of the newest format that seems to be so many bytes long; nothing where it is not laid out as we write it,
/// or cannot be read.
pub fn read(file: &(impl At + ?Sized), length: usize) -> Option<Blocks> {
    let count = stretches(length);
    // A cut between two lists is nothing; without one there is none.
    let again = || if count > 1 { read_by(file, length, BLOCK, 1) } else { None };
    read_by(file, length, BLOCK, count).or_else(again)
}

/// The same in blocks of so many bytes and in so many stretches; the sum is that of the whole only where the blocks are
/// [`BLOCK`].
pub fn read_by(file: &(impl At + ?Sized), length: usize, block: usize, count: usize) -> Option<Blocks> {
    // As many blocks each, and the last one what is left.
    let share = length.div_ceil(block).div_ceil(count).max(1) * block;
    let source = |number: usize| Source::new(file, block, number * share, (number + 1 < count).then_some(share));
    let read = thread::scope(|scope| {
        let start = |number| {
            let source = source(number);
            thread::Builder::new().spawn_scoped(scope, move || Stretch::read(source))
        };
        let others: Vec<_> = (1..count).map(start).collect::<Result<_, _>>().ok()?;
        let first = Stretch::read(source(0))?;
        others.into_iter().try_fold(first, |all, next| all.followed_by(next.join().ok()??))
    })?;
    read.tail.is_none().then(|| Blocks { loaded: read.lists.loaded(), length: read.end, sum: read.sum })
}

/// A stretch of a file that was read.
struct Stretch {
    /// Where it begins among the records of a list: which of the long ones, and what stands before the first record that
    /// begins here.
    head: Option<(usize, Vec<u8>)>,
    /// All that it holds from end to end.
    lists: Lists,
    /// Where it ends among the records of a list: which of the long ones, and the beginning of a record.
    tail: Option<(usize, Vec<u8>)>,
    /// Where in the file it ends, in bytes.
    end: usize,
    sum: Sum,
}

impl Stretch {
    fn read<A: At + ?Sized>(mut source: Source<'_, A>) -> Option<Self> {
        let mut lists = Lists::default();
        let (mut head, mut within) = (None, None);
        if source.at > 0 {
            let before = source.skip_to_record().ok()??;
            within = Some(source.list()?);
            head = within.map(|number| (number, before));
        } else if !source.begins_as_we_write().ok()? {
            return None;
        }
        let (mut opened, mut next) = (String::new(), 0);
        loop {
            let number = match within.take() {
                Some(number) => number,
                None => match source.goes_on_to(LONG.get(next..)?).ok()? {
                    Some((behind, start)) => {
                        let number = next + behind;
                        let around = [&opened, source.piece(start)?, &closed(LONG.get(number)?.name)].concat();
                        lists = lists.followed_by(plan(&around)?)?;
                        source.left.drain(..start);
                        number
                    }
                    None => break,
                },
            };
            let list = LONG.get(number)?;
            if !records(&mut source, list, &mut lists)? {
                let Source { left, at: end, sum, .. } = source;
                return Some(Self { head, lists, tail: Some((number, left)), end, sum });
            }
            (opened, next) = (anew(list.name), number + 1);
        }
        if source.ends {
            // What is between two lists stands in one stretch.
            return None;
        }
        // It may be long, and is opened where it lies.
        source.left.splice(..0, opened.into_bytes());
        lists = lists.followed_by(plan(source.piece(source.left.len())?)?)?;
        Some(Self { head, lists, tail: None, end: source.at, sum: source.sum })
    }

    /// This stretch and the next one. Nothing where what lies over the cut is no record, or none of the list before.
    fn followed_by(mut self, next: Self) -> Option<Self> {
        let ((number, mut over), (begun, rest)) = (self.tail?, next.head?);
        over.extend(rest);
        let list = LONG.get(number).filter(|_| number == begun)?;
        (list.read)(text(&over)?, &mut self.lists)?;
        let lists = self.lists.followed_by(next.lists)?;
        Some(Self { head: self.head, lists, tail: next.tail, end: next.end, sum: self.sum.with(next.sum) })
    }
}

/// Reads what stands around the long lists as a plan.
fn plan(text: &str) -> Option<Lists> {
    let (format, _) = scan::format(text)?;
    one(text).ok().filter(|_| format == CURRENT)
}

/// These bytes as a text, if it could be one of ours.
fn text(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok()?;
    (mistake::nul(text).is_none() && length::check(text).is_ok()).then_some(text)
}

/// The records up to the end of their list, or of the stretch: whether it was that of the list.
fn records<A: At + ?Sized>(source: &mut Source<'_, A>, list: &Long, lists: &mut Lists) -> Option<bool> {
    loop {
        let closed = memmem::find(&source.left, END.as_bytes());
        if let Some(at) = closed.or_else(|| memmem::rfind(&source.left, RECORD.as_bytes())) {
            (list.read)(source.piece(at + 1)?, lists)?;
            source.left.drain(..=at);
        }
        if closed.is_some() {
            return Some(true);
        }
        if !source.more().ok()? {
            return source.ends.then_some(false);
        }
    }
}

/// A stretch of a file, and what of it is in the memory.
struct Source<'a, A: ?Sized> {
    file: &'a A,
    /// How much is read at once, in bytes.
    block: usize,
    /// Where the next block begins, in bytes.
    at: usize,
    /// How much of it is still to be read, in bytes.
    rest: usize,
    /// Whether it ends before the file does.
    ends: bool,
    /// What was read from the disk and is not understood yet.
    left: Vec<u8>,
    sum: Sum,
}

impl<'a, A: At + ?Sized> Source<'a, A> {
    /// The stretch that begins here and is so long, or goes on to the end of the file.
    fn new(file: &'a A, block: usize, at: usize, length: Option<usize>) -> Self {
        let (rest, ends) = (length.unwrap_or(usize::MAX), length.is_some());
        // Room for a block and what was left of the one before: a place that grows is another place.
        let left = Vec::with_capacity(block * 2);
        Self { file, block, at, rest, ends, left, sum: Sum::default() }
    }

    /// Reads the next block; false at the end.
    fn more(&mut self) -> io::Result<bool> {
        let (start, wanted) = (self.left.len(), self.block.min(self.rest));
        self.left.reserve_exact(wanted);
        self.left.resize(start + wanted, 0);
        let mut count = 0;
        while let Some(room) = self.left.get_mut(start + count..).filter(|room| !room.is_empty()) {
            match self.file.read_at(room, (self.at + count) as u64) {
                Ok(0) => break,
                Ok(more) => count += more,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        self.left.truncate(start + count);
        if self.ends && count < wanted {
            // The file is shorter by now.
            return Err(ErrorKind::UnexpectedEof.into());
        }
        if let Some(read) = self.left.get(start..).filter(|read| !read.is_empty()) {
            self.sum.add(self.at / self.block, read);
        }
        self.at += count;
        self.rest -= count;
        Ok(count > 0)
    }

    /// Whether the file begins as we write it; reads as much of it as that takes.
    fn begins_as_we_write(&mut self) -> io::Result<bool> {
        while self.left.len() < BEGINNING.len() && self.more()? {}
        Ok(self.left.starts_with(BEGINNING.as_bytes()))
    }

    /// Goes on to the first record that begins here: what stands before it. Nothing where none does.
    fn skip_to_record(&mut self) -> io::Result<Option<Vec<u8>>> {
        while self.more()? {
            if let Some(at) = memmem::find(&self.left, RECORD.as_bytes()) {
                return Ok(Some(self.left.drain(..=at).collect()));
            }
        }
        Ok(None)
    }

    /// Which of the long lists the record is from that stands at the beginning; nothing where it is from none.
    fn list(&mut self) -> Option<usize> {
        let ends = [RECORD, END];
        let end = loop {
            match ends.iter().filter_map(|end| memmem::find(&self.left, end.as_bytes())).min() {
                Some(end) => break end + 1,
                None if self.more().ok()? => {}
                None => return None,
            }
        };
        let record = self.piece(end)?;
        // Touches are the most.
        LONG.iter().rposition(|list| (list.read)(record, &mut Lists::default()).is_some())
    }

    /// Reads on to the first of these lists: which it is, and where its records begin. Nothing where the stretch ends before.
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
        text(self.left.get(..end)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::arbitrary::records;
    use crate::storage::format;
    use crate::storage::migrate;
    use crate::storage::read as whole;
    use crate::storage::seen;
    use proptest::prelude::*;

    fn blocks(text: &str, block: usize, count: usize) -> Option<Blocks> {
        read_by(text.as_bytes(), text.len(), block, count)
    }

    proptest! {
        #[test]
        fn blocks_read_as_the_whole(records in records(), block in 1..600_usize) {
            let text = format::write(&records).unwrap();
            let read = blocks(&text, block, 1).expect("it is laid out as we write it");
            prop_assert_eq!(read.loaded.records, records);
            prop_assert_eq!(read.length, text.len());
        }

        #[test]
        fn nothing_is_understood_that_the_whole_says_otherwise(
            records in records(),
            block in 1..600_usize,
            count in 1..5_usize,
            places in prop::collection::vec((any::<prop::sample::Index>(), 0..DAMAGE.len(), 0..3_usize), 0..4),
        ) {
            let mut text = format::write(&records).unwrap().into_bytes();
            for (place, piece, gone) in places {
                let at = place.index(text.len());
                text.splice(at..(at + gone).min(text.len()), DAMAGE[piece].iter().copied());
            }
            if let Some(read) = read_by(text.as_slice(), text.len(), block, count) {
                let whole = whole::read(&text).map(|whole| (whole.format, whole.loaded.records, whole.loaded.findings));
                prop_assert_eq!(whole, Ok((CURRENT, read.loaded.records, read.loaded.findings)));
                prop_assert_eq!(read.length, text.len());
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

    /// A file with a goal and with lists of these lines.
    fn file(lists: &[(&str, String)]) -> String {
        let list = |(name, lines): &(&str, String)| format!("    {name}: [\n{lines}    ],\n");
        let lists: String = lists.iter().map(list).collect();
        format!("{BEGINNING}    format: 1,\n    goals: [\n        (id: \"g\", title: \"G\"),\n    ],\n{lists})\n")
    }

    fn touch(id: u32, rest: &str) -> String {
        format!("        (id: \"{id:04}\", on: \"2026-11-23\", with: [\"a\"]{rest}),\n")
    }

    fn touches(from: u32) -> String {
        (from..from + 20).map(|id| touch(id, ", note: \"é\"")).collect()
    }

    /// How many of the ways to cut a text lead to something.
    fn read_cut(text: &str) -> usize {
        let ways = (60..200).flat_map(|block| (2..5).map(move |count| (block, count)));
        let read: Vec<Blocks> = ways.filter_map(|(block, count)| blocks(text, block, count)).collect();
        for read in &read {
            assert_eq!(read.loaded.records, migrate::read(text, 1).unwrap().records);
        }
        read.len()
    }

    #[test]
    fn a_cut_may_fall_into_each_of_the_long_lists() {
        let person = |id: u32| format!("        (id: \"{id:04}\", name: \"Grace\"),\n");
        let idea = |id: u32| format!("        (id: \"{id:04}\", to: [], text: \"é\"),\n");
        let (people, ideas) = ((0..40).map(person).collect(), (0..40).map(idea).collect());
        let lists = [("stakeholders", people), ("ideas", ideas), ("touches", touches(0) + &touches(20))];
        for list in &lists {
            let read = read_cut(&file(std::slice::from_ref(list)));
            assert!(read > 300, "{}: {read} of 420", list.0);
        }
        let read = read_cut(&file(&lists));
        assert!(read > 200, "{read} of 420");
    }

    #[test]
    fn what_reaches_over_a_cut_is_read_in_one_go() {
        let over = |open: &str, close: &str| [&touches(10), open, &touches(40), close, &touches(70)].concat();
        let text = file(&[("touches", over("/*\n", "*/\n"))]);
        assert_eq!((read_cut(&text), migrate::read(&text, 1).unwrap().records.touches.len()), (0, 40));
        let (plain, raw) = (touches(40).replace('"', "\\\""), touches(40));
        for note in [format!("\"\n{plain}\""), format!("r#\"\n{raw}\"#")] {
            let text = file(&[("touches", [touches(10), touch(30, &format!(", note: {note}")), touches(70)].concat())]);
            assert_eq!(migrate::read(&text, 1).unwrap().records.touches.len(), 41);
            assert_eq!(read_cut(&text), 0, "{note}");
        }
    }

    #[test]
    fn what_stands_twice_is_a_mistake_in_stretches_too() {
        let once = file(&[("touches", touches(10) + &touches(40))]);
        let ladder = format!("ladder: {:?}", Ladder::default().rungs);
        let once = once.replacen("format: 1", &format!("format: 1, {ladder}"), 1);
        assert!(read_cut(&once) > 300);
        for field in ["goals: [(id: \"h\", title: \"H\")]", "goals: []", "touches: []", "format: 1", &ladder] {
            let twice = once.replace("\n)\n", &format!("\n    {field},\n)\n"));
            assert_eq!(read_cut(&twice), 0, "{field}");
            assert!(migrate::read(&twice, 1).is_err(), "{field}");
        }
        let of_one_id = file(&[("touches", touches(10) + &touches(10))]);
        assert_eq!(blocks(&of_one_id, 200, 2).unwrap().loaded.findings.len(), 20);
    }

    #[test]
    fn a_stretch_that_is_wrong_leaves_the_words_to_the_whole() {
        let text = file(&[("touches", touches(10) + &touch(30, ", nothing: 1") + &touches(40))]);
        assert!(read_cut(&text) == 0 && migrate::read(&text, 1).is_err());
        let other = file(&[("touches", touches(10))]).replace("implicit_some", "unwrap_newtypes");
        assert_eq!(read_cut(&other), 0);
    }

    #[test]
    fn a_file_that_has_another_length_by_now_is_read_to_its_end_or_not_at_all() {
        let text = file(&[("touches", touches(10) + &touches(40))]);
        let wanted = migrate::read(&text, 1).unwrap().records;
        for length in [1, text.len() / 2, text.len() * 9 / 10, text.len() + 300, text.len() * 3] {
            for count in 1..5 {
                let read = read_by(text.as_bytes(), length, 100, count);
                assert!(read.is_none_or(|read| read.loaded.records == wanted && read.length == text.len()));
            }
        }
        assert!(read_by(text.as_bytes(), text.len() * 9 / 10, 100, 2).is_some());
        assert!(read_by(text.as_bytes(), text.len() * 3, 100, 2).is_none());
    }

    #[test]
    fn the_sum_is_that_of_the_whole() {
        let touches: String = (0..4000).map(|id| touch(id, ", note: \"é\"")).collect();
        let text = file(&[("touches", touches)]);
        assert!(text.len() > 3 * BLOCK);
        for count in 1..4 {
            let read = blocks(&text, BLOCK, count).unwrap();
            assert_eq!(read.sum, seen::sum(text.as_bytes()));
            assert_eq!((read.length, read.loaded.records.touches.len()), (text.len(), 4000));
        }
        assert_ne!(seen::sum(text.as_bytes()), seen::sum(text.replacen("0001", "0002", 1).as_bytes()));
    }

    #[test]
    fn what_is_none_of_ours_is_left_to_the_whole() {
        let touch = "        (id: \"1\", on: \"2026-11-23\", with: [\"a\"]),\n";
        let file =
            |format: u32, touch: &str| format!("{BEGINNING}    format: {format},\n    touches: [\n{touch}    ],\n)\n");
        let read = |text: &str| read(text.as_bytes(), text.len());
        assert!(read(&file(1, touch)).is_some());
        for text in [
            String::new(),
            "(format: 1)".to_owned(),
            file(2, touch),
            format!("\u{feff}{}", file(1, touch)),
            file(1, touch).replace("    ],\n)\n", ""),
            file(1, &touch.replace("with", "whom")),
            format!("{}// more\0", file(1, touch)),
        ] {
            assert!(read(&text).is_none(), "{text}");
        }
    }
}
