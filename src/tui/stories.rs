//! What happens when somebody types: the plan before, the keys, the plan after.

use super::bench::{Bench, sample, today};
use super::layout::Pane;
use super::model::Save;
use super::msg::{Effect, Mouse, MouseKind, Msg};
use super::overlays::Overlay;
use crate::domain::{Channel, Closeness, Edit, Gift, Plan, Records, Role, Stakeholder, StakeholderId, Stance, Touch};
use crate::error::{Exit, Told};

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

fn newest(bench: &Bench) -> Touch {
    bench.plan().touches.iter().next_back().unwrap().as_ref().clone()
}

#[test]
fn a_touch_today_takes_two_keys() {
    let mut bench = with("grace-hopper");
    let before = bench.plan().touches.len();
    assert_eq!(bench.keys("t<Enter>"), 2);
    assert_eq!(bench.plan().touches.len(), before + 1);
    assert_eq!(bench.plan().last_contact(&who("grace-hopper")), Some(today()));
    assert_eq!(bench.effects, [Effect::Save]);
    assert_eq!(bench.said(), "Done: log touch with Grace Hopper");
}

#[test]
fn a_touch_with_everything() {
    let mut bench = with("grace-hopper");
    bench.keys("t<^o>showed the numbers<^j>she smiled<Tab>yesterday<Tab>, Alan Turing<Tab>v<Tab>i<Tab>w<Tab>send them<Tab>fri<Enter>");
    let touch = newest(&bench);
    assert_eq!(touch.note, "showed the numbers\nshe smiled");
    assert_eq!(touch.on, today().plus(-1));
    assert_eq!(*touch.with, [who("grace-hopper"), who("alan-turing")]);
    assert_eq!((touch.via, touch.gift), (Some(Channel::Video), Some(Gift::Insight)));
    let promise = touch.follow_up.unwrap();
    assert_eq!((promise.text.as_str(), promise.by), ("send them", Some(today().plus(4))));
}

#[test]
fn a_day_that_is_none_keeps_the_form_open_and_says_why() {
    let mut bench = with("grace-hopper");
    let before = bench.plan().touches.len();
    bench.keys("t<^o><Tab>someday<Enter>");
    assert_eq!(bench.plan().touches.len(), before);
    assert!(bench.screen().contains("that is not a day; like yesterday, last fri or 19 nov"));
    bench.keys("<^u>tomorrow<Enter>");
    assert!(bench.screen().contains("is still to come"));
    bench.keys("<^u>last fri<Enter>");
    assert_eq!(newest(&bench).on, today().plus(-3));
}

#[test]
fn an_idea_is_given_with_two_keys_and_undone_with_one() {
    let mut bench = with("grace-hopper");
    let idea = bench.model.ideas().first().unwrap().0.id.clone();
    assert!(!bench.plan().is_given(&idea));
    assert_eq!(bench.keys("x<Enter>"), 2);
    assert!(bench.plan().is_given(&idea));
    let touch = newest(&bench);
    assert_eq!(touch.idea.as_deref(), Some(&idea));
    assert_eq!(touch.note, bench.plan().ideas.get(&idea).unwrap().text);
    assert_eq!(bench.keys("u"), 1);
    assert!(!bench.plan().is_given(&idea));
    assert_eq!(bench.said(), "Undid: give an idea to Grace Hopper");
    bench.keys("<^r>");
    assert!(bench.plan().is_given(&idea));
}

#[test]
fn a_gesture_that_changes_nothing_is_followed_by_any_other() {
    let mut bench = with("grace-hopper");
    bench.keys("zwzw");
    bench.keys("a<Esc>e<Esc>t<Esc>");
    assert!(bench.model.overlays.is_empty());
}

#[test]
fn somebody_rests_for_a_week_with_two_keys() {
    let mut bench = with("grace-hopper");
    assert_eq!(bench.keys("zw"), 2);
    let grace = bench.plan().stakeholders.get(&who("grace-hopper")).unwrap();
    assert_eq!(grace.snoozed, Some(today().plus(7)));
    assert_eq!(bench.said(), "Grace Hopper rests until Mon 30 Nov.");
}

