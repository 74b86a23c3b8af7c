//! What charts are made of: bars lying and standing, rows of little bars, stacks of blocks, and points over time. With
//! `unicode` off, of ASCII alone.

use ratatui::buffer::Buffer;
use ratatui::layout::{Direction, Rect};
use ratatui::style::Style;
use ratatui::symbols::{Marker, bar};
use ratatui::text::Line;
use ratatui::widgets::canvas::{Canvas, Points};
use ratatui::widgets::{Bar, BarChart, BarGroup, Sparkline, Widget};

use super::wrap;

/// Bars in eighths for terminals that have no such letters.
const ASCII: bar::Set<'static> = bar::Set {
    full: "#",
    seven_eighths: "#",
    three_quarters: "#",
    five_eighths: "=",
    half: "=",
    three_eighths: "-",
    one_quarter: "-",
    one_eighth: ".",
    empty: " ",
};

/// Lying bars leave a gap above them.
const FLAT: bar::Set<'static> = bar::Set { full: "▆", ..bar::NINE_LEVELS };

fn set(unicode: bool) -> bar::Set<'static> {
    if unicode { bar::NINE_LEVELS } else { ASCII }
}

/// A row of little bars, one for each figure, the last ones where there is no room for all.
pub fn spark(buffer: &mut Buffer, row: Rect, figures: &[u64], most: u64, style: Style, unicode: bool) {
    let skip = figures.len().saturating_sub(usize::from(row.width));
    let shown = figures.get(skip..).unwrap_or_default();
    // A little less than a row at most, so that rows one under the other stay apart.
    Sparkline::default()
        .data(shown)
        .max(most.max(1) * 8 / 7 + 1)
        .bar_set(set(unicode))
        .style(style)
        .render(row, buffer);
}

/// A bar that lies: what it is, how long, and the figure behind it.
pub struct Lying {
    /// What it is.
    pub label: String,
    /// How long.
    pub value: u64,
    /// The figure, as text.
    pub text: String,
}

/// Bars one under the other, as many as there are rows, `most` being as long as there is room.
pub fn lying(buffer: &mut Buffer, area: Rect, bars: &[Lying], most: u64, style: Style, unicode: bool) {
    let bars = bars.get(..bars.len().min(usize::from(area.height))).unwrap_or_default();
    let widest = |of: fn(&Lying) -> &String| bars.iter().map(|bar| wrap::width(of(bar))).max().unwrap_or(0);
    let (labels, texts) = (widest(|bar| &bar.label), widest(|bar| &bar.text));
    let cells = |width: usize| u16::try_from(width + 1).unwrap_or(u16::MAX).min(area.width);
    let (left, right) = (cells(labels), cells(texts));
    let middle = Rect {
        x: area.x + left,
        width: area.width.saturating_sub(left + right),
        height: u16::try_from(bars.len()).unwrap_or(area.height),
        ..area
    };
    let group: Vec<Bar<'_>> = bars.iter().map(|bar| Bar::default().value(bar.value).text_value("")).collect();
    BarChart::default()
        .direction(Direction::Horizontal)
        .data(BarGroup::default().bars(&group))
        .bar_width(1)
        .bar_gap(0)
        .bar_set(if unicode { FLAT } else { ASCII })
        .bar_style(style)
        .max(most.max(1))
        .render(middle, buffer);
    for (row, bar) in (area.y..area.bottom()).zip(bars) {
        buffer.set_stringn(area.x, row, &bar.label, usize::from(area.width), Style::new());
        if middle.right() < area.right() {
            let room = usize::from(area.right() - middle.right());
            buffer.set_stringn(middle.right(), row, format!(" {}", bar.text), room, Style::new());
        }
    }
}

/// A part of a stack: two letters, so many times.
pub struct Part {
    /// The letters on each block.
    pub code: &'static str,
    /// How many.
    pub count: usize,
    /// How a block of it looks.
    pub style: Style,
}

/// How many blocks stand for one where the highest of these stacks has to fit in so many rows.
pub fn scale(stacks: &[Vec<Part>], rows: u16) -> usize {
    let high = stacks.iter().map(|stack| stack.iter().map(|part| part.count).sum()).max().unwrap_or(0);
    high.div_ceil(usize::from(rows.max(1))).max(1)
}

/// Columns of a stack, the gap beside it among them.
pub const STACK: u16 = 3;

/// Stacks of blocks side by side on the bottom of the area. Each block is two columns wide, two rows high where there is
/// room for all, and stands for `scale`; what is begun is drawn whole.
pub fn stacks(buffer: &mut Buffer, area: Rect, stacks: &[Vec<Part>], scale: usize) {
    let tall = if self::scale(stacks, area.height / 2) == 1 { 2 } else { 1 };
    for (column, stack) in (area.x..area.right()).step_by(usize::from(STACK)).zip(stacks) {
        let mut rows = (area.y..area.bottom()).rev();
        let (mut counted, mut drawn) = (0, 0);
        for part in stack {
            counted += part.count;
            while drawn < counted.div_ceil(scale) {
                drawn += 1;
                let room = usize::from(area.right() - column).min(2);
                for (number, row) in rows.by_ref().take(tall).enumerate() {
                    let letters = if number + 1 == tall { part.code } else { "  " };
                    buffer.set_stringn(column, row, letters, room, part.style);
                }
            }
        }
    }
}

