//! Where the world comes in: the day it is, and ids nobody had before.
//!
//! The rooms inside are pure; both doors, screens and command line, ask here and hand the answers in.

pub mod broken;
pub mod desktop;
pub mod editor;
pub mod ending;
pub mod own;
pub mod pager;
pub mod passphrase;
pub mod traces;

use std::time::Duration;

use chrono::Local;
use ulid::Ulid;

use crate::domain::Day;
use crate::error::{Exit, Told};

/// The variable that fixes the day, for tests and demonstrations.
pub const TODAY: &str = "TOUCHBASE_TODAY";

/// The day it is: the one `TOUCHBASE_TODAY` names, else the local one.
///
/// # Errors
///
/// A value of the variable that is not a day.
pub fn today() -> Result<Day, Told> {
    match std::env::var(TODAY) {
        Ok(text) if !text.is_empty() => text.parse().map_err(|why| {
            Told::new(Exit::Usage, format!("{TODAY}: {why}")).hint("leave it unset to take the day from the clock")
        }),
        _ => Ok(Day::from_date(Local::now().date_naive()).unwrap_or(Day::LAST)),
    }
}

/// How long the machine is up, the time it slept included: for measuring how long nobody was there.
pub fn uptime() -> Duration {
    #[cfg(target_os = "linux")]
    let clock = rustix::time::ClockId::Boottime;
    #[cfg(not(target_os = "linux"))]
    let clock = rustix::time::ClockId::Monotonic;
    let now = rustix::time::clock_gettime(clock);
    Duration::new(u64::try_from(now.tv_sec).unwrap_or(0), u32::try_from(now.tv_nsec).unwrap_or(0))
}

/// How long a minute is. Tests of a debug build are in a hurry.
pub fn minute() -> Duration {
    #[cfg(debug_assertions)]
    if let Some(less) = std::env::var("TOUCHBASE_TEST_MINUTE").ok().and_then(|value| value.parse().ok()) {
        return Duration::from_millis(less);
    }
    Duration::from_secs(60)
}

/// A new ULID: 26 letters and digits that sort by the moment they were made.
pub fn new_id() -> String {
    Ulid::generate().to_string()
}
