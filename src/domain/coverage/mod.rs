//! Coverage: a goal's stakeholders by seniority and organisation, and the holes in it.
//!
//! Derived, never stored. Begin with [`Coverage::of`], the matrix; [`holes`] says what is missing in it and what to do
//! next, [`Hollow`] no more than where nobody senior is, `ways` who could introduce me, `words` how it is told, [`Trend`]
//! how it went over the last weeks.
//!
//! # Rules
//!
//! - **Whose coverage.** For a goal, those with a stake in it; for all goals, everybody. Who is archived never counts.
//! - **Organisations that matter** to a goal are the ones it names ([`Goal::orgs`]); where it names none, those its
//!   stakeholders belong to. For all goals they are those of every open goal together; in a plan without an open goal,
//!   everybody's. Case and blanks around a name do not count.
//! - **Senior** is whoever stands on [`Ladder::senior`](super::Ladder::senior) or above: Director on the default ladder.
//!   Who has no known seniority is not.
//! - **In touch** is whoever was touched and is not cold: less than two cadences have passed since, whether they rest or
//!   not. A person in the plan who was never touched covers nothing yet.

mod holes;
mod hollow;
mod trend;
mod ways;
mod words;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::{Day, Goal, GoalId, Plan, Stakeholder, Standing, Warmth, standing};

pub use holes::{Hole, Lack, holes};
pub use hollow::Hollow;
pub use trend::{Trend, WEEKS, Week};
pub use ways::{Knows, Way};
pub use words::Telling;

/// A goal's stakeholders by seniority and organisation, as they stand on one day.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// The goal; none for all of them.
    pub goal: Option<GoalId>,
    /// The day.
    pub today: Day,
    /// The organisations: those that matter in the order in which the goal names them, or else by name; then the others by
    /// name; last those who belong to none.
    pub columns: Vec<Column>,
    /// The rungs, highest first; last, where anybody has none, no rung at all.
    pub rows: Vec<Row>,
    /// The height from which somebody is senior; none on a ladder without rungs.
    pub senior: Option<usize>,
    /// Everybody who counts, in the order of their ids.
    pub people: Vec<Person>,
    cells: Vec<Cell>,
    /// Those of each column; places in `people`.
    by_column: Vec<Vec<usize>>,
}

/// An organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// What it is called; empty for those who belong to none.
    pub name: String,
    /// Whether it matters to the goal.
    pub matters: bool,
    /// Whether the goal names it.
    pub named: bool,
}

/// A rung of the ladder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it is called; empty for those whose seniority is not known.
    pub name: String,
    /// Its height, 0 for the lowest; none for those whose seniority is not known.
    pub height: Option<usize>,
}

/// Those of one seniority in one organisation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Who they are, the warmest first; places in [`Coverage::people`].
    pub people: Vec<usize>,
    /// The warmest of them.
    pub warmest: Option<Warmth>,
}

/// Somebody who counts.
#[derive(Clone, Debug)]
pub struct Person {
    /// Who it is.
    pub who: Arc<Stakeholder>,
    /// How they stand.
    pub standing: Standing,
    /// How high they stand on the ladder.
    pub height: Option<usize>,
    /// The column they belong to.
    pub column: usize,
}

impl Person {
    /// Whether we are in touch: touched, and not cold yet.
    pub fn in_touch(&self) -> bool {
        in_touch(&self.standing)
    }

    /// Whether they rest.
    pub fn rests(&self) -> bool {
        self.standing.warmth == Warmth::Snoozed
    }
}

/// Whether somebody is in touch who stands like this: touched, and less than two cadences ago.
fn in_touch(standing: &Standing) -> bool {
    standing.last.is_some() && standing.passed < 2000
}

/// An organisation whatever its dress.
fn org_key(name: &str) -> String {
    name.trim().to_lowercase()
}

impl Coverage {
    /// The coverage of this goal, or of all of them.
    pub fn of(plan: &Plan, goal: Option<&GoalId>, today: Day) -> Self {
        let counts = |who: &&Arc<Stakeholder>| !who.archived && goal.is_none_or(|goal| who.stakes.contains_key(goal));
        let who: Vec<&Arc<Stakeholder>> = plan.stakeholders.iter().filter(counts).collect();
        let (columns, places) = columns(plan, goal, &who);
        let heights: HashMap<&str, usize> = heights(plan);
        let people: Vec<Person> = who
            .iter()
            .map(|who| Person {
                standing: standing(plan, who, today),
                height: heights.get(who.seniority.as_str()).copied(),
                column: places.get(who.org.as_str()).copied().unwrap_or(0),
                who: Arc::clone(who),
            })
            .collect();
        let mut rows: Vec<Row> = plan.ladder.rungs.iter().enumerate().rev().map(rung).collect();
        if people.iter().any(|person| person.height.is_none()) {
            rows.push(Row { name: String::new(), height: None });
        }
        let senior = plan.ladder.senior();
        let cells = vec![Cell::default(); rows.len() * columns.len()];
        let mut by_column: Vec<Vec<usize>> = vec![Vec::new(); columns.len()];
        for (at, person) in people.iter().enumerate() {
            if let Some(column) = by_column.get_mut(person.column) {
                column.push(at);
            }
        }
        let mut coverage = Self { goal: goal.cloned(), today, columns, rows, senior, people, cells, by_column };
        coverage.fill();
        coverage
    }

