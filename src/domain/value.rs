//! Who would value this? From something that could be given to the people for whom it is a gift.
//!
//! Somebody is listed where words of it stand in what they care about, in their tags, or in what else is known of them; and
//! a proof also for those it may be told to ([`Proof::may_be_told_to`]) who have a stake in the goal. It is never offered to
//! those it is for already, to the archived, or to those who rest.
//!
//! The order goes by points:
//!
//! | points | reason |
//! | --- | --- |
//! | 30 for each word, to 90 | they care about it; half where many people share the word |
//! | 25 for each tag | it is one of their tags |
//! | 12 for each word, to 24 | it stands in their title or notes, or in why they matter |
//! | 20 | a proof from elsewhere, from their rung or below |
//! | 10, and 2 for each point of influence | they have a stake in the goal |
//! | 15 | a proof, and they doubt the goal or have not taken sides |
//! | 10 | not one of the last two kinds given to them |
//! | -30 | more than the closeness makes natural |
//!
//! Words are compared without endings, accents and case, so that `reports` finds `reporting`; English endings and the
//! commonest English words are known.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use unicode_segmentation::UnicodeSegmentation as _;

use super::find::fold;
use super::word::Word as _;
use super::{Day, Gift, GoalId, Idea, Plan, Proof, Role, Stakeholder, Stance, Warmth, outsizes, standing};

/// Something that could be given.
#[derive(Clone, Copy, Debug)]
pub enum Matter<'a> {
    /// An idea for somebody else.
    Idea(&'a Idea),
    /// A proof.
    Proof(&'a Proof),
    /// Anything, in words: a result, a contact, an hour.
    Words(&'a str),
}

impl Matter<'_> {
    fn words(&self) -> String {
        match self {
            Self::Idea(idea) => format!("{} {}", idea.text, idea.for_them),
            Self::Proof(proof) => format!("{} {}", proof.what, proof.result),
            Self::Words(words) => (*words).to_owned(),
        }
    }

    fn gift(&self) -> Option<Gift> {
        match self {
            Self::Idea(idea) => idea.gift,
            Self::Proof(_) => Some(Gift::Proof),
            Self::Words(_) => None,
        }
    }

    fn effort(&self) -> Option<u32> {
        match self {
            Self::Idea(idea) => idea.effort,
            _ => None,
        }
    }
}

/// Somebody for whom it is a gift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Valued {
    /// Who.
    pub who: Arc<Stakeholder>,
    /// How much speaks for them.
    pub points: i32,
    /// Why, the weightiest first.
    pub reasons: Vec<Worth>,
}

/// Why something is a gift to somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Worth {
    /// They care about it: these of their words.
    Cares(Vec<String>),
    /// It is one of their tags.
    Tags(Vec<String>),
    /// These words stand in their title or notes, or in why they matter.
    Known(Vec<String>),
    /// A proof from elsewhere, from their rung or below.
    Elsewhere,
    /// What they are to the goal.
    Stake(Option<Role>),
    /// A proof, and this is where they stand.
    Stands(Stance),
    /// A kind of gift they did not get lately.
    NotLately(Gift),
    /// Larger than the closeness makes natural.
    Outsized,
}

impl Worth {
    /// The reason in words.
    pub fn words(&self) -> String {
        match self {
            Self::Cares(words) => format!("cares about {}", words.join(", ")),
            Self::Tags(tags) => tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" "),
            Self::Known(words) => format!("you noted {}", words.join(", ")),
            Self::Elsewhere => "from elsewhere, at their level".to_owned(),
            Self::Stake(Some(role)) => format!("{} of the goal", role.spoken()),
            Self::Stake(None) => "has a stake in the goal".to_owned(),
            Self::Stands(stance) => format!("{}: a fact can help", stance.spoken()),
            Self::NotLately(gift) => format!("no {} lately", gift.spoken()),
            Self::Outsized => "large for how well you know each other".to_owned(),
        }
    }

    /// Whether it says anything of a person's own words, which a covered screen does not show.
    pub fn is_private(&self) -> bool {
        matches!(self, Self::Cares(_) | Self::Tags(_) | Self::Known(_))
    }
}

