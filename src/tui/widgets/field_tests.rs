//! Fields read as "keys typed, text after, picture".

use super::*;
use crate::keys::chord::parse_sequence;
use proptest::prelude::*;

/// Presses keys written one after another with spaces between.
fn press(field: &mut Field, keys: &str) {
    for chord in parse_sequence(keys).unwrap() {
        field.input(chord);
    }
}

/// The picture of a field with the focus, the cursor as `|` in front of its cell.
fn picture(field: &Field, columns: u16, rows: u16) -> Vec<String> {
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    let look = FieldLook { focused: true, ..FieldLook::default() };
    let cursor = field.draw(buffer.area, &mut buffer, look);
    let row = |y| {
        let mut text = String::new();
        let mut hidden = 0;
        for x in 0..columns {
            if cursor == Some(Position::new(x, y)) {
                text.push('|');
            }
            // The cell behind a wide letter belongs to it.
            if hidden > 0 {
                hidden -= 1;
                continue;
            }
            let symbol = buffer[(x, y)].symbol();
            hidden = wrap::width(symbol).saturating_sub(1);
            text.push_str(symbol);
        }
        text.trim_end().to_owned()
    };
    (0..rows).map(row).collect()
}

#[test]
fn readline_keys_edit_the_line() {
    let cases = [
        ("^a X", "Xthank her team"),
        ("^w", "thank her "),
        ("A-b A-b ^k", "thank "),
        ("^a A-d", " her team"),
        ("^b ^b ^u", "am"),
        ("^w ^a ^y", "teamthank her "),
        ("Backspace ^h", "thank her te"),
        ("Home Delete ^d", "ank her team"),
        ("Left Left Right Space", "thank her tea m"),
        ("x ^_", "thank her team"),
        ("Enter Up Down Tab ^x ^v", "thank her team"),
    ];
    for (keys, wanted) in cases {
        let mut field = Field::line("thank her team");
        press(&mut field, keys);
        assert_eq!(field.value(), wanted, "{keys}");
    }
}

#[test]
fn it_says_whether_the_text_changed() {
    let mut field = Field::line("");
    assert!(!field.input(Chord::plain(Key::Backspace)));
    assert!(field.input(Chord::char('é')));
    assert!(!field.input(Chord::plain(Key::Left)));
    assert!(field.input(Chord::plain(Key::Delete)));
    assert!(field.is_empty());
}

#[test]
fn a_letter_of_several_characters_is_one_letter() {
    let mut field = Field::line("a👩‍👩‍👧e\u{301}");
    press(&mut field, "Left Left x");
    assert_eq!(field.value(), "ax👩‍👩‍👧e\u{301}");
    press(&mut field, "Delete End Backspace");
    assert_eq!(field.value(), "ax");
}

#[test]
fn a_paste_is_text_and_nothing_else() {
    let mut line = Field::line("to: ");
    assert!(line.paste("Grace\r\nAda\tAlan\x1b[31m\u{9b}"));
    assert_eq!(line.value(), "to: Grace Ada Alan[31m");
    let mut text = Field::text("");
    assert!(text.paste("one\rtwo\n"));
    assert_eq!(text.value(), "one\ntwo\n");
}

#[test]
fn what_does_not_fit_is_said_and_left_where_it_is() {
    let mut field = Field::line("abc").limit(5);
    assert!(!field.paste("defg"));
    assert_eq!(field.value(), "abc");
    assert!(field.paste("de") && field.paste("\u{7}"));
    assert_eq!(field.value(), "abcde");
    assert!(!field.input(Chord::char('x')));
    assert!(Field::text("").paste(&"line\n".repeat(1_000)));
}

#[test]
fn a_long_line_shows_the_part_with_the_cursor() {
    let mut field = Field::line("Self-serve data");
    assert_eq!(picture(&field, 20, 1), ["Self-serve data|"]);
    assert_eq!(picture(&field, 6, 1), [" data|"]);
    press(&mut field, "Home");
    assert_eq!(picture(&field, 6, 1), ["|Self-s"]);
    assert_eq!(picture(&Field::line("漢字漢字"), 6, 1), ["漢字|"]);
    let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 1));
    assert_eq!(field.draw(buffer.area, &mut buffer, FieldLook::default()), None);
    assert_eq!(buffer, Buffer::with_lines(["Self-…"]));
}

#[test]
fn several_lines_wrap_and_follow_the_cursor() {
    let mut field = Field::text("Talked about her release weekends\nFelt easy.");
    assert_eq!(picture(&field, 14, 5), ["Talked about", "her release", "weekends", "Felt easy.|", ""]);
    assert_eq!(picture(&field, 14, 2), ["weekends", "Felt easy.|"]);
    assert_eq!(field.height(14), 4);
    press(&mut field, "Up Home");
    assert_eq!(picture(&field, 14, 2), ["|Talked about", "her release"]);
    press(&mut field, "End Enter a");
    assert_eq!(picture(&field, 40, 4), ["Talked about her release weekends", "a|", "Felt easy.", ""]);
}

#[test]
fn an_empty_field_shows_its_placeholder() {
    let field = Field::line("").placeholder("a name, and what they do");
    assert_eq!(picture(&field, 10, 1), ["|a name, a…"]);
    assert_eq!(field.value(), "");
}

#[test]
fn what_was_kept_stays_as_it_is_and_shows_harmless() {
    let field = Field::line("a\x1b[31m\u{202e}b");
    assert_eq!(field.value(), "a\x1b[31m\u{202e}b");
    assert_eq!(picture(&field, 20, 1), ["a\u{fffd}[31m\u{fffd}b|"]);
}

fn any_chord() -> impl Strategy<Value = Chord> {
    let keys = prop_oneof![
        4 => proptest::sample::select(vec!['a', ' ', '漢', '\u{301}', '\u{200d}', '👩', '7']).prop_map(Key::Char),
        2 => proptest::char::range('a', 'z').prop_map(Key::Char),
        2 => proptest::sample::select(vec![
            Key::Enter, Key::Backspace, Key::Delete, Key::Left, Key::Right, Key::Up, Key::Down, Key::Home, Key::End,
        ]),
    ];
    (keys, any::<[bool; 3]>()).prop_map(|(key, [c, a, s])| Chord::new(key, c, a && !c, s))
}

proptest! {
    #[test]
    fn no_keys_and_no_size_make_it_panic(
        chords in proptest::collection::vec(any_chord(), 0..60), several in any::<bool>(),
        columns in 0u16..12, rows in 0u16..4
    ) {
        let mut field = if several { Field::text("one two\nthree") } else { Field::line("one two") };
        for chord in chords {
            let before = field.value();
            let changed = field.input(chord);
            prop_assert!(changed || field.value() == before, "{} changed it silently", chord);
            prop_assert!(several || !field.value().contains('\n'));
            let area = Rect::new(0, 0, columns, rows);
            let look = FieldLook { focused: true, ..FieldLook::default() };
            let cursor = field.draw(area, &mut Buffer::empty(area), look);
            prop_assert_eq!(cursor.is_some_and(|cursor| area.contains(cursor)), !area.is_empty());
        }
    }
}
