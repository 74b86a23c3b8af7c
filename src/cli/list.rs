//! `touchbase list`: the stakeholders.

use super::answer::Answer;
use super::args::List;
use super::open::Open;
use super::output::Output;
use super::table::Table;
use super::{person, words};
use crate::domain::query::{Query, rows};
use crate::error::{Exit, Told};

/// Lists the stakeholders that words and filter words ask for.
pub fn run(open: &Open, args: &List, output: &mut Output) -> Result<(), Told> {
    let typed: Vec<String> = args.words.iter().map(|word| words::quoted(word)).collect();
    let mut query = Query::parse(&typed.join(" "));
    query.sort = words::word("--sort", args.sort.as_deref())?.unwrap_or_default();
    let plan = open.records();
    if let Some(doubt) = query.doubts(plan).into_iter().next() {
        return Err(Told::new(Exit::Usage, doubt).hint("touchbase list --help tells all filter words"));
    }
    let rows = rows(plan, open.today, &query);
    if output.is_json() {
        let records = rows.iter().map(|row| person::record(plan, &row.who, open.today));
        return output.answer(Answer::Stakeholders, records.collect());
    }
    if rows.is_empty() {
        let what =
            if plan.stakeholders.is_empty() { "Nobody yet; touchbase add NAME adds somebody." } else { "Nobody fits." };
        output.beside(what);
    }
    let table = Table::of(rows.iter().map(|row| person::row(&row.who, row.standing, open.today)));
    output.table(&table.head(person::HEAD))
}
