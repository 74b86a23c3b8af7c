//! A plan of any size, the same one each time: words, lengths and proportions as in a plan that somebody keeps.

use touchbase::domain::{
    Channel, Closeness, Day, Edit, FollowUp, Gift, Goal, GoalId, Idea, IdeaId, Ladder, Proof, ProofId, Records,
    Reflection, ReflectionId, Response, Role, Stake, Stakeholder, StakeholderId, Stance, Step, Touch, TouchId, Word,
};
use ulid::Ulid;

/// The day on which the plan is looked at.
pub const TODAY: &str = "2026-11-23";

/// How far back the touches reach, in days.
const SPAN: u64 = 10 * 365;

#[rustfmt::skip]
const FIRST: [&str; 32] = [
    "Grace", "Alan", "Ada", "Łukasz", "Renée", "José", "美咲", "Zoë", "Ngozi", "Anders", "Ольга", "Σοφία", "Priya",
    "Jürgen", "Aoife", "Mehmet", "Chiara", "Tomáš", "Fatima", "Noah", "Ingrid", "Dmitri", "Søren", "Léa", "Kwame",
    "María-José", "Björn", "Yuki", "Siobhán", "Omar", "Hannah", "Viktor",
];
#[rustfmt::skip]
const LAST: [&str; 32] = [
    "Hopper", "Turing", "Lovelace", "Wiśniewski", "Dubois", "García", "田中", "Müller", "Okafor", "Sørensen", "Иванова",
    "Παππά", "Raman", "Groß", "O’Neill", "Yılmaz", "Bianchi", "Dvořák", "Haddad", "Smith", "Lindqvist", "Petrov",
    "Kierkegaard", "Lefèvre", "Mensah", "Núñez", "Åkesson", "Nakamura", "Byrne", "Rahman", "Arendt", "Kovač",
];
#[rustfmt::skip]
const ORGS: [&str; 24] = [
    "Platforms", "Finance", "Research", "Risk and Legal", "People", "Operations", "Supply Chain", "Retail",
    "Treasury", "Data and Analytics", "Marketing", "Customer Care", "Corporate Development", "Audit", "Procurement",
    "Logistics", "Région Sud", "Vertrieb", "Products", "Security", "Works Council", "Public Affairs", "Design",
    "Facilities",
];
#[rustfmt::skip]
const FIELDS: [&str; 12] = [
    "Engineering", "Data", "Sales", "Finance", "Operations", "Products", "Risk", "People", "Marketing", "Supply",
    "Research", "Strategy",
];
#[rustfmt::skip]
const TAGS: [&str; 8] = [
    "pilot", "board", "alumni", "mentor", "budget", "works-council", "press", "früher",
];
#[rustfmt::skip]
const WORDS: [&str; 56] = [
    "showed", "how", "the", "team", "cut", "reporting", "from", "three", "days", "to", "minutes", "and", "asked",
    "whether", "their", "release", "weekends", "could", "become", "rarer", "with", "a", "shared", "calendar", "she",
    "liked", "figures", "for", "next", "quarter", "wants", "an", "example", "other", "division", "before", "budget",
    "round", "promised", "introduction", "lunch", "again", "in", "spring", "café", "über", "naïve", "questions",
    "about", "cost", "per", "customer", "pilot", "results", "steering", "group",
];
#[rustfmt::skip]
const GOALS: [&str; 4] = [
    "Self-serve data in every division", "One release train for all products", "A mentoring circle that lasts",
    "Fewer audits, better prepared",
];

/// Numbers that look random and are the same each time (splitmix64, by Steele, Lea and Flood, 2014).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }

    /// True in so many of a hundred cases.
    fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        let at = usize::try_from(self.below(from.len() as u64)).unwrap();
        from[at].clone()
    }

    fn word<T: Word>(&mut self) -> T {
        self.pick(T::ALL)
    }

    fn sentence(&mut self, least: u64, most: u64) -> String {
        let count = least + self.below(most - least + 1);
        (0..count).map(|_| self.pick(&WORDS)).collect::<Vec<_>>().join(" ")
    }

    /// A day in the past, the closer to today the more likely.
    fn past(&mut self, today: Day) -> Day {
        let back = self.below(SPAN) * self.below(SPAN) / SPAN;
        today.plus(-i64::try_from(back).unwrap())
    }

    fn coming(&mut self, today: Day) -> Day {
        today.plus(i64::try_from(self.below(120)).unwrap() - 20)
    }

    /// An id as the program makes them, in the order in which they were asked for.
    fn ulid(&mut self, number: u64) -> String {
        let random = u128::from(self.next()) << 16 | u128::from(self.next() & 0xffff);
        Ulid::from_parts(1_479_000_000_000 + number * 1_500_000, random).to_string()
    }
}

