//! The pictures of the screens: a row of a table each, drawn from the program's own buffer.
//!
//! A new picture is a new row of [`PICTURES`] and `TOUCHBASE_BLESS=1 cargo test --test it generated`.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use touchbase::domain::{Day, Records};
use touchbase::keys::Chord;
use touchbase::session::Session;
use touchbase::storage::demo;
use touchbase::tui::model::Model;
use touchbase::tui::msg::{Effect, Msg};
use touchbase::tui::style::Look;
use touchbase::tui::svg::{DARK, LIGHT, Palette, svg};
use touchbase::tui::update::{Now, update};
use touchbase::tui::view;

/// One screen.
pub struct Picture {
    /// The name of the file, without theme and ending.
    pub name: &'static str,
    /// What it shows, for whoever cannot see it.
    pub title: &'static str,
    /// Columns and rows.
    pub size: (u16, u16),
    /// What the program begins with.
    pub plan: Begin,
    /// What is typed: letters as they are, others as `<Enter>` or `<^d>`.
    pub keys: &'static str,
}

/// What a picture begins with.
pub enum Begin {
    Demo,
    Nothing,
}
use Begin::{Demo, Nothing};

pub const PICTURES: &[Picture] = &[
    row("plan", "The Plan screen in 120 columns", (120, 36), Demo, "jjjjjjj"),
    row("plan-80x24", "The Plan screen in 80 columns", (80, 24), Demo, "jjjjjjj"),
    row("plan-60x16", "The Plan screen in 60 columns, one pane at a time", (60, 16), Demo, "jjjjjjj"),
    row(
        "capture",
        "The capture line, with what it understood",
        (80, 24),
        Demo,
        "jjjjjjjtsent her the comparison +insight via email yesterday !numbers by fri",
    ),
    row("review", "The Review screen: who, why now, and what could be given", (120, 36), Demo, "r"),
    row("review-80x24", "The Review screen in 80 columns", (80, 24), Demo, "rn"),
    row("review-60x16", "The Review screen in 60 columns", (60, 16), Demo, "r"),
    row("review-why", "Why somebody stands where they do in the review", (80, 24), Demo, "rW"),
    row("review-end", "The end of a review", (80, 24), Demo, "rtlunch<Enter>xnzwtcoffee<Enter>nnnll"),
    row("promises", "What was promised, by day", (80, 24), Demo, "F"),
    row("form", "A form", (80, 24), Demo, "jjjjjjje"),
    row("find", "Finding people, with the letters that matched", (80, 24), Demo, "/hop"),
    row("palette", "Any command by its name", (80, 24), Demo, ":snooze"),
    row("network", "The Network screen: coverage, holes, trend", (120, 36), Demo, "4"),
    row("network-80x24", "The Network screen in 80 columns", (80, 24), Demo, "4<Tab>"),
    row("network-grid", "Influence by interest", (100, 28), Demo, "4vhj"),
    row("network-stances", "Stance now and wanted", (100, 28), Demo, "4vvjjj"),
    row("help", "The keys that work here", (80, 24), Demo, "?"),
    row("prompts", "Prompts for somebody, and why each is there", (80, 24), Demo, "jjjjjjjpj"),
    row(
        "value",
        "Who would value this: the people for whom it is a gift",
        (80, 24),
        Demo,
        "wa report without a release weekend<Enter>mj",
    ),
    row("journal", "The Journal screen in 120 columns, under a year at a glance", (120, 36), Demo, "3jjj"),
    row(
        "journal-80x24",
        "The journal, looked through for words and a time",
        (80, 24),
        Demo,
        "3/weekends since:sep<Enter>",
    ),
    row("journal-60x16", "The Journal screen in 60 columns", (60, 16), Demo, "3jjj"),
    row("journal-entry", "An entry of the journal, read as a whole", (80, 24), Demo, "3/weekends<Enter><Enter>"),
    row("masked", "Names and texts covered", (80, 24), Demo, "jjjjjjj*"),
    row("progress", "The Progress screen: how it goes over time", (120, 36), Demo, "5"),
    row("progress-80x24", "The Progress screen in 80 columns, a page of charts at a time", (80, 24), Demo, "5j"),
    row("figures", "The figures of a chart as text", (80, 24), Demo, "5j<Enter>"),
    row(
        "first-run",
        "The three questions of the first run",
        (80, 24),
        Nothing,
        "Self-serve data in every division<Enter>",
    ),
];

const fn row(name: &'static str, title: &'static str, size: (u16, u16), plan: Begin, keys: &'static str) -> Picture {
    Picture { name, title, size, plan, keys }
}

pub const THEMES: [(&str, Palette); 2] = [("dark", DARK), ("light", LIGHT)];

/// The day of every picture.
fn today() -> Day {
    "2026-11-23".parse().unwrap()
}

/// A picture as SVG.
pub fn drawn(picture: &Picture, palette: &Palette) -> String {
    let (buffer, cursor) = screen(picture);
    svg(&format!("touchbase: {}", picture.title), &buffer, cursor, palette)
}

/// The screen after the keys were typed.
pub fn screen(picture: &Picture) -> (Buffer, Option<Position>) {
    let records = match picture.plan {
        Demo => demo::sample(today()).unwrap(),
        Nothing => Records::default(),
    };
    let mut model = Model::new(Session::new(records), today(), picture.size, Look::default());
    let mut rest = picture.keys;
    while let Some(letter) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|after| after.split_once('>'));
        let chord = if let Some((name, after)) = named {
            rest = after;
            name.parse().unwrap()
        } else {
            rest = rest.strip_prefix(letter).unwrap();
            Chord::char(letter)
        };
        press(&mut model, chord);
    }
    let area = Rect::new(0, 0, picture.size.0, picture.size.1);
    let mut buffer = Buffer::empty(area);
    let cursor = view::picture(&model, area, &mut buffer);
    (buffer, cursor)
}

/// A key, on a disk that agrees to everything.
fn press(model: &mut Model, chord: Chord) {
    let mut ids = 0;
    let mut new_id = || {
        ids += 1;
        format!("NEW{ids:04}")
    };
    let mut now = Now { new_id: &mut new_id };
    if update(model, Msg::Key(chord), &mut now).contains(&Effect::Save) {
        let sent = model.plan().records().clone();
        update(model, Msg::Agreed { agreed: sent.clone(), sent, notices: Vec::new(), outside: false }, &mut now);
    }
}
