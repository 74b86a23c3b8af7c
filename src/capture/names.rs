//! Which stakeholder a name means.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::domain::{Plan, Stakeholder, StakeholderId};

/// Who a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// This one.
    One(StakeholderId),
    /// One of these, the best first; asked for, never guessed.
    Several(Vec<StakeholderId>),
    /// Nobody; these come nearest.
    Nobody(Vec<StakeholderId>),
}

/// How much better the best match must be than the next one, as a share of the best, to be the one meant: 1 in 5.
const MARGIN: u32 = 5;

/// Candidates listed at the most.
const LISTED: usize = 5;

/// Finds out whom a name means. Tried in this order, and the first that holds decides: the exact id; the exact name or
/// one of the other names; the beginning of a part of the name; the fuzzy best by a clear margin. Case never matters.
/// Archived people are found only where nobody else is.
pub fn find(name: &str, plan: &Plan) -> Found {
    let wanted = name.trim().to_lowercase();
    if wanted.is_empty() {
        return Found::Nobody(Vec::new());
    }
    let id = StakeholderId::new(wanted.as_str());
    if plan.stakeholders.contains(&id) {
        return Found::One(id);
    }
    let exact = select(plan, |who| names(who).any(|name| name.to_lowercase() == wanted));
    let found = if exact.is_empty() { select(plan, |who| names(who).any(|name| begins(name, &wanted))) } else { exact };
    match found.as_slice() {
        [one] => Found::One(one.clone()),
        [] => fuzzy(&wanted, plan),
        _ => Found::Several(found),
    }
}

/// The people for whom something holds; those who are not archived, if there are any.
fn select(plan: &Plan, holds: impl Fn(&Stakeholder) -> bool) -> Vec<StakeholderId> {
    let found: Vec<_> = plan.stakeholders.iter().filter(|who| holds(who)).collect();
    let active: Vec<_> = found.iter().filter(|who| !who.archived).map(|who| who.id.clone()).collect();
    if active.is_empty() { found.iter().map(|who| who.id.clone()).collect() } else { active }
}

/// Everything somebody is called.
fn names(who: &Stakeholder) -> impl Iterator<Item = &str> {
    std::iter::once(who.name.as_str()).chain(who.aka.iter().map(String::as_str))
}

/// Whether a name, or a part of it, begins like this.
fn begins(name: &str, wanted: &str) -> bool {
    let name = name.to_lowercase();
    name.starts_with(wanted)
        || name.split(|letter: char| !letter.is_alphanumeric()).any(|part| !part.is_empty() && part.starts_with(wanted))
}

fn fuzzy(wanted: &str, plan: &Plan) -> Found {
    let pattern = Pattern::parse(wanted, CaseMatching::Ignore, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut letters = Vec::new();
    let mut scored: Vec<(u32, &StakeholderId)> = plan
        .stakeholders
        .iter()
        .filter(|who| !who.archived)
        .filter_map(|who| {
            let best =
                names(who).filter_map(|name| pattern.score(Utf32Str::new(name, &mut letters), &mut matcher)).max();
            best.map(|score| (score, &who.id))
        })
        .collect();
    scored.sort_by(|left, right| right.cmp(left));
    let listed = || scored.iter().take(LISTED).map(|(_, id)| (*id).clone()).collect();
    match scored.as_slice() {
        [] => Found::Nobody(near(wanted, plan)),
        [(_, one)] => Found::One((*one).clone()),
        [(best, one), (next, _), ..] if best - next >= best / MARGIN => Found::One((*one).clone()),
        _ => Found::Several(listed()),
    }
}

/// The names that come nearest to one that nobody has.
fn near(wanted: &str, plan: &Plan) -> Vec<StakeholderId> {
    let likeness = |who: &Stakeholder| {
        let parts = names(who).flat_map(|name| std::iter::once(name).chain(name.split_whitespace()));
        parts.map(|part| strsim::jaro_winkler(&part.to_lowercase(), wanted)).fold(0.0, f64::max)
    };
    let mut near: Vec<(f64, &StakeholderId)> =
        plan.stakeholders.iter().map(|who| (likeness(who), &who.id)).filter(|(likeness, _)| *likeness > 0.8).collect();
    near.sort_by(|left, right| right.0.total_cmp(&left.0).then_with(|| left.1.cmp(right.1)));
    near.into_iter().take(LISTED).map(|(_, id)| id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Edit;

    fn plan() -> Plan {
        let mut plan = Plan::default();
        for (name, aka) in [
            ("Grace Hopper", "the Admiral"),
            ("Grace Kelly", ""),
            ("Ada Lovelace", ""),
            ("田中 美咲", ""),
            ("Łukasz Nowak", ""),
        ] {
            let id = StakeholderId::from_name(name, |id| plan.stakeholders.contains(id));
            let mut who = Stakeholder::named(id, name);
            who.aka = if aka.is_empty() { Vec::new() } else { vec![aka.to_owned()] };
            plan.apply(Edit::put(who));
        }
        plan
    }

    fn one(name: &str) -> Option<String> {
        match find(name, &plan()) {
            Found::One(id) => Some(id.to_string()),
            _ => None,
        }
    }

    #[test]
    fn a_name_is_found_by_rule_and_never_guessed() {
        let cases = [
            ("grace-hopper", Some("grace-hopper")),
            ("Grace Hopper", Some("grace-hopper")),
            ("grace hopper", Some("grace-hopper")),
            ("the admiral", Some("grace-hopper")),
            ("admiral", Some("grace-hopper")),
            ("hop", Some("grace-hopper")),
            ("ADA", Some("ada-lovelace")),
            ("lovelc", Some("ada-lovelace")),
            ("美咲", Some("tian-zhong-mei-xiao")),
            ("łuk", Some("lukasz-nowak")),
            ("grace", None),
            ("", None),
            ("zebedee", None),
        ];
        for (name, wanted) in cases {
            assert_eq!(one(name).as_deref(), wanted, "{name}: {:?}", find(name, &plan()));
        }
    }

    #[test]
    fn the_ambiguous_are_listed_and_the_near_named() {
        assert!(matches!(find("grace", &plan()), Found::Several(list) if list.len() == 2));
        assert!(matches!(find("adda", &plan()), Found::Nobody(near) if near == [StakeholderId::new("ada-lovelace")]));
    }

    #[test]
    fn the_archived_step_back() {
        let mut plan = plan();
        let kelly = plan.stakeholders.get(&StakeholderId::new("grace-kelly")).unwrap();
        let mut kelly = kelly.as_ref().clone();
        kelly.archived = true;
        plan.apply(Edit::put(kelly));
        assert_eq!(find("grace", &plan), Found::One(StakeholderId::new("grace-hopper")));
        assert_eq!(find("kelly", &plan), Found::One(StakeholderId::new("grace-kelly")));
    }
}
