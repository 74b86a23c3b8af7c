//! `touchbase schema`: the JSON Schema of what `--json` prints.
//!
//! The vocabularies are those of the program; a test holds every answer of every verb against the whole.

use serde_json::{Map, Value, json};

use super::answer::{Answer, SCHEMA};
use super::output::Output;
use crate::domain::{Channel, Closeness, Gift, Response, Role, Stance, Warmth, Word};
use crate::error::Told;

/// Prints the schema.
///
/// # Errors
///
/// Where it cannot be written.
pub fn run(output: &mut Output) -> Result<(), Told> {
    text().lines().try_for_each(|line| output.line(line))
}

/// The schema as the text of a file.
pub fn text() -> String {
    format!("{:#}\n", schema())
}

/// The schema.
pub fn schema() -> Value {
    let names: Vec<&str> = Answer::ALL.map(Answer::name).to_vec();
    let one_of = Answer::ALL.map(|answer| {
        json!({ "properties": { "answer": { "const": answer.name() }, "data": data(answer) }, "required": ["answer", "data"] })
    });
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("urn:touchbase:answers:{SCHEMA}"),
        "title": "What touchbase prints with --json",
        "description": "One object: the number of the schema, the name of the answer, and its data. With --jsonl the records in data come alone, one a line. A field that holds nothing is left out. New fields may come without a new number.",
        "type": "object",
        "required": ["schema", "answer", "data"],
        "properties": {
            "schema": { "const": SCHEMA },
            "answer": { "enum": names },
            "data": true,
            "dry_run": { "const": true, "description": "Nothing of this was done: --dry-run." },
            "text": { "type": "string", "description": "For waybar, with status alone." },
            "tooltip": { "type": "string", "description": "For waybar, with status alone." },
            "class": { "enum": ["none", "due", "overdue", "locked"], "description": "For waybar, with status alone." },
        },
        "oneOf": one_of,
        "$defs": definitions(),
    })
}

/// What the data of an answer is: one record, or a list of them.
pub(super) fn data(answer: Answer) -> Value {
    let (list, record) = match answer {
        Answer::Stakeholders => (true, "stakeholder"),
        Answer::Stakeholder => (false, "stakeholder"),
        Answer::Agenda => (true, "due"),
        Answer::Promises => (true, "promise"),
        Answer::Touches => (true, "touch"),
        Answer::Touch => (false, "touch"),
        Answer::Ideas => (true, "idea"),
        Answer::Goals => (true, "goal"),
        Answer::Goal => (false, "goal"),
        Answer::Proofs => (true, "proof"),
        Answer::Proof => (false, "proof"),
        Answer::Reflection => (false, "reflection"),
        Answer::Found => {
            let kinds = ["stakeholder", "goal", "idea", "touch", "reflection", "proof"];
            let any = kinds.map(|kind| {
                let known = json!({ "required": ["kind"], "properties": { "kind": { "const": kind } } });
                json!({ "allOf": [to(kind), known] })
            });
            return json!({ "type": "array", "items": { "oneOf": any } });
        }
        Answer::Stats => (false, "stats"),
        Answer::Holes => (false, "holes"),
        Answer::Places => (false, "places"),
        Answer::Status => (false, "status"),
        Answer::Changes => (true, "change"),
        Answer::Change => (false, "change"),
        Answer::Backups => (true, "backup"),
        Answer::Restored => (false, "restored"),
        Answer::Merged => (true, "merged"),
        Answer::Findings => (true, "finding"),
        Answer::Mistakes => (true, "mistake"),
    };
    if list { json!({ "type": "array", "items": to(record) }) } else { to(record) }
}

fn to(definition: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{definition}") })
}

/// An object: the fields it always has, then those it may have.
fn object<const N: usize, const M: usize>(always: [(&str, Value); N], perhaps: [(&str, Value); M]) -> Value {
    let required: Vec<&str> = always.iter().map(|(name, _)| *name).collect();
    let required = json!(required);
    let fields: Map<String, Value> =
        always.into_iter().chain(perhaps).map(|(name, value)| (name.to_owned(), value)).collect();
    json!({ "type": "object", "required": required, "properties": fields })
}

