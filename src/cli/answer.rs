//! What verbs answer to another program: one object with the number of the schema, the name of the answer, and its data.
//!
//! `schema` says what the data of each is.

use serde_json::{Value, json};

/// The number of the schema. It goes up when a field goes, or means something else; a new field does not change it.
pub const SCHEMA: u32 = 1;

/// What an answer is about. Every `--json` is one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Stakeholders: `list`, `add`.
    Stakeholders,
    /// One stakeholder: `show`, `snooze`.
    Stakeholder,
    /// Who is due and why: `due`.
    Agenda,
    /// What was promised: `due --promised`.
    Promises,
    /// Touches: `log`.
    Touches,
    /// One touch: `give`.
    Touch,
    /// Ideas: `idea`.
    Ideas,
    /// All goals: `goal show`.
    Goals,
    /// One goal: `goal show NAME` and every change of one.
    Goal,
    /// Proofs: `proof list`.
    Proofs,
    /// One proof: `proof add`.
    Proof,
    /// A reflection: `reflect`.
    Reflection,
    /// Records of any kind: `find`.
    Found,
    /// Figures: `stats`.
    Stats,
    /// Holes in the coverage: `holes`.
    Holes,
    /// Where everything is: `path`.
    Places,
    /// A line for a bar: `status`.
    Status,
    /// Changes that can be taken back: `undo --list`.
    Changes,
    /// A change that was taken back or done again: `undo`, `redo`.
    Change,
    /// Backups: `restore`.
    Backups,
    /// The backup that was restored: `restore WHICH`.
    Restored,
    /// Other versions that were taken in: `merge`.
    Merged,
    /// What does not fit: `doctor`.
    Findings,
    /// What in the config is not understood: `config --check`.
    Mistakes,
}

impl Answer {
    /// All of them.
    pub const ALL: [Self; 24] = [
        Self::Stakeholders,
        Self::Stakeholder,
        Self::Agenda,
        Self::Promises,
        Self::Touches,
        Self::Touch,
        Self::Ideas,
        Self::Goals,
        Self::Goal,
        Self::Proofs,
        Self::Proof,
        Self::Reflection,
        Self::Found,
        Self::Stats,
        Self::Holes,
        Self::Places,
        Self::Status,
        Self::Changes,
        Self::Change,
        Self::Backups,
        Self::Restored,
        Self::Merged,
        Self::Findings,
        Self::Mistakes,
    ];

    /// The name in the envelope, and of the definition in the schema.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stakeholders => "stakeholders",
            Self::Stakeholder => "stakeholder",
            Self::Agenda => "agenda",
            Self::Promises => "promises",
            Self::Touches => "touches",
            Self::Touch => "touch",
            Self::Ideas => "ideas",
            Self::Goals => "goals",
            Self::Goal => "goal",
            Self::Proofs => "proofs",
            Self::Proof => "proof",
            Self::Reflection => "reflection",
            Self::Found => "found",
            Self::Stats => "stats",
            Self::Holes => "holes",
            Self::Places => "places",
            Self::Status => "status",
            Self::Changes => "changes",
            Self::Change => "change",
            Self::Backups => "backups",
            Self::Restored => "restored",
            Self::Merged => "merged",
            Self::Findings => "findings",
            Self::Mistakes => "mistakes",
        }
    }

    /// The envelope around data. `dry_run` says that nothing of it was done.
    pub fn envelope(self, data: Value, dry_run: bool) -> Value {
        let mut envelope = json!({ "schema": SCHEMA, "answer": self.name() });
        if let Some(fields) = envelope.as_object_mut() {
            fields.insert("data".into(), data);
        }
        if let (true, Some(fields)) = (dry_run, envelope.as_object_mut()) {
            fields.insert("dry_run".into(), json!(true));
        }
        // What waybar looks for stands beside the data, too.
        if let (Self::Status, Some(fields)) = (self, envelope.as_object_mut()) {
            for name in ["text", "tooltip", "class"] {
                let value = fields.get("data").and_then(|data| data.get(name)).cloned();
                fields.extend(value.map(|value| (name.to_owned(), value)));
            }
        }
        envelope
    }
}
