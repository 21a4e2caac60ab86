//! What is the same for every route is written once, here: callers, errors, headers, and which fields are always there.

use std::collections::BTreeSet;

use app::types::member::Role;
use axum::http::Method;
use serde_json::{Map, Value, json};

use super::{bodies, event_body};
use crate::http::access::{self, Access};

/// Answers that many routes share: name, status, and when.
const SHARED: [(&str, &str, &str); 8] = [
    (
        "BadRequest",
        "400",
        "Malformed; the message begins with the field.",
    ),
    (
        "Unauthorized",
        "401",
        "The key or token is missing, unknown, disabled, revoked or expired.",
    ),
    ("Forbidden", "403", "The caller is known and may not do this."),
    (
        "NotFound",
        "404",
        "Does not exist, or belongs to somebody else: the same body.",
    ),
    ("TooLarge", "413", "The body is larger than allowed."),
    ("UnsupportedMediaType", "415", "Not JSON, or a compressed body."),
    (
        "TooManyRequests",
        "429",
        "A rate limit; try again after `Retry-After` seconds.",
    ),
    (
        "Unavailable",
        "503",
        "Too much is going on; try again after `Retry-After` seconds.",
    ),
];

/// Completes the description.
pub fn polish(document: &mut Value) {
    let paths = document["paths"]
        .as_object_mut()
        .map(std::mem::take)
        .unwrap_or_default();
    let mut finished = Map::new();
    for (path, mut item) in paths {
        for (method, operation) in item.as_object_mut().into_iter().flatten() {
            if let Some(operation) = operation.as_object_mut() {
                let tag = path.split('/').nth(1).unwrap_or_default().to_owned();
                operation.insert("tags".to_owned(), json!([tag]));
                let method = Method::from_bytes(method.to_uppercase().as_bytes()).unwrap_or_default();
                complete(operation, access::of(&method, &path), path.contains('{'));
            }
        }
        finished.insert(path, item);
    }
    document["paths"] = Value::Object(finished);
    document["tags"] = tags();
    document["components"]["responses"] = shared_answers();
    document["components"]["securitySchemes"] = schemes();
    let sent = sent(document);
    say_what_is_always_there(document, &sent);
    event_body::tell_batches_apart(&mut document["components"]["schemas"]);
    bodies::describe(&mut document["components"]["schemas"], &sent);
}

