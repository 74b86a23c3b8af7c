//! The whole picture, drawn from the model: same model and size, same picture.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::layout::Regions;
use super::model::{Model, Save};
use super::screen::Screen;
use super::widgets::ink;
use super::{gate, overlays, screens, text};
use crate::error::Told;
use crate::keys::Hint;

/// Draws the model into a buffer, and says where the cursor belongs.
pub fn picture(model: &Model, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let Some(regions) = model.regions_in(area) else {
        let sentence = text::wrapped("touchbase needs a larger window", usize::from(area.width));
        let lines: Vec<Line<'_>> = sentence.into_iter().map(Line::raw).collect();
        screens::draw_lines(&lines, 0, area, buffer);
        return None;
    };
    if let Some(gate) = &model.gate {
        return gate::draw(model, gate, area, buffer);
    }
    header(model, &regions, buffer);
    screens::draw(model, &regions, buffer);
    footer(model, &regions, buffer);
    let over = Rect { y: regions.header.bottom(), height: area.height.saturating_sub(2), ..area };
    let cursor = overlays::draw(model, over, regions.footer, buffer);
    if !model.pending.is_empty() {
        overlays::draw_next(model, screens::chosen_row(model, &regions), over, buffer);
    }
    if !model.look.colour {
        uncoloured(buffer);
    }
    if !model.look.unicode {
        plain(buffer);
    }
    cursor.filter(|cursor| area.contains(*cursor))
}

/// How the screens are named in the header, from the widest way to the narrowest.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tabs {
    /// Behind the name of the program.
    Named,
    /// By number and title.
    Titled,
    /// By number, the one that is shown by its title, too.
    Numbered,
    /// The one that is shown alone.
    Alone,
}

/// What stands in the header: the screens, each with its columns, and the rest at the right.
struct Header {
    left: Line<'static>,
    places: Vec<(Screen, std::ops::Range<usize>)>,
    right: Line<'static>,
}

impl Header {
    /// What fits into so many columns. The day gives way first, then the titles of the other screens; whether it is
    /// saved stays.
    fn of(model: &Model, width: usize) -> Self {
        let right = right(model);
        let fewest = |tabs| if tabs == Tabs::Named { right.len() } else { 1 };
        for tabs in [Tabs::Named, Tabs::Titled, Tabs::Numbered, Tabs::Alone] {
            let (left, places) = left(model, tabs);
            for parts in (fewest(tabs)..=right.len()).rev() {
                let right = joined(&right, parts);
                if left.width() + right.width() <= width || (tabs == Tabs::Alone && parts == 1) {
                    return Self { left, places, right };
                }
            }
        }
        Self { left: Line::default(), places: Vec::new(), right: joined(&right, 1) }
    }
}

/// The screens, and the columns in which each stands.
fn left(model: &Model, tabs: Tabs) -> (Line<'static>, Vec<(Screen, std::ops::Range<usize>)>) {
    let look = model.look;
    let mut line = Line::raw(" ");
    let mut places = Vec::new();
    if tabs == Tabs::Named {
        line.push_span(Span::styled("touchbase", look.accent()));
        line.push_span(Span::raw("   "));
    }
    let gap = if tabs == Tabs::Named { "   " } else { "  " };
    for (number, screen) in (1..).zip(Screen::ALL) {
        let here = screen == model.at;
        if tabs == Tabs::Alone && !here {
            continue;
        }
        let style = if here { look.strong() } else { look.quiet() };
        let from = line.width();
        let mut words = number.to_string();
        if here || matches!(tabs, Tabs::Named | Tabs::Titled) {
            words = if tabs == Tabs::Alone { screen.title().to_owned() } else { format!("{words} {}", screen.title()) };
        }
        line.push_span(Span::styled(words, style));
        if screen == Screen::Review && model.review.left() > 0 && tabs != Tabs::Alone {
            line.push_span(Span::styled(format!(" {}", model.review.left()), look.accent()));
        }
        places.push((screen, from..line.width()));
        line.push_span(Span::raw(gap));
    }
    (line, places)
}

/// What stands at the right, from what always stays to what gives way first, each with its place among the others.
fn right(model: &Model) -> Vec<(u8, String, Style)> {
    let look = model.look;
    let (state, style) = match &model.save {
        _ if model.demo => ("DEMO".to_owned(), look.alarm()),
        _ if model.read_only.is_some() => ("read-only".to_owned(), look.alarm()),
        Save::Saved => ("saved".to_owned(), look.good()),
        Save::Saving => ("saving".to_owned(), look.quiet()),
        Save::NotSaved(_) => ("not saved".to_owned(), look.alarm()),
    };
    let conflicts = model.plan().conflicts.len();
    let mut parts = vec![
        (2, state, style),
        (0, copies(model.copies.len()), look.alarm()),
        (1, if conflicts > 0 { format!("{conflicts} to settle") } else { String::new() }, look.alarm()),
        (3, text::day(model.today, model.today), Style::new()),
    ];
    parts.retain(|(_, words, _)| !words.is_empty());
    parts
}

/// What is said of other versions that lie beside the plan.
fn copies(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => "1 to merge".to_owned(),
        count => format!("{count} to merge"),
    }
}

