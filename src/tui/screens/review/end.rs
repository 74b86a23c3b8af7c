//! The end of a review, and a day on which nobody calls: what was done, the days in a row, what comes next, how it felt.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::super::super::model::Model;
use super::super::super::text;
use super::fit::{Section, labelled};
use crate::domain::reason::near;
use crate::domain::{Day, Reflection, Review};
use crate::keys::Command;

/// The columns of the labels in so many columns.
fn cells(width: usize) -> usize {
    if width >= 40 { 13 } else { 0 }
}

/// What it is called.
pub fn title(model: &Model) -> &'static str {
    if model.review.left() > 0 {
        "Review"
    } else if model.review.seen.is_empty() {
        "Nobody is due today"
    } else {
        "That was today"
    }
}

/// Everything that is said at the end.
pub fn sections(model: &Model, width: usize) -> Vec<Section> {
    let look = model.look;
    let mut facts = Vec::new();
    let mut fact = |label: &str, told: String| {
        let room = width.saturating_sub(cells(width));
        let lines = text::hanging("", &told, room, Style::new(), Style::new());
        facts.extend(labelled(if cells(width) > 0 { label } else { "" }, cells(width), look.quiet(), lines));
    };
    fact("done", done(model));
    let days = model.review_end().streak;
    if days > 0 {
        fact("in a row", if days == 1 { "the first day".to_owned() } else { format!("{days} days") });
    }
    fact("tomorrow", tomorrow(model));
    let waiting = model.review.agenda.waiting;
    if waiting > 0 {
        let key = |command| model.keymap.key_for(command, model.contexts()).unwrap_or_default();
        let (more, spread) = (key(Command::MoreCards), key(Command::Spread));
        fact("can wait", format!("{waiting} more; {more} goes on with them, {spread} spreads them over the next days"));
    }
    vec![Section::new(5, facts), Section::new(8, feeling(model, width))]
}

/// What was done today, as far as the plan tells.
fn done(model: &Model) -> String {
    let (plan, today, done) = (model.plan(), model.today, model.review_end().done);
    let rest = model.review.seen.iter().filter_map(|who| plan.stakeholders.get(who));
    let rest = rest.filter(|who| who.snoozed.is_some_and(|until| until > today)).count();
    let counts = [
        (model.review.seen.len(), "person looked at", "people looked at"),
        (done.touches, "touch", "touches"),
        (done.given, "idea given", "ideas given"),
        (done.kept, "promise kept", "promises kept"),
        (rest, "rests", "rest"),
    ];
    let counts = counts.iter().filter(|(count, ..)| *count > 0);
    let told: Vec<String> =
        counts.map(|(count, one, many)| format!("{count} {}", if *count == 1 { one } else { many })).collect();
    if told.is_empty() { "a quiet day".to_owned() } else { told.join(", ") }
}

/// What the next day holds, or when somebody calls next.
fn tomorrow(model: &Model) -> String {
    let name = |who: &crate::domain::StakeholderId| super::super::name_of(model, who);
    let tomorrow = &model.review_end().tomorrow;
    match tomorrow.entries.first() {
        Some(first) => {
            let count = tomorrow.entries.len();
            let people = if count == 1 { "1 person".to_owned() } else { format!("{count} people") };
            format!("{people}, {} first", name(&first.who.id))
        }
        None => match &model.review_end().next {
            Some((day, who)) => format!("nobody; {} is next, {}", name(who), near(*day, model.today)),
            None => "nobody".to_owned(),
        },
    }
}

/// How it felt: the question, or the answer where it was given.
fn feeling(model: &Model, width: usize) -> Vec<Line<'static>> {
    let look = model.look;
    if let Some(written) = written(model) {
        let felt = written.feeling.map_or(String::new(), |feeling| format!("{feeling:+}  "));
        let told = format!("{felt}{}", model.prose(&written.text));
        let lines = text::hanging("", &told, width.saturating_sub(cells(width)), Style::new(), Style::new());
        return labelled("journal", cells(width), look.quiet(), lines);
    }
    let ask = "How does it feel?";
    let mut line = vec![Span::styled(ask, look.strong()), Span::raw("  ")];
    for feeling in -2..=2_i8 {
        let words = if feeling > 0 { format!(" +{feeling} ") } else { format!(" {feeling} ") };
        let here = model.review.feeling == Some(feeling);
        let words = if here { words.replacen(' ', "[", 1).replacen(' ', "]", 1) } else { words };
        line.push(Span::styled(words, if here { look.chosen() } else { look.quiet() }));
    }
    let key = |command| model.keymap.key_for(command, model.contexts()).unwrap_or_default();
    let (worse, better, write) = (key(Command::FeelWorse), key(Command::FeelBetter), key(Command::AddReflection));
    let told = format!("{worse} and {better} choose, {write} writes a line into the journal");
    let mut lines = vec![Line::from(line)];
    lines.extend(text::wrapped(&told, width).into_iter().map(|line| Line::styled(line, look.quiet())));
    lines
}

/// The line of today in the journal, where the review has ended.
fn written(model: &Model) -> Option<&Reflection> {
    let on = |day: Day| day == model.today && Review::on(model.plan(), day).counts();
    model.plan().reflections.iter().rev().find(|reflection| on(reflection.on)).map(AsRef::as_ref)
}
