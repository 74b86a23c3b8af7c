//! What the fuzzer found, replayed: every file of the corpus goes through its target.

#[path = "../fuzz/targets.rs"]
mod targets;

use std::fs;
use std::path::Path;

/// A target's name, and what it does with bytes.
type Target = (&'static str, fn(&[u8]));
const TARGETS: [Target; 6] = [
    ("plan", targets::plan),
    ("line", targets::line),
    ("config", targets::config),
    ("keys", targets::keys),
    ("merge", targets::merge),
    ("shown", targets::shown),
];

#[test]
fn the_corpus_holds() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/corpus");
    let mut folders: Vec<_> =
        fs::read_dir(&corpus).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    folders.sort();
    let mut names: Vec<_> = TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    names.sort();
    assert_eq!(folders, names, "a folder a target");
    for (name, target) in TARGETS {
        let mut files: Vec<_> = fs::read_dir(corpus.join(name)).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        assert!(files.len() >= 10, "{name} has only {} files", files.len());
        for file in files {
            let bytes = fs::read(&file).unwrap();
            // Names the file where it fails.
            let held = std::panic::catch_unwind(|| target(&bytes));
            assert!(held.is_ok(), "{} does not hold", file.display());
        }
    }
}