fn text_of(what: &str) -> Value {
    json!({ "type": "string", "description": what })
}

fn list(items: impl Into<Value>) -> Value {
    let items: Value = items.into();
    json!({ "type": "array", "items": items })
}

fn or_null(value: impl Into<Value>) -> Value {
    let value: Value = value.into();
    json!({ "anyOf": [value, { "type": "null" }] })
}

fn number(what: &str) -> Value {
    json!({ "type": "integer", "description": what })
}

fn count(what: &str) -> Value {
    json!({ "type": "integer", "minimum": 0, "description": what })
}

fn flag(what: &str) -> Value {
    json!({ "type": "boolean", "description": what })
}

fn day(what: &str) -> Value {
    json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "description": what })
}

fn words<T: Word>() -> Value {
    json!({ "enum": T::ALL.iter().map(|value| value.word()).collect::<Vec<_>>() })
}

pub(super) fn definitions() -> Value {
    let all = records().into_iter().chain(parts()).chain(derived()).chain(upkeep());
    all.map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>().into()
}

/// The kind of a record, where records of several kinds come together.
fn kind() -> (&'static str, Value) {
    ("kind", text_of("With find: what kind of record it is."))
}

fn moves<T: Word>() -> Value {
    list(object([("on", day("The day."))], [("from", words::<T>()), ("to", words::<T>())]))
}

/// What stands in records.
fn parts() -> Vec<(&'static str, Value)> {
    let stake = object(
        [],
        [
            ("role", words::<Role>()),
            ("influence", count("1 to 5.")),
            ("interest", count("1 to 5.")),
            ("stance", words::<Stance>()),
            ("wanted", words::<Stance>()),
            ("moves", moves::<Stance>()),
            ("why", text_of("Why it matters to them.")),
        ],
    );
    let handle = json!({ "type": "array", "prefixItems": [words::<Channel>(), { "type": "string" }], "minItems": 2, "maxItems": 2 });
    let step = object(
        [("text", text_of("What is to happen."))],
        [
            ("by", day("The day it is wanted by.")),
            ("done", day("The day it was done.")),
            ("took", number("Days it took.")),
            ("days_left", number("Days until it is wanted.")),
        ],
    );
    let follow_up = object(
        [],
        [
            ("by", day("The day it was promised by.")),
            ("text", text_of("What was promised.")),
            ("done", day("The day it was kept.")),
        ],
    );
    vec![("stake", stake), ("handle", handle), ("step", step), ("follow_up", follow_up)]
}

/// The records of the plan, with what follows from them.
fn records() -> Vec<(&'static str, Value)> {
    vec![
        ("stakeholder", stakeholder([], [kind(), ("ideas", list(to("idea"))), ("touches", list(to("touch")))])),
        (
            "goal",
            object(
                [("id", text_of("Made of the title.")), ("title", text_of("The outcome."))],
                [
                    ("steps", list(to("step"))),
                    ("days_left", or_null(number("Days until it is wanted."))),
                    ("stakeholders", count("How many have a stake in it.")),
                    ("why", text_of("Why it matters.")),
                    ("by", day("The day it is wanted by.")),
                    ("orgs", list(text_of("An organisation that matters to it."))),
                    ("closed", day("The day it was closed.")),
                    kind(),
                ],
            ),
        ),
        (
            "idea",
            object(
                [
                    ("id", text_of("A ULID.")),
                    ("to", list(text_of("The id of a stakeholder."))),
                    ("text", text_of("What could be given.")),
                ],
                [
                    ("goal", text_of("The id of a goal.")),
                    ("gift", words::<Gift>()),
                    ("for_them", text_of("What is in it for them.")),
                    ("effort", count("Minutes.")),
                    ("by", day("The day it should be given by.")),
                    kind(),
                ],
            ),
        ),
        (
            "touch",
            object(
                [
                    ("id", text_of("A ULID.")),
                    ("on", day("The day.")),
                    ("with", list(text_of("The id of a stakeholder."))),
                ],
                [
                    ("via", words::<Channel>()),
                    ("gift", words::<Gift>()),
                    ("idea", text_of("The id of the idea it gave.")),
                    ("note", text_of("What was said and done.")),
                    ("response", words::<Response>()),
                    ("follow_up", to("follow_up")),
                    kind(),
                ],
            ),
        ),
        (
            "reflection",
            object(
                [("id", text_of("A ULID.")), ("on", day("The day."))],
                [("feeling", number("-2, hard, to 2, easy.")), ("text", text_of("What was noticed.")), kind()],
            ),
        ),
        (
            "proof",
            object(
                [
                    ("id", text_of("A ULID.")),
                    ("org", text_of("Who has it.")),
                    ("what", text_of("What they have in place.")),
                ],
                [
                    ("seniority", text_of("The rung of those who have it.")),
                    ("result", text_of("What came of it.")),
                    ("quotable", flag("Whether they may be named.")),
                    ("told", text_of("The words in which it may be told.")),
                    kind(),
                ],
            ),
        ),
    ]
}

