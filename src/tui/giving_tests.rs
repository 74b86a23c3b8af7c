//! From a person to what could be given, and from what could be given to the people: prompts, and who would value this.

use super::bench::{Bench, sample, today};
use super::msg::{Effect, MouseKind};
use super::overlays::Overlay;
use crate::domain::{Gift, Plan, Records, Stakeholder, StakeholderId};
use crate::keys::Context;

fn who(name: &str) -> StakeholderId {
    StakeholderId::new(name)
}

/// The sample with this person chosen.
fn with(name: &str) -> Bench {
    let mut bench = Bench::sample();
    bench.model.screen.who = Some(who(name));
    bench.model.refresh();
    bench
}

fn added(before: &Records, after: &Plan) -> (usize, usize) {
    (after.ideas.len() - before.ideas.len(), after.touches.len() - before.touches.len())
}

#[test]
fn a_prompt_becomes_an_idea_in_ones_own_words() {
    let mut bench = with("grace-hopper");
    bench.keys("p");
    assert_eq!(bench.model.context(), Context::Prompts);
    let offered = bench.model.prompts_for(&who("grace-hopper"));
    let screen = bench.screen();
    assert!(screen.contains("Prompts for Grace Hopper"), "{screen}");
    assert!(screen.contains(&format!("7 of {} that fit", offered.len())) && screen.contains("cares about: fewer"));
    assert!(screen.contains(&offered[0].reason()));
    let before = bench.plan().records().clone();
    bench.keys("j<Enter>");
    assert_eq!(added(&before, bench.plan()), (0, 0), "nothing is kept before it was looked at");
    bench.keys(" On Monday.<Tab><Tab>");
    assert!(bench.screen().contains("what is in it for Grace? cares about: fewer release weekends"));
    bench.keys("a quiet weekend<Enter>");
    let idea = bench.model.idea().unwrap().clone();
    assert_eq!(idea.text, format!("{} On Monday.", offered[1].text));
    assert_eq!((idea.gift, idea.effort), (Some(offered[1].gift), Some(offered[1].effort)));
    assert_eq!((idea.for_them.as_str(), &idea.goal), ("a quiet weekend", &bench.model.goal_of_new()));
    assert_eq!(added(&before, bench.plan()), (1, 0));
}

#[test]
fn a_prompt_that_is_not_wanted_leaves_nothing_behind() {
    let mut bench = with("grace-hopper");
    let before = bench.plan().records().clone();
    bench.keys("p<Enter><Esc>");
    assert!(matches!(bench.model.overlays.last(), Some(Overlay::Unsaved)), "its words are nowhere else yet");
    bench.keys("d");
    assert_eq!((bench.model.overlays.len(), bench.plan().records()), (0, &before));
    bench.keys("u");
    assert!(bench.model.form().is_some(), "and come back");
}

#[test]
fn all_prompts_that_fit_are_a_key_away_and_one_is_copied_with_another() {
    let mut bench = with("grace-hopper");
    bench.keys("pm");
    let offered = bench.model.prompts_for(&who("grace-hopper"));
    let count = offered.len();
    assert!(bench.screen().contains(&format!("{count} of {count} that fit")));
    bench.keys("G");
    assert!(bench.screen().contains(&offered[count - 1].reason()), "the last one is in view");
    bench.keys("c");
    assert_eq!(bench.effects, [Effect::Copy(offered[count - 1].text.clone())]);
    assert_eq!(bench.said(), "Copied the prompt.");
    bench.keys("m");
    assert!(bench.screen().contains("7 of "));
    bench.keys("<Esc>");
    assert!(bench.model.overlays.is_empty());
}

#[test]
fn the_ideas_say_how_many_prompts_there_are_and_what_is_open() {
    let mut bench = with("grace-hopper");
    assert!(bench.screen().contains("+ p: seven prompts that fit"), "{}", bench.screen());
    bench.keys("iSend the numbers<Enter>");
    assert!(bench.screen().contains("for them?"), "an idea without what is in it for them is marked");
    bench.keys("<Tab>");
    assert!(bench.screen().contains("what is in it for Grace?  = says it"), "{}", bench.screen());
    bench.keys("=she plans with them<Enter>");
    assert!(bench.screen().contains("for them: she plans with them"), "{}", bench.screen());
    assert_eq!(bench.model.idea().unwrap().for_them, "she plans with them");
    bench.keys("u");
    assert_eq!(bench.model.idea().unwrap().for_them, "");
}

#[test]
fn what_is_in_it_for_them_is_asked_in_passing_and_skipped_without_a_key() {
    let mut bench = with("grace-hopper");
    bench.keys("iThank her release team");
    assert!(bench.screen().contains("what is in it for Grace? say it behind a =  cares about fewer release weekends"));
    bench.keys("<Enter>");
    assert_eq!(bench.said(), "Done: add an idea for Grace Hopper. = says what is in it for them.");
    bench.keys("iThank her release team +recognition = it shows her that it paid off");
    let screen = bench.screen();
    assert!(screen.contains("for them it shows her that it paid off") && !screen.contains("say it behind"), "{screen}");
    bench.keys("<Enter>");
    let idea = bench.model.idea().unwrap();
    assert_eq!(
        (idea.text.as_str(), idea.for_them.as_str()),
        ("Thank her release team", "it shows her that it paid off")
    );
    assert_eq!(bench.said(), "Done: add an idea for Grace Hopper");
}

