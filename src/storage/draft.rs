//! What is being written and not in the plan yet, mirrored to a file of its own, so that it survives a sudden end.
//!
//! The owner hands in the whole text whenever it changed; a worker writes it, at once after a rest and then at most
//! four times a second, and sleeps as long as there is nothing to write. Each running program has one file at a time and
//! holds a lock on it: what is locked belongs to somebody who is still there, what is not was left by a program that
//! ended in the middle, and the next start takes it over as its own. A file is removed once what it says is in the plan
//! and the plan is on the disk, or once it was dropped, never unread.

use super::atomic;
use super::disk::Sound;
use super::fault::Fault;
use super::seal::Seal;
use std::fs::{self, File, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant, SystemTime};

/// The shortest time between two writes.
const REST: Duration = Duration::from_millis(250);
/// Where there are no locks, a draft that nobody wrote to for so long counts as left behind.
const AN_HOUR: Duration = Duration::from_secs(3600);
/// How the files begin and end.
const NAME: (&str, &str) = ("draft-", ".json");
/// More than anybody writes: a larger file is none of ours.
const LARGEST: u64 = 16 * 1024 * 1024;

/// The drafts of one plan, as one running program sees them. Dropping it waits until the newest text is written.
#[derive(Debug)]
pub struct Drafts {
    jobs: Option<Sender<Job>>,
    worker: Option<JoinHandle<()>>,
}

/// What an earlier run left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What was being written, as it was handed in.
    pub text: String,
    /// How many more there are; they wait for another start.
    pub more: usize,
}

/// What the worker is asked to do.
#[derive(Debug)]
enum Job {
    Keep(String),
    Close,
    Forget,
    PutAside,
    Settle(Sender<()>),
}

impl Drafts {
    /// Starts the worker for the drafts in `folder`, which need not be there yet, and takes over the newest draft that
    /// somebody left behind, if `adopt` says so. `on_fault` hears, once, why nothing can be written.
    ///
    /// # Errors
    /// The system has no thread to give.
    pub fn open(
        folder: PathBuf,
        seal: Seal,
        adopt: bool,
        on_fault: impl Fn(Fault) + Send + 'static,
    ) -> io::Result<(Self, Option<Found>)> {
        let (held, found) = if adopt { take_over(&folder, &seal) } else { None }.unzip();
        let (jobs, waiting) = channel();
        let worker = Worker { folder, seal, open: held, closed: Vec::new(), written: None, failed: false };
        let thread = thread::Builder::new().name("drafts".to_owned());
        let worker = thread.spawn(move || worker.work(&waiting, &on_fault))?;
        Ok((Self { jobs: Some(jobs), worker: Some(worker) }, found))
    }

    /// The newest text of what is being written.
    pub fn keep(&self, text: String) {
        self.send(Job::Keep(text));
    }

    /// What was being written was saved or dropped; its file stays until [`Drafts::forget`], another one begins.
    pub fn close(&self) {
        self.send(Job::Close);
    }

    /// Everything that was closed is on the disk, or was dropped: the files go.
    pub fn forget(&self) {
        self.send(Job::Forget);
    }

    /// What was taken over is not understood: it gets another name, and nothing else happens to it.
    pub fn put_aside(&self) {
        self.send(Job::PutAside);
    }

    /// Waits until all that was handed in is on the disk.
    pub fn settle(&self) {
        let (done, wait) = channel();
        self.send(Job::Settle(done));
        // A worker that is gone answers by being gone.
        let _ = wait.recv();
    }

    fn send(&self, job: Job) {
        if let Some(jobs) = &self.jobs {
            // A worker that is gone has said so.
            let _ = jobs.send(job);
        }
    }
}

impl Drop for Drafts {
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(worker) = self.worker.take() {
            let _ = worker.join();
        }
    }
}

/// A draft that is ours: its name, and the open file that keeps it locked.
#[derive(Debug)]
struct Held {
    path: PathBuf,
    _lock: File,
}

struct Worker {
    folder: PathBuf,
    seal: Seal,
    open: Option<Held>,
    closed: Vec<Held>,
    written: Option<Instant>,
    failed: bool,
}

