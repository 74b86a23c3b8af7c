//! The report: as a script gets it, and as a browser shows it.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::cli::{Answer, Home};

/// The report of the sample, with these words behind it.
fn report(home: &Home, args: &[&str]) -> Answer {
    home.run(&[&["--demo", "report"], args].concat())
}

#[test]
fn it_is_printed_or_written_for_its_owner_alone_and_over_nothing() {
    let home = Home::new();
    let printed = report(&home, &["--goal", "self"]);
    assert_eq!((printed.err.as_str(), printed.code), ("", 0));
    assert!(printed.out.starts_with("<!doctype html>") && printed.out.ends_with("</html>\n"));
    report(&home, &["--goal", "self", "--out", "r.html"]).says("Written to r.html.\n");
    let path = home.path("r.html");
    assert_eq!(fs::read_to_string(&path).unwrap(), printed.out);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    report(&home, &["--out", "r.html"]).fails(1, &["there is a file of that name already", "--force"]);
    assert_eq!(fs::read_to_string(&path).unwrap(), printed.out);
    report(&home, &["-q", "--redact", "--out", "r.html", "--force"]).says("");
    assert!(fs::read_to_string(&path).unwrap().contains("Person 1"));
    report(&home, &["--out", "no/such/folder.html"]).fails(1, &["could not write the file", "make the folder"]);
}

#[test]
fn it_comes_as_markdown_and_as_single_charts() {
    let home = Home::new();
    assert!(
        report(&home, &["--format", "md", "--goal", "self"]).out.starts_with("# Self\\-serve data in every division\n")
    );
    for chart in ["gifts", "stance", "closeness", "senior", "balance", "feeling", "grid"] {
        let svg = report(&home, &["--chart", chart]);
        assert!(svg.out.starts_with("<svg ") && svg.out.ends_with("</svg>\n"), "{chart}: {}", svg.err);
    }
    report(&home, &["--chart", "pie"]).fails(2, &["there is no chart pie", "gifts, stance"]);
    report(&home, &["--format", "svg"]).fails(2, &["say which with --chart"]);
    report(&home, &["--format", "md", "--chart", "gifts"]).fails(2, &["--chart is a picture"]);
    report(&home, &["--goal", "moon"]).fails(1, &["no goal is called moon"]);
    Home::new().run(&["report", "--format", "md"]).says(
        "# All goals\n\n23 Nov 2026\n\n## Goal\n\nNo goal yet.\n\n## Coverage\n\nNobody yet.\n\n## Progress\n\n\
         0 contributions in 26 weeks: 0 given, 0 asked, 0 % to Director and above.\n",
    );
}

/// The browser; none where the machine has none, which in CI is a failure.
fn browser() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let names = ["chromium", "chromium-browser", "google-chrome"];
    let found =
        std::env::split_paths(&path).flat_map(|folder| names.map(|name| folder.join(name))).find(|file| file.is_file());
    assert!(found.is_some() || std::env::var_os("CI").is_none(), "there is no chromium; .ci/run installs it");
    if found.is_none() {
        let _ = writeln!(std::io::stderr(), "not looked at in a browser: there is no chromium");
    }
    found
}

/// Opens a page as wide as this, and says what it looks like from inside.
///
/// The page itself has no script; a frame around it measures.
fn seen(browser: &Path, page: &str, width: u32) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let text = serde_json::to_string(page).unwrap().replace("</", "<\\/");
    let frame = format!(
        "<!doctype html><meta charset=utf-8><link rel=icon href=\"data:,\"><iframe id=f style=\"border:0\" width={width} height=900></iframe>\
         <script>const f=document.getElementById('f');f.onload=()=>{{const d=f.contentDocument;if(!d.title)return;\
         const r=document.createElement('pre');r.id='seen';r.textContent=JSON.stringify({{title:d.title,\
         inner:f.contentWindow.innerWidth,room:d.documentElement.clientWidth,wide:d.documentElement.scrollWidth,body:d.body.scrollWidth,\
         charts:d.querySelectorAll('svg[role=img]').length,scripts:d.scripts.length,text:d.body.innerText}});\
         document.body.append(r)}};f.srcdoc={text}</script>"
    );
    let file = folder.path().join("frame.html");
    fs::write(&file, frame).unwrap();
    let output = quiet(browser, folder.path())
        .args(["--enable-logging=stderr", "--window-size=1400,1000", "--dump-dom"])
        .arg(format!("file://{}", file.display()))
        .output()
        .unwrap();
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(!err.contains("CONSOLE"), "{err}");
    let seen = out.split_once("<pre id=\"seen\">").and_then(|(_, rest)| rest.split_once("</pre>"));
    let json = seen
        .map(|(json, _)| json.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ").replace("&amp;", "&"));
    serde_json::from_str(&json.unwrap_or_else(|| panic!("nothing was seen: {err}"))).unwrap()
}

/// The arguments of a browser without a screen that asks nobody for anything, with a folder of its own.
fn quiet(browser: &Path, folder: &Path) -> Command {
    let mut command = Command::new(browser);
    command
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .args(["--hide-scrollbars", "--virtual-time-budget=5000"])
        .arg(format!("--user-data-dir={}", folder.join("profile").display()))
        .env("HOME", folder);
    command
}

/// Pictures of the top of the page for `assets/screens`, with `TOUCHBASE_BLESS=1` only: no two machines have the same
/// letters, so they cannot be compared.
fn photograph(browser: &Path, page: &str) {
    for theme in ["light", "dark"] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("page.html");
        // The browser is asked for dark by making the rule for it hold always.
        let page = if theme == "dark" { page.replace("(prefers-color-scheme:dark)", "all") } else { page.to_owned() };
        fs::write(&file, page).unwrap();
        let picture = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("assets/screens/report-{theme}.png"));
        let shot = quiet(browser, folder.path())
            .arg("--window-size=900,1150")
            .arg(format!("--screenshot={}", picture.display()))
            .arg(format!("file://{}", file.display()))
            .output();
        assert!(shot.unwrap().status.success());
    }
}

#[test]
fn a_browser_shows_it_without_an_error_and_without_scrolling_sideways() {
    let Some(browser) = browser() else { return };
    let home = Home::new();
    for (redact, args) in [(false, &["--goal", "self"][..]), (true, &["--redact"])] {
        let page = report(&home, args).out;
        if !redact && std::env::var_os("TOUCHBASE_BLESS").is_some_and(|value| value == "1") {
            photograph(&browser, &page);
        }
        for width in [1280, 390] {
            let seen = seen(&browser, &page, width);
            let told = format!("{redact} at {width}: {seen}");
            assert_eq!((seen["inner"].as_u64(), seen["scripts"].as_u64()), (Some(u64::from(width)), Some(0)), "{told}");
            assert_eq!(seen["wide"], seen["room"], "{told}");
            assert!(seen["body"].as_u64() <= seen["room"].as_u64(), "{told}");
            assert_eq!(seen["charts"], 7, "{told}");
            let text = seen["text"].as_str().unwrap();
            assert_eq!(text.contains("Grace Hopper"), !redact, "{told}");
            assert_eq!(text.contains("Person 11"), redact, "{told}");
            assert!(text.contains("Coverage") && text.contains("Next"), "{told}");
        }
    }
}
