//! Forms: what is asked when a record is added or edited, and the edits that come of it.
//!
//! A file per kind of record says which fields there are and how each is set; this one holds what they share. A form
//! judges each field while it is typed and shows how it is understood. When it is kept, only the fields that were
//! changed are set, on the record as it is by then: a change that came in from outside meanwhile stays.

mod draft;
mod field;
mod goal;
mod idea;
mod moves;
mod proof;
mod reading;
mod reflection;
mod several;
mod stake;
mod stakeholder;
mod touch;

pub use draft::{Draft, Typed};
pub use field::{Field, HOLDS, Input, Rule, Verdict};

use serde::{Deserialize, Serialize};

use crate::domain::{Day, Edit, Goal, GoalId, Idea, Key, Plan, Proof, Reflection, Stakeholder, StakeholderId, Touch};

/// What a form needs to know to understand what is typed.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// The plan as it stands.
    pub plan: &'a Plan,
    /// The day it is.
    pub today: Day,
}

/// The record a form is about, as it was when the form was opened. An empty id means it is yet to be added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Subject {
    /// A goal.
    Goal(Goal),
    /// A stakeholder.
    Stakeholder(Box<Stakeholder>),
    /// Several stakeholders, changed alike.
    Several(Vec<StakeholderId>),
    /// What a stakeholder is to a goal.
    Stake(Box<Stakeholder>, GoalId),
    /// How close somebody came; with a goal, how their stance towards it moved.
    Moves(Box<Stakeholder>, Option<GoalId>),
    /// An idea.
    Idea(Idea),
    /// A touch.
    Touch(Touch),
    /// A reflection.
    Reflection(Reflection),
    /// A proof.
    Proof(Proof),
    /// Where to save a copy of the plan.
    Path,
}

impl Subject {
    /// Whether the record is yet to be added.
    pub fn is_new(&self) -> bool {
        match self {
            Self::Goal(record) => record.id.as_str().is_empty(),
            Self::Stakeholder(record) => record.id.as_str().is_empty(),
            Self::Idea(record) => record.id.as_str().is_empty(),
            Self::Touch(record) => record.id.as_str().is_empty(),
            Self::Reflection(record) => record.id.as_str().is_empty(),
            Self::Proof(record) => record.id.as_str().is_empty(),
            Self::Several(_) | Self::Stake(..) | Self::Moves(..) | Self::Path => false,
        }
    }
}

/// A form over the screen.
#[derive(Debug)]
pub struct Form {
    /// What is asked, as a heading.
    pub title: String,
    /// The record it is about.
    pub subject: Subject,
    /// The fields in their order.
    pub fields: Vec<Field>,
    /// The field the keys go to.
    pub at: usize,
    /// What it shows was typed before it was opened, and is nowhere else.
    pub begun: bool,
    /// Whether it was opened for the editor alone: then it is saved and closed when the text comes back.
    pub direct: bool,
}

/// One gesture that comes of a form.
#[derive(Debug, PartialEq, Eq)]
pub struct Gesture {
    /// What it is called when it is undone: "Undid: …".
    pub label: String,
    /// The record to show afterwards.
    pub place: Key,
    /// What changes.
    pub edits: Vec<Edit>,
}

impl Form {
    fn new(title: impl Into<String>, subject: Subject, fields: Vec<Field>) -> Self {
        Self { title: title.into(), subject, fields, at: 0, begun: false, direct: false }
    }

    /// The form that asks where to save a copy of the plan.
    pub fn path() -> Self {
        let field = Field::line("path", "", Rule::Required("say where, as a path"))
            .note("the plan is written there, and nothing else changes");
        Self::new("Save a copy", Subject::Path, vec![field])
    }

    /// The form for a new goal.
    pub fn new_goal() -> Self {
        goal::form(&goal::blank())
    }

    /// The form for a goal that is there.
    pub fn goal(record: &Goal) -> Self {
        goal::form(record)
    }

    /// The form that changes several stakeholders alike.
    pub fn several(who: Vec<StakeholderId>, setting: Setting<'_>) -> Self {
        several::form(who, setting)
    }

    /// The form for a stakeholder; without an id, for one to be added.
    pub fn stakeholder(record: &Stakeholder, setting: Setting<'_>) -> Self {
        stakeholder::form(record, setting)
    }

    /// The form for what a stakeholder is to a goal.
    pub fn stake(who: &Stakeholder, goal: &Goal) -> Self {
        stake::form(who, goal)
    }

    /// The form for how close somebody came; with a goal, for how their stance towards it moved.
    pub fn moves(who: &Stakeholder, goal: Option<&Goal>) -> Self {
        moves::form(who, goal)
    }

    /// The form for an idea; without an id, for one to be added.
    pub fn idea(record: &Idea, setting: Setting<'_>) -> Self {
        idea::form(record, setting)
    }

    /// The form for an idea that asks first what is in it for them.
    pub fn reframe(record: &Idea, setting: Setting<'_>) -> Self {
        idea::reframe(record, setting)
    }

