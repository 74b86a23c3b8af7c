//! Rows on their way to a person or a script: columns as wide as they need, and never wider than the terminal.

use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

use crate::domain::shown::Shown;

/// What stands between two columns.
const GAP: usize = 2;

/// A column is not cut below this many cells, as long as that leaves room.
const LEAST: usize = 8;

/// What stands where a cell was cut.
const ELLIPSIS: char = '…';

/// Rows of cells, all of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// What each of its records is, where an answer has several tables: `idea`.
    pub kind: &'static str,
    /// What stands above them, where an answer has several tables: `Ideas`.
    pub title: &'static str,
    /// What the columns are, for a person.
    pub head: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
    /// Whether the last cell of a row goes on below itself, rather than being cut.
    pub whole: bool,
}

impl Table {
    /// A table of these rows.
    pub fn of(rows: impl IntoIterator<Item = Vec<String>>) -> Self {
        Self { rows: rows.into_iter().collect(), ..Self::default() }
    }

    /// The same with words above the columns.
    #[must_use]
    pub fn head<const N: usize>(mut self, head: [&'static str; N]) -> Self {
        self.head = head.to_vec();
        self
    }

    /// The same for rows that are to be read whole: what is too long goes on in the next line.
    #[must_use]
    pub fn whole(mut self) -> Self {
        self.whole = true;
        self
    }

    /// The same as one part of an answer: a title for a person, and for a script the kind of its records.
    #[must_use]
    pub fn part(mut self, kind: &'static str, title: &'static str) -> Self {
        (self.kind, self.title) = (kind, title);
        self
    }

    /// One record a line, its cells behind each other with a tab between. No cell is cut.
    pub fn plain(&self) -> Vec<String> {
        let kind = Some(self.kind.to_owned()).filter(|kind| !kind.is_empty());
        let line = |row: &Vec<String>| kind.iter().chain(row).map(|cell| shown(cell)).collect::<Vec<_>>().join("\t");
        self.rows.iter().map(line).collect()
    }

    /// Lines of columns two cells apart. The last column is not padded. With a width no line is wider, and what is too
    /// long is cut.
    pub fn aligned(&self, with_head: bool, width: Option<usize>) -> Vec<String> {
        let head = Some(self.head.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>());
        let head = head.filter(|head| with_head && !head.is_empty() && !self.rows.is_empty());
        let rows: Vec<Vec<String>> =
            head.iter().chain(&self.rows).map(|row| row.iter().map(|cell| shown(cell)).collect()).collect();
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        let widest = |column: usize| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max();
        let mut widths: Vec<usize> = (0..columns).map(|column| widest(column).unwrap_or(0)).collect();
        if let Some(width) = width.filter(|width| self.whole && *width > widths.iter().rev().skip(1).sum()) {
            return rows.iter().flat_map(|row| wrapped(row, &widths, width)).collect();
        }
        if let Some(width) = width {
            narrow(&mut widths, width);
        }
        let line = |row: &Vec<String>| {
            let mut text = String::new();
            for (cell, width) in row.iter().zip(&widths) {
                let cell = cut(cell, *width);
                let blank = width.saturating_sub(cell.width()) + GAP;
                text.push_str(&cell);
                text.push_str(&" ".repeat(blank));
            }
            let text = text.trim_end();
            width.map_or_else(|| text.to_owned(), |width| cut(text, width))
        };
        rows.iter().map(line).collect()
    }
}

/// A row whose last cell goes on in the lines below it. A word that is longer than the room for it, such as a path, is left in
/// one piece.
fn wrapped(row: &[String], widths: &[usize], width: usize) -> Vec<String> {
    let Some((last, before)) = row.split_last() else { return Vec::new() };
    let indent: usize = widths.iter().take(before.len()).map(|width| width + GAP).sum();
    let room = textwrap::Options::new(width.saturating_sub(indent).max(LEAST)).break_words(false);
    // Other scripts break where there is no blank; a path or an address does not.
    let room = if last.is_ascii() { room.word_separator(textwrap::WordSeparator::AsciiSpace) } else { room };
    let mut lead = String::new();
    for (cell, width) in before.iter().zip(widths) {
        lead.push_str(cell);
        lead.push_str(&" ".repeat(width.saturating_sub(cell.width()) + GAP));
    }
    let lines = textwrap::wrap(last, room).into_iter().enumerate().map(|(at, line)| {
        let lead = if at == 0 { lead.clone() } else { " ".repeat(indent) };
        format!("{lead}{line}").trim_end().to_owned()
    });
    lines.collect()
}

fn shown(cell: &str) -> String {
    Shown::line(cell).to_string()
}

/// Takes room from the widest column until all of them fit, or none can give more.
fn narrow(widths: &mut [usize], width: usize) {
    let room = width.saturating_sub(GAP * widths.len().saturating_sub(1));
    while widths.iter().sum::<usize>() > room {
        let Some(widest) = widths.iter_mut().max().filter(|widest| **widest > LEAST) else { return };
        *widest -= 1;
    }
}

/// A text of at most so many cells, cut between two letters where it is longer.
pub fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let (mut cut, mut used) = (String::new(), 0);
    for letter in text.graphemes(true) {
        used += letter.width();
        if used >= width {
            break;
        }
        cut.push_str(letter);
    }
    let mut cut = cut.trim_end().to_owned();
    cut.extend((width > 0).then_some(ELLIPSIS));
    cut
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn table(rows: &[&[&str]]) -> Table {
        Table::of(rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()))
    }

    #[test]
    fn wide_letters_keep_the_columns_straight() {
        let rows = table(&[&["田中 美咲", "VP", "x"], &["Ada", "Director", "y"], &["👩‍👩‍👧", "-", "z"]]);
        assert_eq!(
            rows.aligned(false, None),
            ["田中 美咲  VP        x", "Ada        Director  y", "👩‍👩‍👧         -         z"]
        );
        assert_eq!(rows.plain(), ["田中 美咲\tVP\tx", "Ada\tDirector\ty", "👩‍👩‍👧\t-\tz"]);
    }

    #[test]
    fn the_longest_cells_give_room_first() {
        let rows = table(&[&["Grace Hopper", "a reason that goes on and on and on"], &["Ada", "short"]]);
        assert_eq!(rows.aligned(false, Some(30)), ["Grace Hopper  a reason that g…", "Ada           short"]);
        assert_eq!(cut("田中 美咲", 4), "田…");
        assert_eq!((cut("ada", 3).as_str(), cut("ada", 0).as_str(), cut("ada", 1).as_str()), ("ada", "", "…"));
    }

    #[test]
    fn what_is_to_be_read_whole_goes_on_below_itself() {
        let rows = table(&[
            &["why", "so that reports stop costing days"],
            &["plan", "/home/somebody/touchbase.ron"],
            &["x", ""],
        ]);
        let wanted =
            ["why   so that", "      reports stop", "      costing days", "plan  /home/somebody/touchbase.ron", "x"];
        assert_eq!(rows.clone().whole().aligned(false, Some(18)), wanted);
        assert_eq!(rows.clone().whole().aligned(false, None), rows.aligned(false, None));
    }

    #[test]
    fn a_head_and_a_kind_are_for_those_who_want_them() {
        let rows = table(&[&["Ada", "fresh"]]).head(["name", "warmth"]).part("person", "People");
        assert_eq!(rows.aligned(true, None), ["name  warmth", "Ada   fresh"]);
        assert_eq!(rows.aligned(false, None), ["Ada  fresh"]);
        assert_eq!(rows.plain(), ["person\tAda\tfresh"]);
        assert!(table(&[]).head(["name"]).aligned(true, Some(80)).is_empty());
    }

    proptest! {
        #[test]
        fn no_line_is_wider_than_the_terminal_and_no_cell_breaks_one(
            rows in prop::collection::vec(prop::collection::vec("[a-z美é\u{301}👍\t\n\u{200b} ]{0,30}", 0..5), 0..5),
            width in 0_usize..90
        ) {
            let table = Table::of(rows.clone());
            for line in table.aligned(true, Some(width)) {
                prop_assert!(line.width() <= width, "{line:?} is wider than {width}");
            }
            for (line, row) in table.plain().iter().zip(&rows) {
                prop_assert_eq!(line.split('\t').count(), row.len().max(1));
                prop_assert!(!line.contains('\n'));
            }
        }
    }
}
