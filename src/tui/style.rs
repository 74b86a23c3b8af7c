//! How things look: a few roles, each with one style.
//!
//! The terminal's own sixteen colours by default and never a painted background, so that the user's palette holds; which
//! role has which is the business of `config::theme`.
//! Colour never stands alone: warmth has a glyph and a word beside it, the focused pane a thicker border.

use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::border;

use super::reply::Ground;
use crate::config::theme::{self, Colour, Paint, Paints, Role, THEMES, Theme};
use crate::config::{Background, Config, Glyphs, colour};
use crate::domain::Warmth;

/// The look of the screens: whether there are colours, whether there are more letters than ASCII, and how each role is
/// painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Colours are used.
    pub colour: bool,
    /// Borders and glyphs may be other than ASCII.
    pub unicode: bool,
    /// How each role is painted.
    pub paints: Paints,
}

impl Default for Look {
    fn default() -> Self {
        Self { colour: true, unicode: true, paints: THEMES[0].unknown }
    }
}

/// Where the colours come from: a theme, what the user has painted otherwise, and how bright the ground is.
#[derive(Clone, Debug)]
pub struct Colours {
    theme: &'static Theme,
    own: Vec<(Role, Paint)>,
    /// How bright the ground is, as far as it is known.
    pub ground: Option<Ground>,
    /// Whether the terminal may be asked.
    pub ask: bool,
    /// The terminal did not answer.
    pub silent: bool,
}

impl Default for Colours {
    fn default() -> Self {
        Self { theme: &THEMES[0], own: Vec::new(), ground: None, ask: false, silent: false }
    }
}

impl Colours {
    /// The colours a config asks for. What it says of the ground comes first, then what the environment says; only then
    /// is the terminal asked. `variable` looks up a variable of the environment.
    pub fn of(config: &Config, variable: impl Fn(&str) -> Option<String>) -> Self {
        let ground = match config.background {
            Background::Dark => Some(Ground::Dark),
            Background::Light => Some(Ground::Light),
            Background::Auto => None,
        };
        let silent = matches!(variable("TERM").as_deref(), None | Some("" | "linux" | "dumb"));
        Self {
            theme: theme::named(&config.theme).unwrap_or(&THEMES[0]),
            own: config.colours.clone(),
            ask: ground.is_none() && !silent,
            ground: ground.or_else(|| variable("COLORFGBG").and_then(|value| colorfgbg(&value))),
            silent: false,
        }
    }

    /// Whether an answer of the terminal is waited for.
    pub fn waits(&self) -> bool {
        self.ask && self.ground.is_none() && !self.silent
    }

    /// How each role is painted. Most terminals are dark: until one has answered it is painted as if it were.
    pub fn paints(&self) -> Paints {
        let mut paints = match self.ground {
            Some(Ground::Dark) => self.theme.dark,
            Some(Ground::Light) => self.theme.light,
            None if self.waits() => self.theme.dark,
            None => self.theme.unknown,
        };
        for (role, paint) in &self.own {
            if let Some(place) = paints.get_mut(*role as usize) {
                *place = *paint;
            }
        }
        paints
    }
}

/// The ground by the variable that rxvt and others set, `15;0`: the last part is its number among the sixteen colours.
fn colorfgbg(value: &str) -> Option<Ground> {
    let number: u8 = value.rsplit(';').next()?.parse().ok()?;
    Some(if matches!(number, 0..=6 | 8) { Ground::Dark } else { Ground::Light })
}

