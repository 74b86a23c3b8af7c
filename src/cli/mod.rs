//! Talking to scripts: one verb at a time, an answer on stdout, everything else on stderr.
//!
//! One file per verb, named after it. `args` is the whole command line (`giving`, `upkeep` and `manual` are parts of
//! it), `fields` what a program wants of a record, `help` the texts under it and `man` the pages made of both; `complete` answers a shell that completes words. `open`
//! is the plan a verb works on, `words` turns what was typed into values, `lines` reads capture
//! lines from the words or standard input (`input`), and `output` is the only printer: it knows about closed pipes, colours and widths.
//! Nothing here knows the screens. Begin with [`run`].

mod add;
pub mod answer;
pub mod args;
mod ask;
pub mod complete;
pub mod config;
mod doctor;
mod due;
mod edit;
mod fields;
mod find;
mod give;
pub mod giving;
mod goal;
pub mod help;
mod holes;
mod idea;
mod input;
pub mod key;
mod lines;
mod list;
pub mod lock;
mod log;
pub mod man;
pub mod manual;
pub mod merge;
mod open;
pub mod output;
mod path;
mod person;
mod proof;
mod reflect;
pub mod report;
mod restore;
mod review;
pub mod schema;
mod show;
mod snooze;
mod stats;
mod status;
mod table;
mod undo;
pub mod upkeep;
pub mod usage;
mod words;

use args::{Cli, Goal, GoalVerb, Verb};
use giving::{Proof, ProofVerb};
use open::Open;
use output::Output;

use crate::edge::broken;
use crate::error::{Exit, Told};
use crate::storage::paths::Places;

/// Carries out a verb and says how the process should end.
pub fn run(cli: &Cli, verb: &Verb) -> u8 {
    broken::install(Places::state_of(cli.flags.plan.as_deref()), || true);
    let mut output = Output::new(cli);
    match carry_out(cli, verb, &mut output) {
        Ok(code) => code,
        Err(told) => {
            output::told(&told);
            told.exit.code()
        }
    }
}

fn carry_out(cli: &Cli, verb: &Verb, output: &mut Output) -> Result<u8, Told> {
    may_be(verb, output)?;
    fields::check(verb, output.fields())?;
    match verb {
        Verb::Schema => return schema::run(output).map(|()| 0),
        Verb::Completions(args) => return complete::run(args, output).map(|()| 0),
        Verb::Man(args) => return man::run(args, output).map(|()| 0),
        _ => {}
    }
    if cli.flags.demo {
        return look_around(cli, verb, output).map(|()| 0);
    }
    if let Verb::Config(args) = verb {
        return config::run(cli, args, output);
    }
    let places = Places::find(cli.flags.plan.as_deref())?;
    match verb {
        // These say what they find, and need no key for it.
        Verb::Path(_) | Verb::Status(_) | Verb::Lock(_) | Verb::Unlock(_) => {}
        _ => key::fetch(cli, &places)?,
    }
    match verb {
        Verb::Config(_) | Verb::Schema | Verb::Completions(_) | Verb::Man(_) => {}
        Verb::Add(args) => add::run(&places, args, output)?,
        Verb::Goal(args) => goal::run(&places, args, output)?,
        Verb::Log(args) => log::run(&places, args, output)?,
        Verb::Idea(args) => idea::run(&places, args, output)?,
        Verb::Give(args) => give::run(&places, args, output)?,
        Verb::Proof(args) => proof::run(&places, args, output)?,
        Verb::Reflect(args) => reflect::run(&places, args, output)?,
        Verb::List(args) => list::run(&Open::plan(&places, output)?, args, output)?,
        Verb::Show(args) => show::run(&Open::plan(&places, output)?, args, output)?,
        Verb::Due(args) => due::run(&Open::plan(&places, output)?, args, config::read(cli)?.review_size, output)?,
        Verb::Snooze(args) => snooze::run(&places, args, output)?,
        Verb::Find(args) => find::run(&Open::plan(&places, output)?, args, output)?,
        Verb::Stats(args) => stats::run(&Open::plan(&places, output)?, args, output)?,
        Verb::Holes(args) => holes::run(&Open::plan(&places, output)?, args, output)?,
        Verb::Report(args) => report::run(&Open::plan(&places, output)?, args, output)?,
        Verb::Path(args) => path::run(&places, args, output)?,
        Verb::Review(_) => review::run(&places, config::read(cli)?.review_size, output)?,
        Verb::Status(_) if !key::fetch_quietly(cli, &places) => status::locked(output)?,
        Verb::Status(args) => status::run(&places, args, output)?,
        Verb::Lock(args) => lock::lock(cli, &places, args, output)?,
        Verb::Unlock(_) => lock::unlock(cli, &places, output)?,
        Verb::Edit(args) => edit::run(&places, args, output)?,
        Verb::Undo(args) => undo::run(&places, args, output)?,
        Verb::Redo => undo::redo(&places, output)?,
        Verb::Restore(args) => restore::run(&places, args, output)?,
        Verb::Merge(args) => return merge::run(&places, args, output),
        Verb::Doctor(args) => return doctor::run(cli, &places, args, output),
    }
    Ok(0)
}

