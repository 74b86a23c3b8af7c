//! A text handed to an editor: in a file of its own, in a folder of its own, for no longer than it takes.
//!
//! The folder is private and locked while it is in use, and goes with everything an editor leaves in it. What a killed
//! program left is removed by the next start.

use super::atomic;
use super::disk::Sound;
use super::fault::Fault;
use super::paths::Places;
use crate::domain::length::LONGEST;
use std::fs::{self, File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// The file's name: editors tell by its end what kind of text it is.
const NAME: &str = "text.md";
/// The name of a file with records.
const RECORDS: &str = "touchbase.ron";
/// More than any text of ours, with the line end that an editor puts behind it.
const LARGEST: u64 = LONGEST as u64 + 2;

/// A text in a file for an editor. Dropping it removes the file.
#[derive(Debug)]
pub struct Scratch {
    folder: TempDir,
    name: &'static str,
    largest: u64,
    _lock: File,
}

impl Scratch {
    /// Writes the text into a new folder below `folder`.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn new(folder: &Path, text: &str) -> Result<Self, Fault> {
        Self::named(folder, NAME, LARGEST, text)
    }

    /// The same for records as they stand in a plan's file; that may be as large as a plan.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn of_records(folder: &Path, text: &str) -> Result<Self, Fault> {
        Self::named(folder, RECORDS, super::target::LARGEST, text)
    }

    fn named(folder: &Path, name: &'static str, largest: u64, text: &str) -> Result<Self, Fault> {
        atomic::make_folder(folder, &Sound)?;
        let failed = |error| Fault::io("writing", folder, error);
        let owner_only = fs::Permissions::from_mode(0o700);
        let own = tempfile::Builder::new().permissions(owner_only).tempdir_in(folder).map_err(failed)?;
        let lock = File::open(own.path()).map_err(failed)?;
        // A disk without locks is worked with: then nothing is swept either.
        let _ = lock.try_lock();
        let scratch = Self { folder: own, name, largest, _lock: lock };
        scratch.write(File::options().create_new(true), text)?;
        Ok(scratch)
    }

    /// Puts another text into the file.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn put(&self, text: &str) -> Result<(), Fault> {
        self.write(File::options().create(true).truncate(true), text)
    }

    fn write(&self, how: &mut OpenOptions, text: &str) -> Result<(), Fault> {
        let path = self.path();
        let failed = |error| Fault::io("writing", &path, error);
        let mut file = how.write(true).mode(0o600).open(&path).map_err(failed)?;
        let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
        file.write_all(text.as_bytes()).and_then(|()| file.write_all(end.as_bytes())).map_err(failed)
    }

    /// The file.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join(self.name)
    }

    /// What the file holds now, with `\n` at the ends of lines and nothing after the last one.
    ///
    /// # Errors
    /// Why that is no text, in plain words.
    pub fn read(&self) -> Result<String, String> {
        let mut bytes = Vec::new();
        let read = File::open(self.path()).and_then(|file| file.take(self.largest + 1).read_to_end(&mut bytes));
        match read {
            Err(error) => Err(format!("the text cannot be read: {error}")),
            Ok(length) if length as u64 > self.largest => {
                Err(format!("the text is larger than {} MB", self.largest / 1024 / 1024))
            }
            Ok(_) => match String::from_utf8(bytes) {
                Err(_) => Err("the text is not UTF-8".to_owned()),
                Ok(text) => {
                    let text = text.strip_prefix('\u{feff}').unwrap_or(&text).replace("\r\n", "\n");
                    Ok(text.trim_end_matches(['\n', '\r']).to_owned())
                }
            },
        }
    }
}

/// The folder for a plan's texts: among our own things, or, for a locked plan, in memory where the system has such a
/// place for this user alone.
pub fn folder(places: &Places) -> PathBuf {
    let on_disk = on_disk(places);
    if !places.seal.has_key() && !places.seal.is_plan_sealed() {
        return on_disk;
    }
    let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from).filter(|folder| folder.is_absolute());
    let private = |folder: &PathBuf| {
        let known = fs::metadata(folder);
        known.is_ok_and(|known| known.is_dir() && known.permissions().mode() & 0o777 == 0o700)
    };
    runtime.filter(private).map_or(on_disk, |folder| folder.join("touchbase"))
}

/// The folder for them among our own things.
pub fn on_disk(places: &Places) -> PathBuf {
    places.own.join("editor")
}

/// Removes what killed programs left where a plan's texts are, or were before it was locked. Answers where they are.
pub fn tidied(places: &Places) -> PathBuf {
    let (now, on_disk) = (folder(places), on_disk(places));
    if now != on_disk {
        sweep(&on_disk);
    }
    sweep(&now);
    now
}

/// Removes what killed programs left below `folder`.
pub fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder && File::open(entry.path()).is_ok_and(|own| own.try_lock().is_ok()) {
            // What cannot be removed now can be at the next start.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn it_is_private_and_goes_with_all_that_an_editor_left() {
        let room = tempfile::tempdir().unwrap();
        let folder = room.path().join("own/editor");
        let scratch = Scratch::new(&folder, "two\nlines").unwrap();
        assert_eq!(fs::read_to_string(scratch.path()).unwrap(), "two\nlines\n");
        assert_eq!(scratch.path().extension().unwrap(), "md");
        assert_eq!(
            (mode(&scratch.path()), mode(scratch.path().parent().unwrap()), mode(&folder)),
            (0o600, 0o700, 0o700)
        );
        assert_eq!(scratch.read().unwrap(), "two\nlines");
        fs::write(scratch.path().with_file_name(".text.md.swp"), "swap").unwrap();
        sweep(&folder);
        assert!(scratch.path().exists(), "it is in use");
        drop(scratch);
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
    }

    #[test]
    fn records_have_a_name_of_their_own_and_another_text_takes_their_place() {
        let room = tempfile::tempdir().unwrap();
        let scratch = Scratch::of_records(room.path(), "(format: 1)").unwrap();
        assert!(scratch.path().ends_with("touchbase.ron"));
        fs::remove_file(scratch.path()).unwrap();
        scratch.put("(format: 1, goals: [])").unwrap();
        assert_eq!((scratch.read().unwrap().as_str(), mode(&scratch.path())), ("(format: 1, goals: [])", 0o600));
        fs::write(scratch.path(), "x".repeat(LONGEST + 3)).unwrap();
        assert!(scratch.read().is_ok());
    }

    #[test]
    fn what_is_left_is_swept() {
        let room = tempfile::tempdir().unwrap();
        let left = room.path().join("left");
        fs::create_dir(&left).unwrap();
        fs::write(left.join(NAME), "words").unwrap();
        sweep(room.path());
        assert!(!left.exists());
    }

    #[test]
    fn what_is_no_text_is_named() {
        let room = tempfile::tempdir().unwrap();
        let scratch = Scratch::new(room.path(), "").unwrap();
        for (bytes, wanted) in [
            (b"\xef\xbb\xbfa\r\nb\r\n\r\n".as_slice(), Ok("a\nb")),
            (b"\xff\xfe", Err("the text is not UTF-8")),
            (b"", Ok("")),
        ] {
            fs::write(scratch.path(), bytes).unwrap();
            assert_eq!(scratch.read().as_deref(), wanted.map_err(str::to_owned).as_ref().map(|text| *text));
        }
        fs::write(scratch.path(), "x".repeat(LONGEST + 3)).unwrap();
        assert_eq!(scratch.read().unwrap_err(), "the text is larger than 1 MB");
        fs::remove_file(scratch.path()).unwrap();
        assert!(scratch.read().unwrap_err().starts_with("the text cannot be read"));
    }
}
