//! What `Tab` offers: asked of the program as a shell asks, and typed in real shells.

use std::fs;
use std::path::Path;

use super::has;
use crate::cli::{Answer, Home};
use crate::pty::{Pty, Setup};
use crate::upkeep::files;

/// A home with people, a goal, tags, and organisations of several words.
fn home() -> Home {
    let home = Home::with_people();
    home.run(&["goal", "add", "Self-serve data", "--org", "Risk and Legal"]);
    home.run(&["add", "Zoë Ångström", "--org", "Risk and Legal", "--tag", "pilot", "--tag", "platform"]);
    home
}

/// What bash is told at the end of this line.
fn bash(home: &Home, line: &str) -> Vec<String> {
    bash_with(home, line, &[])
}

fn bash_with(home: &Home, line: &str, envs: &[(&str, &str)]) -> Vec<String> {
    let mut command = home.command();
    command.env("COMPLETE", "bash").env("_TOUCHBASE_LINE", line).envs(envs.iter().copied());
    // bash hands over what an answer takes the place of: what stands behind the last cut.
    let cut = |line: &str| line.rsplit([' ', ':', '=']).next().unwrap().to_owned();
    let open = line.rsplit_once('\'').filter(|(before, _)| before.matches('\'').count() % 2 == 0);
    let word = open.map_or_else(|| cut(line), |(_, inside)| inside.to_owned());
    command.env("_TOUCHBASE_WORD", word).args(["--", "touchbase"]);
    let answer = Answer::of(&command.output().unwrap());
    assert_eq!((answer.err.as_str(), answer.code), ("", 0), "{line}");
    answer.out.lines().map(str::to_owned).collect()
}

fn asked(home: &Home, shell: &str, words: &[&str]) -> String {
    let mut command = home.command();
    command.env("COMPLETE", shell).env("_CLAP_COMPLETE_INDEX", (words.len() - 1).to_string()).arg("--").args(words);
    let answer = Answer::of(&command.output().unwrap());
    assert_eq!((answer.err.as_str(), answer.code), ("", 0), "{shell} {words:?}");
    answer.out
}

#[test]
fn verbs_flags_names_goals_and_tags_are_offered() {
    let home = home();
    let cases: [(&str, &[&str]); 22] = [
        ("touchbase d", &["due", "doctor"]),
        ("touchbase goal s", &["show", "step"]),
        ("touchbase log --fol", &["--follow-up"]),
        ("touchbase log gra", &["grace-hopper", "grace-kelly"]),
        ("touchbase log Hop", &["grace-hopper"]),
        ("touchbase log adm", &["grace-hopper"]),
        ("touchbase log 'Grace K", &["grace-kelly"]),
        ("touchbase show å", &["zoe-angstrom"]),
        ("touchbase log ada --with kel", &["grace-kelly"]),
        ("touchbase proof list --for ada", &["ada-lovelace"]),
        ("touchbase edit se", &["self-serve-data"]),
        ("touchbase holes --goal self", &["self-serve-data"]),
        ("touchbase holes --goal=data", &["self-serve-data"]),
        ("touchbase add X --tag pla", &["platform"]),
        ("touchbase add X --org r", &["Risk\\ and\\ Legal"]),
        ("touchbase add X --org 'Ri", &["Risk and Legal"]),
        ("touchbase add X --seniority V", &["VP"]),
        ("touchbase log ada --gift ins", &["insight"]),
        ("touchbase log ada --via in", &["in-person"]),
        ("touchbase list tag:pi", &["pilot"]),
        ("touchbase list sen", &["seniority:"]),
        ("touchbase nobody-knows-this", &[]),
    ];
    for (line, wanted) in cases {
        assert_eq!(bash(&home, line), wanted, "{line}");
    }
    // Behind a name its other words are not one more name.
    assert!(bash(&home, "touchbase show grace hop").is_empty());
}

#[test]
fn the_signs_of_a_line_are_completed_inside_it() {
    let home = home();
    let cases: [(&str, &[&str]); 6] = [
        ("touchbase log grace 'sent it +ins", &["sent it +insight"]),
        ("touchbase log grace 'sent it via em", &["sent it via email"]),
        ("touchbase log grace lunch @Lo", &["@ada-lovelace"]),
        ("touchbase idea ada thank her +rec", &["+recognition"]),
        ("touchbase add 'Nora Berg, VP #pi", &["Nora Berg, VP #pilot"]),
        ("touchbase log grace plain words", &[]),
    ];
    for (line, wanted) in cases {
        assert_eq!(bash(&home, line), wanted, "{line}");
    }
    // What is offered is understood.
    home.run(&["log", "grace-hopper", "lunch @ada-lovelace via email +insight"]);
    let touch = home.records().touches.iter().next().unwrap().clone();
    assert_eq!(touch.with.len(), 2);
}

