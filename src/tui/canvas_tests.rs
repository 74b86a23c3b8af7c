use std::num::NonZero;

use proptest::prelude::*;
use ratatui::style::Style;
use ratatui::text::Span;

use super::*;

const SIZE: (u16, u16) = (24, 8);

fn area() -> Rect {
    Rect { width: SIZE.0, height: SIZE.1, ..Rect::default() }
}

fn terminal() -> vt100::Parser {
    let [columns, rows] = [SIZE.0, SIZE.1].map(|size| NonZero::new(size).unwrap());
    vt100::Parser::new(rows, columns, 0)
}

/// A terminal, and what was sent to it.
struct Sent {
    canvas: Canvas,
    terminal: vt100::Parser,
}

impl Sent {
    fn nothing() -> Self {
        Self { canvas: Canvas::default(), terminal: terminal() }
    }

    fn show(&mut self, buffer: &Buffer, cursor: Option<Position>) -> String {
        let bytes = self.canvas.paint(buffer.area, |next| {
            next.merge(buffer);
            cursor
        });
        self.terminal.process(bytes);
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    /// Every letter with its colours, and whether it is bold, dim, italic, underlined or reversed.
    fn seen(&self) -> Vec<(String, [vt100::Color; 2], [bool; 5])> {
        let screen = self.terminal.screen();
        let places = (0..SIZE.1).flat_map(|row| (0..SIZE.0).map(move |column| (row, column)));
        places
            .map(|(row, column)| {
                let cell = screen.cell(row, column).unwrap();
                let letter = if cell.has_contents() { cell.contents() } else { " " };
                let style = [cell.bold(), cell.dim(), cell.italic(), cell.underline(), cell.inverse()];
                if letter == " " && !cell.underline() && !cell.inverse() {
                    // How a letter would be written there is not to be seen.
                    return (letter.to_owned(), [vt100::Color::Default, cell.bgcolor()], [false; 5]);
                }
                (letter.to_owned(), [cell.fgcolor(), cell.bgcolor()], style)
            })
            .collect()
    }
}

fn with(texts: &[(u16, u16, &str, Style)]) -> Buffer {
    let mut buffer = Buffer::empty(area());
    for (x, y, text, style) in texts {
        buffer.set_span(*x, *y, &Span::styled(*text, *style), SIZE.0);
    }
    buffer
}

fn style() -> impl Strategy<Value = Style> {
    let colours = [
        Color::Reset,
        Color::Black,
        Color::Cyan,
        Color::Gray,
        Color::DarkGray,
        Color::White,
        Color::Indexed(200),
        Color::Rgb(1, 2, 3),
    ];
    let colour = prop::sample::select(colours.to_vec());
    let modifiers = [
        Modifier::empty(),
        Modifier::BOLD,
        Modifier::DIM,
        Modifier::REVERSED,
        Modifier::ITALIC | Modifier::BOLD,
        Modifier::UNDERLINED | Modifier::REVERSED,
    ];
    (colour.clone(), colour, prop::sample::select(modifiers.to_vec()))
        .prop_map(|(fg, bg, modifier)| Style::new().fg(fg).bg(bg).add_modifier(modifier))
}

fn buffer() -> impl Strategy<Value = Buffer> {
    let words = prop::sample::select(vec![
        "a",
        "bb",
        "Grace",
        "│",
        "é●",
        "田中",
        "a田b",
        "e\u{301}",
        "            ",
        "────",
        "🚀",
        "Hopper, VP Engineering",
    ]);
    prop::collection::vec((0..SIZE.0, 0..SIZE.1, words, style()), 0..12).prop_map(|texts| {
        let mut buffer = with(&texts);
        // The terminal of these tests has bold or dim, never both.
        for cell in buffer.content.iter_mut().filter(|cell| cell.modifier.contains(Modifier::BOLD)) {
            cell.modifier.remove(Modifier::DIM);
        }
        buffer
    })
}

proptest! {
    #[test]
    fn what_is_shown_is_the_last_picture_whatever_came_before(pictures in prop::collection::vec(buffer(), 1..5)) {
        let mut sent = Sent::nothing();
        for picture in &pictures {
            sent.show(picture, None);
            let mut anew = Sent::nothing();
            anew.show(picture, None);
            prop_assert_eq!(sent.seen(), anew.seen());
        }
    }

    #[test]
    fn each_letter_stands_where_the_picture_has_it(picture in buffer()) {
        let mut sent = Sent::nothing();
        sent.show(&picture, None);
        for (row, cells) in (0..).zip(picture.content.chunks(usize::from(SIZE.0))) {
            let mut hidden = 0;
            for (column, cell) in (0..).zip(cells) {
                if hidden == 0 {
                    let seen = sent.terminal.screen().cell(row, column).unwrap();
                    let letter = if seen.has_contents() { seen.contents() } else { " " };
                    prop_assert_eq!(letter, cell.symbol(), "{},{}", row, column);
                    if letter == " " && !seen.underline() && !seen.inverse() {
                        continue;
                    }
                    prop_assert_eq!(seen.bold(), cell.modifier.contains(Modifier::BOLD));
                    prop_assert_eq!(seen.inverse(), cell.modifier.contains(Modifier::REVERSED));
                    prop_assert_eq!(seen.fgcolor(), of_terminal(cell.fg));
                    prop_assert_eq!(seen.bgcolor(), of_terminal(cell.bg));
                    hidden = columns(symbol(cell));
                }
                hidden -= 1;
            }
        }
    }
}

fn of_terminal(colour: Color) -> vt100::Color {
    match colour {
        Color::Reset => vt100::Color::Default,
        Color::Rgb(red, green, blue) => vt100::Color::Rgb(red, green, blue),
        Color::Indexed(number) => vt100::Color::Idx(number),
        named => vt100::Color::Idx(u8::try_from(SIXTEEN.iter().position(|other| *other == named).unwrap()).unwrap()),
    }
}

#[test]
fn only_what_changed_is_sent_and_the_style_only_where_it_changes() {
    let plain = Style::new();
    let mut sent = Sent::nothing();
    let text = "one two three four";
    assert_eq!(
        sent.show(&with(&[(1, 1, text, plain)]), None),
        "\x1b[2;2Hone\x1b[Ctwo\x1b[Cthree\x1b[Cfour\x1b[?25l".replace("\x1b[C", " ")
    );
    assert_eq!(sent.show(&with(&[(1, 1, text, plain)]), None), "");
    // What lies between two changes is sent again where that is shorter than going over it.
    assert_eq!(sent.show(&with(&[(1, 1, "One Two three Four", plain)]), None), "\x1b[2;2HOne T\x1b[9CF");
    let strong = Style::new().add_modifier(Modifier::BOLD).fg(Color::Cyan);
    assert_eq!(
        sent.show(&with(&[(1, 1, "One", strong), (4, 1, " Two three Four", plain)]), None),
        "\x1b[2;2H\x1b[1;36mOne\x1b[m"
    );
    let weak = Style::new().add_modifier(Modifier::DIM).fg(Color::Cyan);
    let both = with(&[(0, 0, "x", strong), (1, 0, "y", weak), (1, 1, "One", strong), (4, 1, " Two three Four", plain)]);
    assert_eq!(sent.show(&both, None), "\x1b[1H\x1b[1;36mx\x1b[22;2my\x1b[m");
}

#[test]
fn what_acts_instead_of_showing_does_not_get_out() {
    let mut picture = with(&[(0, 0, "name", Style::new())]);
    for (x, acts) in (0..).zip(["\u{1b}[2J", "\u{202e}", "\u{9b}", "\u{200b}", "\n", "e\u{301}"]) {
        picture[(x, 1)].set_symbol(acts);
    }
    let bytes = Sent::nothing().show(&picture, None);
    assert_eq!(bytes, format!("\x1b[1Hname\r\n{}e\u{301}\x1b[?25l", "\u{fffd}".repeat(5)));
}

#[test]
fn the_cursor_is_shown_where_the_picture_has_it_and_hidden_where_not() {
    let mut sent = Sent::nothing();
    let picture = with(&[(0, 0, "name", Style::new())]);
    assert!(sent.show(&picture, Some(Position { x: 4, y: 0 })).ends_with("\x1b[1;5H\x1b[?25h"));
    assert_eq!(sent.terminal.screen().cursor_position(), (0, 4));
    assert!(!sent.terminal.screen().hide_cursor());
    assert_eq!(sent.show(&picture, Some(Position { x: 0, y: 1 })), "\x1b[2H");
    assert_eq!(sent.show(&picture, None), "\x1b[?25l");
    assert!(sent.terminal.screen().hide_cursor());
}

#[test]
fn another_size_begins_anew() {
    let mut sent = Sent::nothing();
    let picture = with(&[(0, 0, "name", Style::new())]);
    sent.show(&picture, None);
    let mut small = Buffer::empty(Rect { width: 10, height: 2, ..Rect::default() });
    small.set_string(0, 0, "name", Style::new());
    assert_eq!(sent.show(&small, None), "\x1b[2J\x1b[1Hname");
}

#[test]
fn a_list_that_moves_by_one_is_moved_and_not_sent() {
    let names = ["Ada", "Grace", "Alan", "Edsger", "Barbara", "Kathleen", "Niklaus", "Margaret", "Tony"];
    let list = |from: usize, chosen: usize| {
        let style =
            |row: usize| Style::new().add_modifier(if row == chosen { Modifier::REVERSED } else { Modifier::empty() });
        let mut buffer = Buffer::empty(area());
        for (row, name) in (0..8).zip(&names[from..]) {
            buffer.set_string(0, row, format!("│ {name:<10} │"), style(usize::from(row)));
        }
        buffer
    };
    let mut sent = Sent::nothing();
    sent.show(&list(0, 2), None);
    let bytes = sent.show(&list(1, 2), None);
    assert!(bytes.starts_with("\x1b[1;8r\x1b[8H\n\x1b[r"), "{bytes:?}");
    assert!(bytes.contains("Tony") && !bytes.contains("Grace"), "{bytes:?}");
    let mut anew = Sent::nothing();
    anew.show(&list(1, 2), None);
    assert_eq!(sent.seen(), anew.seen());
    let bytes = sent.show(&list(0, 2), None);
    assert!(bytes.starts_with("\x1b[1;8r\x1b[1H\x1bM\x1b[r"), "{bytes:?}");
    let mut anew = Sent::nothing();
    anew.show(&list(0, 2), None);
    assert_eq!(sent.seen(), anew.seen());
}

proptest! {
    #[test]
    fn what_moved_is_shown_as_what_was_sent_anew(picture in buffer(), other in buffer(), shift in -1_i32..=1, rows in (0..SIZE.1, 0..SIZE.1)) {
        // The same picture with some of its rows one further up or down.
        let mut moved = picture.clone();
        let (first, last) = (rows.0.min(rows.1), rows.0.max(rows.1));
        for y in first..=last {
            let from = u16::try_from(i32::from(y) - shift).ok().filter(|from| (first..=last).contains(from));
            for x in 0..SIZE.0 {
                moved[(x, y)] = from.map_or_else(|| other[(x, y)].clone(), |from| picture[(x, from)].clone());
            }
        }
        let mut sent = Sent::nothing();
        sent.show(&picture, None);
        sent.show(&moved, None);
        let mut anew = Sent::nothing();
        anew.show(&moved, None);
        prop_assert_eq!(sent.seen(), anew.seen());
    }
}
