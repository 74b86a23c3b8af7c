//! Sections of lines brought into the rows there are: what matters less gives way first.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use super::super::super::widgets::wrap;

/// Lines that belong together.
pub struct Section {
    /// The lines.
    pub lines: Vec<Line<'static>>,
    /// What gives way later: the higher the longer it stays.
    pub weight: u8,
    /// The line that stays to the last.
    pub keep: usize,
    /// Whether a free line stands before it where there is room.
    pub apart: bool,
}

impl Section {
    /// Lines at the top that stay whatever happens.
    pub fn head(lines: Vec<Line<'static>>) -> Self {
        Self { lines, weight: u8::MAX, keep: 0, apart: false }
    }

    /// Lines with a free line before them.
    pub fn new(weight: u8, lines: Vec<Line<'static>>) -> Self {
        Self { lines, weight, keep: 0, apart: true }
    }

    /// The same without the free line.
    pub fn close(self) -> Self {
        Self { apart: false, ..self }
    }

    /// The lines in so many rows, the one to keep among them. Where more would follow, the last one says so.
    fn cut(self, rows: usize) -> Vec<Line<'static>> {
        let first = self.keep.min(self.lines.len().saturating_sub(rows));
        // The lines at the top are not one text: the first says nothing of the second.
        let more = self.apart && self.lines.len() > first + rows;
        let mut lines: Vec<Line<'static>> = self.lines.into_iter().skip(first).take(rows).collect();
        if let Some(last) = lines.last_mut().filter(|_| more) {
            last.push_span(Span::raw("…"));
        }
        lines
    }
}

/// Sections that are lighter than this give way before the free lines do.
const FREE: u8 = 3;

/// The lines of all sections in so many rows. What is lighter than a free line gives way first, then the free lines, then
/// lines of the lightest sections, from their ends.
pub fn fit(sections: Vec<Section>, rows: usize) -> Vec<Line<'static>> {
    let mut sections: Vec<Section> = sections.into_iter().filter(|section| !section.lines.is_empty()).collect();
    let mut order: Vec<usize> = (0..sections.len()).collect();
    order.sort_by_key(|at| sections.get(*at).map(|section| section.weight));
    let wanted = |sections: &[Section]| -> usize {
        let shown = sections.iter().filter(|section| !section.lines.is_empty()).skip(1);
        let free = shown.filter(|section| section.apart).count();
        sections.iter().map(|section| section.lines.len()).sum::<usize>() + free
    };
    for at in &order {
        let over = wanted(&sections).saturating_sub(rows);
        if let Some(light) = sections.get_mut(*at).filter(|section| over > 0 && section.weight < FREE) {
            light.lines.truncate(light.lines.len().saturating_sub(over));
            if let Some(last) = light.lines.last_mut() {
                last.push_span(Span::raw("…"));
            }
        }
    }
    let mut shares: Vec<usize> = sections.iter().map(|section| section.lines.len()).collect();
    let mut over = shares.iter().sum::<usize>().saturating_sub(rows);
    // Each section keeps a line as long as that is possible at all.
    for least in [1, 0] {
        for at in &order {
            let Some(share) = shares.get_mut(*at) else { continue };
            let gives = share.saturating_sub(least).min(over);
            *share -= gives;
            over -= gives;
        }
    }
    let mut free = rows.saturating_sub(shares.iter().sum());
    let mut lines = Vec::new();
    for (section, share) in sections.into_iter().zip(shares) {
        if section.apart && free > 0 && !lines.is_empty() && share > 0 {
            lines.push(Line::raw(""));
            free -= 1;
        }
        lines.extend(section.cut(share));
    }
    lines
}

/// Lines behind a label: it stands before the first, the others are as far in.
pub fn labelled(label: &str, cells: usize, style: Style, lines: Vec<Line<'static>>) -> Vec<Line<'static>> {
    let label = wrap::pad(label, cells);
    let blank = " ".repeat(cells);
    let lead = |number| if number == 0 { label.clone() } else { blank.clone() };
    lines
        .into_iter()
        .enumerate()
        .map(|(number, line)| {
            let mut spans = vec![Span::styled(lead(number), style)];
            spans.extend(line.spans.into_iter().map(|span| span.patch_style(line.style)));
            Line::from(spans)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(weight: u8, lines: &[&'static str]) -> Section {
        Section::new(weight, lines.iter().map(|line| Line::raw(*line)).collect())
    }

    fn shown(rows: usize) -> String {
        let mut light = section(4, &["d", "e", "f"]);
        light.keep = 2;
        let head = Section::head(vec![Line::raw("a")]);
        let lines = fit(vec![head, section(9, &["b", "c"]), light, section(1, &["g", "h"])], rows);
        lines.iter().map(|line| if line.width() == 0 { "-".to_owned() } else { line.to_string() }).collect()
    }

    #[test]
    fn what_matters_less_gives_way_first_and_what_is_chosen_stays() {
        let wanted = [
            "",
            "a",
            "ab…",
            "ab…f",
            "abcf",
            "abcef",
            "abcdef",
            "a-bcdef",
            "a-bc-def",
            "a-bc-def",
            "a-bc-def-g…",
            "a-bc-def-gh",
        ];
        for (rows, wanted) in wanted.into_iter().enumerate() {
            assert_eq!(shown(rows), wanted, "{rows}");
        }
    }
}