#[test]
fn each_shell_is_answered_in_its_own_way() {
    let home = home();
    assert_eq!(
        asked(&home, "zsh", &["touchbase", "show", "hop"]),
        "grace-hopper:Grace Hopper, VP Engineering, Platforms"
    );
    assert_eq!(asked(&home, "zsh", &["touchbase", "show", "Grace H"]), "Grace Hopper:VP Engineering, Platforms");
    assert_eq!(asked(&home, "fish", &["touchbase", "show", "Zoë"]), "Zoë Ångström\tRisk and Legal\n");
    assert_eq!(
        asked(&home, "powershell", &["touchbase", "show", "Zoë"]),
        "zoe-angstrom\tZoë Ångström, Risk and Legal\n"
    );
    assert_eq!(asked(&home, "powershell", &["touchbase", "add", "X", "--org", "ris"]), "'Risk and Legal'\n");
    assert!(asked(&home, "elvish", &["touchbase", "d"]).starts_with("due\n"));
    // The variable may be there for another program's sake.
    let answer = Answer::of(&home.command().env("COMPLETE", "yes").arg("status").output().unwrap());
    assert_eq!((answer.out.as_str(), answer.code), ("nobody due\n", 0));
}

#[test]
fn without_a_plan_that_can_be_read_there_is_silence_and_nothing_is_written() {
    let empty = Home::new();
    let names = ["touchbase show ", "touchbase list tag:", "touchbase holes --goal ", "touchbase log gra"];
    let offered = |home: &Home| {
        let all = names.iter().flat_map(|line| bash(home, line));
        all.filter(|offer| !offer.starts_with('-')).collect::<Vec<_>>()
    };
    assert!(offered(&empty).is_empty());
    assert!(files(&empty.path("")).is_empty(), "something was written");
    assert_eq!(bash(&empty, "touchbase du"), ["due"], "verbs need no plan");
    let home = home();
    let before: Vec<_> = files(&home.path("")).into_iter().map(|file| (fs::read(&file).unwrap(), file)).collect();
    assert!(!offered(&home).is_empty());
    let plan = fs::read_to_string(home.plan()).unwrap();
    for broken in
        ["", "(", "\u{0}\u{1}age-encryption.org/v1", &plan[..plan.len() / 8], &plan.replace("format: 1", "format: x")]
    {
        fs::write(home.plan(), broken).unwrap();
        assert_eq!(offered(&home), Vec::<String>::new(), "{broken:?}");
    }
    fs::write(home.plan(), plan).unwrap();
    let after: Vec<_> = files(&home.path("")).into_iter().map(|file| (fs::read(&file).unwrap(), file)).collect();
    assert_eq!(before, after);
    for plan in ["/dev/zero", "/nowhere/plan.ron", "/tmp"] {
        assert!(bash_with(&home, "touchbase log gra", &[("TOUCHBASE_PLAN", plan)]).is_empty(), "{plan}");
    }
}

#[test]
fn the_plan_is_the_one_that_the_line_is_about() {
    let home = home();
    let other = home.path("other plan.ron");
    let mut add = home.command();
    add.env("TOUCHBASE_PLAN", &other).args(["add", "Nora Berg"]).output().unwrap();
    let path = other.to_str().unwrap();
    assert_eq!(bash(&home, &format!("touchbase --plan '{path}' show no")), ["nora-berg"]);
    assert_eq!(bash(&home, &format!("touchbase show --plan='{path}' no")), ["nora-berg"]);
    assert_eq!(bash(&home, "touchbase --plan '~/other plan.ron' show no"), ["nora-berg"]);
    assert_eq!(bash_with(&home, "touchbase show no", &[("TOUCHBASE_PLAN", path)]), ["nora-berg"]);
    assert_eq!(bash(&home, "touchbase --demo show peter-a"), ["peter-aldous"]);
}

#[test]
fn what_hides_in_a_name_never_reaches_the_shell() {
    let home = home();
    let plan = fs::read_to_string(home.plan()).unwrap();
    let bad = "(id: \"mal$(id)\", name: \"Mal \\u{1b}]0;x\\u{7} $(id)\", org: \"a\\u{202e}b\", tags: [\"$(id)\"]),\n        (id: \"mal\", name: \"Mal \\u{1b}[2J\", org: \"$(id) `id`\"),\n        (id: \"zoe";
    fs::write(home.plan(), plan.replacen("(id: \"zoe", bad, 1)).unwrap();
    assert_eq!(bash(&home, "touchbase show mal"), ["mal"]);
    assert_eq!(
        bash(&home, "touchbase add X --org "),
        ["\\$\\(id\\)\\ \\`id\\`", "Legal", "Platforms", "Risk\\ and\\ Legal"]
    );
    assert_eq!(bash(&home, "touchbase add X --tag $"), ["\\$\\(id\\)"]);
    for shell in ["zsh", "fish", "powershell"] {
        let out = asked(&home, shell, &["touchbase", "show", "Mal"]);
        assert!(
            !out.contains(|letter: char| letter != '\n' && letter != '\t' && letter.is_control()),
            "{shell}: {out:?}"
        );
    }
}

