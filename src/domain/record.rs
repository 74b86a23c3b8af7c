//! Any record, and the key that names it.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{
    Conflict, ConflictId, Goal, GoalId, Idea, IdeaId, Ladder, Proof, ProofId, Reflection, ReflectionId, Review,
    ReviewId, Stakeholder, StakeholderId, Touch, TouchId,
};

/// The name of one record in a plan.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Key {
    /// The one ladder of seniority.
    Ladder,
    /// A goal.
    Goal(GoalId),
    /// A stakeholder.
    Stakeholder(StakeholderId),
    /// An idea.
    Idea(IdeaId),
    /// A touch.
    Touch(TouchId),
    /// A reflection.
    Reflection(ReflectionId),
    /// A proof.
    Proof(ProofId),
    /// The review of a day.
    Review(ReviewId),
    /// A value that lost in a merge.
    Conflict(ConflictId),
}

impl Key {
    /// What kind of record it names, as a word for a person.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Ladder => "ladder",
            Self::Goal(_) => "goal",
            Self::Stakeholder(_) => "stakeholder",
            Self::Idea(_) => "idea",
            Self::Touch(_) => "touch",
            Self::Reflection(_) => "reflection",
            Self::Proof(_) => "proof",
            Self::Review(_) => "review",
            Self::Conflict(_) => "conflict",
        }
    }

    /// The id of the record, empty for the ladder.
    pub fn id(&self) -> &str {
        match self {
            Self::Ladder => "",
            Self::Goal(id) => id.as_str(),
            Self::Stakeholder(id) => id.as_str(),
            Self::Idea(id) => id.as_str(),
            Self::Touch(id) => id.as_str(),
            Self::Reflection(id) => id.as_str(),
            Self::Proof(id) => id.as_str(),
            Self::Review(id) => id.as_str(),
            Self::Conflict(id) => id.as_str(),
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ladder => f.write_str("ladder"),
            other => write!(f, "{} {}", other.kind(), other.id()),
        }
    }
}

/// One record of any kind, cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Record {
    /// The ladder of seniority.
    Ladder(Arc<Ladder>),
    /// A goal.
    Goal(Arc<Goal>),
    /// A stakeholder.
    Stakeholder(Arc<Stakeholder>),
    /// An idea.
    Idea(Arc<Idea>),
    /// A touch.
    Touch(Arc<Touch>),
    /// A reflection.
    Reflection(Arc<Reflection>),
    /// A proof.
    Proof(Arc<Proof>),
    /// The review of a day.
    Review(Arc<Review>),
    /// A value that lost in a merge.
    Conflict(Arc<Conflict>),
}

impl Record {
    /// The key that names this record.
    pub fn key(&self) -> Key {
        match self {
            Self::Ladder(_) => Key::Ladder,
            Self::Goal(record) => Key::Goal(record.id.clone()),
            Self::Stakeholder(record) => Key::Stakeholder(record.id.clone()),
            Self::Idea(record) => Key::Idea(record.id.clone()),
            Self::Touch(record) => Key::Touch(record.id.clone()),
            Self::Reflection(record) => Key::Reflection(record.id.clone()),
            Self::Proof(record) => Key::Proof(record.id.clone()),
            Self::Review(record) => Key::Review(record.id.clone()),
            Self::Conflict(record) => Key::Conflict(record.id.clone()),
        }
    }
}

impl From<Ladder> for Record {
    fn from(record: Ladder) -> Self {
        Self::Ladder(Arc::new(record))
    }
}

impl From<Goal> for Record {
    fn from(record: Goal) -> Self {
        Self::Goal(Arc::new(record))
    }
}

impl From<Stakeholder> for Record {
    fn from(record: Stakeholder) -> Self {
        Self::Stakeholder(Arc::new(record))
    }
}

impl From<Idea> for Record {
    fn from(record: Idea) -> Self {
        Self::Idea(Arc::new(record))
    }
}

impl From<Touch> for Record {
    fn from(record: Touch) -> Self {
        Self::Touch(Arc::new(record))
    }
}

impl From<Reflection> for Record {
    fn from(record: Reflection) -> Self {
        Self::Reflection(Arc::new(record))
    }
}

impl From<Proof> for Record {
    fn from(record: Proof) -> Self {
        Self::Proof(Arc::new(record))
    }
}

impl From<Review> for Record {
    fn from(record: Review) -> Self {
        Self::Review(Arc::new(record))
    }
}

impl From<Conflict> for Record {
    fn from(record: Conflict) -> Self {
        Self::Conflict(Arc::new(record))
    }
}
