//! The plan on the disk, and the one operation on it: to agree.
//!
//! Saving, noticing outside changes and merging are the same act. Under the lock the file is compared with what it was
//! when we last agreed; if somebody changed it, their changes and ours are joined, with the last agreed plan as the
//! common ancestor; the result is written if it says more than the file. Nothing is ever written over that was not
//! understood.

use super::aside::Aside;
use super::atomic;
use super::attributes;
use super::backup;
use super::copies;
use super::disk::{Disk, Sound};
use super::fault::Fault;
use super::format::{self, CURRENT};
use super::lock::{Lock, PATIENCE};
use super::paths::Places;
use super::read::{self, Read};
use super::save_error::SaveError;
use super::seal::{SealError, again, is_sealed, turn};
use super::seen::{Seen, Stamp};
use super::target::Target;
use super::trail;
use crate::domain::merge::merge;
use crate::domain::{Day, Edit, Loss, Records};
use crate::error::Told;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Tells what day it is; handed in, so that tests have the day they want.
pub type Clock = Arc<dyn Fn() -> Day + Send + Sync>;

/// Leftovers younger than this may belong to somebody, on a filesystem without locks.
const AN_HOUR: Duration = Duration::from_secs(3600);

/// How often a save begins anew because an editor wrote the file in the middle of it.
const TRIES: usize = 5;

/// What the plan in memory and the file came to.
#[derive(Clone, Debug)]
pub struct Agreed {
    /// What both hold now.
    pub records: Records,
    /// Whether there is more in them than was handed in: changes somebody else made.
    pub changed_outside: bool,
    /// Whether the file was written.
    pub wrote: bool,
    /// How many values lost in the merge and are kept as conflicts.
    pub conflicts: usize,
    /// What the user should know, a sentence each.
    pub notices: Vec<String>,
    /// Other versions of the plan that lie beside it.
    pub copies: Vec<PathBuf>,
}

/// What is to be done where a person had to be asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wish {
    /// Nobody was asked: stop where a person has to be.
    #[default]
    Ask,
    /// Write a file that is gone again.
    WriteAnew,
    /// Let go what somebody removed from the file, however much it is.
    TakeRemovals,
    /// Put back what somebody removed from the file.
    KeepRemoved,
}

/// One plan on the disk.
pub struct Store {
    places: Places,
    disk: Arc<dyn Disk>,
    clock: Clock,
    /// What we last agreed on: the file said exactly this when it looked like `seen`.
    base: Records,
    /// The file when we last agreed; `None` while there was none.
    seen: Option<Seen>,
    /// The disk did not vouch for the last write: write again, whatever the file seems to hold.
    unconfirmed: bool,
    /// Where our version was put while the file cannot be understood.
    aside: Aside,
    /// Whether leftovers of killed runs were swept, and a missing lock mentioned.
    settled: bool,
    /// Files that look like other versions of the plan, as they were at the last look.
    candidates: Vec<PathBuf>,
    /// Those of them that are.
    copies: Vec<PathBuf>,
}

/// The file as it is now; what we know already is not read again.
struct Now {
    bytes: Option<Vec<u8>>,
    seen: Option<Seen>,
    records: Records,
    notices: Vec<String>,
}

impl Store {
    /// Opens the plan: its records, and what the user should know about it. A missing file is an empty plan; nothing is
    /// made until the first save.
    ///
    /// # Errors
    /// The plan cannot be reached or understood. The file stays as it is.
    pub fn open(places: &Places, clock: Clock) -> Result<(Self, Records, Vec<String>), Told> {
        Self::open_on(places, clock, Arc::new(Sound))
    }

