//! `touchbase holes`: where in the network nobody is, and whom to ask.

use serde_json::{Value, json};

use super::answer::Answer;
use super::args::Holes;
use super::open::Open;
use super::output::{Output, Shape};
use super::table::Table;
use super::words;
use crate::domain::coverage::{Coverage, Hole, Knows, Lack, Telling, Trend, Way};
use crate::domain::{Plan, Word};
use crate::error::Told;

/// Lists the holes, the heaviest first, each with a next step, and how coverage went.
pub fn run(open: &Open, args: &Holes, output: &mut Output) -> Result<(), Told> {
    let plan = open.records();
    let goal = args.goal.as_deref().map(|wanted| words::goal(wanted, plan)).transpose()?;
    let coverage = Coverage::of(plan, goal.as_ref(), open.today);
    let (holes, trend) = (coverage.holes(plan), coverage.trend(plan));
    let telling = Telling::plain(plan, goal.as_ref());
    if output.is_json() {
        let data = json!({
            "goal": goal,
            "holes": holes.iter().map(|hole| record(hole, telling)).collect::<Vec<_>>(),
            "cells": cells(&coverage),
            "organisations": trend.orgs,
            "weeks": weeks(&trend),
        });
        return output.answer(Answer::Holes, data);
    }
    if output.shape() == Shape::Plain {
        let row = |hole: &Hole| vec![hole.weight.to_string(), telling.what(hole), telling.next(hole)];
        return output.table(&Table::of(holes.iter().map(row)));
    }
    for hole in &holes {
        output.line(&format!("{:>3}  {}", hole.weight, telling.what(hole)))?;
        output.line(&format!("     {}", telling.next(hole)))?;
    }
    if holes.is_empty() {
        output.sentence(if plan.stakeholders.is_empty() {
            "Nobody yet; touchbase add NAME adds somebody."
        } else if goal.as_ref().and_then(|id| plan.goals.get(id)).is_some_and(|goal| goal.closed.is_some()) {
            "That goal is closed."
        } else {
            "No holes."
        })?;
    }
    match (trend.weeks.first(), trend.weeks.last()) {
        (Some(then), Some(now)) if trend.orgs > 0 => output.sentence(&format!(
            "In touch at {} or above in {} of {} organisation{}; {} weeks ago in {}.",
            senior(plan),
            now.reached,
            trend.orgs,
            if trend.orgs == 1 { "" } else { "s" },
            trend.weeks.len() - 1,
            then.reached
        )),
        _ => Ok(()),
    }
}

/// The rung where seniority begins.
fn senior(plan: &Plan) -> &str {
    plan.ladder.senior().and_then(|height| plan.ladder.rungs.get(height)).map_or("any rung", String::as_str)
}

fn record(hole: &Hole, telling: Telling<'_>) -> Value {
    let mut value = json!({
        "weight": hole.weight,
        "lack": lack(&hole.lack),
        "what": telling.what(hole),
        "next": telling.next(hole),
        "goal": hole.goal,
        "who": hole.who,
        "ways": hole.ways.iter().map(way).collect::<Vec<_>>(),
    });
    let more = match &hole.lack {
        Lack::GoneCold { rung } => Some(("seniority", json!(rung))),
        Lack::OnePerson { who, .. } => Some(("person", json!(who))),
        _ => None,
    };
    if let Some(fields) = value.as_object_mut() {
        fields.extend(hole.org().map(|org| ("org".to_owned(), json!(org))));
        fields.extend(more.map(|(name, value)| (name.to_owned(), value)));
    }
    value
}

fn lack(lack: &Lack) -> &'static str {
    match lack {
        Lack::OnlyPeers { .. } => "only_peers",
        Lack::NoDecider => "no_decider",
        Lack::NoSponsor => "no_sponsor",
        Lack::NobodySenior { .. } => "nobody_senior",
        Lack::GoneCold { .. } => "gone_cold",
        Lack::OnePerson { .. } => "one_person",
    }
}

fn way(way: &Way) -> Value {
    let knows = match way.knows {
        Knows::TheGoalNot => "no_stake_yet",
        Knows::Them(_) => "brought_together",
        Knows::Inside => "inside",
        Knows::People(_) => "introduced",
        Knows::Peers => "senior",
        Knows::Backs => "backs",
    };
    json!({ "who": way.who, "knows": knows })
}

/// The cells that hold anybody.
fn cells(coverage: &Coverage) -> Vec<Value> {
    let rows = coverage.rows.iter().enumerate();
    let places = rows
        .flat_map(|(row, rung)| coverage.columns.iter().enumerate().map(move |(column, org)| (row, rung, column, org)));
    let cell =
        |(row, rung, column, org): (usize, &crate::domain::coverage::Row, usize, &crate::domain::coverage::Column)| {
            let cell = coverage.cell(row, column)?;
            let warmest = cell.warmest?.word();
            let who: Vec<_> = coverage.people_in(row, column).map(|person| &person.who.id).collect();
            Some(json!({
                "seniority": rung.name,
                "org": org.name,
                "matters": org.matters,
                "count": who.len(),
                "warmest": warmest,
                "who": who,
            }))
        };
    places.filter_map(cell).collect()
}

fn weeks(trend: &Trend) -> Vec<Value> {
    let weeks = trend.weeks.iter();
    weeks
        .map(|week| json!({ "end": week.end, "cells": week.cells, "covered": week.covered, "reached": week.reached }))
        .collect()
}
