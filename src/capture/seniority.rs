//! The seniority that a title tells.

use crate::domain::Ladder;

/// How high a word stands on the usual ladder of six rungs, 0 for the lowest.
///
/// The first match wins, so what raises or lowers a title stands before what it would otherwise say: an assistant to
/// the board is no board member, a vice president is no president. Titles of universities, of the public service and of
/// armed forces stand where somebody of that rank would be met in a company; a few of the commonest in other languages
/// as well. They are judgements, not law: `^` sets the rung.
const TITLES: &[(&[&str], usize)] = &[
    // Close to somebody senior, not senior.
    (
        &[
            "assistant to",
            "office of",
            "chief of staff",
            "executive assistant",
            "personal assistant",
            "private secretary",
            "secretary to",
            "aide to",
            "aide-de-camp",
        ],
        0,
    ),
    (&["product owner", "process owner", "scrum master"], 1),
    (&["assistant professor", "associate professor", "assistant manager", "deputy manager"], 1),
    (&["assistant director", "deputy director", "associate director", "assistant commissioner"], 2),
    (&["assistant secretary general", "deputy minister", "deputy mayor", "deputy governor"], 3),
    // A president who sits on the board, too.
    (&["代表取締役", "社長"], 4),
    (&["assistant", "assistent", "assistentin", "asistente"], 0),
    (
        &[
            "board member",
            "board",
            "chairman",
            "chairwoman",
            "chairperson",
            "chair",
            "non-executive director",
            "ned",
            "supervisory",
            "trustee",
            "governor",
            "regent",
            "aufsichtsrat",
            "aufsichtsrätin",
            "beirat",
            "verwaltungsrat",
            "conseil d'administration",
            "conseil d",
            "administrador",
            "取締役",
            "董事",
        ],
        5,
    ),
    // In the public service.
    (
        &[
            "prime minister",
            "minister",
            "secretary of state",
            "permanent secretary",
            "secretary general",
            "secretary-general",
            "ambassador",
            "senator",
            "ministerin",
            "staatssekretär",
            "staatssekretärin",
            "ministre",
        ],
        4,
    ),
    (
        &[
            "director general",
            "director-general",
            "directeur général",
            "directrice générale",
            "director gerente",
            "directora general",
            "director general",
        ],
        4,
    ),
    (
        &[
            "vice president",
            "vice-president",
            "vice chancellor",
            "vice-chancellor",
            "vice provost",
            "vp",
            "svp",
            "evp",
            "avp",
            "rvp",
            "gvp",
            "general manager",
            "gm",
            "vizepräsident",
            "vice-présidente",
            "vice-président",
            "vicepresidente",
            "undersecretary",
            "commissioner",
            "mayor",
            "mayoress",
            "ministerialdirektor",
            "bürgermeister",
            "bürgermeisterin",
        ],
        3,
    ),
    (&["general counsel", "attorney general", "surgeon general", "auditor general", "postmaster general"], 4),
    (&["prime", "principal private"], 2),
    // Of armed forces; the lower ranks first, since they carry the names of the higher ones.
    (
        &[
            "lieutenant colonel",
            "lieutenant commander",
            "major",
            "captain",
            "commander",
            "squadron leader",
            "wing commander",
            "oberstleutnant",
            "hauptmann",
        ],
        2,
    ),
    (
        &[
            "lieutenant general",
            "major general",
            "brigadier general",
            "vice admiral",
            "rear admiral",
            "admiral",
            "air marshal",
            "field marshal",
            "general",
            "generalmajor",
        ],
        4,
    ),
    (&["colonel", "brigadier", "commodore", "group captain", "oberst"], 3),
    (&["lieutenant", "sergeant major", "warrant officer", "oberleutnant"], 1),
    (&["sergeant", "corporal", "private", "sailor", "airman", "cadet"], 0),
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
            "cco",
            "clo",
            "cso",
            "cao",
            "managing director",
            "md",
            "president",
            "managing partner",
            "partner",
            "founder",
            "co-founder",
            "cofounder",
            "owner",
            "chancellor",
            "rector",
            "vice rector",
            "geschäftsführer",
            "geschäftsführerin",
            "vorstand",
            "vorständin",
            "vorstandsvorsitzende",
            "vorstandsvorsitzender",
            "präsident",
            "präsidentin",
            "rektor",
            "rektorin",
            "pdg",
            "présidente",
            "président",
            "gérant",
            "gérante",
            "consejero delegado",
            "consejera delegada",
            "presidente",
            "presidenta",
            "amministratore delegato",
            "amministratrice delegata",
            "社長",
            "代表",
            "代表取締役",
            "总裁",
            "总经理",
            "首席",
        ],
        4,
    ),
    (&["executive director"], 4),
    (
        &[
            "director",
            "head of",
            "head",
            "principal",
            "dean",
            "provost",
            "deputy head",
            "superintendent",
            "alderman",
            "alderwoman",
            "councillor",
            "department chair",
            "abteilungsleiter",
            "abteilungsleiterin",
            "bereichsleiter",
            "bereichsleiterin",
            "direktor",
            "direktorin",
            "leiter",
            "leiterin",
            "dekan",
            "dekanin",
            "directeur",
            "directrice",
            "directora",
            "direttore",
            "direttrice",
            "chef de service",
            "部長",
            "本部長",
            "总监",
            "部门经理",
            "начальник",
            "директор",
        ],
        2,
    ),
    (
        &[
            "manager",
            "team lead",
            "lead",
            "supervisor",
            "professor",
            "foreman",
            "forewoman",
            "teamleiter",
            "teamleiterin",
            "gruppenleiter",
            "gruppenleiterin",
            "referatsleiter",
            "referatsleiterin",
            "professorin",
            "jefe",
            "jefa",
            "responsable",
            "chef d'équipe",
            "chef",
            "responsabile",
            "課長",
            "係長",
            "经理",
            "менеджер",
        ],
        1,
    ),
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
            "lecturer",
            "reader",
            "fellow",
            "postdoc",
            "teacher",
            "accountant",
            "counsel",
            "lawyer",
            "nurse",
            "physician",
            "writer",
            "editor",
            "planner",
            "buyer",
            "clerk",
            "technician",
            "programmer",
            "tester",
            "coordinator",
            "advisor",
            "adviser",
            "representative",
            "intern",
            "trainee",
            "sachbearbeiter",
            "sachbearbeiterin",
            "referent",
            "referentin",
            "entwickler",
            "entwicklerin",
            "ingenieur",
            "ingenieurin",
            "ingénieur",
            "ingeniero",
            "ingeniera",
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
    // Chinese and Japanese write no blanks between words.
    if name.chars().any(|letter| letter >= '\u{2e80}') {
        return title.iter().any(|word| word.contains(name));
    }
    let name: Vec<&str> = name.split(' ').filter(|word| !word.is_empty()).collect();
    !name.is_empty()
        && title.windows(name.len()).any(|window| window.iter().map(String::as_str).eq(name.iter().copied()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cases: &[(&str, Option<&str>)]) {
        let ladder = Ladder::default();
        let wrong: Vec<_> = cases.iter().filter(|(title, wanted)| from_title(title, &ladder) != *wanted).collect();
        let found: Vec<_> = wrong.iter().map(|(title, _)| from_title(title, &ladder)).collect();
        assert!(wrong.is_empty(), "wanted {wrong:?}\nfound {found:?}");
    }

    #[test]
    fn titles_of_companies() {
        check(&[
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
            // Abbreviations, and titles that carry another.
            ("EVP & CFO", Some("VP")),
            ("SVP", Some("VP")),
            ("AVP, Claims", Some("VP")),
            ("VP and GM", Some("VP")),
            ("GM", Some("VP")),
            ("MD", Some("Executive")),
            ("MD, Head of Rates", Some("Executive")),
            ("Acting Head of Legal", Some("Director")),
            ("Interim CFO", Some("Executive")),
            ("Deputy Director, Policy", Some("Director")),
            ("Assistant Director", Some("Director")),
            ("Assistant Manager", Some("Manager")),
            ("Assistant to the Regional Manager", Some("Peer")),
            ("Chief of Staff to the CEO", Some("Peer")),
            ("Office of the President", Some("Peer")),
            ("Co-Founder and CTO", Some("Executive")),
            ("Managing Partner", Some("Executive")),
            ("General Counsel", Some("Executive")),
            ("Senior Counsel", Some("Peer")),
            ("Non-Executive Director", Some("Board")),
            ("Head, Data Platforms", Some("Director")),
            ("Product Owner", Some("Manager")),
            ("Software Engineer II", Some("Peer")),
            ("Staff Engineer", Some("Peer")),
            ("Lead Engineer", Some("Manager")),
            ("Tech Lead Manager", Some("Manager")),
        ]);
    }

    #[test]
    fn titles_of_universities_the_public_service_and_armed_forces() {
        check(&[
            ("Professor of Physics", Some("Manager")),
            ("Associate Professor", Some("Manager")),
            ("Senior Lecturer", Some("Peer")),
            ("Dean of Engineering", Some("Director")),
            ("Provost", Some("Director")),
            ("Vice-Chancellor", Some("VP")),
            ("Chancellor", Some("Executive")),
            ("Rector", Some("Executive")),
            ("Postdoc", Some("Peer")),
            // The public service.
            ("Minister of Transport", Some("Executive")),
            ("Deputy Minister", Some("VP")),
            ("Permanent Secretary", Some("Executive")),
            ("Private Secretary to the Minister", Some("Peer")),
            ("Police Commissioner", Some("VP")),
            ("Mayor of Turku", Some("VP")),
            ("Alderman", Some("Director")),
            ("Ambassador", Some("Executive")),
            ("Director-General", Some("Executive")),
            ("Referatsleiter", Some("Manager")),
            ("Planning officer", Some("Peer")),
            // Armed forces.
            ("Lieutenant", Some("Manager")),
            ("Captain", Some("Director")),
            ("Lt. Colonel", Some("VP")),
            ("Lieutenant Colonel", Some("Director")),
            ("Colonel", Some("VP")),
            ("Brigadier General", Some("Executive")),
            ("Rear Admiral", Some("Executive")),
            ("Sergeant", Some("Peer")),
            ("Aide-de-camp to the General", Some("Peer")),
        ]);
    }

    #[test]
    fn titles_in_other_languages_and_words_that_are_none() {
        check(&[
            ("Geschäftsführerin", Some("Executive")),
            ("Mitglied des Vorstands, Vorstand Technik", Some("Executive")),
            ("Abteilungsleiter Einkauf", Some("Director")),
            ("Leiterin Kommunikation", Some("Director")),
            ("Teamleiter", Some("Manager")),
            ("Aufsichtsrätin", Some("Board")),
            ("Directeur général", Some("Executive")),
            ("Directrice des opérations", Some("Director")),
            ("Jefe de ventas", Some("Manager")),
            ("Consejera delegada", Some("Executive")),
            ("Amministratore delegato", Some("Executive")),
            ("部長", Some("Director")),
            ("代表取締役社長", Some("Executive")),
            ("营销总监", Some("Director")),
            ("директор по развитию", Some("Director")),
            ("Overhead planner", Some("Peer")),
            ("Generally curious", None),
            ("Directory keeper", None),
            ("Headhunter", None),
            ("Cartographer", None),
            ("", None),
        ]);
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
