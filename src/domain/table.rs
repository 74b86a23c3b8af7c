//! A table of records of one kind, in the order of their ids.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::Id;

/// What a table can hold: a record that says its own id.
pub trait Identified: Sized {
    /// The id of this record.
    fn id(&self) -> &Id<Self>;
}

/// Records of one kind by id.
///
/// Cloning a table shares it: a clone is a snapshot that costs nothing, and the first change after it copies the
/// references, never the records.
#[derive(Debug)]
pub struct Table<T: Identified> {
    records: Arc<BTreeSet<ById<T>>>,
}

/// A record at the place of its id, which it holds itself: the table needs none of its own.
#[derive(Debug)]
struct ById<T>(Arc<T>);

impl<T> Clone for ById<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: Identified> Borrow<Id<T>> for ById<T> {
    fn borrow(&self) -> &Id<T> {
        self.0.id()
    }
}

impl<T: Identified> PartialEq for ById<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0.id() == other.0.id()
    }
}

impl<T: Identified> Eq for ById<T> {}

impl<T: Identified> PartialOrd for ById<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T: Identified> Ord for ById<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.id().cmp(other.0.id())
    }
}

impl<T: Identified> Clone for Table<T> {
    fn clone(&self) -> Self {
        Self { records: Arc::clone(&self.records) }
    }
}

impl<T: Identified> Default for Table<T> {
    fn default() -> Self {
        Self { records: Arc::default() }
    }
}

impl<T: Identified + PartialEq> PartialEq for Table<T> {
    /// Whether both hold the same records, down to their last field.
    fn eq(&self, other: &Self) -> bool {
        self.is_same(other) || self.iter().eq(other.iter())
    }
}

impl<T: Identified + Eq> Eq for Table<T> {}

impl<T: Identified> FromIterator<Arc<T>> for Table<T> {
    /// Of two records with one id the later one stays.
    fn from_iter<I: IntoIterator<Item = Arc<T>>>(records: I) -> Self {
        Self { records: Arc::new(records.into_iter().map(ById).collect()) }
    }
}

impl<T: Identified> Table<T> {
    /// The record with this id.
    pub fn get(&self, id: &Id<T>) -> Option<&Arc<T>> {
        self.records.get(id).map(|ById(record)| record)
    }

    /// Whether there is a record with this id.
    pub fn contains(&self, id: &Id<T>) -> bool {
        self.records.contains(id)
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
        self.iter().map(|record| record.id())
    }

    /// The records in the order of their ids.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<T>> + Clone {
        self.records.iter().map(|ById(record)| record)
    }

    /// Whether both are the same snapshot, found out without looking at a single record.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.records, &other.records)
    }

    /// Puts a record, and hands back the one it replaced.
    pub(super) fn put(&mut self, record: Arc<T>) -> Option<Arc<T>> {
        Arc::make_mut(&mut self.records).replace(ById(record)).map(|ById(old)| old)
    }

    /// Takes a record out.
    pub(super) fn remove(&mut self, id: &Id<T>) -> Option<Arc<T>> {
        if self.contains(id) { Arc::make_mut(&mut self.records).take(id).map(|ById(old)| old) } else { None }
    }
}
