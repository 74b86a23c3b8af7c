//! Tables at a terminal: a head, straight columns, and nothing wider than there is room.

use super::rich;
use crate::pty::{Exit, Pty, Setup};

/// What a command prints on a terminal that is so wide; the second is everything that was written.
fn on_a_terminal(
    home: &crate::cli::Home,
    columns: u16,
    args: &[&str],
    variables: &[(&str, &str)],
) -> (String, Vec<u8>) {
    let mut setup = Setup::touchbase().size(columns, 24).home(home.path("")).env("TOUCHBASE_TODAY", "2026-11-23");
    for (name, value) in variables {
        setup = setup.env(*name, *value);
    }
    for arg in args {
        setup = setup.arg(*arg);
    }
    let mut pty = Pty::start(setup);
    assert_eq!(pty.exit(), Exit::Code(0));
    (pty.screen(), pty.raw().to_vec())
}

#[test]
fn a_table_is_as_wide_as_the_terminal_and_no_wider() {
    let home = rich();
    home.run(&["-q", "add", "田中 美咲, 部長 @研究開発", "--cares-about", "x"]);
    let (wide, _) = on_a_terminal(&home, 100, &["list", "--sort", "name"], &[]);
    assert!(
        wide.starts_with("name          seniority  organisation  last contact  warmth\nAda Lovelace  Director"),
        "{wide}"
    );
    let row = wide.lines().find(|line| line.starts_with('田')).unwrap();
    assert!(row.starts_with("田中 美咲     "), "{row:?}");
    let (narrow, _) = on_a_terminal(&home, 40, &["due", "--all"], &[]);
    assert!(narrow.lines().any(|line| line.ends_with('…')), "{narrow}");
    // One row each: nothing was wrapped.
    let due = home.json(&["due", "--json"]).as_array().unwrap().len();
    assert_eq!(narrow.lines().count(), due + 1, "{narrow}");
}

#[test]
fn a_person_at_a_terminal_hears_the_way_back_and_sees_colours() {
    let home = rich();
    let (said, _) = on_a_terminal(&home, 80, &["log", "ada", "hello"], &[]);
    assert_eq!(said.trim(), "Logged for Ada Lovelace, 23 Nov 2026. Undo: touchbase undo");
    let paints =
        |args: &[&str], variables: &[(&str, &str)]| on_a_terminal(&home, 80, args, variables).1.contains(&0x1b);
    assert!(paints(&["list"], &[("TERM", "xterm")]));
    for (args, variables) in [
        (&["list"][..], ("TERM", "dumb")),
        (&["list"], ("CLICOLOR", "0")),
        (&["list"], ("NO_COLOR", "1")),
        (&["list", "--color", "never"], ("CLICOLOR_FORCE", "1")),
    ] {
        assert!(!paints(args, &[variables]), "{args:?} {variables:?}");
    }
}
