//! What is asked because something would be lost, and how the screens are reached.

use super::bench::Bench;
use super::model::Save;
use super::msg::{Decision, Effect, MouseKind, Msg};
use super::screen::Screen;
use crate::domain::StakeholderId;
use crate::error::{Exit, Told};

#[test]
fn much_missing_in_the_file_is_asked_about_and_can_be_asked_again() {
    let told =
        || Msg::NotSaved(Told::new(Exit::Decision, "could not save the plan: much is missing in it: 12 touches"));
    for (key, decision) in [("k", Decision::KeepRemoved), ("l", Decision::TakeRemovals)] {
        let mut bench = Bench::sample();
        bench.send(told());
        assert!(bench.screen().contains("Much is missing in the file"), "{}", bench.screen());
        bench.keys("<Esc>");
        assert!(bench.model.overlays.is_empty());
        // The saver tries again by itself: that is no reason to ask again.
        bench.send(told());
        assert!(bench.model.overlays.is_empty());
        bench.keys(&format!("!{key}"));
        assert_eq!(bench.effects.last(), Some(&Effect::SaveAs(decision)));
        assert_eq!(bench.model.save, Save::Saving);
    }
    let mut bench = Bench::sample();
    bench.keys("t");
    bench.send(told());
    assert!(!bench.screen().contains("Much is missing"), "nobody is interrupted while typing");
}

#[test]
fn screens_are_shown_by_number_by_name_and_by_click_and_escape_leads_back_to_the_plan() {
    let mut bench = Bench::sample();
    bench.model.screen.who = Some(StakeholderId::new("grace-hopper"));
    bench.model.refresh();
    for (number, screen) in ('1'..).zip(Screen::ALL) {
        bench.keys(&number.to_string());
        assert_eq!(bench.model.at, screen);
        assert_eq!(bench.model.who().unwrap().name, "Grace Hopper");
    }
    bench.keys("<Esc>");
    assert_eq!(bench.model.at, Screen::Plan);
    bench.keys(":network<Enter>");
    assert_eq!(bench.model.at, Screen::Network);
    bench.mouse(MouseKind::Click, "3 Journal");
    assert_eq!(bench.model.at, Screen::Journal);
    for size in [(80, 24), (40, 12), (20, 5)] {
        bench.model.size = size;
        assert!(bench.screen().lines().next().unwrap().contains("Journal"), "{}", bench.screen());
    }
}
