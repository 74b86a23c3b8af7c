//! The Journal screen: what happened, by day, newest first; on a large screen under a year at a glance.
//!
//! `entry` draws one entry, in the list or to be read as a whole; `year` the cells on top. Only what is on screen is ever
//! built. Begin with [`draw`]; [`shown`], [`entry_at`] and [`day_at`] answer for update and the mouse.

mod entry;
mod year;

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};

use super::super::model::Model;
use super::super::text;
use super::super::widgets::{frame, ink};
use crate::domain::{Day, Marker};
use crate::keys::Command;

/// How closely the entries stand, by the rows there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spacing {
    /// One line each, the day first.
    Lines,
    /// Days over their entries, one line of each text.
    Close,
    /// Days over their entries with a free line between, two lines of each text.
    Wide,
}

impl Spacing {
    fn of(rows: u16) -> Self {
        match rows {
            ..4 => Self::Lines,
            4..15 => Self::Close,
            15.. => Self::Wide,
        }
    }

    /// How many lines of a text are shown at most.
    fn text(self) -> usize {
        match self {
            Self::Lines => 0,
            Self::Close => 1,
            Self::Wide => 2,
        }
    }
}

/// Where everything stands.
#[derive(Clone, Copy, Debug)]
struct Places {
    /// The year, where there is room for it.
    year: Option<Rect>,
    /// The list with its border.
    frame: Rect,
    /// The rows of the list inside, the day over them apart.
    list: Rect,
    spacing: Spacing,
}

impl Places {
    /// The columns an entry has.
    fn width(self) -> usize {
        usize::from(self.list.width.saturating_sub(3))
    }
}

fn places(body: Rect) -> Places {
    let year = year::fits(body).then_some(Rect { height: year::HEIGHT, ..body });
    let taken = year.map_or(0, |year| year.height);
    let frame = Rect { y: body.y + taken, height: body.height.saturating_sub(taken), ..body };
    let inner = frame::inside(frame);
    let spacing = Spacing::of(inner.height);
    // The day of the first entry always stands on top, also where the list begins in the middle of it.
    let top = u16::from(spacing != Spacing::Lines);
    let list = Rect { y: inner.y + top, height: inner.height.saturating_sub(top), ..inner };
    Places { year, frame, list, spacing }
}

/// Draws the Journal screen into the rows between header and footer.
pub fn draw(model: &Model, body: Rect, buffer: &mut Buffer) {
    let places = places(body);
    if let Some(area) = places.year {
        year::draw(model, area, buffer);
    }
    let focused = model.overlays.is_empty();
    let inner = super::framed(model.look, focused, &title(model), places.frame, buffer);
    if let Some(time) = time(model) {
        let told = format!(" {} ", text::fit(&time, usize::from(places.frame.width.saturating_sub(4))));
        frame::foot(places.frame, &Line::styled(told, super::heading(model.look, focused)), buffer);
    }
    if model.journal.is_empty() {
        super::draw_lines(&nothing(model, usize::from(inner.width)), 0, inner, buffer);
        return;
    }
    list(model, places, focused, buffer);
}

/// How much there is, and what is asked for.
fn title(model: &Model) -> String {
    let journal = &model.journal;
    let count = match (journal.len(), journal.total()) {
        (_, 0) => String::new(),
        (shown, total) if shown == total => format!(" {total}"),
        (shown, total) => format!(" {shown} of {total}"),
    };
    let find = if journal.find.is_empty() { String::new() } else { format!("  find: {}", model.prose(&journal.find)) };
    format!("Journal{count}{find}")
}

/// The time that is asked for, in days.
fn time(model: &Model) -> Option<String> {
    let day = |day| text::day(day, model.today);
    model.journal.asked.period().map(|period| match (period.from, period.to) {
        (from, to) if from > to => "no day".to_owned(),
        (from, to) if from == to => day(from),
        (Day::FIRST, to) => format!("until {}", day(to)),
        (from, Day::LAST) => format!("since {}", day(from)),
        (from, to) => format!("{} to {}", day(from), day(to)),
    })
}

/// What stands there instead of entries.
fn nothing(model: &Model, width: usize) -> Vec<Line<'static>> {
    if model.journal.find.is_empty() {
        let what = "Who you were in touch with and what you noticed about yourself stands here, by day.";
        let mut lines = super::empty(model, what, Command::LogTouch, "logs a touch", width);
        let other = super::empty(model, "", Command::AddReflection, "writes a line about yourself", width);
        lines.extend(other.into_iter().skip(1));
        return lines;
    }
    super::empty(model, "Nothing fits the filter.", Command::Back, "clears it", width)
}

