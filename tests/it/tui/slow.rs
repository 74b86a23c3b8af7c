//! Over a slow line: how many bytes a key costs on its way to the terminal, at 80x24.

use touchbase::domain::Day;
use touchbase::keys::{Chord, Key};
use touchbase::session::Session;
use touchbase::storage::demo;
use touchbase::tui::canvas::Canvas;
use touchbase::tui::model::Model;
use touchbase::tui::msg::Msg;
use touchbase::tui::style::Look;
use touchbase::tui::update::{Now, update};
use touchbase::tui::view;

use ratatui::layout::Rect;

/// What each key sends, in bytes, when the demo is shown and they are typed one after the other.
fn sent(keys: &str) -> Vec<usize> {
    let today: Day = "2026-11-23".parse().unwrap();
    let sample = demo::sample(today).unwrap();
    let mut model = Model::new(Session::new(sample), today, (80, 24), Look::default());
    model.demo = true;
    let mut canvas = Canvas::default();
    let area = Rect { width: 80, height: 24, ..Rect::default() };
    let mut show = |model: &Model| canvas.paint(area, |buffer| view::picture(model, area, buffer)).len();
    assert!(show(&model) < 4_000, "the first picture");
    let mut number = 0;
    let mut press = |letter: char| {
        let chord = match letter {
            '\n' => Chord::plain(Key::Enter),
            '\u{1b}' => Chord::plain(Key::Esc),
            letter => Chord::char(letter),
        };
        let mut new_id = || {
            number += 1;
            format!("01KANEWID{number:017}")
        };
        update(&mut model, Msg::Key(chord), &mut Now { new_id: &mut new_id });
        show(&model)
    };
    keys.chars().map(&mut press).collect()
}

fn median(mut bytes: Vec<usize>) -> usize {
    bytes.sort_unstable();
    bytes[bytes.len() / 2]
}

#[test]
fn a_key_costs_less_than_four_hundred_bytes() {
    // Through the list and back, most of the way with a list that moves.
    let moved = median(sent(&("j".repeat(28) + &"k".repeat(28))));
    assert!(moved < 400, "j and k: {moved}");
    // A touch is logged and taken back, somebody is found, an idea is begun and left, four cards of the review.
    let typed = "jjtsent the numbers by mail\nu/grace\n\u{1b}ithank her team\u{1b}d3jjjj1rnnnnq1";
    let typed = median(sent(typed));
    assert!(typed < 200, "a session: {typed}");
}

#[test]
fn a_letter_costs_less_than_sixty() {
    for line in ["t", "i", "/"] {
        let bytes = sent(&format!("{line}met her"));
        // With the first one a word of advice goes.
        let letters = &bytes[2..];
        // In the find line the list follows; elsewhere it is the letter, and what is understood of it.
        let most = if line == "/" { 1_000 } else { 60 };
        assert!(letters.iter().all(|bytes| *bytes < most), "{line}: {letters:?}");
    }
}
