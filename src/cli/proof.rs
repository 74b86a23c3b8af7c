//! `touchbase proof`: who already has it in place.

use serde_json::{Value, json};

use super::answer::Answer;
use super::giving::{Proof as ProofArgs, ProofAdd, ProofList, ProofVerb};
use super::open::Open;
use super::output::Output;
use super::table::Table;
use super::words;
use crate::domain::{Edit, Key, Plan, Proof, ProofId, proofs_for};
use crate::edge;
use crate::error::{Exit, Told};
use crate::storage::paths::Places;

/// Records a proof, or lists them.
pub fn run(places: &Places, args: &ProofArgs, output: &mut Output) -> Result<(), Told> {
    let open = Open::plan(places, output)?;
    match &args.what {
        ProofVerb::Add(args) => add(open, args, output),
        ProofVerb::List(args) => list(&open, args, output),
    }
}

fn add(mut open: Open, args: &ProofAdd, output: &mut Output) -> Result<(), Told> {
    let (org, what) = (args.org.trim().to_owned(), args.what.join(" ").trim().to_owned());
    if org.is_empty() || what.is_empty() {
        return Err(Told::new(Exit::Usage, "a proof needs an organisation and what it has in place")
            .hint("touchbase proof add -h shows how it is typed"));
    }
    let ladder = &open.records().ladder;
    let seniority = args.seniority.as_deref().map(|typed| words::rung(typed, ladder)).transpose()?.unwrap_or_default();
    let (id, result) = (ProofId::new(edge::new_id()), args.result.trim().to_owned());
    let proof = Proof { id, org, seniority, what, result, quotable: args.quotable };
    let label = format!("record a proof from {}", proof.org);
    open.change(&label, Key::Proof(proof.id.clone()), vec![Edit::put(proof.clone())])?;
    if output.is_json() {
        return output.answer(Answer::Proof, record(open.records(), &proof));
    }
    output.changed(&format!("Recorded. To others: {}.", proof.told(open.records())))
}

/// Lists the proofs: all with what they are, or those for somebody in the words in which they may be told.
pub fn list(open: &Open, args: &ProofList, output: &mut Output) -> Result<(), Told> {
    let plan = open.records();
    let who = args.to.as_deref().map(|name| words::person(name, plan)).transpose()?;
    let who = who.and_then(|id| plan.stakeholders.get(&id));
    let proofs = who.map_or_else(|| plan.proofs.iter().collect(), |who| proofs_for(plan, who));
    if output.is_json() {
        return output.answer(Answer::Proofs, proofs.iter().map(|proof| record(plan, proof)).collect());
    }
    match (proofs.is_empty(), who) {
        (true, Some(who)) => output.beside(&format!("No proof from elsewhere that may be told to {}.", who.name)),
        (true, None) => output.beside("No proofs yet; touchbase proof add records one."),
        _ => {}
    }
    if who.is_some() {
        return proofs.iter().try_for_each(|proof| output.line(&proof.told(plan)));
    }
    let dash = |text: &str| if text.is_empty() { "-".to_owned() } else { text.to_owned() };
    let row = |proof: &Proof| {
        let quotable = if proof.quotable { "quotable" } else { "-" };
        vec![proof.org.clone(), dash(&proof.seniority), quotable.to_owned(), proof.what.clone(), dash(&proof.result)]
    };
    let table = Table::of(proofs.iter().map(|proof| row(proof)));
    output.table(&table.head(["organisation", "seniority", "named", "what", "result"]))
}

/// The record, and the words in which it may be told.
fn record(plan: &Plan, proof: &Proof) -> Value {
    let mut value = serde_json::to_value(proof).unwrap_or_default();
    if let Some(fields) = value.as_object_mut() {
        fields.insert("told".into(), json!(proof.told(plan)));
    }
    value
}
