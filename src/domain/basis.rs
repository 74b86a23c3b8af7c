//! What something was worked out from, to find out later whether that still holds, and if not, for whom.

use std::collections::BTreeSet;

use super::diff::{MANY, changes};
use super::{Day, Plan, Records, StakeholderId};

/// What something was worked out from: a snapshot of a plan, a day, and what else it hangs on, such as a goal or an order.
#[derive(Clone, Debug)]
pub struct Basis<T> {
    records: Records,
    /// The day.
    pub(super) today: Day,
    /// What else it hangs on.
    pub(super) also: T,
}

impl<T: PartialEq> Basis<T> {
    /// A basis to work something out from.
    pub fn new(plan: &Plan, today: Day, also: T) -> Self {
        Self { records: plan.records().clone(), today, also }
    }

    /// Takes the place of the one before, and says whom it may concern what happened between: whoever changed, is named by a
    /// touch or an idea that did, or is to get an idea that such a touch gives.
    ///
    /// None where that may be anybody: there was none before, it was of another day or hung on something else, the ladder
    /// changed, or they are more than [`MANY`]. What changed of goals, reflections and the other records concerns nobody.
    pub(super) fn follow(self, held: &mut Option<Self>) -> Option<BTreeSet<StakeholderId>> {
        let before = held.take();
        let (now, before) = (held.insert(self), before?);
        ((before.today, &before.also) == (now.today, &now.also)).then(|| concerned(&before.records, &now.records))?
    }

    /// Takes the place of the one before, and says whether it is another: of another snapshot or day, or hanging on something
    /// else.
    pub fn replaces(self, held: &mut Option<Self>) -> bool {
        let before = held.take();
        let now = held.insert(self);
        let is_same = |before: &Self| {
            (before.today, &before.also) == (now.today, &now.also) && before.records.is_same(&now.records)
        };
        !before.as_ref().is_some_and(is_same)
    }

    /// Whether it is of this very snapshot.
    pub(super) fn is_plan(&self, plan: &Plan) -> bool {
        self.records.is_same(plan.records())
    }
}

fn concerned(from: &Records, to: &Records) -> Option<BTreeSet<StakeholderId>> {
    if from.ladder != to.ladder {
        return None;
    }
    let mut who = BTreeSet::new();
    let mut add = |ids: &[StakeholderId]| {
        // One more than are followed is enough.
        if who.len() <= MANY {
            who.extend(ids.iter().cloned());
        }
    };
    changes(&from.stakeholders, &to.stakeholders, |id, _, _| add(std::slice::from_ref(id)));
    changes(&from.touches, &to.touches, |_, old, new| {
        for touch in old.iter().chain(&new) {
            add(&touch.with);
            // Whether an idea was given matters to those it is for.
            if let Some(idea) = touch.idea.as_ref().and_then(|idea| to.ideas.get(idea)) {
                add(&idea.to);
            }
        }
    });
    changes(&from.ideas, &to.ideas, |_, old, new| old.iter().chain(&new).for_each(|idea| add(&idea.to)));
    (who.len() <= MANY).then_some(who)
}
