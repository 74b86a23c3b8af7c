//! The inbox over a scripted keyboard: a pipe into which the test types.

use super::*;
use std::os::fd::AsFd as _;
use std::thread;

/// A keyboard whose every byte is an input.
struct Typed(PipeReader);

impl Source for Typed {
    type Item = String;

    fn fd(&self) -> BorrowedFd<'_> {
        self.0.as_fd()
    }

    fn drain(&mut self, found: &mut Vec<String>) -> io::Result<()> {
        let mut bytes = [0; 64];
        let count = self.0.read(&mut bytes)?;
        found.extend(bytes.iter().take(count).map(|byte| char::from(*byte).to_string()));
        Ok(())
    }

    fn gone(&self) -> String {
        "gone".to_owned()
    }
}

fn start() -> (Inbox<String, Typed>, Waker<String>, PipeWriter) {
    let (reader, writer) = io::pipe().unwrap();
    let (inbox, waker) = Inbox::new(Typed(reader)).unwrap();
    (inbox, waker, writer)
}

fn all(inbox: &mut Inbox<String, Typed>) -> Vec<String> {
    std::iter::from_fn(|| inbox.next(Some(Duration::ZERO)).unwrap()).collect()
}

#[test]
fn an_empty_inbox_says_so_without_waiting() {
    let (mut inbox, _waker, _keys) = start();
    assert_eq!(inbox.next(Some(Duration::ZERO)).unwrap(), None);
}

#[test]
fn keys_and_messages_come_in_their_order() {
    let (mut inbox, waker, mut keys) = start();
    keys.write_all(b"ab").unwrap();
    assert!(waker.send("saved".to_owned()));
    assert!(waker.send("changed".to_owned()));
    assert_eq!(all(&mut inbox), ["a", "b", "saved", "changed"]);
}

#[test]
fn a_worker_wakes_the_sleeper() {
    let (mut inbox, waker, _keys) = start();
    let worker = thread::spawn(move || waker.send("done".to_owned()));
    assert_eq!(inbox.next(None).unwrap().as_deref(), Some("done"));
    assert!(worker.join().unwrap());
}

#[test]
fn nothing_is_lost_when_many_send_at_once() {
    let (mut inbox, waker, _keys) = start();
    let workers: Vec<_> = (0..8)
        .map(|worker| {
            let waker = waker.clone();
            thread::spawn(move || (0..2_000).all(|count| waker.send(format!("{worker} {count}"))))
        })
        .collect();
    for _ in 0..16_000 {
        assert!(inbox.next(None).unwrap().is_some());
    }
    assert!(workers.into_iter().all(|worker| worker.join().unwrap()));
    assert_eq!(all(&mut inbox), Vec::<String>::new());
}

#[test]
fn a_keyboard_that_is_gone_says_so_once_and_workers_are_heard_still() {
    let (mut inbox, waker, keys) = start();
    drop(keys);
    assert_eq!(all(&mut inbox), ["gone"]);
    assert!(waker.send("saved".to_owned()));
    assert_eq!(all(&mut inbox), ["saved"]);
}

#[test]
fn nobody_listens_after_the_end() {
    let (inbox, waker, _keys) = start();
    drop(inbox);
    assert!(!waker.send("late".to_owned()));
}
