//! Copies of the plan as it was.
//!
//! The file before the last save; the file as each day found it, for a week, and the last day on which everything in it
//! fitted; the file before it changed its format, and
//! the file with the comments that a save cannot keep, both for good. A copy is made only of what was understood, so
//! that a good one is never replaced by a broken one, and it counts only as long as it can still be read.

use super::atomic;
use super::disk::Disk;
use super::fault::Fault;
use super::format::CURRENT;
use super::read;
use super::scan;
use super::seal::Seal;
use super::seen::Seen;
use super::target::Target;
use crate::domain::Day;
use chrono::{DateTime, Local};
use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// How many daily copies stay.
const DAYS_KEPT: usize = 7;

/// Why a copy was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The file before the last save.
    Previous,
    /// The file as this day found it.
    Daily(Day),
    /// The file before its format changed; never pruned.
    OldFormat,
    /// The file with its comments; never pruned.
    Comments,
    /// The file before something in it was put right; never pruned.
    BeforeFix,
    /// Another version that a sync tool left and that was taken in; never pruned.
    Copy,
}

impl Reason {
    /// What a person calls it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Previous => "before the last save",
            Self::Daily(_) => "as that day found it",
            Self::OldFormat => "in an older format",
            Self::Comments => "with the comments in it",
            Self::BeforeFix => "before the doctor",
            Self::Copy => "another version that was taken in",
        }
    }
}

/// One copy.
#[derive(Clone, Debug)]
pub struct Backup {
    /// Where it is.
    pub path: PathBuf,
    /// Why it was made.
    pub reason: Reason,
    /// When it was written.
    pub written: SystemTime,
    /// The day it shows the plan as of, in local time; `None` when the clock says nothing sensible.
    pub day: Option<Day>,
    /// Its size in bytes.
    pub size: u64,
}

/// Keeps `bytes`, a file that was understood, for this reason. Answers where; `None` when today's copy is there already.
///
/// # Errors
/// Whatever the disk says. A save goes on without its backup and says so.
pub fn keep(
    folder: &Path,
    bytes: &[u8],
    reason: Reason,
    seal: &Seal,
    disk: &dyn Disk,
) -> Result<Option<PathBuf>, Fault> {
    atomic::make_folder(folder, disk)?;
    let path = match reason {
        Reason::Previous => folder.join("previous.ron"),
        Reason::Daily(day) => folder.join(format!("day-{day}.ron")),
        Reason::OldFormat => free(folder, "old-format"),
        Reason::Comments => free(folder, "with-comments"),
        Reason::BeforeFix => free(folder, "before-fix"),
        Reason::Copy => free(folder, "other-version"),
    };
    let daily = matches!(reason, Reason::Daily(_));
    if daily && path.exists() {
        return Ok(None);
    }
    atomic::replace(&Target::find(&path)?, &seal.wrap(bytes)?, disk)?;
    if let Reason::Daily(today) = reason {
        prune(folder, &|path| is_sound(path, today, seal, disk));
    }
    Ok(Some(path))
}

/// Keeps the file as it was before it is written over. What goes wrong is said and stops nothing.
pub fn before_save(folder: &Path, before: &[u8], seen: &Seen, today: Day, seal: &Seal, disk: &dyn Disk) -> Vec<String> {
    let mut failed = None;
    let plain = if seen.by_us { Cow::default() } else { seal.unwrap(folder, before).unwrap_or_default() };
    let mut keep = |reason| match keep(folder, before, reason, seal, disk) {
        Ok(path) => path,
        Err(fault) => {
            failed.get_or_insert_with(|| format!("the backup could not be made: {fault}"));
            None
        }
    };
    let comments = read::text(&plain).map_or(0, scan::comments);
    let commented = (comments > 0).then(|| keep(Reason::Comments)).flatten();
    let old_format = (seen.format < CURRENT).then(|| keep(Reason::OldFormat)).flatten();
    keep(Reason::Daily(today));
    keep(Reason::Previous);
    let mut notices: Vec<String> = failed.into_iter().collect();
    if comments > 0 {
        let will = if comments == 1 { "1 comment will".into() } else { format!("{comments} comments will") };
        notices.push(match commented {
            Some(path) => format!("{will} not survive; the file as it was is kept as {}", path.display()),
            None => format!("{will} not survive, and the file as it was could not be kept"),
        });
    }
    let moved = |path: PathBuf| format!("the file has a new format now; as it was it is kept as {}", path.display());
    notices.extend(old_format.map(moved));
    notices
}

