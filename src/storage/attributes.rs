//! What a file carries besides its bytes and its mode: the group, an access list, attributes of the user's own.
//!
//! A save puts a new file in the old one's place, and none of this follows by itself. It is carried over before the
//! rename; what cannot be is named, so that somebody can put it back.

use std::fs::File;
use std::path::Path;

/// What could not be carried over.
pub type Lost = Vec<String>;

/// Gives `to`, a new file for its owner alone, what the file at `from` carries. What others may do by the mode alone is
/// never carried: only people and groups that an access list names keep what it grants them.
#[cfg(target_os = "linux")]
pub fn carry(from: &Path, to: &File) -> Lost {
    use rustix::fs::{XattrFlags, fsetxattr};
    keep_group(from, to);
    let names = linux::names(from);
    let lost = names.into_iter().filter(|name| {
        let Some(mut value) = linux::value(from, name) else { return false };
        if name == linux::ACCESS {
            linux::close(&mut value);
        }
        fsetxattr(to, name.as_str(), &value, XattrFlags::empty()).is_err()
    });
    lost.collect()
}

/// Nothing is known of such things here.
#[cfg(not(target_os = "linux"))]
pub fn carry(_from: &Path, _to: &File) -> Lost {
    Vec::new()
}

/// What a save of the file would lose, found out with a file that nobody else ever sees.
pub fn would_lose(file: &Path) -> Lost {
    let folder = file.parent().unwrap_or(Path::new("."));
    #[cfg(target_os = "linux")]
    if linux::names(file).is_empty() {
        return Vec::new();
    }
    tempfile::tempfile_in(folder).map_or_else(|_| Vec::new(), |probe| carry(file, &probe))
}

/// What is said of it.
pub fn told(lost: &[String]) -> String {
    let what = |name: &String| if name.contains("acl") { "its access list".to_owned() } else { format!("`{name}`") };
    let mut named: Vec<String> = lost.iter().map(what).collect();
    named.sort();
    named.dedup();
    format!("the plan's file loses {} at a save: its disk does not take that again", named.join(", "))
}

/// The bits of the mode by which others really may look into a file: where there is an access list, the bits of the group
/// say what it grants at most, and those who are named in it were named on purpose.
#[cfg(unix)]
pub fn open_bits(path: &Path, mode: u32) -> u32 {
    #[cfg(target_os = "linux")]
    if let Some(list) = linux::value(path, linux::ACCESS) {
        return linux::unnamed(&list) & mode & 0o077;
    }
    mode & 0o077
}

