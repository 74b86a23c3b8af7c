//! The storage room.

pub mod atomic;
pub mod disk;
pub mod fault;
pub mod lock;
pub mod paths;
pub mod target;
pub mod watch;
