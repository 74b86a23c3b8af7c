//! The Journal screen: what is typed there, and what it shows.

use super::bench::{Bench, sample, today};
use super::layout::SMALLEST;
use super::model::Save;
use super::msg::{Effect, MouseKind, Msg};
use super::overlays::Overlay;
use super::screen::Screen;
use crate::domain::journal::Entry;
use crate::domain::{
    Day, Edit, FollowUp, Gift, Plan, Records, Reflection, ReflectionId, Stakeholder, StakeholderId, Touch, TouchId,
};

/// The sample with the journal shown.
fn journal() -> Bench {
    let mut bench = Bench::sample();
    bench.keys("3");
    bench
}

fn entry(bench: &Bench) -> Entry {
    bench.model.journal.entry().unwrap().clone()
}

fn on(bench: &Bench) -> String {
    entry(bench).on().to_string()
}

/// The row of the screen on which the chosen entry begins.
fn chosen_row(bench: &Bench) -> usize {
    bench.screen().lines().position(|line| line.contains('▌')).unwrap()
}

#[test]
fn pictures() {
    let shot = |name: &str, records: Records, size: (u16, u16), keys: &str| {
        let mut bench = Bench::new(records);
        bench.model.size = size;
        bench.keys(keys);
        insta::assert_debug_snapshot!(name, bench.buffer());
    };
    for size in [(120, 36), (80, 24), (60, 16), (40, 12), (20, 5)] {
        shot(&format!("journal_{}x{}", size.0, size.1), sample(), size, "3jjj");
    }
    shot("journal_find_80x24", sample(), (80, 24), "3/weekends since:sep");
    shot("journal_reading_80x24", sample(), (80, 24), "3jjj<Enter>");
    shot("journal_empty_80x24", Records::default(), (80, 24), "<Esc>3");
    shot("journal_none_40x12", sample(), (40, 12), "3/zzzz<Enter>");
}

#[test]
fn days_and_months_are_jumped_over_and_back() {
    let mut bench = journal();
    assert_eq!(on(&bench), "2026-11-23");
    for (keys, day) in [
        ("J", "2026-11-20"),
        ("J", "2026-11-19"),
        ("j", "2026-11-19"),
        ("K", "2026-11-19"),
        ("K", "2026-11-20"),
        ("}", "2026-10-30"),
        ("}", "2026-09-28"),
        ("{", "2026-10-30"),
        ("{", "2026-11-23"),
        ("{K", "2026-11-23"),
    ] {
        bench.keys(keys);
        assert_eq!(on(&bench), day, "after {keys}");
    }
    bench.keys("G");
    let last = on(&bench);
    assert_eq!(bench.model.journal.position(), Some(bench.model.journal.len() - 1));
    bench.keys("J}j<^d>");
    assert_eq!(on(&bench), last);
    bench.keys("gg");
    assert_eq!(bench.model.journal.position(), Some(0));
    bench.keys("<^d>");
    let down = bench.model.journal.position().unwrap();
    assert!(down > 1);
    bench.keys("<^u>");
    assert_eq!(bench.model.journal.position(), Some(0));
}

#[test]
fn whatever_is_chosen_is_on_screen() {
    for size in [(120, 36), (80, 24), (60, 16), (40, 12), SMALLEST] {
        let mut bench = journal();
        bench.send(Msg::Resize(size.0, size.1));
        let steps = bench.model.journal.len();
        for keys in ["j", "k"] {
            for _ in 0..steps {
                bench.keys(keys);
                assert!(bench.screen().contains('▌'), "{size:?}");
            }
        }
        assert_eq!(bench.model.journal.position(), Some(0));
    }
}

#[test]
fn the_list_stays_while_the_choice_is_on_screen() {
    let mut bench = journal();
    bench.send(Msg::Resize(80, 24));
    let top = |bench: &Bench| bench.screen().lines().nth(3).unwrap().replace('▌', " ");
    let first = top(&bench);
    bench.keys("jjj");
    assert_eq!(top(&bench), first);
    bench.keys("jjjjjj");
    let further = top(&bench);
    assert_ne!(further, first);
    bench.keys("kkk");
    assert_eq!(top(&bench), further);
}

