//! The user's own commands: `commands: [(key: "C", run: "mailer --new", title: "write to them")]`.

use super::mistake::nearest;
use super::place::{At, Place};
use super::value::Value;
use super::{Config, Mistake};
use crate::keys::Own;
use crate::keys::chord::parse_sequence;

/// What can be said of a command.
const FIELDS: [&str; 3] = ["key", "run", "title"];
/// What one looks like.
pub const LIKE: &str = "like (key: \"C\", run: \"mailer --new\", title: \"write to them\")";

/// Reads the list. A command that is not understood is left out and named.
pub fn commands(config: &mut Config, list: Vec<Value>, place: &Place<'_>) {
    // The fields stand in a group, and the groups in a list.
    let mut place = place.inside().inside();
    for value in list {
        let Value::Pairs(fields) = value else {
            let what = "one of the commands is no group of fields".to_owned();
            config.mistakes.push(Mistake::new(place.of_name(), what, LIKE));
            continue;
        };
        let mut first = None;
        for (name, _) in &fields {
            place.go_to(name);
            first.get_or_insert(place.of_name());
        }
        let at = first.unwrap_or_else(|| place.of_name());
        match command(&fields, at) {
            Ok(own) => config.commands.push(own),
            Err((what, hint)) => config.mistakes.push(Mistake::new(at, what, hint)),
        }
    }
}

fn command(fields: &[(String, Value)], at: At) -> Result<Own, (String, String)> {
    let [mut key, mut run, mut title] = [None, None, None];
    for (name, value) in fields {
        let field = match name.as_str() {
            "key" => &mut key,
            "run" => &mut run,
            "title" => &mut title,
            _ => return Err((format!("no command has a field called {name}"), nearest(name, FIELDS.into_iter()))),
        };
        let Value::Text(text) = value else {
            return Err((format!("{name} of a command is no text"), LIKE.to_owned()));
        };
        *field = Some(text.as_str());
    }
    let (Some(key), Some(run)) = (key, run) else {
        return Err(("a command has no key, or nothing to run".to_owned(), LIKE.to_owned()));
    };
    let keys_like = || "like C, ^y, A-x or F5".to_owned();
    let keys = parse_sequence(key).map_err(|why| (why.to_string(), keys_like()))?;
    let [key] = keys.as_slice() else {
        return Err((format!("a command is on one key, and this is {}", keys.len()), keys_like()));
    };
    let Ok(words) = shell_words::split(run) else {
        return Err((format!("{run} has a quote that does not end"), "it is taken apart as a shell does".to_owned()));
    };
    let Some(program) = words.first().filter(|program| !program.is_empty()) else {
        return Err(("a command has nothing to run".to_owned(), LIKE.to_owned()));
    };
    if program.starts_with('~') {
        let hint = "no shell reads this; write the whole path".to_owned();
        return Err((format!("{program} begins with a sign of the shell"), hint));
    }
    let name = program.rsplit('/').next().unwrap_or(program);
    let title = title.map(str::trim).filter(|title| !title.is_empty()).unwrap_or(name).to_owned();
    Ok(Own { key: *key, title, run: words, at })
}

#[cfg(test)]
mod tests {
    use crate::config::{Mistake, read};

    #[test]
    fn words_are_taken_apart_and_nothing_in_them_means_anything() {
        let config = read(
            r#"(commands: [
    (key: "C", run: "/opt/a\\ b/mailer --to '$TOUCHBASE_EMAIL' `x` ;", title: "write to them"),
    (run: "see https://a.example/", title: " ", key: "F5"),
    (key: "A-x", run: "\"/opt/my tools/call\""),
])"#,
        );
        assert_eq!(config.mistakes, []);
        let run: Vec<Vec<&str>> =
            config.commands.iter().map(|own| own.run.iter().map(String::as_str).collect()).collect();
        assert_eq!(run[0], ["/opt/a b/mailer", "--to", "$TOUCHBASE_EMAIL", "`x`", ";"]);
        assert_eq!(run[1], ["see", "https://a.example/"]);
        assert_eq!(run[2], ["/opt/my tools/call"]);
        let told: Vec<(String, &str, usize)> =
            config.commands.iter().map(|own| (own.key.to_string(), own.title.as_str(), own.at.0)).collect();
        let wanted = [("C", "write to them", 2), ("F5", "see", 3), ("A-x", "call", 4)];
        assert_eq!(told, wanted.map(|(key, title, line)| (key.to_owned(), title, line)));
    }

    #[test]
    fn each_mistake_is_named_by_its_line_and_the_rest_goes_on() {
        let config = read(
            r#"(commands: [
    (key: "C", rum: "x"),
    (key: "C"),
    (key: "XX", run: "x"),
    (key: "z w", run: "x"),
    (key: "C", run: "x 'y"),
    (key: "C", run: " "),
    (key: "C", run: 3),
    (key: "C", run: "~/bin/x"),
    (key: "D", run: "x"),
    "D",
])"#,
        );
        let told: Vec<String> = config.mistakes.iter().map(Mistake::to_string).collect();
        let wanted = [
            "line 2, column 6: no command has a field called rum; did you mean run?",
            "line 3, column 6: a command has no key, or nothing to run; like (key",
            "line 4, column 6: `XX` is not a key",
            "line 5, column 6: a command is on one key, and this is 2; like C",
            "line 6, column 6: x 'y has a quote that does not end",
            "line 7, column 6: a command has nothing to run",
            "line 8, column 6: run of a command is no text",
            "line 9, column 6: ~/bin/x begins with a sign of the shell; no shell reads this; write the whole path",
            "line 10, column 16: one of the commands is no group of fields",
        ];
        assert_eq!(told.len(), wanted.len(), "{told:#?}");
        for (told, wanted) in told.iter().zip(wanted) {
            assert!(told.starts_with(wanted), "{told}\n{wanted}");
        }
        assert_eq!(config.commands.len(), 1);
        assert!(read("(commands: 3)").mistakes[0].to_string().contains("it takes a list of commands, like (key"));
        assert_eq!(read("(commands: [])").mistakes, []);
    }
}
