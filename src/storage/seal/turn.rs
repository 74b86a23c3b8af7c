//! Locking a plan and unlocking it, with everything that lies around it.
//!
//! The plan turns first and the rest follows, so that whatever stops this in the middle, the key that is asked for next
//! time opens all there is, and doing it once more finishes it. Nothing is removed before its other form is on the disk.

use super::identity::KeyFile;
use super::{Key, Seal, again, is_sealed};
use crate::error::{Exit, Told};
use crate::storage::disk::{Disk, Sound};
use crate::storage::fault::Fault;
use crate::storage::lock::{Lock, PATIENCE};
use crate::storage::paths::Places;
use crate::storage::target::{Target, bytes_at};
use crate::storage::{atomic, cache, copies, read, scratch};
use std::borrow::Cow;
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

/// What was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turned {
    /// How many files beside the plan were turned, too.
    pub beside: usize,
    /// Where the key file is, or was put.
    pub key: Option<PathBuf>,
    /// Where the key file is that is no longer in use.
    pub former: Option<PathBuf>,
    /// What could not be turned, a sentence each.
    pub notices: Vec<String>,
}

/// The copy of a plan's key file among our own things: without a key file there is no plan.
pub fn key_copy(places: &Places) -> PathBuf {
    places.own.join("plan.key")
}

/// The file that says, on this machine alone, that the plan is a locked one: whoever puts a plain file in its place, from
/// another machine or a cloud, is found out by it.
fn mark(places: &Places) -> PathBuf {
    places.own.join("locked")
}

/// Whether this machine knows the plan as a locked one.
pub fn was_locked(places: &Places) -> bool {
    mark(places).exists()
}

/// From now on this machine knows the plan as a locked one.
pub fn remember(places: &Places) {
    if was_locked(places) {
        return;
    }
    // Where it cannot be written, the next run tries again.
    let _ = atomic::make_folder(&places.own, &Sound)
        .and_then(|()| Target::find(&mark(places)))
        .and_then(|target| atomic::replace(&target, b"This plan is locked.\n", &Sound));
}

/// Whether it is to be told that the editor keeps a history of its own: once for a locked plan on this machine.
pub fn tell_once(places: &Places) -> bool {
    let told = places.own.join("told-of-history");
    if told.exists() {
        return false;
    }
    // Where it cannot be noted down it is told again, which is better than not at all.
    let _ = Target::find(&told).and_then(|target| atomic::replace(&target, b"Told.\n", &Sound));
    true
}

/// This machine no longer knows the plan as a locked one: it was unlocked elsewhere, and whoever is here says so.
pub fn forget(places: &Places) {
    if fs::remove_file(mark(places)).is_ok() {
        // One that comes back after a power cut is let go of once more.
        let _ = atomic::sync_folder(&places.own, &Sound);
    }
}

/// Locks the plan with this key. `file` is the key's own file, where it is one of ours, behind a passphrase.
///
/// # Errors
/// There is no plan, it is not understood, or the disk refuses. It is as it was then.
pub fn lock(places: &Places, key: Key, file: Option<&[u8]>) -> Result<Turned, Told> {
    let disk: &dyn Disk = &Sound;
    let no = |fault: Fault| fault.told("could not lock the plan");
    nobody_writes(places)?;
    let folder = Target::find(&places.plan).map_err(no)?.folder;
    let lock = Lock::take(&folder, PATIENCE, disk).map_err(no)?;
    let target = Target::find(&places.plan).map_err(no)?;
    let Some(bytes) = target.read(disk).map_err(no)? else {
        let told = Told::new(Exit::Failed, "there is no plan to lock yet").at(places.plan.display().to_string());
        return Err(told.hint("add somebody first: touchbase add 'Grace Hopper, VP Engineering'"));
    };
    if let Err(mistake) = read::read(&bytes) {
        return Err(mistake.told("the plan could not be understood", &places.plan, None));
    }
    let no_key = |why| no(Fault::Sealed { path: places.plan.clone(), why });
    let sealed = key.seal_plan(&bytes).map_err(no_key)?;
    if key.open(&sealed).map_err(no_key)?.bytes != bytes {
        return Err(Told::new(Exit::Failed, "could not lock the plan: what was locked does not open again"));
    }
    let mut turned = Turned::default();
    if let Some(file) = file {
        atomic::make_folder(&places.own, disk).map_err(no)?;
        let beside = KeyFile::beside(&places.plan);
        for path in [key_copy(places), beside.clone()] {
            keep(places, &path).map_err(no)?;
            Target::find(&path).and_then(|target| atomic::replace(&target, file, disk)).map_err(no)?;
        }
        turned.key = Some(beside);
    }
    atomic::replace(&target, &sealed, disk).map_err(no)?;
    remember(places);
    places.seal.set(Some(key));
    drop(lock);
    Ok(Turned { key: turned.key, ..finish(places) })
}

