//! How things look: a few roles, each with one style.
//!
//! The terminal's own sixteen colours by default and never a painted background, so that the user's palette holds.
//! Colour never stands alone: warmth has a glyph and a word beside it, the focused pane a thicker border.

use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::border;

use crate::domain::Warmth;

/// The look of the screens: whether there are colours, and whether there are more letters than ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Colours are used.
    pub colour: bool,
    /// Borders and glyphs may be other than ASCII.
    pub unicode: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self { colour: true, unicode: true }
    }
}

impl Look {
    /// The look that the environment asks for: no colours with `NO_COLOR` (<https://no-color.org>), ASCII alone on the
    /// Linux console and where the locale has no UTF-8. `variable` looks up a variable of the environment.
    pub fn of(variable: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        // The first of these that is set decides, as setlocale(3) has it.
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set).unwrap_or_default().to_lowercase();
        let utf8 = locale.contains("utf-8") || locale.contains("utf8");
        // No locale at all is more often a bare container than a terminal of the last century.
        let unicode = (utf8 || locale.is_empty()) && variable("TERM").as_deref() != Some("linux");
        Self { colour: set("NO_COLOR").is_none(), unicode }
    }

    fn paint(self, colour: Color) -> Style {
        if self.colour { Style::new().fg(colour) } else { Style::new() }
    }

    /// The one accent: titles of what has the focus, keys in hints.
    pub fn accent(self) -> Style {
        self.paint(Color::Cyan).add_modifier(Modifier::BOLD)
    }

    /// Text that matters less: the terminal's own letters, dimmed, so that it can be read on any background.
    pub fn quiet(self) -> Style {
        Style::new().add_modifier(Modifier::DIM)
    }

    /// Text that matters more.
    pub fn strong(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD)
    }

    /// The row or field the keys act on.
    pub fn chosen(self) -> Style {
        Style::new().fg(Color::Reset).remove_modifier(Modifier::DIM).add_modifier(Modifier::REVERSED)
    }

    /// The chosen row of a pane that does not have the focus.
    pub fn marked(self) -> Style {
        Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
    }

    /// Something is wrong and wants looking at.
    pub fn alarm(self) -> Style {
        self.paint(Color::Red).add_modifier(Modifier::BOLD)
    }

    /// Something is well.
    pub fn good(self) -> Style {
        self.paint(Color::Green)
    }

    /// The border of a pane.
    pub fn border(self, focused: bool) -> Style {
        if focused { self.accent() } else { self.quiet() }
    }

    /// The lines a border is made of.
    pub fn border_set(self, focused: bool) -> border::Set<'static> {
        match (self.unicode, focused) {
            (true, true) => border::THICK,
            (true, false) => border::ROUNDED,
            (false, true) => ASCII_FOCUSED,
            (false, false) => ASCII,
        }
    }

    /// How warmth looks: from cyan over blue and magenta to red, which can be read on dark and on light and told apart
    /// with every kind of colour blindness.
    pub fn warmth(self, warmth: Warmth) -> Style {
        match warmth {
            Warmth::Fresh => self.paint(Color::Cyan),
            Warmth::Soon => self.paint(Color::Blue),
            Warmth::Due => self.paint(Color::Magenta),
            Warmth::Overdue => self.paint(Color::Magenta).add_modifier(Modifier::BOLD),
            Warmth::Cold | Warmth::Never => self.paint(Color::Red).add_modifier(Modifier::BOLD),
            Warmth::Snoozed => self.quiet(),
        }
    }

    /// The glyph of a warmth, one cell wide.
    pub fn warmth_glyph(self, warmth: Warmth) -> &'static str {
        let (unicode, ascii) = match warmth {
            Warmth::Fresh => ("●", "*"),
            Warmth::Soon => ("◐", "+"),
            Warmth::Due => ("○", "o"),
            Warmth::Overdue => ("◌", "O"),
            Warmth::Cold => ("✕", "x"),
            Warmth::Never => ("!", "!"),
            Warmth::Snoozed => ("z", "z"),
        };
        self.glyph(unicode, ascii)
    }

    /// One of two spellings, by what the terminal can show.
    pub fn glyph(self, unicode: &'static str, ascii: &'static str) -> &'static str {
        if self.unicode { unicode } else { ascii }
    }
}

const ASCII: border::Set<'static> = border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

const ASCII_FOCUSED: border::Set<'static> = border::Set { horizontal_top: "=", horizontal_bottom: "=", ..ASCII };

#[cfg(test)]
mod tests {
    use super::*;

    fn of(variables: &[(&str, &str)]) -> Look {
        Look::of(|name| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn the_environment_is_asked() {
        assert_eq!(of(&[]), Look { colour: true, unicode: true });
        assert_eq!(of(&[("NO_COLOR", "1"), ("LANG", "de_DE.UTF-8")]), Look { colour: false, unicode: true });
        assert!(of(&[("NO_COLOR", "")]).colour);
        assert!(!of(&[("LC_ALL", "C"), ("LANG", "en_US.UTF-8")]).unicode);
        assert!(of(&[("LC_ALL", ""), ("LC_CTYPE", "C.utf8"), ("LANG", "C")]).unicode);
        assert!(!of(&[("LANG", "en_US.UTF-8"), ("TERM", "linux")]).unicode);
    }
}
