//! The plan of the house, held: who may use whom, how long a file may grow, and that every room has a tour.

use std::fs;
use std::path::{Path, PathBuf};

/// A source file: its path below `src`, and its lines without comments and without the tests at its end.
pub struct Source {
    pub path: String,
    pub text: String,
    pub code: Vec<(usize, String)>,
}

pub fn sources() -> Vec<Source> {
    sources_in("src")
}

pub fn sources_in(folder: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files = Vec::new();
    walk(&root, &mut files);
    files.sort();
    files.iter().map(|file| source(&root, file)).collect()
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

fn source(root: &Path, file: &Path) -> Source {
    let text = fs::read_to_string(file).unwrap();
    let path = file.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
    let mut code = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        // The tests of a file stand at its end.
        let mut after = text.lines().skip(number + 1).map(str::trim_start).skip_while(|next| next.starts_with("#["));
        if line == "#[cfg(test)]" && after.next().is_some_and(|next| next.starts_with("mod tests {")) {
            break;
        }
        if !line.is_empty() && !line.starts_with("//") {
            code.push((number + 1, line.to_owned()));
        }
    }
    Source { path, text, code }
}

/// Whether a file is there for tests alone.
pub fn is_test(path: &str) -> bool {
    ["_tests.rs", "/tests.rs", "/stories.rs", "/bench.rs", "/arbitrary.rs", "/laws.rs"]
        .iter()
        .any(|end| path.ends_with(end))
}

/// The room a file is in: its first folder, or its own name at the top.
fn room(path: &str) -> &str {
    path.split_once('/').map_or(path.trim_end_matches(".rs"), |(room, _)| room)
}

/// Which rooms a room may use, its own apart.
fn allowed(path: &str) -> &'static [&'static str] {
    match room(path) {
        "domain" | "error" | "lib" => &[],
        "capture" | "session" | "report" => &["domain"],
        "keys" => &["error"],
        "config" => &["keys", "domain"],
        "edge" | "storage" => &["domain", "error"],
        "cli" => &["session", "config", "keys", "capture", "domain", "error", "edge", "storage", "report"],
        "tui" if path == "tui/runtime.rs" => &["session", "config", "keys", "domain", "error", "edge", "storage"],
        "tui" => &["session", "config", "keys", "capture", "domain", "error"],
        "main" => &["cli", "config", "tui", "error", "storage"],
        other => panic!("{other} is a new room: say in tests/it/architecture.rs whom it may use"),
    }
}

const ROOMS: [&str; 11] =
    ["config", "domain", "capture", "session", "keys", "edge", "storage", "report", "cli", "tui", "error"];

/// Which crates a room may not use, and the files that may all the same.
const CRATES: [(&str, &[&str]); 12] = [
    ("age", &["storage/seal/", "edge/passphrase.rs"]),
    ("minijinja", &["report/"]),
    ("plotters", &["report/"]),
    ("ratatui", &["tui/"]),
    ("ratatui_textarea", &["tui/"]),
    ("crossterm", &["tui/terminal.rs", "tui/events.rs"]),
    ("clap", &["cli/", "main.rs"]),
    ("clap_complete", &["cli/complete/"]),
    ("clap_mangen", &["cli/man/"]),
    ("notify", &["storage/"]),
    ("notify_rust", &["edge/"]),
    ("ron", &["storage/", "config/"]),
];

/// Crates that the domain may use. It is pure: none of them reaches the disk, the clock or the terminal.
const DOMAIN: [&str; 13] = [
    "std",
    "serde",
    "serde_json",
    "chrono",
    "thiserror",
    "strsim",
    "slug",
    "nucleo_matcher",
    "smallvec",
    "litemap",
    "foldhash",
    "unicode_normalization",
    "unicode_segmentation",
];

