//! Finding a command by what somebody would call it: its title, its sentence, another word for it, or its key.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::catalogue::CATALOGUE;
use super::command::Command;
use super::context::Context;
use super::keymap::Keymap;

/// Other words for a command, from other programs and from plain speech.
const ALSO: &[(Command, &str)] = &[
    (Command::ShowPlan, "screen home list"),
    (Command::ShowReview, "screen daily start today queue agenda"),
    (Command::ShowJournal, "screen diary history timeline"),
    (Command::ShowNetwork, "screen coverage holes matrix"),
    (Command::ShowProgress, "screen charts statistics"),
    (Command::LogTouch, "contact met called talked journal"),
    (Command::NewIdea, "contribution gift"),
    (Command::GiveIdea, "done contribute complete"),
    (Command::Reframe, "what is in it benefit gain their terms"),
    (Command::ShowPrompts, "suggestions inspiration deck what could i give"),
    (Command::WhoValues, "match resource whom give offer"),
    (Command::StepDone, "complete tick check finish"),
    (Command::KeepPromise, "follow-up done complete"),
    (Command::ThoughtOf, "bump later"),
    (Command::RepeatLast, "repeat"),
    (Command::NextCard, "skip pass"),
    (Command::Spread, "postpone snooze later bulk"),
    (Command::Explain, "reason rank weight"),
    (Command::ListPromises, "follow-up todo due late"),
    (Command::EarlierDay, "older previous"),
    (Command::LaterDay, "newer next"),
    (Command::EarlierMonth, "older previous"),
    (Command::LaterMonth, "newer next"),
    (Command::Read, "open view whole"),
    (Command::Edit, "open change rename view"),
    (Command::Add, "new create person"),
    (Command::AddOther, "new create goal proof"),
    (Command::AddReflection, "journal feeling note diary"),
    (Command::Remove, "delete erase drop"),
    (Command::NoteStake, "role stance influence interest"),
    (Command::SettleConflicts, "merge conflict"),
    (Command::MergeCopies, "sync conflict copy version join dropbox syncthing"),
    (Command::SnoozeDay, "snooze later postpone tomorrow"),
    (Command::SnoozeWeek, "snooze later postpone"),
    (Command::SnoozeMonth, "snooze later postpone"),
    (Command::Mark, "select toggle tag bulk"),
    (Command::MarkAll, "select bulk everybody clear"),
    (Command::CycleSort, "order"),
    (Command::Filter, "narrow only show hide"),
    (Command::Find, "search look filter"),
    // `^z` is undo in most programs; in a terminal it stops the program.
    (Command::Undo, "revert back ^z"),
    (Command::Redo, "again forward ^y"),
    (Command::SaveNow, "write store :w"),
    (Command::KeepDemo, "sample own start"),
    (Command::ShowHelp, "keys shortcuts bindings"),
    (Command::ToggleMask, "hide privacy initials screen share"),
    (Command::ToggleMouse, "select copy selection"),
    (Command::Redraw, "refresh clear screen"),
    (Command::Suspend, "background stop shell"),
    (Command::Quit, "exit leave close :q"),
    (Command::NextGoal, "all everybody"),
    (Command::PreviousGoal, "all everybody"),
];

/// Other words for a command, separated by blanks; empty where there are none.
pub fn also(command: Command) -> &'static str {
    ALSO.iter().find(|(known, _)| *known == command).map_or("", |(_, words)| words)
}

/// The commands that somebody can ask for on this screen by name, best first: those whose contexts are among `places`,
/// and those that have no place of their own. Every word of `words` is found in what is known of a command; without
/// words, all of them in the order of the catalogue.
pub fn search(words: &str, places: &[Context], keymap: &Keymap) -> Vec<Command> {
    let pattern = |kind| Pattern::new(words, CaseMatching::Ignore, Normalization::Smart, kind);
    // Names are short and looked through letter by letter; in a sentence nearly any letters follow each other somewhere.
    let (loose, strict) = (pattern(AtomKind::Fuzzy), pattern(AtomKind::Substring));
    let mut matcher = Matcher::new(Config::DEFAULT);
    let mut letters = Vec::new();
    let mut found: Vec<(u32, Command)> = CATALOGUE
        .iter()
        .filter(|entry| entry.contexts.is_empty() || entry.contexts.iter().any(|place| places.contains(place)))
        .filter_map(|entry| {
            let mut keys = places.iter().flat_map(|place| keymap.keys_for(entry.command, *place));
            let exactly = |text: &str| text == words.trim();
            if also(entry.command).split_whitespace().any(exactly) || keys.any(|key| exactly(&key)) {
                return Some((u32::MAX, entry.command));
            }
            let mut score =
                |pattern: &Pattern, text: &str| pattern.score(Utf32Str::new(text, &mut letters), &mut matcher);
            let name = format!("{} {}", entry.id, entry.title);
            let all = format!("{name} {} {}", also(entry.command), entry.help);
            // A hit in the name counts more than one in the sentence.
            let by_name = score(&loose, &name).map(|score| score * 3);
            by_name.max(score(&strict, &all)).map(|score| (score, entry.command))
        })
        .collect();
    if !words.trim().is_empty() {
        found.sort_by_key(|(score, command)| (std::cmp::Reverse(*score), *command));
    }
    found.into_iter().map(|(_, command)| command).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(words: &str) -> Option<Command> {
        search(words, &Context::PLAN, &Keymap::default()).first().copied()
    }

    #[test]
    fn a_command_is_found_by_whatever_it_may_be_called() {
        let cases = [
            ("touch", Command::LogTouch),
            ("delete", Command::Remove),
            ("exit", Command::Quit),
            ("search", Command::Find),
            ("journal", Command::LogTouch),
            ("bulk", Command::Mark),
            ("^z", Command::Undo),
            ("order", Command::CycleSort),
            ("z w", Command::SnoozeWeek),
            ("G", Command::MoveBottom),
            ("stke", Command::NoteStake),
            ("snooze month", Command::SnoozeMonth),
        ];
        for (words, wanted) in cases {
            assert_eq!(first(words), Some(wanted), "{words}: {:?}", search(words, &Context::PLAN, &Keymap::default()));
        }
        assert_eq!(first("xyzzy"), None);
    }

    #[test]
    fn without_words_everything_on_the_screen_is_offered() {
        let all = search(" ", &Context::PLAN, &Keymap::default());
        assert!(all.contains(&Command::StepDone) && all.contains(&Command::Undo));
        assert!(!all.contains(&Command::SaveForm) && !all.contains(&Command::Choose));
    }

    #[test]
    fn other_words_are_noted_once_a_command() {
        let mut commands: Vec<Command> = ALSO.iter().map(|(command, _)| *command).collect();
        commands.sort_unstable();
        let count = commands.len();
        commands.dedup();
        assert_eq!(commands.len(), count);
    }
}