    /// The same on a disk of the caller's choosing.
    ///
    /// # Errors
    /// As [`Store::open`].
    pub fn open_on(places: &Places, clock: Clock, disk: Arc<dyn Disk>) -> Result<(Self, Records, Vec<String>), Told> {
        let could_not = |fault: Fault| fault.told("could not open the plan");
        let mut store = Self {
            places: places.clone(),
            disk,
            clock,
            base: Records::default(),
            seen: None,
            unconfirmed: false,
            aside: Aside::of(places),
            settled: false,
            candidates: Vec::new(),
            copies: Vec::new(),
        };
        let target = match Target::find(&places.plan) {
            Err(Fault::FolderGone { .. }) if places.is_default() => return Ok((store, Records::default(), Vec::new())),
            found => found.map_err(could_not)?,
        };
        store.sweep_if_needed(&target);
        let mut notices = store.warnings(&target);
        let blocks = target.read_in_blocks(&*store.disk).map_err(could_not)?;
        if let Some(blocks) = blocks {
            let seen = Seen::in_blocks(&target, &blocks);
            notices.extend(store.take_in(Read { loaded: blocks.loaded, format: seen.format }, seen, false));
        } else if let Some(bytes) = target.read(&*store.disk).map_err(could_not)? {
            let text = places.seal.unwrap_plan(&bytes).map_err(|fault| store.damaged(&fault))?;
            let read = read::read(&text).map_err(|mistake| {
                let backup = backup::newest_good(&places.backups, &places.seal, &*store.disk);
                let backup = backup.as_ref().map(|backup| backup.path.as_path());
                mistake.told("the plan could not be understood", &places.plan, backup)
            })?;
            let seen = Seen::of(&target, &bytes, read.format);
            notices.extend(store.take_in(read, seen, is_sealed(&bytes)));
        }
        store.look_around();
        let records = store.base.clone();
        Ok((store, records, notices))
    }

    /// Takes what the file says for what was agreed on, and says what is odd about it.
    fn take_in(&mut self, read: Read, seen: Seen, is_sealed: bool) -> Vec<String> {
        let mut notices = self.oddities(&read);
        if is_sealed {
            turn::remember(&self.places);
        } else if self.places.seal.has_key() {
            notices.push("the plan's file is in plain although its key is here; the next save locks it".to_owned());
        }
        self.seen = Some(seen);
        self.base = read.loaded.records;
        notices
    }

    /// What the plan in memory and the file last agreed on.
    pub fn base(&self) -> &Records {
        &self.base
    }

    /// Where this plan and what belongs to it is kept.
    pub fn places(&self) -> &Places {
        &self.places
    }

    /// Why no change can be saved, if that is known: the file is newer than this version, or guarded.
    pub fn read_only(&self) -> Option<String> {
        if let Some(seen) = self.seen.as_ref().filter(|seen| seen.format > CURRENT) {
            return Some(SaveError::Newer { path: self.places.plan.clone(), format: seen.format }.to_string());
        }
        let target = Target::find(&self.places.plan).ok()?;
        target.may_replace().err().map(|fault| fault.to_string())
    }

    /// Makes the file and `ours` agree.
    ///
    /// # Errors
    /// Why they could not. Nothing was lost: `ours` is in the caller's hands, the file is as it was.
    pub fn agree(&mut self, ours: &Records) -> Result<Agreed, SaveError> {
        self.agree_as(ours, Wish::Ask)
    }

    /// The same, with the answer of a user who was asked.
    ///
    /// # Errors
    /// As [`Store::agree`].
    pub fn agree_as(&mut self, ours: &Records, wish: Wish) -> Result<Agreed, SaveError> {
        for _ in 1..TRIES {
            match self.settle_once(ours, wish) {
                Err(SaveError::Disk(Fault::Overtaken { .. })) => {}
                settled => return settled,
            }
        }
        self.settle_once(ours, wish)
    }

    fn settle_once(&mut self, ours: &Records, wish: Wish) -> Result<Agreed, SaveError> {
        let agreed = self.settle_with(ours, wish)?;
        self.look_around();
        Ok(Agreed { copies: self.copies.clone(), ..agreed })
    }

    /// Other versions of the plan that lie beside it, as of the last look.
    pub fn copies(&self) -> &[PathBuf] {
        &self.copies
    }

