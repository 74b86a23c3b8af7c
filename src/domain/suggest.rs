//! Which prompts are offered for somebody, in what order, and why.
//!
//! # What can be offered at all
//!
//! A prompt is offered where it suits the closeness, the seniority and the stance towards the goal ([`Prompt::suits`]), and
//! where nothing in its text would stay empty: never one on what they care about while that is not known, never one with a
//! proof that may not be told to them ([`super::proofs_for`]). Attention, appreciation and recognition suit everybody.
//!
//! # What comes first
//!
//! Three rows, one behind the other:
//!
//! 1. kinds of gift that were not among the last two given to them;
//! 2. the last two, again;
//! 3. after a long silence (a quarter of the cadence past the due day, as for [`super::Warmth::Overdue`]) what asks for
//!    something, questions and invitations: whoever was not heard of for long gives first.
//!
//! Within a row by points. They only have to set the rules against each other, so they are round:
//!
//! | points | rule | because |
//! | --- | --- | --- |
//! | 60 | closeness Unaware or Connected: attention and appreciation | nobody wants a favour from a stranger |
//! | 35 | resistant or sceptical: what is made for that stance | arguments harden a doubt |
//! | 25 | resistant or sceptical: questions, and proof from elsewhere at their level, on top | listening first, then facts that can be checked |
//! | 30 | the last gifts were all of one size or smaller: the next size | a relationship of thumbs up stays one |
//! | 30 | senior: what is made for senior people | it is about their business |
//! | 10 | senior: up to a quarter of an hour | their time is short |
//! | -25 | senior: more than half an hour | their time is short |
//! | 20 | supportive or championing: what is made for that stance | they can do something with it |
//! | 20 | closeness Regular or Trusted: what only people can give who know each other | anybody else could give the rest |
//! | 15 | what they care about is in it | it is in their words |
//! | -30 | more effort than the closeness makes natural ([`outsizes`]) | a large favour is a debt |
//! | -30 | for each prompt of the same gift before it | the first few are to be different |
//!
//! What is equal goes by a number that follows from the person, the day and the prompt: the same plan and day give the same
//! prompts, another day brings others forward.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::HashMap;

use super::deck::{Blank, Deck, Level, Prompt};
use super::warmth::spread;
use super::word::Word as _;
use super::{Closeness, Day, Gift, GoalId, Plan, Size, Stakeholder, Stance, outsizes, proofs_for, standing};

/// How many prompts are shown before somebody asks for more.
pub const OFFERED: usize = 7;

/// A prompt for somebody, with the reasons why it stands where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The kind of contribution.
    pub gift: Gift,
    /// My effort in minutes.
    pub effort: u32,
    /// What could be done, with everything filled in.
    pub text: String,
    /// What it does for them.
    pub why: String,
    /// The rules that brought it here, the weightiest first. There always is one.
    pub rules: Vec<Rule>,
}

impl Suggestion {
    /// The rule that chose it, in words.
    pub fn reason(&self) -> String {
        self.rules.first().map(|rule| rule.words()).unwrap_or_default()
    }
}

/// Why a prompt stands where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    /// So many days of silence: give before asking.
    GiveFirst(i64),
    /// Among the last two kinds given.
    Again,
    /// Low closeness: attention and appreciation first.
    Begin,
    /// Resistant or sceptical: questions and listening.
    Listen(Stance),
    /// Resistant or sceptical: proof from elsewhere, at their level.
    Elsewhere(Stance),
    /// Resistant or sceptical: what takes the doubt seriously.
    Doubt(Stance),
    /// Larger than what was given lately.
    Larger,
    /// Made for senior people.
    Senior,
    /// Made for those who are on my side.
    Side(Stance),
    /// Only people who know each other well can give it.
    Close,
    /// What they care about is in it.
    TheirWords,
    /// Another kind than the last two.
    Other,
    /// It suits the closeness.
    Suits(Closeness),
}

