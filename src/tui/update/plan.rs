//! What is asked on the Plan screen.

use std::collections::{BTreeMap, BTreeSet};

use super::super::clipboard;
use super::super::forms::Form;
use super::super::layout::Pane;
use super::super::model::Model;
use super::super::msg::Effect;
use super::super::overlays::{Choosable, Overlay, Pick};
use super::super::text;
use super::super::widgets::field::Field as TextField;
use super::{capture, screen};
use crate::capture::line::Kind;
use crate::domain::{Channel, Edit, Goal, Key, StakeholderId, Word, removal};
use crate::keys::Command;

/// Carries out a command of the Plan screen.
pub fn run(model: &mut Model, command: Command) -> Vec<Effect> {
    match command {
        Command::MoveDown => step(model, 1),
        Command::MoveUp => step(model, -1),
        Command::HalfPageDown => step(model, screen::half_page(model)),
        Command::HalfPageUp => step(model, -screen::half_page(model)),
        Command::MoveTop => step(model, isize::MIN),
        Command::MoveBottom => step(model, isize::MAX),
        Command::NextPane => model.screen.focus_on(model.screen.focus.step(true)),
        Command::PreviousPane => model.screen.focus_on(model.screen.focus.step(false)),
        Command::Mark => mark(model),
        Command::MarkAll => mark_all(model),
        Command::Filter => model.overlays.push(Overlay::Pick(filter_menu(model))),
        Command::CycleSort => sort(model),
        Command::Find => {
            model.prepare();
            let field = TextField::line(&model.screen.find);
            model.overlays.push(Overlay::Find(Box::new(field)));
        }
        Command::Back => back(model),
        Command::EditText => return super::editor::open_chosen(model),
        Command::Copy => return copy(model),
        Command::SnoozeDay | Command::SnoozeWeek | Command::SnoozeMonth => return screen::snooze(model, command),
        Command::StepDone => return step_done(model),
        Command::KeepPromise => return screen::keep_promise(model),
        Command::Remove => return remove(model),
        Command::ListOther => screen::list_other(model),
        Command::Add => add(model),
        Command::Edit => {
            if let Some(form) = edit(model, model.screen.focus) {
                screen::open_form(model, form);
            }
        }
        other => {
            screen::open(model, other);
        }
    }
    Vec::new()
}

/// Opens the line or the form for what belongs in the focused pane.
fn add(model: &mut Model) {
    let kind = match model.screen.focus {
        Pane::Goal => return screen::open_form(model, Form::new_goal()),
        Pane::Stakeholders => Kind::Stakeholder,
        Pane::Ideas => Kind::Idea,
        Pane::About => Kind::Touch,
    };
    capture::open(model, kind);
}

/// The form for what is chosen in a pane.
pub fn edit(model: &Model, pane: Pane) -> Option<Form> {
    let setting = model.setting();
    match pane {
        Pane::Goal => Some(model.goal().map_or_else(Form::new_goal, |goal| Form::goal(goal))),
        Pane::Stakeholders if model.screen.marks.len() > 1 => Some(Form::several(model.meant(), setting)),
        Pane::Stakeholders => model.who().map(|who| Form::stakeholder(who, setting)),
        Pane::Ideas => model.idea().map(|idea| Form::idea(idea, setting)),
        Pane::About => model.touch().map(|touch| Form::touch(touch, setting)),
    }
}

/// Moves what is chosen in the focused pane by so many places, stopping at the ends.
pub fn step(model: &mut Model, by: isize) {
    step_in(model, model.screen.focus, by);
}

/// Moves what is chosen in a pane by so many places, stopping at the ends.
pub fn step_in(model: &mut Model, pane: Pane, by: isize) {
    let (at, count) = match pane {
        Pane::Goal if model.lists_goals() => (Some(model.screen.over), model.plan().goals.len()),
        Pane::Goal => (Some(model.screen.step), model.goal().map_or(0, |goal| goal.steps.len())),
        Pane::Stakeholders => (model.screen.position(), model.screen.rows.len()),
        Pane::Ideas => {
            let ideas = model.ideas();
            let at = ideas.iter().position(|(idea, _)| Some(&idea.id) == model.screen.idea.as_ref());
            (at, ideas.len())
        }
        Pane::About => {
            let at = model.touches().position(|touch| Some(&touch.id) == model.screen.touch.as_ref());
            (at, model.touches().count())
        }
    };
    choose(model, pane, at.unwrap_or(0).saturating_add_signed(by).min(count.saturating_sub(1)));
}