#[test]
fn a_stakeholder_is_added_with_two_keys_and_the_seniority_read_from_the_title() {
    let mut bench = Bench::sample();
    bench.keys("aNora Quist, Head of Pricing<Enter>");
    let nora = bench.plan().stakeholders.get(&who("nora-quist")).unwrap();
    assert_eq!((nora.seniority.as_str(), nora.added), ("Director", Some(today())));
    assert_eq!(bench.model.screen.who, Some(who("nora-quist")));
    bench.keys("aNora Quist<Enter>");
    assert!(bench.plan().stakeholders.contains(&who("nora-quist-2")));
}

#[test]
fn editing_changes_only_what_was_changed_even_when_the_file_changes_meanwhile() {
    let mut bench = with("grace-hopper");
    bench.keys("e<Tab><^u>CTO");
    let sent = bench.plan().records().clone();
    let mut agreed = sent.clone();
    let mut grace = agreed.stakeholders.get(&who("grace-hopper")).unwrap().as_ref().clone();
    grace.org = "Elsewhere".into();
    agreed.apply(Edit::put(grace));
    bench.send(Msg::Agreed { sent, agreed, notices: Vec::new(), outside: true });
    bench.keys("<Enter>");
    let grace = bench.plan().stakeholders.get(&who("grace-hopper")).unwrap();
    assert_eq!((grace.title.as_str(), grace.org.as_str()), ("CTO", "Elsewhere"));
}

#[test]
fn a_goal_with_steps_that_are_ticked_off() {
    let mut bench = Bench::new(Records::default());
    bench.keys("<Esc><S-Tab>aData for all<Tab>less waiting<Tab>30 apr<Tab>pilot<^j>sponsor<Enter>");
    let goal = bench.model.goal().unwrap().as_ref().clone();
    assert_eq!((goal.id.as_str(), goal.steps.len()), ("data-for-all", 2));
    assert_eq!(goal.by.unwrap().to_string(), "2027-04-30");
    bench.keys("jx");
    assert_eq!(bench.model.goal().unwrap().steps[1].done, Some(today()));
    bench.keys("x");
    assert_eq!(bench.model.goal().unwrap().steps[1].done, None);
}

#[test]
fn the_organisations_that_matter_to_a_goal_stand_in_its_form() {
    let mut bench = Bench::new(Records::default());
    bench.keys("<Esc><S-Tab>aData for all<Tab><Tab><Tab><Tab>Finance<^j><^j> Risk, Legal <Enter>");
    assert_eq!(bench.model.goal().unwrap().orgs, ["Finance", "Risk, Legal"]);
    bench.keys("e<Tab><Tab><Tab><Tab><^End><^j>Sales<Enter>");
    assert_eq!(bench.model.goal().unwrap().orgs, ["Finance", "Risk, Legal", "Sales"]);
}

#[test]
fn the_stake_of_somebody_in_the_goal() {
    let mut bench = with("tom-becker");
    bench.keys("Ss<Tab>n<Tab>ch<Tab>5<Enter>");
    let goal = bench.model.goal().unwrap().id.clone();
    let stake = bench.plan().stakeholders.get(&who("tom-becker")).unwrap().stakes[&goal].clone();
    assert_eq!((stake.role, stake.stance), (Some(Role::Sponsor), Some(Stance::Neutral)));
    assert_eq!((stake.wanted, stake.influence), (Some(Stance::Championing), Some(5)));
}

#[test]
fn closeness_is_chosen_by_arrow_or_letter() {
    let mut bench = with("tom-becker");
    bench.keys("e<Tab><Tab><Tab><Tab><Tab>t<Enter>");
    assert_eq!(bench.plan().stakeholders.get(&who("tom-becker")).unwrap().closeness, Closeness::Trusted);
}

