//! Whether there are colours: one rule for the screens and the commands.

/// When somebody wants colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Wish {
    /// Found out from the environment.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Whether there are colours on a stream. The first of these that says something decides:
///
/// 1. `--color always` or `--color never`;
/// 2. `NO_COLOR`, whatever its value, unless that is empty (<https://no-color.org>): no colours;
/// 3. `CLICOLOR_FORCE`, unless empty or `0`: colours, even where nobody looks;
/// 4. `TERM=dumb`: no colours;
/// 5. `CLICOLOR=0`: no colours;
/// 6. whether the stream is a terminal.
///
/// `variable` looks up a variable of the environment.
pub fn wanted(wish: Wish, variable: impl Fn(&str) -> Option<String>, terminal: bool) -> bool {
    let set = |name: &str| variable(name).filter(|value| !value.is_empty());
    match wish {
        Wish::Always => true,
        Wish::Never => false,
        Wish::Auto if set("NO_COLOR").is_some() => false,
        Wish::Auto if set("CLICOLOR_FORCE").is_some_and(|value| value != "0") => true,
        Wish::Auto if set("TERM").as_deref() == Some("dumb") => false,
        Wish::Auto if set("CLICOLOR").as_deref() == Some("0") => false,
        Wish::Auto => terminal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Variable = (&'static str, &'static str);

    /// The wish, the environment, whether it is a terminal, whether there are colours.
    type Row = (Wish, &'static [Variable], bool, bool);

    const NO: Variable = ("NO_COLOR", "1");
    const FORCE: Variable = ("CLICOLOR_FORCE", "1");
    const DUMB: Variable = ("TERM", "dumb");
    const OFF: Variable = ("CLICOLOR", "0");

    const ROWS: [Row; 30] = [
        (Wish::Auto, &[], true, true),
        (Wish::Auto, &[], false, false),
        (Wish::Auto, &[("TERM", "xterm")], true, true),
        (Wish::Auto, &[DUMB], true, false),
        (Wish::Auto, &[DUMB], false, false),
        (Wish::Auto, &[OFF], true, false),
        (Wish::Auto, &[("CLICOLOR", "1")], true, true),
        (Wish::Auto, &[("CLICOLOR", "1")], false, false),
        (Wish::Auto, &[("CLICOLOR", "1"), DUMB], true, false),
        (Wish::Auto, &[NO], true, false),
        (Wish::Auto, &[NO], false, false),
        (Wish::Auto, &[("NO_COLOR", "0")], true, false),
        (Wish::Auto, &[("NO_COLOR", "")], true, true),
        (Wish::Auto, &[FORCE], false, true),
        (Wish::Auto, &[FORCE], true, true),
        (Wish::Auto, &[("CLICOLOR_FORCE", "0")], false, false),
        (Wish::Auto, &[("CLICOLOR_FORCE", "")], false, false),
        (Wish::Auto, &[FORCE, DUMB], false, true),
        (Wish::Auto, &[FORCE, OFF], false, true),
        (Wish::Auto, &[NO, FORCE], true, false),
        (Wish::Auto, &[NO, FORCE], false, false),
        (Wish::Auto, &[("NO_COLOR", ""), FORCE], false, true),
        (Wish::Auto, &[NO, FORCE, DUMB, OFF], true, false),
        (Wish::Always, &[], false, true),
        (Wish::Always, &[NO], false, true),
        (Wish::Always, &[DUMB, OFF], false, true),
        (Wish::Always, &[NO, DUMB], true, true),
        (Wish::Never, &[], true, false),
        (Wish::Never, &[FORCE], true, false),
        (Wish::Never, &[FORCE], false, false),
    ];

    #[test]
    fn the_first_that_says_something_decides() {
        for (wish, variables, terminal, colours) in ROWS {
            let variable =
                |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
            assert_eq!(wanted(wish, variable, terminal), colours, "{wish:?} {variables:?} terminal {terminal}");
        }
    }
}
