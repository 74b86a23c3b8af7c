//! The keys as a page to read: `assets/keys.md` is what [`markdown`] returns, and a test holds it so.

use super::catalogue::CATALOGUE;
use super::command::{Command, Group};
use super::context::Context;
use super::keymap::Keymap;
use std::fmt::Write as _;

/// All commands of the catalogue with their default keys, one table a group, in Markdown.
pub fn markdown() -> String {
    let keymap = Keymap::default();
    let mut page = String::from(
        "# Keys\n\n\
         Written by touchbase itself from its list of commands; `?` shows the ones that work where you are.\n\
         `^d` is control with d, `S-Tab` is shift with tab, `g g` is g and then g again.\n",
    );
    for group in Group::ALL {
        // Writing to a String cannot fail.
        let _ = write!(page, "\n## {}\n\n| keys | what it does | where |\n| --- | --- | --- |\n", group.title());
        for entry in CATALOGUE.iter().filter(|entry| entry.group == group) {
            for (keys, places) in rows(&keymap, entry.command) {
                let _ = writeln!(page, "| {keys} | {} | {places} |", entry.help);
            }
        }
    }
    page
}

/// One row for each set of keys a command has, with the contexts that share it.
fn rows(keymap: &Keymap, command: Command) -> Vec<(String, String)> {
    let mut rows: Vec<(String, String)> = Vec::new();
    for context in Context::ALL {
        let keys: Vec<_> = keymap.keys_for(command, context).iter().map(|keys| format!("`{keys}`")).collect();
        let keys = keys.join(" ");
        match rows.iter_mut().find(|(known, _)| *known == keys) {
            _ if keys.is_empty() => {}
            Some((_, places)) => {
                let _ = write!(places, ", {}", context.title());
            }
            None => rows.push((keys, context.title().to_owned())),
        }
    }
    if rows.is_empty() {
        rows.push((String::new(), "by its name, under `:`".to_owned()));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_and_group_is_on_the_page() {
        let page = markdown();
        assert!(CATALOGUE.iter().all(|entry| page.contains(entry.help)));
        assert!(Group::ALL.iter().all(|group| page.contains(group.title())));
        assert!(page.contains("| `x` | Marks the selected step as done, or as open again. | goal pane |"));
    }

    #[test]
    fn no_key_breaks_a_table() {
        assert!(markdown().lines().filter(|line| line.starts_with('|')).all(|line| line.matches('|').count() == 4));
    }
}
