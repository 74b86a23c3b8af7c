//! What is asked on any screen, and which screen is shown.

use std::borrow::Cow;

use ratatui::layout::Rect;

use super::super::able::why_not;
use super::super::forms::{Form, Setting};
use super::super::model::{Model, Save};
use super::super::msg::Effect;
use super::super::overlays::{Choosable, Overlay, Pick};
use super::super::screen::Screen;
use super::super::text;
use super::super::told::{self, Told};
use super::{Now, capture, journal, network, plan, progress, review};
use crate::capture::line::Kind;
use crate::domain::agenda::promises;
use crate::domain::history::Done;
use crate::domain::{Edit, FollowUp, Key, Stakeholder};
use crate::error::Exit;
use crate::keys::{Command, Context};

/// Carries out a command of the screen that is shown.
pub fn run(model: &mut Model, command: Command, now: &mut Now<'_>) -> Vec<Effect> {
    if let Some(why) = why_not(model, command) {
        if model.read_only.as_ref() == Some(&why) {
            model.warn(why);
        } else {
            model.say(why);
        }
        return Vec::new();
    }
    if let Some(screen) = Screen::of(command) {
        return show(model, screen);
    }
    match command {
        Command::NextGoal => turn_goal(model, 1),
        Command::PreviousGoal => turn_goal(model, -1),
        Command::Undo => return undo(model),
        Command::Redo => return redo(model),
        Command::SaveNow => return save_now(model),
        Command::SettleConflicts if wants_decision(model) => model.overlays.push(Overlay::Loss),
        Command::SettleConflicts => conflicts(model),
        Command::MergeCopies => return super::join::ask(model),
        Command::FindCommand => model.overlays.push(Overlay::Palette(Box::default())),
        Command::ListPromises => list_promises(model),
        Command::Explain => explain(model),
        Command::ShowPrompts => super::prompts::open(model),
        Command::WhoValues => super::value::open(model),
        Command::AddOther => model.overlays.push(Overlay::Pick(add_menu())),
        other => {
            return match model.at {
                Screen::Plan => plan::run(model, other),
                Screen::Review => review::run(model, other, now),
                Screen::Journal => journal::run(model, other, now),
                Screen::Network => network::run(model, other, now),
                Screen::Progress => progress::run(model, other, now),
            };
        }
    }
    Vec::new()
}

/// Whether nothing is saved until the user decides about what is missing in the file.
pub fn wants_decision(model: &Model) -> bool {
    matches!(&model.save, Save::NotSaved(why) if why.exit == Exit::Decision)
}

/// Shows a screen; who is chosen stays chosen.
pub fn show(model: &mut Model, screen: Screen) -> Vec<Effect> {
    model.at = screen;
    if screen == Screen::Review {
        return review::enter(model);
    }
    model.refresh();
    Vec::new()
}

/// What works on each screen that is about people: a line or a form about whoever is chosen. True where the command was
/// one of these.
pub fn open(model: &mut Model, command: Command) -> bool {
    let form = match command {
        Command::LogTouch => return line(model, Kind::Touch),
        Command::NewIdea => return line(model, Kind::Idea),
        Command::AddReflection => Some(Form::new_reflection(model.setting())),
        Command::NoteStake => stake(model),
        Command::Reframe => model.idea().map(|idea| Form::reframe(idea, model.setting())),
        Command::GiveIdea => model.idea_to_give().map(|idea| Form::give(idea, model.setting())),
        _ => return false,
    };
    if let Some(form) = form {
        open_form(model, form);
    }
    true
}

fn line(model: &mut Model, kind: Kind) -> bool {
    capture::open(model, kind);
    true
}

/// Half the rows of the screen, as a distance.
pub fn half_page(model: &Model) -> isize {
    isize::try_from(model.size.1 / 2).unwrap_or(10).max(1)
}

/// The rows between header and footer, where what lies over a screen is drawn.
pub fn between(model: &Model) -> Rect {
    let (width, height) = model.size;
    Rect { x: 0, y: 1, width, height: height.saturating_sub(2) }
}

/// Where something that stands at `at` is after a command: at most at `last`, and with `half` for half a page. None for a
/// command that moves nothing.
pub fn moved(command: Command, at: usize, last: usize, half: usize) -> Option<usize> {
    let to = match command {
        Command::MoveDown => at + 1,
        Command::MoveUp => at.saturating_sub(1),
        Command::HalfPageDown => at + half,
        Command::HalfPageUp => at.saturating_sub(half),
        Command::MoveTop => 0,
        Command::MoveBottom => last,
        _ => return None,
    };
    Some(to.min(last))
}

