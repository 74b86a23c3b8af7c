//! Files that are written by the program and committed are what the program writes today.

use std::path::Path;

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
