//! Talking to a person: the terminal, what comes in from it, and what is drawn on it.

pub mod events;
pub mod inbox;
pub mod panic;
pub mod signals;
pub mod terminal;
pub mod widgets;
