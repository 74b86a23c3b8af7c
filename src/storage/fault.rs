//! What the disk can answer instead of doing what it was asked, in words a person can use.

use super::seal::SealError;
use crate::error::{Exit, Told};
use std::io;
use std::path::{Path, PathBuf};

/// Why something could not be read from or put on the disk.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// Links that point at one another.
    #[error("the link leads in a circle")]
    Circle {
        /// The link that was asked for.
        path: PathBuf,
    },
    /// A folder, a pipe, a device: nothing that can hold a plan.
    #[error("it is {kind}, not an ordinary file")]
    NotAFile {
        /// What was asked for.
        path: PathBuf,
        /// What it is, with its article.
        kind: &'static str,
    },
    /// The folder the file should be in is not there.
    #[error("the folder is not there")]
    FolderGone {
        /// The missing folder.
        folder: PathBuf,
    },
    /// The file says that it does not want to be changed.
    #[error("the file is read-only: {why}")]
    ReadOnly {
        /// The file.
        path: PathBuf,
        /// The reason, in plain words.
        why: &'static str,
    },
    /// No room: the disk, a quota or a size limit.
    #[error("the disk is full")]
    Full {
        /// Where there was no room.
        path: PathBuf,
    },
    /// More than we are willing to read.
    #[error("the file is larger than {limit_mb} MB")]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// The limit in megabytes.
        limit_mb: u64,
    },
    /// The disk gave back other bytes than it was given.
    #[error("the disk gave back other bytes than were written")]
    ReadBack {
        /// The file that was to be replaced; it is unchanged.
        path: PathBuf,
    },
    /// The new file is in place, but the disk does not vouch for it.
    #[error("written, but not confirmed by the disk: {source}")]
    Unconfirmed {
        /// The file.
        path: PathBuf,
        /// What the disk said.
        source: io::Error,
    },
    /// Somebody who takes no lock wrote the file while we were about to.
    #[error("another program is writing the file")]
    Overtaken {
        /// The file; it holds what the other one wrote.
        path: PathBuf,
    },
    /// Another touchbase holds the lock and does not let go.
    #[error("another touchbase is busy with the plan")]
    Busy {
        /// The locked folder.
        folder: PathBuf,
    },
    /// It is locked and cannot be opened, or cannot be locked.
    #[error("{why}")]
    Sealed {
        /// The file.
        path: PathBuf,
        /// Why not.
        why: SealError,
    },
    /// Anything else.
    #[error("{doing} failed: {source}")]
    Io {
        /// What was being done.
        doing: &'static str,
        /// To which file or folder.
        path: PathBuf,
        /// What the disk said.
        source: io::Error,
    },
}

impl Fault {
    /// Wraps what the system said while `doing` something to `path`, recognising the cases that have words of their own.
    pub fn io(doing: &'static str, path: &Path, source: io::Error) -> Self {
        let path = path.to_path_buf();
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                Self::Full { path }
            }
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly { path, why: "its disk takes no changes" },
            _ if is_loop(&source) => Self::Circle { path },
            _ => Self::Io { doing, path, source },
        }
    }

    /// The file or folder this is about.
    pub fn path(&self) -> &Path {
        match self {
            Self::Circle { path }
            | Self::NotAFile { path, .. }
            | Self::ReadOnly { path, .. }
            | Self::Full { path }
            | Self::TooLarge { path, .. }
            | Self::ReadBack { path }
            | Self::Overtaken { path }
            | Self::Unconfirmed { path, .. }
            | Self::Sealed { path, .. }
            | Self::Io { path, .. } => path,
            Self::FolderGone { folder } | Self::Busy { folder } => folder,
        }
    }

    /// The message for a person; `what` is the thing that could not be done ("could not save the plan").
    pub fn told(&self, what: &str) -> Told {
        let hint = match self {
            Self::Circle { .. } => "make the link point at the file that holds the plan",
            Self::NotAFile { .. } => "choose another file with --plan",
            Self::FolderGone { .. } => "make the folder, or choose another file with --plan",
            Self::ReadOnly { .. } => "make the file writable, or choose another one with --plan",
            Self::Full { .. } => "make some room; nothing is lost, the plan as it was is still there",
            Self::TooLarge { .. } => "this is hardly a plan; choose another file with --plan",
            Self::ReadBack { .. } | Self::Unconfirmed { .. } => "check the disk, and keep a copy of the plan elsewhere",
            Self::Overtaken { .. } | Self::Busy { .. } => "try again in a moment",
            Self::Sealed { why, .. } => return sealed(why, what, self.path()),
            Self::Io { source, .. } if source.kind() == io::ErrorKind::PermissionDenied => {
                "check who may write to this folder"
            }
            Self::Io { .. } => "the plan as it was is still there; try again",
        };
        Told::new(Exit::Plan, format!("{what}: {self}")).at(self.path().display().to_string()).hint(hint)
    }
}

/// What is said of a file that is locked: 4 says that another key would help, 3 that none would.
fn sealed(why: &SealError, what: &str, path: &Path) -> Told {
    let (exit, hint) = match why {
        SealError::Locked => {
            (Exit::Locked, "name the key with --identity, or give the passphrase with --passphrase-fd")
        }
        SealError::WrongPassphrase => (Exit::Locked, "nothing is lost but the try; type it once more"),
        SealError::WrongKey => (Exit::Locked, "name the right key with --identity or TOUCHBASE_IDENTITY"),
        SealError::TooMuchWork(_) => (Exit::Locked, "touchbase asks for 2^18; where does this file come from?"),
        SealError::NoKey(_) => (Exit::Locked, "touchbase help lock says what can be a key"),
        SealError::Damaged(_) | SealError::Unknown => {
            (Exit::Plan, "the file stays as it is; touchbase restore shows the backups")
        }
    };
    Told::new(exit, format!("{what}: {why}")).at(path.display().to_string()).hint(hint)
}

/// Whether the system gave up following links.
#[cfg(unix)]
fn is_loop(error: &io::Error) -> bool {
    error.raw_os_error() == Some(rustix::io::Errno::LOOP.raw_os_error())
}

#[cfg(not(unix))]
fn is_loop(_error: &io::Error) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_having_no_room_reads_the_same() {
        for errno in [rustix::io::Errno::NOSPC, rustix::io::Errno::DQUOT, rustix::io::Errno::FBIG] {
            let fault = Fault::io("writing", Path::new("plan.ron"), errno.into());
            let told = fault.told("could not save the plan");
            assert_eq!(told.what, "could not save the plan: the disk is full");
        }
    }

    #[test]
    fn a_message_says_where_and_what_next() {
        let fault = Fault::NotAFile { path: "/tmp/x".into(), kind: "a folder" };
        assert_eq!(
            fault.told("could not open the plan").to_string(),
            "error: could not open the plan: it is a folder, not an ordinary file\n  at /tmp/x\nhint: choose another file \
             with --plan"
        );
    }
}