/// Locks what still lies in plain beside a locked plan, whose key is at hand.
pub fn finish(places: &Places) -> Turned {
    let mut turned = Turned::default();
    follow(places, &mut turned, |seal, _, bytes| seal.wrap(bytes).map(Cow::into_owned));
    turned
}

/// Unlocks the plan, whose key is at hand. Its key file is kept among our own things: older copies may need it.
///
/// # Errors
/// It cannot be opened, or the disk refuses. It is as it was then.
pub fn unlock(places: &Places) -> Result<Turned, Told> {
    let disk: &dyn Disk = &Sound;
    let no = |fault: Fault| fault.told("could not unlock the plan");
    nobody_writes(places)?;
    let folder = Target::find(&places.plan).map_err(no)?.folder;
    let lock = Lock::take(&folder, PATIENCE, disk).map_err(no)?;
    let target = Target::find(&places.plan).map_err(no)?;
    let bytes = target.read(disk).map_err(no)?.unwrap_or_default();
    let plain = places.seal.unwrap_plan(&bytes).map_err(no)?;
    // First of all: whoever has the plan open goes on in plain only when it is no longer known as locked.
    forget(places);
    if is_sealed(&bytes) {
        atomic::replace(&target, &plain, disk).map_err(no)?;
    }
    drop(lock);
    let mut turned = Turned::default();
    follow(places, &mut turned, |seal, path, bytes| seal.unwrap(path, bytes).map(Cow::into_owned));
    if turned.notices.is_empty() {
        let kept = retire(places, &KeyFile::beside(&places.plan)).map_err(no)?;
        turned.key = retire(places, &key_copy(places)).map_err(no)?.or(kept);
        places.seal.set(None);
        again::forget(places);
    }
    settle(places, &mut turned);
    Ok(turned)
}

/// Whether the plan should be locked. One that is in plain all the same was put there by somebody, or an unlocking was
/// stopped in the middle.
pub fn should_be_locked(places: &Places) -> bool {
    was_locked(places) || KeyFile::beside(&places.plan).exists()
}

/// Whether the plan was unlocked on this machine while somebody had it open: its file is there, and in plain, and nothing
/// says that it should be locked.
pub fn is_plain_again(places: &Places) -> bool {
    bytes_at(&places.plan).is_some_and(|bytes| !is_sealed(&bytes)) && !should_be_locked(places)
}

/// What lies in plain beside a locked plan.
pub fn in_plain(places: &Places) -> Vec<PathBuf> {
    if !places.seal.is_plan_sealed() {
        return Vec::new();
    }
    let plain = |path: &PathBuf| bytes_at(path).is_some_and(|bytes| !is_sealed(&bytes));
    files(places).into_iter().filter(plain).collect()
}

/// A key file that is no longer in use gets another name among our own things. Answers where it is.
pub(super) fn retire(places: &Places, path: &Path) -> Result<Option<PathBuf>, Fault> {
    let kept = keep(places, path)?;
    if kept.is_some() {
        fs::remove_file(path).map_err(|error| Fault::io("removing", path, error))?;
    }
    Ok(kept)
}

/// The same before another one takes its place.
pub(super) fn keep(places: &Places, path: &Path) -> Result<Option<PathBuf>, Fault> {
    let Some(bytes) = Target::find(path)?.read(&Sound)? else { return Ok(None) };
    let folder = places.own.join("former-keys");
    atomic::make_folder(&folder, &Sound)?;
    let kept = fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let same = kept.into_iter().find(|kept| fs::read(kept).is_ok_and(|kept| kept == bytes));
    let to = same.unwrap_or_else(|| numbered(&folder));
    atomic::replace(&Target::find(&to)?, &bytes, &Sound)?;
    Ok(Some(to))
}

