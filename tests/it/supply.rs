//! What the program is built of: how many crates, from where, under which licences, which of them twice, and none with a
//! known weakness. `deny.toml` says what may be; nothing here needs the network.

use semver::{Version, VersionReq};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

/// The most crates that the program itself may be built of, on Linux. Each one is a decision: who raises this says, in
/// the commit, what for.
const MOST: usize = 318;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn toml(path: &str) -> Value {
    basic_toml::from_str(&fs::read_to_string(root().join(path)).unwrap()).unwrap()
}

/// A list of words at a place in `deny.toml`.
fn words(value: &Value) -> BTreeSet<String> {
    value.as_array().unwrap().iter().map(|word| word.as_str().unwrap().to_owned()).collect()
}

/// What one field of each entry of a list says.
fn each(list: &Value, field: &str) -> BTreeSet<String> {
    let one = |entry: &Value| {
        assert!(entry["reason"].as_str().is_some_and(|reason| reason.len() > 15), "{entry} has no reason");
        entry[field].as_str().unwrap().to_owned()
    };
    list.as_array().unwrap().iter().map(one).collect()
}

/// All crates for Linux, those of the tests too, as cargo(1) knows them.
fn metadata() -> Value {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let asked =
        ["metadata", "--locked", "--offline", "--format-version", "1", "--filter-platform", "x86_64-unknown-linux-gnu"];
    let output = Command::new(cargo).args(asked).current_dir(root()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Whether a licence, in the words of SPDX, is one of those that may be.
fn allows(allowed: &BTreeSet<String>, licence: &str) -> bool {
    let plain = licence.replace(['(', ')'], "").replace(" / ", " OR ").replace('/', " OR ");
    plain.split(" AND ").all(|part| part.split(" OR ").any(|one| allowed.contains(one.trim())))
}

#[test]
fn licences_and_sources_are_those_that_may_be() {
    let (deny, known) = (toml("deny.toml"), metadata());
    let allowed = words(&deny["licenses"]["allow"]);
    let banned = each(&deny["bans"]["deny"], "crate");
    let packages = known["packages"].as_array().unwrap();
    assert!(packages.len() > 200, "cargo's answer is not read right: {} crates", packages.len());
    for package in packages.iter().filter(|package| package["name"] != "touchbase") {
        let (name, licence) = (package["name"].as_str().unwrap(), package["license"].as_str().unwrap_or("none"));
        assert!(allows(&allowed, licence), "{name} is under {licence}");
        assert!(!banned.contains(name), "{name} may not be used");
        let source = package["source"].as_str().unwrap_or("a folder of this machine");
        assert_eq!(source, "registry+https://github.com/rust-lang/crates.io-index", "{name}");
    }
    for (licence, is) in [("MIT OR GPL-3.0", true), ("MIT/Apache-2.0", true), ("(MIT OR ISC) AND Unicode-3.0", true)] {
        assert_eq!(allows(&allowed, licence), is, "{licence}");
    }
    for licence in ["GPL-3.0", "MIT AND GPL-3.0", "none", "AGPL-3.0 OR GPL-2.0"] {
        assert!(!allows(&allowed, licence), "{licence}");
    }
    // The lock file has those for other systems, too.
    let lock = toml("Cargo.lock");
    for package in lock["package"].as_array().unwrap() {
        let name = package["name"].as_str().unwrap();
        assert!(!banned.contains(name), "{name} may not be used");
        let registry = package["source"].as_str().is_some_and(|source| source.starts_with("registry+"));
        assert!(registry || name == "touchbase", "{name} comes from elsewhere");
        assert!(name == "touchbase" || package["checksum"].is_string(), "{name} has no checksum");
    }
}

#[test]
fn a_crate_that_is_there_twice_has_a_reason() {
    let known = metadata();
    let mut versions: BTreeMap<&str, BTreeSet<Version>> = BTreeMap::new();
    for node in known["resolve"]["nodes"].as_array().unwrap() {
        let package = known["packages"].as_array().unwrap().iter().find(|one| one["id"] == node["id"]).unwrap();
        let version = package["version"].as_str().unwrap().parse().unwrap();
        versions.entry(package["name"].as_str().unwrap()).or_default().insert(version);
    }
    // What only the tests need is no concern of whoever uses the program.
    let tests = ["bitflags@1.3.2", "cfg_aliases@0.1.1"];
    let twice: BTreeSet<String> = versions
        .iter()
        .flat_map(|(name, versions)| versions.iter().rev().skip(1).map(move |version| format!("{name}@{version}")))
        .filter(|twice| !tests.contains(&twice.as_str()))
        .collect();
    let explained = each(&toml("deny.toml")["bans"]["skip"], "crate");
    assert_eq!(twice, explained, "left: what is there; right: what deny.toml explains");
}

#[test]
fn the_program_is_built_of_few_enough_crates() {
    let known = metadata();
    let nodes = known["resolve"]["nodes"].as_array().unwrap();
    let mut found = BTreeSet::new();
    let mut next = vec![known["resolve"]["root"].as_str().unwrap()];
    while let Some(id) = next.pop() {
        if !found.insert(id) {
            continue;
        }
        let node = nodes.iter().find(|node| node["id"] == id).unwrap();
        for dep in node["deps"].as_array().unwrap() {
            let normal = dep["dep_kinds"].as_array().unwrap().iter().any(|kind| kind["kind"].is_null());
            if normal {
                next.push(dep["pkg"].as_str().unwrap());
            }
        }
    }
    assert!(found.len() <= MOST, "{} crates; {MOST} are the most, see tests/it/supply.rs", found.len());
    assert!(found.len() > MOST - 30, "there are only {} by now: lower the limit", found.len());
}

#[test]
fn no_crate_has_a_known_weakness() {
    let lock = toml("Cargo.lock");
    let ignored = each(&toml("deny.toml")["advisories"]["ignore"], "id");
    let text = fs::read_to_string(root().join("tests/supply/advisories.tsv")).unwrap();
    let (mut met, mut rounds) = (BTreeSet::new(), 0);
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut parts = line.split('\t');
        let (name, id) = (parts.next().unwrap(), parts.next().unwrap());
        let without: Vec<VersionReq> = match parts.next().unwrap_or_default() {
            "" => Vec::new(),
            some => some.split("; ").map(|one| one.parse().unwrap()).collect(),
        };
        for package in lock["package"].as_array().unwrap().iter().filter(|package| package["name"] == name) {
            let version: Version = package["version"].as_str().unwrap().parse().unwrap();
            rounds += 1;
            if !without.iter().any(|one| one.matches(&version)) {
                assert!(ignored.contains(id), "{name} {version} has a known weakness: {id}");
                met.insert(id.to_owned());
            }
        }
    }
    assert!(rounds >= 50, "only {rounds} were looked at");
    assert_eq!(met, ignored, "what deny.toml ignores is there");
}
