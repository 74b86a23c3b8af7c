//! Which stakeholders are asked for, and in what order.
//!
//! A query is a line of text: words that are looked for fuzzily, and filter words such as `seniority:director+`,
//! `warmth:overdue`, `goal:self-serve`, `stance:neutral`, `closeness:3+`, `tag:pilot`, `org:finance`, `archived:yes`.
//! A filter word takes several values (`tag:pilot,board`: one of them holds), quotes (`org:"risk and legal"`), and a
//! minus before it to turn it round (`-warmth:snoozed`).

use std::sync::Arc;

use super::agenda::owes;
use super::find::{Finder, Marker, Parts};
use super::roster::Roster;
use super::word::Word;
use super::{Closeness, Day, Goal, GoalId, Ladder, Plan, Stakeholder, Stance, Standing, Warmth, standing};

/// The order of a list of stakeholders. Every order is total: what is equal goes by name, then by id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Most overdue in their own cadence first; those who rest last.
    #[default]
    Due,
    /// Highest rung first.
    Seniority,
    /// By name.
    Name,
    /// Longest silence first, those never touched before all.
    LastContact,
    /// By organisation.
    Organisation,
}

impl Word for Sort {
    const ALL: &'static [Self] = &[Self::Due, Self::Seniority, Self::Name, Self::LastContact, Self::Organisation];

    fn word(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Seniority => "seniority",
            Self::Name => "name",
            Self::LastContact => "last contact",
            Self::Organisation => "organisation",
        }
    }

    fn meaning(self) -> &'static str {
        match self {
            Self::Due => "most overdue first",
            Self::Seniority => "highest rung first",
            Self::Name => "by name",
            Self::LastContact => "longest silence first",
            Self::Organisation => "by organisation",
        }
    }
}

impl Sort {
    /// The next order, round and round.
    #[must_use]
    pub fn next(self) -> Self {
        let here = Self::ALL.iter().position(|sort| *sort == self).unwrap_or(0);
        Self::ALL.get(here + 1).copied().unwrap_or_default()
    }
}

/// How a figure on a scale is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// It is this one: `director`.
    Exactly,
    /// It is this one or above: `director+`.
    AtLeast,
    /// It is this one or below: `director-`.
    AtMost,
}

impl Span {
    /// Splits `director+` into the word and how it is compared.
    pub fn of(text: &str) -> (&str, Self) {
        match (text.strip_suffix('+'), text.strip_suffix('-')) {
            (Some(word), _) => (word, Self::AtLeast),
            (None, Some(word)) => (word, Self::AtMost),
            (None, None) => (text, Self::Exactly),
        }
    }

    /// Whether a value is where the bound asks for.
    pub fn holds<T: Ord>(self, value: &T, bound: &T) -> bool {
        match self {
            Self::Exactly => value == bound,
            Self::AtLeast => value >= bound,
            Self::AtMost => value <= bound,
        }
    }
}

/// One filter word.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Filter {
    Seniority(String, Span),
    Warmth(Warmth, Span),
    Goal(String),
    Stance(Stance),
    Closeness(Closeness, Span),
    Tag(String),
    Org(String),
    Archived,
}

/// A filter word: one of its values has to hold, or none of them where it is turned round.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Condition {
    any: Vec<Filter>,
    wanted: bool,
}

/// Which stakeholders are asked for, and in what order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    pub(super) words: String,
    conditions: Vec<Condition>,
    /// Only those with a stake in this goal.
    pub within: Option<GoalId>,
    /// The order.
    pub sort: Sort,
    /// Filter words that were not understood, as sentences.
    pub problems: Vec<String>,
}