/// The people for whom this is a gift, the best first. `goal` is the one shown: stakes in it count.
pub fn who_values(plan: &Plan, matter: Matter<'_>, goal: Option<&GoalId>, today: Day) -> Vec<Valued> {
    let wanted = stems(&matter.words());
    if wanted.is_empty() && !matches!(matter, Matter::Proof(_)) {
        return Vec::new();
    }
    let people: Vec<&Arc<Stakeholder>> = plan.stakeholders.iter().filter(|who| !who.archived).collect();
    // How many people share a word: what everybody cares about tells nobody from the others.
    let mut shared: HashMap<String, usize> = HashMap::new();
    let cares: Vec<BTreeMap<String, String>> = people.iter().map(|who| stems(&who.cares_about)).collect();
    for stem in cares.iter().flat_map(BTreeMap::keys).filter(|stem| wanted.contains_key(*stem)) {
        *shared.entry(stem.clone()).or_default() += 1;
    }
    let many = (people.len() / 10).max(3);
    let common = |stem: &str| shared.get(stem).is_some_and(|count| *count > many);
    let mut valued: Vec<Valued> = people
        .iter()
        .zip(&cares)
        .filter_map(|(who, cares)| {
            let (points, reasons) = judged(plan, matter, goal, who, &Words { wanted: &wanted, cares }, common, today)?;
            Some(Valued { who: Arc::clone(who), points, reasons })
        })
        .collect();
    valued.sort_by(|one, two| {
        (Reverse(one.points), &one.who.name, &one.who.id).cmp(&(Reverse(two.points), &two.who.name, &two.who.id))
    });
    valued
}

/// The words looked for and those somebody cares about, each by its stem.
struct Words<'a> {
    wanted: &'a BTreeMap<String, String>,
    cares: &'a BTreeMap<String, String>,
}

/// What speaks for somebody, in points and reasons; none where nothing does.
fn judged(
    plan: &Plan,
    matter: Matter<'_>,
    goal: Option<&GoalId>,
    who: &Stakeholder,
    words: &Words<'_>,
    common: impl Fn(&str) -> bool,
    today: Day,
) -> Option<(i32, Vec<Worth>)> {
    if matches!(matter, Matter::Idea(idea) if idea.to.contains(&who.id)) {
        return None;
    }
    if matches!(matter, Matter::Proof(proof) if !proof.may_be_told_to(who, plan)) {
        return None;
    }
    let stake = goal.and_then(|goal| who.stakes.get(goal));
    let mut weighed: Vec<(i32, Worth)> = Vec::new();
    let met: Vec<(&String, &String)> =
        words.cares.iter().filter(|(stem, _)| words.wanted.contains_key(*stem)).collect();
    if !met.is_empty() {
        let points: i32 = met.iter().map(|(stem, _)| if common(stem) { 15 } else { 30 }).sum();
        weighed.push((points.min(90), Worth::Cares(met.iter().map(|(_, word)| (*word).clone()).collect())));
    }
    let is_met = |tag: &&String| stems(tag).keys().any(|stem| words.wanted.contains_key(stem));
    let tags: Vec<String> = who.tags.iter().filter(is_met).cloned().collect();
    if !tags.is_empty() {
        weighed.push((tags.iter().map(|_| 25).sum(), Worth::Tags(tags)));
    }
    let why = who.stakes.values().map(|stake| stake.why.as_str());
    let also: String = [who.title.as_str(), &who.notes].into_iter().chain(why).collect::<Vec<_>>().join("\n");
    let known: Vec<String> = stems(&also)
        .into_iter()
        .filter(|(stem, _)| words.wanted.contains_key(stem) && !words.cares.contains_key(stem))
        .map(|(_, word)| word)
        .collect();
    if !known.is_empty() {
        weighed.push((known.iter().map(|_| 12).sum::<i32>().min(24), Worth::Known(known)));
    }
    let is_proof = matches!(matter, Matter::Proof(_));
    if weighed.is_empty() && !(is_proof && stake.is_some()) {
        return None;
    }
    let now = standing(plan, who, today);
    if now.warmth == Warmth::Snoozed {
        return None;
    }
    if is_proof {
        weighed.push((20, Worth::Elsewhere));
    }
    if let Some(stake) = stake {
        weighed.push((10 + 2 * i32::from(stake.influence.unwrap_or(0)), Worth::Stake(stake.role)));
        if let Some(stance) = stake.stance.filter(|stance| is_proof && *stance <= Stance::Neutral) {
            weighed.push((15, Worth::Stands(stance)));
        }
    }
    if let Some(gift) = matter.gift() {
        let mut lately = plan.touches_with(&who.id).filter_map(|touch| touch.gift).take(2);
        if now.last.is_some() && lately.all(|other| other != gift) {
            weighed.push((10, Worth::NotLately(gift)));
        }
    }
    if outsizes(matter.gift(), matter.effort(), who.closeness) {
        weighed.push((-30, Worth::Outsized));
    }
    let points = weighed.iter().map(|(points, _)| points).sum();
    weighed.sort_by_key(|(points, _)| Reverse(*points));
    Some((points, weighed.into_iter().map(|(_, reason)| reason).collect()))
}

