//! What does not fit in a plan and can be put right without asking.

use std::sync::Arc;

use super::{Edit, Key, Ladder, Record, Records, Stakeholder};

/// One record put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mended {
    /// The record.
    pub key: Key,
    /// What was done, in plain words.
    pub what: Vec<String>,
    /// The edit that does it.
    pub edit: Edit,
}

/// Puts right what [`Records::check`] finds and what needs no decision: a rung is written as the ladder writes it, a
/// reference to a record that is not there goes where others stay, a figure outside its range becomes the nearest inside.
/// A day still to come, an unknown rung, or a touch that would be left with nobody are for a person to decide.
pub fn mend(records: &Records) -> Vec<Mended> {
    let mut mended = Vec::new();
    let mut ladder = records.ladder.as_ref().clone();
    let what = mend_ladder(&mut ladder);
    if !what.is_empty() {
        mended.push(Mended { key: Key::Ladder, what, edit: Edit::put(ladder.clone()) });
    }
    let mut keep = |before: Record, after: Record, what: Vec<String>| {
        if before != after {
            mended.push(Mended { key: after.key(), what, edit: Edit::Put(after) });
        }
    };
    for who in records.stakeholders.iter() {
        let mut mended = who.as_ref().clone();
        let what = mend_stakeholder(&mut mended, records, &ladder);
        keep(Record::Stakeholder(Arc::clone(who)), mended.into(), what);
    }
    let there = |who: &super::StakeholderId| records.stakeholders.contains(who);
    for idea in records.ideas.iter() {
        let (mut mended, mut what) = (idea.as_ref().clone(), Vec::new());
        if mended.to.iter().any(there) && !mended.to.iter().all(there) {
            mended.to.retain(|who| there(who));
            what.push("is no longer for people who are not there".to_owned());
        }
        if let Some(goal) = mended.goal.take_if(|goal| !records.goals.contains(goal)) {
            what.push(format!("no longer serves the goal {goal}, which is not there"));
        }
        keep(Record::Idea(Arc::clone(idea)), mended.into(), what);
    }
    for touch in records.touches.iter() {
        let (mut mended, mut what) = (touch.as_ref().clone(), Vec::new());
        if mended.with.iter().any(there) && !mended.with.iter().all(there) {
            mended.with.retain(|who| there(who));
            what.push("is no longer with people who are not there".to_owned());
        }
        if let Some(idea) = mended.idea.take_if(|idea| !records.ideas.contains(idea)) {
            what.push(format!("no longer refers to the idea {idea}, which is not there"));
        }
        keep(Record::Touch(Arc::clone(touch)), mended.into(), what);
    }
    for reflection in records.reflections.iter() {
        let mut mended = reflection.as_ref().clone();
        mended.feeling = mended.feeling.map(|feeling| feeling.clamp(-2, 2));
        keep(
            Record::Reflection(Arc::clone(reflection)),
            mended.into(),
            vec!["has a feeling from -2 to 2 now".to_owned()],
        );
    }
    mended
}

fn mend_ladder(ladder: &mut Ladder) -> Vec<String> {
    let before = ladder.rungs.len();
    let mut seen = std::collections::HashSet::new();
    ladder.rungs.retain(|rung| !rung.trim().is_empty() && seen.insert(rung.to_lowercase()));
    let mut what = Vec::new();
    if ladder.rungs.len() < before {
        what.push("has each rung once, and each with a name".to_owned());
    }
    if ladder.rungs.is_empty() {
        *ladder = Ladder::default();
        what.push("has the usual rungs again".to_owned());
    }
    what
}

fn mend_stakeholder(who: &mut Stakeholder, records: &Records, ladder: &Ladder) -> Vec<String> {
    let mut what = Vec::new();
    if let Some(rung) = ladder.find(&who.seniority).filter(|rung| *rung != who.seniority) {
        what.push(format!("has the seniority {rung}, as the ladder writes it"));
        who.seniority = rung.to_owned();
    }
    if who.cadence.take_if(|days| *days == 0).is_some() {
        what.push("has the cadence of their seniority".to_owned());
    }
    let stakes = who.stakes.len();
    who.stakes.retain(|goal, _| records.goals.contains(goal));
    if who.stakes.len() < stakes {
        what.push("has no stake any more in a goal that is not there".to_owned());
    }
    for (goal, stake) in &mut who.stakes {
        let figures = [&mut stake.influence, &mut stake.interest];
        let off: Vec<&mut u8> = figures.into_iter().flatten().filter(|figure| !(1..=5).contains(&**figure)).collect();
        if !off.is_empty() {
            what.push(format!("has influence and interest from 1 to 5 in the goal {goal}"));
        }
        for figure in off {
            *figure = (*figure).clamp(1, 5);
        }
    }
    if who.introduced_by.take_if(|other| !records.stakeholders.contains(other)).is_some() {
        what.push("is no longer introduced by somebody who is not there".to_owned());
    }
    what
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::arbitrary::records;
    use crate::domain::{Day, Goal, GoalId, Idea, IdeaId, Stake, StakeholderId, Touch, TouchId};
    use proptest::prelude::*;

    fn mended(records: &Records) -> Records {
        let mut after = records.clone();
        for one in mend(records) {
            after.apply(one.edit);
        }
        after
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn mending_finds_nothing_new_and_nothing_twice(records in records(), today in 0..20_000_i64) {
            let today = Day::FIRST.plus(700_000 + today);
            let after = mended(&records);
            let before = records.check(today);
            for left in after.check(today) {
                prop_assert!(before.contains(&left), "{:?} is new", left);
            }
            prop_assert!(mend(&after).is_empty());
            prop_assert_eq!(after.len(), records.len(), "no record goes");
            if before.is_empty() {
                prop_assert_eq!(after, records);
            }
        }
    }

    #[test]
    fn what_needs_no_decision_is_put_right_and_the_rest_stays() {
        let mut plan = Records::default();
        let id = StakeholderId::new("ada");
        let mut ada = Stakeholder::named(id.clone(), "Ada");
        ada.seniority = "vp".into();
        ada.cadence = Some(0);
        ada.introduced_by = Some(StakeholderId::new("gone"));
        let data = GoalId::new("data");
        ada.stakes.insert(GoalId::new("gone"), Stake::default());
        ada.stakes.insert(data.clone(), Stake { influence: Some(9), interest: Some(0), ..Stake::default() });
        plan.apply(Edit::put(ada));
        plan.apply(Edit::put(Goal::new(data, "Data")));
        let gone = StakeholderId::new("gone");
        let mut idea = Idea::new(IdeaId::new("i"), vec![id.clone(), gone.clone()], "thank her");
        idea.goal = Some(GoalId::new("gone"));
        plan.apply(Edit::put(idea));
        let today: Day = "2026-11-23".parse().unwrap();
        let mut touch = Touch::new(TouchId::new("t"), today.plus(1), vec![gone.clone()]);
        touch.idea = Some(Box::new(IdeaId::new("gone")));
        plan.apply(Edit::put(touch));
        assert_eq!(plan.check(today).len(), 10, "{:?}", plan.check(today));
        let after = mended(&plan);
        let left: Vec<String> = after.check(today).into_iter().map(|found| found.what).collect();
        assert_eq!(left, ["is with gone, who is not there", "is dated 2026-11-24, which is still to come"]);
        let ada = after.stakeholders.get(&id).unwrap();
        assert_eq!((ada.seniority.as_str(), ada.cadence, ada.stakes.len()), ("VP", None, 1));
        assert_eq!(mend(&plan)[0].what.len(), 5, "{:?}", mend(&plan)[0].what);
    }
}
