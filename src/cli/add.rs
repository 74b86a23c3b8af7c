//! `touchbase add`: a stakeholder.

use super::args::Add;
use super::open::Open;
use super::output::Output;
use super::{person, words};
use crate::capture::seniority;
use crate::domain::{Channel, Edit, Key, Ladder, Stakeholder, StakeholderId};
use crate::error::{Exit, Told};
use crate::storage::paths::Places;

/// Adds a stakeholder.
pub fn run(places: &Places, args: &Add, output: &mut Output) -> Result<(), Told> {
    let mut open = Open::plan(places)?;
    let name = args.name.join(" ").trim().to_owned();
    if name.is_empty() {
        return Err(Told::new(Exit::Usage, "a stakeholder needs a name"));
    }
    let plan = open.records();
    let id = StakeholderId::from_name(&name, |id| plan.stakeholders.contains(id));
    let mut who = Stakeholder::named(id.clone(), name.as_str());
    who.seniority = match &args.seniority {
        Some(typed) => rung(typed, &plan.ladder)?,
        None => seniority::from_title(&args.title, &plan.ladder).unwrap_or_default().to_owned(),
    };
    who.title.clone_from(&args.title);
    who.org.clone_from(&args.org);
    who.cares_about.clone_from(&args.cares_about);
    who.tags = args.tags.iter().map(|tag| tag.trim_start_matches('#').to_owned()).collect();
    who.aka.clone_from(&args.aka);
    who.cadence = words::span("--cadence", args.cadence.as_deref())?;
    who.closeness = words::word("--closeness", args.closeness.as_deref())?.unwrap_or_default();
    who.handles = args.email.iter().map(|address| (Channel::Email, address.clone())).collect();
    who.added = Some(open.today);
    let seniority = if who.seniority.is_empty() { String::new() } else { format!(", {}", who.seniority) };
    open.change(&format!("add {name}"), Key::Stakeholder(id.clone()), vec![Edit::put(who)])?;
    if args.json {
        let plan = open.records();
        let added = plan.stakeholders.get(&id).map(|who| person::record(plan, who, open.today));
        return output.json(&added.unwrap_or_default());
    }
    output.done(&format!("Added {name}{seniority} ({id})."))
}

/// A rung of the ladder, whatever its case.
fn rung(typed: &str, ladder: &Ladder) -> Result<String, Told> {
    ladder.find(typed).map(str::to_owned).ok_or_else(|| {
        Told::new(Exit::Usage, format!("--seniority: {typed} is no rung of this plan's ladder"))
            .hint(format!("the rungs are {}", ladder.rungs.join(", ")))
    })
}
