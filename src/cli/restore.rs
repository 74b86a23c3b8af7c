//! `touchbase restore`: the backups, what is other in each, and the way back to one of them.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use chrono::{DateTime, Local};
use serde_json::{Value, json};

use super::answer::Answer;
use super::open::Open;
use super::output::Output;
use super::table::Table;
use super::upkeep::Restore;
use crate::domain::diff::diff;
use crate::domain::{Changes, Records, contents};
use crate::error::{Exit, Told};
use crate::storage::aside::Aside;
use crate::storage::disk::Sound;
use crate::storage::paths::Places;
use crate::storage::{anew, backup};

/// Lists the backups, or restores one.
pub fn run(places: &Places, args: &Restore, output: &mut Output) -> Result<(), Told> {
    let mut all = candidates(places);
    // Any other file with a plan in it will do, too.
    let file = args.which.as_ref().map(PathBuf::from).filter(|file| file.is_file());
    if let Some(file) = file.filter(|file| all.iter().all(|one| one.path != *file)) {
        all.push(Candidate::at(file, "another file", places));
    }
    let now = Now::of(places, output)?;
    match &args.which {
        Some(which) => restore(places, &all, which, now, output),
        None => list(&all, &now, output),
    }
}

/// A plan that could be restored.
struct Candidate {
    path: PathBuf,
    /// Which one it is, in words.
    what: String,
    written: SystemTime,
    /// What it holds, or why it cannot be read.
    records: Result<Records, String>,
}

impl Candidate {
    fn at(path: PathBuf, what: &str, places: &Places) -> Self {
        let written = path.metadata().and_then(|known| known.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
        Self { records: held(&path, places), what: what.to_owned(), written, path }
    }

    fn when(&self) -> String {
        DateTime::<Local>::from(self.written).format("%a %-d %b %Y %H:%M").to_string()
    }

    fn record(&self, now: &Now) -> Value {
        json!({
            "file": self.path.display().to_string(),
            "what": self.what,
            "written": DateTime::<Local>::from(self.written).to_rfc3339(),
            "difference": self.difference(now),
        })
    }

    /// What is other in it, in words.
    fn difference(&self, now: &Now) -> String {
        match (&self.records, now) {
            (Err(why), _) => format!("cannot be read: {why}"),
            (Ok(records), Now::Open(open)) => {
                let words = Changes::between(open.records().records(), records).words();
                if words.is_empty() { "the same as now".to_owned() } else { words }
            }
            (Ok(records), Now::Broken(_)) => contents(records),
        }
    }
}

/// The plan as it is: open, or a file that cannot be understood.
enum Now {
    Open(Box<Open>),
    Broken(Vec<u8>),
}

impl Now {
    fn of(places: &Places, output: &Output) -> Result<Self, Told> {
        match anew::bytes(places)? {
            Some(bytes) if !anew::is_understood(places, &bytes) => Ok(Self::Broken(bytes)),
            Some(_) => Open::plan(places, output).map(|open| Self::Open(Box::new(open))),
            None => Open::as_it_is(places, output).map(|(open, _)| Self::Open(Box::new(open))),
        }
    }
}

/// Everything that could be restored: the backups, the newest first, then what an earlier run could not save.
fn candidates(places: &Places) -> Vec<Candidate> {
    let backups = backup::list(&places.backups).into_iter().map(|one| Candidate {
        records: held(&one.path, places),
        what: one.reason.words().to_owned(),
        written: one.written,
        path: one.path,
    });
    let unsaved = Aside::of(places).earlier().into_iter();
    backups.chain(unsaved.map(|path| Candidate::at(path, "could not be saved then", places))).collect()
}

fn held(path: &Path, places: &Places) -> Result<Records, String> {
    backup::open(path, &places.seal, &Sound).map(|read| read.loaded.records)
}

fn list(all: &[Candidate], now: &Now, output: &mut Output) -> Result<(), Told> {
    if output.is_json() {
        let records = all.iter().enumerate().map(|(at, one)| {
            let mut record = one.record(now);
            if let Some(fields) = record.as_object_mut() {
                fields.insert("number".into(), json!(at + 1));
                fields.insert("readable".into(), json!(one.records.is_ok()));
            }
            record
        });
        return output.answer(Answer::Backups, records.collect());
    }
    if all.is_empty() {
        output.beside("There is no backup yet; the first is made when a change is saved.");
        return Ok(());
    }
    if matches!(now, Now::Broken(_)) {
        output.beside("The plan cannot be understood; this is what the backups hold.");
    }
    let row =
        |(at, one): (usize, &Candidate)| vec![(at + 1).to_string(), one.when(), one.what.clone(), one.difference(now)];
    output.table(&Table::of(all.iter().enumerate().map(row)).head(["", "when", "which", "what is other"]))
}

fn restore(places: &Places, all: &[Candidate], which: &str, now: Now, output: &mut Output) -> Result<(), Told> {
    let one = find(all, which)?;
    let records = one.records.as_ref().map_err(|why| {
        let good = all.iter().position(|other| other.records.is_ok());
        let hint = good.map_or("no other backup can be read".to_owned(), |at| {
            format!("the newest that can be read is {}", at + 1)
        });
        Told::new(Exit::Failed, format!("this backup cannot be read: {why}"))
            .at(one.path.display().to_string())
            .hint(hint)
    })?;
    let (when, difference, mut record) = (one.when(), one.difference(&now), one.record(&now));
    if output.is_dry_run() {
        if output.is_json() {
            return output.answer(Answer::Restored, record);
        }
        return output.line(&format!("Would restore the plan of {when}: {difference}."));
    }
    match now {
        Now::Open(mut open) => {
            let edits = diff(open.records().records(), records);
            let same = edits.is_empty();
            if !same {
                open.restore(&format!("restore the plan of {when}"), edits)?;
            }
            if output.is_json() {
                return output.answer(Answer::Restored, record);
            }
            if same {
                return output.done("The plan is like this backup already.");
            }
            output.changed(&format!("Restored the plan of {when}: {difference}."))
        }
        Now::Broken(bytes) => {
            let kept = anew::put(places, &bytes, records)?;
            if let (true, Some(fields)) = (output.is_json(), record.as_object_mut()) {
                fields.insert("kept".into(), json!(kept.display().to_string()));
                return output.answer(Answer::Restored, record);
            }
            output
                .done(&format!("Restored the plan of {when}: {difference}. The file as it was is {}.", kept.display()))
        }
    }
}

/// The one that a number, a day, a file name or a path means.
fn find<'a>(all: &'a [Candidate], which: &str) -> Result<&'a Candidate, Told> {
    let by_number = which.parse::<usize>().ok().and_then(|number| number.checked_sub(1)).and_then(|at| all.get(at));
    let stem =
        |one: &Candidate| one.path.file_stem().is_some_and(|stem| *stem == *which || *stem == *format!("day-{which}"));
    let by_name = || all.iter().find(|one| stem(one) || one.path == Path::new(which));
    by_number.or_else(by_name).ok_or_else(|| {
        Told::new(Exit::Failed, format!("no backup is called {which}"))
            .hint("touchbase restore lists them with their numbers")
    })
}
