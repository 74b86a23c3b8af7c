//! What the program does to the disk, call by call, as strace(1) sees it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;

/// One thing done to the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Op {
    /// A new file.
    Create(PathBuf),
    /// More bytes at the end of a file.
    Write(PathBuf, Vec<u8>),
    /// The disk is asked to have a file's bytes, or a folder's names.
    Sync(PathBuf),
    /// A file takes another name.
    Rename(PathBuf, PathBuf),
    /// A file goes.
    Remove(PathBuf),
    /// A new folder.
    Folder(PathBuf),
    /// An empty folder goes.
    RemoveFolder(PathBuf),
}

const CALLS: &str = "openat,creat,write,writev,pwrite64,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,\
                     mkdir,mkdirat,rmdir,ftruncate,link,linkat,symlink,symlinkat";

/// Puts strace in front of a command, which must write into a file at `out`.
pub fn strace(command: &mut Command, out: &Path, more: &[&str], program: &str) {
    command.args(["-f", "-qq", "-o"]).arg(out).args(more).arg(program);
}

/// What stands in front of the program to write down everything below.
pub fn recording() -> Vec<String> {
    ["-y", "-xx", "-s", "4194304", "-e"].map(str::to_owned).into_iter().chain([format!("trace={CALLS}")]).collect()
}

/// The operations in a trace on files below `home`, in their order.
pub fn operations(trace: &str, home: &Path) -> Vec<Op> {
    let mut begun: HashMap<&str, &str> = HashMap::new();
    let mut operations = Vec::new();
    for line in trace.lines() {
        let Some((process, call)) = line.split_once(' ') else { continue };
        let call = call.trim_start();
        let whole = if let Some(start) = call.strip_suffix("<unfinished ...>") {
            begun.insert(process, start);
            continue;
        } else if call.starts_with("<... ") {
            let rest = call.split_once("resumed>").map_or("", |(_, rest)| rest);
            format!("{}{rest}", begun.remove(process).unwrap_or_default())
        } else {
            call.to_owned()
        };
        operations.extend(operation(&whole).filter(|operation| below(operation, home)));
    }
    operations
}

fn below(operation: &Op, home: &Path) -> bool {
    match operation {
        Op::Create(path)
        | Op::Write(path, _)
        | Op::Sync(path)
        | Op::Rename(_, path)
        | Op::Remove(path)
        | Op::Folder(path)
        | Op::RemoveFolder(path) => path.starts_with(home),
    }
}

/// One call that went well.
fn operation(call: &str) -> Option<Op> {
    let (name, rest) = call.split_once('(')?;
    let (words, answer) = rest.rsplit_once(" = ")?;
    if answer.starts_with('-') {
        return None;
    }
    let strings = quoted(words);
    let file = || fd_path(words);
    match name {
        "openat" | "creat" if words.contains("O_CREAT") => {
            let path = named(words, strings.first()?);
            // A file that may have been there already is truncated in place: that is what a save must never do.
            assert!(words.contains("O_EXCL"), "{} is written in place", path.display());
            assert!(words.ends_with("0600)"), "{} is open to others in its first moment: {words}", path.display());
            Some(Op::Create(path))
        }
        "openat" => {
            assert!(!words.contains("O_TRUNC"), "a file is truncated: {words}");
            None
        }
        "write" => {
            let wrote: usize = answer.trim().parse().ok()?;
            let mut bytes = strings.first()?.clone();
            bytes.truncate(wrote);
            Some(Op::Write(file()?, bytes))
        }
        "writev" | "pwrite64" | "ftruncate" | "link" | "linkat" | "symlink" | "symlinkat" => {
            file().map(|path| panic!("{name} on {}: teach the replay", path.display()))
        }
        "fsync" | "fdatasync" => Some(Op::Sync(file()?)),
        "rename" | "renameat" | "renameat2" => Some(Op::Rename(named(words, strings.first()?), path(strings.get(1)?))),
        "rmdir" => Some(Op::RemoveFolder(named(words, strings.first()?))),
        "unlinkat" if words.contains("AT_REMOVEDIR") => Some(Op::RemoveFolder(named(words, strings.first()?))),
        "unlink" | "unlinkat" => Some(Op::Remove(named(words, strings.first()?))),
        "mkdir" | "mkdirat" => {
            let path = named(words, strings.first()?);
            assert!(words.ends_with("0700)"), "{} is open to others in its first moment: {words}", path.display());
            Some(Op::Folder(path))
        }
        _ => None,
    }
}

fn path(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8(bytes.to_vec()).unwrap())
}

/// A path as the call names it: from the folder whose descriptor comes first, where it is not a whole one.
fn named(words: &str, bytes: &[u8]) -> PathBuf {
    fd_path(words).map_or_else(|| path(bytes), |folder| folder.join(path(bytes)))
}

/// The path strace gives for the descriptor that comes first: `4<\x2f\x74...>`; none for a pipe or a socket.
fn fd_path(words: &str) -> Option<PathBuf> {
    let (number, rest) = words.split_once('<')?;
    number.parse::<u32>().ok()?;
    let path = path(&hex(rest.split_once('>')?.0));
    path.is_absolute().then_some(path)
}

/// The strings of a call, in their order, behind the descriptors' paths.
fn quoted(words: &str) -> Vec<Vec<u8>> {
    words.split('"').skip(1).step_by(2).map(hex).collect()
}

/// `\x2f\x74` as bytes.
fn hex(text: &str) -> Vec<u8> {
    text.split("\\x").skip(1).filter_map(|digits| u8::from_str_radix(digits.get(..2)?, 16).ok()).collect()
}
