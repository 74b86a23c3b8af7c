//! Which stakeholder, or which goal, a name means: one rule for every command and every field of a form.
//!
//! Tried in this order, and the first that finds anything decides:
//!
//! 1. the id as it is: `grace-hopper`;
//! 2. the whole name, or one of the other names: `Grace Hopper`, `the Admiral`;
//! 3. the beginning of the name, or of any part of it, if only one has it: `hop`;
//! 4. three letters or more in their order, if they are at least two thirds of a whole match, and one name fits better than the next by a
//!    fifth: `lovlc`.
//!
//! Case never matters. Whoever is archived, and a goal that is closed, is found only where nobody else is, and never by 4.
//! What several fit is listed and never guessed; what nobody fits is told with the names that come nearest.

use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::domain::{Goal, GoalId, Id, Identified, Plan, Stakeholder, StakeholderId, Table};

/// Who or what a name means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found<T> {
    /// This one.
    One(T),
    /// One of these, the best first; asked for, never guessed.
    Several(Vec<T>),
    /// Nobody; these come nearest.
    Nobody(Vec<T>),
}

/// How much better the best match must be than the next one, as a share of the best, to be the one meant: 1 in 5.
const MARGIN: u32 = 5;

/// How many letters a match must have: fewer stand in nearly every name.
const LETTERS: usize = 3;

/// What share of a whole match a match must be, to be one: 2 in 3. Less is letters that happen to stand there.
const ENOUGH: (u32, u32) = (2, 3);

/// Candidates listed at the most.
const LISTED: usize = 5;

/// Something that is called by a name.
trait Named: Identified {
    /// Everything it is called.
    fn names(&self) -> impl Iterator<Item = &str>;

    /// Whether it steps back where something else has the name, too.
    fn is_past(&self) -> bool;
}

impl Named for Stakeholder {
    fn names(&self) -> impl Iterator<Item = &str> {
        Stakeholder::names(self)
    }

    fn is_past(&self) -> bool {
        self.archived
    }
}

impl Named for Goal {
    fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.title.as_str())
    }

    fn is_past(&self) -> bool {
        self.closed.is_some()
    }
}

/// Finds out whom a name means.
pub fn find(name: &str, plan: &Plan) -> Found<StakeholderId> {
    by_rule(name, &plan.stakeholders)
}

/// Finds out which goal a name means.
pub fn find_goal(name: &str, plan: &Plan) -> Found<GoalId> {
    by_rule(name, &plan.goals)
}

/// Finds out whom a name means that is taken as it stands: an id, a whole name, or one of the other names.
pub fn find_exactly(name: &str, plan: &Plan) -> Found<StakeholderId> {
    let wanted = name.trim().to_lowercase();
    match exactly(&wanted, &plan.stakeholders).as_slice() {
        [] => Found::Nobody(Vec::new()),
        [one] => Found::One(one.clone()),
        several => Found::Several(several.to_vec()),
    }
}

fn by_rule<T: Named>(name: &str, table: &Table<T>) -> Found<Id<T>> {
    let wanted = name.trim().to_lowercase();
    if wanted.is_empty() {
        return Found::Nobody(Vec::new());
    }
    let exact = exactly(&wanted, table);
    let found =
        if exact.is_empty() { select(table, |one| one.names().any(|name| begins(name, &wanted))) } else { exact };
    match found.as_slice() {
        [one] => Found::One(one.clone()),
        [] => fuzzy(&wanted, table),
        _ => Found::Several(found),
    }
}

/// Those with this id, or else with just this name.
fn exactly<T: Named>(wanted: &str, table: &Table<T>) -> Vec<Id<T>> {
    let id = Id::new(wanted);
    if table.contains(&id) {
        return vec![id];
    }
    select(table, |one| one.names().any(|name| name.to_lowercase() == wanted))
}

/// Those for whom something holds; those who are not past, if there are any.
fn select<T: Named>(table: &Table<T>, holds: impl Fn(&T) -> bool) -> Vec<Id<T>> {
    let found: Vec<_> = table.iter().filter(|one| holds(one)).collect();
    let active: Vec<_> = found.iter().filter(|one| !one.is_past()).map(|one| one.id().clone()).collect();
    if active.is_empty() { found.iter().map(|one| one.id().clone()).collect() } else { active }
}

/// Whether a name, or a part of it, begins like this.
fn begins(name: &str, wanted: &str) -> bool {
    let name = name.to_lowercase();
    name.starts_with(wanted)
        || name.split(|letter: char| !letter.is_alphanumeric()).any(|part| !part.is_empty() && part.starts_with(wanted))
}

