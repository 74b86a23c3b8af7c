//! What is wrong with a file: where, what was expected, what stands there instead, and what to do.

use super::markers;
use super::scan::{self, Kind, Place, Token};
use crate::error::{Exit, Told};
use ron::error::{Error, SpannedError};
use std::path::Path;

/// What to do about a file that a crash or a full disk cut short.
const TORN: &str = "the file ends too early; put back what is missing, or take the newest good backup";

/// A place in a file that could not be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The line, counted from 1.
    pub line: usize,
    /// The character on the line, counted from 1.
    pub column: usize,
    /// What should stand there.
    pub expected: String,
    /// What does.
    pub found: String,
    /// What to do about it.
    pub hint: String,
}

impl Mistake {
    /// A mistake at a place.
    pub fn new(at: Place, expected: impl Into<String>, found: impl Into<String>, hint: impl Into<String>) -> Self {
        let Place { line, column } = at;
        Self { line, column, expected: expected.into(), found: found.into(), hint: hint.into() }
    }

    /// The message for a person; `what` is what happened ("the plan could not be understood"), `backup` the newest good
    /// one, if there is any.
    pub fn told(&self, what: &str, file: &Path, backup: Option<&Path>) -> Told {
        let stop = if self.hint.ends_with('?') { "" } else { ";" };
        let mut hint = format!("{}{stop} `touchbase doctor` says more", self.hint);
        if let Some(backup) = backup {
            hint = format!("{hint}; the newest good backup is {}", backup.display());
        }
        Told::new(Exit::Plan, format!("{what}: expected {}, found {}", self.expected, self.found))
            .at(format!("{}:{}:{}", file.display(), self.line, self.column))
            .hint(hint)
    }

    /// What the reading library had to say about `text`, in words for a person.
    pub fn explain(error: &SpannedError, text: &str) -> Self {
        conflict_marker(text).or_else(|| nul(text)).or_else(|| torn(error, text)).unwrap_or_else(|| wrong(error, text))
    }
}

fn place(position: ron::error::Position) -> Place {
    Place { line: position.line, column: position.col }
}

/// The markers that version control leaves where two texts met.
fn conflict_marker(text: &str) -> Option<Mistake> {
    let (expected, found) = ("records", "the conflict markers of a merge");
    if let Some(line) = markers::first(text) {
        let hint = "`touchbase merge --markers` joins both sides, and keeps the file as it is";
        return Some(Mistake::new(Place { line, column: 1 }, expected, found, hint));
    }
    // Somebody has begun to remove them.
    let is_marker =
        |line: &str| line == "=======" || ["||||||| ", ">>>>>>> "].iter().any(|sign| line.starts_with(sign));
    let index = text.lines().position(|line| is_marker(line.trim_end()))?;
    let hint = "keep the lines you want of each side and remove the lines that begin with |||||||, ======= and >>>>>>>";
    Some(Mistake::new(Place { line: index + 1, column: 1 }, expected, found, hint))
}

/// Zero bytes are what a disk leaves of a file it lost in a power cut.
pub(super) fn nul(text: &str) -> Option<Mistake> {
    let before = text.split('\0').next().filter(|before| before.len() < text.len())?;
    let line = 1 + before.matches('\n').count();
    let column = 1 + before.chars().rev().take_while(|letter| *letter != '\n').count();
    let hint = "the disk has probably lost what stood here; take the newest good backup";
    Some(Mistake::new(Place { line, column }, "text", "zero bytes", hint))
}

/// The error is at the end of a text in which something is still open.
fn torn(error: &SpannedError, text: &str) -> Option<Mistake> {
    let ending = scan::ending(text);
    let open = ending.open?;
    let at_end = place(error.span.end) >= ending.at || (open.kind != Kind::Mark && open.end > place(error.span.start));
    let early = at_end && place(error.span.end) >= open.at;
    let (what, end) = match open.kind {
        Kind::Comment => ("comment", "*/"),
        Kind::Mark if open.text == "[" => ("`[`", "]"),
        Kind::Mark if open.text == "{" => ("`{`", "}"),
        Kind::Mark => ("`(`", ")"),
        _ => ("text", "\""),
    };
    let expected = format!("`{end}` for the {what} that begins at {}:{}", open.at.line, open.at.column);
    early.then(|| Mistake::new(ending.at, expected, "the end of the file", TORN))
}

