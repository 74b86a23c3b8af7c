//! The loop: what happens becomes messages, messages change the model, the model is drawn, effects are carried out.
//!
//! The one door from the screens to the disk. The thread that runs this owns the terminal and sleeps until something
//! happens; saving, watching the file and signals have threads of their own and knock through the inbox.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use zeroize::Zeroizing;

use super::draft::{self, Draft};
use super::events::{Input, Keyboard};
use super::gate::{Asked, Idle, Typed};
use super::inbox::{Inbox, Waker};
use super::mask::Mask;
use super::model::{Model, Save};
use super::msg::{Decision, Effect, Errand, Msg, Versions, Written};
use super::signals::{self, Signal};
use super::style::Look;
use super::terminal::{self, Tty};
use super::update::{Now, update};
use super::view;
use crate::config::{Config, deck};
use crate::domain::{Day, Records};
use crate::edge::{self, broken, editor, own, passphrase};
use crate::error::{Exit, Told};
use crate::keys::Chord;
use crate::session::Session;
use crate::storage::anew;
use crate::storage::copies;
use crate::storage::demo;
use crate::storage::draft::{Drafts, Found};
use crate::storage::fault::Fault;
use crate::storage::paths::Places;
use crate::storage::saver::{Outcome, Report, Saver};
use crate::storage::scratch::{self, Scratch};
use crate::storage::seal::identity::{Kept, KeyFile};
use crate::storage::seal::{Key, Seal, SealError, SecretString, turn};
use crate::storage::store::{Clock, Store, Wish};
use crate::storage::watch::Watch;

/// Something that happened outside the model.
enum Event {
    Input(Input),
    Signal(Signal),
    Report(Box<Report>),
    Outside,
    NoDraft(Fault),
    Versions(Versions),
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
#[derive(Clone, Debug, Default)]
pub struct Start {
    /// What the user likes otherwise.
    pub config: Config,
    /// With names and texts covered.
    pub mask: bool,
    /// The file with the key of a locked plan, where one was named.
    pub identity: Option<PathBuf>,
}

/// How the screens ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ended {
    /// The number of the signal that ended them, if one did.
    pub by: Option<i32>,
    /// Changes to the demo went with it.
    pub dropped: bool,
}

/// Opens the plan on the screens until the user leaves.
///
/// # Errors
///
/// Where the plan cannot be read, there is no terminal, or a change could not be saved at the end.
pub fn run(places: &Places, start: &Start) -> Result<Ended, Told> {
    // Beside the plan: the first picture counts the prompts.
    let _ = thread::Builder::new().spawn(|| drop(deck::built_in()));
    let today = edge::today()?;
    if let Some(gone) = anew::gone(places) {
        return Err(gone);
    }
    let (store, records, notices) = Store::open(places, clock(today))?;
    let mut model = model(records, today, start);
    model.read_only = store.read_only().map(|why| format!("Opened to read only: {why}"));
    // Pure: it says so, and asks for nothing.
    update(&mut model, Msg::Beside(names(store.copies())), &mut Now { new_id: &mut edge::new_id });
    if let Some(first) = notices.into_iter().next() {
        model.say(first);
    }
    broken::install(places.state.clone(), terminal::step_aside);
    show(model, Some((store, places)), start)
}

/// Opens the demo on the screens until the user leaves. No plan is read, and nothing is written.
///
/// # Errors
///
/// Where there is no terminal.
pub fn demo(start: &Start) -> Result<Ended, Told> {
    let today = edge::today()?;
    let mut model = model(demo::sample(today)?, today, start);
    model.demo = true;
    // Should something break, the report goes where it always goes; without a home, to where the system keeps such things.
    broken::install(Places::state_of(None), terminal::step_aside);
    show(model, None, start)
}

/// What versions are called that lie beside the plan.
fn names(versions: &[PathBuf]) -> Vec<String> {
    versions.iter().map(|path| copies::name(path)).collect()
}

fn clock(today: Day) -> Clock {
    Arc::new(move || edge::today().unwrap_or(today))
}

