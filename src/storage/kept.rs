//! What was written in an editor and could not be taken: kept until it is.

use super::atomic;
use super::disk::Sound;
use super::fault::Fault;
use super::paths::Places;
use super::seal::Seal;
use super::target::{Target, bytes_at};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// The folder below the plan's own.
const FOLDER: &str = "edit";

/// A text as it was left, and as it was handed out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The text as it was left.
    pub text: String,
    /// The text as it was handed out: what was done to it since is what counts.
    pub from: String,
}

/// The place for what was written about one thing.
#[derive(Clone, Debug)]
pub struct Shelf {
    path: PathBuf,
    seal: Seal,
}

impl Shelf {
    /// The place for a text about what is called `name`: the plan, or a record.
    pub fn of(places: &Places, name: &str) -> Self {
        let tame = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '-' };
        let name: String = name.chars().map(tame).take(100).collect();
        Self { path: places.own.join(FOLDER).join(format!("{name}.json")), seal: places.seal.clone() }
    }

    /// Where all of them are.
    pub fn folder(places: &Places) -> PathBuf {
        places.own.join(FOLDER)
    }

    /// Keeps a text, in place of one that is kept already.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn keep(&self, kept: &Kept) -> Result<(), Fault> {
        if let Some(folder) = self.path.parent() {
            atomic::make_folder(folder, &Sound)?;
        }
        let text = serde_json::to_string(kept).map_err(|error| Fault::io("writing", &self.path, error.into()))?;
        atomic::replace(&Target::find(&self.path)?, &self.seal.wrap(text.as_bytes())?, &Sound).map(drop)
    }

    /// What is kept; none where there is nothing, or nothing that is understood.
    pub fn kept(&self) -> Option<Kept> {
        let bytes = bytes_at(&self.path)?;
        serde_json::from_slice(&self.seal.unwrap(&self.path, &bytes).ok()?).ok()
    }

    /// Lets go of it: it was taken, or is not wanted.
    pub fn clear(&self) {
        // What cannot be removed is offered once more.
        let _ = std::fs::remove_file(&self.path);
    }
}
