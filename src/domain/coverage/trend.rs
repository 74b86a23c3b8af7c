//! How coverage went over the last weeks.

use super::super::{Day, Plan, StakeholderId, cadence};
use super::Coverage;

/// How many weeks are looked back on, the one that ends today among them.
pub const WEEKS: usize = 12;

/// How coverage went over the last weeks.
///
/// Derived from the touches and the days people came into the plan. On the last day of each week a cell of the matrix
/// counts as covered when somebody in it was in touch, by the rule of the holes: touched less than two cadences before.
/// An organisation that matters counts as reached when that holds for somebody senior in it; so at the end of the last
/// week those are reached that have no hole for want of seniors. A cell is there from the day on which the first of its
/// people came into the plan or was touched; who has no such day was always there. Seniority, organisation, stakes and
/// cadence are taken as they are today, since the plan keeps no earlier ones: a touch that is written down later, or
/// somebody who is archived, changes the past as well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trend {
    /// The weeks, oldest first, each seven days after the one before; the last ends today.
    pub weeks: [Week; WEEKS],
    /// How many organisations matter.
    pub orgs: usize,
}

/// Where coverage stood at the end of a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    /// The last day of it.
    pub end: Day,
    /// How many cells held anybody.
    pub cells: usize,
    /// How many of them were covered.
    pub covered: usize,
    /// In how many of the organisations that matter somebody senior was in touch.
    pub reached: usize,
}

impl Trend {
    /// The figures of a kind, oldest first.
    pub fn figures(&self, of: fn(&Week) -> usize) -> Vec<usize> {
        self.weeks.iter().map(of).collect()
    }
}

impl Coverage {
    /// How this coverage went over the last weeks.
    pub fn trend(&self, plan: &Plan) -> Trend {
        let columns = self.columns.len();
        let ends: [Day; WEEKS] = std::array::from_fn(|week| {
            let back = i64::try_from(WEEKS - 1 - week).unwrap_or(0);
            self.today.plus(-7 * back)
        });
        let mut held = vec![[false; WEEKS]; self.cells.len()];
        let mut covered = vec![[false; WEEKS]; self.cells.len()];
        let mut reached = vec![[false; WEEKS]; columns];
        for person in &self.people {
            let cold = 2 * i64::from(cadence(&person.who, &plan.ladder));
            let at = self.row_of(person.height) * columns + person.column;
            let senior = self.is_senior(person);
            let contacts = last_contacts(plan, &person.who.id, &ends);
            for (week, (end, last)) in ends.iter().zip(contacts).enumerate() {
                if last.is_some() || person.who.added.is_none_or(|added| added <= *end) {
                    mark(&mut held, at, week);
                }
                if last.is_some_and(|last| end.days_since(last) < cold) {
                    mark(&mut covered, at, week);
                    if senior {
                        mark(&mut reached, person.column, week);
                    }
                }
            }
        }
        let mattering: Vec<bool> = self.columns.iter().map(|column| column.matters).collect();
        let weeks = std::array::from_fn(|week| Week {
            end: ends.get(week).copied().unwrap_or(self.today),
            cells: held.iter().filter(|weeks| weeks.get(week) == Some(&true)).count(),
            covered: covered.iter().filter(|weeks| weeks.get(week) == Some(&true)).count(),
            reached: reached
                .iter()
                .zip(&mattering)
                .filter(|(weeks, matters)| **matters && weeks.get(week) == Some(&true))
                .count(),
        });
        Trend { weeks, orgs: mattering.iter().filter(|matters| **matters).count() }
    }
}

/// The latest day up to and with each of these days, which come in order, on which somebody was touched.
fn last_contacts(plan: &Plan, who: &StakeholderId, ends: &[Day; WEEKS]) -> [Option<Day>; WEEKS] {
    let mut found = [None; WEEKS];
    // Touches come newest first: once the earliest day has its own, all have.
    let mut open = WEEKS;
    for touch in plan.touches_with(who) {
        while let Some(week) = open.checked_sub(1).filter(|week| ends.get(*week).is_some_and(|end| touch.on <= *end)) {
            if let Some(last) = found.get_mut(week) {
                *last = Some(touch.on);
            }
            open = week;
        }
        if open == 0 {
            break;
        }
    }
    found
}

fn mark(table: &mut [[bool; WEEKS]], at: usize, week: usize) {
    if let Some(cell) = table.get_mut(at).and_then(|weeks| weeks.get_mut(week)) {
        *cell = true;
    }
}
