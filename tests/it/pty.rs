//! The real program in a pseudo terminal: type, look, resize, send signals, and see how it ended.
//!
//! ```ignore
//! let mut pty = Pty::start(Setup::touchbase().size(100, 30).env("TOUCHBASE_TODAY", "2026-11-23"));
//! pty.wait_for("Stakeholders");
//! pty.keys("aGrace Hopper<Enter>");
//! pty.wait_for("Grace Hopper");
//! pty.keys("q");
//! assert_eq!(pty.exit(), Exit::Code(0));
//! assert!(pty.given_back());
//! ```
//! Nothing here sleeps: every wait ends when what is waited for is there, and fails with the screen after a while.

#![allow(dead_code, reason = "a bench has more tools than each day needs")]

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, PidfdFlags, PidfdGetfdFlags, getpid, kill_process, pidfd_getfd, pidfd_open};
use rustix::termios::{LocalModes, tcgetattr};
use std::ffi::{OsStr, OsString};
use std::fs::{File, OpenOptions};
use std::num::NonZeroU16;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tempfile::TempDir;

pub use rustix::process::Signal;

/// When a wait gives up. Far more than any wait takes, so that a slow machine fails nothing.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long to wait for output before asking again.
const SILENCE: Duration = Duration::from_millis(20);

/// What to start and in which surroundings: nothing is inherited but the search path.
pub struct Setup {
    program: OsString,
    args: Vec<OsString>,
    envs: Vec<(OsString, OsString)>,
    columns: u16,
    rows: u16,
    home: Option<PathBuf>,
}

impl Setup {
    /// The program itself, with a home of its own, in a terminal of 80 by 24.
    pub fn touchbase() -> Self {
        Self::program(env!("CARGO_BIN_EXE_touchbase"))
    }

    /// Any program, in the same surroundings.
    pub fn program(program: impl Into<OsString>) -> Self {
        let (args, envs) = (Vec::new(), Vec::new());
        Self { program: program.into(), args, envs, columns: 80, rows: 24, home: None }
    }

    /// A shell command.
    pub fn shell(command: &str) -> Self {
        Self::program("/bin/sh").arg("-c").arg(command)
    }

    pub fn arg(mut self, arg: impl Into<OsString>) -> Self {
        self.args.push(arg.into());
        self
    }

    pub fn env(mut self, name: impl Into<OsString>, value: impl Into<OsString>) -> Self {
        self.envs.push((name.into(), value.into()));
        self
    }

    pub fn size(mut self, columns: u16, rows: u16) -> Self {
        (self.columns, self.rows) = (columns, rows);
        self
    }

    /// A home that outlives the program: for closing and opening again.
    pub fn home(mut self, home: impl AsRef<Path>) -> Self {
        self.home = Some(home.as_ref().to_owned());
        self
    }
}

/// How the program ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exit {
    Code(u32),
    Signal(String),
}

/// How a piece of text looks on the screen.
#[allow(clippy::struct_excessive_bools, reason = "this is what a cell is")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    pub fg: vt100::Color,
    pub bg: vt100::Color,
    pub bold: bool,
    pub dim: bool,
    pub underline: bool,
    pub inverse: bool,
}

/// A running program and the screen it draws on.
pub struct Pty {
    /// The terminal's side of the line; none after [`Pty::hang_up`].
    line: Option<(Box<dyn MasterPty + Send>, OwnedFd)>,
    /// The program's side, held open to ask for modes.
    inside: Option<File>,
    child: Box<dyn Child + Send + Sync>,
    process: OwnedFd,
    parser: vt100::Parser,
    raw: Vec<u8>,
    home: PathBuf,
    _own_home: Option<TempDir>,
}

