//! `touchbase status`: one short line, from what was worked out before while nothing has changed.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::answer::Answer;
use super::open::Open;
use super::output::Output;
use super::upkeep::Status;
use crate::domain::agenda::{self, Agenda};
use crate::domain::review::{self, Review};
use crate::domain::{Day, Plan, Warmth};
use crate::edge;
use crate::error::{Exit, Told};
use crate::storage::cache::Cache;
use crate::storage::paths::Places;

/// What there is to say about a plan in one line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Figures {
    due: usize,
    overdue: usize,
    open: usize,
    promised: usize,
    people: usize,
    streak: u32,
    next: String,
    why: String,
}

/// The names a format may use, and the value of each.
type Name = (&'static str, fn(&Figures) -> String);

const NAMES: [Name; 8] = [
    ("due", |of| of.due.to_string()),
    ("overdue", |of| of.overdue.to_string()),
    ("open", |of| of.open.to_string()),
    ("promised", |of| of.promised.to_string()),
    ("people", |of| of.people.to_string()),
    ("streak", |of| of.streak.to_string()),
    ("next", |of| of.next.clone()),
    ("why", |of| of.why.clone()),
];

/// The names a format may use.
pub fn names() -> impl Iterator<Item = &'static str> {
    NAMES.iter().map(|(name, _)| *name)
}

/// Prints the line.
pub fn run(places: &Places, args: &Status, output: &mut Output) -> Result<(), Told> {
    let format = args.format.as_deref().map(parse).transpose()?;
    let today = edge::today()?;
    // The file is looked at before it is read: what is kept is never about an older file than its identity says.
    let cache = Cache::of(places, "status", today);
    let figures = if let Some(figures) = cache.get() {
        figures
    } else {
        let (open, _) = Open::plan_and_notices(places, output)?;
        let figures = Figures::of(open.records(), today);
        cache.put(&figures);
        figures
    };
    if output.is_json() {
        return output.answer(Answer::Status, figures.json());
    }
    if args.only_due && figures.due == 0 {
        return Ok(());
    }
    match format {
        Some(pieces) => output.line(&pieces.iter().map(|piece| piece.say(&figures)).collect::<String>()),
        None => output.line(&figures.words()),
    }
}

/// Says that the plan is locked; nobody is asked for the sake of a prompt.
pub fn locked(output: &mut Output) -> Result<(), Told> {
    if output.is_json() {
        return output.answer(
            Answer::Status,
            json!({ "locked": true, "text": "locked", "tooltip": "the plan is locked", "class": "locked" }),
        );
    }
    output.line("locked")
}

impl Figures {
    fn of(plan: &Plan, today: Day) -> Self {
        let agenda = Agenda::of(plan, today, None, usize::MAX);
        let seen = Review::on(plan, today).seen;
        let overdue = |warmth: Warmth| matches!(warmth, Warmth::Overdue | Warmth::Cold);
        let next = agenda.entries.iter().find(|entry| !seen.contains(&entry.who.id));
        Self {
            due: agenda.len(),
            overdue: agenda.entries.iter().filter(|entry| overdue(entry.standing.warmth)).count(),
            open: agenda.entries.iter().filter(|entry| !seen.contains(&entry.who.id)).count(),
            promised: agenda::promises(plan).iter().filter(|promise| promise.due <= today).count(),
            people: plan.stakeholders.iter().filter(|who| !who.archived).count(),
            streak: review::streak(plan, today),
            next: next.map_or(String::new(), |entry| entry.who.name.clone()),
            why: next.and_then(|entry| entry.reasons.first()).map_or(String::new(), |reason| reason.words(today)),
        }
    }

    fn words(&self) -> String {
        match (self.due, self.overdue) {
            (0, _) => "nobody due".to_owned(),
            (due, 0) => format!("{due} due"),
            (due, overdue) => format!("{due} due, {overdue} overdue"),
        }
    }

    /// The figures, with what waybar looks for: a text, a tooltip and a class.
    fn json(&self) -> serde_json::Value {
        let class = match (self.due, self.overdue) {
            (0, _) => "none",
            (_, 0) => "due",
            _ => "overdue",
        };
        let tooltip = if self.next.is_empty() { self.words() } else { format!("{}: {}", self.next, self.why) };
        let mut value = json!(self);
        if let Some(fields) = value.as_object_mut() {
            fields.insert("text".into(), json!(self.words()));
            fields.insert("tooltip".into(), json!(tooltip));
            fields.insert("class".into(), json!(class));
        }
        value
    }
}

/// A piece of a format.
enum Piece {
    Text(String),
    Value(fn(&Figures) -> String),
}

impl Piece {
    fn say(&self, figures: &Figures) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Value(of) => of(figures),
        }
    }
}

/// Takes a format apart.
fn parse(format: &str) -> Result<Vec<Piece>, Told> {
    let mut pieces = Vec::new();
    let mut rest = format;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, after) = rest.split_at(at);
        pieces.push(Piece::Text(before.to_owned()));
        rest = if let Some(after) = after.strip_prefix("{{") {
            pieces.push(Piece::Text("{".to_owned()));
            after
        } else if let Some(after) = after.strip_prefix("}}") {
            pieces.push(Piece::Text("}".to_owned()));
            after
        } else {
            let (name, after) = after.strip_prefix('{').and_then(|after| after.split_once('}')).ok_or_else(lone)?;
            let known = NAMES.iter().find(|(known, _)| *known == name.trim());
            pieces.push(Piece::Value(known.ok_or_else(|| unknown(name))?.1));
            after
        };
    }
    pieces.push(Piece::Text(rest.to_owned()));
    Ok(pieces)
}

fn lone() -> Told {
    Told::new(Exit::Usage, "--format: a brace stands alone").hint("write {{ or }} for a brace itself")
}

fn unknown(name: &str) -> Told {
    let names: Vec<String> = NAMES.iter().map(|(name, _)| format!("{{{name}}}")).collect();
    Told::new(Exit::Usage, format!("--format: {{{name}}} is not known")).hint(format!("there are {}", names.join(", ")))
}
