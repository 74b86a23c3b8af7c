//! Files that are written by the program and committed are what the program writes today.

use std::path::Path;

use unicode_normalization::UnicodeNormalization as _;

use crate::pictures::{PICTURES, THEMES, drawn};

/// Compares a committed file with what it should be; with `TOUCHBASE_BLESS=1` writes it instead.
fn fresh(path: &str, wanted: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("TOUCHBASE_BLESS").is_some_and(|value| value == "1") {
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(&file, wanted).unwrap();
    }
    let found = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(found == wanted, "{path} is out of date: run `TOUCHBASE_BLESS=1 cargo test --test it generated`");
}

#[test]
fn the_key_reference() {
    fresh("assets/keys.md", &touchbase::keys::reference::markdown());
}

/// What stands at the head of the table: where it comes from, and how it is read.
const CONFUSABLES: &str = "\
# Letters that look like others: the prototypes of Unicode TS 39 and the letters that are not seen, which look like nothing.
# From the Unicode Character Database. Copyright Unicode, Inc., see https://www.unicode.org/terms_of_use.html
# A letter or a range of them, then what it looks like. Written by tests/it/generated.rs.
";

/// The letters that look like others, from the library that keeps the table up to date.
#[test]
fn the_confusables() {
    let mut rows: Vec<(u32, u32, Vec<String>)> = Vec::new();
    for letter in '\0'..=char::MAX {
        let (number, alone) = (u32::from(letter), letter.to_string());
        let looks: String = unicode_security::skeleton(&alone).collect();
        // Nobody asks for a letter that is taken apart into others before.
        if looks == alone || letter.nfd().ne([letter]) {
            continue;
        }
        let looks: Vec<String> = looks.chars().map(|like| format!("{:04X}", u32::from(like))).collect();
        match rows.last_mut().filter(|(_, last, before)| last + 1 == number && *before == looks) {
            Some((_, last, _)) => *last = number,
            None => rows.push((number, number, looks)),
        }
    }
    let mut text = String::from(CONFUSABLES);
    for (first, last, looks) in rows {
        let letters = if first == last { format!("{first:04X}") } else { format!("{first:04X}-{last:04X}") };
        text.push_str([vec![letters], looks].concat().join(" ").as_str());
        text.push('\n');
    }
    fresh("assets/confusables.txt", &text);
}

#[test]
fn the_schema() {
    fresh("assets/schema.json", &touchbase::cli::schema::text());
}

/// Holds a folder of files that a command writes: each is fresh, and nothing else is there.
fn fresh_folder(folder: &str, files: &[(String, String)]) {
    for (name, text) in files {
        fresh(&format!("{folder}/{name}"), text);
    }
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(files.iter().any(|(known, _)| *known == name), "{folder}/{name} is written by nobody: remove it");
    }
}

#[test]
fn the_completions() {
    fresh_folder("assets/completions", &touchbase::cli::complete::files());
}

#[test]
fn the_pages_of_the_manual() {
    fresh_folder("assets/man", &touchbase::cli::man::files());
}

/// The most that a picture may weigh, in bytes: they are loaded by whoever opens the page.
const HEAVY: usize = 60_000;

#[test]
fn the_pictures_of_the_screens() {
    for picture in PICTURES {
        for (theme, palette) in &THEMES {
            let path = format!("assets/screens/{}-{theme}.svg", picture.name);
            let drawn = drawn(picture, palette);
            assert!(drawn.len() < HEAVY, "{path} has {} bytes", drawn.len());
            fresh(&path, &drawn);
        }
    }
}

#[test]
fn no_picture_is_left_over_and_none_is_missing() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let drawn: Vec<String> =
        PICTURES.iter().flat_map(|picture| THEMES.map(|(theme, _)| format!("{}-{theme}.svg", picture.name))).collect();
    for entry in std::fs::read_dir(root.join("assets/screens")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        // What a browser makes of the report: taken anew by `TOUCHBASE_BLESS=1 cargo test --test it report`.
        let report = THEMES.iter().any(|(theme, _)| name == format!("report-{theme}.png"));
        assert!(report || drawn.contains(&name), "assets/screens/{name} is drawn by nobody: remove it");
    }
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let shown = readme.split("assets/screens/").skip(1).filter_map(|rest| rest.split_once('"')).map(|(name, _)| name);
    for name in shown {
        assert!(drawn.iter().any(|drawn| drawn == name), "README.md shows {name}, which is drawn by nobody");
    }
    // Whoever cannot see a picture reads what it shows.
    let images = readme.matches("<img ").count();
    assert!(images > 0 && images == readme.matches(" alt=\"The ").count(), "every picture needs a text");
}
