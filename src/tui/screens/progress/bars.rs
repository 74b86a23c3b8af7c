//! Figures as bars: what went to senior people, given against asked, what was kept up.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::super::super::model::Model;
use super::super::super::text;
use super::super::super::widgets::chart::{Lying, lying};
use super::super::super::widgets::ink;
use crate::domain::progress::{Progress, Week};
use crate::domain::stats::total;

/// Weeks that are taken together in one bar.
const MONTH: usize = 4;

/// Draws which share went to senior people, four weeks to a bar, the newest first.
pub fn senior(model: &Model, progress: &Progress, area: Rect, buffer: &mut Buffer) {
    let all = progress.total();
    let (some, all) = (all.contributions_senior(), all.contributions());
    let told = if all == 0 {
        "No contribution to count yet.".to_owned()
    } else {
        format!("{some} of {}: {} %", super::counted(all, "contribution", "contributions"), share(some, all))
    };
    let rest = super::said(&told, area, buffer);
    let months: Vec<Lying> = progress.weeks.rchunks(MONTH).map(|weeks| month(model, weeks)).collect();
    lying(buffer, rest, &months, 100, model.look.accent(), model.look.unicode);
}

fn month(model: &Model, weeks: &[Week]) -> Lying {
    let all = total(weeks);
    let (some, all) = (all.contributions_senior(), all.contributions());
    let from = weeks.first().map_or(model.today, |week| week.monday);
    let text = format!("{some:>2} of {all:<2} {:>3} %", share(some, all));
    Lying { label: format!("from {:>6}", from.date().format("%-d %b")), value: share(some, all), text }
}

/// A part in hundredths of the whole, rounded to the nearest.
pub fn share(part: u32, whole: u32) -> u64 {
    let (part, whole) = (u64::from(part), u64::from(whole));
    (part * 200 + whole).checked_div(whole * 2).unwrap_or(0)
}

/// Draws given against asked.
pub fn balance(model: &Model, progress: &Progress, area: Rect, buffer: &mut Buffer) {
    let all = progress.total();
    let (given, asked) = (all.given(), all.asked());
    let told = match (given, asked) {
        (0, 0) => "Nothing given and nothing asked yet.".to_owned(),
        (given, 0) => format!("{given} given, nothing asked"),
        (given, asked) if given < asked => format!("{asked} asked, {given} given"),
        (given, asked) => format!("about {} given for each one asked", (given * 2 + asked) / (asked * 2)),
    };
    let rest = super::said(&told, area, buffer);
    let bar = |label: &str, count: u32| Lying {
        label: label.to_owned(),
        value: u64::from(count),
        text: format!("{count:>3}"),
    };
    let most = u64::from(given.max(asked));
    lying(buffer, rest, &[bar("given", given), bar("asked", asked)], most, model.look.accent(), model.look.unicode);
}

/// Draws what was kept up: days and weeks in a row, and which weeks had a contribution.
pub fn streak(model: &Model, progress: &Progress, area: Rect, buffer: &mut Buffer) {
    let streak = progress.streak;
    let rest =
        super::said(&format!("{} with a contribution", super::counted(streak.weeks, "week", "weeks")), area, buffer);
    let rest = super::said(&format!("{} reviewed", super::counted(streak.days, "day", "days")), rest, buffer);
    if rest.height == 0 {
        return;
    }
    let look = model.look;
    let mark =
        |week: &Week| if week.tally.contributions() > 0 { look.glyph("■", "#") } else { look.glyph("·", ".") };
    let count = super::shown_weeks(progress, rest.width, 1);
    let weeks = progress.weeks.get(progress.weeks.len() - count..).unwrap_or_default();
    let marks: String = weeks.iter().map(mark).collect();
    ink::set_line(buffer, rest.x, rest.y, &Line::styled(text::fit(&marks, count), look.good()), rest.width);
}
