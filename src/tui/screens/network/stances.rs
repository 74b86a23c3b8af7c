//! Stance now against stance wanted: a bar between the two for each person, the longest way first.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position as Place, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::super::super::model::Model;
use super::super::super::network::{Position, Survey};
use super::super::super::text;
use super::super::super::widgets::ink;
use super::Spot;
use crate::domain::{Stance, Word as _};

/// Columns between two stances on the scale, and of the whole scale.
const STEP: usize = 4;
const SCALE: usize = STEP * 4 + 1;

/// Rows over the list: the ends of the scale, where there is one.
fn head(width: u16) -> u16 {
    u16::from(has_scale(usize::from(width)))
}

/// The columns of the name and of the words behind the scale.
struct Columns {
    name: usize,
    words: usize,
}

impl Columns {
    fn of(width: usize) -> Self {
        // The words give way first; where there is no room for the scale either, they come back in its place.
        let name = width.saturating_sub(SCALE + 2).clamp(8, 26);
        Self { name, words: width.saturating_sub(name + SCALE + 2) }
    }
}

/// Whether there is room for the scale.
fn has_scale(width: usize) -> bool {
    width > 8 + SCALE
}

/// Draws the list.
pub fn draw(model: &Model, survey: &Survey, area: Rect, buffer: &mut Buffer) {
    let look = model.look;
    let width = usize::from(area.width);
    let columns = Columns::of(width);
    if survey.positions.is_empty() {
        let what = "Where somebody stands, and where you would like them to stand, is noted with S on the Plan screen.";
        let lines: Vec<Line<'_>> =
            text::wrapped(what, width).into_iter().map(|line| Line::styled(line, look.quiet())).collect();
        return super::super::draw_lines(&lines, 0, area, buffer);
    }
    let top = head(area.width);
    if top > 0 {
        let unknown = match survey.unknown {
            0 => String::new(),
            count => format!("{count} without a stance"),
        };
        let ends = format!("{} against{}for", text::pad(&unknown, columns.name), " ".repeat(SCALE - 10));
        let words = if columns.words > 0 { "  now, wanted" } else { "" };
        let line = Line::styled(format!("{ends}{}", text::fit(words, columns.words)), look.quiet());
        ink::set_line(buffer, area.x, area.y, &line, area.width);
    }
    for (row, at) in (area.y + top..area.bottom()).zip(shown(model, survey, area)) {
        let Some(position) = survey.positions.get(at) else { continue };
        let here = at == model.network.position;
        ink::set_line(buffer, area.x, row, &line(model, survey, position, width, here), area.width);
    }
}

/// The stances that are shown.
fn shown(model: &Model, survey: &Survey, area: Rect) -> std::ops::Range<usize> {
    super::super::visible(
        survey.positions.len(),
        model.network.position,
        usize::from(area.height.saturating_sub(head(area.width))),
    )
}

/// One person: the name, the scale, the words.
fn line(model: &Model, survey: &Survey, position: &Position, width: usize, here: bool) -> Line<'static> {
    let look = model.look;
    let columns = Columns::of(width);
    let base = if here { look.chosen() } else { Style::new() };
    let name = text::pad(&super::super::name_of(model, &position.who), columns.name);
    if !has_scale(width) {
        let words = text::fit(&in_words(model, position), width.saturating_sub(columns.name + 1));
        return Line::from(vec![Span::styled(format!("{name} "), base), Span::styled(words, base)]);
    }
    let mut spans = vec![Span::styled(format!("{name} "), base)];
    spans.extend(scale(model, position, base));
    let goal = match (&survey.coverage.goal, model.plan().goals.get(&position.goal)) {
        (None, Some(goal)) if model.plan().goals.len() > 1 => format!("  {}", model.prose(&goal.title)),
        _ => String::new(),
    };
    let words = format!("  {}{goal}", in_words(model, position));
    spans.push(Span::styled(text::pad(&words, columns.words), base));
    Line::from(spans)
}

/// The scale with where they stand, where they should stand, and the way between.
fn scale(model: &Model, position: &Position, base: Style) -> Vec<Span<'static>> {
    let look = model.look;
    let at = |stance: Option<Stance>| stance.map(|stance| stance as usize * STEP);
    let (now, wanted) = (at(position.now), at(position.wanted));
    let between = |column: usize| match (now, wanted) {
        (Some(now), Some(wanted)) => (now.min(wanted)..=now.max(wanted)).contains(&column),
        _ => false,
    };
    (0..SCALE)
        .map(|column| {
            let (glyph, style) = match (now == Some(column), wanted == Some(column)) {
                (true, true) => (look.glyph("◉", "@"), look.good()),
                (true, false) => (look.glyph("●", "o"), look.strong()),
                (false, true) => (look.glyph("○", "O"), look.accent()),
                _ if between(column) => (look.glyph("━", "="), look.accent()),
                _ if column % STEP == 0 => (look.glyph("┄", "-"), look.quiet()),
                _ => (" ", look.quiet()),
            };
            Span::styled(glyph, style.patch(base))
        })
        .collect()
}

/// Where they stand and where they should, in words.
fn in_words(model: &Model, position: &Position) -> String {
    let arrow = model.look.glyph("→", "->");
    match (position.now, position.wanted) {
        (Some(now), Some(wanted)) if now == wanted => format!("{}, as wanted", now.word()),
        (Some(now), Some(wanted)) => format!("{} {arrow} {}", now.word(), wanted.word()),
        (Some(now), None) => now.word().to_owned(),
        (None, Some(wanted)) => format!("not known {arrow} {}", wanted.word()),
        (None, None) => String::new(),
    }
}

/// The stance under a cell of the terminal.
pub fn position_at(model: &Model, survey: &Survey, area: Rect, cell: Place) -> Option<Spot> {
    let row = cell.y.checked_sub(area.y + head(area.width))?;
    shown(model, survey, area).nth(usize::from(row)).filter(|_| area.contains(cell)).map(Spot::Position)
}
