//! The table tests itself, and a few presses read as a story.

use super::*;
use crate::keys::{CATALOGUE, Key};
use std::collections::BTreeSet;

fn keymap() -> Keymap {
    Keymap::default()
}

/// What typing `keys` in `context` comes to.
fn typed(context: Context, keys: &str) -> Resolved {
    let chords = parse_sequence(keys).unwrap();
    let (last, before) = chords.split_last().unwrap();
    keymap().resolve(context.chain(), before, *last)
}

fn shown(hints: &[Hint]) -> Vec<String> {
    hints.iter().map(|hint| format!("{} {}", hint.keys, hint.title)).collect()
}

#[test]
fn every_key_of_the_table_parses() {
    let written: usize = DEFAULTS.iter().map(|(_, texts, _)| texts.split(',').count()).sum();
    assert_eq!(keymap().bindings().count(), written);
    for (_, texts, _) in DEFAULTS {
        for text in texts.split(", ") {
            assert_eq!(show_sequence(&parse_sequence(text).unwrap()), text, "the table uses the one notation");
        }
    }
}

#[test]
fn no_two_commands_share_a_key_in_one_context() {
    let mut seen = BTreeSet::new();
    for binding in keymap().bindings() {
        assert!(seen.insert((binding.context, binding.keys.clone())), "{binding:?}");
    }
}

#[test]
fn no_key_is_shadowed_by_a_shorter_one() {
    let keymap = keymap();
    for context in Context::ALL {
        let here: Vec<_> = keymap.bindings().filter(|binding| context.chain().contains(&binding.context)).collect();
        for short in &here {
            for long in &here {
                let shadowed = long.keys.len() > short.keys.len() && long.keys.starts_with(&short.keys);
                assert!(!shadowed, "in {context:?}: {short:?} hides {long:?}");
            }
        }
    }
}

#[test]
fn every_command_is_bound_exactly_where_it_applies() {
    let keymap = keymap();
    for entry in CATALOGUE {
        for context in Context::ALL {
            let bound = !keymap.keys_for(entry.command, context).is_empty();
            assert_eq!(bound, entry.contexts.contains(&context), "{} in {context:?}", entry.id);
        }
    }
}

#[test]
fn no_character_is_a_command_where_text_is_typed() {
    for binding in keymap().bindings() {
        let types = binding.keys.iter().any(|chord| chord.typed().is_some());
        assert!(!(types && binding.context.takes_text()), "{binding:?}");
    }
}

#[test]
fn the_same_key_means_what_is_nearest() {
    assert_eq!(typed(Context::Goals, "x"), Resolved::Command(Command::StepDone));
    assert_eq!(typed(Context::Ideas, "x"), Resolved::Command(Command::GiveIdea));
    assert_eq!(typed(Context::Line, "Enter"), Resolved::Command(Command::SaveForm));
    assert_eq!(typed(Context::Text, "Enter"), Resolved::Command(Command::SaveForm));
    assert_eq!(typed(Context::Text, "^j"), Resolved::Command(Command::NewLine));
    assert_eq!(typed(Context::About, "x"), Resolved::Command(Command::KeepPromise));
    assert_eq!(typed(Context::Ideas, "q"), Resolved::Command(Command::Quit));
    assert_eq!(typed(Context::About, "^z"), Resolved::Command(Command::Suspend));
}

#[test]
fn sequences_wait_and_end_with_any_other_key() {
    assert_eq!(typed(Context::Stakeholders, "z"), Resolved::Pending);
    assert_eq!(typed(Context::Stakeholders, "z w"), Resolved::Command(Command::SnoozeWeek));
    assert_eq!(typed(Context::Stakeholders, "z q"), Resolved::Nothing);
    assert_eq!(typed(Context::Stakeholders, "z Esc"), Resolved::Nothing);
    assert_eq!(typed(Context::Help, "g g"), Resolved::Command(Command::MoveTop));
}

#[test]
fn text_goes_to_the_field_and_nowhere_else() {
    for context in [Context::Line, Context::Text, Context::Find, Context::Welcome] {
        for text in ["q", "?", "Space", "é", "^a", "^w", "Backspace", "Left"] {
            assert_eq!(typed(context, text), Resolved::Text, "{text} in {context:?}");
        }
        assert_eq!(typed(context, "^z"), Resolved::Command(Command::Suspend));
    }
    assert_eq!(typed(Context::Choice, "q"), Resolved::Nothing);
    assert_eq!(typed(Context::Choice, "Space"), Resolved::Command(Command::NextChoice));
}

#[test]
fn escape_and_control_c_lead_out_of_everywhere() {
    for context in Context::ALL.into_iter().filter(|context| *context != Context::Global) {
        for chord in [Chord::plain(Key::Esc), Chord::ctrl('c')] {
            let resolved = keymap().resolve(context.chain(), &[], chord);
            assert!(matches!(resolved, Resolved::Command(_)), "{chord} in {context:?}");
        }
    }
}

#[test]
fn the_footer_offers_the_useful_first_and_help_last() {
    let hints = shown(&keymap().hints(Context::Stakeholders.chain()));
    let wanted = ["t touch", "i idea", "x given", "a add", "e edit", "z snooze", "s sort", "/ find"];
    assert_eq!(hints.iter().take(8).collect::<Vec<_>>(), wanted.iter().collect::<Vec<_>>());
    assert_eq!(hints.last().map(String::as_str), Some("? help"));
    assert_eq!(
        shown(&keymap().hints(Context::Line.chain())),
        ["Enter save", "Tab next", "S-Tab previous", "Esc cancel", "F1 help"]
    );
    for context in Context::ALL {
        let hints = keymap().hints(context.chain());
        let last = hints.last().map(|hint| hint.title);
        assert!(last == Some("help") || context == Context::Help, "{context:?}");
        let offered = bindings_offered(context);
        assert!(hints.len() >= offered, "every command in the footer of {context:?} has a key there");
    }
}

/// How many different hints the footer table promises.
fn bindings_offered(context: Context) -> usize {
    footer(context).len()
}

#[test]
fn the_keys_that_may_follow_are_known() {
    let keymap = keymap();
    let next = keymap.next_keys(Context::About.chain(), &[Chord::char('z')]);
    assert_eq!(shown(&next), ["1 a day", "w a week", "m a month"]);
    assert_eq!(keymap.next_keys(Context::Form.chain(), &[Chord::char('z')]), []);
    for first in keymap.bindings().filter(|binding| binding.keys.len() > 1).map(|binding| binding.keys[0]) {
        assert_ne!(prefix_title(&first.to_string()), "more", "{first} has a title");
    }
}

#[test]
fn help_lists_what_works_here() {
    let keymap = keymap();
    let goals = keymap.here(Context::Goals.chain());
    assert!(goals.contains(&(Command::StepDone, vec!["x".into()])));
    assert!(goals.contains(&(Command::ShowHelp, vec!["?".into(), "F1".into()])));
    assert!(!goals.iter().any(|(command, _)| *command == Command::GiveIdea));
    let help = keymap.here(Context::Help.chain());
    assert!(!help.iter().any(|(command, _)| *command == Command::ShowHelp), "F1 goes back there");
}

#[test]
fn one_key_can_be_shown_in_a_sentence() {
    let keymap = keymap();
    assert_eq!(keymap.key_for(Command::Add, Context::Ideas.chain()).as_deref(), Some("a"));
    assert_eq!(keymap.key_for(Command::Add, Context::Form.chain()), None);
    assert_eq!(keymap.keys_for(Command::Edit, Context::Plan), ["e", "Enter"]);
}
