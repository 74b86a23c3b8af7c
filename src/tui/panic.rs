//! When something breaks that should not: the terminal first, then a report that holds nothing personal.

use super::terminal;
use std::backtrace::Backtrace;
use std::fmt::Write as _;
use std::fs::{DirBuilder, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::panic::{self, PanicHookInfo};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::SystemTime;

/// From now on a panic gives the terminal back and leaves a report in `folder` (the state folder).
///
/// A panic in a worker leaves the screen alone: whoever waits for the worker notices and says so.
pub fn install(folder: PathBuf) {
    panic::set_hook(Box::new(move |info| {
        let in_worker = terminal::is_taken() && !terminal::is_ours();
        if !in_worker {
            terminal::restore();
        }
        let report = write_report(&folder, info);
        if !in_worker {
            // The last thing that can still be done; there is nobody left to tell if it fails.
            let _ = writeln!(io::stderr(), "{}", sentence(report.ok().as_deref()));
        }
    }));
}

/// What the user reads.
fn sentence(report: Option<&Path>) -> String {
    let what = "error: something went wrong inside touchbase; what was saved is safe";
    match report {
        Some(path) => format!("{what}\nhint: a report without personal text is at {}", path.display()),
        None => what.to_owned(),
    }
}

/// Writes the report into a new file that only the user can read.
fn write_report(folder: &Path, info: &PanicHookInfo<'_>) -> io::Result<PathBuf> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let moment = SystemTime::UNIX_EPOCH.elapsed().unwrap_or_default().as_micros();
    let path = folder.join(format!("panic-{moment}-{}.txt", std::process::id()));
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
    file.write_all(report(info).as_bytes())?;
    Ok(path)
}

/// Version, place, thread and the calls that led there. Not the message: it may quote what the user wrote.
fn report(info: &PanicHookInfo<'_>) -> String {
    let mut text = format!("touchbase {}\n", env!("CARGO_PKG_VERSION"));
    // Writing to a String cannot fail.
    if let Some(place) = info.location() {
        let _ = writeln!(text, "at {}:{}:{}", place.file(), place.line(), place.column());
    }
    let _ = writeln!(text, "in thread {}", thread::current().name().unwrap_or("without a name"));
    let _ = write!(text, "\n{}", Backtrace::force_capture());
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_names_the_report_if_there_is_one() {
        assert!(sentence(Some(Path::new("/state/panic.txt"))).ends_with("is at /state/panic.txt"));
        assert!(!sentence(None).contains("hint"));
    }
}
