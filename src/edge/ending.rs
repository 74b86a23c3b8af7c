//! Being asked to end while something of the user's lies about.

use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use signal_hook::iterator::{Handle, Signals};
use signal_hook::low_level::emulate_default_handler;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

/// Puts things in order before the process ends by a signal. Dropping it ends the watch.
pub struct Guard {
    lent: Arc<AtomicBool>,
    handle: Handle,
}

impl Guard {
    /// Calls `last` when the process is asked to end, and lets it end then.
    ///
    /// # Errors
    /// Where the system does not let us handle a signal, or start a thread.
    pub fn new(last: impl Fn() + Send + 'static) -> io::Result<Self> {
        let lent = Arc::new(AtomicBool::new(false));
        let mut signals = Signals::new([SIGINT, SIGQUIT, SIGTERM, SIGHUP])?;
        let handle = signals.handle();
        let is_lent = Arc::clone(&lent);
        thread::Builder::new().name("ending".into()).spawn(move || {
            for number in signals.forever() {
                if is_lent.load(Ordering::SeqCst) && matches!(number, SIGINT | SIGQUIT) {
                    continue;
                }
                last();
                if emulate_default_handler(number).is_err() {
                    std::process::exit(128 + number);
                }
            }
        })?;
        Ok(Self { lent, handle })
    }

    /// While an editor has the terminal, what is typed to interrupt is its own affair.
    pub fn lend(&self, lent: bool) {
        self.lent.store(lent, Ordering::SeqCst);
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.handle.close();
    }
}
