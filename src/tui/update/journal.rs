//! What is asked on the Journal screen.

use chrono::Datelike as _;
use ratatui::layout::Rect;

use super::super::clipboard;
use super::super::forms::Form;
use super::super::model::Model;
use super::super::msg::{Effect, MouseKind};
use super::super::overlays::{Choosable, Facet, Overlay, Pick, Reading, reading_last};
use super::super::screen::Screen;
use super::super::screens;
use super::super::widgets::field::Field as TextField;
use super::{Now, editor, screen};
use crate::capture::asked::NAMES;
use crate::domain::journal::{Entry, Kind};
use crate::domain::{Channel, Day, Gift, Key, StakeholderId, Word, removal};
use crate::keys::Command;

/// Carries out a command of the Journal screen.
pub fn run(model: &mut Model, command: Command, _now: &mut Now<'_>) -> Vec<Effect> {
    match command {
        Command::MoveDown => step(model, 1),
        Command::MoveUp => step(model, -1),
        Command::HalfPageDown => step(model, page(model)),
        Command::HalfPageUp => step(model, -page(model)),
        Command::MoveTop => step(model, isize::MIN),
        Command::MoveBottom => step(model, isize::MAX),
        Command::EarlierDay => jump(model, true, |day| day),
        Command::LaterDay => jump(model, false, |day| day),
        Command::EarlierMonth => jump(model, true, month),
        Command::LaterMonth => jump(model, false, month),
        Command::Find => {
            let field = TextField::line(&model.journal.find);
            model.overlays.push(Overlay::Find(Box::new(field)));
        }
        Command::Filter => model.overlays.push(Overlay::Pick(filter_menu())),
        Command::Read => {
            let key = model.journal.entry().map(Entry::key);
            model.overlays.extend(key.map(|key| Overlay::Reading(Reading { key, first: 0 })));
        }
        Command::Edit => {
            if let Some(form) = model.journal.entry().and_then(|entry| form(model, &entry.key())) {
                screen::open_form(model, form);
            }
        }
        Command::EditText => return edit_text(model),
        Command::Copy => return copy(model),
        Command::Remove => return remove(model),
        Command::KeepPromise => return screen::keep_promise(model),
        Command::ListOther => screen::list_other(model),
        Command::Back if !model.journal.find.is_empty() => filter(model, String::new()),
        Command::Back => return screen::show(model, Screen::Plan),
        other => {
            screen::open(model, other);
        }
    }
    Vec::new()
}

/// Carries out a command while an entry is read.
pub fn reading(model: &mut Model, command: Command, now: &mut Now<'_>) -> Vec<Effect> {
    let area = screen::between(model);
    let Some(Overlay::Reading(shown)) = model.overlays.last() else { return Vec::new() };
    let last = reading_last(model, shown, area);
    let (at, half) = (shown.first.min(last), usize::from(area.height / 2).max(1));
    let to = screen::moved(command, at, last, half);
    match (model.overlays.last_mut(), to) {
        (Some(Overlay::Reading(shown)), Some(to)) => shown.first = to,
        // What is done to the entry is done on the screen, where it is chosen.
        _ if matches!(command, Command::Edit | Command::EditText | Command::Copy) => return run(model, command, now),
        _ => drop(model.overlays.pop()),
    }
    Vec::new()
}

/// Half of the entries on screen, as a distance.
fn page(model: &Model) -> isize {
    let shown = model.regions().map_or(0, |regions| screens::journal_shown(model, regions.body()).len());
    isize::try_from(shown / 2).unwrap_or(1).max(1)
}

/// Moves the choice by so many entries, stopping at the ends.
pub fn step(model: &mut Model, by: isize) {
    model.journal.step(by);
    settle(model);
}

fn jump<T: PartialEq>(model: &mut Model, earlier: bool, stretch: impl Fn(Day) -> T) {
    model.journal.jump(earlier, stretch);
    settle(model);
}

fn month(day: Day) -> (i32, u32) {
    (day.date().year(), day.date().month())
}

/// Remembers which part of the list is on screen, so that it does not jump at the next step.
fn settle(model: &mut Model) {
    if let Some(regions) = model.regions() {
        let shown = screens::journal_shown(model, regions.body());
        model.journal.settle(shown);
    }
}

