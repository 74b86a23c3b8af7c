//! `touchbase reflect`: a line about yourself, for the journal.

use serde_json::json;

use super::answer::Answer;
use super::args::Reflect;
use super::input;
use super::open::Open;
use super::output::Output;
use super::words;
use crate::domain::{Edit, FEELINGS, Key, Reflection, ReflectionId, feeling_words};
use crate::edge;
use crate::error::{Exit, Told};
use crate::storage::paths::Places;

/// Writes a reflection down.
pub fn run(places: &Places, args: &Reflect, output: &mut Output) -> Result<(), Told> {
    let mut open = Open::plan(places, output)?;
    let feeling = args.feeling.as_deref().map(feeling).transpose()?;
    let on = words::past("--on", args.on.as_deref(), open.today)?;
    let text = if args.words == ["-"] { input::all()? } else { args.words.join(" ") };
    let text = text.trim().to_owned();
    if text.is_empty() && feeling.is_none() {
        return Err(
            Told::new(Exit::Usage, "there was nothing to keep").hint("say a line, or how it felt with --feeling")
        );
    }
    let reflection = Reflection { id: ReflectionId::new(edge::new_id()), on, feeling, text };
    let place = Key::Reflection(reflection.id.clone());
    open.change("write a reflection", place, vec![Edit::put(reflection.clone())])?;
    if output.is_json() {
        // What was saved, rather than what was read: somebody else may have changed it meanwhile.
        let saved = open.records().reflections.get(&reflection.id).map(AsRef::as_ref);
        return output.answer(Answer::Reflection, json!(saved.unwrap_or(&reflection)));
    }
    let day = if on == open.today { String::new() } else { format!(" for {on}") };
    let felt = feeling.map_or(String::new(), |feeling| format!(", {}", feeling_words(feeling)));
    output.changed(&format!("Kept in the journal{day}{felt}."))
}

/// A feeling by its figure or its word.
fn feeling(typed: &str) -> Result<i8, Told> {
    let lower = typed.trim().to_lowercase();
    let known = FEELINGS.iter().find(|(figure, word)| lower.parse() == Ok(*figure) || *word == lower);
    known.map(|(figure, _)| *figure).ok_or_else(|| {
        let words = FEELINGS.map(|(feeling, _)| feeling_words(feeling)).join(", ");
        Told::new(Exit::Usage, format!("--feeling: {typed} is not on the scale")).hint(format!("the scale is {words}"))
    })
}
