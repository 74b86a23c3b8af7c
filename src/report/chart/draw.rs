//! The pictures themselves, each drawn in pixels: where they stand is plain arithmetic, how they are written is the
//! library's work.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind};
use plotters::prelude::{
    Circle, Color as _, DrawingBackend, IntoFont as _, IntoTextStyle as _, PathElement, Rectangle, SVGBackend, Text,
};
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::super::page::share;
use super::{Chart, Ink, Page};
use crate::domain::progress::{Level, Progress};
use crate::domain::stats::{Week, total};
use crate::domain::{Closeness, Gift, Stance, Word};

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Drawn<'a> = Result<(), DrawingAreaErrorKind<<SVGBackend<'a> as DrawingBackend>::ErrorType>>;

/// A place in pixels.
type At = (i32, i32);

/// Draws a chart.
pub fn draw<'a>(chart: Chart, page: &Page, area: &Area<'a>) -> Drawn<'a> {
    let progress = &page.progress;
    match chart {
        Chart::Gifts => gifts(progress, area),
        Chart::Stance => levels(
            progress,
            &Stance::ALL.iter().map(|word| word.word()).collect::<Vec<_>>(),
            |level| &level.stance,
            area,
        ),
        Chart::Closeness => levels(
            progress,
            &Closeness::ALL.iter().map(|word| word.word()).collect::<Vec<_>>(),
            |level| &level.closeness,
            area,
        ),
        Chart::Senior => senior(progress, area),
        Chart::Balance => balance(progress, area),
        Chart::Feeling => feeling(progress, area),
        Chart::Grid => grid(page, area),
    }
}

fn whole(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

fn words<'a>(
    area: &Area<'a>,
    text: impl Into<String>,
    at: At,
    size: i32,
    ink: Ink,
    (across, down): (HPos, VPos),
) -> Drawn<'a> {
    let style = ("sans-serif", size).into_font().color(&ink.colour()).pos(Pos::new(across, down));
    area.draw(&Text::new(text.into(), at, style.into_text_style(area)))
}

fn block<'a>(area: &Area<'a>, from: At, to: At, ink: Ink) -> Drawn<'a> {
    area.draw(&Rectangle::new([from, to], ink.colour().filled()))
}

fn line<'a>(area: &Area<'a>, from: At, to: At, ink: Ink) -> Drawn<'a> {
    area.draw(&PathElement::new(vec![from, to], ink.colour().stroke_width(1)))
}

/// Room at the left for figures, at the right and at the bottom for days.
const LEFT: i32 = 40;
const RIGHT: i32 = 14;
const BOTTOM: i32 = 34;

/// The last week stands at the right edge; every fourth has its day below it.
fn days<'a>(area: &Area<'a>, progress: &Progress, left: i32, step: i32, y: i32) -> Drawn<'a> {
    let count = progress.weeks.len();
    for (at, week) in progress.weeks.iter().enumerate().filter(|(at, _)| (count - 1 - at).is_multiple_of(4)) {
        let x = left + whole(at) * step + step / 2;
        words(
            area,
            week.monday.date().format("%-d %b").to_string(),
            (x, y + 6),
            15,
            Ink::Text,
            (HPos::Center, VPos::Top),
        )?;
    }
    Ok(())
}

/// Lines across at so many even steps, each with its figure.
fn ruled<'a>(area: &Area<'a>, most: usize, (left, right): (i32, i32), y: impl Fn(usize) -> i32) -> Drawn<'a> {
    let step = most.div_ceil(4).max(1);
    for figure in (0..=most).step_by(step) {
        line(area, (left, y(figure)), (right, y(figure)), Ink::Line)?;
        words(area, figure.to_string(), (left - 8, y(figure)), 15, Ink::Text, (HPos::Right, VPos::Center))?;
    }
    Ok(())
}