/// Takes these words as the filter, and names what of them is not understood.
pub fn filter(model: &mut Model, find: String) {
    model.journal.filter(find, model.session.plan(), model.today);
    settle(model);
    if let Some(doubt) = model.journal.asked.doubts(model.session.plan()).into_iter().next() {
        model.warn(doubt);
    }
}

/// Chooses the entry of a record that was just written, brought back or changed.
pub fn show(model: &mut Model, key: &Key) {
    if model.journal.show(key) {
        settle(model);
    }
}

/// The form for an entry.
fn form(model: &Model, key: &Key) -> Option<Form> {
    match key {
        Key::Touch(id) => model.plan().touches.get(id).map(|touch| Form::touch(touch, model.setting())),
        key => screen::edit_record(model, key),
    }
}

fn edit_text(model: &mut Model) -> Vec<Effect> {
    let Some(entry) = model.journal.entry() else { return Vec::new() };
    let name = if matches!(entry, Entry::Touch(_)) { "note" } else { "text" };
    let form = form(model, &entry.key());
    form.map_or_else(Vec::new, |form| editor::open_text(model, form, name))
}

fn copy(model: &mut Model) -> Vec<Effect> {
    let text = model.journal.entry().map(|entry| entry.text().to_owned()).unwrap_or_default();
    if text.is_empty() {
        model.say("There is nothing to copy here.");
        return Vec::new();
    }
    let Some(text) = clipboard::clean(&text) else {
        model.warn(format!("Not copied: the text is longer than the {} bytes terminals take.", clipboard::LIMIT));
        return Vec::new();
    };
    model.say("Copied the text.");
    vec![Effect::Copy(text)]
}

fn remove(model: &mut Model) -> Vec<Effect> {
    let Some(entry) = model.journal.entry() else { return Vec::new() };
    let key = entry.key();
    let what = if matches!(entry, Entry::Touch(_)) { "a touch" } else { "a reflection" };
    let edits = removal(model.plan(), &key);
    let said = format!("Removed {what}. u brings it back.");
    let effects = super::commit(model, format!("remove {what}"), Some(key), edits, said);
    settle(model);
    effects
}

/// What the journal can be narrowed by.
fn filter_menu() -> Pick {
    let narrow = |line: &str, facet| (line.to_owned(), Choosable::Narrow(facet));
    let filter = |line: &str, kind: Kind| (line.to_owned(), Choosable::Filter(format!("kind:{}", kind.spoken())));
    let lines = vec![
        narrow("with whom", Facet::With),
        narrow("what was given", Facet::Gift),
        narrow("how it happened", Facet::Via),
        narrow("when", Facet::When),
        filter("touches", Kind::Touch),
        filter("reflections", Kind::Reflection),
        filter("promises that are open", Kind::Promise),
    ];
    Pick::new("Show only", lines)
}

/// The most people that are offered.
const PEOPLE: usize = 40;

/// What can be chosen of one kind, with how often it is there in what is listed now.
pub fn facet_menu(model: &Model, facet: Facet) -> Pick {
    let touches = || {
        let journal = &model.journal;
        (0..journal.len()).filter_map(|at| journal.get(at)).filter_map(|entry| match entry {
            Entry::Touch(touch) => Some(touch),
            Entry::Reflection(_) => None,
        })
    };
    let (title, lines) = match facet {
        Facet::With => {
            let mut counts = std::collections::HashMap::<&StakeholderId, usize>::new();
            for who in touches().flat_map(|touch| &touch.with) {
                *counts.entry(who).or_default() += 1;
            }
            let known = counts.into_iter().filter_map(|(id, count)| Some((model.plan().stakeholders.get(id)?, count)));
            let mut people: Vec<_> = known.collect();
            people.sort_by_key(|(who, count)| (std::cmp::Reverse(*count), who.name.to_lowercase(), who.id.clone()));
            let lines = people.into_iter().take(PEOPLE).map(|(who, count)| {
                let same = model.plan().stakeholders.iter().filter(|other| other.name == who.name).count();
                let value = if same == 1 { who.name.replace('"', "") } else { who.id.to_string() };
                (format!("{}, {count}", who.name), format!("with:\"{value}\""))
            });
            ("With", lines.collect())
        }
        Facet::Gift => {
            ("Given", counted(Gift::ALL, "gift", |gift| touches().filter(|touch| touch.gift == Some(gift)).count()))
        }
        Facet::Via => {
            ("How", counted(Channel::ALL, "via", |via| touches().filter(|touch| touch.via == Some(via)).count()))
        }
        Facet::When => {
            let times = [
                "this week",
                "last week",
                "this month",
                "last month",
                "last 30 days",
                "last 90 days",
                "this year",
                "last year",
            ];
            let lines = times.map(|time| (time.to_owned(), format!("in:\"{time}\"")));
            ("When", lines.to_vec())
        }
    };
    let lines: Vec<(String, String)> = lines;
    Pick::new(title, lines.into_iter().map(|(line, words)| (line, Choosable::Filter(words))).collect())
}

