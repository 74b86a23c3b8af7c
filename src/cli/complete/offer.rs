//! What can be offered for a place, from the plan and the vocabularies.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;

use clap::CommandFactory as _;
use clap_complete::engine::CompletionCandidate;

use super::wants::Wants;
use crate::capture::line::Kind;
use crate::cli::args::Cli;
use crate::domain::query::Sort;
use crate::domain::shown::{Shown, is_clean};
use crate::domain::{Channel, Closeness, Gift, Records, Response, Stakeholder, Stance, Warmth, Word};
use crate::edge;
use crate::report::Chart;
use crate::storage::paths::Places;
use crate::storage::{demo, glance};

/// Where the answers come from: the plan that the typed line is about, read once and only when it is needed.
pub struct Source {
    /// Whether the shell itself leaves out what does not begin as it was typed, and quotes what it puts in.
    sifts: bool,
    powershell: bool,
    typed: Vec<String>,
    records: OnceLock<Option<Records>>,
}

impl Source {
    /// A source for a shell by its name and what was typed there.
    pub fn new(shell: &str, typed: Vec<String>) -> std::sync::Arc<Self> {
        let sifts = !matches!(shell, "bash" | "powershell");
        std::sync::Arc::new(Self { sifts, powershell: shell == "powershell", typed, records: OnceLock::new() })
    }

    fn records(&self) -> Option<&Records> {
        self.records.get_or_init(|| self.read()).as_ref()
    }

    fn read(&self) -> Option<Records> {
        if self.typed.iter().any(|word| word == "--demo") {
            return demo::sample(edge::today().ok()?).ok();
        }
        let behind = self.typed.iter().skip(1).map(String::as_str);
        let named = self.typed.iter().zip(behind.chain([""])).find_map(|(word, next)| {
            let inside = word.strip_prefix("--plan")?;
            if inside.is_empty() { Some(next) } else { inside.strip_prefix('=') }
        });
        // The shell has not spelled out the home yet.
        let named = named.map(|path| match (path.strip_prefix("~/"), std::env::home_dir()) {
            (Some(inside), Some(home)) => home.join(inside),
            _ => path.into(),
        });
        glance::names(&Places::find(named.as_deref().map(Path::new)).ok()?)
    }

    /// Whether a word stands between the verb and what is being typed, the values of flags aside.
    pub fn is_behind_a_word(&self, verb: &str) -> bool {
        let before = self.typed.split_last().map_or(&[][..], |(_, before)| before);
        let Some(at) = before.iter().rposition(|word| word == verb) else { return false };
        let between = before.iter().skip(at);
        let mut pairs = between.clone().zip(between.skip(1));
        pairs.any(|(previous, word)| !word.starts_with('-') && !previous.starts_with("--"))
    }

    /// What fits what was typed.
    pub fn offer(&self, wants: Wants, typed: &str) -> Vec<CompletionCandidate> {
        match wants {
            Wants::Person => self.people(typed),
            Wants::Goal => self.goals(typed),
            Wants::Record => self.people(typed).into_iter().chain(self.goals(typed)).collect(),
            Wants::Org => self.texts(typed, |who| vec![&who.org]),
            Wants::Tag => self.tags(typed),
            Wants::Rung => self.rungs(typed),
            Wants::Gift => words::<Gift>(typed),
            Wants::Channel => words::<Channel>(typed),
            Wants::Response => words::<Response>(typed),
            Wants::Closeness => words::<Closeness>(typed),
            Wants::Order => words::<Sort>(typed),
            Wants::Feeling => ["-2", "-1", "0", "1", "2"]
                .into_iter()
                .zip(["hard", "heavy", "even", "light", "easy"])
                .filter(|(figure, _)| figure.starts_with(typed))
                .map(|(figure, word)| said(figure, word))
                .collect(),
            Wants::Chart => {
                let charts = Chart::ALL.into_iter().filter(|chart| chart.name().starts_with(typed));
                charts.map(|chart| said(chart.name(), chart.title())).collect()
            }
            Wants::Verb => verbs(typed),
            Wants::Figure => self.figures(typed),
            Wants::Line(kind) => self.line(kind, typed),
            Wants::People => self.filter(PEOPLE, typed),
            Wants::Entries => self.filter(ENTRIES, typed),
        }
    }

