//! The last changes of the command line, each kept with what takes it back, so that a later run can.
//!
//! A file of lines in a folder of its own: first the changes done, the oldest first, then those taken back, the last one
//! last. A line is read only when it is its turn. The file is a help and nothing more: where it is missing, torn or of
//! another version there is nothing to take back, and the plan is none the worse for it.

use super::atomic;
use super::disk::{Disk, Sound};
use super::fault::Fault;
use super::lock::{Lock, PATIENCE};
use super::paths::Places;
use super::seal::Seal;
use super::target::Target;
use crate::domain::Day;
use crate::domain::history::Step;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The folder below the plan's own.
const FOLDER: &str = "undo";
/// The file in it.
const NAME: &str = "steps.jsonl";
/// The most changes that are kept.
const MOST: usize = 100;
/// The most bytes that are kept; the newest change stays whatever its size.
const LARGEST: usize = 1024 * 1024;
/// The version of a line.
const VERSION: u32 = 1;

/// A change of the command line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The version of this line.
    version: u32,
    /// Whether it is taken back just now.
    undone: bool,
    /// The day it was done.
    pub on: Day,
    /// What was done.
    pub step: Step,
}

/// The head of a line: enough to know its turn.
#[derive(Deserialize)]
struct Head {
    version: u32,
    undone: bool,
}

/// Which way to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Take back what was done last.
    Back,
    /// Do again what was taken back last.
    Again,
}

/// The changes of one plan's command line, locked until this is dropped.
pub struct Trail {
    path: PathBuf,
    seal: Seal,
    _lock: Lock,
    done: Vec<String>,
    undone: Vec<String>,
}

impl Trail {
    /// Where the changes of a plan are kept.
    pub fn folder(places: &Places) -> PathBuf {
        places.own.join(FOLDER)
    }

    /// Opens the trail, and waits for another touchbase that has it open.
    ///
    /// # Errors
    /// Whatever the disk says, and a locked file without its key. One that cannot be understood counts as an empty one.
    pub fn open(places: &Places) -> Result<Self, Fault> {
        let disk: &dyn Disk = &Sound;
        let folder = Self::folder(places);
        atomic::make_folder(&folder, disk)?;
        let lock = Lock::take(&folder, PATIENCE, disk)?;
        if lock.is_real() {
            atomic::sweep(&folder, Duration::ZERO, disk);
        }
        let path = folder.join(NAME);
        let bytes = Target::find(&path)?.read(disk)?.unwrap_or_default();
        let text = String::from_utf8(places.seal.unwrap(&path, &bytes)?.into_owned()).unwrap_or_default();
        let (mut done, mut undone) = (Vec::new(), Vec::new());
        for line in text.lines() {
            match serde_json::from_str::<Head>(line) {
                Ok(head) if head.version == VERSION && head.undone => undone.push(line.to_owned()),
                Ok(head) if head.version == VERSION => done.push(line.to_owned()),
                _ => {}
            }
        }
        Ok(Self { path, seal: places.seal.clone(), _lock: lock, done, undone })
    }

    /// The change whose turn it is; none where there is nothing.
    pub fn next(&self, way: Way) -> Option<Kept> {
        let line = match way {
            Way::Back => self.done.last(),
            Way::Again => self.undone.last(),
        };
        line.and_then(|line| serde_json::from_str(line).ok())
    }

    /// The changes that can be taken back, the newest first.
    pub fn done(&self) -> impl Iterator<Item = Kept> {
        self.done.iter().rev().filter_map(|line| serde_json::from_str(line).ok())
    }

    /// Keeps a new change. What was taken back before can no longer be done again.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn add(&mut self, on: Day, step: &Step) -> Result<(), Fault> {
        self.undone.clear();
        self.done.push(line(on, step, false)?);
        self.write()
    }

    /// The change whose turn it was has gone this way: `inverse` is the step that goes the other way. None where nothing
    /// of it was left; then it is forgotten.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn went(&mut self, way: Way, on: Day, inverse: Option<&Step>) -> Result<(), Fault> {
        let (from, to) = match way {
            Way::Back => (&mut self.done, &mut self.undone),
            Way::Again => (&mut self.undone, &mut self.done),
        };
        from.pop();
        if let Some(inverse) = inverse {
            to.push(line(on, inverse, way == Way::Back)?);
        }
        self.write()
    }

    /// Writes what is kept; the oldest goes where it is too much.
    fn write(&mut self) -> Result<(), Fault> {
        let mut size = 0;
        let room = self.done.iter().rev().take(MOST).take_while(|line| {
            size += line.len();
            size <= LARGEST
        });
        let kept = room.count().max(usize::from(!self.done.is_empty()));
        self.done.drain(..self.done.len() - kept);
        let text: String = self.done.iter().chain(&self.undone).flat_map(|line| [line.as_str(), "\n"]).collect();
        atomic::replace(&Target::find(&self.path)?, &self.seal.wrap(text.as_bytes())?, &Sound).map(drop)
    }
}

