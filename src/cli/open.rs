//! The plan a verb works on.

use std::sync::Arc;

use super::output;
use crate::domain::{Day, Edit, Key, Plan};
use crate::edge;
use crate::error::{Exit, Told};
use crate::session::Session;
use crate::storage::demo;
use crate::storage::paths::Places;
use crate::storage::store::Store;

/// An open plan, and the day it is.
pub struct Open {
    /// The plan on the disk; none for the demo, which is nowhere.
    store: Option<Store>,
    session: Session,
    /// The day it is.
    pub today: Day,
}

impl Open {
    /// Opens the plan; what there is to know about it is said on stderr.
    ///
    /// # Errors
    ///
    /// Where it cannot be read.
    pub fn plan(places: &Places) -> Result<Self, Told> {
        let today = edge::today()?;
        let (store, records, notices) = Store::open(places, Arc::new(move || today))?;
        for notice in notices {
            output::aside(&format!("note: {notice}"));
        }
        Ok(Self { store: Some(store), session: Session::new(records), today })
    }

    /// Opens the demo, with its year ending today.
    ///
    /// # Errors
    ///
    /// The day it is could not be found out.
    pub fn demo() -> Result<Self, Told> {
        let today = edge::today()?;
        Ok(Self { store: None, session: Session::new(demo::sample(today)?), today })
    }

    /// The plan as it stands.
    pub fn records(&self) -> &Plan {
        self.session.plan()
    }

    /// Carries out one gesture and saves it.
    ///
    /// # Errors
    ///
    /// Where it could not be saved; nothing has changed then.
    pub fn change(&mut self, label: &str, place: Key, edits: Vec<Edit>) -> Result<(), Told> {
        let Some(store) = &mut self.store else { return Err(Told::new(Exit::Usage, "the demo keeps nothing")) };
        if let Some(why) = store.read_only() {
            return Err(Told::new(Exit::Plan, format!("could not save the plan: {why}")));
        }
        self.session.commit(label, Some(place), edits, self.today);
        let sent = self.session.plan().records().clone();
        let agreed = store.agree(&sent).map_err(|why| why.told())?;
        for notice in agreed.notices.iter().chain(&self.session.agree(&sent, &agreed.records)) {
            output::aside(&format!("note: {notice}"));
        }
        Ok(())
    }
}
