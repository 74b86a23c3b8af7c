//! A file in which git left both sides of a merge, because the machine that merged had nobody who knows plans.
//!
//! The markers stand on lines of their own: `<<<<<<<` begins a conflict with our lines, `|||||||` those of the common
//! ancestor (where git was asked to leave them, as `diff3` or `zdiff3`), `=======` theirs, `>>>>>>>` ends it. All that stands
//! outside belongs to every side, so each side can be read again as the whole file it would be.

use super::mistake::Mistake;
use super::read::{self, Read};
use super::scan::Place;

/// How many of one sign make a marker. Git may be told to make them longer.
const SHORTEST: usize = 7;

/// A file taken apart.
#[derive(Clone, Debug)]
pub struct Sides {
    /// What was here.
    pub ours: Side,
    /// What both grew from, if every conflict has it.
    pub base: Option<Side>,
    /// What was merged with it.
    pub theirs: Side,
}

/// One side: the file as it would be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Side {
    text: String,
    /// The line each of its lines has in the file with the markers.
    lines: Vec<usize>,
}

impl Side {
    /// What it says.
    ///
    /// # Errors
    /// The first place that could not be understood, as it stands in the file with the markers.
    pub fn read(&self) -> Result<Read, Mistake> {
        read::read(self.text.as_bytes()).map_err(|mistake| {
            let known = self.lines.get(mistake.line.saturating_sub(1)).or(self.lines.last());
            Mistake { line: known.copied().unwrap_or(1), ..mistake }
        })
    }

    /// Its text.
    pub fn text(&self) -> &str {
        &self.text
    }

    fn push(&mut self, number: usize, line: &str) {
        self.text.push_str(line);
        self.lines.push(number);
    }
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Line {
    Begin(usize),
    Base(usize),
    Other(usize),
    End(usize),
    Plain,
}

/// Where in a conflict we are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum At {
    Outside,
    Ours,
    Base,
    Theirs,
}

fn kind(line: &str) -> Line {
    let line = line.trim_end_matches(['\n', '\r']);
    let Some(sign) = line.chars().next().filter(|sign| "<|=>".contains(*sign)) else { return Line::Plain };
    let label = line.trim_start_matches(sign);
    let length = line.len() - label.len();
    let is_marker = length >= SHORTEST && (label.is_empty() || (sign != '=' && label.starts_with(' ')));
    match sign {
        _ if !is_marker => Line::Plain,
        '<' => Line::Begin(length),
        '|' => Line::Base(length),
        '=' => Line::Other(length),
        _ => Line::End(length),
    }
}

/// The line on which the first conflict begins, counted from 1.
pub fn first(text: &str) -> Option<usize> {
    text.lines().position(|line| matches!(kind(line), Line::Begin(_))).map(|index| index + 1)
}

/// Takes a file apart into the sides that were merged; nothing where it has no markers.
///
/// # Errors
/// Markers that do not belong together, or that stand inside one another.
pub fn sides(text: &str) -> Result<Option<Sides>, Mistake> {
    let [mut ours, mut base, mut theirs] = [Side::default(), Side::default(), Side::default()];
    let (mut at, mut size, mut begun) = (At::Outside, 0, 0);
    let (mut conflicts, mut with_base) = (0, 0);
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let number = index + 1;
        at = match (at, kind(line)) {
            (At::Outside, Line::Begin(length)) => {
                (size, begun, conflicts) = (length, number, conflicts + 1);
                At::Ours
            }
            (At::Ours, Line::Base(length)) if length == size => {
                with_base += 1;
                At::Base
            }
            (At::Ours | At::Base, Line::Other(length)) if length == size => At::Theirs,
            (At::Theirs, Line::End(length)) if length == size => At::Outside,
            (At::Outside, Line::End(_)) => return Err(alone(number)),
            // A line of a text may look like the marks in the middle; only here they would have a meaning of their own.
            (At::Outside, _) => {
                for side in [&mut ours, &mut base, &mut theirs] {
                    side.push(number, line);
                }
                At::Outside
            }
            (_, Line::Begin(_) | Line::Base(_) | Line::End(_)) => return Err(nested(number, begun)),
            (_, Line::Other(length)) if length == size => return Err(nested(number, begun)),
            (here, Line::Other(_) | Line::Plain) => {
                match here {
                    At::Ours => ours.push(number, line),
                    At::Base => base.push(number, line),
                    At::Theirs | At::Outside => theirs.push(number, line),
                }
                here
            }
        };
    }
    if at != At::Outside {
        let hint = "put the missing marker back, or take the file from git again: git checkout --merge FILE";
        let what = format!("the end of the conflict that begins on line {begun}");
        return Err(Mistake::new(place(text.lines().count()), what, "the end of the file", hint));
    }
    let base = (with_base == conflicts).then_some(base);
    Ok((conflicts > 0).then_some(Sides { ours, base, theirs }))
}