impl Pty {
    pub fn start(setup: Setup) -> Self {
        let size = PtySize { rows: setup.rows, cols: setup.columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let own_home = setup.home.is_none().then(|| tempfile::tempdir().unwrap());
        let home = setup.home.unwrap_or_else(|| own_home.as_ref().unwrap().path().to_owned());

        let mut command = CommandBuilder::new(&setup.program);
        command.args(&setup.args);
        command.env_clear();
        let path = std::env::var_os("PATH").unwrap_or_default();
        let envs =
            [("PATH", path.as_os_str()), ("TERM", OsStr::new("xterm-256color")), ("LANG", OsStr::new("C.UTF-8"))];
        for (name, value) in envs {
            command.env(name, value);
        }
        command.env("HOME", &home);
        for (name, value) in &setup.envs {
            command.env(name, value);
        }
        command.cwd(&home);

        // Held open on this side, so that modes can be asked for when the program has gone.
        let no_control = i32::try_from(rustix::fs::OFlags::NOCTTY.bits()).unwrap();
        let name = pair.master.tty_name().unwrap();
        let inside = OpenOptions::new().read(true).custom_flags(no_control).open(name).unwrap();

        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let pid = child.process_id().and_then(|id| Pid::from_raw(id.try_into().unwrap())).unwrap();
        let process = pidfd_open(pid, PidfdFlags::empty()).unwrap();
        // A descriptor of our own to poll and read.
        let us = pidfd_open(getpid(), PidfdFlags::empty()).unwrap();
        let line = pidfd_getfd(us, pair.master.as_raw_fd().unwrap(), PidfdGetfdFlags::empty()).unwrap();

        let parser = vt100::Parser::new(cells(setup.rows), cells(setup.columns), 0);
        let (line, inside) = (Some((pair.master, line)), Some(inside));
        Self { line, inside, child, process, parser, raw: Vec::new(), home, _own_home: own_home }
    }

    /// The home folder the program sees.
    pub fn home(&self) -> &Path {
        &self.home
    }

    /// Types: characters as they are, other keys as `<Enter>`, `<Esc>`, `<Tab>`, `<S-Tab>`, `<Up>`, `<F1>`, `<C-x>`,
    /// `<A-x>`; `<lt>` for `<`. Esc goes out in the long form of newer terminals, because the byte alone would become
    /// alt with the next key if both are read at once; `bytes(b"\x1b")` sends the byte.
    pub fn keys(&mut self, keys: &str) {
        let mut rest = keys;
        while let Some(first) = rest.chars().next() {
            let named = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'));
            if let Some((name, after)) = named {
                self.bytes(&key_bytes(name));
                rest = after;
            } else {
                self.bytes(first.encode_utf8(&mut [0; 4]).as_bytes());
                rest = rest.strip_prefix(first).unwrap();
            }
        }
    }

    /// Pastes, as a terminal with bracketed paste does.
    pub fn paste(&mut self, text: &str) {
        self.bytes(format!("\x1b[200~{}\x1b[201~", text.replace('\n', "\r")).as_bytes());
    }

    /// Sends bytes as they are, while taking in what the program draws.
    pub fn bytes(&mut self, mut bytes: &[u8]) {
        let end = Instant::now() + PATIENCE;
        while !bytes.is_empty() {
            let Some((_, line)) = &self.line else { return };
            let mut fds = [PollFd::new(line, PollFlags::IN | PollFlags::OUT)];
            poll(&mut fds, Some(&Timespec::try_from(PATIENCE).unwrap())).unwrap();
            let ready = fds[0].revents();
            if ready.contains(PollFlags::OUT) {
                let piece = &bytes[..bytes.len().min(256)];
                bytes = &bytes[rustix::io::write(line, piece).unwrap()..];
            }
            if ready.contains(PollFlags::IN) {
                self.take(Duration::ZERO);
            }
            assert!(Instant::now() < end, "the program does not read its keys\n{}", self.report());
        }
    }

    /// Waits until the screen shows the text.
    pub fn wait_for(&mut self, text: &str) {
        self.wait_until(&format!("the screen shows {text:?}"), |pty| pty.screen().contains(text));
    }

    /// Waits until the screen no longer shows the text.
    pub fn wait_gone(&mut self, text: &str) {
        self.wait_until(&format!("the screen no longer shows {text:?}"), |pty| !pty.screen().contains(text));
    }

    /// Waits until something is so; it is asked again after each piece of output, and now and then without any: the
    /// modes of a terminal change in silence.
    pub fn wait_until(&mut self, what: &str, so: impl Fn(&Self) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !so(self) {
            let left = end.saturating_duration_since(Instant::now());
            let more = self.take(left.min(SILENCE));
            let over = left.is_zero() || readable(&self.process, Duration::ZERO);
            assert!(more || !over || so(self), "waited until {what}\n{}", self.report());
        }
    }

    /// Takes in what the program has drawn by now. False when there was nothing.
    pub fn look(&mut self) -> bool {
        self.take(Duration::ZERO)
    }

    /// The screen as text, row by row.
    pub fn screen(&self) -> String {
        self.parser.screen().contents()
    }

    /// The screen as the terminal sees it, with cursor, modes and cells.
    pub fn terminal(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    /// How the first place that shows this text looks, by its first cell.
    pub fn look_of(&self, text: &str) -> Look {
        let screen = self.parser.screen();
        let (rows, columns) = screen.size();
        for row in 0..rows.get() {
            for column in 0..columns.get() {
                let here = screen.contents_between(row, column, row, columns.get());
                let Some(cell) = screen.cell(row, column).filter(|_| here.starts_with(text)) else { continue };
                return Look {
                    fg: cell.fgcolor(),
                    bg: cell.bgcolor(),
                    bold: cell.bold(),
                    dim: cell.dim(),
                    underline: cell.underline(),
                    inverse: cell.inverse(),
                };
            }
        }
        panic!("{text:?} is not on the screen\n{}", self.report());
    }

    /// Every byte the program sent so far.
    pub fn raw(&self) -> &[u8] {
        &self.raw
    }

    /// How often the program sent this.
    pub fn sent(&self, text: &str) -> usize {
        self.raw.windows(text.len()).filter(|window| *window == text.as_bytes()).count()
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.parser.set_size(cells(rows), cells(columns));
        if let Some((master, _)) = &self.line {
            master.resize(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }).unwrap();
        }
    }

    /// Sends a signal to the program.
    pub fn signal(&self, signal: Signal) {
        let pid = self.child.process_id().unwrap();
        kill_process(Pid::from_raw(pid.try_into().unwrap()).unwrap(), signal).unwrap();
    }

    /// What the system says of the program: its folder under `/proc`.
    pub fn proc(&self) -> PathBuf {
        PathBuf::from(format!("/proc/{}", self.child.process_id().unwrap()))
    }

    /// The terminal goes away, as when ssh breaks.
    pub fn hang_up(&mut self) {
        self.inside = None;
        self.line = None;
    }

    /// Whether the program has ended.
    pub fn has_ended(&self) -> bool {
        readable(&self.process, Duration::ZERO)
    }

    /// Waits until the program has ended, and takes in the last it drew.
    pub fn exit(&mut self) -> Exit {
        let end = Instant::now() + PATIENCE;
        while !readable(&self.process, Duration::ZERO) {
            let left = end.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "the program does not end\n{}", self.report());
            self.take(left);
        }
        while self.line.is_some() && self.take(Duration::ZERO) {}
        let status = self.child.wait().unwrap();
        match status.signal() {
            Some(name) => Exit::Signal(name.to_owned()),
            None => Exit::Code(status.exit_code()),
        }
    }

