//! How fast the parts are, at three sizes of plan.
//!
//! `cargo bench` measures; `cargo bench -- --write 200 5000 FILE` writes a plan with 200 stakeholders and 5,000 touches
//! to a file instead. `tests/bench/ratios` measures the whole program in a terminal.
#![allow(clippy::unwrap_used, clippy::panic, missing_docs, reason = "benchmarks")]

mod plan;

use std::collections::HashMap;
use std::fs;
use std::sync::{LazyLock, Mutex, PoisonError};

use divan::Bencher;
use divan::counter::BytesCount;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use touchbase::domain::agenda::{Agenda, SIZE};
use touchbase::domain::coverage::Coverage;
use touchbase::domain::journal::Timeline;
use touchbase::domain::query::{Query, rows};
use touchbase::domain::{Day, Edit, Plan, Records, Touch, TouchId};
use touchbase::keys::{Chord, Key};
use touchbase::session::Session;
use touchbase::storage::disk::Sound;
use touchbase::storage::target::Target;
use touchbase::storage::{atomic, format, read};
use touchbase::tui::model::Model;
use touchbase::tui::msg::Msg;
use touchbase::tui::style::Look;
use touchbase::tui::update::{Now, update};
use touchbase::tui::view;

/// Stakeholders and touches.
type Size = (u64, u64);

const SIZES: [Size; 3] = [(200, 5_000), (1_000, 20_000), (10_000, 200_000)];

fn main() {
    let words: Vec<String> = std::env::args().collect();
    match words.iter().position(|word| word == "--write").map(|at| &words[at + 1..]) {
        Some([stakeholders, touches, file, ..]) => {
            let records = plan::records(stakeholders.parse().unwrap(), touches.parse().unwrap());
            fs::write(file, format::write(&records).unwrap()).unwrap();
        }
        Some(_) => panic!("--write STAKEHOLDERS TOUCHES FILE"),
        None => divan::main(),
    }
}

fn today() -> Day {
    plan::TODAY.parse().unwrap()
}

/// The plan of this size, made once.
fn records(size: Size) -> Records {
    static MADE: LazyLock<Mutex<HashMap<Size, Records>>> = LazyLock::new(Mutex::default);
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    made.entry(size).or_insert_with(|| plan::records(size.0, size.1)).clone()
}

fn model(records: Records) -> Model {
    Model::new(Session::new(records), today(), (120, 36), Look::default())
}

fn draw(model: &Model) -> Buffer {
    let area = Rect::new(0, 0, model.size.0, model.size.1);
    let mut buffer = Buffer::empty(area);
    view::picture(model, area, &mut buffer);
    buffer
}

fn press(model: &mut Model, key: Key) {
    let mut new_id = || "01KANEWID0000000000000000".to_owned();
    update(model, Msg::Key(Chord::plain(key)), &mut Now { new_id: &mut new_id });
}

#[divan::bench(args = SIZES, sample_count = 20)]
fn load(bencher: Bencher, size: Size) {
    let text = format::write(&records(size)).unwrap();
    bencher.counter(BytesCount::of_str(&text)).bench(|| read::read(text.as_bytes()));
}

#[divan::bench(args = SIZES, sample_count = 20)]
fn check(bencher: Bencher, size: Size) {
    let records = records(size);
    bencher.bench(|| records.check(today()));
}

#[divan::bench(args = SIZES, sample_count = 20)]
fn serialise(bencher: Bencher, size: Size) {
    let records = records(size);
    bencher.bench(|| format::write(&records));
}

#[divan::bench(args = SIZES, sample_count = 20)]
fn write_to_disk(bencher: Bencher, size: Size) {
    let room = tempfile::tempdir().unwrap();
    let text = format::write(&records(size)).unwrap();
    let path = room.path().join("plan.ron");
    bencher.bench(|| atomic::replace(&Target::find(&path).unwrap(), text.as_bytes(), &Sound));
}

#[divan::bench(args = SIZES, sample_count = 20)]
fn index(bencher: Bencher, size: Size) {
    let records = records(size);
    bencher.bench(|| Plan::new(records.clone()));
}

#[divan::bench(args = SIZES, sample_count = 20)]
fn list(bencher: Bencher, size: Size) {
    let plan = Plan::new(records(size));
    bencher.bench(|| rows(&plan, today(), &Query::default()));
}

/// The matrix, its holes and its trend, over everybody and 60 organisations.
#[divan::bench(args = SIZES, sample_count = 20)]
fn coverage(bencher: Bencher, size: Size) {
    let plan = Plan::new(plan::in_many_organisations(records(size), 60));
    bencher.bench(|| {
        let coverage = Coverage::of(&plan, None, today());
        (coverage.holes(&plan), coverage.trend(&plan))
    });
}

#[divan::bench(args = SIZES, sample_count = 20)]
fn agenda(bencher: Bencher, size: Size) {
    let plan = Plan::new(records(size));
    bencher.bench(|| Agenda::of(&plan, today(), None, SIZE));
}

#[divan::bench(args = SIZES, sample_count = 20)]
fn first_frame(bencher: Bencher, size: Size) {
    bencher.with_inputs(|| records(size)).bench_local_values(|records| {
        let model = model(records);
        (draw(&model), model)
    });
}

#[divan::bench(args = SIZES)]
fn redraw(bencher: Bencher, size: Size) {
    let model = model(records(size));
    bencher.bench_local(|| draw(&model));
}