/// Everything else.
fn wrong(error: &SpannedError, text: &str) -> Mistake {
    let token = token(error, text);
    let at = match &error.code {
        // The place just behind the escape; the text it is in may be long.
        Error::InvalidEscape(_) => {
            let Place { line, column } = place(error.span.end);
            Place { line, column: column.saturating_sub(1).max(1) }
        }
        _ => token.map_or_else(|| scan::ending(text).at, |token| token.at),
    };
    let found = found(token);
    let (expected, found, hint) = match &error.code {
        Error::NoSuchStructField { expected, found, outer } => {
            let whose = outer.as_deref().unwrap_or("record");
            (format!("a field of a {whose} ({})", expected.join(", ")), quoted(found), nearest(found, expected))
        }
        Error::NoSuchEnumVariant { expected, found, .. } => {
            (format!("one of {}", expected.join(", ")), quoted(found), nearest(found, expected))
        }
        Error::MissingStructField { field, outer } => {
            let whose = outer.as_deref().unwrap_or("record");
            (format!("the field `{field}`"), format!("the end of the {whose}"), format!("add `{field}: ...`"))
        }
        Error::DuplicateStructField { field, .. } => {
            ("each field once".into(), format!("`{field}` a second time"), "remove one of the two".into())
        }
        Error::ExpectedDifferentStructName { found, .. } => {
            ("`(`".into(), quoted(found), "records have no name in front of their `(`; remove it".into())
        }
        Error::NoSuchExtension(name) => {
            ("`implicit_some`".into(), quoted(name), "write the first line as #![enable(implicit_some)]".into())
        }
        Error::InvalidEscape(_) => {
            let hint = "write a backslash itself as \\\\, a quotation mark as \\\"";
            ("an escape such as \\n, \\\" or \\\\".into(), "a backslash before something else".into(), hint.into())
        }
        Error::Message(message) if message.contains("is not a day") => {
            let written = token.map_or("", |token| token.text.trim_matches('"'));
            ("a day of the calendar".into(), quoted(written), "days are written like \"2026-11-23\"".into())
        }
        Error::Message(message) if message.ends_with("a second time") => {
            ("each key once".into(), message.clone(), "remove one of the two, or join them".into())
        }
        Error::ExpectedComma
            if token.is_some_and(|token| token.text.contains('.') && token.at < place(error.span.end)) =>
        {
            ("a whole number".into(), found, "write the number without a point".into())
        }
        code => (expected(code), found, hint(code, text, at, token)),
    };
    Mistake::new(at, expected, found, hint)
}

/// The token an error is about. The library tells where it was before and after it noticed; for most errors the token
/// begins after, for the ones it had already taken in it begins before.
fn token<'a>(error: &SpannedError, text: &'a str) -> Option<Token<'a>> {
    let before = match error.code {
        Error::NoSuchStructField { .. }
        | Error::NoSuchEnumVariant { .. }
        | Error::DuplicateStructField { .. }
        | Error::ExpectedDifferentStructName { .. }
        | Error::NoSuchExtension(_)
        | Error::Message(_) => true,
        // Taken in only if something was.
        Error::IntegerOutOfBounds => error.span.start != error.span.end,
        _ => false,
    };
    let from = place(if before { error.span.start } else { error.span.end });
    scan::token_at(text, from)
}

