//! Letting people rest: for how long a thought counts, and how what piled up is spread over the days to come.

use chrono::{Datelike as _, Weekday};

use super::agenda::{self, Agenda};
use super::reason::Reason;
use super::{Day, Edit, GoalId, Plan, Stakeholder, cadence};

/// The day on which somebody comes back of whom I thought: a quarter of their cadence later, and two days at the least. It is
/// not a contact, so it moves nothing but this; what is promised to them by an earlier day still brings them on that day.
pub fn after_a_thought(plan: &Plan, who: &Stakeholder, today: Day) -> Day {
    let quarter = i64::from(cadence(who, &plan.ladder) / 4).max(2);
    let promised = agenda::promises_to(plan, &who.id).into_iter().map(|promise| promise.due);
    promised.filter(|due| *due > today).fold(today.plus(quarter), Day::min)
}

/// What piled up, spread: the first `size` people of the agenda stay where they are, the others rest until one of the
/// following days, `size` of them each day and none on a weekend, the more important sooner. Who was promised something
/// stays.
pub fn spread(plan: &Plan, today: Day, goal: Option<&GoalId>, size: usize) -> Vec<Edit> {
    let size = size.max(1);
    let agenda = Agenda::of(plan, today, goal, usize::MAX);
    let promised = |reasons: &[Reason]| reasons.iter().any(|reason| matches!(reason, Reason::Promised { .. }));
    let waiting = agenda.entries.into_iter().skip(size).filter(|entry| !promised(&entry.reasons));
    let mut day = workday_after(today);
    let mut edits = Vec::new();
    for (number, entry) in waiting.enumerate() {
        if number > 0 && number % size == 0 {
            day = workday_after(day);
        }
        edits.push(Edit::put(Stakeholder { snoozed: Some(day), ..entry.who.as_ref().clone() }));
    }
    edits
}

/// The next day that is neither a Saturday nor a Sunday.
fn workday_after(day: Day) -> Day {
    let next = day.plus(1);
    match next.date().weekday() {
        Weekday::Sat => next.plus(2),
        Weekday::Sun => next.plus(1),
        _ => next,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{FollowUp, StakeholderId, Touch, TouchId};

    /// A Thursday.
    fn today() -> Day {
        "2026-11-26".parse().unwrap()
    }

    fn piled_up(count: usize) -> Plan {
        let mut plan = Plan::default();
        for number in 0..count {
            let id = StakeholderId::new(format!("p{number:02}"));
            plan.apply(Edit::put(Stakeholder { cadence: Some(20), ..Stakeholder::named(id, format!("P{number:02}")) }));
        }
        plan
    }

    #[test]
    fn what_piled_up_is_spread_over_the_working_days_to_come() {
        let mut plan = piled_up(8);
        for edit in spread(&plan, today(), None, 3) {
            plan.apply(edit);
        }
        let until = |name: &str| plan.stakeholders.get(&StakeholderId::new(name)).unwrap().snoozed;
        let (friday, monday) = (Some(today().plus(1)), Some(today().plus(4)));
        assert_eq!(["p02", "p03", "p05", "p06", "p07"].map(until), [None, friday, friday, monday, monday]);
        assert_eq!(Agenda::of(&plan, today(), None, 3).len(), 3);
        assert_eq!(spread(&plan, today(), None, 3), []);
    }

    #[test]
    fn who_was_promised_something_stays() {
        let mut plan = piled_up(4);
        let with = ["p00", "p01", "p02"].map(StakeholderId::new).to_vec();
        let follow_up = Some(Box::new(FollowUp { by: Some(today()), text: "the draft".into(), done: None }));
        plan.apply(Edit::put(Touch { follow_up, ..Touch::new(TouchId::new("t"), today(), with) }));
        let moved: Vec<_> = spread(&plan, today(), None, 1).iter().map(|edit| edit.key().id().to_owned()).collect();
        assert_eq!(moved, ["p03"]);
    }

    #[test]
    fn a_thought_moves_somebody_back_by_a_quarter_and_never_past_a_promise() {
        let mut plan = piled_up(1);
        let who = plan.stakeholders.iter().next().unwrap().as_ref().clone();
        assert_eq!(after_a_thought(&plan, &who, today()), today().plus(5));
        let often = Stakeholder { cadence: Some(3), ..who.clone() };
        assert_eq!(after_a_thought(&plan, &often, today()), today().plus(2));
        let follow_up = Some(Box::new(FollowUp { by: Some(today().plus(3)), text: String::new(), done: None }));
        plan.apply(Edit::put(Touch { follow_up, ..Touch::new(TouchId::new("t"), today(), vec![who.id.clone()]) }));
        assert_eq!(after_a_thought(&plan, &who, today()), today().plus(3));
    }
}
