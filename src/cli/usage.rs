//! The command line, read: what is not understood is told in the shape of every other message.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Args as _, ColorChoice, Command, CommandFactory as _, Error, FromArgMatches as _};

use super::args::{Cli, Flags};
use super::{help, output};
use crate::config::colour::Wish;
use crate::error::{Exit, Told};

/// Reads the command line.
///
/// # Errors
///
/// How the process is to end where nothing is left to do: help was printed, or something was not understood, and told.
pub fn read(args: &[OsString]) -> Result<Cli, u8> {
    let wish = wish(args);
    output::paint_errors(wish);
    let colours = if output::paints(wish) { ColorChoice::Always } else { ColorChoice::Never };
    if let Some(flags) = flags_alone(args) {
        return Ok(Cli { flags, verb: None });
    }
    let read = |command: Command| {
        command.color(colours).try_get_matches_from(args).and_then(|found| Cli::from_arg_matches(&found))
    };
    read(Cli::command()).map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            // Help is laid out when it is asked for, and no sooner: every start would wait for it. The short one leaves out
            // what the long one has; which one is meant is known only here.
            let short = args.iter().skip(1).take_while(|word| *word != "--").any(|word| word == "-h");
            let error = read(help::dressed(Cli::command(), short)).err().unwrap_or(error);
            // Whoever reads help through a pipe may stop anywhere.
            let _ = error.print();
            let asked = error.kind() != ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
            if asked { 0 } else { Exit::Usage.code() }
        }
        _ => {
            output::told(&told(&error));
            Exit::Usage.code()
        }
    })
}

/// The flags, where nothing else was typed. The screens are opened so, and need not wait until all verbs are laid out.
fn flags_alone(args: &[OsString]) -> Option<Flags> {
    let command = Command::default().name("touchbase").disable_help_flag(true);
    let found = Flags::augment_args(command).try_get_matches_from(args).ok()?;
    Flags::from_arg_matches(&found).ok()
}

/// The wish for colours: wanted before the rest is understood, for help and mistakes.
fn wish(args: &[OsString]) -> Wish {
    let behind =
        args.iter().zip(args.iter().skip(1)).find(|(flag, _)| *flag == "--color").map(|(_, value)| value.clone());
    let joined = args.iter().find_map(|arg| arg.to_str()?.strip_prefix("--color=").map(OsString::from));
    match behind.or(joined).as_ref().and_then(|value| value.to_str()) {
        Some("always") => Wish::Always,
        Some("never") => Wish::Never,
        _ => Wish::Auto,
    }
}

/// What was not understood, and what helps: the nearest word there is, and where the right ones stand.
fn told(error: &Error) -> Told {
    let text = error.render().to_string();
    let what: Vec<&str> = text.lines().take_while(|line| !line.trim().is_empty()).map(str::trim).collect();
    let what = what.join(" ").trim_start_matches("error: ").to_owned();
    let nearest = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let nearest = nearest.into_iter().find_map(|kind| match error.get(kind)? {
        ContextValue::String(word) => Some(word.clone()),
        ContextValue::Strings(words) => words.first().cloned(),
        _ => None,
    });
    let nearest = nearest.map_or(String::new(), |word| format!("did you mean {word}? "));
    let usage = match error.get(ContextKind::Usage) {
        Some(ContextValue::StyledStr(usage)) => usage.to_string(),
        _ => String::new(),
    };
    let verb = |word: &&str| word.chars().all(|letter| letter.is_ascii_lowercase());
    let verbs: Vec<&str> = usage.split_whitespace().skip_while(|word| *word != "touchbase").take_while(verb).collect();
    let verbs = if verbs.is_empty() { "touchbase".to_owned() } else { verbs.join(" ") };
    Told::new(Exit::Usage, what).hint(format!("{nearest}{verbs} --help shows how"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &str) -> String {
        let args = words.split(' ').map(OsString::from);
        let error = Cli::command().try_get_matches_from(args).unwrap_err();
        told(&error).to_string()
    }

    #[test]
    fn what_is_not_understood_is_told_like_anything_else() {
        for (typed, wanted) in [
            (
                "touchbase lsit",
                "error: unrecognized subcommand 'lsit'\nhint: did you mean list? touchbase --help shows how",
            ),
            (
                "touchbase list --srot name",
                "error: unexpected argument '--srot' found\nhint: did you mean --sort? touchbase list --help shows how",
            ),
            (
                "touchbase goal shwo",
                "error: unrecognized subcommand 'shwo'\nhint: did you mean show? touchbase goal --help shows how",
            ),
            (
                "touchbase list --color nver",
                "error: invalid value 'nver' for '--color <WHEN>' [possible values: auto, always, never]\nhint: did you mean never? touchbase --help shows how",
            ),
            (
                "touchbase show",
                "error: the following required arguments were not provided: <NAME>...\nhint: touchbase show --help shows how",
            ),
            (
                "touchbase list --json --plain",
                "error: the argument '--json[=<FIELDS>]' cannot be used with '--plain'\nhint: touchbase list --help shows how",
            ),
        ] {
            assert_eq!(of(typed), wanted);
        }
    }

    #[test]
    fn flags_alone_are_read_as_with_all_verbs() {
        let lines = [
            "",
            "--demo --mask",
            "--plan list",
            "--plan=p.ron -n -q",
            "--color never --json=name",
            "--identity k --passphrase-fd 3 --no-input -v",
            "--config c --jsonl",
            "--",
            "list",
            "--json list",
            "--help",
            "-h",
            "-V",
            "--demo --plan p.ron",
            "-q -v",
            "--color blue",
            "--plan",
            "--unknown",
            "-- list",
        ];
        for line in lines {
            let args: Vec<OsString> =
                std::iter::once("touchbase").chain(line.split_whitespace()).map(OsString::from).collect();
            let all = Cli::command().try_get_matches_from(&args).and_then(|found| Cli::from_arg_matches(&found));
            let wanted = all.ok().filter(|cli| cli.verb.is_none()).map(|cli| format!("{:?}", cli.flags));
            assert_eq!(flags_alone(&args).map(|flags| format!("{flags:?}")), wanted, "{line}");
        }
    }

    #[test]
    fn the_wish_for_colours_is_found_before_the_rest_is_understood() {
        let of = |words: &str| wish(&words.split(' ').map(OsString::from).collect::<Vec<_>>());
        assert_eq!(
            [of("t --color never x"), of("t --color=always"), of("t --color")],
            [Wish::Never, Wish::Always, Wish::Auto]
        );
    }
}
