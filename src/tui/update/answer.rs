//! What is picked, found and answered.

use super::super::forms::Form;
use super::super::layout::Pane;
use super::super::model::Model;
use super::super::msg::{Decision, Effect};
use super::super::overlays::{Answers, Choosable, Found, Overlay, Pick, Question};
use super::super::screen::Screen;
use super::super::text;
use super::{Now, capture, journal, plan, review, screen};
use crate::capture::line::Kind;
use crate::capture::seniority;
use crate::domain::agenda::promises;
use crate::domain::length::TooLong;
use crate::domain::merge::take_lost;
use crate::domain::{
    ConflictId, Edit, Goal, GoalId, Idea, IdeaId, Key, Reflection, ReflectionId, Stake, Stakeholder, StakeholderId,
    TouchId, removal,
};
use crate::keys::{Chord, Command};

/// Carries out a command of whatever lies over the screen, forms apart.
pub fn run(model: &mut Model, command: Command, chord: Chord, now: &mut Now<'_>) -> Vec<Effect> {
    match model.overlays.last_mut() {
        Some(Overlay::Find(_)) => found(model, command),
        Some(Overlay::Help(_)) => help(model, command),
        Some(Overlay::Palette(_)) => return palette(model, command, chord, now),
        Some(Overlay::Pick(pick)) => {
            let count = pick.lines.len();
            match command {
                Command::MoveDown => pick.at = (pick.at + 1).min(count.saturating_sub(1)),
                Command::MoveUp => pick.at = pick.at.saturating_sub(1),
                Command::Remove => return remove(model),
                Command::KeepPromise => return keep_promise(model),
                Command::WhoValues => super::value::open_picked(model),
                Command::Choose => return choose(model, None, now),
                Command::ChooseNumber => {
                    let number = chord.typed().and_then(|digit| digit.to_digit(10));
                    return choose(model, number.and_then(|number| usize::try_from(number).ok()), now);
                }
                _ => {
                    model.overlays.pop();
                }
            }
        }
        Some(Overlay::Why(_)) => {
            model.overlays.pop();
        }
        Some(Overlay::Confirm) => return confirm(model, command),
        Some(Overlay::Loss) => return loss(model, command),
        Some(Overlay::Welcome(welcome)) => match command {
            Command::NextQuestion if welcome.at + 1 < welcome.questions.len() => welcome.at += 1,
            Command::NextQuestion | Command::SkipWelcome => return begin(model, now),
            _ => {}
        },
        _ => {}
    }
    Vec::new()
}

fn found(model: &mut Model, command: Command) {
    match command {
        Command::MoveDown | Command::MoveUp if model.at == Screen::Journal => {
            journal::step(model, if command == Command::MoveDown { 1 } else { -1 });
        }
        Command::MoveDown => plan::step(model, 1),
        Command::MoveUp => plan::step(model, -1),
        Command::FindClear => {
            model.overlays.pop();
            super::filter(model, String::new());
        }
        _ => {
            model.overlays.pop();
        }
    }
}

fn help(model: &mut Model, command: Command) {
    let length = super::super::overlays::help_length(model);
    let room = usize::from(model.size.1.saturating_sub(4));
    let last = length.saturating_sub(room);
    let Some(Overlay::Help(help)) = model.overlays.last_mut() else { return };
    if let Some(to) = screen::moved(command, help.first, last, room / 2) {
        help.first = to;
        return;
    }
    let at = match command {
        Command::Find => {
            help.typing = true;
            help.first
        }
        Command::FindKeep => {
            help.typing = false;
            help.first
        }
        Command::FindClear => {
            help.typing = false;
            help.find.set("");
            0
        }
        // What was looked for is left first, then help.
        _ if !help.find.is_empty() => {
            help.find.set("");
            0
        }
        _ => {
            model.overlays.pop();
            return;
        }
    };
    help.first = at.min(last);
}

/// Moves in the palette, carries out the chosen command, or leaves.
fn palette(model: &mut Model, command: Command, chord: Chord, now: &mut Now<'_>) -> Vec<Effect> {
    let Some(Overlay::Palette(palette)) = model.overlays.last() else { return Vec::new() };
    let found = palette.found(model);
    let last = found.len().saturating_sub(1);
    let at = palette.at.min(last);
    match command {
        Command::MoveDown | Command::MoveUp => {
            if let Some(Overlay::Palette(palette)) = model.overlays.last_mut() {
                palette.at = if command == Command::MoveDown { (at + 1).min(last) } else { at.saturating_sub(1) };
            }
            Vec::new()
        }
        Command::Choose => {
            let Some(chosen) = found.get(at) else { return Vec::new() };
            model.overlays.pop();
            match *chosen {
                Found::Command(command) => super::run(model, command, chord, now),
                Found::Own(number) => super::own::run(model, number),
            }
        }
        _ => {
            model.overlays.pop();
            Vec::new()
        }
    }
}

