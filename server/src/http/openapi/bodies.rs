//! What holds for the body of every request, whatever its route, is written into the schemas here.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::domain::strict_json::MAX_KEYS;

/// Text without NUL, which no database of ours would keep.
const NO_NUL: &str = "^[^\\u0000]*$";
/// Name of the schema of what the customer's own side decides.
const ANYTHING: &str = "Anything";

/// Completes the schemas that bodies of requests are made of.
pub fn describe(schemas: &mut Value, sent: &BTreeSet<String>) {
    for name in sent {
        if let Some(schema) = schemas.get_mut(name) {
            hold(schema);
        }
    }
    schemas[ANYTHING] = anything();
}

/// A text holds no NUL, wherever it comes from.
pub fn hold_text(schema: &mut Value) {
    let is_text = |kind: &Value| kind == "string";
    let kind = &schema["type"];
    let free = ["pattern", "enum", "format"]
        .iter()
        .all(|key| schema.get(key).is_none());
    if free && (is_text(kind) || kind.as_array().is_some_and(|kinds| kinds.iter().any(is_text))) {
        schema["pattern"] = json!(NO_NUL);
    }
}

fn hold(schema: &mut Value) {
    hold_text(schema);
    let open = match schema.get("additionalProperties") {
        None => schema.get("properties").is_some(),
        Some(more) => *more == json!({}),
    };
    if open {
        schema["additionalProperties"] = json!({ "$ref": format!("#/components/schemas/{ANYTHING}") });
        schema["propertyNames"] = json!({ "pattern": NO_NUL });
        schema["maxProperties"] = json!(MAX_KEYS);
    }
    let fields = schema.get_mut("properties").and_then(Value::as_object_mut);
    fields.into_iter().flatten().for_each(|(_, field)| hold(field));
    for key in ["oneOf", "anyOf", "allOf"] {
        let parts = schema.get_mut(key).and_then(Value::as_array_mut);
        parts.into_iter().flatten().for_each(hold);
    }
    schema.get_mut("items").into_iter().for_each(hold);
}

/// Any JSON: each of these words is about one kind of value, and says nothing of the others.
fn anything() -> Value {
    let itself = json!({ "$ref": format!("#/components/schemas/{ANYTHING}") });
    json!({
        "description": "Any JSON without NUL characters. Whole numbers are of 64 bits, and data nests at most 8 levels deep.",
        "pattern": NO_NUL,
        "items": itself,
        "additionalProperties": itself,
        "propertyNames": { "pattern": NO_NUL },
        "maxProperties": MAX_KEYS,
    })
}
