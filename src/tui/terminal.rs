//! The terminal while it is ours: taken once, and given back exactly once, however the program ends.

use super::canvas::Canvas;
use super::clipboard;
use crate::error::{Exit, Told};
use crossterm::QueueableCommand as _;
use crossterm::cursor;
use crossterm::event::{DisableBracketedPaste, DisableFocusChange, EnableBracketedPaste, EnableFocusChange};
use crossterm::terminal::{self, Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use std::cell::Cell;
use std::io::{self, IsTerminal as _};
use std::os::fd::AsFd as _;
use std::sync::atomic::{AtomicBool, Ordering};

/// Whether the screen is ours. What is drawn while it is not goes nowhere, and giving back happens once.
static TAKEN: AtomicBool = AtomicBool::new(false);

thread_local! {
    /// Whether this thread is the one that took the terminal.
    static OWNER: Cell<bool> = const { Cell::new(false) };
}

/// The guard: while it lives the terminal is ours, and dropping it gives the terminal back.
#[derive(Debug)]
pub struct Tty {
    canvas: Canvas,
}

impl Tty {
    /// Takes the terminal: raw mode, a screen of its own, pastes and focus reported apart from keys.
    ///
    /// # Errors
    /// Where input or output is no terminal, or one that cannot draw, and where the terminal refuses.
    pub fn enter() -> Result<Self, Told> {
        if !io::stdin().is_terminal() || !io::stdout().is_terminal() {
            let told = Told::new(Exit::Failed, "touchbase needs a terminal");
            return Err(told.hint("for scripts there are commands: see touchbase --help"));
        }
        if std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
            let told =
                Told::new(Exit::Failed, "touchbase needs a terminal that can draw, and this one cannot (TERM=dumb)");
            return Err(told.hint("the commands work here: see touchbase --help"));
        }
        take().map(|()| Self { canvas: Canvas::default() }).map_err(|error| {
            restore();
            Told::new(Exit::Failed, format!("the terminal could not be set up: {error}"))
        })
    }

    /// Draws one picture of the size that the terminal has, sending only what changed since the last. The picture says
    /// where the cursor belongs, if anywhere.
    ///
    /// # Errors
    /// Where the terminal is gone.
    pub fn draw(&mut self, picture: impl FnOnce(&mut Buffer) -> Option<Position>) -> io::Result<()> {
        let (width, height) = size().ok_or_else(|| io::Error::from(io::ErrorKind::NotConnected))?;
        let bytes = self.canvas.paint(Rect { width, height, ..Rect::default() }, picture);
        // In one piece, and only while the screen is ours.
        if is_taken() { write_out(bytes) } else { Ok(()) }
    }

    /// Forgets what the screen shows, so that the next picture is sent whole.
    ///
    /// # Errors
    /// Where the terminal is gone.
    pub fn redraw(&mut self) -> io::Result<()> {
        self.canvas = Canvas::default();
        send(|bytes| bytes.queue(Clear(ClearType::All)).map(|_| ()))
    }

    /// Gives the terminal back for a while: to the shell, or to an editor.
    pub fn leave(&mut self) {
        restore();
    }

    /// Takes the terminal again, whatever happened to it meanwhile; the next picture is sent whole.
    ///
    /// # Errors
    /// Where the terminal is gone.
    pub fn resume(&mut self) -> io::Result<()> {
        restore();
        self.canvas = Canvas::default();
        take()
    }
}

impl Drop for Tty {
    fn drop(&mut self) {
        restore();
    }
}

/// Gives the terminal back if it is ours; otherwise does nothing. Safe to call from anywhere, as often as wanted.
pub fn restore() {
    if !TAKEN.swap(false, Ordering::SeqCst) {
        return;
    }
    // Nothing can be done about errors here: the terminal may be gone.
    let _ = send(|bytes| {
        if MOUSE.load(Ordering::SeqCst) {
            bytes.extend_from_slice(MOUSE_OFF);
        }
        bytes.queue(DisableFocusChange)?.queue(DisableBracketedPaste)?;
        bytes.queue(LeaveAlternateScreen)?.queue(cursor::Show)?;
        Ok(())
    });
    let _ = terminal::disable_raw_mode();
}

