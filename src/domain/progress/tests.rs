//! The figures, on plans small enough to count by hand.

use super::*;
use crate::domain::{Edit, Gift, Idea, IdeaId, Reflection, Review, Stake, Stakeholder, Touch, TouchId};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A Monday.
const TODAY: &str = "2026-11-23";

fn data() -> GoalId {
    GoalId::new("data")
}

/// Ada, a director with a stake in the goal, and Tom, a peer without one.
fn plan() -> Plan {
    let mut plan = Plan::default();
    plan.apply(Edit::put(Goal::new(data(), "Data")));
    let mut ada = Stakeholder::named(StakeholderId::new("ada"), "Ada");
    ada.seniority = "Director".into();
    ada.stakes.insert(data(), Stake::default());
    plan.apply(Edit::put(ada));
    let tom = Stakeholder::named(StakeholderId::new("tom"), "Tom");
    plan.apply(Edit::put(Stakeholder { seniority: "Peer".into(), ..tom }));
    plan
}

fn touch(plan: &mut Plan, on: &str, with: &[&str], gift: Option<Gift>) -> Touch {
    let id = TouchId::new(format!("{:03}", plan.touches.len()));
    let with: Vec<_> = with.iter().map(|who| StakeholderId::new(*who)).collect();
    let touch = Touch { gift, ..Touch::new(id, day(on), with) };
    plan.apply(Edit::put(touch.clone()));
    touch
}

/// What each of the last weeks came to: touches, given, asked, contributions to somebody senior.
fn told(weeks: &[Week]) -> Vec<(u32, u32, u32, u32)> {
    let of = |week: &Week| {
        let tally = &week.tally;
        (tally.touches, tally.given(), tally.asked(), tally.contributions_senior())
    };
    weeks.iter().map(of).collect()
}

#[test]
fn contributions_are_counted_by_week_and_person() {
    let mut plan = plan();
    touch(&mut plan, "2026-11-22", &["ada", "tom"], Some(Gift::Proof));
    touch(&mut plan, "2026-11-16", &["tom"], Some(Gift::Question));
    touch(&mut plan, "2026-11-23", &["tom"], None);
    touch(&mut plan, "2026-11-24", &["tom"], Some(Gift::Help));
    touch(&mut plan, "2026-11-08", &["tom"], Some(Gift::Help));
    let (weeks, balances) = weeks(&plan, None, day(TODAY), 2);
    assert_eq!(weeks.iter().map(|week| week.monday.to_string()).collect::<Vec<_>>(), ["2026-11-16", "2026-11-23"]);
    // What is still to come, or too long ago, does not count; a touch without a gift is a touch.
    assert_eq!(told(&weeks), [(2, 1, 1, 1), (1, 0, 0, 0)]);
    let balances: Vec<_> = balances.iter().map(|of| (of.who.as_str(), of.given, of.asked)).collect();
    assert_eq!(balances, [("tom", 1, 1), ("ada", 1, 0)]);
}

#[test]
fn a_touch_counts_for_a_goal_by_who_was_there_or_by_the_idea() {
    let mut plan = plan();
    touch(&mut plan, TODAY, &["ada", "tom"], Some(Gift::Insight));
    touch(&mut plan, TODAY, &["tom"], Some(Gift::Insight));
    let of_goal = |plan: &Plan| {
        let (weeks, balances) = weeks(plan, Some(&data()), day(TODAY), 1);
        (told(&weeks), balances.len())
    };
    assert_eq!(of_goal(&plan), (vec![(1, 1, 0, 1)], 1));
    let idea = IdeaId::new("1");
    let serves = Idea { goal: Some(data()), ..Idea::new(idea.clone(), Vec::new(), "tell") };
    plan.apply(Edit::put(serves));
    let given = Touch { idea: Some(Box::new(idea)), ..touch(&mut plan, TODAY, &["tom"], Some(Gift::Story)) };
    plan.apply(Edit::put(given));
    assert_eq!(of_goal(&plan), (vec![(2, 2, 0, 1)], 2));
}

#[test]
fn steps_tell_how_long_they_took_and_how_long_is_left() {
    let mut plan = plan();
    let step = |text: &str, done: Option<&str>, by: Option<&str>| Step {
        text: text.into(),
        done: done.map(day),
        by: by.map(day),
    };
    let steps = vec![
        step("map", Some("2026-10-01"), None),
        step("pilot", Some("2026-10-11"), Some("2026-10-09")),
        step("sponsor", None, Some("2026-11-20")),
        step("review", None, Some("2026-11-30")),
        step("all", None, None),
    ];
    plan.apply(Edit::put(Goal { steps, ..Goal::new(data(), "Data") }));
    let closed =
        Goal { closed: Some(day(TODAY)), steps: vec![step("old", None, None)], ..Goal::new(GoalId::new("old"), "Old") };
    plan.apply(Edit::put(closed));
    for goal in [Some(data()), None] {
        let progress = Progress::of(&plan, goal.as_ref(), day(TODAY));
        let days: Vec<_> = progress.steps.iter().map(|step| step.days).collect();
        assert_eq!(days, [None, Some(10), Some(-3), Some(7), None], "{goal:?}");
    }
}

