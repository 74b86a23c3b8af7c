//! What happens when somebody goes through a review: the plan before, the keys, the plan after.

use super::bench::{Bench, sample, today};
use super::msg::{Effect, Msg};
use super::overlays::Overlay;
use super::screen::Screen;
use crate::domain::{Edit, Gift, Key, Plan, Records, Review, Stakeholder, StakeholderId, Touch};

fn who(name: &str) -> StakeholderId {
    StakeholderId::new(name)
}

/// The sample, with the review begun.
fn begun() -> Bench {
    let mut bench = Bench::sample();
    assert_eq!(bench.keys("r"), 1);
    assert_eq!(bench.model.at, Screen::Review);
    bench
}

fn card(bench: &Bench) -> String {
    bench.model.review.card.as_ref().map_or("the end", |who| who.as_str()).to_owned()
}

fn seen(bench: &Bench) -> Vec<String> {
    Review::on(bench.plan(), today()).seen.iter().map(ToString::to_string).collect()
}

fn newest(bench: &Bench) -> Touch {
    bench.plan().touches.iter().next_back().unwrap().as_ref().clone()
}

/// A plan with so many people of whom nobody was ever in touch with.
fn people(count: usize) -> Records {
    let mut plan = Plan::default();
    for number in 0..count {
        let id = who(&format!("p{number:02}"));
        plan.apply(Edit::put(Stakeholder {
            cadence: Some(20),
            ..Stakeholder::named(id, format!("Person {number:02}"))
        }));
    }
    plan.records().clone()
}

