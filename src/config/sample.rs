//! A config to begin with: every setting with its default, and a word on each.

use std::fmt::Write as _;

use super::theme::{Role, THEMES};

/// The text of the sample, as `touchbase config --print` prints it.
pub fn text() -> String {
    let mut themes = String::new();
    for theme in &THEMES {
        // Writing to a String cannot fail.
        let _ = writeln!(themes, "    //   {:<10} {}", theme.name, theme.about);
    }
    let names: Vec<&str> = Role::ALL.iter().map(|(_, name)| *name).collect();
    let names = names.join(", ");
    let inset = textwrap::Options::new(100).initial_indent("    //   ").subsequent_indent("    //   ");
    let roles = textwrap::wrap(&names, inset).join("\n");
    format!(
        r##"// The settings of touchbase. This file is yours: touchbase reads it and never writes it.
// Everything may be left out; what stands here is what holds without it. Prompts of your own stand in deck.ron beside it:
// [(gift: Help, effort: 15, text: "Bring {{name}} the numbers for {{org}}.", why: "They need them on Monday.")]
(
    // Colours:
{themes}    theme: "terminal",

    // Dark or light: auto asks the terminal; dark and light say so.
    background: "auto",

    // Borders and marks: auto looks at the locale; unicode draws lines; ascii draws - and |.
    glyphs: "auto",

    // Whether clicks and the wheel come here. With shift held the mouse selects text all the same.
    mouse: true,

    // Minutes without a key until names and texts are covered; 0 for never.
    mask_after: 0,

    // Minutes without a key until a locked plan asks for its passphrase again; what is half typed stays. A plan without a
    // passphrase is covered instead, as by mask_after. 0 for never.
    lock_after: 0,

    // The order of the stakeholders at the start: due, seniority, name, last contact, organisation.
    sort: "due",

    // How many people a day's review has, 1 to 100; the others can wait.
    review_size: 7,

    // Roles painted otherwise: a name of the sixteen colours, a number to 255, #rrggbb or plain, and bold, dim,
    // underlined, reversed. The roles:
{roles}
    colours: {{
        // "accent": "magenta bold",
        // "warmth-cold": "#d55e00 bold",
    }},

    // Keys that ask for something else: where, which keys, which command. "none" frees a key. assets/keys.md and ? tell
    // the places and keys, : tells the names of the commands.
    keys: {{
        // "stakeholder list": {{ "X": "give-idea", "x": "none" }},
        // "everywhere": {{ "F5": "redraw" }},
    }},

    // Your own commands, on keys that are free: a program with its arguments, in quotes where a blank is part of one. No
    // shell reads it. It has the terminal until it ends; the plan is looked at again then. What is chosen is in its
    // environment, empty where there is none: TOUCHBASE_ID, TOUCHBASE_NAME, TOUCHBASE_EMAIL, TOUCHBASE_ORG, TOUCHBASE_GOAL;
    // the file is in TOUCHBASE_PLAN, so that touchbase show "$TOUCHBASE_ID" --json in a script tells the rest.
    commands: [
        // (key: "C", run: "/home/you/bin/write-mail --new", title: "write to them"),
    ],
)
"##
    )
}

#[cfg(test)]
mod tests {
    use crate::config::{Config, read};

    #[test]
    fn the_sample_says_what_holds_without_it() {
        let text = super::text();
        assert_eq!(read(&text), Config::default(), "{text}");
    }

    #[test]
    fn every_line_of_the_sample_that_is_commented_out_is_without_mistake() {
        let text = super::text();
        let on: Vec<String> = text
            .lines()
            .map(|line| {
                let on = line.trim_start().strip_prefix("// ").filter(|rest| rest.starts_with(['"', '(']));
                on.unwrap_or(line).to_owned()
            })
            .collect();
        let config = read(&on.join("\n"));
        assert_eq!(config.mistakes, []);
        assert_eq!((config.colours.len(), config.keys.len(), config.commands.len()), (2, 3, 1));
    }
}
