//! `thank her release team in the all-hands +recognition by fri ~15m`

use super::when::Way;
use super::words::Words;
use super::{Captured, Doubt, Part, Setting, What, day, gift, people};
use crate::domain::{Idea, IdeaId};

/// Reads an idea: what could be given, `+gift`, the day it is due, `~` how long it takes, and for whom.
pub fn read(line: &str, setting: &Setting<'_>, known: &[Part]) -> Captured {
    let open = |part: Part| !known.contains(&part);
    let mut words = Words::of(line);
    let idea = Idea::new(IdeaId::new(""), Vec::new(), "");
    let mut captured = Captured::new(What::Idea(Box::new(idea.clone())));
    let all = 0..words.len();
    let gift = if open(Part::Gift) { gift(&mut words, all.clone(), &mut captured) } else { None };
    let effort = if open(Part::Effort) { effort(&mut words, &mut captured) } else { None };
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
    captured.what = What::Idea(Box::new(Idea { to, goal, gift, text, effort, by, ..idea }));
    captured
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
