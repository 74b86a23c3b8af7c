//! A plan in which every text a person may write is a word of its own, and nothing of it on any covered screen.

use crate::domain::{
    Channel, Conflict, ConflictId, Edit, FollowUp, Goal, GoalId, Idea, IdeaId, Key, Plan, Proof, ProofId, Reflection,
    ReflectionId, Stake, Stakeholder, StakeholderId, Step, Touch, TouchId,
};
use crate::tui::bench::{Bench, today};
use crate::tui::forms::Field;
use crate::tui::mask::Mask;
use crate::tui::msg::Msg;
use crate::tui::overlays::Overlay;

/// A new word that stands nowhere else.
fn canary(words: &mut Vec<String>) -> String {
    let letters = ["bo", "ku", "mi", "ra", "te", "so"];
    let number = words.len();
    let word = format!("zq{}{}{}", letters[number % 6], letters[number / 6 % 6], letters[number / 36 % 6]);
    words.push(word.clone());
    format!("{} {word}", "x")
}

/// The plan, and the words in it.
fn plan() -> (Plan, Vec<String>) {
    let mut words = Vec::new();
    let mut word = || canary(&mut words);
    let mut plan = Plan::default();
    let goals = [GoalId::new("g1"), GoalId::new("g2")];
    for id in &goals {
        let steps = vec![Step { text: word(), by: None, done: None }];
        let orgs = vec![word()];
        plan.apply(Edit::put(Goal { why: word(), orgs, steps, ..Goal::new(id.clone(), word()) }));
    }
    let people = [StakeholderId::new("a"), StakeholderId::new("b")];
    for id in &people {
        let mut who = Stakeholder::named(id.clone(), word());
        (who.title, who.org, who.cares_about, who.notes) = (word(), word(), word(), word());
        (who.aka, who.tags) = (vec![word()], vec![word()]);
        who.handles = vec![(Channel::Email, word())];
        who.introduced_by = Some(people[0].clone());
        who.stakes.insert(goals[0].clone(), Stake { why: word(), ..Stake::default() });
        plan.apply(Edit::put(who));
        let idea = IdeaId::new(word());
        let idea = Idea { for_them: word(), goal: Some(goals[0].clone()), ..Idea::new(idea, vec![id.clone()], word()) };
        plan.apply(Edit::put(idea));
        let promise = FollowUp { text: word(), by: None, done: None };
        let touch = Touch::new(TouchId::new(word()), today(), people.to_vec());
        plan.apply(Edit::put(Touch { note: word(), follow_up: Some(promise.into()), ..touch }));
    }
    let (text, id) = (word(), ReflectionId::new(word()));
    plan.apply(Edit::put(Reflection { id, on: today(), feeling: None, text }));
    let (org, seniority) = (word(), String::new());
    let proof = Proof { id: ProofId::new(word()), org, seniority, what: word(), result: word(), quotable: false };
    plan.apply(Edit::put(proof));
    let about = Key::Stakeholder(people[0].clone());
    let lost = format!("\"{}\"", word());
    plan.apply(Edit::put(Conflict { id: ConflictId::new("c"), about, field: "title".into(), lost }));
    (plan, words)
}

/// Keys that show everything there is to show, and say something about it.
const KEYS: &[&str] = &[
    "",
    "j",
    "j<Tab>",
    "<Tab>",
    "<Tab><Tab>",
    "<S-Tab>",
    "]",
    "]]",
    "e",
    "<Tab>e",
    "<Tab><Tab>e",
    "<S-Tab>e",
    "S",
    "t",
    "i",
    "x",
    "A",
    "f",
    "L",
    "!",
    "!1",
    "zw",
    "zwu",
    "dd",
    "du",
    "n",
    "mm",
    "mmzw",
    "L2",
    "L1",
    "4",
    "4<Enter>",
    "4<Tab><Enter>",
    "4jt",
    "4v",
    "4v<Enter>",
    "4vv",
    "4vvS",
    "4a",
    "4]",
    "4[",
    "p",
    "p<Enter>",
    "<Tab>w",
    "<Tab>wm<Enter>",
    "L2w",
    "=",
    "3",
    "3jj",
    "3<Enter>",
    "3j<Enter>",
    "3e",
    "3f1",
    "3f11",
    "3/zqbo<Enter>",
    "3dd",
    "3t",
    "3n",
];

#[test]
fn nothing_private_is_on_a_covered_screen() {
    let (plan, words) = plan();
    let shown = |bench: &Bench| -> Vec<String> {
        let screen = bench.screen();
        words.iter().filter(|word| screen.contains(word.as_str())).cloned().collect()
    };
    let mut seen = std::collections::BTreeSet::new();
    for size in [(120, 50), (80, 24), (40, 12)] {
        for keys in KEYS {
            let mut bench = Bench::new(plan.records().clone());
            bench.model.size = size;
            bench.keys(keys);
            seen.extend(shown(&bench));
            let mut bench = Bench::new(plan.records().clone());
            bench.model.size = size;
            bench.model.mask = Mask::On;
            bench.keys(keys);
            // The field that is being written in can be read; it is covered when nobody is there.
            let written = match bench.model.overlays.last() {
                Some(Overlay::Capture(line)) => Some(line.field.value()),
                _ => bench.model.form().and_then(|form| form.current()).map(Field::text),
            };
            let open: Vec<String> = shown(&bench)
                .into_iter()
                .filter(|word| written.as_ref().is_none_or(|written| !written.contains(word.as_str())))
                .collect();
            assert!(open.is_empty(), "{open:?} after {keys:?} at {size:?}\n{}", bench.screen());
            bench.send(Msg::Away);
            assert_eq!(shown(&bench), [""; 0], "after {keys:?} at {size:?}\n{}", bench.screen());
        }
    }
    // Uncovered, the same keys show nearly all of it: the ids are for the file alone.
    let unseen: Vec<&String> = words.iter().filter(|word| !seen.contains(*word)).collect();
    assert_eq!(unseen.len(), 6, "{unseen:?}");
}

#[test]
fn covering_and_uncovering() {
    let mut bench = Bench::sample();
    bench.keys("*");
    let screen = bench.screen();
    assert!(screen.contains("I.S.") && !screen.contains("Ingrid"), "{screen}");
    bench.keys("t<F2>");
    assert!(bench.screen().contains("In touch with Ingrid Solberg"));
    bench.send(Msg::Away);
    assert!(!bench.screen().contains("Ingrid"));
    bench.keys("<Esc>");
    assert!(!bench.screen().contains("Ingrid"), "whoever comes back uncovers it");
    bench.keys("*");
    assert!(bench.screen().contains("Ingrid"));
}
