//! Locking a locked plan with another key.
//!
//! Three steps, so that whatever stops this in the middle there is one key that opens everything: first the plan and all
//! around it is locked for both keys; then the key file is the other one; then everything is locked for the new key
//! alone. Doing it once more, with the key that is asked for, finishes it; a mark among our own things says that it is
//! wanted.

use super::identity::KeyFile;
use super::turn::{self, Turned};
use super::{Key, Seal, SealError};
use crate::error::{Exit, Told};
use crate::storage::atomic;
use crate::storage::disk::{Disk, Sound};
use crate::storage::fault::Fault;
use crate::storage::lock::{Lock, PATIENCE};
use crate::storage::paths::Places;
use crate::storage::target::Target;
use crate::storage::trail::Trail;
use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

/// What becomes of the key file beside the plan.
#[derive(Clone, Copy, Debug)]
pub enum NewFile<'a> {
    /// It stays: the key is the one it was, and others can open the plan than before.
    Stays,
    /// It holds these bytes from now on.
    Is(&'a [u8]),
    /// There is none any more: the new key lies elsewhere.
    None,
}

/// The file that says that locking with another key was begun.
fn mark(places: &Places) -> PathBuf {
    places.own.join("locking-again")
}

/// What is said of it.
pub const STOPPED: &str = "locking the plan with another key was stopped in the middle";

/// Whether locking with another key was stopped in the middle.
pub fn was_stopped(places: &Places) -> bool {
    mark(places).exists()
}

/// It is finished, or wanted no more.
pub(super) fn forget(places: &Places) {
    // One that stays asks for what was done already, and harms nobody.
    let _ = fs::remove_file(mark(places));
}

/// Locks the plan, whose key is at hand, with this one from now on, and everything around it.
///
/// # Errors
/// Somebody else is writing, or the disk refuses. One of the two keys opens everything then: the old one as long as the
/// key file is the old one.
pub fn again(places: &Places, new: Key, file: NewFile<'_>) -> Result<Turned, Told> {
    let disk: &dyn Disk = &Sound;
    let no = |fault: Fault| fault.told("could not lock the plan with another key");
    turn::nobody_writes(places)?;
    // Nobody writes with the old key what would be locked for it alone.
    let undo = Trail::folder(places);
    let _undo = if undo.is_dir() { Some(Lock::take(&undo, PATIENCE, disk).map_err(no)?) } else { None };
    let folder = Target::find(&places.plan).map_err(no)?.folder;
    let _plan = Lock::take(&folder, PATIENCE, disk).map_err(no)?;
    let both = places.seal.key().ok_or(SealError::Locked).and_then(|old| old.joined(&new));
    let both = both.map_err(|why| no(places.seal.fault(why)))?;
    atomic::make_folder(&places.own, disk).map_err(no)?;
    let begun = Target::find(&mark(places)).map_err(no)?;
    atomic::replace(&begun, b"touchbase lock --again was begun.\n", disk).map_err(no)?;
    the_plan(places, &both)?;
    places.seal.set(Some(both));
    let mut turned = Turned::default();
    let mut closed = Vec::new();
    for path in turn::files(places) {
        match turn::one(&places.seal, &path, &sealed_anew) {
            Ok(_) => {}
            // No key of ours opens it, neither the old one nor the new one.
            Err(fault @ Fault::Sealed { .. }) => {
                turned.notices.push(turn::stays(&path, &fault));
                closed.push(path);
            }
            Err(fault) => return Err(no(fault)),
        }
    }
    the_key_file(places, file, &mut turned).map_err(no)?;
    the_plan(places, &new)?;
    places.seal.set(Some(new));
    let mut finished = true;
    for path in turn::files(places).into_iter().filter(|path| !closed.contains(path)) {
        match turn::one(&places.seal, &path, &sealed_anew) {
            Ok(done) => turned.beside += usize::from(done),
            Err(fault) => {
                finished = false;
                turned.notices.push(turn::stays(&path, &fault));
            }
        }
    }
    turn::remember(places);
    if finished {
        forget(places);
    }
    turn::clear(places, &mut turned);
    Ok(turned)
}

/// Locks the plan for whomever this key locks for.
fn the_plan(places: &Places, key: &Key) -> Result<(), Told> {
    let no = |fault: Fault| fault.told("could not lock the plan with another key");
    let no_key = |why| no(places.seal.fault(why));
    let target = Target::find(&places.plan).map_err(no)?;
    let Some(bytes) = target.read(&Sound).map_err(no)? else {
        return Err(Told::new(Exit::Failed, "the plan that was here is gone").at(places.plan.display().to_string()));
    };
    let text = places.seal.unwrap(&places.plan, &bytes).map_err(no)?;
    let sealed = key.seal_plan(&text).map_err(no_key)?;
    if key.open(&sealed).map_err(no_key)?.bytes != *text {
        return Err(Told::new(Exit::Failed, "could not lock the plan: what was locked does not open again"));
    }
    atomic::replace(&target, &sealed, &Sound).map(drop).map_err(no)
}

/// Everything is locked for both keys: now it is the new one that is asked for. The old key file is kept, for copies.
fn the_key_file(places: &Places, file: NewFile<'_>, turned: &mut Turned) -> Result<(), Fault> {
    let beside = KeyFile::beside(&places.plan);
    let paths = [turn::key_copy(places), beside.clone()];
    match file {
        NewFile::Stays => {}
        NewFile::Is(bytes) => {
            for path in &paths {
                turned.former = turn::keep(places, path)?.or(turned.former.take());
                atomic::replace(&Target::find(path)?, bytes, &Sound)?;
            }
            turned.key = Some(beside);
        }
        NewFile::None => {
            for path in &paths {
                turned.former = turn::retire(places, path)?.or(turned.former.take());
                if let Some(folder) = path.parent() {
                    atomic::sync_folder(folder, &Sound).map_err(|error| Fault::io("syncing", folder, error))?;
                }
            }
        }
    }
    Ok(())
}

/// Opened, and locked for those whom the key locks for now.
fn sealed_anew(seal: &Seal, path: &Path, bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let plain = seal.unwrap(path, bytes)?;
    seal.wrap(&plain).map(Cow::into_owned)
}
