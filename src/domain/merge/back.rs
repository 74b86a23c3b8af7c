//! What was removed on one side and is still needed by the other comes back.

use std::collections::{BTreeSet, HashSet};

use super::Merged;
use crate::domain::diff::diff;
use crate::domain::{Edit, Key, Ladder, Records};

/// Brings back what a merged plan needs of what one side removed: records first, then rungs.
pub(super) fn bring_back(merged: &mut Merged, base: &Records, sides: [&Records; 2]) {
    bring_records_back(merged, base, sides);
    bring_rungs_back(merged, base, sides);
}

/// Brings back from `base` what was removed on one side but is referred to by the other. What one side left
/// pointing nowhere by itself stays that way.
fn bring_records_back(merged: &mut Merged, base: &Records, [ours, theirs]: [&Records; 2]) {
    let mut known: Option<HashSet<(Key, Key)>> = None;
    loop {
        let gone: HashSet<Key> = diff(base, &merged.records)
            .into_iter()
            .filter_map(|edit| match edit {
                Edit::Remove(key) => Some(key),
                Edit::Put(_) => None,
            })
            .collect();
        if gone.is_empty() {
            return;
        }
        let known = known.get_or_insert_with(|| dangling(ours).chain(dangling(theirs)).collect());
        let missing = references(&merged.records).filter(|reference| gone.contains(&reference.1));
        let wanted: BTreeSet<Key> =
            missing.filter(|reference| !known.contains(reference)).map(|(_, target)| target).collect();
        if wanted.is_empty() {
            return;
        }
        for record in wanted.iter().filter_map(|key| base.get(key)) {
            let kind = record.key().kind();
            merged.notices.push(format!("A {kind} came back because something new refers to it."));
            merged.records.apply(Edit::Put(record));
        }
    }
}

/// Brings back the rungs that one side took out of the ladder and the other has somebody stand on, each behind the
/// nearest lower rung that is still there.
fn bring_rungs_back(merged: &mut Merged, base: &Records, sides: [&Records; 2]) {
    if merged.records.ladder == base.ladder {
        return;
    }
    let mut rungs = merged.records.ladder.rungs.clone();
    for (height, rung) in base.ladder.rungs.iter().enumerate() {
        // Whoever took the rung away although this one stands on it has seen to it already.
        let left_alone = |side: &&Records, key: &Key| {
            side.ladder.height(rung).is_none() && on(side, rung).any(|there| there == *key)
        };
        let needs = |key: Key| !sides.iter().any(|side| left_alone(side, &key));
        if rungs.contains(rung) || !on(&merged.records, rung).any(needs) {
            continue;
        }
        let mut lower = base.ladder.rungs.iter().take(height).rev();
        let at = lower.find_map(|lower| rungs.iter().position(|there| there == lower));
        rungs.insert(at.map_or(0, |at| at + 1), rung.clone());
        merged.notices.push(format!("The rung {rung} came back because somebody new stands on it."));
    }
    if rungs != merged.records.ladder.rungs {
        merged.records.apply(Edit::put(Ladder { rungs }));
    }
}

/// Who and what stands on a rung: stakeholders, and proofs by those who have something in place.
fn on<'a>(records: &'a Records, rung: &'a str) -> impl Iterator<Item = Key> + 'a {
    let people = records.stakeholders.iter().filter(move |who| who.seniority == rung);
    let proofs = records.proofs.iter().filter(move |proof| proof.seniority == rung);
    people.map(|who| Key::Stakeholder(who.id.clone())).chain(proofs.map(|proof| Key::Proof(proof.id.clone())))
}

/// References that lead nowhere.
pub(super) fn dangling(records: &Records) -> impl Iterator<Item = (Key, Key)> {
    references(records).filter(|(_, target)| records.get(target).is_none())
}

/// Every reference: the record that has it, and the record it leads to.
pub(in crate::domain) fn references(records: &Records) -> impl Iterator<Item = (Key, Key)> {
    let people = records.stakeholders.iter().flat_map(|who| {
        let goals = who.stakes.keys().cloned().map(Key::Goal);
        let to = goals.chain(who.introduced_by.iter().cloned().map(Key::Stakeholder));
        to.map(|to| (Key::Stakeholder(who.id.clone()), to))
    });
    let ideas = records.ideas.iter().flat_map(|idea| {
        let to = idea.to.iter().cloned().map(Key::Stakeholder).chain(idea.goal.iter().cloned().map(Key::Goal));
        to.map(|to| (Key::Idea(idea.id.clone()), to))
    });
    let touches = records.touches.iter().flat_map(|touch| {
        let to = touch.with.iter().cloned().map(Key::Stakeholder).chain(touch.idea.as_deref().cloned().map(Key::Idea));
        to.map(|to| (Key::Touch(touch.id.clone()), to))
    });
    people.chain(ideas).chain(touches)
}
