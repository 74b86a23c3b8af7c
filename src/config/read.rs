//! The text of a config, turned into a [`Config`].

use super::commands::{self, commands};
use super::mistake::nearest;
use super::theme::{Paint, Role, THEMES};
use super::value::Value;
use super::{Background, Config, Glyphs, Mistake};
use crate::domain::Word;
use crate::domain::query::Sort;
use crate::keys::chord::parse_sequence;
use crate::keys::{CATALOGUE, Command, Context, Patch};

/// The names of everything that can be set.
const FIELDS: [&str; 10] =
    ["theme", "background", "glyphs", "mouse", "mask_after", "sort", "review_size", "colours", "keys", "commands"];

/// Reads a config. What is not understood becomes a mistake, and keeps its default.
pub fn read(text: &str) -> Config {
    let mut config = Config::default();
    let fields = match ron::from_str::<Value>(text) {
        Ok(Value::Pairs(fields)) => fields,
        Ok(_) => {
            config.mistakes.push(Mistake::new(1, "this is no group of settings", "begin with ( and end with )"));
            return config;
        }
        Err(error) if text.trim().is_empty() => {
            drop(error);
            return config;
        }
        Err(error) => {
            let what = format!("this is not understood: {}", error.code);
            config.mistakes.push(Mistake::new(error.span.start.line, what, "nothing of it is used until it is"));
            return config;
        }
    };
    let mut place = Place { text, from: 0 };
    for (name, value) in fields {
        place.go_to(&name);
        set(&mut config, &name, value, &place);
    }
    config.mistakes.sort_by_key(|mistake| mistake.line);
    config
}

/// Where in a text something stands: each thing is looked for behind the one before.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    text: &'a str,
    from: usize,
}

impl Place<'_> {
    /// Goes to the next place that has these words outside of a comment, as a field or between quotes.
    pub(super) fn go_to(&mut self, words: &str) {
        let quoted = format!("{words:?}");
        let mut at = 0;
        for line in self.text.split_inclusive('\n') {
            let end = at + line.len();
            let code = line.split("//").next().unwrap_or_default();
            let skip = self.from.saturating_sub(at).min(code.len());
            let rest = code.get(skip..).unwrap_or_default();
            let field = || rest.split([':', ',', '(', '{']).any(|part| part.trim() == words);
            if end > self.from && (rest.contains(&quoted) || field()) {
                self.from = at + skip + rest.find(&quoted).or_else(|| rest.find(words)).unwrap_or(0) + words.len();
                return;
            }
            at = end;
        }
    }

    /// The line, from 1.
    pub(super) fn line(&self) -> usize {
        self.text.get(..self.from).unwrap_or(self.text).matches('\n').count() + 1
    }
}

fn set(config: &mut Config, name: &str, value: Value, place: &Place<'_>) {
    let line = place.line();
    let mut wrong = |what: String, hint: String| config.mistakes.push(Mistake::new(line, what, hint));
    match (name, value) {
        ("theme", Value::Text(theme)) => {
            if THEMES.iter().any(|known| known.name == theme) {
                config.theme = theme;
            } else {
                wrong(format!("no theme is called {theme}"), nearest(&theme, THEMES.iter().map(|known| known.name)));
            }
        }
        ("background", Value::Text(word)) => match word.as_str() {
            "auto" => config.background = Background::Auto,
            "dark" => config.background = Background::Dark,
            "light" => config.background = Background::Light,
            _ => wrong(format!("no background is called {word}"), "there are auto, dark, light".to_owned()),
        },
        ("glyphs", Value::Text(word)) => match word.as_str() {
            "auto" => config.glyphs = Glyphs::Auto,
            "unicode" => config.glyphs = Glyphs::Unicode,
            "ascii" => config.glyphs = Glyphs::Ascii,
            _ => wrong(format!("no glyphs are called {word}"), "there are auto, unicode, ascii".to_owned()),
        },
        ("mouse", Value::Flag(on)) => config.mouse = on,
        ("mask_after", Value::Number(minutes)) if (0..=1440).contains(&minutes) => {
            config.mask_after = u32::try_from(minutes).unwrap_or(0);
        }
        ("review_size", Value::Number(size)) if (1..=100).contains(&size) => {
            config.review_size = usize::try_from(size).unwrap_or(config.review_size);
        }
        ("sort", Value::Text(word)) => match Sort::from_word(&word) {
            Some(sort) => config.sort = sort,
            None => {
                wrong(format!("no order is called {word}"), nearest(&word, Sort::ALL.iter().map(|sort| sort.word())));
            }
        },
        ("colours", Value::Pairs(pairs)) => colours(config, pairs, *place),
        ("keys", Value::Pairs(pairs)) => keys(config, pairs, *place),
        ("commands", Value::List(list)) => commands(config, list, *place),
        ("commands", Value::Pairs(none)) if none.is_empty() => {}
        (name, _) if FIELDS.contains(&name) => {
            let list = format!("a list of commands, {}", commands::LIKE);
            let takes = match name {
                "mouse" => "true or false",
                "mask_after" => "minutes from 0 to 1440",
                "review_size" => "a number from 1 to 100",
                "colours" => "a map: { \"accent\": \"cyan bold\" }",
                "keys" => "a map of maps: { \"stakeholder list\": { \"X\": \"give-idea\" } }",
                "commands" => &list,
                _ => "a word between quotes",
            };
            wrong(format!("{name} is set to something else than it takes"), format!("it takes {takes}"));
        }
        (name, _) => wrong(format!("nothing is called {name}"), nearest(name, FIELDS.into_iter())),
    }
}