#[test]
fn what_is_found_is_marked_and_escape_shows_everything_again() {
    let mut bench = journal();
    let all = bench.model.journal.len();
    bench.keys("/weekends");
    let found = bench.model.journal.len();
    assert!(found > 0 && found < all);
    assert!(bench.screen().contains(&format!("Journal {found} of {all}  find: weekends")));
    let accent = bench.model.look.accent().fg;
    let buffer = bench.buffer();
    let marked: String =
        buffer.content.iter().filter(|cell| cell.style().fg == accent).map(ratatui::buffer::Cell::symbol).collect();
    assert!(marked.contains("weekends"), "{marked}");
    bench.keys("<Enter>");
    assert!(bench.screen().contains("find: weekends"), "the filter stays visible");
    bench.keys("<Esc>");
    assert_eq!((bench.model.journal.len(), bench.model.at), (all, Screen::Journal));
    bench.keys("<Esc>");
    assert_eq!(bench.model.at, Screen::Plan);
    assert_eq!(bench.model.screen.find, "", "the list of people has its own filter");
    bench.keys("3/gift:gold");
    assert!(bench.said().contains("gold is none of attention"), "{}", bench.said());
    bench.keys("<Esc>");
    assert_eq!(bench.model.journal.len(), all);
}

#[test]
fn filters_are_picked_and_add_up() {
    let mut bench = journal();
    bench.keys("f2");
    assert!(bench.screen().contains("question, "), "{}", bench.screen());
    bench.keys("1");
    assert_eq!(bench.model.journal.find, "gift:question");
    assert!(bench.model.journal.len() > 1);
    bench.keys("f1");
    let first = match bench.model.overlays.last() {
        Some(Overlay::Pick(pick)) => pick.lines[0].0.clone(),
        other => panic!("{other:?}"),
    };
    bench.keys("1");
    let (name, count) = first.split_once(", ").unwrap();
    assert_eq!(bench.model.journal.find, format!("gift:question with:\"{name}\""));
    assert_eq!(bench.model.journal.len(), count.parse::<usize>().unwrap());
    bench.keys("f21");
    assert_eq!(bench.model.journal.find, format!("with:\"{name}\" gift:question"));
    bench.keys("<Esc>f44");
    assert_eq!(bench.model.journal.find, "in:\"last month\"");
    assert!(bench.screen().contains("Thu 1 Oct to Sat 31 Oct"), "{}", bench.screen());
    bench.keys("f5f6");
    assert_eq!(bench.model.journal.find, "in:\"last month\" kind:reflection");
    for at in 0..bench.model.journal.len() {
        assert!(matches!(bench.model.journal.get(at), Some(Entry::Reflection(_))));
    }
}

#[test]
fn an_entry_is_read_as_a_whole_edited_and_copied() {
    let mut plan = Plan::default();
    let note = (1..=60).map(|number| format!("line {number}")).collect::<Vec<_>>().join("\n");
    let reflection = Reflection { id: ReflectionId::new("R"), on: today(), feeling: Some(-1), text: note.clone() };
    plan.apply(Edit::put(reflection));
    let mut bench = Bench::new(plan.records().clone());
    bench.model.size = (80, 24);
    bench.keys("3");
    assert!(bench.screen().contains("-1 heavy") && !bench.screen().contains("line 9\n"));
    bench.keys("<Enter>G");
    assert!(bench.screen().contains("line 60"), "{}", bench.screen());
    bench.keys("kgg<^d>");
    assert!(bench.screen().contains("line 12"), "{}", bench.screen());
    bench.keys("y");
    assert_eq!(bench.effects.last(), Some(&Effect::Copy(note)));
    bench.keys("e");
    assert!(bench.model.form().is_some());
    bench.keys("<^u>other words <Tab>2<Enter>gg");
    assert!(matches!(bench.model.overlays.last(), Some(Overlay::Reading(_))), "reading goes on");
    assert!(bench.screen().contains("+2 easy"), "{}", bench.screen());
    bench.keys("<Esc>");
    assert!(bench.model.overlays.is_empty());
    let mut bench = journal();
    bench.keys("jjj<Enter>o");
    assert!(matches!(bench.effects.last(), Some(Effect::OpenEditor(text)) if text.starts_with("Asked what Robert")));
}

