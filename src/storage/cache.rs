//! What was worked out about a plan, kept for as long as its file and the day are the same.
//!
//! For answers that are asked for every few seconds and change a few times a day. A cache that is missing, torn or of
//! another version costs one reading of the plan and nothing else. Nothing is kept of a locked plan.

use super::atomic;
use super::disk::{Disk, Sound};
use super::paths::Places;
use super::target::{Target, bytes_at};
use crate::domain::Day;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::fs::Metadata;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

/// The folder below the plan's own.
const FOLDER: &str = "cache";
/// A file changed more recently than this may change once more within the same tick of the disk's clock.
const TICK: Duration = Duration::from_millis(50);
/// The same where the disk counts whole seconds, or pairs of them.
const COARSE: Duration = Duration::from_secs(2);
/// Leftovers of killed runs go after this.
const AN_HOUR: Duration = Duration::from_secs(3600);

/// What the system says of a file: while this is the same, so are the bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Identity {
    device: u64,
    number: u64,
    length: u64,
    /// When the bytes changed last, in nanoseconds.
    modified: i128,
    /// When anything about the file changed last, in nanoseconds; nobody can set this back.
    changed: i128,
}

impl Identity {
    #[cfg(unix)]
    fn of(known: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt as _;
        let nanoseconds = |seconds: i64, rest: i64| i128::from(seconds) * 1_000_000_000 + i128::from(rest);
        Self {
            device: known.dev(),
            number: known.ino(),
            length: known.len(),
            modified: nanoseconds(known.mtime(), known.mtime_nsec()),
            changed: nanoseconds(known.ctime(), known.ctime_nsec()),
        }
    }

    #[cfg(not(unix))]
    fn of(known: &Metadata) -> Self {
        let since = known.modified().ok().and_then(|at| at.duration_since(SystemTime::UNIX_EPOCH).ok());
        let modified = since.and_then(|since| i128::try_from(since.as_nanos()).ok()).unwrap_or_default();
        Self { device: 0, number: 0, length: known.len(), modified, changed: modified }
    }

    /// Whether the file may still change without its identity changing.
    fn is_fresh(&self, now: SystemTime) -> bool {
        let now = now.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let tick = if self.changed % 1_000_000_000 == 0 { COARSE } else { TICK };
        let count = |span: Duration| i128::try_from(span.as_nanos()).unwrap_or(i128::MAX);
        count(now) < self.changed.saturating_add(count(tick))
    }
}

/// Everything that the answer depends on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Key {
    version: String,
    day: Day,
    file: Identity,
}

#[derive(Serialize, Deserialize)]
struct Entry<T> {
    key: Key,
    value: T,
}

/// The place for one answer about one plan, as its file is now.
pub struct Cache {
    path: PathBuf,
    key: Option<Key>,
}

impl Cache {
    /// Looks at the plan's file; it is not read.
    pub fn of(places: &Places, name: &str, day: Day) -> Self {
        let path = places.own.join(FOLDER).join(format!("{name}.json"));
        let known = Target::find(&places.plan).ok().and_then(|target| target.known);
        let known = known.filter(|_| !places.seal.is_plan_sealed());
        let key =
            known.map(|known| Key { version: env!("CARGO_PKG_VERSION").to_owned(), day, file: Identity::of(&known) });
        Self { path, key }
    }

    /// Where all of them are.
    pub fn folder(places: &Places) -> PathBuf {
        places.own.join(FOLDER)
    }

    /// The answer, if it was kept for this file and this day.
    pub fn get<T: DeserializeOwned>(&self) -> Option<T> {
        let bytes = bytes_at(&self.path)?;
        let entry: Entry<T> = serde_json::from_slice(&bytes).ok()?;
        (Some(&entry.key) == self.key.as_ref()).then_some(entry.value)
    }

    /// Keeps the answer for the file as it was when [`Cache::of`] looked, unless it changed only just now. What goes wrong
    /// costs another reading and is not worth a word.
    pub fn put<T: Serialize>(&self, value: &T) {
        let Some(key) = &self.key else { return };
        if key.file.is_fresh(SystemTime::now()) {
            return;
        }
        let Ok(text) = serde_json::to_string(&Entry { key: key.clone(), value }) else { return };
        let disk: &dyn Disk = &Sound;
        if let Some(folder) = self.path.parent() {
            if atomic::make_folder(folder, disk).is_err() {
                return;
            }
            atomic::sweep(folder, AN_HOUR, disk);
        }
        let _ = Target::find(&self.path).and_then(|target| atomic::replace(&target, text.as_bytes(), disk));
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;
    use std::path::Path;

    fn places(room: &Path) -> Places {
        let folders = super::super::paths::Folders { config: room.join("config"), state: room.join("state") };
        Places::choose(Some(&room.join("plan.ron")), None, Some(folders)).unwrap()
    }

    /// Makes the file old enough to be trusted.
    fn aged(cache: &mut Cache) {
        if let Some(key) = cache.key.as_mut() {
            key.file.changed -= 10_000_000_000;
        }
    }

    #[test]
    fn an_answer_holds_for_this_file_and_this_day_alone() {
        let room = tempfile::tempdir().unwrap();
        let (places, today) = (places(room.path()), Day::FIRST);
        fs::write(&places.plan, "one").unwrap();
        let look = |day| {
            let mut cache = Cache::of(&places, "x", day);
            aged(&mut cache);
            cache
        };
        assert_eq!(look(today).get::<u32>(), None);
        look(today).put(&7_u32);
        assert_eq!(look(today).get::<u32>(), Some(7));
        assert_eq!(look(today.plus(1)).get::<u32>(), None, "another day");
        let file = Cache::folder(&places).join("x.json");
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        // The same name, size and time of writing, and another file.
        let at = fs::metadata(&places.plan).unwrap().modified().unwrap();
        fs::write(room.path().join("new"), "two").unwrap();
        fs::File::options().write(true).open(room.path().join("new")).unwrap().set_modified(at).unwrap();
        fs::rename(room.path().join("new"), &places.plan).unwrap();
        assert_eq!(look(today).get::<u32>(), None, "another file");
        look(today).put(&8_u32);
        fs::write(&file, "{").unwrap();
        assert_eq!(look(today).get::<u32>(), None, "a torn cache");
        look(today).put(&9_u32);
        fs::remove_file(&places.plan).unwrap();
        assert_eq!(Cache::of(&places, "x", today).get::<u32>(), None, "no file");
    }

    #[test]
    fn a_file_that_changed_just_now_is_not_trusted_yet() {
        let of = |changed| Identity { device: 0, number: 0, length: 0, modified: 0, changed };
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000);
        let at = |before: Duration| 1_000_000_000_000_000 - i128::try_from(before.as_nanos()).unwrap();
        assert!(of(at(Duration::from_millis(20))).is_fresh(now));
        assert!(!of(at(Duration::from_millis(60))).is_fresh(now));
        assert!(of(at(Duration::from_secs(1))).is_fresh(now), "a disk that counts whole seconds");
        assert!(!of(at(Duration::from_secs(3))).is_fresh(now));
        assert!(of(at(Duration::ZERO) + 1).is_fresh(now), "a file of tomorrow");
    }
}