/// Puts a form over the screen.
pub fn open_form(model: &mut Model, mut form: Form) {
    model.dropped = None;
    form.judge(model.setting());
    model.overlays.push(Overlay::form(form));
}

fn turn_goal(model: &mut Model, by: isize) {
    model.turn_goal(by);
    if model.screen.goal.is_none() {
        model.say("Everybody, whatever the goal.");
    } else {
        let title = model.goal().map_or(String::new(), |goal| text::fit(&model.prose(&goal.title), 50));
        model.say(format!("Those with a stake in: {title}"));
    }
}

fn undo(model: &mut Model) -> Vec<Effect> {
    if let Some(dropped) = model.dropped.take() {
        model.overlays.push(dropped);
        super::form::judge(model);
        capture::judge(model);
        model.say("What you were writing is back.");
        return Vec::new();
    }
    let mut about = review::people(model.plan(), model.session.next_undo_place());
    let done = model.session.undo();
    if let Some(done) = &done {
        super::join::undone(model, &done.label);
    }
    about.extend(review::people(model.plan(), done.as_ref().and_then(|done| done.place.as_ref())));
    let effects = went(model, done, "Undid");
    review::came_back(model, &about);
    effects
}

fn redo(model: &mut Model) -> Vec<Effect> {
    let left = review::left(model);
    let done = model.session.redo();
    let effects = went(model, done, "Did again");
    review::went_again(model, &left);
    effects
}

/// Shows the place of a gesture that was taken back or done again, and says so.
fn went(model: &mut Model, done: Option<Done>, verb: &str) -> Vec<Effect> {
    let Some(done) = done else { return Vec::new() };
    super::show(model, done.place.as_ref());
    let told = model.told(format!("{verb}: {}", done.label), &format!("{verb} the last change."));
    model.say(told);
    super::save(model)
}

fn save_now(model: &mut Model) -> Vec<Effect> {
    if model.demo {
        model.say("The demo keeps nothing; :keep-demo makes it your plan.");
        return Vec::new();
    }
    if model.session.is_saved() && model.save == Save::Saved {
        model.say("Everything is saved.");
        return vec![Effect::Look];
    }
    super::save(model)
}

/// For how many days a command lets somebody rest; none for any other command.
pub fn snooze_days(command: Command) -> Option<i64> {
    match command {
        Command::SnoozeDay => Some(1),
        Command::SnoozeWeek => Some(7),
        Command::SnoozeMonth => Some(30),
        _ => None,
    }
}

pub fn snooze(model: &mut Model, command: Command) -> Vec<Effect> {
    let until = model.today.plus(snooze_days(command).unwrap_or_default());
    let said = text::day(until, model.today);
    change_people(
        model,
        |who| who.snoozed = Some(until),
        |names, several| {
            (format!("snooze {names}"), format!("{names} {} until {said}.", if several { "rest" } else { "rests" }))
        },
    )
}

/// Changes everybody who is meant; `told` makes the label and the sentence from the name, or from how many there are.
fn change_people(
    model: &mut Model,
    change: impl Fn(&mut Stakeholder),
    told: impl Fn(&str, bool) -> (String, String),
) -> Vec<Effect> {
    let meant = model.meant();
    let people: Vec<_> = meant.iter().filter_map(|id| model.plan().stakeholders.get(id)).cloned().collect();
    let Some(first) = people.first() else { return Vec::new() };
    let names = if people.len() == 1 { first.name.clone() } else { format!("{} stakeholders", people.len()) };
    let place = Key::Stakeholder(first.id.clone());
    let edits = people.iter().map(|who| {
        let mut who = who.as_ref().clone();
        change(&mut who);
        Edit::put(who)
    });
    let edits = edits.collect();
    let (label, _) = told(&names, people.len() > 1);
    let (_, said) =
        told(&if people.len() == 1 { model.name(&names) } else { Cow::Borrowed(names.as_str()) }, people.len() > 1);
    let effects = super::commit(model, label, Some(place), edits, said);
    if model.read_only.is_none() {
        model.screen.marks.clear();
    }
    effects
}