    /// The people whose id, name or part of a name begins so. What is offered is the id, which needs no quotes; the name
    /// only where the shell would throw away an id that begins otherwise.
    fn people(&self, typed: &str) -> Vec<CompletionCandidate> {
        let Some(records) = self.records() else { return Vec::new() };
        let wanted = typed.to_lowercase();
        let fits =
            |who: &&Stakeholder| who.id.as_str().starts_with(&wanted) || who.names().any(|name| begins(name, &wanted));
        let all = records.stakeholders.iter().map(AsRef::as_ref).filter(fits);
        let (archived, active): (Vec<&Stakeholder>, Vec<&Stakeholder>) = all.partition(|who| who.archived);
        let people = if active.is_empty() { archived } else { active };
        let offered = people.into_iter().filter(|who| is_plain(who.id.as_str()));
        offered
            .map(|who| {
                let by_name = self.sifts && !who.id.as_str().starts_with(typed) && who.name.starts_with(typed);
                let value = if by_name && is_clean(&who.name) { &who.name } else { who.id.as_str() };
                let about = [&who.name, &who.title, &who.org].map(String::as_str);
                let about: Vec<&str> = about.into_iter().filter(|text| !text.is_empty() && *text != value).collect();
                said(value, &about.join(", "))
            })
            .collect()
    }

    fn goals(&self, typed: &str) -> Vec<CompletionCandidate> {
        let Some(records) = self.records() else { return Vec::new() };
        let wanted = typed.to_lowercase();
        let fits = records.goals.iter().filter(|goal| {
            is_plain(goal.id.as_str()) && (goal.id.as_str().starts_with(&wanted) || begins(&goal.title, &wanted))
        });
        fits.map(|goal| said(goal.id.as_str(), &goal.title)).collect()
    }

    fn rungs(&self, typed: &str) -> Vec<CompletionCandidate> {
        let rungs = self.records().map_or(&[][..], |records| &records.ladder.rungs);
        let fit = rungs.iter().filter(|rung| is_clean(rung) && rung.to_lowercase().starts_with(&typed.to_lowercase()));
        fit.map(|rung| CompletionCandidate::new(self.quoted(rung))).collect()
    }

    fn tags(&self, typed: &str) -> Vec<CompletionCandidate> {
        self.texts(typed, |who| who.tags.iter().map(String::as_str).collect())
    }

    /// Texts of people, each once, the most used first.
    fn texts<'a>(&'a self, typed: &str, of: impl Fn(&'a Stakeholder) -> Vec<&'a str>) -> Vec<CompletionCandidate> {
        let Some(records) = self.records() else { return Vec::new() };
        let wanted = typed.to_lowercase();
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for text in records.stakeholders.iter().flat_map(|who| of(who)) {
            if !text.is_empty() && is_clean(text) && begins(text, &wanted) {
                *counts.entry(text).or_default() += 1;
            }
        }
        let mut texts: Vec<(&str, usize)> = counts.into_iter().collect();
        texts.sort_by(|left, right| right.1.cmp(&left.1).then(left.0.cmp(right.0)));
        texts.into_iter().map(|(text, _)| CompletionCandidate::new(self.quoted(text))).collect()
    }

    /// A sign of the capture line and what stands behind it, in the last word of what was typed.
    fn line(&self, kind: Kind, typed: &str) -> Vec<CompletionCandidate> {
        let (before, word) = match typed.char_indices().rfind(|(_, letter)| letter.is_whitespace()) {
            Some((at, blank)) => typed.split_at(at + blank.len_utf8()),
            None => ("", typed),
        };
        let previous = before.split_whitespace().next_back();
        let previous = previous.or_else(|| self.typed.iter().rev().nth(1).map(String::as_str));
        let sign = word.chars().next().filter(|sign| "+@#^".contains(*sign));
        let begun = sign.map_or(word, |sign| word.get(sign.len_utf8()..).unwrap_or_default());
        let found = match (sign, kind) {
            (Some('+'), Kind::Touch | Kind::Idea) => words::<Gift>(begun),
            (Some('@'), Kind::Stakeholder) => self.offer(Wants::Org, begun),
            (Some('@'), _) => self.people(begun),
            (Some('#'), Kind::Stakeholder) => self.tags(begun),
            (Some('^'), Kind::Stakeholder) => self.rungs(begun),
            (None, Kind::Touch) if previous == Some("via") => words::<Channel>(begun),
            _ => Vec::new(),
        };
        // Behind a sign a text of several words wants quotes of its own, which no shell would leave alone.
        let plain = |found: &CompletionCandidate| found.get_value().to_str().is_some_and(is_plain);
        let sign = sign.map_or(String::new(), String::from);
        found.into_iter().filter(plain).map(|found| found.add_prefix(format!("{before}{sign}"))).collect()
    }

