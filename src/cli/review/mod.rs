//! `touchbase review`: the daily review as a dialogue of lines with numbered answers.
//!
//! For screen readers, terminals that cannot move a cursor, bad links, and scripts: what is read from standard input is the
//! whole of what a person would type. Begin with [`run`]; `talk` asks, `card` says who is on a card.

mod card;
mod talk;

use self::talk::{Answer, Talk};
use super::open::Open;
use super::output::Output;
use super::undo;
use super::{lines, words};
use crate::capture::line::{Kind, Setting, What, read_but};
use crate::domain::agenda::{self, Agenda, promises_to};
use crate::domain::reason::near;
use crate::domain::rest::{after_a_thought, spread};
use crate::domain::review::{last_before, streak};
use crate::domain::{
    Day, Edit, FEELINGS, Idea, IdeaId, Key, Reflection, ReflectionId, Review, Stakeholder, StakeholderId, Touch,
    TouchId, feeling_words,
};
use crate::edge;
use crate::error::Told;
use crate::storage::paths::Places;
use crate::storage::trail::Way;

/// Days without a review after which somebody is welcomed back: more than a weekend.
const AWAY: i64 = 4;

/// Goes through the agenda of the day.
pub fn run(places: &Places, size: usize, output: &mut Output) -> Result<(), Told> {
    let open = Open::plan(places, output)?;
    open.may_change()?;
    let seen = Review::on(open.records(), open.today).seen.len();
    let mut dialogue =
        Dialogue { places, open, talk: Talk::new(output), size: size.max(1), back: Vec::new(), changes: 0 };
    dialogue.greet(seen)?;
    match dialogue.go()? {
        Ended::Whole => dialogue.end(),
        Ended::Left => dialogue.leave(),
    }
}

/// How a review ended.
enum Ended {
    /// Nobody is left.
    Whole,
    /// Somebody is, and it goes on another time.
    Left,
}

/// What comes after a card.
enum Step {
    /// The same card again.
    Stay,
    /// On to the next one: this one was looked at.
    Pass,
    /// One card back.
    Back,
    /// It ends here.
    Leave,
}

struct Dialogue<'a> {
    places: &'a Places,
    open: Open,
    talk: Talk<'a>,
    /// How many people fit into the day.
    size: usize,
    /// The cards gone past, the last one last.
    back: Vec<StakeholderId>,
    /// How many changes were made here and not taken back.
    changes: usize,
}

