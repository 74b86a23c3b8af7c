//! Where last contact stands against cadence.

use super::word::Word;
use super::{Day, Ladder, Plan, Stakeholder};

/// Where last contact stands against how often I want to be in touch.
///
/// Measured in the person's own cadence, not in raw days: 30 days of silence are a lot for a weekly contact and nothing
/// for a yearly one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Warmth {
    /// Less than three quarters of the cadence have passed.
    Fresh,
    /// The last quarter before the due day.
    Soon,
    /// The due day has come.
    Due,
    /// More than a quarter of the cadence past the due day.
    Overdue,
    /// More than a whole cadence past the due day.
    Cold,
    /// Not in touch yet.
    Never,
    /// Resting until a day.
    Snoozed,
}

impl Word for Warmth {
    const ALL: &'static [Self] =
        &[Self::Fresh, Self::Soon, Self::Due, Self::Overdue, Self::Cold, Self::Never, Self::Snoozed];

    fn word(self) -> &'static str {
        match self {
            Self::Fresh => "Fresh",
            Self::Soon => "Soon",
            Self::Due => "Due",
            Self::Overdue => "Overdue",
            Self::Cold => "Cold",
            Self::Never => "Never",
            Self::Snoozed => "Snoozed",
        }
    }

    fn meaning(self) -> &'static str {
        match self {
            Self::Fresh => "in touch lately",
            Self::Soon => "due soon",
            Self::Due => "due now",
            Self::Overdue => "a while past the due day",
            Self::Cold => "a whole cadence past the due day",
            Self::Never => "not in touch yet",
            Self::Snoozed => "resting until a day",
        }
    }
}

/// How one stakeholder stands on one day. Derived, never stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The latest day touched.
    pub last: Option<Day>,
    /// How often to be in touch, in days.
    pub cadence: u32,
    /// The day the next touch is due.
    pub due: Day,
    /// Where that stands today.
    pub warmth: Warmth,
    /// How much of the cadence has passed, in thousandths: 1000 on the due day, 2000 a whole cadence later.
    pub passed: i64,
}

impl Standing {
    /// Whether the person belongs on a list of those to reach out to today.
    pub fn is_due(&self) -> bool {
        self.warmth != Warmth::Snoozed && self.passed >= 1000
    }
}

/// Days over which the first due days of new stakeholders are spread.
const SPREAD: u32 = 7;

/// The default cadence in days by height on the ladder, lowest first; a higher rung than listed has the last.
///
/// Peers are met anyway and need no reminder more often than every two months; the middle of the ladder is where
/// relationships are built, monthly; the top has little time and is well served quarterly.
const BY_HEIGHT: [u32; 6] = [60, 45, 30, 30, 45, 90];

/// The cadence of somebody whose seniority is not known, in days.
const UNKNOWN: u32 = 45;

/// How often to be in touch with this person, in days: their own value, else the default of their seniority.
pub fn cadence(who: &Stakeholder, ladder: &Ladder) -> u32 {
    let default = || match ladder.height(&who.seniority) {
        Some(height) => BY_HEIGHT.get(height).or(BY_HEIGHT.last()).copied().unwrap_or(UNKNOWN),
        None => UNKNOWN,
    };
    who.cadence.unwrap_or_else(default).max(1)
}

/// How this person stands on `today`.
///
/// The due day is the last contact plus the cadence. Whoever was never touched is due within a week of the day they
/// were added, on a day that follows from their id, so that twenty people added in one morning do not all come due in
/// one; without such a day they are due at once.
pub fn standing(plan: &Plan, who: &Stakeholder, today: Day) -> Standing {
    let cadence = cadence(who, &plan.ladder);
    let last = plan.last_contact(&who.id);
    let due = match (last, who.added) {
        (Some(last), _) => last.plus(i64::from(cadence)),
        (None, Some(added)) => added.plus(i64::from(spread(who.id.as_str()) % SPREAD.min(cadence))),
        (None, None) => today,
    };
    let passed = 1000 + today.days_since(due) * 1000 / i64::from(cadence);
    let warmth = if who.snoozed.is_some_and(|until| today < until) {
        Warmth::Snoozed
    } else if last.is_none() {
        Warmth::Never
    } else {
        match passed {
            ..750 => Warmth::Fresh,
            750..1000 => Warmth::Soon,
            1000..1250 => Warmth::Due,
            1250..2000 => Warmth::Overdue,
            2000.. => Warmth::Cold,
        }
    };
    Standing { last, cadence, due, warmth, passed }
}

