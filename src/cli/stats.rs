//! `touchbase stats`: what was done, week by week, and how much there is.

use serde_json::{Map, Value, json};

use super::answer::Answer;
use super::args::Stats;
use super::open::Open;
use super::output::{Output, Shape};
use super::table::Table;
use crate::capture::period;
use crate::domain::period::Period;
use crate::domain::stats::{Counts, Tally, Week, total, weeks};
use crate::domain::{Day, Plan, Word};
use crate::error::{Exit, Told};

/// How many weeks are looked back on, the one in which today lies among them.
const WEEKS: u32 = 12;

/// The longest bar, in letters.
const BAR: u32 = 20;

/// What the cells of a week are.
const WEEK: [&str; 7] = ["week of", "touches", "senior", "given", "asked", "feeling", ""];

/// Prints the figures.
pub fn run(open: &Open, args: &Stats, output: &mut Output) -> Result<(), Told> {
    let (plan, today) = (open.records(), open.today);
    let period = time(args, today)?;
    let weeks = weeks(plan, period, today);
    let total = total(&weeks);
    let counts = Counts::of(plan, today);
    if output.is_json() {
        return output.answer(Answer::Stats, record(period, &counts, &weeks, &total));
    }
    output.heading(&format!("{} to {}", period.from, period.to))?;
    output.table(&Table::of(summary(plan, &total)).part("total", ""))?;
    let head = (output.shape() == Shape::Words).then(|| WEEK.map(str::to_owned).to_vec());
    output.part(&Table::of(head.into_iter().chain(by_week(&weeks))).part("week", ""))?;
    output.part(&Table::of(by_gift(&total)).part("gift", ""))?;
    output.part(&Table::of(today_rows(plan, &counts)).part("today", "Today"))
}

/// The time that is looked at: the one that is named, or the last weeks.
fn time(args: &Stats, today: Day) -> Result<Period, Told> {
    if args.time.is_empty() {
        let monday = crate::domain::period::monday(today);
        return Ok(Period { from: monday.plus(-7 * (i64::from(WEEKS) - 1)), to: today });
    }
    let words = args.time.join(" ");
    let period = period::past(&words, today).map_err(|why| {
        Told::new(Exit::Usage, format!("{words}: {}", why.what())).hint(format!("say it like {}", why.like()))
    })?;
    if period.from > today {
        return Err(Told::new(Exit::Usage, format!("{words}: that is still to come")));
    }
    Ok(Period { to: period.to.min(today), ..period })
}

/// A feeling with its sign; what rounds to nothing has none.
fn signed(feeling: f64) -> String {
    let shown = format!("{feeling:+.1}");
    if matches!(shown.as_str(), "+0.0" | "-0.0") { "0.0".to_owned() } else { shown }
}

fn summary(plan: &Plan, total: &Tally) -> Vec<Vec<String>> {
    let mut rows = vec![vec!["touches".to_owned(), total.touches.to_string()]];
    if let (Some(share), Some(rung)) = (total.senior_share(), senior(plan)) {
        rows.push(vec![format!("with {rung} and above"), format!("{}, {:.0} % of them", total.senior, share * 100.0)]);
    }
    rows.push(vec!["given".to_owned(), total.given().to_string()]);
    rows.push(vec!["asked".to_owned(), total.asked().to_string()]);
    rows.push(vec!["reflections".to_owned(), total.reflections.to_string()]);
    let feeling = total.feeling().map_or_else(|| "-".to_owned(), |feeling| format!("{} on average", signed(feeling)));
    rows.push(vec!["feeling".to_owned(), feeling]);
    rows
}

/// The name of the lowest rung that counts as senior.
fn senior(plan: &Plan) -> Option<&str> {
    plan.ladder.senior().and_then(|height| plan.ladder.rungs.get(height)).map(String::as_str)
}

fn by_week(weeks: &[Week]) -> Vec<Vec<String>> {
    let most = weeks.iter().map(|week| week.tally.touches).max().unwrap_or(0);
    let rows = weeks.iter().map(|week| {
        let tally = &week.tally;
        vec![
            week.monday.to_string(),
            tally.touches.to_string(),
            tally.senior.to_string(),
            tally.given().to_string(),
            tally.asked().to_string(),
            tally.feeling().map_or_else(|| "-".to_owned(), signed),
            bar(tally.touches, most),
        ]
    });
    rows.collect()
}

