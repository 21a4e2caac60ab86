//! Headers that tell browsers what our answers may do.

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderMap, HeaderName, HeaderValue, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::middleware::Next;
use axum::response::Response;

use crate::state::AppState;

/// Pages and API answers that set no policy of their own load nothing and are framed by nobody.
const STRICTEST_POLICY: &str =
    "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const YEAR_OF_TLS: &str = "max-age=31536000; includeSubDomains";
const NO_FEATURES: &str = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

/// Middleware: writes them where an answer has none of its own.
pub async fn add_security_headers(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let private = request.uri().path().starts_with("/api");
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    add(headers, X_CONTENT_TYPE_OPTIONS, "nosniff");
    add(headers, X_FRAME_OPTIONS, "DENY");
    add(headers, REFERRER_POLICY, "no-referrer");
    add(headers, CONTENT_SECURITY_POLICY, STRICTEST_POLICY);
    add(
        headers,
        HeaderName::from_static("permissions-policy"),
        NO_FEATURES,
    );
    add(
        headers,
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    );
    add(
        headers,
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    );
    if private {
        add(headers, CACHE_CONTROL, "no-store");
    }
    if state.is_https() {
        add(headers, STRICT_TRANSPORT_SECURITY, YEAR_OF_TLS);
    }
    response
}

fn add(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.entry(name).or_insert(HeaderValue::from_static(value));
}

/// The policy of dashboard pages: our own files, our own WebAssembly, and inline scripts that carry the nonce.
pub fn page_policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
         font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )
}
