//! Everything the screens know. Drawing reads it, [`super::update`] changes it, nothing else holds state.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use ratatui::layout::Rect;

use super::forms::{Form, Input};
use super::gate::{Gate, Idle};
use super::journal::JournalScreen;
use super::layout::{Border, Pane, Regions, Shares, regions};
use super::mask::Mask;
use super::network::NetworkScreen;
use super::overlays::Overlay;
use super::progress::ProgressScreen;
use super::review_state::{Picked, ReviewScreen};
use super::screen::Screen;
use super::style::{Colours, Look};
use crate::config::{Config, DECK, deck};
use crate::domain::coverage::Hollow;
use crate::domain::deck::Deck;
use crate::domain::journal::Entry;
use crate::domain::merge::Joined;
use crate::domain::query::{Query, Row};
use crate::domain::roster::Roster;
use crate::domain::{
    Day, FollowUp, Goal, GoalId, Idea, IdeaId, Plan, Stakeholder, StakeholderId, Standing, Touch, TouchId,
};
use crate::error::Told;
use crate::keys::{Chord, Context, Keymap};
use crate::session::Session;

/// How long a terminal may take to say how bright it is.
const ANSWER: Duration = Duration::from_millis(100);

/// Whether the disk has everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Save {
    /// It has.
    #[default]
    Saved,
    /// It is on its way.
    Saving,
    /// It has not, and why.
    NotSaved(Told),
}

/// A sentence in the footer, until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The sentence.
    pub text: String,
    /// Whether something went wrong.
    pub alarm: bool,
}

/// Everything the screens know.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own, none follows from another")]
pub struct Model {
    /// The open plan.
    pub session: Session,
    /// The day it is.
    pub today: Day,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// Which screen is shown.
    pub at: Screen,
    /// The Plan screen, and who is chosen on any of them.
    pub screen: PlanScreen,
    /// The Journal screen.
    pub journal: JournalScreen,
    /// The Network screen.
    pub network: NetworkScreen,
    /// The Review screen.
    pub review: ReviewScreen,
    /// The Progress screen.
    pub progress: ProgressScreen,
    /// What lies over the screen, the topmost last.
    pub overlays: Vec<Overlay>,
    /// The form or line that was dropped last, until something else is done: undo brings it back.
    pub dropped: Option<Overlay>,
    /// What there is to say.
    pub notice: Option<Notice>,
    /// Whether the disk has everything.
    pub save: Save,
    /// Why nothing can be saved, when the plan is open to read only.
    pub read_only: Option<String>,
    /// The names of other versions that lie beside the plan.
    pub copies: Vec<String>,
    /// The version that was taken in, until the plan with it is saved and its file can be put away.
    pub taken: Option<(PathBuf, Arc<Joined>)>,
    /// This is the demo: it is on no disk, and what is changed in it is kept nowhere.
    pub demo: bool,
    /// How much of what is private is covered.
    pub mask: Mask,
    /// Minutes without a key until everything private is covered; 0 for never.
    pub mask_after: u32,
    /// Minutes without a key until the plan is locked, where a passphrase guards it, and covered where none does; 0 for never.
    pub lock_after: u32,
    /// How long a minute without a key is.
    pub minute: Duration,
    /// Whether a passphrase guards the plan, so that it can be locked while it is open.
    pub guarded: bool,
    /// The plan is locked: nothing is shown or typed until it is opened again.
    pub gate: Option<Gate>,
    /// Whether the mouse is reported; otherwise it selects text, as the terminal has it.
    pub mouse: bool,
    /// The border between panes that is being moved.
    pub border: Option<Border>,
    /// Keys pressed that may become a longer sequence.
    pub pending: Vec<Chord>,
    /// The program ends as soon as everything is saved.
    pub leaving: bool,
    /// The user chose to leave although a change is not saved.
    pub gave_up: bool,
    /// Colours and glyphs.
    pub look: Look,
    /// Where the colours come from.
    pub colours: Colours,
    /// Which keys ask for what.
    pub keymap: Keymap,
    /// The user's own prompts.
    pub own_deck: Deck,
}

