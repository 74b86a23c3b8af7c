//! Charts as SVG, by a plotting library; light and dark by the reader's own choice.
//!
//! Every colour a chart uses is one of a few inks. The library writes it as an attribute, and the style beside the picture
//! gives that attribute another value where the reader prefers dark: no script, and one picture for both. `draw` holds the
//! pictures.

mod draw;

use plotters::prelude::{IntoDrawingArea as _, RGBColor, SVGBackend};

use super::{Broken, Page};

/// A chart of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chart {
    /// Contributions by week, stacked by gift.
    Gifts,
    /// How many stood where towards the goal, week by week.
    Stance,
    /// How far relations have come, week by week.
    Closeness,
    /// The share that went to senior people.
    Senior,
    /// Given against asked.
    Balance,
    /// How it felt.
    Feeling,
    /// Influence by interest.
    Grid,
}

impl Chart {
    /// Every chart.
    pub const ALL: [Self; 7] =
        [Self::Gifts, Self::Stance, Self::Closeness, Self::Senior, Self::Balance, Self::Feeling, Self::Grid];

    /// Its name on the command line and in the templates.
    pub fn name(self) -> &'static str {
        match self {
            Self::Gifts => "gifts",
            Self::Stance => "stance",
            Self::Closeness => "closeness",
            Self::Senior => "senior",
            Self::Balance => "balance",
            Self::Feeling => "feeling",
            Self::Grid => "grid",
        }
    }

    /// What it shows, for whoever cannot see it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Gifts => "Contributions by week, stacked by gift",
            Self::Stance => "How many stood where towards the goal, week by week",
            Self::Closeness => "How far relations have come, week by week",
            Self::Senior => "The share of contributions that went to senior people, by four weeks",
            Self::Balance => "Given against asked",
            Self::Feeling => "How it felt, from -2 to 2",
            Self::Grid => "Who is where, by influence and interest",
        }
    }

    /// The chart with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|chart| chart.name() == name.to_lowercase())
    }

    /// Columns and rows in pixels.
    fn size(self) -> (u32, u32) {
        match self {
            Self::Grid => (720, 520),
            Self::Balance => (720, 110),
            Self::Feeling | Self::Senior => (720, 240),
            Self::Gifts | Self::Stance | Self::Closeness => (720, 300),
        }
    }
}

/// A colour of the charts, for light and for dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    /// Words.
    Text,
    /// Lines that only help.
    Line,
    /// More than the accent.
    Deep,
    /// The one accent.
    Accent,
    /// A little less.
    Middle,
    /// Half of it.
    Half,
    /// Less than half.
    Pale,
    /// Hardly there.
    Faint,
    /// Words on the accent.
    OnAccent,
}

impl Ink {
    const ALL: [Self; 9] = [
        Self::Text,
        Self::Line,
        Self::Deep,
        Self::Accent,
        Self::Middle,
        Self::Half,
        Self::Pale,
        Self::Faint,
        Self::OnAccent,
    ];

    /// The colours for light and for dark. Those for light are all different: they tell the inks apart.
    fn both(self) -> [u32; 2] {
        match self {
            Self::Text => [0x1b_1f24, 0xe6_e8eb],
            Self::Line => [0xc4_cad1, 0x3a_424d],
            Self::Deep => [0x0a_3761, 0xcf_e8fc],
            Self::Accent => [0x0b_5fa5, 0x5b_b3f0],
            Self::Middle => [0x4a_90cf, 0x44_8ac2],
            Self::Half => [0x8f_bce3, 0x35_6c99],
            Self::Pale => [0xbd_d7ed, 0x29_5070],
            Self::Faint => [0xdd_e9f4, 0x20_3a50],
            Self::OnAccent => [0xff_fffe, 0x0b_1520],
        }
    }

    fn colour(self) -> RGBColor {
        let [_, red, green, blue] = self.both()[0].to_be_bytes();
        RGBColor(red, green, blue)
    }
}

/// The rules that give every ink its value on dark ground.
pub fn dark() -> String {
    let rule = |ink: Ink| {
        let [light, dark] = ink.both();
        format!("svg [fill=\"#{light:06X}\"]{{fill:#{dark:06x}}}svg [stroke=\"#{light:06X}\"]{{stroke:#{dark:06x}}}")
    };
    Ink::ALL.map(rule).concat()
}

/// A chart as a part of a page, which brings the rules for dark ground itself.
pub(super) fn part(chart: Chart, page: &Page) -> Result<String, Broken> {
    let mut svg = String::new();
    {
        let root = SVGBackend::with_string(&mut svg, chart.size()).into_drawing_area();
        draw::draw(chart, page, &root).and_then(|()| root.present()).map_err(|why| Broken(why.to_string()))?;
    }
    let label = format!("<svg role=\"img\" aria-label=\"{}\" ", chart.title());
    Ok(svg.trim().replacen("<svg ", &label, 1))
}

/// A chart as a picture of its own: on white, or on dark for whoever prefers that.
pub(super) fn whole(chart: Chart, page: &Page) -> Result<String, Broken> {
    let svg = part(chart, page)?;
    let head = svg.find('>').map_or(0, |at| at + 1);
    let (opening, rest) = svg.split_at_checked(head).unwrap_or(("", &svg));
    let style = format!(
        "<title>{}</title>\n<style>svg{{background:#fff}}@media (prefers-color-scheme:dark){{svg{{background:#14181d}}{}}}</style>",
        chart.title(),
        dark()
    );
    Ok(format!("{opening}\n{style}{rest}\n"))
}