#[test]
fn removing_asks_nothing_and_is_undone_whole() {
    let mut bench = with("grace-hopper");
    let before = bench.plan().records().clone();
    bench.keys("d");
    assert!(!bench.plan().stakeholders.contains(&who("grace-hopper")));
    assert!(bench.said().starts_with("Removed Grace Hopper and "), "{}", bench.said());
    assert_eq!(bench.plan().check(today()), []);
    bench.keys("u");
    assert_eq!(*bench.plan().records(), before);
    assert_eq!(bench.model.screen.who, Some(who("grace-hopper")));
}

#[test]
fn a_promise_is_kept_with_one_key() {
    let mut bench = with("grace-hopper");
    let open = |bench: &Bench| {
        let grace = who("grace-hopper");
        let touches = bench.plan().touches_with(&grace);
        touches.filter(|touch| touch.follow_up.as_ref().is_some_and(|promise| promise.done.is_none())).count()
    };
    let before = open(&bench);
    bench.keys("<Tab><Tab>x");
    assert_eq!(open(&bench), before - 1, "{}", bench.said());
}

#[test]
fn finding_narrows_the_list_and_escape_widens_it() {
    let mut bench = Bench::sample();
    let all = bench.model.screen.rows.len();
    bench.keys("/grhop");
    assert_eq!(bench.model.screen.rows.len(), 1);
    assert_eq!(bench.model.screen.who, Some(who("grace-hopper")));
    bench.keys("<^u>hopper");
    assert_eq!(bench.model.screen.rows.len(), 1);
    bench.keys("<Enter>");
    assert!(bench.screen().contains("find: hopper"));
    bench.keys("<Esc>");
    assert_eq!(bench.model.screen.rows.len(), all);
    bench.keys("/warmth:boiling");
    assert!(bench.said().contains("boiling"), "{}", bench.said());
    assert_eq!(bench.model.screen.rows.len(), all);
    bench.keys("<Esc>/zzzz");
    assert!(bench.screen().contains("Nobody fits the filter."));
    bench.keys("<Esc>");
    assert_eq!(bench.model.screen.rows.len(), all);
}

#[test]
fn escape_leaves_everything_and_never_the_program() {
    for keys in ["t", "a", "?", "A", "/", "<Tab><Tab>e", "z"] {
        let mut bench = Bench::sample();
        bench.keys(keys);
        bench.keys("<Esc><Esc><Esc>");
        assert!(bench.model.overlays.is_empty(), "{keys}");
        assert!(!bench.effects.contains(&Effect::Quit), "{keys}");
        assert_eq!(bench.model.screen.focus, Pane::Stakeholders, "{keys}");
    }
}

#[test]
fn leaving_a_form_asks_only_if_something_would_be_lost() {
    let mut bench = with("grace-hopper");
    bench.keys("t<Esc>");
    assert!(bench.model.overlays.is_empty());
    bench.keys("thello<Esc>");
    assert!(matches!(bench.model.overlays.last(), Some(Overlay::Unsaved)));
    bench.keys("<Esc> there<Esc>s");
    assert_eq!(newest(&bench).note, "hello there");
}

#[test]
fn the_first_run_asks_three_questions() {
    let mut bench = Bench::new(Records::default());
    assert!(bench.screen().contains("What is my goal?"));
    bench.keys("Self-serve data<Enter>Grace Hopper (VP Engineering), Ada, Alan<Enter>thank her team<Enter>");
    let plan = bench.plan();
    assert_eq!((plan.goals.len(), plan.stakeholders.len(), plan.ideas.len()), (1, 3, 1));
    assert_eq!(plan.stakeholders.get(&who("grace-hopper")).unwrap().seniority, "VP");
    assert_eq!(*plan.ideas.iter().next().unwrap().to, [who("grace-hopper")]);
    assert!(bench.screen().contains("Ideas for Grace Hopper"));
    bench.keys("u");
    assert!(bench.plan().is_empty());
}

