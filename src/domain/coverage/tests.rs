//! Examples and laws of coverage, holes and trend.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::domain::arbitrary::{day, records};
use crate::domain::diff::diff;
use crate::domain::{Closeness, Edit, Role, Stake, StakeholderId, Stance, Touch, TouchId};

fn today() -> Day {
    "2026-11-23".parse().unwrap()
}

fn goal_id() -> GoalId {
    GoalId::new("data")
}

/// A plan to say things about in one line each.
struct Case {
    plan: Plan,
    touches: usize,
}

impl Case {
    fn new() -> Self {
        let mut plan = Plan::default();
        plan.apply(Edit::put(Goal::new(goal_id(), "Self-serve data")));
        Self { plan, touches: 0 }
    }

    fn id(name: &str) -> StakeholderId {
        StakeholderId::from_name(name, |_| false)
    }

    /// Somebody with a stake in the goal.
    fn add(&mut self, name: &str, seniority: &str, org: &str) -> &mut Self {
        let mut who = Stakeholder::named(Self::id(name), name);
        (who.seniority, who.org, who.cadence) = (seniority.into(), org.into(), Some(30));
        who.added = Some(today());
        who.stakes.insert(goal_id(), Stake::default());
        self.plan.apply(Edit::put(who));
        self
    }

    fn change(&mut self, name: &str, change: impl FnOnce(&mut Stakeholder)) -> &mut Self {
        let mut who = self.plan.stakeholders.get(&Self::id(name)).unwrap().as_ref().clone();
        change(&mut who);
        self.plan.apply(Edit::put(who));
        self
    }

    fn stake(&mut self, name: &str, stake: Stake) -> &mut Self {
        self.change(name, |who| drop(who.stakes.insert(goal_id(), stake)))
    }

    /// A touch so many days ago.
    fn touch(&mut self, name: &str, ago: i64) -> &mut Self {
        self.touches += 1;
        let id = TouchId::new(format!("{:04}", self.touches));
        self.plan.apply(Edit::put(Touch::new(id, today().plus(-ago), vec![Self::id(name)])));
        self
    }

    fn orgs(&mut self, orgs: &[&str]) -> &mut Self {
        let mut goal = self.plan.goals.get(&goal_id()).unwrap().as_ref().clone();
        goal.orgs = orgs.iter().map(ToString::to_string).collect();
        self.plan.apply(Edit::put(goal));
        self
    }

    fn holes(&self) -> Vec<Hole> {
        holes(&self.plan, Some(&goal_id()), today())
    }

    /// Every hole and what to do, as it is told.
    fn told(&self) -> Vec<String> {
        let goal = goal_id();
        let telling = Telling::plain(&self.plan, Some(&goal));
        self.holes().iter().map(|hole| format!("{}: {}", telling.what(hole), telling.next(hole))).collect()
    }

    fn trend(&self) -> Trend {
        Coverage::of(&self.plan, Some(&goal_id()), today()).trend(&self.plan)
    }
}

#[track_caller]
fn has(told: &[String], words: &str) {
    assert!(told.iter().any(|line| line.contains(words)), "{words}: {told:#?}");
}

#[track_caller]
fn has_not(told: &[String], words: &str) {
    assert!(!told.iter().any(|line| line.contains(words)), "{words}: {told:#?}");
}

/// Years of good relations with peers, and nobody above.
fn only_peers() -> Case {
    let mut case = Case::new();
    case.add("Ada", "Manager", "Finance").change("Ada", |who| who.closeness = Closeness::Trusted).touch("Ada", 3);
    case.add("Tom", "Peer", "Finance").touch("Tom", 10);
    case.add("Ben", "Peer", "Risk").touch("Ben", 20);
    case
}

#[test]
fn with_peers_alone_the_hole_is_named_and_whom_to_ask_first() {
    let case = only_peers();
    let told = case.told();
    assert_eq!(
        told[0],
        "everybody you are in touch with is below Director: \
         ask Ada, who knows Finance, to introduce you to a Director or above there"
    );
    has(&told, "nobody at Director or above in Finance: ask Ada, who knows Finance");
    has(&told, "nobody at Director or above in Risk: find out who leads Risk, and add them");
    assert_eq!(case.holes()[0].weight, 100);
    assert_eq!(case.trend().weeks.map(|week| week.reached), [0; WEEKS]);
}

