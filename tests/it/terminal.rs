//! The terminal is taken, listened to and given back: shown in a pseudo terminal, by a small program of our own that
//! is one of the tests here, started again by itself.

use crate::pty::{Exit, Pty, Setup, Signal};
use ratatui::widgets::{Paragraph, Widget as _};
use std::io::Write as _;
use std::time::Duration;
use touchbase::edge::broken;
use touchbase::keys::{Chord, Key};
use touchbase::tui::events::{Input, Keyboard};
use touchbase::tui::inbox::Inbox;
use touchbase::tui::signals::{self, Signal as Asked};
use touchbase::tui::terminal;
use touchbase::tui::terminal::Tty;

/// What the small program hears.
#[derive(Debug)]
enum Heard {
    Input(Input),
    Asked(Asked),
    Fell,
}

impl From<Input> for Heard {
    fn from(input: Input) -> Self {
        Self::Input(input)
    }
}

impl From<Asked> for Heard {
    fn from(asked: Asked) -> Self {
        Self::Asked(asked)
    }
}

/// Not a test but the program the tests start: it shows the last things it heard, and how many keys. `q` quits, `p`
/// panics, `w` panics in a worker, `^z` suspends; it ends when asked to.
#[test]
fn probe() {
    if std::env::var_os("TOUCHBASE_PROBE").is_none() {
        return;
    }
    let code = match listen() {
        Ok(code) => code,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "{error}");
            1
        }
    };
    terminal::restore();
    std::process::exit(code);
}

fn listen() -> Result<i32, Box<dyn std::error::Error>> {
    broken::install(std::env::var_os("HOME").unwrap_or_default().into(), terminal::step_aside);
    let (mut inbox, waker) = Inbox::<Heard, _>::new(Keyboard::default())?;
    if std::env::var("TOUCHBASE_PROBE").is_ok_and(|probe| probe != "deaf") {
        signals::forward(waker.clone())?;
    }
    let mut tty = Tty::enter()?;
    let (mut lines, mut keys) = (vec!["ready".to_owned()], 0);
    loop {
        let shown = lines.iter().rev().take(8).cloned().collect::<Vec<_>>().join("\n");
        tty.draw(|buffer| {
            Paragraph::new(format!("{keys} keys\n{shown}")).render(buffer.area, buffer);
            None
        })?;
        let mut next = inbox.next(None)?;
        while let Some(heard) = next {
            match &heard {
                Heard::Input(Input::Key(chord)) => {
                    keys += 1;
                    match *chord {
                        chord if chord == Chord::char('q') => return Ok(0),
                        chord if chord == Chord::char('p') => panic!("Grace Hopper's secret"),
                        chord if chord == Chord::char('w') => {
                            let waker = waker.clone();
                            let worker = std::thread::spawn(|| panic!("Grace Hopper's secret"));
                            std::thread::spawn(move || worker.join().is_err() && waker.send(Heard::Fell));
                        }
                        chord if chord == Chord::ctrl('z') => {
                            let came_back = signals::suspend(&mut tty)?;
                            lines.push(format!("came back {came_back}"));
                        }
                        _ => {}
                    }
                }
                Heard::Input(Input::HangUp) => return Ok(129),
                Heard::Asked(Asked::End(end)) => return Ok(128 + end.number()),
                _ => {}
            }
            lines.push(match &heard {
                Heard::Input(Input::Key(chord)) if chord.key == Key::Esc => "heard Esc alone".to_owned(),
                Heard::Input(Input::Key(chord)) => format!("key {chord}"),
                Heard::Input(Input::Paste(text)) => format!("paste of {} {:.20?}", text.len(), text),
                other => format!("{other:?}"),
            });
            next = inbox.next(Some(Duration::ZERO))?;
        }
    }
}

fn probe_setup() -> Setup {
    Setup::program(std::env::current_exe().unwrap())
        .arg("terminal::probe")
        .arg("--exact")
        .arg("--nocapture")
        .env("TOUCHBASE_PROBE", "1")
        .env("RUST_BACKTRACE", "0")
}

