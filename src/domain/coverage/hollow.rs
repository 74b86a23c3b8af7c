//! The organisations that matter to a goal in which nobody senior is in touch: what [`Coverage::is_hollow`] says of them,
//! without the rest of the coverage, and followed while the plan changes.
//!
//! [`Coverage::is_hollow`]: super::Coverage::is_hollow

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::super::{Basis, Day, Goal, GoalId, Plan, Stakeholder, StakeholderId, Standing, standing};
use super::{in_touch, org_key, orgs};

/// The organisations of those with a stake in a goal, and whether somebody senior is in touch in each.
#[derive(Clone, Debug, Default)]
pub struct Hollow {
    /// Those with a stake by how their organisation is spelt, and whether each is senior and in touch.
    people: HashMap<String, HashMap<StakeholderId, bool, RandomState>, RandomState>,
    /// None where it was made of nothing.
    basis: Option<Basis<GoalId>>,
}

impl Hollow {
    /// Follows the plan to where it stands now, on this day. `people` are those with a stake in the goal, others may be among
    /// them; they are not gone through where few changed.
    pub fn follow<'a>(
        &mut self,
        plan: &'a Plan,
        goal: &GoalId,
        today: Day,
        people: impl Iterator<Item = (&'a Arc<Stakeholder>, Standing)>,
    ) {
        let Some(few) = Basis::new(plan, today, goal.clone()).follow(&mut self.basis) else {
            self.people.clear();
            people.for_each(|(who, standing)| self.put(plan, goal, who, &standing));
            return;
        };
        for id in few {
            self.people.retain(|_, people| {
                people.remove(&id);
                !people.is_empty()
            });
            if let Some(who) = plan.stakeholder(&id) {
                self.put(plan, goal, who, &standing(plan, who, today));
            }
        }
    }

    fn put(&mut self, plan: &Plan, goal: &GoalId, who: &Stakeholder, standing: &Standing) {
        if who.archived || !who.stakes.contains_key(goal) {
            return;
        }
        let reached = in_touch(standing) && plan.ladder.is_senior(&who.seniority) == Some(true);
        if !self.people.contains_key(&who.org) {
            self.people.insert(who.org.clone(), HashMap::default());
        }
        self.people.get_mut(&who.org).map(|people| people.insert(who.id.clone(), reached));
    }

    /// Their names, in the order of [`Coverage::columns`](super::Coverage::columns). A closed goal has none.
    /// `plan` is the one that was followed.
    pub fn names(&self, plan: &Plan) -> Vec<String> {
        let open = |goal: &&Arc<Goal>| goal.closed.is_none() && plan.ladder.senior().is_some();
        let goal = self.basis.as_ref().and_then(|basis| plan.goals.get(&basis.also)).filter(open);
        let Some(goal) = goal else { return Vec::new() };
        let theirs = orgs(self.people.keys().map(String::as_str));
        let is_reached = |(_, people): &(&String, &HashMap<_, _, _>)| people.values().any(|reached| *reached);
        let mut told: BTreeSet<String> = self.people.iter().filter(is_reached).map(|(org, _)| org_key(org)).collect();
        // Where the goal names none, those of its stakeholders matter.
        let implied = theirs.values().copied().filter(|_| goal.orgs.is_empty());
        let mattering = goal.orgs.iter().map(String::as_str).chain(implied).filter(|name| !name.trim().is_empty());
        let hollow = mattering.filter(|name| told.insert(org_key(name)));
        hollow.map(|name| theirs.get(&org_key(name)).copied().unwrap_or(name).trim().to_owned()).collect()
    }
}
