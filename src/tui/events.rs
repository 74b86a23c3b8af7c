//! What comes in from the terminal, in our own words.

use super::inbox::Source;
use super::msg::{Mouse, MouseKind};
use super::reply::{Filter, Ground, Sorted};
use crate::keys::{Chord, Key};
use crossterm::event::{
    self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};
use rustix::event::{PollFd, PollFlags};
use rustix::fs::OFlags;
use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};
use std::io::{self, Stdin};
use std::os::fd::{AsFd, BorrowedFd};
use std::time::{Duration, Instant};

/// Two clicks on the same cell within this time are a double click: what most desktops begin with.
const DOUBLE: Duration = Duration::from_millis(500);

/// Something the user or the terminal did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed, or is held down.
    Key(Chord),
    /// Text came in at once. Line ends are `\n`; what else is in it is as the terminal sent it.
    Paste(String),
    /// Something was done with the mouse.
    Mouse(Mouse),
    /// The terminal said how bright its ground is.
    Ground(Ground),
    /// The screen now has this many columns and rows.
    Resize(u16, u16),
    /// The window got the focus, or lost it.
    Focus(bool),
    /// The terminal is gone. Nothing more will come from it.
    HangUp,
}

/// The keyboard of the controlling terminal, as a source for the inbox.
#[derive(Debug)]
pub struct Keyboard {
    stdin: Stdin,
    clicked: Option<(Instant, (u16, u16))>,
    replies: Filter,
}

impl Default for Keyboard {
    fn default() -> Self {
        Self { stdin: io::stdin(), clicked: None, replies: Filter::default() }
    }
}

impl Source for Keyboard {
    type Item = Input;

    fn fd(&self) -> BorrowedFd<'_> {
        self.stdin.as_fd()
    }

    fn drain(&mut self, found: &mut Vec<Input>) -> io::Result<()> {
        // crossterm reads on until it has a whole event. Without this, half an escape sequence, or one it does not
        // know, would hold up everything else until the next key.
        let flags = rustix::fs::fcntl_getfl(self.fd())?;
        rustix::fs::fcntl_setfl(self.fd(), flags | OFlags::NONBLOCK)?;
        let drained = self.drain_now(found);
        rustix::fs::fcntl_setfl(self.fd(), flags)?;
        drained
    }

    fn gone(&self) -> Self::Item {
        Input::HangUp
    }
}

impl Keyboard {
    /// Everything crossterm can tell without waiting.
    fn drain_now(&mut self, found: &mut Vec<Input>) -> io::Result<()> {
        let drained = self.drain_events(found);
        found.extend(self.replies.pause().into_iter().map(Input::Key));
        drained
    }

    fn drain_events(&mut self, found: &mut Vec<Input>) -> io::Result<()> {
        let mut stalled = false;
        loop {
            let ready = readiness(self.fd())?;
            if ready.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
                // On a closed terminal crossterm never comes back.
                return Ok(());
            }
            if event::poll(Duration::ZERO)? {
                stalled = false;
                match event::read()? {
                    Event::Mouse(event) => found.extend(self.mouse(event).map(Input::Mouse)),
                    event => match input(event) {
                        Some(Input::Key(chord)) => match self.replies.take(chord) {
                            Sorted::Keys(keys) => found.extend(keys.into_iter().map(Input::Key)),
                            Sorted::Answer(ground) => found.push(Input::Ground(ground)),
                        },
                        other => found.extend(other),
                    },
                }
            } else if ready.contains(PollFlags::IN) && !stalled {
                // crossterm waits for new bytes and forgets the ones that are there already, when more than 1024 came
                // at once. Setting the modes the terminal has makes the kernel announce them again.
                stalled = true;
                tcsetattr(self.fd(), OptionalActions::Now, &tcgetattr(self.fd())?)?;
            } else {
                return Ok(());
            }
        }
    }
}

