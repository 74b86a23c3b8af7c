//! Nobody else: every file and folder of ours is closed whatever the umask, words of a plan are nowhere but where they
//! belong, and nothing goes out.

use crate::pty::{Exit, Pty, Setup, Signal};
use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// Words that stand in the plan of these tests, one in each field that holds words.
const CANARIES: [&str; 8] = [
    "Canaryname",
    "canaryorg",
    "canarytitle",
    "canarytag",
    "canarynote",
    "canaryidea",
    "canarypromise",
    "canaryfeeling",
];

/// What a plan's words may lie in, below our folder: each is the plan itself, or a part of it.
const PLACES: [&str; 6] = ["backups", "cache", "drafts", "edit", "undo", "unsaved-touchbase.ron"];

/// A home of its own, with an editor and a place for temporary files in it.
struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Self {
        let home = Self(tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap());
        for folder in ["tmp", "runtime"] {
            fs::create_dir(home.path().join(folder)).unwrap();
        }
        fs::set_permissions(home.path().join("runtime"), fs::Permissions::from_mode(0o700)).unwrap();
        let editor = "#!/bin/sh\nstat -c '%a %n' \"$1\" \"${1%/*}\" >> \"$HOME/modes\"\ntest -z \"$FAIL\" || { printf '%s (' canary''note > \"$1\"; exit 1; }\n";
        fs::write(home.path().join("editor"), editor).unwrap();
        fs::set_permissions(home.path().join("editor"), fs::Permissions::from_mode(0o755)).unwrap();
        home
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn own(&self) -> PathBuf {
        self.path().join(".local/state/touchbase")
    }

    fn envs(&self) -> Vec<(String, String)> {
        let at = |name: &str| self.path().join(name).display().to_string();
        let pairs = [
            ("HOME", self.path().display().to_string()),
            ("TMPDIR", at("tmp")),
            ("XDG_RUNTIME_DIR", at("runtime")),
            ("EDITOR", at("editor")),
            ("TOUCHBASE_TODAY", "2026-11-23".to_owned()),
            ("TOUCHBASE_TEST_WORK", "4".to_owned()),
            ("PATH", std::env::var("PATH").unwrap_or_default()),
            ("LANG", "C.UTF-8".to_owned()),
            ("TERM", "xterm-256color".to_owned()),
        ];
        pairs.map(|(name, value)| (name.to_owned(), value)).to_vec()
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env_clear().envs(self.envs()).current_dir(self.path());
        command
    }

    fn run(&self, words: &[&str]) -> Output {
        self.command(env!("CARGO_BIN_EXE_touchbase")).args(words).output().unwrap()
    }

    fn setup(&self) -> Setup {
        let setup = Setup::touchbase().home(self.path()).size(120, 40);
        self.envs().into_iter().fold(setup, |setup, (name, value)| setup.env(name, value))
    }

    /// Everything below the home, folders too.
    fn all(&self) -> Vec<PathBuf> {
        let (mut found, mut folders) = (Vec::new(), vec![self.path().to_path_buf()]);
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                found.push(path.clone());
                if path.is_dir() {
                    folders.push(path);
                }
            }
        }
        found.sort();
        found
    }
}

/// Every canary in a text.
fn found_in(text: &[u8]) -> Vec<&'static str> {
    let there = |canary: &&str| text.windows(canary.len()).any(|piece| piece.eq_ignore_ascii_case(canary.as_bytes()));
    CANARIES.into_iter().filter(there).collect()
}

/// Verbs that write, one of each kind of file among them.
const WRITES: &str = r#"
set -e
touchbase add 'Canaryname Hopper, canarytitle @canaryorg #canarytag'
touchbase add 'Canaryname Lovelace'
touchbase goal add A goal
touchbase log hopper canarynote '!canarypromise by fri'
touchbase idea hopper canaryidea
touchbase reflect canaryfeeling
touchbase undo
touchbase reflect canaryfeeling
until [ -e "$HOME/.local/state/touchbase/cache/status.json" ]; do touchbase status --format '{next}'; done
touchbase edit
FAIL=1 touchbase edit hopper && exit 1
touchbase report --out page.html
touchbase restore 1
touchbase doctor --fix
touchbase doctor --report > report.txt
printf sesame | touchbase lock --passphrase-fd 0
printf sesame | touchbase log hopper canarynote --passphrase-fd 0
printf sesame | touchbase edit --passphrase-fd 3 3<&0 </dev/null
printf sesame | touchbase unlock --passphrase-fd 0
"#;