#[test]
fn what_is_large_for_a_closeness_is_said_and_not_refused() {
    let mut bench = with("alan-turing");
    bench.keys("iSort his archive +help ~2h");
    assert!(bench.screen().contains("large for how well you know each other"), "{}", bench.screen());
    bench.keys("<Enter><Tab>");
    assert!(bench.screen().contains("large for how well you know each"), "{}", bench.screen());
    assert_eq!(bench.model.idea().unwrap().effort, Some(120));
}

#[test]
fn somebody_elses_idea_goes_to_several_with_one_key_and_back_with_one() {
    let mut bench = with("grace-hopper");
    let before = bench.plan().records().clone();
    bench.keys("<Tab>w");
    assert_eq!(bench.model.context(), Context::Value);
    let Some(Overlay::Value(value)) = bench.model.overlays.last() else { panic!("no people") };
    let found: Vec<StakeholderId> = value.found.iter().map(|one| one.who.id.clone()).collect();
    assert!(found.len() > 2 && !found.contains(&who("grace-hopper")), "{found:?}");
    bench.keys("mm<Enter>");
    assert_eq!(added(&before, bench.plan()), (2, 0));
    assert_eq!(bench.said(), "Noted an idea for 2 people. u takes it back.");
    for person in &found[..2] {
        let idea = bench.plan().ideas_for(person).last().unwrap();
        assert_eq!((idea.to.as_slice(), idea.for_them.as_str()), (&[person.clone()][..], ""));
    }
    bench.keys("u");
    assert_eq!(bench.plan().records(), &before);
}

#[test]
fn words_find_their_people_while_they_are_typed_and_it_is_given_at_once() {
    let mut bench = Bench::sample();
    let before = bench.plan().records().clone();
    bench.keys("w");
    assert!(bench.screen().contains("what do you have to give?"));
    bench.keys("a way to fewer release weekends");
    assert!(bench.screen().contains("cares about fewer, release, weekends"), "{}", bench.screen());
    bench.keys("<Enter>x");
    assert_eq!(added(&before, bench.plan()), (0, 1));
    let touch = bench.model.touch().unwrap();
    assert_eq!((touch.with.as_slice(), touch.on), (&[who("grace-hopper")][..], today()));
    assert_eq!(touch.note, "a way to fewer release weekends");
    bench.keys("wnothing anybody cares for zzz");
    assert!(bench.screen().contains("Nobody you know of") || bench.screen().contains("for whom it may be a gift"));
}

#[test]
fn a_proof_from_the_list_goes_to_those_it_may_be_told_to() {
    let mut bench = Bench::sample();
    let count = bench.plan().reflections.len();
    bench.keys("L");
    bench.keys(&"j".repeat(count + 4));
    bench.keys("w");
    let screen = bench.screen();
    assert!(screen.contains("Finance has self-serve reporting in Controlling in place"), "{screen}");
    let Some(Overlay::Value(value)) = bench.model.overlays.last() else { panic!("no people") };
    assert!(!value.found.is_empty() && value.found.iter().all(|one| one.who.org != "Finance"));
    bench.keys("i");
    assert!(bench.model.overlays.is_empty());
    let idea = bench.model.idea().unwrap();
    assert_eq!(idea.gift, Some(Gift::Proof));
    assert!(idea.text.starts_with("Finance has self-serve reporting in Controlling in place: "));
}

#[test]
fn the_mouse_chooses_and_takes_and_leaves() {
    let mut bench = with("grace-hopper");
    bench.keys("p");
    let offered = bench.model.prompts_for(&who("grace-hopper"));
    let words: String = offered[2].text.chars().take(24).collect();
    bench.mouse(MouseKind::Click, &words);
    assert!(bench.screen().contains(&offered[2].reason()));
    bench.mouse(MouseKind::Double, &words);
    assert_eq!(bench.model.form().unwrap().text("idea"), offered[2].text);
}

#[test]
fn without_anybody_it_is_said_what_to_do_first() {
    let mut bench = Bench::new(Records::default());
    for keys in ["<Esc>p", "w", "="] {
        bench.keys(keys);
        assert!(bench.model.overlays.is_empty() && bench.said().ends_with('.'), "{keys}: {}", bench.said());
    }
    let mut records = sample();
    let alone = Stakeholder::named(who("nora"), "Nora");
    records.apply(crate::domain::Edit::put(alone));
    let mut bench = Bench::new(records);
    bench.model.screen.who = Some(who("nora"));
    bench.model.screen.goal = None;
    bench.model.refresh();
    bench.keys("p");
    assert!(bench.screen().contains("7 of "), "there is something for whoever is new");
}
