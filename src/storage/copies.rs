//! What a sync tool leaves beside a plan that was changed on two machines: the other version, under a name of its own.
//!
//! Some names say so ("conflicted copy", `.sync-conflict-`); others are what anybody might call a file (" 2", "(1)", the
//! name of a machine) and count only where the file grew from the same plan, which the ids of its records tell.

use super::backup::{self, Reason};
use super::disk::{Disk, Sound};
use super::fault::Fault;
use super::paths::Places;
use super::read;
use super::seal::is_sealed;
use super::target::{Target, bytes_at};
use crate::domain::merge::Joined;
use crate::domain::{Key, Records};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// How a name tells that it is another version of the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Name {
    /// A sync tool says so.
    Sure,
    /// Anybody might have called a file that.
    Perhaps,
}

/// Words that sync tools put into the name, in some of the languages they speak.
const WORDS: [&str; 10] = [
    "conflicted copy",
    "conflict copy",
    "case conflict",
    "conflict",
    "in konflikt stehende kopie",
    "konflikt",
    "copie en conflit",
    "copia en conflicto",
    "copia in conflitto",
    "cópia em conflito",
];

/// The other versions that lie beside the plan, sorted.
pub fn beside(places: &Places) -> Vec<PathBuf> {
    let mut ids = None;
    let mut is_one = |path: &PathBuf, how| {
        how == Name::Sure || {
            let ids = ids.get_or_insert_with(|| drawn(&places.plan, places).unwrap_or_default());
            is_kin(path, ids, places)
        }
    };
    named(places).into_iter().filter(|(path, how)| is_one(path, *how)).map(|(path, _)| path).collect()
}

/// The files beside the plan that may be other versions of it by their names; while these are the same, so is the answer.
pub fn candidates(places: &Places) -> Vec<PathBuf> {
    named(places).into_iter().map(|(path, _)| path).collect()
}

fn named(places: &Places) -> Vec<(PathBuf, Name)> {
    let Ok(target) = Target::find(&places.plan) else { return Vec::new() };
    let Some(name) = target.real.file_name().and_then(|name| name.to_str()) else { return Vec::new() };
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let entries = fs::read_dir(&target.folder).into_iter().flatten().flatten();
    let files = entries.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
    let one = |entry: fs::DirEntry| {
        let how = entry.file_name().to_str().and_then(|file| another_name(file, stem, ending))?;
        Some((entry.path(), how))
    };
    let mut found: Vec<(PathBuf, Name)> = files.filter_map(one).collect();
    found.sort_by(|one, other| one.0.cmp(&other.0));
    found
}

/// Whether a file's name is that of another version of `stem.ending`.
fn another_name(file: &str, stem: &str, ending: &str) -> Option<Name> {
    let rest = file.strip_prefix(stem)?;
    // Syncthing and the others put it before the ending, some old ones behind it.
    let more = match rest.strip_suffix(ending).and_then(|rest| rest.strip_suffix('.')) {
        Some(more) if !ending.is_empty() => more,
        _ => rest.strip_prefix('.').and_then(|rest| rest.strip_prefix(ending)).unwrap_or(rest),
    };
    let low = more.to_lowercase();
    let bracketed = low.trim_start_matches([' ', '_', '-', '.']);
    if bracketed.starts_with("sync-conflict-") || bracketed.starts_with("conflict-") {
        return Some(Name::Sure);
    }
    if let Some(inside) = low.trim().strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        if WORDS.iter().any(|word| inside.contains(word)) {
            return Some(Name::Sure);
        }
        return is_number(inside).then_some(Name::Perhaps);
    }
    if let Some(number) = more.strip_prefix(' ') {
        return is_number(number).then_some(Name::Perhaps);
    }
    // The name of a machine; in small letters it is more likely somebody's own plan.
    let machine = more.strip_prefix('-')?;
    (machine.chars().any(char::is_uppercase) && !machine.contains(['.', '/'])).then_some(Name::Perhaps)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() <= 3 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a file grew from the plan with these ids: it has one of them, which nobody draws twice.
fn is_kin(path: &Path, ids: &BTreeSet<String>, places: &Places) -> bool {
    drawn(path, places).is_some_and(|others| others.iter().any(|id| ids.contains(id)))
}

