//! What the user likes otherwise: `config.ron`, read and never written.
//!
//! [`read()`] turns its text into a [`Config`] and a list of [`Mistake`]s. A mistake never stops anything: it is named with
//! its line and column, which [`place`] finds, and the rest goes on. [`deck`] reads prompts in the same way. [`theme`] knows the roles and colours, [`colour`] whether there are any, `value` is the text as it was read, and
//! [`sample`] is a config to begin with. What may never come in: terminals, files, and anything about a plan.

pub mod colour;
mod commands;
pub mod deck;
pub mod mistake;
pub mod place;
pub mod read;
pub mod sample;
pub mod theme;
mod value;

pub use mistake::Mistake;
pub use read::read;

use crate::domain::agenda::SIZE;
use crate::domain::deck::Deck;
use crate::domain::query::Sort;
use crate::keys::{Own, Patch};
use theme::{Paint, Role};

/// Which of two ways a thing goes, or whichever is found out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Background {
    /// Found out from the terminal.
    #[default]
    Auto,
    /// Bright letters on a dark ground.
    Dark,
    /// Dark letters on a bright ground.
    Light,
}

/// Which signs borders and marks are made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Glyphs {
    /// Found out from the environment.
    #[default]
    Auto,
    /// Lines and dots.
    Unicode,
    /// Letters and signs of ASCII alone.
    Ascii,
}

/// Everything that can be set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// The name of a theme.
    pub theme: String,
    /// Dark or light.
    pub background: Background,
    /// Lines or ASCII.
    pub glyphs: Glyphs,
    /// When there are colours: a wish of the command line, no setting of the file.
    pub when_colours: colour::Wish,
    /// Whether the mouse is asked for.
    pub mouse: bool,
    /// Minutes without a key until names and texts are covered; 0 for never.
    pub mask_after: u32,
    /// Minutes without a key until a locked plan is locked again, and any other is covered; 0 for never.
    pub lock_after: u32,
    /// The order of the stakeholders at the start.
    pub sort: Sort,
    /// How many people a day's review has.
    pub review_size: usize,
    /// Roles painted otherwise than the theme has them.
    pub colours: Vec<(Role, Paint)>,
    /// Keys that ask for something else.
    pub keys: Vec<Patch>,
    /// The user's own commands.
    pub commands: Vec<Own>,
    /// What was not understood.
    pub mistakes: Vec<Mistake>,
    /// The prompts of the user's own deck, which stands in a file beside the config.
    pub deck: Deck,
    /// What was not understood of it.
    pub deck_mistakes: Vec<Mistake>,
}

/// The file of the user's own deck, in the folder of the config.
pub const DECK: &str = "deck.ron";

impl Default for Config {
    fn default() -> Self {
        Self {
            theme: theme::DEFAULT.to_owned(),
            background: Background::default(),
            glyphs: Glyphs::default(),
            when_colours: colour::Wish::default(),
            mouse: true,
            mask_after: 0,
            lock_after: 0,
            sort: Sort::default(),
            review_size: SIZE,
            colours: Vec::new(),
            keys: Vec::new(),
            commands: Vec::new(),
            mistakes: Vec::new(),
            deck: Deck::default(),
            deck_mistakes: Vec::new(),
        }
    }
}