impl Query {
    /// Reads a line of words and filter words. A filter word that is not understood filters nothing and is named in
    /// [`Query::problems`].
    pub fn parse(text: &str) -> Self {
        let mut query = Self::default();
        let mut words = Vec::new();
        for Typed { text: word, .. } in typed(text) {
            let (wanted, bare) = word.strip_prefix('-').map_or((true, word.as_str()), |bare| (false, bare));
            match bare.split_once(':').filter(|(name, _)| NAMES.contains(&name.to_lowercase().as_str())) {
                Some((name, values)) => {
                    let mut any = Vec::new();
                    // An empty value is still being typed.
                    for value in values.split(',').filter(|value| !value.is_empty()) {
                        match filter(&name.to_lowercase(), value) {
                            Ok(filter) => any.push(filter),
                            Err(problem) => query.problems.push(problem),
                        }
                    }
                    if !any.is_empty() {
                        query.conditions.push(Condition { any, wanted });
                    }
                }
                None => words.push(word),
            }
        }
        query.words = words.join(" ");
        query
    }

    /// What finds the words again in the names that are shown.
    pub fn marker(&self) -> Marker {
        Marker::new(self.words.split_whitespace())
    }

    fn filters(&self) -> impl Iterator<Item = &Filter> {
        self.conditions.iter().flat_map(|condition| &condition.any)
    }

    /// What is not understood in this plan, as sentences: [`Query::problems`], and rungs and goals that it does not have.
    pub fn doubts(&self, plan: &Plan) -> Vec<String> {
        let unknown = self.filters().filter_map(|filter| match filter {
            Filter::Seniority(rung, _) if height(&plan.ladder, rung).is_none() => {
                Some(format!("{rung} is none of {}", plan.ladder.rungs.join(", ").to_lowercase()))
            }
            Filter::Goal(goal) if !plan.goals.iter().any(|record| is_like(record, goal)) => {
                Some(format!("no goal is called {goal}"))
            }
            _ => None,
        });
        self.problems.iter().cloned().chain(unknown).collect()
    }
}

/// A word of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typed {
    /// The word, without its quotes.
    pub text: String,
    /// Whether it began with a quote.
    pub quoted: bool,
}

/// The words of a line; what stands between double quotes is one word, a quote that is never closed reaches to the end.
pub fn typed(line: &str) -> Vec<Typed> {
    let blank = || Typed { text: String::new(), quoted: false };
    let mut words = vec![blank()];
    let mut inside = false;
    for letter in line.chars() {
        if letter.is_whitespace() && !inside {
            words.push(blank());
            continue;
        }
        inside ^= letter == '"';
        if let Some(word) = words.last_mut() {
            match letter {
                '"' => word.quoted |= word.text.is_empty(),
                letter => word.text.push(letter),
            }
        }
    }
    words.retain(|word| !word.text.is_empty());
    words
}

/// The names of the filter words.
const NAMES: [&str; 8] = ["seniority", "warmth", "goal", "stance", "closeness", "tag", "org", "archived"];

fn filter(name: &str, value: &str) -> Result<Filter, String> {
    let lower = value.to_lowercase();
    let (word, span) = Span::of(&lower);
    match name {
        "seniority" => Ok(Filter::Seniority(word.to_owned(), span)),
        "warmth" => one_of(word).map(|warmth| Filter::Warmth(warmth, span)),
        "stance" => one_of(value).map(Filter::Stance),
        "closeness" => {
            let step = word.parse::<usize>().ok().and_then(|step| Closeness::ALL.get(step).copied());
            step.map_or_else(|| one_of(word), Ok).map(|step| Filter::Closeness(step, span))
        }
        "goal" => Ok(Filter::Goal(lower)),
        "tag" => Ok(Filter::Tag(lower.trim_start_matches('#').to_owned())),
        "org" => Ok(Filter::Org(lower)),
        _ => match word {
            "yes" | "y" | "true" => Ok(Filter::Archived),
            _ => Err(format!("archived:{value} is not understood; archived:yes shows the archived")),
        },
    }
}

/// The value whose word this is, or begins with this while it is still being typed.
///
/// # Errors
///
/// A sentence that names the words there are.
pub fn one_of<T: Word>(value: &str) -> Result<T, String> {
    let known = || T::ALL.iter().map(|known| known.word().to_lowercase()).collect::<Vec<_>>().join(", ");
    // A word may be cut short while it is typed.
    let lower = value.to_lowercase();
    let begun = || T::ALL.iter().copied().find(|known| known.word().to_lowercase().starts_with(&lower));
    T::from_word(value).or_else(begun).ok_or_else(|| format!("{value} is none of {}", known()))
}