/// Takes a line of a list: the one with this number from 1, or the chosen one.
fn choose(model: &mut Model, number: Option<usize>, now: &mut Now<'_>) -> Vec<Effect> {
    let Some(Overlay::Pick(pick)) = model.overlays.last() else { return Vec::new() };
    let at = number.map_or(pick.at, |number| number.saturating_sub(1));
    let Some((_, what)) = pick.lines.get(at).cloned() else { return Vec::new() };
    model.overlays.pop();
    let form = match what {
        Choosable::NewGoal => Some(Form::new_goal()),
        Choosable::NewStakeholder => {
            capture::open(model, Kind::Stakeholder);
            return Vec::new();
        }
        Choosable::NewIdea => return screen::run(model, Command::NewIdea, now),
        Choosable::NewTouch => return screen::run(model, Command::LogTouch, now),
        Choosable::NewReflection => Some(Form::new_reflection(model.setting())),
        Choosable::NewProof => Some(Form::new_proof(model.setting())),
        Choosable::Conflict(id) => {
            let lines = vec![
                ("keep what stands in the plan".to_owned(), Choosable::KeepValue(id.clone())),
                ("take the other one".to_owned(), Choosable::TakeLost(id)),
            ];
            model.overlays.push(Overlay::Pick(Pick::new("Which one holds?", lines)));
            return Vec::new();
        }
        Choosable::Record(key) => screen::edit_record(model, &key),
        Choosable::Meant(word, who) => return capture::meant(model, word, who, now),
        Choosable::Narrow(facet) => {
            let menu = journal::facet_menu(model, facet);
            model.overlays.push(Overlay::Pick(menu));
            return Vec::new();
        }
        Choosable::Filter(words) if model.at == Screen::Journal => {
            journal::narrow_by(model, &words);
            return Vec::new();
        }
        Choosable::Filter(words) => {
            super::filter(model, words);
            return Vec::new();
        }
        Choosable::Person(who) => {
            super::network::go_to(model, &who);
            return Vec::new();
        }
        Choosable::Promise(touch, _) => {
            show_promise(model, &touch);
            return Vec::new();
        }
        Choosable::Spread => return review::spread_out(model),
        Choosable::AsTheyAre => return Vec::new(),
        Choosable::EditAgain => return vec![Effect::EditAgain],
        Choosable::LeaveText => return super::editor::leave(model),
        Choosable::KeepValue(id) => return settle(model, &id, false),
        Choosable::TakeLost(id) => return settle(model, &id, true),
    };
    match (form, model.read_only.clone()) {
        (_, Some(why)) => model.warn(why),
        (Some(form), None) => screen::open_form(model, form),
        (None, None) => model.say("It is gone."),
    }
    Vec::new()
}

/// Removes the record that the chosen line stands for, where it stands for one.
fn remove(model: &mut Model) -> Vec<Effect> {
    let chosen = match model.overlays.last() {
        Some(Overlay::Pick(pick)) => pick.lines.get(pick.at).cloned(),
        _ => None,
    };
    let Some((line, Choosable::Record(key))) = chosen else { return Vec::new() };
    model.overlays.pop();
    let edits = removal(model.plan(), &key);
    let kind = key.kind();
    let said = format!("Removed the {kind}: {}. u brings it back.", text::fit(&model.prose(&line), 40));
    super::commit(model, format!("remove a {kind}"), Some(key), edits, said)
}

/// Shows somebody to whom something was promised, with the touch it was promised on.
fn show_promise(model: &mut Model, touch: &TouchId) {
    model.at = Screen::Plan;
    super::show(model, Some(&Key::Touch(touch.clone())));
    model.screen.focus_on(Pane::About);
}

/// Marks the promise on the chosen line as kept, and lists the others.
fn keep_promise(model: &mut Model) -> Vec<Effect> {
    let Some(Overlay::Pick(pick)) = model.overlays.last() else { return Vec::new() };
    let at = pick.at;
    let Some((_, Choosable::Promise(touch, _))) = pick.lines.get(at).cloned() else { return Vec::new() };
    if let Some(why) = model.read_only.clone() {
        model.warn(why);
        return Vec::new();
    }
    model.overlays.pop();
    let chosen = model.screen.touch.replace(touch);
    let effects = screen::keep_promise(model);
    model.screen.touch = chosen;
    model.settle();
    if promises(model.plan()).is_empty() {
        return effects;
    }
    screen::list_promises(model);
    if let Some(Overlay::Pick(pick)) = model.overlays.last_mut() {
        pick.at = at.min(pick.lines.len().saturating_sub(1));
    }
    effects
}

/// Settles a conflict: the value that lost comes back, or goes for good.
fn settle(model: &mut Model, id: &ConflictId, take: bool) -> Vec<Effect> {
    let Some(conflict) = model.plan().conflicts.get(id).cloned() else { return Vec::new() };
    let taken = if take { take_lost(model.plan().records(), &conflict) } else { None };
    let edits = match (take, taken) {
        (true, None) => {
            model.warn("The record has gone or changed its shape; the value stays listed.");
            return Vec::new();
        }
        (_, edits) => edits.unwrap_or_else(|| vec![Edit::Remove(Key::Conflict(id.clone()))]),
    };
    super::commit(model, "settle a conflict".to_owned(), Some(conflict.about.clone()), edits, "Settled.".to_owned())
}

