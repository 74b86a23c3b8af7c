//! What does not fit together in a plan.

use std::collections::HashSet;

use super::{Day, Key, Ladder, Records, StakeholderId};

/// Something that does not fit, and where. The record itself was kept as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The record it is about.
    pub key: Key,
    /// What does not fit, in plain words.
    pub what: String,
}

impl Records {
    /// Lists what does not fit together: references to records that are not there, unknown rungs, figures outside
    /// their range, touches and reflections dated after `today`. Nothing is dropped or mended here.
    pub fn check(&self, today: Day) -> Vec<Finding> {
        let mut findings = Findings::default();
        self.check_ladder(&mut findings);
        self.check_goals(&mut findings);
        self.check_stakeholders(today, &mut findings);
        self.check_ideas(&mut findings);
        self.check_touches(today, &mut findings);
        for reflection in self.reflections.iter() {
            let key = || Key::Reflection(reflection.id.clone());
            if reflection.on > today {
                findings.add(key(), format!("is dated {}, which is still to come", reflection.on));
            }
            if reflection.feeling.is_some_and(|feeling| !(-2..=2).contains(&feeling)) {
                findings.add(key(), "has a feeling outside -2 to 2");
            }
        }
        for review in self.reviews.iter() {
            if review.day().is_none() {
                let what = "is called by something that is no day; a review is called like 2026-11-23";
                findings.add(Key::Review(review.id.clone()), what);
            }
        }
        for proof in self.proofs.iter() {
            if !proof.seniority.is_empty() && self.ladder.height(&proof.seniority).is_none() {
                findings.add(Key::Proof(proof.id.clone()), unknown_rung(&self.ladder, &proof.seniority));
            }
        }
        findings.list
    }

    fn check_ladder(&self, findings: &mut Findings) {
        if self.ladder.rungs.is_empty() {
            findings.add(Key::Ladder, "has no rungs");
        }
        let mut seen = HashSet::new();
        for rung in &self.ladder.rungs {
            if rung.trim().is_empty() {
                findings.add(Key::Ladder, "has a rung without a name");
            } else if !seen.insert(rung.to_lowercase()) {
                findings.add(Key::Ladder, format!("has the rung {rung} twice"));
            }
        }
    }

    fn check_goals(&self, findings: &mut Findings) {
        for goal in self.goals.iter() {
            if goal.title.trim().is_empty() {
                findings.add(Key::Goal(goal.id.clone()), "has no title");
            }
            if goal.id.as_str().is_empty() {
                findings.add(Key::Goal(goal.id.clone()), "has an empty id");
            }
        }
    }

    fn check_stakeholders(&self, today: Day, findings: &mut Findings) {
        for who in self.stakeholders.iter() {
            let key = || Key::Stakeholder(who.id.clone());
            if who.name.trim().is_empty() {
                findings.add(key(), "has no name");
            }
            if who.id.as_str().is_empty() {
                findings.add(key(), "has an empty id");
            }
            if !who.seniority.is_empty() && self.ladder.height(&who.seniority).is_none() {
                findings.add(key(), unknown_rung(&self.ladder, &who.seniority));
            }
            if who.cadence == Some(0) {
                findings.add(key(), "has a cadence of 0 days; the shortest is 1");
            }
            let stances = who.stakes.values().flat_map(|stake| &stake.moves).map(|one| one.on);
            for on in who.moves.iter().map(|one| one.on).chain(stances).filter(|on| *on > today) {
                findings.add(key(), format!("has a move dated {on}, which is still to come"));
            }
            for (goal, stake) in &who.stakes {
                if !self.goals.contains(goal) {
                    findings.add(key(), format!("has a stake in the goal {goal}, which is not there"));
                }
                let off = |figure: Option<u8>| figure.is_some_and(|figure| !(1..=5).contains(&figure));
                if off(stake.influence) || off(stake.interest) {
                    findings.add(key(), format!("has influence or interest outside 1 to 5 in the goal {goal}"));
                }
            }
            if let Some(other) = &who.introduced_by {
                self.check_person(other, "was introduced by", key(), findings);
            }
        }
    }

    fn check_ideas(&self, findings: &mut Findings) {
        for idea in self.ideas.iter() {
            let key = || Key::Idea(idea.id.clone());
            if idea.to.is_empty() {
                findings.add(key(), "is for nobody");
            }
            idea.to.iter().for_each(|who| self.check_person(who, "is for", key(), findings));
            if let Some(goal) = idea.goal.as_ref().filter(|goal| !self.goals.contains(goal)) {
                findings.add(key(), format!("serves the goal {goal}, which is not there"));
            }
        }
    }

    fn check_touches(&self, today: Day, findings: &mut Findings) {
        for touch in self.touches.iter() {
            let key = || Key::Touch(touch.id.clone());
            if touch.with.is_empty() {
                findings.add(key(), "is with nobody");
            }
            touch.with.iter().for_each(|who| self.check_person(who, "is with", key(), findings));
            if let Some(idea) = touch.idea.as_ref().filter(|idea| !self.ideas.contains(idea)) {
                findings.add(key(), format!("gave the idea {idea}, which is not there"));
            }
            if touch.on > today {
                findings.add(key(), format!("is dated {}, which is still to come", touch.on));
            }
        }
    }

    fn check_person(&self, who: &StakeholderId, what: &str, key: Key, findings: &mut Findings) {
        if !self.stakeholders.contains(who) {
            findings.add(key, format!("{what} {who}, who is not there"));
        }
    }
}

/// The sentence for a rung the ladder does not have.
fn unknown_rung(ladder: &Ladder, rung: &str) -> String {
    match ladder.find(rung) {
        Some(known) => format!("has the seniority {rung}; the ladder writes it {known}"),
        None => format!("has the seniority {rung}, which the ladder does not have: {}", ladder.rungs.join(", ")),
    }
}

/// The findings so far.
#[derive(Default)]
struct Findings {
    list: Vec<Finding>,
}

impl Findings {
    fn add(&mut self, key: Key, what: impl Into<String>) {
        self.list.push(Finding { key, what: what.into() });
    }
}