/// One stakeholder of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The stakeholder.
    pub who: Arc<Stakeholder>,
    /// How they stand on the day asked for.
    pub standing: Standing,
    /// Whether something was promised to them whose day has come.
    pub owed: bool,
    /// Whether they are archived: beside the record, which need not be looked at for it.
    pub archived: bool,
}

impl Row {
    /// How somebody stands on a day.
    pub(super) fn of(plan: &Plan, who: &Arc<Stakeholder>, today: Day) -> Self {
        Self {
            who: Arc::clone(who),
            standing: standing(plan, who, today),
            owed: owes(plan, &who.id, today),
            archived: who.archived,
        }
    }
}

/// The stakeholders a query asks for, in its order. Who is archived is left out unless asked for.
pub fn rows(plan: &Plan, today: Day, query: &Query) -> Vec<Row> {
    let roster = Roster::of(plan, today, query.sort);
    roster.places(plan, query).into_iter().filter_map(|place| roster.get(place).cloned()).collect()
}

/// Tells of one stakeholder after the other whether the words and conditions of a query ask for them; those with a stake in
/// its goal are known before. What does not depend on them is found out once.
pub(super) struct Picker<'a> {
    archived: bool,
    /// Of each condition its tests, and whether one of them has to hold or none may.
    conditions: Vec<(Vec<Test<'a>>, bool)>,
    finder: Finder,
}

/// Whether a stakeholder meets a filter word.
type Test<'a> = Box<dyn Fn(&Stakeholder, &Standing) -> bool + 'a>;

impl<'a> Picker<'a> {
    pub(super) fn new(plan: &'a Plan, query: &'a Query) -> Self {
        let tests = |one: &'a Condition| (one.any.iter().map(|filter| test(plan, filter)).collect(), one.wanted);
        Self {
            archived: query.filters().any(|filter| *filter == Filter::Archived),
            conditions: query.conditions.iter().map(tests).collect(),
            finder: Finder::new(&query.words),
        }
    }

