//! What happens when something happens: a message changes the model and may ask for effects. Pure: no terminal, no disk.
//!
//! [`update`] sorts messages; `screen` carries out what is asked on any screen, `plan`, `review`, `journal`, `network` and
//! `progress` what is asked on theirs; `form` what is typed into a form, `answer` what is picked or answered.

mod answer;
mod capture;
mod editor;
mod form;
mod join;
mod journal;
mod mouse;
mod network;
mod own;
mod plan;
mod progress;
mod prompts;
mod review;
mod screen;
mod value;

pub use join::why_none as why_no_version;
pub use screen::{snooze_days, wants_decision};

use super::able::why_not;
use super::gate::Gate;
use super::mask::Mask;
use super::model::{Model, Save};
use super::msg::{Effect, Msg};
use super::overlays::{Help, Overlay};
use super::screen::Screen;
use super::widgets::field::Field;
use crate::domain::length::{SHORTEN, TooLong};
use crate::domain::{Edit, Key};
use crate::error::Exit;
use crate::keys::{self, Chord, Command, Context, Resolved};

/// What an update may use of the world: a new ULID each time it is asked.
pub struct Now<'a> {
    /// Makes a new ULID.
    pub new_id: &'a mut dyn FnMut() -> String,
}

/// Takes a message in and says what the outside should do.
pub fn update(model: &mut Model, msg: Msg, now: &mut Now<'_>) -> Vec<Effect> {
    match msg {
        // While the plan is locked nothing is typed into it, and without the key there is nothing to look at.
        Msg::Key(_) | Msg::Mouse(_) | Msg::Paste(_) | Msg::Focus if model.gate.is_some() => Vec::new(),
        Msg::Key(chord) => key(model, chord, now),
        Msg::Mouse(done) => mouse::mouse(model, done, now),
        Msg::Paste(text) => {
            paste(model, &text);
            Vec::new()
        }
        Msg::Away => {
            model.mask = Mask::Away;
            model.notice = None;
            if model.lock_after > 0 && !model.guarded {
                model.say("Covered, not locked: no passphrase guards this plan.");
            }
            Vec::new()
        }
        Msg::Locked => {
            model.gate = Some(Gate::new(model.lock_after));
            (model.notice, model.border) = (None, None);
            model.pending.clear();
            Vec::new()
        }
        Msg::Opened(None) => {
            model.gate = None;
            // Whatever happened to the file meanwhile is looked at now.
            vec![Effect::Look]
        }
        Msg::Opened(Some(told)) => {
            if let Some(gate) = &mut model.gate {
                gate.told = told;
            }
            Vec::new()
        }
        Msg::Resize(columns, rows) => {
            model.size = (columns, rows);
            Vec::new()
        }
        Msg::Unanswered => {
            model.colours.silent = true;
            model.look.paints = model.colours.paints();
            Vec::new()
        }
        Msg::Ground(ground) => {
            model.colours.ground = Some(ground);
            model.look.paints = model.colours.paints();
            Vec::new()
        }
        // Whoever was away may have changed the file, or the colours of the terminal.
        Msg::Focus if model.colours.ask && model.look.colour => vec![Effect::Look, Effect::AskGround],
        Msg::Focus => vec![Effect::Look],
        Msg::Day(today) => {
            model.today = today;
            model.refresh();
            Vec::new()
        }
        Msg::Agreed { sent, agreed, notices, outside } => agreed_with(model, &sent, &agreed, notices, outside),
        Msg::NotSaved(why) => not_saved(model, why),
        Msg::Beside(names) => {
            join::beside(model, names);
            Vec::new()
        }
        Msg::Versions(versions) => join::read(model, versions),
        Msg::PutAway { path, kept } => join::away(model, &path, kept),
        Msg::Returned { title, ended } => own::returned(model, &title, ended),
        Msg::Written(text) => editor::written(model, text, now),
        Msg::NoDraft(why) => {
            model.warn(why.what);
            Vec::new()
        }
        // What is saved needs no key, and there is none now.
        Msg::Ended if model.gate.is_some() && model.session.is_saved() => vec![Effect::Quit],
        Msg::Ended => {
            // What is half typed is not lost: its draft is offered by the next start.
            model.leaving = true;
            vec![Effect::Save, Effect::Quit]
        }
    }
}

fn key(model: &mut Model, chord: Chord, now: &mut Now<'_>) -> Vec<Effect> {
    // Somebody is there again: what is being written can be read, the rest stays covered.
    if model.mask == Mask::Away {
        model.mask = Mask::On;
    }
    let context = model.context();
    let pending = std::mem::take(&mut model.pending);
    model.notice = None;
    // Whoever goes on typing stays: what is begun now must not end with a save that was slow.
    model.leaving = false;
    let resolved = model.keymap.resolve(context.chain(), &pending, chord);
    let means_nothing = match resolved {
        Resolved::Text => !Field::knows(chord),
        Resolved::Nothing => true,
        _ => false,
    };
    // Over a slow line Esc and the letter typed after it arrive at once, and look like one key with alt.
    if let Some(letter) = chord.behind_esc().filter(|_| means_nothing) {
        let mut effects = key(model, Chord::plain(keys::Key::Esc), now);
        effects.extend(key(model, letter, now));
        return effects;
    }
    match resolved {
        Resolved::Command(command) => run(model, command, chord, now),
        Resolved::Own(number) => own::run(model, number),
        Resolved::Pending => {
            model.pending = pending;
            model.pending.push(chord);
            Vec::new()
        }
        Resolved::Text => {
            typed(model, chord);
            Vec::new()
        }
        Resolved::Nothing => {
            if let (Context::Choice, Some(letter)) = (context, chord.typed()) {
                form::jump(model, letter);
            }
            Vec::new()
        }
    }
}

