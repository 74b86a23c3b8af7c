//! Contributions that could be made.

use serde::{Deserialize, Serialize};

use super::{Day, Gift, GoalId, IdeaId, StakeholderId};

/// A contribution that could be made to someone: a gift, in their terms.
///
/// Whether it was given is not stored: it was when a touch refers to it ([`super::Plan::given_on`]).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Idea {
    /// A ULID.
    pub id: IdeaId,
    /// For whom.
    pub to: Vec<StakeholderId>,
    /// The goal it serves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goal: Option<GoalId>,
    /// The kind of contribution.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gift: Option<Gift>,
    /// What could be done.
    pub text: String,
    /// What is in it for them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub for_them: String,
    /// My effort in minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effort: Option<u32>,
    /// The day it should be given by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Day>,
}

impl Idea {
    /// An idea of which only the words are known, and for whom it is.
    pub fn new(id: IdeaId, to: Vec<StakeholderId>, text: impl Into<String>) -> Self {
        let for_them = String::new();
        Self { id, to, goal: None, gift: None, text: text.into(), for_them, effort: None, by: None }
    }
}
