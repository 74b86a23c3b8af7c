//! The committed schema, and answers held against it.

use std::sync::OnceLock;

use jsonschema::Validator;
use serde_json::{Value, json};

/// The schema as it is committed.
pub fn committed() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/schema.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The same, in which an object has no field that the schema does not name: others may read past one, we may not forget it.
fn strict(mut schema: Value) -> Value {
    if let Some(fields) = schema.as_object_mut() {
        for value in fields.values_mut() {
            *value = strict(value.take());
        }
        if fields.get("type") == Some(&json!("object")) && fields.contains_key("properties") {
            fields.entry("additionalProperties").or_insert(json!(false));
        }
    } else if let Some(items) = schema.as_array_mut() {
        for value in items {
            *value = strict(value.take());
        }
    }
    schema
}

/// The data of an answer, after it was held against the schema.
#[track_caller]
pub fn data(text: &str) -> Value {
    static SCHEMA: OnceLock<Validator> = OnceLock::new();
    let schema = SCHEMA.get_or_init(|| jsonschema::validator_for(&strict(committed())).unwrap());
    let answer: Value = serde_json::from_str(text).unwrap_or_else(|why| panic!("{why}: {text}"));
    let name = answer["answer"].as_str().unwrap_or_default();
    // One error for each of the other answers says nothing: what is wrong with this one is wanted.
    if !schema.is_valid(&answer) {
        let mut own = strict(committed());
        let branches = own["oneOf"].take();
        let branch = branches.as_array().unwrap().iter().find(|one| one["properties"]["answer"]["const"] == name);
        own["oneOf"] = json!([branch.unwrap_or_else(|| panic!("the schema knows no answer {name}: {text}"))]);
        let own = jsonschema::validator_for(&own).unwrap();
        let errors: Vec<String> =
            own.iter_errors(&answer).map(|why| format!("{}: {why}", why.instance_path())).collect();
        panic!("{name} is not as the schema has it: {errors:#?}\n{text}");
    }
    answer["data"].clone()
}

#[test]
fn the_schema_is_one_and_says_no_to_what_it_does_not_know() {
    assert!(jsonschema::meta::is_valid(&committed()));
    let schema = jsonschema::validator_for(&committed()).unwrap();
    let touch = json!({ "id": "1", "on": "2026-11-23", "with": ["ada"] });
    let answer = |name: &str, data: Value| json!({ "schema": 1, "answer": name, "data": data });
    assert!(schema.is_valid(&answer("touch", touch.clone())));
    for wrong in [
        answer("touches", touch.clone()),
        answer("stakeholder", touch.clone()),
        answer("tuch", touch.clone()),
        answer("touch", json!({ "id": "1", "on": "yesterday", "with": ["ada"] })),
        answer("touch", json!({ "id": "1", "on": "2026-11-23", "with": ["ada"], "via": "Pigeon" })),
        json!({ "schema": 2, "answer": "touch", "data": touch }),
        json!({ "data": touch }),
    ] {
        assert!(!schema.is_valid(&wrong), "{wrong}");
    }
}
