//! Lines of the journal about myself.

use serde::{Deserialize, Serialize};

use super::{Day, ReflectionId};

/// A dated journal line about myself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reflection {
    /// A ULID.
    pub id: ReflectionId,
    /// The day it is about.
    pub on: Day,
    /// How it felt, -2 to 2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feeling: Option<i8>,
    /// What I noticed; may have several lines.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}
