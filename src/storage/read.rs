//! Reading a plan: from the bytes of a file to its records, or to the place that could not be understood.

use super::format::CURRENT;
use super::length;
use super::migrate::{self, Loaded};
use super::mistake::{self, Mistake};
use super::scan::{self, Place};

/// A file that was understood.
#[derive(Clone, Debug)]
pub struct Read {
    /// Its records, and what had to be changed to take them in.
    pub loaded: Loaded,
    /// The format it names.
    pub format: u32,
}

impl Read {
    /// Whether it was written by a newer version, so that we may look but not write.
    pub fn is_newer(&self) -> bool {
        self.format > CURRENT
    }

    /// Whether a save would be the first in a newer format.
    pub fn is_older(&self) -> bool {
        self.format < CURRENT
    }
}

/// The text of a file: UTF-8, without the mark that some editors put in front.
///
/// # Errors
/// The first place that is not UTF-8.
pub fn text(bytes: &[u8]) -> Result<&str, Mistake> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let hint = "save the file as UTF-8 in your editor";
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Err(Mistake::new(Place { line: 1, column: 1 }, "UTF-8 text", "UTF-16 text", hint));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let (good, bad) = bytes.split_at_checked(error.valid_up_to()).unwrap_or((bytes, &[]));
        let good = String::from_utf8_lossy(good);
        let line = 1 + good.matches('\n').count();
        let column = 1 + good.chars().rev().take_while(|letter| *letter != '\n').count();
        let found = bad.first().map_or_else(String::new, |byte| format!("the byte 0x{byte:02x}"));
        Mistake::new(Place { line, column }, "UTF-8 text", found, hint)
    })
}

/// Reads the bytes of a file.
///
/// # Errors
/// The first place that could not be understood.
pub fn read(bytes: &[u8]) -> Result<Read, Mistake> {
    let text = text(bytes)?;
    if text.trim().is_empty() {
        let hint = "take the newest good backup, or remove the file to begin a new plan";
        return Err(Mistake::new(Place { line: 1, column: 1 }, "a plan", "an empty file", hint));
    }
    // Inside a text they would read as letters; nobody types them, and we write them as an escape.
    if let Some(mistake) = mistake::nul(text) {
        return Err(mistake);
    }
    let format = match scan::format(text) {
        Some((0, at)) => {
            return Err(Mistake::new(at, "a format from 1 on", "`0`", format!("write `format: {CURRENT}`")));
        }
        Some((number, _)) => number,
        // The reading itself says best what is wrong with it.
        None => CURRENT,
    };
    length::check(text)?;
    let loaded = migrate::read(text, format).map_err(|error| Mistake::explain(&error, text))?;
    Ok(Read { loaded, format })
}
