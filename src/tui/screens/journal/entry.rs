//! One entry: in the list with its first lines, in one line, or to be read as a whole.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::super::super::mask::Mask;
use super::super::super::model::Model;
use super::super::super::text;
use crate::domain::journal::Entry;
use crate::domain::{FollowUp, Marker, Reflection, Touch, Word, feeling_words};

/// What stands behind a text that goes on.
const MORE: &str = " …";

/// An entry in the list: who and how, the first lines of the text, what was promised.
pub fn lines(model: &Model, entry: &Entry, width: usize, rows: usize, marker: &mut Marker) -> Vec<Line<'static>> {
    let mut lines = vec![head(model, entry, marker)];
    lines.extend(first_lines(model, entry.text(), width.saturating_sub(2), rows, marker));
    if let Entry::Touch(touch) = entry {
        lines.extend(touch.follow_up.iter().map(|promise| promised(model, promise, width.saturating_sub(2), marker)));
    }
    lines
}

/// How many lines [`lines`] makes of an entry.
pub fn tall(model: &Model, entry: &Entry, width: usize, rows: usize) -> usize {
    let promised = if let Entry::Touch(touch) = entry { touch.follow_up.iter().count() } else { 0 };
    1 + rows.min(wrapped(model, entry.text(), width.saturating_sub(2)).count()) + promised
}

/// The lines of a text that have anything in them.
fn wrapped(model: &Model, note: &str, width: usize) -> impl Iterator<Item = String> {
    text::wrapped(&model.prose(note), width).into_iter().filter(|line| !line.trim().is_empty())
}

/// An entry in one line with its day.
pub fn one_line(model: &Model, entry: &Entry, marker: &mut Marker) -> Line<'static> {
    let look = model.look;
    let mut line = Line::from(Span::styled(format!("{}  ", text::day(entry.on(), model.today)), look.quiet()));
    line.spans.extend(head(model, entry, marker).spans);
    let text = text::line(&model.prose(entry.text()));
    if !text.is_empty() {
        line.push_span(Span::raw("  "));
        let marks = marks(model, marker, &text);
        line.spans.extend(marked(&text, &marks, Style::new(), look.accent()));
    }
    line
}

/// Who was there and how, or how it felt.
fn head(model: &Model, entry: &Entry, marker: &mut Marker) -> Line<'static> {
    let look = model.look;
    let mut spans = Vec::new();
    match entry {
        Entry::Touch(touch) => {
            for (number, who) in touch.with.iter().enumerate() {
                if number > 0 {
                    spans.push(Span::raw(", "));
                }
                let name = text::line(&super::super::name_of(model, who));
                let marks = if model.mask == Mask::Off { marker.in_name(&name) } else { Vec::new() };
                spans.extend(marked(&name, &marks, look.strong(), look.accent()));
            }
            let how = how(touch);
            if !how.is_empty() {
                spans.push(Span::styled(format!("  {how}"), look.quiet()));
            }
        }
        Entry::Reflection(reflection) => {
            spans.push(Span::styled("Reflection", look.strong()));
            spans.extend(
                reflection
                    .feeling
                    .map(|feeling| Span::styled(format!("  {}", feeling_words(feeling)), felt(model, reflection))),
            );
        }
    }
    Line::from(spans)
}

/// How a touch happened, what was given, and how it was taken.
fn how(touch: &Touch) -> String {
    let response = touch.response.map(|response| format!("taken {}", response.spoken()));
    let parts = [touch.via.map(Word::spoken), touch.gift.map(Word::spoken), response];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn felt(model: &Model, reflection: &Reflection) -> Style {
    match reflection.feeling.map(i8::signum) {
        Some(1) => model.look.good(),
        Some(-1) => model.look.alarm(),
        _ => model.look.quiet(),
    }
}

/// The first lines of a text; where what is looked for stands further down, the line with it in place of the last one.
fn first_lines(model: &Model, note: &str, width: usize, rows: usize, marker: &Marker) -> Vec<Line<'static>> {
    let look = model.look;
    let wrapped: Vec<String> = wrapped(model, note, width).collect();
    let hit = wrapped.iter().position(|line| !marks(model, marker, line).is_empty());
    let last = hit.filter(|hit| *hit >= rows).unwrap_or(rows.saturating_sub(1));
    let shown = (0..rows.saturating_sub(1)).chain([last]);
    let lines = shown.filter_map(|at| wrapped.get(at).map(|line| (at, line)));
    lines
        .map(|(at, line)| {
            let mut spans = vec![Span::raw("  ")];
            if at == last && last >= rows {
                spans.push(Span::styled("… ", look.quiet()));
            }
            spans.extend(marked(line, &marks(model, marker, line), Style::new(), look.accent()));
            if at == last && at + 1 < wrapped.len() {
                spans.push(Span::styled(MORE, look.quiet()));
            }
            Line::from(spans)
        })
        .collect()
}

