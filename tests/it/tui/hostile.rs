//! A plan full of characters that do things: none of them reaches the terminal, wherever the text is shown.

use super::bench::{Room, choose, quit, wait_saved};
use crate::pty::{Exit, Pty};
use touchbase::domain::{Edit, Key, Records};

/// One of each family of sequences, in both spellings, as a plan's file writes them: colours, clearing, a question for the
/// place of the cursor, titles, links, the clipboard, device strings, program commands, private messages; the bell,
/// overrides of the direction, marks without end; and a title that never ends.
pub const HOSTILE: &str = concat!(
    r"\u{1b}[31337m\u{1b}[31337J\u{1b}[31337n\u{1b}c\u{1b}]0;owned\u{7}\u{1b}]8;;http://owned\u{1b}\\",
    r"\u{1b}]52;c;b3duZWQ=\u{7}\u{1b}P1$rowned\u{1b}\\\u{1b}_owned\u{1b}\\\u{1b}^owned\u{1b}\\\u{1b}Xowned\u{1b}\\",
    r"\u{9b}31337m\u{9d}0;owned\u{9c}\u{90}owned\u{9c}\u{9f}owned\u{9c}\u{9e}owned\u{9c}\u{98}owned\u{9c}",
    r"\u{202e}\u{2066}\u{200f}\u{200b}\u{2028}\u{ad}\u{85}\u{8}\u{7f}\u{feff}\u{e0041}\r\u{1b}]0;never ends",
);

/// A plan with hostile text in every field that holds text.
pub fn plan() -> String {
    let h = HOSTILE;
    format!(
        r#"#![enable(implicit_some)]
(
    format: 1,
    ladder: ["Peer{h}", "VP"],
    goals: [
        (id: "goal", title: "A goal{h}", why: "why{h}", by: "2027-04-30", steps: [(text: "step{h}"), (text: "done{h}", done: "2026-10-02")]),
    ],
    stakeholders: [
        (id: "ada{h}", name: "Ada", added: "2026-01-01"),
        (id: "grace", name: "Grace{h}", title: "VP{h}", org: "Org{h}", aka: ["aka{h}"], seniority: "Peer{h}", cares_about: "cares{h}", stakes: {{"goal": (role: Sponsor, influence: 5, why: "why{h}")}}, handles: [(Email, "grace@example.com{h}")], cadence: 1, tags: ["tag{h}"], introduced_by: "nobody{h}", notes: "notes\n{h}"),
    ],
    ideas: [
        (id: "idea{h}", to: ["grace"], goal: "goal", gift: Proof, text: "An idea{h}", for_them: "them{h}"),
    ],
    touches: [
        (id: "touch{h}", on: "2026-11-19", with: ["grace", "ada{h}"], note: "note\n{h}", follow_up: (text: "promise{h}", by: "2026-11-20")),
    ],
    reflections: [(id: "r", on: "2026-11-19", feeling: 1, text: "felt{h}")],
    proofs: [(id: "p", org: "org{h}", what: "what{h}", result: "result{h}", quotable: true)],
    conflicts: [(id: "c", about: Stakeholder("grace"), field: "notes", lost: "lost{h}")],
)
"#
    )
}

/// Nothing but our own sequences went out: a sequence begins with the escape and a bracket, and ends in a letter that
/// draws or sets modes; everything else is text without controls.
fn assert_clean(pty: &Pty) {
    // The question for the background is ours, word for word.
    let raw = std::str::from_utf8(pty.raw()).unwrap().replace("\x1b]11;?\x1b\\", "");
    assert!(!raw.contains("\x1b[31337"), "a sequence of the plan went out");
    let mut rest = raw.chars();
    while let Some(letter) = rest.next() {
        match letter {
            // A list that moves down by one.
            '\x1b' if rest.as_str().starts_with("M\x1b[r") => drop(rest.next()),
            '\x1b' => {
                assert_eq!(rest.next(), Some('['), "an escape that is not ours: {:.40?}", rest.as_str());
                let last = rest.find(char::is_ascii_alphabetic);
                assert!(
                    matches!(last, Some('m' | 'H' | 'h' | 'l' | 'J' | 'K' | 'X' | 'r' | 'A' | 'B' | 'C' | 'D')),
                    "{last:?}"
                );
            }
            '\r' | '\n' => {}
            '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{feff}'
            | '\u{e0000}'..='\u{e007f}' => {
                panic!("{letter:?} went out before {:.40?}", rest.as_str())
            }
            _ => assert!(!letter.is_control(), "{letter:?} went out before {:.40?}", rest.as_str()),
        }
    }
}

