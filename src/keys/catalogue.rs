//! The catalogue: how the user meets each command.

use super::command::{Command, Entry, Group};
use super::context::Context::{
    self, About, Capture, Choice, Confirm, Find, Form, Global, Goals, Help, HelpFind, Ideas, Line, Loss, Network,
    Palette, Pick, Plan, Screen, Stakeholders, Text, Unsaved, Welcome,
};

/// Every command, in the order of [`Command`].
pub static CATALOGUE: &[Entry] = &[
    entry(Command::ShowPlan, "show-plan", "plan", "Shows the Plan screen.", Group::Moving, &[Screen]),
    entry(
        Command::ShowReview,
        "show-review",
        "review",
        "Starts today's review, or goes on with it.",
        Group::Moving,
        &[Screen],
    ),
    entry(Command::ShowJournal, "show-journal", "journal", "Shows the Journal screen.", Group::Moving, &[Screen]),
    entry(Command::ShowNetwork, "show-network", "network", "Shows the Network screen.", Group::Moving, &[Screen]),
    entry(Command::ShowProgress, "show-progress", "progress", "Shows the Progress screen.", Group::Moving, &[Screen]),
    entry(Command::MoveDown, "move-down", "down", "Moves down.", Group::Moving, &[Screen, Find, Help, Palette, Pick]),
    entry(Command::MoveUp, "move-up", "up", "Moves up.", Group::Moving, &[Screen, Find, Help, Palette, Pick]),
    entry(Command::MoveTop, "move-top", "top", "Goes to the first line.", Group::Moving, &[Screen, Help]),
    entry(Command::MoveBottom, "move-bottom", "bottom", "Goes to the last line.", Group::Moving, &[Screen, Help]),
    entry(
        Command::HalfPageDown,
        "half-page-down",
        "page down",
        "Moves down by half a page.",
        Group::Moving,
        &[Screen, Help],
    ),
    entry(Command::HalfPageUp, "half-page-up", "page up", "Moves up by half a page.", Group::Moving, &[Screen, Help]),
    entry(Command::NextPane, "next-pane", "next pane", "Goes to the next pane.", Group::Moving, &[Plan, Network]),
    entry(
        Command::PreviousPane,
        "previous-pane",
        "previous pane",
        "Goes to the previous pane.",
        Group::Moving,
        &[Plan, Network],
    ),
    entry(Command::MoveLeft, "move-left", "left", "Moves to the left.", Group::Moving, &[Network]),
    entry(Command::MoveRight, "move-right", "right", "Moves to the right.", Group::Moving, &[Network]),
    entry(
        Command::NextView,
        "next-view",
        "view",
        "Looks at the network in the next way: coverage, influence by interest, stance now and wanted.",
        Group::Looking,
        &[Network],
    ),
    entry(Command::NextGoal, "next-goal", "next goal", "Shows the next goal.", Group::Moving, &[Screen]),
    entry(
        Command::PreviousGoal,
        "previous-goal",
        "previous goal",
        "Shows the previous goal.",
        Group::Moving,
        &[Screen],
    ),
    entry(
        Command::LogTouch,
        "log-touch",
        "touch",
        "Notes that you were in touch with the selected stakeholder.",
        Group::Plan,
        &[Plan, Network],
    ),
    entry(
        Command::NewIdea,
        "new-idea",
        "idea",
        "Notes an idea for contributing to the selected stakeholder.",
        Group::Plan,
        &[Plan, Network],
    ),
    entry(
        Command::GiveIdea,
        "give-idea",
        "given",
        "Marks an idea for the selected stakeholder as given, and logs the touch.",
        Group::Plan,
        &[Stakeholders, Ideas],
    ),
    entry(
        Command::StepDone,
        "step-done",
        "step done",
        "Marks the selected step as done, or as open again.",
        Group::Plan,
        &[Goals],
    ),
    entry(
        Command::KeepPromise,
        "keep-promise",
        "promise kept",
        "Marks what was promised on the selected touch as kept, or as open again.",
        Group::Plan,
        &[About],
    ),
    entry(
        Command::Open,
        "open",
        "who",
        "Shows who is here; Enter on one of them goes to that stakeholder.",
        Group::Plan,
        &[Network],
    ),
    entry(Command::Edit, "edit", "edit", "Opens what is selected, to read and change it.", Group::Plan, &[Plan]),
    entry(
        Command::EditText,
        "edit-text",
        "editor",
        "Opens the text in your editor: $VISUAL, or else $EDITOR.",
        Group::Plan,
        &[Plan, Line, Text],
    ),
    entry(
        Command::Copy,
        "copy",
        "copy",
        "Copies what is selected through the terminal; in tmux with `set -g set-clipboard on`.",
        Group::Plan,
        &[Plan],
    ),
    entry(Command::Add, "add", "add", "Adds what belongs in this pane.", Group::Plan, &[Plan, Network]),
    entry(
        Command::AddOther,
        "add-other",
        "add other",
        "Asks what to add: a goal, a stakeholder, an idea, a touch, a reflection or a proof.",
        Group::Plan,
        &[Screen],
    ),
    entry(
        Command::AddReflection,
        "add-reflection",
        "reflect",
        "Writes a line about yourself into the journal.",
        Group::Plan,
        &[Plan],
    ),
    entry(
        Command::ListOther,
        "list-other",
        "list other",
        "Lists the reflections and proofs, to read, change or remove them.",
        Group::Plan,
        &[Plan],
    ),
    entry(
        Command::Remove,
        "remove",
        "remove",
        "Removes what is selected; undo brings it back.",
        Group::Plan,
        &[Plan, Pick],
    ),
    entry(
        Command::NoteStake,
        "note-stake",
        "stake",
        "Notes what the selected stakeholder is to this goal.",
        Group::Plan,
        &[Plan, Network],
    ),
    entry(
        Command::SettleConflicts,
        "settle-conflicts",
        "settle",
        "Lists what was changed in two places at once, to keep one value or the other.",
        Group::Saving,
        &[Screen],
    ),
    entry(
        Command::SnoozeDay,
        "snooze-day",
        "a day",
        "Lets the selected stakeholder rest for a day.",
        Group::Plan,
        &[Plan],
    ),
    entry(
        Command::SnoozeWeek,
        "snooze-week",
        "a week",
        "Lets the selected stakeholder rest for a week.",
        Group::Plan,
        &[Plan],
    ),
    entry(
        Command::SnoozeMonth,
        "snooze-month",
        "a month",
        "Lets the selected stakeholder rest for a month.",
        Group::Plan,
        &[Plan],
    ),
    entry(
        Command::Mark,
        "mark",
        "mark",
        "Marks the selected stakeholder; the next command is about all who are marked.",
        Group::Plan,
        &[Stakeholders],
    ),
    entry(
        Command::MarkAll,
        "mark-all",
        "mark all",
        "Marks everybody listed, or takes all marks away.",
        Group::Plan,
        &[Stakeholders],
    ),
    entry(Command::CycleSort, "cycle-sort", "sort", "Sorts the stakeholders in the next way.", Group::Looking, &[Plan]),
    entry(
        Command::Filter,
        "filter",
        "filter",
        "Narrows the list to those who are due, senior, sceptical or tagged.",
        Group::Looking,
        &[Plan],
    ),
    entry(
        Command::Find,
        "find",
        "find",
        "Shows only what matches what you type: stakeholders, or keys.",
        Group::Looking,
        &[Plan, Help],
    ),
    entry(
        Command::FindKeep,
        "find-keep",
        "keep",
        "Goes back to the list and keeps the match.",
        Group::Looking,
        &[Find, HelpFind],
    ),
    entry(Command::FindClear, "find-clear", "show all", "Shows everything again.", Group::Looking, &[Find, HelpFind]),
    entry(Command::Undo, "undo", "undo", "Takes back the last change.", Group::Saving, &[Screen]),
    entry(Command::Redo, "redo", "redo", "Makes the change again that was taken back.", Group::Saving, &[Screen]),
    entry(Command::SaveNow, "save-now", "save", "Saves now, or tries again if it failed.", Group::Saving, &[Screen]),
    entry(
        Command::KeepDemo,
        "keep-demo",
        "keep the demo",
        "Keeps the demo as your plan, where you have none yet.",
        Group::Saving,
        &[],
    ),
    entry(Command::NextField, "next-field", "next", "Goes to the next field.", Group::Forms, &[Form, Line, Choice]),
    entry(
        Command::PreviousField,
        "previous-field",
        "previous",
        "Goes to the previous field.",
        Group::Forms,
        &[Form, Line, Choice],
    ),
    entry(Command::NextChoice, "next-choice", "change", "Takes the next word on offer.", Group::Forms, &[Choice]),
    entry(
        Command::PreviousChoice,
        "previous-choice",
        "change back",
        "Takes the previous word on offer.",
        Group::Forms,
        &[Choice],
    ),
    entry(Command::NewLine, "new-line", "new line", "Begins a new line.", Group::Forms, &[Text]),
    entry(
        Command::CompleteWord,
        "complete",
        "complete",
        "Puts a name, an organisation, a tag or a gift in the place of what was begun; again for the next.",
        Group::Forms,
        &[Capture],
    ),
    entry(
        Command::CompleteBack,
        "complete-back",
        "complete back",
        "Puts the one before in its place.",
        Group::Forms,
        &[Capture],
    ),
    entry(
        Command::AllFields,
        "all-fields",
        "all fields",
        "Goes on in the form, with everything that was understood so far.",
        Group::Forms,
        &[Capture],
    ),
    entry(
        Command::SaveForm,
        "save-form",
        "save",
        "Keeps what was typed, as one change.",
        Group::Forms,
        &[Capture, Form, Line, Text, Choice, Unsaved],
    ),
    entry(
        Command::CancelForm,
        "cancel-form",
        "cancel",
        "Leaves it; asks first if something would be lost.",
        Group::Forms,
        &[Capture, Form],
    ),
    entry(
        Command::DropChanges,
        "drop-changes",
        "drop",
        "Leaves the form without what was changed in it.",
        Group::Forms,
        &[Unsaved],
    ),
    entry(Command::Choose, "choose", "choose", "Takes the selected line.", Group::Answers, &[Palette, Pick]),
    entry(
        Command::ChooseNumber,
        "choose-number",
        "choose",
        "Takes the line with that number.",
        Group::Answers,
        &[Pick],
    ),
    entry(Command::RetrySave, "retry-save", "try again", "Tries to save once more.", Group::Answers, &[Confirm]),
    entry(
        Command::SaveElsewhere,
        "save-elsewhere",
        "save elsewhere",
        "Saves a copy of the plan in another place.",
        Group::Answers,
        &[Confirm],
    ),
    entry(
        Command::LeaveAnyway,
        "leave-anyway",
        "leave anyway",
        "Quits without the changes that could not be saved.",
        Group::Answers,
        &[Confirm],
    ),
    entry(
        Command::KeepRemoved,
        "keep-removed",
        "keep it",
        "Puts back into the file what somebody else removed from it.",
        Group::Answers,
        &[Loss],
    ),
    entry(
        Command::TakeRemovals,
        "take-removals",
        "let it go",
        "Lets go here, too, what somebody else removed from the file.",
        Group::Answers,
        &[Loss],
    ),
    entry(Command::NextQuestion, "next-question", "next", "Keeps the answer and goes on.", Group::Answers, &[Welcome]),
    entry(
        Command::SkipWelcome,
        "skip-welcome",
        "skip",
        "Skips the questions and opens the plan.",
        Group::Answers,
        &[Welcome],
    ),
    entry(
        Command::Back,
        "back",
        "back",
        "Goes back to where you were.",
        Group::Program,
        &[Screen, Help, Palette, Pick, Unsaved, Confirm, Loss],
    ),
    entry(Command::ShowHelp, "help", "help", "Shows the keys that work here.", Group::Program, &[Global, Screen]),
    entry(
        Command::FindCommand,
        "commands",
        "commands",
        "Finds any command by its name, by another word for it, or by its key.",
        Group::Program,
        &[Screen],
    ),
    entry(
        Command::ToggleMask,
        "toggle-mask",
        "mask",
        "Covers names and texts, for a shared screen, or shows them again.",
        Group::Program,
        &[Global, Screen],
    ),
    entry(
        Command::ToggleMouse,
        "toggle-mouse",
        "mouse",
        "Lets the mouse go, so that it selects text as elsewhere, or takes it again.",
        Group::Program,
        &[],
    ),
    entry(Command::Redraw, "redraw", "redraw", "Draws the screen afresh.", Group::Program, &[Global]),
    entry(
        Command::Suspend,
        "suspend",
        "suspend",
        "Goes back to the shell; `fg` returns here.",
        Group::Program,
        &[Global],
    ),
    entry(Command::Quit, "quit", "quit", "Saves and leaves.", Group::Program, &[Screen, Welcome]),
];

