use ratatui::layout::Rect;
use ratatui::style::{Color, Style};
use ratatui::symbols::border;
use ratatui::widgets::{Block, Widget as _};

use super::*;
use crate::tui::bench::Bench;

/// A line of styled words as a picture.
fn of(words: &[(&str, Style)]) -> String {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 24, 1));
    let mut x = 0;
    for (text, style) in words {
        (x, _) = buffer.set_stringn(x, 0, text, 24, *style);
    }
    svg("a line", &buffer, None, &DARK)
}

/// What an attribute of a tag says.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split_once('"')).map(|(value, _)| value)
}

/// Every text of a picture: its first pixel, its foot, and what it says.
fn texts(svg: &str) -> Vec<(f32, u16, String)> {
    let texts = svg.lines().filter(|line| line.starts_with("<text")).map(|line| {
        let (tag, rest) = line.split_once('>').unwrap();
        let text = rest.strip_suffix("</text>").unwrap();
        let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        let x: f32 = attribute(tag, "x").unwrap().parse().unwrap();
        let long = u16::try_from(wrap::width(&text)).unwrap() * WIDTH;
        // What stands alone stands in the middle of its cells; everything else says how long it is.
        let alone = attribute(tag, "class").unwrap().ends_with(" m");
        let told = attribute(tag, "textLength").map(|told| told.parse::<u16>().unwrap());
        assert!(alone || told == Some(long) || told.is_none() && long == WIDTH, "{line}");
        let left = if alone { x - f32::from(long) / 2.0 } else { x };
        (left, attribute(tag, "y").unwrap().parse().unwrap(), text)
    });
    texts.collect()
}

/// Puts the texts of a picture back into cells, each where it says it is.
fn put_back(svg: &str, area: Rect) -> Buffer {
    let mut buffer = Buffer::empty(area);
    for (left, foot, text) in texts(svg) {
        let column = (0..area.width).find(|column| (f32::from(column * WIDTH) - left).abs() < 0.1);
        let column = column.unwrap_or_else(|| panic!("{text} begins in a cell, at {left}"));
        buffer.set_string(column, (foot - FOOT) / HEIGHT, &text, Style::new());
    }
    buffer
}

#[test]
fn every_letter_stands_in_its_cell() {
    for (keys, size) in [("", (120, 36)), ("jjjjjjj", (80, 24)), ("?", (80, 24)), ("e", (60, 16)), ("G", (120, 36))] {
        let mut bench = Bench::sample();
        bench.model.size = size;
        bench.keys(keys);
        let drawn = bench.buffer();
        let back = put_back(&svg("a screen", &drawn, None, &LIGHT), drawn.area);
        for (cell, back) in drawn.content.iter().zip(&back.content) {
            let is_shape = Shapes::default().symbol(cell.symbol(), LIGHT.foreground, (0, 0));
            assert_eq!(back.symbol(), if is_shape { " " } else { cell.symbol() });
        }
    }
}

#[test]
fn text_is_xml() {
    assert!(of(&[("a <b> & \"c\"", Style::new())]).contains(">a &lt;b&gt; &amp; \"c\"</text>"));
    assert!(svg("<&>", &Buffer::empty(Rect::ZERO), None, &DARK).contains("<title>&lt;&amp;&gt;</title>"));
}

#[test]
fn runs_end_where_columns_may() {
    let runs = |words: &[(&str, Style)]| texts(&of(words)).into_iter().map(|(.., text)| text).collect::<Vec<_>>();
    let bold = Style::new().add_modifier(Modifier::BOLD);
    assert_eq!(runs(&[("one two  three", Style::new())]), ["one two", "three"]);
    assert_eq!(runs(&[("one", Style::new()), ("two", bold)]), ["one", "two"]);
    assert_eq!(runs(&[("a\u{2192}b \u{7530}\u{4e2d}", Style::new())]), ["a", "\u{2192}", "b", "\u{7530}", "\u{4e2d}"]);
    assert_eq!(runs(&[("x \u{639}\u{645} \u{631} y", Style::new())]), ["x", "\u{639}\u{645} \u{631}", "y"]);
}