/// A stakeholder, with more that it has always or perhaps.
fn stakeholder<const N: usize, const M: usize>(always: [(&str, Value); N], perhaps: [(&str, Value); M]) -> Value {
    let mut value = object(
        [
            ("id", text_of("Made of the name.")),
            ("name", text_of("What they are called.")),
            ("last_contact", or_null(day("The latest day they were touched."))),
            ("warmth", words::<Warmth>()),
            ("due", day("The day to be in touch again.")),
            ("every", count("The cadence that holds, in days.")),
        ],
        [
            ("title", text_of("What their card says.")),
            ("org", text_of("The organisation, division or team.")),
            ("aka", list(text_of("Another name."))),
            ("seniority", text_of("A rung of the ladder.")),
            ("closeness", words::<Closeness>()),
            ("closer_to", words::<Closeness>()),
            ("moves", moves::<Closeness>()),
            ("cares_about", text_of("What they care about.")),
            (
                "stakes",
                json!({ "type": "object", "additionalProperties": to("stake"), "description": "By the id of the goal." }),
            ),
            ("handles", list(to("handle"))),
            ("cadence", count("Their own cadence, in days.")),
            ("tags", list(text_of("A word to find them by."))),
            ("introduced_by", text_of("The id of a stakeholder.")),
            ("birthday", day("Their birthday.")),
            ("added", day("The day they were added.")),
            ("snoozed", day("The day they come back.")),
            ("archived", flag("Whether they are out of sight.")),
            ("notes", text_of("Whatever else.")),
        ],
    );
    let more = object(always, perhaps);
    if let (Some(fields), Some(more)) = (value["properties"].as_object_mut(), more["properties"].as_object()) {
        fields.extend(more.clone());
    }
    if let (Some(fields), Some(more)) = (value["required"].as_array_mut(), more["required"].as_array()) {
        fields.extend(more.iter().cloned());
    }
    value
}

