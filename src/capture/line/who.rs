//! People met in a text: by their whole name, a nickname, or a first or last name that only one of them has.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use super::words::Words;
use super::{Captured, Chip, Doubt, Part, Setting};
use crate::domain::{Stakeholder, StakeholderId, Table};

/// Names looked for in one line, at the most: nobody meets more, and a pasted book should not hold anybody up.
const LOOKED_FOR: usize = 64;

/// The words of the longest name looked for: `Maria van der Rohe Jansen`.
const LONGEST: usize = 5;

/// Words of a line that are compared with names, at the most.
const COMPARED: usize = 256;

/// Somebody, with everything they are called in small letters.
struct Person {
    who: Arc<Stakeholder>,
    names: Vec<Name>,
}

/// A name in small letters.
struct Name {
    whole: String,
    /// Its parts between blanks and hyphens, without particles: `van`, `of`.
    parts: Vec<String>,
}

impl Name {
    fn of(name: &str) -> Self {
        let parts = name.split([' ', '-']).filter(|part| !part.starts_with(char::is_lowercase));
        Self { whole: name.to_lowercase(), parts: parts.map(str::to_lowercase).collect() }
    }
}

/// Everybody in a plan, by the pieces of their names.
struct Roster {
    table: Table<Stakeholder>,
    people: Vec<Rc<Person>>,
    pieces: HashMap<String, Vec<usize>>,
}

impl Roster {
    fn of(table: &Table<Stakeholder>) -> Self {
        let mut of_pieces: HashMap<String, Vec<usize>> = HashMap::new();
        let mut people = Vec::new();
        for (at, who) in table.iter().enumerate() {
            for piece in who.names().chain([who.id.as_str()]).flat_map(pieces) {
                let found = of_pieces.entry(piece.to_lowercase()).or_default();
                if found.last() != Some(&at) {
                    found.push(at);
                }
            }
            people.push(Rc::new(Person { who: Arc::clone(who), names: who.names().map(Name::of).collect() }));
        }
        Self { table: table.clone(), people, pieces: of_pieces }
    }

    /// Whoever has one of these pieces in a name.
    fn with(&self, keys: &[String]) -> Vec<Rc<Person>> {
        let mut found: Vec<usize> = keys.iter().filter_map(|key| self.pieces.get(key)).flatten().copied().collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().filter_map(|at| self.people.get(at)).cloned().collect()
    }
}

thread_local! {
    /// The people of the last line: a thousand lines, or the keys of one, are about the same plan.
    static LAST: RefCell<Option<Rc<Roster>>> = const { RefCell::new(None) };
}

/// The roster of a plan, made anew only where its stakeholders are others than those of the line before.
fn roster(table: &Table<Stakeholder>) -> Rc<Roster> {
    LAST.with_borrow_mut(|last| match last {
        Some(roster) if roster.table.is_same(table) => Rc::clone(roster),
        _ => Rc::clone(last.insert(Rc::new(Roster::of(table)))),
    })
}

/// The people of whom a line holds at least one word of a name: a handful, however many the plan has.
struct People<'a> {
    setting: &'a Setting<'a>,
    some: Vec<Rc<Person>>,
}

impl<'a> People<'a> {
    fn of(words: &Words, setting: &'a Setting<'a>) -> Self {
        let mut keys: Vec<String> = Vec::new();
        for (_, word) in words.left().take(COMPARED) {
            keys.extend(pieces(&word.text).map(str::to_lowercase));
        }
        Self { setting, some: roster(&setting.plan.stakeholders).with(&keys) }
    }

    /// Who fits a name: everybody called just so, or else everybody with a name of which it is a part. Whoever is
    /// archived steps back.
    fn called(&self, name: &str) -> Vec<StakeholderId> {
        let wanted = trimmed(name).to_lowercase();
        if wanted.is_empty() {
            return Vec::new();
        }
        if let Some((_, who)) = self.setting.chosen.iter().find(|(word, _)| word.to_lowercase() == wanted) {
            return vec![who.clone()];
        }
        let fits = |holds: &dyn Fn(&Person) -> bool| -> Vec<StakeholderId> {
            let fitting: Vec<_> = self.some.iter().filter(|one| holds(one)).map(|one| &one.who).collect();
            let here = fitting.iter().any(|who| !who.archived);
            fitting.into_iter().filter(|who| !(here && who.archived)).map(|who| who.id.clone()).collect()
        };
        let whole = fits(&|one| one.who.id.as_str() == wanted || one.names.iter().any(|name| name.whole == wanted));
        if !whole.is_empty() {
            return whole;
        }
        fits(&|one| one.names.iter().any(|name| is_part(name, &wanted)))
    }

    /// The longest name of at least so many words that begins at this place: the places of its words, and who fits.
    fn name_at(&self, words: &Words, at: usize, least: usize) -> Option<(Range<usize>, Vec<StakeholderId>)> {
        (least..=LONGEST).rev().find_map(|length| {
            let places = at..at + length;
            let all: Option<Vec<&str>> =
                places.clone().map(|at| words.get(at).map(|word| word.text.as_str())).collect();
            // No name goes on behind the end of a clause.
            let inner = places.clone().take(length - 1).all(|at| words.get(at).is_some_and(|word| !word.ends_clause()));
            let all = all.filter(|_| inner)?;
            let found = self.called(&all.join(" "));
            (!found.is_empty()).then_some((places, found))
        })
    }