impl Rule {
    /// The rule in words, for the person who asks why.
    pub fn words(self) -> String {
        match self {
            Self::GiveFirst(days) => format!("{days} days of silence: give something before you ask"),
            Self::Again => "a kind you gave lately; others come first".to_owned(),
            Self::Begin => "you hardly know each other: begin with attention and appreciation".to_owned(),
            Self::Listen(stance) => format!("{}: questions and listening before arguments", stance.spoken()),
            Self::Elsewhere(stance) => format!("{}: proof from elsewhere, at their level", stance.spoken()),
            Self::Doubt(stance) => format!("{}: take the doubt seriously", stance.spoken()),
            Self::Larger => "what you gave lately was smaller: the next larger kind".to_owned(),
            Self::Senior => "senior: short, about their business, in their words".to_owned(),
            Self::Side(stance) => format!("{}: something they can go on with", stance.spoken()),
            Self::Close => "you know each other well: few others could give this".to_owned(),
            Self::TheirWords => "about what they care about, in their words".to_owned(),
            Self::Other => "another kind than the last two you gave".to_owned(),
            Self::Suits(closeness) => format!("it suits how well you know each other: {}", closeness.spoken()),
        }
    }
}

/// What the rules look at.
struct View<'a> {
    who: &'a Stakeholder,
    goal: &'a str,
    plan: &'a Plan,
    /// Looked for when a prompt has a place for it.
    proof: OnceCell<String>,
    senior: Option<bool>,
    stance: Option<Stance>,
    /// The kinds given last, the latest first.
    lately: OnceCell<Vec<Gift>>,
    /// Days of silence, where it is a long one.
    silence: Option<i64>,
}

/// How many of the last gifts are looked at for their size, and how many of them are not offered again so soon.
const LATELY: usize = 3;
const LAST: usize = 2;
/// How much of the cadence makes a long silence, in thousandths.
const LONG: i64 = 1250;

impl<'a> View<'a> {
    fn of(plan: &'a Plan, who: &'a Stakeholder, goal: Option<&GoalId>, today: Day) -> Self {
        let now = standing(plan, who, today);
        let silence = now.last.filter(|_| now.passed >= LONG).map(|last| today.days_since(last));
        Self {
            who,
            goal: goal.and_then(|id| plan.goals.get(id)).map_or("", |goal| goal.title.as_str()),
            plan,
            proof: OnceCell::new(),
            senior: plan.ladder.is_senior(&who.seniority),
            stance: goal.and_then(|id| who.stakes.get(id)).and_then(|stake| stake.stance),
            lately: OnceCell::new(),
            silence,
        }
    }

    /// What was given last, found out when it is asked for: how many prompts fit does not hang on it.
    fn lately(&self) -> &[Gift] {
        let gifts = || self.plan.touches_with(&self.who.id).filter_map(|touch| touch.gift).take(LATELY).collect();
        self.lately.get_or_init(gifts)
    }

    fn value(&self, blank: Blank) -> &str {
        match blank {
            Blank::Name => self.who.called(),
            Blank::Org => &self.who.org,
            Blank::CaresAbout => &self.who.cares_about,
            Blank::Goal => self.goal,
            Blank::Proof => self.proof.get_or_init(|| {
                proofs_for(self.plan, self.who).first().map(|proof| proof.told(self.plan)).unwrap_or_default()
            }),
        }
    }

    /// The prompts that suit, each with everything filled in.
    fn fitting(&self, deck: &'a Deck) -> impl Iterator<Item = (&'a Prompt, String)> {
        deck.prompts
            .iter()
            .filter(|prompt| prompt.suits(self.who.closeness, self.senior, self.stance))
            .filter_map(|prompt| Some((prompt, prompt.filled(|blank| self.value(blank))?)))
    }

    /// The size that follows on what was given lately; none where there is too little to go by, or nothing larger.
    fn next_size(&self) -> Option<Size> {
        let largest = self.lately().iter().map(|gift| gift.size()).max().filter(|_| self.lately().len() > 1)?;
        match largest {
            Size::Small => Some(Size::Middle),
            Size::Middle => Some(Size::Large),
            Size::Large => None,
        }
    }

