//! Which rows of a list are on screen: the selection moves, the window follows at a distance, and only what is in the
//! window is ever built.

use std::ops::Range;

/// How many rows stay visible before and after the selection, where there is room.
const MARGIN: usize = 2;

/// The selection in a list, and where its window begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    selected: usize,
    first: usize,
}

impl Window {
    /// The selected row among `count`; none in an empty list. A list that shrank selects its last row.
    pub fn selected(&self, count: usize) -> Option<usize> {
        count.checked_sub(1).map(|last| self.selected.min(last))
    }

    /// Selects a row.
    pub fn select(&mut self, row: usize) {
        self.selected = row;
    }

    /// Moves the selection down (or up, if negative) and stops at the ends.
    pub fn step(&mut self, by: isize, count: usize) {
        let from = self.selected(count).unwrap_or(0);
        self.selected = from.saturating_add_signed(by).min(count.saturating_sub(1));
    }

    /// Selects the first row.
    pub fn to_top(&mut self) {
        self.selected = 0;
    }

    /// Selects the last row.
    pub fn to_bottom(&mut self, count: usize) {
        self.selected = count.saturating_sub(1);
    }

    /// The rows on screen, for rows of one line.
    pub fn visible(&self, count: usize, height: usize) -> Range<usize> {
        let Some(selected) = self.selected(count).filter(|_| height > 0) else { return 0..0 };
        let margin = MARGIN.min((height - 1) / 2);
        let lowest = (selected + margin + 1).min(count).saturating_sub(height);
        let highest = selected.saturating_sub(margin);
        let first = self.first.clamp(lowest, highest.max(lowest)).min(count.saturating_sub(height));
        first..(first + height).min(count)
    }

    /// The rows on screen, for rows of different heights; the last one may be cut by the edge. The selected one is
    /// whole where it can be. No row is measured that is not on screen or next to it.
    pub fn visible_tall(&self, count: usize, height: usize, tall: impl Fn(usize) -> usize) -> Range<usize> {
        let Some(selected) = self.selected(count).filter(|_| height > 0) else { return 0..0 };
        let (mut first, mut used) = (selected, tall(selected));
        let up_to = |limit: usize, first: &mut usize, used: &mut usize| {
            while *first > limit {
                let more = *used + tall(*first - 1);
                if more > height {
                    break;
                }
                (*first, *used) = (*first - 1, more);
            }
        };
        up_to(self.first, &mut first, &mut used);
        let mut end = selected + 1;
        while used < height && end < count {
            used += tall(end);
            end += 1;
        }
        // At the end of the list nothing stays empty that could show what is before.
        up_to(0, &mut first, &mut used);
        first..end
    }

    /// Moves along with rows that came in before the window, or went.
    pub fn shift(&mut self, by: isize) {
        self.first = self.first.saturating_add_signed(by);
        self.selected = self.selected.saturating_add_signed(by);
    }

    /// Remembers where the window is, so that it does not jump at the next step: for `update`, after moving. Without
    /// it everything still shows, only the window then follows as closely as it can.
    pub fn settle(&mut self, shown: Range<usize>) {
        self.first = shown.start;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The window after each step through a list of ten in four rows.
    fn walk(steps: &[isize]) -> Vec<Range<usize>> {
        let mut window = Window::default();
        steps
            .iter()
            .map(|by| {
                window.step(*by, 10);
                window.settle(window.visible(10, 4));
                window.visible(10, 4)
            })
            .collect()
    }

    #[test]
    fn the_window_follows_at_a_distance_and_stays_when_it_can() {
        assert_eq!(walk(&[1, 1, 1, 1, -1, -1, -1, 9]), [0..4, 0..4, 1..5, 2..6, 2..6, 1..5, 0..4, 6..10]);
    }

    #[test]
    fn an_empty_list_or_screen_shows_nothing() {
        assert_eq!(Window::default().visible(0, 5), 0..0);
        assert_eq!(Window::default().visible(5, 0), 0..0);
        assert_eq!(Window::default().selected(0), None);
    }

    #[test]
    fn a_list_that_shrank_selects_its_last() {
        let mut window = Window::default();
        window.select(9);
        assert_eq!(window.selected(3), Some(2));
        assert_eq!(window.visible(3, 2), 1..3);
        window.step(-1, 3);
        assert_eq!(window.selected(3), Some(1));
    }

    #[test]
    fn tall_rows_are_whole_while_selected() {
        let tall = |row: usize| row + 1;
        let mut window = Window::default();
        assert_eq!(window.visible_tall(5, 4, tall), 0..3);
        window.to_bottom(5);
        assert_eq!(window.visible_tall(5, 9, tall), 3..5);
        assert_eq!(window.visible_tall(5, 2, tall), 4..5);
        window.settle(4..5);
        assert_eq!(window.visible_tall(5, 12, tall), 2..5);
    }

    #[test]
    fn only_what_is_near_is_measured() {
        let measured = std::cell::Cell::new(0);
        let mut window = Window::default();
        window.to_bottom(1_000_000);
        let tall = |_| {
            measured.set(measured.get() + 1);
            1
        };
        assert_eq!(window.visible_tall(1_000_000, 20, tall), 999_980..1_000_000);
        assert!(measured.get() <= 22, "{}", measured.get());
    }

    #[test]
    fn what_comes_in_before_moves_nothing_on_screen() {
        let mut window = Window::default();
        window.select(7);
        window.settle(5..10);
        assert_eq!(window.visible(20, 5), 5..10);
        window.shift(3);
        assert_eq!((window.selected(20), window.visible(20, 5)), (Some(10), 8..13));
    }

    proptest! {
        #[test]
        fn the_selection_is_always_in_the_window(
            count in 0usize..40, height in 0usize..20, steps in proptest::collection::vec(-12isize..12, 0..20)
        ) {
            let mut window = Window::default();
            for by in steps {
                window.step(by, count);
                let shown = window.visible(count, height);
                prop_assert_eq!(shown.len(), height.min(count));
                if let Some(selected) = window.selected(count).filter(|_| height > 0) {
                    prop_assert!(shown.contains(&selected));
                    let tall = window.visible_tall(count, height, |row| row % 3 + 1);
                    prop_assert!(tall.contains(&selected) && tall.len() <= height.max(1));
                }
                window.settle(shown);
            }
        }
    }
}
