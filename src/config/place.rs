//! Where in the text of a config something stands: a walk over its signs, from one name to the next.

use std::ops::Range;

/// A line and a column, both from 1; a column is one letter.
pub type At = (usize, usize);

/// The line and the column of what begins so many bytes into a text.
pub fn at(text: &str, bytes: usize) -> At {
    let before = text.get(..bytes).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    (line, 1 + before.chars().rev().take_while(|letter| *letter != '\n').count())
}

/// A place in a text that could be read: names are gone to in the order they stand in, level by level.
#[derive(Clone)]
pub struct Place<'a> {
    text: &'a str,
    /// Where the name begins that was gone to last.
    name: usize,
    /// Where the walk goes on.
    from: usize,
    /// How many brackets are open there.
    depth: usize,
    /// How many are open where the names of this level stand.
    level: usize,
}

impl<'a> Place<'a> {
    /// At the beginning, before the outermost group.
    pub fn new(text: &'a str) -> Self {
        Self { text, name: 0, from: 0, depth: 0, level: 1 }
    }

    /// From here on the names inside of what the last name is set to.
    #[must_use]
    pub fn inside(&self) -> Self {
        Self { level: self.level + 1, ..self.clone() }
    }

    /// Goes to the next field, or text between quotes, that is this name and has a value. Where there is none it stays.
    pub fn go_to(&mut self, name: &str) {
        let (mut from, mut depth) = (self.from, self.depth);
        while let Some(sign) = next(self.text, from) {
            let written = self.text.get(sign.clone()).unwrap_or_default();
            match written {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth = depth.saturating_sub(1),
                _ if depth == self.level && is(written, name) => {
                    let colon = next(self.text, sign.end).filter(|sign| self.text.get(sign.clone()) == Some(":"));
                    if let Some(colon) = colon {
                        (self.name, self.from, self.depth) = (sign.start, colon.end, depth);
                        return;
                    }
                }
                _ => {}
            }
            from = sign.end;
        }
    }

    /// Where the name stands.
    pub fn of_name(&self) -> At {
        at(self.text, self.name)
    }

    /// Where its value begins.
    pub fn of_value(&self) -> At {
        at(self.text, next(self.text, self.from).map_or(self.from, |sign| sign.start))
    }
}

/// Whether a sign is this name, as it is or between quotes.
fn is(written: &str, name: &str) -> bool {
    written == name || (written.contains('"') && ron::from_str::<String>(written).is_ok_and(|text| text == name))
}

/// The next sign behind a place: a bracket, a word, a text between quotes. Blanks and comments are passed over.
fn next(text: &str, from: usize) -> Option<Range<usize>> {
    let mut start = from;
    loop {
        let rest = text.get(start..)?;
        let blank = rest.len() - rest.trim_start().len();
        let comment = match rest.trim_start() {
            rest if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            rest if rest.starts_with("/*") => comment(rest),
            _ => 0,
        };
        start += blank + comment;
        if comment == 0 {
            break;
        }
    }
    let rest = text.get(start..)?;
    let first = rest.chars().next()?;
    let hashes = rest.strip_prefix('r').map(|rest| rest.len() - rest.trim_start_matches('#').len());
    let raw = hashes.filter(|hashes| rest.get(1 + hashes..).is_some_and(|rest| rest.starts_with('"')));
    let length = if let Some(hashes) = raw {
        let end = format!("\"{}", "#".repeat(hashes));
        let opened = hashes + 2;
        rest.get(opened..).and_then(|rest| rest.find(&end)).map_or(rest.len(), |at| opened + at + end.len())
    } else if first == '"' {
        quoted(rest)
    } else if in_word(first) {
        rest.find(|letter| !in_word(letter)).unwrap_or(rest.len())
    } else {
        first.len_utf8()
    };
    Some(start..start + length)
}

fn in_word(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '-' | '+' | '.')
}

/// How long the text is that begins with a quote.
fn quoted(rest: &str) -> usize {
    let mut escaped = false;
    for (at, letter) in rest.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// How long the comment is that a text begins with; one may stand inside of another.
fn comment(rest: &str) -> usize {
    let (mut open, mut at) = (0_usize, 0);
    while let Some(found) = rest.get(at..).and_then(|rest| rest.find("/*").into_iter().chain(rest.find("*/")).min()) {
        let begins = rest.get(at + found..).is_some_and(|rest| rest.starts_with("/*"));
        open = if begins { open + 1 } else { open.saturating_sub(1) };
        at += found + 2;
        if open == 0 {
            return at;
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_where_it_stands_as_a_name() {
        let text =
            "(\n sort: \"theme\", /* theme: /* 1 */ */ // theme: 2\n foo: { \"theme\": 3 }, theme\n  :\n    7,\n)";
        let mut place = Place::new(text);
        place.go_to("theme");
        assert_eq!((place.of_name(), place.of_value()), ((3, 23), (5, 5)));
    }

    #[test]
    fn names_inside_are_gone_to_level_by_level_and_twice_where_they_stand_twice() {
        let text = "(é: 1, keys: { \"a\": { \"x\": \"\\\"}\" }, r#\"x\"#: 2, \"x\": 3 })";
        let mut place = Place::new(text);
        place.go_to("é");
        assert_eq!((place.of_name(), place.of_value()), ((1, 2), (1, 5)));
        place.go_to("keys");
        let mut inside = place.inside();
        inside.go_to("x");
        assert_eq!(inside.of_name(), (1, 37));
        inside.go_to("x");
        assert_eq!((inside.of_name(), inside.of_value()), ((1, 48), (1, 53)));
        inside.go_to("nowhere");
        assert_eq!(inside.of_name(), (1, 48));
    }
}
