//! A line that asks for entries of the journal, read: `numbers with:grace gift:insight since:oct`.
//!
//! Words are looked for; `with:`, `org:`, `goal:`, `gift:`, `via:`, `response:`, `feeling:` and `kind:` narrow it, with
//! several values (`gift:insight,proof`) or turned round by a minus. A time stands behind `since:`, `until:` or `in:`, in as
//! many words as it takes, and by itself where it can be nothing else: `last month`, `2026-10`. Quotes keep words together
//! and a time a word.

use super::period;
use crate::domain::Day;
use crate::domain::FEELINGS;
use crate::domain::journal::{Asked, Condition, Test};
use crate::domain::period::Period;
use crate::domain::query::{Span, Typed, one_of, typed};

/// The names of what narrows it.
pub const NAMES: [&str; 12] =
    ["with", "org", "goal", "gift", "via", "response", "feeling", "kind", "since", "until", "in", "on"];

/// The most words a time has: `day before last week`.
const LONGEST: usize = 4;

/// Reads a line. What is not understood asks for nothing and is named in [`Asked::problems`].
pub fn read(line: &str, today: Day) -> Asked {
    let words = typed(line);
    let mut asked = Asked::default();
    let mut rest = words.as_slice();
    while let Some((first, behind)) = rest.split_first() {
        rest = match name_and_value(first) {
            Some((name @ ("since" | "until" | "in" | "on"), value, wanted)) => {
                time(&mut asked, name, value, wanted, behind, today)
            }
            Some((name, values, wanted)) => {
                condition(&mut asked, name, values, wanted);
                behind
            }
            None => {
                if let Some((period, behind)) = time_alone(rest, today) {
                    asked.conditions.push(Condition { any: vec![Test::In(period)], wanted: true });
                    behind
                } else {
                    asked.words.push(first.text.clone());
                    behind
                }
            }
        };
    }
    asked
}

/// A filter word: its name, what stands behind the colon, and whether it is wanted.
fn name_and_value(word: &Typed) -> Option<(&'static str, &str, bool)> {
    if word.quoted {
        return None;
    }
    let (wanted, bare) = word.text.strip_prefix('-').map_or((true, word.text.as_str()), |bare| (false, bare));
    let (name, value) = bare.split_once(':')?;
    let known = NAMES.into_iter().find(|known| known.eq_ignore_ascii_case(name))?;
    Some((known, value, wanted))
}

/// The time with which these words begin, the longest one, and what stands behind it.
fn time_alone(words: &[Typed], today: Day) -> Option<(Period, &[Typed])> {
    (1..=LONGEST.min(words.len())).rev().find_map(|count| {
        let (taken, behind) = words.split_at_checked(count)?;
        let plain: Option<Vec<&str>> = taken.iter().map(|word| (!word.quoted).then_some(word.text.as_str())).collect();
        period::surely(&plain?, today).map(|period| (period, behind))
    })
}

/// Takes the time behind `since:` and its like, in as many words as it has; hands back what stands behind it.
fn time<'a>(asked: &mut Asked, name: &str, value: &str, wanted: bool, behind: &'a [Typed], today: Day) -> &'a [Typed] {
    let more = behind.iter().take(LONGEST - 1).take_while(|word| !word.quoted && period::belongs(&word.text)).count();
    let read = (0..=more).rev().find_map(|count| {
        let (taken, rest) = behind.split_at_checked(count)?;
        let words = std::iter::once(value).chain(taken.iter().map(|word| word.text.as_str()));
        let period = period::past(&words.collect::<Vec<_>>().join(" "), today).ok()?;
        Some((period, rest))
    });
    let Some((period, rest)) = read else {
        // An empty value is still being typed.
        if !value.is_empty() {
            asked.problems.push(format!("{name}:{value} is not a time; like last month, oct, 2026-10 or 3 weeks ago"));
        }
        return behind;
    };
    let period = match name {
        "since" => Period { from: period.from, ..Period::ALL },
        "until" => Period { to: period.to, ..Period::ALL },
        _ => period,
    };
    asked.conditions.push(Condition { any: vec![Test::In(period)], wanted });
    rest
}

fn condition(asked: &mut Asked, name: &str, values: &str, wanted: bool) {
    let mut any = Vec::new();
    for value in values.split(',').filter(|value| !value.is_empty()) {
        match test(name, value) {
            Ok(test) => any.push(test),
            Err(problem) => asked.problems.push(problem),
        }
    }
    if !any.is_empty() {
        asked.conditions.push(Condition { any, wanted });
    }
}

