//! The user's own editor: which one it is, and running it.

use super::traces;
use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::Command;

/// The variables that name an editor, the first one first.
const VARIABLES: [&str; 2] = ["VISUAL", "EDITOR"];
/// What there usually is when neither is set.
const USUAL: [&str; 3] = ["sensible-editor", "vi", "nano"];

/// Why a text did not come back from an editor.
#[derive(Debug, thiserror::Error)]
pub enum EditorError {
    /// The variable cannot be taken apart into words.
    #[error("{0} has a quote that does not end")]
    Quote(&'static str),
    /// There is no such program.
    #[error("there is no editor called {0}")]
    Missing(String),
    /// Neither variable is set, and none of the usual editors is there.
    #[error("no editor was found; set VISUAL or EDITOR")]
    None,
    /// It ended in a way that says that all is not well.
    #[error("the editor ended with an error")]
    Failed,
    /// It could not be started or waited for.
    #[error("the editor could not be started: {0}")]
    Io(io::Error),
}

/// Opens the file in the editor that the environment names, and waits until it has ended. The editor has the terminal
/// meanwhile; the variable may hold arguments and quotes, as in `code --wait`. One that is known is kept from leaving
/// `traces` elsewhere, where that is wanted.
///
/// # Errors
/// There is no editor, or it failed.
pub fn run(file: &Path, no_traces: bool) -> Result<(), EditorError> {
    let named = named(|name| std::env::var_os(name))?;
    let usual = USUAL.map(|program| vec![program.to_owned()]);
    let tried = if named.is_empty() { usual.to_vec() } else { vec![named.clone()] };
    for words in tried {
        let Some((program, arguments)) = words.split_first() else { continue };
        let options = if no_traces { traces::options(program) } else { &[] };
        // Behind the user's own options: where both speak of the same, these hold.
        match Command::new(program).args(arguments).args(options).arg(file).status() {
            Ok(ended) if ended.success() => return Ok(()),
            Ok(_) => return Err(EditorError::Failed),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(EditorError::Io(error)),
        }
    }
    Err(named.first().map_or(EditorError::None, |program| EditorError::Missing(program.clone())))
}

/// What the editor is called that the environment names, if it keeps a history of the texts of its own.
pub fn with_history() -> Option<&'static str> {
    named(|name| std::env::var_os(name)).ok()?.first().and_then(|program| traces::history(program))
}

/// The words of the first variable that says something; none where neither does.
fn named(lookup: impl Fn(&str) -> Option<OsString>) -> Result<Vec<String>, EditorError> {
    for name in VARIABLES {
        let value = lookup(name).unwrap_or_default();
        let words = shell_words::split(&value.to_string_lossy()).map_err(|_| EditorError::Quote(name))?;
        if !words.is_empty() {
            return Ok(words);
        }
    }
    Ok(Vec::new())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_variables_are_taken_in_order_and_apart_into_words() {
        let cases: [(Option<&str>, Option<&str>, &[&str]); 7] = [
            (Some("code --wait"), Some("vi"), &["code", "--wait"]),
            (None, Some("vi"), &["vi"]),
            (Some(""), Some("vi"), &["vi"]),
            (Some("  "), Some("'my editor' -f"), &["my editor", "-f"]),
            (Some("/opt/an\\ editor/bin/e"), None, &["/opt/an editor/bin/e"]),
            (Some("emacs -nw --eval \"(text-mode)\""), None, &["emacs", "-nw", "--eval", "(text-mode)"]),
            (None, None, &[]),
        ];
        for (visual, editor, wanted) in cases {
            let lookup = |name: &str| if name == "VISUAL" { visual } else { editor }.map(OsString::from);
            assert_eq!(named(lookup).unwrap(), wanted, "{visual:?} {editor:?}");
        }
        let open = named(|_| Some("vi 'half".into()));
        assert_eq!(open.unwrap_err().to_string(), "VISUAL has a quote that does not end");
    }
}
