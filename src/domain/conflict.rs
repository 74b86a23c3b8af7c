//! Values that lost in a merge, kept where they can be seen.

use serde::{Deserialize, Serialize};

use super::{ConflictId, Id, Identified, Key};

/// Two writers gave one field two values; this is the one that did not stay.
///
/// It is kept in the plan until a person has looked at it: taking the lost value or dismissing it removes the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// Made from the other fields, so that two machines that merge the same things agree.
    pub id: ConflictId,
    /// The record that holds the value that stayed.
    pub about: Key,
    /// The field, with a dot for each step inside: `stakes.self-serve-data.stance`.
    pub field: String,
    /// The value that lost, as JSON text so that it can be put back exactly.
    pub lost: String,
}

impl Identified for Conflict {
    fn id(&self) -> &Id<Self> {
        &self.id
    }
}
