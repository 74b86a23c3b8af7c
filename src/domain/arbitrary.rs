//! Plans at random, for the laws in the tests.
//!
//! Ids come from small pools, so that plans overlap and references mostly hold; texts are as nasty as people are.

use proptest::collection::{btree_map, vec};
use proptest::option::of;
use proptest::prelude::*;
use proptest::sample::select;

use super::{
    Channel, Closeness, Conflict, ConflictId, Day, Edit, FollowUp, Gift, Goal, Id, Idea, Key, Ladder, Move, Plan,
    Proof, Record, Records, Reflection, Response, Review, Role, Stake, Stakeholder, Stance, Step, Touch, Word, removal,
};

/// A word of a vocabulary.
pub(crate) fn word<T: Word + std::fmt::Debug>() -> impl Strategy<Value = T> {
    select(T::ALL)
}

/// Text as it may stand in a plan: empty, plain, quoted, wide, right to left, with controls and line ends.
pub(crate) fn text() -> impl Strategy<Value = String> {
    const ODD: &[&str] = &[
        "",
        "",
        "plain words",
        "with \"quotes\" and \\ strokes",
        "two\nlines",
        "tab\there",
        "田中 美咲",
        "عمر",
        "e\u{301}",
        "\u{1b}[2Jgone",
        "\u{202e}abc",
        "\u{200b}",
        "#tag, @org",
        "[x] (y) {z}",
        "// no comment",
        "\u{feff}bom",
        "🧑‍🚀",
    ];
    prop_oneof![4 => select(ODD).prop_map(str::to_owned), 1 => "[ -~]{0,12}", 1 => any::<String>()]
}

/// An id from a small pool.
pub(crate) fn id<T: std::fmt::Debug + 'static>(stem: &'static str) -> impl Strategy<Value = Id<T>> {
    (0..5_u8).prop_map(move |number| Id::new(format!("{stem}-{number}")))
}

/// A day of the last few years, or any at all.
pub(crate) fn day() -> impl Strategy<Value = Day> {
    let base = Day::new(2026, 11, 23).unwrap();
    prop_oneof![5 => (-900..300_i64).prop_map(move |days| base.plus(days)), 1 => any::<i32>().prop_map(move |days| base.plus(days.into()))]
}

fn goal() -> impl Strategy<Value = Goal> {
    let step = (text(), of(day()), of(day())).prop_map(|(text, by, done)| Step { text, by, done });
    (id("goal"), text(), text(), of(day()), vec(text(), 0..3), vec(step, 0..4), of(day()))
        .prop_map(|(id, title, why, by, orgs, steps, closed)| Goal { id, title, why, by, orgs, steps, closed })
}

fn moves<T: Word + std::fmt::Debug>() -> impl Strategy<Value = Vec<Move<T>>> {
    vec((day(), of(word::<T>()), of(word::<T>())).prop_map(|(on, from, to)| Move { on, from, to }), 0..3)
}

fn stake() -> impl Strategy<Value = Stake> {
    let sides = (of(word::<Stance>()), of(word::<Stance>()), moves());
    (of(word::<Role>()), of(1..=5_u8), of(1..=5_u8), sides, text()).prop_map(
        |(role, influence, interest, (stance, wanted, moves), why)| Stake {
            role,
            influence,
            interest,
            stance,
            wanted,
            moves,
            why,
        },
    )
}

fn stakeholder() -> impl Strategy<Value = Stakeholder> {
    let who = (id("who"), text(), text(), text(), vec(text(), 0..3), select(&["", "VP", "Peer", "Duke"][..]));
    let tie = (word::<Closeness>(), of(word::<Closeness>()), moves(), text(), btree_map(id("goal"), stake(), 0..3));
    let more = (vec((word::<Channel>(), text()), 0..3), of(1..400_u32), vec(text(), 0..3), of(id("who")), text());
    let days = (of(day()), of(day()), of(day()), any::<bool>());
    (who, tie, more, days).prop_map(|(who, tie, more, days)| {
        let (id, name, title, org, aka, seniority) = who;
        let (closeness, closer_to, moves, cares_about, stakes) = tie;
        let (handles, cadence, tags, introduced_by, notes) = more;
        let (birthday, added, snoozed, archived) = days;
        let seniority = seniority.to_owned();
        Stakeholder {
            id,
            name,
            title,
            org,
            aka,
            seniority,
            closeness,
            closer_to,
            moves,
            cares_about,
            stakes: stakes.into_iter().collect(),
            handles,
            cadence,
            tags,
            introduced_by,
            birthday,
            added,
            snoozed,
            archived,
            notes,
        }
    })
}

fn idea() -> impl Strategy<Value = Idea> {
    (id("idea"), vec(id("who"), 0..3), of(id("goal")), of(word::<Gift>()), text(), text(), of(0..600_u32), of(day()))
        .prop_map(|(id, to, goal, gift, text, for_them, effort, by)| Idea {
            id,
            to: to.into(),
            goal,
            gift,
            text,
            for_them,
            effort,
            by,
        })
}

