//! `touchbase path`: where everything is.

use serde_json::json;

use super::answer::Answer;
use super::args::Path;
use super::output::Output;
use super::table::Table;
use crate::error::Told;
use crate::storage::paths::{Places, Rule, config_file};

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
    let config = config_file(None).map_or_else(String::new, |(path, _)| path.display().to_string());
    if output.is_json() {
        let places = json!({ "plan": plan, "rule": rule, "config": config, "backups": backups, "state": state });
        return output.answer(Answer::Places, places);
    }
    if !args.all {
        return output.line(&plan);
    }
    let row = |name: &str, value: &str| vec![name.to_owned(), value.to_owned()];
    let rows = [
        row("plan", &plan),
        row("named by", rule),
        row("config", &config),
        row("backups", &backups),
        row("state", &state),
    ];
    output.table(&Table::of(rows).whole())
}
