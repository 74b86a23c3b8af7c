//! Text from a plan on its way to the screen: filtered, measured in cells, cut or wrapped.
//!
//! Everything drawn that a person or a file may have written goes through here.

use std::borrow::Cow;

use chrono::{Datelike as _, Month};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::widgets::wrap;
use crate::domain::Day;
use crate::domain::shown::Shown;

/// One line of text from the plan, fit to be drawn.
pub fn line(text: &str) -> String {
    Shown::line(text).as_str().to_owned()
}

/// One line of text from the plan, at most `width` cells wide.
pub fn fit(text: &str, width: usize) -> String {
    fitting(text, width).into_owned()
}

/// The same, borrowed where it is as it stands in the plan.
pub fn fitting(text: &str, width: usize) -> Cow<'_, str> {
    match Shown::line(text).into_cow() {
        Cow::Borrowed(text) => wrap::truncate(text, width),
        Cow::Owned(text) => Cow::Owned(wrap::truncate(&text, width).into_owned()),
    }
}

/// One line of text from the plan, exactly `width` cells wide.
pub fn pad(text: &str, width: usize) -> String {
    wrap::pad(Shown::line(text).as_str(), width)
}

/// Text from the plan in lines of at most `width` cells, broken at words.
pub fn wrapped(text: &str, width: usize) -> Vec<String> {
    let shown = Shown::block(text);
    if width == 0 { Vec::new() } else { wrap::wrap(shown.as_str(), width).into_iter().map(str::to_owned).collect() }
}

/// Lines with a first part once and an indent of the same width below, as in a list with hanging indent.
pub fn hanging(first: &str, text: &str, width: usize, head: Style, body: Style) -> Vec<Line<'static>> {
    let indent = wrap::width(first);
    let lines = wrapped(text, width.saturating_sub(indent).max(8));
    let blank = " ".repeat(indent);
    lines
        .into_iter()
        .enumerate()
        .map(|(number, text)| {
            let lead = if number == 0 { first.to_owned() } else { blank.clone() };
            Line::from(vec![Span::styled(lead, head), Span::styled(text, body)])
        })
        .collect()
}

/// A day as a person writes it beside other words: `Fri 27 Nov`, with the year when it is another one.
pub fn day(day: Day, today: Day) -> String {
    let date = day.date();
    let month = u8::try_from(date.month()).ok().and_then(|month| Month::try_from(month).ok()).map_or("", |m| m.name());
    let (number, month) = (date.day(), month.get(..3).unwrap_or(month));
    if date.year() == today.date().year() {
        format!("{} {number} {month}", date.weekday())
    } else {
        format!("{number} {month} {}", date.year())
    }
}

/// How long ago a day was, short enough for a column: `today`, `3 d`, `5 w`, `14 mo`, `3 y`.
pub fn ago(days: i64) -> String {
    match days {
        0 => "today".to_owned(),
        1..=59 => format!("{days} d"),
        60..=180 => format!("{} w", days / 7),
        181..=730 => format!("{} mo", days / 30),
        731.. => format!("{} y", days / 365),
        _ => format!("in {} d", -days),
    }
}

/// How far off a due day is, in words: `by today`, `by Fri 27 Nov`, `3 d late`.
pub fn due(by: Day, today: Day) -> String {
    match by.days_since(today) {
        0 => "by today".to_owned(),
        late if late < 0 => format!("{} late", ago(-late)),
        _ => format!("by {}", day(by, today)),
    }
}
