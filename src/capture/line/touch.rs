//! `sent the Q3 comparison +insight via email yesterday !follow up on numbers by fri`

use super::when::Way;
use super::words::Words;
use super::{Captured, Part, Setting, What, day, gift, one_of, people};
use crate::domain::{Channel, FollowUp, Touch, TouchId, Word};

/// Reads a touch: what was done, `+gift`, `via channel`, a day, who was there, and behind a `!` what was promised.
pub fn read(line: &str, setting: &Setting<'_>, known: &[Part]) -> Captured {
    let open = |part: Part| !known.contains(&part);
    let mut words = Words::of(line);
    let touch = Touch::new(TouchId::new(""), setting.today, Vec::new());
    let mut captured = Captured::new(What::Touch(Box::new(touch.clone())));
    let promise = if open(Part::FollowUp) { promise(&words) } else { words.len() };
    let follow_up = follow_up(&mut words, promise, open(Part::Due), setting, &mut captured);
    let gift = if open(Part::Gift) { gift(&mut words, 0..promise, &mut captured) } else { None };
    let via = if open(Part::Channel) { via(&mut words, promise, &mut captured) } else { None };
    let day = if open(Part::Day) {
        day(&mut words, 0..promise, Way::Past, Part::Day, setting.today, &mut captured)
    } else {
        None
    };
    let on = day.unwrap_or(setting.today);
    let with = people(&words, line, setting, &mut captured, "Who was it with? Name them behind an @.");
    let note = words.text(0..promise);
    captured.what = What::Touch(Box::new(Touch {
        on,
        with: with.into(),
        via,
        gift,
        note,
        follow_up: follow_up.map(Box::new),
        ..touch
    }));
    captured
}

/// Where the promise begins: at the first `!` with a word behind it.
fn promise(words: &Words) -> usize {
    let begins = |rest: &str| rest.starts_with(char::is_alphanumeric);
    words.left().find(|(_, word)| word.after('!').is_some_and(begins)).map_or(words.len(), |(at, _)| at)
}

/// What was promised: everything from the `!` on, with the day by which where that is open.
fn follow_up(
    words: &mut Words,
    from: usize,
    open: bool,
    setting: &Setting<'_>,
    captured: &mut Captured,
) -> Option<FollowUp> {
    let places = from..words.len();
    if places.is_empty() {
        return None;
    }
    let all = places.clone();
    let by = if open { day(words, all, Way::Coming, Part::Due, setting.today, captured) } else { None };
    let text = words.text(places.clone()).trim_start_matches('!').to_owned();
    let span = words.take(places);
    captured.chip(Part::FollowUp, span, text.clone());
    Some(FollowUp { by, text, done: None })
}

/// Takes `via channel`; anything else that came via something stays text.
fn via(words: &mut Words, to: usize, captured: &mut Captured) -> Option<Channel> {
    let at = (0..to).find(|at| words.get(*at).is_some_and(|word| !word.literal && word.bare() == "via"))?;
    // `in person` are two words.
    for length in [2, 1] {
        let end = at + 1 + length;
        let name: Option<Vec<String>> = (at + 1..end).map(|at| words.get(at).map(super::words::Word::bare)).collect();
        let Some(channel) = name.filter(|_| end <= to).and_then(|name| one_of::<Channel>(&name.join(" "))) else {
            continue;
        };
        let span = words.take(at..end);
        captured.chip(Part::Channel, span, channel.spoken());
        return Some(channel);
    }
    None
}
