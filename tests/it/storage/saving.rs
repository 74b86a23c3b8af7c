//! The worker: everything sent is saved, everything that happened is told, nothing is mistaken for a removal.

use super::bench::{Room, person, sample, with};
use rustix::io::Errno;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use touchbase::domain::Records;
use touchbase::storage::disk::{Disk, Step};
use touchbase::storage::saver::{Outcome, Report, Saver};
use touchbase::storage::store::{Agreed, Store, Wish};
use touchbase::storage::watch::Watch;
use touchbase::storage::{format, read};

/// Far longer than any of this takes; only a failing test waits that long.
const LONG: Duration = Duration::from_secs(20);

fn start(store: Store) -> (Saver, Receiver<Report>) {
    let (sender, receiver) = channel();
    let saver = Saver::with_pause(store, Duration::from_millis(1), move |report| sender.send(report).unwrap_or(()));
    (saver.unwrap(), receiver)
}

fn next(reports: &Receiver<Report>) -> Report {
    reports.recv_timeout(LONG).expect("a report")
}

fn agreed(report: &Report) -> &Agreed {
    match &report.outcome {
        Outcome::Saved(agreed) => agreed,
        Outcome::NotSaved(told) => panic!("{told}"),
    }
}

fn on_disk(room: &Room) -> Records {
    read::read(room.read().as_bytes()).unwrap().loaded.records
}

/// A disk at which the worker waits, once for each key it is given, and which fails or panics on request.
#[derive(Default)]
struct Gate {
    keys: Mutex<Option<Receiver<()>>>,
    arrived: Mutex<Option<Sender<()>>>,
    passed: AtomicUsize,
    fails: AtomicBool,
    panics: AtomicBool,
}

impl Disk for Gate {
    fn step(&self, step: Step, _path: &Path) -> io::Result<()> {
        if step != Step::Lock {
            return Ok(());
        }
        self.passed.fetch_add(1, Ordering::SeqCst);
        if let Some(arrived) = &*self.arrived.lock().unwrap() {
            arrived.send(()).unwrap_or(());
        }
        if let Some(keys) = &*self.keys.lock().unwrap() {
            keys.recv_timeout(LONG).unwrap_or(());
        }
        assert!(!self.panics.swap(false, Ordering::SeqCst), "a panic on request");
        if self.fails.load(Ordering::SeqCst) { Err(Errno::NOSPC.into()) } else { Ok(()) }
    }
}

#[test]
fn what_is_sent_is_saved_and_told() {
    let room = Room::new();
    let (store, records, _) = room.open();
    let (saver, reports) = start(store);
    let ours = with(&records, person("Ada"));
    saver.save(1, ours.clone());
    let report = next(&reports);
    assert_eq!((report.generation, report.turn, &report.sent), (1, 1, &ours));
    assert_eq!(agreed(&report).records, ours);
    assert_eq!(room.read(), format::write(&ours).unwrap());
}

#[test]
fn while_one_is_saved_only_the_newest_waits() {
    let room = Room::new();
    let gate = Arc::new(Gate::default());
    let (key, keys) = channel();
    let (arrived, arrivals) = channel();
    let (store, records, _) = room.open_on(gate.clone());
    *gate.keys.lock().unwrap() = Some(keys);
    *gate.arrived.lock().unwrap() = Some(arrived);
    let (saver, reports) = start(store);
    let mut here = records;
    for generation in 1..=10 {
        here = with(&here, person(&format!("Friend {generation}")));
        saver.save(generation, here.clone());
        if generation == 1 {
            arrivals.recv_timeout(LONG).unwrap();
        }
    }
    key.send(()).unwrap();
    key.send(()).unwrap();
    assert_eq!(next(&reports).generation, 1);
    assert_eq!(next(&reports).generation, 10);
    assert_eq!(saver.finish().unwrap().generation, 10);
    assert_eq!(gate.passed.load(Ordering::SeqCst), 2);
    assert_eq!(on_disk(&room), here);
}

#[test]
fn a_snapshot_sent_before_a_report_was_taken_in_removes_nothing() {
    let room = Room::new();
    room.write(format::write(&sample()).unwrap());
    let (store, records, _) = room.open();
    let (saver, reports) = start(store);
    room.write(format::write(&with(&records, person("Outside One"))).unwrap());
    let mut here = with(&records, person("Here One"));
    saver.save(1, here.clone());
    let first = next(&reports);
    assert!(agreed(&first).changed_outside);
    // The sender goes on without having looked at the report.
    here = with(&here, person("Here Two"));
    saver.save(2, here.clone());
    let second = next(&reports);
    assert_eq!(on_disk(&room).stakeholders.len(), 6);
    room.write(format::write(&with(&on_disk(&room), person("Outside Two"))).unwrap());
    saver.look();
    let third = next(&reports);
    here = with(&here, person("Here Three"));
    saver.save(3, here.clone());
    let fourth = next(&reports);
    assert_eq!(on_disk(&room).stakeholders.len(), 8, "all five friends and the three of before");
    for report in [first, second, third, fourth] {
        saver.took(&report);
    }
    saver.save(4, on_disk(&room));
    assert!(!agreed(&next(&reports)).wrote);
}

