//! `Grace "the Admiral" Hopper, VP Engineering @Platforms ~3w #pilot grace@example.com`

use std::ops::Range;

use super::words::Words;
use super::{Captured, Doubt, Part, Setting, What};
use crate::capture::{cadence, seniority};
use crate::domain::{Channel, Stake, Stakeholder, StakeholderId};

/// Reads a stakeholder: the name, behind a comma or in brackets the title, `@organisation`, `~cadence`, `#tag`,
/// `^seniority`, other names in quotes, an e-mail address, a telephone number that begins with a plus.
pub fn read(line: &str, setting: &Setting<'_>, known: &[Part]) -> Captured {
    let mut words = Words::of(line);
    let mut who = Stakeholder::named(StakeholderId::new(""), "");
    let mut captured = Captured::new(What::Stakeholder(Box::new(who.clone())));
    who.added = Some(setting.today);
    who.stakes.extend(setting.goal.map(|goal| (goal.clone(), Stake::default())));
    let mut segments = Segments { no_title: known.contains(&Part::Title), ..Segments::default() };
    let mut at = 0;
    while at < words.len() {
        let next = part(&mut words, at, &mut who, &Reading { setting, known, segments: &segments }, &mut captured);
        if next > at {
            at = next;
            continue;
        }
        segments.add(&words, at);
        at += 1;
    }
    let (name, title) = segments.name_and_title();
    if let Some((name, span)) = name {
        captured.chip(Part::Name, span, name.clone());
        who.name = name;
    } else {
        captured.doubts.push(Doubt::Missing { text: "Who is it? Begin with the name.".to_owned() });
    }
    if let Some((title, span)) = title {
        captured.chip(Part::Title, span.clone(), title.clone());
        if who.seniority.is_empty()
            && let Some(rung) = seniority::from_title(&title, &setting.plan.ladder)
        {
            captured.chip(Part::Seniority, span, rung);
            rung.clone_into(&mut who.seniority);
        }
        who.title = title;
    }
    captured.what = What::Stakeholder(Box::new(who));
    captured
}

/// What is known while a word is read.
struct Reading<'a> {
    setting: &'a Setting<'a>,
    known: &'a [Part],
    segments: &'a Segments,
}

/// Takes what begins at a place, if it is more than text, and says where to go on.
fn part(words: &mut Words, at: usize, who: &mut Stakeholder, reading: &Reading<'_>, captured: &mut Captured) -> usize {
    let Reading { setting, known, segments } = reading;
    let open = |part: Part| !known.contains(&part);
    let Some(word) = words.get(at).cloned() else { return at };
    let clean = |text: &str| text.trim_end_matches([',', ';']).to_owned();
    if word.literal {
        // Quotes after the name has begun hold another name; before it they hold the name.
        if is_quoted(&word) && segments.begun() && !segments.over {
            who.aka.push(word.text.clone());
            return take(words, captured, at..at + 1, Part::OtherName, word.text);
        }
        return at;
    }
    if let Some(rest) = word.after('#').filter(|rest| rest.starts_with(char::is_alphanumeric)) {
        let tag = clean(rest);
        if !who.tags.contains(&tag) {
            who.tags.push(tag.clone());
        }
        return take(words, captured, at..at + 1, Part::Tag, format!("#{tag}"));
    }
    if word.text.starts_with('@') && word.text.len() > 1 && who.org.is_empty() && open(Part::Organisation) {
        let end = organisation(words, at, segments.begun(), setting);
        let name = clean(words.value(at..end).trim_start_matches('@'));
        who.org.clone_from(&name);
        return take(words, captured, at..end, Part::Organisation, name);
    }
    if let Some(rest) = word.after('~').filter(|_| who.cadence.is_none() && open(Part::Cadence)) {
        match cadence::days(&clean(rest)) {
            Ok(days) => {
                who.cadence = Some(days);
                return take(words, captured, at..at + 1, Part::Cadence, format!("every {days} d"));
            }
            Err(why) if !rest.is_empty() => captured.doubt(word.span.clone(), why.to_string()),
            Err(_) => {}
        }
        return at;
    }
    if let Some(rest) = word.after('^').filter(|rest| !rest.is_empty() && open(Part::Seniority)) {
        let lower = clean(rest).to_lowercase();
        let rungs = &setting.plan.ladder.rungs;
        let named = rungs.iter().find(|rung| rung.to_lowercase() == lower);
        let Some(rung) = named.or_else(|| rungs.iter().find(|rung| rung.to_lowercase().starts_with(&lower))) else {
            captured.doubt(word.span.clone(), format!("{rest} is none of {}", rungs.join(", ")));
            return at;
        };
        rung.clone_into(&mut who.seniority);
        return take(words, captured, at..at + 1, Part::Seniority, rung.clone());
    }
    if is_address(&clean(&word.text)) {
        let address = clean(&word.text);
        who.handles.push((Channel::Email, address.clone()));
        return take(words, captured, at..at + 1, Part::Handle, address);
    }
    let end = number(words, at);
    if end > at {
        let number = clean(&words.value(at..end));
        who.handles.push((Channel::Phone, number.clone()));
        return take(words, captured, at..end, Part::Handle, number);
    }
    at
}

