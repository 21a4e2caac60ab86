//! `/docs/explorer`: the API's description, to read and to try, by Swagger UI from inside the binary.

use std::sync::Arc;

use axum::extract::Path;
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use utoipa_swagger_ui::Config;

use crate::error::Error;

/// What starts the explorer.
const START: &str = include_str!("explorer.js");

/// The page. Whoever is signed in calls as themselves; a key can be entered under *Authorize*.
pub async fn page() -> Response {
    let head = "<link rel=\"stylesheet\" href=\"/docs/explorer/swagger-ui.css\">\
                <script src=\"/docs/explorer/swagger-ui-bundle.js\" defer></script><script src=\"/docs/explorer/start.js\" defer></script>";
    let body = "<h1>API explorer</h1><p>Every call of the API, from the same description as <a href=\"/openapi.json\">openapi.json</a>. \
                Calls go to this server: as you, if you are signed in, or with the key that you enter under <em>Authorize</em>.</p>\
                <div id=\"explorer\"></div>";
    super::framed("API explorer", "explorer", head, body)
}

/// Its files.
pub async fn file(Path(name): Path<String>) -> Response {
    if name == "start.js" {
        return ([(CONTENT_TYPE, "text/javascript; charset=utf-8")], START).into_response();
    }
    let shown = ["swagger-ui.css", "swagger-ui-bundle.js"].contains(&name.as_str());
    let found = utoipa_swagger_ui::serve(&name, Arc::new(Config::from("/openapi.json")));
    let Some(file) = found.ok().flatten().filter(|_| shown) else {
        return Error::NotFound.into_response();
    };
    let mut response = ([(CONTENT_TYPE, file.content_type)], file.bytes.into_owned()).into_response();
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600"));
    if file.gzpipped {
        // Every browser unpacks it, and nobody else asks for it.
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    response
}
