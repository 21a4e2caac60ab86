//! `GET /openapi.json`: what the API takes and answers, made from the routes, their types and the access table.

mod bodies;
mod event_body;
mod page_parameters;
mod polish;

pub use event_body::{EventAnswer, EventBody};

use std::sync::OnceLock;

use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::router;

const DESCRIPTION: &str = "Scores the users of a web product so that its team can find bots, fake sign-ups, \
duplicate accounts and account takeovers. Every path is below `/api`. Keys of bodies are camelCase, times are \
ISO-8601 in UTC with milliseconds, ids in paths are percent-encoded. No answer is a redirect.";

/// The description, whole.
pub fn document() -> Value {
    let mut document = serde_json::to_value(router::description()).unwrap_or_default();
    document["info"] = json!({
        "title": "Dregs",
        "version": env!("CARGO_PKG_VERSION"),
        "description": DESCRIPTION,
        "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
    });
    document["servers"] = json!([{ "url": "/api" }]);
    polish::polish(&mut document);
    document
}

/// The description as a file: what `docs/openapi.json` holds.
pub fn text() -> String {
    let mut text = serde_json::to_string_pretty(&document()).unwrap_or_default();
    text.push('\n');
    text
}

/// Hands the description out.
pub async fn serve() -> Response {
    static TEXT: OnceLock<String> = OnceLock::new();
    let text = TEXT.get_or_init(text).as_str();
    ([(CONTENT_TYPE, "application/json")], text).into_response()
}
