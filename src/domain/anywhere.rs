//! Words looked for in everything a plan holds.

use std::sync::Arc;

use super::find::{Engine, Finder, Wanted, engine, folded};
use super::journal::{Asked, Entry, Timeline};
use super::{Goal, Idea, Plan, Proof, Stakeholder};

/// Where words were found, each list in its own order.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// Stakeholders by name, the archived too.
    pub stakeholders: Vec<Arc<Stakeholder>>,
    /// Goals.
    pub goals: Vec<Arc<Goal>>,
    /// Ideas, newest first, given ones too.
    pub ideas: Vec<Arc<Idea>>,
    /// Touches and reflections, newest first.
    pub entries: Vec<Entry>,
    /// Proofs.
    pub proofs: Vec<Arc<Proof>>,
}

impl Places {
    /// How many there are in all.
    pub fn len(&self) -> usize {
        self.stakeholders.len() + self.goals.len() + self.ideas.len() + self.entries.len() + self.proofs.len()
    }

    /// Whether the words are nowhere.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Where everything is that is asked for. Conditions are about the journal: with any of them it alone is looked through.
pub fn anywhere(plan: &Plan, asked: &Asked) -> Places {
    let timeline = Timeline::of(plan);
    let places = timeline.places(plan, asked).into_iter();
    let entries = places.filter_map(|place| timeline.get(place).cloned()).collect();
    if !asked.conditions.is_empty() {
        return Places { entries, ..Places::default() };
    }
    let mut finder = Finder::of(&asked.words);
    let mut stakeholders: Vec<_> = plan.stakeholders.iter().cloned().collect();
    stakeholders.retain(|who| finder.finds(who, plan.known(&who.id).map(Arc::as_ref)));
    stakeholders.sort_by_cached_key(|who| (who.name.to_lowercase(), who.id.clone()));
    let mut words = Words { wanted: asked.words.iter().map(|word| Wanted::new(word)).collect(), engine: engine() };
    let goals = plan.goals.iter().filter(|goal| {
        let steps = goal.steps.iter().map(|step| step.text.as_str());
        words.are_in([goal.title.as_str(), goal.why.as_str()].into_iter().chain(steps), &[])
    });
    let goals = goals.cloned().collect();
    let ideas = plan.ideas.iter().rev().filter(|idea| {
        let whom: Vec<_> = idea.to.iter().filter_map(|who| plan.stakeholders.get(who)).map(Arc::as_ref).collect();
        words.are_in([idea.text.as_str(), idea.for_them.as_str()], &whom)
    });
    let ideas = ideas.cloned().collect();
    let proofs = plan.proofs.iter().filter(|proof| words.are_in([proof.org.as_str(), &proof.what, &proof.result], &[]));
    Places { stakeholders, goals, ideas, entries, proofs: proofs.cloned().collect() }
}

/// Words, and the matcher for the names.
struct Words {
    wanted: Vec<Wanted>,
    engine: Engine,
}

impl Words {
    /// Whether each word stands in one of these texts or, fuzzily, in one of these people's names.
    fn are_in<'a>(&mut self, texts: impl IntoIterator<Item = &'a str>, people: &[&Stakeholder]) -> bool {
        let texts: Vec<&str> = texts.into_iter().collect();
        let folded = folded(texts.iter().copied());
        let engine = &mut self.engine;
        self.wanted
            .iter()
            .all(|word| word.is_in(&folded, texts.iter().copied()) || people.iter().any(|who| word.names(who, engine)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Edit, GoalId, IdeaId, ProofId, Reflection, ReflectionId, StakeholderId, Step, Touch, TouchId};

    fn plan() -> Plan {
        let mut plan = Plan::default();
        let grace = StakeholderId::new("grace");
        let who = Stakeholder { org: "Platforms".into(), ..Stakeholder::named(grace.clone(), "Grace Hopper") };
        plan.apply(Edit::put(who));
        plan.apply(Edit::put(Stakeholder { archived: true, ..Stakeholder::named(StakeholderId::new("ada"), "Ada") }));
        let step = Step { text: "Pilot with Finance".into(), by: None, done: None };
        plan.apply(Edit::put(Goal { steps: vec![step], ..Goal::new(GoalId::new("data"), "Self-serve data") }));
        plan.apply(Edit::put(Idea::new(IdeaId::new("i"), vec![grace.clone()], "Show the figures")));
        let (id, seniority, result) = (ProofId::new("p"), String::new(), String::new());
        let (org, what) = ("Finance".to_owned(), "reporting".to_owned());
        let proof = Proof { id, org, seniority, what, result, quotable: false };
        plan.apply(Edit::put(proof));
        let on = "2026-11-23".parse().unwrap();
        plan.apply(Edit::put(Touch {
            note: "café, figures".into(), ..Touch::new(TouchId::new("t"), on, vec![grace])
        }));
        let reflection = Reflection { id: ReflectionId::new("r"), on, feeling: None, text: "Less pilots".into() };
        plan.apply(Edit::put(reflection));
        plan
    }

    fn found(words: &[&str]) -> [usize; 5] {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        let places = anywhere(&plan(), &Asked { words, ..Asked::default() });
        let (who, entries) = (places.stakeholders.len(), places.entries.len());
        [who, places.goals.len(), places.ideas.len(), entries, places.proofs.len()]
    }

    #[test]
    fn words_are_found_wherever_they_are() {
        assert_eq!(found(&["grhop"]), [1, 0, 1, 1, 0]);
        assert_eq!(found(&["figures", "grace"]), [0, 0, 1, 1, 0]);
        assert_eq!(found(&["PILOT"]), [0, 1, 0, 1, 0]);
        assert_eq!(found(&["finance"]), [0, 1, 0, 0, 1]);
        assert_eq!(found(&["platforms"]), [1, 0, 0, 0, 0]);
        assert_eq!(found(&["ada"]), [1, 0, 0, 0, 0]);
        assert_eq!(found(&["cafe"]), [0, 0, 0, 1, 0]);
        assert_eq!(found(&["nowhere"]), [0; 5]);
        assert_eq!(found(&[]), [2, 1, 1, 2, 1]);
    }

    #[test]
    fn a_condition_is_about_the_journal() {
        let condition = super::super::journal::Condition {
            any: vec![super::super::journal::Test::With("grace".into())],
            wanted: true,
        };
        let places = anywhere(&plan(), &Asked { conditions: vec![condition], ..Asked::default() });
        assert_eq!((places.len(), places.entries.len()), (1, 1));
    }
}
