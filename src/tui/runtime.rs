//! The loop: what happens becomes messages, messages change the model, the model is drawn, effects are carried out.
//!
//! The one door from the screens to the disk. The thread that runs this owns the terminal and sleeps until something
//! happens; saving, watching the file and signals have threads of their own and knock through the inbox.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::draft::{self, Draft};
use super::events::{Input, Keyboard};
use super::inbox::{Inbox, Waker};
use super::mask::Mask;
use super::model::{Model, Save};
use super::msg::{Effect, Msg, Written};
use super::signals::{self, Signal};
use super::style::Look;
use super::terminal::{self, Tty};
use super::update::{Now, update};
use super::{panic, view};
use crate::domain::Day;
use crate::edge::{self, editor};
use crate::error::{Exit, Told};
use crate::session::Session;
use crate::storage::draft::{Drafts, Found};
use crate::storage::fault::Fault;
use crate::storage::paths::Places;
use crate::storage::saver::{Outcome, Report, Saver};
use crate::storage::scratch::{self, Scratch};
use crate::storage::store::Store;
use crate::storage::watch::Watch;

/// Something that happened outside the model.
enum Event {
    Input(Input),
    Signal(Signal),
    Report(Box<Report>),
    Outside,
    NoDraft(Fault),
}

impl From<Input> for Event {
    fn from(input: Input) -> Self {
        Self::Input(input)
    }
}

impl From<Signal> for Event {
    fn from(signal: Signal) -> Self {
        Self::Signal(signal)
    }
}

/// How the screens begin.
#[derive(Clone, Copy, Debug, Default)]
pub struct Start {
    /// Colours and glyphs.
    pub look: Look,
    /// With names and texts covered.
    pub mask: bool,
}

/// Opens the plan on the screens until the user leaves. Says by which signal it was ended, if it was.
///
/// # Errors
///
/// Where the plan cannot be read, there is no terminal, or a change could not be saved at the end.
pub fn run(places: &Places, start: Start) -> Result<Option<i32>, Told> {
    let today = edge::today()?;
    let clock = Arc::new(move || edge::today().unwrap_or(today));
    let (store, records, notices) = Store::open(places, clock)?;
    panic::install(places.state.clone());
    let mut tty = Tty::enter()?;
    let broken = |error: io::Error| Told::new(Exit::Failed, format!("the terminal does not answer: {error}"));
    let (inbox, waker) = Inbox::new(Keyboard::default()).map_err(broken)?;
    signals::forward(waker.clone()).map_err(broken)?;
    signals::survive_file_limit().map_err(broken)?;
    let read_only = store.read_only();
    let reports = waker.clone();
    let saver = Saver::spawn(store, move |report| {
        reports.send(Event::Report(Box::new(report)));
    })?;
    let mut model = Model::new(Session::new(records), today, terminal::size().unwrap_or((80, 24)), start.look);
    model.mask = if start.mask { Mask::On } else { Mask::Off };
    model.read_only = read_only.map(|why| format!("Opened to read only: {why}"));
    if let Some(first) = notices.into_iter().next() {
        model.say(first);
    }
    let reports = waker.clone();
    let opened = Drafts::open(places.own.join("drafts"), model.read_only.is_none(), move |fault| {
        reports.send(Event::NoDraft(fault));
    });
    let (drafts, found) = opened.map_err(broken)?;
    let texts = places.own.join("editor");
    scratch::sweep(&texts);
    let mut runtime = Runtime {
        saver,
        texts,
        scratch: None,
        drafts,
        draft: None,
        kept: None,
        closed: false,
        watch: None,
        waker,
        plan: places.plan.clone(),
        generation: 0,
        ended_by: None,
    };
    runtime.watch();
    terminal::mouse(model.mouse).map_err(broken)?;
    if let Some(found) = found {
        runtime.offer(&mut model, &found);
    }
    let ended = runtime.go(&mut model, &mut tty, inbox);
    drop(tty);
    ended.map_err(broken)?;
    runtime.end(&model)
}

/// What the loop needs besides the model and the terminal.
struct Runtime {
    saver: Saver,
    /// The folder for texts that an editor has.
    texts: PathBuf,
    scratch: Option<Scratch>,
    drafts: Drafts,
    /// What is being written.
    draft: Option<Draft>,
    /// The same as the disk has it, or will have it in a moment.
    kept: Option<Draft>,
    /// Whether a draft was closed whose file is still there.
    closed: bool,
    watch: Option<Watch>,
    waker: Waker<Event>,
    plan: PathBuf,
    generation: u64,
    ended_by: Option<i32>,
}

