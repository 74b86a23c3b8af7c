//! Signals become messages, so that an end from outside takes the same road as quitting: save, then give back.

use super::events::Input;
use super::inbox::Waker;
use super::terminal::{self, Tty};
use rustix::process::{getpgrp, getpid, getsid, kill_current_process_group, kill_process};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP, SIGWINCH, SIGXFSZ};
use signal_hook::iterator::Signals;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};
use std::thread;
use std::time::Duration;

/// What another process, or the system, asks of us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// Please end: save, and leave with this signal's number.
    End(End),
    /// Please stop for a while: call [`suspend`].
    Stop,
    /// We were stopped and go on: call [`Tty::resume`], the shell may have changed the terminal.
    Continue,
}

/// Why we should end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Somebody asked.
    Terminate,
    /// The terminal is going away.
    HangUp,
    /// `kill -INT` from outside; control with c is a key.
    Interrupt,
}

impl End {
    /// The signal's number, for [`crate::error::Exit::Signal`].
    pub fn number(self) -> i32 {
        match self {
            Self::Terminate => SIGTERM,
            Self::HangUp => SIGHUP,
            Self::Interrupt => SIGINT,
        }
    }
}

/// Whether another program has the terminal: an editor, or a command of the user's own.
static LENT: AtomicBool = AtomicBool::new(false);

/// A control with c has come that the thread below has not heard of yet. Set in the moment it comes.
static PRESSED: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);

/// That one was meant for another program, which has ended since.
static LATE: AtomicBool = AtomicBool::new(false);

/// While another program has the terminal, control with c is its own affair, and a stop stops us with it, as a shell expects.
pub fn lend(lent: bool) {
    if !lent && PRESSED.swap(false, Ordering::SeqCst) {
        LATE.store(true, Ordering::SeqCst);
    }
    LENT.store(lent, Ordering::SeqCst);
}

/// How long saving may take after we were asked to end. Only a disk or a terminal that never answers takes so long.
const GRACE: Duration = Duration::from_secs(10);

/// Sends every signal to the inbox from now on, from a thread of its own. A changed size arrives as
/// [`Input::Resize`]. From the first request to end on, the process lives for ten seconds at most.
///
/// # Errors
/// Where the system does not let us handle a signal, or start a thread.
pub fn forward<M>(waker: Waker<M>) -> io::Result<()>
where
    M: From<Signal> + From<Input> + Send + 'static,
{
    // First of all: it is known before the thread hears of it.
    signal_hook::flag::register(SIGINT, Arc::clone(&PRESSED))?;
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT, SIGWINCH])?;
    let listen = move || {
        let mut ending = false;
        for number in signals.forever() {
            let mut lent = LENT.load(Ordering::SeqCst);
            if number == SIGINT {
                PRESSED.store(false, Ordering::SeqCst);
                lent |= LATE.swap(false, Ordering::SeqCst);
            }
            if lent && matches!(number, SIGINT | SIGTSTP) {
                if number == SIGTSTP && has_shell() {
                    // If we cannot be stopped, only the shell waits longer than it should.
                    let _ = kill_process(getpid(), rustix::process::Signal::STOP);
                }
                continue;
            }
            let message = match number {
                SIGTERM => Some(M::from(Signal::End(End::Terminate))),
                SIGHUP => Some(M::from(Signal::End(End::HangUp))),
                SIGINT => Some(M::from(Signal::End(End::Interrupt))),
                SIGTSTP => Some(M::from(Signal::Stop)),
                SIGCONT => Some(M::from(Signal::Continue)),
                _ => terminal::size().map(|(columns, rows)| M::from(Input::Resize(columns, rows))),
            };
            if matches!(number, SIGTERM | SIGHUP | SIGINT) && !ending {
                ending = true;
                end_after_grace(number);
            }
            if message.is_some_and(|message| !waker.send(message)) {
                return;
            }
        }
    };
    thread::Builder::new().name("signals".to_owned()).spawn(listen)?;
    Ok(())
}

/// Ends the process if it has not ended by itself in time: the terminal is given back, and nothing runs for ever on a
/// terminal that is gone.
fn end_after_grace(number: i32) {
    // Without a thread to be had there is no limit, which is how it would be without this function.
    let _ = thread::Builder::new().name("grace".to_owned()).spawn(move || {
        thread::sleep(GRACE);
        terminal::restore();
        std::process::exit(128 + number);
    });
}

/// A file that outgrows the limit of the process becomes an ordinary error instead of a sudden end.
///
/// # Errors
/// Where the system does not let us handle the signal.
pub fn survive_file_limit() -> io::Result<()> {
    signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false))).map(|_| ())
}

/// Gives the terminal back, stops the whole job as a shell expects, and takes the terminal again when it goes on.
/// False when no shell could bring us back, for instance in a window of our own: then nothing happens.
///
/// # Errors
/// Where the terminal is gone when we come back: then [`Input::HangUp`] follows, so there is nothing more to do.
pub fn suspend(tty: &mut Tty) -> io::Result<bool> {
    if !has_shell() {
        return Ok(false);
    }
    let mut awake = Signals::new([SIGCONT])?;
    tty.leave();
    // The group, not only us: whoever started us in it would otherwise keep the shell waiting.
    kill_current_process_group(rustix::process::Signal::STOP)?;
    awake.forever().next();
    tty.resume()?;
    Ok(true)
}

/// Whether a shell could bring us back. A job has a group of its own only where a shell does job control; elsewhere we
/// would sleep for ever.
fn has_shell() -> bool {
    getsid(None).is_ok_and(|session| session != getpgrp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_have_the_numbers_scripts_know() {
        assert_eq!([End::HangUp, End::Interrupt, End::Terminate].map(End::number), [1, 2, 15]);
    }

    #[test]
    fn the_file_limit_can_be_survived() {
        survive_file_limit().unwrap();
    }
}