fn gifts<'a>(progress: &Progress, area: &Area<'a>) -> Drawn<'a> {
    let (width, height) = area.dim_in_pixel();
    let (width, ground) = (width.cast_signed() - RIGHT, height.cast_signed() - BOTTOM);
    let most = progress.weeks.iter().map(|week| week.tally.contributions()).max().unwrap_or(0).max(4);
    let most = usize::try_from(most).unwrap_or(4);
    let step = (width - LEFT) / whole(progress.weeks.len()).max(1);
    let one = (ground - 12) / whole(most);
    ruled(area, most, (LEFT, width), |figure| ground - whole(figure) * one)?;
    for (at, week) in progress.weeks.iter().enumerate() {
        let x = LEFT + whole(at) * step;
        let mut y = ground;
        for (gift, count) in week.tally.gifts() {
            for _ in 0..count {
                let (fill, on) =
                    if gift == Gift::Question { (Ink::Faint, Ink::Text) } else { (Ink::Accent, Ink::OnAccent) };
                block(area, (x + 1, y - 1), (x + step - 2, y - one + 1), fill)?;
                if one >= 14 {
                    words(area, gift.letters(), (x + step / 2, y - one / 2), 14, on, (HPos::Center, VPos::Center))?;
                }
                y -= one;
            }
        }
    }
    days(area, progress, LEFT, step, ground)
}

/// Stacks of how many stood where, the best on top, with their words at the right.
fn levels<'a, const N: usize>(
    progress: &Progress,
    names: &[&str],
    of: impl Fn(&Level) -> &[usize; N],
    area: &Area<'a>,
) -> Drawn<'a> {
    const WORDS: i32 = 150;
    const SHADES: [Ink; 6] = [Ink::Deep, Ink::Accent, Ink::Middle, Ink::Half, Ink::Pale, Ink::Faint];
    let (width, height) = area.dim_in_pixel();
    let (width, ground) = (width.cast_signed(), height.cast_signed() - BOTTOM);
    let right = width - WORDS;
    let most = progress.levels.iter().map(|level| of(level).iter().sum::<usize>()).max().unwrap_or(0).max(4);
    let step = (right - LEFT) / whole(progress.levels.len()).max(1);
    let y = |figure: usize| ground - whole(figure) * (ground - 12) / whole(most);
    ruled(area, most, (LEFT, right), y)?;
    let shade = |from_top: usize| SHADES.get(from_top % SHADES.len()).copied().unwrap_or(SHADES[0]);
    for (at, level) in progress.levels.iter().enumerate() {
        let x = LEFT + whole(at) * step;
        let mut below = 0;
        for (word, count) in of(level).iter().enumerate() {
            if *count > 0 {
                let fill = shade(names.len() - 1 - word);
                block(area, (x, y(below)), (x + step - 1, y(below + count) + 1), fill)?;
            }
            below += count;
        }
    }
    let now = progress.levels.last();
    for (from_top, (word, name)) in names.iter().enumerate().rev().enumerate() {
        let count = now.and_then(|level| of(level).get(word).copied()).unwrap_or(0);
        let top = 16 + whole(from_top) * 26;
        block(area, (right + 12, top - 7), (right + 26, top + 7), shade(from_top))?;
        words(area, format!("{name} {count}"), (right + 34, top), 16, Ink::Text, (HPos::Left, VPos::Center))?;
    }
    days(area, progress, LEFT, step, ground)
}

/// A bar that lies, with its label before it and its figure behind it.
fn bar<'a>(area: &Area<'a>, (label, figure): (&str, &str), (part, most): (u64, u64), top: i32, ink: Ink) -> Drawn<'a> {
    const LABEL: i32 = 110;
    const FIGURE: i32 = 140;
    let width = area.dim_in_pixel().0.cast_signed();
    let room = u64::try_from(width - LABEL - FIGURE).unwrap_or(0);
    let long = i32::try_from((part * room).checked_div(most).unwrap_or(0)).unwrap_or(0);
    words(area, label, (LABEL - 10, top + 12), 16, Ink::Text, (HPos::Right, VPos::Center))?;
    block(area, (LABEL, top), (LABEL + long.max(1), top + 24), ink)?;
    words(area, figure, (width - FIGURE + 10, top + 12), 16, Ink::Text, (HPos::Left, VPos::Center))
}

fn senior<'a>(progress: &Progress, area: &Area<'a>) -> Drawn<'a> {
    for (at, weeks) in progress.weeks.rchunks(4).take(6).enumerate() {
        let all = total(weeks);
        let (some, all) = (all.contributions_senior(), all.contributions());
        let from =
            weeks.first().map_or_else(String::new, |week: &Week| week.monday.date().format("from %-d %b").to_string());
        let figure = format!("{some} of {all}, {} %", share(some, all));
        bar(area, (&from, &figure), (share(some, all), 100), 8 + whole(at) * 38, Ink::Accent)?;
    }
    Ok(())
}

