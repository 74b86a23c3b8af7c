//! Asking for a passphrase: the person at the terminal, a descriptor, or another program. It is shown nowhere, and wiped
//! from memory when it has done its work.

use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::process::{Command, Stdio};

use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};
use zeroize::Zeroizing;

use age::secrecy::ExposeSecret as _;
pub use age::secrecy::SecretString;

/// The variable that names a command that prints the passphrase.
pub const COMMAND: &str = "TOUCHBASE_PASSPHRASE_COMMAND";

/// The command that the environment names, if it names one.
pub fn command() -> Option<String> {
    std::env::var(COMMAND).ok().filter(|command| !command.trim().is_empty())
}

/// The longest one that is read.
const LONGEST: u64 = 64 * 1024;

/// Asks at the terminal, whatever standard input is, without an echo. None where it was not given: `^c`, `^d`, or the
/// terminal went away.
///
/// # Errors
///
/// There is no terminal.
pub fn ask(question: &str) -> io::Result<Option<SecretString>> {
    let mut tty = File::options().read(true).write(true).open("/dev/tty")?;
    let before = tcgetattr(&tty)?;
    let mut quiet = before.clone();
    // The keys that end a program come as letters: nobody is left with a terminal that shows nothing.
    quiet.local_modes -= LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG;
    tcsetattr(&tty, OptionalActions::Flush, &quiet)?;
    let typed = write!(tty, "{question}").and_then(|()| read_line(&mut tty));
    let restored = tcsetattr(&tty, OptionalActions::Drain, &before);
    let _ = writeln!(tty);
    restored?;
    typed
}

/// The line, as it is edited: the last letter, or all of it, can be taken back.
fn read_line(tty: &mut impl io::Read) -> io::Result<Option<SecretString>> {
    let mut typed = Zeroizing::new(Vec::with_capacity(1024));
    let mut byte = [0];
    loop {
        match tty.read(&mut byte) {
            Ok(1) => {}
            Ok(_) => return Ok(None),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        }
        match byte {
            [b'\n' | b'\r'] => return text(&typed),
            [3 | 4] => return Ok(None),
            [8 | 127] => {
                // A letter may be several bytes.
                while typed.pop().is_some_and(|byte| byte & 0xc0 == 0x80) {}
            }
            [21] => typed.clear(),
            [other] if (typed.len() as u64) < LONGEST => typed.push(other),
            _ => {}
        }
    }
}

fn text(bytes: &[u8]) -> io::Result<Option<SecretString>> {
    let bytes = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| io::Error::other("the passphrase is not UTF-8"))?;
    Ok((!text.is_empty()).then(|| SecretString::from(text)))
}

/// Reads it from an open descriptor, up to its end; a line end there does not count. None where there is nothing.
///
/// # Errors
///
/// There is no such descriptor.
pub fn from_descriptor(number: u32) -> io::Result<Option<SecretString>> {
    let mut bytes = Zeroizing::new(Vec::new());
    match number {
        0 => io::stdin().lock().take(LONGEST).read_to_end(&mut bytes)?,
        _ => descriptor(number)?.take(LONGEST).read_to_end(&mut bytes)?,
    };
    text(&bytes)
}

/// A descriptor that we were handed. Opened by its name it would be refused to whoever is not its owner.
#[cfg(target_os = "linux")]
fn descriptor(number: u32) -> io::Result<File> {
    use rustix::process::{PidfdFlags, PidfdGetfdFlags, getpid, pidfd_getfd, pidfd_open};
    let number = i32::try_from(number).map_err(io::Error::other)?;
    let ours = pidfd_open(getpid(), PidfdFlags::empty())?;
    let opened = pidfd_getfd(ours, number, PidfdGetfdFlags::empty());
    // An old system does not know this; there the name has to do.
    opened.map(File::from).or_else(|_| File::open(format!("/dev/fd/{number}")))
}

#[cfg(not(target_os = "linux"))]
fn descriptor(number: u32) -> io::Result<File> {
    File::open(format!("/dev/fd/{number}"))
}

/// Reads it from what a command prints; the command is words, not a line for a shell.
///
/// # Errors
///
/// It cannot be started, or fails.
pub fn from_command(line: &str) -> io::Result<Option<SecretString>> {
    let words = shell_words::split(line).map_err(io::Error::other)?;
    let (program, rest) = words.split_first().ok_or_else(|| io::Error::other("there is no command in it"))?;
    let ran = Command::new(program).args(rest).stdin(Stdio::null()).stderr(Stdio::inherit()).output()?;
    let printed = Zeroizing::new(ran.stdout);
    if !ran.status.success() {
        return Err(io::Error::other(format!("{program} failed")));
    }
    text(&printed)
}

/// Whether two of them are the same.
pub fn same(one: &SecretString, other: &SecretString) -> bool {
    one.expose_secret() == other.expose_secret()
}

/// From now on no core is written of this program, and nobody but the system's administrator can look into its memory.
pub fn keep_memory_private() {
    #[cfg(target_os = "linux")]
    {
        // Where it cannot be had there is nothing else to be done.
        let _ = rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable);
    }
    let none = rustix::process::Rlimit { current: Some(0), maximum: Some(0) };
    let _ = rustix::process::setrlimit(rustix::process::Resource::Core, none);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_can_be_edited_and_given_up() {
        let cases: [(&[u8], Option<&str>); 7] = [
            (b"secret\n", Some("secret")),
            (b"secret\r", Some("secret")),
            ("se\u{e9}\x7fcret\n".as_bytes(), Some("secret")),
            (b"wrong\x15secret\n", Some("secret")),
            (b"\n", None),
            (b"secret\x03", None),
            (b"secret", None),
        ];
        for (mut typed, wanted) in cases {
            let read = read_line(&mut typed).unwrap();
            assert_eq!(read.as_ref().map(SecretString::expose_secret), wanted);
        }
    }

    /// In a process of its own: what is given up here is given up for good.
    #[test]
    #[cfg(target_os = "linux")]
    fn no_core_is_written_and_nobody_looks_into_the_memory() {
        use rustix::process::{DumpableBehavior, Resource, dumpable_behavior, getrlimit};
        const CHILD: &str = "TOUCHBASE_TEST_CHILD";
        if std::env::var_os(CHILD).is_none() {
            let name = "edge::passphrase::tests::no_core_is_written_and_nobody_looks_into_the_memory";
            let mut child = Command::new(std::env::current_exe().unwrap());
            let ran = child.args(["--exact", name]).env(CHILD, "1").output().unwrap();
            assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stdout));
            assert!(String::from_utf8_lossy(&ran.stdout).contains("1 passed"), "the child ran no test");
            return;
        }
        assert_eq!(dumpable_behavior().unwrap(), DumpableBehavior::Dumpable, "before");
        keep_memory_private();
        assert_eq!(dumpable_behavior().unwrap(), DumpableBehavior::NotDumpable);
        let core = getrlimit(Resource::Core);
        assert_eq!((core.current, core.maximum), (Some(0), Some(0)), "it cannot be raised again");
    }

    #[test]
    fn a_command_gives_its_output() {
        let read = from_command("printf '%s\\n' 'two words'").unwrap().unwrap();
        assert_eq!(read.expose_secret(), "two words");
        assert!(from_command("false").is_err() && from_command("").is_err());
        assert!(from_command("true").unwrap().is_none());
    }
}