/// A plan with so many stakeholders and touches, twice as many ideas as stakeholders, and the rest to match.
pub fn records(stakeholders: u64, touches: u64) -> Records {
    let mut numbers = Numbers(stakeholders ^ touches.rotate_left(32));
    let mut records = Records::default();
    let today: Day = TODAY.parse().unwrap();
    let goals: Vec<GoalId> = GOALS.iter().map(|title| GoalId::from_name(title, |_| false)).collect();
    for (id, title) in goals.iter().zip(GOALS) {
        records.apply(Edit::put(goal(id.clone(), title, today, &mut numbers)));
    }
    let mut people: Vec<StakeholderId> = Vec::new();
    for _ in 0..stakeholders {
        let who = stakeholder(&records, &goals, today, &mut numbers);
        people.push(who.id.clone());
        records.apply(Edit::put(who));
    }
    let mut ideas = Vec::new();
    for number in 0..stakeholders * 2 {
        let mut idea =
            Idea::new(IdeaId::new(numbers.ulid(number)), vec![numbers.pick(&people)], numbers.sentence(4, 12));
        idea.gift = Some(numbers.word::<Gift>());
        idea.goal = numbers.chance(60).then(|| numbers.pick(&goals));
        idea.for_them = if numbers.chance(50) { numbers.sentence(3, 8) } else { String::new() };
        idea.by = numbers.chance(40).then(|| numbers.coming(today));
        ideas.push(idea.id.clone());
        records.apply(Edit::put(idea));
    }
    for number in 0..touches {
        records.apply(Edit::put(touch(number, &people, &ideas, today, &mut numbers)));
    }
    for number in 0..touches / 20 {
        let id = ReflectionId::new(numbers.ulid(number));
        let on = numbers.past(today);
        let feeling = Some(i8::try_from(numbers.below(5)).unwrap() - 2);
        records.apply(Edit::Put(Reflection { id, on, feeling, text: numbers.sentence(6, 20) }.into()));
    }
    for number in 0..stakeholders / 20 {
        let id = ProofId::new(numbers.ulid(number));
        let (org, what) = (numbers.pick(&ORGS).to_owned(), numbers.sentence(2, 4));
        let (seniority, result) = (String::new(), numbers.sentence(3, 6));
        let quotable = numbers.chance(50);
        records.apply(Edit::Put(Proof { id, org, seniority, what, result, quotable }.into()));
    }
    records
}

/// The same plan with everybody spread over so many organisations.
pub fn in_many_organisations(mut records: Records, count: usize) -> Records {
    let people: Vec<_> = records.stakeholders.iter().cloned().collect();
    for (number, who) in people.iter().enumerate() {
        let mut who = who.as_ref().clone();
        who.org = format!("Division {}", number % count);
        records.apply(Edit::put(who));
    }
    records
}

fn goal(id: GoalId, title: &str, today: Day, numbers: &mut Numbers) -> Goal {
    let mut goal = Goal::new(id, title);
    goal.why = numbers.sentence(6, 14);
    goal.by = Some(today.plus(30 + i64::try_from(numbers.below(300)).unwrap()));
    for done in [true, true, false, false, false] {
        let done = done.then(|| numbers.past(today));
        goal.steps.push(Step { text: numbers.sentence(3, 7), by: Some(numbers.coming(today)), done });
    }
    goal
}

fn stakeholder(records: &Records, goals: &[GoalId], today: Day, numbers: &mut Numbers) -> Stakeholder {
    let name = format!("{} {}", numbers.pick(&FIRST), numbers.pick(&LAST));
    // Among thousands a name alone says little; the number stands for the second given name.
    let name = if records.stakeholders.len() < 500 { name } else { format!("{name} {}", numbers.below(100_000)) };
    let id = StakeholderId::from_name(&name, |id| records.stakeholders.contains(id));
    let mut who = Stakeholder::named(id.clone(), name);
    who.seniority = numbers.pick(&Ladder::default().rungs);
    who.title = format!("{} {}", who.seniority, numbers.pick(&FIELDS));
    who.org = numbers.pick(&ORGS).into();
    who.closeness = numbers.word::<Closeness>();
    who.closer_to = numbers.chance(40).then(|| numbers.word());
    who.cares_about = if numbers.chance(70) { numbers.sentence(3, 8) } else { String::new() };
    who.notes = if numbers.chance(50) { numbers.sentence(5, 30) } else { String::new() };
    who.handles.push((Channel::Email, format!("{id}@example.com")));
    who.cadence = numbers.chance(50).then(|| 7 * (1 + u32::try_from(numbers.below(12)).unwrap()));
    who.added = Some(numbers.past(today));
    who.snoozed = numbers.chance(3).then(|| numbers.coming(today));
    who.archived = numbers.chance(2);
    if numbers.chance(40) {
        who.tags.push(numbers.pick(&TAGS).to_owned());
    }
    for goal in goals {
        if numbers.chance(60) {
            who.stakes.insert(goal.clone(), stake(numbers));
        }
    }
    who
}

fn stake(numbers: &mut Numbers) -> Stake {
    Stake {
        role: Some(numbers.word::<Role>()),
        influence: Some(1 + u8::try_from(numbers.below(5)).unwrap()),
        interest: Some(1 + u8::try_from(numbers.below(5)).unwrap()),
        stance: Some(numbers.word::<Stance>()),
        wanted: numbers.chance(50).then_some(Stance::Supportive),
        why: if numbers.chance(30) { numbers.sentence(4, 10) } else { String::new() },
        ..Stake::default()
    }
}

fn touch(number: u64, people: &[StakeholderId], ideas: &[IdeaId], today: Day, numbers: &mut Numbers) -> Touch {
    let mut touch = Touch::new(TouchId::new(numbers.ulid(number)), numbers.past(today), vec![numbers.pick(people)]);
    if numbers.chance(12) {
        let other = numbers.pick(people);
        if !touch.with.contains(&other) {
            touch.with.push(other);
        }
    }
    touch.via = Some(numbers.word());
    touch.gift = numbers.chance(60).then(|| numbers.word());
    touch.idea = (numbers.chance(8) && !ideas.is_empty()).then(|| Box::new(numbers.pick(ideas)));
    touch.note = numbers.sentence(3, 16);
    touch.response = numbers.chance(50).then(|| numbers.word::<Response>());
    if numbers.chance(10) {
        let done = numbers.chance(80).then(|| numbers.past(today));
        touch.follow_up =
            Some(Box::new(FollowUp { by: Some(numbers.coming(today)), text: numbers.sentence(3, 8), done }));
    }
    touch
}
