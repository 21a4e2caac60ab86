//! One line: the envelope of an event, and what a server would have known of its arrival.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;

use app::types::ids::event_id::OWN_PREFIX;
use app::types::time::Timestamp;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use uuid::Builder;

use crate::domain::incoming::{self, Sender};
use crate::domain::strict_json;
use crate::store::ingest::{KeyKind, NewEvent};

/// How far another server's clock may be ahead of ours.
const MAX_AHEAD_MS: i64 = 5 * 60_000;

/// What holds for all lines.
#[derive(Clone, Default)]
pub struct Reading {
    /// The time now: nothing has arrived after it.
    pub now: i64,
    /// The account's own entries of the dataset `sensitive_keys`.
    pub sensitive_keys: Arc<BTreeMap<String, bool>>,
}

/// Why a line is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Which field is wrong, where it is one.
    pub field: Option<String>,
    /// What is wrong with it.
    pub reason: String,
}

/// Reads a line as it stands in a file. An event without an id gets one that its bytes give: the same line is the same
/// event, wherever it stands.
pub fn read(line: &[u8], reading: &Reading) -> Result<NewEvent, Refusal> {
    let value = strict_json::parse(line).map_err(|reason| Refusal {
        field: None,
        reason: format!(
            "not JSON: {}",
            reason.replace(" at line 1 column ", " at column ")
        ),
    })?;
    let named = value.get("id").is_some_and(|id| !id.is_null());
    let mut event = event(value, reading).map_err(|sentence| refusal(&sentence))?;
    if !named {
        event.event_id = id_of(line);
    }
    Ok(event)
}

/// Checks the value of a line.
///
/// # Errors
/// A sentence that begins with the name of the offending field.
pub fn event(line: Value, reading: &Reading) -> Result<NewEvent, String> {
    let Value::Object(mut line) = line else {
        return Err("an event must be a JSON object".to_owned());
    };
    let key_kind = key_kind(line.remove("key"))?;
    let arrived = field::<Timestamp>(line.remove("receivedAt").as_ref(), "receivedAt")?;
    let arrived = match arrived {
        Some(arrived) => arrived,
        None => field(line.get("timestamp"), "timestamp")?
            .ok_or("receivedAt: is required where there is no timestamp")?,
    };
    if arrived.millis() > reading.now.saturating_add(MAX_AHEAD_MS) {
        return Err("receivedAt: must not be in the future".to_owned());
    }
    let request: Option<Map<String, Value>> = field(line.remove("request").as_ref(), "request")?;
    let sender = Sender {
        key_kind,
        credential_id: None,
        signing_secret: None,
        ip: field::<IpAddr>(line.get("ip"), "ip")?.map(|ip| ip.to_canonical()),
        user_agent: field(line.get("userAgent"), "userAgent")?,
        request: request.map_or(Value::Null, Value::Object),
        received_at: arrived.millis(),
        sensitive_keys: Arc::clone(&reading.sensitive_keys),
    };
    incoming::parse(Value::Object(line), &sender)
}

/// Who sent it: the customer's server, unless the line says that a browser did.
fn key_kind(key: Option<Value>) -> Result<KeyKind, String> {
    match key {
        None | Some(Value::Null) => Ok(KeyKind::Server),
        Some(Value::String(key)) if key == "server" => Ok(KeyKind::Server),
        Some(Value::String(key)) if key == "browser" || key.starts_with("pk_") => Ok(KeyKind::Browser),
        Some(_) => Err("key: must be `server`, `browser` or a public key".to_owned()),
    }
}

fn field<T: DeserializeOwned>(value: Option<&Value>, name: &str) -> Result<Option<T>, String> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(value) => T::deserialize(value)
            .map(Some)
            .map_err(|error| format!("{name}: {error}")),
    }
}

/// A sentence of the checks, taken apart.
fn refusal(sentence: &str) -> Refusal {
    match sentence.split_once(": ") {
        Some((field, reason)) if !field.contains(char::is_whitespace) => Refusal {
            field: Some(field.to_owned()),
            reason: reason.to_owned(),
        },
        _ => Refusal {
            field: None,
            reason: sentence.to_owned(),
        },
    }
}

