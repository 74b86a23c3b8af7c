//! The Network screen: what it looks at, and what is chosen on it.
//!
//! What it shows is worked out once, when the plan, the day or the goal changed ([`NetworkScreen::refresh`]), and only while
//! the screen is shown; drawing looks it up.

use std::cmp::Reverse;

use crate::domain::coverage::{Coverage, Hole, Person, Trend};
use crate::domain::{Basis, Day, GoalId, Plan, Stake, Stakeholder, StakeholderId, Stance};

/// How the network is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// Seniority by organisation, with the holes.
    #[default]
    Matrix,
    /// Influence by interest.
    Grid,
    /// Stance now against stance wanted.
    Stances,
}

impl View {
    /// The next one, round and round.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Matrix => Self::Grid,
            Self::Grid => Self::Stances,
            Self::Stances => Self::Matrix,
        }
    }

    /// What it is called.
    pub fn title(self) -> &'static str {
        match self {
            Self::Matrix => "Coverage",
            Self::Grid => "Influence by interest",
            Self::Stances => "Stance now and wanted",
        }
    }
}

/// The highest figure of influence and interest.
pub const HIGHEST: usize = 5;

/// The stance of somebody towards a goal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// Who it is.
    pub who: StakeholderId,
    /// The goal.
    pub goal: GoalId,
    /// Where they stand.
    pub now: Option<Stance>,
    /// Where I would like them to stand.
    pub wanted: Option<Stance>,
}

/// Everything the screen shows, worked out for a plan, a goal and a day.
#[derive(Clone, Debug)]
pub struct Survey {
    /// Seniority by organisation.
    pub coverage: Coverage,
    /// What is missing, the heaviest first.
    pub holes: Vec<Hole>,
    /// How it went.
    pub trend: Trend,
    /// The squares of influence by interest, both from 1: places in the people of the coverage, the warmest first.
    squares: Vec<Vec<usize>>,
    /// How many have no place among the squares.
    pub unplaced: usize,
    /// The stances, those with the longest way to go first.
    pub positions: Vec<Position>,
    /// How many have no stance, neither now nor wanted.
    pub unknown: usize,
}

impl Survey {
    fn of(plan: &Plan, goal: Option<&GoalId>, today: Day) -> Self {
        let coverage = Coverage::of(plan, goal, today);
        let (holes, trend) = (coverage.holes(plan), coverage.trend(plan));
        let mut squares = vec![Vec::new(); HIGHEST * HIGHEST];
        let mut unplaced = 0;
        let mut order: Vec<usize> = (0..coverage.people.len()).collect();
        order.sort_by_key(|at| coverage.people.get(*at).map(|person| (person.standing.warmth, person.standing.passed)));
        for at in order {
            let place = coverage.people.get(at).and_then(|person| place(&person.who, goal));
            match place.and_then(|place| squares.get_mut(place)) {
                Some(square) => square.push(at),
                None => unplaced += 1,
            }
        }
        let (positions, unknown) = positions(&coverage);
        Self { coverage, holes, trend, squares, unplaced, positions, unknown }
    }

    /// Those of an influence and an interest, the warmest first.
    pub fn square(&self, influence: usize, interest: usize) -> impl ExactSizeIterator<Item = &Person> {
        let at = square_at(influence, interest);
        let square = at.and_then(|at| self.squares.get(at)).map_or(&[][..], Vec::as_slice);
        square.iter().map(|at| &self.coverage.people[*at])
    }
}

fn square_at(influence: usize, interest: usize) -> Option<usize> {
    let of = |figure: usize| figure.checked_sub(1).filter(|figure| *figure < HIGHEST);
    Some(of(influence)? * HIGHEST + of(interest)?)
}

/// What somebody is to the goal; to each of them where all are looked at.
fn stakes<'a>(who: &'a Stakeholder, goal: Option<&'a GoalId>) -> impl Iterator<Item = (&'a GoalId, &'a Stake)> {
    who.stakes.iter().filter(move |(id, _)| goal.is_none_or(|goal| goal == *id))
}

/// The square of somebody: their highest influence and interest.
fn place(who: &Stakeholder, goal: Option<&GoalId>) -> Option<usize> {
    let influence = stakes(who, goal).filter_map(|(_, stake)| stake.influence).max()?;
    let interest = stakes(who, goal).filter_map(|(_, stake)| stake.interest).max()?;
    square_at(usize::from(influence), usize::from(interest))
}

/// The stances and how many people have none. Those who are to come furthest stand first, then the most influential.
fn positions(coverage: &Coverage) -> (Vec<Position>, usize) {
    let mut found = Vec::new();
    let mut unknown = 0;
    for person in &coverage.people {
        let before = found.len();
        for (goal, stake) in stakes(&person.who, coverage.goal.as_ref()) {
            if stake.stance.is_some() || stake.wanted.is_some() {
                let way = match (stake.stance, stake.wanted) {
                    (Some(now), Some(wanted)) => (wanted as usize).abs_diff(now as usize),
                    // Where they stand is not known: the longest way there could be.
                    (None, Some(_)) => usize::MAX,
                    _ => 0,
                };
                let position = Position {
                    who: person.who.id.clone(),
                    goal: goal.clone(),
                    now: stake.stance,
                    wanted: stake.wanted,
                };
                found.push((Reverse(way), Reverse(stake.influence), person.who.name.to_lowercase(), position));
            }
        }
        unknown += usize::from(found.len() == before);
    }
    found.sort_by(|one, two| (one.0, one.1, &one.2).cmp(&(two.0, two.1, &two.2)));
    (found.into_iter().map(|(.., position)| position).collect(), unknown)
}

