//! From presses to commands, and back from commands to the keys to show for them.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use super::bindings::{DEFAULTS, PREFIXES, footer};
use super::chord::{Chord, Sequence, parse_sequence, show_sequence};
use super::command::Command;
use super::context::Context;
use super::own::Own;

/// What a press means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// Carry this out, and forget what was pending.
    Command(Command),
    /// Run the user's own command of this number, see [`Keymap::own`].
    Own(usize),
    /// The beginning of something longer: keep the press with what is pending, see [`Keymap::next_keys`].
    Pending,
    /// For the text field that has the focus.
    Text,
    /// Means nothing here; forget what was pending. So Esc, and any other key, ends a sequence half typed.
    Nothing,
}

/// A key and what it does, as a footer shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The key or keys, as [`show_sequence`] writes them.
    pub keys: String,
    /// One or two words.
    pub title: &'static str,
    /// The command, or the first of those that the keys begin.
    pub command: Command,
}

/// One key sequence for one command in one context.
#[derive(Clone, Debug)]
pub(super) struct Binding {
    pub(super) context: Context,
    pub(super) keys: Sequence,
    pub(super) command: Command,
}

/// The bindings of each context, the one to show first before the others.
type Bindings = BTreeMap<Context, Vec<Binding>>;

/// The ones touchbase comes with, read once.
static BUILT_IN: LazyLock<Arc<Bindings>> = LazyLock::new(|| {
    let mut bindings = Bindings::new();
    for (context, texts, command) in DEFAULTS {
        // A key that does not parse would be missing here; a test counts them.
        for keys in texts.split(',').filter_map(|text| parse_sequence(text).ok()) {
            bindings.entry(*context).or_default().push(Binding { context: *context, keys, command: *command });
        }
    }
    Arc::new(bindings)
});

/// All keys: [`Keymap::default`] holds the ones touchbase comes with.
#[derive(Clone, Debug)]
pub struct Keymap {
    bindings: Arc<Bindings>,
    pub(super) own: Vec<Own>,
}

impl Default for Keymap {
    fn default() -> Self {
        Self { bindings: Arc::clone(&BUILT_IN), own: Vec::new() }
    }
}

impl Keymap {
    /// All bindings.
    pub(super) fn bindings(&self) -> impl Iterator<Item = &Binding> {
        self.bindings.values().flatten()
    }

    /// The bindings of exactly this context.
    fn bindings_in(&self, context: Context) -> &[Binding] {
        self.bindings.get(&context).map_or(&[], Vec::as_slice)
    }

    /// Puts a binding before the others of its context.
    pub(super) fn bind(&mut self, binding: Binding) {
        Arc::make_mut(&mut self.bindings).entry(binding.context).or_default().insert(0, binding);
    }

    /// Frees keys; false where they were not bound.
    pub(super) fn free(&mut self, context: Context, keys: &[Chord]) -> bool {
        let Some(bindings) = Arc::make_mut(&mut self.bindings).get_mut(&context) else { return false };
        let before = bindings.len();
        bindings.retain(|binding| *binding.keys != *keys);
        bindings.len() < before
    }

    /// What `chord` means after the presses in `pending`. `contexts` go from the most specific outwards, as
    /// [`Context::chain`] gives them; the first that knows the press decides.
    ///
    /// Where text is typed, a character is never a command of a wider context, and every press without a meaning is
    /// [`Resolved::Text`], so that the field sees its editing keys too.
    pub fn resolve(&self, contexts: &[Context], pending: &[Chord], chord: Chord) -> Resolved {
        let writing = contexts.first().is_some_and(|context| context.takes_text());
        let reach = if writing && chord.typed().is_some() { 1 } else { contexts.len() };
        for context in contexts.iter().take(reach) {
            let mut begun = false;
            for binding in self.bindings_in(*context) {
                let Some([next, rest @ ..]) = binding.keys.strip_prefix(pending) else { continue };
                if *next == chord && rest.is_empty() {
                    return Resolved::Command(binding.command);
                }
                begun |= *next == chord;
            }
            if begun {
                return Resolved::Pending;
            }
        }
        if let Some(number) = self.own_on(contexts, chord).filter(|_| pending.is_empty()) {
            return Resolved::Own(number);
        }
        if writing && pending.is_empty() { Resolved::Text } else { Resolved::Nothing }
    }

