//! `touchbase edit`: the plan, or one record of it, in the user's own editor.
//!
//! The text is checked before it is taken. What is wrong is marked in it as a comment, and the editor is offered again. What
//! others changed meanwhile is merged with it. Begin with [`run`]; `subject` is what is edited, `mark` writes the comments.

mod mark;
mod subject;

use std::sync::{Arc, Mutex};

use self::subject::{Subject, Understood};
use super::ask;
use super::open::Open;
use super::output::{self, Output};
use super::upkeep::Edit;
use crate::domain::diff::diff;
use crate::domain::merge::merge;
use crate::domain::{Changes, Day, Finding, Key, Loss, Records};
use crate::edge;
use crate::edge::editor::{self, EditorError};
use crate::edge::ending::Guard;
use crate::error::{Exit, Told};
use crate::storage::kept::{Kept, Shelf};
use crate::storage::mistake::Mistake;
use crate::storage::paths::Places;
use crate::storage::scratch::{self, Scratch};
use crate::storage::seal::turn;
use crate::storage::{anew, read, scan};

/// Opens the plan or a record in an editor, and takes in what comes back.
pub fn run(places: &Places, args: &Edit, output: &mut Output) -> Result<(), Told> {
    let file = anew::bytes(places)?;
    let broken = file.as_deref().filter(|bytes| !anew::is_understood(places, bytes));
    if let (Some(broken), true) = (broken, args.what.is_empty()) {
        return mend(places, args, broken, output);
    }
    let open = Open::plan(places, output)?;
    open.may_change()?;
    let subject = Subject::of(&args.what, open.records())?;
    let plain = file.as_deref().map(|bytes| anew::text(places, bytes)).transpose()?;
    let own = subject.text(open.records(), plain.as_deref().and_then(|bytes| read::text(bytes).ok()))?;
    let mut desk = Desk::new(places, subject, open.records().records().clone(), own, args)?;
    desk.begin(args.draft)?;
    let Some(edited) = desk.edit()? else { return output.done("Nothing was changed.") };
    take(places, &desk, &edited, output)
}

/// Takes the edited plan in: what was done to the text is done to the plan as it is by now.
fn take(places: &Places, desk: &Desk, edited: &Records, output: &mut Output) -> Result<(), Told> {
    let mut open = Open::plan(places, output)?;
    let before = open.records().records().clone();
    let merged = merge(&desk.base, &before, edited);
    let edits = diff(&before, &merged.records);
    let words = Changes::between(&before, &merged.records).words();
    let place = match &desk.subject {
        Subject::Plan => edits.first().map(crate::domain::Edit::key),
        Subject::One(key, _) => Some(key.clone()),
    };
    if edits.is_empty() {
        desk.shelf.clear();
        return output.done("Nothing was changed.");
    }
    if let Err(told) = open.change(&format!("edit {}", desk.subject.name()), place, edits) {
        desk.keep();
        return Err(told);
    }
    desk.shelf.clear();
    merged.notices.iter().for_each(|notice| output::aside(&format!("note: {notice}")));
    output.done(&format!("Changed {}: {words}.", desk.subject.name()))
}

/// A file that cannot be understood goes to the editor with its first mistake marked, until it can.
fn mend(places: &Places, args: &Edit, broken: &[u8], output: &mut Output) -> Result<(), Told> {
    let plain = anew::text(places, broken)?;
    let Ok(text) = read::text(&plain) else { return Open::plan(places, output).map(drop) };
    let own = text.trim_end_matches(['\n', '\r']).replace("\r\n", "\n");
    let mut desk = Desk::new(places, Subject::Plan, Records::default(), own, args)?;
    desk.repairs = true;
    if let Err(trouble) = desk.judge(&desk.from.clone()) {
        output::told(&trouble.told(&desk.subject));
        desk.text = mark::mark(&desk.from, &trouble.notes(&desk.from));
    }
    let Some(edited) = desk.edit()? else { return output.done("Nothing was changed.") };
    let kept = anew::put(places, broken, &edited).inspect_err(|_| desk.keep())?;
    output.done(&format!("The plan can be read again. The file as it was is {}.", kept.display()))
}

/// What can be wrong with a text, in the order in which it is looked for.
enum Trouble {
    /// The editor failed, or left no text.
    Plain(String),
    /// It is not understood.
    Mistake(Mistake),
    /// It is understood, and things in it do not fit that fitted before.
    Findings(Vec<Finding>, Records),
    /// It is understood, and much is gone.
    Removals(String, Records),
}

impl Trouble {
    fn told(&self, subject: &Subject) -> Told {
        let name = subject.name();
        match self {
            Self::Plain(why) => Told::new(Exit::Failed, why.clone()),
            Self::Mistake(mistake) => Told::new(
                Exit::Failed,
                format!("{name} is not understood: expected {}, found {}", mistake.expected, mistake.found),
            )
            .at(format!("line {}, column {}", mistake.line, mistake.column))
            .hint(mistake.hint.clone()),
            Self::Findings(findings, _) => {
                let all: Vec<String> =
                    findings.iter().map(|found| format!("\n  {}: {}", found.key, found.what)).collect();
                Told::new(Exit::Failed, format!("this does not fit:{}", all.concat()))
            }
            Self::Removals(words, _) => Told::new(Exit::Decision, format!("much would be gone: {words}"))
                .hint("touchbase edit --accept-removals takes it all the same"),
        }
    }

