//! A table of records of one kind, in the order of their ids.

use std::sync::Arc;

use super::Id;

/// What a table can hold: a record that says its own id.
pub trait Identified: Sized {
    /// The id of this record.
    fn id(&self) -> &Id<Self>;
}

/// Some records that stand one behind the other; never none.
type Run<T> = Arc<Vec<Arc<T>>>;

/// As many records are in each run of a new table; one that grew to twice as many is cut. Few in tests, so that there are
/// many runs.
const RUN: usize = if cfg!(test) { 2 } else { 128 };

/// Records of one kind by id.
///
/// Cloning a table shares it: a clone is a snapshot that costs nothing, and a change after it copies the references of one
/// run and those to the runs, never the records.
#[derive(Debug)]
pub struct Table<T: Identified>(Arc<Runs<T>>);

/// What a table holds.
#[derive(Debug)]
struct Runs<T> {
    /// In the order of their ids, each id once.
    runs: Vec<Run<T>>,
    /// How many records they are.
    len: usize,
}

impl<T> Clone for Runs<T> {
    fn clone(&self) -> Self {
        Self { runs: self.runs.clone(), len: self.len }
    }
}

impl<T: Identified> Clone for Table<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: Identified> Default for Table<T> {
    fn default() -> Self {
        Self(Arc::new(Runs { runs: Vec::new(), len: 0 }))
    }
}

impl<T: Identified + PartialEq> PartialEq for Table<T> {
    /// Whether both hold the same records, down to their last field.
    fn eq(&self, other: &Self) -> bool {
        let (ours, theirs) = self.apart(other);
        self.len() == other.len() && ours.eq(theirs)
    }
}

impl<T: Identified + Eq> Eq for Table<T> {}

impl<T: Identified> FromIterator<Arc<T>> for Table<T> {
    /// Of two records with one id the later one stays.
    fn from_iter<I: IntoIterator<Item = Arc<T>>>(records: I) -> Self {
        Self::in_order(records.into_iter().collect()).unwrap_or_else(|mut records| {
            records.sort_by(|one, other| one.id().cmp(other.id()));
            records.dedup_by(|later, earlier| {
                let is_one = later.id() == earlier.id();
                if is_one {
                    std::mem::swap(later, earlier);
                }
                is_one
            });
            Self::in_runs(&records)
        })
    }
}

impl<T: Identified> Table<T> {
    /// The table of records that are in the order of their ids, each once.
    ///
    /// # Errors
    /// They are not: the records as they came.
    pub fn in_order(records: Vec<Arc<T>>) -> Result<Self, Vec<Arc<T>>> {
        let is_so = records.is_sorted_by(|one, next| one.id() < next.id());
        if is_so { Ok(Self::in_runs(&records)) } else { Err(records) }
    }

    fn in_runs(records: &[Arc<T>]) -> Self {
        let runs = records.chunks(RUN).map(|run| Arc::new(run.to_vec())).collect();
        Self(Arc::new(Runs { runs, len: records.len() }))
    }

    /// Where the record with this id is, or where it belongs: which run, and where in it.
    fn place(&self, id: &Id<T>) -> Result<(usize, usize), (usize, usize)> {
        let begins_before = |run: &Run<T>| run.first().is_some_and(|first| first.id() <= id);
        let at = self.0.runs.partition_point(begins_before).saturating_sub(1);
        let run = self.0.runs.get(at).map_or(&[][..], |run| run.as_slice());
        let within = run.binary_search_by(|record| record.id().cmp(id));
        within.map(|place| (at, place)).map_err(|place| (at, place))
    }

    /// The record with this id.
    pub fn get(&self, id: &Id<T>) -> Option<&Arc<T>> {
        let (at, place) = self.place(id).ok()?;
        self.0.runs.get(at)?.get(place)
    }

    /// Whether there is a record with this id.
    pub fn contains(&self, id: &Id<T>) -> bool {
        self.place(id).is_ok()
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.0.len
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.len == 0
    }

