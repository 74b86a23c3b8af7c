//! Where things stand on a terminal of any size. Pure: update, drawing and the mouse ask the same question.

use ratatui::layout::{Constraint, Layout, Position, Rect};

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

/// How much of the room the panes have that come first, in hundredths, where somebody moved a border; the layout decides
/// about the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shares {
    /// The left column.
    pub left: Option<u16>,
    /// The goal, of the left column.
    pub goal: Option<u16>,
    /// The ideas, of the right column.
    pub ideas: Option<u16>,
    /// The upper of two stacked panes.
    pub upper: Option<u16>,
}

/// A border between two panes that can be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Border {
    /// Between the columns.
    Columns,
    /// Under the goal.
    Goal,
    /// Under the ideas.
    Ideas,
    /// Between two stacked panes.
    Stacked,
}

impl Shares {
    /// Moves a border to a cell. No pane gets less than a sixth.
    pub fn shift(&mut self, border: Border, regions: &Regions, column: u16, row: u16) {
        let body = regions.panes.iter().map(|(_, area)| *area).reduce(Rect::union).unwrap_or_default();
        let hundredths = |at: u16, from: u16, room: u16| {
            let share = u32::from(at.saturating_sub(from)) * 100 / u32::from(room.max(1));
            Some(u16::try_from(share).unwrap_or(100).clamp(17, 83))
        };
        let down = hundredths(row.saturating_add(1), body.y, body.height);
        match border {
            Border::Columns => self.left = hundredths(column.saturating_add(1), body.x, body.width),
            Border::Goal => self.goal = down,
            Border::Ideas => self.ideas = down,
            Border::Stacked => self.upper = down,
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

impl Regions {
    /// The rows between header and footer, where the other screens than Plan divide the room themselves.
    pub fn body(&self) -> Rect {
        let y = self.header.bottom();
        Rect { y, height: self.footer.y.saturating_sub(y), ..self.header }
    }

    /// The pane a cell is in.
    pub fn pane_at(&self, column: u16, row: u16) -> Option<(Pane, Rect)> {
        self.panes.iter().copied().find(|(_, area)| area.contains(Position { x: column, y: row }))
    }

    /// The border that can be taken hold of at a cell.
    pub fn border_at(&self, column: u16, row: u16) -> Option<Border> {
        let (pane, area) = self.pane_at(column, row)?;
        let (top, bottom, left, right) =
            (row == area.y, row + 1 == area.bottom(), column == area.x, column + 1 == area.right());
        match (pane, self.panes.len()) {
            (Pane::Goal | Pane::Stakeholders, 4) if right => Some(Border::Columns),
            (Pane::Ideas | Pane::About, 4) if left => Some(Border::Columns),
            (Pane::Goal, 4) if bottom => Some(Border::Goal),
            (Pane::Stakeholders, 4) if top => Some(Border::Goal),
            (Pane::Ideas, 4) if bottom => Some(Border::Ideas),
            (Pane::About, 4) if top => Some(Border::Ideas),
            (_, 2) if top || bottom => {
                let upper = self.panes.first().is_some_and(|(first, _)| *first == pane);
                (if upper { bottom } else { top }).then_some(Border::Stacked)
            }
            _ => None,
        }
    }
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
pub fn regions(area: Rect, focus: Pane, lower: Pane, shares: Shares) -> Option<Regions> {
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        return None;
    }
    let [header, body, footer] =
        Layout::vertical([Constraint::Length(1), Constraint::Fill(1), Constraint::Length(1)]).areas(area);
    let (strip, panes) = if area.width >= WIDE && area.height >= STACKED.1 {
        (None, four(body, focus, shares))
    } else if area.width >= STACKED.0 && area.height >= STACKED.1 {
        two(body, focus, lower, shares)
    } else {
        (None, vec![(focus, body)])
    };
    Some(Regions { header, strip, panes, footer })
}

fn four(body: Rect, focus: Pane, shares: Shares) -> Vec<(Pane, Rect)> {
    let columns = [Constraint::Percentage(shares.left.unwrap_or(54)), Constraint::Fill(1)];
    let [left, right] = Layout::horizontal(columns).areas(body);
    let goal_height = if focus == Pane::Goal { (body.height / 2).max(7) } else { 7.min(body.height / 3).max(4) };
    let goal_height = shares.goal.map_or(Constraint::Length(goal_height), Constraint::Percentage);
    let [goal, people] = Layout::vertical([goal_height, Constraint::Fill(1)]).areas(left);
    let share = shares.ideas.unwrap_or(if focus == Pane::Ideas { 55 } else { 42 });
    let [ideas, about] = Layout::vertical([Constraint::Percentage(share), Constraint::Fill(1)]).areas(right);
    vec![(Pane::Goal, goal), (Pane::Stakeholders, people), (Pane::Ideas, ideas), (Pane::About, about)]
}

fn two(body: Rect, focus: Pane, lower: Pane, shares: Shares) -> (Option<Rect>, Vec<(Pane, Rect)>) {
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
    let share = shares.upper.unwrap_or(if focus == top { 58 } else { 40 });
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
        let moved = Shares { left: Some(17), goal: Some(83), ideas: Some(17), upper: Some(83) };
        for (width, height) in (0..140).flat_map(|width| (0..50).map(move |height| (width, height))) {
            for shares in [Shares::default(), moved] {
                let area = Rect::new(0, 0, width, height);
                for focus in Pane::ALL {
                    let Some(regions) = regions(area, focus, Pane::Ideas, shares) else {
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
    fn a_border_goes_where_it_is_drawn() {
        for (size, columns) in [((120, 36), true), ((80, 24), false)] {
            let at =
                |shares| regions(Rect::new(0, 0, size.0, size.1), Pane::Stakeholders, Pane::Ideas, shares).unwrap();
            let mut shares = Shares::default();
            let before = at(shares);
            let upper = before.panes[0].1;
            let (x, y) = if columns { (upper.right() - 1, 4) } else { (4, upper.bottom() - 1) };
            let border = before.border_at(x, y).unwrap();
            let (column, row) = if columns { (40, 4) } else { (4, 15) };
            shares.shift(border, &before, column, row);
            let after = at(shares);
            let moved = after.panes[0].1;
            let (here, wanted) = if columns { (moved.right() - 1, 40) } else { (moved.bottom() - 1, 15) };
            assert!(here.abs_diff(wanted) <= 1, "{here} and not {wanted}");
            assert_eq!(before.border_at(4, 0), None);
        }
    }

    #[test]
    fn going_forward_and_back_ends_where_it_began() {
        for pane in Pane::ALL {
            assert_eq!(pane.step(true).step(false), pane);
        }
    }
}
