//! Why somebody is on the agenda: the figures, what they weigh, and the words for them.

use serde::Serialize;

use super::word::Word;
use super::{Day, IdeaId, Role, Stance, TouchId};

/// One reason why somebody is on the agenda, or stands higher there. The weights stand in [`super::agenda`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Reason {
    /// The last contact is a whole cadence ago, or longer.
    Silence {
        /// Days since the last contact.
        days: i64,
        /// How often to be in touch, in days.
        cadence: u32,
        /// How much of the cadence has passed, in thousandths.
        passed: i64,
    },
    /// There was no contact yet, and the day for the first one has come.
    Never {
        /// Days since that day.
        late: i64,
    },
    /// Something was promised, and its day has come.
    Promised {
        /// The touch on which it was promised.
        touch: TouchId,
        /// What was promised.
        text: String,
        /// The day it was promised by; none where no day was said.
        by: Option<Day>,
        /// Days since it was due.
        late: i64,
    },
    /// An idea has its day, or will soon.
    IdeaDue {
        /// The idea.
        idea: IdeaId,
        /// What could be done.
        text: String,
        /// The day it should be given by.
        by: Day,
        /// Days until then; 0 where it has passed.
        ahead: i64,
    },
    /// A birthday is near.
    Birthday {
        /// The day.
        on: Day,
        /// Days until then.
        ahead: i64,
    },
    /// The last contact with a sponsor or decider is a while ago.
    Quiet {
        /// What they are to the goal.
        role: Role,
        /// Days since the last contact, where the silence is no reason of its own yet.
        days: Option<i64>,
    },
    /// Contact with them would fill a hole in the coverage.
    Fills {
        /// The weight of the hole.
        #[serde(rename = "hole")]
        weight: u8,
        /// The words for it.
        #[serde(skip)]
        parts: Vec<Part>,
    },
    /// They stand elsewhere than hoped, and nothing was done about it lately.
    Stance {
        /// Where they stand.
        now: Stance,
        /// Where they should stand.
        wanted: Stance,
    },
}

/// A piece of the words for a reason. Whoever shows it decides what of the plan may be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Our own words.
    Ours(String),
    /// Text from the plan.
    Prose(String),
    /// The name of somebody, an organisation or a goal.
    Name(String),
}

impl Reason {
    /// Whether it brings somebody onto the agenda by itself.
    pub fn calls(&self) -> bool {
        !matches!(self, Self::Fills { .. } | Self::Stance { .. })
    }

    /// Whether the day for it is over: what was promised or thought out is late.
    pub fn is_late(&self) -> bool {
        match self {
            Self::Promised { late, .. } => *late > 0,
            _ => false,
        }
    }

    /// What it weighs, in points: 100 are one due contact.
    pub fn weight(&self) -> i64 {
        match self {
            Self::Silence { passed, .. } => (passed / 10).min(300),
            Self::Never { late } => 150 + (late.saturating_mul(10)).min(100),
            Self::Promised { late, .. } => 400 + late.saturating_mul(10).min(100),
            Self::IdeaDue { ahead, .. } => 200 - 30 * ahead,
            Self::Birthday { ahead, .. } => 250 - 30 * ahead,
            Self::Quiet { .. } => 120,
            Self::Fills { weight, .. } => i64::from(*weight),
            Self::Stance { now, wanted } => 40 + 10 * (*wanted as i64 - *now as i64),
        }
    }

    /// The words for it, piece by piece: "45 days, you wanted 21", "promised: send the numbers, by today".
    pub fn parts(&self, today: Day) -> Vec<Part> {
        let ours = |text: String| vec![Part::Ours(text)];
        match self {
            Self::Silence { days, cadence, .. } => ours(format!("{days} days, you wanted {cadence}")),
            Self::Never { .. } => ours("not in touch yet".to_owned()),
            Self::Promised { text, by, .. } => {
                let mut parts = vec![Part::Ours("promised".to_owned())];
                if !text.is_empty() {
                    parts.push(Part::Ours(": ".to_owned()));
                    parts.push(Part::Prose(text.clone()));
                }
                parts.extend(by.map(|by| Part::Ours(format!(", by {}", near(by, today)))));
                parts
            }
            Self::IdeaDue { text, by, .. } => {
                vec![Part::Ours(format!("idea due {}: ", near(*by, today))), Part::Prose(text.clone())]
            }
            Self::Birthday { on, .. } => ours(format!("birthday {}", near(*on, today))),
            Self::Quiet { role, days: Some(days) } => ours(format!("your {}, quiet for {days} days", role.spoken())),
            Self::Quiet { role, days: None } => ours(format!("your {}", role.spoken())),
            Self::Fills { parts, .. } => parts.clone(),
            Self::Stance { now, wanted } => ours(format!("{} so far, {} hoped for", now.spoken(), wanted.spoken())),
        }
    }

    /// The words for it in one line, as they stand in the plan.
    pub fn words(&self, today: Day) -> String {
        let parts = self.parts(today).into_iter();
        parts.map(|(Part::Ours(text) | Part::Prose(text) | Part::Name(text))| text).collect()
    }
}

/// A day as it is said when it is near: `today`, `tomorrow`, `Friday`; or else `20 Nov`, with the year where it is another
/// one.
pub fn near(day: Day, today: Day) -> String {
    use chrono::Datelike as _;
    let format = match day.days_since(today) {
        0 => return "today".to_owned(),
        1 => return "tomorrow".to_owned(),
        -1 => return "yesterday".to_owned(),
        2..=6 => "%A",
        _ if day.date().year() == today.date().year() => "%-d %b",
        _ => "%-d %b %Y",
    };
    day.date().format(format).to_string()
}