    /// What is said in the text itself, with the lines it is about.
    fn notes(&self, text: &str) -> Vec<(usize, String)> {
        match self {
            Self::Plain(_) => Vec::new(),
            Self::Mistake(mistake) => {
                let (expected, found, hint) = (&mistake.expected, &mistake.found, &mistake.hint);
                vec![(mistake.line, format!("column {}: expected {expected}, found {found}; {hint}", mistake.column))]
            }
            Self::Findings(findings, _) => findings
                .iter()
                .map(|found| (line_of(&found.key, text), format!("{} {}", found.key, found.what)))
                .collect(),
            Self::Removals(words, _) => vec![(0, format!("much would be gone: {words}"))],
        }
    }

    /// The plan it would be, where it can be taken all the same.
    fn takeable(self) -> Option<Records> {
        match self {
            Self::Findings(_, records) | Self::Removals(_, records) => Some(records),
            Self::Plain(_) | Self::Mistake(_) => None,
        }
    }
}

/// What comes after a text that could not be taken.
enum Next {
    /// Back to the editor.
    Again,
    /// It is taken all the same.
    Take(Records),
    /// Nothing was changed.
    Leave,
}

/// The line on which the record stands; 0 where it is not found.
fn line_of(key: &Key, text: &str) -> usize {
    let id = format!("id: \"{}\"", key.id());
    text.lines().position(|line| line.contains(&id)).map_or(0, |index| index + 1)
}

/// A text on its way to the editor and back.
struct Desk {
    subject: Subject,
    /// The plan that the text was made of.
    base: Records,
    /// The text as it was handed out first.
    from: String,
    /// The text for the editor, with what is to be said in it.
    text: String,
    shelf: Shelf,
    scratch: Scratch,
    guard: Guard,
    /// What the guard keeps when we are asked to end.
    handed: Arc<Mutex<String>>,
    today: Day,
    accept_removals: bool,
    /// Whether the plan is locked, so that the editor should leave nothing of it elsewhere.
    locked: bool,
    /// Whether the file was broken: then everything in it is new, and nothing in it can be gone.
    repairs: bool,
}

impl Desk {
    fn new(places: &Places, subject: Subject, base: Records, from: String, args: &Edit) -> Result<Self, Told> {
        let folder = scratch::folder(places);
        scratch::sweep(&folder);
        let failed = |why: &dyn std::fmt::Display| {
            Told::new(Exit::Failed, format!("the text could not be handed to the editor: {why}"))
        };
        let scratch = Scratch::of_records(&folder, "").map_err(|fault| failed(&fault))?;
        let shelf = Shelf::of(places, &subject.shelf());
        let handed = Arc::new(Mutex::new(from.clone()));
        let guard = {
            let (path, shelf, handed) = (scratch.path(), shelf.clone(), Arc::clone(&handed));
            Guard::new(move || {
                let from = handed.lock().map(|from| from.clone()).unwrap_or_default();
                let text = std::fs::read_to_string(&path).map(|text| mark::unmark(text.trim_end())).unwrap_or_default();
                if !text.trim().is_empty() && text != from {
                    // There is nobody left to be told.
                    let _ = shelf.keep(&Kept { text, from });
                }
                let _ = path.parent().map(std::fs::remove_dir_all);
            })
        };
        let guard = guard.map_err(|why| failed(&why))?;
        let text = mark::mark(&from, &subject.notes());
        let today = edge::today()?;
        let accept_removals = args.accept_removals;
        let (locked, repairs) = (places.seal.has_key(), false);
        if let Some(editor) = editor::with_history().filter(|_| locked && turn::tell_once(places)) {
            output::aside(&format!(
                "note: {editor} keeps a history of this text elsewhere, in plain; see SECURITY.md for how to turn it off"
            ));
        }
        Ok(Self { subject, base, from, text, shelf, scratch, guard, handed, today, accept_removals, locked, repairs })
    }

    /// Goes on with the draft of an earlier time, if that is wanted.
    fn begin(&mut self, wanted: bool) -> Result<(), Told> {
        let kept = self.shelf.kept();
        if wanted && kept.is_none() {
            return Err(Told::new(Exit::Failed, format!("there is no draft of {}", self.subject.name())));
        }
        let Some(kept) = kept else { return Ok(()) };
        if wanted || self.is_wanted()? {
            let base = self.subject.read(&kept.from, &self.base);
            self.base = base.map_err(|mistake| Trouble::Mistake(mistake).told(&self.subject))?.records;
            self.from = kept.from;
            let notes = match self.judge(&kept.text) {
                Err(trouble) => trouble.notes(&kept.text),
                Ok(_) => self.subject.notes(),
            };
            self.text = mark::mark(&kept.text, &notes);
            if let Ok(mut handed) = self.handed.lock() {
                handed.clone_from(&self.from);
            }
        }
        Ok(())
    }

