//! Where the bytes really go: the file behind the links, and whether it may be replaced.

use super::disk::{Disk, Sound, Step};
use super::fault::Fault;
use super::migrate::blocks::{self, Blocks};
use super::seen::BLOCK;
use std::fs::{self, Metadata};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// More links in a row than any honest set-up has; the kernel stops at the same number.
const MOST_LINKS: usize = 40;

/// The largest plan we are willing to read, in bytes. A lifetime of one person's notes is a fiftieth of it.
pub const LARGEST: u64 = 256 * 1024 * 1024;

/// From this size on a file is read in blocks, in bytes: below that there is nothing to spare.
const MIDDLING: usize = 2 * BLOCK;

/// A path as it was asked for, and the real file behind it.
#[derive(Clone, Debug)]
pub struct Target {
    /// The path the user knows.
    pub asked: PathBuf,
    /// The file itself, in a folder without links; it need not exist.
    pub real: PathBuf,
    /// The folder the real file is in; it exists.
    pub folder: PathBuf,
    /// What the system knows of the file; `None` when it does not exist.
    pub known: Option<Metadata>,
}

impl Target {
    /// Follows the links from `asked` to the real file and looks at what is there.
    ///
    /// # Errors
    /// A circle of links, a folder that is not there, or anything but an ordinary file at the end.
    pub fn find(asked: &Path) -> Result<Self, Fault> {
        let mut path = asked.to_path_buf();
        for _ in 0..MOST_LINKS {
            match fs::symlink_metadata(&path) {
                Ok(known) if known.is_symlink() => path = next(&path)?,
                Ok(known) => return Self::at(asked, &path, Some(known)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Self::at(asked, &path, None),
                Err(error) => return Err(Fault::io("looking at the file", asked, error)),
            }
        }
        Err(Fault::Circle { path: asked.to_path_buf() })
    }

    fn at(asked: &Path, path: &Path, known: Option<Metadata>) -> Result<Self, Fault> {
        if let Some(kind) = known.as_ref().and_then(odd_kind) {
            return Err(Fault::NotAFile { path: asked.to_path_buf(), kind });
        }
        let (Some(parent), Some(name)) = (path.parent(), path.file_name()) else {
            return Err(Fault::NotAFile { path: asked.to_path_buf(), kind: "a folder" });
        };
        let parent = if parent.as_os_str().is_empty() { Path::new(".") } else { parent };
        let folder = fs::canonicalize(parent).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Fault::FolderGone { folder: parent.to_path_buf() },
            _ => Fault::io("looking at the folder", parent, error),
        })?;
        Ok(Self { asked: asked.to_path_buf(), real: folder.join(name), folder, known })
    }

    /// Whether we may put another file in this one's place.
    ///
    /// # Errors
    /// A rename would walk over both wishes, so they are asked for: a file without the owner's write bit, and a file
    /// that belongs to somebody else.
    pub fn may_replace(&self) -> Result<(), Fault> {
        let Some(known) = &self.known else { return Ok(()) };
        match guarded(known) {
            Some(why) => Err(Fault::ReadOnly { path: self.asked.clone(), why }),
            None => Ok(()),
        }
    }

    /// Whether the file has a second name (a hard link), which a rename leaves with the old text.
    pub fn has_other_names(&self) -> bool {
        #[cfg(unix)]
        return self.known.as_ref().is_some_and(|known| std::os::unix::fs::MetadataExt::nlink(known) > 1);
        #[cfg(not(unix))]
        return false;
    }

    /// Reads the whole file; `None` when there is none.
    ///
    /// # Errors
    /// A file over [`LARGEST`], or whatever the disk says.
    pub fn read(&self, disk: &dyn Disk) -> Result<Option<Vec<u8>>, Fault> {
        let Some(file) = self.open(disk)? else { return Ok(None) };
        let bytes = whole(&file, self.length()).map_err(|error| self.unread(error))?;
        if bytes.len() as u64 > LARGEST { Err(self.too_large()) } else { Ok(Some(bytes)) }
    }

    /// Reads the file in blocks, where its length makes that worth it; `None` also where it is not laid out as we write it,
    /// and has to be read whole.
    ///
    /// # Errors
    /// As for [`Target::read`].
    pub fn read_in_blocks(&self, disk: &dyn Disk) -> Result<Option<Blocks>, Fault> {
        let length = self.length();
        if length < MIDDLING {
            return Ok(None);
        }
        let read = self.open(disk)?.and_then(|file| blocks::read(&file, length));
        if read.as_ref().is_some_and(|read| read.length as u64 > LARGEST) { Err(self.too_large()) } else { Ok(read) }
    }

    /// Opens the file to be read; `None` when there is none.
    fn open(&self, disk: &dyn Disk) -> Result<Option<fs::File>, Fault> {
        match &self.known {
            None => return Ok(None),
            Some(known) if known.len() > LARGEST => return Err(self.too_large()),
            Some(_) => {}
        }
        disk.step(Step::Read, &self.real).map_err(|error| self.unread(error))?;
        match fs::File::open(&self.real) {
            Ok(file) => Ok(Some(file)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(self.unread(error)),
        }
    }

    /// How long the file seems to be, in bytes.
    fn length(&self) -> usize {
        let length = self.known.as_ref().map_or(0, Metadata::len).min(LARGEST);
        usize::try_from(length).unwrap_or(0)
    }

    fn unread(&self, error: io::Error) -> Fault {
        Fault::io("reading the file", &self.real, error)
    }

    fn too_large(&self) -> Fault {
        Fault::TooLarge { path: self.asked.clone(), limit_mb: LARGEST / 1024 / 1024 }
    }
}

