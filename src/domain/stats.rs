//! How it goes, in figures: what was done week by week, and how much there is.
//!
//! A [`Tally`] counts what happened in some time and adds up: of days to weeks, of weeks to the whole. A contribution is a
//! touch with a gift, its own or that of the idea it gave. Asking counts apart from giving: a touch whose gift is a
//! [`Gift::Question`] asked for something, one with any other gift gave. Senior is who stands at
//! [`Ladder::senior`](super::Ladder::senior) or above; of a touch with several people it is enough that one of them does.

use std::collections::HashSet;
use std::ops::AddAssign;

use super::period::{Period, monday};
use super::{Day, FEELINGS, Gift, Plan, Reflection, StakeholderId, Touch, Word, review};

/// What a touch carried: its own gift, or that of the idea it gave.
pub fn gift_of(plan: &Plan, touch: &Touch) -> Option<Gift> {
    touch.gift.or_else(|| touch.idea.as_ref().and_then(|idea| plan.ideas.get(idea)).and_then(|idea| idea.gift))
}

/// What happened in some time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many touches there were.
    pub touches: u32,
    /// How many of them were with somebody senior.
    pub senior: u32,
    /// How many reflections were written.
    pub reflections: u32,
    /// How many touches had each gift, in the order of [`Gift::ALL`].
    gifts: [u32; Gift::ALL.len()],
    /// How many touches with each gift were with somebody senior.
    senior_gifts: [u32; Gift::ALL.len()],
    /// How many reflections felt like each of [`FEELINGS`].
    feelings: [u32; FEELINGS.len()],
}

impl Tally {
    /// Every gift with the number of touches that had it.
    pub fn gifts(&self) -> impl Iterator<Item = (Gift, u32)> {
        Gift::ALL.iter().copied().zip(self.gifts)
    }

    /// How often something was given.
    pub fn given(&self) -> u32 {
        self.gifts().filter(|(gift, _)| *gift != Gift::Question).map(|(_, count)| count).sum()
    }

    /// How often something was asked for.
    pub fn asked(&self) -> u32 {
        self.contributions() - self.given()
    }

    /// How many contributions there were, given or asked.
    pub fn contributions(&self) -> u32 {
        self.gifts.iter().sum()
    }

    /// How many of them went to somebody senior.
    pub fn contributions_senior(&self) -> u32 {
        self.senior_gifts.iter().sum()
    }

    /// How often something was given to somebody senior.
    pub fn given_senior(&self) -> u32 {
        let gifts = Gift::ALL.iter().zip(self.senior_gifts);
        gifts.filter(|(gift, _)| **gift != Gift::Question).map(|(_, count)| count).sum()
    }

    /// The part of the touches that were with somebody senior, 0 to 1; none where there were no touches.
    pub fn senior_share(&self) -> Option<f64> {
        (self.touches > 0).then(|| f64::from(self.senior) / f64::from(self.touches))
    }

    /// Every feeling with the number of reflections that had it, from the hardest on.
    pub fn feelings(&self) -> impl Iterator<Item = (i8, u32)> {
        FEELINGS.iter().map(|(feeling, _)| *feeling).zip(self.feelings)
    }

    /// How it felt on average, -2 to 2; none where no reflection says.
    pub fn feeling(&self) -> Option<f64> {
        let count: u32 = self.feelings.iter().sum();
        let sum: f64 = self.feelings().map(|(feeling, count)| f64::from(feeling) * f64::from(count)).sum();
        (count > 0).then(|| sum / f64::from(count))
    }

    fn touch(&mut self, plan: &Plan, touch: &Touch, seniors: &HashSet<&StakeholderId>) {
        let senior = u32::from(touch.with.iter().any(|who| seniors.contains(who)));
        self.touches += 1;
        self.senior += senior;
        let gift = gift_of(plan, touch).and_then(|gift| Gift::ALL.iter().position(|other| *other == gift));
        let Some(at) = gift else { return };
        for (counts, more) in [(&mut self.gifts, 1), (&mut self.senior_gifts, senior)] {
            if let Some(count) = counts.get_mut(at) {
                *count += more;
            }
        }
    }

    fn reflection(&mut self, reflection: &Reflection) {
        self.reflections += 1;
        let at = FEELINGS.iter().position(|(feeling, _)| Some(*feeling) == reflection.feeling);
        if let Some(count) = at.and_then(|at| self.feelings.get_mut(at)) {
            *count += 1;
        }
    }
}

impl AddAssign<&Tally> for Tally {
    fn add_assign(&mut self, other: &Tally) {
        self.touches += other.touches;
        self.senior += other.senior;
        self.reflections += other.reflections;
        let mine = self.gifts.iter_mut().chain(&mut self.senior_gifts).chain(&mut self.feelings);
        let theirs = other.gifts.iter().chain(&other.senior_gifts).chain(&other.feelings);
        for (mine, theirs) in mine.zip(theirs) {
            *mine += theirs;
        }
    }
}

