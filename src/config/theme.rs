//! Roles, colours and themes. A theme says for each role which letters to use, never which ground: the terminal's own
//! background stays.
//!
//! `terminal` uses the sixteen colours of the terminal, so that the user's palette holds; the others are chosen for a dark
//! ground, a bright one, or both. Warmth goes from cool to hot in colours that stay apart for the colour-blind: the set of
//! Okabe and Ito (Color Universal Design, 2008), darkened for bright grounds.

/// What something is on the screen, as far as its colour goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are the roles")]
pub enum Role {
    Accent,
    Quiet,
    Strong,
    Chosen,
    Marked,
    Alarm,
    Good,
    WarmthFresh,
    WarmthSoon,
    WarmthDue,
    WarmthOverdue,
    WarmthCold,
    WarmthNever,
    WarmthSnoozed,
}

/// How many roles there are.
pub const ROLES: usize = 14;

impl Role {
    /// Every role with its name in a config.
    pub const ALL: [(Self, &'static str); ROLES] = [
        (Self::Accent, "accent"),
        (Self::Quiet, "quiet"),
        (Self::Strong, "strong"),
        (Self::Chosen, "chosen"),
        (Self::Marked, "marked"),
        (Self::Alarm, "alarm"),
        (Self::Good, "good"),
        (Self::WarmthFresh, "warmth-fresh"),
        (Self::WarmthSoon, "warmth-soon"),
        (Self::WarmthDue, "warmth-due"),
        (Self::WarmthOverdue, "warmth-overdue"),
        (Self::WarmthCold, "warmth-cold"),
        (Self::WarmthNever, "warmth-never"),
        (Self::WarmthSnoozed, "warmth-snoozed"),
    ];

    /// The role with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(role, _)| *role)
    }
}

/// A colour of letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Colour {
    /// As the terminal has its letters.
    #[default]
    Plain,
    /// One of the terminal's 256 colours; the first sixteen have names.
    Indexed(u8),
    /// Red, green and blue.
    Rgb(u8, u8, u8),
}

/// How letters are painted.
#[expect(clippy::struct_excessive_bools, reason = "each is a mark that letters have or have not")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Paint {
    /// The colour.
    pub colour: Colour,
    /// Thicker.
    pub bold: bool,
    /// Fainter.
    pub dim: bool,
    /// Letters and ground change places.
    pub reversed: bool,
    /// With a line under it.
    pub underlined: bool,
}

/// The names of the sixteen colours, in their order.
const NAMES: [&str; 16] = [
    "black",
    "red",
    "green",
    "yellow",
    "blue",
    "magenta",
    "cyan",
    "white",
    "bright-black",
    "bright-red",
    "bright-green",
    "bright-yellow",
    "bright-blue",
    "bright-magenta",
    "bright-cyan",
    "bright-white",
];

impl Paint {
    /// Reads `cyan bold`, `#d55e00`, `208 underlined`, `plain`.
    ///
    /// # Errors
    ///
    /// The word that is no colour and no kind of letter.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut paint = Self::default();
        for word in text.split_whitespace() {
            match word {
                "bold" => paint.bold = true,
                "dim" => paint.dim = true,
                "reversed" => paint.reversed = true,
                "underlined" => paint.underlined = true,
                "plain" => paint.colour = Colour::Plain,
                word => paint.colour = colour(word).ok_or_else(|| word.to_owned())?,
            }
        }
        Ok(paint)
    }

    const fn of(colour: Colour) -> Self {
        Self { colour, bold: false, dim: false, reversed: false, underlined: false }
    }

    const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }
}

fn colour(word: &str) -> Option<Colour> {
    if let Some(at) = NAMES.iter().position(|name| *name == word) {
        return u8::try_from(at).ok().map(Colour::Indexed);
    }
    if let Some(hex) = word.strip_prefix('#') {
        let whole = u32::from_str_radix(hex, 16).ok().filter(|_| hex.len() == 6)?;
        let [_, red, green, blue] = whole.to_be_bytes();
        return Some(Colour::Rgb(red, green, blue));
    }
    word.parse().ok().map(Colour::Indexed)
}

