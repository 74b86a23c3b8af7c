//! The report of the sample, and of plans that are empty or hostile.

use super::*;
use crate::domain::{Edit, Goal, Reflection, ReflectionId, Stake, Stakeholder, StakeholderId, Step};
use crate::storage::read::read;

fn today() -> Day {
    "2026-11-23".parse().unwrap()
}

fn sample() -> Plan {
    Plan::new(read(include_bytes!("../../assets/demo.ron")).unwrap().loaded.records)
}

fn asked(redact: bool) -> Asked {
    Asked { goal: Some(GoalId::new("self-serve-data")), redact }
}

#[test]
fn the_page_tells_of_goal_coverage_grid_progress_and_next_steps() {
    let html = html(&sample(), &asked(false), today()).unwrap();
    for words in [
        "<!doctype html>",
        "<h1>Self-serve data in every division</h1>",
        "by 30 Apr 2027, 158 days left",
        "3 of 7 steps done",
        "Holes",
        "Grace Hopper",
        "Influence by interest",
        "aria-label=\"Contributions by week, stacked by gift\"",
        "Sponsor agreed, by 18 Dec 2026",
        "prefers-color-scheme:dark",
    ] {
        assert!(html.contains(words), "{words}");
    }
    assert_eq!(html.matches("<svg ").count(), Chart::ALL.len());
}

#[test]
fn it_stands_by_itself_without_script() {
    let html = html(&sample(), &asked(false), today()).unwrap().to_lowercase();
    for words in ["<script", "javascript:", " onload", " onclick", "src=\"http", "href=\"http", "@import", "url("] {
        assert!(!html.contains(words), "{words}");
    }
}

#[test]
fn redacted_it_names_nobody_and_has_no_notes() {
    let plan = sample();
    let text =
        [html(&plan, &asked(true), today()), markdown(&plan, &asked(true), today())].map(Result::unwrap).concat();
    let charts = Chart::ALL.map(|chart| svg(&plan, chart, &asked(true), today()).unwrap()).concat();
    for who in plan.stakeholders.iter() {
        for name in std::iter::once(&who.name).chain(&who.aka) {
            assert!(!text.contains(name.as_str()) && !charts.contains(name.as_str()), "{name}");
        }
    }
    for note in plan.reflections.iter().map(|line| &line.text).chain(plan.ideas.iter().map(|idea| &idea.text)) {
        assert!(!text.contains(note.as_str()), "{note}");
    }
    assert!(text.contains("Person 11") && text.contains("names of people are covered"));
}

#[test]
fn what_somebody_wrote_is_text_and_never_markup() {
    let mut plan = Plan::default();
    let evil = "<script>alert(1)</script> & \"quotes\" | *stars* [link](http://x)\u{1b}[2J\u{202e}";
    let goal = GoalId::new("g");
    let steps = vec![Step { text: evil.into(), by: None, done: None }];
    plan.apply(Edit::put(Goal { why: evil.into(), steps, orgs: vec![evil.into()], ..Goal::new(goal.clone(), evil) }));
    let mut who = Stakeholder::named(StakeholderId::new("evil"), evil);
    who.org = evil.into();
    who.seniority = evil.into();
    who.stakes.insert(
        goal,
        Stake {
            influence: Some(9),
            interest: Some(0),
            wanted: Some(crate::domain::Stance::Neutral),
            ..Stake::default()
        },
    );
    plan.apply(Edit::put(who));
    plan.apply(Edit::put(Reflection { id: ReflectionId::new("r"), on: today(), feeling: Some(1), text: evil.into() }));
    for redact in [false, true] {
        let asked = Asked { goal: None, redact };
        let page = html(&plan, &asked, today()).unwrap();
        let charts = Chart::ALL.map(|chart| svg(&plan, chart, &asked, today()).unwrap()).concat();
        for text in [&page, &charts] {
            assert!(!text.contains("<script") && !text.contains(['\u{1b}', '\u{202e}']));
        }
        let md = markdown(&plan, &asked, today()).unwrap();
        let bare = md.replace("\\<", "").replace("\\[", "");
        assert!(!bare.contains("<script") && !bare.contains("[link"), "{md}");
        assert!(!md.contains(['\u{1b}', '\u{202e}']), "{md}");
    }
}

#[test]
fn an_empty_plan_has_a_report_and_so_has_every_day() {
    for today in [Day::FIRST, today(), Day::LAST] {
        for plan in [Plan::default(), sample()] {
            for asked in [Asked::default(), asked(true)] {
                html(&plan, &asked, today).unwrap();
                markdown(&plan, &asked, today).unwrap();
            }
        }
    }
    assert!(html(&Plan::default(), &Asked::default(), today()).unwrap().contains("No goal yet."));
}

#[test]
fn the_charts_are_known_by_name() {
    for chart in Chart::ALL {
        assert_eq!(Chart::named(&chart.name().to_uppercase()), Some(chart));
    }
    assert_eq!(Chart::named("pie"), None);
}

#[test]
fn markdown_as_it_is() {
    let text = markdown(&sample(), &asked(false), today()).unwrap();
    insta::assert_snapshot!(text);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(24))]

    #[test]
    fn any_plan_has_a_report(records in crate::domain::arbitrary::records(), redact: bool) {
        let plan = Plan::new(records);
        let goal = plan.goals.ids().next().cloned();
        for asked in [Asked { goal, redact }, Asked { goal: None, redact }] {
            html(&plan, &asked, today()).unwrap();
            markdown(&plan, &asked, today()).unwrap();
        }
    }
}
