//! How coverage went over the last weeks: bars, with every figure beside them.

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;
use ratatui::symbols::bar;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Bar, BarChart, BarGroup, Sparkline, Widget as _};

use super::super::super::model::Model;
use super::super::super::network::Survey;
use super::super::super::style::Look;
use super::super::super::text;
use super::super::super::widgets::{ink, wrap};
use crate::domain::coverage::WEEKS;

/// The heading where it has a box of its own.
pub const TITLE: &str = "The last 12 weeks";

/// The columns of a week in the large picture, the gap to the next one apart.
const BAR: u16 = 3;

/// The rows of a bar at most.
const HIGH: u16 = 5;

/// A row of the trend: what it counts, out of how many, and the figures, oldest first.
struct Series {
    what: String,
    unit: &'static str,
    of: usize,
    figures: Vec<usize>,
}

fn series(survey: &Survey) -> [Series; 2] {
    let trend = &survey.trend;
    let cells = trend.weeks.iter().map(|week| week.cells).max().unwrap_or(0);
    let senior = survey.coverage.senior_rung();
    let (reached, covered) = (trend.figures(|week| week.reached), trend.figures(|week| week.covered));
    [
        Series {
            what: format!("{senior} and above"),
            unit: "organisations in touch",
            of: trend.orgs,
            figures: reached,
        },
        Series {
            what: "Cells in touch".to_owned(),
            unit: "by seniority and organisation",
            of: cells,
            figures: covered,
        },
    ]
}

/// The steps of a bar, with a mark where there is none.
fn steps(look: Look) -> bar::Set<'static> {
    if look.unicode {
        return bar::Set { empty: "·", ..bar::NINE_LEVELS };
    }
    bar::Set {
        full: "#",
        seven_eighths: "#",
        three_quarters: "#",
        five_eighths: "=",
        half: "=",
        three_eighths: "-",
        one_quarter: "_",
        one_eighth: "_",
        empty: ".",
    }
}

/// The trend in a row or two: what is counted, the bars, the figures.
pub fn short(model: &Model, survey: &Survey, area: Rect, buffer: &mut Buffer) {
    let look = model.look;
    for (row, series) in (area.y..area.bottom()).zip(series(survey)) {
        let figures: Vec<String> = series.figures.iter().map(ToString::to_string).collect();
        let span = match (figures.first(), figures.last()) {
            (Some(first), Some(last)) => format!("{first} {} {last} of {}", look.glyph("→", "->"), series.of),
            _ => String::new(),
        };
        let weeks = usize::from(area.width);
        let label = format!("{:<20} ", series.what);
        let all = format!("{} of {}", figures.join(" "), series.of);
        let spark = u16::try_from(WEEKS).unwrap_or(0);
        // The bars always; then how it began and ended, then what is counted, then every figure.
        let (label, told) = if wrap::width(&label) + WEEKS + 1 + wrap::width(&all) <= weeks {
            (label, all)
        } else if wrap::width(&label) + WEEKS + 1 + wrap::width(&span) <= weeks {
            (label, span)
        } else {
            (String::new(), span)
        };
        let before = u16::try_from(wrap::width(&label)).unwrap_or(0);
        ink::set_line(buffer, area.x, row, &Line::styled(label, look.quiet()), area.width);
        let place = Rect { x: area.x + before, y: row, width: spark, height: 1 }.intersection(area);
        let data: Vec<u64> = series.figures.iter().map(|figure| *figure as u64).collect();
        Sparkline::default()
            .data(data)
            .max(series.of.max(1) as u64)
            .bar_set(steps(look))
            .style(look.accent())
            .render(place, buffer);
        let rest =
            Rect { x: place.right() + 1, y: row, width: area.right().saturating_sub(place.right() + 1), height: 1 };
        ink::set_line(buffer, rest.x, row, &Line::raw(text::fit(&told, usize::from(rest.width))), rest.width);
    }
}

/// The trend in a box of its own: bars as high as there is room, the figures and the days under them.
pub fn draw(model: &Model, survey: &Survey, area: Rect, buffer: &mut Buffer) {
    let weeks = u16::try_from(WEEKS).unwrap_or(0);
    if area.height < 8 || area.width < weeks * (BAR + 1) {
        return short(model, survey, area, buffer);
    }
    let [upper, lower] = Layout::vertical([Constraint::Fill(1), Constraint::Fill(1)]).areas(area);
    for (place, series) in [upper, lower].into_iter().zip(series(survey)) {
        bars(model, survey, &series, place, buffer);
    }
}

fn bars(model: &Model, survey: &Survey, series: &Series, area: Rect, buffer: &mut Buffer) {
    let look = model.look;
    let title = Line::from(vec![
        Span::styled(series.what.clone(), look.strong()),
        Span::styled(format!("  {}, of {}", series.unit, series.of), look.quiet()),
    ]);
    ink::set_line(buffer, area.x, area.y, &title, area.width);
    let chart = Rect { y: area.y + 1, height: area.height.saturating_sub(3).min(HIGH), ..area };
    let bar = |figure: &usize| Bar::default().value(*figure as u64).text_value(String::new());
    BarChart::default()
        .data(BarGroup::default().bars(&series.figures.iter().map(bar).collect::<Vec<_>>()))
        .bar_width(BAR)
        .bar_gap(1)
        .max(series.of.max(1) as u64)
        .bar_set(bar::Set { empty: " ", ..steps(look) })
        .bar_style(look.accent())
        .render(chart, buffer);
    for ((column, figure), week) in
        (area.x..).step_by(usize::from(BAR) + 1).zip(&series.figures).zip(&survey.trend.weeks)
    {
        let width = BAR.min(area.right().saturating_sub(column));
        let figure = Line::styled(format!("{figure:>2}"), Style::new());
        ink::set_line(buffer, column, chart.bottom(), &figure, width);
        // A day under every other week: there is no room for more.
        let day = week.end.date().format("%-d %b").to_string();
        let first = (column - area.x) / (BAR + 1) % 2 == 1;
        if first {
            let place = Line::styled(day, look.quiet());
            ink::set_line(buffer, column, chart.bottom() + 1, &place, area.right().saturating_sub(column).min(7));
        }
    }
}