    /// Looks for other versions; what they say is looked into only when there are other files than before.
    fn look_around(&mut self) {
        let now = copies::candidates(&self.places);
        if now != self.candidates {
            self.candidates = now;
            self.copies = copies::beside(&self.places);
        }
    }

    fn settle_with(&mut self, ours: &Records, wish: Wish) -> Result<Agreed, SaveError> {
        let anew = wish == Wish::WriteAnew;
        let unchanged = *ours == self.base && !self.unconfirmed && !anew;
        let Some(target) = self.target(unchanged)? else { return Ok(self.nothing_new()) };
        if unchanged && self.seen.as_ref().and_then(|seen| seen.stamp.clone()) == Stamp::of(&target) {
            return Ok(self.nothing_new());
        }
        let lock = Lock::take(&target.folder, PATIENCE, &*self.disk)?;
        let mut notices = self.first_time(&target, &lock);
        // Somebody may have finished just now: look again, holding the lock.
        let target = Target::find(&self.places.plan)?;
        let now = self.look(&target, ours, anew)?;
        let base = self.common(&now.records, wish)?;
        let merged = merge(&base, ours, &now.records);
        notices.extend(now.notices);
        notices.extend(merged.notices);
        let in_plain = self.places.seal.has_key() && now.bytes.as_deref().is_some_and(|bytes| !is_sealed(bytes));
        let wrote = merged.records != now.records || self.unconfirmed || in_plain || (anew && now.bytes.is_none());
        // Nothing is remembered before it is done: after a failure the next try starts from the same ancestor.
        self.seen = if wrote {
            Some(self.write(&target, &merged.records, now.bytes.as_deref(), now.seen.as_ref(), &mut notices)?)
        } else {
            now.seen
        };
        self.base = merged.records.clone();
        self.aside.drop_it();
        let changed_outside = merged.records != *ours;
        let conflicts = merged.conflicts.len();
        Ok(Agreed { records: merged.records, changed_outside, wrote, conflicts, notices, copies: Vec::new() })
    }

    /// The common ancestor for the merge with what the file says now: what was last agreed on.
    ///
    /// Where somebody removed much of it from the file, a person is asked first: an emptied or cut file, the wrong one, a
    /// sync tool gone astray all look like that. Whoever wants to keep it is given an ancestor that never had it, so that
    /// the merge takes it for new.
    fn common(&self, now: &Records, wish: Wish) -> Result<Records, SaveError> {
        let loss = Loss::between(&self.base, now);
        if wish == Wish::KeepRemoved {
            let mut base = self.base.clone();
            loss.keys.into_iter().for_each(|key| drop(base.apply(Edit::Remove(key))));
            return Ok(base);
        }
        if wish == Wish::Ask && loss.is_large() {
            return Err(SaveError::Removals { path: self.places.plan.clone(), what: loss.words() });
        }
        Ok(self.base.clone())
    }

    /// The real file. The default folder is made when it is needed for the first time; `None` when it is not.
    fn target(&self, unchanged: bool) -> Result<Option<Target>, Fault> {
        match Target::find(&self.places.plan) {
            Err(Fault::FolderGone { .. }) if self.places.is_default() && self.seen.is_none() => {
                if unchanged {
                    return Ok(None);
                }
                if let Some(folder) = self.places.plan.parent() {
                    atomic::make_folder(folder, &*self.disk)?;
                }
                Target::find(&self.places.plan).map(Some)
            }
            found => found.map(Some),
        }
    }

    fn nothing_new(&self) -> Agreed {
        let records = self.base.clone();
        let (notices, copies) = (Vec::new(), Vec::new());
        Agreed { records, changed_outside: false, wrote: false, conflicts: 0, notices, copies }
    }