    /// Whether the query asks for this stakeholder. What needs a look at the record comes last: those who are told apart
    /// before cost next to nothing.
    pub(super) fn takes(&mut self, row: &Row, known: Option<Parts<'_>>) -> bool {
        let Row { who, standing, archived, .. } = row;
        let meets = |(any, wanted): &(Vec<Test<'_>>, bool)| any.iter().any(|test| test(who, standing)) == *wanted;
        (self.archived || !archived) && self.finder.finds(who, known) && self.conditions.iter().all(meets)
    }
}

/// The height of a rung named in lower case, which may be cut short while it is typed.
fn height(ladder: &Ladder, rung: &str) -> Option<usize> {
    let find = |fits: &dyn Fn(&str) -> bool| ladder.rungs.iter().position(|name| fits(&name.to_lowercase()));
    find(&|name| name == rung).or_else(|| find(&|name| name.starts_with(rung)))
}

/// Whether a goal is meant by a part of its id or title in lower case.
pub(super) fn is_like(goal: &Goal, wanted: &str) -> bool {
    goal.id.as_str().to_lowercase().contains(wanted) || goal.title.to_lowercase().contains(wanted)
}

/// The test that a filter word stands for in this plan.
fn test<'a>(plan: &'a Plan, filter: &'a Filter) -> Test<'a> {
    match filter {
        Filter::Seniority(rung, span) => {
            let bound = height(&plan.ladder, rung);
            Box::new(move |who, _| match (plan.ladder.height(&who.seniority), bound) {
                (Some(height), Some(bound)) => span.holds(&height, &bound),
                _ => false,
            })
        }
        // Who rests is on no scale.
        Filter::Warmth(warmth, span) => Box::new(move |_, standing| {
            let scale = *span == Span::Exactly || standing.warmth != Warmth::Snoozed;
            scale && span.holds(&standing.warmth, warmth)
        }),
        Filter::Goal(goal) => {
            let meant: Vec<&Arc<Goal>> = plan.goals.iter().filter(|record| is_like(record, goal)).collect();
            Box::new(move |who, _| meant.iter().any(|goal| who.stakes.contains_key(&goal.id)))
        }
        Filter::Stance(stance) => {
            Box::new(move |who, _| who.stakes.values().any(|stake| stake.stance == Some(*stance)))
        }
        Filter::Closeness(step, span) => Box::new(move |who, _| span.holds(&who.closeness, step)),
        Filter::Tag(tag) => Box::new(move |who, _| who.tags.iter().any(|own| own.to_lowercase() == *tag)),
        Filter::Org(org) => Box::new(move |who, _| who.org.to_lowercase().contains(org)),
        Filter::Archived => Box::new(|who, _| who.archived),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::arbitrary::records;
    use crate::domain::{Edit, Stake, StakeholderId, Touch, TouchId};
    use proptest::prelude::*;

    const TODAY: &str = "2026-11-23";

    fn person(name: &str, seniority: &str, org: &str) -> Stakeholder {
        let mut who = Stakeholder::named(StakeholderId::from_name(name, |_| false), name);
        who.seniority = seniority.into();
        who.org = org.into();
        who
    }

    fn plan() -> Plan {
        let mut plan = Plan::default();
        let goal = GoalId::new("data");
        plan.apply(Edit::put(Goal::new(goal.clone(), "Self-serve data")));
        let mut grace = person("Grace Hopper", "VP", "Platforms");
        grace.tags.push("pilot".into());
        grace.closeness = Closeness::Regular;
        grace.stakes.insert(goal, Stake { stance: Some(Stance::Neutral), ..Stake::default() });
        let mut gone = person("Gone Away", "Peer", "Platforms");
        gone.archived = true;
        let rest = [person("Ada Lovelace", "Director", "Finance"), person("Bob", "Peer", "")];
        for who in rest.into_iter().chain([grace, gone]) {
            plan.apply(Edit::put(who));
        }
        plan
    }

    fn found(text: &str) -> Vec<String> {
        let query = Query { sort: Sort::Name, ..Query::parse(text) };
        rows(&plan(), TODAY.parse().unwrap(), &query).iter().map(|row| row.who.name.clone()).collect()
    }

    #[test]
    fn words_and_filter_words() {
        let all = ["Ada Lovelace", "Bob", "Grace Hopper"];
        assert_eq!(found(""), all);
        assert_eq!(found("grhop"), ["Grace Hopper"]);
        assert_eq!(found("platf"), ["Grace Hopper"]);
        assert_eq!(found("seniority:director+"), ["Ada Lovelace", "Grace Hopper"]);
        assert_eq!(found("seniority:dir-"), ["Ada Lovelace", "Bob"]);
        assert_eq!(found("seniority:VP"), ["Grace Hopper"]);
        assert_eq!(found("warmth:never"), all);
        assert_eq!(found("warmth:cold"), [""; 0]);
        assert_eq!(found("goal:self"), ["Grace Hopper"]);
        assert_eq!(found("stance:neutral"), ["Grace Hopper"]);
        assert_eq!(found("closeness:3+"), ["Grace Hopper"]);
        assert_eq!(found("closeness:unaware"), ["Ada Lovelace", "Bob"]);
        assert_eq!(found("tag:#pilot"), ["Grace Hopper"]);
        assert_eq!(found("org:fin lovelace"), ["Ada Lovelace"]);
        assert_eq!(found("archived:yes"), ["Gone Away"]);
        assert_eq!(found("warmth:"), all);
        assert_eq!(found("warmth:due+"), all);
        assert_eq!(found("warmth:due-"), [""; 0]);
        assert_eq!(found("seniority:vp,director"), ["Ada Lovelace", "Grace Hopper"]);
        assert_eq!(found("-seniority:vp,director"), ["Bob"]);
        assert_eq!(found("-tag:pilot -org:fin"), ["Bob"]);
        assert_eq!(found("org:\"platforms\""), ["Grace Hopper"]);
        assert_eq!(found("goal:\"serve data\""), ["Grace Hopper"]);
        assert_eq!(found("goal:\"serve da"), ["Grace Hopper"]);
        assert_eq!(found("-grace"), [""; 0]);
    }

    #[test]
    fn a_filter_word_not_understood_is_named_and_filters_nothing() {
        let query = Query::parse("warmth:boiling ada");
        assert_eq!(query.problems.len(), 1);
        assert!(query.problems[0].contains("boiling") && query.problems[0].contains("overdue"));
        assert_eq!(found("warmth:boiling ada"), ["Ada Lovelace"]);
        assert_eq!(found("http://x"), [""; 0]);
    }

    #[test]
    fn within_a_goal_are_those_with_a_stake_in_it() {
        let query = Query { within: Some(GoalId::new("data")), ..Query::default() };
        let rows = rows(&plan(), TODAY.parse().unwrap(), &query);
        assert_eq!(rows.iter().map(|row| row.who.name.as_str()).collect::<Vec<_>>(), ["Grace Hopper"]);
    }

    #[test]
    fn the_letters_that_matched_are_those_of_the_name() {
        assert_eq!(found("hop plat"), ["Grace Hopper"]);
        assert_eq!(Query::parse("hop plat").marker().in_name("Grace Hopper"), [6, 7, 8]);
    }

    #[test]
    fn letters_are_counted_one_by_one_in_any_script() {
        let mut plan = Plan::default();
        plan.apply(Edit::put(person("e\u{301}va 李小龙", "", "")));
        let matched = |text: &str| {
            let query = Query::parse(text);
            query.marker().in_name(&rows(&plan, TODAY.parse().unwrap(), &query)[0].who.name)
        };
        assert_eq!((matched("va"), matched("小龙")), (vec![2, 3], vec![6, 7]));
    }

    #[test]
    fn what_the_plan_does_not_have_is_named() {
        let doubts = Query::parse("seniority:duke+ goal:moon stance:cross goal:self seniority:dir").doubts(&plan());
        assert_eq!(doubts.len(), 3, "{doubts:?}");
        assert!(doubts[1].contains("duke") && doubts[2].contains("moon"));
    }

    #[test]
    fn every_order_is_what_it_says() {
        let mut plan = plan();
        let mut touch = |id: &str, who: &str, on: &str| {
            let (id, on) = (TouchId::new(id), on.parse().unwrap());
            let with = vec![StakeholderId::new(who)];
            let note = String::new();
            let touch = Touch { note, ..Touch::new(id, on, with) };
            plan.apply(Edit::put(touch));
        };
        touch("1", "grace-hopper", "2026-11-20");
        touch("2", "ada-lovelace", "2026-01-01");
        let mut carl = person("Carl", "Duke", "alps");
        carl.snoozed = Some(Day::LAST);
        plan.apply(Edit::put(carl));
        let order = |sort: Sort| {
            let query = Query { sort, ..Query::default() };
            let rows = rows(&plan, TODAY.parse().unwrap(), &query).into_iter();
            rows.map(|row| row.who.name.split(' ').next().unwrap().to_owned()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(order(Sort::Due), "Ada Bob Grace Carl");
        assert_eq!(order(Sort::Seniority), "Grace Ada Bob Carl");
        assert_eq!(order(Sort::Name), "Ada Bob Carl Grace");
        assert_eq!(order(Sort::LastContact), "Bob Carl Ada Grace");
        assert_eq!(order(Sort::Organisation), "Carl Ada Grace Bob");
    }

    #[test]
    fn every_order_comes_round() {
        let mut sort = Sort::Due;
        for _ in Sort::ALL {
            sort = sort.next();
        }
        assert_eq!(sort, Sort::Due);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn lists_are_total_and_never_show_the_archived(records in records(), text in ".{0,20}", sort in 0..5_usize) {
            let plan = Plan::new(records);
            let today = TODAY.parse().unwrap();
            let all = Query { sort: Sort::ALL[sort], ..Query::default() };
            let shown = rows(&plan, today, &all);
            prop_assert_eq!(shown.len(), plan.stakeholders.iter().filter(|who| !who.archived).count());
            let some = rows(&plan, today, &Query::parse(&text));
            prop_assert!(some.len() <= plan.stakeholders.len());
        }
    }
}
