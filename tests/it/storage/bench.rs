//! What the tests of the storage room share: a private place on the disk, and a plan with something of everything.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use touchbase::domain::{
    Channel, Closeness, Conflict, Day, Edit, FollowUp, Gift, Goal, Id, Idea, Key, Proof, Record, Records, Reflection,
    Response, Role, Stake, Stakeholder, Stance, Step, Touch,
};
use touchbase::error::Told;
use touchbase::storage::disk::{Disk, Sound};
use touchbase::storage::paths::{Folders, Places};
use touchbase::storage::store::{Clock, Store};

/// A home of our own, gone with the test.
pub struct Room {
    dir: tempfile::TempDir,
}

impl Room {
    /// In memory where there is such a place: these tests make thousands of saves, and each waits for the disk.
    pub fn new() -> Self {
        let dir = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir());
        Self { dir: dir.unwrap() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub fn plan(&self) -> PathBuf {
        self.path("plan.ron")
    }

    /// A plan the user named, in a folder that exists.
    pub fn places(&self) -> Places {
        self.places_of(Some(&self.plan()))
    }

    pub fn places_of(&self, flag: Option<&Path>) -> Places {
        let folders = Folders { config: self.path("config/touchbase"), state: self.path("state/touchbase") };
        Places::choose(flag, None, Some(folders)).unwrap()
    }

    pub fn open(&self) -> (Store, Records, Vec<String>) {
        Store::open(&self.places(), today()).unwrap()
    }

    pub fn open_on(&self, disk: Arc<dyn Disk>) -> (Store, Records, Vec<String>) {
        Store::open_on(&self.places(), today(), disk).unwrap()
    }

    pub fn refused(&self) -> Told {
        Store::open_on(&self.places(), today(), Arc::new(Sound)).err().expect("this plan cannot be opened")
    }

    pub fn read(&self) -> String {
        std::fs::read_to_string(self.plan()).unwrap()
    }

    pub fn write(&self, text: impl AsRef<[u8]>) {
        std::fs::write(self.plan(), text).unwrap();
    }

    /// The names of all files below the room, sorted.
    pub fn files(&self) -> Vec<PathBuf> {
        let mut found = Vec::new();
        let mut folders = vec![self.dir.path().to_path_buf()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() { folders.push(path) } else { found.push(path) }
            }
        }
        found.sort();
        found
    }
}

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub fn today() -> Clock {
    Arc::new(|| day("2026-11-23"))
}

/// The same records with one more or another one.
pub fn with(records: &Records, record: impl Into<Record>) -> Records {
    let mut records = records.clone();
    records.apply(Edit::Put(record.into()));
    records
}

pub fn without(records: &Records, key: Key) -> Records {
    let mut records = records.clone();
    records.apply(Edit::Remove(key));
    records
}

pub fn person(name: &str) -> Stakeholder {
    Stakeholder::named(Id::from_name(name, |_| false), name)
}

pub fn proof(number: usize) -> Proof {
    let text = format!("p{number:04}");
    let (seniority, result) = (String::new(), String::new());
    Proof { id: Id::new(text.clone()), org: text, seniority, what: "it".into(), result, quotable: false }
}

/// Something of everything, every field in use, and texts that are hard to write.
pub fn sample() -> Records {
    let (grace, goal) = (Id::new("grace-hopper"), Id::new("self-serve-data"));
    let mut records = Records::default();
    let mut put = |record: Record| {
        records.apply(Edit::Put(record));
    };
    let steps = vec![
        Step { text: "Pilot with Finance".into(), by: None, done: Some(day("2026-10-02")) },
        Step { text: "Sponsor agreed".into(), by: Some(day("2026-12-24")), done: None },
    ];
    let why = "so that reports stop costing three days each".into();
    let title = "Self-serve data in every division";
    let by = Some(day("2027-04-30"));
    put(Goal { why, by, steps, ..Goal::new(goal.clone(), title) }.into());
    let closed = Some(day("2026-01-01"));
    let old = Id::new("an-old-one");
    put(Goal { closed, ..Goal::new(old, "An old one") }.into());
    let stake = Stake {
        role: Some(Role::Sponsor),
        influence: Some(5),
        interest: Some(3),
        stance: Some(Stance::Neutral),
        wanted: Some(Stance::Championing),
        why: "owns the budget".into(),
        ..Stake::default()
    };
    put(Stakeholder {
        title: "VP Engineering".into(),
        org: "Platforms".into(),
        aka: vec!["the Admiral".into()],
        seniority: "VP".into(),
        closeness: Closeness::Exchanged,
        closer_to: Some(Closeness::Collaborated),
        cares_about: "fewer release weekends".into(),
        stakes: [(goal.clone(), stake), (Id::new("an-old-one"), Stake::default())].into_iter().collect(),
        handles: vec![(Channel::Email, "grace@example.com".into()), (Channel::Phone, "+1 555 0100".into())],
        cadence: Some(21),
        tags: vec!["pilot".into()],
        introduced_by: Some(Id::new("ada-lovelace")),
        birthday: Some(day("0001-12-09")),
        added: Some(day("2026-09-01")),
        snoozed: Some(day("2026-12-01")),
        archived: true,
        notes: "first line\nsecond \"line\"\r\n\ttab \\ backslash".into(),
        ..person("Grace Hopper")
    }
    .into());
    put(person("Ada Lovelace").into());
    put(Stakeholder {
        notes: "\u{1b}]0;x\u{7} \u{202e}gnp.exe \u{85}\u{200b}\u{feff} 名前 👩‍👩‍👧 é".into(),
        ..person("Zoë Ångström")
    }
    .into());
    put(Idea {
        id: Id::new("01KAEXAMPLE0000000000000A1"),
        to: vec![grace.clone()].into(),
        goal: Some(goal),
        gift: Some(Gift::Recognition),
        text: "Thank her release team in the all-hands".into(),
        for_them: "shows her investment paid off".into(),
        effort: Some(30),
        by: Some(day("2026-11-27")),
    }
    .into());
    let promise = FollowUp { by: Some(day("2026-11-26")), text: "send the numbers".into(), done: None };
    put(Touch {
        id: Id::new("01KAEXAMPLE0000000000000B1"),
        on: day("2026-11-19"),
        with: vec![grace, Id::new("ada-lovelace")].into(),
        via: Some(Channel::Video),
        gift: Some(Gift::Proof),
        idea: Some(Box::new(Id::new("01KAEXAMPLE0000000000000A1"))),
        note: "Showed how Finance cut reporting from 3 days to 20 minutes".into(),
        response: Some(Response::Warm),
        follow_up: Some(promise.into()),
    }
    .into());
    put(Reflection {
        id: Id::new("01KAEXAMPLE0000000000000C1"),
        on: day("2026-11-19"),
        feeling: Some(-1),
        text: "Talked about her release weekends, not my project.".into(),
    }
    .into());
    put(Proof {
        id: Id::new("01KAEXAMPLE0000000000000D1"),
        org: "Finance".into(),
        seniority: String::new(),
        what: "self-serve reporting".into(),
        result: "3 days to 20 minutes".into(),
        quotable: true,
    }
    .into());
    put(Conflict {
        id: Id::new("c-1"),
        about: Key::Stakeholder(Id::new("grace-hopper")),
        field: "title".into(),
        lost: "\"SVP Engineering\"".into(),
    }
    .into());
    records
}
