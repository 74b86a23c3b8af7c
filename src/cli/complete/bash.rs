//! Speaking with bash.
//!
//! bash cuts a line at `@`, `:` and `=` as well as at blanks, wants only the text behind the last cut, and puts what it is
//! given into the line as it is. So our script hands over the line itself; it is read here by the shell's rules, and the
//! answers are quoted for the place they go to. A name from a plan can never become a command.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

use clap::Command;
use clap_complete::engine::complete;
use clap_complete::env::EnvCompleter;

/// The variable with the line up to the cursor.
const LINE: &str = "_TOUCHBASE_LINE";
/// The variable with the text that an answer takes the place of.
const WORD: &str = "_TOUCHBASE_WORD";

/// The words up to the cursor, where bash asks.
pub fn line() -> Option<Vec<String>> {
    Some(Line::read(&std::env::var(LINE).ok()?).words)
}

/// bash.
pub struct Bash;

impl EnvCompleter for Bash {
    fn name(&self) -> &'static str {
        "bash"
    }

    fn is(&self, name: &str) -> bool {
        name == "bash"
    }

    fn write_registration(
        &self,
        variable: &str,
        name: &str,
        bin: &str,
        completer: &str,
        buffer: &mut dyn Write,
    ) -> Result<(), io::Error> {
        let script = r#"
_NAME() {
    local reply
    COMPREPLY=()
    while IFS= read -r reply; do
        COMPREPLY+=("$reply")
    done < <(_TOUCHBASE_LINE="${COMP_LINE:0:COMP_POINT}" _TOUCHBASE_WORD="$2" VARIABLE=bash COMPLETER -- "${COMP_WORDS[@]}" 2>/dev/null)
    if [[ "${COMPREPLY[*]-}" == *[=/:] ]]; then
        compopt -o nospace 2>/dev/null
    fi
}
complete -o nosort -F _NAME BIN 2>/dev/null || complete -F _NAME BIN
"#;
        let completer = shell_words::quote(completer);
        let name = name.replace('-', "_");
        let script = script.replace("VARIABLE", variable).replace("COMPLETER", &completer);
        write!(buffer, "{}", script.replace("NAME", &name).replace("BIN", &shell_words::quote(bin)))
    }

    fn write_complete(
        &self,
        command: &mut Command,
        _words: Vec<OsString>,
        folder: Option<&Path>,
        buffer: &mut dyn Write,
    ) -> Result<(), io::Error> {
        let text = std::env::var(LINE).unwrap_or_default();
        let line = Line::read(&text);
        let word = std::env::var(WORD).unwrap_or_default();
        let kept = line.kept(&text, &word);
        let words: Vec<OsString> = line.words.iter().map(OsString::from).collect();
        let Some(last) = words.len().checked_sub(1) else { return Ok(()) };
        for candidate in complete(command, words, last, folder)? {
            let value = candidate.get_value().to_string_lossy();
            if let Some(rest) = value.strip_prefix(kept) {
                writeln!(buffer, "{}", quoted(rest, line.quote))?;
            }
        }
        Ok(())
    }
}

/// A line as the shell reads it, up to the cursor.
#[derive(Debug, Default, PartialEq, Eq)]
struct Line {
    /// Its words without their quotes; the last is the one that is being typed, perhaps empty.
    words: Vec<String>,
    /// The quote that is open at the cursor.
    quote: Option<char>,
    /// Where each letter of the line that is part of the last word stands there: its byte in the line, and in the word.
    places: Vec<(usize, usize)>,
}

impl Line {
    fn read(text: &str) -> Self {
        let mut line = Self::default();
        let mut word: Option<String> = None;
        let mut letters = text.char_indices().peekable();
        while let Some((at, letter)) = letters.next() {
            match (line.quote, letter) {
                (None, letter) if letter.is_whitespace() => {
                    line.words.extend(word.take());
                    line.places.clear();
                    continue;
                }
                (None, '\'' | '"') => {
                    line.quote = Some(letter);
                    word.get_or_insert_default();
                    continue;
                }
                (Some(quote), letter) if quote == letter => {
                    line.quote = None;
                    continue;
                }
                (None, '\\') => {
                    word.get_or_insert_default();
                    if let Some((_, next)) = letters.next() {
                        line.put(&mut word, at, next);
                    }
                    continue;
                }
                (Some('"'), '\\') => {
                    if let Some((_, next)) = letters.next_if(|(_, next)| "\\\"$`".contains(*next)) {
                        line.put(&mut word, at, next);
                        continue;
                    }
                }
                _ => {}
            }
            line.put(&mut word, at, letter);
        }
        line.words.push(word.unwrap_or_default());
        line
    }

