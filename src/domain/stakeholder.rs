//! The people who matter for a goal.

use litemap::LiteMap;
use serde::{Deserialize, Serialize};

use super::word::Word;
use super::{Channel, Day, GoalId, Id, Identified, Move, StakeholderId};

/// A person who can help or hinder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stakeholder {
    /// A slug of the name.
    pub id: StakeholderId,
    /// The name as they are called.
    pub name: String,
    /// What their card says.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// The organisation, division or team they belong to.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub org: String,
    /// Other names they go by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aka: Vec<String>,
    /// A rung of the plan's ladder; empty when not known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub seniority: String,
    /// How far the relationship has come.
    #[serde(default, skip_serializing_if = "Closeness::is_unaware")]
    pub closeness: Closeness,
    /// How far it should come.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closer_to: Option<Closeness>,
    /// How closeness moved, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<Move<Closeness>>,
    /// What they care about, in their own words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub cares_about: String,
    /// What they are to each goal.
    #[serde(default, skip_serializing_if = "LiteMap::is_empty")]
    pub stakes: LiteMap<GoalId, Stake>,
    /// Where they can be reached.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub handles: Vec<(Channel, String)>,
    /// How often to be in touch, in days; absent means the default of their seniority.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cadence: Option<u32>,
    /// Words to find them by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Who brought us together.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub introduced_by: Option<StakeholderId>,
    /// The day they were born; year 1 when only day and month are known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birthday: Option<Day>,
    /// The day they came into the plan; their first due day counts from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub added: Option<Day>,
    /// They rest until this day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snoozed: Option<Day>,
    /// Kept for the record, no longer asked about.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub archived: bool,
    /// Anything else worth knowing; may have several lines.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub notes: String,
}

impl Identified for Stakeholder {
    fn id(&self) -> &Id<Self> {
        &self.id
    }
}

impl Stakeholder {
    /// A stakeholder of whom only the name is known.
    pub fn named(id: StakeholderId, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            title: String::new(),
            org: String::new(),
            aka: Vec::new(),
            seniority: String::new(),
            closeness: Closeness::Unaware,
            closer_to: None,
            moves: Vec::new(),
            cares_about: String::new(),
            stakes: LiteMap::new(),
            handles: Vec::new(),
            cadence: None,
            tags: Vec::new(),
            introduced_by: None,
            birthday: None,
            added: None,
            snoozed: None,
            archived: false,
            notes: String::new(),
        }
    }
}

impl Stakeholder {
    /// Everything somebody is called: the name, then the other names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aka.iter().map(String::as_str))
    }

    /// The name for the middle of a sentence: the first word of a name in Latin letters, `Grace` for Grace Hopper.
    /// Elsewhere the family may come first, and behind `Dr.` or `van` comes no first name: then it is the whole name.
    pub fn called(&self) -> &str {
        let latin = |letter: char| !letter.is_alphabetic() || letter < '\u{250}';
        let first = self.name.split_whitespace().next().unwrap_or_default();
        let plain = first.starts_with(char::is_uppercase) && !first.ends_with(['.', ',']) && first.chars().count() > 1;
        if plain && self.name.chars().all(latin) { first } else { self.name.trim() }
    }
}

/// What a stakeholder is to one goal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stake {
    /// The part they play.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// How much they can move, 1 to 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub influence: Option<u8>,
    /// How much it concerns them, 1 to 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interest: Option<u8>,
    /// Where they stand now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stance: Option<Stance>,
    /// Where I would like them to stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wanted: Option<Stance>,
    /// How their stance moved, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moves: Vec<Move<Stance>>,
    /// Why they matter for this goal.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// How far a relationship has come, 0 to 5: from strangers to a person whose advice is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub enum Closeness {
    /// They have not heard of me.
    #[default]
    Unaware,
    /// There is some link between us.
    Connected,
    /// We have exchanged something.
    Exchanged,
    /// We have worked on something together.
    Collaborated,
    /// We turn to each other as a habit.
    Regular,
    /// Each is somebody the other trusts for advice.
    Trusted,
}