/// The first name of this kind that is not in use.
pub(super) fn free(folder: &Path, stem: &str) -> PathBuf {
    let first = folder.join(format!("{stem}.ron"));
    let mut rest = (2_u64..).map(|number| folder.join(format!("{stem}-{number}.ron")));
    if fs::symlink_metadata(&first).is_err() {
        return first;
    }
    rest.find(|path| fs::symlink_metadata(path).is_err()).unwrap_or(first)
}

/// Removes the daily copies beyond the newest few; where none of these is sound, the newest that is stays with them. One
/// that cannot be removed is tried again another day.
fn prune(folder: &Path, is_sound: &dyn Fn(&Path) -> bool) {
    let mut days: Vec<(Day, PathBuf)> = list(folder)
        .into_iter()
        .filter_map(|backup| match backup.reason {
            Reason::Daily(day) => Some((day, backup.path)),
            _ => None,
        })
        .collect();
    days.sort_by(|one, two| two.cmp(one));
    let (kept, rest) = days.split_at(days.len().min(DAYS_KEPT));
    if rest.is_empty() {
        return;
    }
    let good = |(_, path): &&(Day, PathBuf)| is_sound(path);
    let spared = if kept.iter().any(|day| good(&day)) { None } else { rest.iter().find(good) };
    for (day, path) in rest {
        if spared.is_none_or(|(spared, _)| spared != day) {
            let _ = fs::remove_file(path);
        }
    }
}

/// Whether a copy can be read, and everything in it fits.
fn is_sound(path: &Path, today: Day, seal: &Seal, disk: &dyn Disk) -> bool {
    open(path, seal, disk)
        .is_ok_and(|read| read.loaded.findings.is_empty() && read.loaded.records.check(today).is_empty())
}

/// All copies in `folder`, newest first.
pub fn list(folder: &Path) -> Vec<Backup> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut backups: Vec<Backup> = entries.flatten().filter_map(|entry| of(&entry.path())).collect();
    backups.sort_by(|one, two| (two.written, &two.path).cmp(&(one.written, &one.path)));
    backups
}

/// The copy at this path, if its name is one of ours.
fn of(path: &Path) -> Option<Backup> {
    let name = path.file_name()?.to_str()?.strip_suffix(".ron")?;
    let reason = if name == "previous" {
        Reason::Previous
    } else if let Some(day) = name.strip_prefix("day-") {
        Reason::Daily(day.parse().ok()?)
    } else if name.starts_with("old-format") {
        Reason::OldFormat
    } else if name.starts_with("with-comments") {
        Reason::Comments
    } else if name.starts_with("before-fix") {
        Reason::BeforeFix
    } else if name.starts_with("other-version") {
        Reason::Copy
    } else {
        return None;
    };
    let known = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    let written = known.modified().ok()?;
    let day = match reason {
        Reason::Daily(day) => Some(day),
        _ => Day::from_date(DateTime::<Local>::from(written).date_naive()),
    };
    Some(Backup { path: path.to_path_buf(), reason, written, day, size: known.len() })
}

/// The newest copy that can be read.
pub fn newest_good(folder: &Path, seal: &Seal, disk: &dyn Disk) -> Option<Backup> {
    list(folder).into_iter().find(|backup| is_good(&backup.path, seal, disk))
}

/// What a copy holds.
///
/// # Errors
/// Why it cannot be read, in words for a person, with the place.
pub fn open(path: &Path, seal: &Seal, disk: &dyn Disk) -> Result<read::Read, String> {
    let bytes = Target::find(path).and_then(|target| target.read(disk)).map_err(|fault| fault.to_string())?;
    let bytes = bytes.ok_or("it is gone")?;
    let bytes = seal.unwrap(path, &bytes).map_err(|fault| fault.to_string())?;
    let read = read::read(&bytes).map_err(|mistake| {
        let (line, expected, found) = (mistake.line, mistake.expected, mistake.found);
        format!("line {line}: expected {expected}, found {found}")
    })?;
    if read.is_newer() {
        Err(format!("it has format {}, which is newer than this version", read.format))
    } else {
        Ok(read)
    }
}