/// What is worked out from the records.
fn derived() -> Vec<(&'static str, Value)> {
    let kinds = ["silence", "never", "promised", "idea_due", "birthday", "quiet", "fills", "stance"];
    let reason = object(
        [
            ("kind", json!({ "enum": kinds })),
            ("weight", number("What it weighs.")),
            ("words", text_of("The reason as a person reads it.")),
        ],
        [
            ("days", or_null(number("Days since the last contact."))),
            ("cadence", count("How often to be in touch, in days.")),
            ("passed", number("How much of the cadence has passed, in thousandths.")),
            ("late", number("Days since it was due.")),
            ("touch", text_of("The id of the touch.")),
            ("text", text_of("What was promised, or could be given.")),
            ("by", or_null(day("The day it is wanted by."))),
            ("idea", text_of("The id of the idea.")),
            ("on", day("The day.")),
            ("ahead", number("Days until then.")),
            ("role", words::<Role>()),
            ("hole", count("The weight of the hole.")),
            ("now", words::<Stance>()),
            ("wanted", words::<Stance>()),
        ],
    );
    let due = stakeholder(
        [
            ("why", list(to("reason"))),
            ("reasons", list(text_of("A reason as a person reads it."))),
            ("weight", number("What all reasons weigh.")),
            ("today", flag("Whether they fit into the day.")),
        ],
        [],
    );
    let promise = object(
        [
            ("touch", text_of("The id of the touch on which it was promised.")),
            ("with", list(text_of("The id of a stakeholder."))),
            ("on", day("The day it was promised.")),
            ("text", text_of("What was promised.")),
            ("by", or_null(day("The day it was promised by."))),
            ("due", day("The day it counts as due.")),
            ("late", flag("Whether that has passed.")),
        ],
        [],
    );
    let tally = [
        ("touches", count("Touches.")),
        ("senior", count("Those with senior people.")),
        ("given", count("Those that gave something.")),
        ("given_senior", count("Those that gave something to senior people.")),
        ("asked", count("Those that asked for something.")),
        (
            "gifts",
            json!({ "type": "object", "propertyNames": words::<Gift>(), "additionalProperties": count("How often.") }),
        ),
        ("reflections", count("Reflections.")),
        ("feeling", json!({ "type": ["number", "null"], "description": "The average." })),
    ];
    let mut week = object(tally.clone(), [("monday", day("The day it begins."))]);
    if let Some(required) = week["required"].as_array_mut() {
        required.push(json!("monday"));
    }
    let today = [
        "stakeholders",
        "senior",
        "untouched",
        "archived",
        "goals",
        "ideas",
        "given",
        "touches",
        "promises",
        "late",
        "reflections",
        "proofs",
        "reviewed",
        "streak",
    ];
    let stats = object(
        [
            ("from", day("The first day.")),
            ("to", day("The last day.")),
            ("total", object(tally, [])),
            ("weeks", list(week)),
            ("today", object(today.map(|name| (name, count("As of today."))), [])),
        ],
        [],
    );
    let mut all = vec![("reason", reason), ("due", due), ("promise", promise), ("stats", stats)];
    all.extend(coverage());
    all
}

fn coverage() -> Vec<(&'static str, Value)> {
    let lacks = ["only_peers", "no_decider", "no_sponsor", "nobody_senior", "gone_cold", "one_person"];
    let knows = ["no_stake_yet", "brought_together", "inside", "introduced", "senior", "backs"];
    let who = || list(text_of("The id of a stakeholder."));
    let hole = object(
        [
            ("weight", count("1 to 100.")),
            ("lack", json!({ "enum": lacks })),
            ("what", text_of("What is missing.")),
            ("next", text_of("A next step.")),
            ("goal", or_null(text_of("The id of a goal."))),
            ("who", who()),
            (
                "ways",
                list(object([("who", text_of("The id of a stakeholder.")), ("knows", json!({ "enum": knows }))], [])),
            ),
        ],
        [
            ("org", text_of("The organisation.")),
            ("seniority", or_null(text_of("The rung that has gone cold."))),
            ("person", text_of("The id of the only one there.")),
        ],
    );
    let cell = object(
        [
            ("seniority", text_of("A rung.")),
            ("org", text_of("An organisation.")),
            ("matters", flag("Whether it matters to the goal.")),
            ("count", count("How many are there.")),
            ("warmest", words::<Warmth>()),
            ("who", who()),
        ],
        [],
    );
    let week = object(
        [
            ("end", day("Its last day.")),
            ("cells", count("Cells with anybody in them.")),
            ("covered", count("Those in touch.")),
            ("reached", count("Organisations reached at a senior rung.")),
        ],
        [],
    );
    let holes = object(
        [
            ("goal", or_null(text_of("The id of the goal that was looked at."))),
            ("holes", list(hole)),
            ("cells", list(cell)),
            ("organisations", count("How many organisations matter.")),
            ("weeks", list(week)),
        ],
        [],
    );
    vec![("holes", holes)]
}