fn touch() -> impl Strategy<Value = Touch> {
    let promise = (of(day()), text(), of(day())).prop_map(|(by, text, done)| FollowUp { by, text, done });
    let what = (of(word::<Channel>()), of(word::<Gift>()), of(id("idea")), text(), of(word::<Response>()), of(promise));
    (id("touch"), day(), vec(id("who"), 0..3), what).prop_map(|(id, on, with, what)| {
        let (via, gift, idea, note, response, follow_up) = what;
        let (idea, follow_up) = (idea.map(Box::new), follow_up.map(Box::new));
        Touch { id, on, with: with.into(), via, gift, idea, note, response, follow_up }
    })
}

fn reflection() -> impl Strategy<Value = Reflection> {
    (id("reflection"), day(), of(-2..=2_i8), text()).prop_map(|(id, on, feeling, text)| Reflection {
        id,
        on,
        feeling,
        text,
    })
}

fn proof() -> impl Strategy<Value = Proof> {
    let rung = select(&["", "VP", "Peer", "Duke"][..]).prop_map(str::to_owned);
    (id("proof"), text(), rung, text(), text(), any::<bool>())
        .prop_map(|(id, org, seniority, what, result, quotable)| Proof { id, org, seniority, what, result, quotable })
}

fn review() -> impl Strategy<Value = Review> {
    let on = (0..5_i64).prop_map(|days| Day::new(2026, 11, 23).unwrap().plus(-days));
    (on, vec(id("who"), 0..4), any::<bool>()).prop_map(|(on, seen, ended)| Review { seen, ended, ..Review::new(on) })
}

fn conflict() -> impl Strategy<Value = Conflict> {
    (id("who"), text()).prop_map(|(about, lost)| {
        let about = Key::Stakeholder(about);
        let lost = serde_json::to_string(&lost).unwrap();
        Conflict { id: ConflictId::new(format!("{about}-{}", lost.len())), about, field: "title".into(), lost }
    })
}

fn ladder() -> impl Strategy<Value = Ladder> {
    prop_oneof![4 => Just(Ladder::default()), 1 => vec("[A-Z][a-z]{1,5}", 1..4).prop_map(|rungs| Ladder { rungs })]
}

/// A record of any kind.
pub(crate) fn record() -> impl Strategy<Value = Record> {
    prop_oneof![
        1 => ladder().prop_map(Record::from),
        3 => goal().prop_map(Record::from),
        6 => stakeholder().prop_map(Record::from),
        5 => idea().prop_map(Record::from),
        6 => touch().prop_map(Record::from),
        2 => reflection().prop_map(Record::from),
        2 => proof().prop_map(Record::from),
        1 => review().prop_map(Record::from),
        1 => conflict().prop_map(Record::from),
    ]
}

/// A few edits.
pub(crate) fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let edit = (record(), 0..4_u8).prop_map(
        |(record, dice)| {
            if dice == 0 { Edit::Remove(record.key()) } else { Edit::Put(record) }
        },
    );
    vec(edit, 0..8)
}

/// Records with whatever references came up.
pub(crate) fn records() -> impl Strategy<Value = Records> {
    vec(record(), 0..24).prop_map(|list| {
        let mut plan = Plan::default();
        for record in list {
            plan.apply(Edit::Put(record));
        }
        plan.records().clone()
    })
}

/// The records after these edits.
pub(crate) fn after(records: &Records, edits: impl IntoIterator<Item = Edit>) -> Records {
    let mut records = records.clone();
    for edit in edits {
        records.apply(edit);
    }
    records
}

/// The records after these edits, made with care: what is removed takes the references to it along, and no reference leads
/// nowhere in the end.
pub(crate) fn after_with_care(records: &Records, edits: impl IntoIterator<Item = Edit>) -> Records {
    let mut plan = Plan::new(records.clone());
    for edit in edits {
        let steps = match edit {
            Edit::Remove(key) => removal(&plan, &key),
            put @ Edit::Put(_) => vec![put],
        };
        for edit in steps {
            plan.apply(edit);
        }
    }
    sound(plan.records())
}

/// Records in which every reference leads somewhere.
pub(crate) fn sound_records() -> impl Strategy<Value = Records> {
    records().prop_map(|records| sound(&records))
}

/// The same records without the references that lead nowhere.
pub(crate) fn sound(records: &Records) -> Records {
    let mut plan = Plan::new(records.clone());
    for who in records.stakeholders.iter() {
        let mut who = who.as_ref().clone();
        who.stakes.retain(|goal, _| records.goals.contains(goal));
        who.introduced_by = who.introduced_by.filter(|other| records.stakeholders.contains(other));
        plan.apply(Edit::put(who));
    }
    for idea in records.ideas.iter() {
        let mut idea = idea.as_ref().clone();
        idea.to.retain(|who| records.stakeholders.contains(who));
        idea.goal = idea.goal.filter(|goal| records.goals.contains(goal));
        plan.apply(Edit::put(idea));
    }
    for touch in records.touches.iter() {
        let mut touch = touch.as_ref().clone();
        touch.with.retain(|who| records.stakeholders.contains(who));
        touch.idea = touch.idea.filter(|idea| records.ideas.contains(idea));
        plan.apply(Edit::put(touch));
    }
    plan.records().clone()
}