    fn put(&mut self, word: &mut Option<String>, at: usize, letter: char) {
        let word = word.get_or_insert_default();
        self.places.push((at, word.len()));
        word.push(letter);
    }

    /// The beginning of the last word that bash keeps: an answer takes the place of `replaced` alone, the end of the line
    /// behind the last of its cuts.
    fn kept(&self, text: &str, replaced: &str) -> &str {
        let word = self.words.last().map_or("", String::as_str);
        let until = match text.strip_suffix(replaced) {
            Some(before) => {
                self.places.iter().find(|(at, _)| *at >= before.len()).map_or(word.len(), |(_, inside)| *inside)
            }
            // It was handed over without its quotes.
            None => word.strip_suffix(replaced).map_or(0, str::len),
        };
        word.get(..until).unwrap_or_default()
    }
}

/// A text so that the shell takes it for itself, inside the quote that is open or outside any.
fn quoted(text: &str, quote: Option<char>) -> String {
    let mut quoted = String::new();
    for letter in text.chars() {
        match quote {
            Some('\'') if letter == '\'' => quoted.push_str("'\\'"),
            Some('"') if "\\\"$`".contains(letter) => quoted.push('\\'),
            None if !letter.is_alphanumeric() && !"_/.,:=@+%-".contains(letter) => quoted.push('\\'),
            _ => {}
        }
        quoted.push(letter);
    }
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_the_shell_reads_it() {
        let cases: [(&str, &[&str], Option<char>); 9] = [
            ("touchbase ", &["touchbase", ""], None),
            ("touchbase log gra", &["touchbase", "log", "gra"], None),
            ("touchbase log 'Grace H", &["touchbase", "log", "Grace H"], Some('\'')),
            ("touchbase log \"Grace \\\" H", &["touchbase", "log", "Grace \" H"], Some('"')),
            ("touchbase log \"a\\b", &["touchbase", "log", "a\\b"], Some('"')),
            ("touchbase --org=Risk\\ an", &["touchbase", "--org=Risk an"], None),
            ("touchbase log '' x", &["touchbase", "log", "", "x"], None),
            ("touchbase a\"b c\"d", &["touchbase", "ab cd"], None),
            ("touchbase log \\", &["touchbase", "log", ""], None),
        ];
        for (text, words, quote) in cases {
            let line = Line::read(text);
            assert_eq!(line.words, words, "{text}");
            assert_eq!(line.quote, quote, "{text}");
        }
    }

    #[test]
    fn only_what_bash_replaces_is_answered() {
        let cases = [
            ("touchbase list tag:pi", "pi", "tag:"),
            ("touchbase list tag:", "", "tag:"),
            ("touchbase log gra", "gra", ""),
            ("touchbase log 'Grace H", "Grace H", ""),
            ("touchbase x --org='Risk a", "Risk a", "--org="),
            ("touchbase --org=Risk\\ an", "Risk\\ an", "--org="),
            ("touchbase --org=Risk\\ an", "Risk an", "--org="),
            ("touchbase log ", "", ""),
        ];
        for (text, replaced, kept) in cases {
            assert_eq!(Line::read(text).kept(text, replaced), kept, "{text}");
        }
    }

    #[test]
    fn a_name_never_becomes_a_command() {
        for name in ["$(rm -rf ~)", "`id`", "a'b", "a\"b", "a;b", "a\\b", "!x", "Risk & Legal", "~", "a*"] {
            for quote in [None, Some('\''), Some('"')] {
                let open = quote.map_or(String::new(), String::from);
                let line = format!("{open}{}{open}", quoted(name, quote));
                assert_eq!(shell_words::split(&line).unwrap(), [name], "{line}");
            }
        }
    }
}
