//! The Network screen as a person meets it: typed at, and looked at in every size.

use crate::domain::coverage::{Lack, WEEKS};
use crate::domain::{Closeness, Edit, Goal, GoalId, Plan, Records, Stake, Stakeholder, StakeholderId, Touch, TouchId};
use crate::tui::bench::{Bench, sample, today};
use crate::tui::mask::Mask;
use crate::tui::msg::MouseKind;
use crate::tui::network::View;
use crate::tui::screen::Screen;

fn who(id: &str) -> StakeholderId {
    StakeholderId::new(id)
}

fn add(plan: &mut Plan, name: &str, seniority: &str, org: &str, ago: Option<i64>) {
    let mut person = Stakeholder::named(StakeholderId::from_name(name, |_| false), name);
    (person.seniority, person.org, person.closeness) = (seniority.into(), org.into(), Closeness::Regular);
    person.added = Some(today().plus(-200));
    person.stakes.insert(GoalId::new("data"), Stake::default());
    let id = person.id.clone();
    plan.apply(Edit::put(person));
    if let Some(ago) = ago {
        plan.apply(Edit::put(Touch::new(TouchId::new(name), today().plus(-ago), vec![id])));
    }
}

/// Good relations with peers in two organisations that matter, and nobody above.
fn only_peers() -> Records {
    let mut plan = Plan::default();
    let mut goal = Goal::new(GoalId::new("data"), "Data for all");
    goal.orgs = vec!["Finance".into(), "Risk and Legal".into()];
    plan.apply(Edit::put(goal));
    add(&mut plan, "Tom Becker", "Peer", "Finance", Some(3));
    add(&mut plan, "Ada Lovelace", "Manager", "Finance", Some(9));
    add(&mut plan, "Jonas Weber", "Peer", "Risk and Legal", Some(20));
    plan.records().clone()
}

/// So many organisations, with people on every rung in some of them.
fn many_organisations(count: usize) -> Records {
    let mut plan = Plan::default();
    plan.apply(Edit::put(Goal::new(GoalId::new("data"), "Data for all")));
    let rungs = plan.ladder.rungs.clone();
    for org in 0..count {
        for (height, rung) in rungs.iter().enumerate().take(1 + org % 6) {
            let ago = (org + height) % 5 * 30;
            let ago = (height % 4 != 3).then(|| i64::try_from(ago).unwrap());
            add(&mut plan, &format!("Person {height} of {org}"), rung, &format!("Division {org:02}"), ago);
        }
    }
    plan.records().clone()
}

#[track_caller]
fn shows(bench: &Bench, words: &str) {
    let screen = bench.screen();
    assert!(screen.contains(words), "{words} is not on\n{screen}");
}

#[track_caller]
fn hides(bench: &Bench, words: &str) {
    let screen = bench.screen();
    assert!(!screen.contains(words), "{words} is on\n{screen}");
}

/// The figures of the trend: organisations reached, oldest week first.
fn reached(bench: &Bench) -> Vec<usize> {
    bench.model.network.survey.as_ref().unwrap().trend.figures(|week| week.reached)
}

#[test]
fn with_peers_alone_the_hole_is_shown_and_closes_when_an_executive_is_added_and_touched() {
    let mut bench = Bench::new(only_peers());
    bench.model.size = (200, 40);
    bench.keys("4");
    // Where the hole is, and whom to ask first.
    shows(&bench, "everybody you are in touch with is below Director");
    shows(&bench, "ask Ada Lovelace, who knows Finance, to");
    shows(&bench, "nobody at Director or above in Finance");
    assert_eq!(reached(&bench), [0; WEEKS]);
    // Right into the hole: it is chosen already, the line knows where it is.
    bench.keys("a");
    shows(&bench, "at Finance");
    bench.keys("Grace Hopper");
    shows(&bench, "Grace Hopper @Finance ^Director");
    bench.keys("<Enter>");
    let grace = bench.plan().stakeholders.get(&who("grace-hopper")).unwrap().clone();
    assert_eq!((grace.org.as_str(), grace.seniority.as_str()), ("Finance", "Director"));
    assert!(grace.stakes.contains_key(&GoalId::new("data")));
    // In the plan, and quiet: the next step is about her.
    shows(&bench, "to introduce you to Grace Hopper,");
    shows(&bench, "Director in Finance: Grace Hopper never");
    // Touched from here: she is the only one in the cell.
    bench.keys("t");
    shows(&bench, "In touch with Grace Hopper");
    bench.keys("<Enter>");
    assert_eq!(bench.model.at, Screen::Network);
    hides(&bench, "everybody you are in touch with");
    hides(&bench, "nobody at Director or above in Finance");
    shows(&bench, "nobody at Director or above in Risk and Legal");
    assert_eq!(reached(&bench), [[0; WEEKS - 1].as_slice(), &[1]].concat());
    shows(&bench, "Director in Finance: Grace Hopper fresh");
    // And back.
    bench.keys("u");
    shows(&bench, "everybody you are in touch with is below Director");
}

