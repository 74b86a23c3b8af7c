//! What is done with bytes from nowhere, and what must hold then whatever they are.
//!
//! Plain functions: the fuzzer finds new bytes for them, the ordinary tests replay the ones that were found.

use std::fmt::Write as _;
use touchbase::capture::line::{Kind, Setting, read as read_line};
use touchbase::config;
use touchbase::domain::merge::merge as merged;
use touchbase::domain::shown::{Shown, is_clean};
use touchbase::domain::{Day, Edit, Idea, Plan, Records, Stakeholder, Touch};
use touchbase::domain::{IdeaId, Key, StakeholderId, TouchId};
use touchbase::keys::{Chord, Context, Keymap, Resolved};
use touchbase::storage::migrate::blocks;
use touchbase::storage::{format, read};

fn today() -> Day {
    "2026-11-23".parse().expect("a day")
}

/// A file: it is understood, or its mistake is named at a place in it. What is understood can be written, reads back the
/// same, and is written the same again. The quick reader of what we write understands it as the library does, and block by
/// block, and stretch beside stretch, as the whole.
pub fn plan(bytes: &[u8]) {
    let whole = read::read(bytes);
    for (block, count) in [(5, 1), (100, 1), (64 * 1024, 1), (5, 3), (100, 2)] {
        if let Some(read) = blocks::read_by(bytes, bytes.len(), block, count) {
            let whole = &whole.as_ref().expect("what reads in blocks reads whole").loaded;
            assert_eq!((&read.loaded.records, &read.loaded.findings), (&whole.records, &whole.findings));
        }
    }
    match whole {
        Ok(read) => {
            // A comment at the end leaves all of it to the library that knows the whole notation.
            let with_comment = [bytes, b"\n// x"].concat();
            let careful = read::read(&with_comment).expect("a comment at the end changes nothing").loaded;
            assert_eq!((careful.records, careful.findings), (read.loaded.records.clone(), read.loaded.findings));
            let records = read.loaded.records;
            let text = format::write(&records).expect("every plan has a text");
            let again = read::read(text.as_bytes()).expect("what we write can be read");
            assert_eq!(again.loaded.records, records);
            assert_eq!(format::write(&again.loaded.records).expect("every plan has a text"), text);
            assert!(!text.chars().any(|letter| letter.is_control() && letter != '\n'), "a control goes out raw");
            let _ = records.check(today());
        }
        Err(mistake) => {
            let lines = String::from_utf8_lossy(bytes).split('\n').count();
            assert!((1..=lines + 1).contains(&mistake.line), "line {} of {lines}", mistake.line);
            assert!(mistake.column >= 1 && !mistake.expected.is_empty() && !mistake.hint.is_empty());
        }
    }
}

/// A capture line, read as each kind: what was understood are pieces of the line that do not overlap, and every word that
/// is no piece of these is in the record.
pub fn line(bytes: &[u8]) {
    let typed = String::from_utf8_lossy(bytes);
    let plan = Plan::new(people());
    let selected = [StakeholderId::new("grace-hopper")];
    for kind in [Kind::Stakeholder, Kind::Touch, Kind::Idea] {
        let setting = Setting { plan: &plan, today: today(), selected: &selected, goal: None, chosen: &[] };
        let captured = read_line(kind, &typed, &setting);
        let mut spans: Vec<_> = captured.chips.iter().map(|chip| chip.span.clone()).collect();
        spans.sort_by_key(|span| (span.start, span.end));
        for span in &spans {
            assert!(typed.get(span.clone()).is_some(), "{span:?} is no piece of {typed:?}");
        }
        let _ = captured.holds();
    }
}

/// Three people, two of one first name.
fn people() -> Records {
    let mut records = Records::default();
    for (id, name) in [("grace-hopper", "Grace Hopper"), ("ada-king", "Ada King"), ("ada-li", "Ada Li")] {
        let mut who = Stakeholder::named(StakeholderId::new(id), name);
        who.org = "Risk and Legal".into();
        who.tags = vec!["pilot".into()];
        records.apply(Edit::put(who));
    }
    records
}

/// A config: each mistake is on a line of it.
pub fn config(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let read = config::read::read(&text);
    let lines = text.split('\n').count();
    for mistake in &read.mistakes {
        assert!((1..=lines + 1).contains(&mistake.line), "line {} of {lines}", mistake.line);
    }
    patched(&read.keys, lines);
}

/// The keys of a config, whatever they are: the bytes stand where the keys and commands do.
pub fn keys(bytes: &[u8]) {
    let pieces = String::from_utf8_lossy(bytes);
    let mut pieces = pieces.split('\n');
    let mut text = String::from("(keys: {");
    while let (Some(place), Some(key), Some(command)) = (pieces.next(), pieces.next(), pieces.next()) {
        writeln!(text, "{place:?}: {{{key:?}: {command:?}}},").expect("a text takes everything");
    }
    text.push_str("})");
    let read = config::read::read(&text);
    patched(&read.keys, text.split('\n').count());
}

