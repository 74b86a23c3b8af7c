//! `touchbase find`: words looked for in everything the plan holds.

use serde_json::{Value, json};

use super::answer::Answer;
use super::args::Find;
use super::open::Open;
use super::output::Output;
use super::table::Table;
use super::{person, words};
use crate::capture::asked;
use crate::domain::anywhere::{Places, anywhere};
use crate::domain::journal::{Asked, Entry};
use crate::domain::{Day, Idea, Marker, Plan, Reflection, Touch, Word, feeling_words};
use crate::error::{Exit, Told};

/// How many letters of a text are printed around what was found.
const EXCERPT: usize = 90;

/// Says where the words are.
pub fn run(open: &Open, args: &Find, output: &mut Output) -> Result<(), Told> {
    let (plan, today) = (open.records(), open.today);
    let typed: Vec<String> = args.words.iter().map(|word| words::quoted(word)).collect();
    let asked = asked::read(&typed.join(" "), today);
    if let Some(doubt) = asked.doubts(plan).into_iter().next() {
        return Err(Told::new(Exit::Usage, doubt).hint("touchbase find --help tells all filter words"));
    }
    let places = anywhere(plan, &asked);
    if output.is_json() {
        return output.answer(Answer::Found, records(plan, &places, today).into());
    }
    if places.is_empty() {
        output.beside("Nothing fits.");
    }
    output.table(&Table::of(rows(plan, &places, &asked)).head(["kind", "when or where", "who", "words"]))
}

/// The records with their kinds, in the order in which they are printed.
fn records(plan: &Plan, places: &Places, today: Day) -> Vec<Value> {
    let of_kind = |kind: &str, mut value: Value| {
        if let Some(fields) = value.as_object_mut() {
            fields.insert("kind".into(), json!(kind));
        }
        value
    };
    let people = places.stakeholders.iter().map(|who| of_kind("stakeholder", person::record(plan, who, today)));
    let goals = places.goals.iter().map(|goal| of_kind("goal", json!(goal)));
    let ideas = places.ideas.iter().map(|idea| of_kind("idea", json!(idea)));
    let entries = places.entries.iter().map(|entry| match entry {
        Entry::Touch(touch) => of_kind("touch", json!(touch)),
        Entry::Reflection(reflection) => of_kind("reflection", json!(reflection)),
    });
    let proofs = places.proofs.iter().map(|proof| of_kind("proof", json!(proof)));
    people.chain(goals).chain(ideas).chain(entries).chain(proofs).collect()
}

/// What it is, the day or whatever else tells it apart, who it is about, and the words around what was found.
fn rows(plan: &Plan, places: &Places, asked: &Asked) -> Vec<Vec<String>> {
    let marker = Marker::new(&asked.words);
    let row = |kind: &str, apart: &str, who: &str, text: String| {
        let dash = |text: &str| if text.is_empty() { "-".to_owned() } else { text.to_owned() };
        vec![kind.to_owned(), dash(apart), dash(who), text]
    };
    let people = places.stakeholders.iter().map(|who| {
        let tags: Vec<String> = who.tags.iter().map(|tag| format!("#{tag}")).collect();
        let (tags, aka) = (tags.join(" "), who.aka.join(", "));
        let facts = [&who.title, &who.org, &tags, &aka, &who.cares_about, &who.notes].map(String::as_str);
        row("stakeholder", &who.seniority, &who.name, excerpt(&marker, &facts))
    });
    let goals = places.goals.iter().map(|goal| {
        let by = goal.by.map(|by| by.to_string()).unwrap_or_default();
        let steps = goal.steps.iter().map(|step| step.text.as_str());
        let texts: Vec<&str> = [goal.title.as_str(), goal.why.as_str()].into_iter().chain(steps).collect();
        row("goal", &by, "", excerpt(&marker, &texts))
    });
    let ideas = places.ideas.iter().map(|idea| {
        row("idea", &state(plan, idea), &words::names(plan, &idea.to), excerpt(&marker, &[&idea.text, &idea.for_them]))
    });
    let entries = places.entries.iter().map(|entry| match entry {
        Entry::Touch(touch) => {
            row("touch", &touch.on.to_string(), &words::names(plan, &touch.with), note(&marker, touch))
        }
        Entry::Reflection(reflection) => {
            row("reflection", &reflection.on.to_string(), &felt(reflection), excerpt(&marker, &[&reflection.text]))
        }
    });
    let proofs = places.proofs.iter().map(|proof| {
        let told = [proof.what.as_str(), proof.result.as_str()].into_iter().filter(|text| !text.is_empty());
        row("proof", &proof.org, "", excerpt(&marker, &[&told.collect::<Vec<_>>().join(": ")]))
    });
    people.chain(goals).chain(ideas).chain(entries).chain(proofs).collect()
}

/// Whether an idea was given, or by when it is due.
fn state(plan: &Plan, idea: &Idea) -> String {
    match (plan.given_on(&idea.id), idea.by) {
        (Some(day), _) => format!("given {day}"),
        (None, Some(by)) => format!("by {by}"),
        (None, None) => String::new(),
    }
}

fn felt(reflection: &Reflection) -> String {
    reflection.feeling.map(feeling_words).unwrap_or_default()
}

/// The note of a touch, or what was promised on it, or else how it happened.
fn note(marker: &Marker, touch: &Touch) -> String {
    let promised = touch.follow_up.as_ref().map(|promise| format!("promised: {}", promise.text)).unwrap_or_default();
    let told = excerpt(marker, &[&touch.note, &promised]);
    let how = [touch.via.map(Word::spoken), touch.gift.map(Word::spoken)];
    if told.is_empty() { how.into_iter().flatten().collect::<Vec<_>>().join(", ") } else { told }
}

/// The line that has what was found, or else the first one, cut to what matters.
fn excerpt(marker: &Marker, texts: &[&str]) -> String {
    let lines = || texts.iter().flat_map(|text| text.lines()).filter(|line| !line.trim().is_empty());
    let found = lines().map(|line| (line, marker.in_text(line))).find(|(_, marks)| !marks.is_empty());
    let (line, first) = match found {
        Some((line, marks)) => (line, marks.first().and_then(|mark| usize::try_from(*mark).ok()).unwrap_or(0)),
        None => (lines().next().unwrap_or_default(), 0),
    };
    let letters: Vec<char> = line.trim().chars().collect();
    let from =
        if first > EXCERPT * 2 / 3 { (first - EXCERPT / 3).min(letters.len().saturating_sub(EXCERPT)) } else { 0 };
    let shown: String = letters.iter().skip(from).take(EXCERPT).collect();
    let (before, behind) = (from > 0, from + EXCERPT < letters.len());
    format!("{}{shown}{}", if before { "…" } else { "" }, if behind { "…" } else { "" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_shows_what_was_found() {
        let marker = Marker::new(&["numbers".to_owned()]);
        assert_eq!(excerpt(&marker, &["first line\nthe Numbers", "more"]), "the Numbers");
        assert_eq!(excerpt(&marker, &["", " nothing of it "]), "nothing of it");
        let long = format!("{} numbers {}", "word ".repeat(40), "word ".repeat(40));
        let shown = excerpt(&marker, &[&long]);
        assert!(shown.starts_with('…') && shown.ends_with('…') && shown.contains("numbers"), "{shown}");
        assert_eq!(shown.chars().count(), EXCERPT + 2);
        let end = format!("{} numbers", "word ".repeat(40));
        assert!(excerpt(&marker, &[&end]).ends_with("numbers"));
    }
}
