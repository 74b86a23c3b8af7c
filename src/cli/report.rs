//! `touchbase report`: a page to hand on.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::open::Open;
use super::output::Output;
use super::words;
use crate::error::{Exit, Told};
use crate::report::{self, Asked, Chart};
use crate::storage::copy::write_file;

/// What the report is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One HTML page
    Html,
    /// Markdown: the words and figures
    Md,
    /// One chart
    Svg,
}

/// A report.
#[derive(Debug, Args)]
pub struct Report {
    /// What to write it as; html, or svg with --chart
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// The chart: gifts, stance, closeness, senior, balance, feeling, grid
    #[arg(long, value_name = "NAME")]
    pub chart: Option<String>,
    /// The goal it is about: a part of its title, or its id; all of them together when none is named
    #[arg(long, value_name = "GOAL")]
    pub goal: Option<String>,
    /// Cover the names of people and leave notes out
    #[arg(long)]
    pub redact: bool,
    /// Write it into this file, readable by you alone, instead of printing it; - prints it
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(long, requires = "out")]
    pub force: bool,
}

/// Makes the report and prints it, or writes it into a file.
///
/// # Errors
///
/// Words that name no goal or chart, a file that is there already, and where nothing can be written.
pub fn run(open: &Open, args: &Report, output: &mut Output) -> Result<(), Told> {
    let (plan, today) = (open.records(), open.today);
    let chart = args.chart.as_deref().map(chart).transpose()?;
    let goal = args.goal.as_deref().map(|wanted| words::goal(wanted, plan)).transpose()?;
    let asked = Asked { goal, redact: args.redact };
    let text = match (args.format, chart) {
        (None | Some(Format::Svg), Some(chart)) => report::svg(plan, chart, &asked, today),
        (Some(Format::Svg), None) => {
            return Err(Told::new(Exit::Usage, "--format svg is one chart: say which with --chart").hint(charts()));
        }
        (Some(Format::Html | Format::Md), Some(_)) => {
            return Err(Told::new(Exit::Usage, "--chart is a picture: leave --format out, or give svg"));
        }
        (Some(Format::Md), None) => report::markdown(plan, &asked, today),
        (None | Some(Format::Html), None) => report::html(plan, &asked, today),
    };
    let text = text.map_err(|why| Told::new(Exit::Failed, why.to_string()))?;
    let Some(path) = args.out.as_deref().filter(|path| *path != Path::new("-")) else {
        return output.text(&text);
    };
    if output.is_dry_run() {
        return output.line(&format!("Would write to {}.", path.display()));
    }
    write_file(path, text.as_bytes(), args.force)?;
    if open.is_locked() {
        super::output::aside("note: this page is not locked; the plan is");
    }
    output.done(&format!("Written to {}.", path.display()))
}

fn chart(name: &str) -> Result<Chart, Told> {
    Chart::named(name)
        .ok_or_else(|| Told::new(Exit::Usage, format!("--chart: there is no chart {name}")).hint(charts()))
}

fn charts() -> String {
    format!("the charts are {}", Chart::ALL.map(Chart::name).join(", "))
}
