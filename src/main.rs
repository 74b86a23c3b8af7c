//! The door: decide who is talking, a person or a script, and turn the outcome into an exit code.

use touchbase::storage::paths::Places;
use touchbase::tui::style::Look;

fn main() -> std::process::ExitCode {
    let r = Places::find(None).and_then(|p| touchbase::tui::runtime::run(&p, Look::default()));
    match r {
        Ok(None) => std::process::ExitCode::SUCCESS,
        Ok(Some(n)) => std::process::ExitCode::from(u8::try_from(128 + n).unwrap_or(255)),
        Err(t) => {
            use std::io::Write;
            let _ = writeln!(std::io::stderr(), "{t}");
            std::process::ExitCode::from(t.exit.code())
        }
    }
}