fn start() -> Pty {
    let mut pty = Pty::start(probe_setup());
    pty.wait_for("ready");
    pty
}

#[test]
fn the_harness_types_looks_and_sees_the_end() {
    let mut pty = Pty::start(Setup::shell("printf '\\033[1mname? \\033[0m'; read name; echo \"hello $name\"; exit 3"));
    pty.wait_for("name?");
    assert!(pty.look_of("name?").bold);
    pty.keys("Gra<lt>e<Enter>");
    pty.wait_for("hello Gra<e");
    assert!(!pty.look_of("hello").bold);
    assert_eq!(pty.exit(), Exit::Code(3));
    assert!(pty.given_back());
    let mut pty = Pty::start(Setup::program("cat"));
    pty.signal(Signal::TERM);
    assert_eq!(pty.exit(), Exit::Signal("Terminated".to_owned()));
}

#[test]
fn quitting_gives_the_terminal_back() {
    let mut pty = start();
    assert!(pty.terminal().alternate_screen() && pty.terminal().bracketed_paste() && !pty.is_cooked());
    pty.keys("q");
    assert_eq!(pty.exit(), Exit::Code(0));
    assert!(pty.given_back(), "{}", pty.screen());
    for mode in ["1049", "2004", "1004"] {
        assert_eq!(pty.sent(&format!("\x1b[?{mode}l")), 1, "{mode} is left once");
    }
}

#[test]
fn keys_arrive_at_once_with_their_names() {
    let mut pty = start();
    for (typed, shown) in [
        ("j", "key j"),
        ("G", "key G"),
        ("<C-d>", "key ^d"),
        ("<S-Tab>", "key S-Tab"),
        ("<PageDown>", "key PageDown"),
        ("<A-b>", "key A-b"),
        ("<F1>", "key F1"),
        ("é漢", "key 漢"),
        ("<Esc>j", "heard Esc alone"),
    ] {
        pty.keys(typed);
        pty.wait_for(shown);
    }
    let mut pty = start();
    pty.bytes(b"\x1b");
    pty.wait_for("heard Esc alone");
    pty.keys("q");
    assert_eq!(pty.exit(), Exit::Code(0));
}

#[test]
fn half_a_sequence_or_an_unknown_one_holds_nothing_up() {
    for bytes in ["\x1b[", "\x1b[99;99;99y", "\x1b[200~never ended"] {
        let mut pty = start();
        pty.bytes(bytes.as_bytes());
        for columns in 60..70 {
            pty.resize(columns, 20);
            pty.wait_for(&format!("Resize({columns}, 20)"));
        }
        pty.signal(Signal::TERM);
        assert_eq!(pty.exit(), Exit::Code(143));
        assert!(pty.given_back());
    }
}

#[test]
fn ten_thousand_keys_at_once_are_all_heard() {
    let mut pty = start();
    pty.bytes(&[b'j'; 10_000]);
    pty.wait_for("10000 keys");
    pty.keys("q");
    assert_eq!(pty.exit(), Exit::Code(0));
}

#[test]
fn a_paste_is_one_input_however_long() {
    let mut pty = start();
    pty.paste("one\ntwo");
    pty.wait_for("paste of 7 \"one\\ntwo\"");
    pty.paste(&"q".repeat(1_000_000));
    pty.wait_for("paste of 1000000");
    assert!(pty.screen().starts_with("0 keys"));
}

#[test]
fn a_new_size_is_told() {
    let mut pty = start();
    pty.resize(40, 12);
    pty.wait_for("Resize(40, 12)");
    pty.resize(120, 36);
    pty.wait_for("Resize(120, 36)");
}

#[test]
fn being_asked_to_end_gives_the_terminal_back() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        let mut pty = start();
        pty.signal(signal);
        assert_eq!(pty.exit(), Exit::Code(code));
        assert!(pty.given_back());
    }
}

