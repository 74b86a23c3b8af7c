//! The bench for the tests of this room: a model to type at, and what it shows.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::model::Model;
use super::msg::{Effect, Mouse, MouseKind, Msg};
use super::style::Look;
use super::update::{Now, update};
use super::view::picture;
use crate::domain::{Day, Plan, Records};
use crate::keys::Chord;
use crate::session::Session;
use crate::storage::read::read;

/// A model with a disk that agrees to everything at once, and every effect that was asked for.
pub(crate) struct Bench {
    pub(crate) model: Model,
    pub(crate) effects: Vec<Effect>,
    ids: u32,
}

/// The day of every test.
pub(crate) fn today() -> Day {
    "2026-11-23".parse().unwrap()
}

/// The records of the sample plan.
pub(crate) fn sample() -> Records {
    read(include_bytes!("../../assets/demo.ron")).unwrap().loaded.records
}

impl Bench {
    pub(crate) fn new(records: Records) -> Self {
        let model = Model::new(Session::new(records), today(), (120, 36), Look::default());
        Self { model, effects: Vec::new(), ids: 0 }
    }

    /// A bench with the sample plan.
    pub(crate) fn sample() -> Self {
        Self::new(sample())
    }

    pub(crate) fn plan(&self) -> &Plan {
        self.model.plan()
    }

    /// One message.
    pub(crate) fn send(&mut self, msg: Msg) -> &mut Self {
        let ids = &mut self.ids;
        let mut new_id = || {
            *ids += 1;
            format!("NEW{ids:04}")
        };
        let effects = update(&mut self.model, msg, &mut Now { new_id: &mut new_id });
        let save = effects.contains(&Effect::Save);
        self.effects.extend(effects);
        if save {
            let sent = self.model.plan().records().clone();
            self.send(Msg::Agreed { agreed: sent.clone(), sent, notices: Vec::new(), outside: false });
        }
        self
    }

    /// Keys as a person types them: letters as they are, others as `<Enter>` or `<^d>`; the number of presses.
    pub(crate) fn keys(&mut self, keys: &str) -> usize {
        let mut pressed = 0;
        let mut rest = keys;
        while let Some(letter) = rest.chars().next() {
            let named = rest.strip_prefix('<').and_then(|after| after.split_once('>'));
            let chord = if let Some((name, after)) = named {
                rest = after;
                name.parse().unwrap()
            } else {
                rest = rest.strip_prefix(letter).unwrap();
                Chord::char(letter)
            };
            self.send(Msg::Key(chord));
            pressed += 1;
        }
        pressed
    }

    /// Something done with the mouse on the first cell of these words.
    pub(crate) fn mouse(&mut self, kind: MouseKind, words: &str) -> &mut Self {
        let screen = self.screen();
        let (row, line) = screen.lines().enumerate().find(|(_, line)| line.contains(words)).expect(words);
        let column = line.split(words).next().unwrap().chars().count();
        let (column, row) = (u16::try_from(column).unwrap(), u16::try_from(row).unwrap());
        self.send(Msg::Mouse(Mouse { kind, column, row }))
    }

    pub(crate) fn said(&self) -> &str {
        self.model.notice.as_ref().map_or("", |notice| &notice.text)
    }

    /// The picture at the size of the model.
    pub(crate) fn buffer(&self) -> Buffer {
        let (columns, rows) = self.model.size;
        let area = Rect::new(0, 0, columns, rows);
        let mut buffer = Buffer::empty(area);
        picture(&self.model, area, &mut buffer);
        buffer
    }

    /// The picture as text.
    pub(crate) fn screen(&self) -> String {
        let buffer = self.buffer();
        let rows = buffer.content.chunks(usize::from(buffer.area.width).max(1));
        rows.map(|row| row.iter().map(ratatui::buffer::Cell::symbol).collect::<String>().trim_end().to_owned() + "\n")
            .collect()
    }
}