#[test]
fn who_may_use_whom() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !is_test(&source.path)) {
        let allowed = allowed(&source.path);
        for (number, line) in &source.code {
            for other in ROOMS.iter().filter(|other| **other != room(&source.path)) {
                let names = [format!("crate::{other}::"), format!("touchbase::{other}::"), format!("crate::{other};")];
                if names.iter().any(|name| line.contains(name)) && !allowed.contains(other) {
                    wrong.push(format!("src/{}:{number}: may not use {other}", source.path));
                }
            }
            for (name, places) in CRATES {
                let used = [format!("use {name}::"), format!(" {name}::"), format!("({name}::")];
                let is_used = used.iter().any(|used| line.contains(used)) || line.starts_with(&format!("{name}::"));
                if is_used && !places.iter().any(|place| source.path.starts_with(place)) {
                    wrong.push(format!("src/{}:{number}: may not use the crate {name}", source.path));
                }
            }
            if room(&source.path) == "domain"
                && let Some(used) = line.strip_prefix("use ").and_then(|rest| rest.split("::").next())
                && !matches!(used, "super" | "self" | "crate")
                && !DOMAIN.contains(&used)
            {
                wrong.push(format!("src/{}:{number}: the domain may not use {used}", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}\nmove the wall first, or see the map in src/lib.rs", wrong.join("\n"));
}

#[test]
fn the_domain_is_pure() {
    let outside =
        ["std::fs", "std::net", "std::process", "std::env", "std::thread", "std::time", "std::io", "Local::now"];
    let cargo = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    let dependencies = cargo.lines().skip_while(|line| *line != "[dependencies]").skip(1);
    let crates: Vec<String> = dependencies
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| line.split_once(" = "))
        .map(|(name, _)| name.replace('-', "_"))
        .filter(|name| !DOMAIN.contains(&name.as_str()))
        .collect();
    assert!(crates.iter().any(|name| name == "ratatui"), "Cargo.toml is not read right: {crates:?}");
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| room(&source.path) == "domain" && !is_test(&source.path)) {
        for (number, line) in &source.code {
            let paths = |name: &&String| {
                let path = format!("{name}::");
                let mut starts = line.match_indices(&path).map(|(at, _)| at);
                starts
                    .any(|at| !line[..at].ends_with(|before: char| before.is_alphanumeric() || "_:.".contains(before)))
            };
            let named = outside.iter().copied().filter(|name| line.contains(name));
            for name in named.chain(crates.iter().filter(paths).map(String::as_str)) {
                wrong.push(format!("src/{}:{number}: uses {name}; hand in what is needed from the edge", source.path));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn widgets_know_nothing_of_plans() {
    for source in sources().iter().filter(|source| source.path.starts_with("tui/widgets/")) {
        assert!(!source.text.contains("crate::domain"), "src/{} uses the domain", source.path);
    }
}

#[test]
fn one_printer() {
    let doors = ["cli/output.rs", "main.rs", "edge/broken.rs", "tui/terminal.rs"];
    for source in sources().iter().filter(|source| !doors.contains(&source.path.as_str()) && !is_test(&source.path)) {
        for (number, line) in &source.code {
            let prints = ["println!", "eprintln!", "print!(", "io::stdout(", "io::stderr("]
                .iter()
                .any(|word| line.contains(word));
            assert!(!prints, "src/{}:{number}: printing belongs in cli/output.rs", source.path);
        }
    }
}

#[test]
fn files_stay_short() {
    let mut lengths: Vec<(usize, String)> = sources()
        .into_iter()
        .filter(|source| !is_test(&source.path))
        .map(|source| (source.code.len(), source.path))
        .collect();
    lengths.sort();
    let (longest, path) = lengths.last().unwrap();
    assert!(*longest <= 600, "src/{path} has {longest} lines of code; 600 are the most");
    for test in sources_in("tests").into_iter().chain(sources().into_iter().filter(|source| is_test(&source.path))) {
        let length = test.code.len();
        assert!(length <= 600, "{} has {length} lines of tests; 600 are the most: make two files of it", test.path);
    }
    let median = lengths[lengths.len() / 2].0;
    assert!(median < 150, "half of the files have more than {median} lines of code; under 150 is the aim");
}

#[test]
fn every_room_has_a_tour() {
    for source in sources().iter().filter(|source| source.path.ends_with("mod.rs") || source.path == "lib.rs") {
        let tour = source.text.lines().take_while(|line| line.starts_with("//!")).count();
        assert!(
            tour >= 3,
            "src/{} opens with {tour} lines of tour; say what lives there and where to begin",
            source.path
        );
    }
}
