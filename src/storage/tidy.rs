//! Putting right what lies around a plan: who may look into it, and what killed runs left.

use super::atomic;
use super::disk::{Disk, Sound};
use super::inspect;
use super::lock::Lock;
use super::paths::Places;
use super::scratch;
use super::target::Target;
use std::path::Path;
use std::time::Duration;

/// Closes what others may look into and removes what killed runs left, and says what was done. Nothing is touched that is
/// not ours, and no leftover while somebody is at work.
pub fn tidy(places: &Places) -> Vec<String> {
    let disk: &dyn Disk = &Sound;
    let Ok(target) = Target::find(&places.plan) else { return Vec::new() };
    let mut done = Vec::new();
    for path in inspect::private(places, &target) {
        done.extend(close(&path));
    }
    for folder in [&target.folder, &places.own, &places.backups] {
        let before = atomic::leftovers(folder).len();
        let Ok(lock) = Lock::take(&target.folder, Duration::ZERO, disk) else { continue };
        if before > 0 && lock.is_real() {
            atomic::sweep(folder, Duration::ZERO, disk);
            let gone = before - atomic::leftovers(folder).len().min(before);
            done.push(removed(gone, folder));
        }
    }
    scratch::tidied(places);
    done
}

/// What [`tidy`] would do, in the same words. Nothing is touched.
pub fn untidy(places: &Places) -> Vec<String> {
    let Ok(target) = Target::find(&places.plan) else { return Vec::new() };
    let open = inspect::private(places, &target);
    let mut would: Vec<String> = open.iter().filter(|path| is_open(path)).map(|path| closed(path)).collect();
    for folder in [&target.folder, &places.own, &places.backups] {
        let leftovers = atomic::leftovers(folder).len();
        would.extend((leftovers > 0).then(|| removed(leftovers, folder)));
    }
    would
}

fn removed(count: usize, folder: &Path) -> String {
    let files = if count == 1 { "1 temporary file".to_owned() } else { format!("{count} temporary files") };
    format!("removed {files} of a killed run in {}", folder.display())
}

fn closed(path: &Path) -> String {
    format!("only you can look into {} now", path.display())
}

/// Whether others may look into it.
#[cfg(unix)]
fn is_open(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    let known = std::fs::symlink_metadata(path).ok().filter(|known| !known.is_symlink());
    known.is_some_and(|known| known.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_open(_path: &Path) -> bool {
    false
}

#[cfg(unix)]
fn close(path: &Path) -> Option<String> {
    use std::os::unix::fs::PermissionsExt as _;
    if !is_open(path) {
        return None;
    }
    let wanted = if path.is_dir() { 0o700 } else { 0o600 };
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(wanted)).ok()?;
    Some(closed(path))
}

#[cfg(not(unix))]
fn close(_path: &Path) -> Option<String> {
    None
}
