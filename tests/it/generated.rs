//! Files that are written by the program and committed are what the program writes today.

use std::path::Path;

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
