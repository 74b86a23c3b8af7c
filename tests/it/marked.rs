//! A plan in which git(1) left its markers: git merges the file line by line, as on a machine that knows no better, and
//! `merge --markers` makes of it what both sides come to.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};
use touchbase::domain::merge::merge;
use touchbase::domain::{Edit, Records, StakeholderId, Touch, TouchId};
use touchbase::storage::{format, read};

struct Home(tempfile::TempDir);

impl Home {
    /// A plan, and the two it became on two machines: `ours.ron`, `theirs.ron`, and `base.ron` beside the plan's folder.
    fn parted() -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        let on = |name: &str, words: &[&str]| {
            let words: Vec<&str> = words.iter().copied().chain(["--plan", name]).collect();
            home.does(&words);
        };
        on("base.ron", &["add", "Ada Lovelace", "--org=Finance"]);
        on("base.ron", &["add", "Grace Hopper", "--org=Platforms"]);
        on("base.ron", &["log", "ada", "before they parted"]);
        for name in ["ours.ron", "theirs.ron"] {
            fs::copy(home.path("base.ron"), home.path(name)).unwrap();
        }
        on("ours.ron", &["add", "Alan Turing"]);
        on("ours.ron", &["log", "grace", "on our machine"]);
        on("ours.ron", &["goal", "add", "Self-serve data"]);
        on("theirs.ron", &["add", "Barbara Liskov"]);
        on("theirs.ron", &["log", "ada", "on their machine"]);
        on("theirs.ron", &["reflect", "a line"]);
        home
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env_clear().env("HOME", self.0.path()).env("TOUCHBASE_TODAY", "2026-11-23").current_dir(self.0.path());
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command
    }

    fn run(&self, words: &[&str]) -> Output {
        self.command(env!("CARGO_BIN_EXE_touchbase")).args(words).output().unwrap()
    }

    fn does(&self, words: &[&str]) -> String {
        let output = self.run(words);
        let (out, told) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "{words:?}: {out}{told}");
        format!("{out}{told}")
    }

    /// What git makes of the three, in `plan.ron`; the number of conflicts.
    fn git(&self, style: &[&str]) -> i32 {
        let mut command = self.command("git");
        command.args(["merge-file", "-p"]).args(style).args(["ours.ron", "base.ron", "theirs.ron"]);
        let output = command.output().expect("git is not installed");
        fs::write(self.path("plan.ron"), &output.stdout).unwrap();
        output.status.code().unwrap()
    }

    fn markers(&self, more: &[&str]) -> (String, String, i32) {
        let words: Vec<&str> = ["merge", "--markers", "--plan", "plan.ron"].iter().chain(more).copied().collect();
        let output = self.run(&words);
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        (text(&output.stdout), text(&output.stderr), output.status.code().unwrap())
    }

    fn records(&self, name: &str) -> Records {
        read::read(&fs::read(self.path(name)).unwrap()).unwrap_or_else(|mistake| panic!("{mistake:?}")).loaded.records
    }

    /// What the three come to by our own merge.
    fn wanted(&self) -> Records {
        merge(&self.records("base.ron"), &self.records("ours.ron"), &self.records("theirs.ron")).records
    }

    /// The files with markers that were kept.
    fn kept(&self) -> Vec<String> {
        let mut kept = Vec::new();
        let mut folders = vec![self.path(".local/state/touchbase")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let name = entry.file_name().into_string().unwrap();
                if entry.path().is_dir() {
                    folders.push(entry.path());
                } else if name.starts_with("not-understood-") {
                    kept.push(fs::read_to_string(entry.path()).unwrap());
                }
            }
        }
        kept
    }
}

#[test]
fn both_sides_are_joined_whatever_marks_git_leaves() {
    let styles: [&[&str]; 5] =
        [&[], &["--diff3"], &["--zdiff3"], &["--marker-size=12"], &["--diff3", "-L", "a b", "-L", "", "-L", "c"]];
    for style in styles {
        let home = Home::parted();
        assert!(home.git(style) > 0, "{style:?}");
        let marked = fs::read_to_string(home.path("plan.ron")).unwrap();
        let line = marked.lines().position(|line| line.starts_with("<<<<<<<")).unwrap() + 1;
        // Until it is joined nothing is read and nothing written, and it is said what helps.
        let listed = home.run(&["list", "--plan", "plan.ron"]);
        let told = String::from_utf8_lossy(&listed.stderr);
        assert_eq!(listed.status.code(), Some(3));
        assert!(
            told.contains(&format!("plan.ron:{line}:1")) && told.contains("hint: `touchbase merge --markers`"),
            "{told}"
        );
        let (out, _, code) = home.markers(&["--dry-run"]);
        assert!(code == 0 && out.starts_with("Would join both sides: "), "{style:?}: {out}");
        let data = crate::schema::data(&home.markers(&["--dry-run", "--json"]).0);
        assert!(data[0]["more"].as_array().is_some_and(|more| !more.is_empty()), "{data}");
        assert!(home.kept().is_empty() && fs::read_to_string(home.path("plan.ron")).unwrap() == marked);

        let (out, told, code) = home.markers(&[]);
        assert_eq!((told.as_str(), code), ("", 0), "{style:?}");
        assert!(out.starts_with("Joined both sides: ") && out.contains("The file with the markers is "), "{out}");
        assert_eq!(home.records("plan.ron"), home.wanted(), "{style:?}");
        assert_eq!(home.kept(), [marked], "{style:?}");
        assert_eq!(home.markers(&[]), ("There are no conflict markers in the plan.\n".into(), String::new(), 0));
    }
}

