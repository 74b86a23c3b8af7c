//! What was typed on the command line, turned into values.

use std::sync::Arc;

use crate::capture::line::{Kind, Setting, What, read};
use crate::capture::names::{self, Found};
use crate::capture::{NotUnderstood, cadence, day};
use crate::domain::{Day, GoalId, Idea, IdeaId, Ladder, Plan, Stakeholder, StakeholderId, Word};
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

/// What words that were not understood are told: what they are not, and how it could be said.
pub fn not_understood(flag: &str, typed: &str, why: &NotUnderstood) -> Told {
    Told::new(Exit::Usage, format!("{flag}: {typed}: {}", why.what())).hint(format!("say it like {}", why.like()))
}

/// A day gone by, in words; today where none was given.
///
/// # Errors
///
/// Words that name no day, or one to come.
pub fn past(flag: &str, typed: Option<&str>, today: Day) -> Result<Day, Told> {
    let Some(typed) = typed else { return Ok(today) };
    let read = day::past(typed, today).map_err(|why| not_understood(flag, typed, &why))?;
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
    let read = |typed| day::coming(typed, today).map_err(|why| not_understood(flag, typed, &why));
    typed.map(read).transpose()
}

/// How often, in days.
///
/// # Errors
///
/// Words that name no span.
pub fn span(flag: &str, typed: Option<&str>) -> Result<Option<u32>, Told> {
    typed.map(|typed| cadence::days(typed).map_err(|why| not_understood(flag, typed, &why))).transpose()
}

/// Whom a name means, by the rule of [`crate::capture::names`].
///
/// # Errors
///
/// Nobody, or more than one: the message lists who it could be.
pub fn person(name: &str, plan: &Plan) -> Result<StakeholderId, Told> {
    match names::find(name, plan) {
        Found::One(id) => Ok(id),
        Found::Several(ids) => Err(several(name, &listed(&ids, plan))),
        Found::Nobody(near) => {
            let adds = format!("touchbase add \"{name}\" adds somebody; so do log and idea with --new");
            Err(nobody(&format!("nobody is called {name}"), &listed(&near, plan), &adds))
        }
    }
}

/// Whom names mean, and those of them who are new.
#[derive(Default)]
pub struct People {
    /// Everybody, in the order in which they were named.
    pub who: Vec<StakeholderId>,
    /// Those whom the plan does not have yet.
    pub new: Vec<Stakeholder>,
}

impl People {
    /// Whom these names mean. With `new` each is taken as it stands, and is a line about a stakeholder: whoever has not
    /// just this name is somebody new.
    ///
    /// # Errors
    ///
    /// As [`person`].
    pub fn called<'a>(
        names: impl IntoIterator<Item = &'a String>,
        plan: &Plan,
        new: bool,
        today: Day,
    ) -> Result<Self, Told> {
        let mut people = Self::default();
        for name in names {
            let id = if new { people.or_new(name, plan, today)? } else { person(name, plan)? };
            if !people.who.contains(&id) {
                people.who.push(id);
            }
        }
        Ok(people)
    }

    fn or_new(&mut self, line: &str, plan: &Plan, today: Day) -> Result<StakeholderId, Told> {
        let setting = Setting { plan, today, selected: &[], goal: None, chosen: &[] };
        let captured = read(Kind::Stakeholder, line, &setting);
        let What::Stakeholder(who) = captured.what else { return person(line, plan) };
        match names::find_exactly(&who.name, plan) {
            Found::One(id) => Ok(id),
            Found::Several(ids) => Err(several(&who.name, &listed(&ids, plan))),
            Found::Nobody(_) if who.name.trim().is_empty() => person(line, plan),
            Found::Nobody(_) => {
                let taken =
                    |id: &StakeholderId| plan.stakeholders.contains(id) || self.new.iter().any(|new| new.id == *id);
                let id = StakeholderId::from_name(&who.name, taken);
                self.new.push(Stakeholder { id: id.clone(), ..*who });
                Ok(id)
            }
        }
    }
}

/// The goal that a name means, by the same rule.
///
/// # Errors
///
/// None, or more than one: the message lists which it could be.
pub fn goal(name: &str, plan: &Plan) -> Result<GoalId, Told> {
    match names::find_goal(name, plan) {
        Found::One(id) => Ok(id),
        Found::Several(ids) => Err(several(name, &listed_goals(&ids, plan))),
        Found::Nobody(near) => {
            let lists = "touchbase goal show lists the goals";
            Err(nobody(&format!("no goal is called {name}"), &listed_goals(&near, plan), lists))
        }
    }
}

/// A name that several have.
pub fn several(name: &str, candidates: &str) -> Told {
    Told::new(Exit::Failed, format!("{name} could be {candidates}"))
        .hint("nothing was changed; say more of the name, or the id in brackets")
}

/// A name that nobody has, with those that come nearest.
fn nobody(what: &str, near: &str, hint: &str) -> Told {
    let near = if near.is_empty() { String::new() } else { format!("did you mean {near}? ") };
    Told::new(Exit::Failed, what).hint(format!("{near}{hint}"))
}

/// Goals with their ids, as they are listed for a choice.
pub fn listed_goals(ids: &[GoalId], plan: &Plan) -> String {
    let goals = ids.iter().filter_map(|id| plan.goals.get(id)).map(|goal| format!("{} ({})", goal.title, goal.id));
    goals.collect::<Vec<_>>().join(", ")
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