impl Model {
    /// The screens over an open plan. An empty plan begins with three questions.
    pub fn new(session: Session, today: Day, size: (u16, u16), look: Look) -> Self {
        let welcome = session.plan().records().is_empty();
        let mut model = Self {
            session,
            today,
            size,
            at: Screen::Plan,
            screen: PlanScreen::default(),
            journal: JournalScreen::default(),
            network: NetworkScreen::default(),
            review: ReviewScreen::default(),
            progress: ProgressScreen::default(),
            overlays: Vec::new(),
            dropped: None,
            notice: None,
            save: Save::Saved,
            read_only: None,
            copies: Vec::new(),
            taken: None,
            demo: false,
            mask: Mask::Off,
            mask_after: 0,
            lock_after: 0,
            minute: Duration::from_secs(60),
            guarded: false,
            gate: None,
            mouse: true,
            border: None,
            pending: Vec::new(),
            leaving: false,
            gave_up: false,
            look,
            colours: Colours::default(),
            keymap: Keymap::default(),
            own_deck: Deck::default(),
        };
        if welcome {
            model.overlays.push(Overlay::welcome());
        }
        let plan = model.session.plan();
        model.screen.goal = open_goals(plan).find(|goal| has_stakes(plan, &goal.id)).map(|goal| goal.id.clone());
        model.refresh();
        model
    }

    /// Where everything stands on the terminal as it is; none where there is no room.
    pub fn regions(&self) -> Option<Regions> {
        let (width, height) = self.size;
        self.regions_in(Rect { width, height, ..Rect::default() })
    }

    /// Where everything stands in an area.
    pub fn regions_in(&self, area: Rect) -> Option<Regions> {
        regions(area, self.screen.focus, self.screen.lower, self.screen.shares)
    }

    /// Takes on what the user likes otherwise, and says what of it was not understood. `variable` looks up a variable of
    /// the environment.
    pub fn take_on(&mut self, config: &Config, variable: impl Fn(&str) -> Option<String>) {
        let (keymap, clashes) = Keymap::of(&config.keys, &config.commands);
        self.keymap = keymap;
        self.look = Look::of(config, &variable);
        self.colours = Colours::of(config, &variable);
        (self.mouse, self.mask_after, self.lock_after) = (config.mouse, config.mask_after, config.lock_after);
        if (self.screen.query.sort, self.review.size) != (config.sort, config.review_size) {
            (self.screen.query.sort, self.review.size) = (config.sort, config.review_size);
            self.refresh();
        }
        self.own_deck = config.deck.clone();
        let first = config.mistakes.first().map(|mistake| format!("config.ron, {mistake}"));
        let clash =
            || clashes.first().map(|((line, column), why)| format!("config.ron, line {line}, column {column}: {why}"));
        let of_deck = || config.deck_mistakes.first().map(|mistake| format!("{DECK}, {mistake}"));
        let count = config.mistakes.len() + clashes.len() + config.deck_mistakes.len();
        if let Some(first) = first.or_else(clash).or_else(of_deck) {
            let more =
                if count > 1 { format!(" And {} more: touchbase config --check.", count - 1) } else { String::new() };
            self.warn(format!("{first}.{more}"));
        }
    }

    /// What happens next while nobody touches a key, and how long after the last one; none where nothing does.
    pub fn patience(&self) -> Option<(Duration, Idle)> {
        if self.waits_for_ground() {
            return Some((ANSWER, Idle::Unanswered));
        }
        let locks = self.guarded && self.gate.is_none();
        let covers = self.mask != Mask::Away && self.gate.is_none();
        let due = [
            (self.lock_after, Idle::Lock, locks),
            (self.mask_after, Idle::Cover, covers),
            // No passphrase is asked for where none guards the plan: all that can be done for it is to cover it.
            (self.lock_after, Idle::Cover, covers && !self.guarded),
        ];
        let due = due.into_iter().filter(|(minutes, _, waits)| *minutes > 0 && *waits);
        due.min_by_key(|(minutes, ..)| *minutes).map(|(minutes, idle, _)| (self.minute * minutes, idle))
    }

    /// The prompts there are, the user's own behind the others.
    pub fn deck(&self) -> Deck {
        let all = deck::built_in();
        if self.own_deck.prompts.is_empty() { all } else { &all + &self.own_deck }
    }

    /// Whether the terminal was asked how bright it is, and has not answered yet.
    pub fn waits_for_ground(&self) -> bool {
        self.look.colour && self.colours.waits()
    }

    /// The plan as it stands.
    pub fn plan(&self) -> &Plan {
        self.session.plan()
    }