#[test]
fn what_the_sender_took_in_and_then_removed_is_removed() {
    let room = Room::new();
    let (store, records, _) = room.open();
    let (saver, reports) = start(store);
    room.write(format::write(&with(&records, person("Outside"))).unwrap());
    saver.look();
    let report = next(&reports);
    assert_eq!(agreed(&report).records.stakeholders.len(), 1);
    saver.took(&report);
    saver.save(1, records.clone());
    assert!(agreed(&next(&reports)).wrote);
    assert!(on_disk(&room).is_empty());
}

#[test]
fn a_look_that_finds_nothing_new_is_not_worth_a_report() {
    let room = Room::new();
    room.write(format::write(&sample()).unwrap());
    let (store, _, _) = room.open();
    let (saver, reports) = start(store);
    saver.look();
    assert!(saver.finish().is_none());
    assert!(reports.try_recv().is_err());
}

#[test]
fn a_failed_save_is_told_and_tried_again_by_itself() {
    let room = Room::new();
    let gate = Arc::new(Gate::default());
    gate.fails.store(true, Ordering::SeqCst);
    let (store, records, _) = room.open_on(gate.clone());
    let (saver, reports) = start(store);
    let ours = with(&records, person("Ada"));
    saver.save(1, ours.clone());
    for _ in 0..3 {
        let report = next(&reports);
        let Outcome::NotSaved(told) = report.outcome else { panic!("the disk is full") };
        assert_eq!(told.what, "could not save the plan: the disk is full");
    }
    gate.fails.store(false, Ordering::SeqCst);
    let last = reports.iter().find(|report| matches!(report.outcome, Outcome::Saved(_))).unwrap();
    assert_eq!((last.generation, last.sent), (1, ours.clone()));
    assert_eq!(on_disk(&room), ours);
    drop(saver);
}

#[test]
fn finishing_tries_once_more_and_says_how_it_ended() {
    let room = Room::new();
    let gate = Arc::new(Gate::default());
    gate.fails.store(true, Ordering::SeqCst);
    let (store, records, _) = room.open_on(gate.clone());
    let saver = Saver::spawn(store, |_| ()).unwrap();
    saver.save(1, with(&records, person("Ada")));
    assert!(matches!(saver.finish().unwrap().outcome, Outcome::NotSaved(_)));
    gate.fails.store(false, Ordering::SeqCst);
    assert!(matches!(saver.finish().unwrap().outcome, Outcome::Saved(_)));
    assert_eq!(on_disk(&room).stakeholders.len(), 1);
}

#[test]
fn a_panic_in_the_worker_is_told_and_the_next_save_goes_on() {
    let room = Room::new();
    let gate = Arc::new(Gate::default());
    gate.panics.store(true, Ordering::SeqCst);
    let (store, records, _) = room.open_on(gate.clone());
    let saver = Saver::spawn(store, |_| panic!("the receiver stumbles, too")).unwrap();
    saver.save(1, with(&records, person("Ada")));
    let first = saver.finish();
    saver.save(2, with(&records, person("Grace")));
    let last = saver.finish().unwrap();
    assert!(first.is_some() && matches!(last.outcome, Outcome::Saved(_)), "{last:?}");
    assert_eq!(on_disk(&room).stakeholders.len(), 1);
}

#[test]
fn dropping_the_saver_waits_for_what_was_sent() {
    for _ in 0..20 {
        let room = Room::new();
        let (store, records, _) = room.open();
        let ours = with(&records, person("Ada"));
        let saver = Saver::spawn(store, |_| ()).unwrap();
        saver.save(1, ours.clone());
        drop(saver);
        assert_eq!(on_disk(&room), ours);
    }
}

#[test]
fn a_plan_that_is_gone_is_written_again_on_request() {
    let room = Room::new();
    room.write(format::write(&sample()).unwrap());
    let (store, records, _) = room.open();
    let (saver, reports) = start(store);
    std::fs::remove_file(room.plan()).unwrap();
    saver.look();
    let report = next(&reports);
    assert!(report.gone && matches!(report.outcome, Outcome::NotSaved(_)));
    saver.save_as(1, records.clone(), Wish::WriteAnew);
    assert!(agreed(&next(&reports)).wrote);
    assert_eq!(on_disk(&room), records);
}

#[test]
fn an_outside_mistake_that_was_mended_is_told() {
    let room = Room::new();
    let good = format::write(&sample()).unwrap();
    room.write(&good);
    let (store, records, _) = room.open();
    let (saver, reports) = start(store);
    room.write("(format: 1");
    saver.look();
    assert!(matches!(next(&reports).outcome, Outcome::NotSaved(_)));
    room.write(&good);
    saver.look();
    let mended = next(&reports);
    assert_eq!(agreed(&mended).records, records);
    assert!(!agreed(&mended).changed_outside);
}

#[test]
fn a_change_made_elsewhere_shows_up_by_itself() {
    let room = Room::new();
    room.write(format::write(&sample()).unwrap());
    let (store, records, _) = room.open();
    let (saver, reports) = start(store);
    let saver = Arc::new(saver);
    let looker = Arc::downgrade(&saver);
    let watch = Watch::start(&room.plan(), move || {
        if let Some(saver) = looker.upgrade() {
            saver.look();
        }
    })
    .unwrap();
    let theirs = with(&records, person("Their Friend"));
    // As editors do it: a new file takes the old one's name.
    std::fs::write(room.path("new"), format::write(&theirs).unwrap()).unwrap();
    std::fs::rename(room.path("new"), room.plan()).unwrap();
    assert_eq!(agreed(&next(&reports)).records, theirs);
    drop(watch);
}
