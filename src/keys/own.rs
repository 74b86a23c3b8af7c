//! Commands of the user's own: a key, a title, and a program to run. They work on every screen.

use super::chord::{Chord, show_sequence};
use super::context::Context;
use super::keymap::{Binding, Keymap};
use super::patch::{Clash, Patch};

/// A command of the user's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    /// The key.
    pub key: Chord,
    /// A few words for it.
    pub title: String,
    /// The program and its arguments, apart: no shell ever reads them.
    pub run: Vec<String>,
    /// The line and the column of the config, from 1.
    pub at: (usize, usize),
}

impl Own {
    /// A sentence for help.
    pub fn help(&self) -> String {
        format!("Runs {}", shell_words::join(&self.run))
    }

    /// Whether every one of these words is in what is known of it.
    fn is_called(&self, words: &str) -> bool {
        let known = format!("{} {}", self.title, self.run.join(" ")).to_lowercase();
        self.key.to_string() == words.trim() || words.to_lowercase().split_whitespace().all(|word| known.contains(word))
    }
}

impl Keymap {
    /// The default keys with changes on top, and then the user's own commands on keys that are free. What cannot be had
    /// is left out and named.
    pub fn of(patches: &[Patch], own: &[Own]) -> (Self, Vec<Clash>) {
        let (mut keymap, mut clashes) = Self::patched(patches);
        for own in own {
            match keymap.taken(own.key) {
                Some(clash) => clashes.push((own.at, clash)),
                None => keymap.own.push(own.clone()),
            }
        }
        clashes.sort_by_key(|(line, _)| *line);
        (keymap, clashes)
    }

    /// One of the user's own commands.
    pub fn own(&self, number: usize) -> Option<&Own> {
        self.own.get(number)
    }

    /// The number of the own command on this key here.
    pub(super) fn own_on(&self, contexts: &[Context], key: Chord) -> Option<usize> {
        let here = contexts.contains(&Context::Screen);
        self.own.iter().position(|own| own.key == key).filter(|_| here)
    }

    /// The user's own commands that work here, by their numbers, as far as these words are in what is known of them.
    pub fn own_found(&self, contexts: &[Context], words: &str) -> Vec<usize> {
        let here = contexts.contains(&Context::Screen);
        let found = self.own.iter().enumerate().filter(|(_, own)| here && own.is_called(words));
        found.map(|(number, _)| number).collect()
    }

    /// Why an own command cannot have this key: something else has it on some screen, alone or as its beginning.
    fn taken(&self, key: Chord) -> Option<String> {
        if self.own.iter().any(|other| other.key == key) {
            return Some(format!("{key} is set twice among commands; the first one counts"));
        }
        let on_a_screen = |binding: &&Binding| {
            let both = |context: Context| {
                context.chain().contains(&Context::Screen) && context.chain().contains(&binding.context)
            };
            Context::ALL.into_iter().any(both)
        };
        let other = self.bindings().filter(on_a_screen).find(|binding| binding.keys.first() == Some(&key))?;
        let (keys, place, command) = (show_sequence(&other.keys), other.context.title(), other.command.entry().id);
        Some(format!(
            "{key} would hide {keys} ({command}) in {place}; take another key, or free that one with \"none\""
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::chord::parse_sequence;
    use crate::keys::{Command, Resolved};

    fn own(key: &str, line: usize) -> Own {
        let key = parse_sequence(key).unwrap()[0];
        Own { key, title: "write to them".to_owned(), run: vec!["mailer".to_owned(), "a b".to_owned()], at: (line, 6) }
    }

    fn typed(keymap: &Keymap, context: Context, key: &str) -> Resolved {
        keymap.resolve(context.chain(), &[], parse_sequence(key).unwrap()[0])
    }

    #[test]
    fn an_own_command_works_on_every_screen_and_over_none() {
        let (keymap, clashes) = Keymap::of(&[], &[own("C", 1), own("F5", 2)]);
        assert_eq!(clashes, []);
        for context in Context::ALL {
            let screen = context.chain().contains(&Context::Screen);
            assert_eq!(typed(&keymap, context, "F5") == Resolved::Own(1), screen, "{context:?}");
        }
        let z = parse_sequence("z").unwrap();
        let after = keymap.resolve(Context::Stakeholders.chain(), &z, own("C", 1).key);
        assert_eq!(after, Resolved::Nothing, "in the middle of something longer it is no key of its own");
        assert_eq!(keymap.own(0).unwrap().help(), "Runs mailer 'a b'");
    }

    #[test]
    fn a_key_that_does_something_already_is_not_taken_from_it() {
        let wanted = [own("z", 4), own("q", 1), own("x", 3), own("C", 5), own("C", 6), own("^l", 2)];
        let (keymap, clashes) = Keymap::of(&[], &wanted);
        let told: Vec<(usize, &str)> = clashes.iter().map(|((line, _), why)| (*line, why.as_str())).collect();
        for ((line, told), (number, wanted)) in told.iter().zip([
            (1, "q would hide q (quit) in every screen"),
            (2, "^l would hide ^l (redraw) in everywhere"),
            (3, "x would hide x ("),
            (4, "z would hide z "),
            (6, "C is set twice"),
        ]) {
            assert!(*line == number && told.starts_with(wanted), "{line}: {told}");
        }
        assert_eq!((told.len(), typed(&keymap, Context::Goals, "C")), (5, Resolved::Own(0)));
        assert_eq!(typed(&keymap, Context::Goals, "q"), Resolved::Command(Command::Quit));
    }

    #[test]
    fn a_key_that_was_freed_can_be_had() {
        let free = Patch { context: Context::Global, keys: vec![own("^l", 1).key].into(), command: None, at: (1, 1) };
        let (keymap, clashes) = Keymap::of(&[free], &[own("^l", 2)]);
        assert_eq!((clashes, typed(&keymap, Context::Journal, "^l")), (vec![], Resolved::Own(0)));
    }

    #[test]
    fn it_is_found_by_its_title_its_program_and_its_key() {
        let (keymap, _) = Keymap::of(&[], &[own("C", 1)]);
        for words in ["", "WRITE them", "mailer", "C"] {
            assert_eq!(keymap.own_found(&Context::PLAN, words), [0], "{words}");
        }
        assert!(keymap.own_found(&Context::PLAN, "call").is_empty());
        assert!(keymap.own_found(Context::Form.chain(), "").is_empty());
    }
}