    /// A filter word and what stands behind its colon.
    fn filter(&self, filters: &[(&str, Filter)], typed: &str) -> Vec<CompletionCandidate> {
        let Some((name, value)) = typed.split_once(':') else {
            let fit = filters.iter().filter(|(name, _)| name.starts_with(typed));
            return fit.map(|(name, _)| CompletionCandidate::new(format!("{name}:"))).collect();
        };
        let Some((_, filter)) = filters.iter().find(|(known, _)| *known == name) else { return Vec::new() };
        let found = match filter {
            Filter::Any(wants) => self.offer(*wants, value),
            Filter::Warmth => words::<Warmth>(value),
            Filter::Stance => words::<Stance>(value),
            Filter::Words(all) => {
                all.iter().filter(|word| word.starts_with(value)).map(CompletionCandidate::new).collect()
            }
        };
        let plain = |found: &CompletionCandidate| found.get_value().to_str().is_some_and(is_plain);
        found.into_iter().filter(plain).map(|found| found.add_prefix(format!("{name}:"))).collect()
    }

    /// The names a status line may use, behind the last open brace.
    fn figures(&self, typed: &str) -> Vec<CompletionCandidate> {
        let (before, begun) = typed.rfind('{').map_or((typed, ""), |at| typed.split_at(at));
        let fit = crate::cli::status::names().map(|name| format!("{{{name}}}")).filter(|name| name.starts_with(begun));
        fit.map(|name| CompletionCandidate::new(self.quoted(&name)).add_prefix(before)).collect()
    }

    /// A text for a shell that takes it as it is.
    fn quoted(&self, text: &str) -> String {
        if self.powershell && !is_plain(text) { format!("'{}'", text.replace('\'', "''")) } else { text.to_owned() }
    }
}

/// What stands behind the colon of a filter word.
enum Filter {
    Any(Wants),
    Warmth,
    Stance,
    Words(&'static [&'static str]),
}

/// The filter words of `list`.
const PEOPLE: &[(&str, Filter)] = &[
    ("seniority", Filter::Any(Wants::Rung)),
    ("warmth", Filter::Warmth),
    ("goal", Filter::Any(Wants::Goal)),
    ("stance", Filter::Stance),
    ("closeness", Filter::Any(Wants::Closeness)),
    ("tag", Filter::Any(Wants::Tag)),
    ("org", Filter::Any(Wants::Org)),
    ("archived", Filter::Words(&["yes", "no"])),
];

/// The filter words of `find`.
const ENTRIES: &[(&str, Filter)] = &[
    ("with", Filter::Any(Wants::Person)),
    ("org", Filter::Any(Wants::Org)),
    ("goal", Filter::Any(Wants::Goal)),
    ("gift", Filter::Any(Wants::Gift)),
    ("via", Filter::Any(Wants::Channel)),
    ("response", Filter::Any(Wants::Response)),
    ("feeling", Filter::Any(Wants::Feeling)),
    ("kind", Filter::Words(&["touch", "reflection", "promise"])),
    ("since", Filter::Words(&[])),
    ("until", Filter::Words(&[])),
    ("in", Filter::Words(&[])),
];

/// A candidate and what is said about it, where a shell shows that.
fn said(value: impl Into<std::ffi::OsString>, about: &str) -> CompletionCandidate {
    CompletionCandidate::new(value).help(Some(Shown::line(about).to_string().into()))
}

/// The words of a vocabulary that begin so.
fn words<T: Word>(begun: &str) -> Vec<CompletionCandidate> {
    let all = T::ALL.iter().map(|value| (value.spoken().replace(' ', "-"), value.meaning()));
    let fit = all.filter(|(word, _)| word.starts_with(&begun.to_lowercase()));
    fit.map(|(word, meaning)| said(word, meaning)).collect()
}

fn verbs(begun: &str) -> Vec<CompletionCandidate> {
    let command = Cli::command();
    let verbs = command.get_subcommands().filter(|verb| verb.get_name().starts_with(begun));
    verbs.map(|verb| said(verb.get_name(), &verb.get_about().map_or(String::new(), ToString::to_string))).collect()
}

/// Whether a name, or a part of it, begins so.
fn begins(name: &str, wanted: &str) -> bool {
    let name = name.to_lowercase();
    name.starts_with(wanted)
        || name.split(|letter: char| !letter.is_alphanumeric()).any(|part| !part.is_empty() && part.starts_with(wanted))
}

/// Whether every shell leaves a text alone.
fn is_plain(text: &str) -> bool {
    text.chars().all(|letter| letter.is_alphanumeric() || "-_.+".contains(letter))
}
