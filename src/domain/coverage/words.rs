//! How a hole is told: what is missing, what to do next, and why somebody in particular would help.

use std::sync::Arc;

use super::super::{GoalId, Plan, Role, Stakeholder, StakeholderId, Stance};
use super::{Hole, Knows, Lack, Way};

/// What is needed to tell of holes: the plan, the goal that is looked at, and how a name may be shown.
///
/// Names of people, organisations and goals go through `name`, so that a masked screen can cover them; the sentences have
/// no capital at the beginning and no full stop.
#[derive(Clone, Copy)]
pub struct Telling<'a> {
    /// The plan.
    pub plan: &'a Plan,
    /// The goal that is looked at; none for all of them, and then the sentences name the goal.
    pub goal: Option<&'a GoalId>,
    /// How a name may be shown.
    pub name: &'a dyn Fn(&str) -> String,
}

impl<'a> Telling<'a> {
    /// With every name as it is.
    pub fn plain(plan: &'a Plan, goal: Option<&'a GoalId>) -> Self {
        Self { plan, goal, name: &str::to_owned }
    }

    /// What is missing: "nobody at Director or above in Risk".
    pub fn what(self, hole: &Hole) -> String {
        let (senior, known) = (self.senior(), !hole.who.is_empty());
        match &hole.lack {
            Lack::OnlyPeers { .. } => format!("everybody you are in touch with is below {senior}"),
            Lack::NoDecider if known => format!("not in touch with a decider{}", self.of_goal(hole)),
            Lack::NoDecider => format!("nobody who decides{}", self.of_goal(hole)),
            Lack::NoSponsor if known => format!("no sponsor on your side yet{}", self.of_goal(hole)),
            Lack::NoSponsor => format!("no sponsor{}", self.of_goal(hole)),
            Lack::NobodySenior { org } if known => {
                format!("not in touch with anybody at {senior} or above in {}", (self.name)(org))
            }
            Lack::NobodySenior { org } => format!("nobody at {senior} or above in {}", (self.name)(org)),
            Lack::GoneCold { rung } => format!("not in touch any more with anybody on the rung {rung}"),
            Lack::OnePerson { org, who } => format!("{} hangs on one person, {}", (self.name)(org), self.person(who)),
        }
    }

    /// What to do next: "ask Ada Lovelace, who knows Finance, to introduce you to a Director or above there".
    pub fn next(self, hole: &Hole) -> String {
        let first = hole.who.first().and_then(|who| self.plan.stakeholders.get(who));
        match &hole.lack {
            Lack::OnlyPeers { org } => match (first, org) {
                (Some(first), _) => self.reach(hole, first),
                (None, Some(org)) => self.find_in(hole, org),
                (None, None) => format!("find out who stands at {} or above, and add them", self.senior()),
            },
            Lack::NobodySenior { org } => match first {
                Some(first) => self.reach(hole, first),
                None => self.find_in(hole, org),
            },
            Lack::NoDecider => match (first, self.sponsor(hole)) {
                (Some(first), _) => self.reach(hole, first),
                (None, Some(sponsor)) => format!("ask {}, your sponsor, who decides", self.full(sponsor)),
                (None, None) => "find out who says yes or no, and note their role".to_owned(),
            },
            Lack::NoSponsor => match (first, hole.ways.first()) {
                (Some(first), _) if self.is_against(hole, first) => {
                    format!("ask {} what would change their mind", self.full(first))
                }
                (Some(first), _) => self.reach(hole, first),
                (None, Some(way)) => format!("ask {} whether they would lend it their name", self.person(&way.who)),
                (None, None) => "find out who gains most from it, and note their role".to_owned(),
            },
            Lack::GoneCold { .. } => {
                first.map_or_else(String::new, |first| format!("reconnect with {}", self.full(first)))
            }
            Lack::OnePerson { who, .. } => match first {
                Some(first) if self.plan.last_contact(&first.id).is_some() => {
                    format!("reconnect with {}", self.full(first))
                }
                Some(first) => format!("ask {} to introduce you to {}", self.person(who), self.full(first)),
                None => format!("ask {} whom else you should know there", self.person(who)),
            },
        }
    }

