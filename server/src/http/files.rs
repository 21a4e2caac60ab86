//! Files inside the binary: the dashboard's, the browser script, and the demo shop.

use axum::Router;
use axum::body::Body;
use axum::extract::Path;
use axum::http::HeaderValue;
use axum::http::header::{
    ACCEPT_ENCODING, ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, HeaderMap,
    VARY,
};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use rust_embed::RustEmbed;

use super::demo_shop;
use crate::error::Error;
use crate::state::AppState;

/// What `cargo xtask build` made of the dashboard. Debug builds read it from the disk.
#[derive(RustEmbed)]
#[folder = "site/"]
#[allow_missing = true]
struct Site;

/// A name with a hash in it never means anything else.
const FOREVER: &str = "public, max-age=31536000, immutable";
/// A name without one is asked for again soon.
const SHORTLY: &str = "public, max-age=300";

/// Routes of all files.
pub fn router() -> Router<AppState> {
    Router::new()
        .route("/assets/{*path}", get(asset))
        .route(
            "/favicon.svg",
            get(async |headers: HeaderMap| site_file("favicon.svg", &headers, SHORTLY)),
        )
        .route(
            "/dregs.js",
            get(async |headers: HeaderMap| script(&headers, SHORTLY)),
        )
        .route(
            &format!("/dregs.{}.js", tracker::VERSION),
            get(async |headers: HeaderMap| script(&headers, FOREVER)),
        )
        .route(
            "/dregs.js.map",
            get(async || ([(CONTENT_TYPE, "application/json")], tracker::SOURCE_MAP)),
        )
        .route("/demo/", get(demo_shop::page))
        .route("/demo/shop.js", get(demo_shop::script))
        .route("/demo/shop.css", get(demo_shop::style))
}

/// Where the dashboard's files are, by the manifest that was written with them.
pub fn dashboard_assets() -> app::Assets {
    let manifest = Site::get("manifest.json");
    let manifest: serde_json::Value = manifest
        .and_then(|file| serde_json::from_slice(&file.data).ok())
        .unwrap_or_default();
    let path = |name: &str| {
        manifest
            .get(name)
            .and_then(serde_json::Value::as_str)
            .unwrap_or_default()
            .to_owned()
    };
    app::Assets {
        script: path("script"),
        wasm: path("wasm"),
        style: path("style"),
    }
}

async fn asset(Path(path): Path<String>, headers: HeaderMap) -> Response {
    site_file(&format!("assets/{path}"), &headers, FOREVER)
}

/// A file of the dashboard, in the best encoding that the browser takes and we have.
fn site_file(path: &str, headers: &HeaderMap, cache: &'static str) -> Response {
    let media_type = media_type(path);
    for encoding in [Encoding::Brotli, Encoding::Gzip, Encoding::Plain] {
        if !encoding.is_accepted(headers) {
            continue;
        }
        if let Some(file) = Site::get(&format!("{path}{}", encoding.suffix())) {
            return respond(Body::from(file.data.into_owned()), media_type, encoding, cache);
        }
    }
    Error::NotFound.into_response()
}

/// `dregs.js`, which pages of any site may load.
fn script(headers: &HeaderMap, cache: &'static str) -> Response {
    let (body, encoding) = if Encoding::Brotli.is_accepted(headers) {
        (Body::from(tracker::SCRIPT_BROTLI), Encoding::Brotli)
    } else if Encoding::Gzip.is_accepted(headers) {
        (Body::from(tracker::SCRIPT_GZIP), Encoding::Gzip)
    } else {
        (Body::from(tracker::SCRIPT), Encoding::Plain)
    };
    let mut response = respond(body, "text/javascript; charset=utf-8", encoding, cache);
    let headers = response.headers_mut();
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(
        "cross-origin-resource-policy",
        HeaderValue::from_static("cross-origin"),
    );
    headers.insert("sourcemap", HeaderValue::from_static("/dregs.js.map"));
    response
}

fn respond(body: Body, media_type: &'static str, encoding: Encoding, cache: &'static str) -> Response {
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(cache));
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(name) = encoding.name() {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static(name));
    }
    response
}

/// How a file can be packed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Brotli,
    Gzip,
    Plain,
}

impl Encoding {
    const fn name(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
            Self::Plain => None,
        }
    }

    const fn suffix(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
            Self::Plain => "",
        }
    }

    fn is_accepted(self, headers: &HeaderMap) -> bool {
        let Some(name) = self.name() else { return true };
        let accepted = headers
            .get_all(ACCEPT_ENCODING)
            .iter()
            .filter_map(|value| value.to_str().ok());
        accepted.flat_map(|text| text.split(',')).any(|part| {
            let mut parts = part.split(';').map(str::trim);
            parts.next() == Some(name) && !parts.any(|weight| matches!(weight, "q=0" | "q=0.0"))
        })
    }
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}
