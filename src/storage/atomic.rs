//! The one routine that puts bytes on the disk.
//!
//! A reader of the file sees the old bytes or the new ones, never anything between, whenever the power goes: the bytes
//! go into a new file beside the target, the disk confirms them, they are read back, and only then does the new file
//! take the old one's name. A descriptor whose sync failed is never asked again, because the system may answer yes while
//! the data is gone: a retry starts anew from memory.

use super::attributes::{self, Lost};
use super::disk::{Disk, Step};
use super::fault::Fault;
use super::seen::Stamp;
use super::target::Target;
use std::fs::{self, File, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use tempfile::NamedTempFile;

/// How our temporary files begin; the rest of the name is random, so that nobody can plant one.
const PREFIX: &str = ".touchbase-";
/// How they end.
const SUFFIX: &str = ".tmp";

/// What a file was replaced with.
#[derive(Clone, Debug)]
pub struct Replaced {
    /// The stamp of the new file.
    pub stamp: Stamp,
    /// What the old one carried besides its bytes, and the new one does not.
    pub lost: Lost,
}

/// Replaces the file behind `target` with `bytes`, readable by its owner and those alone whom an access list names.
///
/// # Errors
/// Whatever went wrong; the old file is then whole. Only [`Fault::Unconfirmed`] comes after the new bytes are in place.
/// [`Fault::Overtaken`] where the file is another one than when `target` was found.
pub fn replace(target: &Target, bytes: &[u8], disk: &dyn Disk) -> Result<Replaced, Fault> {
    target.may_replace()?;
    let (temp, lost) = filled(target, bytes, disk)?;
    read_back(temp.path(), bytes, disk).map_err(|error| match error.kind() {
        io::ErrorKind::InvalidData => Fault::ReadBack { path: target.real.clone() },
        _ => Fault::io("reading back", temp.path(), error),
    })?;
    let rename = |error| Fault::io("renaming", &target.real, error);
    disk.step(Step::Rename, &target.real).map_err(rename)?;
    // An editor takes no lock. Whatever it wrote since we looked must not vanish under our file.
    let now = Target::find(&target.asked)?;
    if now.real != target.real || Stamp::of(&now) != Stamp::of(target) {
        return Err(Fault::Overtaken { path: target.real.clone() });
    }
    let stamp = temp.as_file().metadata().map(|known| Stamp::new(&known)).map_err(rename)?;
    temp.persist(&target.real).map_err(|error| rename(error.error))?;
    match sync_folder(&target.folder, disk) {
        Ok(()) => Ok(Replaced { stamp, lost }),
        Err(source) => Err(Fault::Unconfirmed { path: target.real.clone(), source }),
    }
}

/// A new file beside the target that holds `bytes`, carries what the old one does, and that the disk has confirmed.
fn filled(target: &Target, bytes: &[u8], disk: &dyn Disk) -> Result<(NamedTempFile, Lost), Fault> {
    let folder = target.folder.as_path();
    let failed = |doing| move |error| Fault::io(doing, folder, error);
    disk.step(Step::CreateTemp, folder).map_err(failed("making a file"))?;
    let mut temp = private_temp(folder).map_err(failed("making a file"))?;
    disk.step(Step::Write, temp.path()).map_err(failed("writing"))?;
    temp.write_all(bytes).map_err(failed("writing"))?;
    let lost = target.known.as_ref().map_or_else(Lost::new, |_| attributes::carry(&target.real, temp.as_file()));
    disk.step(Step::Sync, temp.path()).map_err(failed("writing"))?;
    temp.as_file().sync_all().map_err(failed("writing"))?;
    Ok((temp, lost))
}

/// A file with a random name that only its owner can read, from its first moment on. It is locked by us while it is open,
/// so that nobody who sweeps takes it for a leftover; see [`sweep`].
pub(super) fn private_temp(folder: &Path) -> io::Result<NamedTempFile> {
    loop {
        let temp = open_temp(folder)?;
        // Whoever sweeps may have had it before us: then it is gone, or will be.
        if locked(temp.as_file()) != Some(false) && temp.path().exists() {
            return Ok(temp);
        }
    }
}

/// Locks a file of ours, if nobody else has it; nothing where there are no locks. Elsewhere than on Unix a lock would keep
/// us from reading the file back, and there is none.
fn locked(file: &File) -> Option<bool> {
    if !cfg!(unix) {
        return None;
    }
    match file.try_lock() {
        Ok(()) => Some(true),
        Err(TryLockError::WouldBlock) => Some(false),
        Err(TryLockError::Error(_)) => None,
    }
}

fn open_temp(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX).rand_bytes(12);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let owner_only = fs::Permissions::from_mode(0o600);
        let temp = builder.permissions(owner_only.clone()).tempfile_in(folder)?;
        // The umask can only have taken bits away; give the owner theirs back.
        temp.as_file().set_permissions(owner_only)?;
        Ok(temp)
    }
    #[cfg(not(unix))]
    builder.tempfile_in(folder)
}

