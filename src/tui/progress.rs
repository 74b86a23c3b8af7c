//! The Progress screen: which charts there are, where they stand, and what they show.
//!
//! The figures are worked out once, when the plan, the day or the goal changed ([`ProgressScreen::refresh`]), and only
//! while the screen is shown; drawing looks them up.

use ratatui::layout::{Constraint, Layout, Rect};

use crate::domain::progress::Progress;
use crate::domain::{Basis, Day, GoalId, Plan};

/// A chart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Chart {
    /// The steps of the goal, with their days.
    #[default]
    Steps,
    /// How stance and closeness moved.
    Moves,
    /// Contributions by week, stacked by gift.
    Gifts,
    /// The share that went to senior people.
    Senior,
    /// Given against asked.
    Balance,
    /// How it felt.
    Feeling,
    /// What was kept up.
    Streak,
}

impl Chart {
    /// Every chart, in the order in which the keys go through them.
    pub const ALL: [Self; 7] =
        [Self::Steps, Self::Moves, Self::Gifts, Self::Senior, Self::Balance, Self::Feeling, Self::Streak];

    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Steps => "Steps",
            Self::Moves => "Stance and closeness",
            Self::Gifts => "Contributions by week",
            Self::Senior => "To senior people",
            Self::Balance => "Given and asked",
            Self::Feeling => "How it felt",
            Self::Streak => "In a row",
        }
    }

    /// Its place in the order, from 0.
    pub fn place(self) -> usize {
        self as usize
    }

    /// The chart so many places on, stopping at the ends.
    #[must_use]
    pub fn step(self, by: isize) -> Self {
        let at = self.place().saturating_add_signed(by).min(Self::ALL.len() - 1);
        Self::ALL.get(at).copied().unwrap_or_default()
    }

    /// The next or the previous one, round and round.
    #[must_use]
    pub fn turn(self, forward: bool) -> Self {
        let count = Self::ALL.len();
        let at = if forward { self.place() + 1 } else { self.place() + count - 1 } % count;
        Self::ALL.get(at).copied().unwrap_or_default()
    }

    /// How many rows it wants where charts stand one over the other, its border among them.
    fn height(self) -> u16 {
        match self {
            Self::Steps | Self::Feeling => 10,
            Self::Moves => 12,
            Self::Gifts => 14,
            Self::Senior => 8,
            Self::Balance | Self::Streak => 5,
        }
    }
}

/// The Progress screen: what is chosen on it, and what it shows.
#[derive(Clone, Debug, Default)]
pub struct ProgressScreen {
    /// The chosen chart.
    pub at: Chart,
    /// The figures; none before the screen was first shown.
    pub figures: Option<Progress>,
    /// What they were worked out from.
    basis: Option<Basis<Option<GoalId>>>,
}

impl ProgressScreen {
    #[cfg(test)]
    pub(super) fn forget(&mut self) {
        (self.figures, self.basis) = (None, None);
    }

    /// Works the figures out anew where anything changed that they may hang on.
    pub fn refresh(&mut self, plan: &Plan, goal: Option<&GoalId>, today: Day) {
        if Basis::new(plan, today, goal.cloned()).replaces(&mut self.basis) {
            self.figures = Some(Progress::of(plan, goal, today));
        }
    }
}

/// The fewest columns and rows on which all charts stand side by side.
const WIDE: (u16, u16) = (100, 28);

/// Where the charts stand in the rows between header and footer: all of them in two columns where there is room, otherwise
/// one over the other, a page of them at a time, the page on which the chosen one is.
pub fn places(area: Rect, at: Chart) -> Vec<(Chart, Rect)> {
    if area.width >= WIDE.0 && area.height >= WIDE.1 {
        return side_by_side(area);
    }
    let page = pages(area.height).into_iter().find(|page| page.contains(&at)).unwrap_or_else(|| vec![at]);
    let rows = page.iter().map(|chart| Constraint::Fill(chart.height()));
    let areas = Layout::vertical(rows).split(area);
    page.into_iter().zip(areas.iter().copied()).collect()
}

fn side_by_side(area: Rect) -> Vec<(Chart, Rect)> {
    let [left, right] = Layout::horizontal([Constraint::Percentage(52), Constraint::Fill(1)]).areas(area);
    let rows = [Constraint::Length(10), Constraint::Fill(1), Constraint::Length(8)];
    let [steps, gifts, senior] = Layout::vertical(rows).areas(left);
    let rows = [Constraint::Fill(1), Constraint::Length(5), Constraint::Length(8), Constraint::Length(5)];
    let [moves, balance, feeling, streak] = Layout::vertical(rows).areas(right);
    vec![
        (Chart::Steps, steps),
        (Chart::Moves, moves),
        (Chart::Gifts, gifts),
        (Chart::Senior, senior),
        (Chart::Balance, balance),
        (Chart::Feeling, feeling),
        (Chart::Streak, streak),
    ]
}

/// The charts in pages of this many rows, each page as full as it gets.
fn pages(height: u16) -> Vec<Vec<Chart>> {
    let mut pages: Vec<Vec<Chart>> = Vec::new();
    let mut left = 0;
    for chart in Chart::ALL {
        let wants = chart.height();
        match pages.last_mut() {
            Some(page) if wants <= left => page.push(chart),
            _ => {
                pages.push(vec![chart]);
                left = height;
            }
        }
        left = left.saturating_sub(wants);
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chosen_chart_is_always_there_and_nothing_overlaps() {
        for (width, height) in (1..130).flat_map(|width| (1..50).map(move |height| (width, height))) {
            for at in Chart::ALL {
                let area = Rect::new(0, 1, width, height);
                let places = places(area, at);
                assert!(places.iter().any(|(chart, place)| *chart == at && !place.is_empty()), "{width}x{height}");
                let sum: u32 = places.iter().map(|(_, place)| place.area()).sum();
                assert_eq!(sum, area.area(), "{width}x{height}");
                assert!(places.iter().all(|(_, place)| area.union(*place) == area));
            }
        }
    }

    #[test]
    fn the_keys_go_through_all_charts() {
        let mut at = Chart::Steps;
        for (place, chart) in Chart::ALL.into_iter().enumerate() {
            assert_eq!((at, chart.place()), (chart, place));
            at = at.turn(true);
        }
        assert_eq!((at, at.turn(false), at.step(-1)), (Chart::Steps, Chart::Streak, Chart::Steps));
        assert_eq!(Chart::Senior.step(99), Chart::Streak);
    }

    #[test]
    fn eighty_columns_have_every_chart_on_few_pages() {
        assert_eq!(pages(22).len(), 3);
        assert_eq!(pages(3).len(), 7);
    }
}
