//! What may stand in a file only once: the key of a map, the id of a record.

use crate::domain::{Finding, Id, Identified, Key, Table};
use litemap::LiteMap;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

/// Reads a map and refuses a key given twice; the library would silently keep the last.
///
/// # Errors
/// A key that stands there twice, by name.
pub fn map<'de, K, V, D>(deserializer: D) -> Result<LiteMap<K, V>, D::Error>
where
    K: Deserialize<'de> + Ord + fmt::Display,
    V: Deserialize<'de>,
    D: Deserializer<'de>,
{
    deserializer.deserialize_map(Once(PhantomData))
}

struct Once<K, V>(PhantomData<(K, V)>);

impl<'de, K: Deserialize<'de> + Ord + fmt::Display, V: Deserialize<'de>> Visitor<'de> for Once<K, V> {
    type Value = LiteMap<K, V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut map = LiteMap::new();
        while let Some(key) = access.next_key::<K>()? {
            if map.contains_key(&key) {
                return Err(A::Error::custom(format!("the key `{key}` a second time")));
            }
            map.insert(key, access.next_value()?);
        }
        Ok(map)
    }
}

/// Where the id of a record is.
type IdOf<T> = fn(&mut T) -> &mut Id<T>;

/// Gives records that share an id an id each.
#[derive(Default)]
pub struct Unique {
    /// One for each record that had to change its id.
    pub findings: Vec<Finding>,
}

impl Unique {
    /// A table of these records. The first with an id keeps it, the next one is called `-2`, then `-3`.
    pub fn table<T: Identified + Clone>(&mut self, records: Vec<T>, id: IdOf<T>, key: fn(Id<T>) -> Key) -> Table<T> {
        self.shared(records.into_iter().map(Arc::new).collect(), id, key)
    }

    /// The same of records that are where they stay.
    pub fn shared<T>(&mut self, records: Vec<Arc<T>>, id: IdOf<T>, key: fn(Id<T>) -> Key) -> Table<T>
    where
        T: Identified + Clone,
    {
        // As we write them: in order, and each once.
        let records = match Table::in_order(records) {
            Ok(table) => return table,
            Err(records) => records,
        };
        let mut map: BTreeMap<Id<T>, Arc<T>> = BTreeMap::new();
        let mut twins = Vec::new();
        for record in records {
            match map.entry(record.id().clone()) {
                Entry::Vacant(place) => drop(place.insert(record)),
                Entry::Occupied(_) => twins.push(record),
            }
        }
        // The twins come last, so that none of them takes an id that a record further down has of its own.
        for mut twin in twins {
            // Nobody else has it yet: nothing is copied.
            let own = id(Arc::make_mut(&mut twin));
            let old = own.clone();
            let new = Id::numbered(old.as_str(), |taken| map.contains_key(taken));
            *own = new.clone();
            let what = format!("shared the id {old} with another one and is now called {new}");
            self.findings.push(Finding { key: key(new.clone()), what });
            map.insert(new, twin);
        }
        map.into_values().collect()
    }
}