impl Dialogue<'_> {
    fn today(&self) -> Day {
        self.open.today
    }

    /// Who is left for today, the most important first.
    fn left(&self) -> Vec<StakeholderId> {
        let seen = Review::on(self.open.records(), self.today()).seen;
        let room = self.size.saturating_sub(seen.len());
        let agenda = Agenda::without(self.open.records(), self.today(), None, room, &seen);
        agenda.entries.into_iter().map(|entry| entry.who.id.clone()).collect()
    }

    /// Says what there is to do, and offers to spread what piled up.
    fn greet(&mut self, seen: usize) -> Result<(), Told> {
        let day = self.today().date().format("%A %-d %B %Y").to_string();
        let left = self.left().len();
        let people = if left == 1 { "1 person".to_owned() } else { format!("{left} people") };
        self.talk.say(&format!("Review of {day}: {people}."))?;
        if seen > 0 {
            return self.talk.say(&format!("{seen} looked at so far today."));
        }
        let away =
            last_before(self.open.records(), self.today()).is_some_and(|day| self.today().days_since(day) > AWAY);
        if !away {
            return Ok(());
        }
        let edits = spread(self.open.records(), self.today(), None, self.size);
        if edits.is_empty() {
            return Ok(());
        }
        let all = Agenda::of(self.open.records(), self.today(), None, 0).len();
        let count = edits.len();
        let choices =
            [(1, format!("spread {count} of them over the next days")), (2, "look at them as they are".to_owned())];
        if let Answer::Number(1) = self.talk.choose(&format!("Welcome back. {all} people have a reason."), &choices)? {
            let people = if count == 1 { "one person".to_owned() } else { format!("{count} people") };
            self.change(
                &format!("spread {people}"),
                edits.first().map(Edit::key),
                edits,
                &format!("Spread {people}."),
            )?;
        }
        Ok(())
    }

    /// From card to card.
    fn go(&mut self) -> Result<Ended, Told> {
        let mut card = None;
        loop {
            let left = self.left();
            let Some(who) = card.take().or_else(|| left.first().cloned()) else { return Ok(Ended::Whole) };
            let Some(person) = self.open.records().stakeholders.get(&who).cloned() else {
                self.pass(&who)?;
                continue;
            };
            let place = left.iter().position(|one| *one == who).map_or(0, |at| at + 1);
            let head = if place == 0 { "Once more".to_owned() } else { format!("{place} of {}", left.len()) };
            self.talk.say("")?;
            for line in card::lines(self.open.records(), &person, &head, self.today()) {
                self.talk.say(&line)?;
            }
            match self.ask(&person)? {
                Step::Leave => return Ok(Ended::Left),
                Step::Pass => {
                    self.pass(&who)?;
                    self.back.push(who);
                }
                Step::Back => {
                    card = self.back.pop().or_else(|| Some(who.clone()));
                    if card.as_ref() == Some(&who) {
                        self.talk.say("This is the first one.")?;
                    }
                }
                Step::Stay => card = Some(who),
            }
        }
    }

    /// Asks what is to be done about somebody until something is.
    fn ask(&mut self, who: &Stakeholder) -> Result<Step, Told> {
        let plan = self.open.records();
        let mut choices = vec![(1, "log a touch".to_owned())];
        if plan.open_ideas_for(&who.id).next().is_some() {
            choices.push((2, "an idea was given".to_owned()));
        }
        if !promises_to(plan, &who.id).is_empty() {
            choices.push((3, "a promise was kept".to_owned()));
        }
        for (number, words) in
            [(4, "write down an idea"), (5, "let them rest"), (6, "thought of them, not a contact"), (7, "next")]
        {
            choices.push((number, words.to_owned()));
        }
        if !self.back.is_empty() {
            choices.push((8, "one back".to_owned()));
        }
        if self.changes > 0 {
            choices.push((9, "take the last change back".to_owned()));
        }
        choices.push((0, "leave".to_owned()));
        let answer = self.talk.choose("What now? Enter is next.", &choices)?;
        let acted = match answer {
            Answer::Gone | Answer::Number(0) => return Ok(Step::Leave),
            Answer::Nothing | Answer::Number(7) => return Ok(Step::Pass),
            Answer::Number(8) => return Ok(Step::Back),
            Answer::Number(9) => {
                self.take_back()?;
                // Whoever was settled by it asks for something again.
                let again = |who| Agenda::calls(self.open.records(), self.today(), None, who);
                return Ok(if self.back.last().is_some_and(again) { Step::Back } else { Step::Stay });
            }
            Answer::Number(1) => self.log(who)?,
            Answer::Number(2) => self.give(who)?,
            Answer::Number(3) => self.keep_promise(who)?,
            Answer::Number(4) => self.write_idea(who)?,
            Answer::Number(5) => self.rest(who)?,
            Answer::Number(_) => self.think(who)?,
        };
        // A card that no longer asks for anything is left behind.
        let settled = acted && !Agenda::calls(self.open.records(), self.today(), None, &who.id);
        Ok(if settled { Step::Pass } else { Step::Stay })
    }

    fn log(&mut self, who: &Stakeholder) -> Result<bool, Told> {
        let Some(line) = self.talk.line("What did you do? Nothing goes back:")?.filter(|line| !line.is_empty()) else {
            return Ok(false);
        };
        let (plan, selected) = (self.open.records(), [who.id.clone()]);
        let setting = Setting { plan, today: self.today(), selected: &selected, goal: None, chosen: &[] };
        let captured = read_but(Kind::Touch, &line, &setting, &[]);
        if let Err(told) = lines::settled(&captured, plan) {
            self.talk.say(&told.to_string())?;
            return Ok(false);
        }
        let What::Touch(touch) = &captured.what else { return Ok(false) };
        let touch = Touch { id: TouchId::new(edge::new_id()), ..touch.as_ref().clone() };
        let understood: Vec<&str> = captured.chips.iter().map(|chip| chip.text.as_str()).collect();
        let understood =
            if understood.is_empty() { String::new() } else { format!(" Understood: {}.", understood.join(", ")) };
        self.note_touch(&format!("log touch with {}", words::names(plan, &touch.with)), touch, &understood)
    }

    fn note_touch(&mut self, label: &str, touch: Touch, more: &str) -> Result<bool, Told> {
        let said = format!("Done: {label}.{more}");
        self.change(label, Some(Key::Touch(touch.id.clone())), vec![Edit::put(touch)], &said)?;
        Ok(true)
    }

    fn give(&mut self, who: &Stakeholder) -> Result<bool, Told> {
        let ideas: Vec<Idea> = self.open.records().open_ideas_for(&who.id).map(|idea| idea.as_ref().clone()).collect();
        let Some(idea) = self.one_of("Which idea?", &ideas, |idea| idea.text.clone())? else { return Ok(false) };
        let touch = Touch::giving(TouchId::new(edge::new_id()), self.today(), &idea);
        let label = format!("give an idea to {}", words::names(self.open.records(), &idea.to));
        self.note_touch(&label, touch, "")
    }

    fn keep_promise(&mut self, who: &Stakeholder) -> Result<bool, Told> {
        let promises = promises_to(self.open.records(), &who.id);
        let Some(promise) = self.one_of("Which promise?", &promises, |promise| promise.text().to_owned())? else {
            return Ok(false);
        };
        let mut touch = promise.touch.as_ref().clone();
        if let Some(made) = &mut touch.follow_up {
            made.done = Some(self.today());
        }
        let label = format!("keep a promise to {}", who.name);
        self.note_touch(&label, touch, "")
    }

    /// The one there is, or the one of several that is chosen.
    fn one_of<T: Clone>(&mut self, question: &str, all: &[T], words: impl Fn(&T) -> String) -> Result<Option<T>, Told> {
        if let [one] = all {
            return Ok(Some(one.clone()));
        }
        let mut choices: Vec<(usize, String)> = all.iter().enumerate().map(|(at, one)| (at + 1, words(one))).collect();
        choices.push((0, "none of them".to_owned()));
        match self.talk.choose(question, &choices)? {
            Answer::Number(number) => Ok(number.checked_sub(1).and_then(|at| all.get(at)).cloned()),
            Answer::Nothing | Answer::Gone => Ok(None),
        }
    }

    fn write_idea(&mut self, who: &Stakeholder) -> Result<bool, Told> {
        let Some(line) =
            self.talk.line("What could you do for them? Nothing goes back:")?.filter(|line| !line.is_empty())
        else {
            return Ok(false);
        };
        let (plan, selected) = (self.open.records(), [who.id.clone()]);
        let setting = Setting { plan, today: self.today(), selected: &selected, goal: None, chosen: &[] };
        let captured = read_but(Kind::Idea, &line, &setting, &[]);
        if let Err(told) = lines::settled(&captured, plan) {
            self.talk.say(&told.to_string())?;
            return Ok(false);
        }
        let What::Idea(idea) = &captured.what else { return Ok(false) };
        let idea = Idea { id: IdeaId::new(edge::new_id()), ..idea.as_ref().clone() };
        let label = format!("add an idea for {}", who.name);
        let said = format!("Noted: {}", idea.text);
        self.change(&label, Some(Key::Idea(idea.id.clone())), vec![Edit::put(idea)], &said)?;
        Ok(false)
    }

    fn rest(&mut self, who: &Stakeholder) -> Result<bool, Told> {
        let spans = [(1, "a day"), (7, "a week"), (30, "a month")];
        let until = |days: i64| self.open.today.plus(days);
        let named = |(at, (days, words)): (usize, &(i64, &str))| {
            (at + 1, format!("{words}, until {}", until(*days).date().format("%a %-d %b %Y")))
        };
        let mut choices: Vec<(usize, String)> = spans.iter().enumerate().map(named).collect();
        choices.push((0, "not at all".to_owned()));
        let Answer::Number(number) = self.talk.choose("For how long?", &choices)? else { return Ok(false) };
        let Some((days, _)) = number.checked_sub(1).and_then(|at| spans.get(at)) else { return Ok(false) };
        self.until(who, self.today().plus(*days), &format!("snooze {}", who.name))
    }

    fn think(&mut self, who: &Stakeholder) -> Result<bool, Told> {
        let until = after_a_thought(self.open.records(), who, self.today());
        self.until(who, until, &format!("think of {}", who.name))
    }

    fn until(&mut self, who: &Stakeholder, until: Day, label: &str) -> Result<bool, Told> {
        let said = format!("{} is back {}.", who.name, near(until, self.today()));
        let edit = Edit::put(Stakeholder { snoozed: Some(until), ..who.clone() });
        self.change(label, Some(Key::Stakeholder(who.id.clone())), vec![edit], &said)?;
        Ok(true)
    }

    /// Makes a change and says so.
    fn change(&mut self, label: &str, place: Option<Key>, edits: Vec<Edit>, said: &str) -> Result<(), Told> {
        self.open.change(label, place, edits)?;
        self.changes += 1;
        self.talk.say(said)
    }

    fn take_back(&mut self) -> Result<(), Told> {
        self.changes -= 1;
        match undo::go_with(&mut self.open, self.places, Way::Back) {
            Ok(kept) => self.talk.say(&format!("Undid: {}.", kept.step.label())),
            Err(told) => self.talk.say(&told.to_string()),
        }
    }

    /// Notes that somebody was looked at.
    fn pass(&mut self, who: &StakeholderId) -> Result<(), Told> {
        let mut review = Review::on(self.open.records(), self.today());
        if review.seen.contains(who) {
            return Ok(());
        }
        review.seen.push(who.clone());
        self.open.note(vec![Edit::put(review)])
    }

    /// Nobody is left: how it feels, what was done, what comes.
    fn end(&mut self) -> Result<(), Told> {
        let mut review = Review::on(self.open.records(), self.today());
        if !review.ended {
            review.ended = true;
            self.open.note(vec![Edit::put(review)])?;
        }
        self.talk.say("")?;
        self.talk.say("Nobody is left for today.")?;
        let mut choices: Vec<(usize, String)> =
            FEELINGS.iter().enumerate().map(|(at, (feeling, _))| (at + 1, feeling_words(*feeling))).collect();
        choices.push((0, "leave it out".to_owned()));
        let feeling = match self.talk.choose("How does it feel?", &choices)? {
            Answer::Number(number) => {
                number.checked_sub(1).and_then(|at| FEELINGS.get(at)).map(|(feeling, _)| *feeling)
            }
            Answer::Nothing | Answer::Gone => None,
        };
        let text = self.talk.line("A line about today, or nothing:")?.unwrap_or_default();
        if feeling.is_some() || !text.is_empty() {
            let reflection = Reflection { id: ReflectionId::new(edge::new_id()), on: self.today(), feeling, text };
            let place = Some(Key::Reflection(reflection.id.clone()));
            self.change("write a reflection", place, vec![Edit::put(reflection)], "Kept in the journal.")?;
        }
        for line in card::summary(self.open.records(), self.today(), streak(self.open.records(), self.today())) {
            self.talk.say(&line)?;
        }
        let next = agenda::next(self.open.records(), self.today());
        let next = next.and_then(|(day, who)| Some((day, self.open.records().stakeholders.get(&who)?.name.clone())));
        next.map_or(Ok(()), |(day, name)| self.talk.say(&format!("Next: {name}, {}.", near(day, self.today()))))
    }

    fn leave(&mut self) -> Result<(), Told> {
        let left = self.left().len();
        self.talk.say("")?;
        self.talk.say(&format!("{left} left for today; touchbase review goes on here."))
    }
}
