//! What is asked on the Network screen.

use super::super::model::Model;
use super::super::msg::{Effect, Mouse, MouseKind};
use super::super::network::{HIGHEST, View};
use super::super::overlays::{Choosable, Overlay, Pick, person};
use super::super::screen::Screen;
use super::super::screens::network::{Spot, spot};
use super::{Now, capture, screen};
use crate::capture::line::Kind;
use crate::domain::coverage::Lack;
use crate::domain::{Key, StakeholderId};
use crate::keys::Command;

/// Carries out a command of the Network screen.
pub fn run(model: &mut Model, command: Command, _now: &mut Now<'_>) -> Vec<Effect> {
    match command {
        Command::MoveDown => step(model, 1, 0),
        Command::MoveUp => step(model, -1, 0),
        Command::MoveLeft => step(model, 0, -1),
        Command::MoveRight => step(model, 0, 1),
        Command::HalfPageDown => step(model, screen::half_page(model), 0),
        Command::HalfPageUp => step(model, -screen::half_page(model), 0),
        Command::MoveTop => step(model, isize::MIN, 0),
        Command::MoveBottom => step(model, isize::MAX, 0),
        Command::NextView => model.network.view = model.network.view.next(),
        Command::NextPane | Command::PreviousPane => turn_to_holes(model),
        Command::Open => open(model),
        Command::Add => add(model),
        Command::LogTouch | Command::NewIdea | Command::NoteStake => about_one(model, command),
        Command::Back => back(model),
        _ => {}
    }
    Vec::new()
}

/// Moves what is chosen by so many rows and columns, stopping at the ends.
fn step(model: &mut Model, down: isize, right: isize) {
    let network = &mut model.network;
    let Some(survey) = &network.survey else { return };
    let moved = |at: usize, by: isize, count: usize| at.saturating_add_signed(by).min(count.saturating_sub(1));
    match network.view {
        View::Matrix if network.is_on_holes() => {
            network.hole = moved(network.hole, down.saturating_add(right), survey.holes.len());
            network.go_to_hole();
        }
        View::Matrix => {
            let (row, column) = network.cell();
            let (rows, columns) = (survey.coverage.rows.len(), survey.coverage.columns.len());
            network.choose_cell(moved(row, down, rows), moved(column, right, columns));
        }
        View::Grid => {
            // The highest influence stands on top.
            let (influence, interest) = network.square;
            let from_top = moved(HIGHEST - influence, down, HIGHEST);
            network.square = (HIGHEST - from_top, moved(interest - 1, right, HIGHEST) + 1);
        }
        View::Stances => {
            network.position = moved(network.position, down.saturating_add(right), survey.positions.len());
        }
    }
}

/// Goes from the matrix to its holes, and back.
fn turn_to_holes(model: &mut Model) {
    let network = &mut model.network;
    match network.view {
        View::Matrix if network.survey.as_ref().is_some_and(|survey| survey.holes.is_empty()) => {
            model.say("There are no holes.");
        }
        View::Matrix => {
            network.on_holes = !network.on_holes;
            if network.on_holes {
                network.go_to_hole();
            }
        }
        View::Grid | View::Stances => model.say("The holes are beside the coverage; v goes there."),
    }
}

/// Shows who is here, as a list; one alone is gone to at once.
fn open(model: &mut Model) {
    let people = model.network.chosen();
    match people.as_slice() {
        [] => nobody(model),
        [one] if model.network.view == View::Stances => go_to(model, one),
        _ => {
            let lines = people.iter().map(|who| (person(model, who), Choosable::Person(who.clone()))).collect();
            let title = if model.network.is_on_holes() { "Who can help" } else { "Who is here" };
            model.overlays.push(Overlay::Pick(Pick::new(title, lines)));
        }
    }
}

/// Goes to somebody on the Plan screen.
pub fn go_to(model: &mut Model, who: &StakeholderId) {
    screen::show(model, Screen::Plan);
    super::show(model, Some(&Key::Stakeholder(who.clone())));
}