/// Words that stand in any text and tell nothing of it.
const COMMON: &[&str] = &[
    "about", "after", "again", "all", "also", "and", "any", "are", "ask", "been", "before", "but", "can", "come",
    "could", "day", "did", "does", "each", "ever", "every", "for", "from", "get", "give", "goes", "had", "has", "have",
    "her", "here", "hers", "him", "his", "how", "into", "its", "just", "know", "less", "like", "made", "make", "many",
    "more", "most", "much", "not", "now", "off", "one", "only", "other", "our", "out", "over", "own", "she", "should",
    "show", "some", "still", "such", "take", "tell", "than", "that", "the", "their", "them", "then", "there", "they",
    "thing", "this", "those", "time", "too", "two", "until", "use", "very", "was", "way", "were", "what", "when",
    "where", "which", "who", "whom", "why", "will", "with", "without", "would", "yet", "you", "your",
];

/// The words of a text that tell something, each by its stem.
fn stems(text: &str) -> BTreeMap<String, String> {
    let words = text.unicode_words().map(|word| (word.chars().map(fold).collect::<String>(), word));
    let telling = words.filter(|(small, _)| {
        let long = small.chars().count() > 2 || !small.is_ascii();
        long && !small.starts_with(|letter: char| letter.is_ascii_digit()) && !COMMON.contains(&small.as_str())
    });
    telling.map(|(small, word)| (stem(&small), word.to_lowercase())).collect()
}

