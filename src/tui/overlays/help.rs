//! Help: every key that works here, by group, from the catalogue; looked through by word or by key.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::Line;

use super::super::model::Model;
use super::super::widgets::field::Field;
use super::super::{screens, text};
use super::{field_look, panel};
use crate::keys::search::also;
use crate::keys::{Command, Context, Group};

/// Columns of the box, and of the keys in it.
const WIDTH: u16 = 80;
const KEYS: usize = 17;

/// The keys that work in a context.
#[derive(Clone, Debug)]
pub struct Help {
    /// Where the user was.
    pub context: Context,
    /// The first line shown.
    pub first: usize,
    /// What is looked for: a word, or a key.
    pub find: Field,
    /// Whether keys go into the field.
    pub typing: bool,
}

impl Help {
    /// All keys of a context.
    pub fn new(context: Context) -> Self {
        Self { context, first: 0, find: Field::line("").placeholder("a word, or a key"), typing: false }
    }

    /// Whether a command is what is looked for.
    fn fits(&self, command: Command, keys: &[String]) -> bool {
        let wanted = self.find.value();
        let wanted = wanted.trim();
        if wanted.is_empty() || keys.iter().any(|key| key == wanted) {
            return true;
        }
        let entry = command.entry();
        let known = format!("{} {} {}", entry.title, entry.help, also(command)).to_lowercase();
        // A single letter is a key.
        wanted.chars().count() > 1 && wanted.to_lowercase().split_whitespace().all(|word| known.contains(word))
    }
}

/// Draws help, and says where the cursor belongs.
pub fn draw(model: &Model, help: &Help, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let lines = lines(model, help, room(area.width));
    let found = help.typing || !help.find.is_empty();
    let title = format!("Keys: {}", help.context.title());
    let inner = panel(model, &title, sized(lines.len(), found, area), area, buffer);
    let top = Rect { height: u16::from(found).min(inner.height), ..inner };
    let below = Rect { y: inner.y + top.height, height: inner.height - top.height, ..inner };
    let first = help.first.min(lines.len().saturating_sub(usize::from(below.height)));
    screens::draw_lines(&lines, first, below, buffer);
    if !found {
        return None;
    }
    buffer.set_line(top.x, top.y, &Line::styled("/ ", model.look.accent()), top.width);
    let field = Rect { x: top.x + 2.min(top.width), width: top.width.saturating_sub(2), ..top };
    help.find.draw(field, buffer, field_look(model)).filter(|_| help.typing)
}

/// Columns and rows of the box.
pub fn size(model: &Model, help: &Help, area: Rect) -> (u16, u16) {
    sized(lines(model, help, room(area.width)).len(), help.typing || !help.find.is_empty(), area)
}

fn sized(lines: usize, found: bool, area: Rect) -> (u16, u16) {
    let rows = u16::try_from(lines).unwrap_or(u16::MAX).saturating_add(2 + u16::from(found));
    (WIDTH.min(area.width), rows.min(area.height))
}

/// The columns inside the box on a screen of this width.
pub fn room(width: u16) -> usize {
    usize::from(WIDTH.min(width).saturating_sub(4))
}

/// The lines of help, in this many columns.
pub fn lines(model: &Model, help: &Help, width: usize) -> Vec<Line<'static>> {
    let look = model.look;
    let here = model.keymap.here(help.context.chain());
    let mut lines = Vec::new();
    for group in Group::ALL {
        let mut heading = Some(Line::styled(group.title(), look.strong()));
        for (command, keys) in
            here.iter().filter(|(command, keys)| command.entry().group == group && help.fits(*command, keys))
        {
            lines.extend(heading.take());
            let keys = format!("  {}", text::pad(&keys.join(" "), KEYS));
            lines.extend(text::hanging(&keys, command.entry().help, width, look.accent(), Style::new()));
        }
    }
    let own = model.keymap.own_found(help.context.chain(), &help.find.value());
    let mut heading = Some(Line::styled("Your own commands", look.strong()));
    for own in own.into_iter().filter_map(|number| model.keymap.own(number)) {
        lines.extend(heading.take());
        let keys = format!("  {}", text::pad(&own.key.to_string(), KEYS));
        let told = format!("{}: {}", own.title, own.help());
        lines.extend(text::hanging(&keys, &told, width, look.accent(), Style::new()));
    }
    if help.find.is_empty() && model.mouse {
        lines.push(Line::default());
        let told = "The mouse works, too: click, double click, wheel, borders. With shift held it selects text.";
        lines.extend(text::hanging("", told, width, look.quiet(), look.quiet()));
    }
    if lines.is_empty() {
        lines.push(Line::styled("No key here does that; : finds any command.", look.quiet()));
    }
    lines
}