impl Worker {
    fn work(mut self, jobs: &Receiver<Job>, on_fault: &impl Fn(Fault)) {
        let mut newest: Option<String> = None;
        loop {
            let job = match &newest {
                None => jobs.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(_) => jobs.recv_timeout(self.rest()),
            };
            let job = match job {
                Ok(Job::Keep(text)) => {
                    newest = Some(text);
                    if !self.rest().is_zero() {
                        continue;
                    }
                    Err(RecvTimeoutError::Timeout)
                }
                other => other,
            };
            // The rest is over, or whatever comes now comes after what was typed.
            if let Some(text) = newest.take() {
                self.write(&text, on_fault);
            }
            match job {
                Ok(Job::Close) => self.closed.extend(self.open.take()),
                Ok(Job::Forget) => self.closed.drain(..).for_each(|held| remove(&held.path)),
                Ok(Job::PutAside) => self.put_aside(),
                Ok(Job::Settle(done)) => drop(done.send(())),
                Err(RecvTimeoutError::Disconnected) => return,
                Ok(Job::Keep(_)) | Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    /// How long until the next write may come.
    fn rest(&self) -> Duration {
        self.written.map_or(Duration::ZERO, |at| REST.saturating_sub(at.elapsed()))
    }

    fn write(&mut self, text: &str, on_fault: &impl Fn(Fault)) {
        // Whoever sweeps may have met our file before it was locked; the second one is.
        let tried = self.try_write(text).or_else(|_| self.try_write(text));
        match tried {
            Ok(held) => (self.open, self.failed) = (Some(held), false),
            Err(fault) if !self.failed => {
                self.failed = true;
                on_fault(fault);
            }
            Err(_) => {}
        }
        self.written = Some(Instant::now());
    }

    /// A new file takes the place of the one before, locked from the beginning: at no time is there half a draft, or one
    /// that looks as if nobody had it.
    fn try_write(&self, text: &str) -> Result<Held, Fault> {
        atomic::make_folder(&self.folder, &Sound)?;
        let failed = |error| Fault::io("writing", &self.folder, error);
        let bytes = self.seal.wrap(text.as_bytes())?;
        let mut temp = atomic::private_temp(&self.folder).map_err(failed)?;
        lock(temp.as_file()).map_err(failed)?;
        temp.write_all(&bytes).and_then(|()| temp.as_file().sync_all()).map_err(failed)?;
        let path = match &self.open {
            Some(held) => held.path.clone(),
            None => self.folder.join(new_name(temp.path())),
        };
        let file = temp.persist(&path).map_err(|error| failed(error.error))?;
        Ok(Held { path, _lock: file })
    }

    fn put_aside(&mut self) {
        if let Some(held) = self.open.take() {
            let mut name = held.path.clone().into_os_string();
            name.push(".unread");
            // If it cannot be renamed it is found again, and told of again.
            let _ = fs::rename(&held.path, name);
        }
    }
}

/// A name for a draft, with the letters that were drawn for the temporary file.
fn new_name(temp: &Path) -> String {
    let stem = temp.file_stem().unwrap_or_default().to_string_lossy();
    let random: String = stem.chars().filter(char::is_ascii_alphanumeric).collect();
    format!("{}{}{}", NAME.0, random.trim_start_matches("touchbase"), NAME.1)
}

/// Makes sure that a file of ours is locked, which [`atomic::private_temp`] does where it can; a disk without locks is
/// worked with.
fn lock(file: &File) -> io::Result<()> {
    match file.try_lock() {
        Err(TryLockError::Error(error)) if super::lock::knows_no_locks(&error) => Ok(()),
        tried => tried.map_err(io::Error::from),
    }
}

fn remove(path: &Path) {
    // What stays is offered again, which is better than the other way round.
    let _ = fs::remove_file(path);
}

/// Makes the newest draft that was left behind ours. Half-written files of killed programs go.
fn take_over(folder: &Path, seal: &Seal) -> Option<(Held, Found)> {
    for path in atomic::leftovers(folder) {
        if is_left(&path).is_some() {
            remove(&path);
        }
    }
    let entries = fs::read_dir(folder).ok()?;
    let is_draft = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with(NAME.0) && name.ends_with(NAME.1)
    };
    let paths = entries.flatten().map(|entry| entry.path()).filter(is_draft);
    let mut left: Vec<(SystemTime, PathBuf, File)> = paths
        .filter_map(|path| is_left(&path).map(|file| (path, file)))
        .filter_map(|(path, file)| Some((file.metadata().ok()?.modified().ok()?, path, file)))
        .collect();
    left.sort_by(|one, other| (one.0, &one.1).cmp(&(other.0, &other.1)));
    let (_, path, file) = left.pop()?;
    let mut bytes = Vec::new();
    (&file).take(LARGEST).read_to_end(&mut bytes).ok()?;
    // One that is locked for somebody else stays where it is.
    let text = String::from_utf8_lossy(&seal.unwrap(&path, &bytes).ok()?).into_owned();
    Some((Held { path, _lock: file }, Found { text, more: left.len() }))
}

/// The file, locked by us from now on, if nobody else has it.
fn is_left(path: &Path) -> Option<File> {
    let is_file = fs::symlink_metadata(path).is_ok_and(|known| known.is_file());
    let file = File::options().read(true).write(true).open(path).ok().filter(|_| is_file)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::Error(error)) if super::lock::knows_no_locks(&error) => {
            let age = file.metadata().and_then(|known| known.modified()).ok()?.elapsed().ok()?;
            return (age >= AN_HOUR).then_some(file);
        }
        Err(_) => return None,
    }
    // Its owner may just have put a newer file under the name and let go of this one.
    let (here, there) = (file.metadata().ok()?, fs::symlink_metadata(path).ok()?);
    ((here.dev(), here.ino()) == (there.dev(), there.ino())).then_some(file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt as _;
    use std::sync::Arc;
    use std::sync::Mutex;

    fn open(folder: &Path) -> (Drafts, Option<Found>) {
        Drafts::open(folder.to_owned(), Seal::of(folder), true, |fault| panic!("{fault}")).unwrap()
    }

    fn files(folder: &Path) -> Vec<PathBuf> {
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect()
    }

    fn found(text: &str) -> Found {
        Found { text: text.to_owned(), more: 0 }
    }

    #[test]
    fn the_newest_text_is_there_again_until_it_is_forgotten() {
        let room = tempfile::tempdir().unwrap();
        let folder = room.path().join("own/drafts");
        let (drafts, nothing) = open(&folder);
        assert_eq!(nothing, None);
        assert!(!folder.exists());
        for text in ["h", "ha", "half", "half a sen"] {
            drafts.keep(text.to_owned());
        }
        drop(drafts);
        let [file] = files(&folder).try_into().unwrap();
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
        let (drafts, again) = open(&folder);
        assert_eq!(again, Some(found("half a sen")));
        drafts.keep("half a sentence".to_owned());
        drop(drafts);
        assert_eq!(files(&folder), [file]);
        let (drafts, again) = open(&folder);
        assert_eq!(again, Some(found("half a sentence")));
        drafts.close();
        drop(drafts);
        assert_eq!(files(&folder).len(), 1, "it stays until the plan is on the disk");
        let (drafts, _) = open(&folder);
        drafts.close();
        drafts.keep("the next one".to_owned());
        drafts.forget();
        drop(drafts);
        assert_eq!(open(&folder).1, Some(found("the next one")));
    }

    #[test]
    fn a_living_draft_is_nobody_elses() {
        let room = tempfile::tempdir().unwrap();
        let (one, _) = open(room.path());
        one.keep("one".to_owned());
        one.close();
        one.keep("two".to_owned());
        while files(room.path()).iter().filter(|path| path.extension().is_some_and(|end| end == "json")).count() < 2 {
            thread::yield_now();
        }
        let (other, nothing) = open(room.path());
        assert_eq!(nothing, None);
        other.keep("three".to_owned());
        drop(other);
        drop(one);
        let (first, newest) = open(room.path());
        assert_eq!(newest.unwrap().more, 2);
        assert_eq!(open(room.path()).1.unwrap().more, 1);
        drop(first);
    }

    #[test]
    fn what_a_killed_program_left_half_written_goes_and_what_is_not_understood_stays() {
        let room = tempfile::tempdir().unwrap();
        fs::write(room.path().join(".touchbase-abc.tmp"), "half").unwrap();
        fs::write(room.path().join("draft-1.json"), b"\xff").unwrap();
        fs::write(room.path().join("notes.txt"), "mine").unwrap();
        std::os::unix::fs::symlink("notes.txt", room.path().join("draft-2.json")).unwrap();
        let (drafts, found) = open(room.path());
        assert_eq!(found.unwrap().text, "\u{fffd}");
        drafts.put_aside();
        drop(drafts);
        let mut names: Vec<_> =
            files(room.path()).into_iter().map(|path| path.file_name().unwrap().to_owned()).collect();
        names.sort();
        assert_eq!(names, ["draft-1.json.unread", "draft-2.json", "notes.txt"]);
        assert_eq!(open(room.path()).1, None);
    }

    #[test]
    fn why_nothing_can_be_written_is_told_once() {
        let room = tempfile::tempdir().unwrap();
        let folder = room.path().join("drafts");
        fs::write(&folder, "in the way").unwrap();
        let told = Arc::new(Mutex::new(0));
        let heard = Arc::clone(&told);
        let (drafts, _) =
            Drafts::open(folder.clone(), Seal::of(&folder), true, move |_| *heard.lock().unwrap() += 1).unwrap();
        drafts.keep("one".to_owned());
        drafts.close();
        drafts.keep("two".to_owned());
        drop(drafts);
        assert_eq!(*told.lock().unwrap(), 1);
    }
}