#[test]
fn a_touch_is_edited_in_its_form_and_stays_chosen_where_it_goes() {
    let mut bench = journal();
    bench.keys("jjj");
    let key = entry(&bench).key();
    bench.keys("e<Tab><^u>2026-10-05<Enter>");
    assert_eq!((on(&bench), entry(&bench).key()), ("2026-10-05".to_owned(), key.clone()));
    bench.keys("u");
    assert_eq!((on(&bench), entry(&bench).key()), ("2026-11-20".to_owned(), key));
}

#[test]
fn a_reflection_is_written_here_and_is_chosen() {
    let mut bench = journal();
    bench.keys("JJnWent well<Tab>1<Enter>");
    let Entry::Reflection(written) = entry(&bench) else { panic!("no reflection") };
    assert_eq!((written.text.as_str(), written.feeling, written.on), ("Went well", Some(1), today()));
    assert!(bench.screen().contains("+1 light"), "{}", bench.screen());
}

#[test]
fn a_touch_is_logged_with_whoever_was_there() {
    let mut bench = journal();
    bench.keys("jjj");
    assert_eq!(entry(&bench).with(), [StakeholderId::new("ada-lovelace")]);
    bench.keys("tsent the draft<Enter>");
    let Entry::Touch(written) = entry(&bench) else { panic!("no touch") };
    assert_eq!((written.note.as_str(), written.on), ("sent the draft", today()));
    assert_eq!(*written.with, [StakeholderId::new("ada-lovelace")]);
    // The reflection has nobody in it: then it is whoever is chosen.
    bench.keys("JJ");
    assert!(matches!(entry(&bench), Entry::Reflection(_)));
    bench.keys("t<Enter>");
    let chosen = bench.model.screen.who.clone().unwrap();
    assert_eq!(entry(&bench).with(), [chosen]);
}

#[test]
fn what_is_removed_comes_back_and_the_choice_stays_near() {
    let mut bench = journal();
    bench.keys("jj");
    let (gone, all) = (entry(&bench).key(), bench.model.journal.len());
    bench.keys("j");
    let next = entry(&bench).key();
    bench.keys("kd");
    assert_eq!((bench.model.journal.len(), entry(&bench).key()), (all - 1, next));
    assert_eq!(bench.said(), "Removed a touch. u brings it back.");
    bench.keys("u");
    assert_eq!((bench.model.journal.len(), entry(&bench).key()), (all, gone));
}

#[test]
fn a_promise_is_kept_here() {
    let mut bench = journal();
    bench.keys("jjjx");
    assert!(bench.screen().contains("(kept Mon 23 Nov)"), "{}", bench.screen());
    bench.keys("kx");
    assert_eq!(bench.said(), "Nothing was promised on the chosen touch.");
    bench.keys("/kind:promise<Enter>");
    assert!(!bench.screen().contains("(kept"));
}

