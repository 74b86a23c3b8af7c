//! Saving while the user goes on: a worker thread that owns the store.
//!
//! The sender hands in whole snapshots, which cost nothing, and never waits. While one is being saved only the newest
//! other one waits. Every attempt is answered with a [`Report`] that says exactly which records it was about, so that the
//! sender can carry over what the user changed meanwhile:
//!
//! ```text
//! on Saved(agreed):  here = merge(report.sent, here, agreed.records);  saver.took(&report)
//! ```
//!
//! A snapshot that was sent before a report was taken in lacks what that report brought; the worker knows which reports
//! were taken in and carries the rest over by the same rule, so that nothing is mistaken for a removal. What could not be
//! saved is tried again by itself, in growing pauses, until it succeeds or something newer takes its place.

use super::save_error::SaveError;
use super::store::{Agreed, Store, Wish};
use crate::domain::Records;
use crate::domain::merge::merge;
use crate::error::{Exit, Told};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// The first pause before a failed save is tried again; each next one is twice as long.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
/// The longest pause between two tries.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// What came of one attempt.
#[derive(Clone, Debug)]
pub struct Report {
    /// The sender's number for what was saved last, or tried.
    pub generation: u64,
    /// How many agreements there were so far, this one included.
    pub turn: u64,
    /// The records this is about: what the sender had, and has taken in by earlier reports.
    pub sent: Records,
    /// Saved, or not and why.
    pub outcome: Outcome,
    /// Whether it was not saved because the file is gone: ask, and then perhaps [`Wish::WriteAnew`].
    pub gone: bool,
}

/// How an attempt ended.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// The file holds these records.
    Saved(Agreed),
    /// The file is as it was. It is tried again until it succeeds.
    NotSaved(Told),
}

/// The sender's end. Dropping it waits until what was sent is saved or has failed once more.
pub struct Saver {
    desk: Arc<Desk>,
    worker: Option<JoinHandle<()>>,
}

impl Saver {
    /// Starts the worker. `on_report` is called from its thread and should only pass the report on.
    ///
    /// # Errors
    /// The system has no thread to give.
    pub fn spawn(store: Store, on_report: impl Fn(Report) + Send + 'static) -> Result<Self, Told> {
        Self::with_pause(store, FIRST_PAUSE, on_report)
    }

    /// The same with another first pause between tries.
    ///
    /// # Errors
    /// As [`Saver::spawn`].
    pub fn with_pause(
        store: Store,
        pause: Duration,
        on_report: impl Fn(Report) + Send + 'static,
    ) -> Result<Self, Told> {
        let desk = Arc::new(Desk::default());
        let worker = Worker {
            known: store.base().clone(),
            copies: store.copies().to_vec(),
            store,
            turn: 0,
            generation: 0,
            unsaved: None,
            missed: Vec::new(),
            failed: false,
            first_pause: pause,
            pause,
        };
        let at_work = Arc::clone(&desk);
        let thread = thread::Builder::new().name("saver".into());
        let worker = thread.spawn(move || worker.work(&at_work, &on_report)).map_err(|error| {
            Told::new(Exit::Failed, format!("the saver could not be started: {error}"))
                .hint("close some programs and try again")
        })?;
        Ok(Self { desk, worker: Some(worker) })
    }

    /// Asks for these records to be saved. `generation` is the sender's own number and comes back in the report.
    pub fn save(&self, generation: u64, records: Records) {
        self.save_as(generation, records, Wish::Ask);
    }

    /// The same, with the answer of a user who was asked.
    pub fn save_as(&self, generation: u64, records: Records, wish: Wish) {
        let mut slip = self.desk.lock();
        slip.waiting = Some(Job { generation, seen: slip.taken, records, wish });
        self.desk.bell.notify_all();
    }

    /// Asks for a look at the file, because somebody may have changed it. Answered only if there is something to say.
    pub fn look(&self) {
        self.desk.lock().look = true;
        self.desk.bell.notify_all();
    }

    /// Tells that the sender has taken this report in: what it sends from now on holds what the report brought.
    pub fn took(&self, report: &Report) {
        let mut slip = self.desk.lock();
        slip.taken = slip.taken.max(report.turn);
    }

    /// Tries what is unsaved once more and waits until nothing is to be done. Answers the last report, if there was any.
    pub fn finish(&self) -> Option<Report> {
        let mut slip = self.desk.lock();
        slip.now = true;
        self.desk.bell.notify_all();
        while slip.is_being_worked_on() {
            slip = self.desk.bell.wait(slip).unwrap_or_else(PoisonError::into_inner);
        }
        slip.last.clone()
    }
}

impl Drop for Saver {
    fn drop(&mut self) {
        self.finish();
        self.desk.lock().end = true;
        self.desk.bell.notify_all();
        if let Some(worker) = self.worker.take() {
            // A worker that panicked has said so in its last report.
            let _ = worker.join();
        }
    }
}

/// Where both sides leave word for each other.
#[derive(Default)]
struct Desk {
    slip: Mutex<Slip>,
    bell: Condvar,
}

impl Desk {
    fn lock(&self) -> MutexGuard<'_, Slip> {
        self.slip.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What lies on the desk.
#[derive(Default)]
struct Slip {
    waiting: Option<Job>,
    look: bool,
    now: bool,
    end: bool,
    worker: State,
    taken: u64,
    last: Option<Report>,
}

impl Slip {
    /// Whether something is being done, or will be.
    fn is_being_worked_on(&self) -> bool {
        let asked = self.now || self.look || self.waiting.is_some();
        self.worker == State::Working || (asked && self.worker != State::Gone)
    }
}

/// What the worker is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    #[default]
    Waiting,
    Working,
    Gone,
}

