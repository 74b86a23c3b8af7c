//! The Progress screen as somebody uses it: what moved is noted, shown, and put right.

use super::bench::{Bench, sample, today};
use super::msg::{Effect, MouseKind};
use super::overlays::Overlay;
use super::progress::Chart;
use super::screen::Screen;
use crate::domain::{Closeness, GoalId, Records, Stakeholder, StakeholderId, Stance};

fn who(name: &str) -> StakeholderId {
    StakeholderId::new(name)
}

fn stakeholder(bench: &Bench, name: &str) -> Stakeholder {
    bench.plan().stakeholders.get(&who(name)).unwrap().as_ref().clone()
}

fn shot(name: &str, records: Records, size: (u16, u16), keys: &str) {
    let mut bench = Bench::new(records);
    bench.model.size = size;
    bench.keys(keys);
    insta::assert_debug_snapshot!(name, bench.buffer());
}

#[test]
fn pictures_of_progress() {
    shot("progress_120x36", sample(), (120, 36), "5");
    shot("progress_80x24", sample(), (80, 24), "5");
    shot("progress_60x16", sample(), (60, 16), "5jj");
    shot("progress_40x12", sample(), (40, 12), "5j");
    shot("progress_20x5", sample(), (20, 5), "5");
    shot("progress_masked_80x24", sample(), (80, 24), "5j*");
    shot("progress_empty_120x36", Records::default(), (120, 36), "<Esc>5");
    shot("figures_80x24", sample(), (80, 24), "5j<Enter>");
    shot("figures_40x12", sample(), (40, 12), "5jj<Enter>");
}

#[test]
fn without_colour_everything_is_said_and_ascii_is_enough() {
    let mut plan = crate::domain::Plan::default();
    let latin = |text: &str| text.is_ascii();
    for record in sample().all() {
        // What the user wrote may hold any letter; the rest may not.
        if serde_json::to_string(&format!("{record:?}")).is_ok_and(|text| latin(&text)) {
            plan.apply(crate::domain::Edit::Put(record));
        }
    }
    for size in [(120, 36), (80, 24), (40, 12)] {
        let mut bench = Bench::new(plan.records().clone());
        bench.model.size = size;
        bench.model.look.unicode = false;
        bench.keys("5");
        for chart in Chart::ALL {
            assert_eq!(bench.model.progress.at, chart);
            let coloured = bench.screen();
            bench.model.look.colour = false;
            assert_eq!(bench.screen(), coloured);
            bench.model.look.colour = true;
            bench.keys("<Enter>");
            let odd: String = [coloured, bench.screen()].concat().chars().filter(|letter| !letter.is_ascii()).collect();
            assert_eq!(odd, "", "{chart:?} at {size:?}");
            bench.keys("<Esc><Tab>");
        }
    }
}

#[test]
fn a_change_of_closeness_and_stance_shows_among_the_moves_and_one_undo_takes_it_back() {
    let mut bench = Bench::sample();
    bench.model.screen.who = Some(who("alan-turing"));
    bench.model.refresh();
    let before = stakeholder(&bench, "alan-turing");
    assert_eq!((before.closeness, before.moves.len()), (Closeness::Unaware, 0));
    bench.keys("e<Tab><Tab><Tab><Tab><Tab>c<Enter>");
    let moved = stakeholder(&bench, "alan-turing");
    assert_eq!(
        moved.moves.iter().map(|one| (one.on, one.to)).collect::<Vec<_>>(),
        [(today(), Some(Closeness::Connected))]
    );
    bench.keys("S<Tab>s<Enter>5");
    let screen = bench.screen();
    assert!(screen.contains("Alan Turing") && screen.contains("Unaware → Connected"), "{screen}");
    assert!(screen.contains("unknown → Sceptical"), "{screen}");
    bench.keys("uu");
    assert_eq!(stakeholder(&bench, "alan-turing"), before);
    assert!(!bench.screen().contains("Unaware → Connected  "), "{}", bench.screen());
}

