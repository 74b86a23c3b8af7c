//! Talking to a person: the terminal, what comes in from it, and what is drawn on it.
//!
//! Data flows one way. `runtime` turns what happens into a [`msg::Msg`]; [`update`] changes the [`model::Model`] and
//! may ask for an [`msg::Effect`]; [`view`] draws the model, and drawing changes nothing. Begin with `runtime::run`,
//! then [`update`].
//!
//! [`screen`] names the screens there are; `screens` are their pictures, `overlays` what lies over them, `forms` what is asked about a record; `widgets`
//! know nothing of plans. Only `terminal` and `events` know the terminal library, only `runtime` the disk. [`svg`] makes
//! of a drawn screen what the README shows.

pub mod able;
#[cfg(test)]
mod alike_tests;
#[cfg(test)]
mod asked_tests;
#[cfg(test)]
pub(crate) mod bench;
pub mod canvas;
pub mod clipboard;
pub mod draft;
pub mod events;
pub mod forms;
pub mod gate;
#[cfg(test)]
mod gate_tests;
#[cfg(test)]
mod giving_tests;
pub mod inbox;
#[cfg(test)]
mod join_tests;
pub mod journal;
#[cfg(test)]
mod journal_tests;
pub mod layout;
#[cfg(test)]
mod long_tests;
pub mod mask;
pub mod model;
pub mod msg;
pub mod network;
#[cfg(test)]
mod network_tests;
pub mod overlays;
#[cfg(test)]
mod own_tests;
pub mod progress;
#[cfg(test)]
mod progress_tests;
pub mod reply;
pub mod review_state;
#[cfg(test)]
mod review_stories;
pub mod runtime;
pub mod screen;
pub mod screens;
pub mod signals;
#[cfg(test)]
mod stories;
pub mod style;
pub mod svg;
pub mod terminal;
pub mod text;
pub mod told;
pub mod update;
pub mod view;
pub mod widgets;
