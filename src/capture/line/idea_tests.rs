//! Ideas as people type them, and what they come to. Today is Monday 23 November 2026.

use super::Kind;
use super::tests::check;

#[test]
fn ideas() {
    check(
        Kind::Idea,
        &["ada-lovelace"],
        &[
            (
                "thank her release team in the all-hands +recognition by fri",
                "idea=thank her release team in the all-hands | by=2026-11-27 | gift=Recognition",
            ),
            ("thank her", "idea=thank her"),
            ("thank her by tomorrow", "idea=thank her | by=2026-11-24"),
            ("thank her tomorrow", "idea=thank her | by=2026-11-24"),
            ("by 30 apr thank her", "idea=thank her | by=2027-04-30"),
            ("thank her before 24 dec", "idea=thank her | by=2026-12-24"),
            ("thank her until the end of the month", "idea=thank her | by=2026-11-30"),
            ("thank her by end of month", "idea=thank her | by=2026-11-30"),
            ("thank her in 2 weeks", "idea=thank her | by=2026-12-07"),
            ("thank her next week", "idea=thank her | by=2026-11-30"),
            ("thank her next month", "idea=thank her | by=2026-12-23"),
            ("thank her on tuesday", "idea=thank her | by=2026-11-24"),
            ("thank her 2027-01-04", "idea=thank her | by=2027-01-04"),
            ("show how it went from 3 days to 20 minutes", "idea=show how it went from 3 days to 20 minutes"),
            ("send 3 numbers", "idea=send 3 numbers"),
            ("introduce her to the people in 2 teams", "idea=introduce her to the people in 2 teams"),
            ("thank her until fri", "idea=thank her | by=2026-11-27"),
            ("send it by monday or tuesday", "idea=send it by monday or tuesday"),
            ("send it on monday for the demo by fri", "idea=send it on monday for the demo | by=2026-11-27"),
            ("mention what she said yesterday", "idea=mention what she said yesterday"),
            ("show how they did it in 2 weeks flat", "idea=show how they did it in 2 weeks flat"),
            ("by 3w", "by=2026-12-14 | ?missing"),
            ("send it by 3 nov 2025", "idea=send it by 3 nov 2025 | ?by 3 nov 2025"),
            ("send it by thu 27 nov", "idea=send it by thu 27 nov | ?by thu 27 nov"),
            ("send it by the end of this week", "idea=send it | by=2026-11-27"),
            ("send it by noon", "idea=send it by noon"),
            ("a slot by sun", "idea=a slot | by=2026-11-29"),
            ("ask about tomorrow", "idea=ask about tomorrow"),
            ("the launch next week is hers", "idea=the launch next week is hers"),
            ("walk by the sea", "idea=walk by the sea"),
            ("written by hand", "idea=written by hand"),
            ("stand by me", "idea=stand by me"),
            (
                "thank her release team +recognition by fri = it paid off ~15m",
                "idea=thank her release team | for=it paid off | by=2026-11-27 | gift=Recognition | effort=15",
            ),
            ("thank her =she hears it by friday", "idea=thank her | for=she hears it by friday"),
            ("thank her \\=so", "idea=thank her =so"),
            ("thank her =", "idea=thank her ="),
            ("show that 2 + 2 =4", "idea=show that 2 + 2 =4"),
            ("= only this", "for=only this | ?missing"),
            ("a note ~15m", "idea=a note | effort=15"),
            ("a note ~15min +attention", "idea=a note | gift=Attention | effort=15"),
            ("a note ~2h", "idea=a note | effort=120"),
            ("a note ~1h30", "idea=a note | effort=90"),
            ("a note ~15", "idea=a note | effort=15"),
            ("a note ~never", "idea=a note ~never"),
            ("about ~ 5 people", "idea=about ~ 5 people"),
            ("a question @alan", "idea=a question @alan | to=Alan Turing"),
            ("lunch with Alan", "idea=lunch with Alan | to=Alan Turing"),
            ("ask Alan for her", "idea=ask Alan for her"),
            ("+question", "gift=Question | ?missing"),
            ("", "?missing"),
            ("a 5% discount, $20 or 9am", "idea=a 5% discount, $20 or 9am"),
        ],
    );
    check(
        Kind::Idea,
        &[],
        &[
            ("thank Ada", "idea=thank Ada | to=Ada Lovelace"),
            ("thank @grace-hopper by fri", "idea=thank @grace-hopper | to=Grace Hopper | by=2026-11-27"),
            ("thank Grace", "idea=thank Grace | ?Grace of 2"),
            ("thank somebody", "idea=thank somebody | ?missing"),
        ],
    );
}