#[test]
fn moves_come_newest_first_and_only_those_of_the_goal() {
    let mut plan = plan();
    let mut ada = plan.stakeholders.get(&StakeholderId::new("ada")).unwrap().as_ref().clone();
    let up = |on: &str| Move { on: day(on), from: Some(Closeness::Unaware), to: Some(Closeness::Connected) };
    ada.moves = vec![up("2026-10-01")];
    ada.stakes.get_mut(&data()).unwrap().moves =
        vec![Move { on: day("2026-11-01"), from: Some(Stance::Neutral), to: Some(Stance::Sceptical) }];
    plan.apply(Edit::put(ada));
    let mut tom = plan.stakeholders.get(&StakeholderId::new("tom")).unwrap().as_ref().clone();
    tom.moves = vec![up("2026-11-02")];
    plan.apply(Edit::put(tom));
    let told = |goal: Option<&GoalId>| -> Vec<(String, String, Option<bool>)> {
        let progress = Progress::of(&plan, goal, day(TODAY));
        progress.moves.iter().map(|one| (one.on.to_string(), one.who.to_string(), one.what.direction())).collect()
    };
    let (tom, stance, closeness) = (
        ("2026-11-02".to_owned(), "tom".to_owned(), Some(true)),
        ("2026-11-01".to_owned(), "ada".to_owned(), Some(false)),
        ("2026-10-01".to_owned(), "ada".to_owned(), Some(true)),
    );
    assert_eq!(told(None), [tom, stance.clone(), closeness.clone()]);
    assert_eq!(told(Some(&data())), [stance, closeness]);
}

#[test]
fn levels_go_back_by_the_moves() {
    let mut plan = plan();
    let mut ada = plan.stakeholders.get(&StakeholderId::new("ada")).unwrap().as_ref().clone();
    ada.closeness = Closeness::Exchanged;
    ada.added = Some(day("2026-11-01"));
    ada.moves = vec![Move { on: day("2026-11-17"), from: Some(Closeness::Connected), to: Some(Closeness::Exchanged) }];
    ada.stakes.get_mut(&data()).unwrap().stance = Some(Stance::Neutral);
    plan.apply(Edit::put(ada));
    let on = |text: &str| Level::on(&plan, Some(&data()), [day(text)]).remove(0);
    assert_eq!(on("2026-10-31").closeness, [0; 6]);
    assert_eq!(on("2026-11-16").closeness, [0, 1, 0, 0, 0, 0]);
    assert_eq!(on("2026-11-17").closeness, [0, 0, 1, 0, 0, 0]);
    assert_eq!(on(TODAY).stance, [0, 0, 1, 0, 0]);
    // Tom has no stake, and counts when it is about everybody.
    assert_eq!(Level::on(&plan, None, [day(TODAY)])[0].closeness, [1, 0, 1, 0, 0, 0]);
    let progress = Progress::of(&plan, None, day("2026-11-25"));
    assert_eq!(progress.levels.last().unwrap().on, day("2026-11-25"));
    assert_eq!(progress.levels.first().unwrap().on, day("2026-11-23").plus(-7 * 25 + 6));
}

#[test]
fn feelings_come_by_day_and_within_their_range() {
    let mut plan = plan();
    for (id, on, feeling) in [("1", "2026-11-02", Some(9)), ("2", "2026-11-01", Some(-1)), ("3", "2026-11-03", None)] {
        let (id, text) = (ReflectionId::new(id), String::new());
        plan.apply(Edit::put(Reflection { id, on: day(on), feeling, text }));
    }
    let felt = Progress::of(&plan, None, day(TODAY)).feelings;
    assert_eq!(felt.iter().map(|felt| felt.feeling).collect::<Vec<_>>(), [-1, 2]);
}

#[test]
fn a_week_that_runs_still_breaks_no_streak() {
    let mut plan = plan();
    let weeks = |plan: &Plan| Progress::of(plan, None, day("2026-11-25")).streak.weeks;
    assert_eq!(weeks(&plan), 0);
    touch(&mut plan, "2026-11-18", &["ada"], Some(Gift::Help));
    touch(&mut plan, "2026-11-12", &["ada"], Some(Gift::Help));
    touch(&mut plan, "2026-11-01", &["ada"], Some(Gift::Help));
    assert_eq!(weeks(&plan), 2);
    touch(&mut plan, "2026-11-24", &["ada"], Some(Gift::Help));
    assert_eq!(weeks(&plan), 3);
    plan.apply(Edit::put(Review { ended: true, ..Review::new(day("2026-11-24")) }));
    assert_eq!(Progress::of(&plan, None, day("2026-11-25")).streak.days, 1);
}