#[test]
fn the_card_says_who_and_why_and_what_could_be_given() {
    let bench = begun();
    let screen = bench.screen();
    for words in [
        "2 Review 7",
        "1 of 7 · 9 can wait",
        "Grace Hopper",
        "VP Engineering · Platforms",
        "promised: send the numbers for the whole quarter,",
        "24 days, you wanted 21",
        "idea due Friday: Thank her release team",
        "fewer release weekends",
        "minutes by the lift, on her",
    ] {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
    // A promise whose day has come is what x is about first.
    assert!(screen.contains("x promise kept"), "{screen}");
}

#[test]
fn an_action_that_settles_the_card_goes_on_and_undo_comes_back() {
    let mut bench = begun();
    let first = card(&bench);
    bench.keys("tshowed her the figures<Enter>");
    assert_eq!(card(&bench), first, "the promise is still open");
    bench.keys("x");
    assert_ne!(card(&bench), first, "{}", bench.screen());
    assert_eq!(bench.said(), "Promise kept. u comes back.");
    assert_eq!(seen(&bench), std::slice::from_ref(&first));
    bench.keys("u");
    assert_eq!((card(&bench), bench.said()), (first, "Undid: keep a promise"));
    assert_eq!(seen(&bench), [""; 0]);
}

#[test]
fn next_goes_past_somebody_and_back_returns_without_asking_again() {
    let mut bench = begun();
    let first = card(&bench);
    bench.keys("n");
    let second = card(&bench);
    assert_eq!((seen(&bench), bench.model.review.left()), (vec![first.clone()], 6));
    assert_eq!(bench.effects.last(), Some(&Effect::Save));
    bench.keys("b");
    assert_eq!(card(&bench), first);
    assert!(bench.screen().contains("looked at today"), "{}", bench.screen());
    bench.keys("b");
    assert_eq!(bench.said(), "This is the first one.");
    bench.keys("<Space>");
    assert_eq!((card(&bench), bench.model.review.left()), (second, 6));
}

#[test]
fn going_past_somebody_is_nothing_to_undo() {
    let mut bench = begun();
    bench.keys("zw");
    let rested = seen(&bench);
    bench.keys("nn");
    assert_eq!(seen(&bench).len(), 3);
    bench.keys("u");
    assert_eq!([card(&bench)], rested[..]);
    assert_eq!(seen(&bench).len(), 2);
    bench.keys("u");
    assert_eq!(bench.said(), "Nothing to undo.");
    // Done again, she is past again.
    bench.keys("<^r>");
    assert!(seen(&bench).contains(&rested[0]) && card(&bench) != rested[0], "{:?}", seen(&bench));
}

#[test]
fn the_choices_of_a_card_are_gone_through_and_x_is_about_the_chosen_one() {
    let mut bench = begun();
    bench.keys("j");
    assert!(bench.screen().contains("x given"), "{}", bench.screen());
    bench.keys("x<Enter>");
    let touch = newest(&bench);
    assert_eq!((touch.gift, touch.note.as_str()), (Some(Gift::Recognition), "Thank her release team in the all-hands"));
    assert!(touch.idea.is_some() && *touch.with == [who("grace-hopper")]);
    assert_eq!(card(&bench), "grace-hopper", "the promise is still open");
    bench.keys("inew for her<Enter>");
    assert!(bench.screen().contains("▌"), "{}", bench.screen());
    bench.keys("x<Enter>");
    assert_eq!(newest(&bench).note, "new for her");
}

#[test]
fn thinking_of_somebody_moves_them_back_and_is_no_contact() {
    let mut bench = begun();
    let (before, first) = (bench.plan().touches.len(), card(&bench));
    bench.keys("T");
    let grace = bench.plan().stakeholders.get(&who(&first)).unwrap();
    // A quarter of three weeks.
    assert_eq!(grace.snoozed, Some(today().plus(5)));
    assert_eq!(bench.plan().touches.len(), before);
    assert_eq!(bench.said(), "Thought of Grace Hopper, who is back Sat 28 Nov. u comes back.");
    assert_ne!(card(&bench), first);
}

#[test]
fn a_snooze_shows_the_day_each_choice_leads_to() {
    let mut bench = begun();
    bench.keys("z");
    for words in ["1    a day       Tue 24 Nov", "w    a week      Mon 30 Nov", "m    a month     Wed 23 Dec"] {
        assert!(bench.screen().contains(words), "{words}\n{}", bench.screen());
    }
}

#[test]
fn the_last_action_is_done_again_for_the_next() {
    let mut bench = Bench::new(people(6));
    bench.keys("r");
    bench.keys(".");
    assert_eq!(bench.said(), "Nothing was done yet that could be done again.");
    bench.keys("tsent the newsletter via email<Enter>...");
    let notes: Vec<_> = bench.plan().touches.iter().map(|touch| (touch.note.as_str(), touch.with.len())).collect();
    assert_eq!(notes, [("sent the newsletter", 1); 4]);
    assert_eq!(seen(&bench).len(), 4);
    bench.keys("zw.");
    let resting = bench.plan().stakeholders.iter().filter(|who| who.snoozed == Some(today().plus(7))).count();
    assert_eq!((resting, card(&bench).as_str()), (2, "the end"));
    bench.keys("u");
    assert_eq!((seen(&bench).len(), card(&bench).as_str()), (5, "p05"));
}

#[test]
fn ideas_are_given_again_and_promises_kept_again() {
    let mut plan = Plan::new(people(3));
    for number in 0..3 {
        let to = who(&format!("p{number:02}"));
        let id = crate::domain::IdeaId::new(format!("idea-{number}"));
        plan.apply(Edit::put(crate::domain::Idea::new(id, vec![to], "thank them")));
    }
    let mut bench = Bench::new(plan.records().clone());
    bench.keys("rx<Enter>..");
    assert!(bench.plan().ideas.ids().all(|idea| bench.plan().is_given(idea)));
    assert_eq!(card(&bench), "the end");
}

#[test]
fn the_end_asks_how_it_felt_and_says_what_was_done_and_what_comes() {
    let mut bench = Bench::new(people(2));
    bench.keys("rtlunch<Enter>zm");
    let screen = bench.screen();
    for words in ["That was today", "2 people looked at, 1 touch, 1 rests", "the first day", "How does it feel?"] {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
    assert!(screen.contains("nobody; Person 00 is next, 13 Dec"), "{screen}");
    assert!(Review::on(bench.plan(), today()).ended);
    bench.keys("ll<Enter>calm and quick<Enter>");
    let line = bench.plan().reflections.iter().next().unwrap();
    assert_eq!((line.feeling, line.text.as_str(), line.on), (Some(1), "calm and quick", today()));
    assert!(bench.screen().contains("+1  calm and quick"), "{}", bench.screen());
    // A feeling needs no words.
    let mut bench = Bench::new(people(1));
    bench.keys("rth<Enter>hh<Enter><Enter>");
    assert_eq!(bench.plan().reflections.iter().next().unwrap().feeling, Some(-1));
}

#[test]
fn those_who_can_wait_are_gone_on_with_or_spread() {
    let mut bench = Bench::new(people(10));
    bench.keys("rnnnnnnn");
    assert_eq!(card(&bench), "the end");
    assert!(bench.screen().contains("3 more; m goes on with them"), "{}", bench.screen());
    bench.keys("m");
    assert_eq!((card(&bench).as_str(), bench.model.review.left()), ("p07", 3));
    bench.keys("nnn");
    assert_eq!((card(&bench).as_str(), seen(&bench).len()), ("the end", 10));

    let mut bench = Bench::new(people(10));
    let before = bench.plan().records().clone();
    bench.keys("rS");
    assert_eq!(bench.said(), "Spread 3 people until Tue 24 Nov. u takes it back.");
    assert_eq!((bench.model.review.left(), bench.model.review.agenda.waiting), (7, 0));
    bench.keys("u");
    assert_eq!(*bench.plan().records(), before);
}

#[test]
fn after_days_away_somebody_is_welcomed_and_may_spread_what_piled_up() {
    let mut plan = Plan::new(people(20));
    plan.apply(Edit::put(Review { ended: true, ..Review::new(today().plus(-9)) }));
    let mut bench = Bench::new(plan.records().clone());
    bench.keys("r");
    let screen = bench.screen();
    assert!(screen.contains("Welcome back. 20 people have a reason"), "{screen}");
    assert!(screen.contains("spread 13 of them over the next 2 days"), "{screen}");
    bench.keys("1");
    assert!(bench.model.overlays.is_empty() && bench.said().starts_with("Spread 13 people until Wed 25 Nov."));
    bench.keys("u");
    assert!(bench.plan().stakeholders.iter().all(|who| who.snoozed.is_none()));
    // Once is enough.
    bench.keys("qr");
    assert!(bench.model.overlays.is_empty());
    // A weekend is no absence.
    plan.apply(Edit::Remove(Key::Review(Review::id_of(today().plus(-9)))));
    plan.apply(Edit::put(Review { ended: true, ..Review::new(today().plus(-3)) }));
    let mut bench = Bench::new(plan.records().clone());
    bench.keys("r");
    assert!(bench.model.overlays.is_empty());
}

#[test]
fn a_day_never_grows_over_its_size_by_itself() {
    let mut bench = Bench::new(people(9));
    bench.keys("rzwzwzwzwzwzw");
    assert!(bench.screen().contains("7 of 7"), "{}", bench.screen());
    bench.keys("T");
    assert_eq!((card(&bench).as_str(), seen(&bench).len()), ("the end", 7));
    assert!(Review::on(bench.plan(), today()).ended);
}

#[test]
fn the_place_is_kept_for_the_day_and_the_next_day_begins_anew() {
    let mut bench = begun();
    bench.keys("nnn");
    let here = card(&bench);
    bench.keys("q");
    assert_eq!(bench.model.at, Screen::Plan);
    bench.keys("r");
    assert_eq!(card(&bench), here);
    // The program is opened again on the same plan.
    let mut again = Bench::new(bench.plan().records().clone());
    again.keys("r");
    assert_eq!((card(&again), again.model.review.left()), (here, 4));
    assert!(again.screen().contains("4 of 7"), "{}", again.screen());
    again.send(Msg::Day(today().plus(1)));
    assert_eq!(again.model.review.seen, []);
    again.keys("r");
    assert!(again.screen().contains("1 of 7"), "{}", again.screen());
}

#[test]
fn a_day_on_which_nobody_calls_says_when_the_next_is_due_and_counts() {
    let mut plan = Plan::new(people(1));
    let touch = Touch::new(crate::domain::TouchId::new("t"), today(), vec![who("p00")]);
    plan.apply(Edit::put(touch));
    for key in ["r", "2"] {
        let mut bench = Bench::new(plan.records().clone());
        bench.keys(key);
        assert!(bench.effects.contains(&Effect::Save), "{key}: what was noted is saved, or nobody could leave");
    }
    let mut bench = Bench::new(plan.records().clone());
    bench.keys("r");
    let screen = bench.screen();
    assert!(screen.contains("Nobody is due today") && screen.contains("Person 00 is next, 13 Dec"), "{screen}");
    assert!(Review::on(bench.plan(), today()).ended && screen.contains("the first day"), "{screen}");
    for keys in ["t", "x", "i", "zw", "T", "n", "e", "W"] {
        bench.keys(keys);
        bench.keys("<Esc>");
        assert_eq!(bench.plan().touches.len(), 1, "{keys}");
        bench.keys("r");
    }
    let mut nobody = Bench::new(Records::default());
    nobody.keys("<Esc>r");
    assert!(nobody.plan().is_empty() && nobody.screen().contains("Nobody is due today"), "{}", nobody.screen());
}

#[test]
fn a_plan_opened_to_read_is_gone_through_and_not_changed() {
    let mut bench = Bench::sample();
    bench.model.read_only = Some("Opened to read only.".into());
    bench.keys("r");
    let first = card(&bench);
    bench.keys("nb");
    assert_eq!(card(&bench), first);
    bench.keys("tzwTx.S");
    assert_eq!(*bench.plan().records(), sample());
    bench.keys("nnnnnnnn");
    assert_eq!((card(&bench).as_str(), bench.plan().records() == &sample()), ("the end", true));
}

#[test]
fn somebody_of_another_goal_or_removed_elsewhere_disturbs_nothing() {
    let mut bench = begun();
    let first = card(&bench);
    let sent = bench.plan().records().clone();
    let mut plan = Plan::new(sent.clone());
    for edit in crate::domain::removal(&plan.clone(), &Key::Stakeholder(who(&first))) {
        plan.apply(edit);
    }
    bench.send(Msg::Agreed { sent, agreed: plan.records().clone(), notices: Vec::new(), outside: true });
    assert_ne!(card(&bench), first);
    bench.keys("]");
    assert_eq!(bench.model.screen.who, bench.model.review.card);
    bench.keys("q");
    assert!(bench.model.screen.position().is_some());
}

#[test]
fn marks_of_the_plan_screen_are_left_alone() {
    let mut bench = Bench::sample();
    bench.keys("mmmr");
    let first = card(&bench);
    bench.keys("zw");
    let resting = |who: &&std::sync::Arc<Stakeholder>| who.snoozed == Some(today().plus(7));
    assert_eq!(bench.plan().stakeholders.iter().filter(resting).count(), 1);
    assert_eq!(seen(&bench), [first]);
}

#[test]
fn the_explanation_has_every_reason_with_its_weight() {
    let mut bench = begun();
    bench.keys("W");
    let screen = bench.screen();
    for words in ["Why Grace Hopper", "400  promised: send", "114  24 days, you wanted 21", "in all: number 1 of 16"] {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
    bench.keys("W");
    assert!(bench.model.overlays.is_empty());
    bench.keys("q/priya<Enter>W");
    assert!(bench.screen().contains("Nothing calls now"), "{}", bench.screen());
}

#[test]
fn promises_are_listed_by_day_and_kept_with_one_key() {
    let mut bench = Bench::sample();
    let open = |bench: &Bench| bench.plan().open_promises().count();
    let before = open(&bench);
    bench.keys("F");
    let screen = bench.screen();
    assert!(screen.contains("1 3 d late       Łukasz Nowak: sketch of the depot"), "{screen}");
    bench.keys("x");
    assert_eq!((open(&bench), bench.said()), (before - 1, "Promise kept."));
    assert!(matches!(bench.model.overlays.last(), Some(Overlay::Pick(_))));
    bench.keys("<Enter>");
    assert_eq!((bench.model.at, bench.model.overlays.len()), (Screen::Plan, 0));
    assert!(bench.model.promise().is_some_and(|promise| promise.by <= Some(today())), "{}", bench.screen());
    bench.keys("u");
    assert_eq!(open(&bench), before);
}

#[test]
fn every_size_shows_who_and_why() {
    for size in [(120, 36), (100, 24), (80, 24), (60, 16), (40, 12), (30, 10), (20, 5)] {
        let mut bench = begun();
        bench.model.size = size;
        let screen = bench.screen();
        assert!(screen.contains("Grace Hopper") && screen.contains("promised: send"), "{size:?}\n{screen}");
        bench.keys("nnnnnnn");
        assert!(bench.screen().contains("That was today"), "{size:?}\n{}", bench.screen());
    }
}

#[test]
fn the_mask_covers_what_a_card_tells() {
    let mut bench = begun();
    bench.keys("*");
    let hidden = |screen: &str| {
        ["Hopper", "Platforms", "send the numbers", "release", "lift"].iter().all(|words| !screen.contains(words))
    };
    assert!(hidden(&bench.screen()), "{}", bench.screen());
    for keys in ["W", "<Esc>F", "<Esc>nnnnnnn"] {
        bench.keys(keys);
        assert!(hidden(&bench.screen()), "{keys}\n{}", bench.screen());
    }
}

#[test]
fn with_ascii_only_nothing_else_is_drawn() {
    let mut bench = Bench::new(people(3));
    bench.model.look.unicode = false;
    for keys in ["r", "ithank them<Enter>", "W", "<Esc>F", "nnn"] {
        bench.keys(keys);
        let odd: Vec<char> = bench.screen().chars().filter(|letter| !letter.is_ascii()).collect();
        assert_eq!(odd, [' '; 0], "after {keys}\n{}", bench.screen());
    }
}

#[test]
fn the_streak_counts_the_days_before() {
    let mut plan = Plan::new(people(1));
    for days in [3, 4] {
        plan.apply(Edit::put(Review { ended: true, ..Review::new(today().plus(-days)) }));
    }
    let mut bench = Bench::new(plan.records().clone());
    bench.keys("rn");
    assert!(bench.screen().contains("3 days"), "{}", bench.screen());
}
