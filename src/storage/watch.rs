//! Noticing that somebody else changed the plan.
//!
//! Editors and sync tools replace files rather than write into them, and a watch on a file goes blind with the first
//! replacement. So the folders are watched: the one the user's path is in and, behind links, the one the real file is in.
//! Every event about the plan's name counts; whether anything really changed is the store's question.

use super::fault::Fault;
use super::target::Target;
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};

/// A watch on one plan; it ends when this is dropped.
#[derive(Debug)]
pub struct Watch {
    _watcher: RecommendedWatcher,
}

impl Watch {
    /// Calls `on_event` whenever something happens to the plan at `path`. The call comes from another thread and should be
    /// short; several may come for one change.
    ///
    /// # Errors
    /// The folder is not there, or the system has no more watches to give. The program works without: it looks again at
    /// each save.
    pub fn start(path: &Path, on_event: impl Fn() + Send + 'static) -> Result<Self, Fault> {
        let target = Target::find(path)?;
        let files = files(path, &target);
        let failed = |error| Fault::io("watching the folder", path, io::Error::other(error));
        let names: BTreeSet<OsString> = files.iter().filter_map(|file| file.file_name()).map(Into::into).collect();
        let mut watcher = notify::recommended_watcher(move |event| {
            if concerns(&event, &names) {
                on_event();
            }
        })
        .map_err(failed)?;
        let folders: BTreeSet<&Path> = files.iter().filter_map(|file| file.parent()).collect();
        for folder in folders {
            watcher.watch(folder, RecursiveMode::NonRecursive).map_err(failed)?;
        }
        Ok(Self { _watcher: watcher })
    }
}

/// The plan under the names by which it can change: the link and the file behind it.
fn files(path: &Path, target: &Target) -> Vec<PathBuf> {
    let mut files = vec![target.real.clone()];
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if let (Ok(folder), Some(name)) = (parent.canonicalize(), path.file_name()) {
        files.push(folder.join(name));
    }
    files
}

/// Whether a name is the plan's, or that of another version of it that a sync tool leaves.
fn is_about(plan: &OsStr, name: &OsStr) -> bool {
    let stem = Path::new(plan).file_stem().unwrap_or(plan);
    name.as_encoded_bytes().starts_with(stem.as_encoded_bytes())
}

/// Whether an event may mean that the plan is another one now. When the system lost count, anything may have happened.
fn concerns(event: &notify::Result<Event>, names: &BTreeSet<OsString>) -> bool {
    let Ok(event) = event else { return true };
    if matches!(event.kind, EventKind::Access(_)) {
        return false;
    }
    event.need_rescan()
        || event
            .paths
            .iter()
            .any(|path| path.file_name().is_some_and(|name| names.iter().any(|known| is_about(known, name))))
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::symlink;
    use std::sync::mpsc::{Receiver, channel};
    use std::time::Duration;

    /// Far longer than any event takes; only a failing test waits that long.
    const LONG: Duration = Duration::from_secs(20);

    fn watched(path: &Path) -> (Watch, Receiver<()>) {
        let (sender, receiver) = channel();
        let watch = Watch::start(path, move || sender.send(()).unwrap_or(())).unwrap();
        (watch, receiver)
    }

    /// Events of one change come in a row; the last one of a replace names the final content. So wait for the first and
    /// then take what is already there.
    fn expect(receiver: &Receiver<()>, what: &str) {
        receiver.recv_timeout(LONG).expect(what);
        while receiver.try_recv().is_ok() {}
    }

    #[test]
    fn every_way_of_changing_a_file_is_seen_again_and_again() {
        let room = tempfile::tempdir().unwrap();
        let plan = room.path().join("plan.ron");
        fs::write(&plan, "0").unwrap();
        let (_watch, receiver) = watched(&plan);
        for turn in 0..10 {
            fs::write(room.path().join("new"), "1").unwrap();
            fs::rename(room.path().join("new"), &plan).unwrap();
            expect(&receiver, &format!("rename over, {turn}"));
            fs::remove_file(&plan).unwrap();
            expect(&receiver, &format!("delete, {turn}"));
            fs::write(&plan, "2").unwrap();
            expect(&receiver, &format!("create, {turn}"));
            fs::write(&plan, "3").unwrap();
            expect(&receiver, &format!("in place, {turn}"));
        }
    }

    #[test]
    fn a_change_behind_a_link_and_a_link_laid_anew_are_seen() {
        let room = tempfile::tempdir().unwrap();
        let dotfiles = room.path().join("dotfiles");
        fs::create_dir(&dotfiles).unwrap();
        fs::write(dotfiles.join("mine.ron"), "0").unwrap();
        let link = room.path().join("plan.ron");
        symlink("dotfiles/mine.ron", &link).unwrap();
        let (_watch, receiver) = watched(&link);
        fs::write(dotfiles.join("mine.ron"), "1").unwrap();
        expect(&receiver, "behind the link");
        fs::remove_file(&link).unwrap();
        expect(&receiver, "the link itself");
    }

    #[test]
    fn only_our_names_count_and_a_lost_count_counts() {
        let names = BTreeSet::from([OsString::from("plan.ron")]);
        let event = |path: &str| Ok(Event::new(EventKind::Any).add_path(path.into()));
        assert!(concerns(&event("/x/plan.ron"), &names));
        assert!(!concerns(&event("/x/other.ron"), &names));
        assert!(concerns(&Err(notify::Error::generic("queue overflow")), &names));
        let read = Event::new(EventKind::Access(notify::event::AccessKind::Any)).add_path("/x/plan.ron".into());
        assert!(!concerns(&Ok(read), &names));
    }

    #[test]
    fn a_missing_folder_is_an_error_not_a_panic() {
        let fault = Watch::start(Path::new("/nowhere/at/all.ron"), || ()).unwrap_err();
        assert!(matches!(fault, Fault::FolderGone { .. }));
    }
}
