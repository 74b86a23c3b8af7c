//! `touchbase path`: where everything is.

use serde_json::json;

use super::args::Path;
use super::output::Output;
use crate::error::Told;
use crate::storage::paths::{Places, Rule};

/// Prints the path of the plan, or of everything.
pub fn run(places: &Places, args: &Path, output: &mut Output) -> Result<(), Told> {
    let plan = places.plan.display().to_string();
    let rule = match places.rule {
        Rule::Flag => "--plan",
        Rule::Variable => "TOUCHBASE_PLAN",
        Rule::Default => "the config directory",
    };
    let backups = places.backups.display().to_string();
    let state = places.state.display().to_string();
    if args.json {
        return output.json(&json!({ "plan": plan, "rule": rule, "backups": backups, "state": state }));
    }
    if !args.all {
        return output.line(&plan);
    }
    let row = |name: &str, value: &str| vec![name.to_owned(), value.to_owned()];
    output.table(&[row("plan", &plan), row("named by", rule), row("backups", &backups), row("state", &state)])
}
