//! The Network screen: who is there, and who is not.
//!
//! [`draw`] divides the room: the matrix with the holes beside or below it and the trend under it, or one of the other
//! views alone. `matrix`, `holes`, `trend`, `grid` and `stances` draw what they are named after; [`spot`] says what a cell
//! of the terminal belongs to, for the mouse.

mod grid;
mod holes;
mod matrix;
mod stances;
mod trend;

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Position, Rect};

use super::super::model::Model;
use super::super::network::{Survey, View};
use super::super::widgets::frame;
use crate::keys::Command;

/// The fewest columns that hold matrix and holes side by side, and the fewest columns and rows one over the other.
const WIDE: u16 = 100;
const STACKED: (u16, u16) = (60, 18);

/// Where the parts of the matrix view stand.
struct Parts {
    matrix: Option<Rect>,
    holes: Option<Rect>,
    trend: Option<Rect>,
}

/// Divides the room among matrix, holes and trend.
fn parts(model: &Model, survey: &Survey, body: Rect) -> Parts {
    let holes = !survey.holes.is_empty();
    if body.width >= WIDE && body.height >= STACKED.1 {
        let [left, right] = Layout::horizontal([Constraint::Percentage(60), Constraint::Fill(1)]).areas(body);
        let wanted = matrix::height(survey) + 2;
        let [matrix, trend] =
            Layout::vertical([Constraint::Length(wanted.min(body.height.saturating_sub(8))), Constraint::Fill(1)])
                .areas(left);
        return Parts { matrix: Some(matrix), holes: Some(right), trend: Some(trend) };
    }
    if body.width >= STACKED.0 && body.height >= STACKED.1 && holes {
        let wanted = (matrix::height(survey) + 4).min(body.height * 2 / 3);
        let [matrix, under] = Layout::vertical([Constraint::Length(wanted), Constraint::Fill(1)]).areas(body);
        return Parts { matrix: Some(matrix), holes: Some(under), trend: None };
    }
    if model.network.is_on_holes() {
        Parts { matrix: None, holes: Some(body), trend: None }
    } else {
        Parts { matrix: Some(body), holes: None, trend: None }
    }
}

/// Draws the Network screen into the rows between header and footer.
pub fn draw(model: &Model, area: Rect, buffer: &mut Buffer) {
    let Some(survey) = &model.network.survey else { return };
    if survey.coverage.people.is_empty() && survey.coverage.columns.is_empty() {
        let inner = panel(model, &heading(model), true, area, buffer);
        let what =
            "Who is there by seniority and organisation, and who is not, is shown here once there are stakeholders.";
        let lines = super::empty(model, what, Command::Add, "adds one", usize::from(inner.width));
        return super::draw_lines(&lines, 0, inner, buffer);
    }
    match model.network.view {
        View::Matrix => {
            let parts = parts(model, survey, area);
            let on_holes = model.network.is_on_holes();
            if let Some(area) = parts.matrix {
                let inner = panel(model, &heading(model), !on_holes, area, buffer);
                matrix::draw(model, survey, inner, parts.trend.is_none(), buffer);
            }
            if let Some(area) = parts.holes {
                let inner = panel(model, &holes::title(survey), on_holes, area, buffer);
                holes::draw(model, survey, inner, buffer);
            }
            if let Some(area) = parts.trend {
                let inner = panel(model, trend::TITLE, false, area, buffer);
                trend::draw(model, survey, inner, buffer);
            }
        }
        View::Grid => {
            let inner = panel(model, &heading(model), true, area, buffer);
            grid::draw(model, survey, inner, buffer);
        }
        View::Stances => {
            let inner = panel(model, &heading(model), true, area, buffer);
            stances::draw(model, survey, inner, buffer);
        }
    }
}

/// The heading of the picture: how the network is looked at, and for which goal.
fn heading(model: &Model) -> String {
    let view = model.network.view.title();
    match model.screen.goal.as_ref().and_then(|goal| model.plan().goals.get(goal)) {
        Some(goal) => format!("{view}: {}", model.prose(&goal.title)),
        None if model.plan().goals.len() > 1 => format!("{view}: all {} goals", model.plan().goals.len()),
        None => view.to_owned(),
    }
}

/// A box with a heading, and the room inside; where there is hardly a row there is no box.
fn panel(model: &Model, title: &str, active: bool, area: Rect, buffer: &mut Buffer) -> Rect {
    if area.height < 5 {
        return area;
    }
    super::framed(model.look, active && model.overlays.is_empty(), title, area, buffer)
}

/// The room inside a box.
fn inside(area: Rect) -> Rect {
    if area.height < 5 { area } else { frame::room(area) }
}

/// What a cell of the terminal belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// A cell of the matrix: row and column.
    Cell(usize, usize),
    /// A hole of the list, from 0.
    Hole(usize),
    /// A square: influence and interest, from 1.
    Square(usize, usize),
    /// A stance of the list, from 0.
    Position(usize),
}

/// What a cell of the terminal belongs to.
pub fn spot(model: &Model, body: Rect, column: u16, row: u16) -> Option<Spot> {
    let survey = model.network.survey.as_ref()?;
    let cell = Position { x: column, y: row };
    match model.network.view {
        View::Matrix => {
            let parts = parts(model, survey, body);
            let within = |area: Option<Rect>| area.map(inside).filter(|inner| inner.contains(cell));
            if let Some(inner) = within(parts.matrix) {
                return matrix::cell_at(model, survey, inner, parts.trend.is_none(), cell);
            }
            within(parts.holes).and_then(|inner| holes::hole_at(model, survey, inner, cell))
        }
        View::Grid => grid::square_at(model, inside(body), cell),
        View::Stances => stances::position_at(model, survey, inside(body), cell),
    }
}
