//! JSON in the body, read strictly, with the offending field named.

use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{HeaderMap, header};
use serde::de::DeserializeOwned;

use crate::domain::strict_json;
use crate::error::Error;
use crate::state::AppState;

/// Bytes of any body but a batch of events.
pub const MAX_BODY_BYTES: usize = 256 << 10;

/// A JSON body.
pub struct JsonBody<T>(pub T);

impl<T: DeserializeOwned> FromRequest<AppState> for JsonBody<T> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, Error> {
        if media_type(request.headers()) != Some("application/json") {
            return Err(Error::UnsupportedMediaType(
                "send JSON, with the content type application/json",
            ));
        }
        let bytes = read(request, state, MAX_BODY_BYTES).await?;
        let value =
            strict_json::parse(&bytes).map_err(|reason| Error::BadRequest(format!("body: {reason}")))?;
        // A list would be read as the fields of a body in their order.
        if !value.is_object() {
            return Err(Error::BadRequest("body: must be a JSON object".to_owned()));
        }
        named(value).map(Self)
    }
}

/// Reads a checked document into its type, naming the field that does not fit.
pub fn named<T: DeserializeOwned>(value: serde_json::Value) -> Result<T, Error> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let path = error.path().to_string();
        let reason = error.into_inner();
        Error::BadRequest(if path == "." {
            format!("body: {reason}")
        } else {
            format!("{path}: {reason}")
        })
    })
}

/// Reads the whole body, up to a limit; packed bodies are not unpacked.
pub async fn read(request: Request, state: &AppState, limit: usize) -> Result<Bytes, Error> {
    if request.headers().contains_key(header::CONTENT_ENCODING) {
        return Err(Error::UnsupportedMediaType(
            "send the body without a content encoding",
        ));
    }
    let declared = request
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse().ok());
    if declared.is_some_and(|length: usize| length > limit) {
        return Err(Error::TooLarge(limit >> 10));
    }
    let (parts, body) = request.into_parts();
    let body = http_body_util::Limited::new(body, limit);
    let request = Request::from_parts(parts, axum::body::Body::new(body));
    let read = tokio::time::timeout(state.body_patience, Bytes::from_request(request, state));
    let read = read.await.map_err(|_| Error::BodyTimedOut)?;
    read.map_err(|rejection| {
        // Too long, or the connection broke.
        if rejection.status() == Error::TooLarge(0).status_and_code().0 {
            Error::TooLarge(limit >> 10)
        } else {
            Error::BadRequest("the body could not be read".to_owned())
        }
    })
}

/// The media type of a body, without its parameters.
pub fn media_type(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    Some(value.split(';').next().unwrap_or_default().trim())
}