fn id_of(line: &[u8]) -> String {
    let digest = Sha256::digest(line);
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&digest[..16]);
    format!("{OWN_PREFIX}{}", Builder::from_custom_bytes(bytes).into_uuid())
}

#[cfg(test)]
mod tests {
    use super::{Reading, Refusal, read};
    use crate::store::ingest::KeyKind;

    const NOW: i64 = 1_795_176_000_000;

    fn refused(line: &str) -> (Option<String>, String) {
        let reading = Reading {
            now: NOW,
            ..Reading::default()
        };
        let Refusal { field, reason } = read(line.as_bytes(), &reading).unwrap_err();
        (field, reason)
    }

    fn taken(line: &str) -> crate::store::ingest::NewEvent {
        let reading = Reading {
            now: NOW,
            ..Reading::default()
        };
        read(line.as_bytes(), &reading).unwrap()
    }

    /// Events keep their own times, addresses and names, whoever sent them.
    #[test]
    fn lines_tell_of_their_arrival() {
        let server = taken(
            r#"{"type":"login","identity":{"id":7},"timestamp":"2024-01-02T03:04:05Z","receivedAt":"2024-01-02T03:04:06Z","ip":"203.0.113.7"}"#,
        );
        assert_eq!(server.key_kind, KeyKind::Server);
        assert_eq!(server.received_at - server.timestamp, 1_000);
        assert_eq!(server.ip.as_deref(), Some("203.0.113.7"));
        let browser = taken(
            r#"{"key":"pk_1","type":"dregs_init","receivedAt":"2024-01-02T03:04:06Z","userAgent":"A browser","device":{"language":"de"},"request":{"acceptLanguage":"de"}}"#,
        );
        assert_eq!(browser.key_kind, KeyKind::Browser);
        assert_eq!(browser.user_agent.as_deref(), Some("A browser"));
        assert_eq!(browser.device.unwrap()["request"]["acceptLanguage"], "de");
    }

    /// A line without an id is the same event whenever it is read, and another line another one.
    #[test]
    fn bytes_give_an_id() {
        let line = r#"{"type":"login","identity":{"id":"a"},"timestamp":"2024-01-02T03:04:05Z"}"#;
        let other = line.replace("05Z", "06Z");
        assert_eq!(taken(line).event_id, taken(line).event_id);
        assert_ne!(taken(line).event_id, taken(&other).event_id);
        assert!(taken(line).event_id.starts_with("dregs-"));
        let named = line.replacen('{', r#"{"id":"e1","#, 1);
        assert_eq!(taken(&named).event_id, "e1");
    }

    /// What is wrong is named.
    #[test]
    fn refusals_name_the_field() {
        for (line, field) in [
            ("{", None),
            ("[]", None),
            (r#"{"a":1,"a":2}"#, None),
            (r#"{"type":"a","identity":{"id":"a"}}"#, Some("receivedAt")),
            (
                r#"{"type":"a","identity":{"id":"a"},"receivedAt":"yesterday"}"#,
                Some("receivedAt"),
            ),
            (
                r#"{"type":"a","identity":{"id":"a"},"receivedAt":"2999-01-01T00:00:00Z"}"#,
                Some("receivedAt"),
            ),
            (
                r#"{"key":"sk_1","type":"a","identity":{"id":"a"},"timestamp":"2024-01-01T00:00:00Z"}"#,
                Some("key"),
            ),
            (
                r#"{"type":"a b","identity":{"id":"a"},"timestamp":"2024-01-01T00:00:00Z"}"#,
                Some("type"),
            ),
            (
                r#"{"type":"a","timestamp":"2024-01-01T00:00:00Z"}"#,
                Some("identity"),
            ),
            (
                r#"{"type":"a","identity":{"id":""},"timestamp":"2024-01-01T00:00:00Z"}"#,
                Some("identity.id"),
            ),
            (
                r#"{"type":"a","identity":{"id":"a"},"ip":"here","timestamp":"2024-01-01T00:00:00Z"}"#,
                Some("ip"),
            ),
        ] {
            let (named, reason) = refused(line);
            assert_eq!(named.as_deref(), field, "{line}: {reason}");
            assert!(!reason.is_empty());
        }
    }
}
