//! What is around the plan besides its files: the config, and the terminal.

use crate::cli::args::Cli;
use crate::cli::config;
use crate::error::{Exit, Told};

/// What in the config is not understood, by line and column.
pub fn config(cli: &Cli) -> Vec<Told> {
    match config::mistakes(cli) {
        Ok(mistakes) => {
            let told = |(place, what): (String, String)| {
                Told::new(Exit::Failed, format!("the config is not understood: {what}")).at(place)
            };
            mistakes.into_iter().map(told).collect()
        }
        Err(told) => vec![told],
    }
}

/// What the terminal cannot do, and what helps.
pub fn terminal() -> Vec<Told> {
    let read =
        |name: &str| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned()).unwrap_or_default();
    notes(&read)
}

fn notes(read: &dyn Fn(&str) -> String) -> Vec<Told> {
    let mut notes = Vec::new();
    let mut note = |what: String, hint: &str| notes.push(Told::new(Exit::Failed, what).hint(hint));
    // Where it is not set there is no terminal, and nobody to tell.
    if read("TERM") == "dumb" {
        note(
            "TERM=dumb: the screens cannot be drawn".to_owned(),
            "touchbase review --accessible and all commands work",
        );
    }
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().map(|name| read(name)).find(|value| !value.is_empty());
    let utf8 = |locale: &String| ["utf-8", "utf8"].iter().any(|name| locale.to_lowercase().contains(name));
    if let Some(locale) = locale.filter(|locale| !utf8(locale)) {
        let what = format!("the language is {locale}, which is not UTF-8: lines and marks may look wrong");
        note(what, "set LANG to one that ends in .UTF-8, or choose glyphs in the config");
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_that_can_do_less_is_named() {
        let of = |term: &'static str, lang: &'static str| {
            let read = move |name: &str| match name {
                "TERM" => term.to_owned(),
                "LANG" => lang.to_owned(),
                _ => String::new(),
            };
            notes(&read).iter().map(|told| told.what.clone()).collect::<Vec<_>>()
        };
        assert!(of("xterm-256color", "en_GB.UTF-8").is_empty() && of("xterm", "").is_empty());
        assert!(of("", "de_DE.utf8").is_empty());
        assert_eq!(of("dumb", "C").len(), 2);
    }
}