    /// The ids in their order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = &Id<T>> {
        self.iter().map(|record| record.id())
    }

    /// The records in the order of their ids.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<T>> + Clone {
        self.0.runs.iter().flat_map(|run| run.iter())
    }

    /// Whether both are the same snapshot, found out without looking at a single record.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// The records of both, without the runs that both begin and end with: what is left tells them apart. Between two
    /// changes that lie far from each other much is left, to be gone through by reference.
    pub(super) fn apart<'a>(
        &'a self,
        other: &'a Self,
    ) -> (impl Iterator<Item = &'a Arc<T>>, impl Iterator<Item = &'a Arc<T>>) {
        let shared = |(one, two): &(&Run<T>, &Run<T>)| Arc::ptr_eq(one, two);
        let (ours, theirs) = (&self.0.runs, &other.0.runs);
        let most = ours.len().min(theirs.len());
        let first = if self.is_same(other) { most } else { ours.iter().zip(theirs).take_while(shared).count() };
        let last = ours.iter().rev().zip(theirs.iter().rev()).take(most - first).take_while(shared).count();
        let left = |table: &'a Self| {
            let runs = table.0.runs.get(first..table.0.runs.len() - last).unwrap_or_default();
            runs.iter().flat_map(|run| run.iter())
        };
        (left(self), left(other))
    }

    /// Puts a record, and hands back the one it replaced.
    pub(super) fn put(&mut self, record: Arc<T>) -> Option<Arc<T>> {
        let place = self.place(record.id());
        let Runs { runs, len } = Arc::make_mut(&mut self.0);
        let (at, within) = match place {
            Ok((at, within)) => {
                return Some(std::mem::replace(Arc::make_mut(runs.get_mut(at)?).get_mut(within)?, record));
            }
            Err(place) => place,
        };
        *len += 1;
        let is_last = at + 1 == runs.len();
        let Some(run) = runs.get_mut(at).map(Arc::make_mut) else {
            runs.push(Arc::new(vec![record]));
            return None;
        };
        run.insert(within, record);
        if run.len() > 2 * RUN {
            // Most new records have the latest id of all: a run that grew at the end of the table stays full.
            let rest = run.split_off(if is_last && within + 1 == run.len() { 2 * RUN } else { RUN });
            runs.insert(at + 1, Arc::new(rest));
        }
        None
    }

    /// Takes a record out.
    pub(super) fn remove(&mut self, id: &Id<T>) -> Option<Arc<T>> {
        let (at, within) = self.place(id).ok()?;
        let Runs { runs, len } = Arc::make_mut(&mut self.0);
        let run = Arc::make_mut(runs.get_mut(at)?);
        let gone = run.remove(within);
        if run.is_empty() {
            runs.remove(at);
        }
        *len -= 1;
        Some(gone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Reflection, ReflectionId};
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    fn record(id: u8, text: usize) -> Arc<Reflection> {
        let id = ReflectionId::new(format!("{id:02}"));
        Arc::new(Reflection { id, on: "2026-11-23".parse().unwrap(), feeling: None, text: text.to_string() })
    }

    proptest! {
        #[test]
        fn it_holds_the_last_of_each_id_in_order(
            begin in prop::collection::vec(0..20_u8, 0..30),
            then in prop::collection::vec((0..20_u8, any::<bool>()), 0..40),
        ) {
            let begin: Vec<_> = begin.into_iter().enumerate().map(|(text, id)| record(id, text)).collect();
            let mut table: Table<Reflection> = begin.iter().cloned().collect();
            let mut model: BTreeMap<_, _> = begin.into_iter().map(|record| (record.id.clone(), record)).collect();
            for (text, (id, stays)) in then.into_iter().enumerate() {
                let (before, was) = (table.clone(), model.clone());
                let new = record(id, 100 + text);
                prop_assert_eq!(table.contains(&new.id), model.contains_key(&new.id));
                if stays {
                    prop_assert_eq!(table.put(Arc::clone(&new)), model.insert(new.id.clone(), Arc::clone(&new)));
                } else {
                    prop_assert_eq!(table.remove(&new.id), model.remove(&new.id));
                }
                prop_assert_eq!(table.get(&new.id), model.get(&new.id));
                prop_assert!(table.iter().eq(model.values()) && table.ids().eq(model.keys()));
                prop_assert!(before.iter().eq(was.values()), "a snapshot stays as it was");
                prop_assert!(table.0.runs.iter().all(|run| (1..=2 * RUN).contains(&run.len())));
                let (old, new) = before.apart(&table);
                prop_assert!(old.count() <= 2 * RUN && new.count() <= 2 * RUN + 1, "one run was changed");
            }
            prop_assert_eq!((table.len(), table.is_empty()), (model.len(), model.is_empty()));
        }
    }
}
