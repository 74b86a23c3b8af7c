//! Where everybody stood.

use super::super::moves::stood;
use super::super::{Day, GoalId, Plan};

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
    /// Where those with a stake in this goal stood on each of these days, or everybody.
    pub fn on(plan: &Plan, goal: Option<&GoalId>, days: impl IntoIterator<Item = Day>) -> Vec<Self> {
        let level = |on| Self { on, closeness: [0; 6], stance: [0; 5] };
        let mut levels: Vec<Self> = days.into_iter().map(level).collect();
        for who in plan.stakeholders.iter().filter(|who| !who.archived) {
            let stakes = who.stakes.iter().filter(|(of, _)| goal.is_none_or(|goal| *of == goal));
            let stakes: Vec<_> = stakes.map(|(_, stake)| stake).collect();
            if stakes.is_empty() && goal.is_some() {
                continue;
            }
            for level in levels.iter_mut().filter(|level| who.added.is_none_or(|added| added <= level.on)) {
                let closeness = stood(&who.moves, Some(who.closeness), level.on).unwrap_or_default();
                count(&mut level.closeness, closeness as usize);
                for stance in stakes.iter().filter_map(|stake| stood(&stake.moves, stake.stance, level.on)) {
                    count(&mut level.stance, stance as usize);
                }
            }
        }
        levels
    }
}

fn count(counts: &mut [usize], at: usize) {
    if let Some(count) = counts.get_mut(at) {
        *count += 1;
    }
}