/// Chooses an item of a pane, counted from 0.
pub fn choose(model: &mut Model, pane: Pane, item: usize) {
    match pane {
        Pane::Goal if model.lists_goals() => model.screen.over = item,
        Pane::Goal => model.screen.step = item,
        Pane::Stakeholders => {
            model.screen.choose(item);
            (model.screen.idea, model.screen.touch) = (None, None);
            model.settle();
        }
        Pane::Ideas => model.screen.idea = model.ideas().get(item).map(|(idea, _)| idea.id.clone()),
        Pane::About => {
            let touch = model.touches().nth(item).map(|touch| touch.id.clone());
            model.screen.touch = touch;
        }
    }
}

/// Marks the chosen stakeholder, or takes the mark away, and goes on to the next.
fn mark(model: &mut Model) {
    let Some(who) = model.screen.who.clone() else { return };
    if !model.screen.marks.remove(&who) {
        model.screen.marks.insert(who);
    }
    step(model, 1);
    told_marks(model);
}

/// Marks everybody listed, or takes the marks away where everybody is marked.
fn mark_all(model: &mut Model) {
    let screen = &mut model.screen;
    let listed: BTreeSet<StakeholderId> = screen.listed().map(|row| row.who.id.clone()).collect();
    if listed.is_subset(&screen.marks) {
        screen.marks.clear();
    } else {
        screen.marks.extend(listed);
    }
    told_marks(model);
}

/// Says how many are marked, those who are not listed apart: the next command is about them as well.
fn told_marks(model: &mut Model) {
    let screen = &model.screen;
    let hidden = screen.marks.len() - screen.listed().filter(|row| screen.marks.contains(&row.who.id)).count();
    let told = match (screen.marks.len(), hidden) {
        (0, _) => "Nobody is marked.".to_owned(),
        (marked, 0) => format!("{marked} marked: the next command is about them all. Esc unmarks."),
        (marked, hidden) => format!("{marked} marked, {hidden} of them not listed now. Esc unmarks."),
    };
    model.say(told);
}

/// What the list can be narrowed to at a press.
fn filter_menu(model: &Model) -> Pick {
    let ladder = &model.plan().ladder;
    let senior = ladder.senior().and_then(|at| ladder.rungs.get(at)).map(|rung| rung.to_lowercase());
    let mut lines = vec![
        ("who is due".to_owned(), "warmth:due+".to_owned()),
        ("who is overdue or cold".to_owned(), "warmth:overdue+".to_owned()),
        ("whom you were never in touch with".to_owned(), "warmth:never".to_owned()),
    ];
    lines.extend(senior.map(|rung| (format!("{rung} and above"), format!("seniority:\"{rung}+\""))));
    lines.push(("who is resistant or sceptical".to_owned(), "stance:resistant,sceptical".to_owned()));
    lines.push(("who is close: collaborated and beyond".to_owned(), "closeness:collaborated+".to_owned()));
    lines.push(("who is archived".to_owned(), "archived:yes".to_owned()));
    let mut tags: BTreeMap<&str, usize> = BTreeMap::new();
    for tag in model.plan().stakeholders.iter().flat_map(|who| &who.tags) {
        *tags.entry(tag).or_default() += 1;
    }
    let mut tags: Vec<_> = tags.into_iter().collect();
    tags.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    lines.extend(tags.into_iter().take(20).map(|(tag, count)| (format!("#{tag}, {count}"), format!("tag:\"{tag}\""))));
    let lines = lines.into_iter().map(|(line, words)| (line, Choosable::Filter(words))).collect();
    Pick::new("Show only", lines)
}

fn sort(model: &mut Model) {
    model.screen.query.sort = model.screen.query.sort.next();
    model.refresh();
    let word = model.screen.query.sort.word();
    model.say(format!("Sorted by {word}."));
}

/// Esc leaves whatever is left to leave: the marks, the filter, then a pane that is not the list. It never ends the
/// program.
fn back(model: &mut Model) {
    if !model.screen.marks.is_empty() {
        model.screen.marks.clear();
    } else if !model.screen.find.is_empty() {
        model.screen.find.clear();
        model.filter();
    } else if model.screen.focus != Pane::Stakeholders {
        model.screen.focus_on(Pane::Stakeholders);
    }
}

