//! What was typed on the command line, turned into values.

use std::sync::Arc;

use crate::capture::names::{Found, find};
use crate::capture::{cadence, day};
use crate::domain::{Day, GoalId, Idea, IdeaId, Ladder, Plan, StakeholderId, Word};
use crate::error::{Exit, Told};

/// A word of a vocabulary.
///
/// # Errors
///
/// A word that is not in it; the message names the nearest and all of them.
pub fn word<T: Word>(flag: &str, typed: Option<&str>) -> Result<Option<T>, Told> {
    let Some(typed) = typed else { return Ok(None) };
    T::from_word(typed).map(Some).ok_or_else(|| {
        let all: Vec<String> = T::ALL.iter().map(|value| value.word().to_lowercase()).collect();
        let nearest = T::nearest(typed).map(|value| format!("did you mean {}? ", value.word().to_lowercase()));
        Told::new(Exit::Usage, format!("{flag}: {typed} is not a word it knows")).hint(format!(
            "{}the words are {}",
            nearest.unwrap_or_default(),
            all.join(", ")
        ))
    })
}

/// A day gone by, in words; today where none was given.
///
/// # Errors
///
/// Words that name no day, or one to come.
pub fn past(flag: &str, typed: Option<&str>, today: Day) -> Result<Day, Told> {
    let Some(typed) = typed else { return Ok(today) };
    let read = day::past(typed, today).map_err(|why| Told::new(Exit::Usage, format!("{flag}: {why}")))?;
    if read > today {
        return Err(Told::new(Exit::Usage, format!("{flag}: {read} is still to come"))
            .hint("a touch is logged when it has happened; for what is to come use touchbase idea with --by"));
    }
    Ok(read)
}

/// A day to come, in words.
///
/// # Errors
///
/// Words that name no day.
pub fn coming(flag: &str, typed: Option<&str>, today: Day) -> Result<Option<Day>, Told> {
    let read = typed.map(|typed| day::coming(typed, today)).transpose();
    read.map_err(|why| Told::new(Exit::Usage, format!("{flag}: {why}")))
}

/// How often, in days.
///
/// # Errors
///
/// Words that name no span.
pub fn span(flag: &str, typed: Option<&str>) -> Result<Option<u32>, Told> {
    typed.map(cadence::days).transpose().map_err(|why| Told::new(Exit::Usage, format!("{flag}: {why}")))
}

/// Whom a name means.
///
/// # Errors
///
/// Nobody, or more than one: the message lists who it could be.
pub fn person(name: &str, plan: &Plan) -> Result<StakeholderId, Told> {
    match find(name, plan) {
        Found::One(id) => Ok(id),
        Found::Several(ids) => Err(Told::new(Exit::Failed, format!("{name} could be {}", listed(&ids, plan)))
            .hint("nothing was changed; say more of the name, or the id in brackets")),
        Found::Nobody(near) if near.is_empty() => Err(Told::new(Exit::Failed, format!("nobody is called {name}"))
            .hint(format!("touchbase add \"{name}\" adds them"))),
        Found::Nobody(near) => Err(Told::new(Exit::Failed, format!("nobody is called {name}"))
            .hint(format!("the nearest are {}; touchbase add \"{name}\" adds somebody new", listed(&near, plan)))),
    }
}

/// The goal an id, or the beginning of one or of a title, means.
///
/// # Errors
///
/// None, or more than one: the message lists which it could be.
pub fn goal(wanted: &str, plan: &Plan) -> Result<GoalId, Told> {
    let lower = wanted.to_lowercase();
    let fits: Vec<_> = plan
        .goals
        .iter()
        .filter(|goal| goal.id.as_str().starts_with(&lower) || goal.title.to_lowercase().starts_with(&lower))
        .collect();
    let exact = fits.iter().find(|goal| goal.id.as_str() == lower);
    match (exact, fits.as_slice()) {
        (Some(goal), _) | (None, [goal]) => Ok(goal.id.clone()),
        (None, []) => Err(Told::new(Exit::Failed, format!("no goal begins with {wanted}"))),
        (None, several) => {
            let ids: Vec<&str> = several.iter().map(|goal| goal.id.as_str()).collect();
            Err(Told::new(Exit::Failed, format!("{wanted} could be {}", ids.join(", "))).hint("nothing was changed"))
        }
    }
}

