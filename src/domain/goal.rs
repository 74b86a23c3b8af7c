//! Outcomes wanted by a day.

use serde::{Deserialize, Serialize};

use super::{Day, GoalId, Id, Identified};

/// An outcome wanted by a day, with why it matters and steps towards it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    /// A slug of the title.
    pub id: GoalId,
    /// The outcome in a few words.
    pub title: String,
    /// Why it matters; may have several lines.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// The day it is wanted by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Day>,
    /// The organisations that matter to it, as they are called; when empty, those of its stakeholders do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub orgs: Vec<String>,
    /// Steps towards it, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    /// The day it was closed, reached or let go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Day>,
}

impl Identified for Goal {
    fn id(&self) -> &Id<Self> {
        &self.id
    }
}

/// One step towards a goal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What is to happen.
    pub text: String,
    /// The day it is wanted by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Day>,
    /// The day it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<Day>,
}

impl Goal {
    /// A goal of which only the title is known.
    pub fn new(id: GoalId, title: impl Into<String>) -> Self {
        Self {
            id,
            title: title.into(),
            why: String::new(),
            by: None,
            orgs: Vec::new(),
            steps: Vec::new(),
            closed: None,
        }
    }

    /// How many of the steps are done.
    pub fn steps_done(&self) -> usize {
        self.steps.iter().filter(|step| step.done.is_some()).count()
    }

    /// The first step that is not done.
    pub fn next_step(&self) -> Option<&Step> {
        self.steps.iter().find(|step| step.done.is_none())
    }
}
