//! What the fuzzer found, replayed: every file of the corpus goes through its target. Those with a name were written or chosen
//! by hand; those in `found`, whose names mean nothing, are the ones that reach the most code.

#[path = "../fuzz/targets.rs"]
mod targets;

use std::fs;
use std::path::{Path, PathBuf};

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

/// The files in a folder; none where there is no such folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = entries.filter(|path| path.is_file()).collect();
    files.sort();
    files
}

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
        let by_hand = files(&corpus.join(name));
        assert!(by_hand.len() >= 10, "{name} has only {} files", by_hand.len());
        let found = files(&corpus.join(name).join("found"));
        let size: u64 = found.iter().map(|file| file.metadata().unwrap().len()).sum();
        assert!(found.len() <= 150 && size <= 300_000, "{name}: {} files, {size} bytes", found.len());
        let files = by_hand.into_iter().chain(found);
        for file in files {
            let bytes = fs::read(&file).unwrap();
            // Names the file where it fails.
            let held = std::panic::catch_unwind(|| target(&bytes));
            assert!(held.is_ok(), "{} does not hold", file.display());
        }
    }
}
