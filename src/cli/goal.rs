//! `touchbase goal`: outcomes wanted by a day, and the steps towards them.

use serde_json::{Value, json};

use super::answer::Answer;
use super::args::{Goal as GoalArgs, GoalAdd, GoalClose, GoalDone, GoalShow, GoalStep, GoalVerb};
use super::open::Open;
use super::output::Output;
use super::table::Table;
use super::words;
use crate::domain::progress::{Progress, StepOf};
use crate::domain::{Day, Edit, Goal, GoalId, Key, Plan, Step};
use crate::error::{Exit, Told};
use crate::storage::paths::Places;

/// Carries out what is to be done with a goal.
pub fn run(places: &Places, args: &GoalArgs, output: &mut Output) -> Result<(), Told> {
    let mut open = Open::plan(places, output)?;
    match &args.what {
        GoalVerb::Show(args) => show(&open, args, output),
        GoalVerb::Add(args) => add(&mut open, args, output),
        GoalVerb::Step(args) => step(&mut open, args, output),
        GoalVerb::Done(args) => done(&mut open, args, output),
        GoalVerb::Close(args) => close(&mut open, args, output),
    }
}

/// Shows a goal with its steps and their days, or all goals.
pub fn show(open: &Open, args: &GoalShow, output: &mut Output) -> Result<(), Told> {
    let plan = open.records();
    if let Some(wanted) = &args.goal {
        let id = words::goal(wanted, plan)?;
        let Some(goal) = plan.goals.get(&id) else { return Ok(()) };
        return if output.is_json() {
            output.answer(Answer::Goal, record(plan, goal, open.today))
        } else {
            shown(open, goal, output)
        };
    }
    if output.is_json() {
        return output.answer(Answer::Goals, plan.goals.iter().map(|goal| record(plan, goal, open.today)).collect());
    }
    if plan.goals.is_empty() {
        return output.sentence("No goal yet; touchbase goal add TITLE sets one.");
    }
    let rows = plan.goals.iter().map(|goal| {
        let steps = format!("{} of {} steps", goal.steps_done(), goal.steps.len());
        vec![goal.id.to_string(), when(goal, open.today), steps, goal.title.clone()]
    });
    output.table(&Table::of(rows).head(["goal", "wanted", "steps", "title"]))
}

fn shown(open: &Open, goal: &Goal, output: &mut Output) -> Result<(), Told> {
    let plan = open.records();
    output.heading(&goal.title)?;
    let facts = [
        ("id", goal.id.to_string()),
        ("wanted", when(goal, open.today)),
        ("why", goal.why.clone()),
        ("organisations", goal.orgs.join(", ")),
        ("stakeholders", stakeholders(plan, &goal.id).to_string()),
    ];
    let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
    output.table(&Table::of(facts.map(|(name, value)| vec![name.to_owned(), value])).part("fact", "").whole())?;
    let steps = Progress::of(plan, Some(&goal.id), open.today).steps;
    let rows = steps.iter().enumerate().map(|(at, step)| {
        let day = step.step.done.or(step.step.by).map_or_else(String::new, |day| day.to_string());
        vec![(at + 1).to_string(), state(step).to_owned(), day, days(step), step.step.text.clone()]
    });
    output.part(&Table::of(rows).part("step", "Steps").whole())
}

fn state(step: &StepOf) -> &'static str {
    if step.step.done.is_some() { "done" } else { "open" }
}

/// How long a step took, or has left.
fn days(step: &StepOf) -> String {
    match (step.step.done, step.days) {
        (Some(_), Some(days)) => format!("took {days} d"),
        (None, Some(days)) if days < 0 => format!("{} d late", -days),
        (None, Some(days)) => format!("{days} d left"),
        (_, None) => String::new(),
    }
}

/// The day of a goal in words.
fn when(goal: &Goal, today: Day) -> String {
    match (goal.closed, goal.by) {
        (Some(closed), _) => format!("closed {closed}"),
        (None, Some(by)) if by < today => format!("by {by}, {} d late", today.days_since(by)),
        (None, Some(by)) => format!("by {by}, {} d left", by.days_since(today)),
        (None, None) => "open".to_owned(),
    }
}