/// The ids in a plan that were drawn, not made of a name. None where it is no plan, or is locked for somebody else.
fn drawn(path: &Path, places: &Places) -> Option<BTreeSet<String>> {
    let records = open(path, places).ok()?;
    let drawn = |key: &Key| matches!(key, Key::Idea(_) | Key::Touch(_) | Key::Reflection(_) | Key::Proof(_));
    Some(records.all().map(|record| record.key()).filter(drawn).map(|key| key.id().to_owned()).collect())
}

/// What another version says.
///
/// # Errors
/// Why it cannot be read, in words for a person, with the place.
pub fn open(path: &Path, places: &Places) -> Result<Records, String> {
    backup::open(path, &places.seal, &Sound).map(|read| read.loaded.records)
}

/// Earlier versions of our plan, the oldest first: what is known of the time when it and the other one parted.
pub fn earlier(places: &Places) -> Vec<Records> {
    let mut backups = backup::list(&places.backups);
    backups.retain(|backup| backup.reason != Reason::Copy);
    backups.reverse();
    backups.iter().filter_map(|backup| open(&backup.path, places).ok()).collect()
}

/// What another version would bring into ours. Nothing is changed by it.
///
/// # Errors
/// Why it cannot be read, in words for a person, with the place.
pub fn join(path: &Path, ours: &Records, places: &Places) -> Result<Joined, String> {
    open(path, places).map(|theirs| Joined::of(ours, theirs, &earlier(places)))
}

/// Puts a version that was merged, and said `theirs`, with the backups, and takes it from beside the plan. Answers where
/// it is now.
///
/// # Errors
/// Whatever the disk says, or that it says something else by now. It is where it was then.
pub fn set_aside(path: &Path, theirs: &Records, places: &Places) -> Result<Option<PathBuf>, String> {
    let disk: &dyn Disk = &Sound;
    let told = |fault: Fault| fault.to_string();
    let Some(bytes) = Target::find(path).and_then(|target| target.read(disk)).map_err(told)? else { return Ok(None) };
    let now = places.seal.unwrap(path, &bytes).map_err(told)?;
    if !read::read(&now).is_ok_and(|read| read.loaded.records == *theirs) {
        return Err("it was changed meanwhile".to_owned());
    }
    let kept = backup::keep(&places.backups, &bytes, Reason::Copy, &places.seal, disk).map_err(told)?;
    fs::remove_file(path).map_err(|error| told(Fault::io("removing", path, error)))?;
    Ok(kept)
}

/// The name of a version, as it is told.
pub fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Locks or unlocks what lies beside the plan with it; see [`super::seal::turn`].
pub(super) fn files(places: &Places) -> Vec<PathBuf> {
    let is_plan = |path: &PathBuf| bytes_at(path).is_some_and(|bytes| is_sealed(&bytes) || read::read(&bytes).is_ok());
    beside(places).into_iter().filter(is_plan).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_that_sync_tools_give() {
        let sure = [
            "touchbase.sync-conflict-20261123-101112-ABCDEFG.ron",
            "touchbase (conflicted copy 2026-11-23 101112).ron",
            "touchbase (Grace's conflicted copy 2026-11-23).ron",
            "touchbase (grace-laptop's conflicted copy 2026-11-23 (1)).ron",
            "touchbase (Case Conflict).ron",
            "touchbase (In Konflikt stehende Kopie von Grace 2026-11-23).ron",
            "touchbase (Copie en conflit de Grace 2026-11-23).ron",
            "touchbase_conflict-20261123-101112.ron",
            "touchbase.ron.sync-conflict-20261123-101112-ABCDEFG",
        ];
        for name in sure {
            assert_eq!(another_name(name, "touchbase", "ron"), Some(Name::Sure), "{name}");
        }
        let perhaps =
            ["touchbase 2.ron", "touchbase (1).ron", "touchbase-DESKTOP-1A2B3C.ron", "touchbase-Graces-MacBook.ron"];
        for name in perhaps {
            assert_eq!(another_name(name, "touchbase", "ron"), Some(Name::Perhaps), "{name}");
        }
        let none = [
            "touchbase.ron",
            "touchbase.ron.key",
            "touchbase.ron~",
            "touchbase.ron.bak",
            "touchbase-work.ron",
            "touchbase (work).ron",
            "touchbase 2026.ron",
            "touchbase2.ron",
            "config.ron",
            "other (conflicted copy).ron",
            ".touchbase.ron.swp",
            "touchbase.txt",
        ];
        for name in none {
            assert_eq!(another_name(name, "touchbase", "ron"), None, "{name}");
        }
        assert_eq!(another_name("plan (conflicted copy)", "plan", ""), Some(Name::Sure));
    }
}
