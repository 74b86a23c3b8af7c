//! A glance at a plan: who and what is in it, for somebody who is typing a name.
//!
//! Nothing is written, no lock is taken, nobody is asked, and where anything is wrong there is nothing to see. Of a file
//! that we wrote, what stands behind the people is not even read: it is most of the file.

use super::format::BEGINNING;
use super::paths::Places;
use super::read;
use super::target::bytes_at;
use crate::domain::Records;

/// The line behind the people.
const BEHIND: &str = "\n    ideas: [\n";

/// The goals and the people of a plan, perhaps with the rest of it.
pub fn names(places: &Places) -> Option<Records> {
    let bytes = bytes_at(&places.plan)?;
    let text = read::text(&bytes).ok()?;
    let front = front(text).and_then(|front| read::read(front.as_bytes()).ok());
    Some(front.or_else(|| read::read(&bytes).ok())?.loaded.records)
}

/// The text up to the ideas, as a plan of its own. In a longer text of somebody's the same line may stand; the front then
/// ends in the middle of a string and does not read.
fn front(text: &str) -> Option<String> {
    let (front, _) = text.strip_prefix(BEGINNING)?.split_once(BEHIND)?;
    Some([BEGINNING, front, "\n)\n"].concat())
}

#[cfg(test)]
mod tests {
    use super::super::format::write;
    use super::super::paths::Folders;
    use super::*;
    use crate::domain::Day;
    use std::path::Path;

    fn places(room: &Path) -> Places {
        let folders = Folders { config: room.join("config"), state: room.join("state") };
        Places::choose(Some(&room.join("plan.ron")), None, Some(folders)).unwrap()
    }

    #[test]
    fn the_people_are_seen_without_the_rest_and_nothing_is_touched() {
        let room = tempfile::tempdir().unwrap();
        let places = places(room.path());
        assert!(names(&places).is_none(), "no file");
        let whole = super::super::demo::sample(Day::FIRST.plus(400_000)).unwrap();
        let text = write(&whole).unwrap();
        std::fs::write(&places.plan, &text).unwrap();
        let seen = names(&places).unwrap();
        assert_eq!((&seen.goals, &seen.stakeholders), (&whole.goals, &whole.stakeholders));
        assert!(seen.touches.is_empty() && !whole.touches.is_empty(), "the touches were read as well");
        assert_eq!(std::fs::read_dir(room.path()).unwrap().count(), 1, "something was written");
        // In another order, with another hand: read as a whole.
        std::fs::write(&places.plan, text.replacen("\n(\n", "\n( // mine\n", 1)).unwrap();
        assert_eq!(names(&places).unwrap(), whole);
        // Broken behind the people: they are seen all the same. Broken before: nothing is.
        let cut = text.get(..text.len() - 20).unwrap();
        std::fs::write(&places.plan, cut).unwrap();
        assert_eq!(names(&places).unwrap().stakeholders, whole.stakeholders);
        std::fs::write(&places.plan, text.get(..2000).unwrap()).unwrap();
        assert!(names(&places).is_none());
        std::fs::write(&places.plan, [0xff, 0xfe, 0]).unwrap();
        assert!(names(&places).is_none());
    }

    #[test]
    fn a_note_that_looks_like_the_end_of_the_people_is_none() {
        let room = tempfile::tempdir().unwrap();
        let places = places(room.path());
        let text = "#![enable(implicit_some)]\n(\n    format: 1,\n    stakeholders: [\n        (id: \"a\", name: \"A\", cares_about: r\"x\n    ideas: [\n y\"),\n        (id: \"b\", name: \"B\"),\n    ],\n)\n";
        std::fs::write(&places.plan, text).unwrap();
        assert_eq!(names(&places).unwrap().stakeholders.len(), 2);
    }
}
