//! `thank her release team in the all-hands +recognition by fri ~15m = her team sees that it paid off`

use super::when::Way;
use super::words::Words;
use super::{Captured, Doubt, Part, Setting, What, day, gift, people};
use crate::domain::{Idea, IdeaId};

/// Reads an idea: what could be given, `+gift`, the day it is due, `~` how long it takes, for whom, and behind a `=` what is
/// in it for them.
pub fn read(line: &str, setting: &Setting<'_>, known: &[Part]) -> Captured {
    let open = |part: Part| !known.contains(&part);
    let mut words = Words::of(line);
    let idea = Idea::new(IdeaId::new(""), Vec::new(), "");
    let mut captured = Captured::new(What::Idea(Box::new(idea.clone())));
    let gain = if open(Part::ForThem) { gain(&words) } else { words.len() };
    let all = 0..gain;
    let everywhere = 0..words.len();
    let gift = if open(Part::Gift) { gift(&mut words, everywhere, &mut captured) } else { None };
    let effort = if open(Part::Effort) { effort(&mut words, &mut captured) } else { None };
    let for_them = for_them(&mut words, gain, &mut captured);
    let by = if open(Part::Due) {
        day(&mut words, all.clone(), Way::Coming, Part::Due, setting.today, &mut captured)
    } else {
        None
    };
    let to = people(&words, line, setting, &mut captured, "Who is it for? Name them behind an @.");
    let text = words.text(all);
    if text.is_empty() {
        captured.doubts.push(Doubt::Missing { text: "What could you give? A thank-you counts.".to_owned() });
    }
    let goal = setting.goal.cloned();
    captured.what = What::Idea(Box::new(Idea { to: to.into(), goal, gift, text, for_them, effort, by, ..idea }));
    captured
}

/// Where begins what is in it for them: at the first `=` that stands alone before more words, or at the beginning of one.
fn gain(words: &Words) -> usize {
    let begins = |at: usize, rest: &str| match rest.chars().next() {
        None => words.get(at + 1).is_some(),
        Some(first) => first.is_alphabetic(),
    };
    let found = words.left().find(|(at, word)| word.after('=').is_some_and(|rest| begins(*at, rest)));
    found.map_or(words.len(), |(at, _)| at)
}

/// What is in it for them: everything from the `=` on that says nothing else.
fn for_them(words: &mut Words, from: usize, captured: &mut Captured) -> String {
    let places = from..words.len();
    if places.is_empty() {
        return String::new();
    }
    let text = words.text(places.clone()).trim_start_matches('=').trim().to_owned();
    let span = words.take(places);
    captured.chip(Part::ForThem, span, text.clone());
    text
}

/// Takes `~15m`, `~1h`: how long it takes, in minutes.
fn effort(words: &mut Words, captured: &mut Captured) -> Option<u32> {
    let (at, minutes) = words.left().find_map(|(at, word)| Some((at, minutes(word.after('~')?)?)))?;
    let span = words.take(at..at + 1);
    captured.chip(Part::Effort, span, format!("{minutes} min"));
    Some(minutes)
}

/// `15`, `15m`, `15min`, `2h`, `1h30`, in minutes; a day of them at the most.
fn minutes(text: &str) -> Option<u32> {
    let lower = text.trim_end_matches(['.', ',', ';']).to_lowercase();
    let number = |digits: &str| digits.parse::<u32>().ok();
    let all = match lower.split_once('h') {
        Some((hours, rest)) => {
            let rest = rest.trim_start_matches("our").trim_start_matches('s').trim_end_matches('m');
            number(hours)?.checked_mul(60)?.checked_add(if rest.is_empty() { 0 } else { number(rest)? })?
        }
        None => {
            number(lower.trim_end_matches("utes").trim_end_matches('s').trim_end_matches("min").trim_end_matches('m'))?
        }
    };
    (1..=1440).contains(&all).then_some(all)
}