#[test]
fn a_name_in_brackets_is_a_name() {
    let mut bench = Bench::new(Records::default());
    bench.keys("<Enter>(VP), (, Ada (Head of Finance)<Enter><Enter>");
    let names: Vec<String> = bench.plan().stakeholders.iter().map(|who| who.name.clone()).collect();
    assert_eq!(names, ["Ada", "(", "(VP)"]);
}

#[test]
fn an_idea_without_anybody_is_not_lost() {
    let mut bench = Bench::new(Records::default());
    bench.keys("<Enter><Enter>write the one-pager<Enter>");
    assert_eq!(bench.plan().check(today()), []);
    assert_eq!(bench.plan().reflections.iter().next().unwrap().text, "An idea to give: write the one-pager");
}

#[test]
fn quitting_waits_for_the_save_and_asks_when_there_is_none() {
    let mut bench = Bench::sample();
    bench.keys("q");
    assert_eq!(bench.effects, [Effect::Quit]);

    let mut bench = Bench::sample();
    bench.model.save = Save::Saving;
    bench.keys("q");
    assert_eq!(bench.effects, []);
    bench.send(Msg::NotSaved(Told::new(Exit::Plan, "could not save the plan: the disk is full")));
    assert!(bench.screen().contains("the disk is full"));
    bench.keys("<Esc>");
    assert_eq!(bench.effects, []);
    bench.keys("ql");
    assert_eq!(bench.effects, [Effect::Quit]);
}

#[test]
fn a_plan_opened_to_read_is_not_changed() {
    let mut bench = with("grace-hopper");
    bench.model.read_only = Some("Opened to read only.".into());
    bench.keys("tzwdx");
    assert_eq!(*bench.plan().records(), sample());
    assert_eq!(bench.said(), "Opened to read only.");
    bench.keys("q");
    assert_eq!(bench.effects, [Effect::Quit]);
}

#[test]
fn a_conflict_is_settled_either_way() {
    let mut bench = with("grace-hopper");
    let title = |bench: &Bench| bench.plan().stakeholders.get(&who("grace-hopper")).unwrap().title.clone();
    let conflict = crate::domain::Conflict {
        id: crate::domain::ConflictId::new("c"),
        about: crate::domain::Key::Stakeholder(who("grace-hopper")),
        field: "title".into(),
        lost: "\"Rear Admiral\"".into(),
    };
    let mut agreed = bench.plan().records().clone();
    let sent = agreed.clone();
    agreed.apply(Edit::put(conflict));
    bench.send(Msg::Agreed { sent, agreed, notices: Vec::new(), outside: true });
    assert!(bench.screen().contains("1 to settle"));
    bench.keys("!<Enter>2");
    assert_eq!(title(&bench), "Rear Admiral");
    assert!(bench.plan().conflicts.is_empty());
    bench.keys("u");
    assert_eq!(bench.plan().conflicts.len(), 1);
}

#[test]
fn pasted_text_is_text() {
    let mut bench = with("grace-hopper");
    bench.send(Msg::Paste("dd\nqq".into()));
    assert_eq!(*bench.plan().records(), sample());
    bench.keys("a");
    bench.send(Msg::Paste("Nora\nQuist\u{1b}[2J".into()));
    bench.keys("<Enter>");
    assert!(bench.plan().stakeholders.iter().any(|who| who.name.starts_with("Nora Quist")));
    assert!(!bench.screen().contains('\u{1b}'));
}

#[test]
fn every_pane_that_is_empty_says_what_belongs_there_and_which_key_puts_it_there() {
    let mut bench = Bench::new(Records::default());
    bench.keys("<Esc>");
    let screen = bench.screen();
    for words in ["What do you want to reach", "Who can help you", "a adds a stakeholder"] {
        assert!(screen.contains(words), "{words}\n{screen}");
    }
    let mut plan = Plan::default();
    plan.apply(Edit::put(Stakeholder::named(who("ada"), "Ada")));
    let bench = Bench::new(plan.records().clone());
    for words in ["A thank-you counts", "i writes an idea down", "t logs the first touch"] {
        assert!(bench.screen().contains(words), "{words}\n{}", bench.screen());
    }
}

