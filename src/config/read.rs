//! The text of a config, turned into a [`Config`].

use super::commands::{self, commands};
use super::mistake::nearest;
use super::place::{Place, at};
use super::theme::{Paint, Role, THEMES};
use super::value::Value;
use super::{Background, Config, Glyphs, Mistake};
use crate::domain::Word;
use crate::domain::query::Sort;
use crate::keys::chord::{Sequence, parse_sequence};
use crate::keys::{CATALOGUE, Command, Context, Patch};

/// The names of everything that can be set.
const FIELDS: [&str; 11] = [
    "theme",
    "background",
    "glyphs",
    "mouse",
    "mask_after",
    "lock_after",
    "sort",
    "review_size",
    "colours",
    "keys",
    "commands",
];

/// Reads a config. What is not understood becomes a mistake, and keeps its default.
pub fn read(text: &str) -> Config {
    let mut config = Config::default();
    let fields = match ron::from_str::<Value>(text) {
        Ok(Value::Pairs(fields)) => fields,
        Ok(_) => {
            config.mistakes.push(Mistake::new(
                at(text, text.len() - text.trim_start().len()),
                "this is no group of settings",
                "begin with ( and end with )",
            ));
            return config;
        }
        Err(error) if text.trim().is_empty() => {
            drop(error);
            return config;
        }
        Err(error) => {
            let what = format!("this is not understood: {}", error.code);
            config.mistakes.push(Mistake::new(
                (error.span.start.line, error.span.start.col),
                what,
                "nothing of it is used until it is",
            ));
            return config;
        }
    };
    let mut place = Place::new(text);
    for (name, value) in fields {
        place.go_to(&name);
        set(&mut config, &name, value, &place);
    }
    config.mistakes.sort_by_key(|mistake| (mistake.line, mistake.column));
    config
}

fn set(config: &mut Config, name: &str, value: Value, place: &Place<'_>) {
    let mut wrong = |what: String, hint: String| config.mistakes.push(Mistake::new(place.of_value(), what, hint));
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
        ("lock_after", Value::Number(minutes)) if (0..=1440).contains(&minutes) => {
            config.lock_after = u32::try_from(minutes).unwrap_or(0);
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
        ("colours", Value::Pairs(pairs)) => colours(config, pairs, place.inside()),
        ("keys", Value::Pairs(pairs)) => keys(config, pairs, place.inside()),
        ("commands", Value::List(list)) => commands(config, list, place),
        ("commands", Value::Pairs(none)) if none.is_empty() => {}
        (name, _) if FIELDS.contains(&name) => {
            let list = format!("a list of commands, {}", commands::LIKE);
            let takes = match name {
                "mouse" => "true or false",
                "mask_after" | "lock_after" => "minutes from 0 to 1440",
                "review_size" => "a number from 1 to 100",
                "colours" => "a map: { \"accent\": \"cyan bold\" }",
                "keys" => "a map of maps: { \"stakeholder list\": { \"X\": \"give-idea\" } }",
                "commands" => &list,
                _ => "a word between quotes",
            };
            wrong(format!("{name} is set to something else than it takes"), format!("it takes {takes}"));
        }
        (name, _) => config.mistakes.push(Mistake::new(
            place.of_name(),
            format!("nothing is called {name}"),
            nearest(name, FIELDS.into_iter()),
        )),
    }
}

fn colours(config: &mut Config, pairs: Vec<(String, Value)>, mut place: Place<'_>) {
    for (name, value) in pairs {
        place.go_to(&name);
        let mut wrong = |at, what: String, hint: String| config.mistakes.push(Mistake::new(at, what, hint));
        let Some(role) = Role::from_name(&name) else {
            let near = nearest(&name, Role::ALL.iter().map(|(_, known)| *known));
            wrong(place.of_name(), format!("no role is called {name}"), near);
            continue;
        };
        let like = "like cyan bold, bright-red, #d55e00 or 208 underlined".to_owned();
        match value {
            Value::Text(text) => match Paint::read(&text) {
                Ok(paint) => config.colours.push((role, paint)),
                Err(word) => wrong(place.of_value(), format!("{word} is no colour"), like),
            },
            _ => wrong(place.of_value(), format!("{name} is painted with something that is no text"), like),
        }
    }
}

