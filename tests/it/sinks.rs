//! Where words of a plan can leave the program: every place in the sources is listed here with what leaves by it and the
//! test that looks at it. A new one fails until it is.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::architecture::{is_test, sources, sources_in};

/// What a line of code that lets something out looks like.
const DOORS: [&str; 19] = [
    "stdout()",
    "stderr()",
    "print!(",
    "println!(",
    "\\x1b",
    "\\u{1b}",
    "Command::new(",
    "Notification::new",
    "/dev/tty",
    "fs::write(",
    "File::create",
    "File::options",
    "OpenOptions",
    "atomic::replace(",
    "private_temp(",
    "tempdir_in(",
    "tempfile_in(",
    "set_hook",
    "set_var",
];

/// A file with doors, what goes through them, and the tests that look at it.
type Sink = (&'static str, &'static str, &'static [&'static str]);

const SINKS: [Sink; 27] = [
    ("main.rs", "the end of a run: its code", &["a_closed_pipe_is_no_error_and_a_full_device_is"]),
    ("cli/output.rs", "answers, errors, notes, questions", &["hostile_text_is_never_printed_raw"]),
    ("edge/pager.rs", "pages of the manual, which hold nothing of a plan", &["at_a_terminal_man_shows_the_page"]),
    ("edge/passphrase.rs", "the question for the passphrase", &["three_tries_and_then_four"]),
    ("edge/editor.rs", "the command line of the editor: a path", &["words_of_a_plan_are_nowhere_but_in_it"]),
    (
        "edge/own.rs",
        "the environment of the user's own commands",
        &["what_is_chosen_arrives_as_it_is_and_does_nothing"],
    ),
    (
        "edge/broken.rs",
        "the last word when something breaks, and its report",
        &["a_command_that_breaks_leaves_a_report_without_personal_text_and_names_it"],
    ),
    (
        "edge/desktop.rs",
        "notifications",
        &["a_desktop_is_asked_over_its_bus", "what_acts_is_taken_out_of_what_a_desktop_shows"],
    ),
    ("tui/canvas.rs", "the screens, cell by cell", &["no_foreign_control_reaches_the_terminal"]),
    ("tui/terminal.rs", "the screens", &["no_foreign_control_reaches_the_terminal"]),
    ("tui/clipboard.rs", "the clipboard", &["what_is_copied_does_nothing_where_it_is_pasted"]),
    ("storage/lock.rs", "a lock, which holds nothing", &["nothing_in_plain_stays_and_everything_comes_back_as_it_was"]),
    (
        "storage/draft.rs",
        "drafts",
        &["a_draft_is_private_and_goes_when_it_is_dropped", "the_screens_ask_first_and_save_without_asking_again"],
    ),
    ("storage/backup.rs", "backups", &["nothing_in_plain_stays_and_everything_comes_back_as_it_was"]),
    (
        "storage/cache.rs",
        "the answers of the status line",
        &["nothing_in_plain_stays_and_everything_comes_back_as_it_was"],
    ),
    ("storage/aside.rs", "what could not be saved", &["nothing_in_plain_stays_and_everything_comes_back_as_it_was"]),
    (
        "storage/anew.rs",
        "a file that was not understood",
        &["nothing_in_plain_stays_and_everything_comes_back_as_it_was"],
    ),
    (
        "storage/kept.rs",
        "what an editor left and was not taken",
        &["the_editor_s_text_is_in_memory_and_what_was_not_taken_is_kept_locked"],
    ),
    ("storage/trail.rs", "undo steps", &["nothing_in_plain_stays_and_everything_comes_back_as_it_was"]),
    ("storage/atomic.rs", "temporary files", &["files_and_folders_are_closed_whatever_the_umask"]),
    (
        "storage/attributes.rs",
        "an empty file, to find out what the disk takes",
        &["what_a_disk_does_not_take_again_is_told_once_and_by_the_doctor"],
    ),
    ("storage/store.rs", "the plan", &["a_locked_plan_is_used_like_any_other"]),
    (
        "storage/scratch.rs",
        "texts for an editor",
        &["the_editor_s_text_is_in_memory_and_what_was_not_taken_is_kept_locked"],
    ),
    ("storage/pages.rs", "pages of the manual, completions", &["files_and_folders_are_closed_whatever_the_umask"]),
    (
        "storage/copy.rs",
        "a report, where it was asked for",
        &["it_is_printed_or_written_for_its_owner_alone_and_over_nothing"],
    ),
    (
        "storage/seal/turn.rs",
        "all of these, locked and unlocked",
        &["nothing_in_plain_stays_and_everything_comes_back_as_it_was"],
    ),
    (
        "storage/seal/again.rs",
        "all of these, for another key",
        &["with_a_new_passphrase_the_old_one_opens_nothing_that_is_there"],
    ),
];

#[test]
fn every_place_where_words_can_leave_is_listed_with_a_test_that_looks_at_it() {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for source in sources().iter().filter(|source| !is_test(&source.path)) {
        for (number, line) in &source.code {
            if DOORS.iter().any(|door| line.contains(door)) {
                found.entry(source.path.clone()).or_default().push(format!("{number}: {line}"));
            }
        }
    }
    for (path, lines) in &found {
        let listed = SINKS.iter().any(|(sink, ..)| sink == path);
        assert!(
            listed,
            "src/{path} lets something out: say here what, and which test looks at it\n{}",
            lines.join("\n")
        );
    }
    let tests: String = sources_in("tests/it")
        .into_iter()
        .map(|source| source.text)
        .chain(sources().into_iter().map(|source| source.text))
        .collect();
    for (path, what, names) in SINKS {
        assert!(found.contains_key(path), "src/{path} lets nothing out any more ({what})");
        assert!(!names.is_empty());
        for name in names {
            assert!(tests.contains(&format!("fn {name}()")), "{path}: there is no test {name}");
        }
    }
}

/// The title of a window can be set by a sequence alone, and no sequence of ours does.
#[test]
fn no_title_is_ever_set() {
    let terminal = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tui/terminal.rs")).unwrap();
    for title in ["SetTitle", "]0;", "]2;", "\\x1bk"] {
        assert!(!terminal.contains(title), "{title}");
    }
}