    /// The form for the touch that gives an idea.
    pub fn give(idea: &Idea, setting: Setting<'_>) -> Self {
        touch::form(&Touch::giving(unset(), setting.today, idea), setting)
    }

    /// The form for a touch; without an id, for one to be logged.
    pub fn touch(record: &Touch, setting: Setting<'_>) -> Self {
        touch::form(record, setting)
    }

    /// The form for a new reflection.
    pub fn new_reflection(setting: Setting<'_>) -> Self {
        reflection::form(&reflection::blank(setting.today))
    }

    /// The form for the line of journal at the end of a review; where it was said how it felt, the words may be left out.
    pub fn felt(feeling: Option<i8>, setting: Setting<'_>) -> Self {
        reflection::form(&Reflection { feeling, ..reflection::blank(setting.today) })
    }

    /// The form for a reflection that is there.
    pub fn reflection(record: &Reflection) -> Self {
        reflection::form(record)
    }

    /// The form for a proof that is there.
    pub fn proof(record: &Proof, setting: Setting<'_>) -> Self {
        proof::form(record, setting)
    }

    /// The form for a new proof.
    pub fn new_proof(setting: Setting<'_>) -> Self {
        proof::form(&proof::blank(), setting)
    }

    /// The kind of record it is about, as a heading that names nobody.
    pub fn kind(&self) -> &'static str {
        match self.subject {
            Subject::Goal(_) => "Goal",
            Subject::Stakeholder(_) => "Stakeholder",
            Subject::Several(_) => "Several stakeholders",
            Subject::Stake(..) => "Stake",
            Subject::Moves(..) => "Moves",
            Subject::Idea(_) => "Idea",
            Subject::Touch(_) => "Touch",
            Subject::Reflection(_) => "Reflection",
            Subject::Proof(_) => "Proof",
            Subject::Path => "Save a copy",
        }
    }

    /// The field the keys go to.
    pub fn current(&self) -> Option<&Field> {
        self.fields.get(self.at)
    }

    /// The field the keys go to, to be changed.
    pub fn current_mut(&mut self) -> Option<&mut Field> {
        self.fields.get_mut(self.at)
    }

    /// Goes to the next or the previous field, round and round.
    pub fn step(&mut self, forward: bool) {
        let count = self.fields.len().max(1);
        self.at = if forward { (self.at + 1) % count } else { (self.at + count - 1) % count };
    }

    /// Whether leaving would lose something.
    pub fn is_changed(&self) -> bool {
        self.begun || self.fields.iter().any(Field::is_changed)
    }

    /// Judges every field anew.
    pub fn judge(&mut self, setting: Setting<'_>) {
        for field in &mut self.fields {
            field.judge(setting);
        }
    }

    /// Whether the record is yet to be added.
    pub fn is_new(&self) -> bool {
        self.subject.is_new()
    }

    /// The gesture the form comes to, or the first field that does not hold yet. `new_id` makes a new ULID.
    ///
    /// # Errors
    ///
    /// The number of the first field with a problem.
    pub fn gesture(&mut self, setting: Setting<'_>, new_id: &mut dyn FnMut() -> String) -> Result<Gesture, usize> {
        self.judge(setting);
        if let Some(wrong) = self.fields.iter().position(|field| matches!(field.verdict, Verdict::Problem(_))) {
            return Err(wrong);
        }
        Ok(match &self.subject {
            Subject::Goal(record) => goal::gesture(self, record, setting),
            Subject::Stakeholder(record) => stakeholder::gesture(self, record, setting),
            Subject::Several(who) => several::gesture(self, who, setting),
            Subject::Stake(record, goal) => stake::gesture(self, record, goal, setting),
            Subject::Moves(record, goal) => moves::gesture(self, record, goal.as_ref(), setting),
            Subject::Idea(record) => idea::gesture(self, record, setting, new_id),
            Subject::Touch(record) => touch::gesture(self, record, setting, new_id),
            Subject::Reflection(record) => reflection::gesture(self, record, setting, new_id),
            Subject::Proof(record) => proof::gesture(self, record, setting, new_id),
            Subject::Path => return Err(0),
        })
    }

    /// The fields to set on the record: those that were changed. What the others show is in it already, also in a new
    /// one that begins with something.
    fn to_set(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| field.is_changed())
    }

    /// What the field with this name holds.
    pub fn text(&self, name: &str) -> String {
        self.fields.iter().find(|field| field.name == name).map(Field::text).unwrap_or_default()
    }
}

/// The names of people as a form shows them, separated by commas.
fn names(ids: &[StakeholderId], plan: &Plan) -> String {
    let name = |id: &StakeholderId| plan.stakeholders.get(id).map_or_else(|| id.to_string(), |who| who.name.clone());
    ids.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// The id of an idea or another dated record: its own, or a new one.
fn id_or_new<T>(id: &crate::domain::Id<T>, new_id: &mut dyn FnMut() -> String) -> crate::domain::Id<T> {
    if id.as_str().is_empty() { crate::domain::Id::new(new_id()) } else { id.clone() }
}

/// An id that says the record is yet to be added.
fn unset<T>() -> crate::domain::Id<T> {
    crate::domain::Id::new("")
}