fn model(records: Records, today: Day, start: &Start) -> Model {
    let size = terminal::size().unwrap_or((80, 24));
    let mut model = Model::new(Session::new(records), today, size, Look::default());
    model.take_on(&start.config, |name| std::env::var(name).ok());
    model.mask = if start.mask { Mask::On } else { Mask::Off };
    model.minute = edge::minute();
    model
}

/// Shows the model until the user leaves; the disk keeps it, where a store is given.
fn show(mut model: Model, kept: Option<(Store, &Places)>, start: &Start) -> Result<Ended, Told> {
    let mut tty = Tty::enter()?;
    let broken = |error: io::Error| Told::new(Exit::Failed, format!("the terminal does not answer: {error}"));
    let (inbox, waker) = Inbox::new(Keyboard::default()).map_err(broken)?;
    signals::forward(waker.clone()).map_err(broken)?;
    signals::survive_file_limit().map_err(broken)?;
    let sample = model.plan().records().clone();
    let (identity, touched) = (start.identity.clone(), edge::uptime());
    let mut runtime = Runtime {
        keeper: None,
        sample,
        scratch: None,
        waker,
        generation: 0,
        ended_by: None,
        identity,
        touched,
        typed: Typed::default(),
    };
    if let Some((store, places)) = kept {
        runtime.keep(store, places, &mut model)?;
    }
    terminal::mouse(model.mouse).map_err(broken)?;
    let ended = runtime.go(&mut model, &mut tty, inbox);
    drop(tty);
    ended.map_err(broken)?;
    let ended = runtime.end(&model);
    // The process ends here: a long plan is not taken apart record by record before.
    std::mem::forget(model);
    ended
}

/// What the loop needs besides the model and the terminal.
struct Runtime {
    /// None for the demo.
    keeper: Option<Keeper>,
    /// What the screens began with.
    sample: Records,
    /// The text that an editor has.
    scratch: Option<Scratch>,
    waker: Waker<Event>,
    generation: u64,
    ended_by: Option<i32>,
    /// The file with the key, where one was named.
    identity: Option<PathBuf>,
    /// When a key was touched last, by the clock that goes on while the machine sleeps.
    touched: Duration,
    /// What is typed at the locked screen.
    typed: Typed,
}

/// What keeps the plan on the disk, and what is half written beside it.
struct Keeper {
    saver: Saver,
    watch: Option<Watch>,
    places: Places,
    drafts: Drafting,
}

/// What is being written, on its way to the disk.
struct Drafting {
    on_disk: Drafts,
    /// What is being written.
    now: Option<Draft>,
    /// The same as the disk has it, or will have it in a moment.
    kept: Option<Draft>,
    /// Whether a draft was closed whose file is still there.
    closed: bool,
}

impl Drafting {
    /// Puts what an earlier run left over the screen.
    fn offer(&mut self, model: &mut Model, found: &Found) {
        if !draft::restore(model, &found.text, found.more) {
            self.on_disk.put_aside();
            model.warn("A draft of an earlier run is not understood; it stays in the state folder.");
            return;
        }
        self.now = Draft::of(model);
        self.kept.clone_from(&self.now);
        if self.now.is_none() {
            // It is in the plan already.
            self.on_disk.close();
            self.closed = true;
        }
    }

    /// Hands what is being written to the disk; what is in the plan goes once the plan is saved.
    fn mirror(&mut self, model: &Model) {
        self.keep();
        if self.closed && model.save == Save::Saved {
            self.on_disk.forget();
            self.closed = false;
        }
    }

    fn keep(&mut self) {
        if let Some(draft) = self.now.as_ref().filter(|draft| Some(*draft) != self.kept.as_ref()) {
            self.on_disk.keep(draft.write());
            self.kept.clone_from(&self.now);
        }
    }

    /// What is being written is this now. Until the plan is saved, or the form is dropped for good, the draft stays.
    fn take(&mut self, draft: Option<Draft>) {
        if draft.is_none() && self.now.is_some() {
            self.keep();
            self.kept = None;
            self.on_disk.close();
            self.closed = true;
        }
        self.now = draft;
    }
}

