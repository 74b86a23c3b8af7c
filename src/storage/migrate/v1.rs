//! Format 1, frozen.
//!
//! Unknown fields are refused rather than dropped, because what is dropped here is gone at the next save. The names in
//! `rename` are the words an error message uses.

use super::lists::Lists;
use super::options;
use super::plain::Plain;
use super::unique;
use crate::domain::{self, Channel, Closeness, Day, Gift, Key, Response, Role, Stance};
use crate::domain::{
    ConflictId, GoalId, IdeaId, ProofId, ReflectionId, ReviewId, StakeholderId, StakeholderIds, TouchId,
};
use litemap::LiteMap;
use serde::Deserialize;
use serde::de::{Deserializer, SeqAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

/// The whole file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "plan")]
pub struct Plan {
    #[serde(rename = "format")]
    _format: u32,
    ladder: Option<Vec<String>>,
    #[serde(default)]
    goals: Vec<Goal>,
    #[serde(default, deserialize_with = "each::<Stakeholder, _, _>")]
    stakeholders: Vec<Arc<domain::Stakeholder>>,
    #[serde(default, deserialize_with = "each::<Idea, _, _>")]
    ideas: Vec<Arc<domain::Idea>>,
    #[serde(default, deserialize_with = "each::<Touch, _, _>")]
    touches: Vec<Arc<domain::Touch>>,
    #[serde(default)]
    reflections: Vec<Reflection>,
    #[serde(default)]
    proofs: Vec<Proof>,
    #[serde(default)]
    reviews: Vec<Review>,
    #[serde(default)]
    conflicts: Vec<Conflict>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "goal")]
struct Goal {
    id: GoalId,
    title: String,
    #[serde(default)]
    why: String,
    by: Option<Day>,
    #[serde(default)]
    orgs: Vec<String>,
    #[serde(default)]
    steps: Vec<Step>,
    closed: Option<Day>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "step")]
struct Step {
    text: String,
    by: Option<Day>,
    done: Option<Day>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "stakeholder")]
struct Stakeholder {
    id: StakeholderId,
    name: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    org: String,
    #[serde(default)]
    aka: Vec<String>,
    #[serde(default)]
    seniority: String,
    #[serde(default)]
    closeness: Closeness,
    closer_to: Option<Closeness>,
    #[serde(default = "Vec::new")]
    moves: Vec<Move<Closeness>>,
    #[serde(default)]
    cares_about: String,
    #[serde(default, deserialize_with = "unique::map")]
    stakes: LiteMap<GoalId, Stake>,
    #[serde(default)]
    handles: Vec<(Channel, String)>,
    cadence: Option<u32>,
    #[serde(default)]
    tags: Vec<String>,
    introduced_by: Option<StakeholderId>,
    birthday: Option<Day>,
    added: Option<Day>,
    snoozed: Option<Day>,
    #[serde(default)]
    archived: bool,
    #[serde(default)]
    notes: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "stake")]
struct Stake {
    role: Option<Role>,
    influence: Option<u8>,
    interest: Option<u8>,
    stance: Option<Stance>,
    wanted: Option<Stance>,
    #[serde(default = "Vec::new")]
    moves: Vec<Move<Stance>>,
    #[serde(default)]
    why: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "move")]
struct Move<T> {
    on: Day,
    from: Option<T>,
    to: Option<T>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "idea")]
struct Idea {
    id: IdeaId,
    to: StakeholderIds,
    goal: Option<GoalId>,
    gift: Option<Gift>,
    text: String,
    #[serde(default)]
    for_them: String,
    effort: Option<u32>,
    by: Option<Day>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "touch")]
struct Touch {
    id: TouchId,
    on: Day,
    with: StakeholderIds,
    via: Option<Channel>,
    gift: Option<Gift>,
    idea: Option<IdeaId>,
    #[serde(default)]
    note: String,
    response: Option<Response>,
    follow_up: Option<FollowUp>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "follow_up")]
struct FollowUp {
    by: Option<Day>,
    #[serde(default)]
    text: String,
    done: Option<Day>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "reflection")]
struct Reflection {
    id: ReflectionId,
    on: Day,
    feeling: Option<i8>,
    #[serde(default)]
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "proof")]
struct Proof {
    id: ProofId,
    org: String,
    #[serde(default)]
    seniority: String,
    what: String,
    #[serde(default)]
    result: String,
    #[serde(default)]
    quotable: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "review")]
struct Review {
    id: ReviewId,
    #[serde(default)]
    seen: Vec<StakeholderId>,
    #[serde(default)]
    ended: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename = "conflict")]
struct Conflict {
    id: ConflictId,
    about: Key,
    field: String,
    lost: String,
}

impl Plan {
    /// One step up: format 1 is the newest, so this is the end of the ladder.
    pub fn up(self) -> Lists {
        Lists {
            ladder: self.ladder.map_or_else(domain::Ladder::default, |rungs| domain::Ladder { rungs }),
            goals: all(self.goals),
            stakeholders: self.stakeholders,
            ideas: self.ideas,
            touches: self.touches,
            reflections: all(self.reflections),
            proofs: all(self.proofs),
            reviews: all(self.reviews),
            conflicts: all(self.conflicts),
        }
    }
}

/// A list that may be long.
pub struct Long {
    /// The name of its field.
    pub name: &'static str,
    /// Reads more of its records, each with a comma behind it and nothing else between them; nothing if there is.
    pub read: fn(&str, &mut Lists) -> Option<()>,
}