#[test]
fn a_terminal_that_goes_away_ends_the_program() {
    let mut pty = start();
    pty.hang_up();
    assert_eq!(pty.exit(), Exit::Code(129));
    // With the signal ignored, as under nohup, only the line itself tells.
    let command = "trap '' HUP; exec \"$0\" \"$@\"";
    let program = std::env::current_exe().unwrap();
    let setup = Setup::shell(command).arg(program).arg("terminal::probe").arg("--exact").arg("--nocapture");
    let mut pty = Pty::start(setup.env("TOUCHBASE_PROBE", "deaf"));
    pty.wait_for("ready");
    pty.hang_up();
    assert_eq!(pty.exit(), Exit::Code(129));
}

#[test]
fn a_panic_gives_the_terminal_back_and_reports_nothing_personal() {
    let mut pty = start();
    pty.keys("p");
    assert_eq!(pty.exit(), Exit::Code(101));
    assert!(pty.given_back());
    assert!(pty.screen().contains("something went wrong inside touchbase"), "{}", pty.screen());
    for mode in ["1049", "2004", "1004"] {
        assert_eq!(pty.sent(&format!("\x1b[?{mode}l")), 1, "{mode} is left once");
    }
    for mode in ["1000", "1002", "1003", "1006"] {
        assert!(pty.sent(&format!("\x1b[?{mode}l")) <= 1, "{mode} is left once at most");
    }
    let reports: Vec<_> = std::fs::read_dir(pty.home()).unwrap().map(|entry| entry.unwrap().path()).collect();
    let report = std::fs::read_to_string(&reports[0]).unwrap();
    assert!(report.contains("terminal.rs") && report.contains("in thread"), "{report}");
    assert!(!report.contains("secret") && !String::from_utf8_lossy(pty.raw()).contains("secret"));
    let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&reports[0]).unwrap().permissions());
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_panic_in_a_worker_leaves_the_screen_alone() {
    let mut pty = start();
    pty.keys("w");
    pty.wait_for("Fell");
    assert!(pty.terminal().alternate_screen());
    pty.keys("q");
    assert_eq!(pty.exit(), Exit::Code(0));
    assert!(pty.given_back());
    assert!(!pty.screen().contains("went wrong"));
}

#[test]
fn suspending_goes_back_to_the_shell_and_returns() {
    let program = std::env::current_exe().unwrap();
    let mut pty = Pty::start(Setup::program("/bin/sh").arg("-i").env("PS1", "shell> ").env("TOUCHBASE_PROBE", "1"));
    pty.wait_for("shell>");
    pty.keys(&format!("{} terminal::probe --exact --nocapture<Enter>", program.display()));
    pty.wait_for("ready");
    pty.keys("<C-z>");
    pty.wait_until("the shell has the terminal", |pty| !pty.terminal().alternate_screen() && pty.is_cooked());
    pty.wait_for("Stopped");
    pty.resize(70, 20);
    pty.keys("fg<Enter>");
    pty.wait_for("came back true");
    assert!(pty.terminal().alternate_screen() && !pty.is_cooked());
    pty.keys("q");
    pty.wait_until("the shell has the terminal again", Pty::given_back);
    pty.keys("exit<Enter>");
    assert_eq!(pty.exit(), Exit::Code(0));
}

#[test]
fn without_a_shell_to_return_from_suspending_does_nothing() {
    let mut pty = start();
    pty.keys("<C-z>");
    pty.wait_for("came back false");
    pty.keys("q");
    assert_eq!(pty.exit(), Exit::Code(0));
}

#[test]
fn without_a_terminal_it_says_so() {
    for redirect in ["</dev/null", ">out"] {
        let command = format!("\"$0\" terminal::probe --exact --nocapture {redirect}; echo \"exit $?\"");
        let setup = Setup::shell(&command).arg(std::env::current_exe().unwrap());
        let mut pty = Pty::start(setup.env("TOUCHBASE_PROBE", "1"));
        pty.wait_for("error: touchbase needs a terminal");
        pty.wait_for("exit 1");
        assert_eq!(pty.sent("\x1b"), 0);
    }
    let mut pty = Pty::start(probe_setup().env("TERM", "dumb"));
    pty.wait_for("TERM=dumb");
    assert_eq!((pty.exit(), pty.sent("\x1b")), (Exit::Code(1), 0));
}