fn fuzzy<T: Named>(wanted: &str, table: &Table<T>) -> Found<Id<T>> {
    if wanted.chars().count() < LETTERS {
        return Found::Nobody(near(wanted, table));
    }
    let pattern = Pattern::parse(wanted, CaseMatching::Ignore, Normalization::Smart);
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut letters = Vec::new();
    let mut score = |name: &str| pattern.score(Utf32Str::new(name, &mut letters), &mut matcher);
    let enough = score(wanted).unwrap_or(0) * ENOUGH.0 / ENOUGH.1;
    let mut scored: Vec<(u32, &Id<T>)> = table
        .iter()
        .filter(|one| !one.is_past())
        .filter_map(|one| Some((one.names().filter_map(&mut score).max()?, one.id())))
        .filter(|(score, _)| *score >= enough)
        .collect();
    scored.sort_by(|left, right| right.cmp(left));
    let listed = || scored.iter().take(LISTED).map(|(_, id)| (*id).clone()).collect();
    match scored.as_slice() {
        [] => Found::Nobody(near(wanted, table)),
        [(_, one)] => Found::One((*one).clone()),
        [(best, one), (next, _), ..] if best - next >= best / MARGIN => Found::One((*one).clone()),
        _ => Found::Several(listed()),
    }
}

/// The names that come nearest to one that nobody has.
fn near<T: Named>(wanted: &str, table: &Table<T>) -> Vec<Id<T>> {
    let likeness = |one: &T| {
        let parts = one.names().flat_map(|name| std::iter::once(name).chain(name.split_whitespace()));
        parts.map(|part| strsim::jaro_winkler(&part.to_lowercase(), wanted)).fold(0.0, f64::max)
    };
    let mut near: Vec<(f64, &Id<T>)> =
        table.iter().map(|one| (likeness(one), one.id())).filter(|(likeness, _)| *likeness > 0.8).collect();
    near.sort_by(|left, right| right.0.total_cmp(&left.0).then_with(|| left.1.cmp(right.1)));
    near.into_iter().take(LISTED).map(|(_, id)| id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Day, Edit};
    use proptest::prelude::*;

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

    #[test]
    fn a_goal_is_found_by_the_same_rule() {
        let mut plan = Plan::default();
        for (title, closed) in [
            ("Self-serve data in every division", false),
            ("Self-serve reports", false),
            ("Data", false),
            ("Fewer meetings", true),
        ] {
            let id = GoalId::from_name(title, |id| plan.goals.contains(id));
            let closed = closed.then_some(Day::FIRST);
            plan.apply(Edit::put(Goal { closed, ..Goal::new(id, title) }));
        }
        let one = |name: &str| match find_goal(name, &plan) {
            Found::One(id) => Some(id.to_string()),
            _ => None,
        };
        let cases = [
            ("data", Some("data")),
            ("self-serve-reports", Some("self-serve-reports")),
            ("div", Some("self-serve-data-in-every-division")),
            ("every", Some("self-serve-data-in-every-division")),
            ("self", None),
            ("self-serve r", Some("self-serve-reports")),
            ("slfserverep", Some("self-serve-reports")),
            ("fewer", Some("fewer-meetings")),
            ("efe", None),
            ("moon", None),
        ];
        for (name, wanted) in cases {
            assert_eq!(one(name).as_deref(), wanted, "{name}: {:?}", find_goal(name, &plan));
        }
        assert!(matches!(find_goal("self", &plan), Found::Several(list) if list.len() == 2));
    }

    #[test]
    fn a_name_taken_as_it_stands_is_not_stretched() {
        let plan = plan();
        let grace = StakeholderId::new("grace-hopper");
        assert_eq!(find_exactly(" grace hopper ", &plan), Found::One(grace.clone()));
        assert_eq!(find_exactly("The Admiral", &plan), Found::One(grace));
        for other in ["hopper", "Grace", "Ada Love", "lovelc", ""] {
            assert_eq!(find_exactly(other, &plan), Found::Nobody(Vec::new()), "{other}");
        }
    }

    #[test]
    fn stray_letters_are_nobody() {
        for name in ["ghk", "oe", "ae"] {
            assert!(matches!(find(name, &plan()), Found::Nobody(_)), "{name}: {:?}", find(name, &plan()));
        }
    }

    proptest! {
        #[test]
        fn everybody_answers_to_their_id_and_name_and_nothing_panics(names in prop::collection::btree_set("[A-ZŁ美][a-zé美]{0,6}( [A-Z][a-z]{0,6})?", 1..8), typed in ".{0,12}") {
            let mut plan = Plan::default();
            for name in &names {
                let id = StakeholderId::from_name(name, |id| plan.stakeholders.contains(id));
                plan.apply(Edit::put(Stakeholder::named(id, name.as_str())));
            }
            for who in plan.stakeholders.iter() {
                prop_assert_eq!(find(who.id.as_str(), &plan), Found::One(who.id.clone()));
                match find(&who.name, &plan) {
                    // Somebody else may have for an id what is a name here, or the same name in other letters.
                    Found::One(id) => prop_assert!(id == who.id || id.as_str() == who.name.to_lowercase()),
                    Found::Several(ids) => prop_assert!(ids.contains(&who.id)),
                    Found::Nobody(_) => prop_assert!(false, "{} is nobody", who.name),
                }
            }
            let _ = find(&typed, &plan);
        }
    }
}
