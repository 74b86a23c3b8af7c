//! What can happen to the screens, and what they can ask for.

use std::path::PathBuf;
use std::sync::Arc;

use super::reply::Ground;
use crate::domain::Records;
use crate::domain::merge::Joined;
use crate::error::Told;
use crate::keys::Chord;

/// What was done with the mouse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MouseKind {
    /// The left button went down.
    Click,
    /// It went down a second time on the same cell.
    Double,
    /// The mouse moved with the button held.
    Drag,
    /// The button was let go.
    Release,
    /// The wheel turned up.
    WheelUp,
    /// The wheel turned down.
    WheelDown,
}

/// Something done with the mouse, and where: column and row from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mouse {
    /// What was done.
    pub kind: MouseKind,
    /// The column.
    pub column: u16,
    /// The row.
    pub row: u16,
}

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(Chord),
    /// Something was done with the mouse.
    Mouse(Mouse),
    /// Text was pasted.
    Paste(String),
    /// The terminal has this many columns and rows now.
    Resize(u16, u16),
    /// Nobody has touched a key for as long as the user set.
    Away,
    /// The terminal was asked how bright its ground is, and has not said so in time.
    Unanswered,
    /// The plan was locked, because nobody has touched a key for as long as the user set.
    Locked,
    /// What came of the passphrase: nothing where it was the right one, else what to say.
    Opened(Option<String>),
    /// The terminal said how bright its ground is.
    Ground(Ground),
    /// The terminal came to the front.
    Focus,
    /// The disk was handed `sent` and now holds `agreed`.
    Agreed {
        /// What was handed to the saver.
        sent: Records,
        /// What the disk holds.
        agreed: Records,
        /// What there is to say about it, in plain words.
        notices: Vec<String>,
        /// Whether somebody else had changed the file.
        outside: bool,
    },
    /// A change could not be saved.
    NotSaved(Told),
    /// Other versions of the plan lie beside it, under these names.
    Beside(Vec<String>),
    /// What they would bring.
    Versions(Versions),
    /// A version that was taken in was put away, or could not be.
    PutAway {
        /// Where it lay.
        path: PathBuf,
        /// Where it is now, or why it stays.
        kept: Result<Option<PathBuf>, String>,
    },
    /// A command of the user's own has ended.
    Returned {
        /// What it is called.
        title: String,
        /// Why all is not well, if it is not.
        ended: Result<(), String>,
    },
    /// The editor has ended.
    Written(Written),
    /// What is being written cannot be kept as a draft, and why.
    NoDraft(Told),
    /// The program is asked to end, by a signal or because the terminal is gone.
    Ended,
    /// Another day began while the program was open.
    Day(crate::domain::Day),
}

/// Other versions of the plan, read.
#[derive(Clone, Debug, Default)]
pub struct Versions {
    /// Each with what it comes to with ours.
    pub readable: Vec<(PathBuf, Arc<Joined>)>,
    /// Those that cannot be read, and why.
    pub unread: Vec<(PathBuf, String)>,
}

/// What came of a text that was handed to an editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// This is it now.
    Text(String),
    /// What the editor left is no text, and why. It is kept until [`Effect::DropEditor`].
    Unreadable(String),
    /// There was no editor or it failed, and what stands in the file all the same.
    Failed {
        /// Why, in plain words.
        why: String,
        /// What stands in the file.
        text: Option<String>,
    },
}

/// A command of the user's own, and what it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Errand {
    /// What it is called.
    pub title: String,
    /// The program and its arguments.
    pub run: Vec<String>,
    /// What is chosen, as variables for its environment.
    pub about: Vec<(&'static str, String)>,
}

/// What a user decided when asked about a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// Write a file that is gone again.
    WriteAnew,
    /// Let go what somebody removed from the file.
    TakeRemovals,
    /// Put back what somebody removed from the file.
    KeepRemoved,
}

/// Something only the outside can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Bring the disk up to date.
    Save,
    /// Save as the user decided when asked.
    SaveAs(Decision),
    /// Write the plan to this path as well.
    SaveElsewhere(String),
    /// Write the demo as the user's plan, where there is none.
    KeepDemo,
    /// Ask the terminal how bright its ground is.
    AskGround,
    /// See whether somebody else changed the file.
    Look,
    /// Read the versions that lie beside the plan, and join each with these records.
    ReadVersions(Records),
    /// Put the file of a version away that was taken in, if it still says this.
    PutAway(PathBuf, Records),
    /// Have the mouse reported, or let it go to the terminal.
    Mouse(bool),
    /// Draw everything anew.
    Redraw,
    /// Give the terminal back and stop until called again.
    Suspend,
    /// Put this text onto the clipboard.
    Copy(String),
    /// Run a command of the user's own.
    Run(Errand),
    /// Open this text in the user's editor.
    OpenEditor(String),
    /// Open what the editor left once more.
    EditAgain,
    /// What the editor left is of no use any more.
    DropEditor,
    /// End.
    Quit,
}