#[test]
fn what_is_chosen_stays_where_it_is_when_the_file_changes_elsewhere() {
    let mut bench = journal();
    bench.keys("<^d><^d>kk");
    let (key, row) = (entry(&bench).key(), chosen_row(&bench));
    let sent = bench.plan().records().clone();
    let mut agreed = sent.clone();
    for number in 0..3 {
        let touch = Touch::new(TouchId::new(format!("01Z{number}")), today(), vec![StakeholderId::new("grace-hopper")]);
        agreed.apply(Edit::put(touch));
    }
    bench.send(Msg::Agreed { sent, agreed, notices: Vec::new(), outside: true });
    assert_eq!((entry(&bench).key(), chosen_row(&bench)), (key.clone(), row));
    for size in [(40, 12), (120, 36), (20, 5), (80, 24)] {
        bench.send(Msg::Resize(size.0, size.1));
        assert_eq!(entry(&bench).key(), key);
        assert!(bench.screen().contains('▌'), "{size:?}");
    }
    assert_eq!(bench.model.save, Save::Saved);
}

#[test]
fn the_mouse_chooses_reads_scrolls_and_goes_to_a_day() {
    let mut bench = journal();
    bench.mouse(MouseKind::Click, "Asked what Robert");
    assert_eq!(entry(&bench).with(), [StakeholderId::new("ada-lovelace")]);
    bench.mouse(MouseKind::Click, "Thu 19 Nov  4 d");
    assert_eq!(on(&bench), "2026-11-19");
    bench.mouse(MouseKind::WheelUp, "Asked what Robert");
    assert_eq!(on(&bench), "2026-11-20");
    bench.mouse(MouseKind::Double, "Asked what Robert");
    assert!(matches!(bench.model.overlays.last(), Some(Overlay::Reading(_))));
    bench.mouse(MouseKind::Click, "5 and more");
    assert!(bench.model.overlays.is_empty(), "a click beside it leaves it");
    // The one day of the year with three in March.
    bench.mouse(MouseKind::Click, "▓");
    assert_eq!(on(&bench), "2026-03-10");
}

#[test]
fn the_year_counts_what_is_listed() {
    let mut bench = journal();
    assert!(bench.screen().contains("166 entries on 147 days, most on Thu 19 Nov: 3"), "{}", bench.screen());
    bench.keys("/kind:reflection<Enter>");
    assert!(bench.screen().contains("15 entries on 15 days"), "{}", bench.screen());
    bench.keys("<Esc>/zzzz<Enter>");
    assert!(bench.screen().contains("Since 24 Nov 2025: nothing"));
    bench.model.size = (99, 36);
    assert!(!bench.screen().contains("Since 24 Nov"));
}

#[test]
fn letters_of_any_script_days_to_come_and_people_who_are_gone() {
    let mut plan = Plan::default();
    let who = Stakeholder::named(StakeholderId::new("m"), "田中 美咲");
    plan.apply(Edit::put(who));
    let touch = |id: &str, on: Day, with: &str, note: &str| Touch {
        note: note.into(),
        ..Touch::new(TouchId::new(id), on, vec![StakeholderId::new(with)])
    };
    plan.apply(Edit::put(touch("A", today().plus(3), "m", "カフェで会った \u{1b}[2J")));
    plan.apply(Edit::put(touch("B", Day::FIRST, "nobody", "")));
    let promise = FollowUp { by: Some(today().plus(-4)), text: "send".into(), done: None };
    let late = Touch { follow_up: Some(promise.into()), gift: Some(Gift::Proof), ..touch("C", Day::LAST, "m", "x") };
    plan.apply(Edit::put(late));
    for size in [(120, 36), (40, 12), (20, 5)] {
        let mut bench = Bench::new(plan.records().clone());
        bench.model.size = size;
        for keys in ["3", "j", "j", "<Enter>", "<Esc>/美<Enter>", "<Esc>/カフェ<Enter>"] {
            bench.keys(keys);
            assert!(!bench.screen().contains('\u{1b}'));
        }
        assert_eq!(bench.model.journal.len(), 1);
    }
    let mut bench = Bench::new(plan.records().clone());
    bench.keys("3");
    let screen = bench.screen();
    for shown in ["31 Dec 9999", "in 3 d", "4 d late", "nobody"] {
        assert!(screen.contains(shown), "{shown} is not in\n{screen}");
    }
}
