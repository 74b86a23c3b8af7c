//! Reading a text that is laid out as we write it, which nearly every plan is.
//!
//! The library that reads the notation is ready at each letter for whatever it may turn out to be, and that is most of
//! what a start with a long plan takes. A text of ours needs little of it: records and lists, quoted texts, whole numbers
//! and words. This reads those and nothing else. At the first thing that is otherwise, a comment, a raw text, an explicit
//! `Some`, a mistake, it gives up without a word, and the library reads the whole. So it may understand less than the
//! library does, but never anything else: the tests hold the two side by side, and so does the fuzzer.

use crate::storage::format::BEGINNING;
use memchr::memchr2;
use serde::de::value::BorrowedStrDeserializer;
use serde::de::{self, Deserialize, DeserializeSeed, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};
use serde::forward_to_deserialize_any;
use std::borrow::Cow;
use std::fmt;

/// Reads a whole text, with or without the line at its top that names the notation.
pub fn read<'de, T: Deserialize<'de>>(text: &'de str) -> Option<T> {
    let top = BEGINNING.split('\n').next()?;
    let mut plain = Plain::new(text.strip_prefix(top).unwrap_or(text));
    let read = T::deserialize(&mut plain).ok()?;
    plain.is_at_end().then_some(read)
}

/// What is laid out otherwise. It has no words: the library finds them.
#[derive(Debug)]
pub struct Otherwise;

impl fmt::Display for Otherwise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("it is laid out otherwise")
    }
}

impl std::error::Error for Otherwise {}

impl de::Error for Otherwise {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

type Result<T> = std::result::Result<T, Otherwise>;

/// A text, and how far it is read.
#[derive(Debug)]
pub struct Plain<'de> {
    text: &'de str,
    /// In bytes.
    at: usize,
}

impl<'de> Plain<'de> {
    /// The text from its beginning.
    pub fn new(text: &'de str) -> Self {
        Self { text, at: 0 }
    }

    /// What is not read yet.
    pub fn rest(&self) -> &'de str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Whether nothing but blanks is left.
    pub fn is_at_end(&mut self) -> bool {
        self.ahead().is_none()
    }

    /// Reads this one byte, after any blanks.
    ///
    /// # Errors
    /// Something else stands there.
    pub fn take(&mut self, byte: u8) -> Result<()> {
        if self.finds(byte) { Ok(()) } else { Err(Otherwise) }
    }

    /// Reads this one byte, after any blanks, if it stands there.
    fn finds(&mut self, byte: u8) -> bool {
        let found = self.ahead() == Some(byte);
        self.at += usize::from(found);
        found
    }

    /// The byte that follows the blanks.
    fn ahead(&mut self) -> Option<u8> {
        let left = self.text.as_bytes().get(self.at..)?;
        let blanks = left.iter().take_while(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t')).count();
        self.at += blanks;
        left.get(blanks).copied()
    }

    /// Reads so many bytes.
    fn piece(&mut self, length: usize) -> Result<&'de str> {
        let piece = self.text.get(self.at..self.at + length).ok_or(Otherwise)?;
        self.at += length;
        Ok(piece)
    }

    /// Reads the name of a field, or of one of several things.
    fn word(&mut self) -> Result<&'de str> {
        let begins = self.ahead().is_some_and(|first| !first.is_ascii_digit());
        let left = self.text.as_bytes().get(self.at..).ok_or(Otherwise)?;
        let is_letter = |byte: &u8| matches!(byte, b'a'..=b'z' | b'_' | b'A'..=b'Z' | b'0'..=b'9');
        let length = left.iter().take_while(|byte| is_letter(byte)).count();
        if begins && length > 0 { self.piece(length) } else { Err(Otherwise) }
    }

    /// Reads a text between quotation marks.
    fn quoted(&mut self) -> Result<Cow<'de, str>> {
        self.take(b'"')?;
        let mut read = Cow::Borrowed("");
        loop {
            let left = self.text.as_bytes().get(self.at..).ok_or(Otherwise)?;
            let length = memchr2(b'"', b'\\', left).ok_or(Otherwise)?;
            let piece = self.piece(length)?;
            if read.is_empty() {
                read = Cow::Borrowed(piece);
            } else {
                read.to_mut().push_str(piece);
            }
            if self.piece(1)? == "\"" {
                return Ok(read);
            }
            let letter = self.escaped()?;
            read.to_mut().push(letter);
        }
    }

    /// Reads what stands behind a backslash, as far as we write it.
    fn escaped(&mut self) -> Result<char> {
        match self.piece(1)? {
            "n" => Ok('\n'),
            "r" => Ok('\r'),
            "t" => Ok('\t'),
            "\\" => Ok('\\'),
            "\"" => Ok('"'),
            "u" if self.piece(1)? == "{" => {
                let length = self.rest().find('}').filter(|length| (1..=6).contains(length)).ok_or(Otherwise)?;
                let digits = self.piece(length)?;
                self.piece(1)?;
                let plain = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
                let number = u32::from_str_radix(digits, 16).ok().filter(|_| plain);
                number.and_then(char::from_u32).ok_or(Otherwise)
            }
            _ => Err(Otherwise),
        }
    }

    /// Reads a whole number.
    fn number(&mut self) -> Result<i64> {
        self.ahead().ok_or(Otherwise)?;
        let left = self.rest();
        let digits = left.strip_prefix('-').unwrap_or(left);
        let count = digits.bytes().take_while(u8::is_ascii_digit).count();
        // One that begins with a nought may be of another kind than it looks.
        if digits.starts_with('0') && (count > 1 || digits.len() < left.len()) {
            return Err(Otherwise);
        }
        self.piece(left.len() - digits.len() + count)?.parse().map_err(|_| Otherwise)
    }

    /// Reads what stands between these two.
    fn between<T>(&mut self, open: u8, close: u8, read: impl FnOnce(Listed<'_, 'de>) -> Result<T>) -> Result<T> {
        self.take(open)?;
        let all = read(Listed { plain: self, close, ready: true })?;
        self.take(close)?;
        Ok(all)
    }
}

