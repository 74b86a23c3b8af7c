//! The only thing that changes a plan.

use super::{Key, Record};

/// One change to a plan. Applying it returns the edit that takes it back ([`super::Plan::apply`]).
///
/// The screens, the command line, importers, undo and merge all speak in edits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// The record stands in the plan from now on, in place of one with the same key.
    Put(Record),
    /// The record with this key is gone. Where there is none, nothing happens.
    Remove(Key),
}

impl Edit {
    /// The edit that puts this record.
    pub fn put(record: impl Into<Record>) -> Self {
        Self::Put(record.into())
    }

    /// The key of the record it is about.
    pub fn key(&self) -> Key {
        match self {
            Self::Put(record) => record.key(),
            Self::Remove(key) => key.clone(),
        }
    }
}
