//! The plan a verb works on.

use std::sync::Arc;

use super::output::{self, Output};
use crate::domain::history::{Extent, Step};
use crate::domain::length::{SHORTEN, TooLong};
use crate::domain::{Day, Edit, Key, Plan, contents};
use crate::edge;
use crate::error::{Exit, Told};
use crate::session::Session;
use crate::storage::anew;
use crate::storage::copies;
use crate::storage::demo;
use crate::storage::paths::Places;
use crate::storage::store::Store;
use crate::storage::trail::Trail;

/// An open plan, and the day it is.
pub struct Open {
    /// The plan on the disk; none for the demo, which is nowhere.
    store: Option<Store>,
    session: Session,
    /// The day it is.
    pub today: Day,
    /// Whether nothing is to be kept.
    dry_run: bool,
    /// Whether it is said what was read and saved.
    verbose: bool,
}

impl Open {
    /// Opens the plan; what there is to know about it is said on stderr.
    ///
    /// # Errors
    ///
    /// Where it cannot be read.
    pub fn plan(places: &Places, output: &Output) -> Result<Self, Told> {
        let (open, notices) = Self::plan_and_notices(places, output)?;
        for notice in notices {
            output::aside(&format!("note: {notice}"));
        }
        Ok(open)
    }

    /// Opens the plan and says nothing of what there is to know about it.
    ///
    /// # Errors
    ///
    /// Where it cannot be read.
    pub fn quietly(places: &Places, output: &Output) -> Result<Self, Told> {
        Self::plan_and_notices(places, output).map(|(open, _)| open)
    }

    /// Opens the plan, and hands out what there is to know about it.
    ///
    /// # Errors
    ///
    /// Where it cannot be read.
    pub fn plan_and_notices(places: &Places, output: &Output) -> Result<(Self, Vec<String>), Told> {
        match anew::gone(places) {
            Some(gone) => Err(gone),
            None => Self::as_it_is(places, output),
        }
    }

    /// The same where a plan that is gone counts as an empty one: for whoever brings it back.
    ///
    /// # Errors
    ///
    /// Where it cannot be read.
    pub fn as_it_is(places: &Places, output: &Output) -> Result<(Self, Vec<String>), Told> {
        let today = edge::today()?;
        let (store, records, mut notices) = Store::open(places, Arc::new(move || today))?;
        notices.extend(store.copies().iter().map(|path| {
            let name = copies::name(path);
            format!("a sync tool left another version of the plan beside it ({name}); touchbase merge takes it in")
        }));
        output.aloud(&match contents(&records).as_str() {
            "" => format!("read {}: nothing in it yet", places.plan.display()),
            held => format!("read {}: {held}", places.plan.display()),
        });
        let (dry_run, verbose) = (output.is_dry_run(), output.is_verbose());
        Ok((Self { store: Some(store), session: Session::new(records), today, dry_run, verbose }, notices))
    }

    /// Opens the demo, with its year ending today.
    ///
    /// # Errors
    ///
    /// The day it is could not be found out.
    pub fn demo() -> Result<Self, Told> {
        let today = edge::today()?;
        Ok(Self { store: None, session: Session::new(demo::sample(today)?), today, dry_run: false, verbose: false })
    }

    /// The plan as it stands.
    pub fn records(&self) -> &Plan {
        self.session.plan()
    }

    /// Whether the plan is locked on the disk.
    pub fn is_locked(&self) -> bool {
        self.store.as_ref().is_some_and(|store| store.places().seal.has_key())
    }

    /// Carries out one gesture, saves it, and keeps what takes it back.
    ///
    /// # Errors
    ///
    /// Where it could not be saved, or a text is longer than a text may be; nothing has changed then.
    pub fn change(&mut self, label: &str, place: impl Into<Option<Key>>, edits: Vec<Edit>) -> Result<(), Told> {
        self.may_change()?;
        let changed = self.session.commit(label, place.into(), edits, self.today).map_err(|found| too_long(&found))?;
        self.save()?;
        self.remember(changed);
        Ok(())
    }

    /// The same for records as they were at another time.
    ///
    /// # Errors
    ///
    /// As [`Open::change`].
    pub fn restore(&mut self, label: &str, edits: Vec<Edit>) -> Result<(), Told> {
        self.may_change()?;
        let changed = self.session.commit_as_it_was(label, edits);
        self.save()?;
        self.remember(changed);
        Ok(())
    }

    /// Saves what is no gesture, such as how far a review has come: there is nothing to take back.
    ///
    /// # Errors
    ///
    /// As [`Open::change`].
    pub fn note(&mut self, edits: Vec<Edit>) -> Result<(), Told> {
        self.may_change()?;
        self.session.note(edits);
        self.save()
    }

    /// Keeps what takes the last gesture back.
    fn remember(&self, changed: bool) {
        if let (true, Some(step), Some(store)) = (changed && !self.dry_run, self.session.last_step(), &self.store)
            && let Err(fault) = Trail::open(store.places()).and_then(|mut trail| trail.add(self.today, step))
        {
            output::aside(&format!("note: touchbase undo will not know of this change: {fault}"));
        }
    }

    /// Takes back a change of an earlier run and saves that. What was changed elsewhere since stays. The answer says how
    /// much of it was left to take back, and is the step that goes the other way.
    ///
    /// # Errors
    ///
    /// As [`Open::change`].
    pub fn take_back(&mut self, step: &Step) -> Result<(Extent, Step), Told> {
        self.may_change()?;
        let (_, back) = self.session.take_back(step.clone());
        let extent = step.taken_back_by(&back);
        if extent != Extent::Nothing {
            self.save()?;
        }
        Ok((extent, back))
    }

    /// Whether a change could be saved, as far as that is known.
    ///
    /// # Errors
    ///
    /// Why none can.
    pub fn may_change(&self) -> Result<(), Told> {
        let Some(store) = &self.store else { return Err(Told::new(Exit::Usage, "the demo keeps nothing")) };
        match store.read_only() {
            Some(why) => Err(Told::new(Exit::Plan, format!("could not save the plan: {why}"))),
            None => Ok(()),
        }
    }

    /// Makes the file and the session agree; not where nothing is to be kept.
    fn save(&mut self) -> Result<(), Told> {
        if self.dry_run {
            return Ok(());
        }
        let Some(store) = &mut self.store else { return Ok(()) };
        let sent = self.session.plan().records().clone();
        let agreed = store.agree(&sent).map_err(|why| why.told())?;
        if self.verbose {
            let did = if agreed.wrote { "saved" } else { "nothing to save in" };
            output::aside(&format!("{did} {}", store.places().plan.display()));
        }
        for notice in agreed.notices.iter().chain(&self.session.agree(&sent, &agreed.records)) {
            output::aside(&format!("note: {notice}"));
        }
        Ok(())
    }
}

/// What is said of a text that is too long to be taken.
pub fn too_long(found: &TooLong) -> Told {
    Told::new(Exit::Failed, found.to_string()).hint(format!("nothing was changed; {SHORTEN}"))
}
