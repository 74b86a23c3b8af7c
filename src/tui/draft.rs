//! What is being written and would be lost with the program: read off the model like the picture is, handed to the disk
//! by the runtime, and put back into the model by the next start.
//!
//! An overlay that is typed into offers itself in [`Draft::of`] and comes back in [`restore`]: that is all it takes.

use serde::{Deserialize, Serialize};

use super::forms::{self, Form};
use super::model::Model;
use super::overlays::{Capture, Overlay, Welcome};
use crate::capture::line::Kind;
use crate::domain::{GoalId, StakeholderId};

/// What is being written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Draft {
    /// A form.
    Form(Box<forms::Draft>),
    /// The capture line.
    Line {
        /// What it is to become.
        kind: Kind,
        /// What is typed.
        text: String,
        /// Whom it is about.
        selected: Vec<StakeholderId>,
        /// The goal it serves.
        goal: Option<GoalId>,
        /// Who is meant by names that several people have.
        chosen: Vec<(String, StakeholderId)>,
        /// The line and the character in it before which the next letter goes, both from 0.
        cursor: (usize, usize),
    },
    /// The questions of the first run.
    Welcome {
        /// What is typed for each of them.
        answers: Vec<String>,
        /// The one being answered, from 0.
        at: usize,
        /// The line and the character in it before which the next letter goes, both from 0.
        cursor: (usize, usize),
    },
}

impl Draft {
    /// What would be lost now; nothing where nothing was typed.
    pub fn of(model: &Model) -> Option<Self> {
        // Help or a question may lie over what is being written.
        model.overlays.iter().rev().find_map(|overlay| match overlay {
            Overlay::Form(form) => form.draft().map(|draft| Self::Form(Box::new(draft))),
            Overlay::Capture(line) => line_draft(line),
            Overlay::Welcome(welcome) => welcome_draft(welcome),
            Overlay::Find(_)
            | Overlay::Help(_)
            | Overlay::Palette(_)
            | Overlay::Reading(_)
            | Overlay::Joining(_)
            | Overlay::Pick(_)
            | Overlay::Why(_)
            | Overlay::Prompts(_)
            | Overlay::Value(_)
            | Overlay::Figures(_)
            | Overlay::Unsaved
            | Overlay::Confirm
            | Overlay::Loss => None,
        })
    }

    /// The text for the disk.
    pub fn write(&self) -> String {
        // There is nothing in a draft that has no text: names and texts are strings, and the keys of maps are, too.
        serde_json::to_string(self).unwrap_or_default()
    }
}

fn line_draft(line: &Capture) -> Option<Draft> {
    let text = line.field.value();
    line.is_begun().then(|| Draft::Line {
        kind: line.kind,
        text,
        selected: line.selected.clone(),
        goal: line.goal.clone(),
        chosen: line.chosen.clone(),
        cursor: line.field.cursor(),
    })
}

fn welcome_draft(welcome: &Welcome) -> Option<Draft> {
    let answers: Vec<String> = welcome.questions.iter().map(|question| question.answer.value()).collect();
    let cursor = welcome.questions.get(welcome.at).map_or((0, 0), |question| question.answer.cursor());
    let typed = answers.iter().any(|answer| !answer.trim().is_empty());
    typed.then_some(Draft::Welcome { answers, at: welcome.at, cursor })
}

/// Puts what an earlier run left back over the screen and says so; false when it is not understood. What is in the
/// plan already is left alone: then nothing is being written.
pub fn restore(model: &mut Model, text: &str, more: usize) -> bool {
    let Ok(draft) = serde_json::from_str::<Draft>(text) else { return false };
    let back = match draft {
        Draft::Form(draft) => form(model, &draft),
        Draft::Line { kind, text, mut selected, goal, mut chosen, cursor } => {
            let plan = model.plan();
            selected.retain(|who| plan.stakeholders.contains(who));
            chosen.retain(|(_, who)| plan.stakeholders.contains(who));
            let goal = goal.filter(|goal| plan.goals.contains(goal));
            let mut line = Capture::new(kind, selected, goal, model.setting());
            line.chosen = chosen;
            line.field.set(&text);
            line.field.go_to(cursor);
            line.judge(model.setting());
            capture(model, line)
        }
        Draft::Welcome { answers, at, cursor } => questions(model, &answers, at, cursor),
    };
    if let Some(mut said) = back.filter(|_| model.notice.is_none()) {
        if more > 0 {
            said.push_str(" More of it waits for the next start.");
        }
        model.say(said);
    }
    true
}

