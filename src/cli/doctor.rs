//! `touchbase doctor`: what does not fit, in the plan and around it.

use serde_json::json;

use super::args::Doctor;
use super::open::Open;
use super::output::{self, Output};
use crate::error::Told;
use crate::storage::disk::Sound;
use crate::storage::inspect::inspect;
use crate::storage::paths::Places;

/// Lists the findings; 0 when there are none, 1 when there are, 3 when the plan cannot be read.
pub fn run(places: &Places, args: &Doctor, output: &mut Output) -> Result<u8, Told> {
    let around = inspect(places, &Sound);
    let open = match Open::plan(places) {
        Ok(open) => open,
        Err(told) => {
            around.iter().filter(|finding| finding.what != told.what).for_each(output::told);
            return Err(told);
        }
    };
    let inside = open.records().check(open.today);
    if args.json {
        let inside = inside.iter().map(|finding| json!({ "record": finding.key.to_string(), "what": finding.what }));
        let around = around.iter().map(|told| json!({ "at": told.at, "what": told.what, "hint": told.hint }));
        let findings: Vec<_> = inside.chain(around).collect();
        output.json(&json!(findings))?;
        return Ok(u8::from(!findings.is_empty()));
    }
    for finding in &inside {
        output.line(&format!("{}: {}", finding.key, finding.what))?;
    }
    for told in &around {
        let at = told.at.as_ref().map_or(String::new(), |at| format!(" ({at})"));
        let hint = told.hint.as_ref().map_or(String::new(), |hint| format!("; {hint}"));
        output.line(&format!("{}{at}{hint}", told.what))?;
    }
    if inside.is_empty() && around.is_empty() {
        output.done("Everything fits.")?;
        return Ok(0);
    }
    Ok(1)
}
