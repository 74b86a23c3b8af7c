//! One of a few words, chosen by going through them.

use super::wrap;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

/// One of a list of words, or none of them where that is allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    words: Vec<String>,
    chosen: Option<usize>,
    /// What is shown for no choice; absent where one must be made.
    none: Option<String>,
}

impl Choice {
    /// A choice that must be made; the first word to begin with.
    pub fn one_of<W: Into<String>>(words: impl IntoIterator<Item = W>) -> Self {
        let words: Vec<String> = words.into_iter().map(Into::into).collect();
        let chosen = (!words.is_empty()).then_some(0);
        Self { words, chosen, none: None }
    }

    /// A choice that may be left open, shown as `none`; open to begin with.
    pub fn one_or_none<W: Into<String>>(words: impl IntoIterator<Item = W>, none: impl Into<String>) -> Self {
        Self { chosen: None, none: Some(none.into()), ..Self::one_of(words) }
    }

    /// The same choice made: which word, by its place. A place that is not there changes nothing.
    #[must_use]
    pub fn choosing(mut self, place: Option<usize>) -> Self {
        self.choose(place);
        self
    }

    /// Chooses a word by its place, or none where that is allowed.
    pub fn choose(&mut self, place: Option<usize>) {
        let allowed = place.map_or(self.none.is_some(), |place| place < self.words.len());
        if allowed {
            self.chosen = place;
        }
    }

    /// The place of the chosen word.
    pub fn chosen(&self) -> Option<usize> {
        self.chosen
    }

    /// The words on offer.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// The chosen word.
    pub fn word(&self) -> Option<&str> {
        self.chosen.and_then(|place| self.words.get(place)).map(String::as_str)
    }

    /// Takes the next word, and after the last none or the first.
    pub fn next(&mut self) {
        self.turn(1);
    }

    /// Takes the previous word, and before the first none or the last.
    pub fn previous(&mut self) {
        self.turn(-1);
    }

    /// Goes round the words, with none, where allowed, before the first.
    fn turn(&mut self, by: isize) {
        let open = usize::from(self.none.is_some());
        let stops = self.words.len() + open;
        if stops == 0 {
            return;
        }
        let here = self.chosen.map_or(0, |place| place + open);
        let there = (here + stops).saturating_add_signed(by) % stops;
        self.chosen = there.checked_sub(open);
    }

    /// What stands on the screen: the word, between arrows while it has the focus.
    pub fn shown(&self, focused: bool) -> String {
        let word = self.word().or(self.none.as_deref()).unwrap_or_default();
        if focused { format!("< {word} >") } else { word.to_owned() }
    }

    /// Draws the word into the first row of the area.
    pub fn draw(&self, area: Rect, buffer: &mut Buffer, style: Style, focused: bool) {
        if area.is_empty() {
            return;
        }
        let text = wrap::truncate(&self.shown(focused), usize::from(area.width)).into_owned();
        buffer.set_stringn(area.x, area.y, text, usize::from(area.width), style);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_goes_round() {
        let mut choice = Choice::one_of(["Neutral", "Supportive"]);
        let mut seen = vec![choice.word().unwrap().to_owned()];
        choice.next();
        seen.push(choice.word().unwrap().to_owned());
        choice.next();
        seen.push(choice.word().unwrap().to_owned());
        choice.previous();
        seen.push(choice.word().unwrap().to_owned());
        assert_eq!(seen, ["Neutral", "Supportive", "Neutral", "Supportive"]);
    }

    #[test]
    fn none_is_one_stop_where_it_is_allowed() {
        let mut choice = Choice::one_or_none(["Email", "Video"], "not said");
        assert_eq!((choice.chosen(), choice.shown(true)), (None, "< not said >".to_owned()));
        let stops: Vec<_> = (0..4)
            .map(|_| {
                choice.next();
                choice.chosen()
            })
            .collect();
        assert_eq!(stops, [Some(0), Some(1), None, Some(0)]);
        choice.previous();
        assert_eq!(choice.chosen(), None);
    }

    #[test]
    fn what_is_not_on_offer_is_not_taken() {
        let choice = Choice::one_of(["Email"]).choosing(Some(3)).choosing(None);
        assert_eq!(choice.word(), Some("Email"));
        let mut empty = Choice::one_of(Vec::<String>::new());
        empty.next();
        assert_eq!(empty.word(), None);
    }

    #[test]
    fn it_is_cut_at_the_edge() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 1));
        Choice::one_of(["Collaborated"]).draw(buffer.area, &mut buffer, Style::new(), true);
        assert_eq!(buffer, Buffer::with_lines(["< Colla…"]));
    }
}
