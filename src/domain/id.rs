//! Names by which records refer to each other.

use std::cmp::Ordering;
use std::convert::Infallible;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::textual::from_text;

/// The most letters of a name that go into an id: a person is to read and write it.
const LONGEST_STEM: usize = 200;

/// The longest id that needs no memory of its own, in bytes: a ULID has 26, most names have fewer.
const SHORT: usize = 30;

/// The id of a record of kind `T`: a short text, cheap to clone.
///
/// Goals and stakeholders have a slug of their name (`grace-hopper`), so that a person can read and write references;
/// everything dated has a ULID, which sorts by the moment it was made.
pub struct Id<T> {
    text: Text,
    kind: PhantomData<fn() -> T>,
}

/// The text of an id. A plan holds far more ids than anything else, so most of them lie where they are named.
#[derive(Clone)]
enum Text {
    Short { length: u8, bytes: [u8; SHORT] },
    Long(Arc<str>),
}

impl Text {
    fn of(text: &str) -> Self {
        let mut bytes = [0; SHORT];
        match (u8::try_from(text.len()), bytes.get_mut(..text.len())) {
            (Ok(length), Some(place)) => {
                place.copy_from_slice(text.as_bytes());
                Self::Short { length, bytes }
            }
            _ => Self::Long(text.into()),
        }
    }

    fn bytes(&self) -> &[u8] {
        match self {
            Self::Short { length, bytes } => bytes.get(..usize::from(*length)).unwrap_or_default(),
            Self::Long(text) => text.as_bytes(),
        }
    }
}

impl<T> Id<T> {
    /// An id with this text. The text is not judged here; [`super::Records::check`] reports an empty one.
    pub fn new(text: impl AsRef<str>) -> Self {
        Self { text: Text::of(text.as_ref()), kind: PhantomData }
    }

    /// The text of the id as it stands in the file.
    pub fn as_str(&self) -> &str {
        match &self.text {
            Text::Short { .. } => str::from_utf8(self.text.bytes()).unwrap_or_default(),
            Text::Long(text) => text,
        }
    }

    /// The bytes of that text, by which ids are told apart and put in order.
    pub fn as_bytes(&self) -> &[u8] {
        self.text.bytes()
    }

    /// The id made from a name: its slug, with `-2`, `-3` … behind it while `taken` says that one is in use.
    ///
    /// A name without a single letter or digit gives `unnamed`.
    pub fn from_name(name: &str, taken: impl Fn(&Self) -> bool) -> Self {
        let start: String = name.chars().take(LONGEST_STEM).collect();
        let slug: String = slug::slugify(start).chars().take(LONGEST_STEM).collect();
        let stem = if slug.is_empty() { "unnamed" } else { slug.trim_end_matches('-') };
        let first = Self::new(stem);
        if !taken(&first) {
            return first;
        }
        Self::numbered(stem, taken)
    }

    /// The first of `stem-2`, `stem-3` … that is not taken.
    pub fn numbered(stem: &str, taken: impl Fn(&Self) -> bool) -> Self {
        let mut number = 2_u64;
        loop {
            let id = Self::new(format!("{stem}-{number}"));
            if !taken(&id) {
                return id;
            }
            number = number.saturating_add(1);
        }
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        Self { text: self.text.clone(), kind: PhantomData }
    }
}

impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.text.bytes() == other.text.bytes()
    }
}

impl<T> Eq for Id<T> {}

impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Id<T> {
    /// The order of the texts, which is that of their bytes.
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.bytes().cmp(other.text.bytes())
    }
}

impl<T> Hash for Id<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.bytes().hash(state);
    }
}

impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl<T> Serialize for Id<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de, T> Deserialize<'de> for Id<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        from_text(deserializer, |text| Ok::<_, Infallible>(Self::new(text)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type AnyId = Id<()>;

    #[test]
    fn a_text_of_any_length_is_kept_compared_and_found_again() {
        let texts: Vec<String> = (0..=40).map(|count| "é".repeat(count)).collect();
        let set: std::collections::HashSet<AnyId> = texts.iter().map(AnyId::new).collect();
        for (place, text) in texts.iter().enumerate() {
            let id = AnyId::new(text);
            assert_eq!((id.as_str(), id.to_string()), (text.as_str(), text.clone()));
            assert!(set.contains(&id));
            assert_eq!(AnyId::new(&texts[0]).cmp(&id), texts[0].cmp(text), "{place}");
        }
        assert_eq!(set.len(), texts.len());
        assert!(AnyId::new("b") > AnyId::new("a".repeat(SHORT + 1)));
        // A page of memory holds a hundred and more.
        assert_eq!(size_of::<AnyId>(), 32);
    }

    #[test]
    fn a_name_becomes_a_slug_that_is_free() {
        let taken = |id: &AnyId| matches!(id.as_str(), "grace-hopper" | "grace-hopper-2");
        assert_eq!(AnyId::from_name("Grace Hopper", taken).as_str(), "grace-hopper-3");
        assert_eq!(AnyId::from_name("Ada Lovelace", taken).as_str(), "ada-lovelace");
        assert_eq!(AnyId::from_name("Renée O'Neill", taken).as_str(), "renee-o-neill");
        assert_eq!(AnyId::from_name("李小龙", |_| false).as_str(), "li-xiao-long");
        assert_eq!(AnyId::from_name("…", |_| false).as_str(), "unnamed");
    }
}
