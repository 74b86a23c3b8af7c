//! `touchbase merge`: what a sync tool or another machine left is joined with the plan.

use std::path::{Path, PathBuf};

use clap::Args;

use super::open::Open;
use super::output::{self, Output};
use crate::domain::Changes;
use crate::domain::diff::diff;
use crate::domain::merge::{ancestor, merge};
use crate::error::{Exit, Told};
use crate::storage::copies;
use crate::storage::paths::Places;

/// Another version of the plan.
#[derive(Debug, Args)]
pub struct Merge {
    /// A file with another version; those that a sync tool left where none is named
    pub file: Option<PathBuf>,
}

/// What came of one version.
struct Done {
    from: PathBuf,
    words: String,
    conflicts: usize,
    aside: Option<PathBuf>,
}

/// Joins them.
///
/// # Errors
///
/// A version cannot be read, or the plan cannot be saved; then the version is where it was.
pub fn run(places: &Places, args: &Merge, output: &mut Output) -> Result<u8, Told> {
    let left = copies::beside(places);
    let files = args.file.clone().map_or_else(|| left.clone(), |file| vec![file]);
    let mut done = Vec::new();
    for file in &files {
        done.push(one(places, file, &left, output)?);
    }
    if done.is_empty() {
        output.done("There is no other version beside the plan.")?;
    } else {
        done.iter().try_for_each(|done| done.say(output.is_dry_run(), output))?;
    }
    Ok(if done.iter().any(|done| done.conflicts > 0) { Exit::Decision.code() } else { 0 })
}

fn one(places: &Places, file: &Path, left: &[PathBuf], output: &Output) -> Result<Done, Told> {
    let mut open = Open::quietly(places, output)?;
    let theirs = copies::open(file, places).map_err(|why| {
        Told::new(Exit::Failed, format!("this version cannot be read: {why}"))
            .at(file.display().to_string())
            .hint("it stays where it is; touchbase restore takes any file as a whole")
    })?;
    let ours = open.records().records().clone();
    let merged = merge(&ancestor(&ours, &theirs, &copies::earlier(places)), &ours, &theirs);
    let words = Changes::between(&ours, &merged.records).words();
    let mut done = Done { from: file.to_owned(), words, conflicts: merged.conflicts.len(), aside: None };
    if output.is_dry_run() {
        return Ok(done);
    }
    let edits = diff(&ours, &merged.records);
    if !edits.is_empty() {
        open.change("merge another version", None, edits)?;
        merged.notices.iter().for_each(|notice| output::aside(&format!("note: {notice}")));
    }
    let real = file.canonicalize().unwrap_or_else(|_| file.to_owned());
    if left.contains(&real) {
        match copies::set_aside(&real, places) {
            Ok(kept) => done.aside = kept,
            Err(fault) => output::aside(&format!("note: the version stays where it was: {fault}")),
        }
    }
    Ok(done)
}

impl Done {
    fn say(&self, dry_run: bool, output: &mut Output) -> Result<(), Told> {
        let name = self.from.display();
        match (dry_run, self.words.as_str()) {
            (_, "") => output.done(&format!("There is nothing new in {name}."))?,
            (true, words) => output.line(&format!("Would take in {name}: {words}."))?,
            (false, words) => output.done(&format!("Took in {name}: {words}."))?,
        }
        match &self.aside {
            Some(kept) => output.done(&format!("That version is {} now.", kept.display())),
            None => Ok(()),
        }
    }
}
