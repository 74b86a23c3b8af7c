//! How the text of a field is understood, and how that is said while it is typed.

use chrono::Datelike;

use super::super::text;
use super::{Rule, Setting, Verdict, moves};
use crate::capture::{cadence, day, names, seniority};
use crate::domain::alike::alike;
use crate::domain::{Channel, Closeness, Day, StakeholderId, Stance, Word};

/// What a text comes to under a rule.
pub fn verdict(rule: Rule, typed: &str, setting: Setting<'_>) -> Verdict {
    let said = match rule {
        Rule::Free => Ok(None),
        Rule::Required(why) => {
            if typed.is_empty() {
                Err(why.to_owned())
            } else {
                Ok(None)
            }
        }
        Rule::Name(why) if typed.is_empty() => Err(why.to_owned()),
        Rule::Name(_) => {
            let like = alike(setting.plan.records(), typed);
            Ok(like.map(|who| format!("looks like {}: the same person?", who.name)))
        }
        Rule::Past | Rule::Coming | Rule::Any => {
            read_day(rule, typed, setting).map(|day| day.map(|day| long_day(day, setting.today)))
        }
        Rule::Cadence => read_cadence(typed).map(|days| days.map(|days| format!("every {days} days"))),
        Rule::Minutes => read_minutes(typed).map(|_| None),
        Rule::People => people(typed, setting).and_then(|ids| {
            if ids.is_empty() { Err("say who, by name".to_owned()) } else { Ok(Some(super::names(&ids, setting.plan))) }
        }),
        Rule::Person => person(typed, setting).map(|id| id.map(|id| super::names(&[id], setting.plan))),
        Rule::Closenesses => moves::read::<Closeness>(typed, setting).map(|_| None),
        Rule::Stances => moves::read::<Stance>(typed, setting).map(|_| None),
        Rule::Handles => handles(typed).map(|_| None),
        Rule::Title => Ok(seniority::from_title(typed, &setting.plan.ladder).map(|rung| format!("reads as {rung}"))),
    };
    match said {
        Ok(None) => Verdict::Quiet,
        Ok(Some(reading)) => Verdict::Reads(reading),
        Err(problem) => Verdict::Problem(problem),
    }
}

/// A day in words under one of the three rules for days; `None` for an empty text.
pub fn read_day(rule: Rule, typed: &str, setting: Setting<'_>) -> Result<Option<Day>, String> {
    if typed.is_empty() {
        return Ok(None);
    }
    let read = if rule == Rule::Coming { day::coming(typed, setting.today) } else { day::past(typed, setting.today) };
    let read = read.map_err(|why| why.to_string())?;
    if rule == Rule::Past && read > setting.today {
        return Err(format!("{} is still to come", text::day(read, setting.today)));
    }
    Ok(Some(read))
}

/// How often, in days; `None` for an empty text.
pub fn read_cadence(typed: &str) -> Result<Option<u32>, String> {
    if typed.is_empty() { Ok(None) } else { cadence::days(typed).map(Some).map_err(|why| why.to_string()) }
}

/// Whole minutes; `None` for an empty text.
pub fn read_minutes(typed: &str) -> Result<Option<u32>, String> {
    if typed.is_empty() {
        return Ok(None);
    }
    let digits = typed.trim_end_matches("minutes").trim_end_matches("min").trim();
    digits.parse().map(Some).map_err(|_| "minutes are a whole number, like 15".to_owned())
}

/// The stakeholders named in a list separated by commas.
pub fn people(typed: &str, setting: Setting<'_>) -> Result<Vec<StakeholderId>, String> {
    let mut ids = Vec::new();
    for name in list(typed) {
        let id = one_person(&name, setting)?;
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    Ok(ids)
}

/// The one stakeholder named, or none.
pub fn person(typed: &str, setting: Setting<'_>) -> Result<Option<StakeholderId>, String> {
    if typed.is_empty() { Ok(None) } else { one_person(typed, setting).map(Some) }
}

fn one_person(name: &str, setting: Setting<'_>) -> Result<StakeholderId, String> {
    match names::find(name, setting.plan) {
        names::Found::One(id) => Ok(id),
        names::Found::Several(candidates) => {
            let candidates: Vec<String> =
                candidates.iter().take(4).map(|id| super::names(std::slice::from_ref(id), setting.plan)).collect();
            Err(format!("{name} could be {}", candidates.join(" or ")))
        }
        names::Found::Nobody(_) => Err(format!("nobody here is called {name}")),
    }
}

/// The parts of a list separated by commas, without blanks and without empty ones.
pub fn list(typed: &str) -> Vec<String> {
    typed.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// Ways to reach somebody, each a channel and a place: `email grace@example.com`.
pub fn handles(typed: &str) -> Result<Vec<(Channel, String)>, String> {
    list(typed)
        .into_iter()
        .map(|part| match part.split_once(char::is_whitespace) {
            Some((channel, place)) => match Channel::from_word(channel) {
                Some(channel) => Ok((channel, place.trim().to_owned())),
                None => Err(format!("{channel} is no channel; like: email grace@example.com")),
            },
            None if part.contains('@') => Ok((Channel::Email, part)),
            None => Err("say how and where, like: email grace@example.com".to_owned()),
        })
        .collect()
}

/// Ways to reach somebody as a form shows them.
pub fn show_handles(handles: &[(Channel, String)]) -> String {
    handles.iter().map(|(via, place)| format!("{} {place}", via.word().to_lowercase())).collect::<Vec<_>>().join(", ")
}

/// A day with its weekday and year, as an answer to words typed for it.
fn long_day(day: Day, today: Day) -> String {
    let away = day.days_since(today);
    let how_far = match away {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        2.. => format!("in {away} d"),
        _ => format!("{} d ago", -away),
    };
    format!("{} {}, {how_far}", day.date().weekday(), day.date().format("%-d %b %Y"))
}
