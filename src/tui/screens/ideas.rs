//! The idea pane: what could be given to the chosen stakeholder.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::super::model::Model;
use super::super::text;
use super::Listing;
use crate::domain::Word;
use crate::keys::Command;

/// The ideas, the open ones first.
pub fn listing(model: &Model, width: usize, focused: bool) -> Listing {
    let look = model.look;
    if model.who().is_none() {
        let what = text::fit("Ideas for the chosen stakeholder stand here.", width);
        return Listing::plain(vec![Line::styled(what, look.quiet())]);
    }
    let ideas = model.ideas();
    if ideas.is_empty() {
        let what = "How can you contribute? A thank-you counts.";
        return Listing::plain(super::empty(model, what, Command::NewIdea, "writes an idea down", width));
    }
    let gifts = if width >= 44 { 14 } else { 0 };
    let (mut lines, mut starts, mut chosen) = (Vec::new(), Vec::new(), 0);
    for idea in ideas {
        starts.push(lines.len());
        let here = Some(&idea.id) == model.screen.idea.as_ref();
        if here {
            chosen = lines.len();
        }
        let given = model.plan().given_on(&idea.id);
        let glyph = if given.is_some() { look.glyph("✓ ", "x ") } else { look.glyph("○ ", "- ") };
        let gift = idea.gift.map_or("", Word::word);
        let head = format!("{glyph}{}", if gifts > 0 { text::pad(gift, gifts) } else { String::new() });
        let mut body = model.prose(&idea.text).into_owned();
        if let Some(day) = given {
            body = format!("{body}  given {}", text::day(day, model.today));
        } else if let Some(by) = idea.by {
            body = format!("{body}  {}", text::due(by, model.today));
        }
        if idea.to.len() > 1 {
            body = format!("{body}  +{}", idea.to.len() - 1);
        }
        let style = match (here && focused, given.is_some()) {
            (true, _) => look.chosen(),
            (false, true) => look.quiet(),
            (false, false) => Style::new(),
        };
        let head_style = if given.is_some() { look.quiet() } else { look.accent() };
        lines.extend(text::hanging(&head, &body, width, head_style, style));
        if here && focused && !idea.for_them.is_empty() {
            let lead = " ".repeat(2 + gifts);
            let for_them = format!("for them: {}", model.prose(&idea.for_them));
            lines.extend(text::hanging(&lead, &for_them, width, Style::new(), look.quiet()));
        }
    }
    if focused && model.ideas().iter().all(|idea| model.plan().is_given(&idea.id)) {
        lines.push(Line::from(Span::styled("All given. What could come next?", look.quiet())));
    }
    Listing { lines, starts, chosen }
}