#[test]
fn no_foreign_control_reaches_the_terminal() {
    let room = Room::with(&plan());
    let before: Records = room.records();
    let mut pty = room.open();
    choose(&mut pty, "Grace");
    // Every pane, every form, the lists and the help, on all layouts.
    for (columns, rows) in [(120, 40), (80, 24), (30, 10)] {
        pty.resize(columns, rows);
        for _ in 0..4 {
            pty.keys("<Tab>e");
            pty.wait_for("save");
            for _ in 0..16 {
                pty.keys("<Tab>");
            }
            pty.keys("<Esc><Esc>");
        }
        for keys in [
            "S<Esc>",
            "x<Esc>",
            "t<Esc>",
            "i<Esc>",
            "A<Esc>",
            "!<Esc>",
            "?<Esc>",
            "/Grace<Enter><Esc>",
            "zw",
            "u",
            "sssss",
        ] {
            pty.keys(keys);
        }
    }
    // Every other screen, with what can be opened there.
    pty.resize(120, 40);
    for (screen, shown, opened) in [
        ("2", "2 Review", "p<Esc>w<Esc>?<Esc>"),
        ("3", "3 Journal", "<Enter><Esc>jf<Esc>/note<Enter><Esc>"),
        ("4", "4 Network", "<Enter><Esc>v<Tab>jv<Tab>j"),
        ("5", "5 Progress", "<Tab><Tab><Tab><Enter><Esc>"),
        ("1", "1 Plan", "p<Esc>w<Esc>L<Esc>:grace<Esc>?grace<Esc><Esc>"),
    ] {
        pty.keys(&format!("<Esc><Esc>{screen}"));
        pty.wait_for(shown);
        pty.keys(opened);
        pty.keys("<Esc><Esc><Esc><C-l>");
    }
    pty.keys("1<C-l>");
    wait_saved(&mut pty);
    pty.keys("q");
    assert_eq!(pty.exit(), Exit::Code(0), "{}", pty.screen());
    assert!(pty.given_back());
    assert_clean(&pty);
    let now = room.records();
    let unseen = |records: &Records| {
        let mut records = records.clone();
        let reviews: Vec<_> = records.reviews.ids().cloned().map(Key::Review).collect();
        for key in reviews {
            records.apply(Edit::Remove(key));
        }
        records
    };
    assert!(unseen(&now) == unseen(&before), "looking changes nothing");
}

#[test]
fn what_is_pasted_is_as_harmless_as_what_is_read() {
    let room = Room::with(super::bench::SMALL);
    let mut pty = room.open();
    pty.keys("t");
    pty.wait_for("In touch with");
    pty.paste("before\x1b[31337m\x1b]0;owned\x07\u{9b}31337m\u{202e}after");
    pty.wait_for("after");
    pty.keys("<Enter>");
    pty.wait_for("Done: log touch");
    wait_saved(&mut pty);
    assert_clean(&pty);
    quit(pty);
    assert!(!room.text().chars().any(|letter| letter.is_control() && letter != '\n'));
}

#[test]
fn errors_are_as_harmless() {
    // The mistake quotes the file, and the path has a sequence in it, too.
    let broken = format!("(format: 1, goals: [(id: \"x\", {}: 1)])", "\u{1b}]0;owned\u{7}\u{9b}31337m\u{202e}");
    let room = Room::with(&broken);
    let mut pty = Pty::start(room.setup());
    assert_eq!(pty.exit(), Exit::Code(3));
    assert!(pty.screen().contains("error: "), "{}", pty.screen());
    assert_clean(&pty);
    let unknown =
        "(format: 1, goals: [(id: \"x\", title: \"x\", steps: [(text: \"x\", done: \"\\u{1b}]0;owned\\u{7}\")])])";
    room.replace(unknown);
    let mut pty = Pty::start(room.setup());
    assert_eq!(pty.exit(), Exit::Code(3));
    assert_clean(&pty);
    let path = room.home().join("no\u{1b}]0;owned\u{7}\u{202e}folder/plan.ron");
    let mut pty = Pty::start(room.setup().env("TOUCHBASE_PLAN", path));
    assert_eq!(pty.exit(), Exit::Code(3));
    assert_clean(&pty);
}

#[test]
fn names_that_cannot_be_typed_are_no_obstacle() {
    // A name with a comma, two of the same name, a rung the ladder does not have, and line ends of another system.
    let plan = r#"(
        format: 1,
        ladder: ["Peer"],
        goals: [(id: "a", title: "The same"), (id: "b", title: "The same")],
        stakeholders: [
            (id: "one", name: "Hopper, Grace", seniority: "Admiral", notes: "one\r\ntwo\r\n"),
            (id: "three", name: "Ada", snoozed: Some("2027-01-01")),
            (id: "two", name: "Ada"),
        ],
    )"#;
    let room = Room::with(plan);
    for (name, id) in [("Hopper, Grace", "one"), ("Ada", "two")] {
        let mut pty = room.open();
        choose(&mut pty, name);
        let note = format!("noted for {id}");
        super::bench::log(&mut pty, &note);
        pty.keys(&format!("iidea for {id}<Enter>"));
        pty.wait_for("Done: add an idea");
        wait_saved(&mut pty);
        // Nothing was changed: nothing is asked.
        pty.keys("e");
        pty.wait_for("cares about");
        pty.keys("<Esc>");
        pty.wait_gone("cares about");
        pty.keys("e<Tab>title");
        pty.wait_for("cares about");
        pty.keys("<Enter>");
        pty.wait_for("Done: edit");
        wait_saved(&mut pty);
        quit(pty);
        let records = room.records();
        let touch = records.touches.iter().find(|touch| touch.note == note).unwrap();
        assert_eq!(touch.with[0].as_str(), id);
        let idea = records.ideas.iter().find(|idea| idea.text.ends_with(id)).unwrap();
        assert_eq!((idea.to[0].as_str(), idea.goal.as_ref()), (id, None));
    }
    let records = room.records();
    let one = records.stakeholders.iter().find(|who| who.id.as_str() == "one").unwrap();
    assert_eq!(
        (one.seniority.as_str(), one.title.as_str(), one.notes.as_str()),
        ("Admiral", "title", "one\r\ntwo\r\n")
    );
}
