//! A form on its way to the disk while it is open, and back from there after a sudden end.

use serde::{Deserialize, Serialize};

use super::{Field, Form, Setting, Subject};
use crate::domain::{Edit, Goal, Plan, Record};

/// What is typed into one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Typed {
    /// The field's name.
    pub field: String,
    /// What it holds.
    pub text: String,
}

/// What is typed into a form, with the record it is about as it was when the form was opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The record.
    pub subject: Subject,
    /// The fields that were changed.
    pub typed: Vec<Typed>,
    /// The field the keys go to.
    pub focus: String,
    /// The line and the character in it before which the next letter goes, both from 0.
    pub cursor: (usize, usize),
    /// Whether the record itself was typed, in the capture line, before the form was opened.
    pub begun: bool,
}

impl Form {
    /// What would be lost with this form; nothing where nothing was changed.
    pub fn draft(&self) -> Option<Draft> {
        if self.subject == Subject::Path || !self.is_changed() {
            return None;
        }
        let typed = self.to_set().map(|field| Typed { field: field.name.to_owned(), text: field.typed() });
        let here = self.current();
        Some(Draft {
            subject: self.subject.clone(),
            typed: typed.collect(),
            focus: here.map_or("", |field| field.name).to_owned(),
            cursor: here.map_or((0, 0), Field::cursor),
            begun: self.begun,
        })
    }

    /// The form again: over the record as it is now, with what was typed on top. A record that was removed meanwhile
    /// comes as it was when the form was opened, and saving adds it again.
    pub fn from_draft(draft: &Draft, setting: Setting<'_>) -> Self {
        let subject = draft.subject.now(setting.plan).unwrap_or_else(|| draft.subject.clone());
        let mut form = Self::of(&subject, setting);
        form.begun = draft.begun;
        for typed in &draft.typed {
            if let Some(field) = form.fields.iter_mut().find(|field| field.name == typed.field) {
                field.put(&typed.text);
            }
        }
        form.at = form.fields.iter().position(|field| field.name == draft.focus).unwrap_or_default();
        if let Some(field) = form.current_mut() {
            field.go_to(draft.cursor);
        }
        form.judge(setting);
        form
    }

    fn of(subject: &Subject, setting: Setting<'_>) -> Self {
        match subject {
            Subject::Goal(record) => Self::goal(record),
            Subject::Stakeholder(record) => Self::stakeholder(record, setting),
            Subject::Stake(who, id) => {
                let gone = || Goal::new(id.clone(), id.as_str());
                Self::stake(who, &setting.plan.goals.get(id).map_or_else(gone, |goal| goal.as_ref().clone()))
            }
            Subject::Moves(who, id) => {
                let goal = id.as_ref().map(|id| {
                    let goal = setting.plan.goals.get(id);
                    goal.map_or_else(|| Goal::new(id.clone(), id.as_str()), |goal| goal.as_ref().clone())
                });
                Self::moves(who, goal.as_ref())
            }
            Subject::Idea(record) => Self::idea(record, setting),
            Subject::Touch(record) => Self::touch(record, setting),
            Subject::Reflection(record) => Self::reflection(record),
            Subject::Proof(record) => Self::proof(record, setting),
            Subject::Several(who) => Self::several(who.clone(), setting),
            Subject::Path => Self::path(),
        }
    }

    /// Whether what the form says is in the plan already: the program ended between saving it and forgetting it.
    pub fn is_in_plan(&mut self, setting: Setting<'_>) -> bool {
        if !self.is_new() {
            return !self.is_changed();
        }
        let gesture = self.gesture(setting, &mut String::new);
        gesture.is_ok_and(|gesture| gesture.edits.iter().all(|edit| is_there(edit, setting.plan)))
    }
}

impl Subject {
    /// The same record as it is in the plan now; none where it was removed. A new one is as it was.
    pub fn now(&self, plan: &Plan) -> Option<Self> {
        Some(match self {
            new if new.is_new() => new.clone(),
            Self::Goal(record) => Self::Goal(plan.goals.get(&record.id)?.as_ref().clone()),
            Self::Stakeholder(record) => {
                Self::Stakeholder(Box::new(plan.stakeholders.get(&record.id)?.as_ref().clone()))
            }
            Self::Stake(who, goal) => {
                let who = plan.stakeholders.get(&who.id).filter(|_| plan.goals.contains(goal))?;
                Self::Stake(Box::new(who.as_ref().clone()), goal.clone())
            }
            Self::Moves(who, goal) => {
                let there = goal.as_ref().is_none_or(|goal| plan.goals.contains(goal));
                let who = plan.stakeholders.get(&who.id).filter(|_| there)?;
                Self::Moves(Box::new(who.as_ref().clone()), goal.clone())
            }
            Self::Idea(record) => Self::Idea(plan.ideas.get(&record.id)?.as_ref().clone()),
            Self::Touch(record) => Self::Touch(plan.touches.get(&record.id)?.as_ref().clone()),
            Self::Reflection(record) => Self::Reflection(plan.reflections.get(&record.id)?.as_ref().clone()),
            Self::Proof(record) => Self::Proof(plan.proofs.get(&record.id)?.as_ref().clone()),
            Self::Several(who) => {
                let mut who = who.clone();
                who.retain(|id| plan.stakeholders.contains(id));
                (!who.is_empty()).then_some(Self::Several(who))?
            }
            Self::Path => Self::Path,
        })
    }
}