/// The lists that may be long, in the order in which they are written.
pub const LONG: [Long; 3] = [
    Long { name: "stakeholders", read: |text, lists| more::<Stakeholder, _>(text, &mut lists.stakeholders) },
    Long { name: "ideas", read: |text, lists| more::<Idea, _>(text, &mut lists.ideas) },
    Long { name: "touches", read: |text, lists| more::<Touch, _>(text, &mut lists.touches) },
];

/// Reads records that stand one behind the other.
fn more<'de, Old: Deserialize<'de>, New: From<Old>>(text: &'de str, all: &mut Vec<Arc<New>>) -> Option<()> {
    let options = options();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let mut plain = Plain::new(rest);
        if let Some(record) = Old::deserialize(&mut plain).ok().filter(|_| plain.take(b',').is_ok()) {
            all.push(Arc::new(New::from(record)));
            rest = plain.rest().trim_start();
            continue;
        }
        // At its beginning a text may ask for another notation; a record may not.
        if !rest.starts_with('(') {
            return None;
        }
        let mut one = ron::Deserializer::from_str_with_options(rest, &options).ok()?;
        all.push(Arc::new(New::from(Old::deserialize(&mut one).ok()?)));
        rest = one.remainder().strip_prefix(',')?.trim_start();
    }
    Some(())
}

/// Takes each record one step up as soon as it is read, and puts it where it stays: none of a long list lies in the memory
/// twice.
fn each<'de, Old, New, D>(deserializer: D) -> Result<Vec<Arc<New>>, D::Error>
where
    Old: Deserialize<'de>,
    New: From<Old>,
    D: Deserializer<'de>,
{
    struct Each<Old, New>(PhantomData<(Old, New)>);
    impl<'de, Old: Deserialize<'de>, New: From<Old>> Visitor<'de> for Each<Old, New> {
        type Value = Vec<Arc<New>>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a sequence")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
            let mut all = Vec::new();
            while let Some(record) = access.next_element::<Old>()? {
                all.push(Arc::new(New::from(record)));
            }
            Ok(all)
        }
    }
    deserializer.deserialize_seq(Each(PhantomData::<(Old, New)>))
}

/// Every record of a list, one step up.
fn all<Old, New: From<Old>>(list: Vec<Old>) -> Vec<New> {
    list.into_iter().map(New::from).collect()
}

impl From<Goal> for domain::Goal {
    fn from(old: Goal) -> Self {
        let Goal { id, title, why, by, orgs, steps, closed } = old;
        Self { id, title, why, by, orgs, steps: all(steps), closed }
    }
}

impl From<Step> for domain::Step {
    fn from(old: Step) -> Self {
        let Step { text, by, done } = old;
        Self { text, by, done }
    }
}

impl From<Stakeholder> for domain::Stakeholder {
    fn from(old: Stakeholder) -> Self {
        Self {
            id: old.id,
            name: old.name,
            title: old.title,
            org: old.org,
            aka: old.aka,
            seniority: old.seniority,
            closeness: old.closeness,
            closer_to: old.closer_to,
            moves: all(old.moves),
            cares_about: old.cares_about,
            stakes: old.stakes.into_iter().map(|(goal, stake)| (goal, stake.into())).collect(),
            handles: old.handles,
            cadence: old.cadence,
            tags: old.tags,
            introduced_by: old.introduced_by,
            birthday: old.birthday,
            added: old.added,
            snoozed: old.snoozed,
            archived: old.archived,
            notes: old.notes,
        }
    }
}

impl From<Stake> for domain::Stake {
    fn from(old: Stake) -> Self {
        let Stake { role, influence, interest, stance, wanted, moves, why } = old;
        Self { role, influence, interest, stance, wanted, moves: all(moves), why }
    }
}

impl<T> From<Move<T>> for domain::Move<T> {
    fn from(old: Move<T>) -> Self {
        let Move { on, from, to } = old;
        Self { on, from, to }
    }
}

impl From<Idea> for domain::Idea {
    fn from(old: Idea) -> Self {
        let Idea { id, to, goal, gift, text, for_them, effort, by } = old;
        Self { id, to, goal, gift, text, for_them, effort, by }
    }
}

impl From<Touch> for domain::Touch {
    fn from(old: Touch) -> Self {
        let Touch { id, on, with, via, gift, idea, note, response, follow_up } = old;
        Self {
            id,
            on,
            with,
            via,
            gift,
            idea: idea.map(Box::new),
            note,
            response,
            follow_up: follow_up.map(|promise| Box::new(promise.into())),
        }
    }
}

impl From<FollowUp> for domain::FollowUp {
    fn from(old: FollowUp) -> Self {
        let FollowUp { by, text, done } = old;
        Self { by, text, done }
    }
}

impl From<Reflection> for domain::Reflection {
    fn from(old: Reflection) -> Self {
        let Reflection { id, on, feeling, text } = old;
        Self { id, on, feeling, text }
    }
}

impl From<Proof> for domain::Proof {
    fn from(old: Proof) -> Self {
        let Proof { id, org, seniority, what, result, quotable } = old;
        Self { id, org, seniority, what, result, quotable }
    }
}

impl From<Review> for domain::Review {
    fn from(old: Review) -> Self {
        let Review { id, seen, ended } = old;
        Self { id, seen, ended }
    }
}

impl From<Conflict> for domain::Conflict {
    fn from(old: Conflict) -> Self {
        let Conflict { id, about, field, lost } = old;
        Self { id, about, field, lost }
    }
}