impl Word for Closeness {
    const ALL: &'static [Self] =
        &[Self::Unaware, Self::Connected, Self::Exchanged, Self::Collaborated, Self::Regular, Self::Trusted];

    fn word(self) -> &'static str {
        match self {
            Self::Unaware => "Unaware",
            Self::Connected => "Connected",
            Self::Exchanged => "Exchanged",
            Self::Collaborated => "Collaborated",
            Self::Regular => "Regular",
            Self::Trusted => "Trusted",
        }
    }

    fn meaning(self) -> &'static str {
        match self {
            Self::Unaware => "they have not heard of me",
            Self::Connected => "there is some link between us",
            Self::Exchanged => "we have exchanged something",
            Self::Collaborated => "we have worked on something together",
            Self::Regular => "we turn to each other as a habit",
            Self::Trusted => "each is somebody the other trusts for advice",
        }
    }
}

impl Closeness {
    /// The step from 0 (unaware) to 5 (trusted).
    pub fn step(self) -> usize {
        self as usize
    }

    /// Whether this is the first step, which is left out of the file. (By reference: serde asks so.)
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature serde calls")]
    fn is_unaware(&self) -> bool {
        *self == Self::Unaware
    }
}

/// Where a stakeholder stands towards a goal, from against to for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Stance {
    /// Works against it.
    Resistant,
    /// Doubts it.
    Sceptical,
    /// Has not taken sides.
    Neutral,
    /// Is for it.
    Supportive,
    /// Wins others over.
    Championing,
}

impl Word for Stance {
    const ALL: &'static [Self] =
        &[Self::Resistant, Self::Sceptical, Self::Neutral, Self::Supportive, Self::Championing];

    fn word(self) -> &'static str {
        match self {
            Self::Resistant => "Resistant",
            Self::Sceptical => "Sceptical",
            Self::Neutral => "Neutral",
            Self::Supportive => "Supportive",
            Self::Championing => "Championing",
        }
    }

    fn meaning(self) -> &'static str {
        match self {
            Self::Resistant => "works against it",
            Self::Sceptical => "doubts it",
            Self::Neutral => "has not taken sides",
            Self::Supportive => "is for it",
            Self::Championing => "wins others over",
        }
    }
}

/// The part a stakeholder plays for a goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    /// Backs it with their name or budget.
    Sponsor,
    /// Says yes or no.
    Decider,
    /// Is listened to by those who decide.
    Influencer,
    /// Knows what it takes.
    Expert,
    /// Opens or closes a door on the way.
    Gatekeeper,
    /// Gains when it succeeds.
    Beneficiary,
    /// Helps along.
    Ally,
}

impl Word for Role {
    const ALL: &'static [Self] = &[
        Self::Sponsor,
        Self::Decider,
        Self::Influencer,
        Self::Expert,
        Self::Gatekeeper,
        Self::Beneficiary,
        Self::Ally,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Sponsor => "Sponsor",
            Self::Decider => "Decider",
            Self::Influencer => "Influencer",
            Self::Expert => "Expert",
            Self::Gatekeeper => "Gatekeeper",
            Self::Beneficiary => "Beneficiary",
            Self::Ally => "Ally",
        }
    }

    fn meaning(self) -> &'static str {
        match self {
            Self::Sponsor => "backs it with their name or budget",
            Self::Decider => "says yes or no",
            Self::Influencer => "is listened to by those who decide",
            Self::Expert => "knows what it takes",
            Self::Gatekeeper => "opens or closes a door on the way",
            Self::Beneficiary => "gains when it succeeds",
            Self::Ally => "helps along",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_called_by_their_first_name_where_there_surely_is_one() {
        for (name, called) in [
            ("Grace Hopper", "Grace"),
            ("Łukasz Nowak", "Łukasz"),
            ("María-José Ortega", "María-José"),
            ("Tom", "Tom"),
            ("田中 美咲", "田中 美咲"),
            ("Dr. Ada Lovelace", "Dr. Ada Lovelace"),
            ("van der Berg", "van der Berg"),
            ("J Smith", "J Smith"),
            ("", ""),
        ] {
            assert_eq!(Stakeholder::named(StakeholderId::new("x"), name).called(), called);
        }
    }
}