/// Whether the plan has this record already, by whatever id and whenever it was added.
fn is_there(edit: &Edit, plan: &Plan) -> bool {
    let Edit::Put(record) = edit else { return false };
    match record {
        Record::Goal(new) => plan.goals.iter().any(|old| old.title == new.title),
        Record::Stakeholder(new) => plan.stakeholders.iter().any(|old| {
            let twin = || crate::domain::Stakeholder { id: new.id.clone(), added: new.added, ..old.as_ref().clone() };
            old.name == new.name && twin() == **new
        }),
        Record::Idea(new) => plan.ideas.iter().any(|old| old.text == new.text && old.to == new.to),
        Record::Touch(new) => plan.touches.iter().any(|old| {
            let twin = || crate::domain::Touch { id: new.id.clone(), ..old.as_ref().clone() };
            old.note == new.note && twin() == **new
        }),
        Record::Reflection(new) => plan.reflections.iter().any(|old| old.on == new.on && old.text == new.text),
        Record::Proof(new) => plan.proofs.iter().any(|old| old.org == new.org && old.what == new.what),
        Record::Ladder(_) | Record::Review(_) | Record::Conflict(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Input;
    use super::*;
    use crate::domain::arbitrary::{records, text};
    use crate::domain::{Day, GoalId, Idea, IdeaId, Touch, TouchId};
    use proptest::prelude::*;

    const TODAY: Day = Day::FIRST;

    /// Every form that can be opened over a plan.
    fn forms(setting: Setting<'_>) -> Vec<Form> {
        let plan = setting.plan;
        let people: Vec<_> = plan.stakeholders.ids().cloned().collect();
        let mut forms = vec![
            Form::new_goal(),
            Form::new_reflection(setting),
            Form::new_proof(setting),
            Form::idea(&Idea::new(IdeaId::new(""), people.clone(), ""), setting),
            Form::touch(&Touch::new(TouchId::new(""), TODAY, people.clone()), setting),
            Form::several(people, setting),
        ];
        forms.extend(plan.goals.iter().map(|goal| Form::goal(goal)));
        forms.extend(plan.stakeholders.iter().map(|who| Form::stakeholder(who, setting)));
        forms.extend(plan.ideas.iter().map(|idea| Form::idea(idea, setting)));
        forms.extend(plan.ideas.iter().map(|idea| Form::give(idea, setting)));
        forms.extend(plan.touches.iter().map(|touch| Form::touch(touch, setting)));
        forms.extend(plan.reflections.iter().map(|reflection| Form::reflection(reflection)));
        forms.extend(plan.proofs.iter().map(|proof| Form::proof(proof, setting)));
        let stakes = plan.stakeholders.iter().flat_map(|who| plan.goals.iter().map(move |goal| Form::stake(who, goal)));
        forms.extend(stakes);
        forms.extend(plan.stakeholders.iter().map(|who| Form::moves(who, None)));
        let stances = plan.stakeholders.iter().flat_map(|who| plan.goals.iter().map(move |goal| (who, goal)));
        forms.extend(stances.map(|(who, goal)| Form::moves(who, Some(goal))));
        forms
    }

    /// Everything a person sees of a form.
    fn seen(form: &Form, with_cursor: bool) -> impl PartialEq + std::fmt::Debug {
        let fields = form.fields.iter().map(|field| {
            // What stands around a text that nobody changed is no loss.
            (field.name, if field.is_changed() { field.typed() } else { field.text() }, field.verdict.clone())
        });
        let cursor = (form.is_changed() && with_cursor).then(|| form.current().map(Field::cursor));
        (form.title.clone(), form.subject.clone(), fields.collect::<Vec<_>>(), form.at, cursor)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_form_with_anything_typed_comes_back_as_it_was(
            records in records(),
            which in any::<prop::sample::Index>(),
            typed in prop::collection::vec((any::<prop::sample::Index>(), text(), 0..4_usize), 1..6),
            place in (0..4_usize, 0..20_usize),
        ) {
            let plan = Plan::new(records);
            let setting = Setting { plan: &plan, today: TODAY };
            let mut forms = forms(setting);
            let mut form = forms.swap_remove(which.index(forms.len()));
            for (at, text, turns) in typed {
                form.at = at.index(form.fields.len());
                if let Some(field) = form.current_mut() {
                    field.paste(&text);
                    (0..turns).for_each(|_| field.turn(true));
                    if let Input::Text(inside) = &mut field.input {
                        inside.go_to(place);
                    }
                }
            }
            form.judge(setting);
            match form.draft() {
                None => prop_assert!(!form.is_changed()),
                Some(draft) => {
                    let text = serde_json::to_string(&draft).unwrap();
                    let read: Draft = serde_json::from_str(&text).unwrap();
                    prop_assert_eq!(&read, &draft);
                    let again = Form::from_draft(&read, setting);
                    // Among blanks around a text that nobody changed there is no place to come back to.
                    let place = form.current().is_none_or(|field| field.is_changed() || field.typed() == field.text());
                    prop_assert_eq!(seen(&again, place), seen(&form, place));
                    if place {
                        prop_assert_eq!(again.draft(), Some(draft));
                    }
                }
            }
        }
    }

    #[test]
    fn a_goal_that_is_gone_does_not_take_a_stake_with_it() {
        let plan = Plan::default();
        let setting = Setting { plan: &plan, today: TODAY };
        let who = crate::domain::Stakeholder::named(crate::domain::StakeholderId::new("grace"), "Grace");
        let mut form = Form::stake(&who, &Goal::new(GoalId::new("data"), "Self-serve data"));
        form.fields.iter_mut().find(|field| field.name == "why").unwrap().paste("she decides");
        let again = Form::from_draft(&form.draft().unwrap(), setting);
        assert_eq!(again.text("why"), "she decides");
    }
}
