//! Contacts: one dated touch with one or more stakeholders.

use serde::{Deserialize, Serialize};

use super::word::Word;
use super::{Day, Gift, Id, Idea, IdeaId, Identified, StakeholderIds, TouchId};

/// One dated contact with one or more stakeholders.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Touch {
    /// A ULID.
    pub id: TouchId,
    /// The day of the contact.
    pub on: Day,
    /// Everybody who was there, in the order given.
    pub with: StakeholderIds,
    /// How it happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<Channel>,
    /// What was given, if anything was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gift: Option<Gift>,
    /// The idea this carried out. An idea counts as given when a touch refers to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub idea: Option<Box<IdeaId>>,
    /// What was said and done; may have several lines.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// How they took it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response: Option<Response>,
    /// What was promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow_up: Option<Box<FollowUp>>,
}

impl Identified for Touch {
    fn id(&self) -> &Id<Self> {
        &self.id
    }
}

impl Touch {
    /// A touch of which only the day and the people are known.
    pub fn new(id: TouchId, on: Day, with: impl Into<StakeholderIds>) -> Self {
        let with = with.into();
        let note = String::new();
        Self { id, on, with, via: None, gift: None, idea: None, note, response: None, follow_up: None }
    }

    /// The touch that gives an idea: to whom it was for, with its gift, in its words.
    pub fn giving(id: TouchId, on: Day, idea: &Idea) -> Self {
        let gives = Some(Box::new(idea.id.clone()));
        Self { gift: idea.gift, idea: gives, note: idea.text.clone(), ..Self::new(id, on, idea.to.clone()) }
    }
}

/// A promise made on a touch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// The day by which it was promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Day>,
    /// What was promised.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The day it was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<Day>,
}

/// How a contact happens, and what kind a person's handle is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Channel {
    /// Face to face.
    InPerson,
    /// A video call.
    Video,
    /// A phone call.
    Phone,
    /// An e-mail.
    Email,
    /// A chat message.
    Chat,
    /// A social network.
    Social,
    /// A talk, a meeting of many, a conference.
    Event,
    /// A letter or a card.
    Letter,
    /// A page on the web.
    Web,
}

impl Word for Channel {
    const ALL: &'static [Self] = &[
        Self::InPerson,
        Self::Video,
        Self::Phone,
        Self::Email,
        Self::Chat,
        Self::Social,
        Self::Event,
        Self::Letter,
        Self::Web,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::InPerson => "InPerson",
            Self::Video => "Video",
            Self::Phone => "Phone",
            Self::Email => "Email",
            Self::Chat => "Chat",
            Self::Social => "Social",
            Self::Event => "Event",
            Self::Letter => "Letter",
            Self::Web => "Web",
        }
    }

    fn meaning(self) -> &'static str {
        match self {
            Self::InPerson => "face to face",
            Self::Video => "a video call",
            Self::Phone => "a phone call",
            Self::Email => "an e-mail",
            Self::Chat => "a chat message",
            Self::Social => "a social network",
            Self::Event => "a talk, a meeting of many, a conference",
            Self::Letter => "a letter or a card",
            Self::Web => "a page on the web",
        }
    }
}

/// How a contribution was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Response {
    /// No answer came.
    Silent,
    /// A cool answer.
    Cool,
    /// Neither warm nor cool.
    Neutral,
    /// A warm answer.
    Warm,
}

impl Word for Response {
    const ALL: &'static [Self] = &[Self::Silent, Self::Cool, Self::Neutral, Self::Warm];

    fn word(self) -> &'static str {
        match self {
            Self::Silent => "Silent",
            Self::Cool => "Cool",
            Self::Neutral => "Neutral",
            Self::Warm => "Warm",
        }
    }

    fn meaning(self) -> &'static str {
        match self {
            Self::Silent => "no answer came",
            Self::Cool => "a cool answer",
            Self::Neutral => "neither warm nor cool",
            Self::Warm => "a warm answer",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_touch_takes_no_more_room_than_it_must() {
        // With the counter it is shared by and what the allocator notes about it, 144 bytes: 28 of them on a page.
        assert!(size_of::<Touch>() <= 120, "{}", size_of::<Touch>());
    }
}
