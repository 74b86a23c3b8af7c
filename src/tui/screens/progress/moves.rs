//! How stance and closeness moved: how many stood where at the end of each week, then what moved, newest first.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::super::super::model::Model;
use super::super::super::text;
use super::super::super::widgets::{chart, ink};
use crate::domain::progress::{Level, Moved, Progress, What};
use crate::domain::{Closeness, Move, Stance, Word};

/// Columns of the words before little bars.
const WORDS: u16 = 13;

/// Draws the moves.
pub fn draw(model: &Model, progress: &Progress, area: Rect, buffer: &mut Buffer) {
    let rest = super::said(&told(progress), area, buffer);
    let rest = if rest.height >= 9 { levels(model, progress, rest, buffer) } else { rest };
    let shown = progress.moves.iter().take(usize::from(rest.height));
    let days = shown.map(|one| short(model, one).len()).max().unwrap_or(0);
    for (row, moved) in (rest.y..rest.bottom()).zip(&progress.moves) {
        ink::set_line(buffer, rest.x, row, &line(model, moved, days, rest.width), rest.width);
    }
}

/// What moved in the weeks looked back on.
fn told(progress: &Progress) -> String {
    let since = progress.weeks.first().map(|week| week.monday);
    let recent = progress.moves.iter().filter(|one| since.is_none_or(|since| one.on >= since));
    let went = |up: bool| recent.clone().filter(|one| one.what.direction() == Some(up)).count();
    match (went(true), went(false)) {
        _ if progress.moves.is_empty() => {
            "Nothing has moved yet. A change of stance or closeness shows here.".to_owned()
        }
        (0, 0) => format!("no move up or down in {} weeks", progress.weeks.len()),
        (up, 0) => format!("{up} up in {} weeks", progress.weeks.len()),
        (up, down) => format!("{up} up, {down} down in {} weeks", progress.weeks.len()),
    }
}

/// How many stood where, week by week: stance, and closeness where there is room for both.
fn levels(model: &Model, progress: &Progress, area: Rect, buffer: &mut Buffer) -> Rect {
    let stance = |of: Stance| -> Vec<u64> { series(progress, |level| level.stance.get(of as usize).copied()) };
    let closeness = |of: Closeness| -> Vec<u64> { series(progress, |level| level.closeness.get(of as usize).copied()) };
    let mut rows: Vec<(&str, Vec<u64>)> = Stance::ALL.iter().rev().map(|word| (word.word(), stance(*word))).collect();
    if area.height >= 18 {
        rows.extend(Closeness::ALL.iter().rev().map(|word| (word.word(), closeness(*word))));
    }
    let most = rows.iter().flat_map(|(_, figures)| figures.iter().copied()).max().unwrap_or(0);
    let weeks = u16::try_from(progress.levels.len()).unwrap_or(u16::MAX);
    for (row, (word, figures)) in (area.y..area.bottom()).zip(&rows) {
        buffer.set_stringn(area.x, row, word, usize::from(area.width), Style::new());
        let room = area.width.saturating_sub(WORDS + 5).min(weeks);
        let bars = Rect { x: area.x + WORDS.min(area.width), y: row, width: room, height: 1 };
        chart::spark(buffer, bars, figures, most, model.look.accent(), model.look.unicode);
        let now = figures.last().copied().unwrap_or(0);
        if room > 0 {
            buffer.set_stringn(bars.right(), row, format!(" {now:>3}"), 5, Style::new());
        }
    }
    super::below(area, u16::try_from(rows.len()).unwrap_or(u16::MAX))
}

fn series(progress: &Progress, of: impl Fn(&Level) -> Option<usize>) -> Vec<u64> {
    progress.levels.iter().map(|level| of(level).and_then(|count| u64::try_from(count).ok()).unwrap_or(0)).collect()
}

/// The day of a move without its weekday.
fn short(model: &Model, moved: &Moved) -> String {
    let day = text::day(moved.on, model.today);
    let rest = day.split_once(' ').filter(|(first, _)| first.chars().all(char::is_alphabetic)).map(|(_, rest)| rest);
    rest.map_or_else(|| day.clone(), str::to_owned)
}

/// Columns of the longest from and to.
const ENDS: usize = 24;

fn line(model: &Model, moved: &Moved, days: usize, width: u16) -> Line<'static> {
    let look = model.look;
    let (glyph, style) = match moved.what.direction() {
        Some(true) => (look.glyph("▲ ", "^ "), look.good()),
        Some(false) => (look.glyph("▼ ", "v "), look.alarm()),
        None => (look.glyph("· ", "- "), look.quiet()),
    };
    let room = usize::from(width).saturating_sub(days + ENDS + 4).clamp(8, 24);
    let name = super::super::name_of(model, &moved.who);
    Line::from(vec![
        Span::styled(glyph, style),
        Span::styled(text::pad(&short(model, moved), days + 1), look.quiet()),
        Span::raw(text::pad(&name, room)),
        Span::raw(format!(" {}", from_to(model, &moved.what))),
    ])
}

/// From where to where: `Sceptical → Neutral`.
fn from_to(model: &Model, what: &What) -> String {
    let (from, to) = ends(what);
    format!("{from} {} {to}", model.look.glyph("→", "->"))
}

/// Both ends of a move in words.
pub fn ends(what: &What) -> (&'static str, &'static str) {
    fn of<T: Word>(one: &Move<T>) -> (&'static str, &'static str) {
        let word = |value: Option<T>| value.map_or("unknown", Word::word);
        (word(one.from), word(one.to))
    }
    match what {
        What::Closeness(one) => of(one),
        What::Stance(_, one) => of(one),
    }
}
