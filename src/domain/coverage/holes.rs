//! What is missing in a coverage, how much it weighs, and whom it concerns.

use std::cmp::Reverse;
use std::sync::Arc;

use super::super::{Day, Goal, GoalId, Plan, Role, Stake, Stakeholder, StakeholderId, Stance};
use super::ways::Guides;
use super::{Column, Coverage, Knows, Person, Way};

/// Something missing in a coverage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hole {
    /// What is missing.
    pub lack: Lack,
    /// The goal it is missing for; none when it concerns all of them together.
    pub goal: Option<GoalId>,
    /// How much it weighs, 1 to 100: see [`holes`].
    pub weight: u8,
    /// Those in the plan who would fill it if we were in touch, the most promising first. For [`Lack::OnePerson`] and
    /// [`Lack::GoneCold`] those with whom contact would help, too.
    pub who: Vec<StakeholderId>,
    /// Who could introduce me, the best first.
    pub ways: Vec<Way>,
}

/// What is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lack {
    /// Everybody in touch stands below the rung where seniority begins.
    OnlyPeers {
        /// The organisation to begin with, where one matters.
        org: Option<String>,
    },
    /// Nobody who decides is in touch.
    NoDecider,
    /// Nobody who backs the goal is in touch, or those who could are against it.
    NoSponsor,
    /// Nobody senior in an organisation that matters is in touch.
    NobodySenior {
        /// The organisation.
        org: String,
    },
    /// On a rung where there was contact, it has gone cold with everybody.
    GoneCold {
        /// The rung.
        rung: String,
    },
    /// In an organisation that matters, one single person is in touch.
    OnePerson {
        /// The organisation.
        org: String,
        /// The person.
        who: StakeholderId,
    },
}

impl Hole {
    /// Whether contact with this person would fill it, or help.
    pub fn fills(&self, who: &StakeholderId) -> bool {
        self.who.contains(who)
    }

    /// The organisation it is in, or to begin with, where there is one.
    pub fn org(&self) -> Option<&str> {
        match &self.lack {
            Lack::NobodySenior { org } | Lack::OnePerson { org, .. } => Some(org),
            Lack::OnlyPeers { org } => org.as_deref(),
            Lack::NoDecider | Lack::NoSponsor | Lack::GoneCold { .. } => None,
        }
    }
}

/// The holes in the coverage of this goal, or of all goals, the heaviest first. A closed goal has none.
///
/// | what | weight |
/// | --- | --- |
/// | [`Lack::OnlyPeers`] | 100: the mistake this program is there to prevent |
/// | [`Lack::NoDecider`] | 80; 70 when somebody who decides is in the plan |
/// | [`Lack::NoSponsor`] | 75; 65 when somebody who could is in the plan |
/// | [`Lack::NobodySenior`] | 45, 10 more where the goal names the organisation, 1 more for each person in touch there, up to 5; 5 less when somebody senior is in the plan already |
/// | [`Lack::GoneCold`] | 20 on the lowest rung to 40 on the highest |
/// | [`Lack::OnePerson`] | 15, 5 more where the goal names the organisation, 2 more for each step of that person's influence |
///
/// Who rests is not offered as somebody who fills a hole, and what they cover still counts. Holes of one weight come in
/// the order of this table, then by the order of the organisations.
pub fn holes(plan: &Plan, goal: Option<&GoalId>, today: Day) -> Vec<Hole> {
    Coverage::of(plan, goal, today).holes(plan)
}

impl Coverage {
    /// The holes in it: see [`holes`].
    pub fn holes(&self, plan: &Plan) -> Vec<Hole> {
        let goal = self.goal.as_ref().and_then(|id| plan.goals.get(id));
        if goal.is_some_and(|goal| goal.closed.is_some()) || plan.stakeholders.is_empty() && goal.is_none() {
            return Vec::new();
        }
        let survey = Survey { coverage: self, guides: Guides::of(plan, self, self.goal.as_ref()) };
        let hollow = survey.nobody_senior();
        let mut holes: Vec<Hole> = survey.only_peers(&hollow).into_iter().collect();
        let open = plan.goals.iter().filter(|goal| goal.closed.is_none());
        for goal in open.filter(|other| goal.is_none_or(|goal| goal.id == other.id)) {
            holes.extend(survey.no_decider(goal));
            holes.extend(survey.no_sponsor(goal));
        }
        holes.extend(hollow);
        holes.extend(survey.gone_cold());
        holes.extend(survey.one_person());
        // Stable: what weighs the same stays in the order in which it was found.
        holes.sort_by_key(|hole| Reverse(hole.weight));
        holes
    }
}