/// What is around the plan.
fn upkeep() -> Vec<(&'static str, Value)> {
    let places = object(
        [
            ("plan", text_of("The plan.")),
            ("rule", json!({ "enum": ["--plan", "TOUCHBASE_PLAN", "the config directory"] })),
            ("config", text_of("The config.")),
            ("backups", text_of("The folder of the backups.")),
            ("state", text_of("The folder of everything else.")),
        ],
        [],
    );
    let status = object(
        [
            ("due", count("Who has a reason today.")),
            ("overdue", count("Who is long past their own cadence.")),
            ("open", count("Who is left in today's review.")),
            ("promised", count("Promises whose day has come.")),
            ("people", count("Everybody.")),
            ("streak", count("Days reviewed in a row.")),
            ("next", text_of("The first who is left.")),
            ("why", text_of("The first reason.")),
            ("text", text_of("The line.")),
            ("tooltip", text_of("The first, and why.")),
            ("class", json!({ "enum": ["none", "due", "overdue"] })),
        ],
        [],
    );
    let locked = object(
        [
            (
                "locked",
                json!({ "const": true, "description": "The plan is locked, and nobody was asked for its key." }),
            ),
            ("text", text_of("The line.")),
            ("tooltip", text_of("Why.")),
            ("class", json!({ "const": "locked" })),
        ],
        [],
    );
    let status = json!({ "anyOf": [status, locked] });
    let backup = [
        ("file", text_of("The file.")),
        ("what", text_of("Which one it is.")),
        ("written", text_of("The moment, as RFC 3339 has it.")),
        ("difference", text_of("What is other than now, in words.")),
    ];
    let mut listed = object(
        backup.clone(),
        [("number", count("Its number, from 1.")), ("readable", flag("Whether it can be read."))],
    );
    if let Some(required) = listed["required"].as_array_mut() {
        required.extend([json!("number"), json!("readable")]);
    }
    let finding = object(
        [
            (
                "severity",
                json!({
                    "enum": ["broken", "finding", "note", "fixed"],
                    "description": "broken: the plan cannot be read. finding: something does not fit. note: worth knowing. fixed: put right by --fix.",
                }),
            ),
            ("what", text_of("What it is.")),
        ],
        [
            ("record", text_of("Which record it is about.")),
            ("at", or_null(text_of("Where."))),
            ("hint", or_null(text_of("What to do."))),
        ],
    );
    vec![
        ("places", places),
        ("status", status),
        ("change", object([("what", text_of("What was done.")), ("on", day("The day it was done."))], [])),
        ("backup", listed),
        ("restored", object(backup, [("kept", text_of("Where the file is kept that could not be understood."))])),
        ("merged", merged()),
        ("finding", finding),
        (
            "mistake",
            object(
                [
                    ("at", text_of("The file, with the line.")),
                    ("what", text_of("What is not understood, and what goes on.")),
                ],
                [],
            ),
        ),
    ]
}

/// A version that was taken in.
fn merged() -> Value {
    let kind = || text_of("What kind of record it is.");
    let keys = |what: &str| {
        let key = object([("kind", kind()), ("id", text_of("Its id."))], []);
        json!({ "type": "array", "items": key, "description": what })
    };
    let value = |what: &str| json!({ "description": what });
    let clash = object(
        [
            ("kind", kind()),
            ("id", text_of("The id of the record.")),
            ("field", text_of("The field, with a dot for each step inside.")),
            ("here", value("What the plan says; null where it says nothing.")),
            ("there", value("What the version says; null where it says nothing.")),
        ],
        [],
    );
    object(
        [
            ("file", text_of("The file with the version.")),
            ("difference", text_of("What it changes in the plan, in words; empty where it says nothing new.")),
            ("more", keys("Records that came in.")),
            ("fewer", keys("Records that went.")),
            ("changed", keys("Records that say something else now.")),
            ("clashes", list(clash)),
            ("kept", or_null(text_of("Where the version is now, if it was put away."))),
        ],
        [],
    )
}