/// What was promised in one line, and when.
fn promised(model: &Model, promise: &FollowUp, width: usize, marker: &Marker) -> Line<'static> {
    let (when, style) = when(model, promise);
    let lead = "promised: ";
    let room = width.saturating_sub(lead.len() + when.chars().count());
    let words = text::fit(&model.prose(&promise.text), room);
    let mut spans = vec![Span::styled(format!("  {lead}"), style)];
    spans.extend(marked(&words, &marks(model, marker, &words), style, model.look.accent()));
    spans.push(Span::styled(when, style));
    Line::from(spans)
}

/// When a promise was kept or is due, and how that looks.
fn when(model: &Model, promise: &FollowUp) -> (String, Style) {
    let look = model.look;
    match (promise.done, promise.by) {
        (Some(done), _) => (format!(" (kept {})", text::day(done, model.today)), look.quiet()),
        (None, Some(by)) if by <= model.today => (format!(" ({})", text::due(by, model.today)), look.alarm()),
        (None, Some(by)) => (format!(" ({})", text::due(by, model.today)), Style::new()),
        (None, None) => (String::new(), Style::new()),
    }
}

/// The letters of a shown text that a filter matched; none while they are covered.
fn marks(model: &Model, marker: &Marker, text: &str) -> Vec<u32> {
    if model.mask == Mask::Off { marker.in_text(text) } else { Vec::new() }
}

/// A text with the letters that a filter matched in another style.
fn marked(text: &str, marks: &[u32], style: Style, hit: Style) -> Vec<Span<'static>> {
    if marks.is_empty() {
        return vec![Span::styled(text.to_owned(), style)];
    }
    let mut spans: Vec<(bool, String)> = Vec::new();
    for (at, letter) in text.chars().enumerate() {
        let marked = u32::try_from(at).is_ok_and(|at| marks.binary_search(&at).is_ok());
        match spans.last_mut() {
            Some((same, run)) if *same == marked => run.push(letter),
            _ => spans.push((marked, letter.to_string())),
        }
    }
    spans.into_iter().map(|(marked, run)| Span::styled(run, if marked { style.patch(hit) } else { style })).collect()
}

/// The heading over an entry that is read.
pub fn reading_title(model: &Model, entry: &Entry) -> String {
    let what = match entry {
        Entry::Touch(_) => "In touch",
        Entry::Reflection(_) => "Reflection",
    };
    format!("{what}  {}", text::day(entry.on(), model.today))
}

/// An entry as a whole, in so many columns.
pub fn reading(model: &Model, entry: &Entry, width: usize) -> Vec<Line<'static>> {
    let look = model.look;
    let mut marker = Marker::new(&model.journal.asked.words);
    let mut lines = Vec::new();
    match entry {
        Entry::Touch(touch) => {
            for id in &touch.with {
                let who = model.plan().stakeholders.get(id);
                let facts = who.map(|who| [who.seniority.clone(), model.name(&who.org).into_owned()]);
                let facts: Vec<String> = facts.into_iter().flatten().filter(|fact| !fact.is_empty()).collect();
                let name = text::line(&super::super::name_of(model, id));
                let marks = if model.mask == Mask::Off { marker.in_name(&name) } else { Vec::new() };
                let mut spans = marked(&name, &marks, look.strong(), look.accent());
                spans.push(Span::styled(text::line(&format!("  {}", facts.join(" · "))), look.quiet()));
                lines.push(Line::from(spans));
            }
            let how = how(touch);
            lines.extend((!how.is_empty()).then(|| Line::styled(how, look.quiet())));
        }
        Entry::Reflection(reflection) => {
            let words = reflection.feeling.map(feeling_words);
            lines.extend(words.map(|words| Line::styled(words, felt(model, reflection))));
        }
    }
    if !entry.text().is_empty() {
        lines.extend((!lines.is_empty()).then(Line::default));
        for line in text::wrapped(&model.prose(entry.text()), width) {
            let marks = marks(model, &marker, &line);
            lines.push(Line::from(marked(&line, &marks, Style::new(), look.accent())));
        }
    }
    if let Entry::Touch(touch) = entry {
        if let Some(promise) = &touch.follow_up {
            let (when, style) = when(model, promise);
            lines.push(Line::default());
            let told = format!("{}{when}", model.prose(&promise.text));
            lines.extend(text::hanging("promised: ", &told, width, style, style));
        }
        if let Some(idea) = touch.idea.as_ref().and_then(|idea| model.plan().ideas.get(idea)) {
            lines.push(Line::default());
            lines.extend(text::hanging("the idea: ", &model.prose(&idea.text), width, look.quiet(), look.quiet()));
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_letters_are_marked_together() {
        let spans = marked("abcde", &[1, 2, 4], Style::new(), Style::new().bold());
        let told: Vec<&str> = spans.iter().map(|span| span.content.as_ref()).collect();
        assert_eq!(told, ["a", "bc", "d", "e"]);
        assert_eq!(marked("abc", &[], Style::new(), Style::new()).len(), 1);
    }
}