/// How many have a stake in a goal.
fn stakeholders(plan: &Plan, goal: &GoalId) -> usize {
    plan.stakeholders.iter().filter(|who| !who.archived && who.stakes.contains_key(goal)).count()
}

/// The record, and what follows from it.
fn record(plan: &Plan, goal: &Goal, today: Day) -> Value {
    let mut value = serde_json::to_value(goal).unwrap_or_default();
    let steps = Progress::of(plan, Some(&goal.id), today).steps;
    let steps: Vec<Value> = steps
        .iter()
        .map(|step| {
            let mut value = serde_json::to_value(&step.step).unwrap_or_default();
            if let Some(fields) = value.as_object_mut() {
                let name = if step.step.done.is_some() { "took" } else { "days_left" };
                fields.extend(step.days.map(|days| (name.to_owned(), json!(days))));
            }
            value
        })
        .collect();
    if let Some(fields) = value.as_object_mut() {
        fields.insert("steps".into(), json!(steps));
        fields.insert("days_left".into(), json!(goal.by.map(|by| by.days_since(today))));
        fields.insert("stakeholders".into(), json!(stakeholders(plan, &goal.id)));
    }
    value
}

fn add(open: &mut Open, args: &GoalAdd, output: &mut Output) -> Result<(), Told> {
    let title = args.title.join(" ").trim().to_owned();
    if title.is_empty() {
        return Err(Told::new(Exit::Usage, "a goal needs a title"));
    }
    let id = GoalId::from_name(&title, |id| open.records().goals.contains(id));
    let by = words::coming("--by", args.by.as_deref(), open.today)?;
    let steps = args.steps.iter().map(|text| Step { text: text.clone(), by: None, done: None }).collect();
    let orgs = args.orgs.clone();
    let goal = Goal { why: args.why.clone(), by, orgs, steps, ..Goal::new(id.clone(), title.clone()) };
    let (label, said) = (format!("add goal {title}"), format!("Added the goal {title} ({id})."));
    keep(open, goal, (&label, &said), output)
}

/// The goal that is meant, to be changed.
fn meant(open: &Open, wanted: &str) -> Result<Goal, Told> {
    let plan = open.records();
    let id = words::goal(wanted, plan)?;
    let goal = plan.goals.get(&id).map(|goal| goal.as_ref().clone());
    goal.ok_or_else(|| {
        Told::new(Exit::Failed, format!("no goal is called {wanted}")).hint("touchbase goal show lists them")
    })
}

/// Saves a changed goal and says what was done.
fn keep(open: &mut Open, goal: Goal, (label, said): (&str, &str), output: &mut Output) -> Result<(), Told> {
    let id = goal.id.clone();
    open.change(label, Key::Goal(id.clone()), vec![Edit::put(goal)])?;
    if !output.is_json() {
        return output.changed(said);
    }
    // What was saved, rather than what was asked: somebody else may have changed it meanwhile.
    let plan = open.records();
    let record = plan.goals.get(&id).map(|goal| record(plan, goal, open.today));
    output.answer(Answer::Goal, record.unwrap_or_default())
}

fn step(open: &mut Open, args: &GoalStep, output: &mut Output) -> Result<(), Told> {
    let mut goal = meant(open, &args.goal)?;
    let text = args.text.join(" ").trim().to_owned();
    if text.is_empty() {
        return Err(Told::new(Exit::Usage, "a step needs words").hint("touchbase goal step -h shows how it is typed"));
    }
    if goal.steps.iter().any(|step| step.text == text) {
        return Err(Told::new(Exit::Failed, format!("{} has that step already", goal.title))
            .hint(format!("touchbase goal show {} lists its steps", goal.id)));
    }
    let by = words::coming("--by", args.by.as_deref(), open.today)?;
    goal.steps.push(Step { text: text.clone(), by, done: None });
    let said = format!("Added step {} to {}: {text}.", goal.steps.len(), goal.title);
    let label = format!("add a step to {}", goal.title);
    keep(open, goal, (&label, &said), output)
}

