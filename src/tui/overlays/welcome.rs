//! The first run: three questions on one calm screen.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::Line;
use ratatui::widgets::{Clear, Widget};

use super::super::forms::HOLDS;
use super::super::layout::middle;
use super::super::model::Model;
use super::super::text;
use super::super::widgets::field::Field as TextField;

/// One of the three questions.
#[derive(Debug)]
pub struct Question {
    /// The question.
    pub asks: &'static str,
    /// How an answer may look.
    pub like: &'static str,
    /// What is typed.
    pub answer: TextField,
}

/// The three questions of the first run.
#[derive(Debug)]
pub struct Welcome {
    /// The questions in their order.
    pub questions: [Question; 3],
    /// The one that is being answered, from 0.
    pub at: usize,
}

/// What was answered; empty where a question was left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// The goal.
    pub goal: String,
    /// The people, separated by commas.
    pub people: String,
    /// The idea, for the first of them.
    pub idea: String,
}

impl Default for Welcome {
    fn default() -> Self {
        let ask = |asks, like| Question { asks, like, answer: TextField::line("").limit(HOLDS) };
        Self {
            questions: [
                ask("What is my goal?", "an outcome in a few words: self-serve data in every division"),
                ask("Who can help me?", "a few names, with commas: Grace Hopper, Ada Lovelace"),
                ask("How can I contribute?", "one small thing for the first of them: thank her team"),
            ],
            at: 0,
        }
    }
}

impl Welcome {
    /// The field that is being answered.
    pub fn field(&mut self) -> Option<&mut TextField> {
        self.questions.get_mut(self.at).map(|question| &mut question.answer)
    }

    /// What was answered so far.
    pub fn answers(&self) -> Answers {
        let [goal, people, idea] = self.questions.each_ref().map(|question| question.answer.value().trim().to_owned());
        Answers { goal, people, idea }
    }
}

/// Draws the questions over everything.
pub fn draw(model: &Model, welcome: &Welcome, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let look = model.look;
    Clear.render(area, buffer);
    let roomy = area.height >= 15;
    let inner = middle(area, 72.min(area.width.saturating_sub(2)), if roomy { 15 } else { area.height.min(9) });
    let width = usize::from(inner.width);
    let put = |row: u16, indent: u16, line: Line<'_>, buffer: &mut Buffer| {
        if row < inner.bottom() {
            buffer.set_line(inner.x + indent, row, &line, inner.width.saturating_sub(indent));
        }
    };
    let mut row = inner.y;
    if roomy {
        put(row, 0, Line::styled("touchbase", look.accent()), buffer);
        let hello = "Three questions to begin with. Any of them can wait.";
        put(row + 1, 0, Line::styled(text::fit(hello, width), look.quiet()), buffer);
        row += 3;
    }
    let mut cursor = None;
    for (at, question) in welcome.questions.iter().enumerate() {
        let here = at == welcome.at;
        let style = if here { look.strong() } else { look.quiet() };
        put(row, 0, Line::styled(text::fit(&format!("{}  {}", at + 1, question.asks), width), style), buffer);
        let place = Rect { x: inner.x + 3, y: row + 1, width: inner.width.saturating_sub(3), height: 1 };
        if here && place.y < inner.bottom() {
            cursor = question.answer.draw(place, buffer, super::field_look(model));
        } else {
            put(row + 1, 3, Line::raw(text::fit(&question.answer.value(), usize::from(place.width))), buffer);
        }
        if roomy && question.answer.value().is_empty() {
            put(row + 2, 3, Line::styled(text::fit(question.like, usize::from(place.width)), look.quiet()), buffer);
        }
        row += if roomy { 4 } else { 2 };
    }
    cursor
}
