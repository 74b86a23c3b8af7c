//! Reading every format there ever was.
//!
//! Each format has a module with types of its own that are never changed again once a version with them was released.
//! A file is read with the types of the format it names and then climbs, one step up at a time, to the newest, which
//! alone turns into the domain's records. There is no way down and no shortcut.
//!
//! To add format 2: copy `v1.rs` to `v2.rs` and change it there; give `v1::Plan::up` the result `v2::Plan` in place of
//! the domain's lists; add a line to [`read`]; raise [`CURRENT`]; add a golden file. The vocabularies (gifts, channels
//! and so on) are the domain's own as long as they only grow; the first time a word changes, the formats before it get
//! a frozen copy.

pub mod blocks;
mod lists;
mod plain;
mod unique;
mod v1;

use super::format::CURRENT;
use crate::domain::{Finding, Records};
use lists::Lists;
use ron::error::SpannedResult;
use ron::extensions::Extensions;

/// What a text turned out to hold.
#[derive(Clone, Debug, Default)]
pub struct Loaded {
    /// The records.
    pub records: Records,
    /// What had to be changed to take everything in: records that shared an id.
    pub findings: Vec<Finding>,
}

/// Reads a text of this format. One newer than [`CURRENT`] is read as far as it is understood, and must never be written.
///
/// # Errors
/// The text is not what the format says.
pub fn read(text: &str, format: u32) -> SpannedResult<Loaded> {
    match format {
        newer if newer > CURRENT => options().from_str::<Lists>(text).map(Lists::loaded),
        _ => {
            // A text is in the memory already: blocks are worth it only side by side.
            let long = blocks::stretches(text.len()) > 1;
            let read = if long { blocks::read(text.as_bytes(), text.len()) } else { None };
            read.map_or_else(|| one(text).map(Lists::loaded), |read| Ok(read.loaded))
        }
    }
}

/// A plan of format 1.
fn one(text: &str) -> SpannedResult<Lists> {
    plain::read(text).map_or_else(|| options().from_str::<v1::Plan>(text), Ok).map(v1::Plan::up)
}

fn options() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}
