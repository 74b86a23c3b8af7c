//! `touchbase merge`: what a sync tool, git or another machine left is joined with the plan.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::{Value, json};

use super::answer::Answer;
use super::open::Open;
use super::output::{self, Output};
use crate::domain::merge::{Clash, Joined, LABEL};
use crate::domain::{Changes, Key};
use crate::error::{Exit, Told};
use crate::storage::markers::{self, Side};
use crate::storage::mistake::Mistake;
use crate::storage::paths::Places;
use crate::storage::save_error::SaveError;
use crate::storage::seal::is_sealed;
use crate::storage::{anew, copies, read};

/// Another version of the plan.
#[derive(Debug, Args)]
pub struct Merge {
    /// A file with another version; those that a sync tool left where none is named
    pub file: Option<PathBuf>,
    /// Joins both sides of a merge that git left in the plan, with markers between them
    #[arg(long, conflicts_with = "file")]
    pub markers: bool,
}

/// What came of one version.
struct Done {
    from: PathBuf,
    changes: Changes,
    clashes: Vec<Clash>,
    aside: Option<PathBuf>,
}

/// Joins them.
///
/// # Errors
///
/// A version cannot be read, or the plan cannot be saved; then the version is where it was.
pub fn run(places: &Places, args: &Merge, output: &mut Output) -> Result<u8, Told> {
    if args.markers {
        return both_sides(places, output);
    }
    let left = copies::beside(places);
    let files = args.file.clone().map_or_else(|| left.clone(), |file| vec![file]);
    let mut done = Vec::new();
    for file in &files {
        done.push(one(places, file, &left, output)?);
    }
    if output.is_json() {
        output.answer(Answer::Merged, done.iter().map(Done::record).collect())?;
    } else if done.is_empty() {
        output.done("There is no other version beside the plan.")?;
    } else {
        done.iter().try_for_each(|done| done.say(output.is_dry_run(), output))?;
    }
    Ok(if done.iter().any(|done| !done.clashes.is_empty()) { Exit::Decision.code() } else { 0 })
}

fn one(places: &Places, file: &Path, left: &[PathBuf], output: &Output) -> Result<Done, Told> {
    let mut open = Open::quietly(places, output)?;
    let joined = copies::join(file, open.records().records(), places).map_err(|why| {
        Told::new(Exit::Failed, format!("this version cannot be read: {why}"))
            .at(file.display().to_string())
            .hint("it stays where it is; touchbase restore takes any file as a whole")
    })?;
    let (changes, clashes) = (joined.changes(), joined.clashes());
    let mut done = Done { from: file.to_owned(), changes, clashes, aside: None };
    if output.is_dry_run() {
        return Ok(done);
    }
    let edits = joined.edits();
    if !edits.is_empty() {
        open.change(LABEL, None, edits)?;
        joined.merged.notices.iter().for_each(|notice| output::aside(&format!("note: {notice}")));
    }
    let real = file.canonicalize().unwrap_or_else(|_| file.to_owned());
    if left.contains(&real) {
        match copies::set_aside(&real, &joined.theirs, places) {
            Ok(kept) => done.aside = kept,
            Err(why) => output::aside(&format!("note: the version stays where it was: {why}")),
        }
    }
    Ok(done)
}

