//! Lines as people type them, and what they come to. Today is Monday 23 November 2026.

use proptest::prelude::*;

use super::complete::complete;
use super::*;
use crate::domain::{Edit, Stance};

fn today() -> Day {
    "2026-11-23".parse().unwrap()
}

/// Two people called Grace, one with a nickname, names of many kinds.
fn plan() -> Plan {
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

fn setting<'a>(plan: &'a Plan, selected: &'a [StakeholderId]) -> Setting<'a> {
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

fn check(kind: Kind, selected: &[&str], cases: &[(&str, &str)]) {
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
fn stakeholders() {
    check(
        Kind::Stakeholder,
        &[],
        &[
            ("Grace Hopper", "name=Grace Hopper"),
            (
                "Grace Hopper, VP Engineering @Platforms ~3w #pilot",
                "name=Grace Hopper | title=VP Engineering | rung=VP | org=Platforms | cadence=21 | tags=pilot",
            ),
            ("Grace Hopper (VP Engineering)", "name=Grace Hopper | title=VP Engineering | rung=VP"),
            (
                "Grace Hopper (VP Engineering) @Platforms",
                "name=Grace Hopper | title=VP Engineering | rung=VP | org=Platforms",
            ),
            ("(VP)", "name=(VP)"),
            ("Grace \"the Admiral\" Hopper, VP", "name=Grace Hopper | title=VP | rung=VP | aka=the Admiral"),
            ("Grace Hopper \"Amazing Grace\"", "name=Grace Hopper | aka=Amazing Grace"),
            ("\"Grace Hopper\" @Platforms", "name=Grace Hopper | org=Platforms"),
            ("Ada @Risk and Legal ~monthly", "name=Ada | org=Risk and Legal | cadence=30"),
            ("Ada @risk and legal, counsel", "name=Ada | title=counsel | rung=Peer | org=risk and legal"),
            ("Ada @\"New Venture Lab\" #x", "name=Ada | org=New Venture Lab | tags=x"),
            ("Ada @New Venture Lab #x", "name=Ada | org=New Venture Lab | tags=x"),
            ("@Platforms Ada Byron", "name=Ada Byron | org=Platforms"),
            ("@Risk and Legal Ada Byron", "name=Ada Byron | org=Risk and Legal"),
            ("@Elsewhere Ada Byron", "name=Ada Byron | org=Elsewhere"),
            ("#board Ada Byron", "name=Ada Byron | tags=board"),
            ("Ada Byron #board #data-led", "name=Ada Byron | tags=board+data-led"),
            ("Ada Byron #board #board", "name=Ada Byron | tags=board"),
            ("Ada #pilot Byron", "name=Ada | title=Byron | tags=pilot"),
            ("Ada Byron ~3w Head of Risk", "name=Ada Byron | title=Head of Risk | rung=Director | cadence=21"),
            ("Ada Byron, Head of Risk, EMEA", "name=Ada Byron | title=Head of Risk, EMEA | rung=Director"),
            ("Ada Byron ^Director", "name=Ada Byron | rung=Director"),
            ("Ada Byron ^dir, Controller", "name=Ada Byron | title=Controller | rung=Director"),
            ("Ada Byron, CFO ^board", "name=Ada Byron | title=CFO | rung=Board"),
            ("Ada Byron ^duke", "name=Ada Byron ^duke | ?^duke"),
            ("Ada Byron ~often", "name=Ada Byron ~often | ?~often"),
            ("Ada Byron ~3w ~2w", "name=Ada Byron | title=~2w | cadence=21"),
            ("Ada Byron ~every week", "name=Ada Byron ~every week | ?~every"),
            ("Ada Byron ~quarterly", "name=Ada Byron | cadence=91"),
            ("Ada Byron ~21", "name=Ada Byron | cadence=21"),
            ("Ada Byron ada@example.com", "name=Ada Byron | reach=ada@example.com"),
            (
                "Ada Byron, CTO ada.b+x@mail.example.co.uk, @Research",
                "name=Ada Byron | title=CTO | rung=Executive | org=Research | reach=ada.b+x@mail.example.co.uk",
            ),
            ("Ada Byron +44 20 7946 0112", "name=Ada Byron | reach=+44 20 7946 0112"),
            ("Ada Byron +442079460112 #x", "name=Ada Byron | tags=x | reach=+442079460112"),
            ("Ada +1", "name=Ada +1"),
            ("Ada Byron, Engineer #1", "name=Ada Byron | title=Engineer | rung=Peer | tags=1"),
            ("Ada Byron, \\#1 in sales", "name=Ada Byron | title=#1 in sales"),
            ("Ada \\@home", "name=Ada @home"),
            ("李小龙, 部長 @Finance", "name=李小龙 | title=部長 | rung=Director | org=Finance"),
            ("Владимир Иванов @Risk and Legal", "name=Владимир Иванов | org=Risk and Legal"),
            ("محمد علي #x", "name=محمد علي | tags=x"),
            ("Anna van der Berg, directrice", "name=Anna van der Berg | title=directrice | rung=Director"),
            ("Zoë O'Neill", "name=Zoë O'Neill"),
            (
                "María-José de la Cruz, jefa de ventas",
                "name=María-José de la Cruz | title=jefa de ventas | rung=Manager",
            ),
            ("👩‍🚀 Sally Ride", "name=👩‍🚀 Sally Ride"),
            ("Jean-Luc, ", "name=Jean-Luc"),
            ("Dr. Ada Byron, PhD", "name=Dr. Ada Byron | title=PhD"),
            ("Ada Byron, C# developer", "name=Ada Byron | title=C# developer | rung=Peer"),
            ("Ada Byron, R&D @R&D", "name=Ada Byron | title=R&D | org=R&D"),
            ("", "?missing"),
            ("@Platforms", "org=Platforms | ?missing"),
            (", VP", "name=VP"),
            ("@", "name=@"),
            ("#", "name=#"),
            ("# Ada", "name=# Ada"),
            ("  Ada   Byron  ", "name=Ada Byron"),
        ],
    );
}

#[test]
fn days_of_a_touch() {
    check(
        Kind::Touch,
        &["ada-lovelace"],
        &[
            ("", ""),
            ("called", "note=called"),
            ("called yesterday", "note=called | on=2026-11-22"),
            ("yesterday called", "note=called | on=2026-11-22"),
            ("called yesterday about the numbers", "note=called about the numbers | on=2026-11-22"),
            ("yesterday", "on=2026-11-22"),
            ("Yesterday, lunch", "note=lunch | on=2026-11-22"),
            ("lunch yesterday.", "note=lunch | on=2026-11-22"),
            ("lunch today", "note=lunch"),
            ("lunch on friday", "note=lunch | on=2026-11-20"),
            ("lunch on fri", "note=lunch | on=2026-11-20"),
            ("fri lunch", "note=lunch | on=2026-11-20"),
            ("lunch fri", "note=lunch | on=2026-11-20"),
            ("lunch last fri in town", "note=lunch in town | on=2026-11-20"),
            ("lunch last friday", "note=lunch | on=2026-11-20"),
            ("lunch on monday", "note=lunch"),
            ("lunch 19 nov", "note=lunch | on=2026-11-19"),
            ("19 nov lunch", "note=lunch | on=2026-11-19"),
            ("lunch on the 19th of november, long", "note=lunch long | on=2026-11-19"),
            ("lunch nov 19 outside", "note=lunch outside | on=2026-11-19"),
            ("lunch 19 november 2025", "note=lunch | on=2025-11-19"),
            ("lunch thu 19 nov", "note=lunch | on=2026-11-19"),
            ("lunch 24 dec", "note=lunch | on=2025-12-24"),
            ("lunch 2026-11-02", "note=lunch | on=2026-11-02"),
            ("lunch 3 days ago", "note=lunch | on=2026-11-20"),
            ("two weeks ago lunch", "note=lunch | on=2026-11-09"),
            ("lunch a week ago", "note=lunch | on=2026-11-16"),
            ("lunch last week", "note=lunch | on=2026-11-16"),
            ("lunch last night", "note=lunch | on=2026-11-22"),
            ("lunch this morning", "note=lunch"),
            ("lunch the day before yesterday", "note=lunch | on=2026-11-21"),
            // One day is taken, the last; the other stays text.
            ("moved from 3 nov to 5 nov", "note=moved from 3 nov to | on=2026-11-05"),
            ("told yesterday what happened on monday", "note=told yesterday what happened"),
            // These are words, figures and times.
            ("she may come", "note=she may come"),
            ("sat beside her", "note=sat beside her"),
            ("where she sat", "note=where she sat"),
            ("in the sun", "note=in the sun"),
            ("the sun", "note=the sun"),
            ("wed at last", "note=wed at last"),
            ("a second look", "note=a second look"),
            ("march of progress", "note=march of progress"),
            ("met at 10:30", "note=met at 10:30"),
            ("9am call", "note=9am call"),
            ("call at 2pm", "note=call at 2pm"),
            ("3 of 4 agreed", "note=3 of 4 agreed"),
            ("cut it from 3 days to 20 minutes", "note=cut it from 3 days to 20 minutes"),
            ("costs $20", "note=costs $20"),
            ("it costs 20 €", "note=it costs 20 €"),
            ("the Friday report is late", "note=the Friday report is late"),
            ("what happened last week mattered to her", "note=what happened last week mattered to her"),
            ("yesterday's numbers", "note=yesterday's numbers"),
            ("page 19 november rain", "note=page rain | on=2026-11-19"),
            ("room 3 nov", "note=room | on=2026-11-03"),
            ("the 1990s", "note=the 1990s"),
            ("version 2.0", "note=version 2.0"),
            ("40 nov", "note=40 nov"),
            ("\\yesterday", "note=yesterday"),
            ("\"last fri\" she said", "note=last fri she said"),
            ("fri 27 nov", "note=fri | on=2025-11-27"),
            // What is still to come has not happened.
            ("lunch tomorrow", "note=lunch tomorrow | ?tomorrow"),
            ("lunch 2027-01-01", "note=lunch 2027-01-01 | ?2027-01-01"),
        ],
    );
}

#[test]
fn signs_of_a_touch() {
    check(
        Kind::Touch,
        &["ada-lovelace"],
        &[
            (
                "sent the Q3 comparison +insight via email yesterday !follow up on numbers by fri",
                "note=sent the Q3 comparison | on=2026-11-22 | via=Email | gift=Insight | promise=follow up on numbers | by=2026-11-27",
            ),
            ("+insight", "gift=Insight"),
            ("told her +story", "note=told her | gift=Story"),
            ("told her +appr", "note=told her | gift=Appreciation"),
            ("told her +in", "note=told her +in | ?+in"),
            ("told her +insigth", "note=told her +insigth | ?+insigth"),
            ("+story +proof", "note=+proof | gift=Story | ?+proof"),
            ("grew by +20% and +3", "note=grew by +20% and +3"),
            ("a + b", "note=a + b"),
            ("\\+insight is a word", "note=+insight is a word"),
            ("via email", "via=Email"),
            ("via in person", "via=InPerson"),
            ("via in-person", "via=InPerson"),
            ("via Video, long", "note=long | via=Video"),
            ("via the back door", "note=via the back door"),
            ("sent via", "note=sent via"),
            ("!send numbers", "promise=send numbers"),
            ("!send numbers by fri", "promise=send numbers | by=2026-11-27"),
            ("called !send numbers by 30 apr", "note=called | promise=send numbers | by=2027-04-30"),
            ("called !by fri send numbers", "note=called | promise=by fri send numbers"),
            ("called !send 3 numbers in 2 weeks", "note=called | promise=send 3 numbers | by=2026-12-07"),
            ("called !send the numbers tomorrow", "note=called | promise=send the numbers | by=2026-11-24"),
            ("called !send yesterday's numbers", "note=called | promise=send yesterday's numbers"),
            ("called last fri !write by monday", "note=called | on=2026-11-20 | promise=write | by=2026-11-30"),
            ("great!", "note=great!"),
            ("great ! really", "note=great ! really"),
            ("!!!", "note=!!!"),
            ("\\!important", "note=!important"),
            ("see https://example.com/?a=1#b", "note=see https://example.com/?a=1#b"),
            ("mail to someone@example.com", "note=mail to someone@example.com"),
            ("tagged #board in the note", "note=tagged #board in the note"),
            ("🎉 it works", "note=🎉 it works"),
            ("50% +50% = 100%", "note=50% +50% = 100%"),
            ("he said \"never\"", "note=he said never"),
            ("email via email +help yesterday", "note=email | on=2026-11-22 | via=Email | gift=Help"),
        ],
    );
}

#[test]
fn people_in_a_touch() {
    check(
        Kind::Touch,
        &["ada-lovelace"],
        &[
            ("lunch with Alan", "note=lunch with Alan | with=Alan Turing"),
            ("lunch with alan", "note=lunch with alan | with=Alan Turing"),
            (
                "lunch with Alan Turing and the Admiral",
                "note=lunch with Alan Turing and the Admiral | with=Alan Turing+Grace Hopper",
            ),
            ("with alan, 李小龙", "note=with alan, 李小龙 | with=Alan Turing+李小龙"),
            ("with ada", "note=with ada"),
            ("lunch with Grace", "note=lunch with Grace | ?Grace of 2"),
            ("lunch with Grace and Alan", "note=lunch with Grace and Alan | with=Alan Turing | ?Grace of 2"),
            ("lunch with Grace Kelly", "note=lunch with Grace Kelly | with=Grace Kelly"),
            ("lunch with Hopper", "note=lunch with Hopper | with=Grace Hopper"),
            ("lunch with admiral", "note=lunch with admiral | with=Grace Hopper"),
            ("coffee @alan", "note=coffee @alan | with=Alan Turing"),
            ("coffee @alan @countess", "note=coffee @alan @countess | with=Alan Turing"),
            ("coffee @\"Grace Kelly\"", "note=coffee @Grace Kelly | with=Grace Kelly"),
            ("coffee @grace-kelly", "note=coffee @grace-kelly | with=Grace Kelly"),
            ("coffee @bob", "note=coffee @bob | ?@bob"),
            ("meet @ noon", "note=meet @ noon"),
            // Somebody is selected: who is only spoken of was not there.
            ("told her what Alan did", "note=told her what Alan did"),
            ("with patience", "note=with patience"),
            ("with May", "note=with May | with=May Sunday"),
            ("with Владимир", "note=with Владимир | with=Владимир Иванов"),
            ("with van der Berg", "note=with van der Berg | with=Anna van der Berg"),
            ("with Zoë. Then Alan left", "note=with Zoë. Then Alan left | with=Zoë O'Neill"),
            ("with Alan yesterday", "note=with Alan | on=2026-11-22 | with=Alan Turing"),
            ("lunch with Alan's team", "note=lunch with Alan's team | with=Alan Turing"),
            ("with a smile and Alan", "note=with a smile and Alan"),
        ],
    );
    check(
        Kind::Touch,
        &[],
        &[
            ("lunch with Alan", "note=lunch with Alan | with=Alan Turing"),
            ("Alan asked for the numbers", "note=Alan asked for the numbers | with=Alan Turing"),
            ("Lunch with the Admiral", "note=Lunch with the Admiral | with=Grace Hopper"),
            ("the Admiral called", "note=the Admiral called | with=Grace Hopper"),
            ("Grace called", "note=Grace called | ?Grace of 2"),
            ("Grace Hopper called", "note=Grace Hopper called | with=Grace Hopper"),
            ("李小龙 called", "note=李小龙 called | with=李小龙"),
            ("the report went out", "note=the report went out | ?missing"),
            ("alan called", "note=alan called | ?missing"),
            ("May came by", "note=May came by | with=May Sunday"),
            ("", "?missing"),
        ],
    );
}

#[test]
fn ideas() {
    check(
        Kind::Idea,
        &["ada-lovelace"],
        &[
            (
                "thank her release team in the all-hands +recognition by fri",
                "idea=thank her release team in the all-hands | by=2026-11-27 | gift=Recognition",
            ),
            ("thank her", "idea=thank her"),
            ("thank her by tomorrow", "idea=thank her | by=2026-11-24"),
            ("thank her tomorrow", "idea=thank her | by=2026-11-24"),
            ("by 30 apr thank her", "idea=thank her | by=2027-04-30"),
            ("thank her before 24 dec", "idea=thank her | by=2026-12-24"),
            ("thank her until the end of the month", "idea=thank her until the end of the month"),
            ("thank her by end of month", "idea=thank her | by=2026-11-30"),
            ("thank her in 2 weeks", "idea=thank her | by=2026-12-07"),
            ("thank her next week", "idea=thank her | by=2026-11-30"),
            ("thank her next month", "idea=thank her | by=2026-12-23"),
            ("thank her on tuesday", "idea=thank her | by=2026-11-24"),
            ("thank her 2027-01-04", "idea=thank her | by=2027-01-04"),
            ("show how it went from 3 days to 20 minutes", "idea=show how it went from 3 days to 20 minutes"),
            ("send 3 numbers", "idea=send 3 numbers"),
            ("introduce her to the people in 2 teams", "idea=introduce her to the people in 2 teams"),
            ("walk by the sea", "idea=walk by the sea"),
            ("written by hand", "idea=written by hand"),
            ("stand by me", "idea=stand by me"),
            ("a note ~15m", "idea=a note | effort=15"),
            ("a note ~15min +attention", "idea=a note | gift=Attention | effort=15"),
            ("a note ~2h", "idea=a note | effort=120"),
            ("a note ~1h30", "idea=a note | effort=90"),
            ("a note ~15", "idea=a note | effort=15"),
            ("a note ~never", "idea=a note ~never"),
            ("about ~ 5 people", "idea=about ~ 5 people"),
            ("a question @alan", "idea=a question @alan | to=Alan Turing"),
            ("lunch with Alan", "idea=lunch with Alan | to=Alan Turing"),
            ("ask Alan for her", "idea=ask Alan for her"),
            ("+question", "gift=Question | ?missing"),
            ("", "?missing"),
            ("a 5% discount, $20 or 9am", "idea=a 5% discount, $20 or 9am"),
        ],
    );
    check(
        Kind::Idea,
        &[],
        &[
            ("thank Ada", "idea=thank Ada | to=Ada Lovelace"),
            ("thank @grace-hopper by fri", "idea=thank @grace-hopper | to=Grace Hopper | by=2026-11-27"),
            ("thank Grace", "idea=thank Grace | ?Grace of 2"),
            ("thank somebody", "idea=thank somebody | ?missing"),
        ],
    );
}

#[test]
fn a_name_of_several_is_whoever_was_chosen() {
    let plan = plan();
    let chosen = [("Grace".to_owned(), StakeholderId::new("grace-kelly"))];
    let setting = Setting { chosen: &chosen, ..setting(&plan, &[]) };
    let captured = read(Kind::Touch, "lunch with grace", &setting);
    assert!(captured.holds());
    assert!(matches!(captured.what, What::Touch(touch) if touch.with == [StakeholderId::new("grace-kelly")]));
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

/// The letters of a text that are neither blanks nor the signs that tell what a word is.
fn letters(text: &str) -> Vec<char> {
    text.chars()
        .filter(|letter| !letter.is_whitespace() && !matches!(letter, '"' | '\\' | ',' | ';' | '!' | '(' | ')'))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn nothing_typed_is_ever_dropped(kind in 0..3_usize, selected: bool, words in prop::collection::vec(word(), 0..12)) {
        let (plan, kind) = (plan(), [Kind::Stakeholder, Kind::Touch, Kind::Idea][kind]);
        let line = words.join(" ");
        let ada = [StakeholderId::new("ada-lovelace")];
        let captured = read(kind, &line, &setting(&plan, if selected { &ada } else { &[] }));
        // What no chip covers is in the texts of the record, letter for letter and in its order.
        let mut rest = String::new();
        for (at, letter) in line.char_indices() {
            let shown = |chip: &Chip| chip.span.contains(&at) && chip.part != Part::With;
            if !captured.chips.iter().any(shown) {
                rest.push(letter);
            }
        }
        let kept = match &captured.what {
            What::Stakeholder(_) => String::new(),
            What::Touch(touch) => touch.note.clone(),
            What::Idea(idea) => idea.text.clone(),
        };
        prop_assert_eq!(letters(&rest), letters(&kept), "{}", line);
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
