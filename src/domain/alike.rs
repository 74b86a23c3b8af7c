//! Names that look the same and are not: a Cyrillic `а` in "Grace", an `I` for an `l`.
//!
//! Two names are alike when their skeletons are the same (Unicode TS 39), as they stand or in small letters. Nothing here
//! is worked out before somebody is added or asks: a plan is opened without it.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use super::skeleton::skeleton;
use super::{Key, Record, Records, Stakeholder};

/// What a name looks like, as it stands and in small letters.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Looks([String; 2]);

impl Looks {
    fn of(name: &str) -> Self {
        let name = name.trim();
        Self([skeleton(name), skeleton(&name.to_lowercase())])
    }

    fn is_like(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(one, other)| one == other)
    }
}

/// Whether two names are one and the same, whatever the case of their letters.
fn is_same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// Somebody in a plan who has a name that looks like this one and is another. Whoever has this very name is somebody else's
/// affair: they are not alike, they are called the same.
pub fn alike<'a>(records: &'a Records, name: &str) -> Option<&'a Arc<Stakeholder>> {
    if name.trim().is_empty() {
        return None;
    }
    let looks = Looks::of(name);
    let like = |other: &str| looks.is_like(&Looks::of(other)) && !is_same(name, other);
    records.stakeholders.iter().find(|who| who.names().any(like) && !who.names().any(|other| is_same(name, other)))
}

/// The names that look one way, each with the first who has it.
type Seen<'a> = HashMap<String, Vec<(&'a Arc<Stakeholder>, &'a str)>>;

