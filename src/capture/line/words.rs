//! A line as words, of which some are understood and the rest stays text.

use std::ops::Range;

/// One word of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands, in bytes of the line.
    pub span: Range<usize>,
    /// The word as it is read: without the backslash before a sign, or the quotes around it.
    pub text: String,
    /// Whether it was told to be text, by a backslash or by quotes.
    pub literal: bool,
    taken: bool,
}

impl Word {
    /// The word in lower case, without the marks that end a clause.
    pub fn bare(&self) -> String {
        self.text.trim_end_matches(['.', ',', ';', ':', '?']).to_lowercase()
    }

    /// Whether a clause ends behind it.
    pub fn ends_clause(&self) -> bool {
        self.text.ends_with(['.', ',', ';', ':'])
    }

    /// What follows a sign at the beginning of the word; none without the sign, or where it is told to be text.
    pub fn after(&self, sign: char) -> Option<&str> {
        if self.literal { None } else { self.text.strip_prefix(sign) }
    }
}

/// The words of a line.
#[derive(Clone, Debug)]
pub struct Words {
    line: String,
    words: Vec<Word>,
}

impl Words {
    /// Splits a line at blanks. `"two words"` are one, also behind a sign: `@"Risk and Legal"`.
    pub fn of(line: &str) -> Self {
        let mut words = Vec::new();
        let mut word: Option<(usize, String, bool)> = None;
        let mut quoted = false;
        for (at, letter) in line.char_indices() {
            let blank = letter.is_whitespace() && !quoted;
            match (&mut word, letter) {
                (Some((from, text, literal)), _) if blank => {
                    words.push(Word { span: *from..at, text: std::mem::take(text), literal: *literal, taken: false });
                    word = None;
                }
                (None, _) if blank => {}
                // A quote opens at the beginning of a word or behind a sign, and closes wherever the next one stands.
                (None, '"') if closes(line, at) => {
                    quoted = true;
                    word = Some((at, String::new(), true));
                }
                (Some((_, text, _)), '"') if !quoted && is_sign(text) && closes(line, at) => quoted = true,
                (Some(_), '"') if quoted => quoted = false,
                (None, '\\') if escapes(line, at) => word = Some((at, String::new(), true)),
                (None, letter) => word = Some((at, letter.to_string(), false)),
                (Some((_, text, _)), letter) => text.push(letter),
            }
        }
        if let Some((from, text, literal)) = word {
            words.push(Word { span: from..line.len(), text, literal, taken: false });
        }
        Self { line: line.to_owned(), words }
    }

    /// The words that are not taken, with their places.
    pub fn left(&self) -> impl Iterator<Item = (usize, &Word)> {
        self.words.iter().enumerate().filter(|(_, word)| !word.taken)
    }

    /// The word at a place, if there is one and it is not taken.
    pub fn get(&self, at: usize) -> Option<&Word> {
        self.words.get(at).filter(|word| !word.taken)
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether the word at a place was told to be text, taken or not.
    pub fn is_literal(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.literal)
    }

    /// Where words stand in the line.
    pub fn span(&self, places: &Range<usize>) -> Range<usize> {
        let words = self.words.get(places.clone()).unwrap_or_default();
        let (first, last) = (words.first().map(|word| word.span.start), words.last().map(|word| word.span.end));
        first.unwrap_or(0)..last.unwrap_or(0)
    }

    /// Takes words as understood; hands back where they stand in the line.
    pub fn take(&mut self, places: Range<usize>) -> Range<usize> {
        let span = self.span(&places);
        for word in self.words.get_mut(places).unwrap_or_default() {
            word.taken = true;
        }
        span
    }