#[test]
fn an_executive_who_is_added_is_quiet_and_closes_the_hole_when_touched() {
    let mut case = only_peers();
    case.add("Grace", "Executive", "Finance");
    let told = case.told();
    assert!(told[0].ends_with(": ask Ada, who knows Finance, to introduce you to Grace, Executive"), "{}", told[0]);
    has(&told, "not in touch with anybody at Director or above in Finance");
    let (goal, grace) = (goal_id(), Case::id("Grace"));
    let holes = case.holes();
    let filled: Vec<&Hole> = holes.iter().filter(|hole| hole.fills(&grace)).collect();
    assert_eq!(filled.len(), 2);
    let telling = Telling::plain(&case.plan, Some(&goal));
    assert_eq!(telling.why(filled[1], &grace).unwrap(), "your only Executive in Finance");
    assert_eq!(telling.why(filled[1], &Case::id("Ada")), None);
    case.touch("Grace", 0);
    let told = case.told();
    has_not(&told, "everybody you are in touch with");
    has_not(&told, "above in Finance");
    has(&told, "nobody at Director or above in Risk");
    let trend = case.trend();
    assert_eq!((trend.weeks[WEEKS - 2].reached, trend.weeks[WEEKS - 1].reached, trend.orgs), (0, 1, 2));
    assert_eq!((trend.weeks[WEEKS - 1].covered, trend.weeks[WEEKS - 1].cells), (4, 4));
}

#[test]
fn who_went_cold_is_reconnected_with_and_who_rests_is_left_in_peace() {
    let mut case = Case::new();
    case.add("Grace", "VP", "Platforms").touch("Grace", 100);
    let told = case.told();
    has(&told, "not in touch with anybody at Director or above in Platforms: reconnect with Grace, VP");
    has(&told, "not in touch any more with anybody on the rung VP: reconnect with Grace, VP");
    case.change("Grace", |who| who.snoozed = Some(today().plus(30)));
    assert!(case.holes().iter().all(|hole| !hole.fills(&Case::id("Grace"))));
    has_not(&case.told(), "on the rung VP");
    case.change("Grace", |who| who.archived = true);
    assert!(Coverage::of(&case.plan, Some(&goal_id()), today()).people.is_empty());
}

#[test]
fn sponsors_and_deciders_have_to_be_in_touch_and_a_sponsor_not_against() {
    let sponsor = |stance| Stake { role: Some(Role::Sponsor), stance, ..Stake::default() };
    let mut case = Case::new();
    case.add("Grace", "VP", "Platforms");
    has(&case.told(), "no sponsor: find out who gains most from it, and note their role");
    has(&case.told(), "nobody who decides: find out who says yes or no, and note their role");
    case.stake("Grace", sponsor(None));
    has(&case.told(), "no sponsor on your side yet: reach out to Grace, VP");
    has(&case.told(), "nobody who decides: ask Grace, VP, your sponsor, who decides");
    case.touch("Grace", 2);
    has_not(&case.told(), "no sponsor");
    case.stake("Grace", sponsor(Some(Stance::Sceptical)));
    has(&case.told(), "no sponsor on your side yet: ask Grace, VP what would change their mind");
    case.stake("Grace", Stake { stance: Some(Stance::Supportive), ..Stake::default() });
    has(&case.told(), "no sponsor: ask Grace whether they would lend it their name");
    case.stake("Grace", Stake { role: Some(Role::Decider), ..Stake::default() });
    has_not(&case.told(), "decides");
}

#[test]
fn one_person_alone_in_an_organisation_is_a_hole_until_there_are_two() {
    let mut case = Case::new();
    case.add("Zoe", "Director", "Legal").touch("Zoe", 2);
    has(&case.told(), "Legal hangs on one person, Zoe: ask Zoe whom else you should know there");
    case.add("Sam", "Manager", "Legal");
    has(&case.told(), "Legal hangs on one person, Zoe: ask Zoe to introduce you to Sam, Manager");
    case.touch("Sam", 1);
    has_not(&case.told(), "hangs on");
}

#[test]
fn the_organisations_that_matter_are_those_the_goal_names() {
    let mut case = only_peers();
    case.orgs(&["Legal", " finance "]);
    let coverage = Coverage::of(&case.plan, Some(&goal_id()), today());
    let columns: Vec<_> = coverage.columns.iter().map(|column| (column.name.as_str(), column.matters)).collect();
    assert_eq!(columns, [("Legal", true), ("Finance", true), ("Risk", false)]);
    let told = case.told();
    has(&told, "nobody at Director or above in Legal");
    has(&told, "nobody at Director or above in Finance");
    has_not(&told, "Risk");
}

