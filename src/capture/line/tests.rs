//! Lines as people type them, and what they come to. Today is Monday 23 November 2026.

use proptest::prelude::*;

use super::complete::complete;
use super::*;
use crate::domain::{Edit, Stance};

pub fn today() -> Day {
    "2026-11-23".parse().unwrap()
}

/// Two people called Grace, one with a nickname, names of many kinds.
pub fn plan() -> Plan {
    let mut plan = Plan::default();
    let people = [
        ("Grace Hopper", "the Admiral", "Platforms"),
        ("Grace Kelly", "", "Risk and Legal"),
        ("Ada Lovelace", "Countess", "Finance"),
        ("Alan Turing", "", "Research"),
        ("李小龙", "", "Finance"),
        ("Владимир Иванов", "", "Risk and Legal"),
        ("Anna van der Berg", "", "Platforms"),
        ("May Sunday", "", ""),
        ("Zoë O'Neill", "", "Legal"),
    ];
    for (name, aka, org) in people {
        let id = StakeholderId::from_name(name, |id| plan.stakeholders.contains(id));
        let mut who = Stakeholder { org: org.into(), ..Stakeholder::named(id, name) };
        who.aka.extend((!aka.is_empty()).then(|| aka.to_owned()));
        who.tags.push("pilot".into());
        who.stakes
            .insert(GoalId::new("data"), crate::domain::Stake { stance: Some(Stance::Neutral), ..Default::default() });
        plan.apply(Edit::put(who));
    }
    plan
}

pub fn setting<'a>(plan: &'a Plan, selected: &'a [StakeholderId]) -> Setting<'a> {
    Setting { plan, today: today(), selected, goal: None, chosen: &[] }
}

/// Everything a line comes to, as one text: `key=value` for what is not empty, doubts behind a `?`.
fn told(kind: Kind, line: &str, selected: &[StakeholderId]) -> String {
    let plan = plan();
    let captured = read(kind, line, &setting(&plan, selected));
    let mut told: Vec<String> = Vec::new();
    let mut say = |key: &str, value: String| {
        if !value.is_empty() {
            told.push(format!("{key}={value}"));
        }
    };
    let ids = |ids: &[StakeholderId]| {
        let ids = ids.iter().filter(|id| !selected.contains(id));
        ids.map(|id| plan.stakeholders.get(id).unwrap().name.clone()).collect::<Vec<_>>().join("+")
    };
    let day = |day: Option<Day>| day.map_or(String::new(), |day| day.to_string());
    match &captured.what {
        What::Stakeholder(who) => {
            say("name", who.name.clone());
            say("title", who.title.clone());
            say("rung", who.seniority.clone());
            say("org", who.org.clone());
            say("cadence", who.cadence.map_or(String::new(), |days| days.to_string()));
            say("tags", who.tags.join("+"));
            say("aka", who.aka.join("+"));
            say("reach", who.handles.iter().map(|(_, at)| at.clone()).collect::<Vec<_>>().join("+"));
        }
        What::Touch(touch) => {
            say("note", touch.note.clone());
            say("on", day(Some(touch.on).filter(|on| *on != today())));
            say("with", ids(&touch.with));
            say("via", touch.via.map_or(String::new(), |via| via.word().to_owned()));
            say("gift", touch.gift.map_or(String::new(), |gift| gift.word().to_owned()));
            if let Some(promise) = &touch.follow_up {
                say("promise", promise.text.clone());
                say("by", day(promise.by));
            }
        }
        What::Idea(idea) => {
            say("idea", idea.text.clone());
            say("for", idea.for_them.clone());
            say("to", ids(&idea.to));
            say("by", day(idea.by));
            say("gift", idea.gift.map_or(String::new(), |gift| gift.word().to_owned()));
            say("effort", idea.effort.map_or(String::new(), |minutes| minutes.to_string()));
        }
    }
    for doubt in &captured.doubts {
        told.push(match doubt {
            Doubt::Several { word, who, .. } => format!("?{word} of {}", who.len()),
            Doubt::NotUnderstood { span, .. } => format!("?{}", line.get(span.clone()).unwrap()),
            Doubt::Missing { .. } => "?missing".to_owned(),
        });
    }
    told.join(" | ")
}

