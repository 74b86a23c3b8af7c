//! The whole built-in deck, an own one with everything wrong, and what is offered to two very different people.

use std::collections::BTreeSet;

use super::*;
use crate::domain::suggest::{OFFERED, Rule, suggest};
use crate::domain::{
    Closeness, Day, Edit, Gift, Goal, GoalId, Plan, Proof, ProofId, Role, Stake, Stakeholder, StakeholderId, Stance,
    Touch, TouchId,
};

fn today() -> Day {
    "2026-11-23".parse().unwrap()
}

/// A plan with one goal and this person, of whom this is known.
fn with(change: impl FnOnce(&mut Stakeholder)) -> Plan {
    let mut plan = Plan::default();
    plan.apply(Edit::put(Goal::new(goal(), "Self-serve data")));
    let mut who = Stakeholder::named(who(), "Grace Hopper");
    change(&mut who);
    plan.apply(Edit::put(who));
    plan
}

fn who() -> StakeholderId {
    StakeholderId::new("grace-hopper")
}

fn goal() -> GoalId {
    GoalId::new("self-serve-data")
}

fn stance(who: &mut Stakeholder, stance: Stance) {
    who.stakes.insert(goal(), Stake { role: Some(Role::Decider), stance: Some(stance), ..Stake::default() });
}

fn given(plan: &mut Plan, on: &str, gift: Gift) {
    let touch = Touch::new(TouchId::new(format!("t-{on}")), on.parse().unwrap(), vec![who()]);
    plan.apply(Edit::put(Touch { gift: Some(gift), ..touch }));
}

fn proof(plan: &mut Plan, quotable: bool) {
    let (id, org, seniority) = (ProofId::new("p"), "Finance".to_owned(), "VP".to_owned());
    let (what, result) = ("self-serve reporting".to_owned(), "3 days to 20 minutes".to_owned());
    plan.apply(Edit::put(Proof { id, org, seniority, what, result, quotable }));
}

fn offered_on(plan: &Plan, day: Day) -> Vec<crate::domain::suggest::Suggestion> {
    let who = plan.stakeholders.get(&who()).unwrap();
    suggest(plan, who, Some(&goal()), &built_in(), day)
}

fn offered(plan: &Plan) -> Vec<crate::domain::suggest::Suggestion> {
    offered_on(plan, today())
}

/// What a person sees of the first prompts.
fn shown(plan: &Plan) -> String {
    let lines = offered(plan).into_iter().take(OFFERED).map(|one| {
        format!("{} {} min: {}\n    {}\n    {}\n", one.gift.word(), one.effort, one.text, one.why, one.reason())
    });
    lines.collect()
}

#[test]
fn the_whole_deck_is_understood_and_covers_everything() {
    let (deck, mistakes) = read(include_str!("../../assets/deck.ron"));
    assert_eq!(mistakes, []);
    assert!(deck.prompts.len() >= 80, "{} prompts", deck.prompts.len());
    for gift in Gift::ALL {
        let count = deck.prompts.iter().filter(|prompt| prompt.gift == *gift).count();
        assert!(count >= 6, "{} has {count}", gift.word());
    }
    for closeness in Closeness::ALL {
        assert!(deck.prompts.iter().any(|prompt| prompt.closeness.0 <= *closeness && *closeness <= prompt.closeness.1));
    }
    for blank in Blank::ALL {
        assert!(deck.prompts.iter().any(|prompt| prompt.has(*blank)), "{}", blank.word());
    }
    let texts: BTreeSet<&str> = deck.prompts.iter().map(|prompt| prompt.text.as_str()).collect();
    assert_eq!(texts.len(), deck.prompts.len(), "none twice");
    for prompt in deck.prompts.iter() {
        assert!(!prompt.text.contains('!') && !prompt.why.contains('!'), "{}", prompt.text);
        assert!(prompt.text.ends_with('.') && prompt.why.ends_with('.'), "{}", prompt.text);
        assert!(prompt.text.contains("{name}") && !prompt.why.contains('{'), "{}", prompt.text);
        assert!(prompt.text.chars().count() <= 150 && prompt.why.chars().count() <= 120, "{}", prompt.text);
    }
}

