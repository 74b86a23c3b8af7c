//! What can happen to the screens, and what they can ask for.

use crate::domain::Records;
use crate::error::Told;
use crate::keys::Chord;

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(Chord),
    /// Text was pasted.
    Paste(String),
    /// The terminal has this many columns and rows now.
    Resize(u16, u16),
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
    /// The program is asked to end, by a signal or because the terminal is gone.
    Ended,
    /// Another day began while the program was open.
    Day(crate::domain::Day),
}

/// Something only the outside can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Bring the disk up to date.
    Save,
    /// Save even though the file that was there is gone.
    SaveAnew,
    /// Write the plan to this path as well.
    SaveElsewhere(String),
    /// See whether somebody else changed the file.
    Look,
    /// Draw everything anew.
    Redraw,
    /// Give the terminal back and stop until called again.
    Suspend,
    /// End.
    Quit,
}