fn nobody(model: &mut Model) {
    let said = match model.network.view {
        View::Matrix if model.network.is_on_holes() => "Nobody in the plan can help here yet; a adds somebody.",
        View::Matrix => "Nobody is here; a adds somebody right here.",
        View::Grid => "Nobody is here; influence and interest are noted with S on the Plan screen.",
        View::Stances => "No stance is noted yet; S on the Plan screen notes one.",
    };
    model.say(said);
}

/// A line or a form about the one person who is chosen.
fn about_one(model: &mut Model, command: Command) {
    let people = model.network.chosen();
    match people.as_slice() {
        [] => nobody(model),
        [one] => {
            model.screen.marks.clear();
            super::show(model, Some(&Key::Stakeholder(one.clone())));
            screen::open(model, command);
        }
        _ => model.say("Several people are here; Enter shows them."),
    }
}

/// Opens the line for somebody new, with the seniority and the organisation of the chosen place in it.
fn add(model: &mut Model) {
    let network = &model.network;
    let given = match (&network.survey, network.view) {
        (Some(survey), View::Matrix) => {
            let coverage = &survey.coverage;
            let (rung, org) = match network.chosen_hole().map(|hole| &hole.lack) {
                Some(Lack::NoDecider | Lack::NoSponsor) => (coverage.senior_rung(), ""),
                Some(Lack::OnlyPeers { org }) => (coverage.senior_rung(), org.as_deref().unwrap_or_default()),
                Some(Lack::NobodySenior { org }) => (coverage.senior_rung(), org.as_str()),
                Some(Lack::OnePerson { org, .. }) => ("", org.as_str()),
                Some(Lack::GoneCold { rung }) => (rung.as_str(), ""),
                None => {
                    let (row, column) = network.cell();
                    let rung = coverage.rows.get(row).map_or("", |row| row.name.as_str());
                    (rung, coverage.columns.get(column).map_or("", |column| column.name.as_str()))
                }
            };
            signs(rung, org)
        }
        _ => String::new(),
    };
    capture::open_with(model, Kind::Stakeholder, &given);
}

/// A rung and an organisation as the capture line has them, behind the name that is yet to be typed.
fn signs(rung: &str, org: &str) -> String {
    let sign = |sign: &str, text: &str| match text {
        "" => String::new(),
        text if text.contains(char::is_whitespace) => format!(" {sign}\"{text}\""),
        text => format!(" {sign}{text}"),
    };
    format!("{}{}", sign("@", org), sign("^", rung))
}

/// Esc leaves the holes, then another view than the matrix, then the screen.
fn back(model: &mut Model) {
    if model.network.is_on_holes() {
        model.network.on_holes = false;
    } else if model.network.view == View::Matrix {
        screen::show(model, Screen::Plan);
    } else {
        model.network.view = View::Matrix;
    }
}

/// Takes in what was done with the mouse: a click chooses, a double click opens, the wheel moves.
pub fn mouse(model: &mut Model, mouse: Mouse) {
    let Some(regions) = model.regions() else { return };
    match mouse.kind {
        MouseKind::Click | MouseKind::Double => {
            model.notice = None;
            let Some(spot) = spot(model, regions.body(), mouse.column, mouse.row) else { return };
            match spot {
                Spot::Cell(row, column) => {
                    model.network.on_holes = false;
                    model.network.choose_cell(row, column);
                }
                Spot::Hole(at) => {
                    (model.network.on_holes, model.network.hole) = (true, at);
                    model.network.go_to_hole();
                }
                Spot::Square(influence, interest) => model.network.square = (influence, interest),
                Spot::Position(at) => model.network.position = at,
            }
            if mouse.kind == MouseKind::Double {
                open(model);
            }
        }
        MouseKind::WheelUp => step(model, -1, 0),
        MouseKind::WheelDown => step(model, 1, 0),
        MouseKind::Drag | MouseKind::Release => {}
    }
}
