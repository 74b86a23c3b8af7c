//! Saving on a disk that fails: the old file is whole, the reason is told, and the next try succeeds.

use super::bench::{Room, person, sample, with};
use rustix::io::Errno;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use touchbase::storage::disk::{Disk, Step};
use touchbase::storage::format;

/// Fails one step, counted from the moment it is armed.
#[derive(Default)]
struct Failing {
    left: AtomicI64,
    errno: Mutex<Option<Errno>>,
    failed: Mutex<Option<Step>>,
}

impl Failing {
    fn arm(&self, steps: i64, errno: Errno) {
        self.left.store(steps, Ordering::SeqCst);
        *self.errno.lock().unwrap() = Some(errno);
    }

    /// Which step failed, if it came to that.
    fn disarm(&self) -> Option<Step> {
        *self.errno.lock().unwrap() = None;
        self.failed.lock().unwrap().take()
    }
}

impl Disk for Failing {
    fn step(&self, step: Step, _path: &Path) -> io::Result<()> {
        let errno = *self.errno.lock().unwrap();
        match errno {
            Some(errno) if self.left.fetch_sub(1, Ordering::SeqCst) == 0 => {
                *self.failed.lock().unwrap() = Some(step);
                Err(errno.into())
            }
            _ => Ok(()),
        }
    }
}

#[test]
fn whatever_fails_the_old_plan_is_whole_and_the_next_try_succeeds() {
    let old = format::write(&sample()).unwrap();
    let ours = with(&sample(), person("Mary Shelley"));
    let new = format::write(&ours).unwrap();
    for errno in [Errno::IO, Errno::NOSPC, Errno::DQUOT, Errno::FBIG, Errno::ACCESS, Errno::ROFS, Errno::NFILE] {
        for at in 0.. {
            let room = Room::new();
            room.write(&old);
            let disk = Arc::new(Failing::default());
            let (mut store, _, _) = room.open_on(disk.clone());
            disk.arm(at, errno);
            let first = store.agree(&ours);
            let Some(step) = disk.disarm() else { break };
            let case = format!("{errno:?} at step {at}, {step:?}");
            match first {
                // Only what is done for the backups may fail and be told as a notice, or not at all where it is about
                // the name of a new folder.
                Ok(agreed) => {
                    let told = agreed.notices.iter().any(|notice| notice.contains("backup"));
                    assert!(told || step == Step::SyncFolder, "{case}");
                }
                Err(error) => {
                    let told = error.told();
                    let expected = if step == Step::SyncFolder { &new } else { &old };
                    assert_eq!(&room.read(), expected, "{case}");
                    assert!(told.at.is_some() && told.hint.is_some(), "{case}: {told}");
                    let full = [Errno::NOSPC, Errno::DQUOT, Errno::FBIG].contains(&errno) && step != Step::SyncFolder;
                    assert_eq!(told.what == "could not save the plan: the disk is full", full, "{case}: {told}");
                    let again = store.agree(&ours).unwrap();
                    assert!(again.wrote && !again.changed_outside, "{case}");
                }
            }
            assert_eq!(room.read(), new, "{case}");
            let temporary = |path: &std::path::PathBuf| path.extension().is_some_and(|ending| ending == "tmp");
            assert!(!room.files().iter().any(temporary), "{case}");
        }
    }
}

#[test]
fn an_outside_change_survives_a_save_that_failed() {
    for at in 0.. {
        let room = Room::new();
        let disk = Arc::new(Failing::default());
        room.write(format::write(&sample()).unwrap());
        let (mut store, records, _) = room.open_on(disk.clone());
        let theirs = with(&records, person("Their Friend"));
        room.write(format::write(&theirs).unwrap());
        let ours = with(&records, person("Our Friend"));
        disk.arm(at, Errno::IO);
        let first = store.agree(&ours);
        let Some(step) = disk.disarm() else { break };
        let agreed = first.or_else(|_| store.agree(&ours)).unwrap();
        let expected = with(&theirs, person("Our Friend"));
        assert_eq!(agreed.records, expected, "{step:?} at {at}");
        assert_eq!(room.read(), format::write(&expected).unwrap(), "{step:?} at {at}");
    }
}

#[test]
fn a_disk_without_locks_is_told_once() {
    struct NoLocks;
    impl Disk for NoLocks {
        fn step(&self, step: Step, _path: &Path) -> io::Result<()> {
            if step == Step::Lock { Err(Errno::NOLCK.into()) } else { Ok(()) }
        }
    }
    let room = Room::new();
    let (mut store, records, _) = room.open_on(Arc::new(NoLocks));
    let first = store.agree(&with(&records, person("Ada"))).unwrap();
    assert!(first.wrote && first.notices[0].contains("no locks"), "{:?}", first.notices);
    assert!(store.agree(&with(&first.records, person("Grace"))).unwrap().notices.is_empty());
}