fn list(model: &Model, places: Places, focused: bool, buffer: &mut Buffer) {
    let look = model.look;
    let mut marker = Marker::new(&model.journal.asked.words);
    let chosen = model.journal.position();
    let shown = visible(model, places);
    let area = places.list;
    if let Some(first) = model.journal.get(shown.start).filter(|_| places.spacing != Spacing::Lines) {
        let line = day_line(model, first.on());
        ink::set_line(buffer, area.x + 1, area.y - 1, &line, area.width.saturating_sub(1));
    }
    let mut row = area.y;
    for at in shown.clone() {
        let lines = lines(model, at, at == shown.start, places, &mut marker);
        debug_assert_eq!(lines.len(), tall(model, at, at == shown.start, places), "what is measured is what is drawn");
        // What belongs to the day stands over the entry, the entry itself is chosen.
        let over = lines.iter().take_while(|(of_day, _)| *of_day).count();
        for (number, (of_day, line)) in lines.iter().enumerate() {
            if row >= area.bottom() {
                return;
            }
            let here = Rect { y: row, height: 1, ..area };
            let (x, width) = (area.x + 1 + u16::from(!of_day), area.width.saturating_sub(1 + u16::from(!of_day)));
            ink::set_line(buffer, x, row, line, width);
            if Some(at) == chosen && !of_day {
                buffer.set_line(area.x, row, &Line::raw(look.glyph("▌", ">")), 1);
                if number == over {
                    let style = if focused { look.chosen() } else { Style::new().add_modifier(Modifier::BOLD) };
                    buffer.set_style(here, style);
                }
            }
            row += 1;
        }
    }
}

/// The lines of an entry, each with whether it belongs to the day over it.
fn lines(model: &Model, at: usize, first: bool, places: Places, marker: &mut Marker) -> Vec<(bool, Line<'static>)> {
    let Some(entry) = model.journal.get(at) else { return Vec::new() };
    if places.spacing == Spacing::Lines {
        return vec![(false, entry::one_line(model, entry, marker))];
    }
    let mut lines = Vec::new();
    if !first && begins_day(model, at) {
        if places.spacing == Spacing::Wide {
            lines.push((true, Line::default()));
        }
        lines.push((true, day_line(model, entry.on())));
    }
    let entry = entry::lines(model, entry, places.width(), places.spacing.text(), marker);
    lines.extend(entry.into_iter().map(|line| (false, line)));
    lines
}

fn begins_day(model: &Model, at: usize) -> bool {
    let day = |at: usize| model.journal.get(at).map(crate::domain::journal::Entry::on);
    at == 0 || day(at) != day(at - 1)
}

/// The heading of a day: when it was, and how long ago that is.
fn day_line(model: &Model, day: Day) -> Line<'static> {
    let days = model.today.days_since(day);
    let ago = match days {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        2.. => format!("{} ago", text::ago(days)),
        _ => text::ago(days),
    };
    Line::from(vec![
        Span::styled(text::day(day, model.today), model.look.strong()),
        Span::styled(format!("  {ago}"), model.look.quiet()),
    ])
}

/// How many lines [`lines`] makes of an entry.
fn tall(model: &Model, at: usize, first: bool, places: Places) -> usize {
    let Some(entry) = model.journal.get(at).filter(|_| places.spacing != Spacing::Lines) else { return 1 };
    let day = match places.spacing {
        _ if first || !begins_day(model, at) => 0,
        Spacing::Wide => 2,
        _ => 1,
    };
    day + entry::tall(model, entry, places.width(), places.spacing.text())
}

/// The part of the list that is on screen.
fn visible(model: &Model, places: Places) -> Range<usize> {
    model.journal.visible(usize::from(places.list.height), |at| tall(model, at, false, places))
}

/// The part of the list that is on screen in this body.
pub fn shown(model: &Model, body: Rect) -> Range<usize> {
    visible(model, places(body))
}

/// The place in the list of the entry on a row of the screen, or of the first one of the day whose heading it is.
pub fn entry_at(model: &Model, body: Rect, row: u16) -> Option<usize> {
    let places = places(body);
    if !frame::inside(places.frame).contains(Position { x: places.list.x, y: row }) {
        return None;
    }
    let shown = visible(model, places);
    let mut top = places.list.y;
    shown.clone().find(|at| {
        let lines = tall(model, *at, *at == shown.start, places);
        top = top.saturating_add(u16::try_from(lines).unwrap_or(u16::MAX));
        row < top
    })
}

/// The day of the year at a cell of the screen.
pub fn day_at(model: &Model, body: Rect, column: u16, row: u16) -> Option<Day> {
    places(body).year.and_then(|area| year::day_at(model, area, column, row))
}

pub use entry::{reading, reading_title};