/// Joins the sides that git left in the plan, and keeps the file as it was.
fn both_sides(places: &Places, output: &mut Output) -> Result<u8, Told> {
    let Some(bytes) = anew::bytes(places)? else { return nothing("There is no plan yet.", output) };
    let misread = |what: &str, mistake: &Mistake| mistake.told(what, &places.plan, None);
    let locked = || {
        Told::new(Exit::Failed, "git cannot merge a locked plan line by line").at(places.plan.display().to_string()).hint(
            "take one side with git checkout --ours or --theirs, save the other as a file, and touchbase merge FILE joins it",
        )
    };
    let text = match read::text(&bytes) {
        _ if is_sealed(&bytes) => return Err(locked()),
        text => text.map_err(|mistake| misread("the plan could not be understood", &mistake))?,
    };
    let understood = read::read(&bytes);
    let sides = match (&understood, markers::sides(text)) {
        // Lines of a text may look like markers.
        (Ok(_), _) => None,
        (_, sides) => sides.map_err(|mistake| misread("both sides cannot be told apart", &mistake))?,
    };
    let Some(sides) = sides else {
        return match understood {
            Ok(_) => nothing("There are no conflict markers in the plan.", output),
            Err(mistake) => Err(misread("the plan could not be understood", &mistake)),
        };
    };
    let side = |side: &Side| match side.read() {
        _ if is_sealed(side.text().as_bytes()) => Err(locked()),
        Ok(read) if read.is_newer() => {
            let newer = SaveError::Newer { path: places.plan.clone(), format: read.format };
            Err(newer.told())
        }
        Ok(read) => Ok(read.loaded.records),
        Err(mistake) => Err(misread("one side of the merge cannot be understood", &mistake)),
    };
    let (ours, theirs) = (side(&sides.ours)?, side(&sides.theirs)?);
    let base = sides.base.as_ref().and_then(|base| side(base).ok());
    let joined = match base {
        Some(base) => Joined::since(&base, &ours, theirs),
        None => Joined::of(&ours, theirs, &copies::earlier(places)),
    };
    let mut done =
        Done { from: places.plan.clone(), changes: joined.changes(), clashes: joined.clashes(), aside: None };
    if !output.is_dry_run() {
        done.aside = Some(anew::put(places, &bytes, &joined.merged.records)?);
        joined.merged.notices.iter().for_each(|notice| output::aside(&format!("note: {notice}")));
    }
    if output.is_json() {
        output.answer(Answer::Merged, json!([done.record()]))?;
    } else {
        done.say_sides(output)?;
    }
    Ok(if done.clashes.is_empty() { 0 } else { Exit::Decision.code() })
}

/// There was nothing to join.
fn nothing(why: &str, output: &mut Output) -> Result<u8, Told> {
    if output.is_json() { output.answer(Answer::Merged, json!([])) } else { output.done(why) }.map(|()| 0)
}

impl Done {
    fn record(&self) -> Value {
        let key = |key: &Key| json!({ "kind": key.kind(), "id": key.id() });
        let keys = |keys: &[Key]| keys.iter().map(key).collect::<Vec<_>>();
        let value = |text: &Option<String>| text.as_deref().and_then(|text| serde_json::from_str::<Value>(text).ok());
        let clash = |clash: &Clash| {
            let (here, there) = (value(&clash.here), value(&clash.there));
            let (kind, id) = (clash.about.kind(), clash.about.id());
            json!({ "kind": kind, "id": id, "field": clash.field, "here": here, "there": there })
        };
        json!({
            "file": self.from.display().to_string(),
            "difference": self.changes.words(),
            "more": keys(&self.changes.more),
            "fewer": keys(&self.changes.fewer),
            "changed": keys(&self.changes.changed),
            "clashes": self.clashes.iter().map(clash).collect::<Vec<_>>(),
            "kept": self.aside.as_ref().map(|kept| kept.display().to_string()),
        })
    }

    fn say(&self, dry_run: bool, output: &mut Output) -> Result<(), Told> {
        let name = self.from.display();
        match (dry_run, self.changes.words().as_str()) {
            (_, "") => output.done(&format!("There is nothing new in {name}."))?,
            (true, words) => output.line(&format!("Would take in {name}: {words}."))?,
            (false, words) => output.done(&format!("Took in {name}: {words}."))?,
        }
        match &self.aside {
            Some(kept) => output.done(&format!("That version is {} now.", kept.display())),
            None => Ok(()),
        }
    }

    fn say_sides(&self, output: &mut Output) -> Result<(), Told> {
        let words = self.changes.words();
        let what = if words.is_empty() { "nothing new in the other one" } else { words.as_str() };
        match &self.aside {
            None => output.line(&format!("Would join both sides: {what}.")),
            Some(kept) => {
                output.done(&format!("Joined both sides: {what}."))?;
                output.done(&format!("The file with the markers is {} now.", kept.display()))
            }
        }
    }
}
