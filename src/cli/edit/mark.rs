//! What is wrong with a text, written into it as comments, and taken out again.

use crate::storage::scan::{Kind, Tokens};

/// How our comments begin.
const SIGN: &str = "// touchbase: ";

/// The text with comments above the lines they are about; lines count from 1. Where a comment would fall into a text in
/// quotation marks, all of them stand at the top.
pub fn mark(text: &str, notes: &[(usize, String)]) -> String {
    let flat = |note: &str| note.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = String::with_capacity(text.len() + 200);
    let mut lines = text.lines().enumerate().peekable();
    while let Some((index, line)) = lines.next() {
        let indent: String = line.chars().take_while(|letter| letter.is_whitespace()).collect();
        let last = lines.peek().is_none();
        let here =
            notes.iter().filter(|(at, _)| *at == index + 1 || (index == 0 && *at == 0) || (last && *at > index + 1));
        for (_, note) in here {
            out.extend([indent.as_str(), SIGN, &flat(note), "\n"]);
        }
        out.push_str(line);
        out.push('\n');
    }
    if ours(&out).len() == notes.len() {
        return out;
    }
    let top = notes.iter().map(|(at, note)| format!("{SIGN}line {}: {}", at + notes.len(), flat(note)));
    top.chain([text.to_owned()]).collect::<Vec<_>>().join("\n")
}

/// The text without our comments.
pub fn unmark(text: &str) -> String {
    let ours = ours(text);
    if ours.is_empty() {
        return text.to_owned();
    }
    let rest = text.lines().enumerate().filter(|(index, _)| !ours.contains(&(index + 1)));
    rest.flat_map(|(_, line)| [line, "\n"]).collect::<String>().trim_end_matches('\n').to_owned()
}

/// The lines that hold nothing but a comment of ours.
fn ours(text: &str) -> Vec<usize> {
    let ours = Tokens::of(text).filter(|token| token.kind == Kind::Comment && token.text.starts_with(SIGN));
    let lines: Vec<&str> = text.lines().collect();
    let alone = |line: usize| lines.get(line - 1).is_some_and(|line| line.trim_start().starts_with(SIGN));
    ours.map(|token| token.at.line).filter(|line| alone(*line)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_stands_above_its_line_and_comes_out_again() {
        let text = "(\n    id: \"x\",\n    nmae: \"X\",\n)";
        let marked = mark(text, &[(3, "expected a field,\nfound `nmae`".to_owned())]);
        let wanted = "(\n    id: \"x\",\n    // touchbase: expected a field, found `nmae`\n    nmae: \"X\",\n)\n";
        assert_eq!(marked, wanted);
        assert_eq!(unmark(&marked), text);
        assert_eq!(unmark(text), text);
    }

    #[test]
    fn the_ends_of_a_text_have_notes_too() {
        assert_eq!(
            mark("(\n)", &[(0, "a".to_owned()), (9, "b".to_owned())]),
            "// touchbase: a\n(\n// touchbase: b\n)\n"
        );
    }

    #[test]
    fn a_note_never_becomes_a_part_of_a_text() {
        let text = "(\n    notes: \"one\ntwo\nthree,\n)";
        let marked = mark(text, &[(4, "no end".to_owned())]);
        assert_eq!(marked, format!("// touchbase: line 5: no end\n{text}"));
        assert_eq!(unmark(&marked), text);
    }

    #[test]
    fn what_only_looks_like_a_note_stays() {
        let text = "(notes: \"one\n// touchbase: mine\n\") // touchbase: and mine";
        assert_eq!(unmark(text), text);
    }
}
