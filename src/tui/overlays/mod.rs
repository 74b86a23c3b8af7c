//! What lies over a screen: a form, help, a list to pick from, a question.
//!
//! Overlays are a stack; keys go to the topmost. Each file draws one of them from the model and changes nothing.

mod ask;
mod capture;
mod figures;
mod form;
mod help;
mod joining;
mod next;
mod palette;
mod pick;
mod prompts;
mod reading;
mod value;
mod welcome;
mod why;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::Line;
use ratatui::widgets::{Clear, Widget};

use super::forms::Form;
use super::layout::middle;
use super::mask::Mask;
use super::model::Model;
use super::text;
use super::widgets::field::{Field as TextField, FieldLook};
use super::widgets::frame;
use crate::domain::StakeholderId;
pub use capture::Capture;
pub use figures::{Figures, TellsOf, copied, rows};
pub use help::Help;
pub use joining::{Joining, last as joining_last, name as version_name};
pub use next::draw as draw_next;
pub use palette::{Found, Palette};
pub use pick::{Choosable, Facet, Pick, person};
pub use prompts::Prompts;
pub use reading::{Reading, last as reading_last};
pub use value::{About, Value};
pub use welcome::{Answers, Question, Welcome};

/// Something over the screen.
#[derive(Debug)]
pub enum Overlay {
    /// A form for a record.
    Form(Box<Form>),
    /// A line on its way to becoming a record.
    Capture(Box<Capture>),
    /// The find line in the footer, with what is typed there.
    Find(Box<TextField>),
    /// The keys that work in a context.
    Help(Box<Help>),
    /// Any command by its name.
    Palette(Box<Palette>),
    /// The figures of a chart.
    Figures(Figures),
    /// An entry of the journal, to be read as a whole.
    Reading(Reading),
    /// Another version of the plan, before it is taken in.
    Joining(Box<Joining>),
    /// A list to pick from.
    Pick(Pick),
    /// Why somebody stands where they do in the review.
    Why(StakeholderId),
    /// Prompts for somebody.
    Prompts(Box<Prompts>),
    /// The people for whom something is a gift.
    Value(Box<Value>),
    /// Leaving a form that has changes.
    Unsaved,
    /// Quitting although a change could not be saved.
    Confirm,
    /// Much is missing in the file that somebody else has changed.
    Loss,
    /// The three questions of the first run.
    Welcome(Box<Welcome>),
}

impl Overlay {
    /// A form over the screen.
    pub fn form(form: Form) -> Self {
        Self::Form(Box::new(form))
    }

    /// The three questions of the first run.
    pub fn welcome() -> Self {
        Self::Welcome(Box::default())
    }
}

/// Draws everything that lies over the screen, and says where the cursor belongs.
pub fn draw(model: &Model, area: Rect, footer: Rect, buffer: &mut Buffer) -> Option<Position> {
    let mut cursor = None;
    for overlay in &model.overlays {
        cursor = match overlay {
            Overlay::Form(shown) => form::draw(model, shown, area, buffer),
            Overlay::Capture(shown) => capture::draw(model, shown, area, buffer),
            Overlay::Find(field) => find(model, field, footer, buffer),
            Overlay::Help(shown) => help::draw(model, shown, area, buffer),
            Overlay::Palette(shown) => palette::draw(model, shown, area, buffer),
            Overlay::Figures(shown) => figures::draw(model, *shown, area, buffer),
            Overlay::Reading(shown) => reading::draw(model, shown, area, buffer),
            Overlay::Joining(shown) => joining::draw(model, shown, area, buffer),
            Overlay::Pick(list) => pick::draw(model, list, area, buffer),
            Overlay::Why(who) => why::draw(model, who, area, buffer),
            Overlay::Prompts(shown) => prompts::draw(model, shown, area, buffer),
            Overlay::Value(shown) => value::draw(model, shown, area, buffer),
            Overlay::Unsaved => ask::unsaved(model, area, buffer),
            Overlay::Confirm => ask::not_saved(model, area, buffer),
            Overlay::Loss => ask::loss(model, area, buffer),
            Overlay::Welcome(questions) => welcome::draw(model, questions, area, buffer),
        };
    }
    cursor
}

