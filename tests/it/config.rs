//! The config: what is printed, what is checked, what the screens make of it, and what the terminal says of its colours.

use std::fs;

use touchbase::config::read;
use touchbase::keys::{CATALOGUE, Context, Keymap};

use crate::pty::{Pty, Setup};

/// A home with this config in its place.
fn home(config: &str) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir_all(home.path().join(".config/touchbase")).unwrap();
    fs::write(home.path().join(".config/touchbase/config.ron"), config).unwrap();
    home
}

fn run(home: &tempfile::TempDir, args: &[&str]) -> (String, String, i32) {
    let mut command = assert_cmd::Command::new(env!("CARGO_BIN_EXE_touchbase"));
    command.args(args).env_clear().env("HOME", home.path()).env("TOUCHBASE_TODAY", "2026-11-23");
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code().unwrap())
}

/// The screens over the sample, with this config.
fn open(home: &tempfile::TempDir, change: impl FnOnce(Setup) -> Setup) -> Pty {
    let setup = Setup::touchbase().arg("--demo").env("TOUCHBASE_TODAY", "2026-11-23").size(120, 40).home(home.path());
    let mut pty = Pty::start(change(setup));
    pty.wait_for("Ingrid Solberg");
    pty
}

#[test]
fn the_sample_is_printed_and_checks_without_a_word() {
    let (sample, _, code) = run(&home(""), &["config", "--print"]);
    assert_eq!(code, 0);
    assert!(sample.contains("mask_after: 0,") && sample.contains("warmth-cold"));
    let own = home(&sample);
    assert_eq!(run(&own, &["config", "--check"]), (String::new(), String::new(), 0));
    let (path, _, _) = run(&own, &["config"]);
    assert!(path.trim().ends_with(".config/touchbase/config.ron"), "{path}");
    assert!(run(&own, &["path", "--all"]).0.contains("config.ron"));
}

#[test]
fn mistakes_are_named_by_place_and_the_file_is_left_alone() {
    let text = "(\n  theme: \"okabbe\",\n  keys: { \"screen Plan\": { \"z\": \"undo\",\n \"Y\": \"undoo\" } },\n)";
    let own = home(text);
    let (told, _, code) = run(&own, &["config", "--check"]);
    assert_eq!(code, 1);
    let lines: Vec<&str> = told.lines().collect();
    assert!(lines[0].contains("config.ron:2:10: no theme is called okabbe; did you mean okabe?"), "{told}");
    assert!(lines[1].contains(":3:28: z would hide z 1 (snooze-day)"), "{told}");
    assert!(lines[2].contains(":4:7: no command is called undoo; did you mean undo?"), "{told}");
    let mut pty = open(&own, |setup| setup);
    pty.wait_for("config.ron, line 2, column 10: no theme is called okabbe");
    pty.wait_for("2 more: touchbase config --check");
    pty.keys("q");
    pty.exit();
    assert_eq!(fs::read_to_string(own.path().join(".config/touchbase/config.ron")).unwrap(), text);
}

#[test]
fn an_own_deck_adds_prompts_and_what_is_wrong_in_it_is_named_by_place() {
    let own = home("");
    let deck = own.path().join(".config/touchbase/deck.ron");
    let good = r#"(gift: Help, effort: 5, text: "Bring {name} the keys.", why: "They forget them.")"#;
    fs::write(&deck, format!("[\n    {good},\n]\n")).unwrap();
    assert_eq!(run(&own, &["config", "--check"]), (String::new(), String::new(), 0));
    let text = format!("[\n    {good},\n    (gift: Helf, effort: 5, text: \"x\", why: \"y\"),\n]\n");
    fs::write(&deck, &text).unwrap();
    let (told, _, code) = run(&own, &["config", "--check"]);
    assert_eq!(code, 1);
    assert!(told.contains("deck.ron:3:12: no word here is Helf; did you mean Help?"), "{told}");
    let mut pty = open(&own, |setup| setup);
    pty.wait_for("deck.ron, line 3, column 12: no word here is Helf");
    pty.keys("q");
    pty.exit();
    assert_eq!(fs::read_to_string(&deck).unwrap(), text);
}