    /// The keys for a command in exactly this context, the one to show first; empty where it is not bound.
    pub fn keys_for(&self, command: Command, context: Context) -> Vec<String> {
        self.bindings_in(context)
            .iter()
            .filter(|binding| binding.command == command)
            .map(|binding| show_sequence(&binding.keys))
            .collect()
    }

    /// The key to show for a command here, for sentences such as "press a to add one".
    pub fn key_for(&self, command: Command, contexts: &[Context]) -> Option<String> {
        self.binding_for(command, contexts).map(|binding| show_sequence(&binding.keys))
    }

    /// What the footer offers here, most useful first, help always last. Keys that begin with the same press are one
    /// hint: `z snooze`.
    pub fn hints(&self, contexts: &[Context]) -> Vec<Hint> {
        let offered = contexts.first().map_or(&[][..], |context| footer(*context));
        let mut hints: Vec<Hint> = Vec::with_capacity(offered.len() + 1);
        for command in offered.iter().chain(&[Command::ShowHelp]) {
            let Some(binding) = self.binding_for(*command, contexts) else { continue };
            let hint = match binding.keys.as_slice() {
                [first, _, ..] => {
                    let keys = first.to_string();
                    Hint { title: prefix_title(&keys), keys, command: *command }
                }
                keys => Hint { keys: show_sequence(keys), title: command.entry().title, command: *command },
            };
            if !hints.iter().any(|known| known.keys == hint.keys) {
                hints.push(hint);
            }
        }
        hints
    }

    /// Which keys may follow what is pending, and what they do.
    pub fn next_keys(&self, contexts: &[Context], pending: &[Chord]) -> Vec<Hint> {
        let mut hints: Vec<Hint> = Vec::new();
        for context in contexts {
            for binding in self.bindings_in(*context) {
                let Some(rest @ [_, ..]) = binding.keys.strip_prefix(pending) else { continue };
                let title = binding.command.entry().title;
                let hint = Hint { keys: show_sequence(rest), title, command: binding.command };
                if !hints.iter().any(|known| known.keys == hint.keys) {
                    hints.push(hint);
                }
            }
        }
        hints
    }

    /// Every command that works here with its keys, in the order of the catalogue: what help lists.
    pub fn here(&self, contexts: &[Context]) -> Vec<(Command, Vec<String>)> {
        let mut commands: Vec<(Command, Vec<String>)> = Vec::new();
        for binding in contexts.iter().flat_map(|context| self.bindings_in(*context)) {
            // What a nearer context took over does not work here.
            if self.reached(contexts, &binding.keys) != Some(binding.command) {
                continue;
            }
            let keys = show_sequence(&binding.keys);
            match commands.iter_mut().find(|(command, _)| *command == binding.command) {
                Some((_, known)) => known.push(keys),
                None => commands.push((binding.command, vec![keys])),
            }
        }
        commands.sort_by_key(|(command, _)| *command);
        commands
    }

    /// The command that typing these keys here ends in.
    fn reached(&self, contexts: &[Context], keys: &[Chord]) -> Option<Command> {
        let (last, before) = keys.split_last()?;
        match self.resolve(contexts, before, *last) {
            Resolved::Command(command) => Some(command),
            _ => None,
        }
    }

    /// The first binding of the nearest context that has one.
    fn binding_for(&self, command: Command, contexts: &[Context]) -> Option<&Binding> {
        contexts.iter().find_map(|context| {
            self.bindings_in(*context)
                .iter()
                .find(|binding| binding.command == command && self.reached(contexts, &binding.keys) == Some(command))
        })
    }
}

/// What a first press leads to.
fn prefix_title(first: &str) -> &'static str {
    PREFIXES.iter().find(|(keys, _)| *keys == first).map_or("more", |(_, title)| title)
}

#[cfg(test)]
#[path = "keymap_tests.rs"]
mod tests;