#[test]
fn reflections_and_proofs_are_added_changed_and_removed() {
    let mut bench = Bench::new(Records::default());
    bench.keys("<Esc>ncalm today<Tab>1<Tab>yesterday<Enter>");
    let reflection = bench.plan().reflections.iter().next().unwrap().clone();
    assert_eq!(
        (reflection.text.as_str(), reflection.feeling, reflection.on),
        ("calm today", Some(1), today().plus(-1))
    );
    bench.keys("A6Finance<Tab>d<Tab>self-serve reports<Tab>3 days to 20 minutes<Tab>y<Enter>");
    let proof = bench.plan().proofs.iter().next().unwrap().clone();
    assert_eq!((proof.seniority.as_str(), proof.quotable), ("Director", true));
    bench.keys("L1 and tired<Enter>");
    assert_eq!(bench.plan().reflections.iter().next().unwrap().text, "calm today and tired");
    bench.keys("Ljd");
    assert!(bench.plan().proofs.is_empty());
    bench.keys("u");
    assert_eq!(bench.plan().proofs.len(), 1);
}

fn chosen(bench: &Bench) -> String {
    bench.model.who().map_or(String::new(), |who| who.name.clone())
}

#[test]
fn several_are_marked_changed_at_once_and_brought_back_at_once() {
    let mut bench = Bench::sample();
    bench.keys("mm");
    assert_eq!(bench.model.screen.marks.len(), 2);
    assert!(bench.screen().contains("2 marked  by due"), "{}", bench.screen());
    let marked = bench.model.meant();
    bench.keys("zw");
    assert_eq!(bench.said(), "2 stakeholders rest until Mon 30 Nov.");
    let resting = |bench: &Bench, who: &StakeholderId| bench.plan().stakeholders.get(who).unwrap().snoozed;
    assert!(marked.iter().all(|who| resting(&bench, who) == Some(today().plus(7))));
    assert!(bench.model.screen.marks.is_empty());
    bench.keys("u");
    assert_eq!(*bench.plan().records(), sample());

    bench.keys("ggmmmd");
    let gone = 3;
    assert_eq!(bench.plan().stakeholders.len(), sample().stakeholders.len() - gone);
    assert_eq!(bench.plan().check(today()), []);
    bench.keys("u");
    assert_eq!(*bench.plan().records(), sample());

    bench.keys("ggmmetown hall, Board<Enter>");
    let tagged = bench.plan().stakeholders.iter().filter(|who| who.tags.contains(&"town hall".to_owned())).count();
    assert_eq!((tagged, bench.said()), (2, "Done: change 2 stakeholders"));
    bench.keys("ggmmtlunch<Enter>");
    assert_eq!(newest(&bench).with.len(), 2);
    bench.keys("ggmmiask how they do it<Enter>");
    assert_eq!(bench.plan().ideas.iter().next_back().unwrap().to.len(), 2);
}

#[test]
fn marking_everybody_listed_and_unmarking() {
    let mut bench = Bench::sample();
    bench.keys("M");
    assert_eq!(bench.model.screen.marks.len(), bench.model.screen.rows.len());
    bench.keys("M");
    assert!(bench.model.screen.marks.is_empty());
    bench.keys("m/grace<Enter>");
    bench.keys("m");
    assert!(bench.said().ends_with("Esc unmarks."), "{}", bench.said());
    bench.keys("<Esc>");
    assert_eq!((bench.model.screen.marks.len(), bench.model.screen.find.as_str()), (0, "grace"));
    bench.keys("<Esc>");
    assert_eq!(bench.model.screen.find, "");
}