    /// Whether a first name that was met goes on as the name of somebody else: `Grace Murray` is not Grace Hopper.
    fn goes_on(&self, words: &Words, places: &Range<usize>, who: &[StakeholderId]) -> bool {
        let Some((word, next)) = words.get(places.start).zip(words.get(places.end)) else { return false };
        let capital = next.text.starts_with(char::is_uppercase) && !next.literal && places.len() == 1;
        let first = trimmed(&word.text).to_lowercase();
        let more = |who: &Stakeholder| {
            let (name, rest) = who.name.split_once(' ').unwrap_or((&who.name, ""));
            name.to_lowercase() == first && !rest.is_empty()
        };
        let day = super::phrase::may_begin(&next.bare());
        capital
            && !word.ends_clause()
            && !day
            && self.some.iter().any(|one| who.contains(&one.who.id) && more(&one.who))
            && self.name_at(words, places.end, 1).is_none()
    }
}

/// The pieces of a name between blanks and signs.
fn pieces(name: &str) -> impl Iterator<Item = &str> {
    name.split(|letter: char| !letter.is_alphanumeric()).filter(|piece| !piece.is_empty())
}

/// A name without the sign before it and the marks behind it.
fn trimmed(name: &str) -> &str {
    name.trim_start_matches('@').trim_end_matches(['.', ',', ';', ':', '?', '!']).trim()
}

/// Whether a text in lower case is enough of a name: a nickname without its article, the last words of a name, or a
/// first or last one that is more than a letter or a particle.
fn is_part(name: &Name, wanted: &str) -> bool {
    let last = |rest: &str| rest.ends_with(' ') && wanted.contains(' ');
    name.whole.strip_suffix(wanted).is_some_and(last)
        || name.whole.strip_prefix("the ").is_some_and(|rest| rest == wanted)
        || wanted.chars().count() > 1 && name.parts.iter().any(|part| part == wanted)
}

/// Everybody met in the words: `@ada`, names after `with`, and, where nobody is selected, names in the text as they are
/// written: with a capital, or whole. The words stay in the text; whoever several people could be is a doubt. Somebody's
/// things are not that somebody: `Ada's numbers`.
pub fn met(words: &Words, line: &str, setting: &Setting<'_>, captured: &mut Captured) -> Vec<StakeholderId> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut listing = false;
    let mut left = LOOKED_FOR;
    let mut everybody = None;
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
        let open = setting.selected.is_empty() && !word.literal;
        let capital = !word.text.starts_with(char::is_lowercase) || bare == "the";
        let least = if sign || listing || open && capital { 1 } else { 2 };
        let looked_for = (sign || listing && !word.literal || open) && left > 0;
        left = left.saturating_sub(usize::from(looked_for && least == 1));
        let people = looked_for.then(|| everybody.get_or_insert_with(|| People::of(words, setting)));
        let name = people.as_ref().and_then(|people| Some((people, people.name_at(words, at, least)?)));
        match name {
            Some((people, (places, who))) if !sign && people.goes_on(words, &places, &who) => {
                let span = words.span(&(places.start..places.end + 1));
                let name = trimmed(line.get(span.clone()).unwrap_or_default());
                if listing {
                    captured.doubt(span.start..span.start + name.len(), format!("nobody is called {name}"));
                }
                (at, listing) = (places.end + 1, false);
            }
            Some((_, (places, who))) => {
                let span = words.span(&places);
                let ends =
                    words.get(places.end.saturating_sub(1)).is_some_and(|word| word.text.ends_with(['.', ';', ':']));
                note(&who, span, line, setting, captured, &mut found);
                listing = (listing || sign) && !ends;
                at = places.end;
            }
            None if sign => {
                captured.doubt(word.span.clone(), format!("nobody is called {}", trimmed(&word.text)));
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
            let word = trimmed(line.get(span.clone()).unwrap_or_default()).to_owned();
            captured.doubts.push(Doubt::Several { span, word, who: several.to_vec() });
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::capture::line::{Kind, Setting, What, read};
    use crate::domain::{Day, Edit, Key, Plan, Stakeholder, StakeholderId};

    #[test]
    fn whoever_was_added_renamed_or_removed_since_the_line_before_is_known() {
        let mut plan = Plan::default();
        let with = |plan: &Plan| {
            let setting = Setting { plan, today: Day::FIRST, selected: &[], goal: None, chosen: &[] };
            match read(Kind::Touch, "lunch with zoe", &setting).what {
                What::Touch(touch) => touch.with.to_vec(),
                _ => Vec::new(),
            }
        };
        let zoe = Stakeholder::named(StakeholderId::new("zoe-sand"), "Zoe Sand");
        assert!(with(&plan).is_empty());
        plan.apply(Edit::put(zoe.clone()));
        let before = plan.clone();
        assert!(with(&plan).contains(&zoe.id));
        plan.apply(Edit::put(Stakeholder { name: "Mia Sand".into(), ..zoe.clone() }));
        assert!(with(&plan).is_empty());
        assert!(with(&before).contains(&zoe.id));
        plan.apply(Edit::Remove(Key::Stakeholder(zoe.id)));
        assert!(with(&plan).is_empty());
    }
}