/// Whether a verb can do what is asked of every verb.
///
/// # Errors
///
/// JSON of a verb that prints no records, a dry run of one that is a dialogue.
fn may_be(verb: &Verb, output: &Output) -> Result<(), Told> {
    let (name, records, dialogue) = match verb {
        Verb::Completions(_) => ("completions", false, false),
        Verb::Config(args) => ("config", args.check, false),
        Verb::Edit(_) => ("edit", false, true),
        Verb::Lock(_) => ("lock", false, true),
        Verb::Man(_) => ("man", false, false),
        Verb::Report(_) => ("report", false, false),
        Verb::Review(_) => ("review", false, true),
        Verb::Schema => ("schema", false, false),
        Verb::Unlock(_) => ("unlock", false, true),
        _ => return Ok(()),
    };
    if output.is_json() && !records {
        return Err(Told::new(Exit::Usage, format!("touchbase {name} prints no records: leave --json out"))
            .hint("list, show, due, find, goal show, stats and holes print them"));
    }
    if output.is_dry_run() && dialogue {
        return Err(Told::new(Exit::Usage, format!("touchbase {name} is a dialogue: it has no dry run"))
            .hint("leave it, and nothing is changed; touchbase undo takes back what was"));
    }
    Ok(())
}

/// The verbs that only look, on the demo; the others are told kindly that nothing comes of it.
fn look_around(cli: &Cli, verb: &Verb, output: &mut Output) -> Result<(), Told> {
    let why = match verb {
        Verb::List(args) => return list::run(&Open::demo()?, args, output),
        Verb::Show(args) => return show::run(&Open::demo()?, args, output),
        Verb::Due(args) => return due::run(&Open::demo()?, args, config::read(cli)?.review_size, output),
        Verb::Find(args) => return find::run(&Open::demo()?, args, output),
        Verb::Stats(args) => return stats::run(&Open::demo()?, args, output),
        Verb::Holes(args) => return holes::run(&Open::demo()?, args, output),
        Verb::Report(args) => return report::run(&Open::demo()?, args, output),
        Verb::Goal(Goal { what: GoalVerb::Show(args) }) => return goal::show(&Open::demo()?, args, output),
        Verb::Proof(Proof { what: ProofVerb::List(args) }) => return proof::list(&Open::demo()?, args, output),
        Verb::Config(_) | Verb::Path(_) | Verb::Doctor(_) => "the demo is in no file",
        _ => "the demo keeps nothing",
    };
    let hint = "leave --demo out for your own plan; with it, list, show, due, find, stats and holes look around";
    Err(Told::new(Exit::Usage, why).hint(hint))
}

/// Whether somebody wants lines instead of screens: the variable `ACCESSIBLE` says so.
pub fn wants_lines() -> bool {
    std::env::var_os("ACCESSIBLE").is_some_and(|value| !value.is_empty() && value != "0")
}

/// The review line by line, for somebody who wants lines and asked for nothing else.
pub fn in_lines(cli: &Cli) -> u8 {
    run(cli, &Verb::Review(upkeep::Review { accessible: true }))
}

/// What is said when there is neither a verb nor a terminal.
pub fn help_for_scripts() -> u8 {
    output::told(&Told::new(Exit::Usage, "touchbase needs a terminal, or one of these commands"));
    for line in [
        "  touchbase add 'Grace Hopper, VP Engineering @Platforms'  somebody who matters",
        "  touchbase log grace 'sent the numbers via email'         you were in touch",
        "  touchbase idea grace 'thank her team by fri'             something to give",
        "  touchbase give grace, reflect 'felt easy'                it was given; a line about yourself",
        "  touchbase due, holes                                    who to reach out to, where nobody is",
        "  touchbase list, show NAME, find WORDS                   what is in the plan, where words stand",
        "  touchbase stats                                         what was done, week by week",
        "  touchbase path, doctor                                  where it is, how it is",
        "  touchbase --help                                        everything else",
    ] {
        output::aside(line);
    }
    Exit::Usage.code()
}
