//! What was given and asked, week by week.

use std::collections::HashMap;
use std::sync::Arc;

use super::super::period::monday;
use super::super::{Day, Gift, GoalId, Plan, Stakeholder, StakeholderId, Touch, Word};

/// A week, Monday to Sunday.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    /// Its Monday.
    pub monday: Day,
    /// How many touches there were.
    pub touches: usize,
    /// How many of them carried a gift, by the gift, in the order of [`Gift::ALL`].
    pub by_gift: [usize; GIFTS],
    /// How many of the contributions went to somebody senior.
    pub senior: usize,
}

/// How many kinds of gift there are.
pub const GIFTS: usize = 11;

impl Week {
    /// The gifts there were, each with how often, in the order of [`Gift::ALL`].
    pub fn gifts(&self) -> impl Iterator<Item = (Gift, usize)> {
        Gift::ALL.iter().copied().zip(self.by_gift).filter(|(_, count)| *count > 0)
    }

    /// How many contributions there were: touches with a gift, a question too.
    pub fn contributions(&self) -> usize {
        self.by_gift.iter().sum()
    }

    /// How often something was asked: a question is the gift with which one asks.
    pub fn asked(&self) -> usize {
        self.gifts().filter(|(gift, _)| *gift == Gift::Question).map(|(_, count)| count).sum()
    }

    /// How often something was given.
    pub fn given(&self) -> usize {
        self.contributions() - self.asked()
    }
}

/// What was given to somebody and asked of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balance {
    /// Who.
    pub who: StakeholderId,
    /// How often something was given.
    pub given: usize,
    /// How often something was asked.
    pub asked: usize,
}

/// What a touch carried: its own gift, or that of the idea it gave.
pub fn gift_of(plan: &Plan, touch: &Touch) -> Option<Gift> {
    touch.gift.or_else(|| touch.idea.as_ref().and_then(|idea| plan.ideas.get(idea)).and_then(|idea| idea.gift))
}

/// The last so many weeks up to `today`, oldest first, the current one among them; and the balance with each person in
/// them, who was asked most beyond what was given first.
///
/// A touch counts for a goal when somebody with a stake in it was there, or when the idea it gave serves it. It is one
/// contribution however many people were there, and one of theirs for each of them. It went to somebody senior when one
/// of those people stands, today, on [`Ladder::senior`](super::super::Ladder::senior) or above.
pub fn weeks(plan: &Plan, goal: Option<&GoalId>, today: Day, count: usize) -> (Vec<Week>, Vec<Balance>) {
    let people = People::of(plan, goal);
    let last = monday(today);
    let mut weeks: Vec<Week> = (0..count)
        .rev()
        .filter_map(|back| i64::try_from(back).ok())
        .map(|back| Week { monday: last.plus(-7 * back), touches: 0, by_gift: [0; GIFTS], senior: 0 })
        .collect();
    let Some(first) = weeks.first().map(|week| week.monday) else { return (weeks, Vec::new()) };
    let mut balances: HashMap<&StakeholderId, (usize, usize)> = HashMap::new();
    for touch in plan.touches.iter().filter(|touch| touch.on >= first && touch.on <= today) {
        let Some(who) = people.of_touch(plan, touch) else { continue };
        let week = usize::try_from(touch.on.days_since(first) / 7).unwrap_or(0);
        let Some(week) = weeks.get_mut(week) else { continue };
        week.touches += 1;
        let Some(gift) = gift_of(plan, touch) else { continue };
        if let Some(count) = week.by_gift.get_mut(gift as usize) {
            *count += 1;
        }
        week.senior += usize::from(who.iter().any(|who| people.is_senior(who)));
        for who in who {
            let (given, asked) = balances.entry(&who.id).or_default();
            *(if gift == Gift::Question { asked } else { given }) += 1;
        }
    }
    let mut balances: Vec<Balance> =
        balances.into_iter().map(|(who, (given, asked))| Balance { who: who.clone(), given, asked }).collect();
    let owed =
        |balance: &Balance| i64::try_from(balance.given).unwrap_or(0) - i64::try_from(balance.asked).unwrap_or(0);
    balances.sort_by(|one, two| (owed(one), &one.who).cmp(&(owed(two), &two.who)));
    (weeks, balances)
}

/// The people who count.
struct People<'a> {
    who: HashMap<&'a StakeholderId, &'a Arc<Stakeholder>>,
    heights: HashMap<&'a str, usize>,
    senior: Option<usize>,
    goal: Option<&'a GoalId>,
}

impl<'a> People<'a> {
    fn of(plan: &'a Plan, goal: Option<&'a GoalId>) -> Self {
        let counts = |who: &&Arc<Stakeholder>| goal.is_none_or(|goal| who.stakes.contains_key(goal));
        let who = plan.stakeholders.iter().filter(counts).map(|who| (&who.id, who)).collect();
        let rungs = plan.ladder.rungs.iter().enumerate();
        let heights = rungs.map(|(height, rung)| (rung.as_str(), height)).collect();
        Self { who, heights, senior: plan.ladder.senior(), goal }
    }

    /// Those of a touch who count; none where the touch does not count.
    fn of_touch(&self, plan: &'a Plan, touch: &Touch) -> Option<Vec<&'a Arc<Stakeholder>>> {
        let there: Vec<_> = touch.with.iter().filter_map(|who| self.who.get(who).copied()).collect();
        let serves = || {
            let idea = touch.idea.as_ref().and_then(|idea| plan.ideas.get(idea));
            idea.is_some_and(|idea| idea.goal.is_some() && idea.goal.as_ref() == self.goal)
        };
        if !there.is_empty() || self.goal.is_none() {
            return Some(there);
        }
        serves().then(|| touch.with.iter().filter_map(|who| plan.stakeholders.get(who)).collect())
    }

    fn is_senior(&self, who: &Stakeholder) -> bool {
        self.senior.is_some() && self.heights.get(who.seniority.as_str()).copied() >= self.senior
    }
}