/// Resources, in the order of the access table.
fn tags() -> Value {
    let mut names: Vec<&str> = Vec::new();
    for (_, path, _) in access::TABLE {
        let name = path.split('/').nth(1).unwrap_or_default();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.into_iter().map(|name| json!({ "name": name })).collect()
}

/// One operation: who may call it, what it can fail with, and what comes with every answer.
fn complete(operation: &mut Map<String, Value>, access: Option<Access>, has_id: bool) {
    let (security, callers) = callers(access);
    operation.insert("security".to_owned(), security);
    let description = match operation.get("description").and_then(Value::as_str) {
        Some(text) => format!("{text}\n\n{callers}"),
        None => callers.to_owned(),
    };
    operation.insert("description".to_owned(), json!(description));
    let has_body = operation.contains_key("requestBody");
    let parameters = operation.get_mut("parameters").and_then(Value::as_array_mut);
    let has_parameters = parameters.as_ref().is_some_and(|list| !list.is_empty());
    for parameter in parameters.into_iter().flatten() {
        parameter.get_mut("schema").into_iter().for_each(never_null);
        if parameter["in"] == "query" {
            parameter
                .get_mut("schema")
                .into_iter()
                .for_each(bodies::hold_text);
            if parameter["required"] == false {
                // An empty one is not there: forms send their empty fields.
                parameter["allowEmptyValue"] = json!(true);
            }
        }
    }
    let mut statuses = vec!["429", "503"];
    if !matches!(access, Some(Access::Anyone)) {
        statuses.extend(["401", "403"]);
    }
    if has_body {
        // Also where everybody may call: not with another site's page as the caller.
        statuses.extend(["400", "403", "413", "415"]);
    }
    if has_parameters {
        statuses.push("400");
    }
    if has_id {
        statuses.push("404");
    }
    let Some(responses) = operation.get_mut("responses").and_then(Value::as_object_mut) else {
        return;
    };
    for (name, status, _) in SHARED.iter().filter(|(_, status, _)| statuses.contains(status)) {
        let reference = json!({ "$ref": format!("#/components/responses/{name}") });
        responses.entry((*status).to_owned()).or_insert(reference);
    }
    for response in responses
        .values_mut()
        .filter(|response| response.get("$ref").is_none())
    {
        response["headers"]["X-Request-Id"] = request_id();
    }
}

/// Who may call, for programs and in words.
fn callers(access: Option<Access>) -> (Value, &'static str) {
    let role = |role: Role| match role {
        Role::Viewer => "Members of any role.",
        Role::Analyst => "Members from analyst up.",
        Role::Admin => "Members from admin up.",
        Role::Owner => "Owners.",
    };
    match access {
        None | Some(Access::Anyone) => (json!([]), "Callers: everybody."),
        Some(Access::AnyKey) => (
            json!([{ "secretKey": [] }, { "publicKey": [] }]),
            "Callers: servers with a secret key, and pages with a public key (also as `\"key\"` in a body that is sent \
             as `text/plain`). Pages may leave `identity` out, use types of `a-z 0-9 _`, and send the id as `dregs-` and a UUID.",
        ),
        Some(Access::OwnDevice) => (
            json!([{ "secretKey": [] }, { "token": [] }, { "publicKey": [] }]),
            "Callers: secret key, members of any role; and a page with a public key, for its own device.",
        ),
        Some(Access::Account(Role::Viewer)) => (
            json!([{ "secretKey": [] }, { "token": [] }]),
            "Callers: secret key, members of any role.",
        ),
        Some(Access::Account(_)) => (
            json!([{ "secretKey": [] }, { "token": [] }]),
            "Callers: secret key, members from analyst up.",
        ),
        Some(Access::Member(least)) => (json!([{ "token": [] }]), role(least)),
    }
}

fn schemes() -> Value {
    let bearer =
        |description: &str| json!({ "type": "http", "scheme": "bearer", "description": description });
    json!({
        "secretKey": bearer("`sk_…`: acts as the account. For servers only."),
        "publicKey": bearer("`pk_…`: sends events, and reads the caller's own device. For pages."),
        "token": bearer("A member's token, from `POST /auth/login`. The dashboard carries it in a cookie."),
    })
}

fn shared_answers() -> Value {
    let answer = |(name, status, description): (&str, &str, &str)| {
        let mut headers = json!({ "X-Request-Id": request_id() });
        if matches!(status, "429" | "503") {
            headers["Retry-After"] =
                json!({ "description": "Seconds to wait.", "schema": { "type": "integer", "minimum": 1 } });
        }
        let body = json!({
            "description": description,
            "headers": headers,
            "content": { "application/json": { "schema": { "$ref": "#/components/schemas/ErrorBody" } } },
        });
        (name.to_owned(), body)
    };
    Value::Object(SHARED.into_iter().map(answer).collect())
}

fn request_id() -> Value {
    json!({ "description": "Under which the server's log can be searched.", "schema": { "type": "string" } })
}

/// A parameter is there or not; it is never null.
fn never_null(schema: &mut Value) {
    if let Some(types) = schema["type"].as_array() {
        let kept: Vec<_> = types.iter().filter(|kind| *kind != "null").cloned().collect();
        schema["type"] = kept.first().cloned().unwrap_or_default();
    }
    let options = schema["oneOf"].as_array().cloned().unwrap_or_default();
    if let [null, other] = options.as_slice()
        && null["type"] == "null"
    {
        *schema = other.clone();
    }
}

/// Names of the schemas that bodies of requests are made of.
fn sent(document: &Value) -> BTreeSet<String> {
    let mut sent = BTreeSet::new();
    let bodies: Vec<Value> = document["paths"]
        .as_object()
        .into_iter()
        .flatten()
        .flat_map(|(_, item)| item.as_object().into_iter().flatten())
        .map(|(_, operation)| operation["requestBody"].clone())
        .collect();
    let schemas = &document["components"]["schemas"];
    bodies
        .iter()
        .for_each(|body| references(body, schemas, &mut sent));
    sent
}

/// In answers a field that may be null is there all the same: only bodies of requests leave fields out.
fn say_what_is_always_there(document: &mut Value, sent: &BTreeSet<String>) {
    for (name, schema) in document["components"]["schemas"]
        .as_object_mut()
        .into_iter()
        .flatten()
    {
        if !sent.contains(name) {
            always(schema);
        }
    }
}

/// Names of all schemas that `value` speaks of.
fn references(value: &Value, schemas: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            let name = map
                .get("$ref")
                .and_then(Value::as_str)
                .and_then(|path| path.rsplit('/').next());
            if let Some(name) = name
                && found.insert(name.to_owned())
            {
                references(&schemas[name], schemas, found);
            }
            map.values().for_each(|value| references(value, schemas, found));
        }
        Value::Array(list) => list.iter().for_each(|value| references(value, schemas, found)),
        _ => {}
    }
}

fn always(schema: &mut Value) {
    let nullable = |field: &Value| {
        field["type"]
            .as_array()
            .is_some_and(|types| types.iter().any(|kind| kind == "null"))
            || field["oneOf"]
                .as_array()
                .is_some_and(|options| options.iter().any(|option| option["type"] == "null"))
    };
    let mut required: BTreeSet<String> = schema["required"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|name| name.as_str().map(str::to_owned))
        .collect();
    for (name, field) in schema["properties"].as_object().into_iter().flatten() {
        if nullable(field) {
            required.insert(name.clone());
        }
    }
    if !required.is_empty() {
        schema["required"] = required.into_iter().map(Value::from).collect();
    }
    let parts = schema.get_mut("oneOf").and_then(Value::as_array_mut);
    parts.into_iter().flatten().for_each(always);
}