/// Carries out a command where the user is.
fn run(model: &mut Model, command: Command, chord: Chord, now: &mut Now<'_>) -> Vec<Effect> {
    match command {
        Command::Suspend => return vec![Effect::Suspend],
        Command::Redraw => return vec![Effect::Redraw],
        Command::ShowHelp => {
            let context = model.context();
            model.overlays.push(Overlay::Help(Box::new(Help::new(context))));
            return Vec::new();
        }
        Command::ToggleMask => {
            model.mask = if model.mask == Mask::Off { Mask::On } else { Mask::Off };
            let covered = model.mask != Mask::Off;
            model.say(if covered { "Names and texts are covered." } else { "Names and texts can be read." });
            return Vec::new();
        }
        Command::ToggleMouse => return mouse::toggle(model),
        Command::KeepDemo => return keep_demo(model),
        Command::Quit => return quit(model),
        _ => {}
    }
    match model.context() {
        Context::Form | Context::Line | Context::Text | Context::Choice | Context::Unsaved => {
            form::run(model, command, now)
        }
        Context::Capture => capture::run(model, command, now),
        Context::Joining => join::run(model, command),
        Context::Reading => journal::reading(model, command, now),
        Context::Prompts => prompts::run(model, command),
        Context::Value | Context::ValueFind => value::run(model, command, now),
        Context::Figures => progress::figures(model, command, now),
        Context::Find
        | Context::Help
        | Context::HelpFind
        | Context::Palette
        | Context::Pick
        | Context::Why
        | Context::Confirm
        | Context::Loss
        | Context::Welcome => answer::run(model, command, chord, now),
        _ => screen::run(model, command, now),
    }
}

/// Asks for the demo to become the plan.
fn keep_demo(model: &mut Model) -> Vec<Effect> {
    match why_not(model, Command::KeepDemo) {
        None => vec![Effect::KeepDemo],
        Some(why) => {
            model.warn(why);
            Vec::new()
        }
    }
}

/// Ends, once everything is saved; asks where something would be lost.
fn quit(model: &mut Model) -> Vec<Effect> {
    model.leaving = true;
    match &model.save {
        Save::Saved if model.session.is_saved() || model.read_only.is_some() => vec![Effect::Quit],
        Save::NotSaved(_) => {
            model.leaving = false;
            model.overlays.push(Overlay::Confirm);
            Vec::new()
        }
        _ => {
            model.say("Leaving once everything is saved.");
            Vec::new()
        }
    }
}

/// A key that is text goes into the field that has the focus.
fn typed(model: &mut Model, chord: Chord) {
    match model.overlays.last_mut() {
        Some(Overlay::Form(form)) => {
            if let Some(field) = form.current_mut() {
                field.key(chord);
            }
            form::judge(model);
        }
        Some(Overlay::Capture(line)) => {
            line.field.input(chord);
            capture::judge(model);
        }
        Some(Overlay::Find(field)) => {
            field.input(chord);
            find(model);
        }
        Some(Overlay::Help(help)) => {
            help.find.input(chord);
            help.first = 0;
        }
        Some(Overlay::Palette(palette)) => {
            palette.field.input(chord);
            palette.at = 0;
        }
        Some(Overlay::Welcome(welcome)) => {
            if let Some(field) = welcome.field() {
                field.input(chord);
            }
        }
        Some(Overlay::Value(shown)) => {
            shown.typed(|field| {
                field.input(chord);
            });
            value::judge(model);
        }
        _ => {}
    }
}

/// Pasted text is text: it goes into a field or nowhere, and is never taken for keys.
fn paste(model: &mut Model, text: &str) {
    let all = match model.overlays.last_mut() {
        Some(Overlay::Form(form)) => {
            let all = form.current_mut().is_none_or(|field| field.paste(text));
            form::judge(model);
            all
        }
        Some(Overlay::Capture(line)) => {
            let all = line.field.paste(text);
            capture::judge(model);
            all
        }
        Some(Overlay::Find(field)) => {
            let all = field.paste(text);
            find(model);
            all
        }
        Some(Overlay::Welcome(welcome)) => welcome.field().is_none_or(|field| field.paste(text)),
        Some(Overlay::Palette(palette)) => palette.field.paste(text),
        Some(Overlay::Value(shown)) if shown.typing => {
            let mut all = true;
            shown.typed(|field| all = field.paste(text));
            value::judge(model);
            all
        }
        Some(Overlay::Help(help)) if help.typing => help.find.paste(text),
        _ => {
            model.say("Pasted text has no place here; open a form first.");
            return;
        }
    };
    if !all {
        model.warn("The pasted text is too long for this place; nothing of it was taken.");
    }
}

