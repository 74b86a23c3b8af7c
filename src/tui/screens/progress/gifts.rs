//! Contributions by week, stacked by gift.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::Line;

use super::super::super::model::Model;
use super::super::super::text;
use super::super::super::widgets::{chart, ink};
use crate::domain::progress::{Progress, Week};
use crate::domain::{Gift, Word};

/// Draws a stack of blocks for each week, what they stand for below them.
pub fn draw(model: &Model, progress: &Progress, area: Rect, buffer: &mut Buffer) {
    let count = super::shown_weeks(progress, area.width + 1, chart::STACK);
    let weeks = progress.weeks.get(progress.weeks.len() - count..).unwrap_or_default();
    let rest = super::said(&told(progress), area, buffer);
    let legend = legend(weeks, usize::from(area.width));
    let below = u16::try_from(legend.len()).unwrap_or(0) + 2;
    if rest.height < below + 2 {
        return;
    }
    let stacks: Vec<Vec<chart::Part>> = weeks.iter().map(|week| stack(model, week)).collect();
    let ground = Rect { height: rest.height - below, ..rest };
    let scale = chart::scale(&stacks, ground.height);
    chart::stacks(buffer, ground, &stacks, scale);
    let axis = Rect { y: ground.bottom(), height: 2, ..rest };
    draw_axis(model, weeks, axis, buffer);
    for (row, line) in (axis.bottom()..rest.bottom()).zip(&legend) {
        ink::set_line(buffer, rest.x, row, &Line::styled(line.clone(), model.look.quiet()), rest.width);
    }
    if scale > 1 {
        let note = format!("each block is {scale}");
        let x = rest.right().saturating_sub(u16::try_from(note.len()).unwrap_or(0));
        if x > rest.x {
            buffer.set_stringn(x, area.y, &note, note.len(), model.look.quiet());
        }
    }
}

/// How many there were.
fn told(progress: &Progress) -> String {
    let all = progress.total().contributions();
    let now = progress.weeks.last().map_or(0, |week| week.tally.contributions());
    if all == 0 {
        return format!("No contribution in {} weeks. A touch with a gift shows here.", progress.weeks.len());
    }
    let all = super::counted(all, "contribution", "contributions");
    format!("{all} in {} weeks, {now} this week", progress.weeks.len())
}

fn stack(model: &Model, week: &Week) -> Vec<chart::Part> {
    let look = model.look;
    let part = |(gift, count): (Gift, u32)| {
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        // A question is asked, not given: it is drawn hollow.
        let style = if gift == Gift::Question { look.strong() } else { look.accent().add_modifier(Modifier::REVERSED) };
        chart::Part { code: gift.letters(), count, style }
    };
    week.tally.gifts().map(part).collect()
}

/// How many there were each week, and every fourth week its Monday.
fn draw_axis(model: &Model, weeks: &[Week], area: Rect, buffer: &mut Buffer) {
    let last = weeks.len().saturating_sub(1);
    for ((at, week), column) in weeks.iter().enumerate().zip((area.x..area.right()).step_by(usize::from(chart::STACK)))
    {
        let room = usize::from(area.right() - column);
        let count = week.tally.contributions();
        let figure = if count == 0 { model.look.glyph("·", ".").to_owned() } else { format!("{count:<2}") };
        buffer.set_stringn(column, area.y, figure, room.min(2), model.look.quiet());
        let label = week.monday.date().format("%-d %b").to_string();
        let from_end = last - at;
        if from_end % 4 == 1 && room >= label.len() && area.height > 1 {
            buffer.set_stringn(column, area.y + 1, label, room, Style::new());
        }
    }
}

/// The gifts that are shown, each with its two letters, in lines.
fn legend(weeks: &[Week], width: usize) -> Vec<String> {
    let shown =
        |gift: &&Gift| weeks.iter().any(|week| week.tally.gifts().any(|(other, count)| other == **gift && count > 0));
    let words: Vec<String> =
        Gift::ALL.iter().filter(shown).map(|gift| format!("{}\u{a0}{}", gift.letters(), gift.word())).collect();
    if words.is_empty() {
        return Vec::new();
    }
    text::wrapped(&words.join("  "), width).into_iter().map(|line| line.replace('\u{a0}', " ")).collect()
}