    /// Whether alternate screen, bracketed paste, focus change and mouse were left as often as entered, and lines are edited and echoed again.
    pub fn given_back(&self) -> bool {
        let once = |mode: &str| {
            let (on, off) = (self.sent(&format!("\x1b[?{mode}h")), self.sent(&format!("\x1b[?{mode}l")));
            on == off
        };
        let screen = self.parser.screen();
        let modes = ["1049", "2004", "1004", "1000", "1002", "1006"].into_iter().all(once);
        modes && !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste() && self.is_cooked()
    }

    /// Whether the last that was said of each mode is that it ends, and lines are edited and echoed again: the same as
    /// [`Pty::given_back`] where an interrupting key may have been typed while an editor had the terminal. The system then
    /// throws away what nobody has read yet, and with it the first of two goodbyes.
    pub fn at_rest(&self) -> bool {
        let last = |text: String| self.raw.windows(text.len()).rposition(|window| window == text.as_bytes());
        let off = |mode: &str| last(format!("\x1b[?{mode}h")) <= last(format!("\x1b[?{mode}l"));
        let screen = self.parser.screen();
        let modes = ["1049", "2004", "1004", "1000", "1002", "1006"].into_iter().all(off);
        modes && !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste() && self.is_cooked()
    }

    /// Whether the terminal edits and echoes lines itself, as a shell has it.
    pub fn is_cooked(&self) -> bool {
        let modes = tcgetattr(self.inside.as_ref().unwrap()).unwrap().local_modes;
        modes.contains(LocalModes::ICANON | LocalModes::ECHO)
    }

