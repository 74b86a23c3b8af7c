//! Another version of the plan, before it is taken in: what comes in, what changes, which values clash.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::super::model::Model;
use super::super::told::{self, Told};
use super::super::widgets::wrap;
use super::super::{screens, text};
use super::{inside, panel};
use crate::domain::Key;
use crate::domain::merge::{Clash, Joined};
use crate::keys::{Command, Context};

/// The most columns of the box: longer lines are hard to read.
const WIDTH: u16 = 92;
/// Columns of the word for what kind of record a line is about.
const KINDS: usize = 13;

/// Versions that lie beside the plan; the first one is shown.
#[derive(Clone, Debug)]
pub struct Joining {
    /// Those that can be read.
    pub versions: Vec<(PathBuf, Arc<Joined>)>,
    /// Those that cannot, and why.
    pub unread: Vec<(PathBuf, String)>,
    /// The first line shown, from 0.
    pub first: usize,
}

/// The name of a version.
pub fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn lines(model: &Model, shown: &Joining, width: usize) -> Vec<Line<'static>> {
    let look = model.look;
    let mut lines = Vec::new();
    let mut say = |text: &str, style: Style| {
        lines.extend(text::wrapped(text, width).into_iter().map(|line| Line::styled(line, style)));
    };
    if let Some((path, joined)) = shown.versions.first() {
        say(&name(path), look.strong());
        if shown.versions.len() > 1 {
            say(&format!("The first of {}; the others come after it.", shown.versions.len()), look.quiet());
        }
        let mut changes = joined.changes();
        changes.more.retain(|key| !matches!(key, Key::Conflict(_)));
        let clashes = joined.clashes();
        let words = match changes.words() {
            words if words.is_empty() && clashes.is_empty() => {
                "It says nothing that is not here; taking it in only puts it away.".to_owned()
            }
            words if words.is_empty() => "Nothing comes in but the values below.".to_owned(),
            words => format!("It brings: {words}."),
        };
        say(&words, Style::new());
        lines.push(Line::raw(""));
        for key in &changes.more {
            lines.push(record(model, "+", key, &Told::of(&joined.merged.records, key).line(model), width));
        }
        for key in changes.changed.iter().filter(|key| !matches!(key, Key::Conflict(_))) {
            let fields: Vec<_> =
                joined.fields(key).iter().map(|field| told::field(model, &joined.merged.records, field)).collect();
            let called = Told { prose: String::new(), ..Told::of(&joined.merged.records, key) }.line(model);
            let called = if called.is_empty() { Told::of(&joined.merged.records, key).line(model) } else { called };
            lines.push(record(model, "~", key, &format!("{called}: {}", fields.join(", ")), width));
        }
        for key in &changes.fewer {
            lines.push(record(model, "-", key, &Told::of(&joined.ours, key).line(model), width));
        }
        if !clashes.is_empty() {
            if lines.last().is_some_and(|line| line.width() > 0) {
                lines.push(Line::raw(""));
            }
            let key = model.keymap.key_for(Command::SettleConflicts, Context::Screen.chain()).unwrap_or_default();
            let said = format!("Changed in both: both values are kept, and {key} settles them.");
            lines.extend(text::wrapped(&said, width).into_iter().map(|line| Line::styled(line, look.alarm())));
        }
        for one in &clashes {
            lines.extend(text::hanging("  ", &clash(model, joined, one), width, Style::new(), Style::new()));
        }
    }
    for (path, why) in &shown.unread {
        if !lines.is_empty() {
            lines.push(Line::raw(""));
        }
        let said = format!("{} cannot be read, and stays where it is: {why}", name(path));
        lines.extend(text::wrapped(&said, width).into_iter().map(|line| Line::styled(line, look.alarm())));
    }
    lines
}

/// A record that comes in, changes or goes.
fn record(model: &Model, sign: &'static str, key: &Key, called: &str, width: usize) -> Line<'static> {
    let kind = text::pad(key.kind(), KINDS);
    let room = width.saturating_sub(wrap::width(&kind) + 2);
    Line::from(vec![
        Span::styled(format!("{sign} "), model.look.accent()),
        Span::styled(kind, model.look.quiet()),
        Span::raw(text::fit(called, room)),
    ])
}

/// Two values for one field: who, what, and both of them.
fn clash(model: &Model, joined: &Joined, clash: &Clash) -> String {
    let records = &joined.merged.records;
    let about = Told::of(records, &clash.about);
    let called = if about.names.is_empty() { about } else { Told { prose: String::new(), ..about } };
    let field = told::field(model, records, &clash.field);
    let value = |json: &Option<String>| told::value(model, records, json.as_deref());
    format!("{}, {field}: {} here, {} there", called.line(model), value(&clash.here), value(&clash.there))
}

fn room(area: Rect) -> usize {
    usize::from(WIDTH.min(area.width).saturating_sub(4))
}

/// Columns and rows of the box.
pub fn size(model: &Model, shown: &Joining, area: Rect) -> (u16, u16) {
    let rows = u16::try_from(lines(model, shown, room(area)).len()).unwrap_or(u16::MAX).saturating_add(2);
    (WIDTH.min(area.width), rows.min(area.height))
}

/// The last line that can be the first one shown.
pub fn last(model: &Model, shown: &Joining, area: Rect) -> usize {
    let lines = lines(model, shown, room(area)).len();
    lines.saturating_sub(usize::from(inside(size(model, shown, area), area).height))
}

/// Draws what would come in.
pub fn draw(model: &Model, shown: &Joining, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let lines = lines(model, shown, room(area));
    let inner = panel(model, "Another version of the plan", size(model, shown, area), area, buffer);
    let last = lines.len().saturating_sub(usize::from(inner.height));
    screens::draw_lines(&lines, shown.first.min(last), inner, buffer);
    None
}