/// The first so many parts, each in its place.
fn joined(parts: &[(u8, String, Style)], count: usize) -> Line<'static> {
    let mut parts: Vec<_> = parts.iter().take(count).collect();
    parts.sort_by_key(|(place, ..)| *place);
    let mut line = Line::default();
    for (number, (_, words, style)) in parts.into_iter().enumerate() {
        line.push_span(Span::raw(if number == 0 { " " } else { "   " }));
        line.push_span(Span::styled(words.clone(), *style));
    }
    line.push_span(Span::raw(" "));
    line
}

fn header(model: &Model, regions: &Regions, buffer: &mut Buffer) {
    let area = regions.header;
    let Header { left, right, .. } = Header::of(model, usize::from(area.width));
    ink::set_line(buffer, area.x, area.y, &left, area.width);
    let width = u16::try_from(right.width()).unwrap_or(area.width).min(area.width);
    ink::set_line(buffer, area.right() - width, area.y, &right, width);
}

/// The screen that is named in this column of the header.
pub fn screen_at(model: &Model, header: Rect, column: u16) -> Option<Screen> {
    let column = usize::from(column.checked_sub(header.x)?);
    let header = Header::of(model, usize::from(header.width));
    header.places.into_iter().find(|(_, columns)| columns.contains(&column)).map(|(screen, _)| screen)
}

fn footer(model: &Model, regions: &Regions, buffer: &mut Buffer) {
    let look = model.look;
    let area = regions.footer;
    let room = usize::from(area.width.saturating_sub(2));
    let (x, width) = (area.x + 1, area.width.saturating_sub(1));
    let (told, style) = if !model.pending.is_empty() {
        let pressed = crate::keys::chord::show_sequence(&model.pending);
        let told = format!("{pressed}  and then? Any other key leaves it.");
        (told, look.quiet())
    } else if let Some(notice) = &model.notice {
        (notice.text.clone(), if notice.alarm { look.alarm() } else { look.good() })
    } else if let (Save::NotSaved(why), []) = (&model.save, model.overlays.as_slice()) {
        // A form or a question needs the line for its keys; the header says that something is not saved.
        (unsaved(why), look.alarm())
    } else {
        return keys(model, room, Rect { x, width, ..area }, buffer);
    };
    ink::set_text(buffer, x, area.y, &text::fit(&told, room), style, width);
}

/// Why something is not saved, the place first: a narrow screen shows at least that.
fn unsaved(why: &Told) -> String {
    let place = why.at.as_ref().and_then(|at| at.rsplit(std::path::is_separator).next());
    let place = place.map_or(String::new(), |place| format!("{place}: "));
    // Most messages begin with what could not be done; once is enough.
    let why = why.what.strip_prefix("could not save the plan: ").unwrap_or(&why.what);
    format!("not saved: {place}{why}")
}

/// Draws keys and what they do, as many as fit; the last one, help, always does.
fn keys(model: &Model, room: usize, area: Rect, buffer: &mut Buffer) {
    let mut x = area.x;
    for hint in fitting(&model.keymap.hints(model.contexts()), room) {
        let quiet = model.look.quiet();
        let parts = [(hint.keys.as_str(), model.look.accent()), (" ", quiet), (hint.title, quiet), ("  ", quiet)];
        for (words, style) in parts {
            x = ink::set_text(buffer, x, area.y, words, style, area.right().saturating_sub(x));
        }
    }
}

/// The columns a hint takes, with the gap behind it.
fn hint_width(hint: &Hint) -> usize {
    hint.keys.chars().count() + hint.title.chars().count() + 3
}

/// As many hints as fit, the last one among them.
fn fitting(hints: &[Hint], room: usize) -> impl Iterator<Item = &Hint> {
    let mut left = room.saturating_sub(hints.last().map_or(0, hint_width));
    hints.iter().enumerate().filter_map(move |(number, hint)| {
        if number + 1 < hints.len() {
            // What does not fit is left out; a shorter one behind it may fit.
            left = left.checked_sub(hint_width(hint))?;
        }
        Some(hint)
    })
}

/// The hint of the footer in this column, while the footer shows keys.
pub fn hint_at(model: &Model, width: u16, column: u16) -> Option<Hint> {
    if !model.pending.is_empty() || model.notice.is_some() || matches!(model.save, Save::NotSaved(_)) {
        return None;
    }
    let hints = model.keymap.hints(model.contexts());
    let mut from = 1;
    for hint in fitting(&hints, usize::from(width.saturating_sub(2))) {
        let to = from + hint_width(hint);
        if (from..to - 2).contains(&usize::from(column)) {
            return Some(hint.clone());
        }
        from = to;
    }
    None
}

/// Takes every colour out of a picture; what matters is also bold, reversed or a word.
fn uncoloured(buffer: &mut Buffer) {
    let area = buffer.area;
    buffer.set_style(area, Style::new().fg(ratatui::style::Color::Reset).bg(ratatui::style::Color::Reset));
}

/// Puts ASCII in the place of the signs that cut and join texts.
fn plain(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        let ascii = match cell.symbol() {
            "…" => "~",
            "·" | "–" => "-",
            _ => continue,
        };
        cell.set_symbol(ascii);
    }
}

#[cfg(test)]
#[path = "view_tests.rs"]
mod tests;