    /// Says something in the footer.
    pub fn say(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), alarm: false });
    }

    /// Says in the footer what went wrong.
    pub fn warn(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), alarm: true });
    }

    /// The form on top, if a form is.
    pub fn form(&self) -> Option<&Form> {
        match self.overlays.last() {
            Some(Overlay::Form(form)) => Some(form),
            _ => None,
        }
    }

    /// Finds out anew how everybody stands, and which rows there are: called when the plan, the day or the order changed,
    /// never for a picture.
    pub fn refresh(&mut self) {
        let before = self.screen.position();
        let (plan, sort) = (self.session.plan(), self.screen.query.sort);
        self.screen.roster.follow(plan, self.today, sort);
        self.list(before);
        self.screen.hollow = self.hollow();
        self.refresh_review();
    }

    /// The organisations that matter to the goal shown in which nobody senior is in touch.
    fn hollow(&mut self) -> Vec<String> {
        let goal = self.goal().filter(|_| !self.lists_goals()).map(|goal| goal.id.clone());
        let Some(goal) = goal else { return Vec::new() };
        let (plan, screen) = (self.session.plan(), &mut self.screen);
        screen.hollows.retain(|of, _| plan.goals.contains(of));
        let hollow = screen.hollows.entry(goal.clone()).or_default();
        hollow.follow(plan, &goal, self.today, screen.roster.people_of(&goal));
        hollow.names(plan)
    }

    /// Forgets everything that was worked out from the plan.
    #[cfg(test)]
    pub(super) fn forget(&mut self) {
        (self.screen.roster, self.screen.hollows) = (Roster::default(), HashMap::new());
        self.review.forget();
        self.network.forget();
        self.progress.forget();
        self.journal.forget();
    }

    /// Whether what a filter looks for its words in is ready.
    pub fn is_prepared(&self) -> bool {
        self.screen.roster.is_prepared() && (self.at != Screen::Journal || self.journal.is_prepared())
    }

    /// Makes it ready, or a piece of it.
    pub fn prepare(&self) {
        self.screen.roster.prepare(self.session.plan());
        if self.at == Screen::Journal {
            self.journal.prepare();
        }
    }

    /// Finds out anew which rows there are, and keeps what is chosen where it can: enough when the filter changed alone.
    fn narrow(&mut self) {
        self.list(self.screen.position());
    }

    /// The same, where the chosen stakeholder stood at this position before.
    fn list(&mut self, before: Option<usize>) {
        let plan = self.session.plan();
        let screen = &mut self.screen;
        screen.goal = screen.goal.take().filter(|goal| plan.goals.contains(goal));
        screen.query.within = screen.goal.clone();
        screen.rows = screen.roster.places(plan, &screen.query);
        screen.marks.retain(|who| plan.stakeholders.contains(who));
        screen.total = plan.stakeholders.len();
        // On the other screens somebody may be chosen who is not listed here.
        if screen.position().is_none() && self.at == Screen::Plan {
            let near = before.or(screen.last_position).unwrap_or(0).min(screen.rows.len().saturating_sub(1));
            screen.who = screen.row(near).map(|row| row.who.id.clone());
        }
        screen.last_position = screen.position();
        if self.at == Screen::Journal {
            self.journal.refresh(plan, self.today);
        }
        if self.at == Screen::Network {
            self.network.refresh(plan, screen.goal.as_ref(), self.today);
        }
        if self.at == Screen::Progress {
            self.progress.refresh(plan, screen.goal.as_ref(), self.today);
        }
        self.settle();
    }

    /// Takes the words in the find line as the filter.
    pub fn filter(&mut self) {
        let sort = self.screen.query.sort;
        self.screen.query = Query::parse(&self.screen.find);
        self.screen.query.sort = sort;
        self.narrow();
        if let Some(doubt) = self.screen.query.doubts(self.session.plan()).into_iter().next() {
            self.warn(doubt);
        }
    }

    /// Where the user is, as far as keys are concerned.
    pub fn context(&self) -> Context {
        match self.overlays.last() {
            Some(Overlay::Form(form)) => match form.current().map(|field| &field.input) {
                Some(Input::Line(_)) => Context::Line,
                Some(Input::Text(_)) => Context::Text,
                Some(Input::Choice(_)) => Context::Choice,
                None => Context::Form,
            },
            Some(Overlay::Capture(_)) => Context::Capture,
            Some(Overlay::Find(_)) => Context::Find,
            Some(Overlay::Help(help)) if help.typing => Context::HelpFind,
            Some(Overlay::Help(_)) => Context::Help,
            Some(Overlay::Palette(_)) => Context::Palette,
            Some(Overlay::Figures(_)) => Context::Figures,
            Some(Overlay::Reading(_)) => Context::Reading,
            Some(Overlay::Joining(_)) => Context::Joining,
            Some(Overlay::Pick(_)) => Context::Pick,
            Some(Overlay::Why(_)) => Context::Why,
            Some(Overlay::Prompts(_)) => Context::Prompts,
            Some(Overlay::Value(value)) if value.typing => Context::ValueFind,
            Some(Overlay::Value(_)) => Context::Value,
            Some(Overlay::Unsaved) => Context::Unsaved,
            Some(Overlay::Confirm) => Context::Confirm,
            Some(Overlay::Loss) => Context::Loss,
            Some(Overlay::Welcome(_)) => Context::Welcome,
            None => match (self.at, self.screen.focus) {
                (Screen::Review, _) => match (&self.review.card, &self.review.picked) {
                    (None, _) => Context::ReviewEnd,
                    (_, Some(Picked::Promise(_))) => Context::ReviewPromise,
                    _ => Context::Review,
                },
                (Screen::Journal, _) => Context::Journal,
                (Screen::Network, _) => Context::Network,
                (Screen::Progress, _) => Context::Progress,
                (Screen::Plan, Pane::Goal) => Context::Goals,
                (Screen::Plan, Pane::Stakeholders) => Context::Stakeholders,
                (Screen::Plan, Pane::Ideas) => Context::Ideas,
                (Screen::Plan, Pane::About) => Context::About,
            },
        }
    }

    /// The contexts whose keys work where the user is, nearest first.
    pub fn contexts(&self) -> &'static [Context] {
        self.context().chain()
    }

    /// Keeps what is chosen in the smaller panes within what there is.
    pub fn settle(&mut self) {
        let ideas = || self.screen.who.iter().flat_map(|who| self.plan().ideas_with_given(who));
        let chosen = self.screen.idea.as_ref();
        if chosen.is_none_or(|chosen| !ideas().any(|(idea, _)| idea.id == *chosen)) {
            let first = ideas().min_by_key(|(idea, given)| place_of(idea, *given)).map(|(idea, _)| idea.id.clone());
            self.screen.idea = first;
        }
        let chosen = self.screen.touch.as_ref();
        if chosen.is_none_or(|chosen| !self.touches().any(|touch| touch.id == *chosen)) {
            let first = self.touches().next().map(|touch| touch.id.clone());
            self.screen.touch = first;
        }
        self.screen.over = self.screen.over.min(self.plan().goals.len().saturating_sub(1));
        let steps = self.goal().map_or(0, |goal| goal.steps.len());
        self.screen.step = self.screen.step.min(steps.saturating_sub(1));
    }

    /// The goal shown; where all are shown, the chosen one of them.
    pub fn goal(&self) -> Option<&Arc<Goal>> {
        match &self.screen.goal {
            Some(id) => self.plan().goals.get(id),
            None => self.plan().goals.iter().nth(self.screen.over),
        }
    }

    /// Whether the goal pane lists the goals rather than showing one.
    pub fn lists_goals(&self) -> bool {
        self.screen.goal.is_none() && self.plan().goals.len() > 1
    }

    /// The goal that somebody added now can help with: the one shown, or the only one there is.
    pub fn goal_of_new(&self) -> Option<GoalId> {
        let only = || (self.plan().goals.len() == 1).then(|| self.plan().goals.ids().next().cloned()).flatten();
        self.screen.goal.clone().or_else(only)
    }

    /// The goal that counts for somebody: the one that is meant anyway, or else the only open one they have a stake in.
    pub fn goal_with(&self, who: &Stakeholder) -> Option<GoalId> {
        let open = |id: &&GoalId| self.plan().goals.get(id).is_some_and(|goal| goal.closed.is_none());
        let mut theirs = who.stakes.keys().filter(open);
        let only = theirs.next().filter(|_| theirs.next().is_none());
        self.goal_of_new().or_else(|| only.cloned())
    }

    /// Shows one goal and those with a stake in it; everybody where nobody has one.
    pub fn show_goal(&mut self, id: &GoalId) {
        self.screen.over = self.session.plan().goals.ids().position(|other| other == id).unwrap_or(0);
        self.screen.goal = has_stakes(self.plan(), id).then(|| id.clone());
    }

    /// The chosen stakeholder.
    pub fn who(&self) -> Option<&Arc<Stakeholder>> {
        self.screen.who.as_ref().and_then(|id| self.plan().stakeholder(id))
    }

    /// Ideas for the chosen stakeholder as the pane lists them: open ones by due day, then given ones, newest first.
    /// Each with the day it was first given.
    pub fn ideas(&self) -> Vec<(&Arc<Idea>, Option<Day>)> {
        let Some(who) = &self.screen.who else { return Vec::new() };
        let mut ideas: Vec<_> = self.plan().ideas_with_given(who).collect();
        ideas.sort_by(|(one, first), (two, second)| place_of(one, *first).cmp(&place_of(two, *second)));
        ideas
    }

    /// The chosen idea.
    pub fn idea(&self) -> Option<&Arc<Idea>> {
        let (id, plan) = (self.screen.idea.as_ref()?, self.plan());
        let theirs = self.screen.who.iter().flat_map(|who| plan.ideas_for(who)).find(|idea| idea.id == *id);
        theirs.or_else(|| plan.ideas.get(id))
    }

    /// The idea that is given next: the chosen one, or else the first of this stakeholder, that was not given yet.
    pub fn idea_to_give(&self) -> Option<&Arc<Idea>> {
        let open = |idea: &&Arc<Idea>| !self.plan().is_given(&idea.id);
        let first = || self.ideas().into_iter().find(|(_, given)| given.is_none()).map(|(idea, _)| idea);
        self.idea().filter(open).or_else(first)
    }

    /// The chosen touch.
    pub fn touch(&self) -> Option<&Arc<Touch>> {
        if self.at == Screen::Journal {
            return match self.journal.entry() {
                Some(Entry::Touch(touch)) => Some(touch),
                _ => None,
            };
        }
        let id = self.screen.touch.as_ref()?;
        // Nearly always one of those that are listed, and there it is soon found.
        self.touches().find(|touch| touch.id == *id).or_else(|| self.plan().touches.get(id))
    }

    /// What was promised on the chosen touch.
    pub fn promise(&self) -> Option<&FollowUp> {
        self.touch().and_then(|touch| touch.follow_up.as_deref())
    }

    /// The touches with the chosen stakeholder, newest first.
    pub fn touches(&self) -> impl Iterator<Item = &Arc<Touch>> {
        self.screen.who.iter().flat_map(|who| self.plan().touches_with(who))
    }

    /// Whom a command is about: in the journal those who were there, on the Plan screen those who are marked, in the order of their ids, or else the chosen one.
    pub fn meant(&self) -> Vec<StakeholderId> {
        if self.at == Screen::Journal {
            let with = self.journal.entry().map_or(&[][..], Entry::with).iter();
            let there: Vec<_> = with.filter(|id| self.plan().stakeholders.contains(id)).cloned().collect();
            if !there.is_empty() {
                return there;
            }
        }
        if self.screen.marks.is_empty() || self.at != Screen::Plan {
            self.who().map(|who| who.id.clone()).into_iter().collect()
        } else {
            self.screen.marks.iter().cloned().collect()
        }
    }

    /// The first of those whom a command about one person is about: in the journal of those who were there, elsewhere the
    /// chosen one.
    pub fn meant_first(&self) -> Option<&Arc<Stakeholder>> {
        let there = self.meant().into_iter().next().filter(|_| self.at == Screen::Journal);
        there.map_or_else(|| self.who(), |id| self.plan().stakeholders.get(&id))
    }

    /// Goes on from the goal shown by so many, round and round, with all of them between the last and the first.
    pub fn turn_goal(&mut self, distance: isize) {
        let ids: Vec<GoalId> = self.plan().goals.ids().cloned().collect();
        // All of them count as one more.
        let (here, there) = (self.screen.goal.as_ref(), ids.len() + 1);
        let here = here.and_then(|goal| ids.iter().position(|id| id == goal)).map_or(0, |at| at + 1);
        let (Ok(here), Ok(count)) = (isize::try_from(here), isize::try_from(there)) else { return };
        let at = usize::try_from((here + distance).rem_euclid(count)).unwrap_or(0);
        self.screen.goal = at.checked_sub(1).and_then(|at| ids.get(at)).cloned();
        self.screen.step = 0;
        self.refresh();
    }
}