impl Runtime {
    fn go(&mut self, model: &mut Model, tty: &mut Tty, inbox: Inbox<Event, Keyboard>) -> io::Result<()> {
        let ended = self.serve(model, tty, inbox);
        if ended.is_err() {
            // The terminal went away, and nobody has said so yet: what is half typed is kept as when somebody does.
            self.ended_by.get_or_insert(signals::End::HangUp.number());
            return self.send(model, tty, Msg::Ended).map(|_| ());
        }
        ended
    }

    fn serve(&mut self, model: &mut Model, tty: &mut Tty, mut inbox: Inbox<Event, Keyboard>) -> io::Result<()> {
        loop {
            self.mirror(model);
            tty.draw(|frame| view::draw(model, frame))?;
            // Everything that waits is taken in before the next picture: a held key costs one.
            let mut next = inbox.next(model.patience())?;
            if next.is_none() {
                self.send(model, tty, Msg::Away)?;
            }
            while let Some(event) = next {
                if self.take(model, tty, event)? {
                    return Ok(());
                }
                next = inbox.next(Some(Duration::ZERO))?;
            }
        }
    }

    /// Takes one event in; true when it is time to leave.
    fn take(&mut self, model: &mut Model, tty: &mut Tty, event: Event) -> io::Result<bool> {
        let mut leave = false;
        if let Some(today) = another_day(model) {
            leave |= self.send(model, tty, Msg::Day(today))?;
        }
        let msg = match event {
            Event::Input(Input::Key(chord)) => Msg::Key(chord),
            Event::Input(Input::Mouse(mouse)) => Msg::Mouse(mouse),
            Event::Input(Input::Paste(text)) => Msg::Paste(text),
            Event::Input(Input::Resize(columns, rows)) => Msg::Resize(columns, rows),
            Event::Outside | Event::Input(Input::Focus(true)) => Msg::Focus,
            Event::Input(Input::Focus(false)) => return Ok(leave),
            Event::Input(Input::HangUp) => {
                self.ended_by.get_or_insert(signals::End::HangUp.number());
                Msg::Ended
            }
            Event::Signal(Signal::End(end)) => {
                self.ended_by.get_or_insert(end.number());
                Msg::Ended
            }
            Event::Signal(Signal::Stop) => return Ok(self.carry_out(model, tty, &Effect::Suspend)? || leave),
            Event::Signal(Signal::Continue) => {
                // After a pause of our own the terminal is ours again already; a shell that stopped us may have drawn.
                if terminal::is_raw() {
                    tty.redraw()?;
                } else {
                    tty.resume()?;
                }
                Msg::Focus
            }
            Event::NoDraft(fault) => Msg::NoDraft(fault.told("what you type is not kept as a draft")),
            Event::Report(report) => {
                self.saver.took(&report);
                match report.outcome {
                    Outcome::Saved(agreed) => Msg::Agreed {
                        sent: report.sent,
                        agreed: agreed.records,
                        notices: agreed.notices,
                        outside: agreed.changed_outside,
                    },
                    Outcome::NotSaved(told) => Msg::NotSaved(told),
                }
            }
        };
        Ok(self.send(model, tty, msg)? || leave)
    }

    /// Hands a message to the model and carries out what comes of it; true when it is time to leave.
    fn send(&mut self, model: &mut Model, tty: &mut Tty, msg: Msg) -> io::Result<bool> {
        let mut leave = false;
        for effect in update(model, msg, &mut Now { new_id: &mut edge::new_id }) {
            leave |= self.carry_out(model, tty, &effect)?;
        }
        let draft = Draft::of(model);
        if draft.is_none() {
            self.close();
        }
        self.draft = draft;
        Ok(leave)
    }