/// People with their ids, as they are listed for a choice.
pub fn listed(ids: &[StakeholderId], plan: &Plan) -> String {
    let who = ids.iter().filter_map(|id| plan.stakeholders.get(id)).map(|who| format!("{} ({})", who.name, who.id));
    who.collect::<Vec<_>>().join(", ")
}

/// The names of people.
pub fn names(plan: &Plan, ids: &[StakeholderId]) -> String {
    let names = ids.iter().filter_map(|id| plan.stakeholders.get(id)).map(|who| who.name.clone());
    names.collect::<Vec<_>>().join(", ")
}

/// A rung of the ladder, whatever its case.
///
/// # Errors
///
/// A rung the ladder does not have.
pub fn rung(typed: &str, ladder: &Ladder) -> Result<String, Told> {
    ladder.find(typed).map(str::to_owned).ok_or_else(|| {
        Told::new(Exit::Usage, format!("--seniority: {typed} is no rung of this plan's ladder"))
            .hint(format!("the rungs are {}", ladder.rungs.join(", ")))
    })
}

/// The open idea for these people that words mean: its id, the beginning of one, or words that all stand in it. Without
/// words, the only one there is.
///
/// # Errors
///
/// None, or more than one: the message lists which it could be.
pub fn idea(wanted: &str, plan: &Plan, with: &[StakeholderId]) -> Result<IdeaId, Told> {
    let lower = wanted.trim().to_lowercase();
    let mut open: Vec<_> = with.iter().flat_map(|who| plan.open_ideas_for(who)).collect();
    open.sort_by(|one, two| one.id.cmp(&two.id));
    open.dedup_by(|one, two| one.id == two.id);
    let is_meant = |idea: &Idea| {
        let text = idea.text.to_lowercase();
        idea.id.as_str().to_lowercase().starts_with(&lower) || lower.split_whitespace().all(|word| text.contains(word))
    };
    let fits: Vec<_> = open.iter().filter(|idea| is_meant(idea)).collect();
    // Words that are the whole of one idea and a part of another mean the one.
    let exact = fits.iter().find(|idea| idea.text.to_lowercase() == lower);
    let listed = |ideas: &mut dyn Iterator<Item = &&Arc<Idea>>| -> String {
        ideas.map(|idea| format!("{} ({})", idea.text, idea.id)).collect::<Vec<_>>().join(", ")
    };
    match (exact, fits.as_slice()) {
        (Some(one), _) | (None, [one]) => Ok(one.id.clone()),
        (None, []) if open.is_empty() => {
            Err(Told::new(Exit::Failed, format!("there is no open idea for {}", names(plan, with)))
                .hint("touchbase idea NAME writes one down; touchbase log NAME logs what was given without one"))
        }
        (None, []) => Err(Told::new(Exit::Failed, format!("no open idea for them is {wanted}"))
            .hint(format!("there are {}", listed(&mut open.iter())))),
        (None, several) => {
            let what = if lower.is_empty() { "the idea" } else { wanted };
            Err(Told::new(Exit::Failed, format!("{what} could be {}", listed(&mut several.iter().copied())))
                .hint("nothing was changed; say more of its words, or the id in brackets"))
        }
    }
}

/// An argument as a query has it: the shell took the quotes of `org:"risk and legal"` away.
pub fn quoted(word: &str) -> String {
    match word.split_once(':') {
        Some((name, value)) if word.contains(char::is_whitespace) => format!("{name}:\"{value}\""),
        _ => word.to_owned(),
    }
}
