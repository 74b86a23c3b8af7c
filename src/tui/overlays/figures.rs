//! The figures of a chart as text: a table, of which each line may lead to the record it tells of.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;

use super::super::model::Model;
use super::super::progress::Chart;
use super::super::screens::{chart_title, counted, ends, share, signed};
use super::super::widgets::wrap;
use super::super::{screens, text};
use super::panel;
use crate::domain::progress::{Moved, Progress, What};
use crate::domain::{Closeness, GoalId, ReflectionId, StakeholderId, Stance, Word};

/// The figures of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// The chart.
    pub chart: Chart,
    /// The chosen line, from 0.
    pub at: usize,
}

/// What a line of figures tells of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TellsOf {
    /// A goal.
    Goal(GoalId),
    /// A stakeholder.
    Stakeholder(StakeholderId),
    /// How close somebody came; with a goal, how their stance moved.
    Moves(StakeholderId, Option<GoalId>),
    /// A reflection.
    Reflection(ReflectionId),
}

/// A line of figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The figures, in columns.
    pub cells: Vec<String>,
    /// What it tells of.
    pub of: Option<TellsOf>,
    /// Whether it is a heading.
    pub heading: bool,
}

fn heading<const N: usize>(cells: [&str; N]) -> Row {
    Row { cells: cells.map(str::to_owned).to_vec(), of: None, heading: true }
}

fn row<const N: usize>(cells: [String; N], of: Option<TellsOf>) -> Row {
    Row { cells: cells.into(), of, heading: false }
}

/// The figures of a chart, as they may be shown.
pub fn rows(model: &Model, chart: Chart) -> Vec<Row> {
    let Some(progress) = &model.progress.figures else { return Vec::new() };
    match chart {
        Chart::Steps => steps(model, progress),
        Chart::Moves => moves(model, progress),
        Chart::Gifts => gifts(model, progress),
        Chart::Senior => senior(model, progress),
        Chart::Balance => balance(model, progress),
        Chart::Feeling => feelings(model, progress),
        Chart::Streak => streak(model, progress),
    }
}

/// The figures as text to be copied: a line a row, its columns straight.
pub fn copied(rows: &[Row]) -> String {
    let widths = widths(rows);
    rows.iter().map(|row| line(row, &widths, usize::MAX).trim_end().to_owned() + "\n").collect()
}

fn day(model: &Model, day: crate::domain::Day) -> String {
    text::day(day, model.today)
}

fn steps(model: &Model, progress: &Progress) -> Vec<Row> {
    let several = progress.goal.is_none();
    let steps = progress.steps.iter().map(|step| {
        let days = match (step.step.done, step.days) {
            (Some(_), Some(days)) => format!("took {days} d"),
            (None, Some(days)) if days < 0 => format!("{} late", text::ago(-days)),
            (None, Some(days)) => format!("{days} d left"),
            (_, None) => String::new(),
        };
        let goal = model.plan().goals.get(&step.goal).filter(|_| several);
        let cells = [
            if step.step.done.is_some() { "done" } else { "open" }.to_owned(),
            step.step.done.or(step.step.by).map_or_else(String::new, |on| day(model, on)),
            days,
            model.prose(&step.step.text).into_owned(),
            goal.map_or_else(String::new, |goal| model.prose(&goal.title).into_owned()),
        ];
        row(cells, Some(TellsOf::Goal(step.goal.clone())))
    });
    std::iter::once(heading(["", "day", "", "step", if several { "goal" } else { "" }])).chain(steps).collect()
}

fn moves(model: &Model, progress: &Progress) -> Vec<Row> {
    let moved = |one: &Moved| {
        let (from, to) = ends(&one.what);
        let (what, goal) = match &one.what {
            What::Closeness(_) => ("closeness".to_owned(), None),
            What::Stance(goal, _) if progress.goal.is_some() => ("stance".to_owned(), Some(goal.clone())),
            What::Stance(goal, _) => {
                let title = model.plan().goals.get(goal).map_or("", |goal| goal.title.as_str());
                (format!("stance: {}", text::fit(&model.prose(title), 24)), Some(goal.clone()))
            }
        };
        let direction = match one.what.direction() {
            Some(true) => "up",
            Some(false) => "down",
            None => "",
        };
        let name = screens::name_of(model, &one.who);
        let cells = [day(model, one.on), name, direction.into(), from.into(), to.into(), what];
        row(cells, Some(TellsOf::Moves(one.who.clone(), goal)))
    };
    let mut rows = vec![heading(["day", "who", "", "from", "to", "what"])];
    rows.extend(progress.moves.iter().map(moved));
    rows.push(Row {
        cells: vec!["how many stood where at the end of each week, newest first".into()],
        of: None,
        heading: true,
    });
    for level in progress.levels.iter().rev() {
        let stances = Stance::ALL.iter().zip(level.stance);
        let close = Closeness::ALL.iter().zip(level.closeness);
        let told = |count: usize, word: String| format!("{count} {word}");
        let stances: Vec<String> =
            stances.rev().filter(|(_, count)| *count > 0).map(|(word, count)| told(count, word.spoken())).collect();
        let close: Vec<String> =
            close.rev().filter(|(_, count)| *count > 0).map(|(word, count)| told(count, word.spoken())).collect();
        let cells = vec![day(model, level.on), stances.join(", ") + "; " + &close.join(", ")];
        rows.push(Row { cells, of: None, heading: false });
    }
    rows
}