#[test]
fn everybody_gets_at_least_five_of_whom_next_to_nothing_is_known() {
    let stances: Vec<Option<Stance>> = std::iter::once(None).chain(Stance::ALL.iter().copied().map(Some)).collect();
    let rungs = ["", "Peer", "Manager", "Director", "VP", "Executive", "Board"];
    for closeness in Closeness::ALL {
        for rung in rungs {
            for stance in &stances {
                let plan = with(|who| {
                    (who.closeness, who.seniority) = (*closeness, rung.to_owned());
                    who.stakes.insert(goal(), Stake { stance: *stance, ..Stake::default() });
                });
                let person = plan.stakeholders.get(&who()).unwrap();
                let goal = stance.map(|_| goal());
                let offered = suggest(&plan, person, goal.as_ref(), &built_in(), today());
                let kinds: BTreeSet<Gift> = offered.iter().take(OFFERED).map(|one| one.gift).collect();
                assert!(offered.len() >= 5 && kinds.len() >= 3, "{closeness:?} {rung} {stance:?}: {kinds:?}");
                for universal in [Gift::Attention, Gift::Appreciation, Gift::Recognition] {
                    assert!(offered.iter().any(|one| one.gift == universal), "{closeness:?} {rung} {stance:?}");
                }
                assert!(offered.iter().all(|one| !one.text.contains(['{', '}'])));
            }
        }
    }
}

#[test]
fn a_sceptical_executive_who_was_never_contacted() {
    let mut plan = with(|who| {
        (who.seniority, who.org) = ("Executive".into(), "Operations".into());
        who.cares_about = "trucks that leave full and on time".into();
        stance(who, Stance::Sceptical);
    });
    proof(&mut plan, false);
    insta::assert_snapshot!("sceptical_executive", shown(&plan));
}

#[test]
fn a_trusted_peer() {
    let mut plan = with(|who| {
        (who.seniority, who.org, who.closeness) = ("Peer".into(), "Platforms".into(), Closeness::Trusted);
        who.cares_about = "pipelines that nobody has to babysit at night".into();
        stance(who, Stance::Championing);
    });
    given(&mut plan, "2026-11-16", Gift::Appreciation);
    given(&mut plan, "2026-11-20", Gift::Attention);
    insta::assert_snapshot!("trusted_peer", shown(&plan));
}

#[test]
fn other_gifts_than_the_last_two_come_first() {
    let mut plan = with(|who| who.closeness = Closeness::Collaborated);
    given(&mut plan, "2026-11-18", Gift::Help);
    given(&mut plan, "2026-11-19", Gift::Insight);
    given(&mut plan, "2026-11-20", Gift::Story);
    let offered = offered(&plan);
    let lately = [Gift::Insight, Gift::Story];
    let first = offered.iter().position(|one| lately.contains(&one.gift)).unwrap();
    assert!(offered.iter().skip(first).all(|one| lately.contains(&one.gift) && one.rules[0] == Rule::Again));
    assert!(offered.iter().take(first).any(|one| one.gift == Gift::Help), "the one before the last two is back");
}

#[test]
fn small_gifts_are_followed_by_the_next_larger_kind() {
    let mut plan = with(|who| who.closeness = Closeness::Collaborated);
    given(&mut plan, "2026-11-19", Gift::Attention);
    assert!(offered(&plan).iter().all(|one| !one.rules.contains(&Rule::Larger)), "one gift tells nothing yet");
    given(&mut plan, "2026-11-20", Gift::Recognition);
    let middle = offered(&plan);
    assert_eq!((middle[0].gift.size(), middle[0].rules[0]), (crate::domain::Size::Middle, Rule::Larger));
    given(&mut plan, "2026-11-21", Gift::Story);
    assert_eq!(offered(&plan)[0].gift.size(), crate::domain::Size::Large);
}