impl Keyboard {
    /// Our word for what was done with the mouse; none for what means nothing to us.
    fn mouse(&mut self, event: MouseEvent) -> Option<Mouse> {
        let at = (event.column, event.row);
        let kind = match event.kind {
            MouseEventKind::Down(MouseButton::Left) => {
                let again = |(when, place): (Instant, (u16, u16))| place == at && when.elapsed() < DOUBLE;
                let double = self.clicked.take().is_some_and(again);
                self.clicked = (!double).then(|| (Instant::now(), at));
                if double { MouseKind::Double } else { MouseKind::Click }
            }
            MouseEventKind::Drag(MouseButton::Left) => MouseKind::Drag,
            MouseEventKind::Up(MouseButton::Left) => MouseKind::Release,
            MouseEventKind::ScrollUp => MouseKind::WheelUp,
            MouseEventKind::ScrollDown => MouseKind::WheelDown,
            _ => return None,
        };
        Some(Mouse { kind, column: event.column, row: event.row })
    }
}

/// What can be said of a descriptor now.
fn readiness(fd: BorrowedFd<'_>) -> io::Result<PollFlags> {
    let mut fds = [PollFd::from_borrowed_fd(fd, PollFlags::IN)];
    match rustix::event::poll(&mut fds, Some(&rustix::event::Timespec::default())) {
        Ok(_) => Ok(fds.first().map_or(PollFlags::empty(), PollFd::revents)),
        Err(rustix::io::Errno::INTR) => Ok(PollFlags::empty()),
        Err(error) => Err(error.into()),
    }
}

/// Our word for an event; none for those that mean nothing to us.
fn input(event: Event) -> Option<Input> {
    match event {
        Event::Key(key) => chord(key).map(Input::Key),
        // Terminals send the line ends of a paste as carriage returns.
        Event::Paste(text) => Some(Input::Paste(text.replace("\r\n", "\n").replace('\r', "\n"))),
        Event::FocusGained => Some(Input::Focus(true)),
        Event::FocusLost => Some(Input::Focus(false)),
        // The size comes with the signal, also when no key is pressed.
        Event::Resize(..) | Event::Mouse(_) => None,
    }
}

/// Our word for a key; none for releases and for keys that no terminal sends unasked.
fn chord(event: KeyEvent) -> Option<Chord> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let key = match event.code {
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Insert => Key::Insert,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::F(number) => Key::F(number),
        _ => return None,
    };
    let held = |modifier| event.modifiers.contains(modifier);
    Some(Chord::new(key, held(KeyModifiers::CONTROL), held(KeyModifiers::ALT), held(KeyModifiers::SHIFT)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(code: KeyCode, modifiers: KeyModifiers) -> Option<String> {
        chord(KeyEvent::new(code, modifiers)).map(|chord| chord.to_string())
    }

    #[test]
    fn keys_get_our_names() {
        let cases = [
            (KeyCode::Char('j'), KeyModifiers::NONE, "j"),
            (KeyCode::Char('G'), KeyModifiers::SHIFT, "G"),
            (KeyCode::Char('d'), KeyModifiers::CONTROL, "^d"),
            (KeyCode::Char('b'), KeyModifiers::ALT, "A-b"),
            (KeyCode::BackTab, KeyModifiers::SHIFT, "S-Tab"),
            (KeyCode::Left, KeyModifiers::SHIFT, "S-Left"),
            (KeyCode::F(1), KeyModifiers::NONE, "F1"),
        ];
        for (code, modifiers, wanted) in cases {
            assert_eq!(pressed(code, modifiers).as_deref(), Some(wanted));
        }
        assert_eq!(pressed(KeyCode::CapsLock, KeyModifiers::NONE), None);
    }

    #[test]
    fn a_key_let_go_is_no_input() {
        let released = KeyEvent::new_with_kind(KeyCode::Enter, KeyModifiers::NONE, KeyEventKind::Release);
        assert_eq!(input(Event::Key(released)), None);
        let held = KeyEvent::new_with_kind(KeyCode::Enter, KeyModifiers::NONE, KeyEventKind::Repeat);
        assert_eq!(input(Event::Key(held)), Some(Input::Key(Chord::plain(Key::Enter))));
    }

    #[test]
    fn a_paste_has_one_kind_of_line_end() {
        assert_eq!(input(Event::Paste("a\r\nb\rc\nd".into())), Some(Input::Paste("a\nb\nc\nd".into())));
    }
}
