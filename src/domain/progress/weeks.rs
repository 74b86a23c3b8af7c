//! What was given and asked for a goal, week by week and person by person.

use std::collections::{HashMap, HashSet};

use super::super::period::{Period, monday};
use super::super::stats::{self, Week};
use super::super::{Day, Gift, GoalId, Plan, StakeholderId, Touch};

/// What was given to somebody and asked of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balance {
    /// Who.
    pub who: StakeholderId,
    /// How often something was given.
    pub given: u32,
    /// How often something was asked.
    pub asked: u32,
}

/// The touches that count for a goal: those with somebody who has a stake in it, and those that gave an idea which serves
/// it. Every touch, where it is about all goals.
struct Counting<'a> {
    plan: &'a Plan,
    goal: Option<&'a GoalId>,
    who: HashSet<&'a StakeholderId>,
}

impl<'a> Counting<'a> {
    fn of(plan: &'a Plan, goal: Option<&'a GoalId>) -> Self {
        let part = plan.stakeholders.iter().filter(|who| goal.is_some_and(|goal| who.stakes.contains_key(goal)));
        Self { plan, goal, who: part.map(|who| &who.id).collect() }
    }

    fn serves(&self, touch: &Touch) -> bool {
        let idea = touch.idea.as_ref().and_then(|idea| self.plan.ideas.get(idea));
        idea.is_some_and(|idea| idea.goal.is_some() && idea.goal.as_ref() == self.goal)
    }

    fn counts(&self, touch: &Touch) -> bool {
        self.goal.is_none() || touch.with.iter().any(|who| self.who.contains(who)) || self.serves(touch)
    }

    /// Whether what was given and asked in a touch that counts is told of this person.
    fn is_told(&self, who: &StakeholderId, touch: &Touch) -> bool {
        self.goal.is_none() || self.who.contains(who) || self.serves(touch)
    }
}

/// So many weeks up to the one in which `today` lies, oldest first, as far as they count for the goal: see [`stats`]; and
/// the balance with each person in them, who was asked most beyond what was given first.
pub fn weeks(plan: &Plan, goal: Option<&GoalId>, today: Day, count: u32) -> (Vec<Week>, Vec<Balance>) {
    let counting = Counting::of(plan, goal);
    let period = Period { from: monday(today).plus(-7 * (i64::from(count.max(1)) - 1)), to: today };
    let weeks = stats::weeks_of(plan, period, today, |touch| counting.counts(touch));
    let mut balances: HashMap<&StakeholderId, Balance> = HashMap::new();
    for touch in plan.touches.iter().filter(|touch| period.contains(touch.on)) {
        let Some(gift) = touch.gift else { continue };
        for who in touch.with.iter().filter(|who| counting.is_told(who, touch)) {
            let new = || Balance { who: who.clone(), given: 0, asked: 0 };
            let balance = balances.entry(who).or_insert_with(new);
            *(if gift == Gift::Question { &mut balance.asked } else { &mut balance.given }) += 1;
        }
    }
    let mut balances: Vec<Balance> = balances.into_values().collect();
    let left = |balance: &Balance| i64::from(balance.given) - i64::from(balance.asked);
    balances.sort_by(|one, two| (left(one), &one.who).cmp(&(left(two), &two.who)));
    (weeks, balances)
}
