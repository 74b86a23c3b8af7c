//! Words looked for in everything known of a person.
//!
//! Names, titles, organisations and tags are short and are looked through fuzzily: the letters of a word stand there in
//! their order. In longer texts, where nearly any letters follow each other somewhere, a word has to stand as it is.

use std::ops::Range;

use nucleo_matcher::chars::{normalize, to_lower_case};
use nucleo_matcher::pattern::{Atom, AtomKind, CaseMatching, Normalization};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::Stakeholder;

/// What stands between two fields. No word holds it.
const BETWEEN: char = '\n';

/// What is known of a person, made ready to be looked through: small letters without accents. The name first, then what is
/// short, then what is long, in one text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Known {
    text: String,
    /// Where the name ends, and where what is short ends.
    ends: (usize, usize),
}

impl Known {
    pub(super) fn of(who: &Stakeholder) -> Self {
        let short = || [&who.title, &who.org].into_iter().chain(&who.tags).chain(&who.aka).map(String::as_str);
        let long = [who.cares_about.as_str(), who.notes.as_str()];
        let all = || std::iter::once(who.name.as_str()).chain(short()).chain(long);
        // A text that grows leaves holes in the memory; few letters change their length.
        let mut text = String::with_capacity(all().map(|text| text.len() + BETWEEN.len_utf8()).sum());
        fold_into(&mut text, [who.name.as_str()]);
        let name = text.len();
        fold_into(&mut text, short());
        let short = text.len();
        fold_into(&mut text, long);
        Self { text, ends: (name, short) }
    }

    /// How long all of it is, in bytes.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    pub(super) fn parts(&self) -> Parts<'_> {
        let part = |range: Range<usize>| self.text.get(range).unwrap_or_default();
        let (name, short) = self.ends;
        Parts { name: part(0..name), short: part(name..short), long: part(short..self.text.len()) }
    }
}

/// The same, wherever it lies.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parts<'a> {
    pub(super) name: &'a str,
    pub(super) short: &'a str,
    pub(super) long: &'a str,
}

/// Texts in small letters without accents, one behind the other.
pub(super) fn folded<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let mut folded = String::new();
    fold_into(&mut folded, texts);
    folded
}

fn fold_into<'a>(folded: &mut String, texts: impl IntoIterator<Item = &'a str>) {
    for text in texts {
        if text.is_ascii() {
            let start = folded.len();
            folded.push_str(text);
            folded.get_mut(start..).unwrap_or_default().make_ascii_lowercase();
        } else {
            folded.extend(text.chars().map(fold));
        }
        folded.push(BETWEEN);
    }
}

pub(super) fn fold(letter: char) -> char {
    match letter {
        letter if letter.is_ascii() => letter.to_ascii_lowercase(),
        letter => to_lower_case(normalize(letter)),
    }
}

/// Whether the letters of a word stand in one of the fields in their order.
fn follows(word: &str, fields: &str) -> bool {
    let mut wanted = word.chars();
    let Some(first) = wanted.next() else { return true };
    let (mut next, mut rest) = (first, wanted.clone());
    for letter in fields.chars() {
        if letter == next {
            match rest.next() {
                Some(letter) => next = letter,
                None => return true,
            }
        } else if letter == BETWEEN {
            (next, rest) = (first, wanted.clone());
        }
    }
    false
}

/// One word that is looked for.
pub(super) struct Wanted {
    /// The word in small letters, where it has no accents; one with accents means them.
    plain: Option<String>,
    fuzzy: Atom,
    exact: Atom,
}

impl Wanted {
    pub(super) fn new(word: &str) -> Self {
        let atom = |kind| Atom::new(word, CaseMatching::Ignore, Normalization::Smart, kind, false);
        let is_plain = |letter: char| {
            let small = to_lower_case(letter);
            letter.is_ascii() || (letter.is_alphanumeric() && normalize(small) == small)
        };
        Self {
            plain: word.chars().all(is_plain).then(|| word.chars().map(to_lower_case).collect()),
            fuzzy: atom(AtomKind::Fuzzy),
            exact: atom(AtomKind::Substring),
        }
    }

    /// Whether somebody's name, or another name they go by, has the letters of the word in their order.
    pub(super) fn names(&self, who: &Stakeholder, engine: &mut Engine) -> bool {
        who.names().any(|name| engine.has(&self.fuzzy, name))
    }

    /// Whether the word is somewhere in what is known of a person. Apart from the quick way, which is taken ten thousand times
    /// for a letter and is slower beside it.
    #[inline(never)]
    fn is_known_of(&self, who: &Stakeholder, engine: &mut Engine) -> bool {
        let short = [&who.name, &who.title, &who.org].into_iter().chain(&who.tags).chain(&who.aka);
        short.into_iter().any(|text| engine.has(&self.fuzzy, text))
            || [&who.cares_about, &who.notes].into_iter().any(|text| engine.has(&self.exact, text))
    }

    /// Whether the word stands as it is in one of these texts, which `folded` has in small letters without accents.
    pub(super) fn is_in<'a>(&self, folded: &str, texts: impl IntoIterator<Item = &'a str>) -> bool {
        match &self.plain {
            Some(plain) => folded.contains(plain.as_str()),
            None => texts.into_iter().any(|text| !places(&self.letters(), text, to_lower_case).is_empty()),
        }
    }

    /// The word in small letters, its accents kept.
    fn letters(&self) -> Vec<char> {
        self.exact.needle_text().chars().map(to_lower_case).collect()
    }
}