#[test]
fn a_config_that_was_named_has_to_be_there() {
    let (_, told, code) = run(&home(""), &["config", "--check", "--config", "/nowhere/config.ron"]);
    assert_eq!(code, 1);
    assert!(told.contains("the config cannot be read") && told.contains("hint: "), "{told}");
}

#[test]
fn keys_theme_glyphs_and_mouse_are_as_the_config_has_them() {
    let own = home(
        r#"(theme: "okabe", background: "dark", glyphs: "ascii", mouse: false, sort: "name",
             keys: { "screen Plan": { "T": "log-touch", "t": "none" } })"#,
    );
    let mut pty = open(&own, |setup| setup);
    pty.wait_for("by name");
    pty.wait_for("T touch");
    assert!(!pty.screen().contains('╭'), "{}", pty.screen());
    assert_eq!(pty.look_of("touchbase").fg, vt100::Color::Rgb(0x7c, 0xc7, 0xf2));
    assert_eq!(
        (pty.sent("\x1b[?1000h"), pty.sent("\x1b]11;?")),
        (0, 0),
        "neither the mouse nor the ground is asked for"
    );
    pty.keys("T");
    pty.wait_for("In touch with");
    pty.keys("<Esc>q");
    pty.exit();
}

#[test]
fn the_terminal_is_asked_how_bright_it_is_and_no_key_is_lost() {
    let own = home("(theme: \"okabe\")");
    for (answer, colour) in [
        ("\x1b]11;rgb:ffff/ffff/ffff\x1b\\", vt100::Color::Rgb(0x00, 0x56, 0x8c)),
        ("\x1b]11;rgb:1e1e/1e1e/2e2e\x07", vt100::Color::Rgb(0x7c, 0xc7, 0xf2)),
    ] {
        let mut pty = open(&own, |setup| setup);
        pty.wait_until("the ground is asked for", |pty| pty.sent("\x1b]11;?\x1b\\") == 1);
        // Keys before, at once with, and after the answer; the answer itself in two pieces.
        let (first, second) = answer.split_at(9);
        pty.keys("/gr");
        pty.bytes(first.as_bytes());
        pty.wait_for("find: gr");
        pty.bytes(format!("{second}ac").as_bytes());
        pty.keys("e");
        pty.wait_for("find: grace");
        pty.wait_until("the colours are for this ground", |pty| pty.look_of("touchbase").fg == colour);
        pty.keys("<Enter><Esc>q");
        pty.exit();
    }
}

#[test]
fn without_colour_nothing_is_asked_and_nothing_painted() {
    let own = home("(theme: \"okabe\")");
    let mut pty = open(&own, |setup| setup.env("NO_COLOR", "1"));
    assert_eq!(pty.look_of("touchbase").fg, vt100::Color::Default);
    assert!(pty.look_of("touchbase").bold);
    pty.keys("jk");
    pty.wait_for("Ideas for Ingrid");
    assert_eq!(pty.sent("\x1b]11;?"), 0);
    pty.keys("q");
    pty.exit();
}

#[test]
fn the_keys_for_other_keyboards_are_whole() {
    for file in ["keys-colemak.ron", "keys-dvorak.ron"] {
        let text = fs::read_to_string(format!("{}/assets/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let config = read(&text);
        assert_eq!(config.mistakes, [], "{file}");
        let (keymap, clashes) = Keymap::patched(&config.keys);
        assert_eq!(clashes, [], "{file}");
        for entry in CATALOGUE {
            for context in Context::ALL {
                let had = Keymap::default().key_for(entry.command, context.chain()).is_some();
                let has = keymap.key_for(entry.command, context.chain()).is_some();
                assert_eq!(had, has, "{file}: {} in {}", entry.id, context.title());
            }
        }
    }
}
