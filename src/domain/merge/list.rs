//! The rules for a list.
//!
//! Elements are matched by name: a step of a goal by its `text`, anything else by all of it. An element that one side took
//! out goes unless the other edited it. The order is the one that a side changed, and what only one side has stands
//! behind the element it stood behind there: a rung added below another never ends on top of the ladder.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::value::{self, Field, Lost};

/// Merges the versions of one list.
pub(super) fn merge(
    field: &Field,
    base: &[Value],
    ours: &[Value],
    theirs: &[Value],
    lost: &mut Vec<Lost>,
) -> Vec<Value> {
    let merged = elements(field, base, ours, theirs, lost);
    if merged.is_empty() && field.is_never_empty() {
        // Each side took out what the other left: both keep what they have.
        return elements(field, &[], ours, theirs, lost);
    }
    merged
}

/// What each element is called: the second of one name is `name (2)`.
pub(super) fn names(list: &[Value]) -> Vec<String> {
    let mut taken = BTreeSet::new();
    list.iter()
        .map(|element| {
            let name = element.get("text").and_then(Value::as_str).map_or_else(|| element.to_string(), str::to_owned);
            let mut free = name.clone();
            let mut number = 1;
            while !taken.insert(free.clone()) {
                number += 1;
                free = format!("{name} ({number})");
            }
            free
        })
        .collect()
}

fn elements(field: &Field, base: &[Value], ours: &[Value], theirs: &[Value], lost: &mut Vec<Lost>) -> Vec<Value> {
    let [base_order, our_order, their_order] = [base, ours, theirs].map(names);
    let [in_base, in_ours, in_theirs] = [(&base_order, base), (&our_order, ours), (&their_order, theirs)]
        .map(|(names, list)| names.iter().zip(list).collect::<BTreeMap<&String, &Value>>());
    let either: BTreeSet<&String> = our_order.iter().chain(&their_order).collect();
    let mut merged: BTreeMap<&String, Value> = BTreeMap::new();
    for name in either {
        let [base, ours, theirs] = [&in_base, &in_ours, &in_theirs].map(|list| list.get(name).copied());
        if let Some(element) = value::merge(&field.inside(name), base, ours, theirs, lost) {
            merged.insert(name, element);
        }
    }
    let shared = |order: &[String]| -> Vec<String> {
        let both = |name: &&String| in_ours.contains_key(name) && in_theirs.contains_key(name);
        order.iter().filter(|name| merged.contains_key(name)).filter(both).cloned().collect()
    };
    let spine = order(&shared(&base_order), shared(&our_order), shared(&their_order));
    let kept = |name: &String| merged.contains_key(name);
    let [our_runs, their_runs] = [&our_order, &their_order].map(|order| runs(order, &spine, kept));
    let mut sequence: Vec<&String> = Vec::new();
    for anchor in std::iter::once(None).chain(spine.iter().map(Some)) {
        sequence.extend(anchor);
        let mut both = [our_runs.get(&anchor), their_runs.get(&anchor)];
        both.sort();
        sequence.extend(both.into_iter().flatten().flatten().copied());
    }
    sequence.into_iter().filter_map(|name| merged.get(name).cloned()).collect()
}

/// The order of what both sides have: the one that a side changed; when both did, the first by its names.
fn order(base: &[String], ours: Vec<String>, theirs: Vec<String>) -> Vec<String> {
    if theirs == base {
        ours
    } else if ours == base {
        theirs
    } else {
        ours.min(theirs)
    }
}

/// What only one side has, by the shared element it stands behind (`None`: at the head).
fn runs<'a>(
    order: &'a [String],
    spine: &'a [String],
    kept: impl Fn(&String) -> bool,
) -> BTreeMap<Option<&'a String>, Vec<&'a String>> {
    let mut runs: BTreeMap<Option<&String>, Vec<&String>> = BTreeMap::new();
    let mut anchor = None;
    for name in order {
        match spine.iter().find(|shared| *shared == name) {
            Some(shared) => anchor = Some(shared),
            None if kept(name) => runs.entry(anchor).or_default().push(name),
            None => {}
        }
    }
    runs
}