impl Runtime {
    /// From now on the disk has the plan; what an earlier run left half written is offered.
    fn keep(&mut self, store: Store, places: &Places, model: &mut Model) -> Result<(), Told> {
        let reports = self.waker.clone();
        let saver = Saver::spawn(store, move |report| {
            reports.send(Event::Report(Box::new(report)));
        })?;
        let reports = self.waker.clone();
        let (folder, seal) = (places.own.join("drafts"), places.seal.clone());
        let opened = Drafts::open(folder, seal, model.read_only.is_none(), move |fault| {
            reports.send(Event::NoDraft(fault));
        });
        let (on_disk, found) =
            opened.map_err(|error| Told::new(Exit::Failed, format!("drafts cannot be kept: {error}")))?;
        let mut drafts = Drafting { on_disk, now: None, kept: None, closed: false };
        if let Some(found) = found {
            drafts.offer(model, &found);
        }
        model.guarded = places.seal.has_key()
            && match KeyFile::find(places, self.identity.as_deref()) {
                Ok(Kept::There(file) | Kept::Copy(file)) => file.wants_passphrase(),
                Ok(Kept::Nowhere) => true,
                Ok(Kept::Missing) | Err(_) => false,
            };
        self.keeper = Some(Keeper { saver, watch: None, places: places.clone(), drafts });
        Ok(())
    }

    /// Makes a plan of the demo.
    fn keep_demo(&mut self, model: &mut Model) -> Result<(), Told> {
        let places = Places::find(None)?;
        let store = demo::keep(&places, clock(model.today), model.plan().records())?;
        self.keep(store, &places, model)?;
        self.settle();
        model.demo = false;
        model.say("The demo is your plan now; touchbase path tells where it is.");
        Ok(())
    }

    /// Does what can wait until the first picture is there.
    fn settle(&mut self) {
        self.watch();
        if let Some(keeper) = &self.keeper {
            scratch::tidied(&keeper.places);
            // Whatever changed since it was read, nobody has watched.
            keeper.saver.look();
        }
    }

