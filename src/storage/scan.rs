//! A forgiving look at a text in the file's notation: its tokens, right or wrong, and where they stand.
//!
//! The reading itself is the `ron` crate's work. This answers what the crate does not: which format the file names, how
//! many comments it has, what stands at the place of an error, and whether the text ends too early.

use std::iter::Peekable;
use std::str::CharIndices;

/// A place in a text: line and column, both counted from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The character on the line.
    pub column: usize,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `// to the end of the line` or `/* between */`.
    Comment,
    /// A text in quotation marks, or a single letter in them.
    Text,
    /// A name or a number.
    Word,
    /// Any other character, brackets and commas among them.
    Mark,
}

/// One token.
#[derive(Clone, Copy, Debug)]
pub struct Token<'a> {
    /// What it is.
    pub kind: Kind,
    /// How it is written.
    pub text: &'a str,
    /// Where it begins.
    pub at: Place,
    /// The place just behind it.
    pub end: Place,
    /// Whether it has its end; a text or a comment may lack it.
    pub closed: bool,
}

/// The tokens of a text, one after the other.
#[derive(Clone, Debug)]
pub struct Tokens<'a> {
    text: &'a str,
    rest: Peekable<CharIndices<'a>>,
    at: Place,
}

impl<'a> Tokens<'a> {
    /// The tokens of `text`.
    pub fn of(text: &'a str) -> Self {
        Self { text, rest: text.char_indices().peekable(), at: Place { line: 1, column: 1 } }
    }

    fn peek(&mut self) -> Option<char> {
        self.rest.peek().map(|(_, letter)| *letter)
    }

    fn second(&self) -> Option<char> {
        self.rest.clone().nth(1).map(|(_, letter)| letter)
    }

    fn take(&mut self) -> Option<char> {
        let (_, letter) = self.rest.next()?;
        self.at = match letter {
            '\n' => Place { line: self.at.line + 1, column: 1 },
            _ => Place { line: self.at.line, column: self.at.column + 1 },
        };
        Some(letter)
    }

    fn take_many(&mut self, count: usize) {
        for _ in 0..count {
            self.take();
        }
    }

    fn take_while(&mut self, wanted: impl Fn(char) -> bool) {
        while self.peek().is_some_and(&wanted) {
            self.take();
        }
    }

    fn offset(&mut self) -> usize {
        self.rest.peek().map_or(self.text.len(), |(offset, _)| *offset)
    }

    /// Takes a text up to its closing mark; `false` when there is none.
    fn take_text(&mut self) -> bool {
        while let Some(letter) = self.take() {
            match letter {
                '"' => return true,
                '\\' => self.take_many(1),
                _ => {}
            }
        }
        false
    }

    /// Takes a raw text, of which only the opening letter was taken. Without its marks it is an ordinary word.
    fn take_raw(&mut self) -> (Kind, bool) {
        let mut ahead = self.rest.clone().map(|(_, letter)| letter);
        let hashes = ahead.by_ref().take_while(|letter| *letter == '#').count();
        let mut ahead = self.rest.clone().map(|(_, letter)| letter).skip(hashes);
        if ahead.next() != Some('"') {
            self.take_while(is_word);
            return (Kind::Word, true);
        }
        self.take_many(hashes + 1);
        while let Some(letter) = self.take() {
            let closing = self.rest.clone().take(hashes).filter(|(_, letter)| *letter == '#').count() == hashes;
            if letter == '"' && closing {
                self.take_many(hashes);
                return (Kind::Text, true);
            }
        }
        (Kind::Text, false)
    }

    /// Takes a comment between `/*` and `*/`, which may hold others; `false` when it has no end.
    fn take_block(&mut self) -> bool {
        let mut depth = 0_usize;
        while let Some(letter) = self.take() {
            match (letter, self.peek()) {
                ('/', Some('*')) => depth += 1,
                ('*', Some('/')) => depth -= 1,
                _ => continue,
            }
            self.take();
            if depth == 0 {
                return true;
            }
        }
        false
    }

    /// Takes a letter in single marks, if it is one; an apostrophe by itself is a mark like any other.
    fn take_letter(&mut self) -> Kind {
        let mut ahead = self.rest.clone().map(|(_, letter)| letter);
        let length = match (ahead.next(), ahead.next()) {
            (Some('\\'), Some(_)) => ahead.take(10).position(|letter| letter == '\'').map(|more| more + 3),
            (Some(_), Some('\'')) => Some(2),
            _ => None,
        };
        self.take_many(length.unwrap_or(0));
        if length.is_some() { Kind::Text } else { Kind::Mark }
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        self.take_while(char::is_whitespace);
        let (start, at) = (self.offset(), self.at);
        let (kind, closed) = match (self.peek()?, self.second()) {
            ('/', Some('*')) => (Kind::Comment, self.take_block()),
            ('/', Some('/')) => {
                self.take_while(|letter| letter != '\n');
                (Kind::Comment, true)
            }
            (first, _) => {
                self.take();
                match first {
                    '"' => (Kind::Text, self.take_text()),
                    'r' => self.take_raw(),
                    '\'' => (self.take_letter(), true),
                    letter if is_word(letter) => {
                        self.take_while(is_word);
                        (Kind::Word, true)
                    }
                    _ => (Kind::Mark, true),
                }
            }
        };
        let end = self.offset();
        Some(Token { kind, text: self.text.get(start..end).unwrap_or_default(), at, end: self.at, closed })
    }
}

fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '.' | '+' | '-')
}

/// The format a file names, and where: the number behind `format:` on the outermost level.
pub fn format(text: &str) -> Option<(u32, Place)> {
    let mut depth = 0_usize;
    let mut before = ["", ""];
    for token in Tokens::of(text).filter(|token| token.kind != Kind::Comment) {
        if depth == 1 && before == ["format", ":"] {
            return token.text.parse().ok().map(|number| (number, token.at));
        }
        match token.text {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        before = [before[1], token.text];
    }
    None
}

/// How many comments a text has.
pub fn comments(text: &str) -> usize {
    Tokens::of(text).filter(|token| token.kind == Kind::Comment).count()
}

/// The token at this place, or the next one behind it; `None` at the end.
pub fn token_at(text: &str, place: Place) -> Option<Token<'_>> {
    Tokens::of(text).find(|token| token.end > place && token.kind != Kind::Comment)
}

/// The token just before this place.
pub fn token_before(text: &str, place: Place) -> Option<Token<'_>> {
    Tokens::of(text).filter(|token| token.kind != Kind::Comment).take_while(|token| token.end <= place).last()
}

/// How a text ends: where, and what is still open there.
pub struct Ending<'a> {
    /// The place behind the last character that is not a space.
    pub at: Place,
    /// The innermost bracket, text or comment without its end.
    pub open: Option<Token<'a>>,
}

/// How many brackets inside one another are remembered. A plan has five.
const DEEPEST: usize = 1000;

/// How this text ends.
pub fn ending(text: &str) -> Ending<'_> {
    let mut open = Vec::new();
    // Further in they are only counted: a file of nothing but brackets must not fill the memory.
    let mut deeper = 0_usize;
    let mut at = Place { line: 1, column: 1 };
    for token in Tokens::of(text) {
        at = token.end;
        match token.text {
            ")" | "]" | "}" if deeper > 0 => deeper -= 1,
            ")" | "]" | "}" => {
                open.pop();
            }
            "(" | "[" | "{" if open.len() < DEEPEST => open.push(token),
            "(" | "[" | "{" => deeper += 1,
            _ if !token.closed => open.push(token),
            _ => {}
        }
    }
    Ending { at, open: open.pop() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<&str> {
        Tokens::of(text).map(|token| token.text).collect()
    }

    #[test]
    fn tokens_are_what_a_reader_sees() {
        let text = "(a: \"x // no\", b: r#\"q\"/*\"#, c: -3.5, /* one /* two */ */ d: '\\'', e: 'f) // end";
        let expected = [
            "(",
            "a",
            ":",
            "\"x // no\"",
            ",",
            "b",
            ":",
            "r#\"q\"/*\"#",
            ",",
            "c",
            ":",
            "-3.5",
            ",",
            "/* one /* two */ */",
            "d",
            ":",
            "'\\''",
            ",",
            "e",
            ":",
            "'",
            "f",
            ")",
            "// end",
        ];
        assert_eq!(texts(text), expected);
        assert_eq!(comments(text), 2);
        assert_eq!(texts("ron r raw r#x"), ["ron", "r", "raw", "r", "#", "x"]);
    }

    #[test]
    fn places_count_characters_from_one() {
        let token = token_at("(\r\n  näme: “x”", Place { line: 2, column: 9 }).unwrap();
        assert_eq!((token.text, token.at), ("“", Place { line: 2, column: 9 }));
    }

    #[test]
    fn the_format_is_found_wherever_it_stands() {
        assert_eq!(format("#![enable(implicit_some)]\n// x\n(\n    format: 12,").unwrap().0, 12);
        assert_eq!(format("(goals: [(format: 3)], format: 2)").unwrap(), (2, Place { line: 1, column: 32 }));
        assert!(format("(goals: [\"format: 3\"])").is_none() && format("(format: \"1\")").is_none());
    }

    #[test]
    fn an_ending_names_what_is_still_open() {
        let open = |text| ending(text).open.map(|token| token.text);
        assert_eq!(open("(a: [1, 2"), Some("["));
        assert_eq!(open("(a: \"x"), Some("\"x"));
        assert_eq!(open("(a: r#\"x\""), Some("r#\"x\""));
        assert_eq!(open("(a: /* x"), Some("/* x"));
        assert_eq!(open("(a: 1)\n"), None);
        assert_eq!(ending("(a: 1)\n\n").at, Place { line: 1, column: 7 });
    }
}
