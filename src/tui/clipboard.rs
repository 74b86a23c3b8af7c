//! Copying through the terminal, which also works over ssh: the sequence OSC 52 (xterm, "Operating System Commands").
//!
//! tmux hands it on where it is told to: `set -g set-clipboard on`. GNU screen wants it in pieces, each in a wrapping of
//! its own.

use crate::domain::shown::Shown;

/// How many bytes of text terminals take; the sequence as a whole may have 100,000.
pub const LIMIT: usize = 74_994;
/// How many bytes of a wrapped sequence GNU screen takes at once; it knows 768 with the wrapping.
const PIECE: usize = 700;
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// A text as it may go onto the clipboard: without anything that acts where it is pasted. None where it is too long.
pub fn clean(text: &str) -> Option<String> {
    let text = Shown::block(text).as_str().to_owned();
    (text.len() <= LIMIT).then_some(text)
}

/// The bytes that ask the terminal to put a text onto the clipboard.
pub fn sequence(text: &str, in_screen: bool) -> Vec<u8> {
    let mut sequence = b"\x1b]52;c;".to_vec();
    sequence.extend(base64(text.as_bytes()));
    sequence.push(b'\x07');
    if !in_screen {
        return sequence;
    }
    sequence.chunks(PIECE).flat_map(|piece| [b"\x1bP", piece, b"\x1b\\"].concat()).collect()
}

/// RFC 4648, section 4.
fn base64(bytes: &[u8]) -> Vec<u8> {
    let letter = |bits: u32| LETTERS.get(usize::try_from(bits & 63).unwrap_or(0)).copied().unwrap_or(b'=');
    let mut text = Vec::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |at: usize| u32::from(three.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        text.extend([letter(bits >> 18), letter(bits >> 12)]);
        text.push(if three.len() > 1 { letter(bits >> 6) } else { b'=' });
        text.push(if three.len() > 2 { letter(bits) } else { b'=' });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_as_the_rfc_has_it() {
        let cases =
            [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy"), ("Zoë", "Wm/Dqw==")];
        for (text, wanted) in cases {
            assert_eq!(base64(text.as_bytes()), wanted.as_bytes(), "{text}");
        }
    }

    #[test]
    fn what_acts_instead_of_showing_is_not_copied() {
        assert_eq!(clean("a\u{1b}[201~b\nc").as_deref(), Some("a\u{fffd}[201~b\nc"));
        assert_eq!(clean(&"x".repeat(LIMIT)).map(|text| text.len()), Some(LIMIT));
        assert_eq!(clean(&"x".repeat(LIMIT + 1)), None);
    }

    #[test]
    fn screen_gets_pieces_it_can_take() {
        assert_eq!(sequence("foo", false), b"\x1b]52;c;Zm9v\x07");
        assert_eq!(sequence("foo", true), b"\x1bP\x1b]52;c;Zm9v\x07\x1b\\");
        let long = sequence(&"x".repeat(3000), true);
        let pieces: Vec<&[u8]> = long.split(|byte| *byte == b'P').collect();
        assert!(pieces.iter().all(|piece| piece.len() < 768) && pieces.len() > 5);
    }
}