#[test]
fn the_list_shows_those_with_a_stake_in_the_goal_or_everybody() {
    let mut bench = Bench::sample();
    let within = |bench: &Bench| {
        let goal = bench.model.screen.goal.clone().unwrap();
        bench.model.screen.listed().all(|row| row.who.stakes.contains_key(&goal))
    };
    let goals = bench.plan().goals.len();
    assert!(within(&bench));
    for _ in 1..goals {
        bench.keys("]");
        assert!(within(&bench));
    }
    bench.keys("]");
    assert_eq!((bench.model.screen.goal.as_ref(), bench.said()), (None, "Everybody, whatever the goal."));
    assert!(bench.screen().contains("All 2 goals"));
    let active = bench.plan().stakeholders.iter().filter(|who| !who.archived).count();
    assert_eq!(bench.model.screen.rows.len(), active);
    bench.keys("[");
    assert!(within(&bench));
}

#[test]
fn whoever_is_added_belongs_to_the_goal_shown_and_whoever_does_not_is_shown_all_the_same() {
    let mut bench = Bench::sample();
    let goal = bench.model.screen.goal.clone().unwrap();
    bench.keys("aNora Quist<Enter>");
    assert!(bench.plan().stakeholders.get(&who("nora-quist")).unwrap().stakes.contains_key(&goal));
    assert_eq!((chosen(&bench).as_str(), bench.model.screen.goal.as_ref()), ("Nora Quist", Some(&goal)));
    // Taken out of the goal by the form for the stake: still shown, among everybody.
    bench.keys("S<S-Tab><Space><Enter>");
    assert!(bench.plan().stakeholders.get(&who("nora-quist")).unwrap().stakes.is_empty());
    assert_eq!((chosen(&bench).as_str(), bench.model.screen.goal.as_ref()), ("Nora Quist", None));
}

#[test]
fn a_filter_is_picked_and_stays_in_sight() {
    let mut bench = Bench::sample();
    bench.keys("f3");
    assert!(bench.screen().contains("find: warmth:never"), "{}", bench.screen());
    assert!(bench.model.screen.listed().all(|row| row.standing.last.is_none()));
    bench.keys("<Esc>");
    assert_eq!(bench.model.screen.find, "");
}

#[test]
fn the_palette_finds_a_command_by_another_word_and_carries_it_out() {
    let mut bench = with("grace-hopper");
    bench.keys(":delete");
    assert!(bench.screen().contains("Removes what is selected; undo brings it back."), "{}", bench.screen());
    bench.keys("<Enter>");
    assert!(!bench.plan().stakeholders.contains(&who("grace-hopper")));
    bench.keys(":^z<Enter>");
    assert_eq!(*bench.plan().records(), sample());
    // What cannot be had stays in its place and says why.
    bench.keys(":^z");
    assert!(bench.screen().contains("Nothing to undo."), "{}", bench.screen());
    bench.keys("<Enter>");
    assert_eq!((bench.said(), bench.model.overlays.len()), ("Nothing to undo.", 0));
    bench.keys(":xyzzy");
    assert!(bench.screen().contains("No command is called that"));
    bench.keys("<Enter><Esc>");
    assert!(bench.model.overlays.is_empty());
}

#[test]
fn whatever_the_palette_offers_is_carried_out_or_says_why_not() {
    use crate::keys::search::search;
    use crate::keys::{Context, Keymap};
    for records in [Records::default(), sample()] {
        for command in search("", &Context::PLAN, &Keymap::default()) {
            let mut bench = Bench::new(records.clone());
            bench.keys("<Esc>");
            let why = super::able::why_not(&bench.model, command);
            assert!(why.as_ref().is_none_or(|why| why.ends_with('.')), "{command:?}: {why:?}");
            bench.keys(&format!(":{}<Enter>", command.entry().title));
            if let Some(why) = why.filter(|_| bench.model.overlays.is_empty() && !bench.said().is_empty()) {
                assert!(bench.effects.is_empty(), "{command:?} was carried out all the same: {why}");
            }
        }
    }
}

