//! The text of a plan: its shape, byte for byte, and what is read back from it.

use super::bench::{Room, day, person, sample, with};
use touchbase::domain::{Id, Records, Stakeholder};
use touchbase::storage::{format, read};

fn read_text(text: &str) -> Records {
    read::read(text.as_bytes()).unwrap_or_else(|mistake| panic!("{mistake:?}")).loaded.records
}

fn write(records: &Records) -> String {
    format::write(records).unwrap()
}

/// The golden file of format 1: once released it is never changed, and stays readable for good.
const GOLDEN: &str = include_str!("../../fixtures/format-1.ron");

#[test]
fn the_golden_file_reads_and_writes_byte_for_byte() {
    assert_eq!(write(&sample()), GOLDEN);
    assert_eq!(read_text(GOLDEN), sample());
}

#[test]
fn a_plan_of_the_design_page_keeps_its_shape() {
    let text = r#"#![enable(implicit_some)]
(
    format: 1,
    ladder: ["Peer", "Manager", "Director", "VP", "Executive", "Board"],
    goals: [
        (id: "self-serve-data", title: "Self-serve data", why: "...", by: "2027-04-30", steps: [(text: "Pilot", done: "2026-10-02")]),
    ],
    stakeholders: [
        (id: "ada-lovelace", name: "Ada Lovelace"),
        (id: "grace-hopper", name: "Grace Hopper", aka: ["the Admiral"], closeness: Exchanged, stakes: {"self-serve-data": (role: Sponsor, influence: 5)}, handles: [(Email, "grace@example.com")]),
    ],
    reviews: [
        (id: "2026-11-23", seen: ["grace-hopper"], ended: true),
        (id: "2026-11-24"),
    ],
)
"#;
    assert_eq!(write(&read_text(text)), text);
}

#[test]
fn moves_stand_beside_what_moved() {
    let text = r#"#![enable(implicit_some)]
(
    format: 1,
    ladder: ["Peer", "Manager", "Director", "VP", "Executive", "Board"],
    goals: [
        (id: "data", title: "Data"),
    ],
    stakeholders: [
        (id: "ada", name: "Ada", closeness: Exchanged, moves: [(on: "2026-10-30", from: Connected, to: Exchanged)], stakes: {"data": (stance: Neutral, moves: [(on: "2026-10-30", to: Sceptical), (on: "2026-11-02", from: Sceptical, to: Neutral)])}),
    ],
)
"#;
    let records = read_text(text);
    assert_eq!(write(&records), text);
    assert_eq!(records.check(day("2026-11-02")), []);
    assert_eq!(records.check(day("2026-11-01"))[0].what, "has a move dated 2026-11-02, which is still to come");
    let wrong = text.replace("from: Connected", "form: Connected");
    let mistake = format!("{:?}", read::read(wrong.as_bytes()).unwrap_err());
    assert!(mistake.contains("form") && mistake.contains("from"), "{mistake}");
}

#[test]
fn an_empty_plan_has_its_ladder_and_nothing_else() {
    let text = "#![enable(implicit_some)]\n(\n    format: 1,\n    ladder: [\"Peer\", \"Manager\", \"Director\", \"VP\", \
                \"Executive\", \"Board\"],\n)\n";
    assert_eq!(write(&Records::default()), text);
    assert_eq!(read_text(text), Records::default());
}

#[test]
fn what_a_terminal_would_obey_is_written_as_an_escape() {
    let hostile = "\u{0}\u{1b}[2J \u{9b}31m \u{202e}\u{2066}\u{200b}\u{feff}\u{ad}\u{2028}\u{7f}\u{e0041} 'ok' \u{301}";
    let records = with(&Records::default(), Stakeholder { notes: hostile.into(), ..person("Eve") });
    let text = write(&records);
    assert!(text.contains(r"\u{1b}[2J") && text.contains(r"\u{202e}"), "{text}");
    let raw = |letter: char| {
        letter.is_control() && letter != '\n' || "\u{202e}\u{2066}\u{200b}\u{feff}\u{2028}".contains(letter)
    };
    assert!(!text.contains(raw), "{text:?}");
    assert_eq!(read_text(&text), records);
}

#[test]
fn a_hand_written_file_is_read_whatever_its_dress() {
    let plain = r#"(format: 1, stakeholders: [(id: "ada", name: "Ada", birthday: Some("1815-12-10"), notes: "a
b")])"#;
    let expected = Stakeholder {
        birthday: Some(day("1815-12-10")),
        notes: "a\nb".into(),
        ..Stakeholder::named(Id::new("ada"), "Ada")
    };
    let records = with(&Records::default(), expected);
    let bom = format!("\u{feff}{plain}");
    let crlf = format!("// by hand\r\n#![enable(implicit_some)]\r\n{}\r\n", plain.replace(", ", ",\r\n\t"));
    let turned = r#"/* stakeholders first */ (stakeholders: [(name: "Ada", notes: r"a
b", birthday: Some("1815-12-10",), id: "ada",),], format: 1,)"#;
    for text in [plain, &bom, &crlf, turned] {
        assert_eq!(read_text(text), records, "{text}");
    }
}

#[test]
fn two_records_with_one_id_are_both_kept() {
    let text = r#"(format: 1, stakeholders: [(id: "ada", name: "One"), (id: "ada", name: "Two"), (id: "ada-2", name: "Three"),
        (id: "ada", name: "Four")])"#;
    let loaded = read::read(text.as_bytes()).unwrap().loaded;
    let names: Vec<_> =
        loaded.records.stakeholders.iter().map(|who| format!("{} {}", who.id.as_str(), who.name)).collect();
    assert_eq!(names, ["ada One", "ada-2 Three", "ada-3 Two", "ada-4 Four"]);
    let said: Vec<_> = loaded.findings.iter().map(|finding| format!("{} {}", finding.key, finding.what)).collect();
    assert_eq!(said[0], "stakeholder ada-3 shared the id ada with another one and is now called ada-3");
    assert_eq!(said.len(), 2);
}

#[test]
fn what_does_not_fit_together_is_loaded_all_the_same() {
    let text = r#"(format: 1, ladder: [], ideas: [(id: "", to: ["nobody"], goal: "nothing", text: "")],
        stakeholders: [(id: "ada", name: "", seniority: "Queen", cadence: 0, stakes: {"nothing": (influence: 9)})])"#;
    assert!(read_text(text).check(day("2026-11-23")).len() >= 5);
}

#[test]
fn a_newer_format_opens_to_look_at_and_is_never_written() {
    let room = Room::new();
    let text =
        r#"(format: 7, mood: "sunny", stakeholders: [(id: "ada", name: "Ada", orbit: [(1, {"a": Deep(x: 3)})])])"#;
    room.write(text);
    let (mut store, records, notices) = room.open();
    assert_eq!(records.stakeholders.len(), 1);
    assert!(notices[0].contains("format 7, which is newer"), "{notices:?}");
    assert!(store.read_only().is_some());
    assert!(!store.agree(&records).unwrap().wrote);
    let told = store.agree(&with(&records, person("Grace"))).unwrap_err().told();
    assert!(told.what.contains("format 7") && told.hint.is_some(), "{told}");
    assert_eq!(room.read(), text);
    room.write(text.replace("Ada", "Ida"));
    assert!(store.agree(&records).unwrap().changed_outside);
}
