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
            let files = if gone == 1 { "1 temporary file".to_owned() } else { format!("{gone} temporary files") };
            done.push(format!("removed {files} of a killed run in {}", folder.display()));
        }
    }
    scratch::sweep(&places.own.join("editor"));
    scratch::sweep(&scratch::folder(places));
    done
}

#[cfg(unix)]
fn close(path: &Path) -> Option<String> {
    use std::os::unix::fs::PermissionsExt as _;
    let known = std::fs::symlink_metadata(path).ok().filter(|known| !known.is_symlink())?;
    let wanted = if known.is_dir() { 0o700 } else { 0o600 };
    let others = known.permissions().mode() & 0o077;
    if others == 0 {
        return None;
    }
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(wanted)).ok()?;
    Some(format!("only you can look into {} now", path.display()))
}

#[cfg(not(unix))]
fn close(_path: &Path) -> Option<String> {
    None
}
