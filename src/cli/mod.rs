//! Talking to scripts.
//!
//! One file per verb, and one printer for all of them. Nothing here knows the screens.
