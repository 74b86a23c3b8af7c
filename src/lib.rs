//! touchbase, a relationship planner for the terminal.
//!
//! This page is the map of the house. Three questions drive the program: what is my goal, who can help me, how can I
//! contribute, so that the relationship deepens? Everything the user keeps is one [`domain::Plan`] in one RON file.
//!
//! # Rooms
//!
//! | room | what lives there |
//! | --- | --- |
//! | [`domain`] | what a plan is: records, edits, merge, warmth; pure, no io, no clock |
//! | [`capture`] | words a person types become days, names and kinds; pure |
//! | [`session`] | the open plan, its undo history, what the disk last agreed to |
//! | [`report`] | a page to hand on: goal, coverage, grid, progress, next steps; pure |
//! | [`storage`] | the disk: format, atomic save, lock, backups, watching |
//! | [`config`] | what the user likes otherwise: theme, keys; read, never written |
//! | [`keys`] | what a user can ask for and by which key |
//! | [`cli`] | talking to scripts |
//! | [`tui`] | talking to a person |
//! | [`edge`] | the day it is, new ids, the user's editor, a last word when something breaks |
//! | [`error`] | what a user is told when something goes wrong |
//!
//! # Who may use whom
//!
//! `main -> cli, tui`; `cli, tui -> session, config, keys, capture, domain` and never each other; `tui/runtime.rs` and `cli` are
//! the only doors to `storage`, `cli` the one to `report`; `session, storage, capture, report -> domain`; `config -> keys, domain`. A test holds this.
//!
//! # How data flows
//!
//! A key becomes a [`keys`] command, the command becomes edits, and [`domain::Edit`] is the only thing that changes a
//! plan. The session keeps the edits that take it back; the saver carries the plan to the disk, merges what changed
//! there, and answers with what both now agree on. Drawing reads the model and changes nothing.

pub mod capture;
pub mod cli;
pub mod config;
pub mod domain;
pub mod edge;
pub mod error;
pub mod keys;
pub mod report;
pub mod session;
pub mod storage;
pub mod tui;