/// A patched keymap names its clashes by line and column, hides no key behind a shorter one, and every way out still leads out.
fn patched(patches: &[touchbase::keys::Patch], lines: usize) {
    let (keymap, clashes) = Keymap::patched(patches);
    assert!(
        clashes.iter().all(|((line, column), why)| (1..=lines + 1).contains(line) && *column > 0 && !why.is_empty())
    );
    for patch in patches {
        for context in Context::ALL {
            let mut pending = Vec::new();
            for chord in &patch.keys {
                match keymap.resolve(context.chain(), &pending, *chord) {
                    Resolved::Pending => pending.push(*chord),
                    _ => break,
                }
            }
            let _ = keymap.hints(context.chain());
        }
    }
    let _ = keymap.resolve(Context::Stakeholders.chain(), &[], Chord::char('q'));
}

/// Three plans that grew from one, as the bytes say: the laws of a merge.
pub fn merge(bytes: &[u8]) {
    let (base, ours, theirs) = three(bytes);
    let ignoring = |records: &Records| {
        let mut records = records.clone();
        let keys: Vec<Key> = records.conflicts.ids().cloned().map(Key::Conflict).collect();
        for key in keys {
            records.apply(Edit::Remove(key));
        }
        records
    };
    assert_eq!(merged(&base, &ours, &ours).records, ours, "both did the same");
    assert_eq!(merged(&base, &base, &theirs).records, theirs, "only they did something");
    assert_eq!(merged(&base, &ours, &base).records, ours, "only we did something");
    let (here, there) = (merged(&base, &ours, &theirs).records, merged(&base, &theirs, &ours).records);
    assert_eq!(ignoring(&here), ignoring(&there), "both sides come to the same");
    for record in ours.all().chain(theirs.all()) {
        let key = record.key();
        // The ladder is always there; whatever one side added is there afterwards.
        assert!(base.get(&key).is_some() || here.get(&key).is_some(), "{key} was added and is gone");
    }
    let text = format::write(&here).expect("every plan has a text");
    assert_eq!(read::read(text.as_bytes()).expect("what we write can be read").loaded.records, here);
}

/// A plan and two that grew from it: four bytes an edit.
fn three(bytes: &[u8]) -> (Records, Records, Records) {
    let (first, rest) = bytes.split_at(bytes.len() / 3);
    let mut base = Records::default();
    first.chunks_exact(4).for_each(|step| edit(&mut base, step));
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    let (second, third) = rest.split_at(rest.len() / 2);
    second.chunks_exact(4).for_each(|step| edit(&mut ours, step));
    third.chunks_exact(4).for_each(|step| edit(&mut theirs, step));
    (base, ours, theirs)
}

/// One edit: which kind, which of a few records, which field, what it says.
fn edit(records: &mut Records, step: &[u8]) {
    let &[kind, which, field, value] = step else { return };
    let word = ["", "a", "b", "c"][usize::from(value % 4)].to_owned();
    let day = today().plus(i64::from(value % 8));
    let id = which % 3;
    let (who, other) = (StakeholderId::new(format!("p{id}")), StakeholderId::new(format!("p{}", value % 3)));
    let (idea, touch) = (IdeaId::new(format!("i{id}")), TouchId::new(format!("t{id}")));
    let put = match kind % 6 {
        0 => {
            let there = records.stakeholders.get(&who).map(|there| there.as_ref().clone());
            let mut there = there.unwrap_or_else(|| Stakeholder::named(who, "Someone"));
            match field % 6 {
                0 => there.name = format!("Someone {word}"),
                1 => there.org = word,
                2 => there.notes = format!("{}\n{word}", there.notes),
                3 => there.tags = (0..value % 4).map(|tag| format!("tag{tag}")).collect(),
                4 => there.cadence = Some(u32::from(value)),
                _ => there.snoozed = Some(day),
            }
            Edit::put(there)
        }
        1 => {
            let there = records.touches.get(&touch).map(|there| there.as_ref().clone());
            let mut there = there.unwrap_or_else(|| Touch::new(touch, day, vec![other.clone()]));
            match field % 4 {
                0 => there.note = word,
                1 => there.with = vec![other].into(),
                2 => there.idea = Some(Box::new(idea)),
                _ => there.on = day,
            }
            Edit::put(there)
        }
        2 => {
            let there = records.ideas.get(&idea).map(|there| there.as_ref().clone());
            let mut there = there.unwrap_or_else(|| Idea::new(idea, vec![other.clone()], "an idea"));
            match field % 3 {
                0 => there.text = format!("an idea {word}"),
                1 => there.to = vec![other].into(),
                _ => there.by = Some(day),
            }
            Edit::put(there)
        }
        3 => Edit::Remove(Key::Stakeholder(who)),
        4 => Edit::Remove(Key::Touch(touch)),
        _ => Edit::Remove(Key::Idea(idea)),
    };
    drop(records.apply(put));
}

/// Text on its way to a person's eyes: nothing that acts is left in it, and looking twice changes nothing.
pub fn shown(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let line = Shown::line(&text).as_str().to_owned();
    assert!(!line.chars().any(char::is_control) && is_clean(&line), "{line:?}");
    assert_eq!(Shown::line(&line).as_str(), line);
    let block = Shown::block(&text).as_str().to_owned();
    assert!(!block.chars().any(|letter| letter.is_control() && letter != '\n'), "{block:?}");
    assert_eq!(Shown::block(&block).as_str(), block);
}