/// Takes words as a part of the record, and says where to go on.
fn take(words: &mut Words, captured: &mut Captured, places: Range<usize>, part: Part, text: String) -> usize {
    let end = places.end;
    let span = words.take(places);
    captured.chip(part, span, text);
    end
}

/// Whether a word stood between quotes, rather than behind a backslash.
fn is_quoted(word: &super::words::Word) -> bool {
    word.span.len() == word.text.len() + 2
}

/// Where the organisation that begins here ends: the longest one the plan knows; else, once the name stands, everything
/// up to the next sign or comma; else one word.
fn organisation(words: &Words, at: usize, named: bool, setting: &Setting<'_>) -> usize {
    let quoted = words.get(at).is_some_and(|word| word.text.contains(char::is_whitespace));
    if quoted {
        return at + 1;
    }
    let sign = |at: usize| {
        words.get(at).is_none_or(|word| {
            word.literal || word.text.starts_with(['@', '#', '~', '^', '+', '(']) || is_address(&word.text)
        })
    };
    let comma = |at: usize| words.get(at).is_some_and(|word| word.text.ends_with([',', ';']));
    let mut ends = vec![at + 1];
    while ends.last().is_some_and(|end| !comma(end - 1) && !sign(*end)) {
        ends.extend(ends.last().map(|end| end + 1));
    }
    let known = |end: &&usize| {
        let name = words.value(at..**end).trim_start_matches('@').trim_end_matches([',', ';']).to_lowercase();
        setting.plan.stakeholders.iter().any(|who| who.org.to_lowercase() == name)
    };
    let longest = ends.last().copied().filter(|_| named);
    ends.iter().rev().find(known).copied().or(longest).unwrap_or(at + 1)
}

/// Whether a word is an e-mail address: something, an at sign, a name with a dot in it.
fn is_address(word: &str) -> bool {
    word.split_once('@').is_some_and(|(name, host)| {
        let dotted = host.split_once('.').is_some_and(|(first, last)| !first.is_empty() && !last.is_empty());
        !name.is_empty() && dotted && !host.contains('@')
    })
}

/// Where the telephone number that begins here ends: a plus, then at least six digits, in groups. Here, if there is none.
fn number(words: &Words, at: usize) -> usize {
    let figures = |word: &str| {
        !word.is_empty() && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '(' | ')' | '-' | '/' | '.' | ','))
    };
    let first = words.get(at).and_then(|word| word.after('+')).is_some_and(figures);
    if !first {
        return at;
    }
    let mut end = at + 1;
    while words.get(end).is_some_and(|word| figures(&word.text)) {
        end += 1;
    }
    let digits = words.value(at..end).chars().filter(char::is_ascii_digit).count();
    if digits >= 6 { end } else { at }
}

/// A text with where it stands in the line, if there is one.
type Placed = Option<(String, Range<usize>)>;

/// The text of a line: its first segment is the name, everything behind a comma, a bracket or a sign is the title.
#[derive(Debug, Default)]
struct Segments {
    name: Vec<String>,
    title: Vec<String>,
    name_span: Option<Range<usize>>,
    title_span: Option<Range<usize>>,
    /// Whether the name is over.
    over: bool,
    /// Whether all of it is the name, since the title is known.
    no_title: bool,
}

impl Segments {
    /// Whether a name stands already.
    fn begun(&self) -> bool {
        !self.name.is_empty()
    }

    /// A word that is nothing but text.
    fn add(&mut self, words: &Words, at: usize) {
        let Some(word) = words.get(at) else { return };
        let opens = !word.literal && word.text.starts_with('(');
        // A sign ends the name, too; another name in its middle does not.
        let behind_a_sign =
            at.checked_sub(1).is_some_and(|before| words.get(before).is_none() && !words.is_literal(before));
        self.over |= !self.no_title && self.begun() && (opens || behind_a_sign);
        let (texts, span) =
            if self.over { (&mut self.title, &mut self.title_span) } else { (&mut self.name, &mut self.name_span) };
        *span = Some(span.as_ref().map_or(word.span.start, |span| span.start)..word.span.end);
        let ends = !self.no_title && !word.literal && word.text.ends_with([',', ';']);
        let text = if ends && !self.over { word.text.trim_end_matches([',', ';']) } else { word.text.as_str() };
        if !text.is_empty() {
            texts.push(text.to_owned());
        }
        self.over |= ends && self.begun();
    }

    /// Name and title, each with where it stands; without the brackets around a title.
    fn name_and_title(self) -> (Placed, Placed) {
        let text = |words: Vec<String>| words.join(" ").trim().to_owned();
        let name = text(self.name);
        let title = text(self.title);
        let bare = title.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).map_or(title.clone(), str::to_owned);
        let both =
            |text: String, span: Option<Range<usize>>| span.filter(|_| !text.is_empty()).map(|span| (text, span));
        (both(name, self.name_span), both(bare, self.title_span))
    }
}