/// What is looked at to find holes.
struct Survey<'a> {
    coverage: &'a Coverage,
    guides: Guides<'a>,
}

impl Survey<'_> {
    fn hole(&self, lack: Lack, weight: usize, who: &[&Person], ways: Vec<Way>) -> Hole {
        let weight = u8::try_from(weight.min(100)).unwrap_or(100);
        let who = who.iter().map(|person| person.who.id.clone()).collect();
        Hole { lack, goal: self.coverage.goal.clone(), weight, who, ways }
    }

    /// Seniors who are not in touch and do not rest, the most promising first.
    fn quiet_seniors(&self, column: Option<usize>) -> Vec<&Person> {
        let coverage = self.coverage;
        let quiet = |person: &&Person| coverage.is_senior(person) && !person.in_touch() && !person.rests();
        let mut people: Vec<&Person> = match column {
            Some(column) => coverage.people_of(column).filter(quiet).collect(),
            None => coverage.people.iter().filter(quiet).collect(),
        };
        people.sort_by_key(|person| self.promise(person));
        people
    }

    /// The order of those who could fill a hole: influence, then who was met before, then closeness, then the lower rung,
    /// which is the easier one to reach.
    fn promise(&self, person: &Person) -> impl Ord + use<> {
        let influence = self.stakes(&person.who).filter_map(|stake| stake.influence).max();
        (Reverse(influence), person.standing.last.is_none(), Reverse(person.who.closeness), person.height)
    }

    /// What somebody is to the goal, or to any where all are looked at.
    fn stakes<'w>(&self, who: &'w Stakeholder) -> impl Iterator<Item = &'w Stake> {
        let goal = self.coverage.goal.clone();
        who.stakes.iter().filter(move |(id, _)| goal.as_ref().is_none_or(|goal| goal == *id)).map(|(_, stake)| stake)
    }

    /// Where everybody in touch is a peer: with the organisation to begin with, which is one where somebody senior is in the
    /// plan, or else one into which somebody could introduce me, the heaviest of them.
    fn only_peers(&self, hollow: &[Hole]) -> Option<Hole> {
        let coverage = self.coverage;
        let mut in_touch = coverage.people.iter().filter(|person| person.in_touch()).peekable();
        in_touch.peek()?;
        // On a ladder of one rung there is nobody above.
        if coverage.senior? == 0 || in_touch.any(|person| coverage.is_senior(person)) {
            return None;
        }
        let by_weight = |hole: &&Hole| (!hole.who.is_empty(), !hole.ways.is_empty(), hole.weight);
        // Of equals the first: the order of the organisations.
        let begin = hollow.iter().rev().max_by_key(by_weight);
        let mut hole = self.hole(
            Lack::OnlyPeers { org: begin.and_then(Hole::org).map(str::to_owned) },
            100,
            &self.quiet_seniors(None),
            begin.map_or_else(Vec::new, |hole| hole.ways.clone()),
        );
        if let Some(begin) = begin {
            hole.who.sort_by_key(|who| !begin.fills(who));
        }
        Some(hole)
    }

    /// Those with a role in a goal.
    fn with_role(&self, goal: &Goal, role: Role) -> Vec<&Person> {
        let has = |person: &&Person| person.who.stakes.get(&goal.id).is_some_and(|stake| stake.role == Some(role));
        self.coverage.people.iter().filter(has).collect()
    }

    fn no_decider(&self, goal: &Arc<Goal>) -> Option<Hole> {
        let deciders = self.with_role(goal, Role::Decider);
        if deciders.iter().any(|person| person.in_touch()) {
            return None;
        }
        Some(self.role_hole(goal, Lack::NoDecider, 80, deciders))
    }

    fn no_sponsor(&self, goal: &Arc<Goal>) -> Option<Hole> {
        let stake = |person: &Person| person.who.stakes.get(&goal.id).cloned().unwrap_or_default();
        let against = |stake: &Stake| matches!(stake.stance, Some(Stance::Resistant | Stance::Sceptical));
        let sponsors = self.with_role(goal, Role::Sponsor);
        if sponsors.iter().any(|person| person.in_touch() && !against(&stake(person))) {
            return None;
        }
        let mut hole = self.role_hole(goal, Lack::NoSponsor, 75, sponsors);
        if hole.who.is_empty() {
            // Who is senior, in touch and for it could be asked: the most in favour first, then the most influential.
            let could = self.coverage.people.iter().filter(|who| self.coverage.is_senior(who) && who.in_touch());
            let mut could: Vec<(&Person, Stake)> = could.map(|person| (person, stake(person))).collect();
            could.retain(|(_, stake)| stake.stance >= Some(Stance::Supportive));
            could.sort_by_key(|(_, stake)| Reverse((stake.stance, stake.influence)));
            let asked = could.iter().take(3);
            hole.ways = asked.map(|(person, _)| Way { who: person.who.id.clone(), knows: Knows::Backs }).collect();
        }
        Some(hole)
    }

    fn role_hole(&self, goal: &Arc<Goal>, lack: Lack, weight: usize, mut people: Vec<&Person>) -> Hole {
        people.retain(|person| !person.rests());
        people.sort_by_key(|person| self.promise(person));
        let ways = people
            .first()
            .map_or_else(Vec::new, |person| self.guides.ways_into(&person.who.org, &[person.who.as_ref()]));
        let weight = if people.is_empty() { weight } else { weight - 10 };
        Hole { goal: Some(goal.id.clone()), ..self.hole(lack, weight, &people, ways) }
    }

    /// The columns that matter, each with its place.
    fn mattering(&self) -> impl Iterator<Item = (usize, &Column)> {
        self.coverage.columns.iter().enumerate().filter(|(_, column)| column.matters)
    }

    fn nobody_senior(&self) -> Vec<Hole> {
        let coverage = self.coverage;
        let hollow = self.mattering().filter(|(at, _)| coverage.is_hollow(*at));
        hollow
            .map(|(at, column)| {
                let who = self.quiet_seniors(Some(at));
                let known: Vec<&Stakeholder> = who.iter().map(|person| person.who.as_ref()).collect();
                let ways = self.guides.ways_into(&column.name, &known);
                let there = coverage.people_of(at).filter(|person| person.in_touch()).count().min(5);
                let weight = 45 + usize::from(column.named) * 10 + there - 5 * usize::from(!who.is_empty());
                self.hole(Lack::NobodySenior { org: column.name.clone() }, weight, &who, ways)
            })
            .collect()
    }

    fn gone_cold(&self) -> Vec<Hole> {
        let coverage = self.coverage;
        let top = coverage.rows.iter().filter_map(|row| row.height).max().unwrap_or(0).max(1);
        let rungs = coverage.rows.iter().filter_map(|row| row.height.map(|height| (height, row)));
        rungs
            .filter_map(|(height, row)| {
                let on_it = coverage.people.iter().filter(|person| person.height == Some(height));
                let mut met: Vec<&Person> = on_it.filter(|person| person.standing.last.is_some()).collect();
                if met.is_empty() || met.iter().any(|person| person.in_touch() || person.rests()) {
                    return None;
                }
                met.sort_by_key(|person| self.promise(person));
                Some(self.hole(Lack::GoneCold { rung: row.name.clone() }, 20 + 20 * height / top, &met, Vec::new()))
            })
            .collect()
    }

    fn one_person(&self) -> Vec<Hole> {
        let coverage = self.coverage;
        let single = self.mattering().filter_map(|(at, column)| {
            let mut in_touch = coverage.people_of(at).filter(|person| person.in_touch());
            let only = in_touch.next().filter(|_| in_touch.next().is_none())?;
            let mut others: Vec<&Person> =
                coverage.people_of(at).filter(|who| !who.in_touch() && !who.rests()).collect();
            others.sort_by_key(|person| self.promise(person));
            let influence = self.stakes(&only.who).filter_map(|stake| stake.influence).max().unwrap_or(0).min(5);
            let weight = 15 + usize::from(column.named) * 5 + usize::from(influence) * 2;
            let lack = Lack::OnePerson { org: column.name.clone(), who: only.who.id.clone() };
            Some(self.hole(lack, weight, &others, Vec::new()))
        });
        single.collect()
    }
}