    /// Puts everybody into their cell.
    fn fill(&mut self) {
        let mut order: Vec<usize> = (0..self.people.len()).collect();
        order.sort_by_key(|at| self.people.get(*at).map(|person| (person.standing.warmth, person.standing.passed)));
        for at in order {
            let Some(person) = self.people.get(at) else { continue };
            let row = self.row_of(person.height);
            if let Some(cell) = self.cells.get_mut(row * self.columns.len() + person.column) {
                cell.warmest.get_or_insert(person.standing.warmth);
                cell.people.push(at);
            }
        }
    }

    /// The row of a height.
    fn row_of(&self, height: Option<usize>) -> usize {
        let unknown = self.rows.len().saturating_sub(1);
        height.map_or(unknown, |height| self.rows.iter().position(|row| row.height == Some(height)).unwrap_or(unknown))
    }

    /// Those of this row and column.
    pub fn cell(&self, row: usize, column: usize) -> Option<&Cell> {
        if column >= self.columns.len() {
            return None;
        }
        self.cells.get(row * self.columns.len() + column)
    }

    /// Those of a cell, the warmest first.
    pub fn people_in(&self, row: usize, column: usize) -> impl Iterator<Item = &Person> {
        self.cell(row, column).into_iter().flat_map(|cell| &cell.people).filter_map(|at| self.people.get(*at))
    }

    /// Those of a column.
    fn people_of(&self, column: usize) -> impl Iterator<Item = &Person> + Clone {
        self.by_column.get(column).into_iter().flatten().filter_map(|at| self.people.get(*at))
    }

    /// Whether somebody stands where seniority begins, or above.
    pub fn is_senior(&self, person: &Person) -> bool {
        self.senior.is_some() && person.height >= self.senior
    }

    /// Whether nobody senior in touch is in a column that matters: the places where a hole is.
    pub fn is_hollow(&self, column: usize) -> bool {
        let matters = self.columns.get(column).is_some_and(|column| column.matters);
        matters && self.senior.is_some() && !self.people_of(column).any(|who| self.is_senior(who) && who.in_touch())
    }

    /// The name of the rung where seniority begins.
    pub fn senior_rung(&self) -> &str {
        self.rows.iter().find(|row| row.height.is_some() && row.height == self.senior).map_or("", |row| &row.name)
    }
}

/// The heights of the rungs by their names; of two rungs of one name the lower counts.
fn heights(plan: &Plan) -> HashMap<&str, usize> {
    plan.ladder.rungs.iter().enumerate().rev().map(|(height, name)| (name.as_str(), height)).collect()
}

fn rung((height, name): (usize, &String)) -> Row {
    Row { name: name.clone(), height: Some(height) }
}

/// Organisations by what they come to, each in the first of its spellings.
fn orgs<'a>(spellings: impl Iterator<Item = &'a str>) -> BTreeMap<String, &'a str> {
    // Thousands of people belong to dozens of organisations: what each comes to is found out once.
    let spellings: BTreeSet<&str> = spellings.collect();
    let mut orgs = BTreeMap::new();
    for spelling in spellings {
        orgs.entry(org_key(spelling)).or_insert(spelling.trim());
    }
    orgs
}

/// The columns, and the place of each organisation among them by each of its spellings.
fn columns<'a>(
    plan: &Plan,
    goal: Option<&GoalId>,
    people: &[&'a Arc<Stakeholder>],
) -> (Vec<Column>, HashMap<&'a str, usize>) {
    let theirs = orgs(people.iter().map(|who| who.org.as_str()));
    let mattering: Vec<&Arc<Goal>> = match goal {
        Some(goal) => plan.goals.get(goal).into_iter().collect(),
        None => plan.goals.iter().filter(|goal| goal.closed.is_none()).collect(),
    };
    let unnamed: Vec<&GoalId> = mattering.iter().filter(|goal| goal.orgs.is_empty()).map(|goal| &goal.id).collect();
    let has_say = |who: &&&Arc<Stakeholder>| {
        goal.is_none() && mattering.is_empty() || unnamed.iter().any(|goal| who.stakes.contains_key(*goal))
    };
    let implied = orgs(people.iter().filter(has_say).map(|who| who.org.as_str()));
    let mut columns: Vec<Column> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut add = |name: &str, matters: bool, named: bool| {
        places.entry(org_key(name)).or_insert_with(|| {
            columns.push(Column { name: name.trim().to_owned(), matters, named });
            columns.len() - 1
        });
    };
    for name in mattering.iter().flat_map(|goal| &goal.orgs).filter(|name| !name.trim().is_empty()) {
        add(theirs.get(&org_key(name)).copied().unwrap_or(name), true, true);
    }
    for (_, name) in implied.iter().filter(|(key, _)| !key.is_empty()) {
        add(name, true, false);
    }
    for (_, name) in theirs.iter().filter(|(key, _)| !key.is_empty()) {
        add(name, false, false);
    }
    if theirs.contains_key("") {
        add("", false, false);
    }
    let mut spelt: HashMap<&str, usize> = HashMap::new();
    for who in people {
        spelt.entry(who.org.as_str()).or_insert_with(|| places.get(&org_key(&who.org)).copied().unwrap_or(0));
    }
    (columns, spelt)
}