#[test]
fn styles_become_colours() {
    let fill = |words: &[(&str, Style)]| {
        of(words).lines().filter(|line| line.starts_with(".i")).map(str::to_owned).collect::<Vec<_>>()
    };
    let (front, back) = (DARK.foreground, DARK.background);
    assert_eq!(fill(&[("x", Style::new())]), [format!(".i0{{fill:{front}}}")]);
    let bold = Style::new().fg(Color::Red).add_modifier(Modifier::BOLD | Modifier::ITALIC);
    assert_eq!(fill(&[("x", bold)]), [format!(".i0{{fill:{};font-weight:bold;font-style:italic}}", DARK.sixteen[1])]);
    let dim = Style::new().add_modifier(Modifier::DIM);
    assert_eq!(fill(&[("x", dim)]), [format!(".i0{{fill:{}}}", front.dimmed(back))]);
    let reversed = Style::new().fg(Color::Cyan).add_modifier(Modifier::REVERSED);
    assert_eq!(fill(&[("x", reversed)]), [format!(".i0{{fill:{back}}}")]);
    assert!(
        of(&[("x y", reversed)]).contains(&format!("<path style=\"fill:{}\" d=\"M0 0H27V19H0z\"/>", DARK.sixteen[6]))
    );
    let hidden = Style::new().add_modifier(Modifier::HIDDEN);
    assert_eq!(fill(&[("x", hidden)]), [format!(".i0{{fill:{back}}}")]);
    let under = Style::new().add_modifier(Modifier::UNDERLINED);
    assert!(of(&[("x y ", under)]).contains(&format!("<path stroke=\"{front}\" d=\"M0 16.5H36\"/>")));
}

/// The paths of a box of six cells by three, and the height of it in cells.
fn boxed(set: border::Set<'_>) -> Vec<String> {
    let area = Rect::new(0, 0, 6, 3);
    let mut buffer = Buffer::empty(area);
    Block::bordered().border_set(set).render(area, &mut buffer);
    let svg = svg("a box", &buffer, None, &DARK);
    svg.lines().filter_map(|line| attribute(line, "d")).skip(1).map(str::to_owned).collect()
}

#[test]
fn borders_are_whole() {
    // Four lines, however many cells they go through; the thick ones close their corners.
    assert_eq!(boxed(border::PLAIN), ["M4 9.5H50M4 47.5H50M4.5 9V48M49.5 9V48"]);
    assert_eq!(boxed(border::THICK), ["M3 9.5H51M3 47.5H51M4.5 8V49M49.5 8V49"]);
    let [rounded] = boxed(border::ROUNDED).try_into().unwrap();
    assert_eq!(rounded.matches('q').count(), 4, "{rounded}");
    // The lines between begin where the corners end.
    assert!(rounded.contains("M9 9.5H45") && rounded.contains("M4.5 19V38"), "{rounded}");
}

#[test]
fn bars_and_glyphs_are_drawn_and_never_written() {
    for symbol in
        ["\u{258c}", "\u{2588}", "\u{2584}", "\u{2592}", "\u{25cf}", "\u{25d0}", "\u{25cc}", "\u{2715}", "\u{25c6}"]
    {
        let svg = of(&[(symbol, Style::new())]);
        assert!(!svg.contains("<text") && svg.matches("<path").count() >= 2, "{symbol}");
    }
    assert!(of(&[("\u{258c}", Style::new())]).contains("d=\"M0 0H5V19H0z\""));
    assert!(of(&[("\u{2588}\u{2588}", Style::new())]).contains("d=\"M0 0H9V19H0zM9 0H18V19H9z\""));
}

#[test]
fn the_cursor_is_drawn_where_it_is() {
    let buffer = Buffer::empty(Rect::new(0, 0, 4, 2));
    let with = svg("a cursor", &buffer, Some(Position { x: 2, y: 1 }), &DARK);
    assert!(with.contains("d=\"M18 19H20V38H18z\""), "{with}");
    assert!(!svg("none", &buffer, None, &DARK).contains("M18 19"));
}