    /// What the file is now. One that cannot be understood stops everything, and our own version is put aside.
    fn look(&mut self, target: &Target, ours: &Records, anew: bool) -> Result<Now, SaveError> {
        let Some(bytes) = target.read(&*self.disk)? else {
            return match self.seen {
                Some(_) if !anew => Err(SaveError::Gone { path: self.places.plan.clone() }),
                // Everything of ours is to be written: to the merge it must look new on both sides.
                _ => Ok(Now { bytes: None, seen: None, records: self.base.clone(), notices: Vec::new() }),
            };
        };
        if let Some(seen) = self.seen.as_ref().filter(|seen| seen.holds(&bytes)) {
            let seen = Some(seen.touched(target));
            return Ok(Now { bytes: Some(bytes), seen, records: self.base.clone(), notices: Vec::new() });
        }
        let text = self.places.seal.unwrap_plan(&bytes)?;
        match read::read(&text) {
            Ok(read) => {
                let seen = Some(Seen::of(target, &bytes, read.format));
                let mut notices = self.oddities(&read);
                if self.places.seal.has_key() && !is_sealed(&bytes) {
                    notices.push(self.in_plain().to_owned());
                }
                Ok(Now { bytes: Some(bytes), seen, records: read.loaded.records, notices })
            }
            Err(mistake) => {
                let aside = if *ours == self.base { None } else { self.put_aside(ours).ok() };
                let backup =
                    backup::newest_good(&self.places.backups, &self.places.seal, &*self.disk).map(|backup| backup.path);
                Err(SaveError::NotUnderstood {
                    path: self.places.plan.clone(),
                    mistake: Box::new(mistake),
                    aside,
                    backup,
                })
            }
        }
    }