/// The words of a vocabulary that are there at all, the most frequent first.
fn counted<T: Word>(all: &[T], name: &str, count: impl Fn(T) -> usize) -> Vec<(String, String)> {
    let mut counts: Vec<(T, usize)> =
        all.iter().map(|word| (*word, count(*word))).filter(|(_, count)| *count > 0).collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let line = |(word, count): (T, usize)| {
        (format!("{}, {count}", word.spoken()), format!("{name}:{}", word.word().to_lowercase()))
    };
    counts.into_iter().map(line).collect()
}

/// Adds a filter word to the filter, in the place of what was there of the same name.
pub fn narrow_by(model: &mut Model, words: &str) {
    let find = with_filter(&model.journal.find, words);
    filter(model, find);
}

/// The words of a filter without those that have the name of a new one, and the new one.
fn with_filter(find: &str, words: &str) -> String {
    const TIMES: [&str; 4] = ["since", "until", "in", "on"];
    let name = |word: &str| {
        let name = word.trim_start_matches('-').split_once(':').map(|(name, _)| name.to_lowercase());
        name.filter(|name| NAMES.contains(&name.as_str()))
    };
    let new = name(words);
    let timed = new.as_deref().is_some_and(|name| TIMES.contains(&name));
    let is_kept = |word: &&str| match name(word) {
        Some(name) => Some(&name) != new.as_ref() && !(timed && TIMES.contains(&name.as_str())),
        None => true,
    };
    let mut inside = false;
    let kept = find.split(|letter: char| {
        inside ^= letter == '"';
        letter.is_whitespace() && !inside
    });
    let kept = kept.filter(|word| !word.is_empty()).filter(is_kept);
    kept.chain([words]).collect::<Vec<_>>().join(" ")
}

/// What is done with the mouse: a click chooses, on the year it goes to the day; a second one opens; the wheel moves.
pub fn mouse(model: &mut Model, kind: MouseKind, body: Rect, cell: (u16, u16), now: &mut Now<'_>) -> Vec<Effect> {
    model.notice = None;
    match kind {
        MouseKind::WheelUp => step(model, -1),
        MouseKind::WheelDown => step(model, 1),
        MouseKind::Click | MouseKind::Double => {
            if let Some(day) = screens::journal_day_at(model, body, cell.0, cell.1) {
                model.journal.go_to(day);
                settle(model);
            } else if let Some(at) = screens::journal_entry_at(model, body, cell.1) {
                model.journal.choose(at);
                settle(model);
                if kind == MouseKind::Double {
                    return run(model, Command::Read, now);
                }
            }
        }
        MouseKind::Drag | MouseKind::Release => {}
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::with_filter;

    #[test]
    fn a_filter_word_takes_the_place_of_one_of_its_name() {
        for (find, words, wanted) in [
            ("", "gift:insight", "gift:insight"),
            ("numbers gift:proof", "gift:insight", "numbers gift:insight"),
            ("with:\"Grace Hopper\" via:email", "with:\"Ada\"", "via:email with:\"Ada\""),
            ("-gift:help kind:touch", "gift:insight", "kind:touch gift:insight"),
            ("since:oct until:nov x", "in:\"last month\"", "x in:\"last month\""),
            ("http://x", "gift:insight", "http://x gift:insight"),
        ] {
            assert_eq!(with_filter(find, words), wanted, "{find} and {words}");
        }
    }
}
