//! Kinds of contribution.

use serde::{Deserialize, Serialize};

use super::word::Word;

/// The kind of a contribution, small to large as a rule. The first three suit anybody: attention, appreciation and
/// recognition are welcome whatever the closeness.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Gift {
    /// Follow their work and show that you noticed.
    Attention,
    /// Say thank you, and for what.
    Appreciation,
    /// Let others hear what they did well.
    Recognition,
    /// Pass on something learned that helps them.
    Insight,
    /// Tell of an experience they can use.
    Story,
    /// Take a piece of work off them.
    Help,
    /// Bring two people together.
    Introduction,
    /// Carry their message further.
    Amplify,
    /// Show who already has it in place, with what result.
    Proof,
    /// Ask them to something worth their time.
    Invitation,
    /// Ask for what only they can tell.
    Question,
}

/// How much a kind of contribution is as a rule: for whoever makes it, and for whoever is to accept it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Size {
    /// A few minutes, and nothing to answer for: attention, appreciation, recognition, amplify.
    Small,
    /// Something of one's own knowledge, or a thought of theirs: insight, story, proof, question.
    Middle,
    /// Time, work or one's own name: help, introduction, invitation.
    Large,
}

impl Gift {
    /// How much it is as a rule.
    pub fn size(self) -> Size {
        match self {
            Self::Attention | Self::Appreciation | Self::Recognition | Self::Amplify => Size::Small,
            Self::Insight | Self::Story | Self::Proof | Self::Question => Size::Middle,
            Self::Help | Self::Introduction | Self::Invitation => Size::Large,
        }
    }

    /// Whether it asks for something while it gives: a thought or their time.
    pub fn asks(self) -> bool {
        matches!(self, Self::Question | Self::Invitation)
    }
}

impl Word for Gift {
    const ALL: &'static [Self] = &[
        Self::Attention,
        Self::Appreciation,
        Self::Recognition,
        Self::Insight,
        Self::Story,
        Self::Help,
        Self::Introduction,
        Self::Amplify,
        Self::Proof,
        Self::Invitation,
        Self::Question,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Attention => "Attention",
            Self::Appreciation => "Appreciation",
            Self::Recognition => "Recognition",
            Self::Insight => "Insight",
            Self::Story => "Story",
            Self::Help => "Help",
            Self::Introduction => "Introduction",
            Self::Amplify => "Amplify",
            Self::Proof => "Proof",
            Self::Invitation => "Invitation",
            Self::Question => "Question",
        }
    }

    fn meaning(self) -> &'static str {
        match self {
            Self::Attention => "follow their work and show that you noticed",
            Self::Appreciation => "say thank you, and for what",
            Self::Recognition => "let others hear what they did well",
            Self::Insight => "pass on something learned that helps them",
            Self::Story => "tell of an experience they can use",
            Self::Help => "take a piece of work off them",
            Self::Introduction => "bring two people together",
            Self::Amplify => "carry their message further",
            Self::Proof => "show who already has it in place, with what result",
            Self::Invitation => "ask them to something worth their time",
            Self::Question => "ask for what only they can tell",
        }
    }
}

impl Gift {
    /// Two letters for it, no two gifts the same, where there is no room for the word.
    pub fn letters(self) -> &'static str {
        match self {
            Self::Attention => "At",
            Self::Appreciation => "Ap",
            Self::Recognition => "Re",
            Self::Insight => "Is",
            Self::Story => "St",
            Self::Help => "He",
            Self::Introduction => "In",
            Self::Amplify => "Am",
            Self::Proof => "Pr",
            Self::Invitation => "Iv",
            Self::Question => "Qu",
        }
    }
}
