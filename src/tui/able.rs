//! What cannot be had now, and why: one sentence a reason, for the palette and for whoever asks anyway.

use super::layout::Pane;
use super::mask::Mask;
use super::model::Model;
use super::screen::Screen;
use super::update::{wants_decision, why_no_version};
use crate::keys::Command;

/// Why a command of the screen that is shown can do nothing now; none where it can.
pub fn why_not(model: &Model, command: Command) -> Option<String> {
    if changes(command)
        && let Some(why) = &model.read_only
    {
        return Some(why.clone());
    }
    let why = match command {
        Command::LogTouch
        | Command::NewIdea
        | Command::GiveIdea
        | Command::Edit
        | Command::SnoozeDay
        | Command::SnoozeWeek
        | Command::SnoozeMonth
        | Command::ThoughtOf
        | Command::RepeatLast
        | Command::NextCard
        | Command::Explain
            if model.at == Screen::Review && model.review.card.is_none() =>
        {
            "Nobody is left for today."
        }
        Command::RepeatLast if model.review.last.is_none() => "Nothing was done yet that could be done again.",
        Command::MoreCards if model.review.agenda.waiting == 0 => "Nobody is waiting.",
        Command::ListPromises if model.plan().open_promises().next().is_none() => "No promise is open.",
        Command::Undo if model.session.next_undo().is_none() && model.dropped.is_none() => "Nothing to undo.",
        Command::Redo if model.session.next_redo().is_none() => "Nothing to do again.",
        Command::NextGoal | Command::PreviousGoal if model.plan().goals.is_empty() => "There is no goal yet.",
        Command::StepDone => return step(model).map(str::to_owned),
        Command::NoteStake if model.goal().is_none() => "Set a goal first: a stake is in a goal.",
        Command::LogTouch if model.meant().is_empty() => "Add a stakeholder first: a touch is with somebody.",
        Command::NewIdea if model.meant().is_empty() => "Add a stakeholder first: an idea is for somebody.",
        Command::Explain
        | Command::NoteStake
        | Command::Mark
        | Command::MarkAll
        | Command::SnoozeDay
        | Command::SnoozeWeek
        | Command::SnoozeMonth
            if model.who().is_none() =>
        {
            "Nobody is chosen; a adds somebody."
        }
        Command::ShowPrompts if model.who().is_none() => "Add a stakeholder first: prompts are for somebody.",
        Command::WhoValues if model.plan().stakeholders.is_empty() => {
            "Add a stakeholder first: a gift is for somebody."
        }
        Command::Reframe if model.idea().is_none() => "No idea is chosen; i writes one down.",
        Command::GiveIdea if model.idea_to_give().is_none() => "No idea is waiting here; i writes one down.",
        Command::KeepPromise if model.promise().is_none() => "Nothing was promised on the chosen touch.",
        Command::SettleConflicts if model.plan().conflicts.is_empty() && !wants_decision(model) => "Nothing to settle.",
        Command::MergeCopies => return why_no_version(model).map(str::to_owned),
        Command::KeepDemo if !model.demo => "This is your own plan, not the demo.",
        Command::ListOther if model.plan().reflections.is_empty() && model.plan().proofs.is_empty() => {
            "No reflections and no proofs yet; A adds one."
        }
        Command::Read | Command::Edit | Command::EditText | Command::Copy | Command::Remove
            if model.at == Screen::Journal && model.journal.is_empty() =>
        {
            "No entry is chosen; n writes a reflection."
        }
        _ if model.at != Screen::Plan => return None,
        // Without a goal, editing it sets one.
        Command::Edit | Command::EditText if model.screen.focus == Pane::Goal => return None,
        Command::Edit | Command::EditText | Command::Remove => return chosen(model).map(str::to_owned),
        _ => return None,
    };
    Some(why.to_owned())
}

/// Why no command of the user's own can be run now; none where it can.
pub fn why_not_own(model: &Model) -> Option<&'static str> {
    if model.demo {
        return Some("The demo runs no commands of your own: it writes nothing.");
    }
    let covered = model.mask != Mask::Off;
    covered.then_some("Names and texts are covered: no command of your own is told them.")
}

/// Why no step can be marked.
fn step(model: &Model) -> Option<&'static str> {
    if model.lists_goals() {
        return Some("] shows one goal with its steps.");
    }
    match model.goal() {
        None => Some("There is no goal yet."),
        Some(goal) if goal.steps.is_empty() => Some("This goal has no steps yet; e adds some."),
        Some(_) => None,
    }
}

/// Why nothing in the focused pane can be opened or removed.
fn chosen(model: &Model) -> Option<&'static str> {
    match model.screen.focus {
        Pane::Goal if model.goal().is_none() => Some("There is no goal yet; a sets one."),
        Pane::Stakeholders if model.who().is_none() => Some("Nobody is chosen; a adds somebody."),
        Pane::Ideas if model.idea().is_none() => Some("No idea is chosen; a writes one down."),
        Pane::About if model.touch().is_none() => Some("No touch is chosen; t logs one."),
        _ => None,
    }
}

/// Whether a command changes the plan.
fn changes(command: Command) -> bool {
    matches!(
        command,
        Command::LogTouch
            | Command::NewIdea
            | Command::GiveIdea
            | Command::Reframe
            | Command::StepDone
            | Command::KeepPromise
            | Command::ThoughtOf
            | Command::RepeatLast
            | Command::Spread
            | Command::Edit
            | Command::EditText
            | Command::Add
            | Command::AddOther
            | Command::AddReflection
            | Command::Remove
            | Command::NoteStake
            | Command::SettleConflicts
            | Command::MergeCopies
            | Command::SnoozeDay
            | Command::SnoozeWeek
            | Command::SnoozeMonth
            | Command::Undo
            | Command::Redo
    )
}
