//! Everything a user can ask for, each thing once.
//!
//! Adding a command touches three places: the variant here and its [`Entry`] in `catalogue.rs`, its keys in `bindings.rs`,
//! and the arm in the screen that carries it out. Help, footers and the reference follow by themselves.

use super::catalogue::CATALOGUE;
use super::context::Context;

/// Something a user can ask for. What each one does stands in [`CATALOGUE`], in the same order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the catalogue below says what each one does")]
pub enum Command {
    ShowPlan,
    ShowReview,
    ShowJournal,
    ShowNetwork,
    ShowProgress,
    MoveDown,
    MoveUp,
    MoveTop,
    MoveBottom,
    HalfPageDown,
    HalfPageUp,
    EarlierDay,
    LaterDay,
    EarlierMonth,
    LaterMonth,
    NextPane,
    PreviousPane,
    MoveLeft,
    MoveRight,
    NextView,
    NextGoal,
    PreviousGoal,
    LogTouch,
    NewIdea,
    GiveIdea,
    Reframe,
    ShowPrompts,
    TakePrompt,
    MorePrompts,
    WhoValues,
    AddForThem,
    GiveThem,
    StepDone,
    KeepPromise,
    ThoughtOf,
    RepeatLast,
    NextCard,
    PreviousCard,
    MoreCards,
    Spread,
    FeelBetter,
    FeelWorse,
    Explain,
    ListPromises,
    Open,
    Read,
    Edit,
    EditText,
    Copy,
    Add,
    AddOther,
    AddReflection,
    ListOther,
    Remove,
    NoteStake,
    SettleConflicts,
    MergeCopies,
    SnoozeDay,
    SnoozeWeek,
    SnoozeMonth,
    Mark,
    MarkAll,
    CycleSort,
    ShowFigures,
    Filter,
    Find,
    FindKeep,
    FindClear,
    Undo,
    Redo,
    SaveNow,
    KeepDemo,
    NextField,
    PreviousField,
    NextChoice,
    PreviousChoice,
    NewLine,
    CompleteWord,
    CompleteBack,
    AllFields,
    SaveForm,
    CancelForm,
    DropChanges,
    Choose,
    ChooseNumber,
    RetrySave,
    SaveElsewhere,
    LeaveAnyway,
    KeepRemoved,
    TakeRemovals,
    TakeVersion,
    NextQuestion,
    SkipWelcome,
    Back,
    ShowHelp,
    FindCommand,
    ToggleMask,
    ToggleMouse,
    Redraw,
    Suspend,
    Quit,
}

/// What belongs together in help and reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Moving the selection and the focus.
    Moving,
    /// What one does with goals, stakeholders, ideas and touches.
    Plan,
    /// Going through the day's queue.
    Review,
    /// Sorting and finding.
    Looking,
    /// Taking back, and getting it onto the disk.
    Saving,
    /// Filling in a form.
    Forms,
    /// Answering a question or picking from a list.
    Answers,
    /// The program itself.
    Program,
}

impl Group {
    /// Every group, in the order of help and reference.
    pub const ALL: [Self; 8] = [
        Self::Plan,
        Self::Review,
        Self::Moving,
        Self::Looking,
        Self::Saving,
        Self::Forms,
        Self::Answers,
        Self::Program,
    ];

    /// The heading over the group.
    pub fn title(self) -> &'static str {
        match self {
            Self::Moving => "Moving about",
            Self::Plan => "Goals, stakeholders, ideas",
            Self::Review => "The review",
            Self::Looking => "Sorting and finding",
            Self::Saving => "Undo and saving",
            Self::Forms => "Forms",
            Self::Answers => "Lists and questions",
            Self::Program => "The program",
        }
    }
}

/// One command as the user meets it.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The command.
    pub command: Command,
    /// Its name in files and on the command line.
    pub id: &'static str,
    /// One or two words for the footer.
    pub title: &'static str,
    /// One sentence for help.
    pub help: &'static str,
    /// Where it stands in help.
    pub group: Group,
    /// The contexts in which it applies; contexts that inherit from these have it too. Where there are none it is found
    /// by its name only.
    pub contexts: &'static [Context],
}

impl Command {
    /// How the user meets this command.
    pub fn entry(self) -> &'static Entry {
        // The catalogue stands in the order of the enum; a test holds this.
        &CATALOGUE[self as usize]
    }

    /// The command with this name.
    pub fn from_id(id: &str) -> Option<Self> {
        CATALOGUE.iter().find(|entry| entry.id == id).map(|entry| entry.command)
    }
}
