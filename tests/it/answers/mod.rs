//! Answers of the command line: their shapes, their streams, their exit codes, and the conventions they keep.

mod many;
mod names;
mod shapes;
mod streams;
mod wide;

use crate::cli::Home;

/// A home with something of everything, in which every verb has something to say.
pub fn rich() -> Home {
    let home = Home::with_people();
    for args in [
        &[
            "goal",
            "add",
            "Self-serve data",
            "--by",
            "30 apr",
            "--why",
            "three days",
            "--org",
            "Finance",
            "--step",
            "Pilot",
        ][..],
        &[
            "add",
            "Tom Becker, Analyst @Finance ^Peer #pilot ~2w",
            "--email",
            "tom@example.com",
            "--closeness",
            "trusted",
        ],
        &["log", "hopper", "sent the numbers +insight via email 3 weeks ago !send the draft by fri"],
        &["log", "ada", "lunch", "--on", "2 sep", "--follow-up", "call", "--response", "warm"],
        &["log", "tom", "coffee ?", "--gift", "question", "--on", "2 nov"],
        &["idea", "hopper", "thank her release team +recognition by fri ~15m = shows it paid off", "--goal", "self"],
        &["reflect", "felt easy with the numbers", "--feeling", "2"],
        &[
            "proof",
            "add",
            "--org",
            "Finance",
            "--seniority",
            "director",
            "--result",
            "20 minutes",
            "--quotable",
            "reports",
        ],
        &["snooze", "kelly", "2w"],
    ] {
        let answer = home.run(args);
        assert_eq!((answer.err.as_str(), answer.code), ("", 0), "{args:?}");
    }
    home
}
