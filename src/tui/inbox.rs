//! Everything that can happen, in one queue: the thread that owns the terminal sleeps here.
//!
//! It sleeps in one `poll` over the keyboard and a pipe. Workers and the signal thread hold a [`Waker`]: a message goes
//! into a channel and a byte into the pipe. While nothing happens nothing runs.

use rustix::event::{PollFd, PollFlags, Timespec};
use std::collections::VecDeque;
use std::io::{self, PipeReader, PipeWriter, Read as _, Write as _};
use std::os::fd::BorrowedFd;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

/// Where input comes from: the keyboard, or a script in a test.
pub trait Source {
    /// What it yields.
    type Item;

    /// Readable when there is something to drain.
    fn fd(&self) -> BorrowedFd<'_>;

    /// Takes everything there is, without waiting.
    ///
    /// # Errors
    /// Where it cannot be read; it then counts as gone.
    fn drain(&mut self, found: &mut Vec<Self::Item>) -> io::Result<()>;

    /// What to say, once, when nothing more can come.
    fn gone(&self) -> Self::Item;
}

/// The receiving end, for the thread that owns the terminal.
#[derive(Debug)]
pub struct Inbox<M, S> {
    queue: VecDeque<M>,
    source: Option<S>,
    messages: Receiver<M>,
    bell: PipeReader,
    rung: Arc<AtomicBool>,
}

/// The sending end, one for each worker.
#[derive(Debug)]
pub struct Waker<M> {
    messages: Sender<M>,
    bell: Arc<PipeWriter>,
    /// Whether a byte is in the pipe already: more than one is never needed, and so the pipe is never full.
    rung: Arc<AtomicBool>,
}

impl<M> Clone for Waker<M> {
    fn clone(&self) -> Self {
        Self { messages: self.messages.clone(), bell: Arc::clone(&self.bell), rung: Arc::clone(&self.rung) }
    }
}

impl<M> Waker<M> {
    /// Hands a message over and wakes the owner. False when nobody listens any more.
    pub fn send(&self, message: M) -> bool {
        if self.messages.send(message).is_err() {
            return false;
        }
        self.rung.swap(true, Ordering::SeqCst) || (&*self.bell).write_all(&[0]).is_ok()
    }
}

impl<M: From<S::Item>, S: Source> Inbox<M, S> {
    /// An inbox over this source, with the first waker.
    ///
    /// # Errors
    /// Where the system has no pipe left to give.
    pub fn new(source: S) -> io::Result<(Self, Waker<M>)> {
        let (reader, writer) = io::pipe()?;
        let (sender, messages) = channel();
        let rung = Arc::new(AtomicBool::new(false));
        let waker = Waker { messages: sender, bell: Arc::new(writer), rung: Arc::clone(&rung) };
        Ok((Self { queue: VecDeque::new(), source: Some(source), messages, bell: reader, rung }, waker))
    }

    /// The next thing that happened; sleeps until there is one, or at most `limit`. `Duration::ZERO` does not sleep:
    /// that is how the loop knows that all is done and it is time to draw.
    ///
    /// # Errors
    /// Where the system refuses to wait.
    pub fn next(&mut self, limit: Option<Duration>) -> io::Result<Option<M>> {
        loop {
            if let Some(message) = self.queue.pop_front() {
                return Ok(Some(message));
            }
            if !self.wait(limit)? {
                return Ok(None);
            }
        }
    }

    /// Sleeps until something can be read, and reads it. False when the limit passed.
    fn wait(&mut self, limit: Option<Duration>) -> io::Result<bool> {
        let limit = limit.and_then(|limit| Timespec::try_from(limit).ok());
        let mut fds = vec![PollFd::new(&self.bell, PollFlags::IN)];
        fds.extend(self.source.as_ref().map(|source| PollFd::from_borrowed_fd(source.fd(), PollFlags::IN)));
        match rustix::event::poll(&mut fds, limit.as_ref()) {
            Ok(0) => return Ok(false),
            // A signal: its thread rings the bell.
            Err(rustix::io::Errno::INTR) => return Ok(true),
            Err(error) => return Err(error.into()),
            Ok(_) => {}
        }
        let mut seen = fds.iter().map(PollFd::revents);
        let bell = seen.next().unwrap_or(PollFlags::empty());
        let keyboard = seen.next().unwrap_or(PollFlags::empty());
        drop(seen);
        drop(fds);
        if !keyboard.is_empty() {
            self.read_source(keyboard);
        }
        if !bell.is_empty() {
            self.read_messages()?;
        }
        Ok(true)
    }

    /// What the keyboard has to say, or that it is gone.
    fn read_source(&mut self, seen: PollFlags) {
        let Some(source) = &mut self.source else { return };
        let mut found = Vec::new();
        let lost = seen.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL);
        let failed = !lost && source.drain(&mut found).is_err();
        if lost || failed {
            found.push(source.gone());
            self.source = None;
        }
        self.queue.extend(found.into_iter().map(M::from));
    }

    /// What the workers sent. The flag falls before the channel is emptied, so that a message that comes in between
    /// rings again rather than never.
    fn read_messages(&mut self) -> io::Result<()> {
        self.bell.read_exact(&mut [0])?;
        self.rung.store(false, Ordering::SeqCst);
        self.queue.extend(self.messages.try_iter());
        Ok(())
    }
}

#[cfg(test)]
#[path = "inbox_tests.rs"]
mod tests;
