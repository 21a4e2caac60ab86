//! Every answer of the suite is held against the API's description.

use std::sync::OnceLock;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use server::http::openapi;

fn document() -> &'static Value {
    static DOCUMENT: OnceLock<Value> = OnceLock::new();
    DOCUMENT.get_or_init(openapi::document)
}

/// Asserts that the description allows this answer. Paths that it does not know are nobody's promise.
pub fn assert_described(method: &Method, path: &str, status: StatusCode, body: &str) {
    let path = path.split('?').next().unwrap_or_default();
    let Some((template, item)) = path.strip_prefix("/api").and_then(operation_path) else {
        return;
    };
    let Some(operation) = item.get(method.as_str().to_lowercase()) else {
        return;
    };
    let what = format!("{method} {template} answered {}", status.as_u16());
    let response = &operation["responses"][status.as_str()];
    // An internal error is nobody's promise; the test that meets one says so itself.
    assert!(
        response.is_object() || status.is_server_error(),
        "{what}, which is not described: {body}"
    );
    let response = match response["$ref"].as_str() {
        Some(reference) => &document()["components"]["responses"][reference.rsplit('/').next().unwrap()],
        None => response,
    };
    let Some(schema) = response["content"]["application/json"].get("schema") else {
        assert!(
            response["content"].is_object() || body.is_empty(),
            "{what} with a body: {body}"
        );
        return;
    };
    let root = json!({ "allOf": [schema], "components": { "schemas": document()["components"]["schemas"] } });
    let validator = jsonschema::draft202012::options().build(&root).unwrap();
    let body: Value = serde_json::from_str(body).unwrap_or_else(|_| panic!("{what} without JSON: {body}"));
    let errors: Vec<String> = validator
        .iter_errors(&body)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{what} with {errors:#?}\n{body:#}");
}

/// The described path that a request's path meets; one without parameters wins.
fn operation_path(path: &str) -> Option<(&'static String, &'static Value)> {
    let wanted: Vec<&str> = path.split('/').collect();
    let meets = |template: &str| {
        let parts: Vec<&str> = template.split('/').collect();
        let alike = |(part, wanted): (&&str, &&str)| part == wanted || part.starts_with('{');
        parts.len() == wanted.len() && parts.iter().zip(&wanted).all(alike)
    };
    let paths = document()["paths"].as_object().unwrap();
    paths
        .iter()
        .filter(|(template, _)| meets(template))
        .min_by_key(|(template, _)| template.matches('{').count())
}