fn colours(config: &mut Config, pairs: Vec<(String, Value)>, mut place: Place<'_>) {
    for (name, value) in pairs {
        place.go_to(&name);
        let mut wrong = |what: String, hint: String| config.mistakes.push(Mistake::new(place.line(), what, hint));
        let Some(role) = Role::from_name(&name) else {
            wrong(format!("no role is called {name}"), nearest(&name, Role::ALL.iter().map(|(_, known)| *known)));
            continue;
        };
        let like = "like cyan bold, bright-red, #d55e00 or 208 underlined".to_owned();
        match value {
            Value::Text(text) => match Paint::read(&text) {
                Ok(paint) => config.colours.push((role, paint)),
                Err(word) => wrong(format!("{word} is no colour"), like),
            },
            _ => wrong(format!("{name} is painted with something that is no text"), like),
        }
    }
}

fn keys(config: &mut Config, pairs: Vec<(String, Value)>, mut place: Place<'_>) {
    for (name, value) in pairs {
        place.go_to(&name);
        let Some(context) = Context::ALL.into_iter().find(|context| context.title() == name) else {
            let known = Context::ALL.iter().map(|context| context.title());
            config.mistakes.push(Mistake::new(
                place.line(),
                format!("no place is called {name}"),
                nearest(&name, known),
            ));
            continue;
        };
        let Value::Pairs(bindings) = value else {
            let what = format!("the keys of {name} are no map");
            config.mistakes.push(Mistake::new(place.line(), what, "like { \"X\": \"give-idea\" }"));
            continue;
        };
        for (written, value) in bindings {
            place.go_to(&written);
            match binding(context, &written, &value) {
                Ok((keys, command)) => {
                    config.keys.push(Patch { context, keys, command, line: place.line() });
                }
                Err((what, hint)) => config.mistakes.push(Mistake::new(place.line(), what, hint)),
            }
        }
    }
}

type Bound = (Vec<crate::keys::Chord>, Option<Command>);