fn test(name: &str, value: &str) -> Result<Test, String> {
    let lower = value.to_lowercase();
    match name {
        "with" => Ok(Test::With(lower.trim_start_matches('@').to_owned())),
        "org" => Ok(Test::Org(lower)),
        "goal" => Ok(Test::Goal(lower)),
        "gift" => one_of(value).map(Test::Gift),
        "via" => one_of(value).map(Test::Via),
        "response" => one_of(value).map(Test::Response),
        "kind" => one_of(value.strip_suffix('s').unwrap_or(value)).map(Test::Kind),
        _ => feeling(&lower),
    }
}

/// `-1`, `1+`, `0-`, or the word of a feeling.
fn feeling(value: &str) -> Result<Test, String> {
    let (bare, span) = Span::of(value);
    let known = FEELINGS.iter().find(|(figure, word)| bare.parse() == Ok(*figure) || word.starts_with(bare));
    known.map(|(figure, _)| Test::Feeling(*figure, span)).ok_or_else(|| {
        let words = FEELINGS.map(|(_, word)| word).join(", ");
        format!("{value} is no feeling from -2 to 2, and none of {words}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::journal::{Kind, Timeline};
    use crate::domain::{
        Channel, Edit, FollowUp, Gift, Goal, GoalId, Idea, IdeaId, Plan, Reflection, ReflectionId, Response, Stake,
        Stakeholder, StakeholderId, Touch, TouchId, Word as _,
    };
    use proptest::prelude::*;

    const TODAY: &str = "2026-11-23";

    fn today() -> Day {
        TODAY.parse().unwrap()
    }

    fn plan() -> Plan {
        let mut plan = Plan::default();
        plan.apply(Edit::put(Goal::new(GoalId::new("data"), "Self-serve data")));
        for (name, org, aka, staked) in
            [("Grace Hopper", "Platforms", "the Admiral", true), ("Ada Lovelace", "Risk and Legal", "", false)]
        {
            let mut who = Stakeholder::named(StakeholderId::from_name(name, |_| false), name);
            who.org = org.into();
            who.aka.extend((!aka.is_empty()).then(|| aka.to_owned()));
            if staked {
                who.stakes.insert(GoalId::new("data"), Stake::default());
            }
            plan.apply(Edit::put(who));
        }
        let ada = vec![StakeholderId::new("ada-lovelace")];
        let serving =
            Idea { goal: Some(GoalId::new("data")), ..Idea::new(IdeaId::new("idea"), ada.clone(), "show her") };
        plan.apply(Edit::put(serving));
        let touch = |id: &str, on: &str, with: &[&str], note: &str| Touch {
            note: note.into(),
            ..Touch::new(
                TouchId::new(id),
                on.parse().unwrap(),
                with.iter().map(|id| StakeholderId::new(*id)).collect::<Vec<_>>(),
            )
        };
        let promise = FollowUp { by: None, text: "send the Numbers".into(), done: None };
        let kept = FollowUp { done: Some(today()), text: "lunch".into(), by: None };
        for touch in [
            Touch {
                gift: Some(Gift::Insight),
                via: Some(Channel::Email),
                response: Some(Response::Warm),
                follow_up: Some(promise.into()),
                ..touch("a", "2026-11-19", &["grace-hopper"], "Sent the Café comparison")
            },
            Touch {
                via: Some(Channel::InPerson),
                idea: Some(Box::new(IdeaId::new("idea"))),
                follow_up: Some(kept.into()),
                ..touch("b", "2026-10-05", &["ada-lovelace"], "talked about last month")
            },
            touch("c", "2025-10-05", &["grace-hopper", "ada-lovelace"], "lunch"),
        ] {
            plan.apply(Edit::put(touch));
        }
        for (id, on, feeling, text) in [
            ("d", "2026-11-19", Some(1), "Felt easy to ask"),
            ("e", "2026-09-30", Some(-2), "Too much"),
            ("f", "2026-09-01", None, "Nothing"),
        ] {
            let on = on.parse().unwrap();
            plan.apply(Edit::put(Reflection { id: ReflectionId::new(id), on, feeling, text: text.into() }));
        }
        plan
    }

    fn found(line: &str) -> String {
        let (plan, asked) = (plan(), read(line, today()));
        let timeline = Timeline::of(&plan);
        let places = timeline.places(&plan, &asked);
        places.iter().filter_map(|place| timeline.get(*place)).map(|entry| entry.key().id().to_owned()).collect()
    }

    #[test]
    fn words_are_found_in_names_and_texts() {
        assert_eq!(found(""), "dabefc");
        for (line, wanted) in [
            ("grhop", "ac"),
            ("admiral", "ac"),
            ("comparison", "a"),
            ("CAFE", "a"),
            ("café", "a"),
            ("càfe", ""),
            ("numbers grace", "a"),
            ("lunch", "bc"),
            ("lunch ada", "bc"),
            ("easy", "d"),
            ("\"easy to ask\"", "d"),
            ("\"to easy\"", ""),
            ("compason", ""),
        ] {
            assert_eq!(found(line), wanted, "{line}");
        }
    }

    #[test]
    fn filter_words_narrow_it() {
        for (line, wanted) in [
            ("with:grace", "ac"),
            ("with:@grace-hopper", "ac"),
            ("with:\"the admiral\"", "ac"),
            ("-with:grace", "dbef"),
            ("with:grace with:ada", "c"),
            ("with:grace,ada", "abc"),
            ("org:plat", "ac"),
            ("org:\"risk and\"", "bc"),
            ("goal:self", "abc"),
            ("gift:insight", "a"),
            ("gift:ins,proof", "a"),
            ("via:in-person", "b"),
            ("via:e", "a"),
            ("response:warm", "a"),
            ("kind:reflections", "def"),
            ("kind:touch", "abc"),
            ("kind:promise", "a"),
            ("feeling:1", "d"),
            ("feeling:+1", "d"),
            ("feeling:-1-", "e"),
            ("feeling:-2+", "de"),
            ("feeling:hard", "e"),
            ("feeling:light+", "d"),
            ("gift:", "dabefc"),
            ("via:email sent", "a"),
        ] {
            assert_eq!(found(line), wanted, "{line}");
        }
    }

    #[test]
    fn times_are_read_in_as_many_words_as_they_have() {
        for (line, wanted) in [
            ("since:oct", "dab"),
            ("since:5 oct lunch", "b"),
            ("since:last month", "dab"),
            ("until:sep", "efc"),
            ("until:30 sep 2026", "efc"),
            ("in:oct", "b"),
            ("on:19 nov", "da"),
            ("on:yesterday", ""),
            ("-in:2026", "c"),
            ("last month", "b"),
            ("this month sent", "a"),
            ("2026-10", "b"),
            ("2026-10-05", "b"),
            ("this year", "dabef"),
            ("last 30 days", "da"),
            ("since:sep until:oct", "bef"),
            // In quotes, or not surely a time, it is text.
            ("\"last month\"", "b"),
            ("about \"last\" month", "b"),
            ("last", "b"),
            ("oct", ""),
        ] {
            assert_eq!(found(line), wanted, "{line}");
        }
        let period = |line: &str| read(line, today()).period().map(|period| (period.from.to_string(), period.to));
        assert_eq!(period("since:oct until:today"), Some(("2026-10-01".into(), today())));
        assert_eq!((period("lunch"), period("-in:oct")), (None, None));
    }

    #[test]
    fn what_is_not_understood_is_named_and_asks_for_nothing() {
        let doubts = |line: &str| read(line, today()).doubts(&plan());
        for (line, named) in [
            ("gift:gold", "gold"),
            ("via:owl", "owl"),
            ("feeling:9", "9"),
            ("since:someday", "someday"),
            ("with:nobody", "nobody"),
            ("org:mars", "mars"),
            ("goal:moon", "moon"),
            ("kind:dream", "dream"),
        ] {
            let told = doubts(line);
            assert!(told.len() == 1 && told[0].contains(named), "{line}: {told:?}");
        }
        assert_eq!(found("gift:gold lunch"), "bc");
        assert_eq!(doubts("with:grace gift:insight feeling:-1 since:oct http://x"), [""; 0]);
        assert_eq!(found("http://x"), "");
        assert_eq!(Kind::ALL.len(), 3);
    }

    proptest! {
        #[test]
        fn no_line_breaks_it(line in "[a-z0-9: \",+@-]{0,40}|.{0,20}") {
            let asked = read(&line, today());
            let _ = (asked.doubts(&plan()), found(&line));
        }
    }
}
