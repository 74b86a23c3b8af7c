//! Keys that a user has changed, laid over the ones touchbase comes with.

use super::chord::{Chord, Sequence, show_sequence};
use super::command::Command;
use super::context::Context;
use super::keymap::{Binding, Keymap};

/// One key that asks for something else, or for nothing any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Patch {
    /// Where.
    pub context: Context,
    /// Which keys, one after the other.
    pub keys: Sequence,
    /// What they ask for; none frees them.
    pub command: Option<Command>,
    /// The line and the column of the config, from 1.
    pub at: (usize, usize),
}

/// A change that cannot be made: the line and the column of the config, and why.
pub type Clash = ((usize, usize), String);

impl Keymap {
    /// The default keys with changes on top. A change that would hide another key, or that has no use, is left out and
    /// named. Keys are freed before others are bound, in whatever order they stand.
    pub fn patched(patches: &[Patch]) -> (Self, Vec<Clash>) {
        let mut keymap = Self::default();
        let mut clashes = Vec::new();
        let (free, bind): (Vec<&Patch>, Vec<&Patch>) = patches.iter().partition(|patch| patch.command.is_none());
        for (number, patch) in free.iter().chain(&bind).enumerate() {
            let earlier = free.iter().chain(&bind).take(number);
            let twice = earlier.filter(|other| other.context == patch.context && other.keys == patch.keys).count();
            let keys = show_sequence(&patch.keys);
            let place = patch.context.title();
            let clash = if twice > 0 {
                Some(format!("{keys} is set twice in {place}; the first one counts"))
            } else if patch.command.is_none() {
                let bound = keymap.free(patch.context, &patch.keys);
                (!bound).then(|| format!("{keys} is not bound in {place}; there is nothing to free"))
            } else if patch.context.takes_text() && patch.keys.iter().any(|chord| chord.typed().is_some()) {
                Some(format!("{keys} is typed as text in {place}"))
            } else {
                keymap.hides(patch)
            };
            match (clash, patch.command) {
                (Some(clash), _) => clashes.push((patch.at, clash)),
                (None, Some(command)) => {
                    keymap.free(patch.context, &patch.keys);
                    keymap.bind(Binding { context: patch.context, keys: patch.keys.clone(), command });
                }
                (None, None) => {}
            }
        }
        clashes.sort_by_key(|(at, _)| *at);
        (keymap, clashes)
    }

    /// What a change would hide, or be hidden by: keys that begin like it, where both can be pressed.
    fn hides(&self, patch: &Patch) -> Option<String> {
        let together = |other: &Binding| {
            let both =
                |context: Context| context.chain().contains(&patch.context) && context.chain().contains(&other.context);
            Context::ALL.into_iter().any(both)
        };
        let begins = |one: &[Chord], other: &[Chord]| one.len() < other.len() && other.starts_with(one);
        let hidden = self
            .bindings()
            .filter(|other| together(other))
            .find(|other| begins(&patch.keys, &other.keys) || begins(&other.keys, &patch.keys))?;
        let (keys, other) = (show_sequence(&patch.keys), show_sequence(&hidden.keys));
        let command = hidden.command.entry().id;
        Some(if hidden.keys.len() > patch.keys.len() {
            format!("{keys} would hide {other} ({command}); free that first with \"none\"")
        } else {
            format!("{other} ({command}) hides {keys}; free that first with \"none\"")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::chord::parse_sequence;
    use crate::keys::{CATALOGUE, Resolved};

    fn patch(context: Context, keys: &str, command: Option<Command>, line: usize) -> Patch {
        Patch { context, keys: parse_sequence(keys).unwrap(), command, at: (line, 1) }
    }

    fn typed(keymap: &Keymap, context: Context, keys: &str) -> Resolved {
        let chords = parse_sequence(keys).unwrap();
        let (last, before) = chords.split_last().unwrap();
        keymap.resolve(context.chain(), before, *last)
    }

    #[test]
    fn keys_ask_for_something_else_and_hints_follow() {
        let list = Context::Stakeholders;
        let patches = [
            patch(list, "x", None, 1),
            patch(list, "X", Some(Command::GiveIdea), 2),
            patch(Context::Plan, "t", Some(Command::NewIdea), 3),
            patch(Context::Plan, "T", Some(Command::LogTouch), 4),
            patch(Context::Palette, "^g", Some(Command::Back), 5),
            patch(Context::Plan, "M", Some(Command::ToggleMouse), 6),
        ];
        let (keymap, clashes) = Keymap::patched(&patches);
        assert_eq!(clashes, []);
        assert_eq!(typed(&keymap, list, "x"), Resolved::Nothing);
        assert_eq!(typed(&keymap, list, "X"), Resolved::Command(Command::GiveIdea));
        assert_eq!(typed(&keymap, Context::Ideas, "x"), Resolved::Command(Command::GiveIdea));
        assert_eq!(typed(&keymap, Context::About, "t"), Resolved::Command(Command::NewIdea));
        assert_eq!(typed(&keymap, Context::Goals, "M"), Resolved::Command(Command::ToggleMouse));
        assert!(keymap.hints(list.chain()).iter().any(|hint| hint.keys == "T" && hint.title == "touch"));
    }

    #[test]
    fn what_would_hide_something_is_left_out_and_named() {
        let list = Context::Stakeholders;
        let patches = [
            patch(Context::Plan, "z", Some(Command::Undo), 9),
            patch(list, "t x", Some(Command::Undo), 2),
            patch(list, "Y", Some(Command::Undo), 3),
            patch(list, "Y", Some(Command::Redo), 4),
            patch(Context::Line, "q", Some(Command::CancelForm), 5),
            patch(list, "Z", None, 6),
        ];
        let (keymap, clashes) = Keymap::patched(&patches);
        let told: Vec<&str> = clashes.iter().map(|(_, why)| why.as_str()).collect();
        assert_eq!(clashes.iter().map(|((line, _), _)| *line).collect::<Vec<_>>(), [2, 4, 5, 6, 9]);
        for (told, wanted) in told.iter().zip([
            "t (log-touch) hides t x",
            "set twice",
            "typed as text",
            "nothing to free",
            "would hide z 1",
        ]) {
            assert!(told.contains(wanted), "{told}");
        }
        assert_eq!(typed(&keymap, list, "z w"), Resolved::Command(Command::SnoozeWeek));
        assert_eq!(typed(&keymap, list, "Y"), Resolved::Command(Command::Undo));
    }

    #[test]
    fn freeing_comes_before_binding() {
        let plan = Context::Plan;
        let mut patches = vec![patch(plan, "z", Some(Command::Undo), 1)];
        patches.extend(["z 1", "z w", "z m"].map(|keys| patch(plan, keys, None, 2)));
        let (keymap, clashes) = Keymap::patched(&patches);
        assert_eq!(clashes, []);
        assert_eq!(typed(&keymap, Context::Ideas, "z"), Resolved::Command(Command::Undo));
    }

    #[test]
    fn without_changes_nothing_changes() {
        let (keymap, clashes) = Keymap::patched(&[]);
        assert_eq!(clashes, []);
        for entry in CATALOGUE {
            for context in Context::ALL {
                assert_eq!(keymap.keys_for(entry.command, context), Keymap::default().keys_for(entry.command, context));
            }
        }
    }
}
