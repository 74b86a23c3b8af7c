//! Who could introduce me: people I know who know the people I do not.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;

use super::super::{Closeness, GoalId, Plan, Stakeholder, StakeholderId, standing};
use super::{Coverage, Person, in_touch, org_key};

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
#[derive(Default)]
pub(super) struct Guides<'a> {
    people: Vec<Guide<'a>>,
    /// The place of each of them.
    places: HashMap<&'a StakeholderId, usize>,
    /// Seniors by organisation who are in the plan but have no stake in the goal.
    elsewhere: HashMap<usize, Vec<&'a StakeholderId>>,
    /// A number for each organisation, and for each of its spellings.
    orgs: HashMap<String, usize>,
    spelt: HashMap<&'a str, usize>,
}

struct Guide<'a> {
    who: &'a Arc<Stakeholder>,
    org: usize,
    senior: bool,
    /// What is added for closeness and height, whatever is looked for.
    points: usize,
    /// Whom they have introduced: how many by organisation.
    introduced: Vec<(usize, usize)>,
}

impl<'a> Guides<'a> {
    /// Everybody in the plan who could introduce me.
    ///
    /// Asked can be who has exchanged something with me ([`Closeness::Exchanged`] and beyond), is in touch and does not
    /// rest: an introduction is a favour, and a favour is asked of people who know me.
    pub(super) fn of(plan: &'a Plan, coverage: &Coverage, goal: Option<&GoalId>) -> Self {
        let mut found = Self::default();
        let mut introductions: Vec<(&StakeholderId, usize)> = Vec::new();
        // Both in the order of the ids: whoever counts has been looked at already.
        let mut counting = coverage.people.iter().peekable();
        for who in plan.stakeholders.iter().filter(|who| !who.archived) {
            let known: Option<&Person> = counting.next_if(|person| person.who.id == who.id);
            let org = found.number(&who.org);
            if let Some(by) = &who.introduced_by {
                introductions.push((by, org));
            }
            let height = plan.ladder.height(&who.seniority);
            let senior = coverage.senior.is_some() && height >= coverage.senior;
            if senior && goal.is_some() && known.is_none() {
                found.elsewhere.entry(org).or_default().push(&who.id);
            }
            if who.closeness < Closeness::Exchanged || who.snoozed.is_some_and(|until| coverage.today < until) {
                continue;
            }
            let now = known.map_or_else(|| standing(plan, who, coverage.today), |person| person.standing);
            if in_touch(&now) {
                let high = height.map_or(0, |height| height + 1).min(6) * 10 + usize::from(senior) * 20;
                let points = who.closeness.step() * 20 + high;
                found.places.insert(&who.id, found.people.len());
                found.people.push(Guide { who, org, senior, points, introduced: Vec::new() });
            }
        }
        for (by, org) in introductions {
            let Some(guide) = found.places.get(by).and_then(|at| found.people.get_mut(*at)) else { continue };
            match guide.introduced.iter_mut().find(|(other, _)| *other == org) {
                Some((_, count)) => *count += 1,
                None => guide.introduced.push((org, 1)),
            }
        }
        found
    }

    /// The number of an organisation.
    fn number(&mut self, org: &'a str) -> usize {
        let orgs = &mut self.orgs;
        *self.spelt.entry(org).or_insert_with(|| {
            let next = orgs.len();
            *orgs.entry(org_key(org)).or_insert(next)
        })
    }

    /// The best ways to somebody senior in an organisation, best first: whoever has no stake in the goal yet but belongs
    /// there, then those who could introduce me.
    ///
    /// `wanted` are the people there whom I know of and am not in touch with. What speaks for somebody is added up: 200 for
    /// belonging to the organisation, 150 for having brought me together with one of the wanted, 30 for each person of it to
    /// whom they introduced me, up to five; then 20 for each step of closeness, 10 for each rung they stand on and 20 for
    /// being senior. So a trusted manager comes before a director I barely know.
    pub(super) fn ways_into(&self, org: &str, wanted: &[&Stakeholder]) -> Vec<Way> {
        let org = self.orgs.get(&org_key(org)).copied();
        let theirs = org.and_then(|org| self.elsewhere.get(&org)).into_iter().flatten();
        let mut ways: Vec<Way> =
            theirs.map(|who| Way { who: (*who).clone(), knows: Knows::TheGoalNot }).take(OFFERED).collect();
        let place = |who: &StakeholderId| self.places.get(who).copied();
        let themselves: Vec<usize> = wanted.iter().filter_map(|other| place(&other.id)).collect();
        let met: Vec<(usize, &StakeholderId)> =
            wanted.iter().filter_map(|other| Some((place(other.introduced_by.as_ref()?)?, &other.id))).collect();
        // The best few, kept in order: there may be thousands to choose from.
        let mut best: Vec<(Reverse<usize>, &Guide<'_>, Knows)> = Vec::new();
        let rest = OFFERED.saturating_sub(ways.len());
        for (at, guide) in self.people.iter().enumerate() {
            let met = met.iter().find(|(place, _)| *place == at).map(|(_, other)| *other);
            let Some((points, knows)) = guide.knows(org, met) else { continue };
            let worse = best.len() >= rest && best.last().is_none_or(|(last, ..)| *last <= Reverse(points));
            if worse || themselves.contains(&at) || ways.iter().any(|way| way.who == guide.who.id) {
                continue;
            }
            let place = best.partition_point(|(other, ..)| *other <= Reverse(points));
            best.insert(place, (Reverse(points), guide, knows));
            best.truncate(rest);
        }
        ways.extend(best.into_iter().map(|(_, guide, knows)| Way { who: guide.who.id.clone(), knows }));
        ways
    }
}

impl Guide<'_> {
    /// What they know of an organisation, and how much that is worth; `met` is one of the wanted with whom they brought me
    /// together.
    fn knows(&self, org: Option<usize>, met: Option<&StakeholderId>) -> Option<(usize, Knows)> {
        let inside = Some(self.org) == org;
        let people = self.introduced.iter().find(|(other, _)| Some(*other) == org).map_or(0, |(_, count)| *count);
        let knows = match met {
            Some(other) => Knows::Them(other.clone()),
            None if inside => Knows::Inside,
            None if people > 0 => Knows::People(people),
            None if self.senior => Knows::Peers,
            None => return None,
        };
        let points = usize::from(inside) * 200 + usize::from(met.is_some()) * 150 + people.min(5) * 30;
        Some((points + self.points, knows))
    }
}
