//! Text in cells: how wide it is, where it breaks, how it is cut.
//!
//! A letter here is what a reader calls one (a grapheme): `e` with its accent, a whole emoji family. Letters are never
//! torn, and one that would leave no mark, or steer the terminal, is shown as `�`.

use std::borrow::Cow;
use textwrap::WordSeparator;
use unicode_segmentation::UnicodeSegmentation as _;
use unicode_width::UnicodeWidthStr as _;

/// What stands where text was cut.
const ELLIPSIS: &str = "…";

/// What stands for a letter that cannot be shown.
const SUBSTITUTE: &str = "\u{fffd}";

/// Each letter as it is shown, with its width in cells.
pub fn letters(text: &str) -> impl Iterator<Item = (&str, usize)> {
    text.graphemes(true).map(|letter| {
        // Graphemes made of invisible characters alone have no width: bidi marks, zero-width spaces, lone accents.
        let width = letter.width();
        if width == 0 || letter.chars().any(steers) { (SUBSTITUTE, 1) } else { (letter, width) }
    })
}

/// Whether every character is a letter of its own, one cell wide: what most text is, and so is told apart first. Printable
/// ASCII, Latin, Greek and Cyrillic without what combines, the punctuation of typesetters, arrows, borders
/// and shapes.
pub fn is_simple(text: &str) -> bool {
    // Without a way out the compiler looks at many at once.
    if text.bytes().fold(true, |plain, byte| plain & matches!(byte, b' '..=b'~')) {
        return true;
    }
    text.chars().all(|letter| {
        matches!(letter, ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{370}'..='\u{377}' | '\u{386}'..='\u{3ff}'
            | '\u{400}'..='\u{482}' | '\u{48a}'..='\u{52f}' | '\u{2010}'..='\u{2027}'
            | '\u{2190}'..='\u{2193}' | '\u{2500}'..='\u{25fc}' | '\u{2713}'..='\u{2717}')
    })
}

/// Whether a character has no picture but an effect.
fn steers(c: char) -> bool {
    c.is_control() || matches!(c, '\u{ad}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
}

/// The width of a text in cells, as [`letters`] shows it.
pub fn width(text: &str) -> usize {
    if is_simple(text) {
        return text.chars().count();
    }
    letters(text).map(|(_, width)| width).sum()
}

/// One line broken at words into rows of at most `cells`, a longer word between letters. The rows together are the
/// line: spaces at the end of a row stay there, and may reach beyond the width. There is always a row.
pub fn rows(line: &str, cells: usize) -> Vec<&str> {
    let cells = cells.max(1);
    // Looking for the ends of words takes longest.
    if line.len() <= cells && is_simple(line) {
        return vec![line];
    }
    let mut rows = Vec::new();
    let (mut start, mut end, mut used) = (0, 0, 0);
    for word in WordSeparator::UnicodeBreakProperties.find_words(line) {
        let word_width = width(word.word);
        if used + word_width > cells && used > 0 {
            rows.extend(line.get(start..end));
            (start, used) = (end, 0);
        }
        if word_width > cells {
            for letter in word.word.graphemes(true) {
                let letter_width = width(letter);
                if used + letter_width > cells && used > 0 {
                    rows.extend(line.get(start..end));
                    (start, used) = (end, 0);
                }
                end += letter.len();
                used += letter_width;
            }
        } else {
            end += word.word.len();
            used += word_width;
        }
        end += word.whitespace.len();
        used += width(word.whitespace);
    }
    rows.extend(line.get(start..));
    rows
}

/// A text of any number of lines, wrapped at words into rows of at most `cells`, without spaces at their ends.
pub fn wrap(text: &str, cells: usize) -> Vec<&str> {
    text.split('\n').flat_map(|line| rows(line, cells)).map(str::trim_end).collect()
}

/// The text if it fits, otherwise as much of it as fits with an ellipsis behind.
pub fn truncate(text: &str, cells: usize) -> Cow<'_, str> {
    if is_simple(text) {
        return match text.char_indices().nth(cells.saturating_sub(1)) {
            // More than one letter stands from the last cell on.
            Some((last, _)) if text.chars().nth(cells).is_some() => {
                let ellipsis = if cells > 0 { ELLIPSIS } else { "" };
                Cow::Owned([text.get(..last).unwrap_or_default(), ellipsis].concat())
            }
            _ => Cow::Borrowed(text),
        };
    }
    if width(text) <= cells && text.graphemes(true).zip(letters(text)).all(|(raw, (shown, _))| raw == shown) {
        return Cow::Borrowed(text);
    }
    let whole = width(text) <= cells;
    let room = if whole { cells } else { cells.saturating_sub(1) };
    let mut used = 0;
    let fitting = letters(text).take_while(|(_, width)| {
        used += width;
        used <= room
    });
    let mut cut: String = fitting.map(|(letter, _)| letter).collect();
    if !whole && cells > 0 {
        cut.push_str(ELLIPSIS);
    }
    Cow::Owned(cut)
}