/// A name for a key file that is not in use.
fn numbered(folder: &Path) -> PathBuf {
    let mut names = (1_u64..).map(|number| folder.join(format!("plan-{number}.key")));
    names.find(|path| !path.exists()).unwrap_or_else(|| folder.join("plan.key"))
}

/// Somebody who has a form open writes drafts, and would go on in plain, or without the key.
pub(super) fn nobody_writes(places: &Places) -> Result<(), Told> {
    let taken =
        |path: &PathBuf| File::open(path).is_ok_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)));
    if files(places).iter().any(taken) {
        let told = Told::new(Exit::Failed, "another touchbase is in the middle of something");
        return Err(told.hint("leave it first, then try again"));
    }
    Ok(())
}

/// Turns everything beside the plan, each file to its new form in its old place, with the time at which it was written.
fn follow(places: &Places, turned: &mut Turned, turn: impl Fn(&Seal, &Path, &[u8]) -> Result<Vec<u8>, Fault>) {
    for path in files(places) {
        let done = one(&places.seal, &path, &turn);
        match done {
            Ok(done) => turned.beside += usize::from(done),
            Err(fault) => turned.notices.push(stays(&path, &fault)),
        }
    }
    clear(places, turned);
}

pub(super) fn stays(path: &Path, fault: &Fault) -> String {
    format!("{} stays as it is: {fault}", path.display())
}

/// Removes what is left of killed runs, and what is worked out again.
pub(super) fn clear(places: &Places, turned: &mut Turned) {
    for folder in [places.own.clone(), places.backups.clone(), cache::Cache::folder(places)] {
        for left in atomic::leftovers(&folder) {
            let _ = fs::remove_file(left);
        }
    }
    // What is worked out again costs nothing to lose.
    let _ = fs::remove_dir_all(cache::Cache::folder(places));
    scratch::tidied(places);
    settle(places, turned);
}

/// What was removed, here or a moment ago by somebody who had done with it, stays so after a power cut: the disk is asked
/// to have the names in all folders as they are now.
fn settle(places: &Places, turned: &mut Turned) {
    let mut folders = vec![places.own.clone()];
    folders.extend(Target::find(&places.plan).ok().map(|target| target.folder));
    while let Some(folder) = folders.pop() {
        if let Err(error) = atomic::sync_folder(&folder, &Sound) {
            let why = Fault::io("syncing", &folder, error);
            turned.notices.push(format!("what was removed may come back after a power cut: {why}"));
        }
        let entries = fs::read_dir(&folder).into_iter().flatten().flatten();
        let ours = entries.filter(|entry| folder.starts_with(&places.own) && entry.path() != places.own.join("plans"));
        folders
            .extend(ours.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir())).map(|entry| entry.path()));
    }
}

/// Turns one file; false where there was nothing to turn.
pub(super) fn one(
    seal: &Seal,
    path: &Path,
    turn: &impl Fn(&Seal, &Path, &[u8]) -> Result<Vec<u8>, Fault>,
) -> Result<bool, Fault> {
    let target = Target::find(path)?;
    let Some(bytes) = target.read(&Sound)? else { return Ok(false) };
    let new = turn(seal, path, &bytes)?;
    if new == bytes {
        return Ok(false);
    }
    atomic::replace(&target, &new, &Sound)?;
    if let Some(written) = target.known.as_ref().and_then(|known| known.modified().ok()) {
        // The age of a backup is told by its file; where it cannot be set it looks new, which harms nobody.
        let _ = File::options().write(true).open(&target.real).and_then(|file| file.set_modified(written));
    }
    Ok(true)
}

/// What of the plan lies beside it: backups, drafts, undo steps, kept edits, versions put aside. Reports of a
/// panic hold nothing of the plan, key files are locked by themselves, the cache goes.
pub(super) fn files(places: &Places) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![places.own.clone()];
    let others = [
        places.own.join("plans"),
        cache::Cache::folder(places),
        scratch::on_disk(places),
        places.own.join("former-keys"),
    ];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && !others.contains(&path) => folders.push(path),
                Ok(kind) if kind.is_file() && holds_words(&path) => found.push(path),
                _ => {}
            }
        }
    }
    found.extend(copies::files(places));
    found.sort();
    found
}

/// Whether a file of ours may hold something of the plan.
fn holds_words(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let ends = [".ron", ".json", ".jsonl", ".unread"];
    ends.iter().any(|end| name.ends_with(end))
}
