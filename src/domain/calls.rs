//! Whom something calls for on one day: what an agenda is made of.
//!
//! Found out once for a plan, a day and a goal. It then follows the plan, person by person; the order, which needs the
//! weight of everybody, is made when it is asked for.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::agenda::{Agenda, Entry, Holes, View};
use super::reason::Reason;
use super::{Basis, Day, Goal, GoalId, Plan, Stakeholder, StakeholderId, Standing, Table, standing};

/// Whom something calls for on one day.
#[derive(Clone, Debug, Default)]
pub struct Calls {
    who: HashSet<StakeholderId, RandomState>,
    /// What is missing in the coverage.
    holes: OnceCell<Holes>,
    order: OnceCell<Vec<Called>>,
    /// It hangs on which goals are open, too. None where it was made of nothing.
    basis: Option<Basis<(Option<GoalId>, Table<Goal>)>>,
}

/// Somebody in the order of an agenda.
#[derive(Clone, Debug)]
struct Called {
    who: Arc<Stakeholder>,
    standing: Standing,
    /// In points.
    weight: i64,
}

impl Calls {
    /// Everybody for whom something calls. `goal` is the goal shown.
    pub fn of(plan: &Plan, today: Day, goal: Option<&GoalId>) -> Self {
        let mut calls = Self::default();
        calls.follow(plan, today, goal, plan.stakeholders.iter().map(|who| (who, standing(plan, who, today))));
        calls
    }

    /// Follows the plan to where it stands now, on this day and for this goal. `people` is everybody, with how they stand;
    /// it is not gone through where few of them changed.
    pub fn follow<'a>(
        &mut self,
        plan: &'a Plan,
        today: Day,
        goal: Option<&GoalId>,
        people: impl Iterator<Item = (&'a Arc<Stakeholder>, Standing)>,
    ) {
        let few = Basis::new(plan, today, (goal.cloned(), plan.goals.clone())).follow(&mut self.basis);
        if few.as_ref().is_some_and(BTreeSet::is_empty) {
            return;
        }
        (self.holes, self.order) = (OnceCell::new(), OnceCell::new());
        let view = View::of(plan, today, goal, &self.holes);
        let Some(few) = few else {
            let called = people.filter(|(who, standing)| view.calls(who, standing));
            self.who = called.map(|(who, _)| who.id.clone()).collect();
            return;
        };
        for id in few {
            if plan.stakeholder(&id).is_some_and(|who| view.calls(who, &standing(plan, who, today))) {
                self.who.insert(id);
            } else {
                self.who.remove(&id);
            }
        }
    }

    /// How many they are without these.
    pub fn count(&self, seen: &[StakeholderId]) -> usize {
        self.who.len() - seen.iter().collect::<HashSet<_>>().into_iter().filter(|who| self.who.contains(*who)).count()
    }

    /// The agenda of the day: `size` of them at the most, without those who were looked at already. `plan` is the one that
    /// was followed.
    pub fn agenda(&self, plan: &Plan, size: usize, seen: &[StakeholderId]) -> Agenda {
        let Some(view) = self.view(plan) else { return Agenda::default() };
        let left = self.order(&view).iter().filter(|called| !seen.contains(&called.who.id)).take(size);
        let entries: Vec<Entry> = left.map(|called| view.entry(&called.who, called.standing)).collect();
        let waiting = self.count(seen) - entries.len();
        Agenda { entries, waiting }
    }

    /// The entry of one person, wherever it stands: none where nothing calls.
    pub fn entry(&self, plan: &Plan, who: &StakeholderId) -> Option<Entry> {
        let (view, who) = (self.view(plan)?, plan.stakeholder(who).filter(|who| self.who.contains(&who.id))?);
        Some(view.entry(who, standing(plan, who, view.today)))
    }

    /// Why somebody stands where they stand, whether or not anything calls: for an explanation. The heaviest first.
    pub fn reasons(&self, plan: &Plan, who: &Stakeholder) -> Vec<Reason> {
        self.view(plan).map_or(Vec::new(), |view| view.reasons(who, &standing(plan, who, view.today)))
    }

    /// Where somebody stands among all of them, from 0.
    pub fn place(&self, plan: &Plan, who: &StakeholderId) -> Option<usize> {
        self.order(&self.view(plan)?).iter().position(|called| called.who.id == *who)
    }

