//! What is said of somebody, and of a day.

use crate::domain::agenda::{self, promises_to};
use crate::domain::reason::near;
use crate::domain::review::Done;
use crate::domain::{Day, Plan, Stakeholder, Word as _};

/// Touches that are read out.
const TOUCHES: usize = 3;

/// Who is on a card, why, and what is known that helps.
pub fn lines(plan: &Plan, who: &Stakeholder, head: &str, today: Day) -> Vec<String> {
    let about = [&who.name, &who.title, &who.org].into_iter().filter(|text| !text.is_empty());
    let mut lines = vec![format!("{head}: {}.", about.cloned().collect::<Vec<_>>().join(", "))];
    let reasons: Vec<String> =
        agenda::reasons(plan, today, None, who).iter().map(|reason| reason.words(today)).collect();
    if !reasons.is_empty() {
        lines.push(format!("Why: {}.", reasons.join("; ")));
    }
    if !who.cares_about.is_empty() {
        lines.push(format!("Cares about: {}.", who.cares_about));
    }
    for touch in plan.touches_with(&who.id).take(TOUCHES) {
        let via = touch.via.map_or(String::new(), |via| format!(", {}", via.spoken()));
        let note = if touch.note.is_empty() { String::new() } else { format!(": {}", touch.note) };
        lines.push(format!("Touch {}{via}{note}.", near(touch.on, today)));
    }
    for promise in promises_to(plan, &who.id) {
        let by = if promise.dated { format!(", by {}", near(promise.due, today)) } else { String::new() };
        lines.push(format!("Promised: {}{by}.", promise.text()));
    }
    for idea in plan.open_ideas_for(&who.id) {
        let by = idea.by.map_or(String::new(), |by| format!(", by {}", near(by, today)));
        lines.push(format!("Idea: {}{by}.", idea.text));
    }
    lines
}

/// What was done on a day.
pub fn summary(plan: &Plan, today: Day, streak: u32) -> Vec<String> {
    let Done { touches, given, .. } = Done::on(plan, today);
    let counted =
        |count: usize, one: &str, more: &str| if count == 1 { format!("1 {one}") } else { format!("{count} {more}") };
    vec![
        format!("Today: {}, {} given.", counted(touches, "touch", "touches"), counted(given, "idea", "ideas")),
        format!("{} in a row.", counted(streak as usize, "day", "days")),
    ]
}