/// A word without its ending: `reports`, `reported` and `reporting` are all `report`.
fn stem(word: &str) -> String {
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    let long = |stem: &&str| stem.chars().count() > 2;
    if let Some(stem) = word.strip_suffix("ies").filter(long) {
        return format!("{stem}y");
    }
    let without = |ending: &str| word.strip_suffix(ending).filter(long);
    let cut = without("ing").or_else(|| without("ed"));
    // `planning` is `plan` with its last letter twice.
    if let Some(stem) = cut {
        let mut letters = stem.chars().rev();
        let twice = letters.next().is_some_and(|last| letters.next() == Some(last) && !matches!(last, 'l' | 's'));
        let stem = if twice { stem.chars().take(stem.chars().count() - 1).collect() } else { stem.to_owned() };
        return stem;
    }
    let stem = without("es").or_else(|| without("s").filter(|_| !word.ends_with("ss"))).unwrap_or(word);
    stem.strip_suffix('e').filter(long).unwrap_or(stem).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Closeness, Edit, IdeaId, ProofId, Stake, StakeholderId, Touch, TouchId};
    use proptest::prelude::*;

    fn today() -> Day {
        "2026-11-23".parse().unwrap()
    }

    fn goal() -> GoalId {
        GoalId::new("data")
    }

    fn someone(name: &str, cares_about: &str) -> Stakeholder {
        let closeness = Closeness::Exchanged;
        let cares_about = cares_about.to_owned();
        Stakeholder { closeness, cares_about, ..Stakeholder::named(StakeholderId::new(name), name) }
    }

    fn plan(people: impl IntoIterator<Item = Stakeholder>) -> Plan {
        let mut plan = Plan::default();
        people.into_iter().for_each(|who| drop(plan.apply(Edit::put(who))));
        plan
    }

    fn told(valued: &[Valued]) -> Vec<String> {
        let reasons = |one: &Valued| one.reasons.iter().map(Worth::words).collect::<Vec<_>>().join("; ");
        valued.iter().map(|one| format!("{} {}: {}", one.points, one.who.name, reasons(one))).collect()
    }

    #[test]
    fn endings_do_not_count() {
        for (one, other) in [
            ("reports", "reporting"),
            ("report", "reported"),
            ("releases", "release"),
            ("figures", "figure"),
            ("planning", "plans"),
            ("studies", "study"),
            ("team's", "teams"),
            ("calls", "calling"),
        ] {
            assert_eq!(stem(one), stem(other), "{one} {other}");
        }
        for (one, other) in [("risk", "rise"), ("less", "les"), ("ring", "red"), ("data", "date")] {
            assert_ne!(stem(one), stem(other), "{one} {other}");
        }
    }

    #[test]
    fn words_find_who_cares_about_them_and_say_which() {
        let mut tagged = someone("Tom", "time to think");
        tagged.tags.push("release".into());
        let mut noted = someone("Una", "");
        noted.title = "Release Manager".into();
        let mut gone = someone("Vic", "releases");
        gone.archived = true;
        let mut resting = someone("Wim", "releases");
        resting.snoozed = Some(today().plus(3));
        let plan =
            plan([someone("Grace", "fewer release weekends"), tagged, noted, gone, resting, someone("Ada", "x")]);
        let valued = who_values(&plan, Matter::Words("A tool that makes releases on weekends rare"), None, today());
        let wanted = ["60 Grace: cares about release, weekends", "25 Tom: #release", "12 Una: you noted release"];
        assert_eq!(told(&valued), wanted);
        assert_eq!(who_values(&plan, Matter::Words("and the what"), None, today()), []);
    }

    #[test]
    fn a_proof_goes_to_those_elsewhere_who_have_a_stake_or_care() {
        let person = |name: &str, org: &str, rung: &str, stance| {
            let mut who = someone(name, "");
            (who.org, who.seniority) = (org.into(), rung.into());
            let influence = Some(5);
            who.stakes.insert(goal(), Stake { role: Some(Role::Decider), influence, stance, ..Stake::default() });
            who
        };
        let mut own = person("Own", "Finance", "Executive", None);
        own.cares_about = "reporting".into();
        let mut plan = plan([
            person("Doubt", "Legal", "Executive", Some(Stance::Sceptical)),
            person("With", "Legal", "VP", Some(Stance::Championing)),
            person("Below", "Legal", "Manager", None),
            own,
            someone("None", ""),
        ]);
        let (org, seniority, what) = ("Finance".into(), "VP".into(), "self-serve reporting".into());
        let proof = Proof { id: ProofId::new("p"), org, seniority, what, result: String::new(), quotable: true };
        plan.apply(Edit::put(proof.clone()));
        let valued = who_values(&plan, Matter::Proof(&proof), Some(&goal()), today());
        let wanted = [
            "55 Doubt: from elsewhere, at their level; decider of the goal; sceptical: a fact can help",
            "40 With: from elsewhere, at their level; decider of the goal",
        ];
        assert_eq!(told(&valued), wanted);
    }

    #[test]
    fn an_idea_is_not_for_those_it_is_for_and_its_kind_and_size_count() {
        let mut near = someone("Near", "release weekends");
        near.closeness = Closeness::Regular;
        let mut plan = plan([someone("Grace", "release weekends"), near, someone("Far", "release weekends")]);
        let touch = Touch::new(TouchId::new("t"), today(), vec![StakeholderId::new("Near")]);
        plan.apply(Edit::put(Touch { gift: Some(Gift::Story), ..touch }));
        let mut idea = Idea::new(IdeaId::new("i"), vec![StakeholderId::new("Grace")], "Script the release");
        (idea.gift, idea.effort) = (Some(Gift::Help), Some(90));
        let valued = who_values(&plan, Matter::Idea(&idea), None, today());
        let wanted = [
            "40 Near: cares about release; no help lately",
            "0 Far: cares about release; large for how well you know each other",
        ];
        assert_eq!(told(&valued), wanted);
    }

    #[test]
    fn what_everybody_cares_about_counts_half() {
        let mut people: Vec<_> = (0..5).map(|number| someone(&format!("P{number}"), "data")).collect();
        people.push(someone("Q", "audits"));
        let valued = who_values(&plan(people), Matter::Words("data for audits"), None, today());
        assert_eq!((valued[0].who.name.as_str(), valued[0].points, valued[1].points), ("Q", 30, 15));
    }

    proptest! {
        #[test]
        fn nobody_who_rests_or_is_archived_and_never_anybody_twice(records in crate::domain::arbitrary::records(), words in ".{0,30}") {
            let plan = Plan::new(records);
            let mut matters: Vec<Matter<'_>> = vec![Matter::Words(&words)];
            matters.extend(plan.ideas.iter().map(|idea| Matter::Idea(idea)));
            matters.extend(plan.proofs.iter().map(|proof| Matter::Proof(proof)));
            for matter in matters {
                let valued = who_values(&plan, matter, plan.goals.ids().next(), today());
                let mut ids: Vec<_> = valued.iter().map(|one| one.who.id.clone()).collect();
                prop_assert!(valued.iter().all(|one| !one.who.archived && one.who.snoozed.is_none_or(|day| day <= today())));
                prop_assert!(valued.iter().all(|one| !one.reasons.is_empty()));
                ids.sort();
                ids.dedup();
                prop_assert_eq!(ids.len(), valued.len());
            }
        }
    }
}
