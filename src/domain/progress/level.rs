//! Where everybody stood.

use super::super::moves::stood;
use super::super::{Day, GoalId, Plan, Stakeholder};

/// How many stakeholders stood where on a day.
///
/// Told from where they stand now and the moves since. Who is archived does not count, and who came into the plan later
/// does not count yet. With all goals, a stance is that of each stake.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// The day.
    pub on: Day,
    /// How many were of each closeness, from unaware to trusted.
    pub closeness: [usize; 6],
    /// How many stakes were of each stance, from resistant to championing; the others are of none that is known.
    pub stance: [usize; 5],
}

impl Level {
    /// Where those with a stake in this goal stood, or everybody.
    pub fn on(plan: &Plan, goal: Option<&GoalId>, on: Day) -> Self {
        let mut level = Self { on, closeness: [0; 6], stance: [0; 5] };
        let there = |who: &&std::sync::Arc<Stakeholder>| {
            !who.archived
                && who.added.is_none_or(|added| added <= on)
                && goal.is_none_or(|goal| who.stakes.contains_key(goal))
        };
        for who in plan.stakeholders.iter().filter(there) {
            let closeness = stood(&who.moves, Some(who.closeness), on).unwrap_or_default();
            count(&mut level.closeness, closeness as usize);
            for (_, stake) in who.stakes.iter().filter(|(of, _)| goal.is_none_or(|goal| *of == goal)) {
                if let Some(stance) = stood(&stake.moves, stake.stance, on) {
                    count(&mut level.stance, stance as usize);
                }
            }
        }
        level
    }
}

fn count(counts: &mut [usize], at: usize) {
    if let Some(count) = counts.get_mut(at) {
        *count += 1;
    }
}