fn gifts(model: &Model, progress: &Progress) -> Vec<Row> {
    let week = |week: &crate::domain::progress::Week| {
        let gifts: Vec<String> = week
            .tally
            .gifts()
            .filter(|(_, count)| *count > 0)
            .map(|(gift, count)| format!("{count} {}", gift.spoken()))
            .collect();
        row(
            [
                day(model, week.monday),
                week.tally.contributions().to_string(),
                week.tally.touches.to_string(),
                gifts.join(", "),
            ],
            None,
        )
    };
    let mut rows = vec![heading(["week of", "contributions", "touches", "gifts"])];
    rows.extend(progress.weeks.iter().rev().map(week));
    rows
}

fn senior(model: &Model, progress: &Progress) -> Vec<Row> {
    let mut rows = vec![heading(["week of", "senior", "of", "share"])];
    rows.extend(progress.weeks.iter().rev().map(|week| {
        let (senior, all) = (week.tally.contributions_senior(), week.tally.contributions());
        let share = if all == 0 { String::new() } else { format!("{} %", share(senior, all)) };
        row([day(model, week.monday), senior.to_string(), all.to_string(), share], None)
    }));
    rows
}

fn balance(model: &Model, progress: &Progress) -> Vec<Row> {
    let all = progress.total();
    let mut rows = vec![heading(["given", "asked", "with"])];
    rows.push(row([all.given().to_string(), all.asked().to_string(), "everybody".into()], None));
    rows.extend(progress.balances.iter().map(|of| {
        let cells = [of.given.to_string(), of.asked.to_string(), screens::name_of(model, &of.who)];
        row(cells, Some(TellsOf::Stakeholder(of.who.clone())))
    }));
    rows
}

fn feelings(model: &Model, progress: &Progress) -> Vec<Row> {
    let mut rows = vec![heading(["day", "feeling", "what I noticed"])];
    rows.extend(progress.feelings.iter().rev().map(|felt| {
        let words = model.plan().reflections.get(&felt.reflection).map_or("", |reflection| reflection.text.as_str());
        let cells = [day(model, felt.on), signed(felt.feeling), model.prose(words).into_owned()];
        row(cells, Some(TellsOf::Reflection(felt.reflection.clone())))
    }));
    rows
}

fn streak(model: &Model, progress: &Progress) -> Vec<Row> {
    let mut rows = vec![
        row([counted(progress.streak.weeks, "week", "weeks"), "in a row with a contribution".into()], None),
        row([counted(progress.streak.days, "day", "days"), "in a row reviewed".into()], None),
        heading(["week of", "contributions"]),
    ];
    let weeks = progress.weeks.iter().rev();
    rows.extend(weeks.map(|week| row([day(model, week.monday), week.tally.contributions().to_string()], None)));
    rows
}

/// Columns and rows of the box: nearly everything there is.
pub fn size(rows: usize, area: Rect) -> (u16, u16) {
    let height = u16::try_from(rows + 2).unwrap_or(u16::MAX).clamp(5, area.height.max(5));
    (area.width.saturating_sub(4).min(112).max(area.width.min(40)), height.min(area.height))
}

/// Draws the figures.
pub fn draw(model: &Model, figures: Figures, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let rows = rows(model, figures.chart);
    let inner = panel(model, &chart_title(model, figures.chart), size(rows.len(), area), area, buffer);
    let widths = widths(&rows);
    let at = figures.at.min(rows.len().saturating_sub(1));
    for (place, number) in (inner.y..inner.bottom()).zip(screens::visible(rows.len(), at, usize::from(inner.height))) {
        let Some(row) = rows.get(number) else { continue };
        let line = line(row, &widths, usize::from(inner.width));
        let styled = if row.heading { Line::styled(line, model.look.quiet()) } else { Line::raw(line) };
        super::super::widgets::ink::set_line(buffer, inner.x, place, &styled, inner.width);
        if number == at {
            buffer.set_style(Rect { y: place, height: 1, ..inner }, model.look.chosen());
        }
    }
    None
}

/// The line of the figures on a row of the screen.
pub fn line_at(model: &Model, figures: Figures, area: Rect, row: u16) -> Option<usize> {
    let count = rows(model, figures.chart).len();
    let inner = super::inside(size(count, area), area);
    let at = row.checked_sub(inner.y).filter(|at| *at < inner.height)?;
    screens::visible(count, figures.at.min(count.saturating_sub(1)), usize::from(inner.height)).nth(usize::from(at))
}

/// How wide each column is, the last one apart.
fn widths(rows: &[Row]) -> Vec<usize> {
    let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let cells = |column: usize| {
        // The last cell of a line may be as long as it likes.
        rows.iter().filter(move |row| row.cells.len() > column + 1).filter_map(move |row| row.cells.get(column))
    };
    (0..columns).map(|column| cells(column).map(|cell| wrap::width(cell)).max().unwrap_or(0).min(28)).collect()
}

fn line(row: &Row, widths: &[usize], room: usize) -> String {
    let last = row.cells.len().saturating_sub(1);
    let mut line = String::new();
    for (column, cell) in row.cells.iter().enumerate() {
        let width = widths.get(column).copied().unwrap_or(0);
        if column == last {
            line.push_str(cell);
        } else if width > 0 {
            line.push_str(&text::pad(cell, width));
            line.push_str("  ");
        }
    }
    text::fit(&line, room)
}
