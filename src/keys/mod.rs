//! What a user can ask for, and by which key.
//!
//! Begin with [`command`], and with the [`CATALOGUE`] in which every command stands once, with its title, its sentence for
//! help and the contexts where it applies. [`context`] is where the user is; `bindings` says which keys ask for what there;
//! [`Keymap`] turns presses into commands and commands into the keys to show. [`own`] adds the user's
//! own commands, which are programs. Footers, help and `assets/keys.md`
//! ([`mod@reference`]) all come from these tables, so that none of them can be wrong.
//!
//! Nothing here knows a screen, a terminal or a plan: a [`Chord`] is our own word for a press, and carrying a command
//! out is the business of the one who asked.

mod bindings;
mod catalogue;
pub mod chord;
pub mod command;
pub mod context;
pub mod keymap;
pub mod own;
pub mod patch;
pub mod reference;
pub mod search;

pub use catalogue::CATALOGUE;
pub use chord::{Chord, Key};
pub use command::{Command, Entry, Group};
pub use context::Context;
pub use keymap::{Hint, Keymap, Resolved};
pub use own::Own;
pub use patch::Patch;
