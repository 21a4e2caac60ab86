//! A post of events: whose key, from which page, and what.

use std::sync::Arc;

use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use serde_json::{Map, Value, json};

use super::{client_address, json};
use crate::auth::callers::{Shown, public_credential, secret_credential, shown};
use crate::auth::vault::Holder;
use crate::domain::incoming::Sender;
use crate::domain::strict_json;
use crate::error::Error;
use crate::outbound::webhook::HOP_HEADER;
use crate::state::AppState;
use crate::store::credentials::LiveCredential;
use crate::store::ingest::KeyKind;

/// Bytes of a batch.
const MAX_BATCH_BYTES: usize = 2 << 20;
/// Characters of a refusal or an origin that are kept: both may quote what the caller sent.
const MAX_SHOWN_CHARS: usize = 300;
/// Events of a batch.
const MAX_BATCH_EVENTS: usize = 500;

/// A checked post; its events are not checked yet.
pub struct EventSubmission {
    /// Whose key it came with.
    pub credential: LiveCredential,
    /// Who sent it.
    pub sender: Sender,
    /// What was sent.
    pub events: Submitted,
    /// Size of the body.
    pub bytes: usize,
}

/// One event or several.
pub enum Submitted {
    /// One.
    One(Value),
    /// A batch.
    Batch(Vec<Value>),
}

/// Which page may read the answer. Decided while the request is read, needed also when it is refused.
#[derive(Default)]
pub struct Readable(Option<HeaderValue>);

impl Readable {
    /// Any page. The answer holds nothing that its sender does not know, and no cookies are involved.
    pub fn by_anyone(&mut self) {
        self.0 = Some(HeaderValue::from_static("*"));
    }

    /// No page.
    pub fn by_nobody(&mut self) {
        self.0 = None;
    }

    /// Writes the header.
    pub fn apply(self, response: &mut Response) {
        let headers = response.headers_mut();
        if let Some(origin) = self.0 {
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            headers.insert(
                header::ACCESS_CONTROL_EXPOSE_HEADERS,
                HeaderValue::from_static("retry-after, x-request-id"),
            );
        }
        headers.insert(
            "cross-origin-resource-policy",
            HeaderValue::from_static("cross-origin"),
        );
    }
}

/// Reads a post of events. What is refused after its credential is known is reported to its owner.
pub async fn read(
    state: &AppState,
    request: Request,
    readable: &mut Readable,
) -> Result<EventSubmission, Error> {
    let (parts, body) = request.into_parts();
    readable.by_anyone();
    if parts.headers.contains_key(HOP_HEADER) {
        // Forwarded here with all of its headers, it would cause the next one.
        return Err(Error::Forbidden("a webhook of Dregs cannot be an event of Dregs"));
    }
    let media_type = json::media_type(&parts.headers);
    if !matches!(media_type, Some("application/json" | "text/plain")) {
        return Err(Error::UnsupportedMediaType(
            "send JSON, with the content type application/json or text/plain",
        ));
    }
    let plain = media_type == Some("text/plain");
    let in_header = key_in_header(&parts.headers, state.is_https())?;
    // A key in the header is checked before the body is read.
    let early = match &in_header {
        Some(key) => Some(open(state, &parts, key, readable).await?),
        None if plain => None,
        None => return Err(Error::Unauthorized),
    };
    let request = Request::from_parts(parts.clone(), body);
    // Without a key up front nobody vouches for the size.
    let limit = if early.is_some() {
        MAX_BATCH_BYTES
    } else {
        json::MAX_BODY_BYTES
    };
    let bytes = json::read(request, state, limit)
        .await
        .map_err(|error| report(state, early.as_ref(), &parts, error))?;
    let parsed = strict_json::parse(&bytes).map_err(|reason| Error::BadRequest(format!("body: {reason}")));
    let mut body = match parsed.map_err(|error| report(state, early.as_ref(), &parts, error))? {
        Value::Object(body) => body,
        _ => {
            return Err(report(
                state,
                early.as_ref(),
                &parts,
                Error::BadRequest("body: must be a JSON object".to_owned()),
            ));
        }
    };
    let in_body = body.remove("key");
    let (credential, key_kind) = match early {
        Some(opened) => opened,
        None => {
            let key = in_body
                .as_ref()
                .and_then(Value::as_str)
                .filter(|key| key.starts_with("pk_"));
            let key = Shown::Public(key.ok_or(Error::Unauthorized)?.to_owned());
            open(state, &parts, &key, readable).await?
        }
    };
    let opened = (credential, key_kind);
    let events = split(body, bytes.len()).map_err(|error| report(state, Some(&opened), &parts, error))?;
    let (credential, key_kind) = opened;
    Ok(EventSubmission {
        sender: sender(state, &parts, &credential, key_kind),
        credential,
        events,
        bytes: bytes.len(),
    })
}

