//! `touchbase idea`: something that could be given.

use serde_json::json;

use super::answer::Answer;
use super::args::Idea as IdeaArgs;
use super::lines::{self, Lines};
use super::open::Open;
use super::output::Output;
use super::person;
use super::words::{self, People};
use crate::capture::line::{Captured, Kind, Part, Setting, What, read_but};
use crate::domain::{Day, Gift, GoalId, Idea, IdeaId, Plan, Record};
use crate::edge;
use crate::error::{Exit, Told};
use crate::storage::paths::Places;

/// Writes an idea down, or one for each line of standard input.
pub fn run(places: &Places, args: &IdeaArgs, output: &mut Output) -> Result<(), Told> {
    let mut open = Open::plan(places, output)?;
    let said = Said::of(args, open.records(), open.today)?;
    let today = open.today;
    let lines = if said.to.who.is_empty() { Lines::of(&["-".to_owned()])? } else { Lines::of(&args.words)? };
    let label = |plan: &Plan, records: &[Record]| match noted(records).as_slice() {
        [one] => format!("add an idea for {}", words::names(plan, &one.to)),
        several => format!("add {} ideas", several.len()),
    };
    let taken = lines::take(&mut open, lines, &said.to.new, label, |line, plan| said.read(line, plan, today))?;
    let ideas = noted(&taken.records);
    if output.is_json() {
        output.answer(Answer::Ideas, json!(ideas))?;
    } else if let [first, rest @ ..] = ideas.as_slice() {
        said.to.new.iter().try_for_each(|who| output.done(&person::added(who)))?;
        let what = if rest.is_empty() { "an idea".to_owned() } else { format!("{} ideas", ideas.len()) };
        let who = if rest.iter().all(|other| other.to == first.to) {
            format!(" for {}", words::names(open.records(), &first.to))
        } else {
            String::new()
        };
        output.changed(&format!("Noted {what}{who}."))?;
    }
    taken.whole()
}

/// The ideas among records.
fn noted(records: &[Record]) -> Vec<&Idea> {
    let ideas = records.iter().map(|record| if let Record::Idea(one) = record { Some(one.as_ref()) } else { None });
    ideas.flatten().collect()
}

/// What the flags say; it wins over the words.
struct Said {
    to: People,
    goal: Option<GoalId>,
    gift: Option<Gift>,
    for_them: String,
    effort: Option<u32>,
    by: Option<Day>,
    /// The parts it says.
    known: Vec<Part>,
}

impl Said {
    fn of(args: &IdeaArgs, plan: &Plan, today: Day) -> Result<Self, Told> {
        let names = Some(&args.name).filter(|name| *name != "-");
        let to = People::called(names, plan, args.new, today)?;
        if to.who.is_empty() != args.words.is_empty() {
            return Err(Told::new(
                Exit::Usage,
                "say who and what, or - alone for lines of standard input that say both",
            )
            .hint("touchbase idea NAME - reads lines that are all for one person"));
        }
        let goal = args.goal.as_deref().map(|wanted| words::goal(wanted, plan)).transpose()?;
        let gift = words::word("--gift", args.gift.as_deref())?;
        let by = words::coming("--by", args.by.as_deref(), today)?;
        let parts = [
            (Part::Gift, gift.is_some()),
            (Part::Effort, args.effort.is_some()),
            (Part::Due, by.is_some()),
            (Part::ForThem, !args.for_them.is_empty()),
        ];
        let known = parts.into_iter().filter(|(_, said)| *said).map(|(part, _)| part).collect();
        Ok(Self { to, goal, gift, for_them: args.for_them.clone(), effort: args.effort, by, known })
    }

    /// The idea a line and the flags make.
    fn read(&self, line: &str, plan: &Plan, today: Day) -> Result<(Captured, Record), Told> {
        let setting = Setting { plan, today, selected: &self.to.who, goal: self.goal.as_ref(), chosen: &[] };
        let captured = read_but(Kind::Idea, line, &setting, &self.known);
        let What::Idea(idea) = &captured.what else { return Err(Told::new(Exit::Usage, "an idea needs some words")) };
        let mut idea = Idea { id: IdeaId::new(edge::new_id()), ..idea.as_ref().clone() };
        idea.gift = self.gift.or(idea.gift);
        idea.effort = self.effort.or(idea.effort);
        idea.by = self.by.or(idea.by);
        if !self.for_them.is_empty() {
            idea.for_them.clone_from(&self.for_them);
        }
        let record = Record::from(idea);
        Ok((captured, record))
    }
}
