//! `touchbase log`: I was in touch.

use serde_json::json;

use super::answer::Answer;
use super::args::Log;
use super::lines::{self, Lines};
use super::open::Open;
use super::output::Output;
use super::person;
use super::words::{self, People};
use crate::capture::line::{Captured, Kind, Part, Setting, What, read_but};
use crate::domain::{Channel, Day, FollowUp, Gift, IdeaId, Plan, Record, Response, Touch, TouchId};
use crate::edge;
use crate::error::{Exit, Told};
use crate::storage::paths::Places;

/// Logs a touch, or one for each line of standard input.
pub fn run(places: &Places, args: &Log, output: &mut Output) -> Result<(), Told> {
    let mut open = Open::plan(places, output)?;
    let said = Said::of(args, open.records(), open.today)?;
    let today = open.today;
    let lines = if args.name == "-" { Lines::of(&["-".to_owned()])? } else { Lines::of(&args.words)? };
    let label = |plan: &Plan, records: &[Record]| match logged(records).as_slice() {
        [one] => format!("log touch with {}", words::names(plan, &one.with)),
        several => format!("log {} touches", several.len()),
    };
    let taken = lines::take(&mut open, lines, &said.with.new, label, |line, plan| said.read(line, plan, today))?;
    let touches = logged(&taken.records);
    if output.is_json() {
        output.answer(Answer::Touches, json!(touches))?;
    } else if let [first, rest @ ..] = touches.as_slice() {
        said.with.new.iter().try_for_each(|who| output.done(&person::added(who)))?;
        let count = if rest.is_empty() { String::new() } else { format!(" {} touches", touches.len()) };
        let place = if rest.iter().all(|other| other.with == first.with && other.on == first.on) {
            format!(" for {}, {}", words::names(open.records(), &first.with), first.on.date().format("%-d %b %Y"))
        } else {
            String::new()
        };
        output.changed(&format!("Logged{count}{place}."))?;
    }
    taken.whole()
}

/// The touches among records.
fn logged(records: &[Record]) -> Vec<&Touch> {
    let touches = records.iter().map(|record| if let Record::Touch(one) = record { Some(one.as_ref()) } else { None });
    touches.flatten().collect()
}

/// What the flags say; it wins over the words.
struct Said {
    with: People,
    on: Option<Day>,
    via: Option<Channel>,
    gift: Option<Gift>,
    idea: Option<IdeaId>,
    response: Option<Response>,
    follow_up: Option<String>,
    by: Option<Day>,
    /// The parts it says.
    known: Vec<Part>,
}

impl Said {
    fn of(args: &Log, plan: &Plan, today: Day) -> Result<Self, Told> {
        // With `-` for a name every line says itself who it was with.
        let names = std::iter::once(&args.name).filter(|name| *name != "-").chain(&args.with);
        let with = People::called(names, plan, args.new, today)?;
        if args.name == "-" && !args.words.is_empty() {
            return Err(Told::new(Exit::Usage, "with - for a name, every line of standard input says who")
                .hint("touchbase log NAME - reads lines that are all about one person"));
        }
        let on = args.on.as_deref().map(|typed| words::past("--on", Some(typed), today)).transpose()?;
        let via = words::word("--via", args.via.as_deref())?;
        let gift = words::word("--gift", args.gift.as_deref())?;
        let by = words::coming("--by", args.by.as_deref(), today)?;
        let idea = args.idea.as_deref().map(|wanted| words::idea(wanted, plan, &with.who)).transpose()?;
        let parts = [
            (Part::Day, on.is_some()),
            (Part::Channel, via.is_some()),
            (Part::Gift, gift.is_some()),
            (Part::FollowUp, args.follow_up.is_some()),
            (Part::Due, by.is_some()),
        ];
        let known = parts.into_iter().filter(|(_, said)| *said).map(|(part, _)| part).collect();
        let response = words::word("--response", args.response.as_deref())?;
        Ok(Self { with, on, via, gift, idea, response, follow_up: args.follow_up.clone(), by, known })
    }

    /// The touch a line and the flags make.
    fn read(&self, line: &str, plan: &Plan, today: Day) -> Result<(Captured, Record), Told> {
        let setting = Setting { plan, today, selected: &self.with.who, goal: None, chosen: &[] };
        let captured = read_but(Kind::Touch, line, &setting, &self.known);
        let What::Touch(touch) = &captured.what else { return Err(Told::new(Exit::Usage, "a touch needs somebody")) };
        let mut touch = Touch { id: TouchId::new(edge::new_id()), ..touch.as_ref().clone() };
        touch.on = self.on.unwrap_or(touch.on);
        touch.via = self.via.or(touch.via);
        let given = self.idea.as_ref().and_then(|id| plan.ideas.get(id)).and_then(|idea| idea.gift);
        touch.gift = self.gift.or(touch.gift).or(given);
        touch.idea = self.idea.clone().map(Box::new);
        touch.response = self.response;
        if let Some(text) = &self.follow_up {
            touch.follow_up = Some(Box::new(FollowUp { by: None, text: text.clone(), done: None }));
        }
        match (&mut touch.follow_up, self.by) {
            (Some(promise), Some(by)) => promise.by = Some(by),
            (None, Some(_)) => {
                return Err(Told::new(Exit::Usage, "--by says when, and nothing says what")
                    .hint("add --follow-up, or ! and the words"));
            }
            _ => {}
        }
        let record = Record::from(touch);
        Ok((captured, record))
    }
}
