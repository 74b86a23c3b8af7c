//! What is edited: the whole plan, or one record of it.

use crate::cli::words;
use crate::domain::{Finding, Key, Plan, Record, Records};
use crate::error::{Exit, Told};
use crate::storage::mistake::Mistake;
use crate::storage::{format, one, read};

/// What is edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The whole plan.
    Plan,
    /// The record with this key, and what a person calls it.
    One(Key, String),
}

/// A text that was understood.
pub struct Understood {
    /// What the plan would be.
    pub records: Records,
    /// What had to be changed to take it in.
    pub findings: Vec<Finding>,
}

impl Subject {
    /// What the words ask for: nothing is the plan; else a person, a goal, or the id of any record.
    ///
    /// # Errors
    ///
    /// Words that name nothing, or several.
    pub fn of(words: &[String], plan: &Plan) -> Result<Self, Told> {
        if words.is_empty() {
            return Ok(Self::Plan);
        }
        let typed = words.join(" ");
        let by_id =
            plan.all().find(|record| !record.key().id().is_empty() && record.key().id().eq_ignore_ascii_case(&typed));
        if let Some(record) = by_id {
            return Ok(Self::one(&record));
        }
        // A person comes first; where nobody has the name, or several, a goal may.
        let person =
            words::person(&typed, plan).map(|who| plan.stakeholders.get(&who).cloned().map(Record::Stakeholder));
        let goal = || words::goal(&typed, plan).ok().and_then(|id| plan.goals.get(&id).cloned()).map(Record::Goal);
        match person {
            Ok(Some(who)) => Ok(Self::one(&who)),
            Ok(None) => Ok(Self::Plan),
            Err(told) => goal().map_or(Err(told), |goal| Ok(Self::one(&goal))),
        }
    }

    fn one(record: &Record) -> Self {
        let name = match record {
            Record::Stakeholder(who) => who.name.clone(),
            Record::Goal(goal) => goal.title.clone(),
            other => format!("the {}", other.key()),
        };
        Self::One(record.key(), name)
    }

    /// What it is called.
    pub fn name(&self) -> &str {
        match self {
            Self::Plan => "the plan",
            Self::One(_, name) => name,
        }
    }

    /// What its draft is called.
    pub fn shelf(&self) -> String {
        match self {
            Self::Plan => "plan".to_owned(),
            Self::One(key, _) => key.to_string(),
        }
    }

    /// The text for the editor. `file` is what the plan's file holds.
    ///
    /// # Errors
    ///
    /// A record that is not there.
    pub fn text(&self, records: &Records, file: Option<&str>) -> Result<String, Told> {
        let failed = |why: &dyn std::fmt::Display| Told::new(Exit::Failed, format!("it has no text: {why}"));
        match self {
            Self::Plan => match file {
                Some(file) => Ok(file.trim_end_matches(['\n', '\r']).replace("\r\n", "\n")),
                None => format::write(records).map(|text| text.trim_end().to_owned()).map_err(|why| failed(&why)),
            },
            Self::One(key, _) => {
                let record = records.get(key).ok_or_else(|| failed(&"it is gone"))?;
                one::write(&record).map(|text| text.trim_end().to_owned()).map_err(|why| failed(&why))
            }
        }
    }

    /// What stands above the text.
    pub fn notes(&self) -> Vec<(usize, String)> {
        let Self::One(key, name) = self else { return Vec::new() };
        let fields = one::fields(key).join(", ");
        vec![
            (0, format!("{name}. Save and close to take it; leave the file empty to change nothing.")),
            (0, format!("The fields there are: {fields}. One that is left out is empty.")),
        ]
    }

    /// What the plan would be with this text: `records` is what it is.
    ///
    /// # Errors
    ///
    /// The first place that could not be understood.
    pub fn read(&self, text: &str, records: &Records) -> Result<Understood, Mistake> {
        match self {
            Self::Plan => {
                let loaded = read::read(text.as_bytes())?.loaded;
                Ok(Understood { records: loaded.records, findings: loaded.findings })
            }
            Self::One(key, _) => {
                let record = one::read(key, text)?;
                let mut records = records.clone();
                records.apply(crate::domain::Edit::Put(record));
                Ok(Understood { records, findings: Vec::new() })
            }
        }
    }
}