/// Quitting although a change could not be saved.
fn confirm(model: &mut Model, command: Command) -> Vec<Effect> {
    model.overlays.pop();
    match command {
        Command::RetrySave => {
            model.leaving = true;
            super::save(model);
            vec![Effect::SaveAs(Decision::WriteAnew)]
        }
        Command::SaveElsewhere => {
            model.overlays.push(Overlay::form(Form::path()));
            Vec::new()
        }
        Command::LeaveAnyway => {
            model.gave_up = true;
            vec![Effect::Quit]
        }
        _ => Vec::new(),
    }
}

/// Much is missing in the file: whether that is to be so.
fn loss(model: &mut Model, command: Command) -> Vec<Effect> {
    model.overlays.pop();
    let decision = match command {
        Command::KeepRemoved => Decision::KeepRemoved,
        Command::TakeRemovals => Decision::TakeRemovals,
        _ => {
            let key = model.keymap.key_for(Command::SettleConflicts, model.contexts()).unwrap_or_default();
            model.say(format!("Nothing is saved until you decide; {key} asks again."));
            return Vec::new();
        }
    };
    super::save(model);
    vec![Effect::SaveAs(decision)]
}

/// The end of the first run: what was answered becomes the beginning of a plan, as one change.
fn begin(model: &mut Model, now: &mut Now<'_>) -> Vec<Effect> {
    let Some(Overlay::Welcome(welcome)) = model.overlays.last_mut() else { return Vec::new() };
    let long = |question: &Question| TooLong::found_in(&question.answer.value());
    let found = welcome.questions.iter().enumerate().find_map(|(at, question)| Some((at, long(question)?)));
    if let Some((at, found)) = found {
        // Nothing of what was typed is lost: it stays where it can be made shorter.
        welcome.at = at;
        super::too_long(model, &found);
        return Vec::new();
    }
    let answers = welcome.answers();
    model.overlays.pop();
    let edits = first_plan(model, &answers, now);
    if edits.is_empty() {
        model.say("An empty plan: every pane says which key fills it.");
        return Vec::new();
    }
    // The idea comes last: whoever it is for is shown first.
    let place = edits.last().map(Edit::key);
    let goal = edits.iter().find_map(|edit| match edit.key() {
        Key::Goal(id) => Some(id),
        _ => None,
    });
    let effects = super::commit(model, "begin the plan".to_owned(), None, edits, "Press ? for the keys.".to_owned());
    if let Some(goal) = goal {
        model.show_goal(&goal);
    }
    super::show(model, place.as_ref());
    effects
}

/// The records that the three answers come to. A title may follow a name: `Grace Hopper (VP Engineering)`.
fn first_plan(model: &Model, answers: &Answers, now: &mut Now<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut goal_id = None;
    if !answers.goal.is_empty() {
        let id = GoalId::from_name(&answers.goal, |id| model.plan().goals.contains(id));
        goal_id = Some(id.clone());
        edits.push(Edit::put(Goal::new(id, answers.goal.as_str())));
    }
    let mut people: Vec<StakeholderId> = Vec::new();
    for name in answers.people.split([',', ';', '\n']).map(str::trim).filter(|name| !name.is_empty()) {
        let (name, title) = match name.split_once('(') {
            // What begins with a bracket is taken as it stands.
            Some((before, title)) if !before.trim().is_empty() => (before.trim(), title.trim_end_matches(')').trim()),
            _ => (name, ""),
        };
        let taken = |id: &StakeholderId| people.contains(id) || model.plan().stakeholders.contains(id);
        let id = StakeholderId::from_name(name, taken);
        people.push(id.clone());
        let mut who = Stakeholder::named(id, name);
        title.clone_into(&mut who.title);
        seniority::from_title(title, &model.plan().ladder).unwrap_or_default().clone_into(&mut who.seniority);
        who.added = Some(model.today);
        who.stakes.extend(goal_id.iter().map(|goal| (goal.clone(), Stake::default())));
        edits.push(Edit::put(who));
    }
    if !answers.idea.is_empty() && people.is_empty() {
        // An idea is for somebody; without anybody yet it waits in the journal.
        let text = format!("An idea to give: {}", answers.idea);
        let id = ReflectionId::new((now.new_id)());
        edits.push(Edit::put(Reflection { id, on: model.today, feeling: None, text }));
    } else if !answers.idea.is_empty() {
        let to: Vec<_> = people.iter().take(1).cloned().collect();
        let idea = Idea::new(IdeaId::new((now.new_id)()), to, answers.idea.as_str());
        edits.push(Edit::put(Idea { goal: goal_id, ..idea }));
    }
    edits
}