#[test]
fn files_and_folders_are_closed_whatever_the_umask() {
    for umask in ["000", "022", "027", "077", "0277", "0777"] {
        let home = Home::new();
        // The administrator is let in everywhere, so that modes prove nothing: somebody else runs it.
        let root = fs::metadata("/proc/self").unwrap().uid() == 0;
        let runner = if root { "setpriv --reuid=65534 --regid=65534 --clear-groups " } else { "" };
        if root {
            for path in home.all().into_iter().chain([home.path().to_path_buf()]) {
                chown(path, Some(65534), Some(65534)).unwrap();
            }
        }
        let binary = env!("CARGO_BIN_EXE_touchbase");
        // The shell's own files are made before the umask is a strange one.
        let script = format!(
            "touchbase() {{ (umask {umask}; {runner}{binary} \"$@\"); }}\n: > report.txt; chmod 666 report.txt\n{WRITES}"
        );
        let output = home.command("/bin/sh").args(["-c", &script]).output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "umask {umask}: {told}");
        let theirs = ["tmp", "runtime", "editor", "modes", "report.txt", ".config", ".local", ".local/state"];
        let mut seen = 0;
        for path in home.all() {
            let relative = path.strip_prefix(home.path()).unwrap();
            let known = fs::metadata(&path).unwrap();
            let mode = known.permissions().mode() & 0o7777;
            // What stands above our own folders is made when it is missing, and closed as well.
            if theirs.iter().take(5).any(|theirs| relative == Path::new(theirs)) {
                continue;
            }
            let wanted = if known.is_dir() { 0o700 } else { 0o600 };
            assert_eq!(mode, wanted, "umask {umask}: {}", relative.display());
            seen += 1;
        }
        assert!(seen >= 14, "umask {umask}: only {seen} files and folders: {:?}", home.all());
        // The texts that an editor had, while it had them.
        let modes = fs::read_to_string(home.path().join("modes")).unwrap();
        assert!(modes.lines().count() >= 6, "{modes}");
        for line in modes.lines() {
            let folder = Path::new(line).extension().is_none();
            assert!(line.starts_with(if folder { "700 " } else { "600 " }), "umask {umask}: {line}");
        }
        assert!(modes.contains("/runtime/touchbase/"), "that of a locked plan is in memory: {modes}");
    }
}