/// What happened in a week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    /// Its Monday.
    pub monday: Day,
    /// What happened in it, as far as it lies in the time looked at.
    pub tally: Tally,
}

/// The weeks of a time, oldest first and none left out, up to the one in which it ends or today lies.
pub fn weeks(plan: &Plan, period: Period, today: Day) -> Vec<Week> {
    weeks_of(plan, period, today, |_| true)
}

/// The same, of the touches that count alone.
pub fn weeks_of(plan: &Plan, period: Period, today: Day, counts: impl Fn(&Touch) -> bool) -> Vec<Week> {
    let last = monday(period.to.min(today));
    let first = monday(period.from);
    let count = usize::try_from(last.days_since(first) / 7 + 1).unwrap_or(0);
    let from = (0..).step_by(7).take(count);
    let mut weeks: Vec<Week> = from.map(|days| Week { monday: first.plus(days), tally: Tally::default() }).collect();
    let senior = plan.ladder.senior();
    let is_senior = |rung: &str| plan.ladder.height(rung).zip(senior).is_some_and(|(height, senior)| height >= senior);
    let seniors = plan.stakeholders.iter().filter(|who| is_senior(&who.seniority)).map(|who| &who.id).collect();
    let mut tally_on = |day: Day, add: &dyn Fn(&mut Tally)| {
        let at = usize::try_from(day.days_since(first).div_euclid(7)).ok();
        if let Some(week) = at.and_then(|at| weeks.get_mut(at)) {
            add(&mut week.tally);
        }
    };
    // The day comes first: it tells most of a long plan apart.
    for touch in plan.touches.iter().filter(|touch| period.contains(touch.on) && counts(touch)) {
        tally_on(touch.on, &|tally| tally.touch(plan, touch, &seniors));
    }
    for reflection in plan.reflections.iter().filter(|reflection| period.contains(reflection.on)) {
        tally_on(reflection.on, &|tally| tally.reflection(reflection));
    }
    weeks
}

/// All of these weeks together.
pub fn total(weeks: &[Week]) -> Tally {
    let mut total = Tally::default();
    for week in weeks {
        total += &week.tally;
    }
    total
}

/// How much there is in a plan today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Stakeholders who are not archived.
    pub stakeholders: usize,
    /// Those of them at the rung of [`Ladder::senior`](super::Ladder::senior) or above.
    pub senior: usize,
    /// Those of them whom the plan was never in touch with.
    pub untouched: usize,
    /// Stakeholders who are archived.
    pub archived: usize,
    /// Goals that are not closed.
    pub goals: usize,
    /// Ideas that were not given yet.
    pub ideas: usize,
    /// Ideas that were.
    pub given: usize,
    /// All touches.
    pub touches: usize,
    /// Promises that are still open.
    pub promises: usize,
    /// Those of them whose day has passed.
    pub late: usize,
    /// All reflections.
    pub reflections: usize,
    /// All proofs.
    pub proofs: usize,
    /// Days reviewed.
    pub reviewed: usize,
    /// Days reviewed in a row up to today, by the rule of [`review::streak`].
    pub streak: u32,
}

