//! `touchbase undo` and `touchbase redo`: the last change of the command line is taken back, or done again.

use serde_json::{Value, json};

use super::answer::Answer;
use super::open::Open;
use super::output::{self, Output};
use super::table::Table;
use super::upkeep::Undo;
use crate::domain::Day;
use crate::domain::history::Extent;
use crate::edge;
use crate::error::{Exit, Told};
use crate::storage::paths::Places;
use crate::storage::trail::{Kept, Trail, Way};

/// Takes the last change back, or lists those that can be.
pub fn run(places: &Places, args: &Undo, output: &mut Output) -> Result<(), Told> {
    if args.list {
        return list(&open(places)?, edge::today()?, output);
    }
    go(places, Way::Back, output)
}

/// Does the change again that was taken back last.
pub fn redo(places: &Places, output: &mut Output) -> Result<(), Told> {
    go(places, Way::Again, output)
}

fn open(places: &Places) -> Result<Trail, Told> {
    Trail::open(places).map_err(|fault| fault.told("could not read what there is to take back"))
}

fn go(places: &Places, way: Way, output: &mut Output) -> Result<(), Told> {
    let mut trail = open(places)?;
    let kept = trail.next(way).ok_or_else(|| nothing(way))?;
    let label = kept.step.label().to_owned();
    if output.is_dry_run() {
        let would = if way == Way::Back { "Would undo" } else { "Would do again" };
        return if output.is_json() {
            output.answer(Answer::Change, record(&kept))
        } else {
            output.line(&format!("{would}: {label}"))
        };
    }
    carry(&mut Open::plan(places, output)?, &mut trail, way, &kept)?;
    if output.is_json() {
        return output.answer(Answer::Change, record(&kept));
    }
    let did = if way == Way::Back { "Undid" } else { "Did again" };
    output.done(&format!("{did}: {label}"))
}

/// The same for a plan that is open already; answers which change it was.
///
/// # Errors
///
/// There is nothing to take back, nothing of it is left, or it cannot be saved.
pub fn go_with(open: &mut Open, places: &Places, way: Way) -> Result<Kept, Told> {
    let mut trail = self::open(places)?;
    let kept = trail.next(way).ok_or_else(|| nothing(way))?;
    carry(open, &mut trail, way, &kept)?;
    Ok(kept)
}

/// Carries a change back or out again, and notes that.
fn carry(open: &mut Open, trail: &mut Trail, way: Way, kept: &Kept) -> Result<(), Told> {
    let (extent, back) = open.take_back(&kept.step)?;
    let inverse = (extent != Extent::Nothing).then_some(&back);
    if let Err(fault) = trail.went(way, kept.on, inverse) {
        output::aside(&format!("note: the list of changes was not written: {fault}"));
    }
    match extent {
        Extent::Nothing => {
            Err(Told::new(Exit::Failed, format!("nothing is left of this change: {}", kept.step.label()))
                .hint("everything in it was changed or removed elsewhere since"))
        }
        Extent::Part => {
            output::aside("note: what was changed elsewhere since stays");
            Ok(())
        }
        Extent::Whole => Ok(()),
    }
}

fn nothing(way: Way) -> Told {
    match way {
        Way::Back => Told::new(Exit::Failed, "there is no change to take back")
            .hint("this is about changes by touchbase commands; the screens have an undo of their own: u"),
        Way::Again => Told::new(Exit::Failed, "there is no change to do again")
            .hint("touchbase undo takes one back; a new change ends what can be done again"),
    }
}

fn list(trail: &Trail, today: Day, output: &mut Output) -> Result<(), Told> {
    if output.is_json() {
        return output.answer(Answer::Changes, trail.done().map(|kept| record(&kept)).collect());
    }
    let rows: Vec<_> = trail.done().map(|kept| vec![ago(kept.on, today), kept.step.label().to_owned()]).collect();
    if rows.is_empty() {
        output.beside("There is no change to take back.");
    }
    output.table(&Table::of(rows).head(["when", "what"]))
}

fn record(kept: &Kept) -> Value {
    json!({ "what": kept.step.label(), "on": kept.on })
}

/// How long ago a day was.
fn ago(day: Day, today: Day) -> String {
    match today.days_since(day) {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days if days > 0 => format!("{days} days ago"),
        _ => day.to_string(),
    }
}