fn done(open: &mut Open, args: &GoalDone, output: &mut Output) -> Result<(), Told> {
    let mut goal = meant(open, &args.goal)?;
    let at = which(&goal, args)?;
    let on = words::past("--on", args.on.as_deref(), open.today)?;
    let left = goal.steps.len() - goal.steps_done();
    let Some(step) = goal.steps.get_mut(at) else { return Ok(()) };
    let (number, text) = (at + 1, step.text.clone());
    match (args.open, step.done) {
        (true, None) => return Err(Told::new(Exit::Failed, format!("step {number} is open already: {text}"))),
        (false, Some(done)) if args.on.is_none() => {
            return Err(Told::new(Exit::Failed, format!("step {number} was done on {done}: {text}"))
                .hint("--on gives it another day, --open opens it again"));
        }
        _ => step.done = (!args.open).then_some(on),
    }
    let (label, said) = if args.open {
        ("mark step open again", format!("Open again: {text}."))
    } else if left == 1 {
        ("mark step done", format!("Done: {text}. That was the last step."))
    } else {
        ("mark step done", format!("Done: {text}."))
    };
    keep(open, goal, (label, &said), output)
}

/// The step that is meant, from 0: by its number, or by words that only it has.
fn which(goal: &Goal, args: &GoalDone) -> Result<usize, Told> {
    let hint = || format!("touchbase goal show {} lists its steps", goal.id);
    let wanted = args.step.join(" ").trim().to_lowercase();
    if wanted.is_empty() {
        let next = goal.steps.iter().position(|step| step.done.is_none());
        return next.ok_or_else(|| Told::new(Exit::Failed, format!("{} has no open step", goal.title)).hint(hint()));
    }
    if let Ok(number) = wanted.parse::<usize>() {
        let there = number.checked_sub(1).filter(|at| *at < goal.steps.len());
        return there.ok_or_else(|| {
            Told::new(Exit::Failed, format!("{} has {} steps, no step {number}", goal.title, goal.steps.len()))
                .hint(hint())
        });
    }
    let fits: Vec<usize> = goal
        .steps
        .iter()
        .enumerate()
        .filter(|(_, step)| step.text.to_lowercase().contains(&wanted))
        .map(|(at, _)| at)
        .collect();
    match fits.as_slice() {
        [at] => Ok(*at),
        [] => Err(Told::new(Exit::Failed, format!("no step of {} says {wanted}", goal.title)).hint(hint())),
        several => {
            let numbers: Vec<String> = several.iter().map(|at| (at + 1).to_string()).collect();
            Err(Told::new(Exit::Failed, format!("{wanted} could be step {}", numbers.join(", ")))
                .hint("nothing was changed; say its number"))
        }
    }
}

fn close(open: &mut Open, args: &GoalClose, output: &mut Output) -> Result<(), Told> {
    let mut goal = meant(open, &args.goal)?;
    let on = words::past("--on", args.on.as_deref(), open.today)?;
    let title = goal.title.clone();
    match (args.reopen, goal.closed) {
        (true, None) => return Err(Told::new(Exit::Failed, format!("{title} is open already"))),
        (false, Some(closed)) if args.on.is_none() => {
            return Err(Told::new(Exit::Failed, format!("{title} was closed on {closed}"))
                .hint("--on gives it another day, --reopen opens it again"));
        }
        _ => goal.closed = (!args.reopen).then_some(on),
    }
    let open_steps = goal.steps.len() - goal.steps_done();
    let (label, said) = match (args.reopen, open_steps) {
        (true, _) => ("open a goal again", format!("Open again: {title}.")),
        (false, 0) => ("close a goal", format!("Closed: {title}.")),
        (false, 1) => ("close a goal", format!("Closed: {title}. One step stays open in it.")),
        (false, more) => ("close a goal", format!("Closed: {title}. {more} steps stay open in it.")),
    };
    keep(open, goal, (label, &said), output)
}