#[divan::bench(args = SIZES)]
fn move_down_and_draw(bencher: Bencher, size: Size) {
    let mut model = model(records(size));
    bencher.bench_local(|| {
        press(&mut model, Key::Char('j'));
        draw(&model)
    });
}

/// Somebody rests, and does not: two changes, each with everything that follows from it.
#[divan::bench(args = SIZES)]
fn change_and_draw(bencher: Bencher, size: Size) {
    let mut model = model(records(size));
    bencher.bench_local(|| {
        for key in "z1u".chars() {
            press(&mut model, Key::Char(key));
        }
        draw(&model)
    });
}

/// Another screen and back, where nothing changed since it was last looked at.
#[divan::bench(args = SIZES)]
fn other_screens_and_draw(bencher: Bencher, size: Size) {
    let mut model = model(records(size));
    let round = |model: &mut Model| {
        for key in "23451".chars() {
            press(model, Key::Char(key));
            let _ = draw(model);
        }
    };
    round(&mut model);
    bencher.bench_local(|| round(&mut model));
}

/// The first letter of a filter over everybody, which fits most of them and so is the slowest.
#[divan::bench(args = SIZES, sample_count = 40)]
fn first_letter(bencher: Bencher, size: Size) {
    let records = records(size);
    bencher.with_inputs(|| finding(&records)).bench_local_refs(|model| press(model, Key::Char('a')));
}

/// The letters of a name behind the first one.
#[divan::bench(args = SIZES, sample_count = 40)]
fn next_letters(bencher: Bencher, size: Size) {
    let records = records(size);
    let started = || {
        let mut model = finding(&records);
        press(&mut model, Key::Char('g'));
        model
    };
    bencher.with_inputs(started).bench_local_refs(|model| "race".chars().for_each(|key| press(model, Key::Char(key))));
}

/// A model with everybody listed and the find line open.
fn finding(records: &Records) -> Model {
    let mut model = model(records.clone());
    model.screen.goal = None;
    model.refresh();
    press(&mut model, Key::Char('/'));
    model
}

/// The journal put into its order: done once, when it is shown first.
#[divan::bench(args = SIZES, sample_count = 20)]
fn journal_order(bencher: Bencher, size: Size) {
    let plan = Plan::new(records(size));
    bencher.bench(|| Timeline::of(&plan));
}

#[divan::bench(args = SIZES)]
fn journal_redraw(bencher: Bencher, size: Size) {
    let model = journal(records(size));
    bencher.bench_local(|| draw(&model));
}

/// A step down the journal, with entries coming in from below.
#[divan::bench(args = SIZES)]
fn journal_move_down_and_draw(bencher: Bencher, size: Size) {
    let mut model = journal(records(size));
    bencher.bench_local(|| {
        press(&mut model, Key::Char('j'));
        draw(&model)
    });
}

/// From one end of the journal to the other and back.
#[divan::bench(args = SIZES)]
fn journal_ends_and_draw(bencher: Bencher, size: Size) {
    let mut model = journal(records(size));
    bencher.bench_local(|| {
        press(&mut model, Key::Char('G'));
        let end = draw(&model);
        press(&mut model, Key::Home);
        (end, draw(&model))
    });
}

/// The first letter looked for in the journal, which nearly every entry has.
#[divan::bench(args = SIZES, sample_count = 40)]
fn journal_first_letter(bencher: Bencher, size: Size) {
    let records = records(size);
    let started = || {
        let mut model = journal(records.clone());
        press(&mut model, Key::Char('/'));
        model
    };
    bencher.with_inputs(started).bench_local_refs(|model| press(model, Key::Char('a')));
}

/// The letters behind it, until few entries are left.
#[divan::bench(args = SIZES, sample_count = 40)]
fn journal_next_letters(bencher: Bencher, size: Size) {
    let records = records(size);
    let started = || {
        let mut model = journal(records.clone());
        "/st".chars().for_each(|key| press(&mut model, Key::Char(key)));
        model
    };
    bencher
        .with_inputs(started)
        .bench_local_refs(|model| "eering".chars().for_each(|key| press(model, Key::Char(key))));
}

/// A touch logged in the journal: it goes into its place, and a filter is asked anew.
#[divan::bench(args = SIZES, sample_count = 40)]
fn journal_edit(bencher: Bencher, size: Size) {
    let mut model = journal(records(size));
    "/steering".chars().for_each(|key| press(&mut model, Key::Char(key)));
    let mut number = 0_u64;
    bencher.bench_local(|| {
        let touch = Touch::new(TouchId::new(format!("01KB{number:022}")), today(), Vec::new());
        number += 1;
        model.session.commit("log touch", None, vec![Edit::put(touch)], today()).unwrap();
        model.journal.refresh(model.session.plan(), today());
    });
}

/// A model with the journal shown.
fn journal(records: Records) -> Model {
    let mut model = model(records);
    press(&mut model, Key::Char('3'));
    model
}

/// A touch logged: the plan changed, its index brought up to date, the list found anew.
#[divan::bench(args = SIZES, sample_count = 40)]
fn edit_and_index(bencher: Bencher, size: Size) {
    let mut model = model(records(size));
    let mut number = 0_u64;
    bencher.bench_local(|| {
        let who: Vec<_> = model.who().map(|who| who.id.clone()).into_iter().collect();
        let touch = Touch::new(TouchId::new(format!("01KB{number:022}")), today(), who);
        number += 1;
        model.session.commit("log touch", None, vec![Edit::put(touch)], today()).unwrap();
        model.refresh();
    });
}
