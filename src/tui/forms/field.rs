//! One field of a form: what is typed, and how it is understood.

use std::borrow::Cow;

use super::super::widgets::choice::Choice;
use super::super::widgets::field::Field as TextField;
use super::{Setting, reading};
use crate::domain::Word;
use crate::domain::length::{LONGEST, TooLong};
use crate::keys::Chord;

/// How many characters a field for a text of the plan holds: one that is too long for the plan is kept until somebody
/// made it shorter.
pub const HOLDS: usize = 2 * LONGEST;

/// How the text of a field is understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Any text.
    Free,
    /// Any text but none; what to say when there is none.
    Required(&'static str),
    /// The name of somebody new; what to say when there is none.
    Name(&'static str),
    /// A day up to today, in words.
    Past,
    /// A day from today on, in words.
    Coming,
    /// Any day, in words read as a past one.
    Any,
    /// How often, as days or words.
    Cadence,
    /// Whole minutes.
    Minutes,
    /// Names of stakeholders, at least one.
    People,
    /// The name of one stakeholder, or none.
    Person,
    /// Ways to reach somebody: `email grace@example.com, phone +1 …`.
    Handles,
    /// How closeness moved, one a line.
    Closenesses,
    /// How a stance moved, one a line.
    Stances,
    /// A title from which the seniority is read.
    Title,
}

/// What is typed into.
#[derive(Debug)]
pub enum Input {
    /// One line of text.
    Line(TextField),
    /// Several lines of text.
    Text(TextField),
    /// One of a few words.
    Choice(Choice),
}

/// What a field's text comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing to say.
    #[default]
    Quiet,
    /// It is understood as this.
    Reads(String),
    /// It does not hold, and why.
    Problem(String),
}

/// One field of a form.
#[derive(Debug)]
pub struct Field {
    /// Its name, shown before it.
    pub name: &'static str,
    /// How its text is understood.
    pub rule: Rule,
    /// What is typed into.
    pub input: Input,
    /// A few words on what belongs there; borrowed, unless they are made from the plan.
    pub note: Cow<'static, str>,
    /// What the text comes to.
    pub verdict: Verdict,
    before: String,
}

impl Field {
    fn new(name: &'static str, rule: Rule, input: Input) -> Self {
        let mut field =
            Self { name, rule, input, note: Cow::Borrowed(""), verdict: Verdict::Quiet, before: String::new() };
        // As the field holds it: a text it cannot show as it is, or a word it does not offer, is no change.
        field.before = field.text();
        field
    }

    /// A field of one line.
    pub fn line(name: &'static str, text: &str, rule: Rule) -> Self {
        Self::new(name, rule, Input::Line(TextField::line(text).limit(HOLDS)))
    }

    /// A field of several lines.
    pub fn text_area(name: &'static str, text: &str, rule: Rule) -> Self {
        Self::new(name, rule, Input::Text(TextField::text(text).limit(HOLDS)))
    }

    /// A field that holds one word of a vocabulary, or none.
    pub fn word<T: Word>(name: &'static str, value: Option<T>) -> Self {
        let words = T::ALL.iter().map(|value| value.word().to_owned()).collect();
        Self::choice(name, words, value.map_or("", Word::word))
    }

    /// A field that holds one of some words, or none.
    pub fn choice(name: &'static str, words: Vec<String>, value: &str) -> Self {
        let place = words.iter().position(|word| word == value);
        let choice = Choice::one_or_none(words, "–").choosing(place);
        Self::new(name, Rule::Free, Input::Choice(choice))
    }

    /// A field that says yes or no.
    pub fn yes_no(name: &'static str, value: bool) -> Self {
        Self::choice(name, vec!["yes".to_owned()], if value { "yes" } else { "" })
    }

    /// The same field with a few words on what belongs there.
    #[must_use]
    pub fn note(mut self, note: impl Into<Cow<'static, str>>) -> Self {
        self.note = note.into();
        self
    }

