//! Looking the disk over: what a careful friend would mention about the plan's file and what lies around it.

use super::atomic;
use super::attributes;
use super::backup;
use super::copies;
use super::disk::Disk;
use super::fault::Fault;
use super::paths::Places;
use super::read;
use super::seal::again;
use super::seal::identity::KeyFile;
use super::seal::turn;
use super::target::Target;
use crate::error::Told;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A day without a backup is nothing; a month means that something is wrong with them.
const OLD_BACKUP_DAYS: u64 = 30;

/// Looks at the plan's file, its folder, its backups and the leftovers, and says what is not as it should be. Nothing is
/// changed. An empty list is good news.
pub fn inspect(places: &Places, disk: &dyn Disk) -> Vec<Told> {
    let target = match Target::find(&places.plan) {
        Ok(target) => target,
        Err(Fault::FolderGone { .. }) if places.is_default() => return Vec::new(),
        Err(fault) => return vec![fault.told("the plan cannot be reached")],
    };
    let mut findings = the_plan(places, &target, disk);
    findings.extend([&target.folder, &places.own, &places.backups].into_iter().filter_map(|folder| leftovers(folder)));
    for path in private(places, &target) {
        findings.extend(loose(&path));
    }
    findings.extend(open_to_all(&target.folder));
    findings.extend(backups(places, &target, disk));
    findings.extend(
        copies::beside(places)
            .iter()
            .map(|path| finding("a sync tool left another version of the plan", path, "touchbase merge takes it in")),
    );
    findings.extend(
        turn::in_plain(places)
            .iter()
            .map(|path| finding("this is not locked, although the plan is", path, "touchbase lock locks what is left")),
    );
    findings.extend(
        again::was_stopped(places).then(|| finding(again::STOPPED, &places.plan, "touchbase lock --again finishes it")),
    );
    findings
}

/// What nobody else should be able to look into: the plan, our folders, and every file in them.
pub(super) fn private(places: &Places, target: &Target) -> Vec<PathBuf> {
    let mut found = vec![target.real.clone(), places.own.clone()];
    found.extend(Some(KeyFile::beside(&places.plan)).filter(|key| key.exists()));
    let mut folders = vec![places.own.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            // The folders of other plans below ours are those plans' affair.
            if entry.path() == places.state.join("plans") && places.own == places.state {
                continue;
            }
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                Ok(kind) if kind.is_file() => {}
                _ => continue,
            }
            found.push(entry.path());
        }
    }
    found.sort();
    found
}

fn finding(what: impl Into<String>, at: &Path, hint: impl Into<String>) -> Told {
    Told::new(crate::error::Exit::Plan, what).at(at.display().to_string()).hint(hint)
}

fn the_plan(places: &Places, target: &Target, disk: &dyn Disk) -> Vec<Told> {
    let mut findings: Vec<Told> =
        target.may_replace().err().map(|fault| fault.told("changes cannot be saved")).into_iter().collect();
    match target.read(disk) {
        Err(fault) => findings.push(fault.told("the plan cannot be read")),
        Ok(None) => {}
        Ok(Some(bytes)) => match places.seal.unwrap_plan(&bytes).map(|text| read::read(&text)) {
            Err(fault) => findings.push(fault.told("the plan cannot be read")),
            Ok(read) => match read {
                Err(mistake) => {
                    let good = backup::newest_good(&places.backups, &places.seal, disk);
                    let good = good.as_ref().map(|backup| backup.path.as_path());
                    findings.push(mistake.told("the plan cannot be understood", &places.plan, good));
                }
                Ok(read) if read.is_newer() => findings.push(finding(
                    format!("the plan has format {}, which is newer than this version", read.format),
                    &places.plan,
                    "use the newer touchbase on this machine, too",
                )),
                Ok(read) => findings.extend(read.loaded.findings.iter().map(|found| {
                    finding(format!("{} {}", found.key, found.what), &places.plan, "check who refers to it")
                })),
            },
        },
    }
    if target.has_other_names() {
        let what = "the plan's file has a second name (a hard link), which keeps the old text at each save";
        findings.push(finding(what, &target.real, "use a symbolic link instead"));
    }
    let lost = attributes::would_lose(&target.real);
    if !lost.is_empty() {
        let hint = "keep what it says elsewhere, or keep the plan on a disk that takes it";
        findings.push(finding(attributes::told(&lost), &target.real, hint));
    }
    findings
}

/// Temporary files of a killed run.
fn leftovers(folder: &Path) -> Option<Told> {
    let count = atomic::leftovers(folder).len();
    let what = format!("{count} temporary {} of a killed run", if count == 1 { "file" } else { "files" });
    (count > 0).then(|| finding(what, folder, "the next start removes them"))
}

/// Files and folders that others may read.
#[cfg(unix)]
fn loose(path: &Path) -> Option<Told> {
    use std::os::unix::fs::PermissionsExt as _;
    let known = std::fs::metadata(path).ok()?;
    let mode = known.permissions().mode() & 0o777;
    let wanted = if known.is_dir() { 0o700 } else { 0o600 };
    let what = format!("others on this machine may look into it (mode {mode:o})");
    (attributes::open_bits(path, mode) != 0)
        .then(|| finding(what, path, format!("chmod {wanted:o} {}", path.display())))
}

/// A folder in which others may put another file in the plan's place.
#[cfg(unix)]
fn open_to_all(folder: &Path) -> Option<Told> {
    use std::os::unix::fs::PermissionsExt as _;
    const STICKY: u32 = 0o1000;
    let mode = std::fs::metadata(folder).ok()?.permissions().mode() & 0o7777;
    let what = format!("others on this machine may put another file in the plan's place (mode {:o})", mode & 0o777);
    let loose = mode & 0o022 != 0 && mode & STICKY == 0;
    loose.then(|| finding(what, folder, format!("chmod go-w {}", folder.display())))
}

#[cfg(not(unix))]
fn open_to_all(_folder: &Path) -> Option<Told> {
    None
}

#[cfg(not(unix))]
fn loose(_path: &Path) -> Option<Told> {
    None
}

/// Copies that cannot be read, copies that are old, and versions that were put aside.
fn backups(places: &Places, target: &Target, disk: &dyn Disk) -> Vec<Told> {
    let list = backup::list(&places.backups);
    let bad = list.iter().filter(|backup| !backup::is_good(&backup.path, &places.seal, disk));
    let mut findings: Vec<Told> = bad
        .map(|backup| finding("this backup cannot be read and does not count", &backup.path, "it may be removed"))
        .collect();
    let written = target.known.as_ref().and_then(|known| known.modified().ok());
    if let (Some(newest), Some(written)) = (list.iter().map(|backup| backup.written).max(), written) {
        let behind = written.duration_since(newest).unwrap_or_default().as_secs() / 86_400;
        if behind > OLD_BACKUP_DAYS {
            let what = format!("the newest backup is {behind} days older than the plan");
            findings.push(finding(what, &places.backups, "check who may write to this folder"));
        }
    }
    if let Some(path) = list.iter().find(|backup| backup.written > SystemTime::now()).map(|backup| &backup.path) {
        findings.push(finding("this backup comes from the future", path, "check the clock"));
    }
    findings.extend(super::aside::Aside::of(places).earlier().iter().map(|path| {
        let what = "changes of an earlier run that could not be saved";
        finding(what, path, "compare it with the plan, take over what is missing, then remove it")
    }));
    findings
}
