//! Why a plan and the file on the disk could not come to agree.

use super::fault::Fault;
use super::mistake::Mistake;
use crate::error::{Exit, Told};
use std::path::PathBuf;

/// Why nothing was saved. The file on the disk is as it was, except after [`Fault::Unconfirmed`].
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The disk.
    #[error("{0}")]
    Disk(#[from] Fault),
    /// There was a plan, and now there is none. A new one is begun only when the user says so.
    #[error("the plan that was here is gone")]
    Gone {
        /// Where it was.
        path: PathBuf,
    },
    /// Somebody removed so much from the file that a person should look at it first.
    #[error("the file was changed outside, and much is missing in it: {what}")]
    Removals {
        /// The file.
        path: PathBuf,
        /// What is missing, in words.
        what: String,
    },
    /// Somebody changed the file into something that cannot be understood.
    #[error("the file was changed outside and cannot be understood")]
    NotUnderstood {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        mistake: Box<Mistake>,
        /// Where our own version was put, if it had changes that are not in any file.
        aside: Option<PathBuf>,
        /// The newest good backup.
        backup: Option<PathBuf>,
    },
    /// The file was written by a newer version.
    #[error("the file has format {format}, which is newer than this version; it can be read but not changed")]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its format.
        format: u32,
    },
    /// A bug of ours.
    #[error("internal error: {0}")]
    Internal(String),
}

impl SaveError {
    /// The message for a person.
    pub fn told(&self) -> Told {
        let what = format!("could not save the plan: {self}");
        match self {
            Self::Disk(fault) => fault.told("could not save the plan"),
            Self::Gone { path } => Told::new(Exit::Plan, what)
                .at(path.display().to_string())
                .hint("put the file back, or say that it should be written anew"),
            Self::Removals { path, .. } => Told::new(Exit::Decision, what)
                .at(path.display().to_string())
                .hint("look at the file; then keep what is missing in it, or let it go"),
            Self::NotUnderstood { path, mistake, aside, backup } => {
                let what = "the plan was changed outside and can no longer be understood";
                let mut told = mistake.told(what, path, backup.as_deref());
                if let Some(aside) = aside {
                    let hint = told.hint.take().unwrap_or_default();
                    told = told.hint(format!("your own version is kept in {}; {hint}", aside.display()));
                }
                told
            }
            Self::Newer { path, .. } => Told::new(Exit::Plan, what)
                .at(path.display().to_string())
                .hint("use the newer touchbase on this machine, too"),
            Self::Internal(_) => Told::new(Exit::Plan, what).hint("the plan as it was is still there; try again"),
        }
    }
}
