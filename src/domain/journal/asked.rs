//! Which entries of the journal are asked for.

use std::collections::HashSet;

use super::super::find::Wanted;
use super::super::period::Period;
use super::super::query::{Span, is_like};
use super::super::{Channel, Gift, IdeaId, Plan, Response, StakeholderId, Word};
use super::Entry;

/// What kind an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A contact.
    Touch,
    /// A line about myself.
    Reflection,
    /// A contact on which something was promised that is still open.
    Promise,
}

impl Word for Kind {
    const ALL: &'static [Self] = &[Self::Touch, Self::Reflection, Self::Promise];

    fn word(self) -> &'static str {
        match self {
            Self::Touch => "Touch",
            Self::Reflection => "Reflection",
            Self::Promise => "Promise",
        }
    }

    fn meaning(self) -> &'static str {
        match self {
            Self::Touch => "a contact",
            Self::Reflection => "a line about yourself",
            Self::Promise => "something promised and still open",
        }
    }
}

/// What an entry has to be; texts in small letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// Somebody was there whose name or other name has this in it, or whose id it is.
    With(String),
    /// Somebody was there whose organisation has this in its name.
    Org(String),
    /// Somebody was there with a stake in this goal, or it gave an idea that serves it.
    Goal(String),
    /// This was given.
    Gift(Gift),
    /// It happened this way.
    Via(Channel),
    /// It was taken this way.
    Response(Response),
    /// It felt like this, or better, or worse.
    Feeling(i8, Span),
    /// It is of this kind.
    Kind(Kind),
    /// It was in this time.
    In(Period),
}

/// One of these has to hold, or none of them where it is turned round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// What may hold.
    pub any: Vec<Test>,
    /// Whether one of them has to, rather than none.
    pub wanted: bool,
}

/// Which entries are asked for: those in which every word is found and every condition holds.
///
/// A word is found in the names of those who were there, fuzzily, or as it stands in what was written or promised.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The words.
    pub words: Vec<String>,
    /// The conditions.
    pub conditions: Vec<Condition>,
    /// What of the line was not understood, as sentences; it asks for nothing.
    pub problems: Vec<String>,
}

impl Asked {
    /// Whether every entry is asked for.
    pub fn is_everything(&self) -> bool {
        self.words.is_empty() && self.conditions.is_empty()
    }

    /// Whether everything this asks for was asked for before, too: the words have grown, and the rest is the same.
    pub fn narrows(&self, before: &Self) -> bool {
        let grown = |(now, before): (&String, &String)| now.starts_with(before.as_str());
        self.conditions == before.conditions
            && self.words.len() >= before.words.len()
            && self.words.iter().zip(&before.words).all(grown)
    }

    /// The time asked for, where it is.
    pub fn period(&self) -> Option<Period> {
        let wanted = self.conditions.iter().filter(|condition| condition.wanted);
        let periods = wanted.filter_map(|condition| match condition.any.as_slice() {
            [Test::In(period)] => Some(*period),
            _ => None,
        });
        periods.reduce(|one, two| Period { from: one.from.max(two.from), to: one.to.min(two.to) })
    }

    /// What is not understood in this plan, as sentences: [`Asked::problems`], and people, organisations and goals that it
    /// does not have.
    pub fn doubts(&self, plan: &Plan) -> Vec<String> {
        let unknown = self.conditions.iter().flat_map(|condition| &condition.any).filter_map(|test| match test {
            Test::With(name) if people(plan, name).is_empty() => Some(format!("nobody is called {name}")),
            Test::Org(org) if members(plan, org).is_empty() => Some(format!("nobody is in an organisation {org}")),
            Test::Goal(goal) if !plan.goals.iter().any(|record| is_like(record, goal)) => {
                Some(format!("no goal is called {goal}"))
            }
            _ => None,
        });
        self.problems.iter().cloned().chain(unknown).collect()
    }
}

type People = HashSet<StakeholderId>;

fn people(plan: &Plan, name: &str) -> People {
    let fits = |own: &String| own.to_lowercase().contains(name);
    let who =
        plan.stakeholders.iter().filter(|who| who.id.as_str() == name || fits(&who.name) || who.aka.iter().any(fits));
    who.map(|who| who.id.clone()).collect()
}

