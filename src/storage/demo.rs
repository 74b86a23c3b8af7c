//! The sample that comes with the program: a year of somebody's relations, told as if it ended today.

use super::paths::Places;
use super::read::read;
use super::store::{Clock, Store};
use crate::domain::{Day, Records};
use crate::error::{Exit, Told};

/// The sample as it was written down, on [`written`].
const TEXT: &str = include_str!("../../assets/demo.ron");

/// The day the sample was written for: its last touches are of this day.
fn written() -> Day {
    Day::new(2026, 11, 23).unwrap_or(Day::FIRST)
}

/// The sample, with its year ending on this day. No file is read.
///
/// # Errors
/// The sample cannot be understood; a test holds that it can.
pub fn sample(today: Day) -> Result<Records, Told> {
    let read = read(TEXT.as_bytes()).map_err(|_| Told::new(Exit::Failed, "the demo could not be opened"))?;
    Ok(read.loaded.records.shifted(today.days_since(written())))
}

/// Writes records as a new plan, where there is none, and hands back the store that keeps it from now on.
///
/// # Errors
/// There is a plan already, or it could not be written. Nothing changed then.
pub fn keep(places: &Places, clock: Clock, records: &Records) -> Result<Store, Told> {
    // Whatever has the name counts, a broken link too.
    if places.plan.symlink_metadata().is_ok() {
        let told = Told::new(Exit::Failed, "you have a plan already");
        return Err(told.at(places.plan.display().to_string()));
    }
    let (mut store, ..) = Store::open(places, clock)?;
    store.agree(records).map_err(|why| why.told())?;
    Ok(store)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::domain::{Move, standing};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// What the sample promises, on whatever day it is opened.
    fn rich(today: Day) {
        let sample = sample(today).unwrap();
        assert!(sample.goals.len() >= 2 && sample.stakeholders.len() >= 30, "{today}");
        assert!(sample.ideas.len() >= 40 && sample.touches.len() >= 150, "{today}");
        let orgs: BTreeSet<&str> = sample.stakeholders.iter().map(|who| who.org.as_str()).collect();
        let rungs: BTreeSet<&str> = sample.stakeholders.iter().map(|who| who.seniority.as_str()).collect();
        assert!(orgs.len() >= 6, "{orgs:?}");
        assert!(sample.ladder.rungs.iter().all(|rung| rungs.contains(rung.as_str())), "{rungs:?}");
        assert!(sample.touches.iter().all(|touch| touch.on <= today), "{today}");
        assert_eq!(sample.touches.iter().map(|touch| touch.on).max(), Some(today));
        assert_eq!(sample.check(today), []);
        for who in sample.stakeholders.iter() {
            leads_to(&who.moves, Some(who.closeness), &who.name);
            who.stakes.values().for_each(|stake| leads_to(&stake.moves, stake.stance, &who.name));
        }
        assert!(sample.stakeholders.iter().filter(|who| !who.moves.is_empty()).count() >= 12, "{today}");
    }

    /// Each move begins where the one before ended, and the last ends where somebody stands.
    fn leads_to<T: Copy + PartialEq + std::fmt::Debug>(moves: &[Move<T>], now: Option<T>, name: &str) {
        for (one, next) in moves.iter().zip(moves.iter().skip(1)) {
            assert!(one.on <= next.on && one.to == next.from, "{name}: {moves:?}");
        }
        assert!(moves.last().is_none_or(|last| last.to == now), "{name}: {moves:?}");
    }

    #[test]
    fn it_is_as_rich_on_any_day() {
        for today in [written(), Day::FIRST, Day::LAST, day("2028-02-29"), day("2024-02-29"), day("1999-12-31")] {
            rich(today);
        }
    }

    #[test]
    fn its_year_ends_today_and_looks_the_same() {
        let looks = |today: Day| {
            let plan = crate::domain::Plan::new(sample(today).unwrap());
            let first = plan.touches.iter().map(|touch| touch.on).min().unwrap();
            assert!((360..=366).contains(&today.days_since(first)), "{today}");
            let looks: Vec<_> = plan.stakeholders.iter().map(|who| standing(&plan, who, today).warmth).collect();
            looks
        };
        let as_written = looks(written());
        for today in [day("2028-02-29"), day("2027-01-01"), day("1999-12-31"), Day::LAST.plus(-365)] {
            assert_eq!(looks(today), as_written, "{today}");
        }
    }

    /// Whatever a text says has to be true on any day: it names no weekday, no month and no season.
    #[test]
    fn its_texts_name_no_day() {
        const NAMES: [&str; 23] = [
            "Monday",
            "March",
            "June",
            "spring",
            "summer",
            "autumn",
            "Christmas",
            "Easter",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
            "Sunday",
            "January",
            "February",
            "April",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let named = NAMES.iter().filter(|name| TEXT.contains(**name));
        assert_eq!(named.collect::<Vec<_>>(), [&""; 0]);
    }
}
