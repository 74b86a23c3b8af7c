//! Who could introduce me: people I know who know the people I do not.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use super::super::{Closeness, Day, GoalId, Plan, Stakeholder, StakeholderId, standing};
use super::{Coverage, in_touch, org_key};

/// Somebody who could introduce me, and what they know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// Whom to ask.
    pub who: StakeholderId,
    /// What they know.
    pub knows: Knows,
}

/// Why somebody could introduce me.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Knows {
    /// They are what is missing, and only have no stake in this goal yet.
    TheGoalNot,
    /// They brought me together with this person already.
    Them(StakeholderId),
    /// They belong to the organisation.
    Inside,
    /// They introduced me to so many people of it.
    People(usize),
    /// They are senior themselves, in another organisation.
    Peers,
    /// They are for the goal and could lend it their name.
    Backs,
}

/// How many ways into an organisation are offered.
const OFFERED: usize = 3;

/// Everybody who could introduce me: close enough to be asked, and in touch.
pub(super) struct Guides<'a> {
    people: Vec<Guide<'a>>,
    /// Seniors by organisation who are in the plan but have no stake in the goal.
    elsewhere: HashMap<String, Vec<&'a Arc<Stakeholder>>>,
    /// Whom each has introduced: how many by organisation.
    introduced: HashMap<&'a StakeholderId, HashMap<String, usize>>,
}

struct Guide<'a> {
    who: &'a Arc<Stakeholder>,
    org: String,
    height: Option<usize>,
}

impl<'a> Guides<'a> {
    /// Everybody in the plan who could introduce me.
    ///
    /// Asked can be who has exchanged something with me ([`Closeness::Exchanged`] and beyond), is in touch and does not
    /// rest: an introduction is a favour, and a favour is asked of people who know me.
    pub(super) fn of(plan: &'a Plan, coverage: &Coverage, goal: Option<&GoalId>, today: Day) -> Self {
        let mut found = Self { people: Vec::new(), elsewhere: HashMap::new(), introduced: HashMap::new() };
        for who in plan.stakeholders.iter().filter(|who| !who.archived) {
            if let Some(by) = &who.introduced_by {
                *found.introduced.entry(by).or_default().entry(org_key(&who.org)).or_default() += 1;
            }
            let height = plan.ladder.height(&who.seniority);
            let senior = coverage.senior.is_some() && height >= coverage.senior;
            if senior && goal.is_some() && !coverage.counts(&who.id) {
                found.elsewhere.entry(org_key(&who.org)).or_default().push(who);
            }
            if who.closeness < Closeness::Exchanged || who.snoozed.is_some_and(|until| today < until) {
                continue;
            }
            if in_touch(&standing(plan, who, today)) {
                found.people.push(Guide { who, org: org_key(&who.org), height });
            }
        }
        found
    }

    /// The best ways to somebody senior in an organisation, best first: whoever has no stake in the goal yet but belongs
    /// there, then those who could introduce me.
    ///
    /// `wanted` are the people there whom I know of and am not in touch with. Who brought me together with one of them
    /// comes first, then who belongs to the organisation, then who introduced me to people there, then who is senior
    /// elsewhere; within these, the closer and the higher the better. What counts is added up, so that a trusted manager
    /// comes before a director I barely know.
    pub(super) fn ways_into(&self, coverage: &Coverage, org: &str, wanted: &[&Stakeholder]) -> Vec<Way> {
        let key = org_key(org);
        let theirs = self.elsewhere.get(&key).into_iter().flatten();
        let mut ways: Vec<Way> =
            theirs.map(|who| Way { who: who.id.clone(), knows: Knows::TheGoalNot }).take(OFFERED).collect();
        let mut ranked: Vec<(Reverse<usize>, &StakeholderId, Knows)> = Vec::new();
        for guide in &self.people {
            let Some((points, knows)) = self.knows(guide, coverage, &key, wanted) else { continue };
            if !wanted.iter().any(|other| other.id == guide.who.id) {
                ranked.push((Reverse(points), &guide.who.id, knows));
            }
        }
        ranked.sort_by(|one, two| (one.0, one.1).cmp(&(two.0, two.1)));
        let rest = OFFERED.saturating_sub(ways.len());
        let asked = ranked.into_iter().filter(|(_, id, _)| !ways.iter().any(|way| way.who == **id));
        let asked: Vec<Way> = asked.take(rest).map(|(_, who, knows)| Way { who: who.clone(), knows }).collect();
        ways.extend(asked);
        ways
    }

    /// What somebody knows of an organisation, and how much that is worth.
    fn knows(
        &self,
        guide: &Guide<'_>,
        coverage: &Coverage,
        org: &str,
        wanted: &[&Stakeholder],
    ) -> Option<(usize, Knows)> {
        let met = wanted.iter().find(|other| other.introduced_by.as_ref() == Some(&guide.who.id));
        let inside = guide.org == org;
        let people = self.introduced.get(&guide.who.id).and_then(|orgs| orgs.get(org)).copied().unwrap_or(0);
        let senior = coverage.senior.is_some() && guide.height >= coverage.senior;
        let knows = match met {
            Some(other) => Knows::Them(other.id.clone()),
            None if inside => Knows::Inside,
            None if people > 0 => Knows::People(people),
            None if senior => Knows::Peers,
            None => return None,
        };
        let points = usize::from(met.is_some()) * 150 + usize::from(inside) * 200 + people.min(5) * 30;
        let standing = guide.who.closeness.step() * 20 + guide.height.map_or(0, |height| height + 1).min(6) * 10;
        Some((points + standing + usize::from(senior) * 20, knows))
    }
}