/// Whether a copy can be read.
pub fn is_good(path: &Path, seal: &Seal, disk: &dyn Disk) -> bool {
    let bytes = Target::find(path).and_then(|target| target.read(disk));
    bytes.is_ok_and(|bytes| {
        bytes.is_some_and(|bytes| seal.unwrap(path, &bytes).is_ok_and(|text| read::read(&text).is_ok()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::disk::Sound;
    use std::time::Duration;

    fn plain() -> Seal {
        Seal::of(Path::new("no plan"))
    }

    const GOOD: &[u8] = b"(format: 1)";

    fn day(day: u32) -> Day {
        Day::new(2026, 11, day).unwrap()
    }

    #[test]
    fn a_day_is_kept_as_it_was_found_and_a_week_of_days_stays() {
        let room = tempfile::tempdir().unwrap();
        let folder = room.path().join("deep/backups");
        for number in (1..=10).rev().chain(1..=10) {
            keep(&folder, GOOD, Reason::Daily(day(number)), &plain(), &Sound).unwrap();
            keep(&folder, GOOD, Reason::Comments, &plain(), &Sound).unwrap();
        }
        let mut days: Vec<Day> = list(&folder)
            .iter()
            .filter(|backup| matches!(backup.reason, Reason::Daily(_)))
            .filter_map(|backup| backup.day)
            .collect();
        days.sort();
        assert_eq!(days, (4..=10).map(day).collect::<Vec<_>>());
        let kept = list(&folder).iter().filter(|backup| backup.reason == Reason::Comments).count();
        assert_eq!(kept, 20, "these are never pruned");
        assert!(keep(&folder, b"other", Reason::Daily(day(10)), &plain(), &Sound).unwrap().is_none());
        assert_eq!(fs::read(folder.join("day-2026-11-10.ron")).unwrap(), GOOD);
    }

    #[test]
    fn the_last_sound_day_stays_whatever_comes_after_it() {
        let room = tempfile::tempdir().unwrap();
        let odd = b"(format: 1, touches: [(id: \"t\", on: \"2026-10-01\", with: [\"nobody\"], note: \"x\")])";
        let days = || -> Vec<Day> {
            let mut days: Vec<Day> = list(room.path()).iter().filter_map(|backup| backup.day).collect();
            days.sort();
            days
        };
        for number in 1..=20 {
            let text: &[u8] = if number <= 2 { GOOD } else { odd };
            keep(room.path(), text, Reason::Daily(day(number)), &plain(), &Sound).unwrap();
        }
        assert_eq!(days(), [2].into_iter().chain(14..=20).map(day).collect::<Vec<_>>());
        keep(room.path(), GOOD, Reason::Daily(day(21)), &plain(), &Sound).unwrap();
        assert_eq!(days(), (15..=21).map(day).collect::<Vec<_>>(), "it has done its work");
    }

    #[test]
    fn the_newest_that_can_be_read_counts() {
        let room = tempfile::tempdir().unwrap();
        let folder = room.path();
        assert!(newest_good(folder, &plain(), &Sound).is_none());
        let write = |name: &str, bytes: &[u8], age: u64| {
            let path = folder.join(name);
            fs::write(&path, bytes).unwrap();
            let at = SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000 - age);
            fs::File::options().write(true).open(path).unwrap().set_modified(at).unwrap();
        };
        write("previous.ron", b"(format: 1, goals: [", 0);
        write("day-2026-11-20.ron", GOOD, 10);
        write("day-2026-11-19.ron", GOOD, 20);
        write("unsaved-plan.ron", GOOD, 0);
        write("day-nonsense.ron", GOOD, 0);
        let names: Vec<_> =
            list(folder).into_iter().map(|backup| backup.path.file_name().unwrap().to_owned()).collect();
        assert_eq!(names, ["previous.ron", "day-2026-11-20.ron", "day-2026-11-19.ron"]);
        assert!(newest_good(folder, &plain(), &Sound).unwrap().path.ends_with("day-2026-11-20.ron"));
    }
}