/// Reads each line and compares everything it comes to, all lines before the first complaint.
pub fn check(kind: Kind, selected: &[&str], cases: &[(&str, &str)]) {
    let selected: Vec<StakeholderId> = selected.iter().map(|id| StakeholderId::new(*id)).collect();
    let wrong: Vec<String> = cases
        .iter()
        .map(|(line, wanted)| (line, wanted, told(kind, line, &selected)))
        .filter(|(_, wanted, found)| found != *wanted)
        .map(|(line, wanted, found)| format!("{line}\n   wanted {wanted}\n   found  {found}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_name_of_several_is_whoever_was_chosen() {
    let plan = plan();
    let chosen = [("Grace".to_owned(), StakeholderId::new("grace-kelly"))];
    let setting = Setting { chosen: &chosen, ..setting(&plan, &[]) };
    let captured = read(Kind::Touch, "lunch with grace", &setting);
    assert!(captured.holds());
    assert!(matches!(captured.what, What::Touch(touch) if *touch.with == [StakeholderId::new("grace-kelly")]));
}

#[test]
fn whoever_is_added_is_a_part_of_the_goal() {
    let plan = plan();
    let goal = GoalId::new("data");
    let captured = read(Kind::Stakeholder, "Nora", &Setting { goal: Some(&goal), ..setting(&plan, &[]) });
    assert!(
        matches!(captured.what, What::Stakeholder(who) if who.stakes.contains_key(&goal) && who.added == Some(today()))
    );
}

#[test]
fn tab_offers_what_fits() {
    let plan = plan();
    let offered = |kind, line: &str| -> Vec<String> {
        let found = complete(kind, line, line.len(), &setting(&plan, &[]));
        found.into_iter().map(|one| format!("{}{}", line.get(..one.replace.start).unwrap(), one.with)).collect()
    };
    let first = |kind, line| offered(kind, line).into_iter().next().unwrap_or_default();
    assert_eq!(first(Kind::Stakeholder, "Nora @pl"), "Nora @Platforms ");
    assert_eq!(first(Kind::Stakeholder, "Nora @ri"), "Nora @\"Risk and Legal\" ");
    assert_eq!(first(Kind::Stakeholder, "Nora #"), "Nora #pilot ");
    assert_eq!(first(Kind::Stakeholder, "Nora ^d"), "Nora ^Director ");
    assert_eq!(offered(Kind::Stakeholder, "No"), [""; 0]);
    assert_eq!(first(Kind::Touch, "sent +ins"), "sent +insight ");
    assert_eq!(first(Kind::Touch, "sent via ph"), "sent via phone ");
    assert_eq!(offered(Kind::Touch, "with gr"), ["with Grace Hopper ", "with Grace Kelly "]);
    assert_eq!(first(Kind::Touch, "with Ada Lovelace and al"), "with Ada Lovelace and Alan Turing ");
    assert_eq!(first(Kind::Touch, "@adm"), "@\"the Admiral\" ");
    assert_eq!(first(Kind::Touch, "saw Tur"), "saw Alan Turing ");
    assert_eq!(offered(Kind::Touch, "saw tur"), [""; 0]);
    assert_eq!(offered(Kind::Idea, ""), [""; 0]);
    assert_eq!(first(Kind::Idea, "à +rec"), "à +recognition ");
    assert_eq!(complete(Kind::Touch, "é", 1, &setting(&plan, &[])), []);
}

/// A word as somebody may type it, sense or not.
fn word() -> impl Strategy<Value = String> {
    let known = [
        "yesterday",
        "fri",
        "by",
        "on",
        "19",
        "nov",
        "2026-11-02",
        "via",
        "email",
        "in",
        "person",
        "+insight",
        "+x",
        "!send",
        "!",
        "@ada",
        "@Risk",
        "with",
        "Grace",
        "the",
        "Admiral",
        "and",
        "Alan,",
        "#pilot",
        "~3w",
        "~15m",
        "^VP",
        "^x",
        "Head",
        "of",
        "(CFO)",
        "a@b.example",
        "+44",
        "207946",
        "\"two",
        "words\"",
        "\\#1",
        "3",
        "days",
        "ago",
        "李小龙",
        "é",
        ",",
        "end",
        "month",
        "🎉",
    ];
    prop_oneof![8 => prop::sample::select(known.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,8}"]
}

/// A word without the signs that tell what it is, and the marks around it.
fn bare(word: &str) -> String {
    plain(word.trim_matches(|letter: char| !letter.is_alphanumeric()))
}

/// A text without quotes and backslashes.
fn plain(text: &str) -> String {
    text.replace(['"', '\\'], "")
}

/// Every text of a record.
fn texts(what: &What) -> String {
    match what {
        What::Stakeholder(who) => {
            let lists = who.aka.iter().chain(&who.tags).chain(who.handles.iter().map(|(_, text)| text));
            let all = [&who.name, &who.title, &who.org, &who.notes].into_iter().chain(lists);
            all.cloned().collect::<Vec<_>>().join(" ")
        }
        What::Touch(touch) => {
            let promise = touch.follow_up.as_ref().map_or(String::new(), |promise| promise.text.clone());
            format!("{} {promise}", touch.note)
        }
        What::Idea(idea) => idea.text.clone(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn nothing_typed_is_ever_dropped(kind in 0..3_usize, selected: bool, words in prop::collection::vec(word(), 0..12)) {
        let (plan, kind) = (plan(), [Kind::Stakeholder, Kind::Touch, Kind::Idea][kind]);
        let line = words.join(" ");
        let ada = [StakeholderId::new("ada-lovelace")];
        let captured = read(kind, &line, &setting(&plan, if selected { &ada } else { &[] }));
        let (kept, all) = (plain(&texts(&captured.what)), plain(&line));
        // A word is in the texts of the record, or in a chip that holds it as something else than text.
        let mut at = 0;
        for word in line.split_whitespace() {
            let from = at + line.get(at..).unwrap().find(word).unwrap();
            at = from + word.len();
            let shown = |chip: &Chip| {
                let text = [Part::Name, Part::Title, Part::FollowUp, Part::With];
                !text.contains(&chip.part) && chip.span.start <= from && at <= chip.span.end
            };
            let held = kept.contains(&bare(word)) || captured.chips.iter().any(shown);
            prop_assert!(held, "{} is not in {:?} of {}", word, kept, line);
        }
        // And nothing is in the record that was not typed.
        for word in kept.split_whitespace() {
            prop_assert!(all.contains(&bare(word)), "{} in {:?} was not in {}", word, kept, line);
        }
        for chip in &captured.chips {
            prop_assert!(line.get(chip.span.clone()).is_some() && !chip.text.is_empty(), "{:?} in {}", chip, line);
        }
        for cursor in (0..=line.len()).filter(|at| line.is_char_boundary(*at)) {
            complete(kind, &line, cursor, &setting(&plan, &[]));
        }
    }

    #[test]
    fn no_text_breaks_it(kind in 0..3_usize, line in "\\PC{0,60}") {
        let plan = plan();
        read([Kind::Stakeholder, Kind::Touch, Kind::Idea][kind], &line, &setting(&plan, &[]));
    }
}
