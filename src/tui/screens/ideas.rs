//! The idea pane: what could be given to the chosen stakeholder.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::super::model::Model;
use super::super::text;
use super::Listing;
use crate::domain::suggest::OFFERED;
use crate::domain::{Idea, Word, outsizes};
use crate::keys::{Command, Context};

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
        let mut lines = super::empty(model, what, Command::NewIdea, "writes an idea down", width);
        lines.extend(prompts(model, width));
        return Listing::plain(lines);
    }
    let gifts = if width >= 44 { 14 } else { 0 };
    let (mut lines, mut starts, mut chosen) = (Vec::new(), Vec::new(), 0);
    let all_given = ideas.iter().all(|(_, given)| given.is_some());
    for (idea, given) in ideas {
        starts.push(lines.len());
        let here = Some(&idea.id) == model.screen.idea.as_ref();
        if here {
            chosen = lines.len();
        }
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
        if given.is_none() && idea.for_them.is_empty() && !(here && focused) {
            body = format!("{body}  for them?");
        }
        let style = match (here && focused, given.is_some()) {
            (true, _) => look.chosen(),
            (false, true) => look.quiet(),
            (false, false) => Style::new(),
        };
        let head_style = if given.is_some() { look.quiet() } else { look.accent() };
        lines.extend(text::hanging(&head, &body, width, head_style, style));
        if here && focused && given.is_none() {
            let lead = " ".repeat(2 + gifts);
            for told in thoughts(model, idea) {
                lines.extend(text::hanging(&lead, &told, width, Style::new(), look.quiet()));
            }
        }
    }
    if focused && all_given {
        lines.push(Line::from(Span::styled("All given. What could come next?", look.quiet())));
    }
    lines.extend(prompts(model, width));
    Listing { lines, starts, chosen }
}

/// What is worth a thought before the chosen idea is given: what is in it for them, and whether it is large.
fn thoughts(model: &Model, idea: &Idea) -> Vec<String> {
    let people = || idea.to.iter().filter_map(|id| model.plan().stakeholders.get(id));
    let mut told = Vec::new();
    if idea.for_them.is_empty() {
        let key = model.keymap.key_for(Command::Reframe, Context::Ideas.chain());
        let key = key.map_or(String::new(), |key| format!("  {key} says it"));
        let who = match idea.to.as_slice() {
            [_] => people().next().map_or_else(|| "them".to_owned(), |who| model.name(who.called()).into_owned()),
            _ => "them".to_owned(),
        };
        told.push(format!("what is in it for {who}?{key}"));
    } else {
        told.push(format!("for them: {}", model.prose(&idea.for_them)));
    }
    if people().any(|who| outsizes(idea.gift, idea.effort, who.closeness)) {
        told.push("large for how well you know each other; something smaller first?".to_owned());
    }
    told
}

/// The line that leads to the prompts: how many there are to begin with.
fn prompts(model: &Model, width: usize) -> Option<Line<'static>> {
    const NUMBERS: [&str; OFFERED] = ["one", "two", "three", "four", "five", "six", "seven"];
    let look = model.look;
    let who = model.who()?;
    let count = model.prompts_offered(&who.id);
    let number = NUMBERS.get(count.checked_sub(1)?)?;
    let key = model.keymap.key_for(Command::ShowPrompts, Context::Ideas.chain())?;
    let (words, fit) = if count == 1 { ("prompt", "fits") } else { ("prompts", "fit") };
    // Whom they fit stands above; a line that stays as it is costs nothing on the way to the terminal.
    let told = text::fit(&format!(": {number} {words} that {fit}"), width.saturating_sub(3));
    Some(Line::from(vec![Span::styled(format!("+ {key}"), look.accent()), Span::styled(told, look.quiet())]))
}