/// Copies what is chosen in the focused pane. What is said about it names nobody: the footer is for everybody's eyes.
fn copy(model: &mut Model) -> Vec<Effect> {
    let chosen = match model.screen.focus {
        Pane::Goal => model.goal().map(|goal| (goal.title.clone(), "the goal")),
        Pane::Stakeholders => model.who().map(|who| {
            let mail = who.handles.iter().find(|(via, _)| *via == Channel::Email);
            match mail {
                Some((_, address)) => (format!("{} <{address}>", who.name), "the name and the e-mail address"),
                None => (who.name.clone(), "the name"),
            }
        }),
        Pane::Ideas => model.idea().map(|idea| (idea.text.clone(), "the idea")),
        Pane::About => model.touch().map(|touch| (touch.note.clone(), "the note")),
    };
    match chosen.map(|(text, what)| (clipboard::clean(&text), text.is_empty(), what)) {
        None | Some((_, true, _)) => model.say("There is nothing to copy here."),
        Some((None, _, what)) => {
            let limit = clipboard::LIMIT;
            model.warn(format!("Not copied: {what} is longer than the {limit} bytes terminals take."));
        }
        Some((Some(text), _, what)) => {
            model.say(format!("Copied {what}."));
            return vec![Effect::Copy(text)];
        }
    }
    Vec::new()
}

fn step_done(model: &mut Model) -> Vec<Effect> {
    let at = model.screen.step;
    let Some(goal) = model.goal() else { return Vec::new() };
    let mut goal: Goal = goal.as_ref().clone();
    let today = model.today;
    let Some(step) = goal.steps.get_mut(at) else { return Vec::new() };
    step.done = if step.done.is_some() { None } else { Some(today) };
    let (verb, step_text) =
        (if step.done.is_some() { "done" } else { "open again" }, text::fit(&model.prose(&step.text), 40));
    let label = format!("mark step {verb}");
    super::commit(
        model,
        label,
        Some(Key::Goal(goal.id.clone())),
        vec![Edit::put(goal)],
        format!("Step {verb}: {step_text}"),
    )
}

/// Removes what is chosen in the focused pane, with what belongs to it.
fn remove(model: &mut Model) -> Vec<Effect> {
    let screen = &model.screen;
    if screen.focus == Pane::Stakeholders && screen.marks.len() > 1 {
        return remove_marked(model);
    }
    let (key, what) = match screen.focus {
        Pane::Goal => (
            model.goal().map(|goal| Key::Goal(goal.id.clone())),
            model.goal().map(|goal| format!("the goal {}", goal.title)),
        ),
        Pane::Stakeholders => (screen.who.clone().map(Key::Stakeholder), model.who().map(|who| who.name.clone())),
        Pane::Ideas => (screen.idea.clone().map(Key::Idea), Some("an idea".to_owned())),
        Pane::About => (screen.touch.clone().map(Key::Touch), Some("a touch".to_owned())),
    };
    let (Some(key), Some(what)) = (key, what) else { return Vec::new() };
    let edits = removal(model.plan(), &key);
    let along = match edits.len().saturating_sub(1) {
        0 => String::new(),
        1 => " and one record with it".to_owned(),
        many => format!(" and {many} records with it"),
    };
    super::commit(
        model,
        format!("remove {what}"),
        Some(key),
        edits,
        model.told(format!("Removed {what}{along}. u brings it back."), "Removed. u brings it back."),
    )
}

/// Removes everybody who is marked, each with what belongs to them, as one gesture.
fn remove_marked(model: &mut Model) -> Vec<Effect> {
    let mut rest = model.plan().clone();
    let mut edits = Vec::new();
    let marked = model.meant();
    // One after another: a touch with two of them goes only with the second.
    for who in &marked {
        for edit in removal(&rest, &Key::Stakeholder(who.clone())) {
            rest.apply(edit.clone());
            edits.push(edit);
        }
    }
    let what = format!("{} stakeholders", marked.len());
    let place = marked.into_iter().next().map(Key::Stakeholder);
    super::commit(model, format!("remove {what}"), place, edits, format!("Removed {what}. u brings them back."))
}
