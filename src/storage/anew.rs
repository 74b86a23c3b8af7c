//! A plan put in the place of a file that cannot be understood, which is kept.

use super::atomic;
use super::backup;
use super::disk::{Disk, Sound};
use super::fault::Fault;
use super::format::{self, CURRENT};
use super::lock::{Lock, PATIENCE};
use super::paths::Places;
use super::read;
use super::save_error::SaveError;
use super::scan;
use super::target::Target;
use crate::domain::Records;
use crate::error::{Exit, Told};
use std::borrow::Cow;
use std::path::PathBuf;

/// What the plan's file holds; none where there is no file.
///
/// # Errors
/// It cannot be reached or read.
pub fn bytes(places: &Places) -> Result<Option<Vec<u8>>, Told> {
    let read = Target::find(&places.plan).and_then(|target| target.read(&Sound));
    match read {
        Err(Fault::FolderGone { .. }) if places.is_default() => Ok(None),
        read => read.map_err(|fault| fault.told("could not open the plan")),
    }
}

/// What is said where a plan was, as its backups tell, and no file is now: a stick that was pulled out, a folder that
/// comes back empty. No empty plan is begun over a known one.
pub fn gone(places: &Places) -> Option<Told> {
    let missing = match Target::find(&places.plan) {
        Ok(target) => target.known.is_none(),
        Err(fault) => matches!(fault, Fault::FolderGone { .. }) && places.is_default(),
    };
    let known = missing && !backup::list(&places.backups).is_empty();
    known.then(|| {
        Told::new(Exit::Plan, "could not open the plan: the plan that was here is gone")
            .at(places.plan.display().to_string())
            .hint(format!(
                "put it back, or restore a backup (touchbase restore 1); to begin anew, move {} away first",
                places.backups.display()
            ))
    })
}

/// Whether bytes are a plan, so that changes to it go the usual way and not this one.
pub fn is_understood(places: &Places, bytes: &[u8]) -> bool {
    text(places, bytes).is_ok_and(|text| read::read(&text).is_ok())
}

/// What the plan's file says, with the lock taken from it.
///
/// # Errors
/// It is locked, and there is no key that opens it.
pub fn text<'a>(places: &Places, bytes: &'a [u8]) -> Result<Cow<'a, [u8]>, Told> {
    places.seal.unwrap_plan(bytes).map_err(|fault| fault.told("could not open the plan"))
}

/// Puts the records in the place of a file that holds `broken`, and answers where that is kept now.
///
/// # Errors
/// The file is another one by now, is of a newer version, or the disk refuses. It is as it was then.
pub fn put(places: &Places, broken: &[u8], records: &Records) -> Result<PathBuf, Told> {
    settle(places, broken, records).map_err(|error| error.told())
}

fn settle(places: &Places, broken: &[u8], records: &Records) -> Result<PathBuf, SaveError> {
    let disk: &dyn Disk = &Sound;
    // A locked file that is damaged says nothing of its format.
    let plain = places.seal.unwrap_plan(broken).unwrap_or_default();
    let newer = read::text(&plain).ok().and_then(scan::format).filter(|(format, _)| *format > CURRENT);
    if let Some((format, _)) = newer {
        return Err(SaveError::Newer { path: places.plan.clone(), format });
    }
    let text = format::write(records).map_err(|error| SaveError::Internal(error.to_string()))?;
    let folder = Target::find(&places.plan)?.folder;
    let _lock = Lock::take(&folder, PATIENCE, disk)?;
    let target = Target::find(&places.plan)?;
    if target.read(disk)?.as_deref() != Some(broken) {
        return Err(Fault::Overtaken { path: target.real }.into());
    }
    atomic::make_folder(&places.own, disk)?;
    let stem = places.plan.file_stem().unwrap_or_default().to_string_lossy();
    let kept = backup::free(&places.own, &format!("not-understood-{stem}"));
    atomic::replace(&Target::find(&kept)?, &places.seal.wrap(broken)?, disk)?;
    atomic::replace(&target, &places.seal.wrap_plan(text.as_bytes())?, disk)?;
    Ok(kept)
}