/// Whether anybody has a stake in a goal.
fn has_stakes(plan: &Plan, goal: &GoalId) -> bool {
    plan.stakeholders.iter().any(|who| who.stakes.contains_key(goal))
}

/// The goals that are not closed.
fn open_goals(plan: &Plan) -> impl Iterator<Item = &Arc<Goal>> {
    plan.goals.iter().filter(|goal| goal.closed.is_none())
}

/// What is chosen on the Plan screen.
#[derive(Debug)]
pub struct PlanScreen {
    /// The pane the keys act on.
    pub focus: Pane,
    /// The pane of the right side that was used last.
    pub lower: Pane,
    /// How the panes share the room.
    pub shares: Shares,
    /// The goal shown; none for all of them.
    pub goal: Option<GoalId>,
    /// The chosen goal while all are shown, from 0.
    pub over: usize,
    /// The organisations that matter to the goal shown in which nobody senior is in touch.
    pub hollow: Vec<String>,
    /// The same for each goal that was shown, followed while the plan changes.
    hollows: HashMap<GoalId, Hollow>,
    /// The chosen step of the goal, from 0.
    pub step: usize,
    /// Everybody, as they stand today.
    roster: Roster,
    /// The stakeholders that the list shows: their places among everybody, in order.
    pub rows: Vec<usize>,
    /// How many stakeholders there are in all.
    pub total: usize,
    /// The chosen stakeholder.
    pub who: Option<StakeholderId>,
    /// The stakeholders marked for the next command.
    pub marks: BTreeSet<StakeholderId>,
    /// The chosen idea.
    pub idea: Option<IdeaId>,
    /// The chosen touch.
    pub touch: Option<TouchId>,
    /// Which stakeholders are listed, and in what order.
    pub query: Query,
    /// The words of the filter while and after they are typed.
    pub find: String,
    last_position: Option<usize>,
}

