//! Influence by interest: everybody in the square of their figures.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::super::super::model::Model;
use super::super::super::network::{HIGHEST, Survey};
use super::super::super::text;
use super::super::super::widgets::ink;
use super::Spot;
use crate::domain::coverage::Person;

/// Columns for the figure of the influence.
const LABEL: u16 = 2;

/// Where the squares stand.
struct Frame {
    /// The influences that are shown, counted from the top.
    rows: Range<usize>,
    width: u16,
    height: u16,
}

impl Frame {
    fn of(model: &Model, area: Rect) -> Self {
        // A row for the figures of the interest, one for words about it.
        let room = area.height.saturating_sub(2).max(1);
        let count = u16::try_from(HIGHEST).unwrap_or(1);
        let height = (room / count).max(1);
        let shown = usize::from(room / height).min(HIGHEST);
        Self {
            rows: super::super::visible(HIGHEST, HIGHEST - model.network.square.0, shown),
            width: (area.width.saturating_sub(LABEL) / count).max(1),
            height,
        }
    }

    /// The place of a square that is shown: how far from the top, and the interest from 1.
    fn place(&self, area: Rect, from_top: usize, interest: usize) -> Rect {
        let of = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
        let place = Rect {
            x: area.x + LABEL + of(interest - 1).saturating_mul(self.width),
            y: area.y + of(from_top - self.rows.start).saturating_mul(self.height),
            width: self.width.saturating_sub(1),
            height: self.height,
        };
        place.intersection(area)
    }
}

/// Draws the squares, the highest influence on top, the highest interest to the right.
pub fn draw(model: &Model, survey: &Survey, area: Rect, buffer: &mut Buffer) {
    let look = model.look;
    let frame = Frame::of(model, area);
    for from_top in frame.rows.clone() {
        let influence = HIGHEST - from_top;
        for interest in 1..=HIGHEST {
            let place = frame.place(area, from_top, interest);
            if interest == 1 {
                let label = Line::styled(influence.to_string(), look.accent());
                ink::set_line(buffer, area.x, place.y, &label, LABEL);
            }
            square(model, survey, (influence, interest), place, buffer);
        }
    }
    let under = frame.place(area, frame.rows.end.saturating_sub(1), 1).bottom();
    for interest in 1..=HIGHEST {
        let x = frame.place(area, frame.rows.start, interest).x;
        if under < area.bottom() {
            ink::set_line(buffer, x, under, &Line::styled(interest.to_string(), look.accent()), 2);
        }
    }
    if under + 1 < area.bottom() {
        let line = in_words(model, survey, usize::from(area.width));
        ink::set_line(buffer, area.x, under + 1, &line, area.width);
    }
}

/// One square: a name a row, and how many more there are.
fn square(model: &Model, survey: &Survey, (influence, interest): (usize, usize), place: Rect, buffer: &mut Buffer) {
    let look = model.look;
    let here = model.network.square == (influence, interest);
    let mut people = survey.square(influence, interest);
    let (width, rows) = (usize::from(place.width), usize::from(place.height));
    let base = if here { look.chosen() } else { Style::new() };
    for row in 0..rows {
        let left = people.len();
        let last = row + 1 == rows;
        let words = match (left, last) {
            (0, _) if row == 0 => Line::styled(look.glyph("·", "."), look.quiet().patch(base)),
            (0, _) => break,
            (left, true) if left > 1 && row > 0 => {
                Line::styled(text::fit(&format!("+{left} more"), width), look.quiet().patch(base))
            }
            (left, true) if left > 1 => people.next().map_or_else(Line::default, |person| {
                let more = format!(" +{}", left - 1);
                let name = named(model, person, width.saturating_sub(more.len()));
                let fits = width >= 8;
                let shown = if fits { format!("{name}{more}") } else { text::fit(&left.to_string(), width) };
                Line::styled(shown, base)
            }),
            _ => people.next().map_or_else(Line::default, |person| one(model, person, width, base)),
        };
        let y = place.y + u16::try_from(row).unwrap_or(0);
        ink::set_line(buffer, place.x, y, &words, place.width);
        if here {
            buffer.set_style(Rect { y, height: 1, ..place }, look.chosen());
        }
    }
}

fn named(model: &Model, person: &Person, width: usize) -> String {
    text::fit(&model.name(&person.who.name), width)
}

/// Somebody in a square: how warm contact is, and the name.
fn one(model: &Model, person: &Person, width: usize, base: Style) -> Line<'static> {
    let warmth = person.standing.warmth;
    if width < 5 {
        return Line::styled(model.look.warmth_glyph(warmth), model.look.warmth(warmth).patch(base));
    }
    Line::from(vec![
        Span::styled(format!("{} ", model.look.warmth_glyph(warmth)), model.look.warmth(warmth).patch(base)),
        Span::styled(named(model, person, width - 2), base),
    ])
}

/// What the axes are, what the chosen square asks for, and who has no place.
fn in_words(model: &Model, survey: &Survey, width: usize) -> Line<'static> {
    let (influence, interest) = model.network.square;
    // After A. Mendelow's grid of power and interest, Proceedings of the Second International Conference on Information
    // Systems, 1981, in our own words.
    let advice = match (influence > 3, interest > 3) {
        (true, true) => "work on it together",
        (true, false) => "find what matters to them",
        (false, true) => "let them help and speak",
        (false, false) => "keep in sight",
    };
    let unplaced = match survey.unplaced {
        0 => String::new(),
        count => format!("; {count} without figures"),
    };
    let told = if width < 60 {
        format!("{influence} by {interest}: {advice}{unplaced}")
    } else {
        format!("influence {influence} (up), interest {interest} (across): {advice}{unplaced}")
    };
    Line::styled(text::fit(&told, width), model.look.quiet())
}

/// The square under a cell of the terminal.
pub fn square_at(model: &Model, area: Rect, cell: Position) -> Option<Spot> {
    let frame = Frame::of(model, area);
    let squares = frame.rows.clone().flat_map(|from_top| (1..=HIGHEST).map(move |interest| (from_top, interest)));
    let mut under = squares.filter(|(from_top, interest)| frame.place(area, *from_top, *interest).contains(cell));
    under.next().map(|(from_top, interest)| Spot::Square(HIGHEST - from_top, interest))
}
