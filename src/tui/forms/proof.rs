//! The form for a proof.

use super::{Field, Form, Gesture, Rule, Setting, Subject};
use crate::domain::{Edit, Key, Proof};

/// A proof yet to be recorded.
pub fn blank() -> Proof {
    let (org, seniority) = (String::new(), String::new());
    Proof { id: super::unset(), org, seniority, what: String::new(), result: String::new(), quotable: false }
}

/// The form for this proof.
pub fn form(proof: &Proof, setting: Setting<'_>) -> Form {
    let fields = vec![
        Field::line("organisation", &proof.org, Rule::Required("who has it already?")).note("who has it already"),
        Field::choice("seniority", setting.plan.ladder.rungs.clone(), &proof.seniority)
            .note("the rung of those who have it; it is told on the same rung and above"),
        Field::line("what", &proof.what, Rule::Required("what do they have in place?")).note("what they have in place"),
        Field::line("result", &proof.result, Rule::Free).note("3 days to 20 minutes"),
        Field::yes_no("quotable", proof.quotable).note("they may be named"),
    ];
    Form::new("Proof", Subject::Proof(proof.clone()), fields)
}

/// What the form comes to.
pub fn gesture(form: &Form, opened: &Proof, setting: Setting<'_>, new_id: &mut dyn FnMut() -> String) -> Gesture {
    let mut proof = setting.plan.proofs.get(&opened.id).map_or_else(|| opened.clone(), |proof| proof.as_ref().clone());
    for field in form.to_set() {
        let text = field.text();
        match field.name {
            "organisation" => proof.org = text,
            "seniority" => proof.seniority = text,
            "what" => proof.what = text,
            "result" => proof.result = text,
            "quotable" => proof.quotable = text == "yes",
            _ => {}
        }
    }
    proof.id = super::id_or_new(&proof.id, new_id);
    Gesture {
        label: format!("record a proof from {}", proof.org),
        place: Key::Proof(proof.id.clone()),
        edits: vec![Edit::put(proof)],
    }
}