    /// The words in a range that are not taken, without quotes and backslashes, with one blank between them.
    pub fn value(&self, places: Range<usize>) -> String {
        let words = self.words.get(places).unwrap_or_default().iter().filter(|word| !word.taken);
        words.map(|word| word.text.as_str()).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// The text of the words in a range that are not taken, as it was typed, but for the backslash that kept a word text and
    /// the quotes that held a name together.
    /// Where words were taken out there is one blank, and the mark that ended their clause.
    pub fn text(&self, places: Range<usize>) -> String {
        let mut text = String::new();
        let (mut end, mut mark) = (None, None);
        for word in self.words.get(places).unwrap_or_default() {
            if word.taken {
                (end, mark) = (None, word.text.chars().next_back().filter(|mark| MARKS.contains(mark)));
                continue;
            }
            let gap = end.and_then(|end| self.line.get(end..word.span.start)).unwrap_or(" ");
            if !text.is_empty() {
                text.extend(mark.filter(|_| !text.ends_with(MARKS)));
                text.push_str(gap);
            }
            let typed = self.line.get(word.span.clone()).unwrap_or_default();
            text.push_str(if typed.starts_with(['\\', '@']) { &word.text } else { typed });
            (end, mark) = (Some(word.span.end), None);
        }
        // A sentence still ends; a clause does not where nothing follows.
        if !text.is_empty() {
            text.extend(mark.filter(|mark| !text.ends_with(MARKS) && matches!(mark, '.' | '?' | '!')));
        }
        text
    }
}

/// The marks that end a clause.
const MARKS: [char; 6] = ['.', ',', ';', ':', '?', '!'];

/// Whether a backslash keeps the word behind it text. In `\\server` and `C:\x` it is a letter like any other.
fn escapes(line: &str, at: usize) -> bool {
    let word = line.get(at + 1..).and_then(|rest| rest.split_whitespace().next()).unwrap_or_default();
    let bare = word.trim_end_matches(MARKS);
    let plain = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '.' | '/' | '\'' | '’');
    line.get(at + 1..).is_some_and(|rest| rest.starts_with(['@', '#', '^', '+', '~', '!', '=', '"', '(']))
        || !bare.is_empty() && bare.chars().all(plain)
}

/// Whether a quote that opens here is closed later.
fn closes(line: &str, at: usize) -> bool {
    line.get(at + 1..).is_some_and(|rest| rest.contains('"'))
}

/// The signs that begin something understood.
fn is_sign(text: &str) -> bool {
    matches!(text, "@" | "#" | "^" | "+" | "~" | "!")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(line: &str) -> Vec<String> {
        Words::of(line)
            .words
            .into_iter()
            .map(|word| format!("{}{}", if word.literal { "\\" } else { "" }, word.text))
            .collect()
    }

    #[test]
    fn quotes_and_backslashes() {
        assert_eq!(texts("  a  b,c "), ["a", "b,c"]);
        assert_eq!(texts("x \"the Admiral\" y"), ["x", "\\the Admiral", "y"]);
        assert_eq!(texts("@\"Risk and Legal\" #a"), ["@Risk and Legal", "#a"]);
        assert_eq!(texts("\\#1 priority"), ["\\#1", "priority"]);
        assert_eq!(texts(r"\fri \o/ \\server\x \"), [r"\fri", r"\o/", r"\\server\x", r"\"]);
        assert_eq!(texts("a 5\" screen"), ["a", "5\"", "screen"]);
        assert_eq!(texts("said \"never"), ["said", "\"never"]);
        assert_eq!(texts(""), [""; 0]);
    }

    #[test]
    fn what_is_taken_is_no_longer_text() {
        let mut words = Words::of("sent it via email today");
        assert_eq!(words.take(2..4), 8..17);
        assert_eq!(words.text(0..5), "sent it today");
        assert_eq!(words.value(0..5), "sent it today");
        assert_eq!(Words::of(" a  b ").text(0..2), "a  b");
        assert_eq!(words.get(2), None);
        let text = |line: &str, taken: Range<usize>| {
            let mut words = Words::of(line);
            words.take(taken);
            words.text(0..words.len())
        };
        assert_eq!(text("met yesterday, then left", 1..2), "met, then left");
        assert_eq!(text("met yesterday. Then left", 1..2), "met. Then left");
        assert_eq!(text("met yesterday.", 1..2), "met.");
        assert_eq!(text("met yesterday,", 1..2), "met");
        assert_eq!(text("yesterday, met", 0..1), "met");
        assert_eq!(text("she said \"no way\" @\"A B\"", 0..0), "she said \"no way\" @A B");
        assert_eq!(words.take(9..9), 0..0);
    }
}