/// Records on their way to the disk.
#[derive(Clone)]
struct Job {
    generation: u64,
    /// The last turn the sender had taken in when it sent this.
    seen: u64,
    records: Records,
    /// What the user wants, where they were asked.
    wish: Wish,
}

/// An agreement that the sender may not have taken in yet.
struct Missed {
    turn: u64,
    sent: Records,
    agreed: Records,
}

/// However the worker leaves, nobody waits for it any longer.
struct Leaving<'a>(&'a Desk);

impl Drop for Leaving<'_> {
    fn drop(&mut self) {
        self.0.lock().worker = State::Gone;
        self.0.bell.notify_all();
    }
}

struct Worker {
    store: Store,
    turn: u64,
    generation: u64,
    /// What sender and disk last agreed on.
    known: Records,
    /// The other versions that lay beside the plan at the last report.
    copies: Vec<PathBuf>,
    unsaved: Option<Job>,
    missed: Vec<Missed>,
    /// Whether the last report was a bad one, so that a look that goes well is worth a word.
    failed: bool,
    first_pause: Duration,
    pause: Duration,
}

impl Worker {
    fn work(mut self, desk: &Desk, on_report: &impl Fn(Report)) {
        let _leaving = Leaving(desk);
        while let Some(look) = self.next(desk) {
            let report = self.attempt(look);
            if let Some(report) = &report {
                // A receiver that panics is not the plan's trouble.
                let _ = catch_unwind(AssertUnwindSafe(|| on_report(report.clone())));
            }
            let mut slip = desk.lock();
            slip.worker = State::Waiting;
            slip.last = report.or_else(|| slip.last.take());
            desk.bell.notify_all();
        }
    }

    /// Waits for something to do: `Some(true)` when it is only to look, `None` at the end.
    fn next(&mut self, desk: &Desk) -> Option<bool> {
        let mut slip = desk.lock();
        loop {
            let jobs = self.unsaved.iter().chain(&slip.waiting);
            let taken = jobs.map(|job| job.seen).fold(slip.taken, u64::min);
            self.missed.retain(|missed| missed.turn > taken);
            let look = std::mem::take(&mut slip.look);
            let now = std::mem::take(&mut slip.now);
            if let Some(job) = slip.waiting.take() {
                self.unsaved = Some(job);
                slip.worker = State::Working;
                return Some(false);
            }
            if look || (now && self.unsaved.is_some()) {
                slip.worker = State::Working;
                return Some(self.unsaved.is_none());
            }
            if now {
                desk.bell.notify_all();
            }
            if slip.end {
                return None;
            }
            if self.unsaved.is_none() {
                slip = desk.bell.wait(slip).unwrap_or_else(PoisonError::into_inner);
                continue;
            }
            let (again, waited) = desk.bell.wait_timeout(slip, self.pause).unwrap_or_else(PoisonError::into_inner);
            slip = again;
            if waited.timed_out() && slip.waiting.is_none() {
                slip.worker = State::Working;
                return Some(false);
            }
        }
    }

    /// One attempt. A look that finds nothing new is not worth a report.
    fn attempt(&mut self, look: bool) -> Option<Report> {
        let job = self.unsaved.clone();
        let generation = job.as_ref().map_or(self.generation, |job| job.generation);
        let raw = job.as_ref().map_or_else(|| self.known.clone(), |job| job.records.clone());
        let tried = catch_unwind(AssertUnwindSafe(|| {
            let sent = job.as_ref().map_or_else(|| self.known.clone(), |job| self.carried(job));
            let wish = job.as_ref().map_or(Wish::Ask, |job| job.wish);
            let outcome = self.store.agree_as(&sent, wish);
            (sent, outcome)
        }));
        let (sent, outcome) =
            tried.unwrap_or_else(|_| (raw, Err(SaveError::Internal("the saver stumbled over this plan".into()))));
        self.generation = generation;
        let failed = std::mem::replace(&mut self.failed, outcome.is_err());
        match outcome {
            Ok(agreed) => {
                self.unsaved = None;
                self.pause = self.first_pause;
                self.known = agreed.records.clone();
                let others = std::mem::replace(&mut self.copies, agreed.copies.clone()) != agreed.copies;
                let news = agreed.changed_outside || agreed.wrote || !agreed.notices.is_empty() || others;
                (news || failed || !look).then(|| self.saved(generation, sent, agreed))
            }
            Err(error) => {
                if self.unsaved.is_some() {
                    self.pause = (self.pause * 2).min(LONGEST_PAUSE);
                }
                let gone = matches!(error, SaveError::Gone { .. });
                Some(Report { generation, turn: self.turn, sent, outcome: Outcome::NotSaved(error.told()), gone })
            }
        }
    }

    /// Another agreement; until the sender has taken it in, what it sends lacks what this brought.
    fn saved(&mut self, generation: u64, sent: Records, agreed: Agreed) -> Report {
        self.turn += 1;
        self.missed.push(Missed { turn: self.turn, sent: sent.clone(), agreed: agreed.records.clone() });
        Report { generation, turn: self.turn, sent, outcome: Outcome::Saved(agreed), gone: false }
    }

    /// The records of a job, with what the reports brought that its sender had not taken in.
    fn carried(&self, job: &Job) -> Records {
        let missed = self.missed.iter().filter(|missed| missed.turn > job.seen && missed.sent != missed.agreed);
        missed.fold(job.records.clone(), |here, missed| merge(&missed.sent, &here, &missed.agreed).records)
    }
}