impl Default for PlanScreen {
    fn default() -> Self {
        Self {
            focus: Pane::Stakeholders,
            lower: Pane::Ideas,
            shares: Shares::default(),
            goal: None,
            over: 0,
            hollow: Vec::new(),
            hollows: HashMap::new(),
            step: 0,
            roster: Roster::default(),
            rows: Vec::new(),
            total: 0,
            who: None,
            marks: BTreeSet::new(),
            idea: None,
            touch: None,
            query: Query::default(),
            find: String::new(),
            last_position: None,
        }
    }
}

impl PlanScreen {
    /// Everybody, with how they stand.
    pub fn people(&self) -> impl Iterator<Item = (&Arc<Stakeholder>, Standing)> {
        self.roster.people()
    }

    /// The stakeholder at this position of the list.
    pub fn row(&self, position: usize) -> Option<&Row> {
        self.rows.get(position).and_then(|place| self.roster.get(*place))
    }

    /// The stakeholders that the list shows, in order.
    pub fn listed(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter_map(|place| self.roster.get(*place))
    }

    /// Where in the list the chosen stakeholder stands, from 0.
    pub fn position(&self) -> Option<usize> {
        self.rows.binary_search(&self.roster.place(self.who.as_ref()?)?).ok()
    }

    /// Chooses the stakeholder at this place of the list.
    pub fn choose(&mut self, position: usize) {
        if let Some(who) = self.row(position).map(|row| row.who.id.clone()) {
            if self.who.as_ref() != Some(&who) {
                // What was chosen was somebody else's.
                (self.idea, self.touch) = (None, None);
            }
            self.who = Some(who);
            self.last_position = Some(position);
        }
    }

    /// Gives the focus to a pane.
    pub fn focus_on(&mut self, pane: Pane) {
        self.focus = pane;
        if matches!(pane, Pane::Ideas | Pane::About) {
            self.lower = pane;
        }
    }
}

/// What says where an idea stands among those for somebody.
fn place_of(idea: &Idea, given: Option<Day>) -> impl Ord {
    (given.is_some(), Reverse(given), idea.by.unwrap_or(Day::LAST), &idea.id)
}