/// Points over time: `x` from 0 to `wide`, `y` from `low` to `high`.
pub fn points(
    buffer: &mut Buffer,
    area: Rect,
    points: &[(f64, f64)],
    (wide, low, high): (f64, f64, f64),
    style: Style,
    unicode: bool,
) {
    if area.is_empty() {
        return;
    }
    let marker = if unicode { Marker::Dot } else { Marker::Custom('*') };
    let colour = style.fg.unwrap_or_default();
    Canvas::default()
        .marker(marker)
        .x_bounds([0.0, wide])
        .y_bounds([low, high])
        .paint(|context| context.draw(&Points { coords: points, color: colour }))
        .render(area, buffer);
}

/// A line across, with a share of it filled.
pub fn gauge(buffer: &mut Buffer, row: Rect, (part, whole): (usize, usize), styles: (Style, Style), unicode: bool) {
    let width = usize::from(row.width);
    let filled = (part * width).checked_div(whole).unwrap_or(0).min(width);
    let (full, empty) = if unicode { ("━", "─") } else { ("=", "-") };
    let line = Line::from(vec![
        ratatui::text::Span::styled(full.repeat(filled), styles.0),
        ratatui::text::Span::styled(empty.repeat(width - filled), styles.1),
    ]);
    super::ink::set_line(buffer, row.x, row.y, &line, row.width);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(size: (u16, u16), draw: impl FnOnce(&mut Buffer, Rect)) -> Vec<String> {
        let area = Rect::new(0, 0, size.0, size.1);
        let mut buffer = Buffer::empty(area);
        draw(&mut buffer, area);
        let row = |row: u16| (0..size.0).map(|column| buffer[(column, row)].symbol()).collect::<String>();
        (0..size.1).map(|at| row(at).trim_end().to_owned()).collect()
    }

    fn part(code: &'static str, count: usize) -> Part {
        Part { code, count, style: Style::new() }
    }

    #[test]
    fn little_bars_show_the_last_figures() {
        let of = |unicode| shown((3, 1), |buffer, row| spark(buffer, row, &[9, 0, 4, 8], 8, Style::new(), unicode));
        assert_eq!((of(true), of(false)), (vec![" ▃▆".to_owned()], vec![" -#".to_owned()]));
    }

    #[test]
    fn a_lying_bar_stands_between_its_label_and_its_figure() {
        let bar = |label: &str, value, text: &str| Lying { label: label.into(), value, text: text.into() };
        let bars = [bar("given", 4, "4"), bar("asked", 1, "1"), bar("no room", 9, "9")];
        let rows = shown((14, 2), |buffer, area| lying(buffer, area, &bars, 4, Style::new(), false));
        assert_eq!(rows, ["given ###### 4", "asked #      1"]);
    }

    #[test]
    fn a_stack_stands_on_the_ground_and_is_scaled_when_it_is_high() {
        let some = || vec![vec![part("At", 1), part("Pr", 2)], Vec::new(), vec![part("Qu", 1)]];
        let rows = shown((8, 4), |buffer, area| stacks(buffer, area, &some(), scale(&some(), 4)));
        assert_eq!(rows, ["", "Pr", "Pr", "At    Qu"]);
        let rows = shown((8, 6), |buffer, area| stacks(buffer, area, &some(), 1));
        assert_eq!(rows, ["Pr", "", "Pr", "", "At    Qu", ""]);
        assert_eq!(scale(&some(), 2), 2);
        let rows = shown((8, 2), |buffer, area| stacks(buffer, area, &some(), 2));
        assert_eq!(rows, ["Pr", "At    Qu"]);
    }

    #[test]
    fn points_stand_where_they_belong() {
        let some = [(0.0, 2.0), (10.0, -2.0), (5.0, 0.0)];
        let rows = shown((11, 5), |buffer, area| points(buffer, area, &some, (10.0, -2.0, 2.0), Style::new(), false));
        assert_eq!(rows, ["*", "", "     *", "", "          *"]);
    }

    #[test]
    fn a_gauge_is_filled_by_its_share() {
        let of = |part, whole| {
            shown((8, 1), |buffer, row| gauge(buffer, row, (part, whole), (Style::new(), Style::new()), false))
                .remove(0)
        };
        assert_eq!([of(3, 6), of(0, 0), of(9, 6)], ["====----", "--------", "========"]);
    }

    #[test]
    fn no_room_is_no_trouble() {
        for size in [(0, 0), (1, 1), (2, 1), (1, 9)] {
            shown(size, |buffer, area| {
                spark(buffer, area, &[1, 2], 2, Style::new(), true);
                lying(
                    buffer,
                    area,
                    &[Lying { label: "label".into(), value: 1, text: "1".into() }],
                    1,
                    Style::new(),
                    true,
                );
                stacks(buffer, area, &[vec![part("At", 3)]], 1);
                points(buffer, area, &[(0.0, 0.0)], (1.0, -2.0, 2.0), Style::new(), true);
                gauge(buffer, area, (1, 2), (Style::new(), Style::new()), true);
            });
        }
    }
}