#[test]
fn a_hole_of_the_list_leads_to_the_people_it_names_and_takes_somebody_new() {
    let mut bench = Bench::new(only_peers());
    bench.keys("4<Tab><Enter>");
    shows(&bench, "Who can help");
    shows(&bench, "Ada Lovelace  Manager  Finance  in touch lately");
    bench.keys("<Enter>");
    assert_eq!((bench.model.at, bench.model.screen.who.clone()), (Screen::Plan, Some(who("ada-lovelace"))));
    bench.keys("4");
    let risk = |bench: &Bench| {
        let holes = &bench.model.network.survey.as_ref().unwrap().holes;
        holes
            .iter()
            .position(|hole| matches!(&hole.lack, Lack::NobodySenior { org } if org.starts_with("Risk")))
            .unwrap()
    };
    let down = "j".repeat(risk(&bench));
    bench.keys(&format!("gg{down}"));
    assert_eq!(bench.model.network.hole, risk(&bench));
    // An organisation of several words is taken whole.
    bench.keys("aZoë Hart<Enter>");
    let zoe = bench.plan().stakeholders.get(&who("zoe-hart")).unwrap();
    assert_eq!((zoe.org.as_str(), zoe.seniority.as_str()), ("Risk and Legal", "Director"));
    // The line asks for nothing where nothing was typed.
    bench.keys("a<Esc>");
    assert!(bench.model.overlays.is_empty());
    bench.keys("aX<Esc>");
    assert!(!bench.model.overlays.is_empty());
}

#[test]
fn a_rung_of_several_words_is_taken_whole() {
    let mut bench = Bench::new(only_peers());
    let mut plan = bench.plan().clone();
    let ladder = ["Peer", "Senior Manager", "Senior Director"].map(String::from).to_vec();
    plan.apply(Edit::put(crate::domain::Ladder { rungs: ladder }));
    bench = Bench::new(plan.records().clone());
    bench.keys("4ggaZoë Hart<Enter>");
    let zoe = bench.plan().stakeholders.get(&who("zoe-hart")).unwrap();
    assert_eq!(zoe.seniority, "Senior Director");
}

#[test]
fn the_matrix_is_walked_with_letters_and_arrows_and_keeps_its_place() {
    let mut bench = Bench::sample();
    bench.keys("4gg");
    for _ in 0..20 {
        bench.keys("h");
    }
    assert_eq!(bench.model.network.cell(), (0, 0));
    shows(&bench, "Board in Finance: Eleanor Whitcombe");
    bench.keys("<Down><Right>j<Left>l");
    assert_eq!(bench.model.network.cell(), (2, 1));
    bench.keys("G<End>");
    for _ in 0..20 {
        bench.keys("l");
    }
    let rows = bench.model.network.survey.as_ref().unwrap().coverage.rows.len();
    assert_eq!(bench.model.network.cell(), (rows - 1, 6));
    // Another goal, and back: the place is kept by its names.
    bench.keys("][");
    assert_eq!(bench.model.network.cell(), (rows - 1, 6));
    bench.keys("1");
    bench.keys("4");
    assert_eq!(bench.model.network.cell(), (rows - 1, 6));
}

#[test]
fn views_come_round_and_lead_to_people() {
    let mut bench = Bench::sample();
    bench.keys("4v");
    assert_eq!(bench.model.network.view, View::Grid);
    shows(&bench, "Influence by interest");
    bench.keys("hj<Enter>");
    shows(&bench, "Who is here");
    shows(&bench, "Dolores Vega");
    bench.keys("<Esc>v");
    assert_eq!(bench.model.network.view, View::Stances);
    shows(&bench, "Neutral → Championing");
    // The stance is changed right here.
    bench.keys("jjjS<Tab>su<Enter>");
    shows(&bench, "Supportive → Championing");
    assert_eq!(bench.model.at, Screen::Network);
    bench.keys("<Enter>");
    assert_eq!(bench.model.at, Screen::Plan);
    bench.keys("4<Esc>");
    assert_eq!(bench.model.network.view, View::Matrix);
    bench.keys("<Esc>");
    assert_eq!(bench.model.at, Screen::Plan);
}