#[test]
fn an_introduction_comes_from_who_is_close_and_knows_them() {
    let mut case = Case::new();
    let close = |closeness| move |who: &mut Stakeholder| who.closeness = closeness;
    case.add("Senior", "VP", "Risk");
    case.add("Near", "Manager", "Risk").change("Near", close(Closeness::Trusted)).touch("Near", 5);
    case.add("Far", "Manager", "Risk").change("Far", close(Closeness::Connected)).touch("Far", 5);
    case.add("Met", "Peer", "Sales").change("Met", close(Closeness::Exchanged)).touch("Met", 5);
    case.add("High", "VP", "Sales").change("High", close(Closeness::Regular)).touch("High", 5);
    let ways = |case: &Case| {
        let hole = case.holes().into_iter().rfind(|hole| hole.org() == Some("Risk")).unwrap();
        hole.ways.into_iter().map(|way| (way.who.to_string(), way.knows)).collect::<Vec<_>>()
    };
    assert_eq!(ways(&case), [("near".into(), Knows::Inside), ("high".into(), Knows::Peers)]);
    case.change("Far", |who| who.introduced_by = Some(Case::id("Met")));
    assert_eq!(ways(&case)[1], ("high".into(), Knows::Peers));
    assert_eq!(ways(&case)[2], ("met".into(), Knows::People(1)));
    case.change("Senior", |who| who.introduced_by = Some(Case::id("Met")));
    assert!(ways(&case).contains(&("met".into(), Knows::Them(Case::id("Senior")))));
    case.touch("Near", 0).change("Near", |who| who.snoozed = Some(today().plus(9)));
    assert!(!ways(&case).iter().any(|(who, _)| who == "near"));
}

#[test]
fn who_is_senior_there_but_has_no_stake_yet_is_brought_in() {
    let mut case = only_peers();
    case.add("Olga", "Director", "Risk").change("Olga", |who| who.stakes.clear());
    has(&case.told(), "in Risk: bring in Olga, Director in Risk, who has no stake in this goal yet");
    assert!(Coverage::of(&case.plan, None, today()).people.iter().any(|person| person.who.name == "Olga"));
}

#[test]
fn a_closed_goal_has_no_holes_and_an_empty_plan_neither() {
    let mut case = only_peers();
    assert!(!holes(&case.plan, None, today()).is_empty());
    let goal = Goal { closed: Some(today()), ..Goal::new(goal_id(), "Self-serve data") };
    case.plan.apply(Edit::put(goal));
    assert_eq!(case.holes(), []);
    assert_eq!(holes(&Plan::default(), None, today()), []);
}

#[test]
fn with_all_goals_the_sentences_name_the_goal() {
    let case = only_peers();
    let telling = Telling::plain(&case.plan, None);
    let told: Vec<String> = holes(&case.plan, None, today()).iter().map(|hole| telling.what(hole)).collect();
    has(&told, "no sponsor: Self-serve data");
    let covered = Telling { name: &|_| "x".to_owned(), ..telling };
    for hole in holes(&case.plan, None, today()) {
        let told = format!("{}{}", covered.what(&hole), covered.next(&hole));
        assert!(!["Ada", "Tom", "Ben", "Finance", "Risk", "data"].iter().any(|name| told.contains(name)), "{told}");
    }
}