    /// Time the program has used, in ticks of the system's clock.
    pub fn ticks(&self) -> u64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.process_id().unwrap())).unwrap();
        let fields: Vec<_> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
        fields[11].parse::<u64>().unwrap() + fields[12].parse::<u64>().unwrap()
    }

    /// Takes in what the program sent, waiting for it as long as that. False when nothing came or nothing can come.
    fn take(&mut self, limit: Duration) -> bool {
        let Some((_, line)) = &self.line else {
            return readable(&self.process, limit);
        };
        let mut fds = [PollFd::new(line, PollFlags::IN), PollFd::new(&self.process, PollFlags::IN)];
        let found = poll(&mut fds, Some(&Timespec::try_from(limit).unwrap())).unwrap();
        if found == 0 || !fds[0].revents().contains(PollFlags::IN) {
            return false;
        }
        let mut bytes = [0; 4096];
        let Ok(count) = rustix::io::read(line, &mut bytes) else { return false };
        self.raw.extend_from_slice(&bytes[..count]);
        self.parser.process(&bytes[..count]);
        count > 0
    }

    /// What to show when a wait was in vain.
    fn report(&self) -> String {
        let ended = if readable(&self.process, Duration::ZERO) { "; the program has ended" } else { "" };
        format!("the screen{ended}:\n{}", self.screen())
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        // Nothing is left running, whatever a test did. Ended programs refuse, which is well.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Whether the descriptor can be read before the limit.
fn readable(fd: &impl AsFd, limit: Duration) -> bool {
    let mut fds = [PollFd::new(fd, PollFlags::IN)];
    poll(&mut fds, Some(&Timespec::try_from(limit).unwrap())).is_ok_and(|count| count > 0)
}

fn cells(count: u16) -> NonZeroU16 {
    NonZeroU16::new(count).unwrap()
}

/// What a terminal sends for a key.
fn key_bytes(name: &str) -> Vec<u8> {
    let control = |c: char| vec![u8::try_from(c.to_ascii_lowercase()).unwrap() & 0x1f];
    let text = match name {
        "Enter" => "\r",
        "Esc" => "\x1b[27u",
        "Tab" => "\t",
        "S-Tab" => "\x1b[Z",
        "Space" => " ",
        "Backspace" => "\x7f",
        "Delete" => "\x1b[3~",
        "Up" => "\x1b[A",
        "Down" => "\x1b[B",
        "Right" => "\x1b[C",
        "Left" => "\x1b[D",
        "Home" => "\x1b[H",
        "End" => "\x1b[F",
        "PageUp" => "\x1b[5~",
        "PageDown" => "\x1b[6~",
        "F1" => "\x1bOP",
        "F2" => "\x1bOQ",
        "F9" => "\x1b[20~",
        "lt" => "<",
        _ => match (name.strip_prefix("C-"), name.strip_prefix("A-")) {
            (Some(key), _) if key.chars().count() == 1 => return control(key.chars().next().unwrap()),
            (_, Some(key)) if key.chars().count() == 1 => return format!("\x1b{key}").into_bytes(),
            _ => panic!("no key is called <{name}>"),
        },
    };
    text.as_bytes().to_vec()
}