#[test]
fn help_is_looked_through_by_word_and_by_key() {
    let mut bench = Bench::sample();
    bench.keys("?/delete");
    let screen = bench.screen();
    assert!(screen.contains("Removes what is selected") && !screen.contains("Moves down."), "{screen}");
    bench.keys("<Esc>/M<Enter>");
    let screen = bench.screen();
    assert!(screen.contains("Marks everybody listed") && !screen.contains("Removes what"), "{screen}");
    bench.keys("<Esc>");
    assert!(bench.screen().contains("Removes what is selected"));
    bench.keys("<Esc>");
    assert!(bench.model.overlays.is_empty());
}

#[test]
fn the_first_key_of_two_shows_what_may_follow_and_hides_nothing_that_matters() {
    let mut bench = Bench::sample();
    bench.keys("z");
    for words in ["1    a day       Tue 24 Nov", "w    a week      Mon 30 Nov", "m    a month     Wed 23 Dec"] {
        assert!(bench.screen().contains(words), "{words}\n{}", bench.screen());
    }
    bench.keys("<Esc>");
    bench.model.size = (40, 12);
    bench.keys("Gz");
    let name = bench.model.who().unwrap().name.clone();
    assert!(bench.screen().contains(&name) && bench.screen().contains("a week"), "{}", bench.screen());
}

#[test]
fn a_click_chooses_a_double_click_opens_and_the_wheel_moves() {
    let mut bench = Bench::sample();
    bench.mouse(MouseKind::Click, "Grace Hopper");
    assert_eq!((chosen(&bench).as_str(), bench.model.screen.focus), ("Grace Hopper", Pane::Stakeholders));
    bench.mouse(MouseKind::Click, "Sponsor agreed");
    assert_eq!((bench.model.screen.step, bench.model.screen.focus), (3, Pane::Goal));
    bench.mouse(MouseKind::WheelDown, "Ewan MacLeod");
    assert_eq!((chosen(&bench).as_str(), bench.model.screen.focus), ("Helen Castellano", Pane::Goal));
    bench.mouse(MouseKind::Double, "Ewan MacLeod");
    assert_eq!(bench.model.form().unwrap().title, "Ewan MacLeod");
    bench.mouse(MouseKind::Click, "cares about");
    assert_eq!(bench.model.form().unwrap().current().unwrap().name, "cares about");
    // A form is never left by accident.
    bench.mouse(MouseKind::Click, "touchbase");
    assert!(bench.model.form().is_some());
    bench.keys("<Esc>A");
    bench.mouse(MouseKind::Click, "a proof:");
    assert_eq!(bench.model.form().unwrap().title, "Proof");
    bench.keys("<Esc>?");
    bench.mouse(MouseKind::Click, "touchbase");
    assert!(bench.model.overlays.is_empty());
    bench.mouse(MouseKind::Click, "t touch");
    assert!(bench.screen().contains("In touch with Ewan MacLeod"));
}

#[test]
fn a_border_is_drawn_elsewhere_and_the_mouse_let_go() {
    let mut bench = Bench::sample();
    let left = |bench: &Bench| bench.model.regions().unwrap().panes[0].1.width;
    let before = left(&bench);
    let at = |kind, column| Msg::Mouse(Mouse { kind, column, row: 4 });
    bench.send(at(MouseKind::Click, before - 1)).send(at(MouseKind::Drag, 40)).send(at(MouseKind::Release, 40));
    assert!(left(&bench).abs_diff(41) <= 1, "{} and {before} before", left(&bench));
    bench.send(at(MouseKind::Drag, 80));
    assert!(left(&bench).abs_diff(41) <= 1, "let go");
    bench.keys(":toggle-mouse<Enter>");
    assert_eq!(bench.effects, [Effect::Mouse(false)]);
}