/// Takes what stands in the find line as the filter.
fn find(model: &mut Model) {
    if let Some(Overlay::Find(field)) = model.overlays.last() {
        let words = field.value();
        filter(model, words);
    }
}

/// Takes these words as the filter of the list that is shown.
fn filter(model: &mut Model, words: String) {
    if model.at == Screen::Journal {
        return journal::filter(model, words);
    }
    model.screen.find = words;
    model.filter();
}

/// Carries out one gesture, says so, and asks for a save.
fn commit(model: &mut Model, label: String, place: Option<Key>, edits: Vec<Edit>, said: String) -> Vec<Effect> {
    if let Some(why) = &model.read_only {
        let why = why.clone();
        model.warn(why);
        return Vec::new();
    }
    model.dropped = None;
    let before = review::before(model, &edits);
    match model.session.commit(label, place, edits, model.today) {
        Ok(true) => {}
        Ok(false) => {
            model.say("Nothing changed.");
            return Vec::new();
        }
        Err(found) => {
            too_long(model, &found);
            return Vec::new();
        }
    }
    model.refresh();
    model.say(said);
    review::acted(model, before);
    save(model)
}

/// Says that a text is too long to be taken, and what to do about it.
fn too_long(model: &mut Model, found: &TooLong) {
    let found = found.to_string();
    let mut letters = found.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    model.warn(format!("{first}{}: {SHORTEN}.", letters.as_str()));
}

/// The plan changed: ask for a save.
fn save(model: &mut Model) -> Vec<Effect> {
    model.save = Save::Saving;
    vec![Effect::Save]
}

/// The disk answered: it holds `agreed` after it was handed `sent`.
fn agreed_with(
    model: &mut Model,
    sent: &crate::domain::Records,
    agreed: &crate::domain::Records,
    mut notices: Vec<String>,
    outside: bool,
) -> Vec<Effect> {
    notices.extend(model.session.agree(sent, agreed));
    if outside {
        model.refresh();
        form::judge(model);
        capture::judge(model);
        value::judge(model);
    }
    if model.mask != Mask::Off {
        // What a merge has to say names records.
        notices.clear();
    }
    let said = if outside && notices.is_empty() {
        Some("The file was changed elsewhere; both changes are here.".to_owned())
    } else {
        notices.into_iter().next()
    };
    if let Some(said) = said {
        model.say(said);
    }
    model.save = if model.session.is_saved() { Save::Saved } else { Save::Saving };
    if model.save != Save::Saved {
        return Vec::new();
    }
    let mut effects = join::put_away(model);
    // Whoever was asked what to do with what is not saved wanted to leave, and the question has answered itself.
    let asked = model.overlays.pop_if(|top| matches!(top, Overlay::Confirm)).is_some();
    if model.leaving || asked {
        effects.push(Effect::Quit);
    }
    effects
}

fn not_saved(model: &mut Model, why: crate::error::Told) -> Vec<Effect> {
    let decision = why.exit == Exit::Decision;
    let asked = matches!(&model.save, Save::NotSaved(before) if before.exit == Exit::Decision);
    model.save = Save::NotSaved(why);
    if decision {
        // Nobody is interrupted while typing; the footer says how to be asked.
        model.leaving = false;
        if !asked && model.overlays.is_empty() {
            model.overlays.push(Overlay::Loss);
        }
        return Vec::new();
    }
    if std::mem::take(&mut model.leaving) && !matches!(model.overlays.last(), Some(Overlay::Confirm)) {
        // The question wants an answer: its keys take the place of what was said while waiting.
        model.notice = None;
        model.overlays.push(Overlay::Confirm);
    }
    Vec::new()
}

/// Shows the record a gesture was about.
fn show(model: &mut Model, place: Option<&Key>) {
    if let Some(Key::Goal(id)) = place {
        model.show_goal(id);
    }
    let plan = model.session.plan();
    let screen = &mut model.screen;
    match place {
        Some(Key::Stakeholder(id)) => screen.who = Some(id.clone()),
        Some(Key::Idea(id)) => {
            if let Some(who) = plan.ideas.get(id).and_then(|idea| idea.to.first()) {
                screen.who = Some(who.clone());
                screen.idea = Some(id.clone());
            }
        }
        Some(Key::Touch(id)) => {
            if let Some(who) = plan.touches.get(id).and_then(|touch| touch.with.first()) {
                screen.who = Some(who.clone());
                screen.touch = Some(id.clone());
            }
        }
        _ => {}
    }
    // Whoever is to be shown has no stake in the goal shown: then everybody is.
    let who = screen.who.as_ref().and_then(|id| plan.stakeholders.get(id));
    if let (Some(goal), Some(who)) = (&screen.goal, who)
        && model.at != Screen::Review
        && !who.stakes.contains_key(goal)
    {
        screen.goal = None;
    }
    model.refresh();
    if let Some(key) = place.filter(|_| model.at == Screen::Journal) {
        journal::show(model, key);
    }
}
