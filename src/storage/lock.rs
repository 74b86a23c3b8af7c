//! A short lock around read, check and write, so that several touchbases live side by side.
//!
//! On Unix the lock is on the plan's folder itself, so that nothing is left behind, whatever happens: the system lets go
//! when the holder ends, and children never inherit it. Elsewhere folders cannot be locked and a small file stands in.

use super::disk::{Disk, Step};
use super::fault::Fault;
use std::fs::{File, TryLockError};
use std::io;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

/// How long a save waits for another one to finish: longer than twenty of them at once take on a busy machine, and less than
/// the grace at the end.
pub const PATIENCE: Duration = Duration::from_secs(8);
/// The first pause between two tries; each next one is twice as long, up to the longest.
const FIRST_PAUSE: Duration = Duration::from_millis(2);
/// The longest pause between two tries; short, so that a crowd of waiting ones gets its turns without starving anybody.
const LONGEST_PAUSE: Duration = Duration::from_millis(8);

/// The lock, held until it is dropped.
#[derive(Debug)]
pub struct Lock {
    file: Option<File>,
}

impl Lock {
    /// Takes the lock on `folder`, waiting up to `patience` for another holder.
    ///
    /// On a filesystem that knows no locks this goes on without one: see [`Lock::is_real`].
    ///
    /// # Errors
    /// [`Fault::Busy`] when the other holder does not let go in time; otherwise whatever the disk says.
    pub fn take(folder: &Path, patience: Duration, disk: &dyn Disk) -> Result<Self, Fault> {
        let started = Instant::now();
        let mut pause = FIRST_PAUSE;
        let file = open(folder).map_err(|error| Fault::io("opening the folder", folder, error))?;
        loop {
            let tried = match disk.step(Step::Lock, folder) {
                Ok(()) => file.try_lock(),
                Err(error) => Err(TryLockError::Error(error)),
            };
            match tried {
                Ok(()) => return Ok(Self { file: Some(file) }),
                Err(TryLockError::Error(error)) if knows_no_locks(&error) => return Ok(Self { file: None }),
                Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(TryLockError::Error(error)) => return Err(Fault::io("locking the folder", folder, error)),
                Err(TryLockError::WouldBlock) if started.elapsed() >= patience => {
                    return Err(Fault::Busy { folder: folder.to_path_buf() });
                }
                Err(TryLockError::WouldBlock) => {
                    thread::sleep(pause);
                    pause = (pause * 2).min(LONGEST_PAUSE);
                }
            }
        }
    }

    /// Whether anybody else would notice this lock.
    pub fn is_real(&self) -> bool {
        self.file.is_some()
    }
}

#[cfg(unix)]
fn open(folder: &Path) -> io::Result<File> {
    File::open(folder)
}

#[cfg(not(unix))]
fn open(folder: &Path) -> io::Result<File> {
    File::options().create(true).truncate(false).write(true).open(folder.join(".touchbase.lock"))
}

/// What filesystems answer that have no locks, or none for folders (some servers want them open for writing).
#[cfg(unix)]
pub(super) fn knows_no_locks(error: &io::Error) -> bool {
    use rustix::io::Errno;
    let none = [Errno::NOLCK, Errno::NOSYS, Errno::BADF, Errno::OPNOTSUPP, Errno::INVAL];
    error.kind() == io::ErrorKind::Unsupported || none.iter().any(|e| error.raw_os_error() == Some(e.raw_os_error()))
}

#[cfg(not(unix))]
pub(super) fn knows_no_locks(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::Unsupported
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use crate::storage::disk::{
        Sound,
        failing::{Failing, Never},
    };
    use rustix::io::Errno;

    #[test]
    fn one_holder_at_a_time_and_nothing_is_left() {
        let room = tempfile::tempdir().unwrap();
        let held = Lock::take(room.path(), Duration::ZERO, &Sound).unwrap();
        assert!(held.is_real());
        let second = Lock::take(room.path(), Duration::ZERO, &Sound);
        assert_eq!(second.unwrap_err().to_string(), "another touchbase is busy with the plan");
        drop(held);
        assert!(Lock::take(room.path(), PATIENCE, &Sound).is_ok());
        assert_eq!(std::fs::read_dir(room.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_waiting_one_gets_the_lock_when_it_is_free() {
        let room = tempfile::tempdir().unwrap();
        let held = Lock::take(room.path(), Duration::ZERO, &Sound).unwrap();
        thread::scope(|scope| {
            let waiting = scope.spawn(|| Lock::take(room.path(), PATIENCE, &Sound));
            drop(held);
            assert!(waiting.join().unwrap().is_ok());
        });
    }

    #[test]
    fn a_filesystem_without_locks_is_worked_with() {
        let room = tempfile::tempdir().unwrap();
        for errno in [Errno::NOLCK, Errno::NOSYS, Errno::BADF, Errno::OPNOTSUPP] {
            let lock = Lock::take(room.path(), Duration::ZERO, &Never(Step::Lock, errno.raw_os_error())).unwrap();
            assert!(!lock.is_real(), "{errno:?}");
        }
        let fault = Lock::take(room.path(), Duration::ZERO, &Failing::new(0, Errno::IO.raw_os_error()));
        assert!(matches!(fault, Err(Fault::Io { .. })));
        assert!(
            Lock::take(room.path(), Duration::ZERO, &Failing::new(0, Errno::INTR.raw_os_error())).unwrap().is_real()
        );
    }

    #[test]
    fn a_child_does_not_inherit_the_lock() {
        let room = tempfile::tempdir().unwrap();
        let held = Lock::take(room.path(), Duration::ZERO, &Sound).unwrap();
        let mut child = std::process::Command::new("cat")
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::null())
            .spawn()
            .unwrap();
        drop(held);
        let again = Lock::take(room.path(), PATIENCE, &Sound);
        drop(child.stdin.take());
        child.wait().unwrap();
        assert!(again.unwrap().is_real());
    }
}