    fn view<'a>(&'a self, plan: &'a Plan) -> Option<View<'a>> {
        debug_assert!(
            self.basis.as_ref().is_none_or(|basis| basis.is_plan(plan)),
            "it was followed to where it stands"
        );
        self.basis.as_ref().map(|basis| View::of(plan, basis.today, basis.also.0.as_ref(), &self.holes))
    }

    fn order(&self, view: &View<'_>) -> &[Called] {
        self.order.get_or_init(|| {
            let people = self.who.iter().filter_map(|who| view.plan.stakeholder(who));
            let mut all: Vec<Called> = people
                .map(|who| {
                    let standing = standing(view.plan, who, view.today);
                    Called { who: Arc::clone(who), standing, weight: view.weight(who, &standing) }
                })
                .collect();
            let height = |called: &Called| view.plan.ladder.height(&called.who.seniority);
            all.sort_unstable_by(|one, two| {
                let by_weight = two.weight.cmp(&one.weight);
                // Texts are looked at only where the figures are equal.
                let by_place = || (height(two), two.standing.passed).cmp(&(height(one), one.standing.passed));
                let by_name = || (&one.who.name, &one.who.id).cmp(&(&two.who.name, &two.who.id));
                by_weight.then_with(by_place).then_with(by_name)
            });
            all
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::arbitrary::records;
    use crate::domain::diff::diff;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn following_comes_to_the_same_as_finding_it_out_anew(
            start in records(),
            then in prop::collection::vec(records(), 1..4),
            shown in any::<bool>(),
            at_once in 1..6_usize,
        ) {
            let (mut plan, today): (_, Day) = (Plan::new(start), "2026-11-23".parse().unwrap());
            let goal = plan.goals.ids().next().filter(|_| shown).cloned();
            let goal = goal.as_ref();
            let mut calls = Calls::of(&plan, today, goal);
            let edits: Vec<_> = then.iter().flat_map(|records| diff(plan.records(), records)).collect();
            for edits in edits.chunks(at_once) {
                let _ = calls.agenda(&plan, 7, &[]);
                edits.iter().cloned().for_each(|edit| drop(plan.apply(edit)));
                let people = plan.stakeholders.iter().map(|who| (who, standing(&plan, who, today)));
                calls.follow(&plan, today, goal, people);
                let anew = Calls::of(&plan, today, goal);
                prop_assert_eq!(&calls.who, &anew.who);
                prop_assert_eq!(calls.agenda(&plan, usize::MAX, &[]), anew.agenda(&plan, usize::MAX, &[]));
            }
        }

        #[test]
        fn a_weight_is_that_of_the_reasons_and_somebody_calls_who_has_one_that_does(records in records()) {
            let (plan, today): (_, Day) = (Plan::new(records), "2026-11-23".parse().unwrap());
            let (calls, holes) = (Calls::of(&plan, today, None), OnceCell::new());
            let view = View::of(&plan, today, None, &holes);
            for who in plan.stakeholders.iter() {
                let entry = calls.entry(&plan, &who.id);
                prop_assert_eq!(entry.is_some(), calls.place(&plan, &who.id).is_some());
                if let Some(entry) = entry {
                    prop_assert_eq!(view.weight(who, &entry.standing), entry.weight);
                    prop_assert!(entry.reasons.iter().any(crate::domain::reason::Reason::calls));
                }
            }
        }

        #[test]
        fn whoever_was_looked_at_is_neither_counted_nor_listed(records in records(), every in 1..4_usize, size in 0..5_usize) {
            let (plan, today): (_, Day) = (Plan::new(records), "2026-11-23".parse().unwrap());
            let calls = Calls::of(&plan, today, None);
            let seen: Vec<StakeholderId> = plan.stakeholders.ids().step_by(every).chain(plan.stakeholders.ids().take(1)).cloned().collect();
            let (whole, left) = (calls.agenda(&plan, usize::MAX, &[]), calls.agenda(&plan, size, &seen));
            let unseen: Vec<_> = whole.entries.iter().filter(|entry| !seen.contains(&entry.who.id)).collect();
            prop_assert_eq!(calls.count(&seen), unseen.len());
            prop_assert_eq!(left.entries.iter().collect::<Vec<_>>(), &unseen[..unseen.len().min(size)]);
            prop_assert_eq!(left.len(), unseen.len());
        }
    }
}
