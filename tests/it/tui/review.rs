//! A review from the first key to the last, typed and counted; left in the middle, and come back to.

use super::bench::{Room, TODAY, quit, wait_saved};
use crate::pty::{Pty, Setup};
use touchbase::domain::{Day, Records, Review, StakeholderId};

/// The program on the sample plan, with ten people a day.
fn ten_a_day(room: &Room, today: &str) -> Pty {
    let config = room.home().join("config.ron");
    std::fs::write(&config, "(review_size: 10)").unwrap();
    let setup = Setup::touchbase().arg("--config").arg(config.display().to_string());
    let mut pty = Pty::start(room.around(setup).env("TOUCHBASE_TODAY", today));
    pty.wait_for("2 Review 10");
    pty
}

fn today() -> Day {
    TODAY.parse().unwrap()
}

fn review(records: &Records, day: Day) -> Review {
    records.reviews.get(&Review::id_of(day)).unwrap().as_ref().clone()
}

/// What is done on a card: whose it is, the keys, the words, and another key behind them.
type Step = (&'static str, &'static str, &'static str, &'static str);

/// Ten cards as the sample has them; two of them take two actions. With Alan Turing somebody senior in Research is in
/// touch: the others there come later than they would have.
const STEPS: [Step; 12] = [
    ("Grace Hopper", "x", "", ""),
    ("Grace Hopper", "t", "Sent her the quarter", "<Enter>"),
    ("Ada Lovelace", "x", "", ""),
    ("Ada Lovelace", "x", "", "<Enter>"),
    ("Ingrid Solberg", "x", "", "<Enter>"),
    ("Alan Turing", "x", "", "<Enter>"),
    ("Łukasz Nowak", "x", "", ""),
    ("Martin Hale", "zw", "", ""),
    ("Sunita Rao", ".", "", ""),
    ("Julia Marsh", "t", "A word in the corridor", "<Enter>"),
    ("Helen Castellano", "x", "", "<Enter>"),
    ("Oskar Bergman", "T", "", ""),
];

#[test]
fn ten_cards_with_an_action_each_take_thirty_keys_at_most_and_all_of_it_is_in_the_file() {
    let room = Room::demo();
    let before = room.records();
    let mut pty = ten_a_day(&room, TODAY);
    let mut keys = 1;
    pty.keys("r");
    for (name, action, words, end) in STEPS {
        pty.wait_for(&format!("┏ {name} "));
        pty.keys(action);
        if !end.is_empty() {
            // What is typed goes into a line or a form, not past it.
            pty.wait_for("Enter");
        }
        pty.keys(words);
        pty.keys(end);
        keys += action.len() + usize::from(!end.is_empty());
    }
    pty.wait_for("That was today");
    assert!(keys <= 30, "{keys} keys");
    pty.wait_for("How does it feel?");
    wait_saved(&mut pty);
    pty.keys("<Esc>");
    quit(pty);
    let records = room.records();
    let review = review(&records, today());
    assert!(review.ended && review.seen.len() == 10, "{review:?}");
    // Six touches: two with words of their own, and four ideas given.
    let touches: Vec<_> = records.touches.iter().filter(|touch| !before.touches.contains(&touch.id)).collect();
    assert_eq!(touches.iter().filter(|touch| touch.idea.is_some()).count(), 4);
    for (who, note) in [("grace-hopper", "Sent her the quarter"), ("julia-marsh", "A word in the corridor")] {
        assert!(touches.iter().any(|touch| touch.note == note && *touch.with == [StakeholderId::new(who)]), "{who}");
    }
    assert_eq!(touches.len(), 6);
    let kept = |records: &Records| {
        let promises = records.touches.iter().filter_map(|touch| touch.follow_up.as_ref());
        promises.filter(|promise| promise.done == Some(today())).count()
    };
    assert_eq!((kept(&before), kept(&records)), (0, 3));
    let until = |who: &str| records.stakeholders.get(&StakeholderId::new(who)).unwrap().snoozed;
    assert_eq!(["martin-hale", "sunita-rao"].map(until), [Some(today().plus(7)); 2]);
    assert!(until("oskar-bergman").is_some_and(|until| until > today()));
}

#[test]
fn a_review_left_in_the_middle_goes_on_the_same_day_and_begins_anew_the_next() {
    let room = Room::demo();
    let mut pty = ten_a_day(&room, TODAY);
    pty.keys("r");
    pty.wait_for("1 of 10");
    pty.keys("n");
    pty.wait_for("2 of 10");
    pty.keys("n");
    pty.wait_for("3 of 10");
    wait_saved(&mut pty);
    pty.keys("<Esc>");
    quit(pty);
    assert_eq!(review(&room.records(), today()).seen.len(), 2);

    let config = room.home().join("config.ron").display().to_string();
    let open = |today: &str| {
        let setup = room.around(Setup::touchbase().arg("--config").arg(&config)).env("TOUCHBASE_TODAY", today);
        let mut pty = Pty::start(setup);
        pty.wait_for("2 Review");
        pty.keys("r");
        pty
    };
    let mut pty = open(TODAY);
    pty.wait_for("3 of 10");
    pty.wait_for("┏ Ingrid Solberg ");
    pty.keys("<Esc>");
    quit(pty);
    let mut pty = open("2026-11-24");
    pty.wait_for("1 of 10");
    pty.wait_for("┏ Grace Hopper ");
    pty.keys("<Esc>");
    quit(pty);
    assert_eq!(review(&room.records(), today()).seen.len(), 2);
}
