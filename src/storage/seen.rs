//! The file as we last saw it: enough to know it again without keeping its bytes.

use super::format::CURRENT;
use super::migrate::blocks::Blocks;
use super::target::Target;
use foldhash::quality::FixedState;
use std::fs::Metadata;
use std::hash::BuildHasher as _;
use std::time::SystemTime;

/// What the system says of a file. Another stamp means: look. The same stamp means: most probably the same bytes, which
/// is enough to spare an idle program the reading, and never enough to write without comparing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
    number: u64,
}

impl Stamp {
    /// The stamp of the file behind `target`; `None` when there is none.
    pub fn of(target: &Target) -> Option<Self> {
        target.known.as_ref().map(Self::new)
    }

    /// The stamp of a file of which the system says this.
    pub fn new(known: &Metadata) -> Self {
        #[cfg(unix)]
        let number = std::os::unix::fs::MetadataExt::ino(known);
        #[cfg(not(unix))]
        let number = 0;
        Self { length: known.len(), modified: known.modified().ok(), number }
    }
}

/// A file that was read or written.
#[derive(Clone, Debug)]
pub struct Seen {
    /// What the system said of it.
    pub stamp: Option<Stamp>,
    /// The format it names.
    pub format: u32,
    /// Whether we wrote it, so that nothing is in it that we did not put there.
    pub by_us: bool,
    length: usize,
    sum: Sum,
}

impl Seen {
    /// Remembers the file behind `target`, which holds `bytes`.
    pub fn of(target: &Target, bytes: &[u8], format: u32) -> Self {
        Self { stamp: Stamp::of(target), format, by_us: false, length: bytes.len(), sum: sum(bytes) }
    }

    /// Remembers the file behind `target`, which was read in blocks.
    pub fn in_blocks(target: &Target, blocks: &Blocks) -> Self {
        let Blocks { length, sum, .. } = *blocks;
        Self { stamp: Stamp::of(target), format: CURRENT, by_us: false, length, sum }
    }

    /// Remembers a file we wrote, by its stamp at that moment: somebody may have written it again since.
    pub fn written(stamp: Stamp, bytes: &[u8], format: u32) -> Self {
        Self { stamp: Some(stamp), format, by_us: true, length: bytes.len(), sum: sum(bytes) }
    }

    /// The same bytes in a file that was touched.
    #[must_use]
    pub fn touched(&self, target: &Target) -> Self {
        Self { stamp: Stamp::of(target), ..self.clone() }
    }

    /// Whether these are the same bytes again.
    pub fn holds(&self, bytes: &[u8]) -> bool {
        self.length == bytes.len() && self.sum == sum(bytes)
    }
}

/// The sum is worked out from blocks of so many bytes, so that a file may be read in such, in whatever order.
pub const BLOCK: usize = 16 * 1024;

/// By which the bytes of a file are known again. Told apart are the versions of one file, in this process: no stranger
/// chooses them, and no sum is ever kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum(u64);

impl Sum {
    /// Takes in the block of this number, counted from 0: [`BLOCK`] bytes, or what is left at the end.
    pub fn add(&mut self, number: usize, block: &[u8]) {
        self.0 = self.0.wrapping_add(FixedState::with_seed(number as u64).hash_one(block));
    }

    /// The sum of these blocks and those.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0.wrapping_add(other.0))
    }
}

/// The sum of a whole file.
pub fn sum(bytes: &[u8]) -> Sum {
    let mut sum = Sum::default();
    bytes.chunks(BLOCK).enumerate().for_each(|(number, block)| sum.add(number, block));
    sum
}
