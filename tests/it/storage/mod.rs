//! The storage room from outside: whole plans, whole files, many hands.

mod bench;
mod failing;
mod file;
mod killed;
mod machines;
mod mistakes;
mod saving;
mod sharing;