/// Compares what the file holds with what it was given; a difference is `InvalidData`.
fn read_back(path: &Path, bytes: &[u8], disk: &dyn Disk) -> io::Result<()> {
    disk.step(Step::ReadBack, path)?;
    let mut back = Vec::with_capacity(bytes.len());
    File::open(path)?.read_to_end(&mut back)?;
    if back == bytes { Ok(()) } else { Err(io::ErrorKind::InvalidData.into()) }
}

/// Asks the disk to remember the names in `folder`. Filesystems that cannot are not worth a word.
///
/// # Errors
/// The disk did not confirm them.
pub fn sync_folder(folder: &Path, disk: &dyn Disk) -> io::Result<()> {
    let synced = disk.step(Step::SyncFolder, folder).and_then(|()| sync_names(folder));
    match synced {
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => Ok(()),
        other => other,
    }
}

#[cfg(unix)]
fn sync_names(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn sync_names(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// Makes `folder` and what is missing above it, for the owner alone.
///
/// # Errors
/// Whatever the disk says.
pub fn make_folder(folder: &Path, disk: &dyn Disk) -> Result<(), Fault> {
    if folder.is_dir() {
        return Ok(());
    }
    let failed = |error| Fault::io("making the folder", folder, error);
    if let Some(parent) = folder.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        make_folder(parent, disk)?;
    }
    disk.step(Step::MakeFolder, folder).map_err(failed)?;
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(folder) {
        // Another touchbase was quicker.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => {}
        made => made.map_err(failed)?,
    }
    if let Some(parent) = folder.parent() {
        // A folder whose name is lost in a power cut is made again at the next save.
        let _ = sync_folder(parent, disk);
    }
    Ok(())
}

/// Our own temporary files that a killed run left in `folder`.
pub fn leftovers(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let ours = |entry: &fs::DirEntry| {
        let name = entry.file_name();
        name.to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX))
            && entry.file_type().is_ok_and(|kind| kind.is_file())
    };
    entries.flatten().filter(ours).map(|entry| entry.path()).collect()
}