impl<'de> de::Deserializer<'de> for &mut Plain<'de> {
    type Error = Otherwise;

    /// What something is must be known before.
    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value> {
        Err(Otherwise)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.word()? {
            "true" => visitor.visit_bool(true),
            "false" => visitor.visit_bool(false),
            _ => Err(Otherwise),
        }
    }

    fn deserialize_i8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_i64(self.number()?)
    }

    fn deserialize_u8<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_i64(self.number()?)
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        visitor.visit_i64(self.number()?)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        match self.quoted()? {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        // What is absent is left out, what is there stands there as it is.
        if matches!(self.ahead(), Some(b'N' | b'S')) {
            let start = self.at;
            if matches!(self.word()?, "None" | "Some") {
                return Err(Otherwise);
            }
            self.at = start;
        }
        visitor.visit_some(self)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.between(b'[', b']', |list| visitor.visit_seq(list))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value> {
        self.between(b'(', b')', |list| visitor.visit_seq(list))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value> {
        self.between(b'{', b'}', |list| visitor.visit_map(Entries { list, named: false }))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        self.between(b'(', b')', |list| visitor.visit_map(Entries { list, named: true }))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value> {
        visitor.visit_enum(One(self))
    }

    forward_to_deserialize_any! {
        i16 i32 i64 i128 u16 u64 u128 f32 f64 char bytes byte_buf unit unit_struct newtype_struct tuple_struct identifier
        ignored_any
    }
}

/// What stands between two brackets, with a comma behind each but perhaps the last.
struct Listed<'p, 'de> {
    plain: &'p mut Plain<'de>,
    close: u8,
    /// Nothing came before, or a comma did.
    ready: bool,
}

impl<'de> Listed<'_, 'de> {
    /// Whether another one follows.
    fn goes_on(&mut self) -> Result<bool> {
        match self.plain.ahead() {
            Some(byte) if byte == self.close => Ok(false),
            Some(_) if self.ready => Ok(true),
            _ => Err(Otherwise),
        }
    }

    fn one<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<T::Value> {
        let read = seed.deserialize(&mut *self.plain)?;
        self.ready = self.plain.finds(b',');
        Ok(read)
    }
}

impl<'de> SeqAccess<'de> for Listed<'_, 'de> {
    type Error = Otherwise;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>> {
        if self.goes_on()? { self.one(seed).map(Some) } else { Ok(None) }
    }

    /// Most lists hold one: room for more is made when there are more.
    fn size_hint(&self) -> Option<usize> {
        Some(1)
    }
}

/// The fields of a record, or the entries of a map.
struct Entries<'p, 'de> {
    list: Listed<'p, 'de>,
    /// A field has a name, an entry a key of its own.
    named: bool,
}

impl<'de> MapAccess<'de> for Entries<'_, 'de> {
    type Error = Otherwise;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>> {
        if !self.list.goes_on()? {
            return Ok(None);
        }
        let plain = &mut *self.list.plain;
        let key = if self.named {
            seed.deserialize(BorrowedStrDeserializer::new(plain.word()?))?
        } else {
            seed.deserialize(&mut *plain)?
        };
        plain.take(b':')?;
        Ok(Some(key))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value> {
        self.list.one(seed)
    }
}

/// One of several things: its name, and what it holds in parentheses if it holds something.
struct One<'p, 'de>(&'p mut Plain<'de>);

impl<'de> EnumAccess<'de> for One<'_, 'de> {
    type Error = Otherwise;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Self)> {
        let name = BorrowedStrDeserializer::new(self.0.word()?);
        Ok((seed.deserialize(name)?, self))
    }
}

impl<'de> VariantAccess<'de> for One<'_, 'de> {
    type Error = Otherwise;

    fn unit_variant(self) -> Result<()> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value> {
        self.0.take(b'(')?;
        let held = seed.deserialize(&mut *self.0)?;
        self.0.take(b')')?;
        Ok(held)
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value> {
        Err(Otherwise)
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value> {
        Err(Otherwise)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::arbitrary::records;
    use crate::storage::format;
    use crate::storage::migrate::{Loaded, options, v1};
    use proptest::prelude::*;

    fn ours(text: &str) -> Option<Loaded> {
        read::<v1::Plan>(text).map(|plan| plan.up().loaded())
    }

    fn the_librarys(text: &str) -> Option<Loaded> {
        options().from_str::<v1::Plan>(text).ok().map(|plan| plan.up().loaded())
    }

    /// What somebody might write into a plan, or break it with.
    const PIECES: [&str; 44] = [
        "",
        " ",
        "\t",
        "\r\n",
        "\u{a0}",
        "\u{2028}",
        ",",
        ",,",
        ":",
        "(",
        ")",
        "()",
        "[",
        "]",
        "[]",
        "{",
        "}",
        "\"",
        "\\",
        "\\\"",
        "\\'",
        "\\n",
        "\\0",
        "\\x41",
        "\\u{41}",
        "\\u{110000}",
        "\\u{+41}",
        "'",
        "r\"x\"",
        "r#",
        "b",
        "None",
        "Some(",
        "Some",
        "true",
        "0",
        "-",
        "+1",
        "007",
        "1.0",
        "0x1",
        "1_0",
        "// x\n",
        "/* x */",
    ];

    proptest! {
        #[test]
        fn what_we_write_is_read_as_the_library_reads_it(records in records()) {
            let text = format::write(&records).unwrap();
            prop_assert_eq!(ours(&text).expect("it is laid out as we write it").records, records);
        }

        #[test]
        fn it_never_understands_anything_else(records in records(), places in prop::collection::vec((any::<prop::sample::Index>(), 0..PIECES.len(), 0..3_usize), 1..4)) {
            let mut text = format::write(&records).unwrap();
            for (place, piece, gone) in places {
                let letters: Vec<char> = text.chars().collect();
                let at = place.index(letters.len());
                let rest = letters.iter().skip(at + gone);
                text = letters.iter().take(at).copied().chain(PIECES[piece].chars()).chain(rest.copied()).collect();
            }
            if let Some(read) = ours(&text) {
                let same = the_librarys(&text).map(|loaded| (loaded.records, loaded.findings));
                prop_assert_eq!(same, Some((read.records, read.findings)), "{}", text);
            }
        }
    }

    fn plan(touch: &str) -> String {
        format!(
            "{BEGINNING}    format: 1,\n    touches: [\n        (id: \"1\", on: \"2026-11-29\", with: [\"a\"]{touch}),\n    ],\n)\n"
        )
    }

    #[test]
    fn all_that_a_record_may_hold_is_read() {
        let all = "format: 1, ladder: [\"Peer\"], goals: [(id: \"g\", title: \"G\", steps: [(text: \"s\", done: \"2026-11-29\")])],
            stakeholders: [(id: \"a\", name: \"A\", stakes: {\"g\": (role: Sponsor, influence: 5, stance: Neutral), \"h\": ()},
                handles: [(Email, \"a@b\"), (Web, \"c\")], cadence: 21, archived: true, notes: \"é \\\\ \\\" \\n \\u{301} \\u{202e}\")],
            reflections: [(id: \"r\", on: \"2026-11-29\", feeling: -2)],
            conflicts: [(id: \"c\", about: Stakeholder(\"a\"), field: \"org\", lost: \"x\"), (id: \"d\", about: Ladder, field: \"\", lost: \"\")]";
        for text in [format!("({all})"), format!("{BEGINNING}{all},\n)\n"), format!("  (\r\n\t{all}\r\n)  ")] {
            let read = ours(&text).unwrap();
            assert_eq!(read.records, the_librarys(&text).unwrap().records);
            assert_eq!(read.records.conflicts.len(), 2);
        }
    }

    #[test]
    fn what_is_laid_out_otherwise_is_left_to_the_library() {
        assert!(ours(&plan("")).is_some() && ours(&plan(", via: Social, note: \"None\"")).is_some());
        let otherwise = [
            ", via: None",
            ", via: Some(Email)",
            ", note: r\"x\"",
            ", note: r#\"x\"#",
            ", note: \"\\x41\"",
            ", note: \"\\'\"",
            " /* x */",
            ", r#note: \"x\"",
            ", follow_up: FollowUp()",
            ", /* \" */ note: \"x\"",
        ];
        for touch in otherwise {
            let text = plan(touch).replace("FollowUp()", "r#follow_up()");
            assert!(ours(&text).is_none(), "{touch}");
        }
        for other in [
            "#![enable(unwrap_newtypes)]\n(format: 1)",
            "(format: 1) // x",
            "plan(format: 1)",
            "(format: 0x1)",
            "(format: 1_0)",
        ] {
            assert!(ours(other).is_none() && the_librarys(other).is_some(), "{other}");
        }
    }
}
