//! The screens there are, each under a number.

use crate::keys::{Command, Context};

/// A screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Screen {
    /// The goal, the stakeholders, ideas for the chosen one.
    #[default]
    Plan,
    /// Today's queue, one person at a time.
    Review,
    /// What happened, by day.
    Journal,
    /// Who is there by seniority and organisation, and who is not.
    Network,
    /// How it goes over time.
    Progress,
}

impl Screen {
    /// Every screen, in the order of their numbers.
    pub const ALL: [Self; 5] = [Self::Plan, Self::Review, Self::Journal, Self::Network, Self::Progress];

    /// Its name in the header.
    pub fn title(self) -> &'static str {
        match self {
            Self::Plan => "Plan",
            Self::Review => "Review",
            Self::Journal => "Journal",
            Self::Network => "Network",
            Self::Progress => "Progress",
        }
    }

    /// The command that shows it.
    pub fn command(self) -> Command {
        match self {
            Self::Plan => Command::ShowPlan,
            Self::Review => Command::ShowReview,
            Self::Journal => Command::ShowJournal,
            Self::Network => Command::ShowNetwork,
            Self::Progress => Command::ShowProgress,
        }
    }

    /// The screen a command shows; none for any other command.
    pub fn of(command: Command) -> Option<Self> {
        Self::ALL.into_iter().find(|screen| screen.command() == command)
    }

    /// The contexts that together have every command this screen knows.
    pub fn contexts(self) -> &'static [Context] {
        match self {
            Self::Plan => &Context::PLAN,
            Self::Review => &Context::REVIEW,
            Self::Journal => Context::Journal.chain(),
            Self::Network => Context::Network.chain(),
            Self::Progress => Context::Progress.chain(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;
    use super::*;
    use crate::keys::{Chord, Keymap, Resolved};

    #[test]
    fn every_screen_is_shown_by_its_number_from_every_other() {
        let keymap = Keymap::default();
        for (number, screen) in ('1'..).zip(Screen::ALL) {
            assert_eq!(Screen::of(screen.command()), Some(screen));
            for here in Screen::ALL.into_iter().filter_map(|here| here.contexts().first()) {
                let resolved = keymap.resolve(here.chain(), &[], Chord::char(number));
                assert_eq!(resolved, Resolved::Command(screen.command()), "{number} in {here:?}");
            }
        }
    }

    #[test]
    fn the_way_back_from_any_screen_leads_to_somebody_who_is_listed() {
        for screen in 2..=Screen::ALL.len() {
            let mut bench = Bench::sample();
            // The other goal has other people.
            bench.keys(&format!("G{screen}]<Esc>"));
            assert_eq!(bench.model.at, Screen::Plan);
            assert!(bench.model.screen.position().is_some(), "{screen}\n{}", bench.screen());
        }
    }
}
