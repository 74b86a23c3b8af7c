//! What a plan is: its records, the edits that change it, and everything that follows from it.
//!
//! Pure: no io, no clock, no randomness, no terminal. Today and new ids come in from the edge.
//!
//! Begin with [`Plan`] (everything the user keeps) and [`Edit`] (the only thing that changes it). The records stand in
//! a file each, under the noun they are. [`standing`] says how warm a contact is, [`removal`] what goes with a record,
//! [`Records::check`] what does not fit together, [`length`] how
//! long a text may be; [`history`] takes edits back, [`mod@diff`] finds the edits between two
//! plans, [`merge`] makes one of two. What is worked out from a plan, never stored:
//!
//! - [`agenda`]: whom to look at today, and why, out of the [`calls`]
//! - [`anywhere`]: where words stand, in everything there is
//! - [`coverage`]: where nobody is, and who could lead there
//! - [`deck`]: prompts, and which of them fit somebody
//! - [`journal`]: touches and reflections by day
//! - [`moves`]: how stance and closeness change
//! - [`progress`]: how it goes over time
//! - [`query`]: who is asked for, out of a [`roster`]
//! - [`stats`]: what was done, week by week
//!
//! `laws` holds what is true of them all.

pub mod agenda;
pub mod alike;
pub mod anywhere;
#[cfg(test)]
pub(crate) mod arbitrary;
mod basis;
pub mod calls;
mod change;
mod check;
mod conflict;
pub mod coverage;
mod day;
pub mod deck;
pub mod diff;
mod edit;
mod find;
mod gift;
mod goal;
pub mod history;
mod id;
mod idea;
mod index;
pub mod journal;
mod ladder;
#[cfg(test)]
mod laws;
pub mod length;
mod loss;
mod mend;
pub mod merge;
pub mod moves;
pub mod period;
mod plan;
pub mod progress;
mod proof;
pub mod query;
pub mod reason;
mod record;
mod reflection;
mod removal;
pub mod rest;
pub mod review;
pub mod roster;
mod shift;
pub mod shown;
mod skeleton;
mod stakeholder;
pub mod stats;
pub mod suggest;
mod table;
mod textual;
mod touch;
pub mod value;
mod warmth;
mod word;

pub use basis::Basis;
pub use change::{Changes, contents};
pub use check::Finding;
pub use conflict::Conflict;
pub use day::{Day, NotADay};
pub use edit::Edit;
pub use find::Marker;
pub use gift::{Gift, Size};
pub use goal::{Goal, Step};
pub use id::Id;
pub use idea::{Idea, outsizes};
pub use ladder::Ladder;
pub use loss::Loss;
pub use mend::{Mended, mend};
pub use moves::Move;
pub use plan::{Plan, Records};
pub use proof::{Proof, proofs_for};
pub use record::{Key, Record};
pub use reflection::{FEELINGS, Reflection, feeling_words};
pub use removal::removal;
pub use review::Review;
pub use stakeholder::{Closeness, Role, Stake, Stakeholder, Stance};
pub use table::{Identified, Table};
pub use touch::{Channel, FollowUp, Response, Touch};
pub use warmth::{Standing, Warmth, cadence, standing};
pub use word::Word;

/// The id of a goal: a slug of its title.
pub type GoalId = Id<Goal>;
/// The id of a stakeholder: a slug of the name.
pub type StakeholderId = Id<Stakeholder>;
/// The ids of those who have to do with a touch or an idea. It is one person nearly always.
pub type StakeholderIds = smallvec::SmallVec<[StakeholderId; 1]>;
/// The id of an idea: a ULID.
pub type IdeaId = Id<Idea>;
/// The id of a touch: a ULID.
pub type TouchId = Id<Touch>;
/// The id of a reflection: a ULID.
pub type ReflectionId = Id<Reflection>;
/// The id of a proof: a ULID.
pub type ProofId = Id<Proof>;
/// The id of a review: its day.
pub type ReviewId = Id<Review>;
/// The id of a conflict, made from what it says.
pub type ConflictId = Id<Conflict>;
