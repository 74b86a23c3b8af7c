//! What goes with a record when it is removed, so that nothing is left pointing at it.

use std::sync::Arc;

use super::{Edit, Key, Plan, Record};

/// The edits that remove a record and every reference to it, as one gesture that one undo takes back.
///
/// A stakeholder takes along the ideas and touches that were theirs alone; where others were meant or present too, only
/// the name goes. A goal takes along the stakes in it; ideas for it stay without a goal. A touch that gave a removed
/// idea stays in the journal. Conflicts about what goes, go.
pub fn removal(plan: &Plan, key: &Key) -> Vec<Edit> {
    let mut edits = match key {
        Key::Stakeholder(id) => {
            let ideas = plan.ideas_for(id).map(|idea| {
                let mut rest = idea.as_ref().clone();
                rest.to.retain(|who| who != id);
                if rest.to.is_empty() { Edit::Remove(Key::Idea(idea.id.clone())) } else { Edit::put(rest) }
            });
            let touches = plan.touches_with(id).map(|touch| {
                let mut rest = touch.as_ref().clone();
                rest.with.retain(|who| who != id);
                if rest.with.is_empty() { Edit::Remove(Key::Touch(touch.id.clone())) } else { Edit::put(rest) }
            });
            let introduced =
                plan.stakeholders.iter().filter(|other| other.introduced_by.as_ref() == Some(id)).map(|other| {
                    let mut rest = other.as_ref().clone();
                    rest.introduced_by = None;
                    Edit::put(rest)
                });
            ideas.chain(touches).chain(introduced.filter(|edit| edit.key() != *key)).collect()
        }
        Key::Goal(id) => {
            let stakes = plan.stakeholders.iter().filter(|who| who.stakes.contains_key(id)).map(|who| {
                let mut rest = who.as_ref().clone();
                rest.stakes.remove(id);
                Edit::put(rest)
            });
            let ideas = plan.ideas.iter().filter(|idea| idea.goal.as_ref() == Some(id)).map(|idea| {
                let mut rest = idea.as_ref().clone();
                rest.goal = None;
                Edit::put(rest)
            });
            stakes.chain(ideas).collect()
        }
        Key::Idea(id) => plan
            .touches_giving(id)
            .filter_map(|touch| plan.touches.get(touch))
            .map(|touch| {
                let mut rest = touch.as_ref().clone();
                rest.idea = None;
                Edit::put(rest)
            })
            .collect(),
        _ => Vec::new(),
    };
    // An idea that was only theirs may have been given in a touch with somebody else.
    let gone: Vec<Key> = edits.iter().filter_map(removed_idea).collect();
    for idea in gone {
        for edit in removal(plan, &idea) {
            let Edit::Put(Record::Touch(touch)) = edit else { continue };
            clear_idea(&mut edits, touch);
        }
    }
    edits.push(Edit::Remove(key.clone()));
    // A value that lost in a merge has no place left when its record goes.
    let gone: Vec<Key> = edits.iter().filter(|edit| matches!(edit, Edit::Remove(_))).map(Edit::key).collect();
    let settled = plan.conflicts.iter().filter(|conflict| gone.contains(&conflict.about));
    edits.extend(settled.map(|conflict| Edit::Remove(Key::Conflict(conflict.id.clone()))));
    edits
}

/// The idea an edit removes.
fn removed_idea(edit: &Edit) -> Option<Key> {
    match edit {
        Edit::Remove(key @ Key::Idea(_)) => Some(key.clone()),
        _ => None,
    }
}

/// Clears the idea of a touch: in the edit that is already there for it, or in one of its own.
fn clear_idea(edits: &mut Vec<Edit>, touch: Arc<super::Touch>) {
    let key = Key::Touch(touch.id.clone());
    match edits.iter_mut().find(|edit| edit.key() == key) {
        Some(Edit::Put(Record::Touch(there))) => Arc::make_mut(there).idea = None,
        Some(_) => {}
        None => edits.push(Edit::Put(Record::Touch(touch))),
    }
}
