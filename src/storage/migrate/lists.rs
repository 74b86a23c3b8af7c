//! The end of the ladder: lists of the domain's own records, from which a plan is made.
//!
//! A format newer than ours is read straight into them. The domain's types pass over fields they do not know, which is
//! right for looking and wrong for writing: what was passed over would be gone.

use super::Loaded;
use super::unique::Unique;
use crate::domain::{Conflict, Goal, Idea, Key, Ladder, Proof, Records, Reflection, Review, Stakeholder, Touch};
use serde::Deserialize;
use std::sync::Arc;

/// What any format comes to in the end.
#[derive(Default, Deserialize)]
#[serde(default, rename = "plan")]
pub struct Lists {
    pub ladder: Ladder,
    pub goals: Vec<Goal>,
    /// The long lists: each record is put where it stays as soon as it is read.
    pub stakeholders: Vec<Arc<Stakeholder>>,
    pub ideas: Vec<Arc<Idea>>,
    pub touches: Vec<Arc<Touch>>,
    pub reflections: Vec<Reflection>,
    pub proofs: Vec<Proof>,
    pub reviews: Vec<Review>,
    pub conflicts: Vec<Conflict>,
}

impl Lists {
    /// These lists and what the next piece of the same file says; the long lists may go on there. Nothing where both have
    /// something that stands only once in a file.
    pub fn followed_by(mut self, next: Self) -> Option<Self> {
        /// What of two lists is not empty, if one of them is.
        fn either<T>(one: Vec<T>, two: Vec<T>) -> Option<Vec<T>> {
            match (one.is_empty(), two.is_empty()) {
                (_, true) => Some(one),
                (true, _) => Some(two),
                _ => None,
            }
        }
        self.stakeholders.extend(next.stakeholders);
        self.ideas.extend(next.ideas);
        self.touches.extend(next.touches);
        Some(Self {
            ladder: match (self.ladder == Ladder::default(), next.ladder == Ladder::default()) {
                (_, true) => self.ladder,
                (true, _) => next.ladder,
                _ => return None,
            },
            goals: either(self.goals, next.goals)?,
            stakeholders: self.stakeholders,
            ideas: self.ideas,
            touches: self.touches,
            reflections: either(self.reflections, next.reflections)?,
            proofs: either(self.proofs, next.proofs)?,
            reviews: either(self.reviews, next.reviews)?,
            conflicts: either(self.conflicts, next.conflicts)?,
        })
    }

    /// The records. Of two with one id both are kept; the later one gets another id and a finding says so.
    pub fn loaded(self) -> Loaded {
        let mut unique = Unique::default();
        let records = Records {
            ladder: Arc::new(self.ladder),
            goals: unique.table(self.goals, |goal| &mut goal.id, Key::Goal),
            stakeholders: unique.shared(self.stakeholders, |who| &mut who.id, Key::Stakeholder),
            ideas: unique.shared(self.ideas, |idea| &mut idea.id, Key::Idea),
            touches: unique.shared(self.touches, |touch| &mut touch.id, Key::Touch),
            reflections: unique.table(self.reflections, |reflection| &mut reflection.id, Key::Reflection),
            proofs: unique.table(self.proofs, |proof| &mut proof.id, Key::Proof),
            reviews: unique.table(self.reviews, |review| &mut review.id, Key::Review),
            conflicts: unique.table(self.conflicts, |conflict| &mut conflict.id, Key::Conflict),
        };
        Loaded { records, findings: unique.findings }
    }
}