/// Keeps the table above to one line a command where it fits.
const fn entry(
    command: Command,
    id: &'static str,
    title: &'static str,
    help: &'static str,
    group: Group,
    contexts: &'static [Context],
) -> Entry {
    Entry { command, id, title, help, group, contexts }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_catalogue_stands_in_the_order_of_the_enum() {
        for (place, entry) in CATALOGUE.iter().enumerate() {
            assert_eq!(entry.command as usize, place, "{}", entry.id);
            assert_eq!(entry.command.entry().id, entry.id);
            assert_eq!(Command::from_id(entry.id), Some(entry.command));
        }
        assert_eq!(Command::Quit as usize + 1, CATALOGUE.len(), "every command stands in the catalogue");
    }

    #[test]
    fn ids_are_unique_and_kebab_case() {
        let ids: BTreeSet<_> = CATALOGUE.iter().map(|entry| entry.id).collect();
        assert_eq!(ids.len(), CATALOGUE.len());
        assert!(ids.iter().all(|id| id.chars().all(|c| c.is_ascii_lowercase() || c == '-')));
    }

    #[test]
    fn every_entry_has_a_short_title_a_sentence_and_a_place() {
        for entry in CATALOGUE {
            assert!(!entry.title.is_empty() && entry.title.len() <= 15, "{}", entry.id);
            assert!(entry.help.ends_with('.') && entry.help.starts_with(char::is_uppercase), "{}", entry.id);
            assert!(!entry.help.contains('!'), "{}", entry.id);
            assert!(Group::ALL.contains(&entry.group));
        }
    }
}
