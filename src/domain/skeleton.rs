//! What a text looks like, by Unicode TS 39: two texts that look the same have the same skeleton.
//!
//! The letters that look like others stand in a file of their own, which is read when the first skeleton is asked for: as
//! a table of the program it would be laid out anew at every start, which few starts have a use for.

use std::collections::HashMap;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization as _;

/// One letter a line: its number, and those of the letters it looks like; none behind those that are not seen, of which
/// many stand one behind the other.
const TEXT: &str = include_str!("../../assets/confusables.txt");

/// What a letter looks like, for each that looks like something else.
type Looks = HashMap<char, String>;

/// The skeleton of a text. Nearly all names are plain, and their letters are looked up at once.
pub fn skeleton(text: &str) -> String {
    static PLAIN: OnceLock<Vec<String>> = OnceLock::new();
    if !text.is_ascii() {
        return of_any(text);
    }
    let of = |letter: u8| of_any(char::from(letter).encode_utf8(&mut [0; 4]));
    let plain = PLAIN.get_or_init(|| (0..128).map(of).collect());
    text.bytes().filter_map(|letter| plain.get(usize::from(letter))).map(String::as_str).collect()
}

/// The same, whatever letters there are.
fn of_any(text: &str) -> String {
    static LOOKS: OnceLock<Looks> = OnceLock::new();
    let looks = LOOKS.get_or_init(|| TEXT.lines().filter_map(read).flatten().collect());
    let mut seen = String::with_capacity(text.len());
    for letter in text.nfd() {
        match looks.get(&letter) {
            Some(like) => seen.push_str(like),
            None => seen.push(letter),
        }
    }
    seen.nfd().collect()
}

/// The letters of a line, each with what it looks like; nothing where it is a comment.
fn read(line: &str) -> Option<impl Iterator<Item = (char, String)>> {
    let number = |text: &str| u32::from_str_radix(text, 16).ok();
    let mut words = line.split_whitespace();
    let letters = words.next()?;
    let (first, last) = letters.split_once('-').unwrap_or((letters, letters));
    let letters = number(first)?..=number(last)?;
    let looks: Option<String> = words.map(|word| number(word).and_then(char::from_u32)).collect();
    let looks = looks?;
    Some(letters.filter_map(char::from_u32).map(move |letter| (letter, looks.clone())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Which letters meet in a text, and how: letters of all kinds, few enough to meet, with marks and what is not seen.
    const LETTERS: &str = "[a-zA-Z0-9 \u{c0}-\u{17f}\u{300}-\u{345}\u{370}-\u{52f}\u{ad}\u{200b}-\u{200f}\u{ac00}-\u{ac1f}\u{1d400}-\u{1d4ff}]{0,12}";

    proptest! {
        #[test]
        fn it_is_that_of_the_library(text in LETTERS) {
            prop_assert_eq!(skeleton(&text), unicode_security::skeleton(&text).collect::<String>());
        }

        #[test]
        fn it_is_that_of_the_library_for_any_text(text in any::<String>()) {
            prop_assert_eq!(skeleton(&text), unicode_security::skeleton(&text).collect::<String>());
        }
    }
}