#[test]
fn a_field_that_both_changed_is_settled_like_any_other_conflict() {
    for style in [&[][..], &["--diff3"]] {
        let home = Home::parted();
        for (name, org) in [("ours.ron", "Research"), ("theirs.ron", "Risk")] {
            let text =
                fs::read_to_string(home.path(name)).unwrap().replace("org: \"Finance\"", &format!("org: \"{org}\""));
            fs::write(home.path(name), text).unwrap();
        }
        home.git(style);
        let (_, told, code) = home.markers(&[]);
        assert!(code == 5 && told.contains("note: One value was changed in two places"), "{code} {told}");
        let records = home.records("plan.ron");
        assert_eq!(records.conflicts.len(), 1);
        assert_eq!(records.conflicts.iter().next().unwrap().lost, "\"Research\"");
        assert_eq!(records.touches.len(), 3);
    }
}

#[test]
fn markers_inside_a_record_that_has_many_lines_are_no_trouble() {
    let home = Home::parted();
    let by_hand = |org: &str, tag: &str| {
        format!(
            "(\n  format: 1,\n  stakeholders: [\n    (\n      id: \"ada\",\n      name: \"Ada\",\n      org: \"{org}\",\n      title: \
             \"x\",\n      seniority: \"VP\",\n      cares_about: \"y\",\n      notes: \"one\n=======\ntwo\",\n      tags: [\"{tag}\"],\n    ),\n  ],\n)\n"
        )
    };
    for (name, text) in
        [("base.ron", by_hand("", "a")), ("ours.ron", by_hand("Finance", "b")), ("theirs.ron", by_hand("", "c"))]
    {
        fs::write(home.path(name), text).unwrap();
    }
    assert_eq!(home.git(&["--diff3"]), 1);
    let (out, told, code) = home.markers(&[]);
    assert_eq!(code, 0, "{out}{told}");
    let ada = home.records("plan.ron").stakeholders.iter().next().unwrap().as_ref().clone();
    assert_eq!((ada.org.as_str(), ada.notes.as_str()), ("Finance", "one\n=======\ntwo"));
    assert_eq!(ada.tags, ["b", "c"]);
}

#[test]
fn what_cannot_be_told_apart_is_left_as_it_is() {
    let cases = [
        (
            "<<<<<<< a\n<<<<<<< b\n=======\n>>>>>>> b\n=======\n>>>>>>> a\n",
            3,
            "plan.ron:2:1",
            "conflict markers inside it",
        ),
        ("(format: 1,\n<<<<<<< a\n=======\n", 3, "plan.ron:3:1", "the end of the conflict that begins on line 2"),
        ("(format: 1,\n<<<<<<< a\n=======\ngaols: [],\n>>>>>>> b\n)\n", 3, "plan.ron:4:1", "did you mean `goals`?"),
        ("(\n<<<<<<< a\nformat: 1,\n=======\nformat: 9,\n>>>>>>> b\n)\n", 3, "plan.ron", "newer than this version"),
        ("(format: 1, goals: [\n", 3, "plan.ron:1:21", "the end of the file"),
        ("age-encryption.org/v1\n<<<<<<< a\n=======\n>>>>>>> b\n", 4, "plan.ron", "it is locked"),
        (
            "<<<<<<< a\n-----BEGIN AGE ENCRYPTED FILE-----\n=======\n-----BEGIN AGE ENCRYPTED FILE-----\n>>>>>>> b\n",
            1,
            "plan.ron",
            "locked plan",
        ),
    ];
    let home = Home::parted();
    for (text, exit, at, says) in cases {
        fs::write(home.path("plan.ron"), text).unwrap();
        let (out, told, code) = home.markers(&[]);
        assert_eq!((out.as_str(), code), ("", exit), "{text}: {told}");
        assert!(told.starts_with("error: ") && told.contains(at) && told.contains(says), "{text}: {told}");
        assert_eq!(fs::read_to_string(home.path("plan.ron")).unwrap(), text);
    }
    assert!(home.kept().is_empty());
    fs::remove_file(home.path("plan.ron")).unwrap();
    assert_eq!(home.markers(&[]).0, "There is no plan yet.\n");
    assert_eq!(home.run(&["merge", "--markers", "other.ron", "--plan", "plan.ron"]).status.code(), Some(2));
}

#[test]
fn a_plan_that_talks_of_markers_has_none() {
    let home = Home::parted();
    let mut touch =
        Touch::new(TouchId::new("t"), "2026-11-23".parse().unwrap(), vec![StakeholderId::new("ada-lovelace")]);
    touch.note = "a\n<<<<<<< HEAD\nb".into();
    let mut records = home.records("base.ron");
    records.apply(Edit::put(touch));
    let by_hand = format::write(&records).unwrap().replace("a\\n<<<<<<< HEAD\\nb", "a\n<<<<<<< HEAD\nb");
    fs::write(home.path("plan.ron"), &by_hand).unwrap();
    assert_eq!(home.markers(&[]).0, "There are no conflict markers in the plan.\n");
    assert_eq!(fs::read_to_string(home.path("plan.ron")).unwrap(), by_hand);
}
