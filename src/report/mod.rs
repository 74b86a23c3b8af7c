//! A report to hand on: one page that stands by itself, of the goal, the coverage, the grid, the progress, the next steps.
//!
//! Pure: a plan and a day go in, text comes out; whoever asks writes it somewhere. [`Page`] gathers what is told, with
//! every name and text made safe to show and, where asked, covered; [`chart`] draws; the templates beside this
//! file (`page.html`, `page.md`) set it. The page needs no script and nothing from elsewhere. Begin with [`html`].

pub mod chart;
mod cover;
mod page;

#[cfg(test)]
mod tests;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, UndefinedBehavior};

use crate::domain::{Day, GoalId, Plan, Word as _};

pub use chart::Chart;
pub use page::Page;

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The goal; none for all of them.
    pub goal: Option<GoalId>,
    /// Whether names of people are covered and notes left out.
    pub redact: bool,
}

/// The report could not be made: a mistake of the program, never of the plan.
#[derive(Debug, thiserror::Error)]
#[error("could not make the report: {0}")]
pub struct Broken(String);

/// The name of the template in which everything that is filled in is escaped.
const PAGE: &str = "page.html";
const HTML: &str = include_str!("page.html");
const MARKDOWN: &str = include_str!("page.md");

/// The report as one HTML page.
///
/// # Errors
///
/// A mistake in the template or a chart.
pub fn html(plan: &Plan, asked: &Asked, today: Day) -> Result<String, Broken> {
    let page = Page::of(plan, asked, today);
    let charts = Chart::ALL.iter().map(|chart| chart::part(*chart, &page).map(|svg| (chart.name(), svg)));
    let charts = charts.collect::<Result<std::collections::BTreeMap<_, _>, _>>()?;
    let told = Value::from(Serde(&page));
    let context = minijinja::context! { page => told, charts, dark => chart::dark(), gifts => gifts(&page) };
    filled(PAGE, HTML, context)
}

/// The report as Markdown: the words and figures, without charts.
///
/// # Errors
///
/// A mistake in the template.
pub fn markdown(plan: &Plan, asked: &Asked, today: Day) -> Result<String, Broken> {
    let page = Page::of(plan, asked, today);
    filled("page.md", MARKDOWN, minijinja::context! { page => Value::from(Serde(&page)) })
}

/// One chart as an SVG picture.
///
/// # Errors
///
/// A mistake in the chart.
pub fn svg(plan: &Plan, chart: Chart, asked: &Asked, today: Day) -> Result<String, Broken> {
    chart::whole(chart, &Page::of(plan, asked, today))
}

/// The gifts that the charts show, each with its two letters.
fn gifts(page: &Page) -> Vec<(&'static str, &'static str)> {
    let all = page.progress.total();
    let shown = all.gifts().filter(|(_, count)| *count > 0);
    shown.map(|(gift, _)| (gift.letters(), gift.word())).collect()
}

fn filled(name: &str, template: &str, context: Value) -> Result<String, Broken> {
    let broken = |why: minijinja::Error| Broken(format!("{why:#}"));
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build();
    let syntax = syntax.map_err(broken)?;
    let mut environment = Environment::new();
    // A field that is misspelt is a mistake, not an empty place.
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(syntax);
    environment.set_auto_escape_callback(|name| if name == PAGE { AutoEscape::Html } else { AutoEscape::None });
    environment.add_filter("md", |text: String| escaped(&text));
    environment.render_named_str(name, template, context).map_err(broken)
}

/// Text that Markdown takes for text: what would be a sign of its own has a backslash before it. A line end is a blank.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' => out.push(' '),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '(' | ')' | '#' | '+' | '-' | '!' | '|'
            | '~' | '&' => {
                out.extend(['\\', letter]);
            }
            _ => out.push(letter),
        }
    }
    out
}
