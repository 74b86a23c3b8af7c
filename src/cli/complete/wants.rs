//! What belongs where on the command line: people here, goals there, words of a vocabulary elsewhere.

use std::ffi::OsStr;
use std::sync::Arc;

use clap::{Arg, Command};
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate, ValueCompleter};

use super::offer::Source;
use crate::capture::line::Kind;

/// What a place on the command line takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wants {
    /// Somebody.
    Person,
    /// A goal.
    Goal,
    /// Somebody or a goal.
    Record,
    /// An organisation.
    Org,
    /// A tag.
    Tag,
    /// A rung of the ladder.
    Rung,
    Gift,
    Channel,
    Response,
    Closeness,
    /// The order of a list.
    Order,
    Feeling,
    Chart,
    /// A verb of ours.
    Verb,
    /// A name in a status line, in braces.
    Figure,
    /// A capture line: the signs in it.
    Line(Kind),
    /// Filter words for stakeholders.
    People,
    /// Filter words for the journal.
    Entries,
}

impl Wants {
    /// What an argument of a verb takes, by the name of its field; nothing where only the user can know.
    pub fn of(verb: &str, argument: &str) -> Option<Self> {
        Some(match (verb, argument) {
            ("add", "name") => Self::Line(Kind::Stakeholder),
            ("log", "words") => Self::Line(Kind::Touch),
            ("idea", "words") => Self::Line(Kind::Idea),
            ("log" | "idea" | "give" | "snooze" | "show", "name") | (_, "with" | "to") => Self::Person,
            ("edit", "what") => Self::Record,
            (_, "goal") => Self::Goal,
            (_, "org" | "orgs") => Self::Org,
            (_, "tags") => Self::Tag,
            (_, "seniority") => Self::Rung,
            (_, "gift") => Self::Gift,
            (_, "via") => Self::Channel,
            (_, "response") => Self::Response,
            (_, "closeness") => Self::Closeness,
            (_, "sort") => Self::Order,
            (_, "feeling") => Self::Feeling,
            (_, "chart") => Self::Chart,
            ("list", "words") => Self::People,
            ("find", "words") => Self::Entries,
            ("man", "verb") => Self::Verb,
            ("status", "format") => Self::Figure,
            _ => return None,
        })
    }

    /// Whether several words are one name: what stands behind the first is no further one.
    fn is_one(self) -> bool {
        matches!(self, Self::Person | Self::Goal | Self::Record)
    }
}

/// The command line with what each of its places takes.
pub fn taught(command: Command, source: &Arc<Source>) -> Command {
    let name = command.get_name().to_owned();
    command.mut_args(|argument| teach(&name, argument, source)).mut_subcommands(|verb| taught(verb, source))
}

fn teach(verb: &str, argument: Arg, source: &Arc<Source>) -> Arg {
    let Some(wants) = Wants::of(verb, argument.get_id().as_str()) else { return argument };
    let after = (wants.is_one() && argument.is_positional()).then(|| verb.to_owned());
    argument.add(ArgValueCompleter::new(Asked { wants, after, source: Arc::clone(source) }))
}

/// One place on the command line.
struct Asked {
    wants: Wants,
    /// The verb that a name follows.
    after: Option<String>,
    source: Arc<Source>,
}

impl ValueCompleter for Asked {
    fn complete(&self, typed: &OsStr) -> Vec<CompletionCandidate> {
        let goes_on = self.after.as_ref().is_some_and(|verb| self.source.is_behind_a_word(verb));
        let typed = typed.to_str().filter(|_| !goes_on);
        typed.map_or_else(Vec::new, |typed| self.source.offer(self.wants, typed))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Cli;
    use clap::CommandFactory as _;

    /// What only the user can know: texts, days, figures, other people's words.
    const FREE: &[&str] = &[
        "add.title",
        "add.cadence",
        "add.cares_about",
        "add.aka",
        "add.email",
        "log.on",
        "log.idea",
        "log.follow_up",
        "log.by",
        "idea.for_them",
        "idea.by",
        "idea.effort",
        "give.idea",
        "give.on",
        "give.note",
        "snooze.span",
        "step.text",
        "step.by",
        "done.step",
        "done.on",
        "close.on",
        "add.why",
        "add.by",
        "add.steps",
        "add.what",
        "add.result",
        "reflect.words",
        "reflect.on",
        "stats.time",
        "restore.which",
        "lock.recipients",
    ];

    fn places(command: &Command, found: &mut Vec<(String, bool)>) {
        for argument in command.get_arguments() {
            let known = Wants::of(command.get_name(), argument.get_id().as_str()).is_some()
                || !argument.get_possible_values().is_empty()
                || argument.get_value_hint() != clap::ValueHint::Unknown
                || !argument.get_action().takes_values();
            found.push((format!("{}.{}", command.get_name(), argument.get_id()), known));
        }
        command.get_subcommands().for_each(|verb| places(verb, found));
    }

    #[test]
    fn every_place_on_the_command_line_is_known_or_free() {
        let mut command = Cli::command();
        command.build();
        let mut found = Vec::new();
        command.get_subcommands().filter(|verb| verb.get_name() != "help").for_each(|verb| places(verb, &mut found));
        for (place, known) in &found {
            let free = FREE.contains(&place.as_str());
            assert!(*known || free, "{place}: say in Wants::of what it takes, or here that only the user can know");
        }
        for place in FREE {
            assert!(found.iter().any(|(found, _)| found == place), "{place} is gone");
        }
    }
}