fn add_menu() -> Pick {
    let lines = [
        ("a goal", Choosable::NewGoal),
        ("a stakeholder", Choosable::NewStakeholder),
        ("an idea for the chosen stakeholder", Choosable::NewIdea),
        ("a touch with the chosen stakeholder", Choosable::NewTouch),
        ("a reflection: a line about yourself", Choosable::NewReflection),
        ("a proof: who already has it in place", Choosable::NewProof),
    ];
    Pick::new("Add", lines.map(|(line, what)| (line.to_owned(), what)).to_vec())
}

/// Lists what has no pane of its own here: reflections, newest first, and proofs.
pub fn list_other(model: &mut Model) {
    let plan = model.plan();
    let reflections = plan.reflections.iter().rev().map(|reflection| {
        let line = format!("{}  {}", text::day(reflection.on, model.today), reflection.text);
        (line, Choosable::Record(Key::Reflection(reflection.id.clone())))
    });
    let proofs = plan.proofs.iter().map(|proof| {
        let line = format!("proof  {}: {}", proof.org, proof.what);
        (line, Choosable::Record(Key::Proof(proof.id.clone())))
    });
    let lines = reflections.chain(proofs).collect();
    model.overlays.push(Overlay::Pick(Pick::new("Reflections and proofs", lines)));
}

/// The form for a reflection or a proof that is there.
pub fn edit_record(model: &Model, key: &Key) -> Option<Form> {
    let plan = model.plan();
    match key {
        Key::Reflection(id) => plan.reflections.get(id).map(|reflection| Form::reflection(reflection)),
        Key::Proof(id) => plan.proofs.get(id).map(|proof| Form::proof(proof, model.setting())),
        _ => None,
    }
}

/// Says why whoever is chosen stands where they do in the review.
fn explain(model: &mut Model) {
    if let Some(who) = model.who().map(|who| who.id.clone()) {
        model.overlays.push(Overlay::Why(who));
    }
}

/// Lists what was promised, by day.
pub fn list_promises(model: &mut Model) {
    let lines = promises(model.plan()).into_iter().map(|promise| {
        let by = if promise.dated { text::due(promise.due, model.today) } else { "some day".to_owned() };
        let names: Vec<&str> = promise
            .touch
            .with
            .iter()
            .filter_map(|id| model.plan().stakeholders.get(id))
            .map(|who| who.name.as_str())
            .collect();
        let line = format!("{}  {}: {}", text::pad(&by, 13), names.join(", "), promise.text());
        (line, Choosable::Promise(promise.touch.id.clone(), promise.due < model.today))
    });
    let lines = lines.collect();
    let key = model.keymap.key_for(Command::KeepPromise, Context::Pick.chain()).unwrap_or_default();
    model.overlays.push(Overlay::Pick(Pick::new(format!("Promised: {key} marks one as kept"), lines)));
}

/// Marks the promise of the chosen touch as kept, or as open again.
pub fn keep_promise(model: &mut Model) -> Vec<Effect> {
    let (Some(touch), Some(promise)) = (model.touch().cloned(), model.promise().cloned()) else { return Vec::new() };
    let done = if promise.done.is_some() { None } else { Some(model.today) };
    let mut touch = touch.as_ref().clone();
    touch.follow_up = Some(Box::new(FollowUp { done, ..promise }));
    let said = if done.is_some() { "Promise kept." } else { "The promise is open again." };
    super::commit(
        model,
        "keep a promise".to_owned(),
        Some(Key::Touch(touch.id.clone())),
        vec![Edit::put(touch)],
        said.to_owned(),
    )
}

/// Lists the values that lost in a merge.
fn conflicts(model: &mut Model) {
    let lines: Vec<(String, Choosable)> = model
        .plan()
        .conflicts
        .iter()
        .map(|conflict| {
            let records = model.plan().records();
            let about = Told::of(records, &conflict.about);
            let about = if about.names.is_empty() { about } else { Told { prose: String::new(), ..about } };
            let field = told::field(model, records, &conflict.field);
            let lost = told::value(model, records, Some(&conflict.lost));
            (format!("{}: {field} was also {lost}", about.line(model)), Choosable::Conflict(conflict.id.clone()))
        })
        .collect();
    model.overlays.push(Overlay::Pick(Pick::new("Changed in two places", lines)));
}

fn stake(model: &Model) -> Option<Form> {
    Some(Form::stake(model.who()?, model.goal()?))
}

impl Model {
    /// What forms need to know.
    pub fn setting(&self) -> Setting<'_> {
        Setting { plan: self.plan(), today: self.today }
    }
}