fn members(plan: &Plan, org: &str) -> People {
    let who = plan.stakeholders.iter().filter(|who| who.org.to_lowercase().contains(org));
    who.map(|who| who.id.clone()).collect()
}

/// A test with everything looked up that it needs of the plan.
enum Ready {
    With(People),
    Goal(People, HashSet<IdeaId>),
    Plain(Test),
}

impl Ready {
    fn of(plan: &Plan, test: &Test) -> Self {
        match test {
            Test::With(name) => Self::With(people(plan, name)),
            Test::Org(org) => Self::With(members(plan, org)),
            Test::Goal(wanted) => {
                let goals: HashSet<_> =
                    plan.goals.iter().filter(|goal| is_like(goal, wanted)).map(|goal| goal.id.clone()).collect();
                let staked = plan.stakeholders.iter().filter(|who| who.stakes.keys().any(|goal| goals.contains(goal)));
                let serving =
                    plan.ideas.iter().filter(|idea| idea.goal.as_ref().is_some_and(|goal| goals.contains(goal)));
                Self::Goal(staked.map(|who| who.id.clone()).collect(), serving.map(|idea| idea.id.clone()).collect())
            }
            other => Self::Plain(other.clone()),
        }
    }

    fn holds(&self, entry: &Entry) -> bool {
        let was_there = |people: &People| entry.with().iter().any(|who| people.contains(who));
        let test = match self {
            Self::With(people) => return was_there(people),
            Self::Goal(people, ideas) => {
                let idea = if let Entry::Touch(touch) = entry { touch.idea.as_ref() } else { None };
                return was_there(people) || idea.is_some_and(|idea| ideas.contains(idea));
            }
            Self::Plain(test) => test,
        };
        match (test, entry) {
            (Test::In(period), entry) => period.contains(entry.on()),
            (Test::Kind(Kind::Reflection), Entry::Reflection(_)) | (Test::Kind(Kind::Touch), Entry::Touch(_)) => true,
            (Test::Kind(Kind::Promise), Entry::Touch(touch)) => {
                touch.follow_up.as_ref().is_some_and(|promise| promise.done.is_none())
            }
            (Test::Gift(gift), Entry::Touch(touch)) => touch.gift == Some(*gift),
            (Test::Via(via), Entry::Touch(touch)) => touch.via == Some(*via),
            (Test::Response(response), Entry::Touch(touch)) => touch.response == Some(*response),
            (Test::Feeling(bound, span), Entry::Reflection(reflection)) => {
                reflection.feeling.is_some_and(|feeling| span.holds(&feeling, bound))
            }
            _ => false,
        }
    }
}

/// Tells of one entry after the other whether it is asked for. What does not depend on the entry is found out once.
pub(super) struct Sieve {
    words: Vec<(Wanted, People)>,
    conditions: Vec<(Vec<Ready>, bool)>,
}

impl Sieve {
    pub(super) fn new(plan: &Plan, asked: &Asked) -> Self {
        let mut words: Vec<_> = asked.words.iter().map(|word| (Wanted::new(word), People::new())).collect();
        let mut engine = super::super::find::engine();
        for (wanted, people) in &mut words {
            let named = plan.stakeholders.iter().filter(|who| wanted.names(who, &mut engine));
            people.extend(named.map(|who| who.id.clone()));
        }
        let ready = |any: &[Test]| any.iter().map(|test| Ready::of(plan, test)).collect();
        let conditions = asked.conditions.iter().map(|condition| (ready(&condition.any), condition.wanted)).collect();
        Self { words, conditions }
    }

    /// Whether this entry is asked for; `folded` gives what was written and promised, in small letters without accents.
    pub(super) fn takes<'f>(&mut self, entry: &Entry, folded: impl Fn() -> &'f str) -> bool {
        self.conditions.iter().all(|(any, wanted)| any.iter().any(|test| test.holds(entry)) == *wanted)
            && self.words.iter_mut().all(|(wanted, people)| {
                // The record itself is far away in memory: it is looked at only where it has to be.
                wanted.is_in(folded(), [Entry::text, Entry::promised].into_iter().map(|text| text(entry)))
                    || (!people.is_empty() && entry.with().iter().any(|who| people.contains(who)))
            })
    }
}