/// Removes what a killed run left half written, unless somebody is at work on it.
pub(super) fn sweep(places: &Places, disk: &dyn Disk) {
    let folder = Trail::folder(places);
    if atomic::leftovers(&folder).is_empty() {
        return;
    }
    // Held until it is done: a file that is being written is not a leftover.
    if let Ok(lock) = Lock::take(&folder, Duration::ZERO, disk)
        && lock.is_real()
    {
        atomic::sweep(&folder, Duration::ZERO, disk);
    }
}

fn line(on: Day, step: &Step, undone: bool) -> Result<String, Fault> {
    let kept = Kept { version: VERSION, undone, on, step: step.clone() };
    serde_json::to_string(&kept).map_err(|error| Fault::io("writing", Path::new(NAME), error.into()))
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use crate::domain::history::History;
    use crate::domain::{Edit, Plan, Stakeholder, StakeholderId};
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;

    fn places(room: &Path) -> Places {
        let folders = super::super::paths::Folders { config: room.join("config"), state: room.join("state") };
        Places::choose(None, None, Some(folders)).unwrap()
    }

    fn step(name: &str) -> Step {
        let mut history = History::default();
        let who = Stakeholder::named(StakeholderId::new(name), name);
        history.commit(&mut Plan::default(), name, None, vec![Edit::put(who)]);
        history.last().unwrap().clone()
    }

    fn labels(places: &Places) -> Vec<String> {
        Trail::open(places).unwrap().done().map(|kept| kept.step.label().to_owned()).collect()
    }

    #[test]
    fn changes_are_taken_back_in_turn_and_a_new_one_ends_what_could_be_done_again() {
        let room = tempfile::tempdir().unwrap();
        let places = places(room.path());
        let add = |name: &str| Trail::open(&places).unwrap().add(Day::FIRST, &step(name)).unwrap();
        let next = |way| Trail::open(&places).unwrap().next(way).map(|kept| kept.step.label().to_owned());
        assert_eq!((next(Way::Back), next(Way::Again)), (None, None));
        ["one", "two", "three"].into_iter().for_each(add);
        assert_eq!(labels(&places), ["three", "two", "one"]);
        for back in ["back three", "back two"] {
            Trail::open(&places).unwrap().went(Way::Back, Day::FIRST, Some(&step(back))).unwrap();
        }
        assert_eq!((next(Way::Back).unwrap(), next(Way::Again).unwrap()), ("one".into(), "back two".into()));
        Trail::open(&places).unwrap().went(Way::Again, Day::FIRST, Some(&step("two"))).unwrap();
        assert_eq!((next(Way::Back).unwrap(), next(Way::Again).unwrap()), ("two".into(), "back three".into()));
        Trail::open(&places).unwrap().went(Way::Back, Day::FIRST, None).unwrap();
        assert_eq!((next(Way::Back).unwrap(), next(Way::Again).unwrap()), ("one".into(), "back three".into()));
        add("four");
        assert_eq!((next(Way::Back).unwrap(), next(Way::Again)), ("four".into(), None));
        let file = Trail::folder(&places).join(NAME);
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        fs::write(&file, "torn {\n").unwrap();
        assert_eq!(next(Way::Back), None);
        add("five");
        assert_eq!(labels(&places), ["five"]);
    }

    #[test]
    fn the_oldest_go_first_and_the_newest_stays_whatever_its_size() {
        let room = tempfile::tempdir().unwrap();
        let places = places(room.path());
        {
            let mut trail = Trail::open(&places).unwrap();
            trail.done =
                (0..MOST + 5).map(|number| line(Day::FIRST, &step(&number.to_string()), false).unwrap()).collect();
            trail.write().unwrap();
        }
        assert_eq!((labels(&places).len(), labels(&places)[0].as_str()), (MOST, "104"));
        let huge = step(&"x".repeat(LARGEST));
        Trail::open(&places).unwrap().add(Day::FIRST, &huge).unwrap();
        assert_eq!(labels(&places).len(), 1);
    }
}
