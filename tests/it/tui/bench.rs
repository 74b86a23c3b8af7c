//! A home with a plan in a folder of its own, and what the tests do with it all the time.

use crate::pty::{Exit, Pty, Setup};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use touchbase::domain::Records;
use touchbase::storage::read;

/// The day it is in these tests: a Monday.
pub const TODAY: &str = "2026-11-23";

/// When a wait gives up. Far more than any wait takes.
const PATIENCE: Duration = Duration::from_secs(30);

/// A plan with one goal, two people and nothing else.
pub const SMALL: &str = r#"#![enable(implicit_some)]
(
    format: 1,
    ladder: ["Peer", "Manager", "Director", "VP", "Executive", "Board"],
    goals: [
        (id: "data", title: "Self-serve data"),
    ],
    stakeholders: [
        (id: "ada-lovelace", name: "Ada Lovelace", org: "Finance", snoozed: "2027-06-01"),
        (id: "grace-hopper", name: "Grace Hopper", org: "Platforms"),
    ],
)
"#;

/// A home for one test.
pub struct Room {
    home: tempfile::TempDir,
}

impl Room {
    /// A home without a plan.
    pub fn empty() -> Self {
        let room = Self { home: tempfile::tempdir().unwrap() };
        fs::create_dir(room.folder()).unwrap();
        room
    }

    /// A home with this plan.
    pub fn with(text: &str) -> Self {
        let room = Self::empty();
        fs::write(room.plan(), text).unwrap();
        room
    }

    /// A home with the sample plan.
    pub fn demo() -> Self {
        Self::with(include_str!("../../../assets/demo.ron"))
    }

    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// The folder that holds the plan and nothing else.
    pub fn folder(&self) -> PathBuf {
        self.home.path().join("plans")
    }

    pub fn plan(&self) -> PathBuf {
        self.folder().join("plan.ron")
    }

    /// Any program in this home, with this plan.
    pub fn around(&self, setup: Setup) -> Setup {
        setup.home(self.home()).env("TOUCHBASE_PLAN", self.plan()).env("TOUCHBASE_TODAY", TODAY).size(120, 40)
    }

    pub fn setup(&self) -> Setup {
        self.around(Setup::touchbase())
    }

    /// The program, with its first picture drawn.
    pub fn open(&self) -> Pty {
        let mut pty = Pty::start(self.setup());
        pty.wait_until("the first picture is there", |pty| header(pty).contains("saved"));
        pty
    }

    pub fn text(&self) -> String {
        fs::read_to_string(self.plan()).unwrap()
    }

    /// What the file holds; it has to hold something that can be understood.
    pub fn records(&self) -> Records {
        let bytes = fs::read(self.plan()).unwrap();
        read::read(&bytes)
            .unwrap_or_else(|mistake| panic!("{mistake:?}\n{}", String::from_utf8_lossy(&bytes)))
            .loaded
            .records
    }

    /// The notes of all touches in the file, sorted.
    pub fn notes(&self) -> Vec<String> {
        let mut notes: Vec<String> = self.records().touches.iter().map(|touch| touch.note.clone()).collect();
        notes.sort();
        notes
    }

    /// What lies beside the plan.
    pub fn beside(&self) -> Vec<String> {
        let names = fs::read_dir(self.folder()).unwrap().map(|entry| entry.unwrap().file_name());
        let mut names: Vec<String> = names.map(|name| name.into_string().unwrap()).collect();
        names.retain(|name| name != "plan.ron");
        names.sort();
        names
    }

    /// Every file in the folder where the program keeps its own things.
    pub fn own_files(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut folders = vec![self.home().join(".local/state/touchbase")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                if entry.path().is_dir() {
                    folders.push(entry.path());
                } else {
                    found.push(entry.path());
                }
            }
        }
        found.sort();
        found
    }

    /// The texts of the drafts that are there.
    pub fn drafts(&self) -> Vec<String> {
        let named = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("draft-"));
        let files = self.own_files().into_iter().filter(named);
        // One may go, or get a new text, between being listed and being read.
        files.filter_map(|path| fs::read_to_string(path).ok()).collect()
    }

    /// Waits until a draft holds these words.
    pub fn wait_drafted(&self, words: &str) {
        wait_until(&format!("a draft holds {words:?}"), || self.drafts().iter().any(|text| text.contains(words)));
    }

    /// Holds up every save until this is dropped, as a slow program with the same plan would.
    pub fn hold(&self) -> fs::File {
        let folder = fs::File::open(self.folder()).unwrap();
        folder.lock().unwrap();
        folder
    }

    /// Another program replaces the plan, as editors do: a new file takes its name.
    pub fn replace(&self, text: &str) {
        let new = self.home().join("written-elsewhere");
        fs::write(&new, text).unwrap();
        fs::rename(new, self.plan()).unwrap();
    }
}

/// The first row of the screen.
pub fn header(pty: &Pty) -> String {
    pty.screen().lines().next().unwrap_or_default().to_owned()
}

/// Whether the header says that all is saved. It is the first row the program draws: whatever else a picture shows was
/// there when this was said.
pub fn is_saved(pty: &Pty) -> bool {
    let header = header(pty);
    header.split_whitespace().any(|word| word == "saved") && !header.contains("not saved")
}

pub fn wait_saved(pty: &mut Pty) {
    pty.wait_until("the header says saved", is_saved);
}

/// Logs a touch with the chosen stakeholder, and waits until it is reported as saved.
pub fn log(pty: &mut Pty, note: &str) {
    pty.keys("t");
    pty.wait_for("In touch with");
    pty.keys(&format!("{note}<Enter>"));
    pty.wait_gone("In touch with");
    wait_saved(pty);
}

/// Goes down the list until this stakeholder is chosen.
pub fn choose(pty: &mut Pty, name: &str) {
    // The name alone: what stands right of it on the screen may come a moment later.
    let chosen = |pty: &Pty| {
        let screen = pty.screen();
        screen.lines().find_map(|line| line.split_once('▌')).map(|(_, row)| row.chars().take(20).collect::<String>())
    };
    pty.wait_until("somebody is chosen", |pty| chosen(pty).is_some());
    while !pty.screen().contains(&format!("▌{name}")) {
        let before = chosen(pty);
        pty.keys("j");
        pty.wait_until("the next one is chosen", |pty| chosen(pty).is_some() && chosen(pty) != before);
    }
    pty.wait_for(&format!("About {name}"));
}

/// Leaves; all is well.
pub fn quit(mut pty: Pty) {
    pty.keys("q");
    assert_eq!(pty.exit(), Exit::Code(0), "{}", pty.screen());
    assert!(pty.given_back());
}

/// Waits until something is so that no screen tells of; nothing sleeps and nothing is timed.
pub fn wait_until(what: &str, so: impl Fn() -> bool) {
    let end = Instant::now() + PATIENCE;
    while !so() {
        assert!(Instant::now() < end, "waited until {what}");
        std::thread::yield_now();
    }
}

/// Figures that look random and are the same in every run.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A figure below `limit`.
    pub fn roll(&mut self, limit: usize) -> usize {
        // SplitMix64, by Sebastiano Vigna, in the public domain.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % u64::try_from(limit).unwrap()).unwrap()
    }
}
