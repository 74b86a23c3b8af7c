use proptest::prelude::*;

use super::*;
use crate::domain::arbitrary::{records, sound_records};
use crate::domain::reason::{Part, near};
use crate::domain::{Edit, FollowUp, Goal, Idea, IdeaId, Record, Stance, TouchId};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn today() -> Day {
    day("2026-11-23")
}

fn id(name: &str) -> StakeholderId {
    StakeholderId::new(name)
}

/// Somebody with a cadence of 20 days, last touched so many days ago.
fn person(plan: &mut Plan, name: &str, ago: Option<i64>) -> Stakeholder {
    let who = Stakeholder { cadence: Some(20), ..Stakeholder::named(id(name), name) };
    plan.apply(Edit::put(who.clone()));
    if let Some(ago) = ago {
        let touch = Touch::new(TouchId::new(format!("touch-{name}")), today().plus(-ago), vec![id(name)]);
        plan.apply(Edit::put(touch));
    }
    who
}

/// What is promised to somebody by a day, or by none.
fn promise(plan: &mut Plan, to: &str, made: i64, by: Option<i64>) {
    let follow_up = FollowUp { by: by.map(|by| today().plus(by)), text: "send the numbers".into(), done: None };
    let touch = Touch::new(TouchId::new(format!("promise-{to}")), today().plus(-made), vec![id(to)]);
    plan.apply(Edit::put(Touch { follow_up: Some(follow_up.into()), ..touch }));
}

fn idea(plan: &mut Plan, to: &str, by: i64) {
    let idea = Idea::new(IdeaId::new(format!("idea-{to}")), vec![id(to)], "thank her team");
    plan.apply(Edit::put(Idea { by: Some(today().plus(by)), ..idea }));
}

fn words(plan: &Plan, who: &str) -> Vec<String> {
    let entry = Calls::of(plan, today(), None).entry(plan, &id(who));
    entry.map_or(Vec::new(), |entry| entry.reasons.iter().map(|reason| reason.words(today())).collect())
}

fn order(plan: &Plan) -> Vec<String> {
    Agenda::of(plan, today(), None, SIZE).entries.iter().map(|entry| entry.who.name.clone()).collect()
}

#[test]
fn silence_is_measured_in_the_own_cadence_and_ranks_by_it() {
    let mut plan = Plan::default();
    person(&mut plan, "fresh", Some(19));
    person(&mut plan, "due", Some(20));
    person(&mut plan, "late", Some(45));
    let yearly = Stakeholder { cadence: Some(365), ..person(&mut plan, "yearly", Some(300)) };
    plan.apply(Edit::put(yearly));
    person(&mut plan, "never", None);
    assert_eq!(order(&plan), ["late", "never", "due"]);
    assert_eq!(words(&plan, "late"), ["45 days, you wanted 20"]);
    assert_eq!(words(&plan, "never"), ["not in touch yet"]);
}

#[test]
fn a_promise_comes_first_and_stays_after_a_touch_until_it_is_kept() {
    let mut plan = Plan::default();
    person(&mut plan, "late", Some(80));
    person(&mut plan, "ada", Some(0));
    promise(&mut plan, "ada", 3, Some(0));
    assert_eq!(order(&plan), ["ada", "late"]);
    assert_eq!(words(&plan, "ada"), ["promised: send the numbers, by today"]);
    let mut kept = plan.touches.get(&TouchId::new("promise-ada")).unwrap().as_ref().clone();
    kept.follow_up.as_mut().unwrap().done = Some(today());
    plan.apply(Edit::put(kept));
    assert_eq!(order(&plan), ["late"]);
}

#[test]
fn a_promise_to_come_waits_and_one_without_a_day_is_due_after_a_week() {
    let mut plan = Plan::default();
    for (name, made, by) in [("early", 1, Some(1)), ("late", 9, Some(-3)), ("new", 6, None), ("old", 7, None)] {
        person(&mut plan, name, Some(0));
        promise(&mut plan, name, made, by);
    }
    assert_eq!(order(&plan), ["late", "old"]);
    assert_eq!(words(&plan, "late"), ["promised: send the numbers, by 20 Nov"]);
    assert_eq!(words(&plan, "old"), ["promised: send the numbers"]);
    let due: Vec<Day> = promises(&plan).iter().map(|promise| promise.due).collect();
    assert_eq!(due, [today().plus(-3), today(), today().plus(1), today().plus(1)]);
}

#[test]
fn an_idea_calls_some_days_before_its_day_and_not_once_it_was_given() {
    let mut plan = Plan::default();
    for (name, by, touched) in [("far", 5, 1), ("friday", 4, 1), ("past", -2, 0), ("sure", 4, 0)] {
        person(&mut plan, name, Some(touched));
        idea(&mut plan, name, by);
    }
    assert_eq!(order(&plan), ["past", "friday"]);
    assert_eq!(words(&plan, "friday"), ["idea due Friday: thank her team"]);
    let given = Touch::new(TouchId::new("given"), today(), vec![id("friday")]);
    plan.apply(Edit::put(Touch { idea: Some(Box::new(IdeaId::new("idea-friday"))), ..given }));
    assert_eq!(order(&plan), ["past"]);
}