/// The text in exactly `cells`: cut with an ellipsis, or filled up with spaces behind.
pub fn pad(text: &str, cells: usize) -> String {
    let mut padded = truncate(text, cells).into_owned();
    padded.extend(std::iter::repeat_n(' ', cells.saturating_sub(width(&padded))));
    padded
}

/// The text in exactly `cells`, with the spaces in front: for numbers.
pub fn pad_left(text: &str, cells: usize) -> String {
    let cut = truncate(text, cells);
    format!("{}{cut}", " ".repeat(cells.saturating_sub(width(&cut))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_stay_whole_and_long_ones_break_between_letters() {
        assert_eq!(
            wrap("Thank her release team in the all-hands", 20),
            ["Thank her release", "team in the", "all-hands"]
        );
        assert_eq!(wrap("one\n\ntwo", 10), ["one", "", "two"]);
        assert_eq!(wrap("", 10), [""]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("漢字漢字漢", 5), ["漢字", "漢字", "漢"]);
        assert_eq!(wrap("👩‍👩‍👧👩‍👩‍👧", 3), ["👩‍👩‍👧", "👩‍👩‍👧"]);
    }

    #[test]
    fn cutting_counts_cells_and_keeps_letters() {
        assert_eq!(truncate("Grace Hopper", 12), "Grace Hopper");
        assert_eq!(truncate("Grace Hopper", 6), "Grace…");
        assert_eq!(truncate("漢字漢字", 6), "漢字…");
        assert_eq!(truncate("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}…");
        assert_eq!(truncate("abc", 0), "");
    }

    #[test]
    fn what_has_no_picture_gets_one() {
        assert_eq!(truncate("a\u{202e}b\u{200b}c\td\u{1b}", 9), "a\u{fffd}b\u{fffd}c\u{fffd}d\u{fffd}");
        assert_eq!(width("a\u{202e}b"), 3);
    }

    #[test]
    fn padding_keeps_columns_straight() {
        assert_eq!(pad("漢字", 6), "漢字  ");
        assert_eq!(pad("漢字漢", 4), "漢… ");
        assert_eq!(pad_left("24 d", 6), "  24 d");
    }

    #[test]
    fn simple_letters_are_one_cell_wide_and_stand_alone() {
        let simple: String = ('\0'..='\u{ffff}').filter(|letter| is_simple(&letter.to_string())).collect();
        assert!(simple.chars().count() > 1000);
        assert!(
            letters(&simple)
                .zip(simple.chars())
                .all(|((shown, cells), letter)| cells == 1 && shown == letter.to_string())
        );
        assert!(!is_simple("e\u{301}") && !is_simple("漢") && !is_simple("a\tb") && !is_simple("\u{ad}"));
    }

    proptest! {
        #[test]
        fn simple_text_is_cut_like_any_other(text in "[a-zé–’Ж]{0,12}", cells in 0usize..14) {
            let shown: String = letters(&text).map(|(letter, _)| letter).take(cells.saturating_sub(1)).collect();
            let wanted = match cells {
                0 => String::new(),
                _ if text.chars().count() <= cells => text.clone(),
                _ => format!("{shown}…"),
            };
            prop_assert_eq!(truncate(&text, cells), wanted);
            prop_assert_eq!(width(&text), text.chars().count());
        }

        #[test]
        fn rows_are_the_line_and_fit(line in "[a-c 漢👩\u{200d}e\u{301}\u{202e}-]{0,40}", cells in 1usize..12) {
            let rows = rows(&line, cells);
            prop_assert_eq!(rows.concat(), line.as_str());
            for row in rows {
                let alone = row.trim_end().graphemes(true).count() == 1;
                prop_assert!(width(row.trim_end()) <= cells || alone, "{:?} in {}", row, cells);
            }
        }

        #[test]
        fn a_padded_text_has_its_width(text in any::<String>(), cells in 0usize..30) {
            prop_assert_eq!(width(&pad(&text, cells)), cells);
            prop_assert_eq!(width(&pad_left(&text, cells)), cells);
        }
    }
}