/// A shell that was given our script, with the program on its path.
fn shell(home: &Home, name: &str, args: &[&str]) -> Pty {
    let program = Path::new(env!("CARGO_BIN_EXE_touchbase")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let setup =
        Setup::program(name).size(100, 24).home(home.path("")).env("PATH", path).env("TOUCHBASE_TODAY", "2026-11-23");
    let mut pty = Pty::start(args.iter().fold(setup.env("PS1", "$ "), |setup, arg| setup.arg(*arg)));
    prompted(&mut pty);
    pty
}

/// Waits until the shell reads a line: its prompt stands alone. What is typed before is echoed by the terminal as well.
fn prompted(pty: &mut Pty) {
    pty.wait_until("a prompt", |pty| {
        let screen = pty.screen();
        screen.lines().rfind(|line| !line.trim().is_empty()).is_some_and(|line| line.trim() == "$")
    });
}

#[test]
fn a_real_bash_completes_while_somebody_types() {
    if !has("bash") {
        return;
    }
    let home = home();
    let mut pty = shell(&home, "bash", &["--norc", "--noprofile", "-i"]);
    pty.keys("source <lt>(touchbase completions bash); bind 'set bell-style none'; echo rea''dy<Enter>");
    pty.wait_for("ready");
    prompted(&mut pty);
    let typed = [
        ("touchbase sho", "<Tab>", "touchbase show "),
        ("touchbase show Kel", "<Tab>", "touchbase show grace-kelly "),
        ("touchbase list tag:pi", "<Tab>", "touchbase list tag:pilot "),
        ("touchbase list sen", "<Tab>", "touchbase list seniority:"),
        ("touchbase holes --goal=se", "<Tab>", "touchbase holes --goal=self-serve-data "),
        ("touchbase add X --org Ri", "<Tab>", "touchbase add X --org Risk\\ and\\ Legal "),
        ("touchbase add X --org 'Ri", "<Tab>", "touchbase add X --org 'Risk and Legal' "),
        ("touchbase log ada 'sent it +ins", "<Tab>", "touchbase log ada 'sent it +insight' "),
        ("touchbase log grace lunch @ada", "<Tab>", "touchbase log grace lunch @ada-lovelace "),
    ];
    for (line, key, wanted) in typed {
        pty.keys(line);
        pty.keys(key);
        // What stands behind it shows that a blank was put there, or none.
        pty.keys("|");
        pty.wait_for(&format!("$ {wanted}|"));
        pty.keys("<C-u>");
        prompted(&mut pty);
    }
    pty.keys("touchbase show Kel<Tab> | head -1<Enter>");
    pty.wait_for("Grace Kelly");
    pty.keys("exit<Enter>");
    pty.exit();
}

#[test]
fn a_real_zsh_completes_while_somebody_types() {
    if !has("zsh") {
        return;
    }
    let home = home();
    let mut pty = shell(&home, "zsh", &["-f", "-i"]);
    pty.keys("autoload -U compinit; compinit -D -u; source <lt>(touchbase completions zsh); echo rea''dy<Enter>");
    pty.wait_for("ready");
    prompted(&mut pty);
    for (line, wanted) in [
        ("touchbase show grace-k", "touchbase show grace-kelly"),
        ("touchbase show Ada", "touchbase show Ada\\ Lovelace"),
        ("touchbase holes --goal se", "touchbase holes --goal self-serve-data"),
        ("touchbase add X --tag pil", "touchbase add X --tag pilot"),
    ] {
        pty.keys(line);
        pty.keys("<Tab>");
        pty.wait_for(wanted);
        pty.keys("<C-u>");
        prompted(&mut pty);
    }
    pty.keys("exit<Enter>");
    pty.exit();
}

#[test]
fn a_real_fish_completes_while_somebody_types() {
    if !has("fish") {
        return;
    }
    // fish answers without a terminal: what it would offer for a line.
    let home = home();
    let program = Path::new(env!("CARGO_BIN_EXE_touchbase")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let ask = |line: &str| {
        let script = format!("touchbase completions fish | source; complete -C {}", shell_words::quote(line));
        let mut command = std::process::Command::new("fish");
        command.env_clear().env("HOME", home.path("")).env("PATH", &path).env("TOUCHBASE_TODAY", "2026-11-23");
        Answer::of(&command.arg("--no-config").arg("-c").arg(script).output().unwrap()).out
    };
    assert_eq!(ask("touchbase show grace-k"), "grace-kelly\tGrace Kelly, Legal\n");
    assert_eq!(ask("touchbase holes --goal se"), "self-serve-data\tSelf-serve data\n");
    assert_eq!(ask("touchbase add X --org Ris"), "Risk and Legal\n");
    assert_eq!(ask("touchbase add X --tag pil"), "pilot\n");
}
