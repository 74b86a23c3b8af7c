//! A disk without room, without inodes, and one that cannot be written to: real ones, in a mount namespace of their own.

use std::process::Command;

/// Runs a script in a shell with a home on a small disk of its own. It has `$T`, the program, and `$HOME`.
fn on_a_disk(options: &str, script: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let whole = format!(
        "set -u; mount -t tmpfs -o {options} none \"$HOME\" || exit 99\nmkdir -p \"$HOME/.config/touchbase\"\n{script}"
    );
    let output = Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount", "sh", "-c", &whole])
        .env_clear()
        .env("HOME", folder.path())
        .env("T", env!("CARGO_BIN_EXE_touchbase"))
        .env("TOUCHBASE_TODAY", "2026-11-23")
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .output()
        .expect("unshare is not installed");
    assert_ne!(output.status.code(), Some(99), "no disk of our own: {}", String::from_utf8_lossy(&output.stderr));
    let (out, told) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    format!("{out}{told}")
}

#[test]
fn a_full_disk_costs_nothing_and_once_there_is_room_it_goes_on() {
    let said = on_a_disk(
        "size=64k",
        r#"
        "$T" add Ada >/dev/null
        cp "$HOME/.config/touchbase/touchbase.ron" /dev/shm/touchbase-test-before.$$
        head -c 1000000 /dev/zero > "$HOME/filler" 2>/dev/null
        "$T" log ada 'a note'; echo "full: $?"
        cmp "$HOME/.config/touchbase/touchbase.ron" /dev/shm/touchbase-test-before.$$ && echo "as it was"
        rm "$HOME/filler" /dev/shm/touchbase-test-before.$$
        "$T" log ada 'a note'; echo "room: $?"
        "$T" show ada
        find "$HOME" -name '*.tmp' | wc -l | sed 's/^/leftovers: /'
        "#,
    );
    for wanted in ["could not save the plan", "full: 3", "as it was", "room: 0", "a note", "leftovers: 0"] {
        assert!(said.contains(wanted), "{wanted} is missing:\n{said}");
    }
    assert!(said.to_lowercase().contains("full") || said.contains("space"), "{said}");
}

#[test]
fn a_disk_without_inodes_costs_nothing() {
    let said = on_a_disk(
        "nr_inodes=20,size=1m",
        r#"
        "$T" add Ada >/dev/null
        i=0; while touch "$HOME/f$i" 2>/dev/null; do i=$((i+1)); done
        "$T" log ada 'a note'; echo "full: $?"
        rm "$HOME"/f*
        "$T" log ada 'a note'; echo "room: $?"
        "#,
    );
    for wanted in ["full: 3", "room: 0"] {
        assert!(said.contains(wanted), "{wanted} is missing:\n{said}");
    }
}

#[test]
fn a_disk_that_can_only_be_read_is_told_and_the_plan_can_be_looked_at() {
    let said = on_a_disk(
        "size=1m",
        r#"
        "$T" add Ada >/dev/null
        mount -o remount,ro "$HOME"
        "$T" log ada 'a note'; echo "log: $?"
        "$T" list; echo "list: $?"
        "#,
    );
    assert!(said.contains("log: 3") && said.contains("list: 0") && said.contains("Ada"), "{said}");
    assert!(said.contains("read-only") || said.contains("Read-only"), "{said}");
}

#[test]
fn a_limit_on_file_sizes_and_on_open_files_is_an_error_like_any_other() {
    for limit in ["ulimit -f 1", "ulimit -n 5"] {
        let said = on_a_disk(
            "size=4m",
            &format!(
                r#"
                i=0; while [ $i -lt 40 ]; do echo "Person Number $i with a long name @Organisation$i"; i=$((i+1)); done | "$T" -q add -
                before=$(cksum < "$HOME/.config/touchbase/touchbase.ron")
                ( {limit}; "$T" log 'person number 7' 'a note'; echo "limited: $?" )
                [ "$before" = "$(cksum < "$HOME/.config/touchbase/touchbase.ron")" ] && echo "as it was"
                "$T" log 'person number 7' 'a note'; echo "free: $?"
                "#
            ),
        );
        assert!(said.contains("free: 0"), "{limit}: {said}");
        let limited = said.contains("limited: 3") || said.contains("limited: 1");
        assert!(limited && said.contains("as it was"), "{limit}: {said}");
    }
}

#[test]
fn a_huge_file_is_refused_in_bounded_memory() {
    let home = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
    let size = 6 * 1024 * 1024;
    let huge = |begin: &str, letter: &str| format!("{begin}{}", letter.repeat(size / letter.len()));
    for (what, text) in [
        ("brackets", huge("", "[")),
        ("a string without an end", huge("(format: 1, goals: [(id: \"g\", title: \"", "x")),
        ("nested comments", huge("", "/*")),
        ("empty records", huge("(format: 1, goals: [", "(),")),
    ] {
        let plan = home.path().join("plan.ron");
        std::fs::write(&plan, text).unwrap();
        // A limit on memory, in kilobytes: the program itself, its threads, and a few times the file.
        let output = Command::new("/bin/sh")
            .args(["-c", "ulimit -v 250000; exec \"$T\" list --plan \"$P\""])
            .env_clear()
            .envs([("T", std::path::Path::new(env!("CARGO_BIN_EXE_touchbase"))), ("P", &plan), ("HOME", home.path())])
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(3), "{what}: {:?} {told:.300}", output.status);
        assert!(
            told.starts_with("error: the plan could not be understood") && told.len() < 2000,
            "{what}: {told:.300}"
        );
    }
}

#[test]
fn a_text_that_is_too_long_is_refused_before_anything_is_taken_in() {
    let home = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap();
    let plan = home.path().join("plan.ron");
    let long = "x".repeat(200 * 1024 * 1024);
    std::fs::write(&plan, format!("(format: 1, goals: [(id: \"g\", title: \"G\", why: \"{long}\")])")).unwrap();
    // In kilobytes: room for the file once, and not for its text once more.
    let output = Command::new("/bin/sh")
        .args(["-c", "ulimit -v 320000; exec \"$T\" list --plan \"$P\""])
        .env_clear()
        .envs([("T", std::path::Path::new(env!("CARGO_BIN_EXE_touchbase"))), ("P", &plan), ("HOME", home.path())])
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(3), "{:?} {told:.300}", output.status);
    let at = format!("at {}:1:48", plan.display());
    for wanted in
        ["expected at most 1 MB in the text of `why`, found 200 MB", at.as_str(), "hint: shorten it, or keep it"]
    {
        assert!(told.contains(wanted), "{wanted} is missing: {told:.500}");
    }
    assert_eq!(std::fs::metadata(&plan).unwrap().len(), long.len() as u64 + 52, "the file is as it was");
}
