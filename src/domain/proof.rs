//! Social proof: who already has it in place.

use serde::{Deserialize, Serialize};

use super::ProofId;

/// Who already has it in place, with what result, and whether they may be named.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// A ULID.
    pub id: ProofId,
    /// The organisation that has it.
    pub org: String,
    /// What they have in place.
    pub what: String,
    /// What came of it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub result: String,
    /// Whether they may be named.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub quotable: bool,
}
