//! Contributions that could be made.

use serde::{Deserialize, Serialize};

use super::gift::Size;
use super::{Closeness, Day, Gift, GoalId, Id, IdeaId, Identified, StakeholderIds};

/// A contribution that could be made to someone: a gift, in their terms.
///
/// Whether it was given is not stored: it was when a touch refers to it ([`super::Plan::given_on`]).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Idea {
    /// A ULID.
    pub id: IdeaId,
    /// For whom.
    pub to: StakeholderIds,
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

impl Identified for Idea {
    fn id(&self) -> &Id<Self> {
        &self.id
    }
}

impl Idea {
    /// An idea of which only the words are known, and for whom it is.
    pub fn new(id: IdeaId, to: impl Into<StakeholderIds>, text: impl Into<String>) -> Self {
        let to = to.into();
        let for_them = String::new();
        Self { id, to, goal: None, gift: None, text: text.into(), for_them, effort: None, by: None }
    }
}

/// The most minutes of mine that feel natural at a closeness, 0 to 5. A large favour to somebody who hardly knows me is a
/// debt to them; between people who turn to each other as a habit there is no such limit.
const NATURAL: [u32; 4] = [15, 30, 60, 240];

/// Whether a contribution is larger than the closeness makes natural. Without an effort the kind of gift says how large:
/// 5 minutes, 20 or 60.
pub fn outsizes(gift: Option<Gift>, effort: Option<u32>, closeness: Closeness) -> bool {
    let usual = gift.map(|gift| match gift.size() {
        Size::Small => 5,
        Size::Middle => 20,
        Size::Large => 60,
    });
    let natural = NATURAL.get(closeness.step()).copied().unwrap_or(u32::MAX);
    effort.or(usual).is_some_and(|minutes| minutes > natural)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_natural_grows_with_the_closeness() {
        let large = |effort, closeness| outsizes(Some(Gift::Help), effort, closeness);
        assert!(large(None, Closeness::Unaware) && large(None, Closeness::Connected));
        assert!(!large(None, Closeness::Exchanged) && !large(Some(10), Closeness::Unaware));
        assert!(large(Some(90), Closeness::Exchanged) && !large(Some(2000), Closeness::Trusted));
        assert!(!outsizes(Some(Gift::Attention), None, Closeness::Unaware));
        assert!(!outsizes(None, None, Closeness::Unaware) && outsizes(None, Some(16), Closeness::Unaware));
    }
}
