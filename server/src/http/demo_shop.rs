//! `/demo/`: a small shop with the real snippet, so that anyone can watch themselves arrive.

use app::types::ids::public_key::PublicKey;
use axum::extract::Query;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;

use crate::auth::keys::random_text;

const PAGE: &str = include_str!("demo_shop/shop.html");
const SCRIPT: &str = include_str!("demo_shop/shop.js");
const STYLE: &str = include_str!("demo_shop/shop.css");

/// Whose shop it is.
#[derive(Deserialize)]
pub struct ShopQuery {
    key: Option<String>,
}

/// The shop's page, with the snippet for the given public key.
pub async fn page(Query(query): Query<ShopQuery>) -> Response {
    let key = query.key.and_then(|key| key.parse::<PublicKey>().ok());
    let nonce = random_text(24);
    let page = PAGE
        .replace("{{nonce}}", &nonce)
        .replace("{{key}}", key.as_ref().map_or("", PublicKey::as_str))
        .replace("{{state}}", if key.is_some() { "open" } else { "closed" });
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    let mut response = Html(page).into_response();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// What the shop does.
pub async fn script() -> impl IntoResponse {
    ([(CONTENT_TYPE, "text/javascript; charset=utf-8")], SCRIPT)
}

/// How the shop looks.
pub async fn style() -> impl IntoResponse {
    ([(CONTENT_TYPE, "text/css; charset=utf-8")], STYLE)
}