/// The paint of every role, in the order of [`Role::ALL`].
pub type Paints = [Paint; ROLES];

/// A theme: the paints for a dark ground, for a bright one, and for one that is not known.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    /// Its name in a config.
    pub name: &'static str,
    /// What it is, in a few words.
    pub about: &'static str,
    /// On a dark ground.
    pub dark: Paints,
    /// On a bright ground.
    pub light: Paints,
    /// Where the ground is not known.
    pub unknown: Paints,
}

/// The theme that is used unless another is set.
pub const DEFAULT: &str = "terminal";

const PLAIN: Paint = Paint::of(Colour::Plain);
const QUIET: Paint = Paint { dim: true, ..PLAIN };
const CHOSEN: Paint = Paint { reversed: true, ..PLAIN };
const MARKED: Paint = Paint { underlined: true, bold: true, ..PLAIN };

/// One of the sixteen colours.
const fn ansi(number: u8) -> Paint {
    Paint::of(Colour::Indexed(number))
}

/// A colour by its figures: `0xd5_5e_00`.
const fn rgb(figures: u32) -> Paint {
    let [_, red, green, blue] = figures.to_be_bytes();
    Paint::of(Colour::Rgb(red, green, blue))
}

/// A whole set: accent, alarm, good, then the warmth from fresh to cold.
const fn set(accent: Paint, alarm: Paint, good: Paint, warmth: [Paint; 5]) -> Paints {
    let [fresh, soon, due, overdue, cold] = warmth;
    [
        accent.bold(),
        QUIET,
        PLAIN.bold(),
        CHOSEN,
        MARKED,
        alarm.bold(),
        good,
        fresh,
        soon,
        due,
        overdue.bold(),
        cold.bold(),
        cold.bold(),
        QUIET,
    ]
}

const DUSK: Paints = set(
    rgb(0x7c_c7_f2),
    rgb(0xff_8f_7a),
    rgb(0x6f_d6_b0),
    [rgb(0x6f_d6_b0), rgb(0x7c_c7_f2), rgb(0xf0_e4_42), rgb(0xff_b3_47), rgb(0xff_8f_7a)],
);

const PAPER: Paints = set(
    rgb(0x00_56_8c),
    rgb(0xb0_00_4a),
    rgb(0x00_60_45),
    [rgb(0x00_60_45), rgb(0x00_56_8c), rgb(0x7a_2f_7a), rgb(0x8a_4b_00), rgb(0xb0_00_4a)],
);

/// Every theme.
pub static THEMES: [Theme; 3] = [
    Theme {
        name: "terminal",
        about: "the sixteen colours of your terminal",
        dark: set(ansi(6), ansi(9), ansi(2), [ansi(6), ansi(2), ansi(11), ansi(11), ansi(9)]),
        // Cyan, green and yellow are too pale for a bright ground in nearly every palette.
        light: set(ansi(4), ansi(1), PLAIN, [PLAIN, ansi(4), ansi(5), ansi(5), ansi(1)]),
        unknown: set(ansi(6), ansi(1), ansi(2), [ansi(6), ansi(4), ansi(5), ansi(5), ansi(1)]),
    },
    Theme {
        name: "okabe",
        about: "soft colours of its own that stay apart for the colour-blind, for dark and bright grounds",
        dark: DUSK,
        light: PAPER,
        unknown: DUSK,
    },
    Theme {
        name: "plain",
        about: "no colours: bold, dim and reversed only",
        dark: set(PLAIN, PLAIN, PLAIN, [PLAIN; 5]),
        light: set(PLAIN, PLAIN, PLAIN, [PLAIN; 5]),
        unknown: set(PLAIN, PLAIN, PLAIN, [PLAIN; 5]),
    },
];

/// The theme with this name.
pub fn named(name: &str) -> Option<&'static Theme> {
    THEMES.iter().find(|theme| theme.name == name)
}

#[cfg(test)]
#[path = "theme_tests.rs"]
mod tests;