fn binding(context: Context, written: &str, value: &Value) -> Result<Bound, (String, String)> {
    let keys = parse_sequence(written).map_err(|why| (why.to_string(), "like X, ^d, z w, F5 or S-Tab".to_owned()))?;
    if keys.is_empty() {
        return Err(("a key is missing".to_owned(), "like X, ^d, z w, F5 or S-Tab".to_owned()));
    }
    let Value::Text(name) = value else {
        return Err((
            format!("{written} asks for something that is no text"),
            "like \"give-idea\", or \"none\"".to_owned(),
        ));
    };
    if name == "none" {
        return Ok((keys, None));
    }
    let Some(command) = Command::from_id(name) else {
        let known = CATALOGUE.iter().map(|entry| entry.id);
        return Err((format!("no command is called {name}"), nearest(name, known)));
    };
    let entry = command.entry();
    let reaches = entry.contexts.is_empty() || context.chain().iter().any(|here| entry.contexts.contains(here));
    // What a whole screen is bound to may be what one of its panes can do.
    let within =
        Context::ALL.into_iter().any(|inner| inner.chain().contains(&context) && entry.contexts.contains(&inner));
    if !reaches && !within {
        let places: Vec<&str> = entry.contexts.iter().map(|place| place.title()).collect();
        return Err((
            format!("{name} does nothing in {}", context.title()),
            format!("it works in {}", places.join(", ")),
        ));
    }
    Ok((keys, Some(command)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mistakes(text: &str) -> Vec<String> {
        read(text).mistakes.iter().map(Mistake::to_string).collect()
    }

    #[test]
    fn everything_can_be_set() {
        let config = read(
            r##"// mine
(
    theme: "okabe",
    background: "light",
    glyphs: "ascii",
    mouse: false,
    mask_after: 10,
    sort: "last contact",
    review_size: 12,
    colours: { "accent": "magenta bold", "alarm": "#d55e00" },
    keys: { "stakeholder list": { "X": "give-idea", "x": "none" }, "everywhere": { "F5": "redraw" } },
)"##,
        );
        assert_eq!(config.mistakes, []);
        assert_eq!((config.theme.as_str(), config.mask_after, config.mouse), ("okabe", 10, false));
        assert_eq!(config.review_size, 12);
        assert_eq!(
            (config.background, config.glyphs, config.sort),
            (Background::Light, Glyphs::Ascii, Sort::LastContact)
        );
        assert_eq!((config.colours.len(), config.keys.len()), (2, 3));
        assert_eq!(config.keys[1].command, None);
    }

    #[test]
    fn nothing_set_is_no_mistake() {
        for text in ["", "  \n", "()", "// only a word\n()"] {
            assert_eq!(read(text), Config::default(), "{text}");
        }
    }

    #[test]
    fn each_mistake_is_named_by_its_line_and_the_rest_goes_on() {
        let text = r#"(
    thema: "okabe",
    theme: "okabbe",
    background: "grey",
    mouse: "no",
    mask_after: -1,
    sort: "height", // mouse: 3
    colours: {
        "acent": "cyan",
        "alarm": "beige",
        "good": "green",
    },
    keys: {
        "list": { "X": "redo" },
        "stakeholder list": {
            "XX": "give-idea",
            "X": "give-ideas",
            "Y": "save-form",
            "m": "mark",
        },
    },
)"#;
        let told = mistakes(text);
        let wanted = [
            "line 2: nothing is called thema; did you mean theme?",
            "line 3: no theme is called okabbe; did you mean okabe?",
            "line 4: no background is called grey; there are auto, dark, light",
            "line 5: mouse is set to something else than it takes; it takes true or false",
            "line 6: mask_after is set to something else than it takes; it takes minutes from 0 to 1440",
            "line 7: no order is called height; there are due, seniority, name, last contact, organisation",
            "line 9: no role is called acent; did you mean accent?",
            "line 10: beige is no colour; like cyan bold, bright-red, #d55e00 or 208 underlined",
            "line 14: no place is called list; did you mean find line?",
            "line 16: `XX` is not a key; keys look like j, G, ^d, A-x, S-Tab, Enter, Space or F1; like X, ^d, z w, F5 or S-Tab",
            "line 17: no command is called give-ideas; did you mean give-idea?",
            "line 18: save-form does nothing in stakeholder list; it works in capture line, form, field of one line, field of several lines, field to choose in, leaving a form",
        ];
        for (number, wanted) in wanted.iter().enumerate() {
            let beginning = wanted.split("; ").next().unwrap();
            assert!(told.get(number).is_some_and(|told| told.starts_with(beginning)), "{wanted}\n{told:#?}");
        }
        assert_eq!(told.len(), wanted.len(), "{told:#?}");
        let config = read(text);
        assert_eq!((config.colours.len(), config.keys.len()), (1, 1));
    }

    #[test]
    fn what_cannot_be_read_at_all_is_named_by_its_line() {
        assert!(mistakes("(\n  theme: \"okabe\n)").iter().all(|told| told.starts_with("line ")));
        assert!(mistakes("(\n  theme \"okabe\"\n)")[0].starts_with("line 2: this is not understood"));
        assert!(mistakes("[1, 2]")[0].contains("no group of settings"));
        assert!(mistakes(&"(".repeat(5000)).len() == 1);
    }
}
