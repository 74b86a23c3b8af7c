//! A table of records of one kind, in the order of their ids.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Id;

/// Records of one kind by id.
///
/// Cloning a table shares it: a clone is a snapshot that costs nothing, and the first change after it copies the
/// references, never the records.
#[derive(Debug, PartialEq, Eq)]
pub struct Table<T> {
    records: Arc<BTreeMap<Id<T>, Arc<T>>>,
}

impl<T> Clone for Table<T> {
    fn clone(&self) -> Self {
        Self { records: Arc::clone(&self.records) }
    }
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { records: Arc::new(BTreeMap::new()) }
    }
}

impl<T> FromIterator<(Id<T>, Arc<T>)> for Table<T> {
    fn from_iter<I: IntoIterator<Item = (Id<T>, Arc<T>)>>(records: I) -> Self {
        Self { records: Arc::new(records.into_iter().collect()) }
    }
}

impl<T> Table<T> {
    /// The record with this id.
    pub fn get(&self, id: &Id<T>) -> Option<&Arc<T>> {
        self.records.get(id)
    }

    /// Whether there is a record with this id.
    pub fn contains(&self, id: &Id<T>) -> bool {
        self.records.contains_key(id)
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// The ids in their order.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = &Id<T>> {
        self.records.keys()
    }

    /// The records in the order of their ids.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<T>> + Clone {
        self.records.values()
    }

    /// The records with their ids, in the order of the ids.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = (&Id<T>, &Arc<T>)> + Clone {
        self.records.iter()
    }

    /// Whether both are the same snapshot, found out without looking at a single record.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.records, &other.records)
    }

    /// Puts a record, and hands back the one it replaced.
    pub(super) fn put(&mut self, id: Id<T>, record: Arc<T>) -> Option<Arc<T>> {
        Arc::make_mut(&mut self.records).insert(id, record)
    }

    /// Takes a record out.
    pub(super) fn remove(&mut self, id: &Id<T>) -> Option<Arc<T>> {
        if self.contains(id) { Arc::make_mut(&mut self.records).remove(id) } else { None }
    }
}