    /// What comes of a plan that was locked and is in plain now: one that was unlocked on this machine is plain from now
    /// on, any other is locked again.
    fn in_plain(&self) -> &'static str {
        if turn::was_locked(&self.places) {
            "the plan's file was put there in plain meanwhile; it is locked again"
        } else {
            self.places.seal.set(None);
            "the plan was unlocked meanwhile; it is saved in plain from now on"
        }
    }

    /// A locked file that cannot be opened: where it is damaged, the newest good backup is named.
    fn damaged(&self, fault: &Fault) -> Told {
        let mut told = fault.told("could not open the plan");
        let damaged = matches!(fault, Fault::Sealed { why: SealError::Damaged(_) | SealError::Unknown, .. });
        let backup =
            damaged.then(|| backup::newest_good(&self.places.backups, &self.places.seal, &*self.disk)).flatten();
        if let Some(backup) = backup {
            let hint = told.hint.take().unwrap_or_default();
            told = told.hint(format!("{hint}; the newest good backup is {}", backup.path.display()));
        }
        told
    }

    /// What was odd about a file that was understood.
    fn oddities(&self, read: &Read) -> Vec<String> {
        let newer = SaveError::Newer { path: self.places.plan.clone(), format: read.format };
        let newer = read.is_newer().then(|| newer.to_string());
        let findings = read.loaded.findings.iter().map(|finding| format!("{} {}", finding.key, finding.what));
        newer.into_iter().chain(findings).collect()
    }

    /// Puts the records into the file, after keeping what was there.
    fn write(
        &mut self,
        target: &Target,
        records: &Records,
        before: Option<&[u8]>,
        seen: Option<&Seen>,
        notices: &mut Vec<String>,
    ) -> Result<Seen, SaveError> {
        if let Some(seen) = seen.filter(|seen| seen.format > CURRENT) {
            return Err(SaveError::Newer { path: self.places.plan.clone(), format: seen.format });
        }
        target.may_replace()?;
        let text = format::write(records).map_err(|error| SaveError::Internal(error.to_string()))?;
        prove(&text, records)?;
        if let (Some(before), Some(seen)) = (before, seen) {
            let today = (self.clock)();
            let seal = &self.places.seal;
            notices.extend(backup::before_save(&self.places.backups, before, seen, today, seal, &*self.disk));
        }
        notices.extend(target.has_other_names().then(|| "another name of the plan's file keeps the old text".into()));
        let bytes = self.places.seal.wrap_plan(text.as_bytes())?;
        if is_sealed(&bytes) && *self.places.seal.unwrap_plan(&bytes)? != *text.as_bytes() {
            return Err(SaveError::Internal("the locked plan does not open again as the plan".into()));
        }
        let replaced = atomic::replace(target, &bytes, &*self.disk);
        self.unconfirmed = matches!(replaced, Err(Fault::Unconfirmed { .. }));
        let replaced = replaced?;
        notices.extend((!replaced.lost.is_empty()).then(|| attributes::told(&replaced.lost)));
        Ok(Seen::written(replaced.stamp, &bytes, CURRENT))
    }

    /// Writes `ours` beside the state, for a user who cannot save where the plan is. Once an agreement succeeds the copy
    /// is removed.
    ///
    /// # Errors
    /// Whatever the disk says.
    pub fn put_aside(&mut self, ours: &Records) -> Result<PathBuf, SaveError> {
        self.aside.put(ours, &*self.disk)
    }

    /// What the user should know before the first change.
    fn warnings(&self, target: &Target) -> Vec<String> {
        let mut notices = Vec::new();
        if let Err(fault) = target.may_replace() {
            notices.push(format!("changes cannot be saved: {fault}"));
        } else if let Some(why) = refuses_files(&target.folder) {
            notices.push(format!("changes cannot be saved: {why}"));
        }
        if again::was_stopped(&self.places) {
            notices.push(format!("{}; touchbase lock --again finishes it", again::STOPPED));
        }
        for path in self.aside.earlier() {
            notices.push(format!("changes of an earlier run that could not be saved are in {}", path.display()));
        }
        notices
    }

    /// What is done once, with the first lock: sweep, and mention a filesystem without locks.
    fn first_time(&mut self, target: &Target, lock: &Lock) -> Vec<String> {
        if std::mem::replace(&mut self.settled, true) {
            return Vec::new();
        }
        self.sweep(target, if lock.is_real() { Duration::ZERO } else { AN_HOUR });
        let notice = "the plan's disk has no locks; changes of two programs at the same moment may meet";
        if lock.is_real() { Vec::new() } else { vec![notice.into()] }
    }

    /// The leftovers of a killed run go at the next start, unless somebody is at work just now.
    fn sweep_if_needed(&self, target: &Target) {
        trail::sweep(&self.places, &*self.disk);
        let any = self.swept_folders(target).iter().any(|folder| !atomic::leftovers(folder).is_empty());
        if !any {
            return;
        }
        if let Ok(lock) = Lock::take(&target.folder, Duration::ZERO, &*self.disk) {
            self.sweep(target, if lock.is_real() { Duration::ZERO } else { AN_HOUR });
        }
    }

    fn sweep(&self, target: &Target, age: Duration) {
        for folder in self.swept_folders(target) {
            atomic::sweep(folder, age, &*self.disk);
        }
    }

    /// The folders in which we write while holding this plan's lock.
    fn swept_folders<'a>(&'a self, target: &'a Target) -> [&'a Path; 3] {
        [&target.folder, &self.places.own, &self.places.backups]
    }
}

/// Reads back what is about to be written. A text that does not say the same would be found out too late.
fn prove(text: &str, records: &Records) -> Result<(), SaveError> {
    match read::read(text.as_bytes()) {
        Ok(read) if read.loaded.records == *records => Ok(()),
        _ => Err(SaveError::Internal("the text of the plan does not read back as the plan".into())),
    }
}

/// Whether the system lets us make files in this folder, as far as it tells.
#[cfg(unix)]
fn refuses_files(folder: &Path) -> Option<&'static str> {
    use rustix::fs::{Access, access};
    access(folder, Access::WRITE_OK).is_err().then_some("the folder of the plan is read-only")
}

#[cfg(not(unix))]
fn refuses_files(_folder: &Path) -> Option<&'static str> {
    None
}
