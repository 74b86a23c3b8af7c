//! What something was worked out from, to find out later whether that still holds, and if not, for whom.

use std::collections::BTreeSet;

use super::diff::{MANY, changes};
use super::{Day, Plan, Records, StakeholderId};

/// What something was worked out from: a snapshot of a plan, a day, and what else it hangs on, such as a goal or an order.
#[derive(Clone, Debug)]
pub struct Basis<T> {
    records: Records,
    /// The day.
    pub today: Day,
    /// What else it hangs on.
    pub of: T,
}

impl<T: PartialEq> Basis<T> {
    /// A basis to work something out from.
    pub fn new(plan: &Plan, today: Day, of: T) -> Self {
        Self { records: plan.records().clone(), today, of }
    }

    /// Takes the place of the one before, and says whom it may concern what happened between: whoever changed, is named by a
    /// touch or an idea that did, or is to get an idea that such a touch gives.
    ///
    /// None where that may be anybody: there was none before, it was of another day or hung on something else, the ladder
    /// changed, or they are too many to be followed one by one. A change of a goal concerns nobody here.
    pub(super) fn follow(self, held: &mut Option<Self>) -> Option<BTreeSet<StakeholderId>> {
        let before = held.take();
        let (now, before) = (held.insert(self), before?);
        ((before.today, &before.of) == (now.today, &now.of)).then(|| concerned(&before.records, &now.records))?
    }

    /// Whether it is this very snapshot, this day, and hangs on the same.
    pub fn is(&self, plan: &Plan, today: Day, of: &T) -> bool {
        (self.today, &self.of) == (today, of) && self.records.is_same(plan.records())
    }
}

fn concerned(from: &Records, to: &Records) -> Option<BTreeSet<StakeholderId>> {
    if from.ladder != to.ladder {
        return None;
    }
    let mut who = BTreeSet::new();
    changes(&from.stakeholders, &to.stakeholders, |id, _, _| {
        who.insert(id.clone());
    });
    changes(&from.touches, &to.touches, |_, old, new| {
        for touch in old.iter().chain(&new) {
            who.extend(touch.with.iter().cloned());
            // Whether an idea was given matters to those it is for.
            let idea = touch.idea.as_ref().and_then(|idea| to.ideas.get(idea));
            who.extend(idea.iter().flat_map(|idea| &idea.to).cloned());
        }
    });
    changes(&from.ideas, &to.ideas, |_, old, new| {
        who.extend(old.iter().chain(&new).flat_map(|idea| &idea.to).cloned());
    });
    (who.len() <= MANY).then_some(who)
}
