//! The seniority that a title tells.

use crate::domain::Ladder;

/// How high a word stands on the usual ladder of six rungs, 0 for the lowest.
///
/// The first match wins, so what raises or lowers a title stands before what it would otherwise say: an assistant to
/// the board is no board member, a vice president is no president.
const TITLES: &[(&[&str], usize)] = &[
    (&["assistant to", "office of", "chief of staff", "executive assistant", "assistant"], 0),
    (
        &[
            "board member",
            "board",
            "chairman",
            "chairwoman",
            "chairperson",
            "chair",
            "non-executive director",
            "supervisory",
            "trustee",
        ],
        5,
    ),
    (&["vice president", "vice-president", "vp", "svp", "evp", "avp", "general manager", "gm"], 3),
    (
        &[
            "chief",
            "ceo",
            "cfo",
            "cto",
            "coo",
            "cio",
            "ciso",
            "cmo",
            "chro",
            "cdo",
            "cpo",
            "cro",
            "managing director",
            "president",
            "partner",
            "founder",
            "owner",
        ],
        4,
    ),
    (&["executive director"], 4),
    (&["director", "head of", "head", "principal", "dean"], 2),
    (&["manager", "team lead", "lead", "supervisor", "professor"], 1),
    (
        &[
            "engineer",
            "developer",
            "analyst",
            "designer",
            "specialist",
            "consultant",
            "associate",
            "scientist",
            "architect",
            "administrator",
            "officer",
            "researcher",
        ],
        0,
    ),
];

/// The height of the highest rung of the usual ladder.
const HIGHEST: usize = 5;

/// The rung of this ladder that a title tells, or `None` when it tells nothing.
///
/// A title that names a rung of the ladder itself is that rung, the highest if it names several. Otherwise the usual
/// words are looked for; their height on the usual ladder of six is carried over to a ladder of another length.
pub fn from_title<'a>(title: &str, ladder: &'a Ladder) -> Option<&'a str> {
    let words = words(title);
    if words.is_empty() {
        return None;
    }
    if let Some(height) =
        TITLES.iter().find(|(names, _)| names.iter().any(|name| has(&words, name))).map(|(_, height)| *height)
    {
        let highest = ladder.rungs.len().checked_sub(1)?;
        if ladder.rungs == Ladder::default().rungs {
            return ladder.rungs.get(height).map(String::as_str);
        }
        let named = ladder.rungs.iter().rev().find(|rung| has(&words, &self::words(rung).join(" ")));
        return named.or_else(|| ladder.rungs.get((height * highest + HIGHEST / 2) / HIGHEST)).map(String::as_str);
    }
    ladder.rungs.iter().rev().find(|rung| has(&words, &self::words(rung).join(" "))).map(String::as_str)
}

/// The words of a title in lower case.
fn words(title: &str) -> Vec<String> {
    let apart = |letter: char| !letter.is_alphanumeric() && letter != '-';
    title.to_lowercase().split(apart).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Whether these words stand one after the other in a title.
fn has(title: &[String], name: &str) -> bool {
    let name: Vec<&str> = name.split(' ').filter(|word| !word.is_empty()).collect();
    !name.is_empty()
        && title.windows(name.len()).any(|window| window.iter().map(String::as_str).eq(name.iter().copied()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_the_usual_kind() {
        let ladder = Ladder::default();
        let cases = [
            ("VP Engineering", Some("VP")),
            ("SVP, Platforms", Some("VP")),
            ("Vice President of Sales", Some("VP")),
            ("Executive Vice President", Some("VP")),
            ("General Manager EMEA", Some("VP")),
            ("President", Some("Executive")),
            ("Chief Risk Officer", Some("Executive")),
            ("CFO", Some("Executive")),
            ("Group CFO & Treasurer", Some("Executive")),
            ("Managing Director", Some("Executive")),
            ("Director of Data", Some("Director")),
            ("Head of Legal", Some("Director")),
            ("Senior Manager, Finance", Some("Manager")),
            ("Team Lead", Some("Manager")),
            ("Data Engineer", Some("Peer")),
            ("Board member", Some("Board")),
            ("Chair of the Supervisory Board", Some("Board")),
            ("Executive Assistant to the CEO", Some("Peer")),
            ("Chief of Staff", Some("Peer")),
            ("Overhead planner", None),
            ("Cartographer", None),
            ("", None),
        ];
        for (title, wanted) in cases {
            assert_eq!(from_title(title, &ladder), wanted, "{title}");
        }
    }

    #[test]
    fn a_ladder_of_ones_own() {
        let ladder = Ladder { rungs: ["Contributor", "Lead", "Vorstand"].map(String::from).to_vec() };
        assert_eq!(from_title("Vorstand Finanzen", &ladder), Some("Vorstand"));
        assert_eq!(from_title("Team Lead", &ladder), Some("Lead"));
        assert_eq!(from_title("CEO", &ladder), Some("Vorstand"));
        assert_eq!(from_title("Engineer", &ladder), Some("Contributor"));
        assert_eq!(from_title("CEO", &Ladder { rungs: Vec::new() }), None);
    }
}
