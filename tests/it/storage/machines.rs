//! Three who work on one plan, each with changes, undo and sudden ends of its own, and clocks that are years apart: in the
//! end all of them hold the same, byte for byte, and nothing that was told as saved is lost.

use super::bench::{Room, day, person};
use proptest::collection::vec;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fs::File;
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use touchbase::domain::{Day, Edit, Id, Idea, Key, Records, Stakeholder, Touch};
use touchbase::session::Session;
use touchbase::storage::format;
use touchbase::storage::store::{Store, Wish};

/// What one of them does; the numbers choose among what is there.
#[derive(Clone, Debug)]
enum Act {
    Add(usize),
    Change(usize, usize),
    Remove(usize),
    Undo,
    Redo,
    Save,
    /// It ends without a word, and is started again.
    Killed,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (0..3_usize).prop_map(Act::Add),
        4 => (0..40_usize, 0..4_usize).prop_map(|(which, field)| Act::Change(which, field)),
        2 => (0..40_usize).prop_map(Act::Remove),
        2 => Just(Act::Undo),
        1 => Just(Act::Redo),
        4 => Just(Act::Save),
        1 => Just(Act::Killed),
    ]
}

struct Machine {
    store: Store,
    session: Session,
    clock: Day,
}

impl Machine {
    fn start(room: &Room, clock: Day) -> Self {
        let (store, records, _) = Store::open(&room.places(), Arc::new(move || clock)).unwrap();
        Self { store, session: Session::new(records), clock }
    }

    fn records(&self) -> Records {
        self.session.plan().records().clone()
    }

    fn save(&mut self) {
        let sent = self.records();
        let agreed = self.store.agree_as(&sent, Wish::TakeRemovals).unwrap();
        self.session.agree(&sent, &agreed.records);
    }

    /// One gesture. The day of what is noted is the same for all of them, the clock of the disk is not.
    fn change(&mut self, act: &Act, number: usize) {
        let today = day("2026-11-23");
        let records = self.records();
        let keys: Vec<Key> = records.all().map(|record| record.key()).filter(|key| *key != Key::Ladder).collect();
        let chosen = |which: usize| keys.get(which % keys.len().max(1)).cloned();
        let whom = records.stakeholders.ids().next().cloned();
        let edits = match act {
            Act::Add(0) => vec![Edit::put(person(&format!("Person {number}")))],
            Act::Add(1) => {
                vec![Edit::put(Touch::new(
                    Id::new(format!("t{number:03}")),
                    today,
                    whom.into_iter().collect::<Vec<_>>(),
                ))]
            }
            Act::Add(_) => {
                vec![Edit::put(Idea::new(
                    Id::new(format!("i{number:03}")),
                    whom.into_iter().collect::<Vec<_>>(),
                    "an idea",
                ))]
            }
            Act::Change(which, field) => match chosen(*which) {
                Some(Key::Stakeholder(id)) => {
                    let mut who: Stakeholder = records.stakeholders.get(&id).unwrap().as_ref().clone();
                    match field {
                        0 => who.org = format!("Org {number}"),
                        1 => who.notes = format!("{}\nline {number}", who.notes),
                        2 => who.tags.push(format!("tag-{number}")),
                        _ => who.cadence = Some(1 + u32::try_from(number).unwrap()),
                    }
                    vec![Edit::put(who)]
                }
                Some(Key::Touch(id)) => {
                    let mut touch: Touch = records.touches.get(&id).unwrap().as_ref().clone();
                    touch.note = format!("note {number}");
                    vec![Edit::put(touch)]
                }
                _ => Vec::new(),
            },
            Act::Remove(which) => chosen(*which).map(Edit::Remove).into_iter().collect(),
            _ => Vec::new(),
        };
        match act {
            Act::Undo => drop(self.session.undo()),
            Act::Redo => drop(self.session.redo()),
            _ => drop(self.session.commit("a gesture", None, edits, today)),
        }
    }
}

fn keys(records: &Records) -> BTreeSet<Key> {
    records.all().map(|record| record.key()).collect()
}

/// The file looks as old as this.
fn aged(room: &Room, seconds: u64) {
    if let Ok(file) = File::options().write(true).open(room.plan()) {
        file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)).unwrap();
    }
}

/// Lets the three of them go through it, and answers what all of them hold in the end.
fn play(acts: &[(usize, Act)], clocks: [&str; 3], ages: [u64; 3]) -> String {
    let room = Room::new();
    let mut machines: Vec<Machine> = clocks.iter().map(|clock| Machine::start(&room, day(clock))).collect();
    let (mut told, mut removed) = (BTreeSet::new(), BTreeSet::new());
    for (number, (which, act)) in acts.iter().enumerate() {
        let machine = &mut machines[*which];
        match act {
            Act::Save => {
                machine.save();
                told.extend(keys(&machine.records()));
                aged(&room, ages[*which]);
            }
            Act::Killed => *machine = Machine::start(&room, machine.clock),
            act => {
                let before = keys(&machine.records());
                machine.change(act, number);
                removed.extend(before.difference(&keys(&machine.records())).cloned());
            }
        }
    }
    for _ in 0..2 {
        machines.iter_mut().for_each(Machine::save);
    }
    let first = machines[0].records();
    for machine in &machines {
        assert_eq!(format::write(&machine.records()).unwrap(), format::write(&first).unwrap());
    }
    let text = format::write(&first).unwrap();
    // Where nothing ever came of it there is no file.
    assert_eq!(std::fs::read_to_string(room.plan()).unwrap_or_else(|_| text.clone()), text);
    let kept = keys(&first);
    let lost: Vec<&Key> = told.difference(&removed).filter(|key| !kept.contains(key)).collect();
    assert!(lost.is_empty(), "{lost:?} were told as saved, nobody removed them, and they are gone");
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn three_come_to_the_same_whatever_they_do_and_whatever_their_clocks_say(acts in vec((0..3_usize, act()), 1..60)) {
        let together = play(&acts, ["2026-11-23"; 3], [1_764_000_000; 3]);
        // 1970, today and 2099, and files that look as old as that.
        let apart = play(&acts, ["1970-01-01", "2026-11-23", "2099-12-31"], [0, 1_764_000_000, 4_100_000_000]);
        prop_assert_eq!(together, apart, "a clock decided");
    }
}
