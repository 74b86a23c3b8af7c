use proptest::prelude::*;

use crate::domain::{Edit, Plan, Records, Stakeholder, StakeholderId};
use crate::keys::{Chord, Key};
use crate::tui::bench::{Bench, sample};
use crate::tui::msg::{Mouse, MouseKind, Msg};

/// A snapshot of the sample at a size after some keys, colours included.
fn shot(name: &str, records: Records, size: (u16, u16), keys: &str) {
    let mut bench = Bench::new(records);
    bench.model.size = size;
    bench.keys(keys);
    insta::assert_debug_snapshot!(name, bench.buffer());
}

#[test]
fn pictures_of_the_plan() {
    shot("plan_120x36", sample(), (120, 36), "");
    shot("plan_80x24", sample(), (80, 24), "");
    shot("plan_40x12", sample(), (40, 12), "j");
    shot("about_120x36", sample(), (120, 36), "jjjjjjjj<Tab><Tab>");
    shot("empty_80x24", Records::default(), (80, 24), "<Esc>");
    shot("too_small", sample(), (18, 4), "");
}

#[test]
fn pictures_of_the_review() {
    shot("review_120x36", sample(), (120, 36), "r");
    shot("review_80x24", sample(), (80, 24), "rj");
    shot("review_60x16", sample(), (60, 16), "r");
    shot("review_40x12", sample(), (40, 12), "r");
    shot("review_why_80x24", sample(), (80, 24), "rW");
    shot("review_end_80x24", sample(), (80, 24), "rnnnnnnnl");
    shot("promises_80x24", sample(), (80, 24), "F");
}

#[test]
fn pictures_of_what_lies_over_it() {
    shot("first_run_80x24", Records::default(), (80, 24), "Data<Enter>");
    shot("form_80x24", sample(), (80, 24), "t<^o><Tab>last fri");
    shot("form_40x12", sample(), (40, 12), "e<Tab><Tab>");
    shot("capture_80x24", sample(), (80, 24), "tshowed her +proof via video last fri !send it by fri");
    shot("capture_40x12", sample(), (40, 12), "aNora Quist, Head of Pricing @Platforms #pi");
    shot("palette_80x24", sample(), (80, 24), ":sno");
    shot("masked_80x24", sample(), (80, 24), "*");
    shot("help_80x24", sample(), (80, 24), "?");
    shot("pick_80x24", sample(), (80, 24), "A");
    shot("find_80x24", sample(), (80, 24), "/hop");
}

#[test]
fn wide_letters_keep_the_columns_straight() {
    let mut plan = Plan::default();
    for name in ["田中 美咲", "Łukasz", "عمر", "e\u{301}e\u{301}", "👩‍🚀 Sally", "\u{202e}evil\u{1b}[2J"]
    {
        let id = StakeholderId::from_name(name, |id| plan.stakeholders.contains(id));
        let who = Stakeholder { org: "財務".into(), seniority: "VP".into(), ..Stakeholder::named(id, name) };
        plan.apply(Edit::put(who));
    }
    shot("wide_80x24", plan.records().clone(), (80, 24), "");
}

#[test]
fn without_colour_nothing_is_coloured_and_everything_is_said() {
    let mut bench = Bench::sample();
    let coloured = bench.screen();
    bench.model.look.colour = false;
    assert_eq!(bench.screen(), coloured);
    let buffer = bench.buffer();
    assert!(buffer.content.iter().all(|cell| cell.fg == ratatui::style::Color::Reset));
}

#[test]
fn with_ascii_only_nothing_else_is_drawn_but_what_the_user_wrote() {
    let mut plan = Plan::default();
    plan.apply(Edit::put(Stakeholder::named(StakeholderId::new("ada"), "Ada")));
    let mut bench = Bench::new(plan.records().clone());
    bench.model.look.unicode = false;
    for keys in ["", "?", "<Esc>e", "<Esc>A"] {
        bench.keys(keys);
        let odd: Vec<char> = bench.screen().chars().filter(|letter| !letter.is_ascii()).collect();
        assert_eq!(odd, [' '; 0], "after {keys}");
    }
}

/// A column or row, now and then one that no screen has.
fn cell(limit: u16) -> impl Strategy<Value = u16> {
    prop_oneof![20 => 0..limit, 1 => Just(u16::MAX)]
}

fn message() -> impl Strategy<Value = Msg> {
    let named =
        [Key::Enter, Key::Esc, Key::Tab, Key::BackTab, Key::Up, Key::Down, Key::Left, Key::Right, Key::Backspace];
    prop_oneof![
        8 => prop::char::range(' ', '~').prop_map(|letter| Msg::Key(Chord::char(letter))),
        6 => prop::sample::select(named.to_vec()).prop_map(|key| Msg::Key(Chord::plain(key))),
        2 => prop::sample::select(vec!['s', 'r', 'j', 'u', 'd', 'l', 'w']).prop_map(|letter| Msg::Key(Chord::ctrl(letter))),
        1 => ".{0,40}".prop_map(Msg::Paste),
        2 => (0..140_u16, 0..50_u16).prop_map(|(columns, rows)| Msg::Resize(columns, rows)),
        1 => Just(Msg::Focus),
        4 => (0..6_usize, cell(140), cell(50)).prop_map(|(kind, column, row)| {
            let kinds = [
                MouseKind::Click,
                MouseKind::Double,
                MouseKind::Drag,
                MouseKind::Release,
                MouseKind::WheelUp,
                MouseKind::WheelDown,
            ];
            Msg::Mouse(Mouse { kind: kinds[kind], column, row })
        }),
        1 => (-400..400_i64).prop_map(|days| Msg::Day(crate::tui::bench::today().plus(days))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn whatever_is_typed_at_whatever_size_it_goes_on(empty: bool, messages in prop::collection::vec(message(), 1..120)) {
        let mut bench = if empty { Bench::new(Records::default()) } else { Bench::sample() };
        for message in messages {
            bench.send(message);
            let buffer = bench.buffer();
            prop_assert!(buffer.content.iter().all(|cell| !cell.symbol().chars().any(char::is_control)));
            prop_assert_eq!(&buffer, &bench.buffer());
            // What follows the plan has come to the same as what is worked out anew.
            let shown = bench.screen();
            bench.model.forget();
            bench.model.refresh();
            prop_assert_eq!(shown, bench.screen());
        }
        prop_assert_eq!(bench.plan().check(crate::domain::Day::LAST), vec![]);
    }
}