    /// Why contact with this person would help, where they fill the hole: "your only Executive in Risk".
    pub fn why(self, hole: &Hole, who: &StakeholderId) -> Option<String> {
        let record = self.plan.stakeholders.get(who).filter(|_| hole.fills(who))?;
        Some(match &hole.lack {
            Lack::OnlyPeers { .. } => format!("everybody else you are in touch with is below {}", self.senior()),
            Lack::NoDecider => format!("decides, and no decider is in touch{}", self.of_goal(hole)),
            Lack::NoSponsor => format!("sponsor, and not on your side yet{}", self.of_goal(hole)),
            Lack::NobodySenior { org } if hole.who.len() == 1 => {
                format!("your only {} in {}", record.seniority, (self.name)(org))
            }
            Lack::NobodySenior { .. } | Lack::GoneCold { .. } | Lack::OnePerson { .. } => self.what(hole),
        })
    }

    /// How to reach somebody in the plan with whom there is no contact.
    fn reach(self, hole: &Hole, who: &Stakeholder) -> String {
        let full = self.full(who);
        if self.plan.last_contact(&who.id).is_some() {
            return format!("reconnect with {full}");
        }
        match hole.ways.iter().find(|way| way.who != who.id && way.knows != Knows::TheGoalNot) {
            Some(way) => format!("ask {}, to introduce you to {full}", self.way(way, &who.org)),
            None => format!("reach out to {full}, with something of use to them"),
        }
    }

    /// How to find somebody senior in an organisation where nobody is.
    fn find_in(self, hole: &Hole, org: &str) -> String {
        let (senior, place) = (self.senior(), (self.name)(org));
        match hole.ways.first() {
            Some(Way { who, knows: Knows::TheGoalNot }) => match self.plan.stakeholders.get(who) {
                Some(who) => format!("bring in {} in {place}, who has no stake in this goal yet", self.full(who)),
                None => String::new(),
            },
            Some(way @ Way { knows: Knows::Peers, .. }) => {
                format!("ask {}, whom they know at {senior} or above in {place}", self.way(way, org))
            }
            Some(way) => format!("ask {}, to introduce you to a {senior} or above there", self.way(way, org)),
            None => format!("find out who leads {place}, and add them"),
        }
    }

    /// Somebody who could introduce me, and why them: "Ada Lovelace, who knows Finance".
    fn way(self, way: &Way, org: &str) -> String {
        let (name, place) = (self.person(&way.who), (self.name)(org));
        match &way.knows {
            Knows::Them(_) => format!("{name}, who brought you together"),
            Knows::Inside => format!("{name}, who knows {place}"),
            Knows::People(1) => format!("{name}, who introduced you to somebody in {place}"),
            Knows::People(count) => format!("{name}, who introduced you to {count} people in {place}"),
            Knows::TheGoalNot | Knows::Peers | Knows::Backs => {
                self.plan.stakeholders.get(&way.who).map_or(name, |who| self.full(who))
            }
        }
    }

    /// The rung where seniority begins.
    fn senior(self) -> &'a str {
        let ladder = &self.plan.ladder;
        ladder.senior().and_then(|height| ladder.rungs.get(height)).map_or("", String::as_str)
    }

    /// The name of somebody.
    fn person(self, who: &StakeholderId) -> String {
        (self.name)(self.plan.stakeholders.get(who).map_or(who.as_str(), |who| &who.name))
    }

    /// The name and the seniority of somebody.
    fn full(self, who: &Stakeholder) -> String {
        let name = (self.name)(&who.name);
        if who.seniority.is_empty() { name } else { format!("{name}, {}", who.seniority) }
    }

    /// The goal a hole is about, where all are looked at.
    fn of_goal(self, hole: &Hole) -> String {
        match hole.goal.as_ref().filter(|_| self.goal.is_none()).and_then(|goal| self.plan.goals.get(goal)) {
            Some(goal) => format!(": {}", (self.name)(&goal.title)),
            None => String::new(),
        }
    }

    /// A sponsor of the goal a hole is about.
    fn sponsor(self, hole: &Hole) -> Option<&'a Arc<Stakeholder>> {
        let goal = hole.goal.as_ref()?;
        let sponsors =
            |who: &&Arc<Stakeholder>| who.stakes.get(goal).is_some_and(|stake| stake.role == Some(Role::Sponsor));
        self.plan.stakeholders.iter().filter(|who| !who.archived).find(sponsors)
    }

    fn is_against(self, hole: &Hole, who: &Stakeholder) -> bool {
        let stake = hole.goal.as_ref().and_then(|goal| who.stakes.get(goal));
        let against = matches!(stake.and_then(|stake| stake.stance), Some(Stance::Resistant | Stance::Sceptical));
        against && self.plan.last_contact(&who.id).is_some()
    }
}