#[test]
fn the_moves_of_somebody_are_put_right_in_a_form() {
    let mut bench = Bench::sample();
    bench.keys("5j<Enter>");
    assert!(bench.screen().contains("from") && bench.screen().contains("Marcus Bell"), "{}", bench.screen());
    bench.keys("<Enter>");
    assert!(bench.screen().contains("2026-11-10: Sceptical to Neutral"), "{}", bench.screen());
    bench.keys("<^j>yesterday: Neutral to Warm<Enter>");
    assert!(bench.screen().contains("Warm is none of Resistant"), "{}", bench.screen());
    bench.keys("<Backspace><Backspace><Backspace><Backspace>Supportive<Enter>");
    let goal = GoalId::new("self-serve-data");
    let moves = stakeholder(&bench, "marcus-bell").stakes[&goal].moves.clone();
    let told: Vec<_> = moves.iter().map(|one| (one.on, one.from, one.to)).collect();
    assert_eq!(
        told,
        [
            ("2026-11-10".parse().unwrap(), Some(Stance::Sceptical), Some(Stance::Neutral)),
            (today().plus(-1), Some(Stance::Neutral), Some(Stance::Supportive)),
        ]
    );
    assert!(bench.screen().contains("Sun 22 Nov"), "the figures lie there still\n{}", bench.screen());
    bench.keys("u<Esc>");
    assert_eq!(*bench.plan().records(), sample());
    assert_eq!(bench.model.at, Screen::Progress);
}

#[test]
fn every_chart_has_its_figures_as_text() {
    let words = [
        ("Pilot with Finance", "took 141 d"),
        ("Grace Hopper", "Connected"),
        ("contributions", "1 question"),
        ("senior", "%"),
        ("given", "everybody"),
        ("what I noticed", "Felt easy"),
        ("in a row reviewed", "week of"),
    ];
    let mut bench = Bench::sample();
    bench.keys("5");
    for (chart, (one, other)) in Chart::ALL.into_iter().zip(words) {
        bench.keys("<Enter>");
        assert!(matches!(bench.model.overlays.last(), Some(Overlay::Figures(shown)) if shown.chart == chart));
        let screen = bench.screen();
        assert!(screen.contains(one) && screen.contains(other), "{chart:?}\n{screen}");
        bench.effects.clear();
        bench.keys("y");
        assert!(
            matches!(&bench.effects[..], [Effect::Copy(text)] if text.contains(one) && text.lines().count() > 2),
            "{chart:?}"
        );
        bench.keys("GGggkjq");
        assert!(bench.model.overlays.is_empty());
        bench.keys("<Tab>");
    }
}

#[test]
fn a_line_of_figures_opens_what_it_tells_of_and_a_mere_figure_says_so() {
    for (keys, words) in [
        ("5<Enter><Enter>", "Self-serve data in every division"),
        ("5jjjj<Enter>j<Enter>", "cares about"),
        ("5jjjjj<Enter><Enter>", "polished three lines"),
    ] {
        let mut bench = Bench::sample();
        bench.keys(keys);
        assert!(bench.model.form().is_some(), "{keys}");
        assert!(bench.screen().contains(words), "{keys}\n{}", bench.screen());
        bench.keys("<Esc><Esc><Esc>");
        assert_eq!((bench.model.at, bench.model.overlays.len()), (Screen::Plan, 0), "{keys}");
    }
    let mut bench = Bench::sample();
    bench.keys("5jj<Enter><Enter>");
    assert!(bench.said().contains("nothing behind it"), "{}", bench.said());
}

#[test]
fn the_charts_follow_the_goal() {
    let mut bench = Bench::sample();
    bench.keys("5");
    assert!(bench.screen().contains("Steps: Self-serve data"));
    bench.keys("]");
    assert!(bench.screen().contains("Steps: Show-your-work"), "{}", bench.screen());
    assert!(bench.screen().contains("First evening held"));
    bench.keys("]");
    assert!(bench.screen().contains("Steps of all goals"), "{}", bench.screen());
    bench.keys("[");
    assert!(bench.screen().contains("Steps: Show-your-work"));
}

#[test]
fn charts_are_chosen_by_key_and_by_mouse() {
    let mut bench = Bench::sample();
    bench.keys("5jj");
    assert_eq!(bench.model.progress.at, Chart::Gifts);
    bench.keys("kG");
    assert_eq!(bench.model.progress.at, Chart::Streak);
    bench.keys("<Tab>");
    assert_eq!(bench.model.progress.at, Chart::Steps);
    bench.mouse(MouseKind::Click, "How it felt");
    assert_eq!(bench.model.progress.at, Chart::Feeling);
    bench.mouse(MouseKind::Double, "How it felt");
    assert!(bench.screen().contains("what I noticed"));
}