impl Look {
    /// The look that the environment and the config ask for: no colours where [`colour::wanted`] has none, ASCII
    /// alone on the Linux console and where the locale has no UTF-8, unless the config says which. `variable` looks up a
    /// variable of the environment.
    pub fn of(config: &Config, variable: impl Fn(&str) -> Option<String>) -> Self {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        // The first of these that is set decides, as setlocale(3) has it.
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set).unwrap_or_default().to_lowercase();
        let utf8 = locale.contains("utf-8") || locale.contains("utf8");
        // No locale at all is more often a bare container than a terminal of the last century.
        let found = (utf8 || locale.is_empty()) && variable("TERM").as_deref() != Some("linux");
        let unicode = match config.glyphs {
            Glyphs::Auto => found,
            Glyphs::Unicode => true,
            Glyphs::Ascii => false,
        };
        Self {
            colour: colour::wanted(config.when_colours, &variable, true),
            unicode,
            paints: Colours::of(config, &variable).paints(),
        }
    }

    fn role(self, role: Role) -> Style {
        let paint = self.paints.get(role as usize).copied().unwrap_or_default();
        let mut style = match paint.colour {
            _ if !self.colour => Style::new(),
            Colour::Plain => Style::new(),
            Colour::Indexed(number) => Style::new().fg(sixteen(number)),
            Colour::Rgb(red, green, blue) => Style::new().fg(Color::Rgb(red, green, blue)),
        };
        for (on, modifier) in [
            (paint.bold, Modifier::BOLD),
            (paint.dim, Modifier::DIM),
            (paint.reversed, Modifier::REVERSED),
            (paint.underlined, Modifier::UNDERLINED),
        ] {
            if on {
                style = style.add_modifier(modifier);
            }
        }
        style
    }

    /// The one accent: titles of what has the focus, keys in hints.
    pub fn accent(self) -> Style {
        self.role(Role::Accent)
    }

    /// Text that matters less.
    pub fn quiet(self) -> Style {
        self.role(Role::Quiet)
    }

    /// Text that matters more.
    pub fn strong(self) -> Style {
        self.role(Role::Strong)
    }

    /// The row or field the keys act on.
    pub fn chosen(self) -> Style {
        // Whatever the row was painted before, it is one bar now.
        Style::new().fg(Color::Reset).remove_modifier(Modifier::DIM).patch(self.role(Role::Chosen))
    }

    /// The chosen row of a pane that does not have the focus.
    pub fn marked(self) -> Style {
        self.role(Role::Marked)
    }

    /// Something is wrong and wants looking at.
    pub fn alarm(self) -> Style {
        self.role(Role::Alarm)
    }

    /// Something is well.
    pub fn good(self) -> Style {
        self.role(Role::Good)
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

    /// How warmth looks, from cool to hot. A glyph and a word stand beside it.
    pub fn warmth(self, warmth: Warmth) -> Style {
        self.role(match warmth {
            Warmth::Fresh => Role::WarmthFresh,
            Warmth::Soon => Role::WarmthSoon,
            Warmth::Due => Role::WarmthDue,
            Warmth::Overdue => Role::WarmthOverdue,
            Warmth::Cold => Role::WarmthCold,
            Warmth::Never => Role::WarmthNever,
            Warmth::Snoozed => Role::WarmthSnoozed,
        })
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

/// The sixteen colours that terminals of all ages know, in their order.
pub const SIXTEEN: [Color; 16] = [
    Color::Black,
    Color::Red,
    Color::Green,
    Color::Yellow,
    Color::Blue,
    Color::Magenta,
    Color::Cyan,
    Color::Gray,
    Color::DarkGray,
    Color::LightRed,
    Color::LightGreen,
    Color::LightYellow,
    Color::LightBlue,
    Color::LightMagenta,
    Color::LightCyan,
    Color::White,
];

/// One of the terminal's colours; the first sixteen by their names.
fn sixteen(number: u8) -> Color {
    SIXTEEN.get(usize::from(number)).copied().unwrap_or(Color::Indexed(number))
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

    fn of(variables: &[(&str, &str)]) -> (bool, bool) {
        let look = Look::of(&Config::default(), |name| known(variables, name));
        (look.colour, look.unicode)
    }

    fn known(variables: &[(&str, &str)], name: &str) -> Option<String> {
        variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
    }

    #[test]
    fn the_environment_is_asked() {
        assert_eq!(of(&[]), (true, true));
        assert_eq!(of(&[("NO_COLOR", "1"), ("LANG", "de_DE.UTF-8")]), (false, true));
        assert!(of(&[("NO_COLOR", "")]).0);
        assert!(!of(&[("LC_ALL", "C"), ("LANG", "en_US.UTF-8")]).1);
        assert!(of(&[("LC_ALL", ""), ("LC_CTYPE", "C.utf8"), ("LANG", "C")]).1);
        assert!(!of(&[("LANG", "en_US.UTF-8"), ("TERM", "linux")]).1);
    }

    #[test]
    fn the_config_comes_first_then_the_environment_then_the_terminal() {
        let colours = |config: &str, variables: &[(&str, &str)]| {
            let config = crate::config::read(config);
            assert_eq!(config.mistakes, []);
            Colours::of(&config, |name| known(variables, name))
        };
        let asked = |colours: Colours| (colours.ground, colours.ask);
        let xterm = ("TERM", "xterm");
        assert_eq!(asked(colours("", &[xterm])), (None, true));
        assert_eq!(asked(colours("", &[xterm, ("COLORFGBG", "0;15")])), (Some(Ground::Light), true));
        assert_eq!(asked(colours("", &[xterm, ("COLORFGBG", "15;default;0")])), (Some(Ground::Dark), true));
        assert_eq!(asked(colours("(background: \"light\")", &[xterm])), (Some(Ground::Light), false));
        assert_eq!(asked(colours("", &[("TERM", "linux")])), (None, false));
        let own = colours("(theme: \"okabe\", colours: { \"good\": \"208\" })", &[xterm]);
        assert_eq!(own.paints()[Role::Good as usize].colour, Colour::Indexed(208));
        let okabe = theme::named("okabe").unwrap();
        assert_eq!((own.waits(), own.paints()[0]), (true, okabe.dark[0]));
        let silent = Colours { silent: true, ..own };
        assert_eq!((silent.waits(), silent.paints()[0]), (false, okabe.unknown[0]));
        let ascii = Look::of(&crate::config::read("(glyphs: \"ascii\")"), |_| None);
        assert!(!ascii.unicode);
    }
}
