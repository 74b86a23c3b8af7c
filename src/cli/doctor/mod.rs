//! `touchbase doctor`: what does not fit, in the plan and around it, and what of it can be put right.
//!
//! `around` looks at the config and the terminal, `report` says it all without a name.

mod around;
mod report;

use serde_json::{Value, json};

use super::answer::Answer;
use super::args::Cli;
use super::open::Open;
use super::output::{self, Output, Shape};
use super::table::Table;
use super::upkeep::Doctor;
use crate::domain::alike::pairs;
use crate::domain::{Finding, Mended, mend};
use crate::error::{Exit, Told};
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
    let fixed = if args.fix { fix(places, output)? } else { Vec::new() };
    let found = Found::of(cli, places, output);
    if output.is_json() {
        output.answer(Answer::Findings, found.json(&fixed))?;
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
    fn of(cli: &Cli, places: &Places, output: &Output) -> Self {
        let opened = Open::plan_and_notices(places, output).map(|(open, _)| open);
        let mut notes = around::terminal();
        if let Ok(open) = &opened {
            notes.extend(alike(open));
        }
        let inside = opened.map(|open| open.records().check(open.today));
        let mut around = inspect(places, &Sound);
        around.extend(around::config(cli));
        Self { inside, around, notes }
    }

    fn code(&self) -> u8 {
        match &self.inside {
            Err(told) => told.exit.code(),
            Ok(inside) => u8::from(!inside.is_empty() || !self.around.is_empty()),
        }
    }

    /// The findings, behind what was put right before.
    fn json(&self, fixed: &[String]) -> Value {
        let told = |severity: &str, told: &Told| json!({ "severity": severity, "at": told.at, "what": told.what, "hint": told.hint });
        let mut all: Vec<Value> = fixed.iter().map(|what| json!({ "severity": "fixed", "what": what })).collect();
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

    /// How bad it is, what or where it is about, and what it is.
    fn rows(&self, inside: &[Finding]) -> Vec<Vec<String>> {
        let row = |severity: &str, at: String, what: String| vec![severity.to_owned(), at, what];
        let around = |severity: &'static str, told: &Told| {
            let hint = told.hint.as_ref().map_or(String::new(), |hint| format!("; {hint}"));
            row(severity, told.at.clone().unwrap_or_default(), format!("{}{hint}", told.what))
        };
        let inside = inside.iter().map(|finding| row("finding", finding.key.to_string(), finding.what.clone()));
        let outside = self.around.iter().map(|told| around("finding", told));
        inside.chain(outside).chain(self.notes.iter().map(|told| around("note", told))).collect()
    }

    fn print(&self, output: &mut Output) -> Result<(), Told> {
        let inside = self.inside.as_deref().unwrap_or_default();
        if output.shape() == Shape::Plain {
            return output.table(&Table::of(self.rows(inside)));
        }
        for finding in inside {
            output.line(&format!("{}: {}", finding.key, finding.what))?;
        }
        for told in &self.around {
            output.line(&said(told))?;
        }
        for told in &self.notes {
            output.beside(&format!("note: {}", said(told)));
        }
        if inside.is_empty() && self.around.is_empty() {
            output.sentence("Everything fits.")?;
        }
        Ok(())
    }
}

/// Names that look the same and are not.
fn alike(open: &Open) -> impl Iterator<Item = Told> {
    pairs(open.records().records()).into_iter().map(|(one, other)| {
        let what = format!("{} ({}) looks like {} ({})", other.name, other.id, one.name, one.id);
        Told::new(Exit::Failed, what).hint("the same person? touchbase edit shows either")
    })
}

fn said(told: &Told) -> String {
    let at = told.at.as_ref().map_or(String::new(), |at| format!(" ({at})"));
    let hint = told.hint.as_ref().map_or(String::new(), |hint| format!("; {hint}"));
    format!("{}{at}{hint}", told.what)
}

/// Puts right what needs no decision: in the plan after a backup, and as one change that can be taken back; then around it.
/// Hands out what was done, or with a dry run would be.
fn fix(places: &Places, output: &mut Output) -> Result<Vec<String>, Told> {
    let (dry_run, mut fixed) = (output.is_dry_run(), Vec::new());
    if let Ok((mut open, _)) = Open::plan_and_notices(places, output) {
        let mended = mend(open.records());
        if !mended.is_empty() {
            open.may_change()?;
            if let (false, Some(bytes)) = (dry_run, anew::bytes(places)?) {
                let kept = backup::keep(&places.backups, &bytes, Reason::BeforeFix, &places.seal, &Sound);
                let kept = kept.map_err(|fault| fault.told("nothing was changed: the backup could not be made"))?;
                if let (Some(kept), false) = (kept, output.is_json()) {
                    output.done(&format!("The plan as it was is {}.", kept.display()))?;
                }
            }
            fixed.extend(mended.iter().flat_map(lines));
            let label = if mended.len() == 1 {
                "put 1 record right".to_owned()
            } else {
                format!("put {} records right", mended.len())
            };
            let edits = mended.into_iter().map(|one| one.edit).collect();
            open.change(&label, None, edits)?;
        }
    }
    fixed.extend(if dry_run { tidy::untidy(places) } else { tidy::tidy(places) });
    if !output.is_json() {
        let did = if dry_run { "Would put right" } else { "Put right" };
        fixed.iter().try_for_each(|what| {
            if dry_run { output.line(&format!("{did}: {what}")) } else { output.done(&format!("{did}: {what}")) }
        })?;
    }
    Ok(fixed)
}

fn lines(mended: &Mended) -> impl Iterator<Item = String> {
    mended.what.iter().map(|what| format!("{} {what}", mended.key))
}