#[test]
fn words_of_a_plan_are_nowhere_but_in_it() {
    let home = Home::new();
    let binary = env!("CARGO_BIN_EXE_touchbase");
    let script = format!("touchbase() {{ {binary} \"$@\"; }}\n{WRITES}\nrm page.html");
    let output = home.command("/bin/sh").args(["-c", &script]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    // What may be shown to anybody says nothing.
    assert_eq!(found_in(&fs::read(home.path().join("report.txt")).unwrap()), Vec::<&str>::new());

    // The screens: all of them, a form, the capture line, an editor that fails, and then the terminal goes away.
    let mut pty = Pty::start(home.setup());
    pty.wait_for("Canaryname Hopper");
    for keys in ["2", "3", "4", "5", "1", "?", "<Esc>", ":snooze", "<Esc>", "/canary", "<Esc><Esc>"] {
        pty.keys(keys);
    }
    pty.keys("t");
    pty.wait_for("In touch with");
    for name in ["cmdline", "comm", "environ"] {
        let said = fs::read(pty.proc().join(name)).unwrap();
        assert_eq!(found_in(&said), Vec::<&str>::new(), "/proc says {name}");
    }
    pty.keys("canarynote on the screens<Enter>");
    pty.wait_for("Done: log touch");
    pty.keys("t");
    pty.wait_for("In touch with");
    pty.keys("half a canarynote");
    pty.wait_for("half a canarynote");
    pty.signal(Signal::HUP);
    assert_eq!(pty.exit(), Exit::Code(129));
    // No sequence of an operating system's command but our question for the background: no title, no clipboard.
    let raw = String::from_utf8_lossy(pty.raw()).replace("\u{1b}]11;?\u{1b}\\", "");
    assert!(!raw.contains("\u{1b}]") && !raw.contains("\u{1b}k") && !raw.contains("\u{1b}_"), "a title, or the like");

    // A file that is not understood, a name that nobody has, a disk that is full: none of it leaves words behind.
    let plan = home.path().join(".config/touchbase/touchbase.ron");
    let whole = fs::read(&plan).unwrap();
    fs::write(&plan, &whole[..whole.len() - 40]).unwrap();
    for words in [&["list"][..], &["doctor"], &["doctor", "--report"]] {
        let output = home.run(words);
        assert!(!output.status.success() || words.len() == 2);
        assert_eq!(found_in(&output.stderr), Vec::<&str>::new(), "{words:?} quotes the plan");
    }
    fs::write(&plan, &whole).unwrap();
    assert_eq!(home.run(&["show", "nobody"]).status.code(), Some(1));
    let strange: Vec<(PathBuf, Vec<&str>)> = home
        .all()
        .into_iter()
        .filter(|path| *path != plan && !PLACES.iter().any(|place| path.starts_with(home.own().join(place))))
        .map(|path| {
            (found_in(&[path.display().to_string().into_bytes(), fs::read(&path).unwrap_or_default()].concat()), path)
        })
        .filter(|(found, _)| !found.is_empty())
        .map(|(found, path)| (path, found))
        .collect();
    assert_eq!(strange, [], "words of the plan lie about");
    for folder in ["tmp", "runtime/touchbase"] {
        let left = fs::read_dir(home.path().join(folder)).map_or(0, Iterator::count);
        assert_eq!(left, 0, "{folder} is left empty");
    }
}

#[test]
fn nothing_goes_out() {
    let home = Home::new();
    let out = home.path().join("trace");
    let mut rounds = 0;
    for words in [
        &["add", "Grace Hopper"][..],
        &["log", "grace", "hello"],
        &["list"],
        &["due"],
        &["status"],
        &["report", "--out", "page.html"],
        &["doctor"],
        &["undo"],
        &["--version"],
    ] {
        let mut command = home.command("strace");
        command.args(["-f", "-e", "trace=%network", "-o"]).arg(&out).arg(env!("CARGO_BIN_EXE_touchbase")).args(words);
        let output = command.output().expect("strace is not installed");
        assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
        let trace = fs::read_to_string(&out).unwrap();
        assert!(trace.contains("exited with 0"), "{words:?}: {trace}");
        assert!(!trace.contains("socket("), "{words:?}: {trace}");
        rounds += 1;
    }
    assert_eq!(rounds, 9);
    let mut pty = Pty::start({
        let setup = Setup::program("strace").arg("-f").arg("-e").arg("trace=socket,connect").arg("-o").arg(&out);
        let setup = setup.arg(env!("CARGO_BIN_EXE_touchbase")).home(home.path()).size(120, 40);
        home.envs().into_iter().fold(setup, |setup, (name, value)| setup.env(name, value))
    });
    pty.wait_for("Plan");
    for keys in ["2", "3", "4", "5", "1"] {
        pty.keys(keys);
    }
    pty.keys("q");
    assert_eq!(pty.exit(), Exit::Code(0));
    let trace = fs::read_to_string(&out).unwrap();
    assert!(trace.contains("exited with 0") && !trace.contains("AF_INET"), "{trace}");
}

#[test]
fn a_home_that_cannot_be_written_to_is_told_and_nothing_is_made_elsewhere() {
    let home = Home::new();
    let root = fs::metadata("/proc/self").unwrap().uid() == 0;
    fs::set_permissions(home.path(), fs::Permissions::from_mode(0o555)).unwrap();
    let runner = if root { "setpriv --reuid=65534 --regid=65534 --clear-groups " } else { "" };
    let line = format!("{runner}{} add 'Grace Hopper'", env!("CARGO_BIN_EXE_touchbase"));
    let output = home.command("/bin/sh").args(["-c", &line]).output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let made: Vec<_> = home
        .all()
        .into_iter()
        .filter(|path| !["tmp", "runtime", "editor"].iter().any(|own| path.ends_with(own)))
        .collect();
    fs::set_permissions(home.path(), fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(output.status.code(), Some(3), "{told}");
    assert!(told.starts_with("error: could not save the plan: ") && told.contains("hint: "), "{told}");
    assert!(told.contains(&home.path().display().to_string()), "{told}");
    assert_eq!(made, Vec::<PathBuf>::new());
}