/// The gifts that were given, the most frequent first.
fn by_gift(total: &Tally) -> Vec<Vec<String>> {
    let mut gifts: Vec<_> = total.gifts().filter(|(_, count)| *count > 0).collect();
    gifts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let most = gifts.first().map_or(0, |(_, count)| *count);
    gifts.into_iter().map(|(gift, count)| vec![gift.spoken(), count.to_string(), bar(count, most)]).collect()
}

/// A bar as long as a count is large beside the largest; of plain letters, so that it is one anywhere.
fn bar(count: u32, most: u32) -> String {
    let length = if most > BAR { (count * BAR).div_ceil(most) } else { count };
    "#".repeat(usize::try_from(length).unwrap_or(0))
}

fn today_rows(plan: &Plan, counts: &Counts) -> Vec<Vec<String>> {
    let of = |count: usize, kind: &str, apart: &[(usize, String)]| {
        let apart: Vec<String> =
            apart.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
        let apart = if apart.is_empty() { String::new() } else { format!(", {}", apart.join(", ")) };
        vec![kind.to_owned(), format!("{count}{apart}")]
    };
    let senior = senior(plan).map(|rung| format!("{rung} and above")).unwrap_or_default();
    let people = [
        (counts.senior, senior),
        (counts.untouched, "never in touch".to_owned()),
        (counts.archived, "archived besides".to_owned()),
    ];
    vec![
        of(counts.stakeholders, "stakeholders", &people),
        of(counts.goals, "goals", &[]),
        of(counts.ideas, "ideas to give", &[(counts.given, "given".to_owned())]),
        of(counts.touches, "touches", &[]),
        of(counts.promises, "open promises", &[(counts.late, "late".to_owned())]),
        of(counts.reflections, "reflections", &[]),
        of(counts.proofs, "proofs", &[]),
        vec!["days reviewed".to_owned(), format!("{}, {} in a row", counts.reviewed, counts.streak)],
    ]
}

fn record(period: Period, counts: &Counts, weeks: &[Week], total: &Tally) -> Value {
    let weeks: Vec<Value> = weeks
        .iter()
        .map(|week| {
            let mut fields = figures(&week.tally);
            fields.insert("monday".into(), json!(week.monday));
            fields.into()
        })
        .collect();
    json!({
        "from": period.from,
        "to": period.to,
        "total": figures(total),
        "weeks": weeks,
        "today": {
            "stakeholders": counts.stakeholders,
            "senior": counts.senior,
            "untouched": counts.untouched,
            "archived": counts.archived,
            "goals": counts.goals,
            "ideas": counts.ideas,
            "given": counts.given,
            "touches": counts.touches,
            "promises": counts.promises,
            "late": counts.late,
            "reflections": counts.reflections,
            "proofs": counts.proofs,
            "reviewed": counts.reviewed,
            "streak": counts.streak,
        },
    })
}

fn figures(tally: &Tally) -> Map<String, Value> {
    let gifts = tally.gifts().filter(|(_, count)| *count > 0);
    let gifts: Map<String, Value> = gifts.map(|(gift, count)| (gift.word().to_owned(), json!(count))).collect();
    let figures = [
        ("touches", json!(tally.touches)),
        ("senior", json!(tally.senior)),
        ("given", json!(tally.given())),
        ("given_senior", json!(tally.given_senior())),
        ("asked", json!(tally.asked())),
        ("gifts", gifts.into()),
        ("reflections", json!(tally.reflections)),
        ("feeling", json!(tally.feeling())),
    ];
    figures.into_iter().map(|(name, figure)| (name.to_owned(), figure)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_there_for_anything_and_never_too_long() {
        assert_eq!([bar(0, 0), bar(3, 7), bar(0, 90)], ["", "###", ""]);
        assert_eq!((bar(1, 90).len(), bar(90, 90).len()), (1, 20));
        assert_eq!([0.04, -0.04, 0.5, -1.25].map(signed), ["0.0", "0.0", "+0.5", "-1.2"]);
    }
}