    /// Hands what is being written to the disk.
    fn mirror(&mut self, model: &Model) {
        if let Some(keeper) = &mut self.keeper {
            keeper.drafts.mirror(model);
        }
    }

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
        self.show(model, tty)?;
        if model.colours.ask && model.look.colour {
            // The answer takes its time, and some terminals never give one.
            terminal::ask_ground()?;
        }
        self.settle();
        loop {
            // Everything that waits is taken in before the next picture: a held key costs one.
            let mut next = self.wait(model, &mut inbox)?;
            self.rest(model, tty)?;
            while let Some(event) = next {
                if self.take(model, tty, event)? {
                    return Ok(());
                }
                next = inbox.next(Some(Duration::ZERO))?;
            }
            self.show(model, tty)?;
        }
    }

    fn show(&mut self, model: &Model, tty: &mut Tty) -> io::Result<()> {
        self.mirror(model);
        tty.draw(|buffer| view::picture(model, buffer.area, buffer))
    }

    /// The next thing that happens. Until it does, what takes its time is made ready, piece by piece.
    fn wait(&self, model: &Model, inbox: &mut Inbox<Event, Keyboard>) -> io::Result<Option<Event>> {
        while !model.is_prepared() {
            if let Some(event) = inbox.next(Some(Duration::ZERO))? {
                return Ok(Some(event));
            }
            model.prepare();
        }
        let left = |(after, _): (Duration, Idle)| after.saturating_sub(self.idle());
        inbox.next(model.patience().map(left))
    }

    /// How long nobody has touched a key.
    fn idle(&self) -> Duration {
        edge::uptime().saturating_sub(self.touched)
    }

    /// Covers and locks what nobody has touched for long enough.
    fn rest(&mut self, model: &mut Model, tty: &mut Tty) -> io::Result<()> {
        while let Some((_, due)) = model.patience().filter(|(after, _)| *after <= self.idle()) {
            match due {
                Idle::Cover => self.send(model, tty, Msg::Away).map(drop)?,
                Idle::Lock => self.lock(model, tty)?,
                Idle::Unanswered => self.send(model, tty, Msg::Unanswered).map(drop)?,
            }
        }
        Ok(())
    }

    /// Locks the plan: once what waits is on the disk, the key goes. What cannot be saved keeps it, behind the locked screen.
    fn lock(&mut self, model: &mut Model, tty: &mut Tty) -> io::Result<()> {
        self.send(model, tty, Msg::Locked)?;
        self.show(model, tty)?;
        if let Some(keeper) = &self.keeper {
            keeper.drafts.on_disk.settle();
            let last = keeper.saver.finish().map(|report| report.outcome);
            if !matches!(last, Some(Outcome::NotSaved(_))) {
                keeper.places.seal.put_away();
            }
        }
        Ok(())
    }

    /// A key at the locked screen.
    fn knock(&mut self, model: &mut Model, tty: &mut Tty, chord: Chord) -> io::Result<bool> {
        match self.typed.key(chord) {
            Asked::More => Ok(false),
            Asked::Suspend => self.carry_out(model, tty, &Effect::Suspend),
            Asked::Leave => self.send(model, tty, Msg::Ended),
            Asked::Enter => {
                let typed = self.typed.take();
                let given = match passphrase::command().filter(|_| typed.is_empty()) {
                    Some(command) => {
                        self.lend(model, tty, || passphrase::from_command(&command).ok().flatten())?.unwrap_or_default()
                    }
                    None => SecretString::from(typed.as_str()),
                };
                let told = self.open(given);
                self.send(model, tty, Msg::Opened(told))
            }
        }
    }

    /// Puts the key back that this passphrase opens; what to say where it opens none.
    fn open(&self, given: SecretString) -> Option<String> {
        let places = &self.keeper.as_ref()?.places;
        let key = match KeyFile::find(places, self.identity.as_deref()) {
            Ok(Kept::There(file) | Kept::Copy(file)) => file.open(Some(given)),
            Ok(Kept::Nowhere) => Ok(Key::of_passphrase(given)),
            Ok(Kept::Missing) if turn::is_plain_again(places) => {
                places.seal.set(None);
                return None;
            }
            Ok(Kept::Missing) => return Some("There is no key for it: the plan or its key file is gone.".to_owned()),
            Err(told) => return Some(told.what),
        };
        match key.and_then(|key| places.seal.try_key(key)) {
            Ok(()) => None,
            Err(SealError::WrongPassphrase) => Some("That is not the passphrase; once more.".to_owned()),
            Err(why) => Some(format!("It cannot be opened: {why}.")),
        }
    }

    /// Takes one event in; true when it is time to leave.
    fn take(&mut self, model: &mut Model, tty: &mut Tty, event: Event) -> io::Result<bool> {
        let mut leave = false;
        // Whoever comes back to a machine that slept finds it locked, too.
        self.rest(model, tty)?;
        if matches!(event, Event::Input(Input::Key(_) | Input::Mouse(_) | Input::Paste(_))) {
            self.touched = edge::uptime();
        }
        if let Some(today) = another_day(model) {
            leave |= self.send(model, tty, Msg::Day(today))?;
        }
        let msg = match event {
            Event::Input(Input::Key(chord)) if model.gate.is_some() => {
                return Ok(self.knock(model, tty, chord)? || leave);
            }
            Event::Input(Input::Paste(text)) if model.gate.is_some() => {
                self.typed.paste(&Zeroizing::new(text));
                return Ok(leave);
            }
            Event::Input(Input::Key(chord)) => Msg::Key(chord),
            Event::Input(Input::Ground(ground)) => Msg::Ground(ground),
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
            Event::Versions(versions) => Msg::Versions(versions),
            Event::Report(report) => {
                if let Some(keeper) = &mut self.keeper {
                    keeper.saver.took(&report);
                }
                match report.outcome {
                    Outcome::Saved(agreed) => {
                        let left = names(&agreed.copies);
                        if left != model.copies {
                            leave |= self.send(model, tty, Msg::Beside(left))?;
                        }
                        Msg::Agreed {
                            sent: report.sent,
                            agreed: agreed.records,
                            notices: agreed.notices,
                            outside: agreed.changed_outside,
                        }
                    }
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
        if let Some(keeper) = &mut self.keeper {
            keeper.drafts.take(Draft::of(model));
        }
        Ok(leave)
    }

    fn carry_out(&mut self, model: &mut Model, tty: &mut Tty, effect: &Effect) -> io::Result<bool> {
        match effect {
            Effect::Save | Effect::SaveAs(_) => {
                self.generation += 1;
                let records = model.plan().records().clone();
                let Some(keeper) = &self.keeper else {
                    // The demo is on no disk: whatever it is handed, it agrees to at once.
                    let (sent, agreed) = (records.clone(), records);
                    return self.send(model, tty, Msg::Agreed { sent, agreed, notices: Vec::new(), outside: false });
                };
                let wish = match effect {
                    Effect::SaveAs(Decision::WriteAnew) => Wish::WriteAnew,
                    Effect::SaveAs(Decision::TakeRemovals) => Wish::TakeRemovals,
                    Effect::SaveAs(Decision::KeepRemoved) => Wish::KeepRemoved,
                    _ => Wish::Ask,
                };
                keeper.saver.save_as(self.generation, records, wish);
                // The folder may not have been there before the first save.
                self.watch();
            }
            Effect::SaveElsewhere(path) => {
                let seal = self.keeper.as_ref().map(|keeper| keeper.places.seal.clone());
                save_elsewhere(model, path, &seal.unwrap_or_else(|| Seal::of(Path::new(path))));
            }
            Effect::KeepDemo => {
                if let Err(told) = self.keep_demo(model) {
                    model.warn(format!("The demo stays a demo: {}.", told.what));
                }
            }
            Effect::Look => {
                self.watch();
                if let Some(keeper) = &self.keeper {
                    keeper.saver.look();
                }
            }
            Effect::ReadVersions(ours) => self.read_versions(ours),
            Effect::PutAway(path, theirs) => {
                let Some(keeper) = &self.keeper else { return Ok(false) };
                let kept = copies::set_aside(path, theirs, &keeper.places);
                return self.send(model, tty, Msg::PutAway { path: path.clone(), kept });
            }
            Effect::AskGround => terminal::ask_ground()?,
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
            Effect::Copy(text) => terminal::copy(text)?,
            Effect::Run(errand) => return self.run(model, tty, errand),
            Effect::OpenEditor(text) => {
                let made = match &self.keeper {
                    Some(keeper) => Scratch::new(&scratch::folder(&keeper.places), text)
                        .map_err(|fault| fault.told("the text could not be handed to the editor").what),
                    None => Err("The demo writes nothing, not even for an editor".to_owned()),
                };
                match made {
                    Ok(scratch) => {
                        self.scratch = Some(scratch);
                        return self.edit(model, tty);
                    }
                    Err(why) => return self.send(model, tty, Msg::Written(Written::Failed { why, text: None })),
                }
            }
            Effect::EditAgain => return self.edit(model, tty),
            Effect::DropEditor => self.scratch = None,
            Effect::Quit => return Ok(true),
        }
        Ok(false)
    }

    /// Lends the terminal to a command of the user's own, which is told which plan this is.
    fn run(&mut self, model: &mut Model, tty: &mut Tty, errand: &Errand) -> io::Result<bool> {
        // The demo has no plan to tell, and runs none.
        let Some(keeper) = &self.keeper else { return Ok(false) };
        let plan = std::path::absolute(&keeper.places.plan).unwrap_or_else(|_| keeper.places.plan.clone());
        let ended =
            self.lend(model, tty, || own::run(&errand.run, &errand.about, &plan))?.map_err(|why| why.to_string());
        self.send(model, tty, Msg::Returned { title: errand.title.clone(), ended })
    }

    /// Lends the terminal to another program, and takes it back after.
    fn lend<T>(&mut self, model: &mut Model, tty: &mut Tty, program: impl FnOnce() -> T) -> io::Result<T> {
        self.mirror(model);
        tty.leave();
        signals::lend(true);
        let ended = program();
        signals::lend(false);
        tty.resume()?;
        self.touched = edge::uptime();
        if let Some(size) = terminal::size() {
            model.size = size;
        }
        Ok(ended)
    }

    /// Lends the terminal to the user's editor, and takes in what it leaves.
    fn edit(&mut self, model: &mut Model, tty: &mut Tty) -> io::Result<bool> {
        let Some(scratch) = &self.scratch else { return Ok(false) };
        let path = scratch.path();
        let guarded = self.keeper.as_ref().is_some_and(|keeper| keeper.places.seal.has_key());
        let ended = self.lend(model, tty, || editor::run(&path, guarded))?;
        let text = self.scratch.as_ref().map_or_else(|| Ok(String::new()), Scratch::read);
        let written = match (ended, text) {
            (Ok(()), Ok(text)) => Written::Text(text),
            (Ok(()), Err(why)) => Written::Unreadable(why),
            // What is there and cannot be taken is not dropped because the editor failed, too.
            (Err(_), Err(why)) if path.exists() => Written::Unreadable(why),
            (Err(why), text) => Written::Failed { why: why.to_string(), text: text.ok() },
        };
        let leave = self.send(model, tty, Msg::Written(written))?;
        let history =
            editor::with_history().filter(|_| guarded && model.notice.as_ref().is_none_or(|said| !said.alarm));
        if let (Some(editor), Some(keeper)) = (history, &self.keeper)
            && turn::tell_once(&keeper.places)
        {
            model.say(format!(
                "{editor} keeps a history of this text elsewhere, in plain; the page on security says more."
            ));
        }
        Ok(leave)
    }

    /// Reads the versions beside the plan, while the screens go on.
    fn read_versions(&self, ours: &Records) {
        let Some(keeper) = &self.keeper else { return };
        let (places, ours, waker) = (keeper.places.clone(), ours.clone(), self.waker.clone());
        let read = move || {
            let mut versions = Versions::default();
            for path in copies::beside(&places) {
                match copies::join(&path, &ours, &places) {
                    Ok(joined) => versions.readable.push((path, Arc::new(joined))),
                    Err(why) => versions.unread.push((path, why)),
                }
            }
            waker.send(Event::Versions(versions));
        };
        // A system without a thread to give has other troubles; asking once more is enough.
        let _ = std::thread::Builder::new().name("versions".into()).spawn(read);
    }

    /// Watches the file, if it is not watched yet and there is a folder to watch.
    fn watch(&mut self) {
        let Some(keeper) = self.keeper.as_mut().filter(|keeper| keeper.watch.is_none()) else { return };
        let waker = self.waker.clone();
        let knock = move || {
            waker.send(Event::Outside);
        };
        keeper.watch = Watch::start(&keeper.places.plan, knock).ok();
    }

    /// Waits for the saver, and says how it all ended.
    fn end(mut self, model: &Model) -> Result<Ended, Told> {
        self.mirror(model);
        let dropped = self.keeper.is_none() && *model.plan().records() != self.sample;
        let (last, drafts) = match self.keeper {
            Some(keeper) => (keeper.saver.finish(), Some(keeper.drafts)),
            None => (None, None),
        };
        let unsaved = model.read_only.is_none() && !model.gave_up;
        match last.map(|report| report.outcome) {
            // What is not in the plan stays as a draft.
            Some(Outcome::NotSaved(told)) if unsaved => Err(told),
            _ => {
                if let Some(drafts) = drafts {
                    drafts.on_disk.forget();
                }
                Ok(Ended { by: self.ended_by, dropped })
            }
        }
    }
}

fn save_elsewhere(model: &mut Model, path: &str, seal: &Seal) {
    match crate::storage::copy::save_copy(Path::new(path), model.plan().records(), seal) {
        Ok(()) => model.say(format!("A copy is at {path}.")),
        Err(told) => model.warn(told.what),
    }
}

/// The day it is, when it is another one than the model knows.
fn another_day(model: &Model) -> Option<Day> {
    edge::today().ok().filter(|today| *today != model.today)
}
