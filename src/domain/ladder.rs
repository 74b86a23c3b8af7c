//! The plan's own ladder of seniority.

use serde::{Deserialize, Serialize};

/// The rungs of seniority, lowest first. Every plan may name its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ladder {
    /// The names of the rungs, lowest first.
    pub rungs: Vec<String>,
}

impl Default for Ladder {
    fn default() -> Self {
        Self { rungs: ["Peer", "Manager", "Director", "VP", "Executive", "Board"].map(String::from).to_vec() }
    }
}

impl Ladder {
    /// The height of a rung, 0 for the lowest; `None` for a name the ladder does not have.
    pub fn height(&self, rung: &str) -> Option<usize> {
        self.rungs.iter().position(|name| name == rung)
    }

    /// The height from which somebody counts as senior: a third of the way up, which is Director on the default ladder;
    /// never the lowest rung of a ladder that has more than one. `None` where the ladder has no rungs.
    pub fn senior(&self) -> Option<usize> {
        let top = self.rungs.len().checked_sub(1)?;
        Some((self.rungs.len() / 3).max(1).min(top))
    }

    /// Whether a rung is senior. `None` for a name the ladder does not have.
    pub fn is_senior(&self, rung: &str) -> Option<bool> {
        let from = self.senior()?;
        self.height(rung).map(|height| height >= from)
    }

    /// The rung with this name whatever its case, as the ladder writes it.
    pub fn find(&self, name: &str) -> Option<&str> {
        let wanted = name.trim().to_lowercase();
        self.rungs.iter().find(|rung| rung.to_lowercase() == wanted).map(String::as_str)
    }
}