fn balance<'a>(progress: &Progress, area: &Area<'a>) -> Drawn<'a> {
    let all = progress.total();
    let most = u64::from(all.given().max(all.asked()).max(1));
    bar(area, ("given", &all.given().to_string()), (u64::from(all.given()), most), 12, Ink::Accent)?;
    bar(area, ("asked", &all.asked().to_string()), (u64::from(all.asked()), most), 60, Ink::Half)
}

fn feeling<'a>(progress: &Progress, area: &Area<'a>) -> Drawn<'a> {
    let (width, height) = area.dim_in_pixel();
    let (width, ground) = (width.cast_signed() - RIGHT, height.cast_signed() - BOTTOM);
    let one = (ground - 24) / 4;
    let y = |feeling: i32| 12 + (2 - feeling) * one;
    for feeling in -2..=2 {
        line(area, (LEFT, y(feeling)), (width, y(feeling)), Ink::Line)?;
        let figure = if feeling == 0 { "0".to_owned() } else { format!("{feeling:+}") };
        words(area, figure, (LEFT - 8, y(feeling)), 15, Ink::Text, (HPos::Right, VPos::Center))?;
    }
    let step = (width - LEFT) / whole(progress.weeks.len()).max(1);
    let first = progress.weeks.first().map_or(progress.today, |week| week.monday);
    let shown = progress.feelings.iter().filter(|felt| felt.on >= first && felt.on <= progress.today);
    let points: Vec<At> = shown
        .map(|felt| {
            let days = i32::try_from(felt.on.days_since(first)).unwrap_or(0);
            (LEFT + days * step / 7, y(i32::from(felt.feeling)))
        })
        .collect();
    area.draw(&PathElement::new(points.clone(), Ink::Half.colour().stroke_width(2)))?;
    for point in points {
        area.draw(&Circle::new(point, 5, Ink::Accent.colour().filled()))?;
    }
    days(area, progress, LEFT, step, ground)
}

/// How many names a square has room for, and how many letters a name.
const NAMES: usize = 5;
const LETTERS: usize = 17;

fn grid<'a>(page: &Page, area: &Area<'a>) -> Drawn<'a> {
    let (width, height) = area.dim_in_pixel();
    let (width, ground) = (width.cast_signed(), height.cast_signed() - BOTTOM - 12);
    let (wide, high) = ((width - LEFT) / 5, ground / 5);
    for interest in 1..=5_u8 {
        for influence in 1..=5_u8 {
            let (x, y) = (LEFT + i32::from(interest - 1) * wide, ground - i32::from(influence) * high);
            let fill = if influence >= 4 && interest >= 4 {
                Ink::Faint.colour().filled()
            } else {
                Ink::Line.colour().stroke_width(1)
            };
            area.draw(&Rectangle::new([(x + 1, y + 1), (x + wide - 2, y + high - 2)], fill))?;
            let here = page.grid.iter().filter(|one| one.influence == influence && one.interest == interest);
            let names: Vec<&str> = here.map(|one| one.name.as_str()).collect();
            let shown = if names.len() > NAMES { NAMES - 1 } else { names.len() };
            let more = (names.len() > shown).then(|| format!("and {} more", names.len() - shown));
            let lines = names.iter().take(shown).map(|name| cut(name)).chain(more);
            for (row, text) in lines.enumerate() {
                words(area, text, (x + 8, y + 12 + whole(row) * 17), 15, Ink::Text, (HPos::Left, VPos::Center))?;
            }
        }
    }
    for figure in 1..=5 {
        words(
            area,
            figure.to_string(),
            (LEFT - 8, ground - figure * high + high / 2),
            15,
            Ink::Text,
            (HPos::Right, VPos::Center),
        )?;
        words(
            area,
            figure.to_string(),
            (LEFT + (figure - 1) * wide + wide / 2, ground + 4),
            15,
            Ink::Text,
            (HPos::Center, VPos::Top),
        )?;
    }
    words(area, "influence up, interest to the right", (LEFT, ground + 24), 16, Ink::Text, (HPos::Left, VPos::Top))
}

/// A name that fits a square.
fn cut(name: &str) -> String {
    if name.chars().count() <= LETTERS {
        return name.to_owned();
    }
    name.chars().take(LETTERS - 1).chain(['…']).collect()
}