/// The letters (`char`s) of a text, counted from 0, at which a word stands as it is, each letter seen through `fold`.
fn places(word: &[char], text: &str, fold: impl Fn(char) -> char) -> Vec<usize> {
    let letters: Vec<char> = text.chars().map(fold).collect();
    let windows = letters.windows(word.len().max(1)).enumerate();
    windows.filter(|(_, window)| *window == word).map(|(place, _)| place).collect()
}

/// The matcher, with its buffers.
pub(super) struct Engine {
    matcher: Matcher,
    letters: Vec<char>,
}

/// A matcher.
pub(super) fn engine() -> Engine {
    Engine { matcher: Matcher::new(Config::DEFAULT), letters: Vec::new() }
}

impl Engine {
    fn has(&mut self, atom: &Atom, text: &str) -> bool {
        atom.score(letters_of(text, &mut self.letters), &mut self.matcher).is_some()
    }
}

/// Finds the words again in what is shown, so that they can be marked there.
pub struct Marker {
    words: Vec<Wanted>,
    engine: Engine,
}

impl Marker {
    /// A marker of these words.
    pub fn new(words: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        Self { words: words.into_iter().map(|word| Wanted::new(word.as_ref())).collect(), engine: engine() }
    }

    /// The letters (`char`s) of a name that the words match, counted from 0, in order.
    pub fn in_name(&mut self, name: &str) -> Vec<u32> {
        let mut matched = Vec::new();
        for word in &self.words {
            let letters = letters_of(name, &mut self.engine.letters);
            word.fuzzy.indices(letters, &mut self.engine.matcher, &mut matched);
        }
        in_order(matched)
    }

    /// The letters of a text at which the words stand, counted from 0, in order.
    pub fn in_text(&self, text: &str) -> Vec<u32> {
        let mut matched = Vec::new();
        for word in &self.words {
            let letters = word.letters();
            let starts = match &word.plain {
                Some(_) => places(&letters, text, fold),
                None => places(&letters, text, to_lower_case),
            };
            let all = starts.iter().flat_map(|start| *start..*start + letters.len());
            matched.extend(all.filter_map(|place| u32::try_from(place).ok()));
        }
        in_order(matched)
    }
}

fn in_order(mut matched: Vec<u32>) -> Vec<u32> {
    matched.sort_unstable();
    matched.dedup();
    matched
}

/// Looks for words in what is known of one person after the other, with one set of buffers for all of them.
pub(super) struct Finder {
    words: Vec<Wanted>,
    /// Made when it is needed: it takes more memory than all the rest, and most words can do without.
    engine: Option<Engine>,
}

impl Finder {
    pub(super) fn new(words: &str) -> Self {
        Self::of(words.split_whitespace())
    }

    /// A finder of these words, which may have blanks in them.
    pub(super) fn of(words: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let words = words.into_iter().map(|word| Wanted::new(word.as_ref())).collect();
        Self { words, engine: None }
    }

    /// Whether every word is somewhere in what is known.
    pub(super) fn finds(&mut self, who: &Stakeholder, known: Option<Parts<'_>>) -> bool {
        let made = &mut self.engine;
        self.words.iter().all(|word| match (&word.plain, known) {
            (Some(plain), Some(known)) => {
                follows(plain, known.name) || follows(plain, known.short) || known.long.contains(plain.as_str())
            }
            _ => word.is_known_of(who, made.get_or_insert_with(engine)),
        })
    }
}

/// The letters of a text as the matcher takes them, one for each `char`, so that what it counts are those.
fn letters_of<'a>(text: &'a str, letters: &'a mut Vec<char>) -> Utf32Str<'a> {
    if text.is_ascii() {
        return Utf32Str::Ascii(text.as_bytes());
    }
    letters.clear();
    letters.extend(text.chars());
    Utf32Str::Unicode(letters)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::StakeholderId;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_was_made_ready_finds_what_the_matcher_finds(
            texts in prop::collection::vec("[aeéÉßŁlСс美\u{301} -]{0,8}", 6), words in "[aeéÉßŁlСс美\u{301} -]{0,6}"
        ) {
            let mut who = Stakeholder::named(StakeholderId::new("x"), texts[0].as_str());
            // With a full stop behind them: the matcher overlooks a word at the very end of a text with accents.
            (who.title, who.org, who.cares_about, who.notes) =
                (texts[1].clone(), texts[2].clone(), format!("{}.", texts[3]), format!("{}.", texts[4]));
            who.tags.push(texts[5].clone());
            let mut finder = Finder::new(&words);
            let slowly = finder.finds(&who, None);
            prop_assert_eq!(finder.finds(&who, Some(Known::of(&who).parts())), slowly);
        }
    }

    #[test]
    fn a_word_stays_within_a_field() {
        assert!(!follows("gh", "grace\nhopper h\n"));
        assert!(follows("ghp", "grace\nghp\n") && follows("hpr", "grace\nhopper\n") && follows("", "\n"));
        assert!(!follows("ab", "a\nb\n"));
    }
}