/// What should have stood there.
fn expected(code: &Error) -> String {
    match code {
        Error::ExpectedString => "a text in quotation marks".into(),
        Error::ExpectedInteger => "a whole number".into(),
        Error::IntegerOutOfBounds => "a whole number that fits here".into(),
        Error::ExpectedBoolean => "`true` or `false`".into(),
        Error::ExpectedComma => "a comma".into(),
        Error::ExpectedMapColon => "a colon".into(),
        Error::ExpectedIdentifier => "a name without quotation marks".into(),
        Error::ExpectedNamedStructLike("plan") => "the `(` that begins the plan".into(),
        Error::ExpectedNamedStructLike(kind) => format!("the `(` that begins a {kind}"),
        Error::ExpectedStructLike => "a pair in `(` and `)`".into(),
        Error::ExceededRecursionLimit => "fewer brackets inside brackets".into(),
        Error::TrailingCharacters => "the end of the file after the last `)`".into(),
        Error::ExpectedOptionEnd => "`)`".into(),
        other => {
            let words = other.to_string();
            words.strip_prefix("Expected ").map_or(words.clone(), str::to_owned)
        }
    }
}

/// What to do about it.
fn hint(code: &Error, text: &str, at: Place, token: Option<Token<'_>>) -> String {
    let after_text = || scan::token_before(text, at).is_some_and(|token| token.kind == Kind::Text);
    let is_text = token.is_some_and(|token| token.kind == Kind::Text);
    let curly = token.is_some_and(|token| token.text.starts_with(['“', '”', '„', '‘', '’', '«']));
    match code {
        _ if token.is_none() => TORN,
        _ if curly => "use straight quotation marks, \"like this\"",
        Error::ExpectedString => "put it in straight double quotation marks, \"like this\"",
        Error::ExpectedInteger if is_text => "write the number without quotation marks",
        Error::ExpectedComma if after_text() => {
            "put a comma before it, or the quotation mark that is missing in the text before"
        }
        Error::ExpectedComma => "put a comma before it",
        Error::ExpectedIdentifier if is_text => "write it without quotation marks",
        Error::ExpectedIdentifier => "remove what is too much, a second comma perhaps",
        Error::ExpectedMapColon => "put a colon between the name and its value",
        Error::ExpectedBoolean => "write true or false without quotation marks",
        Error::ExpectedArray => "put `[` before the list and `]` behind it",
        Error::ExpectedMap => "write the pairs as {\"goal-id\": (...)}",
        Error::ExpectedStructLike => "write it like (Email, \"grace@example.com\")",
        Error::ExpectedNamedStructLike("plan") => "this does not look like a plan; choose another file with --plan",
        Error::ExpectedNamedStructLike(_) | Error::ExpectedStructLikeEnd => "check the brackets before this place",
        Error::TrailingCharacters => "remove it, or check the brackets before it",
        Error::ExpectedAttribute | Error::ExpectedAttributeEnd => "write the first line as #![enable(implicit_some)]",
        Error::IntegerOutOfBounds => {
            "influence and interest go from 1 to 5, feelings from -2 to 2, days and minutes from 1 on"
        }
        _ => "compare it with the records around it",
    }
    .into()
}

/// What stands there, without giving away what the user wrote in a text.
fn found(token: Option<Token<'_>>) -> String {
    match token {
        None => "the end of the file".into(),
        Some(token) if token.kind == Kind::Text && token.text.starts_with('\'') => "a letter in single marks".into(),
        Some(token) if token.kind == Kind::Text => "a text in quotation marks".into(),
        Some(token) => quoted(token.text),
    }
}

/// A word from the file, cut short if it is long.
fn quoted(word: &str) -> String {
    let mut short: String = word.chars().take(40).collect();
    if short.len() < word.len() {
        short.push('…');
    }
    format!("`{short}`")
}

/// The known word that was probably meant.
fn nearest(word: &str, known: &[&str]) -> String {
    let lower = word.to_lowercase();
    let likeness = |name: &str| {
        let name = name.to_lowercase();
        strsim::jaro_winkler(&lower, &name) + strsim::normalized_damerau_levenshtein(&lower, &name)
    };
    let best = known.iter().map(|name| (likeness(name), name)).max_by(|one, two| one.0.total_cmp(&two.0));
    match best {
        // Two words that are one slip apart come to more than this, even short ones.
        Some((likeness, name)) if likeness > 1.2 => format!("did you mean `{name}`?"),
        _ => "use one of the known words, or remove it".into(),
    }
}
