//! Where things stand on a terminal of any size. Pure: update, drawing and the mouse ask the same question.

use ratatui::layout::{Constraint, Layout, Rect};

/// A pane of the Plan screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// The goal with its steps.
    Goal,
    /// The stakeholders.
    Stakeholders,
    /// Ideas for the chosen stakeholder.
    Ideas,
    /// What is known of the chosen stakeholder.
    About,
}

impl Pane {
    /// Every pane, in the order in which the focus moves.
    pub const ALL: [Self; 4] = [Self::Goal, Self::Stakeholders, Self::Ideas, Self::About];

    /// The pane the focus goes to from here.
    #[must_use]
    pub fn step(self, forward: bool) -> Self {
        match (self, forward) {
            (Self::Goal, true) | (Self::Ideas, false) => Self::Stakeholders,
            (Self::Stakeholders, true) | (Self::About, false) => Self::Ideas,
            (Self::Ideas, true) | (Self::Goal, false) => Self::About,
            (Self::About, true) | (Self::Stakeholders, false) => Self::Goal,
        }
    }
}

/// Where everything stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regions {
    /// One row at the top.
    pub header: Rect,
    /// The goal in one row, where the goal has no pane.
    pub strip: Option<Rect>,
    /// The panes that are shown.
    pub panes: Vec<(Pane, Rect)>,
    /// One row at the bottom.
    pub footer: Rect,
}

/// The fewest columns and rows on which anything but a sentence is shown.
pub const SMALLEST: (u16, u16) = (20, 5);

/// The fewest columns that hold two columns of panes.
const WIDE: u16 = 100;
/// The fewest columns and rows that hold two panes, one over the other.
const STACKED: (u16, u16) = (60, 16);

/// Where everything stands on a terminal of this size; `None` where there is no room for anything but a sentence.
///
/// From 100 columns on four panes; below, two panes one over the other under a strip with the goal, the focused one
/// larger; below 60x16 one pane. `lower` is the pane of the right side that was used last.
pub fn regions(area: Rect, focus: Pane, lower: Pane) -> Option<Regions> {
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        return None;
    }
    let [header, body, footer] =
        Layout::vertical([Constraint::Length(1), Constraint::Fill(1), Constraint::Length(1)]).areas(area);
    let (strip, panes) = if area.width >= WIDE && area.height >= STACKED.1 {
        (None, four(body, focus))
    } else if area.width >= STACKED.0 && area.height >= STACKED.1 {
        two(body, focus, lower)
    } else {
        (None, vec![(focus, body)])
    };
    Some(Regions { header, strip, panes, footer })
}

fn four(body: Rect, focus: Pane) -> Vec<(Pane, Rect)> {
    let [left, right] = Layout::horizontal([Constraint::Percentage(54), Constraint::Fill(1)]).areas(body);
    let goal_height = if focus == Pane::Goal { (body.height / 2).max(7) } else { 7.min(body.height / 3).max(4) };
    let [goal, people] = Layout::vertical([Constraint::Length(goal_height), Constraint::Fill(1)]).areas(left);
    let share = if focus == Pane::Ideas { 55 } else { 42 };
    let [ideas, about] = Layout::vertical([Constraint::Percentage(share), Constraint::Fill(1)]).areas(right);
    vec![(Pane::Goal, goal), (Pane::Stakeholders, people), (Pane::Ideas, ideas), (Pane::About, about)]
}

fn two(body: Rect, focus: Pane, lower: Pane) -> (Option<Rect>, Vec<(Pane, Rect)>) {
    let (top, bottom) = match focus {
        Pane::Goal => (Pane::Goal, Pane::Stakeholders),
        Pane::Stakeholders => (Pane::Stakeholders, lower),
        other => (Pane::Stakeholders, other),
    };
    let (strip, rest) = if top == Pane::Goal {
        (None, body)
    } else {
        let [strip, rest] = Layout::vertical([Constraint::Length(1), Constraint::Fill(1)]).areas(body);
        (Some(strip), rest)
    };
    let share = if focus == top { 58 } else { 40 };
    let [upper, under] = Layout::vertical([Constraint::Percentage(share), Constraint::Fill(1)]).areas(rest);
    (strip, vec![(top, upper), (bottom, under)])
}

/// A box in the middle of an area, at most this large, for an overlay.
pub fn middle(area: Rect, width: u16, height: u16) -> Rect {
    let width = width.min(area.width);
    let height = height.min(area.height);
    Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_focused_pane_is_always_there_and_nothing_overlaps() {
        for width in 0..140 {
            for height in 0..50 {
                let area = Rect::new(0, 0, width, height);
                for focus in Pane::ALL {
                    let Some(regions) = regions(area, focus, Pane::Ideas) else {
                        assert!(width < SMALLEST.0 || height < SMALLEST.1);
                        continue;
                    };
                    assert!(regions.panes.iter().any(|(pane, rect)| *pane == focus && rect.height > 0));
                    let mut all: Vec<Rect> = regions.panes.iter().map(|(_, rect)| *rect).collect();
                    all.extend([regions.header, regions.footer]);
                    all.extend(regions.strip);
                    assert_eq!(all.iter().map(|rect| rect.area()).sum::<u32>(), area.area(), "{width}x{height}");
                    for (number, one) in all.iter().enumerate() {
                        assert!(all.iter().skip(number + 1).all(|other| !one.intersects(*other)));
                    }
                }
            }
        }
    }

    #[test]
    fn going_forward_and_back_ends_where_it_began() {
        for pane in Pane::ALL {
            assert_eq!(pane.step(true).step(false), pane);
        }
    }
}