fn keys(config: &mut Config, pairs: Vec<(String, Value)>, mut place: Place<'_>) {
    for (name, value) in pairs {
        place.go_to(&name);
        let Some(context) = Context::ALL.into_iter().find(|context| context.title() == name) else {
            let known = Context::ALL.iter().map(|context| context.title());
            config.mistakes.push(Mistake::new(
                place.of_name(),
                format!("no place is called {name}"),
                nearest(&name, known),
            ));
            continue;
        };
        let Value::Pairs(bindings) = value else {
            let what = format!("the keys of {name} are no map");
            config.mistakes.push(Mistake::new(place.of_value(), what, "like { \"X\": \"give-idea\" }"));
            continue;
        };
        let mut place = place.inside();
        for (written, value) in bindings {
            place.go_to(&written);
            let wrong = |at, (what, hint): (String, String)| Mistake::new(at, what, hint);
            let bound = chords(&written).map_err(|why| wrong(place.of_name(), why)).and_then(|keys| {
                match asked_for(context, &written, &value) {
                    Ok(command) => Ok(Patch { context, keys, command, at: place.of_name() }),
                    Err(why) => Err(wrong(place.of_value(), why)),
                }
            });
            match bound {
                Ok(patch) => config.keys.push(patch),
                Err(mistake) => config.mistakes.push(mistake),
            }
        }
    }
}

/// Keys as they are written, one after the other.
fn chords(written: &str) -> Result<Sequence, (String, String)> {
    let keys = parse_sequence(written).map_err(|why| (why.to_string(), "like X, ^d, z w, F5 or S-Tab".to_owned()))?;
    if keys.is_empty() {
        return Err(("a key is missing".to_owned(), "like X, ^d, z w, F5 or S-Tab".to_owned()));
    }
    Ok(keys)
}

/// The command keys are set to; none where they are freed.
fn asked_for(context: Context, written: &str, value: &Value) -> Result<Option<Command>, (String, String)> {
    let Value::Text(name) = value else {
        return Err((
            format!("{written} asks for something that is no text"),
            "like \"give-idea\", or \"none\"".to_owned(),
        ));
    };
    if name == "none" {
        return Ok(None);
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
    Ok(Some(command))
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
    fn each_mistake_is_named_by_its_place_and_the_rest_goes_on() {
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
            "line 2, column 5: nothing is called thema; did you mean theme?",
            "line 3, column 12: no theme is called okabbe; did you mean okabe?",
            "line 4, column 17: no background is called grey; there are auto, dark, light",
            "line 5, column 12: mouse is set to something else than it takes; it takes true or false",
            "line 6, column 17: mask_after is set to something else than it takes; it takes minutes from 0 to 1440",
            "line 7, column 11: no order is called height; there are due, seniority, name, last contact, organisation",
            "line 9, column 9: no role is called acent; did you mean accent?",
            "line 10, column 18: beige is no colour; like cyan bold, bright-red, #d55e00 or 208 underlined",
            "line 14, column 9: no place is called list; did you mean find line?",
            "line 16, column 13: `XX` is not a key; keys look like j, G, ^d, A-x, S-Tab, Enter, Space or F1; like X, ^d, z w, F5 or S-Tab",
            "line 17, column 18: no command is called give-ideas; did you mean give-idea?",
            "line 18, column 18: save-form does nothing in stakeholder list; it works in capture line, form, field of one line, field of several lines, field to choose in, leaving a form",
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
    fn what_cannot_be_read_at_all_is_named_by_its_place() {
        assert!(mistakes("(\n  theme: \"okabe\n)").iter().all(|told| told.starts_with("line ")));
        assert!(mistakes("(\n  theme \"okabe\"\n)")[0].starts_with("line 2, column 9: this is not understood"));
        assert!(mistakes("\n [1, 2]")[0].starts_with("line 2, column 2: this is no group of settings"));
        assert!(mistakes(&"(".repeat(5000)).len() == 1);
    }
}