#[test]
fn a_week_is_covered_until_contact_is_cold() {
    let mut case = Case::new();
    case.add("Grace", "VP", "Platforms").touch("Grace", 28);
    // The weeks end 28, 21, 14, 7 and 0 days ago.
    let reached = case.trend().weeks.map(|week| week.reached);
    assert_eq!(reached, [0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
    case.change("Grace", |who| who.cadence = Some(7));
    assert_eq!(case.trend().weeks.map(|week| week.covered), [0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0]);
    assert_eq!(case.trend().weeks.map(|week| week.cells), [0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
}

#[test]
fn the_senior_rung_is_a_third_of_the_way_up() {
    let of = |count: usize| {
        let rungs = (0..count).map(|number| number.to_string()).collect();
        crate::domain::Ladder { rungs }.senior()
    };
    assert_eq!([of(0), of(1), of(2), of(3), of(6), of(9)], [None, Some(0), Some(1), Some(1), Some(2), Some(3)]);
}

/// The goals of a plan, and all of them together.
fn views(plan: &Plan) -> Vec<Option<GoalId>> {
    plan.goals.ids().cloned().map(Some).chain([None]).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn everybody_who_counts_is_in_one_cell(records in records(), today in day()) {
        let plan = Plan::new(records);
        for goal in views(&plan) {
            let coverage = Coverage::of(&plan, goal.as_ref(), today);
            let mut seen = Vec::new();
            for (row, column) in (0..coverage.rows.len()).flat_map(|row| (0..coverage.columns.len()).map(move |at| (row, at))) {
                let cell = coverage.cell(row, column).unwrap();
                let people: Vec<&Person> = coverage.people_in(row, column).collect();
                prop_assert_eq!(cell.warmest, people.iter().map(|person| person.standing.warmth).min());
                for person in people {
                    let name = &coverage.columns[column].name;
                    prop_assert_eq!(org_key(&person.who.org), org_key(name));
                    prop_assert_eq!(coverage.rows[row].height, plan.ladder.height(&person.who.seniority));
                    seen.push(person.who.id.clone());
                }
            }
            seen.sort();
            let counts = |who: &&Arc<Stakeholder>| !who.archived && goal.as_ref().is_none_or(|goal| who.stakes.contains_key(goal));
            let all: Vec<StakeholderId> = plan.stakeholders.iter().filter(counts).map(|who| who.id.clone()).collect();
            prop_assert_eq!(seen, all);
        }
    }

    #[test]
    fn holes_are_in_order_told_in_full_and_about_people_of_the_plan(records in records(), today in day()) {
        let plan = Plan::new(records);
        for goal in views(&plan) {
            let found = holes(&plan, goal.as_ref(), today);
            prop_assert_eq!(&found, &holes(&plan, goal.as_ref(), today));
            prop_assert!(found.is_sorted_by_key(|hole| std::cmp::Reverse(hole.weight)));
            let telling = Telling::plain(&plan, goal.as_ref());
            for hole in &found {
                prop_assert!((1..=100).contains(&hole.weight));
                prop_assert!(!telling.what(hole).is_empty() && !telling.next(hole).is_empty(), "{hole:?}");
                for who in &hole.who {
                    prop_assert!(plan.stakeholders.get(who).is_some_and(|who| !who.archived));
                    prop_assert!(telling.why(hole, who).is_some());
                }
                prop_assert!(hole.ways.iter().all(|way| plan.stakeholders.contains(&way.who)));
            }
            let lacks: Vec<_> = found.iter().map(|hole| format!("{:?}{:?}", hole.lack, hole.goal)).collect();
            prop_assert_eq!(lacks.iter().collect::<BTreeSet<_>>().len(), lacks.len());
        }
    }

    /// Touching whoever fills a hole closes it, or in the case of a rung or a single person, this one.
    #[test]
    fn touching_who_fills_a_hole_closes_it(records in records(), today in day()) {
        let plan = Plan::new(records);
        for goal in views(&plan) {
            for hole in holes(&plan, goal.as_ref(), today) {
                let Some(who) = hole.who.first() else { continue };
                let mut after = plan.clone();
                after.apply(Edit::put(Touch::new(TouchId::new("now"), today, vec![who.clone()])));
                let same = |other: &Hole| other.goal == hole.goal && match (&other.lack, &hole.lack) {
                    (Lack::OnlyPeers { .. }, Lack::OnlyPeers { .. }) => true,
                    (one, two) => one == two,
                };
                let against = hole.lack == Lack::NoSponsor;
                prop_assert!(against || !holes(&after, goal.as_ref(), today).iter().any(same), "{hole:?}");
            }
        }
    }

    #[test]
    fn what_is_hollow_can_be_told_without_the_rest(
        records in records(),
        then in records(),
        today in day(),
        at_once in 1..6_usize,
    ) {
        let mut plan = Plan::new(records);
        let mut followed = Hollow::default();
        for edits in diff(plan.records(), &then).chunks(at_once) {
            edits.iter().cloned().for_each(|edit| drop(plan.apply(edit)));
            // The last goal stays where it can.
            let last = plan.goals.iter().last();
            for goal in plan.goals.iter().filter(|goal| goal.closed.is_none()) {
                let coverage = Coverage::of(&plan, Some(&goal.id), today);
                let columns = coverage.columns.iter().enumerate().filter(|(at, _)| coverage.is_hollow(*at));
                let names: Vec<String> = columns.map(|(_, column)| column.name.clone()).collect();
                let people = plan.stakeholders.iter().map(|who| (who, standing(&plan, who, today)));
                let mut anew = Hollow::default();
                anew.follow(&plan, &goal.id, today, people.clone());
                prop_assert_eq!(&anew.names(&plan), &names);
                if Some(goal) == last {
                    followed.follow(&plan, &goal.id, today, people);
                    prop_assert_eq!(followed.names(&plan), names);
                }
            }
        }
    }

    #[test]
    fn the_trend_ends_with_the_coverage_of_today(records in records(), today in day()) {
        let plan = Plan::new(records);
        for goal in views(&plan) {
            let coverage = Coverage::of(&plan, goal.as_ref(), today);
            let trend = coverage.trend(&plan);
            let in_touch = |cell: &&Cell| cell.people.iter().any(|at| coverage.people[*at].in_touch());
            let cells = coverage.cells.iter().filter(in_touch).count();
            let hollow = (0..coverage.columns.len()).filter(|column| coverage.is_hollow(*column)).count();
            let future = plan.touches.iter().any(|touch| touch.on > today);
            let last = trend.weeks[WEEKS - 1];
            prop_assert!(future || last.covered == cells);
            prop_assert!(future || coverage.senior.is_none() || last.reached + hollow == trend.orgs);
            prop_assert_eq!(last.end, today);
            for week in trend.weeks {
                prop_assert!(week.covered <= week.cells && week.reached <= trend.orgs);
            }
        }
    }
}
