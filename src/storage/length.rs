//! Texts in a file that are longer than a text may be, found before anything of the file is taken in.

use super::mistake::Mistake;
use super::scan::{Kind, Tokens};
use crate::domain::length::{LONGEST, SHORTEN, size};
use memchr::memmem;

/// The field with the value that lost in a merge: it is kept as it was, in a notation that is longer than itself.
const LOST: &str = "lost";

/// Looks for a text that is too long.
///
/// # Errors
/// The first one, with its field and place.
pub fn check(text: &str) -> Result<(), Mistake> {
    if !may_have_one(text) {
        return Ok(());
    }
    let (mut word, mut field) = ("", "");
    for token in Tokens::of(text) {
        match token.kind {
            Kind::Word => word = token.text,
            Kind::Mark if token.text == ":" => field = word,
            // One without an end is another mistake.
            Kind::Text if token.closed && token.text.len() > LONGEST && field != LOST => {
                let long = length(token.text);
                if long > LONGEST {
                    let expected = format!("at most {} in the text of `{field}`", size(LONGEST));
                    return Err(Mistake::new(token.at, expected, size(long), SHORTEN));
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// Whether there may be one at all, found out without reading all of a long file: a text that is too long reaches over a
/// whole stretch of half that length, in which no quotation mark ends it.
fn may_have_one(text: &str) -> bool {
    let ends = |pair: &[u8]| matches!(pair, [before, b'"'] if *before != b'\\');
    let is_inside = |stretch: &[u8]| !stretch.windows(2).any(ends);
    // In a raw text, which only a hand writes, they stand by themselves.
    let is_raw = |at: usize| text.get(at + 1..).is_some_and(|rest| rest.trim_start_matches('#').starts_with('"'));
    let any_raw = || memmem::find_iter(text.as_bytes(), b"r#").any(is_raw);
    text.len() > LONGEST && (any_raw() || text.as_bytes().chunks_exact(LONGEST / 2).any(is_inside))
}

/// How many bytes the text has that is written like this.
fn length(written: &str) -> usize {
    let Some(inner) = written.strip_prefix('"') else {
        let raw = written.trim_start_matches('r').trim_matches('#');
        return raw.len().saturating_sub(2);
    };
    let mut letters = inner.strip_suffix('"').unwrap_or(inner).chars();
    let mut bytes = 0;
    while let Some(letter) = letters.next() {
        bytes += match letter {
            '\\' => escaped(&mut letters),
            plain => plain.len_utf8(),
        };
    }
    bytes
}

/// How many bytes the letter has that is written behind a backslash.
fn escaped(letters: &mut std::str::Chars<'_>) -> usize {
    match letters.next() {
        Some('u') => {
            let digits: String = letters.take_while(|letter| *letter != '}').filter(|letter| *letter != '{').collect();
            u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32).map_or(1, char::len_utf8)
        }
        Some('x') => {
            letters.nth(1);
            1
        }
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Day, Edit, Records, Touch, TouchId};
    use crate::storage::{format, read};

    fn plan(note: &str) -> String {
        let mut records = Records::default();
        let mut touch = Touch::new(TouchId::new("a"), Day::FIRST, Vec::new());
        note.clone_into(&mut touch.note);
        records.apply(Edit::put(touch));
        format::write(&records).unwrap()
    }

    #[test]
    fn what_counts_is_the_text_and_not_how_it_is_written() {
        for letter in ["x", "ä", "\n", "\"", "\\", "\u{202e}", "\u{7f}", "👩", "'"] {
            let most = letter.repeat(LONGEST / letter.len());
            assert!(read::read(plan(&most).as_bytes()).is_ok(), "{letter:?}");
            let mistake = read::read(plan(&format!("{most}xxxx")).as_bytes()).unwrap_err();
            assert_eq!(mistake.expected, "at most 1 MB in the text of `note`", "{letter:?}");
            assert_eq!((mistake.found.as_str(), mistake.hint.as_str()), ("1.1 MB", SHORTEN));
            assert!(mistake.line > 3 && mistake.column > 10, "{mistake:?}");
        }
    }

    #[test]
    fn a_text_by_hand_is_measured_too() {
        let by_hand = |text: &str| format!("(format: 1, goals: [(id: \"g\", title: {text})])");
        let (full, more) = ("x".repeat(LONGEST), "x\n\"".repeat(LONGEST / 3 + 1));
        for fits in [format!("\"{full}\""), format!("r\"{full}\""), format!("r##\"{full}\"##")] {
            assert!(read::read(by_hand(&fits).as_bytes()).is_ok());
        }
        let quoted = more.replace('"', "\\\"");
        for long in [format!("\"{full}y\""), format!("\"{quoted}\""), format!("r#\"{more}\"#"), format!("r\"{full}y\"")]
        {
            let mistake = read::read(by_hand(&long).as_bytes()).unwrap_err();
            assert_eq!((mistake.line, mistake.column, mistake.found.as_str()), (1, 38, "1.1 MB"));
            assert!(mistake.expected.ends_with("`title`"));
        }
        let commented = format!("(format: 1, /* {full}{full} */ goals: [])");
        assert!(read::read(commented.as_bytes()).is_ok(), "a comment is no text");
    }

    #[test]
    fn a_value_that_lost_in_a_merge_is_kept_whole() {
        let lost = format!("\\\"{}\\\"", "\\\\n".repeat(LONGEST / 2));
        let text = format!("(format: 1, conflicts: [(id: \"c\", about: Ladder, field: \"why\", lost: \"{lost}\")])");
        let read = read::read(text.as_bytes()).unwrap_or_else(|mistake| panic!("{mistake:?}"));
        assert_eq!(read.loaded.records.conflicts.len(), 1);
    }
}