/// Whether the calling thread took the terminal and has it still.
pub fn is_ours() -> bool {
    TAKEN.load(Ordering::SeqCst) && OWNER.get()
}

/// Makes room for a last word: gives the terminal back, and says whether anybody will read it.
///
/// A worker leaves the screen alone: whoever waits for the worker notices and says so.
pub fn step_aside() -> bool {
    let in_worker = is_taken() && !is_ours();
    if !in_worker {
        restore();
    }
    !in_worker
}

/// Whether any thread has the terminal.
pub fn is_taken() -> bool {
    TAKEN.load(Ordering::SeqCst)
}

/// Whether the terminal hands on each key by itself, as it does while it is ours.
pub fn is_raw() -> bool {
    rustix::termios::tcgetattr(io::stdin().as_fd())
        .is_ok_and(|modes| !modes.local_modes.contains(rustix::termios::LocalModes::ICANON))
}

/// Columns and rows, as far as the terminal tells.
pub fn size() -> Option<(u16, u16)> {
    // Asked before each picture. The library would look for it in more places, and open a file for it.
    let known = rustix::termios::tcgetwinsize(io::stdout().as_fd()).ok().map(|size| (size.ws_col, size.ws_row));
    known.filter(|(columns, rows)| *columns > 0 && *rows > 0).or_else(|| terminal::size().ok())
}

/// Raw mode and the screen modes; the flag first, so that a failure half way is undone too.
fn take() -> io::Result<()> {
    TAKEN.store(true, Ordering::SeqCst);
    OWNER.set(true);
    terminal::enable_raw_mode()?;
    send(|bytes| {
        bytes.queue(EnterAlternateScreen)?.queue(EnableBracketedPaste)?.queue(EnableFocusChange)?;
        if MOUSE.load(Ordering::SeqCst) {
            bytes.extend_from_slice(MOUSE_ON);
        }
        bytes.queue(cursor::Hide)?.queue(Clear(ClearType::All))?;
        Ok(())
    })
}

/// Clicks, the wheel, and moves with a button held, in figures of any size. Not every move: those would wake the program.
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1002l\x1b[?1000l";

/// Asks the terminal for its background; the answer comes in with the keys.
///
/// # Errors
/// Where the terminal is gone.
pub fn ask_ground() -> io::Result<()> {
    if is_taken() { write_out(b"\x1b]11;?\x1b\\") } else { Ok(()) }
}

/// Whether the mouse is reported to us; otherwise it selects text, as the terminal has it.
static MOUSE: AtomicBool = AtomicBool::new(false);

/// Asks the terminal to report the mouse, or lets it go.
///
/// # Errors
/// Where the terminal is gone.
pub fn mouse(on: bool) -> io::Result<()> {
    MOUSE.store(on, Ordering::SeqCst);
    if is_taken() { write_out(if on { MOUSE_ON } else { MOUSE_OFF }) } else { Ok(()) }
}

/// Asks the terminal to put a text onto the clipboard. There is no answer: whether it does is the terminal's affair.
///
/// # Errors
/// Where the terminal is gone.
pub fn copy(text: &str) -> io::Result<()> {
    let in_screen = std::env::var_os("STY").is_some();
    if is_taken() { write_out(&clipboard::sequence(text, in_screen)) } else { Ok(()) }
}

/// Writes a handful of commands at once.
fn send(commands: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> io::Result<()> {
    let mut bytes = Vec::new();
    commands(&mut bytes)?;
    write_out(&bytes)
}

/// Straight to the descriptor: the lock and the buffer of `std::io::stdout` may be held by a thread that panicked.
fn write_out(mut bytes: &[u8]) -> io::Result<()> {
    let stdout = io::stdout();
    while !bytes.is_empty() {
        match rustix::io::write(stdout.as_fd(), bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(written) => bytes = bytes.get(written..).unwrap_or_default(),
            Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}