#[test]
fn a_birthday_calls_until_greeted_and_in_years_without_a_29_february() {
    let mut plan = Plan::default();
    let ada = person(&mut plan, "ada", Some(1));
    plan.apply(Edit::put(Stakeholder { birthday: Some(day("0001-11-25")), ..ada }));
    assert_eq!(words(&plan, "ada"), ["birthday Wednesday"]);
    let grace = person(&mut plan, "grace", Some(0));
    plan.apply(Edit::put(Stakeholder { birthday: Some(today()), ..grace }));
    assert_eq!(order(&plan), ["ada"]);
    assert_eq!(next_birthday(day("2000-02-29"), day("2026-02-01")), Some(day("2026-02-28")));
    assert_eq!(next_birthday(day("2000-02-29"), day("2026-03-01")), Some(day("2027-02-28")));
    assert_eq!(next_birthday(day("2000-02-29"), day("2027-03-01")), Some(day("2028-02-29")));
}

#[test]
fn who_decides_is_asked_about_sooner_and_the_goal_shown_says_who_that_is() {
    let mut plan = Plan::default();
    let (mine, other) = (GoalId::new("mine"), GoalId::new("other"));
    plan.apply(Edit::put(Goal::new(mine.clone(), "Mine")));
    plan.apply(Edit::put(Goal { closed: Some(today()), ..Goal::new(other.clone(), "Other") }));
    let stake = Stake {
        role: Some(Role::Sponsor),
        stance: Some(Stance::Sceptical),
        wanted: Some(Stance::Championing),
        ..Stake::default()
    };
    let mut ada = person(&mut plan, "ada", Some(16));
    ada.stakes.insert(mine.clone(), stake.clone());
    plan.apply(Edit::put(ada.clone()));
    assert_eq!(words(&plan, "ada"), ["your sponsor, quiet for 16 days", "sponsor, and not on your side yet: Mine"]);
    assert!(Agenda::of(&plan, today(), Some(&other), SIZE).is_empty());
    plan.apply(Edit::Remove(crate::domain::Key::Touch(TouchId::new("touch-ada"))));
    let told = ["not in touch yet", "your sponsor"];
    let more = ["sponsor, and not on your side yet: Mine", "sceptical so far, championing hoped for"];
    assert_eq!(words(&plan, "ada"), [told[0], told[1], more[1], more[0]]);
    // A goal that is closed asks for nothing.
    ada.stakes = [(other, stake)].into_iter().collect();
    plan.apply(Edit::put(ada));
    assert_eq!(words(&plan, "ada"), ["not in touch yet"]);
}

#[test]
fn who_would_fill_a_hole_is_told_which() {
    let mut plan = Plan::default();
    let goal = GoalId::new("mine");
    plan.apply(Edit::put(Goal { orgs: vec!["Risk".into()], ..Goal::new(goal.clone(), "Mine") }));
    let mut ada = person(&mut plan, "ada", None);
    (ada.org, ada.seniority) = ("Risk".into(), "Executive".into());
    ada.stakes.insert(goal, Stake::default());
    plan.apply(Edit::put(ada));
    assert_eq!(words(&plan, "ada"), ["not in touch yet", "your only Executive in Risk"]);
}

#[test]
fn names_in_the_words_can_be_covered() {
    let ours = |text: &str| Part::Ours(text.to_owned());
    let wanted = vec![ours("your only VP in "), Part::Name("Risk".to_owned())];
    assert_eq!(parts("your only VP in \u{1}Risk\u{1}"), wanted);
    assert_eq!(parts("no name"), [ours("no name")]);
}

#[test]
fn a_day_has_a_limit_and_says_how_many_wait() {
    let mut plan = Plan::default();
    for number in 0..10 {
        person(&mut plan, &format!("p{number}"), Some(100));
    }
    let agenda = Agenda::of(&plan, today(), None, 7);
    assert_eq!((agenda.entries.len(), agenda.waiting, agenda.len()), (7, 3, 10));
    let rest = Agenda::without(&plan, today(), None, 7, &[id("p0"), id("p1")]);
    assert_eq!((rest.entries.len(), rest.waiting), (7, 1));
    assert!(rest.entries.iter().all(|entry| entry.who.name != "p0"));
}

