//! What is said under `-h`, `--help` and in the manual about each verb.
//!
//! The tree in `args` says in a line what a verb and a flag are; `texts` is the catalogue of everything else, each verb
//! once: its examples, and what there is to know about it. [`dressed`] puts them into the tree: `-h` is short, with the
//! examples first, `--help` has everything. The pages of the manual come from the same catalogue, and a test carries out
//! every example.

mod texts;

use clap::{Arg, Command};

pub use texts::{EXITS, TEXTS};

/// What there is to say about a verb.
#[derive(Debug)]
pub struct Help {
    /// The words behind `touchbase`: `goal add`.
    pub verb: &'static str,
    /// Lines to type, each as it is typed.
    pub examples: &'static [&'static str],
    /// What there is to know.
    pub more: &'static str,
}

impl Help {
    /// What there is to say about a verb by its words.
    pub fn of(verb: &str) -> Option<&'static Self> {
        TEXTS.iter().find(|help| help.verb == verb)
    }

    /// The examples as a paragraph.
    fn shown(&self) -> String {
        self.examples.iter().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n")
    }
}

/// How a help page is laid out: what it is, how it is done, and then the parts.
const PAGE: &str = "{about-with-newline}\n{before-help}{usage-heading} {usage}\n\n{all-args}{after-help}";
/// The short page of touchbase itself: it fits on the screen, all commands would not.
const FRONT: &str = "{about-with-newline}\n{before-help}{usage-heading} {usage}{after-help}";

/// The command line with its help. `short` is whether the short help is asked for: it leaves out what is on every page.
pub fn dressed(command: Command, short: bool) -> Command {
    let most_used = most_used(&command);
    let command = dress(command.mut_args(everywhere), "");
    if short {
        let all = "touchbase --help lists all commands and options, touchbase log -h tells about one.";
        command.help_template(FRONT).after_help(format!("Commands most used:\n{most_used}\n\n{all}"))
    } else {
        command
    }
}

/// A flag that works with every verb: it is told under `--help` alone, and apart from the verb's own.
fn everywhere(argument: Arg) -> Arg {
    let help = argument.get_help().cloned().unwrap_or_default();
    argument.hide_short_help(true).long_help(help).help_heading("Options everywhere")
}

fn dress(command: Command, verb: &str) -> Command {
    let mut command = command.help_template(PAGE);
    if let Some(help) = Help::of(verb) {
        let name = ["touchbase", verb].join(" ");
        let exits = if help.more.contains("Exit codes:") { "" } else { EXITS };
        command = command
            .before_help(help.shown())
            .after_help(format!("{} --help tells more.", name.trim_end()))
            .after_long_help([help.more, exits].join("\n\n").trim_end().to_owned());
    }
    let path = |name: &str| [verb, name].join(" ").trim_start().to_owned();
    command.mut_subcommands(|inner| {
        let path = path(inner.get_name());
        dress(inner, &path)
    })
}

/// The verbs that are used most, each with what it does.
fn most_used(command: &Command) -> String {
    let verbs = texts::MOST_USED.iter().filter_map(|name| command.find_subcommand(name));
    let line = |verb: &Command| {
        format!("  {:<6} {}", verb.get_name(), verb.get_about().map_or(String::new(), ToString::to_string))
    };
    verbs.map(line).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Cli;
    use clap::CommandFactory as _;

    /// Every verb of the tree by its words, touchbase itself first.
    fn verbs(command: &Command, path: &str, found: &mut Vec<String>) {
        found.push(path.to_owned());
        for verb in command.get_subcommands() {
            verbs(verb, [path, verb.get_name()].join(" ").trim(), found);
        }
    }

    #[test]
    fn every_verb_has_its_help_and_nothing_else_has() {
        let mut tree = Vec::new();
        verbs(&Cli::command(), "", &mut tree);
        for verb in &tree {
            let help = Help::of(verb).unwrap_or_else(|| panic!("say in texts.rs what there is to know about {verb}"));
            assert!(!help.more.is_empty() && !help.examples.is_empty(), "{verb}");
            let typed = ["touchbase ", verb].concat();
            assert!(help.examples.iter().all(|line| line.contains(typed.trim())), "{verb}");
        }
        assert_eq!(tree.len(), TEXTS.len(), "a text is about no verb");
    }

    /// The command line of a verb with its help.
    fn of(help: &Help, short: bool) -> Command {
        let mut root = dressed(Cli::command(), short).term_width(80);
        root.build();
        let verb = help.verb.split_whitespace().fold(&root, |command, word| command.find_subcommand(word).unwrap());
        verb.clone()
    }

    #[test]
    fn the_short_help_fits_on_a_screen_and_begins_with_examples() {
        for help in &TEXTS {
            let page = of(help, true).render_help().to_string();
            let lines: Vec<&str> = page.lines().collect();
            let most = if help.verb.is_empty() { 24 } else { 32 };
            assert!(lines.len() <= most, "{} lines:\n{page}", lines.len());
            let example = page.find(help.examples[0].split('\'').next().unwrap()).unwrap();
            assert!(example < page.find("Usage:").unwrap(), "{page}");
            assert!(!page.contains("Exit codes:"), "{page}");
            let long = of(help, false).render_long_help().to_string();
            assert!(long.contains("Exit codes:") && long.contains("--plan"), "{long}");
            assert!(long.lines().count() > lines.len(), "{page}{long}");
        }
    }
}
