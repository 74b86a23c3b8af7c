//! `touchbase add`: a stakeholder.

use super::answer::Answer;
use super::args::Add;
use super::lines::{self, Lines};
use super::open::Open;
use super::output::Output;
use super::{person, words};
use crate::capture::line::{Captured, Kind, Part, Setting, What, read_but};
use crate::capture::seniority;
use crate::domain::{Channel, Closeness, Day, Plan, Record, Stakeholder, StakeholderId};
use crate::error::{Exit, Told};
use crate::storage::paths::Places;

/// Adds a stakeholder, or one for each line of standard input.
pub fn run(places: &Places, args: &Add, output: &mut Output) -> Result<(), Told> {
    let mut open = Open::plan(places, output)?;
    let said = Said::of(args, open.records())?;
    let today = open.today;
    let lines = Lines::of(&args.name)?;
    let label = |_: &Plan, records: &[Record]| match added(records).as_slice() {
        [one] => format!("add {}", one.name),
        several => format!("add {} stakeholders", several.len()),
    };
    let taken = lines::take(&mut open, lines, &[], label, |line, plan| said.read(line, plan, today))?;
    let (plan, new) = (open.records(), added(&taken.records));
    if output.is_json() {
        // What was saved, rather than what was read: somebody else may have changed it meanwhile.
        let saved = new.iter().filter_map(|who| plan.stakeholders.get(&who.id));
        output.answer(Answer::Stakeholders, saved.map(|who| person::record(plan, who, today)).collect())?;
    } else {
        for who in new {
            output.changed(&person::added(who))?;
        }
    }
    taken.whole()
}

/// The new stakeholders among records.
fn added(records: &[Record]) -> Vec<&Stakeholder> {
    let who =
        records.iter().map(|record| if let Record::Stakeholder(who) = record { Some(who.as_ref()) } else { None });
    who.flatten().collect()
}

/// What the flags say; it wins over the words.
struct Said<'a> {
    args: &'a Add,
    seniority: Option<String>,
    cadence: Option<u32>,
    closeness: Closeness,
    /// The parts it says.
    known: Vec<Part>,
}

impl<'a> Said<'a> {
    fn of(args: &'a Add, plan: &Plan) -> Result<Self, Told> {
        let seniority = args.seniority.as_ref().map(|typed| words::rung(typed, &plan.ladder)).transpose()?;
        let cadence = words::span("--cadence", args.cadence.as_deref())?;
        let closeness = words::word("--closeness", args.closeness.as_deref())?.unwrap_or_default();
        let parts = [
            (Part::Title, !args.title.is_empty()),
            (Part::Organisation, !args.org.is_empty()),
            (Part::Seniority, seniority.is_some()),
            (Part::Cadence, cadence.is_some()),
        ];
        let known = parts.into_iter().filter(|(_, said)| *said).map(|(part, _)| part).collect();
        Ok(Self { args, seniority, cadence, closeness, known })
    }

    /// The stakeholder a line and the flags make.
    fn read(&self, line: &str, plan: &Plan, today: Day) -> Result<(Captured, Record), Told> {
        let setting = Setting { plan, today, selected: &[], goal: None, chosen: &[] };
        let captured = read_but(Kind::Stakeholder, line, &setting, &self.known);
        let What::Stakeholder(who) = &captured.what else { return Err(no_name()) };
        let (args, mut who) = (self.args, who.as_ref().clone());
        if who.name.is_empty() {
            return Err(no_name());
        }
        who.id = StakeholderId::from_name(&who.name, |id| plan.stakeholders.contains(id));
        if !args.title.is_empty() {
            who.title.clone_from(&args.title);
            if who.seniority.is_empty() {
                seniority::from_title(&args.title, &plan.ladder).unwrap_or_default().clone_into(&mut who.seniority);
            }
        }
        if !args.org.is_empty() {
            who.org.clone_from(&args.org);
        }
        if let Some(rung) = &self.seniority {
            who.seniority.clone_from(rung);
        }
        who.cares_about.clone_from(&args.cares_about);
        who.cadence = self.cadence.or(who.cadence);
        who.closeness = self.closeness;
        let more = |had: &mut Vec<String>, said: &[String]| {
            let new: Vec<String> = said.iter().filter(|one| !had.contains(one)).cloned().collect();
            had.extend(new);
        };
        let tags: Vec<String> = args.tags.iter().map(|tag| tag.trim_start_matches('#').to_owned()).collect();
        more(&mut who.tags, &tags);
        more(&mut who.aka, &args.aka);
        who.handles.extend(args.email.iter().map(|address| (Channel::Email, address.clone())));
        let record = Record::from(who);
        Ok((captured, record))
    }
}

fn no_name() -> Told {
    Told::new(Exit::Usage, "a stakeholder needs a name").hint("begin with it: Grace Hopper, VP Engineering @Platforms")
}