    /// Whether somebody wants to go on with the draft there is.
    fn is_wanted(&self) -> Result<bool, Told> {
        if !output::can_ask() {
            output::aside("note: there is a draft of an earlier edit; touchbase edit --draft goes on with it");
            return Ok(false);
        }
        let answers = ["go on with it", "begin anew; the draft goes", "leave"];
        match ask::choose("There is a draft of an earlier edit.", &answers) {
            Some(0) => Ok(true),
            Some(1) => {
                self.shelf.clear();
                Ok(false)
            }
            _ => Err(Told::new(Exit::Failed, "nothing was changed; the draft is kept")),
        }
    }

    /// Back and forth until the text can be taken; none where nothing was changed.
    fn edit(&mut self) -> Result<Option<Records>, Told> {
        loop {
            self.scratch.put(&self.text).map_err(|fault| fault.told("the text could not be handed to the editor"))?;
            self.guard.lend(true);
            let ended = editor::run(&self.scratch.path(), self.locked);
            self.guard.lend(false);
            let text = self.scratch.read().map(|text| mark::unmark(&text));
            let changed = text.as_ref().is_ok_and(|text| *text != self.from);
            let trouble = match (ended, text) {
                (Err(why), _) if !changed => return Err(no_editor(&why)),
                (Err(why), Ok(text)) => {
                    self.text.clone_from(&text);
                    Trouble::Plain(why.to_string())
                }
                (_, Err(why)) => Trouble::Plain(why),
                (Ok(()), Ok(text)) if text.trim().is_empty() || !changed => return Ok(None),
                (Ok(()), Ok(text)) => {
                    self.text.clone_from(&text);
                    match self.judge(&text) {
                        Ok(records) => {
                            self.mention_comments(&text);
                            return Ok(Some(records));
                        }
                        Err(trouble) => {
                            self.text = mark::mark(&text, &trouble.notes(&text));
                            trouble
                        }
                    }
                }
            };
            match self.settle(trouble)? {
                Next::Again => {}
                Next::Leave => return Ok(None),
                Next::Take(records) => return Ok(Some(records)),
            }
        }
    }

    /// Asks what is to be done about a text that cannot be taken as it is.
    fn settle(&self, trouble: Trouble) -> Result<Next, Told> {
        let mut told = trouble.told(&self.subject);
        if !output::can_ask() {
            self.keep();
            let hint = told.hint.take().map_or(String::new(), |hint| format!("{hint}; "));
            return Err(told.hint(format!("{hint}nothing was changed; touchbase edit --draft goes on with it")));
        }
        told.hint = told.hint.filter(|_| matches!(trouble, Trouble::Mistake(_)));
        output::told(&told);
        let takeable = trouble.takeable();
        let mut answers = vec!["back to the editor", "keep it as a draft and leave", "give it up"];
        if takeable.is_some() {
            answers.push("take it all the same");
        }
        match ask::choose("What now?", &answers) {
            Some(0) => Ok(Next::Again),
            Some(2) => Ok(Next::Leave),
            Some(3) => Ok(takeable.map_or(Next::Again, Next::Take)),
            _ => {
                self.keep();
                Err(Told::new(Exit::Failed, "nothing was changed; the draft is kept")
                    .hint("touchbase edit --draft goes on with it"))
            }
        }
    }

    /// The plan this text makes, or what is wrong with it.
    fn judge(&self, text: &str) -> Result<Records, Trouble> {
        let Understood { records, findings } = self.subject.read(text, &self.base).map_err(Trouble::Mistake)?;
        if self.repairs {
            return Ok(records);
        }
        let loss = Loss::between(&self.base, &records);
        if loss.is_large() && !self.accept_removals {
            return Err(Trouble::Removals(loss.words(), records));
        }
        let before = self.base.check(self.today);
        let new = records.check(self.today).into_iter().filter(|found| !before.contains(found));
        let findings: Vec<Finding> = findings.into_iter().chain(new).collect();
        if findings.is_empty() { Ok(records) } else { Err(Trouble::Findings(findings, records)) }
    }

    fn mention_comments(&self, text: &str) {
        if scan::comments(text) > scan::comments(&self.from) {
            output::aside("note: comments do not stay in the file; keep what they say in the notes of a record");
        }
    }

    fn keep(&self) {
        let text = mark::unmark(&self.text);
        if let Err(fault) = self.shelf.keep(&Kept { text, from: self.from.clone() }) {
            output::aside(&format!("note: the draft could not be kept: {fault}"));
        }
    }
}

fn no_editor(why: &EditorError) -> Told {
    Told::new(Exit::Failed, format!("{why}; nothing was changed"))
        .hint("VISUAL and EDITOR name the editor, with its arguments")
}