#[test]
fn after_a_long_silence_giving_comes_before_asking() {
    let mut plan = with(|who| (who.closeness, who.cadence) = (Closeness::Regular, Some(20)));
    given(&mut plan, "2026-10-20", Gift::Help);
    let offered = offered(&plan);
    let first = offered.iter().position(|one| one.gift.asks()).unwrap();
    let asking = offered.iter().skip(first);
    assert!(asking.clone().all(|one| one.gift.asks() && one.rules[0] == Rule::GiveFirst(34)));
    assert!(asking.clone().next().unwrap().reason().starts_with("34 days of silence"));
    given(&mut plan, "2026-11-20", Gift::Help);
    assert!(offered_on(&plan, today()).iter().all(|one| !matches!(one.rules[0], Rule::GiveFirst(_))));
}

#[test]
fn only_a_proof_from_elsewhere_is_told_and_by_name_only_where_it_may_be() {
    let told = |org: &str, rung: &str, quotable| {
        let mut plan = with(|who| {
            (who.org, who.seniority, who.closeness) = (org.into(), rung.into(), Closeness::Exchanged);
            stance(who, Stance::Sceptical);
        });
        proof(&mut plan, quotable);
        let told = offered(&plan).into_iter().map(|one| one.text).find(|text| text.contains("self-serve reporting"));
        told.map(|text| text.contains("Finance"))
    };
    assert_eq!(told("Legal", "VP", true), Some(true));
    assert_eq!(told("Legal", "VP", false), Some(false));
    assert_eq!(told("Finance", "VP", true), None);
    assert_eq!(told("Legal", "Manager", true), None);
}

#[test]
fn the_same_day_gives_the_same_and_another_day_others_among_equals() {
    let plan = with(|who| who.closeness = Closeness::Collaborated);
    assert_eq!(offered(&plan), offered(&plan));
    let first = |days| -> Vec<String> {
        offered_on(&plan, today().plus(days)).into_iter().take(OFFERED).map(|one| one.text).collect()
    };
    let days: BTreeSet<Vec<String>> = (0..7).map(first).collect();
    assert!(days.len() >= 6, "{} different mornings in a week", days.len());
    let mut all: Vec<_> = offered(&plan).into_iter().map(|one| one.text).collect();
    let mut later: Vec<_> = offered_on(&plan, today().plus(1)).into_iter().map(|one| one.text).collect();
    all.sort();
    later.sort();
    assert_eq!(all, later, "the same ones in another order");
}

#[test]
fn an_own_deck_is_read_as_far_as_it_is_understood() {
    let text = r#"// mine
[
    (gift: Help, effort: 5, text: "Bring {name} the keys.", why: "They forget them."),
    (gift: Halp, effort: 5, text: "x", why: "y"),
    (
        gift: Help,
        efort: 5,
        text: "x", why: "y",
    ),
    (gift: Help, effort: 0, text: "Ask {nam}.", why: ""),
    (gift: Story, text: "x", why: "y"),
    (gift: Story, effort: "long", text: "x", why: "y"),
    (gift: Story, closeness: (Trusted, Unaware), effort: 5, text: "x", why: "y"),
    (gift: Question, closeness: (Connected, Trusted), seniority: Senior, stance: [Neutral], effort: 5, text: "x", why: "y"),
]"#;
    let (deck, mistakes) = read(text);
    assert_eq!(deck.prompts.len(), 2);
    let told: Vec<String> = mistakes.iter().map(Mistake::to_string).collect();
    insta::assert_snapshot!("own_deck", told.join("\n"));
    assert_eq!((&built_in() + &deck).prompts.len(), built_in().prompts.len() + 2);
}

#[test]
fn a_deck_that_is_none_is_told_and_nothing_of_it_is_used() {
    for (text, line) in [("[\n  (gift: Help,\n", 2), ("(gift: Help)", 1), ("[\n (a: 1) (b: 2)\n]", 2)] {
        let (deck, mistakes) = read(text);
        assert_eq!((deck.prompts.len(), mistakes.len(), mistakes[0].line), (0, 1, line), "{mistakes:?}");
    }
    assert_eq!(read(" \n"), (Deck::default(), Vec::new()));
}
