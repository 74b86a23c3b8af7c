//! `touchbase log`: I was in touch.

use std::io::{self, BufRead as _};

use super::args::Log;
use super::open::Open;
use super::output::Output;
use super::words;
use crate::domain::{Day, Edit, FollowUp, IdeaId, Key, Plan, StakeholderId, Touch, TouchId};
use crate::edge;
use crate::error::{Exit, Told};
use crate::storage::paths::Places;

/// Logs a touch, or one for each line of standard input.
pub fn run(places: &Places, args: &Log, output: &mut Output) -> Result<(), Told> {
    let mut open = Open::plan(places)?;
    let template = template(args, open.records(), open.today)?;
    let notes = notes(args)?;
    let touches: Vec<Touch> =
        notes.into_iter().map(|note| Touch { id: TouchId::new(edge::new_id()), note, ..template.clone() }).collect();
    let Some(last) = touches.last().cloned() else {
        return Err(Told::new(Exit::Failed, "there was nothing to read").hint("give one note a line"));
    };
    let who = names(open.records(), &template.with);
    let count = touches.len();
    let values = serde_json::to_value(&touches).unwrap_or_default();
    let edits = touches.into_iter().map(Edit::put).collect();
    open.change(&format!("log touch with {who}"), Key::Touch(last.id), edits)?;
    if args.json {
        return output.json(&values);
    }
    let day = template.on.date().format("%-d %b %Y");
    match count {
        1 => output.done(&format!("Logged for {who}, {day}.")),
        many => output.done(&format!("Logged {many} touches for {who}, {day}.")),
    }
}

/// The touch but for its note and id.
fn template(args: &Log, plan: &Plan, today: Day) -> Result<Touch, Told> {
    let mut with = vec![words::person(&args.name, plan)?];
    for name in &args.with {
        let other = words::person(name, plan)?;
        if !with.contains(&other) {
            with.push(other);
        }
    }
    let by = words::coming("--by", args.by.as_deref(), today)?;
    let follow_up = match (&args.follow_up, by) {
        (Some(text), by) => Some(FollowUp { by, text: text.clone(), done: None }),
        (None, Some(_)) => {
            return Err(Told::new(Exit::Usage, "--by says when, and nothing says what").hint("add --follow-up"));
        }
        (None, None) => None,
    };
    let idea = args.idea.as_deref().map(|wanted| idea(wanted, plan, &with)).transpose()?;
    let given = idea.as_ref().and_then(|id| plan.ideas.get(id)).and_then(|idea| idea.gift);
    Ok(Touch {
        id: TouchId::new(""),
        on: words::past("--on", args.on.as_deref(), today)?,
        via: words::word("--via", args.via.as_deref())?,
        gift: words::word("--gift", args.gift.as_deref())?.or(given),
        response: words::word("--response", args.response.as_deref())?,
        note: String::new(),
        with,
        idea,
        follow_up,
    })
}

/// The idea an id, the beginning of one, or words mean; among the ideas for these people.
fn idea(wanted: &str, plan: &Plan, with: &[StakeholderId]) -> Result<IdeaId, Told> {
    let lower = wanted.to_lowercase();
    let open = with.iter().flat_map(|who| plan.open_ideas_for(who));
    let mut fits: Vec<_> = open
        .filter(|idea| idea.id.as_str().to_lowercase().starts_with(&lower) || idea.text.to_lowercase().contains(&lower))
        .collect();
    fits.dedup_by(|left, right| left.id == right.id);
    match fits.as_slice() {
        [one] => Ok(one.id.clone()),
        [] => Err(Told::new(Exit::Failed, format!("no open idea for them is {wanted}"))
            .hint("touchbase show NAME lists their ideas")),
        several => {
            let listed: Vec<String> = several.iter().map(|idea| format!("{} ({})", idea.text, idea.id)).collect();
            Err(Told::new(Exit::Failed, format!("{wanted} could be {}", listed.join(", "))).hint("nothing was changed"))
        }
    }
}

/// The notes: the words, or each line of standard input that says something.
fn notes(args: &Log) -> Result<Vec<String>, Told> {
    if args.words != ["-"] {
        return Ok(vec![args.words.join(" ").trim().to_owned()]);
    }
    let lines: Result<Vec<String>, io::Error> = io::stdin().lock().lines().collect();
    let lines = lines.map_err(|why| Told::new(Exit::Failed, format!("could not read standard input: {why}")))?;
    Ok(lines.iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect())
}

fn names(plan: &Plan, ids: &[StakeholderId]) -> String {
    let names = ids.iter().filter_map(|id| plan.stakeholders.get(id)).map(|who| who.name.clone());
    names.collect::<Vec<_>>().join(", ")
}