/// How many lines help has, where it lies on top.
pub fn help_length(model: &Model) -> usize {
    match model.overlays.last() {
        Some(Overlay::Help(shown)) => help::lines(model, shown, help::room(model.size.0)).len(),
        _ => 0,
    }
}

/// The find line in the footer.
fn find(model: &Model, field: &TextField, footer: Rect, buffer: &mut Buffer) -> Option<Position> {
    Clear.render(footer, buffer);
    buffer.set_line(footer.x, footer.y, &Line::styled(" find: ", model.look.accent()), footer.width);
    let room = Rect { x: footer.x + 7.min(footer.width), width: footer.width.saturating_sub(8), ..footer };
    if model.mask == Mask::Away {
        let covered = model.prose(&field.value()).into_owned();
        buffer.set_line(room.x, room.y, &Line::raw(covered), room.width);
        return None;
    }
    field.draw(room, buffer, field_look(model))
}

/// How a field with the focus looks.
fn field_look(model: &Model) -> FieldLook {
    FieldLook { text: Style::new(), placeholder: model.look.quiet(), focused: true }
}

/// What a click into what lies on top is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// A line of a list, from 0.
    Line(usize),
    /// A field of a form, from 0.
    Field(usize),
    /// Inside, and nothing in particular.
    Inside,
    /// Beside it.
    Outside,
}

/// What a cell of the screen belongs to while something lies on top.
pub fn spot(model: &Model, area: Rect, column: u16, row: u16) -> Spot {
    let cell = Position { x: column, y: row };
    let on = |place: Rect, line: Option<Spot>| match line {
        _ if !place.contains(cell) => Spot::Outside,
        Some(spot) => spot,
        None => Spot::Inside,
    };
    match model.overlays.last() {
        Some(Overlay::Pick(shown)) => {
            on(middle_of(pick::size(shown, area), area), pick::line_at(shown, area, row).map(Spot::Line))
        }
        Some(Overlay::Figures(shown)) => {
            let size = figures::size(figures::rows(model, shown.chart).len(), area);
            on(middle_of(size, area), figures::line_at(model, *shown, area, row).map(Spot::Line))
        }
        Some(Overlay::Palette(shown)) => {
            on(middle_of(palette::size(area), area), palette::line_at(model, shown, area, row).map(Spot::Line))
        }
        Some(Overlay::Form(shown)) => {
            on(middle_of(form::size(shown, area), area), form::field_at(shown, area, row).map(Spot::Field))
        }
        Some(Overlay::Prompts(shown)) => on(
            middle_of(prompts::size(model, shown, area), area),
            prompts::line_at(model, shown, area, row).map(Spot::Line),
        ),
        Some(Overlay::Value(shown)) => {
            on(middle_of(value::size(shown, area), area), value::line_at(shown, area, row).map(Spot::Line))
        }
        Some(Overlay::Reading(shown)) => on(middle_of(reading::size(model, shown, area), area), None),
        Some(Overlay::Joining(shown)) => on(middle_of(joining::size(model, shown, area), area), None),
        Some(Overlay::Help(shown)) => on(middle_of(help::size(model, shown, area), area), None),
        _ => Spot::Inside,
    }
}

fn middle_of(size: (u16, u16), area: Rect) -> Rect {
    middle(area, size.0, size.1)
}

/// The room inside a box in the middle: a border, and a column free on both sides.
fn inside(size: (u16, u16), area: Rect) -> Rect {
    frame::room(middle_of(size, area))
}

/// A box in the middle with a heading; hands back the room inside. The footer has the keys.
fn panel(model: &Model, title: &str, size: (u16, u16), area: Rect, buffer: &mut Buffer) -> Rect {
    let place = middle_of(size, area);
    Clear.render(place, buffer);
    let look = model.look;
    let room = usize::from(place.width.saturating_sub(4));
    frame::draw(place, look.border_set(true), look.border(true), buffer);
    frame::head(place, &Line::styled(format!(" {} ", text::fit(title, room)), look.accent()), buffer);
    inside(size, area)
}