/// Removes the leftovers in `folder` that are older than `age`, and that nobody is writing.
///
/// A temporary file is locked by its writer, and most are written while the writer holds the lock of the plan, too. Whoever
/// holds that may therefore sweep with an age of zero; without a working lock an hour is allowed.
pub fn sweep(folder: &Path, age: Duration, disk: &dyn Disk) {
    let now = SystemTime::now();
    for path in leftovers(folder) {
        let written = fs::symlink_metadata(&path).and_then(|known| known.modified());
        let old = age.is_zero() || written.is_ok_and(|at| now.duration_since(at).is_ok_and(|since| since >= age));
        if !old {
            continue;
        }
        // Held until the file is gone: its writer may have made it just now, and not locked it yet.
        let Ok(file) = File::open(&path) else { continue };
        if locked(&file) != Some(false) && disk.step(Step::Remove, &path).is_ok() {
            // Somebody else may have been quicker; there is always a next time.
            let _ = fs::remove_file(path);
        }
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use crate::storage::disk::{Sound, failing::Failing};
    use rustix::io::Errno;
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn put(path: &Path, bytes: &[u8], disk: &dyn Disk) -> Result<(), Fault> {
        replace(&Target::find(path)?, bytes, disk).map(|_| ())
    }

    #[test]
    fn the_new_bytes_take_the_old_ones_place() {
        let room = tempfile::tempdir().unwrap();
        let path = room.path().join("plan.ron");
        put(&path, b"one", &Sound).unwrap();
        put(&path, b"two", &Sound).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o600);
        assert_eq!(names(room.path()), ["plan.ron"]);
    }

    #[test]
    fn a_loose_mode_is_tightened_and_never_widened() {
        let room = tempfile::tempdir().unwrap();
        let path = room.path().join("plan.ron");
        fs::write(&path, "x").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        put(&path, b"y", &Sound).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o600);
    }

    #[test]
    fn a_link_stays_a_link() {
        let room = tempfile::tempdir().unwrap();
        let dotfiles = room.path().join("dotfiles");
        fs::create_dir(&dotfiles).unwrap();
        let link = room.path().join("plan.ron");
        symlink("dotfiles/plan.ron", &link).unwrap();
        for bytes in [b"created", b"changed"] {
            put(&link, bytes, &Sound).unwrap();
            assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
            assert_eq!(fs::read(dotfiles.join("plan.ron")).unwrap(), bytes);
            assert_eq!(names(&dotfiles), ["plan.ron"]);
        }
    }

    #[test]
    fn whatever_step_fails_the_old_file_is_whole_and_a_retry_succeeds() {
        let room = tempfile::tempdir().unwrap();
        let path = room.path().join("plan.ron");
        let all = Failing::new(usize::MAX, 0);
        put(&path, b"old", &all).unwrap();
        let steps = all.steps();
        assert_eq!(steps.len(), 6, "{steps:?}");
        for (at, &step) in steps.iter().enumerate() {
            for errno in [Errno::IO, Errno::NOSPC, Errno::DQUOT, Errno::FBIG, Errno::ACCESS, Errno::ROFS, Errno::MFILE]
            {
                put(&path, b"old", &Sound).unwrap();
                let fault = put(&path, b"new", &Failing::new(at, errno.raw_os_error())).unwrap_err();
                let expected: &[u8] = if step == Step::SyncFolder { b"new" } else { b"old" };
                assert_eq!(fs::read(&path).unwrap(), expected, "{step:?} {errno:?}");
                assert_eq!(matches!(fault, Fault::Unconfirmed { .. }), step == Step::SyncFolder, "{fault}");
                assert_eq!(names(room.path()), ["plan.ron"], "{step:?} {errno:?}");
                put(&path, b"new", &Sound).unwrap();
                assert_eq!(fs::read(&path).unwrap(), b"new");
            }
        }
    }

    #[test]
    fn a_folder_that_cannot_be_synced_is_not_worth_a_word() {
        let room = tempfile::tempdir().unwrap();
        for errno in [Errno::INVAL, Errno::OPNOTSUPP, Errno::NOSYS] {
            put(&room.path().join("plan.ron"), b"x", &Failing::new(5, errno.raw_os_error())).unwrap();
        }
    }

    #[test]
    fn a_disk_that_lies_is_found_out_before_the_rename() {
        struct Liar;
        impl Disk for Liar {
            fn step(&self, step: Step, path: &Path) -> io::Result<()> {
                if step == Step::ReadBack { fs::write(path, "oth\0r") } else { Ok(()) }
            }
        }
        let room = tempfile::tempdir().unwrap();
        let path = room.path().join("plan.ron");
        put(&path, b"old", &Sound).unwrap();
        assert!(matches!(put(&path, b"other", &Liar), Err(Fault::ReadBack { .. })));
        assert_eq!(fs::read(&path).unwrap(), b"old");
    }

    #[test]
    fn folders_are_made_for_their_owner_alone() {
        let room = tempfile::tempdir().unwrap();
        let deep = room.path().join("a/b/c");
        make_folder(&deep, &Sound).unwrap();
        make_folder(&deep, &Sound).unwrap();
        for folder in [deep.clone(), room.path().join("a")] {
            assert_eq!(fs::metadata(folder).unwrap().mode() & 0o777, 0o700);
        }
        assert!(make_folder(&deep.join("d"), &Failing::new(0, 5)).is_err());
        fs::write(room.path().join("file"), "").unwrap();
        assert!(make_folder(&room.path().join("file"), &Sound).is_err());
    }

    #[test]
    fn the_sweep_takes_our_leftovers_and_nothing_else() {
        let room = tempfile::tempdir().unwrap();
        for name in [".touchbase-abc.tmp", "touchbase.ron", ".touchbase-notes", "other.tmp"] {
            fs::write(room.path().join(name), "").unwrap();
        }
        symlink("touchbase.ron", room.path().join(".touchbase-link.tmp")).unwrap();
        let being_written = private_temp(room.path()).unwrap();
        sweep(room.path(), Duration::ZERO, &Sound);
        assert!(being_written.path().exists(), "somebody is at it");
        drop(being_written);
        fs::write(room.path().join(".touchbase-abc.tmp"), "").unwrap();
        sweep(room.path(), Duration::from_secs(3600), &Sound);
        assert_eq!(names(room.path()).len(), 5, "a young one may belong to somebody");
        sweep(room.path(), Duration::ZERO, &Sound);
        assert_eq!(names(room.path()), [".touchbase-link.tmp", ".touchbase-notes", "other.tmp", "touchbase.ron"]);
    }

    #[test]
    fn somebody_who_sweeps_all_the_time_takes_nothing_from_somebody_who_writes() {
        let room = tempfile::tempdir().unwrap();
        let done = std::sync::atomic::AtomicBool::new(false);
        let ended = std::sync::atomic::Ordering::Relaxed;
        std::thread::scope(|scope| {
            scope.spawn(|| {
                while !done.load(ended) {
                    sweep(room.path(), Duration::ZERO, &Sound);
                }
            });
            let put = (0..100).try_for_each(|turn| put(&room.path().join("kept.ron"), &[turn], &Sound));
            done.store(true, ended);
            put.unwrap();
        });
        assert_eq!(names(room.path()), ["kept.ron"]);
    }
}
