//! The plan a verb works on.

use std::sync::Arc;

use super::output;
use crate::domain::{Day, Edit, Key, Plan};
use crate::edge;
use crate::error::{Exit, Told};
use crate::session::Session;
use crate::storage::paths::Places;
use crate::storage::store::Store;

/// An open plan, and the day it is.
pub struct Open {
    store: Store,
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
        Ok(Self { store, session: Session::new(records), today })
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
        if let Some(why) = self.store.read_only() {
            return Err(Told::new(Exit::Plan, format!("could not save the plan: {why}")));
        }
        self.session.commit(label, Some(place), edits);
        let sent = self.session.plan().records().clone();
        let agreed = self.store.agree(&sent).map_err(|why| why.told())?;
        for notice in agreed.notices.iter().chain(&self.session.agree(&sent, &agreed.records)) {
            output::aside(&format!("note: {notice}"));
        }
        Ok(())
    }
}