#[test]
fn when_nobody_is_due_the_next_day_is_known() {
    let mut plan = Plan::default();
    assert_eq!(next(&plan, today()), None);
    person(&mut plan, "ada", Some(5));
    assert_eq!(next(&plan, today()), Some((today().plus(15), id("ada"))));
    let grace = Stakeholder { snoozed: Some(today().plus(9)), ..person(&mut plan, "grace", Some(50)) };
    plan.apply(Edit::put(grace));
    assert_eq!(next(&plan, today()), Some((today().plus(9), id("grace"))));
    promise(&mut plan, "ada", 1, Some(3));
    assert_eq!(next(&plan, today()), Some((today().plus(3), id("ada"))));
}

#[test]
fn days_are_named_as_they_are_said() {
    let cases = [
        ("2026-11-23", "today"),
        ("2026-11-24", "tomorrow"),
        ("2026-11-22", "yesterday"),
        ("2026-11-27", "Friday"),
        ("2026-11-29", "Sunday"),
        ("2026-11-30", "30 Nov"),
        ("2026-11-20", "20 Nov"),
        ("2027-01-02", "2 Jan 2027"),
    ];
    for (on, wanted) in cases {
        assert_eq!(near(day(on), today()), wanted);
    }
}

/// The same plan, learned record by record from the last to the first.
fn turned_round(records: &crate::domain::Records) -> Plan {
    let mut plan = Plan::default();
    let mut all: Vec<Record> = records.all().collect();
    all.reverse();
    for record in all {
        plan.apply(Edit::Put(record));
    }
    plan
}

/// The records without what is dated after today: nobody touches anybody tomorrow.
fn so_far(records: &crate::domain::Records) -> Plan {
    let mut records = records.clone();
    records.touches = records.touches.iter().filter(|touch| touch.on <= today()).cloned().collect();
    Plan::new(records)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_is_total_and_does_not_depend_on_how_the_records_came(records in records(), size in 0..9_usize) {
        let (one, two) = (Plan::new(records.clone()), turned_round(&records));
        let goal = records.goals.ids().next();
        for goal in [None, goal] {
            let agenda = Agenda::of(&one, today(), goal, size);
            prop_assert_eq!(&agenda, &Agenda::of(&two, today(), goal, size));
            prop_assert!(agenda.entries.len() <= size);
            // Every size is the beginning of the whole.
            let whole = Agenda::of(&one, today(), goal, usize::MAX);
            prop_assert_eq!(whole.waiting, 0);
            prop_assert_eq!(&whole.entries[..agenda.entries.len()], &agenda.entries[..]);
            prop_assert_eq!(whole.len(), agenda.len());
            prop_assert_eq!(Calls::of(&one, today(), goal).count(&[]), whole.len());
            for pair in whole.entries.windows(2) {
                prop_assert!(pair[0].weight >= pair[1].weight && pair[0].who.id != pair[1].who.id);
            }
        }
    }

    #[test]
    fn nobody_who_rests_or_is_archived_is_ever_listed_and_everybody_listed_has_a_reason(records in records(), days in -400..400_i64) {
        let plan = Plan::new(records);
        let on = today().plus(days);
        for entry in Agenda::of(&plan, on, None, usize::MAX).entries {
            prop_assert!(!entry.who.archived);
            prop_assert!(entry.who.snoozed.is_none_or(|until| until <= on));
            prop_assert!(entry.reasons.iter().any(Reason::calls));
            prop_assert_eq!(entry.weight, entry.reasons.iter().map(Reason::weight).sum::<i64>());
            prop_assert!(entry.reasons.iter().all(|reason| reason.weight() > 0 && !reason.words(on).is_empty()));
            prop_assert!(entry.reasons.windows(2).all(|pair| pair[0].weight() >= pair[1].weight()));
        }
    }

    #[test]
    fn a_touch_today_takes_every_reason_of_silence_away(records in sound_records()) {
        let mut plan = so_far(&records);
        let everybody: Vec<StakeholderId> = records.stakeholders.ids().cloned().collect();
        if !everybody.is_empty() {
            plan.apply(Edit::put(Touch::new(TouchId::new("now"), today(), everybody)));
        }
        for entry in Agenda::of(&plan, today(), None, usize::MAX).entries {
            let silent = |reason: &Reason| {
                matches!(reason, Reason::Silence { .. } | Reason::Never { .. } | Reason::Quiet { .. } | Reason::Birthday { .. })
            };
            prop_assert!(!entry.reasons.iter().any(silent), "{:?}", entry);
        }
    }

    #[test]
    fn the_next_day_is_the_first_on_which_anybody_is_listed(records in sound_records()) {
        let plan = so_far(&records);
        if let Some((day, who)) = next(&plan, today()).filter(|(day, _)| day.days_since(today()) < 500) {
            prop_assert!(Agenda::calls(&plan, day, None, &who), "{} on {}", who, day);
            for earlier in 1..day.days_since(today()) {
                let listed = Agenda::of(&plan, today().plus(earlier), None, 1);
                prop_assert!(listed.is_empty(), "{:?} in {} days already, not on {}", listed.entries, earlier, day);
            }
        }
    }
}