    fn carry_out(&mut self, model: &mut Model, tty: &mut Tty, effect: &Effect) -> io::Result<bool> {
        match effect {
            Effect::Save | Effect::SaveAnew => {
                self.generation += 1;
                let records = model.plan().records().clone();
                if *effect == Effect::Save {
                    self.saver.save(self.generation, records);
                } else {
                    self.saver.write_anew(self.generation, records);
                }
                // The folder may not have been there before the first save.
                self.watch();
            }
            Effect::SaveElsewhere(path) => save_elsewhere(model, path),
            Effect::Look => {
                self.watch();
                self.saver.look();
            }
            Effect::Mouse(on) => terminal::mouse(*on)?,
            Effect::Redraw => tty.redraw()?,
            Effect::Suspend => {
                self.mirror(model);
                if !signals::suspend(tty)? {
                    model.say("There is no shell to go back to.");
                }
                if let Some((columns, rows)) = terminal::size() {
                    model.size = (columns, rows);
                }
            }
            Effect::OpenEditor(text) => match Scratch::new(&self.texts, text) {
                Ok(scratch) => {
                    self.scratch = Some(scratch);
                    return self.edit(model, tty);
                }
                Err(fault) => {
                    let why = fault.told("the text could not be handed to the editor").what;
                    return self.send(model, tty, Msg::Written(Written::Failed { why, text: None }));
                }
            },
            Effect::EditAgain => return self.edit(model, tty),
            Effect::DropEditor => self.scratch = None,
            Effect::Quit => return Ok(true),
        }
        Ok(false)
    }

    /// Puts what an earlier run left over the screen.
    fn offer(&mut self, model: &mut Model, found: &Found) {
        if !draft::restore(model, &found.text, found.more) {
            self.drafts.put_aside();
            model.warn("A draft of an earlier run is not understood; it stays in the state folder.");
            return;
        }
        self.draft = Draft::of(model);
        self.kept.clone_from(&self.draft);
        if self.draft.is_none() {
            // It is in the plan already.
            self.drafts.close();
            self.closed = true;
        }
    }

    /// Hands what is being written to the disk; what is in the plan goes once the plan is saved.
    fn mirror(&mut self, model: &Model) {
        self.keep();
        if self.closed && model.save == Save::Saved {
            self.drafts.forget();
            self.closed = false;
        }
    }

    fn keep(&mut self) {
        if let Some(draft) = self.draft.as_ref().filter(|draft| Some(*draft) != self.kept.as_ref()) {
            self.drafts.keep(draft.write());
            self.kept.clone_from(&self.draft);
        }
    }

    /// Nothing is being written any more. Until the plan is saved, or the form is dropped for good, the draft stays.
    fn close(&mut self) {
        if self.draft.is_some() {
            self.keep();
            self.kept = None;
            self.drafts.close();
            self.closed = true;
        }
    }

    /// Lends the terminal to the user's editor, and takes in what it leaves.
    fn edit(&mut self, model: &mut Model, tty: &mut Tty) -> io::Result<bool> {
        let Some(scratch) = &self.scratch else { return Ok(false) };
        let path = scratch.path();
        self.mirror(model);
        tty.leave();
        signals::lend(true);
        let ended = editor::run(&path);
        signals::lend(false);
        tty.resume()?;
        if let Some(size) = terminal::size() {
            model.size = size;
        }
        let text = self.scratch.as_ref().map_or_else(|| Ok(String::new()), Scratch::read);
        let written = match (ended, text) {
            (Ok(()), Ok(text)) => Written::Text(text),
            (Ok(()), Err(why)) => Written::Unreadable(why),
            (Err(why), text) => Written::Failed { why: why.to_string(), text: text.ok() },
        };
        self.send(model, tty, Msg::Written(written))
    }

    /// Watches the file, if it is not watched yet and there is a folder to watch.
    fn watch(&mut self) {
        if self.watch.is_none() {
            let waker = self.waker.clone();
            let knock = move || {
                waker.send(Event::Outside);
            };
            self.watch = Watch::start(&self.plan, knock).ok();
        }
    }

    /// Waits for the saver, and says how it all ended.
    fn end(mut self, model: &Model) -> Result<Option<i32>, Told> {
        self.mirror(model);
        let last = self.saver.finish();
        let unsaved = model.read_only.is_none() && !model.gave_up;
        match last.map(|report| report.outcome) {
            // What is not in the plan stays as a draft.
            Some(Outcome::NotSaved(told)) if unsaved => Err(told),
            _ => {
                self.drafts.forget();
                Ok(self.ended_by)
            }
        }
    }
}

fn save_elsewhere(model: &mut Model, path: &str) {
    match crate::storage::copy::save_copy(&PathBuf::from(path), model.plan().records()) {
        Ok(()) => model.say(format!("A copy is at {path}.")),
        Err(told) => model.warn(told.what),
    }
}

/// The day it is, when it is another one than the model knows.
fn another_day(model: &Model) -> Option<Day> {
    edge::today().ok().filter(|today| *today != model.today)
}
