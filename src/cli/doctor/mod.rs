//! `touchbase doctor`: what does not fit, in the plan and around it, and what of it can be put right.
//!
//! `around` looks at the config and the terminal, `report` says it all without a name.

mod around;
mod report;

use serde_json::{Value, json};

use super::args::Cli;
use super::open::Open;
use super::output::{self, Output};
use super::upkeep::Doctor;
use crate::domain::{Finding, Mended, mend};
use crate::error::Told;
use crate::storage::backup::{self, Reason};
use crate::storage::disk::Sound;
use crate::storage::inspect::inspect;
use crate::storage::paths::Places;
use crate::storage::{anew, tidy};

/// Lists the findings; 0 when there are none, 1 when there are, 3 when the plan cannot be read.
pub fn run(cli: &Cli, places: &Places, args: &Doctor, output: &mut Output) -> Result<u8, Told> {
    if args.report {
        return report::print(cli, places, output);
    }
    if args.fix {
        fix(places, args.json, output)?;
    }
    let found = Found::of(cli, places);
    if args.json {
        output.json(&found.json())?;
        return Ok(found.code());
    }
    // Why the plan cannot be read is said like any other error, and the rest around it.
    if let Err(told) = found.inside {
        found.around.iter().filter(|other| other.at != told.at).for_each(output::told);
        return Err(told);
    }
    found.print(output)?;
    Ok(found.code())
}

/// Everything that was found.
struct Found {
    /// What does not fit in the plan, or why it cannot be read.
    inside: Result<Vec<Finding>, Told>,
    /// What is not as it should be around it.
    around: Vec<Told>,
    /// What is worth knowing and no fault.
    notes: Vec<Told>,
}

impl Found {
    fn of(cli: &Cli, places: &Places) -> Self {
        let inside = Open::plan_and_notices(places).map(|(open, _)| open.records().check(open.today));
        let mut around = inspect(places, &Sound);
        around.extend(around::config(cli));
        Self { inside, around, notes: around::terminal() }
    }

    fn code(&self) -> u8 {
        match &self.inside {
            Err(told) => told.exit.code(),
            Ok(inside) => u8::from(!inside.is_empty() || !self.around.is_empty()),
        }
    }

    fn json(&self) -> Value {
        let told = |severity: &str, told: &Told| json!({ "severity": severity, "at": told.at, "what": told.what, "hint": told.hint });
        let mut all = Vec::new();
        match &self.inside {
            Err(why) => all.push(told("broken", why)),
            Ok(inside) => all.extend(inside.iter().map(
                |finding| json!({ "severity": "finding", "record": finding.key.to_string(), "what": finding.what }),
            )),
        }
        let seen = self.inside.as_ref().err();
        all.extend(
            self.around
                .iter()
                .filter(|around| seen.is_none_or(|seen| seen.at != around.at))
                .map(|around| told("finding", around)),
        );
        all.extend(self.notes.iter().map(|note| told("note", note)));
        Value::Array(all)
    }

    fn print(&self, output: &mut Output) -> Result<(), Told> {
        let inside = self.inside.as_deref().unwrap_or_default();
        for finding in inside {
            output.line(&format!("{}: {}", finding.key, finding.what))?;
        }
        for told in &self.around {
            output.line(&said(told))?;
        }
        for told in &self.notes {
            output::aside(&format!("note: {}", said(told)));
        }
        if inside.is_empty() && self.around.is_empty() {
            output.done("Everything fits.")?;
        }
        Ok(())
    }
}

fn said(told: &Told) -> String {
    let at = told.at.as_ref().map_or(String::new(), |at| format!(" ({at})"));
    let hint = told.hint.as_ref().map_or(String::new(), |hint| format!("; {hint}"));
    format!("{}{at}{hint}", told.what)
}

/// Puts right what needs no decision: in the plan after a backup, and as one change that can be taken back; then around it.
fn fix(places: &Places, quiet: bool, output: &mut Output) -> Result<(), Told> {
    let mut say = |text: &str| if quiet { Ok(()) } else { output.done(text) };
    if let Ok((mut open, _)) = Open::plan_and_notices(places) {
        let mended = mend(open.records());
        if !mended.is_empty() {
            open.may_change()?;
            if let Some(bytes) = anew::bytes(places)? {
                let kept = backup::keep(&places.backups, &bytes, Reason::BeforeFix, &places.seal, &Sound);
                let kept = kept.map_err(|fault| fault.told("nothing was changed: the backup could not be made"))?;
                if let Some(kept) = kept {
                    say(&format!("The plan as it was is {}.", kept.display()))?;
                }
            }
            let what: Vec<String> = mended.iter().flat_map(lines).collect();
            let label = if mended.len() == 1 {
                "put 1 record right".to_owned()
            } else {
                format!("put {} records right", mended.len())
            };
            let edits = mended.into_iter().map(|one| one.edit).collect();
            open.change(&label, None, edits)?;
            what.iter().try_for_each(|line| say(line))?;
        }
    }
    tidy::tidy(places).iter().try_for_each(|line| say(&format!("Put right: {line}")))
}

fn lines(mended: &Mended) -> impl Iterator<Item = String> {
    mended.what.iter().map(|what| format!("Put right: {} {what}", mended.key))
}
