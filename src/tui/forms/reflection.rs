//! The form for a reflection.

use super::{Field, Form, Gesture, Rule, Setting, Subject, reading};
use crate::domain::{Day, Edit, Key, Reflection};

/// A reflection yet to be written.
pub fn blank(today: Day) -> Reflection {
    Reflection { id: super::unset(), on: today, feeling: None, text: String::new() }
}

/// The form for this reflection.
pub fn form(reflection: &Reflection) -> Form {
    let on = if reflection.id.as_str().is_empty() { String::new() } else { reflection.on.to_string() };
    let feelings = ["-2", "-1", "0", "1", "2"].map(str::to_owned).to_vec();
    let feeling = reflection.feeling.map_or(String::new(), |feeling| feeling.to_string());
    // Whoever said how it felt has said something.
    let wanted = if reflection.feeling.is_some() { Rule::Free } else { Rule::Required("a line is enough") };
    let fields = vec![
        Field::text_area("text", &reflection.text, wanted).note("what did you notice about yourself?"),
        Field::choice("feeling", feelings, &feeling).note("from -2, hard, to 2, easy"),
        Field::line("on", &on, Rule::Past).note("today, or a day in words"),
    ];
    Form::new("Reflection", Subject::Reflection(reflection.clone()), fields)
}

/// What the form comes to.
pub fn gesture(form: &Form, opened: &Reflection, setting: Setting<'_>, new_id: &mut dyn FnMut() -> String) -> Gesture {
    let mut reflection = setting
        .plan
        .reflections
        .get(&opened.id)
        .map_or_else(|| opened.clone(), |reflection| reflection.as_ref().clone());
    for field in form.to_set() {
        let text = field.text();
        match field.name {
            "text" => reflection.text = text,
            "feeling" => reflection.feeling = text.parse().ok(),
            "on" => {
                let day = reading::read_day(Rule::Past, &text, setting).ok().flatten();
                reflection.on = day.unwrap_or(setting.today);
            }
            _ => {}
        }
    }
    reflection.id = super::id_or_new(&reflection.id, new_id);
    let label = "write a reflection".to_owned();
    Gesture { label, place: Key::Reflection(reflection.id.clone()), edits: vec![Edit::put(reflection)] }
}
