//! Parts of a screen that know nothing of plans: a field to write in, a word to choose, the window of a list, a border, and text
//! brought into a number of cells.
//!
//! Each keeps its own small state, takes a [`crate::keys::Chord`] or a plain call, and draws into a buffer without
//! changing. Begin reading with [`wrap`]: the others stand on it.

pub mod chart;
pub mod choice;
pub mod field;
pub mod frame;
pub mod ink;
pub mod window;
pub mod wrap;

pub use choice::Choice;
pub use field::{Field, FieldLook};
pub use window::Window;
