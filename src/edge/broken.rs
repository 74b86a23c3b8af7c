//! When something breaks that should not: a report that holds nothing personal, and a word on what to do with it.

use std::backtrace::Backtrace;
use std::fmt::Write as _;
use std::fs::{DirBuilder, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::panic::{self, PanicHookInfo};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::SystemTime;

use crate::domain::shown::Shown;
use crate::error::{Exit, Told};

/// From now on a panic leaves a report in `folder` (the state folder), instead of its message on the terminal.
///
/// `step_aside` makes room for what is said, and says whether there is anybody to say it to.
pub fn install(folder: PathBuf, step_aside: impl Fn() -> bool + Send + Sync + 'static) {
    panic::set_hook(Box::new(move |info| {
        let speak = step_aside();
        let report = write_report(&folder, info);
        if speak {
            let told = told(report.ok().as_deref(), env!("CARGO_PKG_REPOSITORY")).to_string();
            // The last thing that can still be done; there is nobody left to tell if it fails.
            let _ = writeln!(io::stderr(), "{}", Shown::block(&told));
        }
    }));
}

/// What the user reads. `repository` is where the program is kept, if it is known.
fn told(report: Option<&Path>, repository: &str) -> Told {
    let told = Told::new(Exit::Failed, "something went wrong inside touchbase; what was saved is safe");
    let to = match repository.trim_end_matches('/') {
        "" => String::new(),
        known => format!(" to {known}/issues"),
    };
    let along = "what touchbase doctor --report prints";
    match report {
        Some(path) => {
            let path = path.display();
            told.hint(format!("a report without personal text is at {path}; please send it{to}, along with {along}"))
        }
        None => told.hint(format!("no report could be written; please send {along}{to}")),
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
    fn what_is_told_names_the_report_and_where_to_send_it_if_there_are_any() {
        let what = "error: something went wrong inside touchbase; what was saved is safe";
        let path = Some(Path::new("/state/panic.txt"));
        assert_eq!(
            told(path, "").to_string(),
            format!(
                "{what}\nhint: a report without personal text is at /state/panic.txt; please send it, along with what \
                 touchbase doctor --report prints"
            )
        );
        assert!(told(path, "https://example.org/x/").to_string().contains("send it to https://example.org/x/issues, "));
        assert_eq!(
            told(None, "https://example.org/x").hint.as_deref(),
            Some(
                "no report could be written; please send what touchbase doctor --report prints to \
                 https://example.org/x/issues"
            )
        );
    }
}
