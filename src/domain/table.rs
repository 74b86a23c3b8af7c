//! A table of records of one kind, in the order of their ids.

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
    /// In the order of their ids, each id once. A new record has the latest id of all, or else moves some references.
    records: Arc<Vec<Arc<T>>>,
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
        self.is_same(other) || self.records == other.records
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
            Self { records: Arc::new(records) }
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
        if is_so { Ok(Self { records: Arc::new(records) }) } else { Err(records) }
    }

    /// Where the record with this id is, or where it belongs.
    fn place(&self, id: &Id<T>) -> Result<usize, usize> {
        self.records.binary_search_by(|record| record.id().cmp(id))
    }

    /// The record with this id.
    pub fn get(&self, id: &Id<T>) -> Option<&Arc<T>> {
        self.records.get(self.place(id).ok()?)
    }

    /// Whether there is a record with this id.
    pub fn contains(&self, id: &Id<T>) -> bool {
        self.place(id).is_ok()
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
        self.records.iter()
    }

    /// Whether both are the same snapshot, found out without looking at a single record.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.records, &other.records)
    }

    /// Puts a record, and hands back the one it replaced.
    pub(super) fn put(&mut self, record: Arc<T>) -> Option<Arc<T>> {
        let place = self.place(record.id());
        let records = Arc::make_mut(&mut self.records);
        match place {
            Ok(place) => records.get_mut(place).map(|old| std::mem::replace(old, record)),
            Err(place) => {
                records.insert(place, record);
                None
            }
        }
    }

    /// Takes a record out.
    pub(super) fn remove(&mut self, id: &Id<T>) -> Option<Arc<T>> {
        let place = self.place(id).ok()?;
        Some(Arc::make_mut(&mut self.records).remove(place))
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
            }
            prop_assert_eq!((table.len(), table.is_empty()), (model.len(), model.is_empty()));
        }
    }
}
