//! The whole program in a pseudo terminal: typed at, killed, edited behind its back, squeezed and lied to.
//!
//! Every file is one way to make it lose something; `bench` holds the tools. What was reported as saved, or typed when
//! the end came, has to be in the file afterwards.

pub mod bench;
mod copied;
mod drafts;
mod edited;
mod editor;
mod encodings;
mod first_run;
pub mod hostile;
mod keystrokes;
mod killed;
mod mouse;
mod own;
mod random;
mod review;
mod signals;
mod sizes;
mod slow;
mod suspend;
mod together;
