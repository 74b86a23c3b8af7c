//! The keys as a page to read: `assets/keys.md` is what [`markdown`] returns, and a test holds it so.

use super::catalogue::CATALOGUE;
use super::command::{Entry, Group};
use super::context::Context;
use super::keymap::Keymap;
use std::fmt::Write as _;

/// One command on the page: its keys, what it does, and where they do it.
pub struct Row {
    /// Each way to ask for it; none where it is found by its name only.
    pub keys: Vec<String>,
    /// One sentence.
    pub help: &'static str,
    /// The places, as they are called.
    pub places: String,
}

/// All commands of the catalogue with their default keys, by group.
pub fn groups() -> Vec<(&'static str, Vec<Row>)> {
    let keymap = Keymap::default();
    let of = |group: Group| {
        let entries = CATALOGUE.iter().filter(move |entry| entry.group == group);
        entries.flat_map(|entry| rows(&keymap, entry)).collect()
    };
    Group::ALL.into_iter().map(|group| (group.title(), of(group))).collect()
}

/// The same in Markdown, one table a group.
pub fn markdown() -> String {
    let mut page = String::from(
        "# Keys\n\n\
         Written by touchbase itself from its list of commands; `?` shows the ones that work where you are.\n\
         `^d` is control with d, `S-Tab` is shift with tab, `g g` is g and then g again.\n",
    );
    for (title, rows) in groups() {
        // Writing to a String cannot fail.
        let _ = write!(page, "\n## {title}\n\n| keys | what it does | where |\n| --- | --- | --- |\n");
        for Row { keys, help, places } in rows {
            let keys: Vec<_> = keys.iter().map(|keys| format!("`{keys}`")).collect();
            let places = if keys.is_empty() { "by its name, under `:`" } else { &places };
            let _ = writeln!(page, "| {} | {help} | {places} |", keys.join(" "));
        }
    }
    page
}

/// One row for each set of keys a command has, with the contexts that share it.
fn rows(keymap: &Keymap, entry: &Entry) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for context in Context::ALL {
        let keys: Vec<_> = keymap.keys_for(entry.command, context).iter().map(ToString::to_string).collect();
        match rows.iter_mut().find(|known| known.keys == keys) {
            _ if keys.is_empty() => {}
            Some(known) => {
                let _ = write!(known.places, ", {}", context.title());
            }
            None => rows.push(Row { keys, help: entry.help, places: context.title().to_owned() }),
        }
    }
    if rows.is_empty() {
        rows.push(Row { keys: Vec::new(), help: entry.help, places: String::new() });
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