/// All that a file holds, which seems to be this long.
fn whole(file: &fs::File, length: usize) -> io::Result<Vec<u8>> {
    // Room for all of it, and for the read that finds the end.
    let mut bytes = Vec::with_capacity(length + 1);
    file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What the file at a path holds; nothing where there is none, or it cannot be read.
pub fn bytes_at(path: &Path) -> Option<Vec<u8>> {
    Target::find(path).and_then(|target| target.read(&Sound)).ok().flatten()
}

/// Where a link leads; a relative one starts from the link's own folder.
fn next(link: &Path) -> Result<PathBuf, Fault> {
    let to = fs::read_link(link).map_err(|error| Fault::io("following the link", link, error))?;
    Ok(link.parent().unwrap_or(Path::new("")).join(to))
}

/// What this is if it is not an ordinary file.
fn odd_kind(known: &Metadata) -> Option<&'static str> {
    if known.is_file() {
        None
    } else if known.is_dir() {
        Some("a folder")
    } else {
        Some("a pipe or a device")
    }
}

#[cfg(unix)]
fn guarded(known: &Metadata) -> Option<&'static str> {
    use std::os::unix::fs::MetadataExt as _;
    if known.uid() != rustix::process::geteuid().as_raw() {
        Some("it belongs to somebody else")
    } else if known.mode() & 0o200 == 0 {
        Some("its owner may not write to it")
    } else {
        None
    }
}

#[cfg(not(unix))]
fn guarded(known: &Metadata) -> Option<&'static str> {
    known.permissions().readonly().then_some("it is marked so")
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use crate::storage::disk::Sound;
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    fn room() -> tempfile::TempDir {
        tempfile::tempdir().unwrap()
    }

    #[test]
    fn a_chain_of_links_is_followed_to_its_end() {
        let room = room();
        fs::create_dir(room.path().join("real")).unwrap();
        fs::write(room.path().join("real/plan.ron"), "x").unwrap();
        symlink("real/plan.ron", room.path().join("second")).unwrap();
        symlink(room.path().join("second"), room.path().join("first")).unwrap();
        symlink("real", room.path().join("folder")).unwrap();
        let real = fs::canonicalize(room.path().join("real")).unwrap();
        for asked in ["first", "second", "folder/plan.ron", "real/plan.ron", "real/../first"] {
            let target = Target::find(&room.path().join(asked)).unwrap();
            assert_eq!(target.real, real.join("plan.ron"), "{asked}");
            assert_eq!(target.read(&Sound).unwrap().unwrap(), b"x");
        }
    }

    #[test]
    fn a_dangling_link_names_the_file_to_be() {
        let room = room();
        symlink("not-yet.ron", room.path().join("link")).unwrap();
        let target = Target::find(&room.path().join("link")).unwrap();
        assert!(target.real.ends_with("not-yet.ron") && target.known.is_none());
        symlink("nowhere/plan.ron", room.path().join("far")).unwrap();
        assert!(matches!(Target::find(&room.path().join("far")), Err(Fault::FolderGone { .. })));
    }

    #[test]
    fn a_circle_is_said() {
        let room = room();
        symlink("b", room.path().join("a")).unwrap();
        symlink("a", room.path().join("b")).unwrap();
        symlink("self", room.path().join("self")).unwrap();
        for asked in ["a", "self", "a/plan.ron"] {
            let fault = Target::find(&room.path().join(asked)).unwrap_err();
            assert_eq!(fault.to_string(), "the link leads in a circle", "{asked}");
        }
    }

    #[test]
    fn folders_pipes_and_devices_are_refused_at_once() {
        let room = room();
        let pipe = room.path().join("pipe");
        rustix::fs::mknodat(
            rustix::fs::CWD,
            &pipe,
            rustix::fs::FileType::Fifo,
            rustix::fs::Mode::from_raw_mode(0o600),
            0,
        )
        .unwrap();
        for odd in [room.path(), Path::new("/"), &pipe, Path::new("/dev/zero"), &room.path().join("..")] {
            assert!(matches!(Target::find(odd), Err(Fault::NotAFile { .. })), "{odd:?}");
        }
    }

    #[test]
    fn a_read_only_file_is_not_replaced() {
        let room = room();
        let path = room.path().join("plan.ron");
        fs::write(&path, "x").unwrap();
        assert!(Target::find(&path).unwrap().may_replace().is_ok());
        fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
        let fault = Target::find(&path).unwrap().may_replace().unwrap_err();
        assert!(fault.to_string().starts_with("the file is read-only"), "{fault}");
    }

    #[test]
    fn a_file_of_somebody_else_is_not_replaced() {
        let room = room();
        let path = room.path().join("plan.ron");
        fs::write(&path, "x").unwrap();
        // Only root can give a file away; elsewhere there is nothing to see.
        if std::os::unix::fs::chown(&path, Some(65_534), None).is_ok() {
            assert!(matches!(Target::find(&path).unwrap().may_replace(), Err(Fault::ReadOnly { .. })));
        }
    }

    #[test]
    fn a_file_beyond_the_limit_is_not_read() {
        let room = room();
        let path = room.path().join("plan.ron");
        fs::File::create(&path).unwrap().set_len(LARGEST + 1).unwrap();
        assert!(matches!(Target::find(&path).unwrap().read(&Sound), Err(Fault::TooLarge { limit_mb: 256, .. })));
    }
}
