//! The door: decide who is talking, a person or a script, and turn the outcome into an exit code.

use std::io::IsTerminal as _;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use touchbase::cli::{self, args::Cli};
use touchbase::config::Config;
use touchbase::error::Told;
use touchbase::storage::paths::Places;
use touchbase::tui::runtime::{self, Start};

fn main() -> ExitCode {
    // A file that outgrows a limit is an error like any other, not a sudden end.
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::new(AtomicBool::new(false)));
    // What we make is for its owner alone, and an editor's own traces of our texts are, too.
    #[cfg(unix)]
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
    if let Some(code) = cli::complete::answer() {
        return ExitCode::from(code);
    }
    let cli = match cli::usage::read(&std::env::args_os().collect::<Vec<_>>()) {
        Ok(cli) => cli,
        Err(code) => return ExitCode::from(code),
    };
    let code = match &cli.verb {
        Some(verb) => cli::run(&cli, verb),
        None if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() => cli::help_for_scripts(),
        None if cli::wants_lines() => cli::in_lines(&cli),
        None => screens(&cli).unwrap_or_else(|told| {
            cli::output::told(&told);
            told.exit.code()
        }),
    };
    ExitCode::from(code)
}

/// Opens the screens; the code is 0, or 128 and the number of the signal that ended them.
fn screens(cli: &Cli) -> Result<u8, Told> {
    let config = Config { when_colours: cli.flags.color.into(), ..cli::config::read(cli)? };
    let start = Start { config, mask: cli.flags.mask, identity: cli::key::identity(cli) };
    let ended = if cli.flags.demo {
        runtime::demo(&start)?
    } else {
        let places = Places::find(cli.flags.plan.as_deref())?;
        cli::key::fetch(cli, &places)?;
        runtime::run(&places, &start)?
    };
    if ended.dropped && !cli.flags.quiet {
        cli::output::aside("That was the demo: what you changed in it is kept nowhere.");
    }
    Ok(ended.by.map_or(0, |signal| touchbase::error::Exit::Signal(signal).code()))
}