/// A number that follows from a text and looks arbitrary: 32-bit FNV-1a
/// (<https://datatracker.ietf.org/doc/draft-eastlake-fnv/>), the same on every machine.
pub(super) fn spread(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Edit, StakeholderId, Touch, TouchId};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// A plan with Grace, touched on these days, her cadence 20 days.
    fn touched(days: &[&str]) -> (Plan, Stakeholder) {
        let mut plan = Plan::default();
        let mut grace = Stakeholder::named(StakeholderId::new("grace"), "Grace");
        grace.cadence = Some(20);
        plan.apply(Edit::put(grace.clone()));
        for (number, on) in days.iter().enumerate() {
            plan.apply(Edit::put(Touch::new(TouchId::new(format!("{number}")), day(on), vec![grace.id.clone()])));
        }
        (plan, grace)
    }

    #[test]
    fn warmth_is_measured_in_the_own_cadence() {
        let (plan, grace) = touched(&["2026-01-01"]);
        let on = |text| standing(&plan, &grace, day(text)).warmth;
        assert_eq!(on("2026-01-01"), Warmth::Fresh);
        assert_eq!(on("2026-01-15"), Warmth::Fresh);
        assert_eq!(on("2026-01-16"), Warmth::Soon);
        assert_eq!(on("2026-01-20"), Warmth::Soon);
        assert_eq!(on("2026-01-21"), Warmth::Due);
        assert_eq!(on("2026-01-26"), Warmth::Overdue);
        assert_eq!(on("2026-02-10"), Warmth::Cold);
    }

    #[test]
    fn an_entry_for_an_earlier_day_never_pulls_last_contact_back() {
        let (plan, grace) = touched(&["2026-03-01", "2026-01-01"]);
        assert_eq!(standing(&plan, &grace, day("2026-03-02")).last, Some(day("2026-03-01")));
    }

    #[test]
    fn nobody_is_cold_before_the_first_touch() {
        let (plan, grace) = touched(&[]);
        let now = standing(&plan, &grace, day("2026-03-02"));
        assert_eq!((now.warmth, now.due, now.is_due()), (Warmth::Never, day("2026-03-02"), true));
    }

    #[test]
    fn the_snoozed_rest_until_their_day() {
        let (plan, mut grace) = touched(&["2020-01-01"]);
        grace.snoozed = Some(day("2026-03-05"));
        assert_eq!(standing(&plan, &grace, day("2026-03-04")).warmth, Warmth::Snoozed);
        assert_eq!(standing(&plan, &grace, day("2026-03-05")).warmth, Warmth::Cold);
    }

    #[test]
    fn twenty_people_added_at_once_come_due_over_a_week() {
        let plan = Plan::default();
        let added = day("2026-03-02");
        let dues: std::collections::BTreeSet<Day> = (0..20)
            .map(|number| {
                let mut who = Stakeholder::named(StakeholderId::new(format!("person-{number}")), "Someone");
                who.added = Some(added);
                standing(&plan, &who, added).due
            })
            .collect();
        assert!(dues.len() >= 5, "{dues:?}");
        assert!(dues.iter().all(|due| (0..7).contains(&due.days_since(added))));
    }

    #[test]
    fn the_default_cadence_follows_the_ladder() {
        let ladder = Ladder::default();
        let of = |rung: &str| {
            let mut who = Stakeholder::named(StakeholderId::new("x"), "X");
            who.seniority = rung.into();
            cadence(&who, &ladder)
        };
        assert_eq!([of("Peer"), of("Director"), of("Board"), of("Duke")], [60, 30, 90, 45]);
    }

    #[test]
    fn the_ends_of_time_are_days_like_any_other() {
        let (plan, grace) = touched(&["0001-01-01", "9999-12-31"]);
        for today in [Day::FIRST, Day::LAST] {
            let now = standing(&plan, &grace, today);
            assert_eq!(now.last, Some(Day::LAST));
        }
    }
}