#[test]
fn one_line_is_a_touch_with_everything() {
    let mut bench = with("grace-hopper");
    bench.keys("tshowed the numbers +proof via video last fri @alan !send them by fri");
    let screen = bench.screen();
    for chip in [
        "gift Proof",
        "via video",
        "on Fri 20 Nov 2026",
        "with Alan Turing",
        "promised send them",
        "by Fri 27 Nov 2026",
    ] {
        assert!(screen.contains(chip), "{chip}\n{screen}");
    }
    bench.keys("<Enter>");
    let touch = newest(&bench);
    assert_eq!((touch.note.as_str(), touch.on), ("showed the numbers @alan", today().plus(-3)));
    assert_eq!(*touch.with, [who("grace-hopper"), who("alan-turing")]);
    assert_eq!((touch.via, touch.gift), (Some(Channel::Video), Some(Gift::Proof)));
    let promise = touch.follow_up.unwrap();
    assert_eq!((promise.text.as_str(), promise.by), ("send them", Some(today().plus(4))));
    assert_eq!(bench.said(), "Done: log touch with Grace Hopper, Alan Turing");
}

#[test]
fn a_name_of_several_is_asked_for_and_never_guessed() {
    let mut bench = with("grace-hopper");
    bench.keys("aGrace Kelly<Enter>");
    bench.model.screen.who = Some(who("alan-turing"));
    bench.model.refresh();
    bench.keys("tlunch with grace");
    assert!(bench.screen().contains("2 people are called grace; Enter asks which one"), "{}", bench.screen());
    bench.keys("<Enter>");
    assert!(bench.screen().contains("Which grace?"));
    bench.keys("2");
    assert_eq!(*newest(&bench).with, [who("alan-turing"), who("grace-kelly")]);
}

#[test]
fn tab_completes_round_and_round() {
    let mut bench = with("alan-turing");
    bench.keys("tlunch with Ma");
    assert!(bench.screen().contains("Tab Marcus Bell"), "{}", bench.screen());
    bench.keys("<Tab>");
    assert!(bench.screen().contains("lunch with Marcus Bell"), "{}", bench.screen());
    bench.keys("<Tab><Tab><S-Tab>and Ad<Tab>yesterday<Enter>");
    let touch = newest(&bench);
    assert_eq!(touch.with.len(), 3);
    assert_eq!(touch.on, today().plus(-1));
    bench.keys("aNora @pl<Tab>#pi<Tab><Enter>");
    let nora = bench.plan().stakeholders.get(&who("nora")).unwrap();
    assert_eq!((nora.org.as_str(), nora.tags.as_slice()), ("Platforms", &["pilot".to_owned()][..]));
}

#[test]
fn a_line_goes_on_in_the_form_and_is_never_left_by_accident() {
    let mut bench = with("grace-hopper");
    bench.keys("tlunch yesterday<^o>");
    let screen = bench.screen();
    assert!(screen.contains("lunch") && screen.contains("2026-11-22"), "{screen}");
    bench.keys("<Esc>");
    assert!(bench.screen().contains("Keep what you typed?"), "{}", bench.screen());
    bench.keys("<Enter>");
    assert_eq!((newest(&bench).note.as_str(), newest(&bench).on), ("lunch", today().plus(-1)));
    bench.keys("ithank her<Esc>");
    assert!(bench.screen().contains("Keep what you typed?"));
    bench.keys("<Esc>");
    assert!(bench.screen().contains("thank her"));
    bench.keys("<Esc>s");
    assert_eq!(bench.plan().ideas.iter().next_back().unwrap().text, "thank her");
    let before = bench.plan().records().clone();
    bench.keys("inothing<Esc>d");
    assert!(bench.model.overlays.is_empty() && *bench.plan().records() == before);
    bench.keys("i<Enter>");
    assert_eq!(bench.said(), "What could you give? A thank-you counts.");
    bench.keys("<Esc>a<Enter>");
    assert_eq!(bench.said(), "Who is it? Begin with the name.");
}
