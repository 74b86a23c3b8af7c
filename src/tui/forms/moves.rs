//! The form for the moves of somebody: how close they came, or how their stance towards a goal changed.

use super::{Field, Form, Gesture, Rule, Setting, Subject, reading};
use crate::domain::{Closeness, Day, Edit, Goal, GoalId, Key, Move, Stakeholder, Stance, Word};

/// What stands for an end of a move that is not known.
const UNKNOWN: &str = "unknown";

/// The form for the moves of somebody; with a goal, of their stance towards it.
pub fn form(who: &Stakeholder, goal: Option<&Goal>) -> Form {
    let (what, text, rule, note) = match goal {
        None => {
            ("closeness", written(&who.moves), Rule::Closenesses, "one a line, like 2026-10-30: Connected to Exchanged")
        }
        Some(goal) => {
            let moves = who.stakes.get(&goal.id).map_or(&[][..], |stake| stake.moves.as_slice());
            ("stance", written(moves), Rule::Stances, "one a line, like 2026-10-30: Sceptical to Neutral")
        }
    };
    let field = Field::text_area("moves", &text, rule).note(note);
    let subject = Subject::Moves(Box::new(who.clone()), goal.map(|goal| goal.id.clone()));
    let title = match goal {
        None => format!("How {what} to {} moved", who.name),
        Some(goal) => format!("How the {what} of {} moved in: {}", who.name, goal.title),
    };
    Form::new(title, subject, vec![field])
}

/// What the form comes to.
pub fn gesture(form: &Form, opened: &Stakeholder, goal: Option<&GoalId>, setting: Setting<'_>) -> Gesture {
    let current = setting.plan.stakeholders.get(&opened.id);
    let mut who = current.map_or_else(|| opened.clone(), |who| who.as_ref().clone());
    for field in form.to_set() {
        match goal {
            None => who.moves = read::<Closeness>(&field.text(), setting).unwrap_or_default(),
            Some(goal) => {
                let moves = read::<Stance>(&field.text(), setting).unwrap_or_default();
                who.stakes.entry(goal.clone()).or_default().moves = moves;
            }
        }
    }
    let label = format!("edit the moves of {}", who.name);
    Gesture { label, place: Key::Stakeholder(who.id.clone()), edits: vec![Edit::put(who)] }
}

/// Moves as the form shows them, one a line.
fn written<T: Word>(moves: &[Move<T>]) -> String {
    let word = |value: Option<T>| value.map_or(UNKNOWN, Word::word);
    let lines: Vec<String> =
        moves.iter().map(|one| format!("{}: {} to {}", one.on, word(one.from), word(one.to))).collect();
    lines.join("\n")
}

/// Moves as they were typed, one a line, by their days.
///
/// # Errors
///
/// The first line that is not understood, and why.
pub fn read<T: Word>(typed: &str, setting: Setting<'_>) -> Result<Vec<Move<T>>, String> {
    let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
    let mut moves = lines.map(|line| read_line(line, setting)).collect::<Result<Vec<Move<T>>, String>>()?;
    moves.sort_by_key(|one| one.on);
    Ok(moves)
}

fn read_line<T: Word>(line: &str, setting: Setting<'_>) -> Result<Move<T>, String> {
    let (day, ends) = line.split_once(':').ok_or_else(|| format!("{line}: say when, then a colon"))?;
    let on: Day = match day.trim().parse() {
        Ok(day) if day <= setting.today => day,
        _ => reading::read_day(Rule::Past, day.trim(), setting)?.ok_or_else(|| format!("{line}: say when"))?,
    };
    let (from, to) = ends.split_once(" to ").ok_or_else(|| format!("{line}: say from where to where"))?;
    let (from, to) = (end(from)?, end(to)?);
    Ok(Move { on, from, to })
}

fn end<T: Word>(typed: &str) -> Result<Option<T>, String> {
    let typed = typed.trim();
    if typed.eq_ignore_ascii_case(UNKNOWN) {
        return Ok(None);
    }
    let words = || T::ALL.iter().map(|value| value.word()).collect::<Vec<_>>().join(", ");
    T::from_word(typed).map(Some).ok_or_else(|| format!("{typed} is none of {}, {UNKNOWN}", words()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Plan;

    #[test]
    fn what_is_written_reads_back_and_what_is_not_understood_is_said() {
        let plan = Plan::default();
        let setting = Setting { plan: &plan, today: Day::new(2026, 11, 23).unwrap() };
        let text = "2026-10-30: Sceptical to Neutral\n2026-11-02: unknown to Sceptical";
        let moves = read::<Stance>(text, setting).unwrap();
        assert_eq!(written(&moves), text);
        assert_eq!(
            written(&read::<Stance>("yesterday: neutral to supportive", setting).unwrap()),
            "2026-11-22: Neutral to Supportive"
        );
        for (typed, said) in [
            ("2026-10-30 Neutral", "say when, then a colon"),
            ("2026-10-30: Neutral", "from where to where"),
            ("2026-10-30: Neutral to Warm", "Warm is none of Resistant"),
            ("2027-10-30: Neutral to Supportive", "still to come"),
            ("soonish: Neutral to Supportive", "not a day"),
        ] {
            let told = read::<Stance>(typed, setting).unwrap_err();
            assert!(told.contains(said), "{typed}: {told}");
        }
    }
}