    /// The row a prompt stands in, its points, and the rules behind them, the weightiest first.
    fn judged(&self, prompt: &Prompt) -> (u8, i32, Vec<Rule>) {
        let closeness = self.who.closeness;
        let mut weighed: Vec<(i32, Rule)> = Vec::new();
        let mut points = 0;
        let mut add = |more: i32, rule: Rule| {
            points += more;
            weighed.push((more, rule));
        };
        if closeness <= Closeness::Connected && matches!(prompt.gift, Gift::Attention | Gift::Appreciation) {
            add(60, Rule::Begin);
        }
        match self.stance {
            Some(stance) if stance <= Stance::Sceptical => {
                let made = if prompt.stance.is_empty() { 0 } else { 35 };
                match prompt.gift {
                    Gift::Question => add(made + 25, Rule::Listen(stance)),
                    Gift::Proof if prompt.has(Blank::Proof) => add(made + 25, Rule::Elsewhere(stance)),
                    _ if made > 0 => add(made, Rule::Doubt(stance)),
                    _ => {}
                }
            }
            Some(stance) if stance >= Stance::Supportive && !prompt.stance.is_empty() => add(20, Rule::Side(stance)),
            _ => {}
        }
        if self.next_size() == Some(prompt.gift.size()) {
            add(30, Rule::Larger);
        }
        if prompt.seniority == Level::Senior {
            add(30, Rule::Senior);
        }
        if closeness >= Closeness::Regular && prompt.closeness.0 >= Closeness::Collaborated {
            add(20, Rule::Close);
        }
        if prompt.has(Blank::CaresAbout) {
            add(15, Rule::TheirWords);
        }
        if self.senior == Some(true) {
            points += match prompt.effort {
                0..=15 => 10,
                16..=30 => 0,
                _ => -25,
            };
        }
        if outsizes(Some(prompt.gift), Some(prompt.effort), closeness) {
            points -= 30;
        }
        weighed.sort_by_key(|(points, _)| Reverse(*points));
        let mut rules: Vec<Rule> = weighed.into_iter().map(|(_, rule)| rule).collect();
        if rules.is_empty() {
            rules.push(if self.lately().is_empty() { Rule::Suits(closeness) } else { Rule::Other });
        }
        let row = match self.silence {
            Some(days) if prompt.gift.asks() => {
                rules.insert(0, Rule::GiveFirst(days));
                2
            }
            _ if self.lately().iter().take(LAST).any(|gift| *gift == prompt.gift) => {
                rules.insert(0, Rule::Again);
                1
            }
            _ => 0,
        };
        (row, points, rules)
    }
}

/// How many prompts fit this person; more than [`OFFERED`] are not counted.
pub fn offered(plan: &Plan, who: &Stakeholder, goal: Option<&GoalId>, deck: &Deck, today: Day) -> usize {
    View::of(plan, who, goal, today).fitting(deck).take(OFFERED).count()
}

/// The prompts that fit this person, the best first, all of them; [`OFFERED`] of them are enough to begin with. `goal` is
/// the one shown: stance and title are taken from it.
pub fn suggest(plan: &Plan, who: &Stakeholder, goal: Option<&GoalId>, deck: &Deck, today: Day) -> Vec<Suggestion> {
    let view = View::of(plan, who, goal, today);
    let salt = format!("{} {}", who.id, today);
    let mut fitting: Vec<_> = view
        .fitting(deck)
        .map(|(prompt, text)| {
            let (row, points, rules) = view.judged(prompt);
            let chance = spread(&format!("{salt} {}", prompt.text));
            let (gift, effort, why) = (prompt.gift, prompt.effort, prompt.why.clone());
            (row, Reverse(points), chance, Suggestion { gift, effort, text, why, rules })
        })
        .collect();
    fitting.sort_by(|one, two| (one.0, one.1, one.2, &one.3.text).cmp(&(two.0, two.1, two.2, &two.3.text)));
    let mut before: HashMap<Gift, i32> = HashMap::new();
    for (_, Reverse(points), _, suggestion) in &mut fitting {
        let count = before.entry(suggestion.gift).or_default();
        *points -= 30 * *count;
        *count += 1;
    }
    fitting.sort_by_key(|(row, points, chance, _)| (*row, *points, *chance));
    fitting.into_iter().map(|(.., suggestion)| suggestion).collect()
}