/// What is chosen on the Network screen.
#[derive(Debug)]
pub struct NetworkScreen {
    /// How the network is looked at.
    pub view: View,
    /// Whether the keys act on the list of holes rather than on the picture beside it.
    pub on_holes: bool,
    /// The chosen row of the matrix, by its name.
    rung: Option<String>,
    /// The chosen column of the matrix, by its name.
    org: Option<String>,
    /// The chosen hole, from 0.
    pub hole: usize,
    /// The chosen square: influence and interest, from 1.
    pub square: (usize, usize),
    /// The chosen stance, from 0.
    pub position: usize,
    /// What there is to see; none until the screen is shown.
    pub survey: Option<Survey>,
    /// What it was worked out from.
    basis: Option<Basis<Option<GoalId>>>,
}

impl Default for NetworkScreen {
    fn default() -> Self {
        Self {
            view: View::Matrix,
            on_holes: false,
            rung: None,
            org: None,
            hole: 0,
            square: (HIGHEST, HIGHEST),
            position: 0,
            survey: None,
            basis: None,
        }
    }
}

impl NetworkScreen {
    /// Works out anew what there is to see where anything changed, and keeps what is chosen where it can.
    pub fn refresh(&mut self, plan: &Plan, goal: Option<&GoalId>, today: Day) {
        if !Basis::new(plan, today, goal.cloned()).replaces(&mut self.basis) {
            return;
        }
        let survey = Survey::of(plan, goal, today);
        self.hole = self.hole.min(survey.holes.len().saturating_sub(1));
        self.position = self.position.min(survey.positions.len().saturating_sub(1));
        self.survey = Some(survey);
        if self.org.is_none() {
            self.go_to_hole();
        }
    }

    #[cfg(test)]
    pub(super) fn forget(&mut self) {
        self.basis = None;
    }

    /// Whether there are holes to go to.
    fn has_holes(&self) -> bool {
        self.survey.as_ref().is_some_and(|survey| !survey.holes.is_empty())
    }

    /// Whether the keys act on the list of holes now.
    pub fn is_on_holes(&self) -> bool {
        self.view == View::Matrix && self.on_holes && self.has_holes()
    }

    /// The chosen hole, while the keys act on the list.
    pub fn chosen_hole(&self) -> Option<&Hole> {
        self.survey.as_ref().filter(|_| self.is_on_holes())?.holes.get(self.hole)
    }

    /// The chosen cell of the matrix: row and column.
    pub fn cell(&self) -> (usize, usize) {
        let Some(coverage) = self.survey.as_ref().map(|survey| &survey.coverage) else { return (0, 0) };
        let row = coverage.rows.iter().position(|row| Some(&row.name) == self.rung.as_ref());
        let column = coverage.columns.iter().position(|column| Some(&column.name) == self.org.as_ref());
        (row.unwrap_or(0), column.unwrap_or(0))
    }

    /// Chooses a cell of the matrix, or the nearest there is.
    pub fn choose_cell(&mut self, row: usize, column: usize) {
        let Some(survey) = &self.survey else { return };
        let (rows, columns) = (&survey.coverage.rows, &survey.coverage.columns);
        self.rung = rows.get(row.min(rows.len().saturating_sub(1))).map(|row| row.name.clone());
        self.org = columns.get(column.min(columns.len().saturating_sub(1))).map(|column| column.name.clone());
    }

    /// Chooses the place of the chosen hole in the matrix: its organisation, where seniority begins.
    pub fn go_to_hole(&mut self) {
        let Some(survey) = &self.survey else { return };
        let coverage = &survey.coverage;
        let hollow = survey.holes.get(self.hole).and_then(Hole::org);
        let column = hollow.and_then(|org| coverage.columns.iter().position(|column| column.name == org));
        let row = coverage.rows.iter().position(|row| row.height.is_some() && row.height == coverage.senior);
        let first = (0..coverage.columns.len()).find(|column| coverage.is_hollow(*column)).unwrap_or(0);
        self.choose_cell(row.unwrap_or(0), column.unwrap_or(first));
    }

    /// Those at whom the keys are aimed: in the chosen cell or square, with the chosen stance, or named by the chosen hole.
    pub fn chosen(&self) -> Vec<StakeholderId> {
        let Some(survey) = &self.survey else { return Vec::new() };
        let ids = |people: &mut dyn Iterator<Item = &Person>| people.map(|person| person.who.id.clone()).collect();
        match self.view {
            View::Matrix => self.chosen_hole().map_or_else(
                || {
                    let (row, column) = self.cell();
                    ids(&mut survey.coverage.people_in(row, column))
                },
                named,
            ),
            View::Grid => ids(&mut survey.square(self.square.0, self.square.1)),
            View::Stances => {
                survey.positions.get(self.position).map(|position| position.who.clone()).into_iter().collect()
            }
        }
    }
}

/// Whom a hole names: who would fill it, then who could introduce me, each once.
fn named(hole: &Hole) -> Vec<StakeholderId> {
    let mut all: Vec<StakeholderId> = hole.who.clone();
    for way in &hole.ways {
        if !all.contains(&way.who) {
            all.push(way.who.clone());
        }
    }
    all
}
