//! The disk as the rest of the room sees it: a list of steps, each of which may fail.
//!
//! Every step that can go wrong announces itself to a [`Disk`] before it runs. The real one, [`Sound`], lets all of them
//! pass; a test hands in one that fails the n-th step with any error it likes, and so walks every way a save can end.

use std::io;
use std::path::Path;

/// One step of reading or writing, in the words of the room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Take the lock on the plan's folder.
    Lock,
    /// Make a folder that is missing.
    MakeFolder,
    /// Read a whole file.
    Read,
    /// Make the temporary file beside the target.
    CreateTemp,
    /// Write all bytes into it.
    Write,
    /// Ask the disk to have them.
    Sync,
    /// Read them back and compare.
    ReadBack,
    /// Put the temporary file in the target's place.
    Rename,
    /// Ask the disk to remember the new name.
    SyncFolder,
    /// Remove a file of our own.
    Remove,
}

/// What stands between the room and the disk.
pub trait Disk: Send + Sync {
    /// Called before `step` is done on `path`.
    ///
    /// # Errors
    /// An error here is treated as if the step itself had failed with it.
    fn step(&self, step: Step, path: &Path) -> io::Result<()>;
}

/// The disk of every day: nothing is made to fail.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sound;

impl Disk for Sound {
    fn step(&self, _step: Step, _path: &Path) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
pub(crate) mod failing {
    //! A disk that fails where a test says.

    use super::{Disk, Step};
    use std::io;
    use std::path::Path;
    use std::sync::Mutex;

    /// Fails the step with this number (counted from 0) with this error number, once, and writes down every step.
    pub struct Failing {
        pub at: usize,
        pub errno: i32,
        pub seen: Mutex<Vec<Step>>,
    }

    impl Failing {
        pub fn new(at: usize, errno: i32) -> Self {
            Self { at, errno, seen: Mutex::new(Vec::new()) }
        }

        pub fn steps(&self) -> Vec<Step> {
            self.seen.lock().unwrap().clone()
        }
    }

    impl Disk for Failing {
        fn step(&self, step: Step, _path: &Path) -> io::Result<()> {
            let mut seen = self.seen.lock().unwrap();
            seen.push(step);
            if seen.len() - 1 == self.at { Err(io::Error::from_raw_os_error(self.errno)) } else { Ok(()) }
        }
    }

    /// Fails every step of one kind with this error number.
    pub struct Never(pub Step, pub i32);

    impl Disk for Never {
        fn step(&self, step: Step, _path: &Path) -> io::Result<()> {
            if step == self.0 { Err(io::Error::from_raw_os_error(self.1)) } else { Ok(()) }
        }
    }
}