/// People who have a name that looks like somebody else's and is another, each with the first they look like.
pub fn pairs(records: &Records) -> Vec<(Arc<Stakeholder>, Arc<Stakeholder>)> {
    // For each way to look the names that look so, however many people have one.
    let mut seen: [Seen<'_>; 2] = [HashMap::new(), HashMap::new()];
    let mut known = BTreeSet::new();
    let mut found = Vec::new();
    for who in records.stakeholders.iter() {
        for name in who.names().filter(|name| !name.trim().is_empty()) {
            for (looks, seen) in Looks::of(name).0.into_iter().zip(&mut seen) {
                let before = seen.entry(looks).or_default();
                for (other, _) in before.iter().filter(|(other, like)| other.id != who.id && !is_same(like, name)) {
                    if known.insert((&other.id, &who.id)) {
                        found.push((Arc::clone(other), Arc::clone(who)));
                    }
                }
                if !before.iter().any(|(_, like)| is_same(like, name)) {
                    before.push((who, name));
                }
            }
        }
    }
    found
}

/// Those of these new records that put somebody into the plan who looks like somebody else there: the new one, and the
/// other.
pub fn among_new<'a>(
    records: &Records,
    new: impl Iterator<Item = &'a Record>,
) -> Vec<(Arc<Stakeholder>, Arc<Stakeholder>)> {
    let new: BTreeSet<Key> = new.map(Record::key).filter(|key| matches!(key, Key::Stakeholder(_))).collect();
    if new.is_empty() {
        return Vec::new();
    }
    let is_new = |who: &Stakeholder| new.contains(&Key::Stakeholder(who.id.clone()));
    let turned = |(one, other): (Arc<Stakeholder>, Arc<Stakeholder>)| match (is_new(&one), is_new(&other)) {
        (_, true) => Some((other, one)),
        (true, false) => Some((one, other)),
        (false, false) => None,
    };
    pairs(records).into_iter().filter_map(turned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Edit, StakeholderId};
    use proptest::prelude::*;

    fn plan(names: &[&str]) -> Records {
        let mut records = Records::default();
        for (number, name) in names.iter().enumerate() {
            records.apply(Edit::put(Stakeholder::named(StakeholderId::new(format!("p{number:05}")), *name)));
        }
        records
    }

    /// From the confusables of Unicode TS 39: what it looks like, and how it is written.
    const PAIRS: [(&str, &str); 14] = [
        ("Grace Hopper", "Gr\u{430}ce Hopper"),
        ("Grace Hopper", "Grace H\u{43e}pper"),
        ("Grace Hopper", "\u{13c0}race Hopper"),
        ("Grace Hopper", "Grace\u{a0}Hopper"),
        ("Grace Hopper", "Gra\u{ad}ce Hop\u{200b}per"),
        ("Grace Hopper", "\u{1d406}race Hopper"),
        ("Alan Turing", "AIan Turing"),
        ("Alan Turing", "\u{391}lan Turing"),
        ("Alan Turing", "A1an Turing"),
        ("Tom Becker", "Torn Becker"),
        ("Éva Nagy", "E\u{301}va Nagy"),
        ("sunita rao", "sunita ra\u{3bf}"),
        ("Sunita Rao", "SUNITA R\u{410}O"),
        ("Ivan \u{41f}\u{435}\u{442}\u{440}\u{43e}\u{432}", "Ivan \u{41f}e\u{442}p\u{43e}\u{432}"),
    ];

    #[test]
    fn what_only_looks_the_same_is_found_both_ways_and_what_is_the_same_is_not() {
        for (name, like) in PAIRS {
            for (there, new) in [(name, like), (like, name)] {
                let records = plan(&["Ada Lovelace", there]);
                assert_eq!(alike(&records, new).map(|who| who.name.as_str()), Some(there), "{new:?} and {there:?}");
                assert!(alike(&records, there).is_none() && alike(&records, &there.to_uppercase()).is_none());
                let both = plan(&["Ada Lovelace", there, new]);
                let found = pairs(&both);
                assert_eq!(found.len(), 1, "{new:?} and {there:?}");
                assert_eq!((found[0].0.name.as_str(), found[0].1.name.as_str()), (there, new));
            }
        }
        let records = plan(&["Grace Hopper", "Ada Lovelace", "Ian Bell"]);
        for other in ["Grace", "Grace Hoper", "Greta Hopper", "Ian Ball", "", " ", "grace hopper"] {
            assert!(alike(&records, other).is_none(), "{other:?}");
        }
        assert_eq!(pairs(&records), []);
    }

    #[test]
    fn another_name_counts_too_and_whoever_has_the_very_name_is_not_alike() {
        let mut records = plan(&["Grace Hopper"]);
        let mut grace = records.stakeholders.iter().next().unwrap().as_ref().clone();
        grace.aka = vec!["Amazing Gr\u{430}ce".into()];
        records.apply(Edit::put(grace.clone()));
        assert_eq!(alike(&records, "Amazing Grace").map(|who| who.id.clone()), Some(grace.id.clone()));
        grace.aka.push("Amazing Grace".into());
        records.apply(Edit::put(grace));
        assert!(alike(&records, "Amazing Grace").is_none());
        assert_eq!(pairs(&records), [], "nobody looks like themselves");
    }

    #[test]
    fn only_pairs_with_somebody_new_are_told_of_new_records() {
        let records = plan(&["Grace Hopper", "Gr\u{430}ce Hopper", "Alan Turing", "AIan Turing"]);
        let new: Vec<Record> = records.stakeholders.iter().skip(3).cloned().map(Record::Stakeholder).collect();
        let told = among_new(&records, new.iter());
        assert_eq!(told.len(), 1);
        assert_eq!((told[0].0.name.as_str(), told[0].1.name.as_str()), ("AIan Turing", "Alan Turing"));
        assert_eq!(among_new(&records, std::iter::empty()), []);
    }

    #[test]
    fn ten_thousand_of_one_look_are_told_once_each() {
        let names: Vec<&str> = (0..10_000).map(|number| if number == 0 { "Al" } else { "AI" }).collect();
        assert_eq!(pairs(&plan(&names)).len(), 9_999);
    }

    proptest! {
        #[test]
        fn the_short_way_for_plain_letters_leads_to_the_same(name in "[ -~]{0,24}") {
            prop_assert_eq!(&Looks::of(&name).0[0], &unicode_security::skeleton(name.trim()).collect::<String>());
        }
    }
}