fn place(line: usize) -> Place {
    Place { line: line.max(1), column: 1 }
}

fn nested(number: usize, begun: usize) -> Mistake {
    let hint =
        "take the file from git again with git checkout --merge FILE, or settle the inner conflict by hand first";
    let expected = format!("the end of the conflict that begins on line {begun}");
    Mistake::new(place(number), expected, "conflict markers inside it", hint)
}

fn alone(number: usize) -> Mistake {
    let hint = "remove this line, or take the file from git again: git checkout --merge FILE";
    Mistake::new(place(number), "a conflict before its end", "the marker that ends one", hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> [Option<String>; 3] {
        let sides = sides(text).unwrap().unwrap();
        [Some(sides.ours.text), sides.base.map(|side| side.text), Some(sides.theirs.text)]
    }

    fn wanted(ours: &str, base: Option<&str>, theirs: &str) -> [Option<String>; 3] {
        [Some(ours), base, Some(theirs)].map(|text| text.map(str::to_owned))
    }

    #[test]
    fn every_side_is_the_whole_file() {
        let text = "a\n<<<<<<< HEAD\nb\n=======\nc\nd\n>>>>>>> other\ne\n<<<<<<< HEAD\n=======\nf\n>>>>>>> other";
        assert_eq!(texts(text), wanted("a\nb\ne\n", None, "a\nc\nd\ne\nf\n"));
        let text = "a\r\n<<<<<<< HEAD\r\nb\r\n||||||| 1a2b3c\r\nx\r\n=======\r\nc\r\n>>>>>>> other\r\ne";
        assert_eq!(texts(text), wanted("a\r\nb\r\ne", Some("a\r\nx\r\ne"), "a\r\nc\r\ne"));
        // An ancestor of one conflict alone is none of the whole.
        let both = format!("{text}\n<<<<<<< HEAD\n=======\nf\n>>>>>>> other\n");
        assert_eq!(texts(&both)[1], None);
        // Longer marks, as git makes them where it is told to.
        let text = "<<<<<<<<< x\na\n=======\n=========\nb\n>>>>>>>>> y\n";
        assert_eq!(texts(text), wanted("a\n=======\n", None, "b\n"));
        assert!(sides("a\n=======\n||||||| \n<<<<<<\n<<<<<<<x\n").unwrap().is_none());
        assert_eq!((first("a\n<<<<<<< HEAD"), first("a\n=======\n")), (Some(2), None));
    }

    #[test]
    fn markers_that_do_not_belong_together_are_refused_where_they_stand() {
        let cases = [
            ("<<<<<<< a\n<<<<<<< b\n=======\n>>>>>>> b\n=======\n>>>>>>> a\n", 2, "inside it"),
            ("<<<<<<< a\n||||||| b\n<<<<<<<<< c\n=========\n>>>>>>>>> c\n=======\n>>>>>>> a\n", 3, "inside it"),
            ("<<<<<<< a\n=======\n=======\n>>>>>>> a\n", 3, "inside it"),
            ("<<<<<<< a\nx\n>>>>>>> a\n", 3, "inside it"),
            ("<<<<<<< a\n=======\n||||||| b\n>>>>>>> a\n", 3, "inside it"),
            ("x\n>>>>>>> a\n", 2, "the marker that ends one"),
            ("<<<<<<< a\nx\n=======\ny\n", 4, "the end of the file"),
        ];
        for (text, line, found) in cases {
            let mistake = sides(text).unwrap_err();
            assert_eq!(mistake.line, line, "{text}");
            assert!(mistake.found.contains(found), "{text}: {mistake:?}");
        }
    }

    #[test]
    fn a_mistake_of_a_side_stands_where_it_stands_in_the_file() {
        let text = "(format: 1,\n<<<<<<< a\ngoals: [],\n=======\ngaols: [],\n>>>>>>> b\n)\n";
        let sides = sides(text).unwrap().unwrap();
        assert!(sides.ours.read().is_ok());
        let mistake = sides.theirs.read().unwrap_err();
        assert_eq!((mistake.line, mistake.column), (5, 1));
    }
}