#[test]
fn the_mouse_chooses_opens_and_turns() {
    let mut bench = Bench::sample();
    bench.model.size = (80, 24);
    bench.keys("4");
    bench.mouse(MouseKind::Click, "Manager");
    let (row, _) = bench.model.network.cell();
    assert_eq!(bench.model.network.survey.as_ref().unwrap().coverage.rows[row].name, "Manager");
    bench.mouse(MouseKind::Click, "2 ●● ");
    assert!(bench.model.network.chosen().len() == 2);
    bench.mouse(MouseKind::Click, "ask Hannah Osei");
    assert!(bench.model.network.is_on_holes());
    bench.mouse(MouseKind::WheelDown, "ask Hannah Osei");
    assert_eq!(bench.model.network.hole, 1);
    bench.mouse(MouseKind::Double, "ask Hannah Osei");
    shows(&bench, "Who can help");
    bench.keys("<Esc><Esc>v");
    bench.mouse(MouseKind::Click, "Marcus Bell");
    assert_eq!(bench.model.network.square, (3, 3));
    bench.keys("v");
    bench.mouse(MouseKind::Double, "Julia Marsh");
    assert_eq!(bench.model.screen.who, Some(who("julia-marsh")));
}

#[test]
fn fifteen_organisations_scroll_and_every_one_can_be_reached() {
    let mut bench = Bench::new(many_organisations(15));
    bench.model.size = (80, 24);
    bench.keys("4");
    for _ in 0..20 {
        bench.keys("h");
    }
    shows(&bench, "Division 00");
    for org in 0..15 {
        shows(&bench, &format!("in Division {org:02}"));
        bench.keys("l");
    }
    shows(&bench, "‹");
    hides(&bench, "›");
}

/// Everything that is written in a covered plan stays covered on every view.
#[test]
fn covered_and_without_colour_or_unicode_it_says_the_same() {
    let mut bench = Bench::sample();
    bench.keys("4");
    for view in 0..3 {
        bench.model.mask = Mask::On;
        for name in ["Hannah", "Finance", "Procurement", "Research", "Self-serve", "Whitcombe", "Turing"] {
            hides(&bench, name);
        }
        bench.model.mask = Mask::Off;
        bench.model.look.colour = false;
        let plain = bench.screen();
        bench.model.look.colour = true;
        assert_eq!(bench.screen(), plain);
        bench.model.look.unicode = false;
        let names: Vec<char> = "田中美咲ŁukaszńعمرحدادèëíéJosé".chars().collect();
        let odd: String =
            bench.screen().chars().filter(|letter| !letter.is_ascii() && !names.contains(letter)).collect();
        assert_eq!(odd, "", "in view {view}");
        bench.model.look.unicode = true;
        bench.keys("v");
    }
}

/// A snapshot at a size after some keys, colours included.
fn shot(name: &str, records: Records, size: (u16, u16), keys: &str) {
    let mut bench = Bench::new(records);
    bench.model.size = size;
    bench.keys(keys);
    insta::assert_debug_snapshot!(name, bench.buffer());
}

#[test]
fn pictures_of_the_coverage() {
    for (columns, rows) in [(120, 36), (80, 24), (60, 16), (40, 12), (20, 5)] {
        shot(&format!("matrix_{columns}x{rows}"), sample(), (columns, rows), "4");
        shot(&format!("holes_{columns}x{rows}"), sample(), (columns, rows), "4<Tab>");
    }
    shot("matrix_of_fifteen_80x24", many_organisations(15), (80, 24), "4lll");
    shot("matrix_of_peers_80x24", only_peers(), (80, 24), "4");
    shot("matrix_of_nobody_80x24", Records::default(), (80, 24), "<Esc>4");
}

#[test]
fn pictures_of_the_other_views() {
    for (columns, rows) in [(120, 36), (80, 24), (60, 16), (40, 12), (20, 5)] {
        shot(&format!("grid_{columns}x{rows}"), sample(), (columns, rows), "4vhj");
        shot(&format!("stances_{columns}x{rows}"), sample(), (columns, rows), "4vvj");
    }
    shot("stances_of_nobody_80x24", only_peers(), (80, 24), "4vv");
}

#[test]
fn pictures_without_unicode_and_covered() {
    let mut bench = Bench::sample();
    bench.model.size = (80, 24);
    bench.keys("4");
    bench.model.look.unicode = false;
    insta::assert_snapshot!("matrix_ascii_80x24", bench.screen());
    bench.model.look.unicode = true;
    bench.keys("*");
    insta::assert_snapshot!("matrix_covered_80x24", bench.screen());
}
