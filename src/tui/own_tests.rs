//! The user's own commands at the bench: what they are told, and when they are refused.

use super::bench::Bench;
use super::mask::Mask;
use super::msg::{Effect, Errand, Msg};
use crate::config;
use crate::domain::{Channel, Edit, Key, StakeholderId, Touch, TouchId};

const CONFIG: &str = r#"(commands: [(key: "C", run: "mailer --new '$TOUCHBASE_NAME'", title: "write to them")])"#;

fn bench() -> Bench {
    let mut bench = Bench::sample();
    bench.model.take_on(&config::read(CONFIG), |_| None);
    choose(&mut bench, "grace-hopper");
    bench
}

fn choose(bench: &mut Bench, who: &str) {
    bench.model.screen.who = Some(StakeholderId::new(who));
    bench.model.refresh();
}

fn told(errand: &Errand, name: &str) -> String {
    errand.about.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone()).unwrap()
}

fn errand(bench: &Bench) -> &Errand {
    match bench.effects.last() {
        Some(Effect::Run(errand)) => errand,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_chosen_is_told_as_it_is_and_the_words_of_the_command_stay() {
    let mut bench = bench();
    let mut grace = bench.plan().stakeholders.get(&StakeholderId::new("grace-hopper")).unwrap().as_ref().clone();
    grace.name = "Grace $(touch x); \"'".to_owned();
    grace.handles = vec![(Channel::Phone, "1".to_owned()), (Channel::Email, "g@a.example".to_owned())];
    bench.model.session.commit("edit", None, vec![Edit::put(grace.clone())], super::bench::today()).unwrap();
    bench.model.refresh();
    bench.keys("C");
    let errand = errand(&bench);
    assert_eq!(errand.run, ["mailer", "--new", "$TOUCHBASE_NAME"]);
    assert_eq!(errand.title, "write to them");
    assert_eq!(told(errand, "TOUCHBASE_ID"), "grace-hopper");
    assert_eq!(told(errand, "TOUCHBASE_NAME"), grace.name);
    assert_eq!(told(errand, "TOUCHBASE_EMAIL"), "g@a.example");
    assert_eq!(told(errand, "TOUCHBASE_ORG"), grace.org);
    assert_eq!(told(errand, "TOUCHBASE_GOAL"), bench.model.goal().unwrap().title);
}

#[test]
fn in_the_journal_it_is_about_whoever_was_there() {
    let mut bench = bench();
    let alan = StakeholderId::new("alan-turing");
    let touch = Touch::new(TouchId::new("ZZZ"), super::bench::today(), vec![alan]);
    let place = Key::Touch(touch.id.clone());
    bench.model.session.commit("log", Some(place), vec![Edit::put(touch)], super::bench::today()).unwrap();
    bench.model.refresh();
    bench.keys("3gg");
    bench.keys("C");
    assert_eq!(told(errand(&bench), "TOUCHBASE_ID"), "alan-turing", "{}", bench.screen());
}

#[test]
fn where_nobody_is_there_the_variables_are_empty() {
    let mut bench = Bench::new(crate::domain::Records::default());
    bench.model.take_on(&config::read(CONFIG), |_| None);
    bench.model.overlays.clear();
    bench.keys("C");
    assert!(errand(&bench).about.iter().all(|(_, value)| value.is_empty()), "{:?}", bench.effects);
}

#[test]
fn the_demo_and_covered_screens_run_none() {
    let mut demo = bench();
    demo.model.demo = true;
    demo.keys("C");
    assert_eq!(demo.said(), "The demo runs no commands of your own: it writes nothing.");
    let mut covered = bench();
    covered.model.mask = Mask::On;
    covered.keys("C");
    assert_eq!(covered.said(), "Names and texts are covered: no command of your own is told them.");
    covered.keys(":write<Enter>");
    assert_eq!(covered.said(), "Names and texts are covered: no command of your own is told them.");
    assert_eq!((demo.effects, covered.effects), (vec![], vec![]));
}

#[test]
fn help_and_the_commands_by_name_have_it_with_its_key() {
    let mut bench = bench();
    bench.keys("?/write to");
    let screen = bench.screen();
    assert!(screen.contains("Your own commands"), "{screen}");
    assert!(screen.contains("write to them: Runs mailer --new '$TOUCHBASE_NAME'"), "{screen}");
    bench.keys("<Enter><Esc><Esc>");
    bench.keys(":write them");
    let screen = bench.screen();
    let line = screen.lines().find(|line| line.contains("write to them")).unwrap_or_else(|| panic!("{screen}"));
    assert!(line.contains("Runs mailer") && line.contains(" C"), "{line}");
    bench.keys("<Enter>");
    assert_eq!(errand(&bench).title, "write to them");
    assert!(bench.model.overlays.is_empty());
}

#[test]
fn text_is_typed_in_a_form_and_no_command_runs() {
    let mut bench = bench();
    bench.keys("t<^o>C");
    assert!(bench.effects.is_empty());
}

#[test]
fn how_it_ended_is_said_and_the_plan_looked_at() {
    let mut bench = bench();
    bench.send(Msg::Returned { title: "write to them".to_owned(), ended: Ok(()) });
    assert_eq!(bench.said(), "Done: write to them");
    let ended = Err("mailer ended with 3".to_owned());
    bench.send(Msg::Returned { title: "write to them".to_owned(), ended });
    assert_eq!(bench.said(), "write to them: mailer ended with 3.");
    assert!(bench.model.notice.as_ref().unwrap().alarm);
    assert_eq!(bench.effects, [Effect::Look, Effect::Look]);
}

#[test]
fn a_clash_is_said_at_the_start_with_its_line() {
    let mut bench = Bench::sample();
    bench.model.take_on(&config::read("(commands: [\n(key: \"q\", run: \"x\")])"), |_| None);
    assert!(
        bench.said().starts_with("config.ron, line 2, column 2: q would hide q (quit) in every screen"),
        "{}",
        bench.said()
    );
}