fn form(model: &mut Model, draft: &forms::Draft) -> Option<String> {
    let setting = model.setting();
    let mut form = Form::from_draft(draft, setting);
    if form.is_in_plan(setting) {
        return None;
    }
    let gone = draft.subject.now(setting.plan).is_none();
    model.overlays.clear();
    model.overlays.push(Overlay::form(form));
    let said = if gone {
        "What you were writing is back. The record was removed meanwhile; saving adds it again."
    } else {
        "What you were writing is back."
    };
    Some(said.to_owned())
}

fn capture(model: &mut Model, line: Capture) -> Option<String> {
    if line.form(model.setting()).is_in_plan(model.setting()) {
        return None;
    }
    model.overlays.clear();
    model.overlays.push(Overlay::Capture(Box::new(line)));
    Some("What you were writing is back.".to_owned())
}

fn questions(model: &mut Model, answers: &[String], at: usize, cursor: (usize, usize)) -> Option<String> {
    let mut welcome = Welcome::default();
    for (question, answer) in welcome.questions.iter_mut().zip(answers) {
        question.answer.set(answer);
    }
    welcome.at = at.min(welcome.questions.len() - 1);
    if let Some(field) = welcome.field() {
        field.go_to(cursor);
    }
    let (plan, said) = (model.plan(), welcome.answers());
    let has_goal = plan.goals.iter().any(|goal| goal.title == said.goal);
    let has_person = plan.stakeholders.iter().any(|who| said.people.contains(&who.name) && !who.name.is_empty());
    if has_goal || has_person {
        return None;
    }
    model.overlays.clear();
    model.overlays.push(Overlay::Welcome(Box::new(welcome)));
    Some("What you were writing is back.".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Edit, Key};
    use crate::tui::bench::Bench;

    /// A bench with the sample plan and Grace chosen.
    fn with_grace() -> Bench {
        let mut bench = Bench::sample();
        bench.model.screen.who = Some(StakeholderId::new("grace-hopper"));
        bench.model.refresh();
        bench
    }

    /// What the next start makes of what is being written here, over this plan.
    fn next_start(bench: &Bench, change: impl FnOnce(&mut crate::domain::Records)) -> Bench {
        let text = Draft::of(&bench.model).unwrap().write();
        let mut records = bench.plan().records().clone();
        change(&mut records);
        let mut next = Bench::new(records);
        assert!(restore(&mut next.model, &text, 0));
        next
    }

    #[test]
    fn nothing_is_kept_where_nothing_was_typed() {
        let mut bench = with_grace();
        for keys in ["t", "<Tab><Tab>", "<F1>", "<Esc><Esc>", "t<^o>", "<Esc>", "x", "<Esc>", "/gra", "<Enter>?"] {
            bench.keys(keys);
            assert_eq!(Draft::of(&bench.model), None, "{keys}");
        }
    }

    #[test]
    fn a_form_comes_back_under_help_and_under_the_question_whether_to_keep_it() {
        let mut bench = with_grace();
        bench.keys("t<^o>half a sen<Tab>yester<Left>");
        let draft = Draft::of(&bench.model);
        bench.keys("<Esc>");
        assert_eq!(Draft::of(&bench.model), draft);
        bench.keys("<F1>");
        assert_eq!(Draft::of(&bench.model), draft);
        let mut next = next_start(&bench, |_| {});
        assert_eq!(next.said(), "What you were writing is back.");
        next.keys("da<Del>y".replace("<Del>", "<Delete>").as_str());
        assert_eq!(next.model.form().unwrap().text("on"), "yesteday");
        assert_eq!(next.model.form().unwrap().text("note"), "half a sen");
    }

    #[test]
    fn a_line_comes_back_with_its_cursor_and_whom_it_is_about() {
        let mut bench = with_grace();
        bench.keys("tlunch yesteray<Left><Left>");
        let mut next = next_start(&bench, |_| {});
        next.keys("d<Enter>");
        let touch = next.plan().touches.iter().next_back().unwrap();
        assert_eq!((touch.note.as_str(), touch.on), ("lunch", crate::tui::bench::today().plus(-1)));
        assert_eq!(*touch.with, [StakeholderId::new("grace-hopper")]);
    }

    #[test]
    fn what_went_on_from_the_line_into_the_form_comes_back() {
        let mut bench = with_grace();
        bench.keys("tlunch yesterday<^o>");
        let mut next = next_start(&bench, |_| {});
        assert!(Draft::of(&next.model).is_some());
        next.keys("<Enter>");
        let touch = next.plan().touches.iter().next_back().unwrap();
        assert_eq!((touch.note.as_str(), touch.on), ("lunch", crate::tui::bench::today().plus(-1)));
    }

    #[test]
    fn over_a_record_that_changed_only_what_was_typed_is_changed() {
        let mut bench = with_grace();
        bench.keys("e<Tab><Tab><^u>Elsewhere");
        let mut next = next_start(&bench, |records| {
            let mut grace = records.stakeholders.get(&StakeholderId::new("grace-hopper")).unwrap().as_ref().clone();
            grace.title = "CTO".to_owned();
            records.apply(Edit::put(grace));
        });
        next.keys("<Enter>");
        let grace = next.plan().stakeholders.get(&StakeholderId::new("grace-hopper")).unwrap();
        assert_eq!((grace.title.as_str(), grace.org.as_str()), ("CTO", "Elsewhere"));
    }

    #[test]
    fn a_record_that_was_removed_is_added_again_by_saving() {
        let mut bench = with_grace();
        bench.keys("e<Tab><Tab><^u>Elsewhere");
        let grace = StakeholderId::new("grace-hopper");
        let mut next = next_start(&bench, |records| {
            records.apply(Edit::Remove(Key::Stakeholder(grace.clone())));
        });
        assert!(next.said().contains("removed meanwhile"));
        next.keys("<Enter>");
        let back = next.plan().stakeholders.get(&grace).unwrap();
        assert_eq!((back.name.as_str(), back.org.as_str()), ("Grace Hopper", "Elsewhere"));
        assert_eq!(Draft::of(&next.model), None);
    }

    #[test]
    fn what_is_in_the_plan_already_is_not_offered_again() {
        for keys in [
            "tsent the numbers",
            "t<^o>sent the numbers",
            "tsent the numbers<^o>",
            "aNora Quist, Head of Pricing",
            "ithank her team",
            "n a thought",
            "eX",
        ] {
            let mut bench = with_grace();
            bench.keys(keys);
            let text = Draft::of(&bench.model).unwrap().write();
            bench.keys("<Enter>");
            let mut next = Bench::new(bench.plan().records().clone());
            assert!(restore(&mut next.model, &text, 0));
            assert!(next.model.overlays.is_empty(), "{keys}");
            assert_eq!(next.said(), "");
        }
    }

    #[test]
    fn the_first_questions_come_back() {
        let mut bench = Bench::new(crate::domain::Records::default());
        assert_eq!(Draft::of(&bench.model), None);
        bench.keys("A goal<Enter>Grace<Left>");
        let mut next = next_start(&bench, |_| {});
        assert_eq!(next.model.overlays.len(), 1);
        next.keys("!<Enter><Enter>");
        assert!(next.plan().stakeholders.iter().any(|who| who.name == "Grac!e"));
        let draft = Draft::of(&bench.model).unwrap().write();
        let mut later = Bench::new(next.plan().records().clone());
        assert!(restore(&mut later.model, &draft, 0));
        assert!(later.model.overlays.is_empty());
    }

    #[test]
    fn what_is_not_understood_is_left_to_others() {
        let mut bench = with_grace();
        for text in ["", "{}", "\u{fffd}", "{\"Poem\":{}}"] {
            assert!(!restore(&mut bench.model, text, 0));
        }
        assert!(bench.model.overlays.is_empty());
    }

    #[test]
    fn a_form_that_was_dropped_is_brought_back_by_undo() {
        let mut bench = with_grace();
        bench.keys("thalf a sen<Esc>d");
        assert_eq!(bench.said(), "Dropped. u brings it back.");
        assert_eq!(Draft::of(&bench.model), None);
        bench.keys("u<^o>");
        assert_eq!(bench.model.form().unwrap().text("note"), "half a sen");
        bench.keys("<Enter>u");
        assert_eq!(bench.said(), "Undid: log touch with Grace Hopper");
        bench.keys("twords<Esc>dzwu");
        assert_eq!(bench.said(), "Undid: snooze Grace Hopper");
        assert!(bench.model.overlays.is_empty());
    }

    #[test]
    fn an_end_from_outside_leaves_what_is_half_typed_to_the_draft() {
        let mut bench = with_grace();
        let before = bench.plan().records().clone();
        bench.keys("thalf a sen");
        bench.send(crate::tui::msg::Msg::Ended);
        assert!(bench.effects.ends_with(&[crate::tui::msg::Effect::Quit]));
        assert_eq!(*bench.plan().records(), before);
        assert!(Draft::of(&bench.model).is_some());
    }
}
