//! People met in a text: by their whole name, a nickname, or a first or last name that only one of them has.

use std::ops::Range;

use super::words::Words;
use super::{Captured, Chip, Doubt, Part, Setting};
use crate::domain::{Stakeholder, StakeholderId};

/// Names looked for in one line, at the most: nobody meets more, and a pasted book should not hold anybody up.
const LOOKED_FOR: usize = 64;

/// The words of the longest name looked for: `Ludwig van der Rohe`.
const LONGEST: usize = 4;

/// Who fits a name: everybody called just so, or else everybody with a name of which it is a part. Whoever is archived
/// steps back.
pub fn called(name: &str, setting: &Setting<'_>) -> Vec<StakeholderId> {
    let wanted = name.trim_start_matches('@').trim_end_matches(['.', ',', ';', ':', '?', '!']).trim().to_lowercase();
    let wanted = wanted.strip_suffix("'s").or_else(|| wanted.strip_suffix("’s")).unwrap_or(&wanted);
    if wanted.is_empty() {
        return Vec::new();
    }
    if let Some((_, who)) = setting.chosen.iter().find(|(word, _)| word.eq_ignore_ascii_case(wanted)) {
        return vec![who.clone()];
    }
    let people = || setting.plan.stakeholders.iter().filter(|who| !who.archived);
    let fits = |holds: &dyn Fn(&Stakeholder) -> bool| -> Vec<StakeholderId> {
        people().filter(|who| holds(who)).map(|who| who.id.clone()).collect()
    };
    let whole = fits(&|who| who.id.as_str() == wanted || names(who).any(|name| name.to_lowercase() == wanted));
    if !whole.is_empty() {
        return whole;
    }
    // A nickname may be said without its article, a name by its last words; a single word has to be more than a letter
    // or a particle.
    let last = format!(" {wanted}");
    let part = |who: &Stakeholder| {
        names(who).any(|name| {
            let lower = name.to_lowercase();
            let mut parts =
                name.split([' ', '-']).filter(|part| !part.starts_with(|letter: char| letter.is_lowercase()));
            wanted.contains(' ') && lower.ends_with(&last)
                || lower.strip_prefix("the ").is_some_and(|rest| rest == wanted)
                || wanted.chars().count() > 1 && parts.any(|part| part.to_lowercase() == wanted)
        })
    };
    fits(&part)
}

/// Everything somebody is called.
fn names(who: &Stakeholder) -> impl Iterator<Item = &str> {
    std::iter::once(who.name.as_str()).chain(who.aka.iter().map(String::as_str))
}

/// The longest name that begins at this place: the places of its words, and who fits.
fn name_at(words: &Words, at: usize, setting: &Setting<'_>) -> Option<(Range<usize>, Vec<StakeholderId>)> {
    (1..=LONGEST).rev().find_map(|length| {
        let places = at..at + length;
        let all: Option<Vec<&str>> = places.clone().map(|at| words.get(at).map(|word| word.text.as_str())).collect();
        // No name goes on behind the end of a clause.
        let inner = places.clone().take(length - 1).all(|at| words.get(at).is_some_and(|word| !word.ends_clause()));
        let all = all.filter(|_| inner)?;
        let found = called(&all.join(" "), setting);
        (!found.is_empty()).then_some((places, found))
    })
}

/// Everybody met in the words: `@ada`, names after `with`, and, where nobody is selected, names in the text as they are
/// written: with a capital, or whole. The words stay in the text; whoever several people could be is a doubt.
pub fn met(words: &mut Words, line: &str, setting: &Setting<'_>, captured: &mut Captured) -> Vec<StakeholderId> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut listing = false;
    let mut left = LOOKED_FOR;
    while at < words.len() {
        let Some(word) = words.get(at) else {
            (at, listing) = (at + 1, false);
            continue;
        };
        let (bare, sign) = (word.bare(), word.after('@').is_some_and(|rest| !rest.is_empty()));
        if matches!(bare.as_str(), "with" | "w/") && !word.literal {
            (at, listing) = (at + 1, true);
            continue;
        }
        if listing && matches!(bare.as_str(), "and" | "&" | "the") {
            at += 1;
            continue;
        }
        let capital = word.text.starts_with(char::is_uppercase) || !word.text.is_ascii();
        let looked_for = sign || listing || setting.selected.is_empty() && (capital || bare == "the");
        let name = if looked_for && left > 0 { name_at(words, at, setting) } else { None };
        left = left.saturating_sub(usize::from(looked_for));
        match name {
            Some((places, who)) => {
                let span = words.span(&places);
                let ends =
                    words.get(places.end.saturating_sub(1)).is_some_and(|word| word.text.ends_with(['.', ';', ':']));
                note(&who, span, line, setting, captured, &mut found);
                listing = (listing || sign) && !ends;
                at = places.end;
            }
            None if sign => {
                let text = word.text.clone();
                let span = word.span.clone();
                captured.doubts.push(Doubt::NotUnderstood {
                    span,
                    text: format!("nobody is called {}", text.trim_start_matches('@')),
                });
                at += 1;
            }
            None => (at, listing) = (at + 1, false),
        }
    }
    found
}

/// Notes one name that was met.
fn note(
    who: &[StakeholderId],
    span: Range<usize>,
    line: &str,
    setting: &Setting<'_>,
    captured: &mut Captured,
    found: &mut Vec<StakeholderId>,
) {
    match who {
        [one] => {
            if !found.contains(one) {
                found.push(one.clone());
            }
            let name = setting.plan.stakeholders.get(one).map_or_else(|| one.to_string(), |who| who.name.clone());
            captured.chips.push(Chip { part: Part::With, span, text: name });
        }
        several => {
            let word = line.get(span.clone()).unwrap_or_default();
            let word = word.trim_start_matches('@').trim_end_matches(['.', ',', ';', ':', '?', '!']);
            captured.doubts.push(Doubt::Several { span, word: word.to_owned(), who: several.to_vec() });
        }
    }
}