/// The key in the header, if one is there.
fn key_in_header(headers: &HeaderMap, https: bool) -> Result<Option<Shown>, Error> {
    match shown(headers, https) {
        Ok(key @ (Shown::Public(_) | Shown::Secret(_))) => Ok(Some(key)),
        // A cookie is nobody's business here: pages post without credentials.
        Ok(Shown::Token {
            from_cookie: true, ..
        }) => Ok(None),
        Ok(Shown::Token { .. }) => Err(Error::Unauthorized),
        Err(error) if headers.contains_key(header::AUTHORIZATION) => Err(error),
        Err(_) => Ok(None),
    }
}

type Opened = (LiveCredential, KeyKind);

/// Finds the credential, and for a public key checks the page.
async fn open(
    state: &AppState,
    parts: &Parts,
    key: &Shown,
    readable: &mut Readable,
) -> Result<Opened, Error> {
    let address = client_address::of(&parts.extensions);
    let opened = match key {
        Shown::Secret(key) => (secret_credential(state, address, key).await?, KeyKind::Server),
        Shown::Public(key) => (public_credential(state, address, key).await?, KeyKind::Browser),
        Shown::Token { .. } => return Err(Error::Unauthorized),
    };
    if opened.1 == KeyKind::Browser
        && let Err(error) = check_page(&opened.0, &parts.headers)
    {
        readable.by_nobody();
        return Err(report(state, Some(&opened), parts, error));
    }
    Ok(opened)
}

/// Whether the page may use the public key: its origin is on the list, letter by letter.
pub fn check_page(credential: &LiveCredential, headers: &HeaderMap) -> Result<(), Error> {
    if credential.allowed_origins.is_empty() {
        return Ok(());
    }
    let mut origins = headers.get_all(header::ORIGIN).iter();
    let origin = origins.next().and_then(|origin| origin.to_str().ok());
    match (origin, origins.next()) {
        (Some(origin), None) if credential.allowed_origins.iter().any(|allowed| allowed == origin) => Ok(()),
        (Some(origin), None) => Err(Error::OriginNotAllowed(origin.chars().take(200).collect())),
        _ => Err(Error::OriginNotAllowed("a request without an origin".to_owned())),
    }
}

/// One event or a batch, by its size and shape.
fn split(mut body: Map<String, Value>, bytes: usize) -> Result<Submitted, Error> {
    let Some(events) = body.remove("events") else {
        if bytes > json::MAX_BODY_BYTES {
            return Err(Error::TooLarge(json::MAX_BODY_BYTES >> 10));
        }
        return Ok(Submitted::One(Value::Object(body)));
    };
    match events {
        Value::Array(events) if (1..=MAX_BATCH_EVENTS).contains(&events.len()) => {
            Ok(Submitted::Batch(events))
        }
        _ => Err(Error::BadRequest(format!(
            "events: must be a list of 1 to {MAX_BATCH_EVENTS} events"
        ))),
    }
}

fn sender(state: &AppState, parts: &Parts, credential: &LiveCredential, key_kind: KeyKind) -> Sender {
    let signed = credential.require_signature && key_kind == KeyKind::Browser;
    // Without a secret that can be read, no signature is right.
    let secret = || {
        let sealed = credential.signing_secret.as_deref()?;
        let opened = state.vault.open(Holder::Credential(credential.id), sealed);
        opened
            .inspect_err(
                |error| tracing::error!(%error, credential = credential.id, "cannot check signatures"),
            )
            .ok()
    };
    Sender {
        key_kind,
        credential_id: Some(credential.id),
        signing_secret: signed.then(|| secret().unwrap_or_default()),
        ip: client_address::of(&parts.extensions),
        user_agent: parts
            .headers
            .get(header::USER_AGENT)
            .and_then(|value| value.to_str().ok())
            .map(str::to_owned),
        request: request(&parts.headers),
        received_at: state.clock.now(),
        sensitive_keys: Arc::clone(&credential.sensitive_keys),
    }
}

/// What every browser says with every post, each beside its name in a device record.
fn request(headers: &HeaderMap) -> Value {
    let said = |name: &str| {
        let value = headers.get(name).and_then(|value| value.to_str().ok());
        value.map(|text| text.chars().take(MAX_SHOWN_CHARS).collect::<String>())
    };
    json!({
        "acceptLanguage": said("accept-language"),
        "acceptEncoding": said("accept-encoding"),
        "fetchSite": said("sec-fetch-site"),
    })
}

/// Tells the credential's owner about a refusal, and hands the error on.
fn report(state: &AppState, opened: Option<&Opened>, parts: &Parts, error: Error) -> Error {
    if let Some((credential, _)) = opened {
        report_refusal(state, credential, &parts.headers, &error);
    }
    error
}

/// Tells the credential's owner about a refusal.
pub fn report_refusal(state: &AppState, credential: &LiveCredential, headers: &HeaderMap, error: &Error) {
    let origin = headers
        .get(header::ORIGIN)
        .and_then(|origin| origin.to_str().ok());
    let origin = origin.map(|origin| origin.chars().take(MAX_SHOWN_CHARS).collect());
    let (_, code) = error.status_and_code();
    state.rejections.report(
        credential.account,
        code,
        error.to_string().chars().take(MAX_SHOWN_CHARS).collect(),
        origin,
        state.clock.now(),
    );
}