    /// What it holds, without blanks around it.
    pub fn text(&self) -> String {
        match &self.input {
            Input::Line(field) | Input::Text(field) => field.value().trim().to_owned(),
            Input::Choice(choice) => choice.word().unwrap_or_default().to_owned(),
        }
    }

    /// Whether it holds names of people.
    pub fn names_people(&self) -> bool {
        matches!(self.rule, Rule::People | Rule::Person)
    }

    /// Whether it is the name of somebody new.
    pub fn is_new_name(&self) -> bool {
        matches!(self.rule, Rule::Name(_))
    }

    /// Whether its words are titles of goals.
    pub fn names_goals(&self) -> bool {
        matches!(self.name, "goal" | "part of")
    }

    /// What it holds, with the blanks around it: what somebody is still typing.
    pub fn typed(&self) -> String {
        match &self.input {
            Input::Line(field) | Input::Text(field) => field.value(),
            Input::Choice(_) => self.text(),
        }
    }

    /// Puts this into it, as if it had been typed; a word that is not on offer changes nothing.
    pub fn put(&mut self, text: &str) {
        match &mut self.input {
            Input::Line(field) | Input::Text(field) => field.set(text),
            Input::Choice(choice) if text.is_empty() => choice.choose(None),
            Input::Choice(choice) => {
                let place = choice.words().iter().position(|word| word == text);
                choice.choose(place.or(choice.chosen()));
            }
        }
    }

    /// Where typing goes: the line, and the character in it, both from 0.
    pub fn cursor(&self) -> (usize, usize) {
        match &self.input {
            Input::Line(field) | Input::Text(field) => field.cursor(),
            Input::Choice(_) => (0, 0),
        }
    }

    /// Puts the cursor there, or as near as the text allows.
    pub fn go_to(&mut self, place: (usize, usize)) {
        if let Input::Line(field) | Input::Text(field) = &mut self.input {
            field.go_to(place);
        }
    }

    /// Whether it holds something else than at first.
    pub fn is_changed(&self) -> bool {
        self.text() != self.before
    }

    /// A key goes into the text.
    pub fn key(&mut self, chord: Chord) {
        if let Input::Line(field) | Input::Text(field) = &mut self.input {
            field.input(chord);
        }
    }

    /// Takes the next or the previous word on offer.
    pub fn turn(&mut self, forward: bool) {
        if let Input::Choice(choice) = &mut self.input {
            if forward { choice.next() } else { choice.previous() }
        }
    }

    /// Takes the next word on offer that begins with this letter.
    pub fn jump(&mut self, letter: char) {
        let Input::Choice(choice) = &mut self.input else { return };
        let from = choice.chosen();
        let mut word = choice.clone();
        loop {
            word.next();
            let begins = word.word().and_then(|word| word.chars().next());
            if begins.is_some_and(|first| first.to_lowercase().eq(letter.to_lowercase())) {
                *choice = word;
                return;
            }
            if word.chosen() == from {
                return;
            }
        }
    }

    /// Pasted text goes into the text; a field of one line takes line ends as blanks. False when there was no room for
    /// all of it.
    pub fn paste(&mut self, text: &str) -> bool {
        match &mut self.input {
            Input::Line(field) | Input::Text(field) => field.paste(text),
            Input::Choice(_) => true,
        }
    }

    /// Finds out what the text comes to. What was there before holds, even if it could not be typed: a name with a
    /// comma, or one that two people share.
    pub fn judge(&mut self, setting: Setting<'_>) {
        let text = self.text();
        if let Some(found) = TooLong::found_in(&text) {
            self.verdict = Verdict::Problem(found.to_string());
            return;
        }
        self.verdict = match reading::verdict(self.rule, &text, setting) {
            Verdict::Problem(_) if !text.is_empty() && !self.is_changed() => Verdict::Quiet,
            verdict => verdict,
        };
    }

    /// The word of a vocabulary it holds.
    pub fn value<T: Word>(&self) -> Option<T> {
        T::from_word(&self.text())
    }
}
