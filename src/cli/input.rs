//! Standard input, no more of it at once than a text may have.

use std::io::{self, BufRead, Read as _};

use crate::domain::length::{LONGEST, TooLong};
use crate::error::{Exit, Told};

/// One line without its end, or how long it is if that is too long; none where nothing more comes.
///
/// # Errors
///
/// It cannot be read, or is not UTF-8.
pub fn line(from: &mut impl BufRead) -> io::Result<Option<Result<String, TooLong>>> {
    let mut bytes = Vec::new();
    // Room for the line end, which may be of two letters.
    let most = LONGEST + 2;
    if from.by_ref().take(most as u64).read_until(b'\n', &mut bytes)? == 0 {
        return Ok(None);
    }
    let ended = bytes.ends_with(b"\n");
    let more = if ended || bytes.len() < most { 0 } else { skip(from, Some(b'\n'))? };
    Ok(Some(text(bytes, more)?))
}

/// All of it.
///
/// # Errors
///
/// It cannot be read, is not UTF-8, or is too long.
pub fn all() -> Result<String, Told> {
    let could_not = |why: io::Error| Told::new(Exit::Failed, format!("could not read standard input: {why}"));
    let mut from = io::stdin().lock();
    let mut bytes = Vec::new();
    let most = LONGEST + 2;
    from.by_ref().take(most as u64).read_to_end(&mut bytes).map_err(could_not)?;
    let more = if bytes.len() < most { 0 } else { skip(&mut from, None).map_err(could_not)? };
    text(bytes, more).map_err(could_not)?.map_err(|found| super::open::too_long(&found))
}

/// What was read, if that is all and not too long.
fn text(bytes: Vec<u8>, more: usize) -> io::Result<Result<String, TooLong>> {
    if more > 0 {
        return Ok(Err(TooLong { field: String::new(), bytes: bytes.len() + more }));
    }
    let mut text =
        String::from_utf8(bytes).map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8"))?;
    text.truncate(text.trim_end_matches(['\n', '\r']).len());
    Ok(TooLong::found_in(&text).map_or(Ok(text), Err))
}

/// Passes over what follows up to a letter, or to the end, and says how many bytes that was.
fn skip(from: &mut impl BufRead, to: Option<u8>) -> io::Result<usize> {
    let mut skipped = 0;
    loop {
        let here = from.fill_buf()?;
        if here.is_empty() {
            return Ok(skipped);
        }
        let end = to.and_then(|letter| here.iter().position(|byte| *byte == letter));
        let length = end.map_or(here.len(), |at| at + 1);
        from.consume(length);
        skipped += length;
        if end.is_some() {
            return Ok(skipped);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_is_too_long_is_passed_over_and_the_next_one_read() {
        let long = "x".repeat(LONGEST * 3);
        let full = "y".repeat(LONGEST);
        let all = format!("one\r\n{long}\n{full}\n\n{full}z\nlast");
        let mut from = all.as_bytes();
        let mut read = || line(&mut from).unwrap();
        assert_eq!(read(), Some(Ok("one".to_owned())));
        assert_eq!(read().unwrap().unwrap_err().bytes, LONGEST * 3 + 1, "with its end");
        assert_eq!(read(), Some(Ok(full.clone())));
        assert_eq!(read(), Some(Ok(String::new())));
        assert_eq!(read().unwrap().unwrap_err().bytes, LONGEST + 1);
        assert_eq!((read(), read()), (Some(Ok("last".to_owned())), None));
        assert!(line(&mut &b"\xff\n"[..]).is_err());
    }
}