impl Counts {
    /// What there is in this plan.
    pub fn of(plan: &Plan, today: Day) -> Self {
        let senior = plan.ladder.senior();
        let is_senior =
            |rung: &str| plan.ladder.height(rung).zip(senior).is_some_and(|(height, senior)| height >= senior);
        let here = || plan.stakeholders.iter().filter(|who| !who.archived);
        let stakeholders = here().count();
        let given = plan.ideas.ids().filter(|idea| plan.is_given(idea)).count();
        let open = || {
            let promises = plan.touches.iter().filter_map(|touch| touch.follow_up.as_ref());
            promises.filter(|promise| promise.done.is_none())
        };
        Self {
            stakeholders,
            senior: here().filter(|who| is_senior(&who.seniority)).count(),
            untouched: here().filter(|who| plan.last_contact(&who.id).is_none()).count(),
            archived: plan.stakeholders.len() - stakeholders,
            goals: plan.goals.iter().filter(|goal| goal.closed.is_none()).count(),
            ideas: plan.ideas.len() - given,
            given,
            touches: plan.touches.len(),
            promises: open().count(),
            late: open().filter(|promise| promise.by.is_some_and(|by| by < today)).count(),
            reflections: plan.reflections.len(),
            proofs: plan.proofs.len(),
            reviewed: plan.reviews.iter().filter(|review| review.counts()).count(),
            streak: review::streak(plan, today),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::arbitrary::records;
    use crate::domain::{Edit, ReflectionId, Stakeholder, TouchId};
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// Monday.
    const TODAY: &str = "2026-11-23";

    fn plan() -> Plan {
        let mut plan = Plan::default();
        for (name, rung) in [("Grace", "VP"), ("Ada", "Director"), ("Bob", "Manager"), ("Duke", "Duke")] {
            let id = StakeholderId::from_name(name, |_| false);
            plan.apply(Edit::put(Stakeholder { seniority: rung.into(), ..Stakeholder::named(id, name) }));
        }
        let touches: [(&str, &[&str], Option<Gift>); 6] = [
            ("2026-11-23", &["grace"], Some(Gift::Insight)),
            ("2026-11-22", &["bob", "ada"], Some(Gift::Question)),
            ("2026-11-16", &["bob"], Some(Gift::Insight)),
            ("2026-11-15", &["duke"], None),
            ("2026-11-02", &["grace"], Some(Gift::Help)),
            ("2026-12-01", &["grace"], Some(Gift::Help)),
        ];
        for (number, (on, with, gift)) in touches.into_iter().enumerate() {
            let with: Vec<_> = with.iter().map(|id| StakeholderId::new(*id)).collect();
            let touch = Touch::new(TouchId::new(number.to_string()), day(on), with);
            plan.apply(Edit::put(Touch { gift, ..touch }));
        }
        for (id, on, feeling) in [
            ("a", "2026-11-20", Some(2)),
            ("b", "2026-11-20", Some(-1)),
            ("c", "2026-11-19", None),
            ("d", "2026-11-01", Some(-2)),
        ] {
            let reflection = Reflection { id: ReflectionId::new(id), on: day(on), feeling, text: "x".into() };
            plan.apply(Edit::put(reflection));
        }
        plan
    }

    #[test]
    fn what_happened_week_by_week() {
        let period = Period { from: day("2026-11-03"), to: Day::LAST };
        let weeks = weeks(&plan(), period, day(TODAY));
        let told: Vec<_> = weeks.iter().map(|week| (week.monday.to_string(), week.tally.touches)).collect();
        let wanted = [("2026-11-02", 0), ("2026-11-09", 1), ("2026-11-16", 2), ("2026-11-23", 1)];
        assert_eq!(told, wanted.map(|(monday, touches)| (monday.to_owned(), touches)));
        let last = &weeks[2].tally;
        assert_eq!((last.senior, last.given(), last.asked(), last.given_senior()), (1, 1, 1, 0));
        assert_eq!((last.reflections, last.feeling(), last.senior_share()), (3, Some(0.5), Some(0.5)));
        assert_eq!((weeks[0].tally.feeling(), weeks[0].tally.senior_share()), (None, None));
        let total = total(&weeks);
        assert_eq!((total.touches, total.senior, total.given(), total.asked()), (4, 2, 2, 1));
        let gifts: Vec<_> = total.gifts().filter(|(_, count)| *count > 0).collect();
        assert_eq!(gifts, [(Gift::Insight, 2), (Gift::Question, 1)]);
    }

    #[test]
    fn a_time_still_to_come_or_turned_round_has_no_weeks() {
        let plan = plan();
        let of = |from: &str, to: &str| weeks(&plan, Period { from: day(from), to: day(to) }, day(TODAY)).len();
        assert_eq!((of("2026-12-24", "2026-12-31"), of("2026-11-20", "2026-10-01"), of(TODAY, TODAY)), (0, 0, 1));
    }

    #[test]
    fn how_much_there_is() {
        let counts = Counts::of(&plan(), day(TODAY));
        assert_eq!((counts.stakeholders, counts.senior, counts.untouched), (4, 2, 0));
        assert_eq!((counts.touches, counts.reflections, counts.streak), (6, 4, 0));
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

        #[test]
        fn nothing_is_counted_twice_and_nothing_is_left_out(records in records(), back in 0..900_i64) {
            let plan = Plan::new(records);
            let today = day(TODAY);
            let period = Period { from: today.plus(-back), to: today };
            let weeks = weeks(&plan, period, today);
            prop_assert!(weeks.windows(2).all(|pair| pair[1].monday.days_since(pair[0].monday) == 7));
            let total = total(&weeks);
            let touches = plan.touches.iter().filter(|touch| period.contains(touch.on));
            prop_assert_eq!(total.touches as usize, touches.clone().count());
            let gifts = touches.filter(|touch| gift_of(&plan, touch).is_some()).count();
            prop_assert_eq!((total.given() + total.asked()) as usize, gifts);
            prop_assert!(total.senior <= total.touches && total.given_senior() <= total.given());
            let reflections = plan.reflections.iter().filter(|reflection| period.contains(reflection.on)).count();
            prop_assert_eq!(total.reflections as usize, reflections);
            prop_assert!(total.feeling().is_none_or(|feeling| (-2.0..=2.0).contains(&feeling)));
            // The whole is the same whichever way it is cut.
            let middle = today.plus(-back / 2);
            let mut halves = super::total(&super::weeks(&plan, Period { from: period.from, to: middle.plus(-1) }, today));
            halves += &super::total(&super::weeks(&plan, Period { from: middle, to: today }, today));
            prop_assert_eq!(halves, total);
        }
    }
}