/// The group stays where we may give it; with a file for its owner alone nobody gains by it.
#[cfg(target_os = "linux")]
fn keep_group(from: &Path, to: &File) {
    use std::os::unix::fs::MetadataExt as _;
    let gid = |known: std::io::Result<std::fs::Metadata>| known.map(|known| known.gid()).ok();
    let (before, now) = (gid(from.metadata()), gid(to.metadata()));
    if before != now {
        let _ = std::os::unix::fs::fchown(to, None, before);
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use std::path::Path;

    /// The access list of a file.
    pub const ACCESS: &str = "system.posix_acl_access";
    /// The most bytes that the system has for a list of names, and for the value of one.
    const MOST: usize = 64 * 1024;
    /// What the system keeps for itself, and gives every file anew.
    const OF_THE_SYSTEM: [&str; 2] = ["security.", "trusted."];
    /// How an access list is laid out: a number for the version, then entries of a kind, what is granted, and to whom.
    const VERSION: usize = 4;
    const ENTRY: usize = 8;
    /// The kinds of the group of the file, and of everybody else.
    const GROUP: u8 = 0x04;
    const OTHERS: u8 = 0x20;

    /// The names of what a file carries.
    pub fn names(path: &Path) -> Vec<String> {
        let list = whole(|buffer| rustix::fs::listxattr(path, buffer)).unwrap_or_default();
        let names = list.split(|byte| *byte == 0).filter_map(|name| std::str::from_utf8(name).ok());
        let ours = |name: &&str| !name.is_empty() && !OF_THE_SYSTEM.iter().any(|system| name.starts_with(system));
        names.filter(ours).map(str::to_owned).collect()
    }

    /// What stands under a name; none where nothing does.
    pub fn value(path: &Path, name: &str) -> Option<Vec<u8>> {
        whole(|buffer| rustix::fs::getxattr(path, name, buffer))
    }

    /// Asks with room for all there can be.
    fn whole(ask: impl Fn(&mut [u8]) -> rustix::io::Result<usize>) -> Option<Vec<u8>> {
        let mut bytes = vec![0; MOST];
        let length = ask(&mut bytes).ok()?;
        bytes.truncate(length);
        Some(bytes)
    }

    /// Takes away what an access list grants to the group of the file and to everybody: those are bits of the mode.
    pub fn close(list: &mut [u8]) {
        for entry in list.get_mut(VERSION..).unwrap_or_default().chunks_exact_mut(ENTRY) {
            if let [GROUP | OTHERS, 0, granted, ..] = entry {
                *granted = 0;
            }
        }
    }

    /// What it grants to them, as bits of a mode.
    pub fn unnamed(list: &[u8]) -> u32 {
        let entries = list.get(VERSION..).unwrap_or_default().chunks_exact(ENTRY);
        let bits = entries.map(|entry| match entry {
            [GROUP, 0, granted, ..] => u32::from(*granted & 7) << 3,
            [OTHERS, 0, granted, ..] => u32::from(*granted & 7),
            _ => 0,
        });
        bits.fold(0, |all, bits| all | bits)
    }
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use super::*;
    use crate::storage::atomic;
    use crate::storage::disk::Sound;
    use crate::storage::target::Target;
    use rustix::fs::{XattrFlags, setxattr};
    use std::fs;
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    use std::path::PathBuf;

    /// An access list: the owner, the user 65534, the group, the mask, others.
    fn list(named: u8, group: u8, mask: u8, others: u8) -> Vec<u8> {
        let nobody = u32::MAX;
        let entries =
            [(1, 6, nobody), (2, named, 65_534), (4, group, nobody), (16, mask, nobody), (32, others, nobody)];
        let entry =
            |(kind, granted, who): (u8, u8, u32)| [vec![kind, 0, granted, 0], who.to_le_bytes().to_vec()].concat();
        [2_u32.to_le_bytes().to_vec()].into_iter().chain(entries.map(entry)).flatten().collect()
    }

    fn file() -> (tempfile::TempDir, PathBuf) {
        let room = tempfile::tempdir().unwrap();
        let path = room.path().join("plan.ron");
        fs::write(&path, "old").unwrap();
        (room, path)
    }

    fn set(path: &Path, name: &str, value: &[u8]) {
        setxattr(path, name, value, XattrFlags::empty()).expect("this disk takes no attributes");
    }

    fn save(path: &Path) -> Lost {
        atomic::replace(&Target::find(path).unwrap(), b"new", &Sound).unwrap().lost
    }

    #[test]
    fn attributes_of_the_user_and_an_access_list_survive_a_save() {
        let (_room, path) = file();
        set(&path, "user.label", b"red");
        set(&path, "user.empty", b"");
        set(&path, linux::ACCESS, &list(4, 0, 4, 0));
        for _ in 0..2 {
            assert!(save(&path).is_empty() && would_lose(&path).is_empty());
            assert_eq!(fs::read(&path).unwrap(), b"new");
            assert_eq!(linux::value(&path, "user.label").unwrap(), b"red");
            assert_eq!(linux::value(&path, "user.empty").unwrap(), b"");
            assert_eq!(linux::value(&path, linux::ACCESS).unwrap(), list(4, 0, 4, 0));
            let mode = fs::metadata(&path).unwrap().mode() & 0o777;
            assert_eq!(
                (mode, open_bits(&path, mode)),
                (0o640, 0),
                "as it was: the mask shows where the group's bits are"
            );
        }
    }

    #[test]
    fn what_a_list_grants_to_everybody_is_taken_away_like_a_loose_mode() {
        let (_room, path) = file();
        set(&path, linux::ACCESS, &list(4, 6, 6, 4));
        let mode = fs::metadata(&path).unwrap().mode() & 0o777;
        assert_eq!((mode, open_bits(&path, mode)), (0o664, 0o064));
        assert!(save(&path).is_empty());
        let mode = fs::metadata(&path).unwrap().mode() & 0o777;
        assert_eq!(linux::value(&path, linux::ACCESS).unwrap(), list(4, 0, 6, 0));
        assert_eq!((mode, open_bits(&path, mode)), (0o660, 0));
    }

    #[test]
    fn a_list_of_the_folder_opens_no_new_file() {
        let (room, path) = file();
        fs::remove_file(&path).unwrap();
        set(room.path(), "system.posix_acl_default", &list(6, 6, 7, 4));
        assert!(save(&path).is_empty());
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o600, "the mask grants nothing");
    }

    #[test]
    fn the_group_stays_and_a_plain_file_has_nothing_to_lose() {
        let (_room, path) = file();
        // Only root can give a file to any group; others have one group to give it to.
        let given = std::os::unix::fs::chown(&path, None, Some(65_534)).is_ok();
        let before = fs::metadata(&path).unwrap().gid();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        assert!(save(&path).is_empty() && would_lose(&path).is_empty());
        let known = fs::metadata(&path).unwrap();
        assert_eq!((known.gid(), known.mode() & 0o777), (before, 0o600), "given: {given}");
    }

    #[test]
    fn what_is_lost_is_named() {
        let lost = ["system.posix_acl_access", "user.label", "system.nfs4_acl"].map(str::to_owned);
        let said = "the plan's file loses `user.label`, its access list at a save: its disk does not take that again";
        assert_eq!(told(&lost), said);
    }
}
